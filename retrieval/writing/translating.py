"""Is what stands beside a checked sentence its translation? As far as can be judged without a second model.

Words first (``abroad``): a translation that has another number, lacks a name, a "not", a "could" or the speaker of its
sentence, or says it in more sentences, is none. What they leave open is weighed by a regression over how near the two
are in meaning, by the desk's own embedder. It is fitted by `python -m benchmarks.fit_translating` and stands in
entailment.json; docs/decisions/0016 says what that is worth.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retrieval.answer import DraftClaim
from retrieval.passage import Passage
from retrieval.ports import Vectors
from retrieval.writing.abroad import Untranslated, pair_of, told_abroad
from retrieval.writing.entailing import Embed, Entailment, length_of, places, rivals

_PAUSE = re.compile(r"[,;:，、；：،؛]\s?")
_WORD_END = re.compile(r"(?<=\S)(?=\s)|(?<=[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A sentence, its translation that words leave open, and the sentences beside what the sentence rests on."""

    sentence: str
    translation: str
    beside: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be embedded: the sentence, the translation, that without its end, without its start, the rest."""
        return (self.sentence, self.translation, *_shortened(self.translation), *self.beside)

    def features(self, vectors: Vectors, background: NDArray[np.float32] | None) -> dict[str, float]:
        """Return what the regression is made of; ``vectors`` are those of ``texts``, a row each.

        The cosine of the two; its lead on the best sentence beside; how near each is to anything at all; how much
        nearer the translation comes without its end, and without its start, as it does if something was added there;
        how long it is beside the sentence, and how unlike in length.
        """
        near = vectors[1:] @ vectors[0]
        best, ends, starts = (float(each) for each in near[:3])
        beside = vectors[4:] @ vectors[1]
        length = math.log(length_of(self.translation) / length_of(self.sentence))
        return {
            "best": best,
            "lead": best - float(beside.max()) if len(beside) else 0.0,
            "alone": float(len(beside) == 0),
            "background": 0.0 if background is None else float(vectors[1] @ background),
            "source": 0.0 if background is None else float(vectors[0] @ background),
            "without_end": ends - best,
            "without_start": starts - best,
            "length": length,
            "unlike": abs(length),
        }


def untranslated(
    claim: DraftClaim, evidence: Mapping[str, Passage], embed: Embed, fitted: Entailment
) -> Untranslated | None:
    """Return why a claim's translation is not one of its text, or None if it is, or if there is none.

    Embeds at most once. Blocks. Raises EmbeddingError.
    """
    if claim.translation is None:
        return None
    opened = rendering(claim.text, claim.translation, rivals(places(claim, evidence)))
    if not isinstance(opened, Rendering):
        return opened
    weighing = fitted.abroad
    if weighing is not None and weighing.holds(opened.features(embed(opened.texts), fitted.background)):
        return None
    return Untranslated.NOT_NEAR


def rendering(sentence: str, translation: str, beside: tuple[str, ...]) -> Rendering | Untranslated:
    """Return a Rendering if words leave it open whether it is a translation, else why it is none."""
    pair = pair_of(sentence, translation)
    if pair is None:
        return Untranslated.LANGUAGES_UNKNOWN
    return told_abroad(pair) or Rendering(sentence, translation, beside)


def _shortened(text: str) -> tuple[str, str]:
    """Return a text without its last clause and without its first; a third of its words if it is only one."""
    pauses = [match.end() for match in _PAUSE.finditer(text) if match.end() < len(text)]
    words = [match.start() for match in _WORD_END.finditer(text)] or [len(text)]
    last, first = (pauses[-1], pauses[0]) if pauses else (words[2 * len(words) // 3], words[len(words) // 3])
    return text[:last], text[first:]
