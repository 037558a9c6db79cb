"""Fit what entailment.json has of translations: `python -m benchmarks.fit_translating XQUAD`, the folder of that set.

Sentences with their translations, and with what is none, are put to ``rendering``; what words leave open is fitted on.
Articles are split by name: of five, three are fitted on and two held out; the threshold is the lowest at which, of the
fitted articles (each by a fit on the others), what is no translation is accepted no more often than MOST_FALSE, the
mean of its kinds, those that words refuse counted in. Printed: what words leave open and what all together accept, by
kind and language, of the articles held out and of the story, of which nothing is fitted on.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import retrieval.writing
from benchmarks.fit_entailment import as_json, fitted_on, fold_of
from benchmarks.translation_examples import Example, parallel, story
from bot.settings import load
from bot.wiring import embedder_of
from corpus.folder import read_folder
from retrieval.confidence import Regression, calibration
from retrieval.ports import Embedder
from retrieval.writing.entailing import Weighing
from retrieval.writing.translating import Rendering, rendering

MOST_FALSE = 0.02
"""So large a share of what is no translation, the mean of its kinds, may be accepted."""

FEATURES = ("best", "lead", "alone", "background", "source", "without_end", "without_start", "length", "unlike")
NOT_COUNTED = frozenset({"another word"})
"""One wrong word that is no number, name or "not" moves a vector less than a free translation does: not counted."""

HERE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Seen:
    """An example, and its features where words left it open."""

    example: Example
    features: dict[str, float] | None

    @property
    def fold(self) -> int:
        """A number that all examples of an article share."""
        return fold_of(self.example.of)

    @property
    def held_out(self) -> bool:
        """Whether nothing may be fitted on it."""
        return self.fold < 2 or self.example.of == "story"


def seen(examples: Sequence[Example], embedder: Embedder, background: NDArray[np.float32]) -> list[Seen]:
    """Let words say what they can, and embed what they leave open."""
    said = [rendering(each.sentence, each.translation, each.beside) for each in examples]
    texts = list(dict.fromkeys(text for each in said if isinstance(each, Rendering) for text in each.texts))
    print(f"{len(examples)} examples, {len(texts)} texts", file=sys.stderr, flush=True)
    rows = dict(zip(texts, embedder.embed_passages(texts), strict=True))
    return [
        Seen(
            each,
            found.features(np.stack([rows[text] for text in found.texts]), background)
            if isinstance(found, Rendering)
            else None,
        )
        for each, found in zip(examples, said, strict=True)
    ]


def fit(some: Sequence[Seen]) -> Regression:
    """Fit on what words left open; true and false weigh the same, and so does each kind of the false."""
    opened = [(each.example, each.features) for each in some if each.features is not None]
    kinds = Counter(example.kind for example, _ in opened)
    weights = [1 / kinds[example.kind] / (1 if example.true else max(len(kinds) - 1, 1)) for example, _ in opened]
    rows = np.array([[features[name] for name in FEATURES] for _, features in opened])
    truth = np.array([example.true for example, _ in opened])
    return fitted_on(rows, truth, np.array(weights) * len(opened) / 2, FEATURES)


def weighing(some: Sequence[Seen]) -> Weighing:
    """Return a fit on all of them, with the threshold that fits on parts of them want."""
    chances: dict[str, list[float]] = defaultdict(list)
    true: list[float] = []
    for fold in sorted({each.fold for each in some}):
        part = fit([each for each in some if each.fold != fold])
        for each in some:
            if each.fold == fold:
                chance = 0.0 if each.features is None else part.probability(each.features)
                (true if each.example.true else chances[each.example.kind]).append(chance)
    grid = (np.arange(5_000, 10_000) / 10_000).tolist()
    false = [np.array(of) for of in chances.values()]
    threshold = next((at for at in grid if np.mean([(of >= at).mean() for of in false]) <= MOST_FALSE), 1.0)
    print(f"threshold {threshold:.4f}, accepts {100 * np.mean(np.array(true) >= threshold):.1f} % of the true ones")
    return Weighing(fit(some), threshold)


def report(title: str, some: Iterable[Seen], weighs: Weighing) -> None:
    """Print, by kind and by language, how many words leave open, how many are accepted, and of how many."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for each in some:
        accepted = each.features is not None and weighs.holds(each.features)
        side = "true" if each.example.true else "false"
        for key in ((side, each.example.kind), (side, "ALL"), (f"{side} by language", each.example.lang)):
            for at, yes in enumerate((each.features is not None, accepted, True)):
                counted[key][at] += int(yes)
    print(f"\n{title}\n{'':40}{'left open':>10}{'accepted':>10}{'of':>7}")
    for (side, kind), (left, held, of) in sorted(counted.items()):
        print(f"{side:20}{kind:20}{left:10}{held:10}{of:7}  {100 * held / of:5.1f} %")


def main(folder: Path) -> None:
    """Fit, report, write."""
    settings = load()
    model = settings.embedding.model
    background = calibration(model).background
    if background is None:
        raise SystemExit(f"{model} has no background in confidence.json: fit that first")
    path = Path(retrieval.writing.__file__).with_name("entailment.json")
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    if model not in kept:
        raise SystemExit(f"{model} is not in {path.name}: run `python -m benchmarks.fit_entailment` first")
    article = next(each for each in read_folder(HERE / "corpus" / "articles") if "tiktok" in each.id)
    examples = [*parallel(folder), *story(HERE / "tests" / "quality" / "story", article.text)]
    found = seen(examples, embedder_of(settings.embedding, settings.state.folder), background)
    weighs = weighing([e for e in found if not e.held_out and e.example.kind not in NOT_COUNTED])
    report("fitted on", [each for each in found if not each.held_out], weighs)
    report("articles held out", [each for each in found if each.held_out and each.example.of != "story"], weighs)
    report("the story, held out", [each for each in found if each.example.of == "story"], weighs)
    kept[model]["abroad"] = as_json(weighs)
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten: {path.name}, for {model}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
