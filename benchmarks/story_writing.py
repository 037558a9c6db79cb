"""What readers of the story would be shown if a model wrote: `python -m benchmarks.story_writing [--reading FILE]`.

tests/quality/story/drafts.jsonl has, for every golden question, what a language model might reply. A scripted server on
loopback says it, and the desk reads, checks, complains and falls back as it would with a real endpoint; beside it, the
same questions are answered in quotations alone. ``--reading`` names a file for every claim that was shown, with what it
cites, and every claim that was dropped, with why: to be read by a person, for whom no figure stands in.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.story_desk import SET, columns, story, story_desk
from bot.evaluation.dataset import Question, read_set
from corpus.folder import read_folder
from retrieval.answer import Answer, WrittenBy
from retrieval.desk import Desk
from retrieval.explaining import Attempt, Considered
from retrieval.reader import Reader
from retrieval.settings import WritingSettings
from tests.openai_server import openai_server
from tests.retrieval.writing.scripted import NOT_IN_SOURCES, OFFERED


@dataclass(frozen=True)
class Drafted:
    """A question with what a model replies to it, first and when its draft fell.

    ``standalone`` is the question as it makes it stand alone, empty where nobody asks it to. ``golden`` tells whether
    it is asked as it stands in the set, or in another language. ``fault`` is what a careless reply has wrong.
    """

    id: str
    text: str
    language: str
    earlier: tuple[str, ...]
    answerable: bool
    kind: str
    golden: bool
    fault: str
    standalone: str
    replies: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Asked:
    """What came of it: by the model, and by quotations alone."""

    drafted: Drafted
    written: Considered
    quoted: Considered

    @property
    def drafts(self) -> list[Attempt]:
        return [attempt for attempt in self.written.explanation.attempts if attempt.purpose == "draft"]

    @property
    def outcome(self) -> str:
        reply = self.written.reply
        if reply.written_by is WrittenBy.MODEL:
            return "answered by the model" if isinstance(reply, Answer) else "declined by the model"
        why = reply.fallback.value if reply.fallback else "model not asked"
        return f"{'answered' if isinstance(reply, Answer) else 'declined'} by quotes: {why}"


class Replaying:
    """A script for the server: says the replies to one question after another, each by the keys it was offered."""

    def __init__(self) -> None:
        self._drafted: Drafted | None = None
        self._said = 0

    def now(self, drafted: Drafted) -> None:
        self._drafted, self._said = drafted, 0

    def __call__(self, messages: Sequence[Mapping[str, Any]]) -> str:
        request = str(messages[-1]["content"])
        offered = OFFERED.findall(request)
        if self._drafted is None:
            return NOT_IN_SOURCES
        if not offered:
            return json.dumps({"question": self._drafted.standalone})
        replies = self._drafted.replies
        reply = json.loads(json.dumps(replies[min(self._said, len(replies) - 1)]))
        self._said += 1
        for quote in (quote for claim in reply["claims"] for quote in claim["quotes"]):
            quote["evidence"] = next((key for key, text in offered if quote["words"] in text), offered[0][0])
        return json.dumps(reply, ensure_ascii=False)


def drafted(questions: Sequence[Question]) -> Iterator[Drafted]:
    """Read the drafts, each with its question; a row with a question of its own is asked that."""
    by_id = {question.id: question for question in questions}
    for line in (SET / "drafts.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        question = by_id[row["id"]]
        yield Drafted(
            row["id"],
            row.get("question", question.question),
            row.get("lang", question.lang),
            tuple(turn.text for turn in question.history if turn.role == "user"),
            question.answerable,
            question.kind,
            "question" not in row,
            row.get("fault", ""),
            row.get("standalone", ""),
            tuple(row[name] for name in ("reply", "again") if name in row),
        )


async def replay() -> list[Asked]:
    """Ask every question of both desks."""
    settings, state = await asyncio.to_thread(story)
    rows = list(drafted(read_set(SET, served=lambda: read_folder(settings.corpus.folder)).questions))
    script = Replaying()
    found: list[Asked] = []
    with openai_server(script) as server:
        scripted = WritingSettings(
            writer="openai", base_url=server.base_url, model="scripted", tokens_a_day=0, server_tokens_a_day=0
        )
        async with (
            story_desk(settings, state, WritingSettings(writer="quote")) as quoting,
            story_desk(settings, state, scripted) as writing,
        ):
            for row in rows:
                script.now(row)
                found.append(Asked(row, await considered(writing, row), await considered(quoting, row)))
    return found


async def considered(desk: Desk, row: Drafted) -> Considered:
    return await desk.consider(row.text, row.earlier, reader=Reader(row.language, "benchmark"))


def outcomes(found: Sequence[Asked]) -> str:
    """Return how many questions of each group came to what."""
    groups = {
        "honest, answerable": [each for each in found if each.drafted.answerable and not each.drafted.fault],
        "honest, unanswerable": [each for each in found if not (each.drafted.answerable or each.drafted.fault)],
        "careless": [each for each in found if each.drafted.fault],
    }
    names = sorted({each.outcome for each in found})
    counts = [Counter(each.outcome for each in group) for group in groups.values()]
    rows = [("questions", *groups), ("all", *(str(len(group)) for group in groups.values()))]
    return columns(rows + [(name, *(str(count[name]) for count in counts)) for name in names])


def claims(found: Sequence[Asked]) -> str:
    """Return how many claims were drafted, shown, and dropped for what."""
    groups = [[each for each in found if bool(each.drafted.fault) == careless] for careless in (False, True)]
    rows: list[tuple[str, ...]] = [("claims", "honest", "careless")]

    def row(name: str, counts: Iterator[int]) -> None:
        rows.append((name, *map(str, counts)))

    row("in a first draft", (sum(len(each.drafts[0].claims) for each in group if each.drafts) for group in groups))
    row("  shown", (sum(len(shown(each)) for each in group if len(each.drafts) == 1) for group in groups))
    row("in a second, after a complaint", (sum(len(d.claims) for e in group for d in e.drafts[1:]) for group in groups))
    row("  shown", (sum(len(shown(each)) for each in group if len(each.drafts) > 1) for group in groups))
    for number, name in enumerate(("a first draft", "a second")):
        reasons = [
            Counter(
                drop.reason for each in group for draft in each.drafts[number : number + 1] for drop in draft.dropped
            )
            for group in groups
        ]
        for reason in sorted({reason for count in reasons for reason in count}):
            row(f"dropped of {name}: {reason}", (count[reason] for count in reasons))
    return columns(rows)


def shown(each: Asked) -> list[tuple[str, str | None, list[str]]]:
    """Return the model's claims that a reader sees: text, translation, quotations."""
    reply = each.written.reply
    if not isinstance(reply, Answer) or reply.written_by is not WrittenBy.MODEL:
        return []
    quotes = {citation.number: citation.quote for citation in reply.citations}
    return [(claim.text, claim.translation, [quotes[number] for number in claim.citations]) for claim in reply.claims]


def beside_quotes(found: Sequence[Asked]) -> str:
    """Return what was answered and declined of the golden questions, by the model's desk and by quotations alone."""
    rows: list[tuple[str, ...]] = [("golden questions", "a model writes", "quotes")]
    golden = [each for each in found if each.drafted.golden]
    for name, answerable in (("answerable, answered", True), ("unanswerable, declined", False)):
        asked = [each for each in golden if each.drafted.answerable is answerable]
        replies = ([each.written.reply for each in asked], [each.quoted.reply for each in asked])
        right = [sum(isinstance(reply, Answer) is answerable for reply in group) for group in replies]
        rows.append((name, *(f"{n} of {len(asked)} ({n / len(asked):.0%})" for n in right)))
    corrected = [each for each in golden if each.drafted.kind == "false-premise" and shown(each)]
    rows.append(("unanswerable, a false premise corrected", str(len(corrected)), "-"))
    return columns(rows)


def reading(found: Sequence[Asked]) -> Iterator[str]:
    """Yield, for a reader, every claim that was shown, with what it cites, and every one that was dropped, with why."""
    for each in found:
        row = each.drafted
        drops = [drop for draft in each.drafts for drop in draft.dropped]
        if not (shown(each) or drops):
            continue
        yield f"== {row.id}: {row.text}{f' (careless: {row.fault})' if row.fault else ''}; {each.outcome}"
        for text, translation, quotes in shown(each):
            yield f"SHOWN    {text}"
            yield from [f"     in {row.language}: {translation}"] if translation else []
            yield from (f"     from: {quote}" for quote in quotes)
        for drop in drops:
            yield f"DROPPED  {drop.text}  [{drop.reason}]"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reading", type=Path)
    arguments = parser.parse_args()
    asked = asyncio.run(replay())
    translated = [each for each in asked if any(translation for _, translation, _ in shown(each))]
    print(outcomes(asked), claims(asked), beside_quotes(asked), sep="\n\n")
    print(f"\n{len(translated)} answers were shown with a translation")
    if arguments.reading:
        arguments.reading.write_text("\n".join(reading(asked)) + "\n", "utf-8")
