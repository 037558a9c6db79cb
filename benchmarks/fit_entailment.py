"""Fit retrieval/writing/entailment.json on question sets: `python -m benchmarks.fit_entailment SETS`, their folder.

Claims that are entailed by what they cite, and the same made false in one thing, are put to ``left_open``; what words
leave open is fitted on. Articles are split by name: of five, three are fitted on and two held out; the threshold is the
lowest at which, of the fitted articles (each by a fit on the others), falsehoods are accepted no more often than
MOST_FALSE, the mean of their kinds. Printed: what words alone accept, what all together do, by kind, of the articles
held out and of the story, of which nothing is fitted on. Translations are fitted by `fit_translating`.
"""

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import retrieval.writing
from benchmarks.entailment_examples import Example, english, story
from bot.settings import load
from bot.wiring import embedder_of
from corpus.folder import read_folder
from retrieval.confidence import Regression, calibration
from retrieval.ports import Embedder
from retrieval.writing.entailing import Support, Weighing, left_open

MOST_FALSE = 0.02
"""So large a share of the false claims that words leave open, the mean of their kinds, may be accepted."""

LEAST_TRUE = 0.1
"""A fit that accepts a smaller share of the true ones there is not worth an embedding: none is written."""

FEATURES = ("best", "lead", "alone", "background", "length", "unlike", "covered", "missing", "order", "left_off")
RIDGE, FOLDS, ENOUGH = 1.0, 5, 25
HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Seen:
    """An example, what words said of it ("held", "open" or a reason), and its features where they left it open."""

    example: Example
    said: str
    features: dict[str, float]

    @property
    def fold(self) -> int:
        """A number in [0, FOLDS) that all examples of an article share."""
        return fold_of(self.example.of)

    @property
    def held_out(self) -> bool:
        """Whether nothing may be fitted on it."""
        return self.fold < 2 or self.example.of == "story"


def fold_of(article: str) -> int:
    """Return the fold of an article, by its name."""
    return hashlib.sha256(article.encode()).digest()[0] % FOLDS


def seen(examples: Sequence[Example], embedder: Embedder, background: NDArray[np.float32]) -> list[Seen]:
    """Let words say what they can, and embed what they leave open."""
    said = [left_open(each.claim, {each.passage.key: each.passage}) for each in examples]
    texts = list(dict.fromkeys(text for each in said if isinstance(each, Support) for text in each.texts))
    print(f"{len(examples)} examples, {len(texts)} texts", file=sys.stderr, flush=True)
    rows = dict(zip(texts, embedder.embed_passages(texts), strict=True))
    found = []
    for each, reason in zip(examples, said, strict=True):
        if isinstance(reason, Support):
            features = reason.features(np.stack([rows[text] for text in reason.texts]), background)
            found.append(Seen(each, "open", features))
        else:
            found.append(Seen(each, "held" if reason is None else str(reason), {}))
    return found


def fit(some: Sequence[Seen]) -> Regression:
    """Fit on what words leave open; each kind weighs the same within true, and within false."""
    rows = np.array([[each.features[name] for name in FEATURES] for each in some])
    truth = np.array([each.example.true for each in some])
    kinds = Counter(each.example.kind for each in some)
    of = {side: {kind for kind in kinds if any_true(kind, some) == side} for side in (True, False)}
    weight = np.array([len(some) / 2 / len(of[each.example.true]) / kinds[each.example.kind] for each in some])
    return fitted_on(rows, truth, weight, FEATURES)


def fitted_on(
    rows: NDArray[np.float64], truth: NDArray[np.bool_], weight: NDArray[np.float64], names: Sequence[str]
) -> Regression:
    """Return a logistic regression, by iteratively reweighted least squares with a ridge; a row an example."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    ridge = np.diag([RIDGE] * len(names) + [1e-6])
    solution = np.zeros(len(names) + 1)
    for _ in range(12):
        chance = 1 / (1 + np.exp(-np.clip(design @ solution, -15, 15)))
        slope = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        solution += np.linalg.solve(slope, design.T @ (weight * (truth - chance)) - ridge @ solution)
    coefficients = solution[:-1] / spread
    rounded = {name: round(float(value), 4) for name, value in zip(names, coefficients, strict=True)}
    return Regression(rounded, round(float(solution[-1] - coefficients @ mean), 4))


def any_true(kind: str, some: Sequence[Seen]) -> bool:
    """Tell whether a kind is one of true claims."""
    return any(each.example.true for each in some if each.example.kind == kind)


def weighing(some: Sequence[Seen]) -> Weighing | None:
    """Return a fit on all of them, with the threshold that fits on parts of them want; None if it is not worth it."""
    chances: dict[tuple[bool, str], list[float]] = defaultdict(list)
    for fold in sorted({each.fold for each in some}):
        part = fit([each for each in some if each.fold != fold])
        for each in some:
            if each.fold == fold:
                chances[each.example.true, each.example.kind].append(part.probability(each.features))
    false = [np.array(of) for (true, _), of in chances.items() if not true and len(of) >= ENOUGH]
    true = np.concatenate([np.array(of) for (true, _), of in chances.items() if true])
    grid = (np.arange(5_000, 10_000) / 10_000).tolist()
    threshold = next((at for at in grid if np.mean([(of >= at).mean() for of in false]) <= MOST_FALSE), 1.0)
    worth = float((true >= threshold).mean())
    print(f"threshold {threshold:.4f}, accepts {100 * worth:.1f} % of the true ones left open", file=sys.stderr)
    return Weighing(fit(some), threshold) if worth >= LEAST_TRUE else None


def report(title: str, some: Iterable[Seen], weighs: Weighing | None) -> None:
    """Print, for each kind, how many words alone hold, how many all together, and of how many."""
    counted: dict[tuple[bool, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for each in some:
        opened = each.said == "open"
        shown = each.said == "held" or (opened and weighs is not None and weighs.holds(each.features))
        for kind in (each.example.kind, "ALL"):
            line = counted[not each.example.true, kind]
            for at, yes in enumerate((each.said == "held", shown, opened, True)):
                line[at] += yes
    print(f"\n{title}\n{'':28}{'words alone':>12}{'together':>10}{'left open':>11}{'of':>7}")
    for (false, kind), (held, accepted, left, of) in sorted(counted.items()):
        share = f"{100 * accepted / of:5.1f} %"
        print(f"{'false' if false else 'true':6}{kind:22}{held:12}{accepted:10}{left:11}{of:7}  {share}")


def as_json(weighs: Weighing | None) -> dict[str, object] | None:
    """Return a fit as entailment.json has it."""
    if weighs is None:
        return None
    regression = weighs.regression
    return {
        "coefficients": dict(regression.coefficients),
        "intercept": regression.intercept,
        "threshold": weighs.threshold,
    }


def main(folder: Path) -> None:
    """Fit, report, write."""
    settings = load()
    model = settings.embedding.model
    background = calibration(model).background
    if background is None:
        raise SystemExit(f"{model} has no background in confidence.json: fit that first")
    article = next(each for each in read_folder(HERE / "corpus" / "articles") if "tiktok" in each.id)
    written = story(HERE / "tests" / "quality" / "story", article)
    examples = [*english(folder), *written]
    found = seen(examples, embedder_of(settings.embedding, settings.state.folder), background)
    fitted = [each for each in found if each.said == "open" and not each.held_out]
    weighs = weighing(fitted)
    report("fitted on", [each for each in found if not each.held_out], weighs)
    report("articles held out", [each for each in found if each.held_out and each.example.of != "story"], weighs)
    report("the story, held out", [each for each in found if each.example.of == "story"], weighs)
    path = Path(retrieval.writing.__file__).with_name("entailment.json")
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept[model] = {
        "background": [round(float(number), 4) for number in background],
        "own": as_json(weighs),
        "abroad": kept.get(model, {}).get("abroad"),
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten: {path.name}, for {model}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
