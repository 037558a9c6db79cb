"""A person planted in every place of the records where something of theirs can come to stand, and the search for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from bot.explaining import explanation_object
from bot.proposing import Proposed
from bot.records.records import Records, new_id, shared_id
from bot.records.tables import Table
from bot.records.values import KeptAnswer
from corpus.changing import Change
from retrieval.conversing import Context
from tests.bot.records_home import CHANNEL, NOON, answer
from tests.explanations import EXPLANATION
from tests.replies import NO_ANSWER

PERSON = 730_318_442_905_117_697
OTHER, THIRD = PERSON + 1_000_003, PERSON + 2_000_003
SERVER = 5
CANARY = "Quetzalcanary"
"""Stands in all that the person writes, each time with another ending."""


@dataclass(frozen=True)
class Planted:
    """What somebody else asked on from the person's question."""

    followed: KeptAnswer
    followed_on: KeptAnswer


def asked(words: str, by: int, **changes: Any) -> KeptAnswer:
    """A declined question with its explanation, as it would be kept."""
    question = f"Who sank {words}?"
    told = explanation_object(replace(EXPLANATION, question=question, standalone=question, searched=(question,)))
    made = {"asker_id": by, "question": question, "reply": replace(NO_ANSWER, question=question), "explanation": told}
    return answer(**made | changes)


async def plant(records: Records) -> Planted:
    """Let the person, and others about them, do all that can be done."""
    public, private = asked(f"{CANARY}-1", PERSON), asked(f"{CANARY}-2", PERSON, private=True)
    direct = asked(f"{CANARY}-3", PERSON, guild_id=None, explanation=None, channel_id=PERSON + 1)
    shared = replace(private, id=shared_id(private.id), private=False, explanation=None)
    followed = _on_from(public, "And when?", OTHER)
    followed_on = _on_from(followed, "And where?", THIRD)
    theirs = asked("the others' boats", OTHER)
    for kept in (public, private, direct, shared, theirs):
        await records.keep(kept)
    await records.keep(followed, public.id)
    await records.keep(followed_on, followed.id)
    for place, kept in enumerate((public, private, direct, shared)):
        await records.placed(kept.id, CHANNEL, place)
        await records.gaps.note(kept)
    await records.vote(theirs.id, PERSON, False, f"{CANARY}-4")
    await records.vote(public.id, OTHER, True)
    for user in (PERSON, OTHER):
        await records.ask_moderator(public.id, user)
    await records.ask_moderator(theirs.id, PERSON)
    change = Change({"storm.md": "Forty boats sank."}, ("old.md",))
    review = await records.reviews.open_review(SERVER, PERSON, "base", "staged", change, "add", {})
    await records.reviews.confirming(review.id, PERSON)
    await records.publications.published("edition", PERSON, "add", {})
    await records.drafts.open_draft(SERVER, PERSON, Proposed("A storm", "Forty boats sank."), None)
    await records.audit.write(SERVER, PERSON, "proposed", "storm", {"files": ["storm.md"]})
    return Planted(followed, followed_on)


def _on_from(earlier: KeptAnswer, question: str, by: int) -> KeptAnswer:
    """What somebody asks in the light of an answer: its words come to stand in theirs."""
    first = earlier.carried.question if earlier.carried else earlier.question or ""
    told = explanation_object(
        replace(EXPLANATION, question=question, standalone=f"When did {first}", searched=(first,))
    )
    reply = replace(NO_ANSWER, question=question)
    return answer(
        id=new_id(), asker_id=by, question=question, reply=reply, carried=Context(first, ()), explanation=told,
        created=NOON,
    )  # fmt: skip


def cells(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Every value of every column: table, column, as text."""
    for name, table in Table.metadata.tables.items():
        for row in connection.execute(text(f"SELECT * FROM {name}")).mappings():
            yield from ((name, column, str(row[column])) for column in row if column in table.columns)


def told_of_person(value: str) -> bool:
    """Whether a value has the person's id or words."""
    return CANARY in value or str(PERSON) in value


def bytes_left(folder: Path) -> list[str]:
    """The files that have a byte of the person: their words, or their id as text or as SQLite writes it."""
    signs = (CANARY.encode(), CANARY.encode("utf-16-le"), str(PERSON).encode(), PERSON.to_bytes(8, "big"))
    return [
        str(path) for path in sorted(folder.rglob("*")) if path.is_file() and any(s in path.read_bytes() for s in signs)
    ]
