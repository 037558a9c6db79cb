"""What a written answer costs besides the model: `python -m benchmarks.writing_overhead [--questions 200]`.

The questions of the story's golden set, again and again, are asked of two desks in turn: one that quotes, and one whose
language model is a scripted server on loopback that answers at once with sentences of the passages that it was given,
so that claims are made, checked and shown. Of the second desk's time, "asking" is the request: the prompt, the budget,
langchain, the connection and the scripted server itself; all the rest is Newsdesk's own, the checks among it.
"""

import argparse
import asyncio
import itertools
from collections import Counter
from collections.abc import Sequence
from time import perf_counter

import numpy as np

from benchmarks.story_desk import SET, columns, story, story_desk
from bot.evaluation.dataset import read_set
from corpus.folder import read_folder
from retrieval.answer import Answer, WrittenBy
from retrieval.desk import Desk
from retrieval.explaining import Considered
from retrieval.reader import Reader
from retrieval.settings import WritingSettings
from tests.citing_script import citing
from tests.openai_server import openai_server

READER = Reader(account="benchmark")
WARMING = 5


async def timed(desk: Desk, question: str) -> tuple[float, Considered]:
    """Return the milliseconds of a question, and what came of it."""
    started = perf_counter()
    considered = await desk.consider(question, reader=READER)
    return (perf_counter() - started) * 1000, considered


def asking(considered: Considered) -> float:
    """Return the milliseconds that the requests to the model took."""
    return sum(attempt.milliseconds for attempt in considered.explanation.attempts)


def line(name: str, milliseconds: Sequence[float]) -> tuple[str, str, str]:
    p50, p95 = np.percentile(milliseconds, (50, 95)) if milliseconds else (float("nan"), float("nan"))
    return name, f"{p50:.1f}", f"{p95:.1f}"


async def run(questions: int) -> None:
    """Ask, and print the table."""
    settings, state = await asyncio.to_thread(story)
    asked = [each.question for each in read_set(SET, served=lambda: read_folder(settings.corpus.folder)).questions]
    quotes: list[float] = []
    model: list[tuple[float, Considered]] = []
    with openai_server(citing) as server:
        scripted = WritingSettings(
            writer="openai", base_url=server.base_url, model="scripted", tokens_a_day=0, server_tokens_a_day=0
        )
        async with (
            story_desk(settings, state, WritingSettings(writer="quote")) as quoting,
            story_desk(settings, state, scripted) as writing,
        ):
            for question in asked[:WARMING]:
                await timed(quoting, question)
                await timed(writing, question)
            for question in itertools.islice(itertools.cycle(asked), questions):
                quotes.append((await timed(quoting, question))[0])
                model.append(await timed(writing, question))
    report(quotes, model)


def report(quotes: Sequence[float], model: Sequence[tuple[float, Considered]]) -> None:
    replies = [considered.reply for _, considered in model]
    written = [(ms, each) for ms, each in model if each.reply.written_by is WrittenBy.MODEL]
    shown = sum(len(each.reply.claims) for _, each in written if isinstance(each.reply, Answer))
    tries = sum(len(each.explanation.attempts) for _, each in model)
    fallbacks = dict(Counter(reply.fallback.value for reply in replies if reply.fallback))
    totals = [ms for ms, _ in model]
    rows = [
        ("ms a question", "p50", "p95"),
        line("quotes", quotes),
        line("a model that answers at once, all questions", totals),
        line("  those that it wrote", [ms for ms, _ in written]),
        line("    asking", [asking(each) for _, each in written]),
        line("    all the rest", [ms - asking(each) for ms, each in written]),
    ]
    dropped = sum(reply.dropped for reply in replies)
    print(f"{len(quotes)} questions; the model was asked {tries} times and wrote {len(written)} replies")
    print(f"claims: {shown} shown, {dropped} dropped; quotes answered in its place: {fallbacks or 'never'}\n")
    print(columns(rows))
    p50, p95 = (float(np.percentile(totals, q) / np.percentile(quotes, q)) for q in (50, 95))
    print(f"\nAgainst quotes: {p50:.2f} times at p50, {p95:.2f} times at p95")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=200)
    asyncio.run(run(parser.parse_args().questions))
