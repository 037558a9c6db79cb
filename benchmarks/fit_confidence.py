"""Fit retrieval/confidence.json on question sets: `python -m benchmarks.fit_confidence SETS`, the folder they are in.

Each question is asked of corpora of three sizes: its set, the one article that it is about, all sets joined; so that
a confidence means the same on one story and on an archive. Counterfeits (an answerable question with a name of another
article in place of its own) teach that an absent name means "does not say", questions asked of another article that a
lone story answers little. Printed: AUROC of answerable against not,
each article's questions judged by a fit on the others (five folds), then each set's by a fit on the other sets;
calibration; what each threshold answers and declines. The committed fit is on all.
"""

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import retrieval.confidence
from benchmarks.in_memory import Archive, read_archive
from bot.evaluation.dataset import Question, read_set
from bot.evaluation.metrics import auroc
from bot.settings import Settings, load
from bot.wiring import embedder_of
from retrieval.asking import is_foreign, take_apart
from retrieval.choosing import choose
from retrieval.confidence import features
from retrieval.edition import Edition
from retrieval.finding import between, find, query_of
from retrieval.ports import Embedder, Vectors

SETS = {"squad2": 1.0, "clapnq": 1.0, "xquad": 1.0, "mtrag_un": 0.3}
"""What each set weighs in the fit; mtrag_un's questions ask back as often as they ask."""

SIZES = {"set": 1.0, "article": 0.5, "union": 0.3}
OWN = (
    "background best_cosine in_beside passage_cosine mean_weight lead_on_second negated_only_here negated_only_there "
    "names_out_passage names_out_corpus numbers_out_passage lacks_number lacks_name asks_number asks_name asks_place"
).split()
FOREIGN = "background cosine lead_on_tenth passage_cosine numbers_out_passage".split()
WORDS = (
    "in_beside mean_weight negated_only_here negated_only_there names_out_passage names_out_corpus numbers_out_passage "
    "lacks_number lacks_name asks_number asks_name asks_place"
).split()
"""What can be told without vectors, for models that nothing was fitted for."""

COUNTERFEITS = 700
MADE = {"counterfeit": 0.05, "elsewhere": 0.25}
"""What goes of the unanswerable's weight to those made here: counterfeits, questions asked of another article."""

RIDGE, TOTAL_WEIGHT, FOLDS = 3.0, 3000.0, 5
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
NAME = re.compile(r"(?<=[a-z,] )([A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*)")


@dataclass(frozen=True)
class Example:
    """One question asked of one corpus: what the regression sees of it, and what it belongs to."""

    of: str
    size: str
    article: str
    kind: str
    foreign: bool
    answerable: bool
    features: dict[str, float]


def example(
    of: str, size: str, edition: Edition, question: Question, vectors: Vectors, article: str, background: Vectors
) -> Example | None:
    """Ask one question as the desk does, as far as the features."""
    earlier = [turn.text for turn in question.history if turn.role == "user"]
    query, asked = query_of(question.question, earlier), take_apart(question.question)
    search = find(edition, query.words, between(vectors), None, question.exclude_ids)
    candidates = choose(search.found, asked, query.words, edition.lexicon)
    if not candidates:
        return None
    foreign = is_foreign(asked, edition.lexicon.columns)
    seen = features(asked, search, candidates, edition.lexicon, background)
    return Example(of, size, f"{of}:{article}", question.kind, foreign, question.answerable, seen)


def embedded(embedder: Embedder, questions: Sequence[Question]) -> list[Vectors]:
    """Return the vectors of each question's query, one embedding a distinct text."""
    texts = [
        query_of(each.question, [turn.text for turn in each.history if turn.role == "user"]).texts for each in questions
    ]
    distinct = list(dict.fromkeys(text for group in texts for text in group))
    rows = dict(zip(distinct, embedder.embed_questions(distinct), strict=True))
    return [np.stack([rows[text] for text in group]) for group in texts]


def counterfeits(questions: dict[str, list[Question]], archives: dict[str, Archive]) -> Iterator[tuple[str, Question]]:
    """Yield answerable questions of two sets with one name replaced by one that the article does not have."""
    chance = random.Random(7)
    sets = ("squad2", "xquad")
    named = [(of, each, NAME.findall(each.question)) for of in sets for each in questions[of] if each.answerable]
    named = [(of, each, names) for of, each, names in named if names and each.lang == "en"]
    chance.shuffle(named)
    for of, each, names in named[:COUNTERFEITS]:
        others = [name for other, _, found in named if other != of for name in found]
        text = archives[of].text_of(archives[of].title_of(each.gold_ids[0]))
        new = next((name for name in chance.choices(others, k=20) if name not in text), None)
        if new:
            asked = each.question.replace(chance.choice(names), new, 1)
            yield of, replace(each, question=asked, answerable=False, kind="counterfeit")


def examples(folder: Path, settings: Settings) -> tuple[list[Example], Vectors]:
    """Ask all questions of all corpora; return also the mean vector of their sentences."""
    embedder = embedder_of(settings.embedding, settings.state.folder)
    archives = {of: read_archive(settings, folder / of) for of in SETS}
    everything = Archive.joined(list(archives.values()))
    union, background = everything.whole, np.mean(list(everything.vectors.values()), axis=0)
    asked = {of: list(read_set(folder / of, served=tuple, open_corpus=True).questions) for of in SETS}
    extra = list(counterfeits(asked, archives))
    for of in ("squad2", "xquad"):
        asked[of] += [each for other, each in extra if other == of]
    found: list[Example] = []
    for of, questions in asked.items():
        archive = archives[of]
        for question, vectors in zip(questions, embedded(embedder, questions), strict=True):
            about = archive.about(question)
            title = archive.title_of(about) if about else question.id
            editions = {"set": archive.whole}
            if about and of != "mtrag_un":
                editions["article"] = archive.alone(title)
                if question.answerable:
                    elsewhere = replace(question, answerable=False, kind="elsewhere")
                    other = archive.alone(archive.another(title))
                    found.extend(filter(None, [example(of, "article", other, elsewhere, vectors, title, background)]))
            if of != "xquad" and question.kind != "counterfeit":
                editions["union"] = union  # xquad's paragraphs stand in squad2 too: each would answer for the other
            for size, edition in editions.items():
                one = example(of, size, edition, question, vectors, title, background)
                if one and question.kind != "underspecified":
                    found.append(one)
        print(f"{of}: {len(questions)} questions", file=sys.stderr, flush=True)
    return found, background


def weights(some: Sequence[Example]) -> NDArray[np.float64]:
    """Let answerable and not, and within a set each size, weigh as they should."""
    groups: dict[tuple[str, str, bool, str], list[int]] = defaultdict(list)
    for at, each in enumerate(some):
        groups[each.of, each.size, each.answerable, each.kind if each.kind in MADE else ""].append(at)
    found = np.zeros(len(some))
    for (of, size, answerable, made), members in groups.items():
        rest = 1.0 - sum(MADE[kind] for kind in MADE if (of, size, False, kind) in groups)
        share = 1.0 if answerable else MADE.get(made, rest)
        found[members] = SETS[of] * SIZES[size] * share / len(members)
    found *= TOTAL_WEIGHT / found.sum()
    return found


@dataclass(frozen=True)
class Fit:
    """A logistic regression in the features' own units."""

    names: Sequence[str]
    coefficients: NDArray[np.float64]
    intercept: float

    def as_json(self) -> dict[str, object]:
        """Return it as confidence.json has it."""
        coefficients = {name: round(float(value), 4) for name, value in zip(self.names, self.coefficients, strict=True)}
        return {"coefficients": coefficients, "intercept": round(self.intercept, 4)}

    def odds(self, some: Sequence[Example]) -> NDArray[np.float64]:
        """Return the log odds of each example."""
        odds: NDArray[np.float64] = matrix(some, self.names) @ self.coefficients + self.intercept
        return odds


def matrix(some: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """Return the features as rows."""
    return np.array([[each.features[name] for name in names] for each in some])


def fit(some: Sequence[Example], names: Sequence[str]) -> Fit:
    """Fit by iteratively reweighted least squares with a ridge on standardised features."""
    rows, answerable, weight = matrix(some, names), np.array([each.answerable for each in some]), weights(some)
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    design = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    ridge = np.diag([RIDGE] * len(names) + [1e-6])
    solution = np.zeros(len(names) + 1)
    for _ in range(8):
        chance = 1 / (1 + np.exp(-np.clip(design @ solution, -15, 15)))
        slope = (design * (weight * chance * (1 - chance))[:, None]).T @ design + ridge
        solution += np.linalg.solve(slope, design.T @ (weight * (answerable - chance)) - ridge @ solution)
    coefficients = solution[:-1] / spread
    return Fit(names, coefficients, float(solution[-1] - coefficients @ mean))


def held_out(some: Sequence[Example], names: Sequence[str], parts: Sequence[object]) -> NDArray[np.float64]:
    """Return the log odds of each example by a fit on all the parts but its own."""
    found = np.zeros(len(some))
    for part in set(parts):
        inside = np.array([each == part for each in parts])
        outside = [each for each, held in zip(some, inside, strict=True) if not held]
        found[inside] = fit(outside, names).odds([each for each, held in zip(some, inside, strict=True) if held])
    return found


def folds(some: Sequence[Example]) -> list[int]:
    """Number each example by its article's fold."""
    articles = sorted({each.article for each in some})
    random.Random(5).shuffle(articles)
    return [articles.index(each.article) % FOLDS for each in some]


def report(title: str, some: Sequence[Example], odds: NDArray[np.float64]) -> None:
    """Print AUROC and what thresholds do, by set and size; what was made here is left out."""
    chance = 1 / (1 + np.exp(-odds))
    print(f"\n{title}\n{'':18}AUROC   answered of the answerable / declined of the others, at each threshold")
    print(f"{'':25}" + "".join(f"{threshold:>12}" for threshold in THRESHOLDS))
    for of in SETS:
        for size in SIZES:
            at = [
                place for place, each in enumerate(some) if (each.of, each.size) == (of, size) and each.kind not in MADE
            ]
            truth = np.array([some[place].answerable for place in at])
            if not at or truth.all() or not truth.any():
                continue
            shares = "".join(
                f"   {(chance[at][truth] >= threshold).mean():.2f}/{(chance[at][~truth] < threshold).mean():.2f}"
                for threshold in THRESHOLDS
            )
            print(f"{of:10}{size:8}{auroc(chance[at][truth], chance[at][~truth]):6.3f} {shares}")


def main(folder: Path) -> None:
    """Fit, report, write."""
    settings = load()
    found, background = examples(folder, settings)
    own = [each for each in found if not each.foreign]
    foreign = [each for each in found if each.foreign and each.of == "xquad" and each.size != "union"]
    report("own language: articles held out", own, held_out(own, OWN, folds(own)))
    report("own language: the whole set held out", own, held_out(own, OWN, [each.of for each in own]))
    report("another language: articles held out", foreign, held_out(foreign, FOREIGN, folds(foreign)))
    report("words alone: articles held out", own, held_out(own, WORDS, folds(own)))
    path = Path(retrieval.confidence.__file__).with_name("confidence.json")
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept[settings.embedding.model] = {
        "background": [round(float(number), 4) for number in background],
        "own": fit(own, OWN).as_json(),
        "foreign": fit(foreign, FOREIGN).as_json(),
    }
    words = fit(own, WORDS).as_json()
    kept["any"] = {"background": None, "own": words, "foreign": words}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten: {path.name}, for {settings.embedding.model}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
