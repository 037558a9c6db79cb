"""How sure it is that the best sentence answers: a logistic regression, calibrated on whole question sets.

The coefficients in confidence.json are fitted by `python -m benchmarks.fit_confidence`, for each model that comes
inside a package and, by words alone, for any other; docs/decisions/0004 says what was tried. A question in another
language than the edition has a regression of its own, since its words say nothing there.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retrieval.asking import Asked, denies, is_foreign, offers, words_of
from retrieval.evidence import Candidate
from retrieval.finding import Search
from retrieval.lexical import Lexicon
from retrieval.likening import ALIKE
from retrieval.stemming import stems

BACKGROUND = 1000
"""Passages without any of the question's words that an edition counts as standing among: what a word weighs then hardly
depends on whether the corpus is one article or a hundred thousand passages."""


@dataclass(frozen=True, slots=True)
class Regression:
    """A fitted logistic regression: a coefficient for each feature, in the feature's own unit, and the intercept."""

    coefficients: Mapping[str, float]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, in [0, 1]; KeyError when a feature is missing."""
        odds = self.intercept + sum(weight * features[name] for name, weight in self.coefficients.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted for one embedding model.

    ``background`` is the mean vector of the sentences of many articles, shape (dimension,), or None: how near a
    question is to anything at all. ``own`` is for questions in the edition's language, ``foreign`` for others.
    ``alike`` is the least cosine of two questions that ask the same, None where it is not known (see ``likening``).
    """

    background: NDArray[np.float32] | None
    own: Regression
    foreign: Regression
    alike: float | None = None

    def confidence(self, asked: Asked, search: Search, candidates: Sequence[Candidate], lexicon: Lexicon) -> float:
        """Return the probability, at even odds beforehand, that the best candidate answers the question."""
        if not candidates:
            return 0.0
        regression = self.foreign if is_foreign(asked, lexicon.columns) else self.own
        return regression.probability(features(asked, search, candidates, lexicon, self.background))


def calibration(model: str) -> Calibration:
    """Return what was fitted for a model; for one that nothing was fitted for, what words alone can tell."""
    kept = json.loads(files("retrieval").joinpath("confidence.json").read_text(encoding="utf-8"))
    fitted = kept.get(model, kept["any"])
    background = fitted["background"]
    return Calibration(
        None if background is None else np.asarray(background, dtype=np.float32),
        Regression(**fitted["own"]),
        Regression(**fitted["foreign"]),
        ALIKE.get(model),
    )


def features(
    asked: Asked,
    search: Search,
    candidates: Sequence[Candidate],
    lexicon: Lexicon,
    background: NDArray[np.float32] | None,
) -> dict[str, float]:
    """Return what the regressions are made of.

    Of the vectors: the cosine of the best candidate, of its passage, of the nearest sentence of all, of the background,
    and the candidate's lead on the second and on the mean of the ten behind the nearest. Of the words: what share of
    the question's subject stands in the sentence, its neighbours or the title, by weight; how rare the subject is;
    names and numbers that the passage lacks, a name that everything in sight lacks; a denial on one side only; what
    kind of thing is asked for, and whether the two best candidates lack it.
    """
    best = candidates[0]
    found = next(each for each in search.found if each.passage is best.passage)
    sentences = [set(stems(sentence.span.of(best.passage.article.text))) for sentence in best.passage.sentences]
    place = best.passage.sentences.index(best.sentence)
    title = set(stems(best.passage.article.title))
    beside = title.union(*sentences[max(0, place - 1) : place + 2])
    passage = title.union(*sentences)
    weights = {stem: lexicon.idf(stem, BACKGROUND) for stem in asked.subject}
    total = sum(weights.values()) or 1.0
    cosine = found.similarities[place]
    nearest = search.nearest or (0.0,)
    ahead = [*nearest[:11], *nearest[-1:] * max(0, 11 - len(nearest))]
    offered = any(offers(asked, each.words, title) for each in candidates[:2])
    says_no = denies(words_of(best.words))
    return {
        "cosine": cosine,
        "passage_cosine": found.similarity,
        "best_cosine": ahead[0],
        "lead_on_second": cosine - (ahead[1] if cosine >= ahead[0] - 1e-6 else ahead[0]),
        "lead_on_tenth": cosine - sum(ahead[1:]) / 10,
        "background": 0.0 if background is None else float(search.vector @ background),
        "in_beside": sum(weight for stem, weight in weights.items() if stem in beside) / total,
        "mean_weight": total / max(len(weights), 1) / lexicon.idf("", BACKGROUND),
        "names_out_passage": float(min(sum(stem not in passage for stem in asked.names), 2)),
        "names_out_corpus": float(any(not search.in_sight[lexicon.holding(stem)].any() for stem in asked.names)),
        "numbers_out_passage": float(min(sum(stem not in passage for stem in asked.numbers), 2)),
        "negated_only_here": float(asked.negated and not says_no),
        "negated_only_there": float(says_no and not asked.negated),
        "lacks_number": float(asked.kind in ("number", "date") and not offered),
        "lacks_name": float(asked.kind in ("name", "place") and not offered),
        "asks_number": float(asked.kind == "number"),
        "asks_name": float(asked.kind == "name"),
        "asks_place": float(asked.kind == "place"),
    }
