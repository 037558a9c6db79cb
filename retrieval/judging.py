"""A claim and the sentences near it -> a verdict, as far as words and numbers show. Pure.

Attribution is part of what is said: "TikTok has never been asked" is not supported by an article in which somebody
claims so, unless the claim names that somebody too.
"""

from collections.abc import Sequence
from itertools import islice, pairwise

from retrieval.aligning import alignment
from retrieval.comparing import Difference, Verdict
from retrieval.contradicting import difference
from retrieval.evidence import Candidate
from retrieval.normalising import normalise
from retrieval.turning_round import parts, voices, without_names_of_the_title
from retrieval.wording import Role, Token, key_of, tokens_of

WEIGHED = 10
"""So many sentences near a claim are held against it."""

LONGEST = 60
"""Words of substance in a claim that is compared: a longer one is only held against sentences to the letter."""

_VOICES = 6
_END = " .!…"
_VERBS = (Role.AUXILIARY, Role.MODAL)
_WRITING = frozenset(map(key_of, "say tell write argue insist warn suggest speak reply answer".split()))
_PARTICIPLES = frozenset(
    "accusing adding alleging arguing asserting believing claiming denying explaining insisting noting replying "
    "reporting saying stating suggesting telling warning".split()
)
_COLON = Token(":", ":", Role.MARK)


def judge(claim: str, candidates: Sequence[Candidate]) -> tuple[Verdict, Difference | None, Candidate | None]:
    """Return the verdict on a claim, the difference if it is contradicted, and the sentence that the verdict rests on.

    ``candidates`` are sentences near the claim, nearest first. One that supports it counts before one that does not.
    """
    said = tokens_of(claim)
    comparable = sum(token.substance for token in said) <= LONGEST
    weighed = [(each, _ways(said, each) if comparable else [], _sentence(each)) for each in candidates[:WEIGHED]]
    for each, ways, (sentence, spoken) in weighed:
        if _verbatim(claim, each) or any(
            _says(alignment(way, voice), voice, spoken) for way in ways for voice in islice(parts(sentence), _VOICES)
        ):
            return Verdict.SUPPORTED, None, each
    for each, ways, (sentence, spoken) in weighed:
        for way in ways:
            for voice in islice(parts(sentence), _VOICES):
                differing = difference(way, voice) if not spoken else None
                if differing is not None:
                    return Verdict.CONTRADICTED, differing, each
    return Verdict.NOT_SPOKEN_OF, None, None


def _ways(claim: Sequence[Token], candidate: Candidate) -> list[Sequence[Token]]:
    """Return the claim and what else says the same."""
    ways = list(islice(voices(claim), _VOICES))
    shorter = without_names_of_the_title(claim, tokens_of(candidate.passage.article.title))
    return ways if len(shorter) == len(claim) else [*ways, shorter]


def _sentence(candidate: Candidate) -> tuple[Sequence[Token], int]:
    """Return the words of a sentence, those that name its speaker before them, and how many these are."""
    attribution = candidate.sentence.attribution
    if attribution is None:
        return tokens_of(candidate.words), 0
    speaker = tokens_of(attribution.of(candidate.passage.article.text))
    return (*speaker, _COLON, *tokens_of(candidate.words)), len(speaker)


def _says(path: tuple[int, ...] | None, sentence: Sequence[Token], spoken: int) -> bool:
    if path is None or (spoken and path[0] >= spoken) or _by_another(path, sentence):
        return False
    return not all(sentence[place].quoted for place in path)


def _by_another(path: tuple[int, ...], sentence: Sequence[Token]) -> bool:
    """Tell whether a claim has somebody say what the subject of the sentence says: "A wrote to B, claiming that"."""
    return any(
        sentence[at].word.casefold() in _PARTICIPLES
        and sentence[at - 1].word == ","
        and any(token.role in _VERBS or token.key in _WRITING for token in sentence[:behind])
        for behind, at in pairwise(path)
    )


def _verbatim(claim: str, candidate: Candidate) -> bool:
    """Tell whether the claim is the sentence, to the letter: quotation marks show that somebody else speaks."""
    sentence = normalise(candidate.words).text.strip(_END)
    ours = normalise(claim).text.strip(_END)
    return ours == sentence and (candidate.sentence.attribution is None or '"' in ours)
