"""What an embedding model costs and finds: `python -m benchmarks.embedding DIR...` prints one table.

Each DIR is an evaluation set (`corpus.jsonl`, `questions.jsonl`); whole documents are the passages, nothing but the
vectors ranks them. Questions in another language than English are asked of the English corpus, in rows of their own.
The questions are also asked of the same model behind an endpoint on this machine: what `[embedding] endpoint` costs.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.embedder import OnnxEmbedder
from retrieval.embedding_endpoint import reach
from retrieval.exported import ExportedModel
from retrieval.exporting import export
from retrieval.ports import Embedder
from retrieval.settings import EmbeddingSettings
from tests.embedding_server import embedding_server

MODELS = ("multilingual-e5-small", "all-MiniLM-L6-v2")
PRECISIONS = ("fp32", "int8")
TIMED_QUESTIONS = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, metavar="DIR")
    parser.add_argument("--state", type=Path, default=Path(".newsdesk"))
    parser.add_argument("--model", choices=MODELS, help="measure this one only, in this process")
    parser.add_argument("--precision", choices=PRECISIONS, default="fp32")
    arguments = parser.parse_args()
    if arguments.model:
        measure(
            EmbeddingSettings(model=arguments.model, precision=arguments.precision), arguments.state, arguments.sets
        )
        return
    for model in MODELS:
        for precision in PRECISIONS:
            # A process each: memory and the time to load mean nothing in one that has had another model.
            command = [sys.executable, "-m", "benchmarks.embedding", *map(str, arguments.sets)]
            options = ["--state", str(arguments.state), "--model", model, "--precision", precision]
            export(wish(model, precision), arguments.state)
            subprocess.run([*command, *options], check=True)


def wish(model: str, precision: str) -> EmbeddingSettings:
    return EmbeddingSettings.model_validate({"model": model, "precision": precision})


def measure(settings: EmbeddingSettings, state: Path, sets: list[Path]) -> None:
    began, began_cpu = time.perf_counter(), time.process_time()
    model = export(settings, state)
    embedder = OnnxEmbedder(model)
    embedder.open()
    loading, loading_cpu = time.perf_counter() - began, time.process_time() - began_cpu
    disk = sum(path.stat().st_size for path in model.folder.iterdir()) / 1e6
    print(f"{settings.model} {settings.precision}: {disk:.0f} MB, open in {loading:.2f} s ({loading_cpu:.2f} s of CPU)")
    passages, seconds, cpu = 0, 0.0, 0.0
    for folder in sets:
        documents, questions = rows(folder / "corpus.jsonl"), rows(folder / "questions.jsonl")
        began, began_cpu = time.perf_counter(), time.process_time()
        vectors = embedder.embed_passages([document["text"] for document in documents])
        passages += len(documents)
        seconds += time.perf_counter() - began
        cpu += time.process_time() - began_cpu
        answerable = sorted((question for question in questions if question["answerable"]), key=lambda row: row["lang"])
        for language, asked in groupby(answerable, key=lambda row: row["lang"]):
            of_language = list(asked)
            asked_vectors = embedder.embed_questions([question["question"] for question in of_language])
            nearest = np.argsort(-(asked_vectors @ vectors.T), axis=1, kind="stable")[:, :5]
            first, among = hits(nearest, of_language, [document["id"] for document in documents])
            print(f"  {folder.name} {language}: hit@1 {first:.3f}, hit@5 {among:.3f} ({len(of_language)} questions)")
    if passages:
        english = [question["question"] for question in answerable if question["lang"] == "en"]
        times = [timed(embedder, question) for question in english[:TIMED_QUESTIONS]]
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(
            f"  {passages / seconds:.1f} passages/s ({passages / cpu:.1f} a second of CPU), a question "
            f"{np.median(times):.1f} ms, 95 % within {np.percentile(times, 95):.1f} ms, at most {memory:.0f} MB"
        )
        there = through_an_endpoint(model, english[:TIMED_QUESTIONS])
        times_here = np.median(there) / np.median(times)
        print(f"  through an endpoint on this machine a question {np.median(there):.1f} ms, {times_here:.2f} x")


def hits(
    nearest: np.ndarray[Any, np.dtype[np.intp]], questions: list[dict[str, Any]], ids: list[str]
) -> tuple[float, float]:
    found = [[ids[at] in question["gold_ids"] for at in row] for row, question in zip(nearest, questions, strict=True)]
    return float(np.mean([row[0] for row in found])), float(np.mean([any(row) for row in found]))


def through_an_endpoint(model: ExportedModel, questions: list[str]) -> list[float]:
    served = OnnxEmbedder(ExportedModel(replace(model.card, question_prefix="", passage_prefix=""), model.folder))
    with embedding_server(served.embed_questions) as server, tempfile.TemporaryDirectory() as state:
        settings = EmbeddingSettings(model=model.card.name, endpoint=server.url)
        embedder = reach(settings, Path(state), "")
        return [timed(embedder, question) for question in questions]


def timed(embedder: Embedder, question: str) -> float:
    began = time.perf_counter()
    embedder.embed_questions([question])
    return (time.perf_counter() - began) * 1e3


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
