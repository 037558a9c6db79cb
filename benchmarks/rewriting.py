"""What making follow-ups stand alone does for finding: `python -m benchmarks.rewriting SET [--rewrites FILE]`.

benchmarks/rewrites.jsonl has what a good model might make of 120 questions of mtrag_un: of those with earlier questions
and gold articles, as many as `spread` takes at even distances. Each was written from the last four questions alone,
before anything was searched; null where the question stands alone and comes back as it is. The real ModelRewriter
reads and checks them; nothing but the model is scripted. Printed: how often a gold article is the first found, or among
the first five, and how many questions each way wins and loses.
"""

import argparse
import asyncio
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.story_desk import columns
from bot.evaluation.dataset import EvaluationSet, Question, read_set
from bot.evaluation.metrics import hit_at
from bot.settings import Settings, load
from bot.wiring import embedder_of, index, shelf_of
from retrieval.asking import tidy
from retrieval.edition import Edition, open_current
from retrieval.finding import Query, between, find, query_of
from retrieval.ports import Embedder
from retrieval.reader import Reader
from retrieval.writing.budget import Budget, BudgetedModel, MemoryLedger
from retrieval.writing.rewriting import ModelRewriter
from tests.retrieval.writing.scripted import ScriptedModel

HERE = Path(__file__).parent
FIRST = (1, 5)


@dataclass(frozen=True)
class Case:
    """A question of a conversation, and what came of its rewrite.

    ``standalone`` is the rewrite that passed the checks, None where the question came back as it is, or where the
    checks refused ``wrote``: then ``refused`` says why.
    """

    asked: Question
    earlier: tuple[str, ...]
    wrote: str
    standalone: str | None
    refused: str

    @property
    def question(self) -> str:
        return tidy(self.asked.question)

    @property
    def kept(self) -> bool:
        return self.standalone is None and not self.refused


Way = Callable[[Case], Query]


def carried(case: Case) -> Query:
    """Search as the desk does without a model."""
    return query_of(case.question, case.earlier)


def rewritten(case: Case) -> Query:
    """Search as the desk does with one: for the rewrite, where there is one; the question before is carried too."""
    return query_of(case.standalone or case.question, case.earlier)


WAYS: Mapping[str, Way] = {
    "the last turn alone": lambda case: query_of(case.question),
    "the question before carried (no model)": carried,
    "rewritten by the model": rewritten,
}


async def cases(asked: EvaluationSet, rewrites: Sequence[Mapping[str, str | None]]) -> list[Case]:
    """Let the rewriter read what the model wrote of each question."""
    by_id = {question.id: question for question in asked.questions}
    questions = [by_id[str(row["id"])] for row in rewrites]
    wrote = [row["question"] or tidy(each.question) for row, each in zip(rewrites, questions, strict=True)]
    replies = [json.dumps({"question": text}) for text in wrote]
    rewriter = ModelRewriter(BudgetedModel(ScriptedModel(*replies), MemoryLedger(), Budget(0, 0), 0), 60.0)
    found: list[Case] = []
    for each, text in zip(questions, wrote, strict=True):
        earlier = tuple(tidy(turn.text) for turn in each.history if turn.role == "user")
        done = await rewriter.rewrite(tidy(each.question), earlier, (), Reader(each.lang, "benchmark"))
        found.append(Case(each, earlier, text, done.question, done.attempts[0].fault))
    return found


def ranked(edition: Edition, embedder: Embedder, query: Query) -> list[str]:
    """Return the ids of the articles found, best first, each once."""
    search = find(edition, query.words, between(embedder.embed_questions(query.texts)))
    return list(dict.fromkeys(each.passage.article.id for each in search.found))


def hits(edition: Edition, embedder: Embedder, way: Way, of: Sequence[Case]) -> list[tuple[bool, ...]]:
    """Return for each question whether a gold article is the first, and among the first five."""
    found = [(case, ranked(edition, embedder, way(case))) for case in of]
    return [tuple(hit_at(ids, case.asked.gold_ids, count) for count in FIRST) for case, ids in found]


def compared(hit: Sequence[tuple[bool, ...]], other: Sequence[tuple[bool, ...]]) -> Iterator[str]:
    """Yield how many questions were won and lost against another way, at one and at five."""
    for place in range(len(FIRST)):
        pairs = [(ours[place], theirs[place]) for ours, theirs in zip(hit, other, strict=True)]
        yield f"+{pairs.count((True, False))} -{pairs.count((False, True))}"


def table(found: Mapping[str, Sequence[tuple[bool, ...]]], at: Sequence[int]) -> str:
    """Return every way's figures on the questions at these places, beside carrying and beside the rewrite."""
    rows: list[tuple[str, ...]] = [
        ("", "hit@1", "hit@5", "against carrying: @1", "@5", "against the rewrite: @1", "@5")
    ]
    chosen = {name: [hit[place] for place in at] for name, hit in found.items()}
    _, carrying, rewrite = chosen.values()
    for name, hit in chosen.items():
        means = (f"{sum(each[place] for each in hit) / len(hit):.3f}" for place in range(len(FIRST)))
        rows.append((name, *means, *compared(hit, carrying), *compared(hit, rewrite)))
    return columns(rows)


def report(of: Sequence[Case], found: Mapping[str, Sequence[tuple[bool, ...]]]) -> None:
    """Print everything."""
    groups = {
        "all questions": range(len(of)),
        "those whose rewrite was searched for": [place for place, case in enumerate(of) if case.standalone],
        "those that came back as they are": [place for place, case in enumerate(of) if case.kept],
    }
    for name, at in groups.items():
        if at:
            print(f"\n{name}: {len(at)}\n{table(found, at)}")
    refused = [case for case in of if case.refused]
    print(f"\nrefused by the checks, and carried into instead: {len(refused)}")
    for case in refused:
        print(f"  {case.question}\n    {case.wrote}\n    {case.refused}")


def main(folder: Path, rewrites: Path) -> None:
    """Index the set as `newsdesk eval` does, replay, search, report."""
    settings: Settings = load()
    asked = read_set(folder, served=tuple, open_corpus=True)
    of = asyncio.run(cases(asked, [json.loads(line) for line in rewrites.read_text("utf-8").splitlines()]))
    state = settings.state.folder / "eval" / asked.name
    index(settings, articles=asked.articles, state=state)
    embedder = embedder_of(settings.embedding, settings.state.folder)
    edition = open_current(state, shelf_of(settings, state), embedder.fingerprint)
    try:
        report(of, {name: hits(edition, embedder, way, of) for name, way in WAYS.items()})
    finally:
        edition.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path)
    parser.add_argument("--rewrites", type=Path, default=HERE / "rewrites.jsonl", metavar="FILE")
    arguments = parser.parse_args()
    main(arguments.set, arguments.rewrites)
