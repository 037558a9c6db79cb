"""What must hold once the bot has started again, whenever it was killed: each law yields what breaks it."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from retrieval.answer import Answer
from retrieval.snapshot import read_pointer, read_snapshot
from tests.torture.killing import story
from tests.torture.killing.deeds import Deed, files_of
from tests.torture.killing.visit import Visit

Ledger = Sequence[tuple[str, Any]]
"""What was acknowledged before the kill: the kind of thing, and what."""


def serving(visit: Visit) -> dict[str, str]:
    """What the edition on the stand says, by the articles' ids."""
    edition = visit.answering.newsroom.current
    assert edition is not None
    return {article.id: article.text.strip() for article in edition.articles.values()}


async def what_serves(visit: Visit, deed: Deed, done: int, under_way: int) -> Iterator[str]:
    """The edition is the old one or the new one, whole, and quotes nothing that does not stand in it."""
    wrong, now = [], serving(visit)
    if now not in (deed.texts(done), deed.texts(under_way)):
        wrong.append(f"what serves is neither as after {done} nor after {under_way}: {sorted(now)}")
    pointer = read_pointer(visit.root / "state")
    assert pointer is not None
    if pointer.current != visit.answering.newsroom.edition:
        wrong.append("another edition than the pointer's is on the stand")
    texts = {each.id: each.text for each in read_snapshot(visit.root / "state", pointer.current).articles}
    for question in story.QUESTIONS:
        reply = await visit.answering.newsroom.desk.ask(question)
        if not isinstance(reply, Answer):
            wrong.append(f"{question} is not answered")
            continue
        for cited in reply.citations:
            if texts[cited.article_id][cited.start : cited.end] != cited.quote:
                wrong.append(f"it quoted what does not stand there: {cited}")
    return iter(wrong)


def what_the_folder_says(root: Path, deed: Deed, done: int, under_way: int) -> Iterator[str]:
    """Each article of the folder is old or new, whole, and none is lost."""
    now, old, new = files_of(root), deed.texts(done), deed.texts(under_way)
    for article_id in {*now, *old, *new}:
        if now.get(article_id) not in (old.get(article_id), new.get(article_id)):
            yield f"{article_id} in the folder is neither old nor new: {now.get(article_id)}"


def what_lies_about(root: Path) -> Iterator[str]:
    """What was half-written in the articles' folder is gone after a sweep."""
    yield from (f"{path.name} was left" for path in (root / "articles").glob(".*"))


def what_lies_on_the_shelf(root: Path) -> Iterator[str]:
    """After a publication editions stand because they are remembered, or for a review: what was cut off is swept."""
    pointer = read_pointer(root / "state")
    for folder in (root / "state" / "editions").iterdir():
        if pointer and folder.name not in pointer.names and not (folder / "staged").exists():
            yield f"the edition {folder.name[:8]} lies about, and nothing needs it"


def what_the_records_hold(root: Path, ledger: Ledger) -> Iterator[str]:
    """The database is sound; what was acknowledged stands in it; the audit says what was done, and nothing else."""
    with closing(sqlite3.connect(root / "records.db")) as database:
        (said,) = database.execute("PRAGMA integrity_check").fetchone()
        if said != "ok" or database.execute("PRAGMA foreign_key_check").fetchone():
            yield f"the database is damaged: {said}"
        yield from _acknowledged(database, ledger)
        yield from _audited(database, root)
        yield from _gaps(database)


def _rows(database: sqlite3.Connection, statement: str) -> list[tuple[Any, ...]]:
    return database.execute(statement).fetchall()


def _acknowledged(database: sqlite3.Connection, ledger: Ledger) -> Iterator[str]:
    votes = _rows(database, "SELECT answer_id, user_id, helpful, reason FROM feedback")
    there = {
        "review": {row[0] for row in _rows(database, "SELECT id FROM reviews")},
        "answer": {row[0] for row in _rows(database, "SELECT id FROM answers")},
        "vote": {(*each, reason and json.loads(reason)) for *each, reason in votes},
        "request": set(_rows(database, "SELECT answer_id, user_id FROM moderator_requests")),
    }
    for kind, what in ledger:
        if kind in there and (tuple(what) if isinstance(what, list) else what) not in there[kind]:
            yield f"a {kind} was acknowledged and is not there: {what}"


def _audited(database: sqlite3.Connection, root: Path) -> Iterator[str]:
    """Hold each effect against its entry."""
    entries = _rows(database, "SELECT action, json_extract(subject, '$'), detail FROM audit ORDER BY id")
    entered = Counter((action, subject) for action, subject, _ in entries)
    published = Counter(row[0] for row in _rows(database, "SELECT edition FROM publications"))
    if (
        told := Counter({edition: n for (action, edition), n in entered.items() if action == "published"})
    ) != published:
        yield f"published {(published - told).total()} without an entry, entered {(told - published).total()} in vain"
    reviewed = Counter(row[0] for row in _rows(database, "SELECT staged FROM reviews"))
    if (told := Counter({edition: n for (action, edition), n in entered.items() if action == "proposed"})) != reviewed:
        yield f"{(reviewed - told).total()} reviews without an entry, {(told - reviewed).total()} entered in vain"
    pointer = read_pointer(root / "state")
    served = {row[0] for row in _rows(database, "SELECT staged FROM reviews WHERE state = 'open' AND staged != base")}
    if pointer and pointer.current in served and pointer.current not in published:
        yield "an edition serves that a moderator confirmed, and no publication says so"
    chosen = [json.loads(detail) for action, _, detail in entries if action == "room-settings"]
    (room,) = _rows(database, "SELECT cooldown_seconds FROM rooms") or [(None,)]
    if room[0] != (chosen[-1]["chosen"]["cooldown_seconds"] if chosen else None):
        yield f"the cooldown is {room[0]}, the audit says {chosen[-1:]}"
    logs = [json.loads(detail)["channel"] for action, _, detail in entries if action == "log-channel"]
    (server,) = _rows(database, "SELECT log_channel FROM servers") or [(None,)]
    if server[0] != (logs[-1] if logs else None):
        yield f"the log channel is {server[0]}, the audit says {logs[-1:]}"


def _gaps(database: sqlite3.Connection) -> Iterator[str]:
    """What was declined in the open, or put before the moderators, they find among the gaps."""
    declined = "json_extract(reply, '$.reason') IS NOT NULL AND (NOT private OR EXISTS "
    asked = "(SELECT * FROM moderator_requests r WHERE r.answer_id = answers.id))"
    noted = "id NOT IN (SELECT answer_id FROM gap_questions)"
    for row in _rows(database, f"SELECT id FROM answers WHERE {declined}{asked} AND {noted}"):
        yield f"an unanswered question never came before the moderators: {row[0]}"
