"""Found passages -> their sentences, best first: near in meaning, with the question's words in them and around them."""

from collections.abc import Collection, Mapping, Sequence

from retrieval.evidence import Candidate
from retrieval.finding import Found
from retrieval.lexical import Lexicon
from retrieval.stemming import stems

WORDS_WEIGHT = 0.7
"""What a sentence with all of the question's words gains over one with none, in units of cosine."""

IN_TITLE, IN_NEIGHBOUR, IN_PASSAGE = 1.0, 0.75, 0.4
"""What a word of the question counts that is not in the sentence, but in the title, the next sentences, the passage."""


def choose(found: Sequence[Found], words: Collection[str], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the sentences of the passages, best first; ``words`` are the question's stems.

    A sentence scores its cosine plus WORDS_WEIGHT times its share of the question's words, each word weighed by how
    telling it is (its idf) and by where it stands. A sentence said twice, by agencies' reprints say, is taken once.
    """
    weights = {stem: lexicon.idf(stem) for stem in words}
    candidates: dict[str, Candidate] = {}
    for passage_found in found:
        for candidate in _scored(passage_found, weights):
            said = " ".join(stems(candidate.words))
            best = candidates.get(said)
            if best is None or candidate.score > best.score:
                candidates[said] = candidate
    return tuple(sorted(candidates.values(), key=lambda each: -each.score))


def _scored(found: Found, weights: Mapping[str, float]) -> list[Candidate]:
    passage = found.passage
    title = set(stems(passage.article.title))
    sentences = [set(stems(sentence.span.of(passage.article.text))) for sentence in passage.sentences]
    anywhere = set().union(*sentences)
    total = sum(weights.values()) or 1.0
    candidates: list[Candidate] = []
    for place, sentence in enumerate(passage.sentences):
        beside = set().union(*sentences[max(0, place - 1) : place + 2])
        share = sum(
            weight
            * (
                1.0 if stem in sentences[place]
                else IN_TITLE if stem in title
                else IN_NEIGHBOUR if stem in beside
                else IN_PASSAGE if stem in anywhere
                else 0.0
            )
            for stem, weight in weights.items()
        )  # fmt: skip
        candidates.append(Candidate(passage, sentence, found.similarities[place] + WORDS_WEIGHT * share / total))
    return candidates
