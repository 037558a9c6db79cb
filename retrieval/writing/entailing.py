"""Is a claim entailed by what it cites, as far as can be judged without a second model?

``supporting`` decides by words, and near enough never wrongly lets a claim pass. What it leaves open, a word that the
source does not have, is weighed here: a regression over how near claim and quotes are in meaning, by the desk's own
embedder, and what words still show. entailment.json is fitted by `python -m benchmarks.fit_entailment`;
docs/decisions/0016 says what that is worth. A claim in another language than its source is not entailed: it is said in
the source's own language, and ``translating`` holds what stands beside it in another.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.answer import DraftClaim
from retrieval.citing import Cited, locate
from retrieval.confidence import Regression
from retrieval.normalising import normalise
from retrieval.passage import Passage
from retrieval.ports import Vectors
from retrieval.stemming import is_unspaced
from retrieval.wording import Token, tokens_of
from retrieval.writing.abroad import pair_of
from retrieval.writing.arranging import order, telling
from retrieval.writing.causing import adds_a_cause
from retrieval.writing.cues import is_english
from retrieval.writing.governing import hedge_lost, turned_over
from retrieval.writing.leaving_off import leaves_off
from retrieval.writing.limiting import loses_a_limit
from retrieval.writing.skipping import skips
from retrieval.writing.standing import leans
from retrieval.writing.supporting import Unsupported, said_by, unsupported

_EDGE = " .!…"

Embed = Callable[[Sequence[str]], Vectors]
"""Texts -> their vectors, as an ``Embedder`` embeds passages."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A regression, and the least probability at which a claim is taken for entailed."""

    regression: Regression
    threshold: float

    def holds(self, features: Mapping[str, float]) -> bool:
        """Tell whether these features are those of an entailed claim."""
        return self.regression.probability(features) >= self.threshold


@dataclass(frozen=True, slots=True)
class Entailment:
    """What was fitted for one embedding model: ``own`` for claims that words leave open, ``abroad`` for translations.

    None: nothing fit was found, and what words leave open does not hold. ``background``: see ``Calibration``.
    """

    background: NDArray[np.float32] | None = None
    own: Weighing | None = None
    abroad: Weighing | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A claim that words leave open, what it quotes, and what else its passages say.

    Each of ``quotes`` is led by the words that name its speaker. ``rivals`` are the sentences beside the quoted ones.
    """

    claim: str
    quotes: tuple[str, ...]
    rivals: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be embedded: the claim, its quotes, their rivals."""
        return (self.claim, *self.quotes, *self.rivals)

    def features(self, vectors: Vectors, background: NDArray[np.float32] | None) -> dict[str, float]:
        """Return what the regressions are made of; ``vectors`` are those of ``texts``, a row each.

        The cosine of the claim to the best of its quotes, its lead on the best rival, its nearness to anything at all;
        how long the claim is beside its longest quote, and how unlike in length; the share of its telling words that
        stand in its quotes, and how many do not; whether these stand in another order, or leave off what changes the
        rest.
        """
        cosines = vectors[1:] @ vectors[0]
        best, rivals = float(cosines[: len(self.quotes)].max()), cosines[len(self.quotes) :]
        said, ours = [tokens_of(quote) for quote in self.quotes], tokens_of(self.claim)
        words, stated = telling(ours), {key for each in said for key in telling(each)}
        missing = [key for key in words if key not in stated]
        length = math.log(length_of(self.claim) / max(map(length_of, self.quotes)))
        return {
            "best": best,
            "lead": best - float(rivals.max()) if len(rivals) else 0.0,
            "alone": float(len(rivals) == 0),
            "background": 0.0 if background is None else float(vectors[0] @ background),
            "length": length,
            "unlike": abs(length),
            "covered": 1.0 - len(missing) / max(len(words), 1),
            "missing": float(len(missing)),
            "order": max(order(ours, each) for each in said),
            "left_off": float(min(leaves_off(ours, each) for each in said)),
        }


def entailed(
    claim: DraftClaim, evidence: Mapping[str, Passage], embed: Embed, fitted: Entailment
) -> Unsupported | None:
    """Return why a claim is not entailed by what it cites, or None if it is. Embeds at most once. Blocks.

    None too where it cites what cannot be found: ``verifying`` says so. Raises EmbeddingError.
    """
    support = left_open(claim, evidence)
    if not isinstance(support, Support):
        return support
    if fitted.own is not None and fitted.own.holds(support.features(embed(support.texts), fitted.background)):
        return None
    return Unsupported.NOT_SAID


def left_open(claim: DraftClaim, evidence: Mapping[str, Passage]) -> Support | Unsupported | None:
    """Return what words say of a claim: None if it is held, why if it is not, and a Support if they cannot tell."""
    reason = unsupported(claim, evidence)
    if reason not in (None, Unsupported.NOT_SAID):
        return reason
    cited = places(claim, evidence)
    quotes = tuple(dict.fromkeys(_led(each) for each in cited))
    source = " ".join(quotes)
    if is_english(source) and (reason is None or is_english(claim.text)):
        told = _told(claim, cited, [each.tokens for each in said_by(claim, evidence)])
        if told is not None:
            return told
    if reason is None:
        return None
    if pair_of(source, claim.text) is not None:
        return Unsupported.ANOTHER_LANGUAGE
    return Support(claim.text, quotes, rivals(cited))


def _told(claim: DraftClaim, cited: Sequence[Cited], sentences: Sequence[Sequence[Token]]) -> Unsupported | None:
    """Return what a claim turns, adds or leaves open of the sentences it cites, the nearest first; English."""
    if not sentences:
        return None
    ours = tokens_of(claim.text)
    repeats = _repeats(claim.text, cited)
    for told, reason in (
        (turned_over(ours, sentences[:1]), Unsupported.DENIAL_TURNED),
        (hedge_lost(ours, sentences[:1]), Unsupported.DOUBT_LOST),
        (adds_a_cause(ours, sentences), Unsupported.CAUSE_ADDED),
        (not repeats and leans(ours, sentences[0]), Unsupported.NOT_ALONE),
        (skips(ours, sentences[0]), Unsupported.WORDS_LEFT_OFF),
        (loses_a_limit(ours, sentences[0]), Unsupported.WORDS_LEFT_OFF),
    ):
        if told:
            return reason
    return None


def _repeats(text: str, cited: Sequence[Cited]) -> bool:
    """Tell whether a claim is a quotation of its own, which shows who speaks, but for the case of its first letter."""
    own = normalise(text).text.strip(_EDGE)
    quotes = [normalise(each.quote).text.strip(_EDGE) for each in cited]
    return any(own[1:] == words[1:] and own[:1].casefold() == words[:1].casefold() for words in quotes)


def entailment(model: str) -> Entailment:
    """Return what was fitted for an embedding model; for one that nothing was fitted for, an Entailment of None."""
    kept = json.loads(files("retrieval.writing").joinpath("entailment.json").read_text(encoding="utf-8")).get(model)
    if kept is None:
        return Entailment()
    own, abroad = (
        None if part is None else Weighing(Regression(part["coefficients"], part["intercept"]), part["threshold"])
        for part in (kept["own"], kept["abroad"])
    )
    return Entailment(np.asarray(kept["background"], dtype=np.float32), own, abroad)


def places(claim: DraftClaim, evidence: Mapping[str, Passage]) -> list[Cited]:
    """Return where the quotations of a claim stand, of those that do."""
    known = [each for each in claim.quotations if each.evidence_key in evidence]
    return [place for each in known if isinstance(place := locate(each, evidence), Cited)]


def _led(cited: Cited) -> str:
    speaker = cited.attribution_quote
    return f"{speaker.rstrip(':')}: {cited.quote}" if speaker else cited.quote


def rivals(cited: Sequence[Cited]) -> tuple[str, ...]:
    """Return the sentences right before and behind each quotation, which are not quoted themselves."""
    found: dict[str, None] = {}
    for each in cited:
        sentences = each.passage.sentences
        touched = [
            at for at, s in enumerate(sentences) if s.span.start < each.span.end and each.span.start < s.span.end
        ]
        for at in (touched[0] - 1, touched[-1] + 1):
            if 0 <= at < len(sentences):
                span = sentences[at].span
                if not any(span.start < other.span.end and other.span.start < span.end for other in cited):
                    found[span.of(each.passage.article.text)] = None
    return tuple(found)


def length_of(text: str) -> float:
    """Return the characters of a text, one of Han, Kana or Thai counted as three letters."""
    return 1.0 + sum(3 if is_unspaced(character) else 1 for character in text)
