"""Found passages -> their sentences, best first: near in meaning, with the question's words in them or next to them."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from retrieval.asking import Asked, offers
from retrieval.corrections import setback
from retrieval.evidence import Candidate
from retrieval.finding import Found
from retrieval.lexical import Lexicon
from retrieval.stemming import stems

PASSAGES = 5
"""The sentences of so many passages are weighed, and of those that the conversation carries."""

COVER_WEIGHT = 0.25
"""What a sentence that covers all of the question's words gains over one that covers none, in units of cosine."""

KIND_WEIGHT = 0.03
"""What a sentence gains that has the kind of thing asked for: a reason for a why, a name for a who."""

NEXT_DOOR = 0.6
"""What a word of the question counts that stands in the sentence before or after: a pronoun's noun, as a rule."""


def choose(found: Sequence[Found], asked: Asked, words: Mapping[str, float], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the sentences of the best passages, best first.

    ``words`` are the question's stems and how much each counts. A sentence scores its cosine, plus COVER_WEIGHT times
    its cover, plus KIND_WEIGHT if it offers the kind of thing asked for, less the ``setback`` of its article's status.
    One said twice, in a reprint say, is taken once. How the constants were found: docs/decisions/0003.
    """
    weights = {stem: counts * lexicon.idf(stem) for stem, counts in words.items()}
    best: dict[tuple[str, ...], Candidate] = {}
    for each in [*found[:PASSAGES], *(each for each in found[PASSAGES:] if each.carried)]:
        for said, candidate in _scored(each, asked, weights):
            if said not in best or candidate.score > best[said].score:
                best[said] = candidate
    return tuple(sorted(best.values(), key=lambda candidate: -candidate.score))


def _scored(found: Found, asked: Asked, weights: Mapping[str, float]) -> Iterator[tuple[tuple[str, ...], Candidate]]:
    """Yield each sentence of a passage, by its stems."""
    passage = found.passage
    title = set(stems(passage.article.title))
    sentences = [stems(sentence.span.of(passage.article.text)) for sentence in passage.sentences]
    for place, sentence in enumerate(passage.sentences):
        beside = {stem for near in sentences[max(0, place - 1) : place + 2] for stem in near}
        covered = cover(weights, title.union(sentences[place]), beside)
        score = found.similarities[place] + COVER_WEIGHT * covered - setback(passage.article)
        if offers(asked, sentence.span.of(passage.article.text), title):
            score += KIND_WEIGHT
        yield tuple(sentences[place]), Candidate(passage, sentence, score)


def cover(weights: Mapping[str, float], here: Collection[str], beside: Collection[str]) -> float:
    """Return how much of a question a sentence covers, in [0, 1].

    ``weights`` has how telling each of the question's stems is; one that stands ``here`` (in the sentence or its
    article's title) counts whole, one ``beside`` it NEXT_DOOR.
    """
    total = sum(weights.values())
    covered = sum(
        weight * (1.0 if stem in here else NEXT_DOOR if stem in beside else 0.0) for stem, weight in weights.items()
    )
    return covered / total if total else 0.0
