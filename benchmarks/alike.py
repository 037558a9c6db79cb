"""From which nearness on do two questions ask the same? `python -m benchmarks.alike [SET]`, SET in several languages.

alike_questions.json has questions about the story, in groups that ask the same, and pairs that were written to be
mistaken for the same. Printed for each model and threshold: how many pairs are merged that ask the same ("found"),
that are of different groups ("strangers"), that were written to be mistaken ("near misses"); with the words' veto and
by nearness alone. Of a SET, which nobody fitted: two questions about one article are strangers, a question in two
languages is found.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from bot.wiring import embedder_of
from retrieval.likening import ALIKE, mergeable
from retrieval.settings import EmbeddingSettings

HERE = Path(__file__).parent
THRESHOLDS = {
    "multilingual-e5-small": (0.88, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95),
    "all-MiniLM-L6-v2": (0.65, 0.7, 0.75, 0.8, 0.85, 0.9),
}
Pairs = dict[str, list[tuple[str, str]]]


def written() -> Pairs:
    """Return the pairs of alike_questions.json."""
    kept = json.loads((HERE / "alike_questions.json").read_text(encoding="utf-8"))
    groups = kept["alike"]
    return {
        "found": [pair for group in groups for pair in combinations(group, 2)],
        "strangers": [(a, b) for one, other in combinations(groups, 2) for a in one for b in other],
        "near misses": [(a, b) for a, b in kept["apart"]],
    }


def of_set(folder: Path) -> Pairs:
    """Return pairs of a set of which each question is there in several languages under one number."""
    by_article: dict[tuple[str, ...], set[str]] = defaultdict(set)
    by_number: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        if not asked["answerable"]:
            continue
        by_number[asked["id"].split("-")[2]].add(asked["question"])
        if asked["lang"] == "en":
            by_article[tuple(asked["gold_ids"])].add(asked["question"])
    return {"found": list(_pairs(by_number.values())), "strangers": list(_pairs(by_article.values()))}


def _pairs(groups: Iterable[set[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from combinations(sorted(group), 2)


def main(folders: Sequence[str]) -> None:
    """Print a table for each source of pairs and each model."""
    for title, pairs in [("written", written()), *((folder, of_set(Path(folder))) for folder in folders)]:
        texts = sorted({text for each in pairs.values() for pair in each for text in pair})
        row = {text: place for place, text in enumerate(texts)}
        left = {kind: [bool(mergeable(a, [b])) for a, b in each] for kind, each in pairs.items()}
        for model, thresholds in THRESHOLDS.items():
            vectors = embedder_of(EmbeddingSettings(model=model), Path(".newsdesk")).embed_questions(texts)
            print(f"\n{title}, {model}, {len(texts)} questions; chosen: {ALIKE[model]}")
            for least in thresholds:
                told = []
                for kind, each in pairs.items():
                    near = np.array([vectors[row[a]] @ vectors[row[b]] >= least for a, b in each])
                    told.append(f"{kind} {np.sum(near & left[kind])} of {len(each)} (by nearness alone {near.sum()})")
                print(f"  {least:.2f}  {'; '.join(told)}")


if __name__ == "__main__":
    main(sys.argv[1:])
