"""Buttons and modals pressed by anybody, anywhere, twice, late and forged: no effect and no word that is not theirs.

Custom ids that stand somewhere, replayed in other messages; made up of real ids and of none; bytes changed; sent as
presses and as modals; also as if Discord itself took them for a button of that message. Of each is looked at every
row of the records, every message and the articles' folder, before and after.
"""

import asyncio
import logging
import random
import string
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from simcord.enums import InteractionType

from bot.presses import Action, Press, press_of
from bot.records.records import shared_id
from tests.torture.counting import Count
from tests.torture.presses.scene import Scene, Somebody, custom_ids_of, scene

TRIES = 3000
REFILL = 60
"""So many presses later there is something new to press, and what was there is late."""

RECENT = 60
"""Of the newest so many messages one is pressed: those of this filling, and some before."""

ACKNOWLEDGED_SECONDS = 3.0
ANYTHING = string.printable + "ü字\x00\u202e"
MAKING = {Action.TRY, Action.SHARE, Action.TELL}
"""What may put a message before others."""

SERVERS_OWN = ("reviews", "drafts", "publications")


def run(tries: int, seed: int) -> Iterator[Count]:
    """Press so often."""
    with tempfile.TemporaryDirectory() as folder:
        yield asyncio.run(_pressed(Path(folder), tries, random.Random(seed)))


async def _pressed(root: Path, tries: int, draw: random.Random) -> Count:
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    loud = _Loud()
    logging.getLogger().addHandler(loud)
    async with scene(root) as made:
        for number in range(tries):
            if number % REFILL == 0:
                await made.fill()
            if draw.random() < 0.1:
                _give_or_take_the_role(made)
            for line in await _press(made, draw, seen, loud):
                wrong.append(f"press {number}: {line}")
    logging.getLogger().removeHandler(loud)
    return Count("presses", tries, tuple(wrong), ", ".join(f"{what} {many}" for what, many in sorted(seen.items())))


class _Loud(logging.Handler):
    """Counts what was logged with a traceback: nothing that a reader does may come to that."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.lines.append(f"{record.getMessage()}: {record.exc_info[1]!r}")


def _give_or_take_the_role(made: Scene) -> None:
    rob, backend = made.somebody("rob"), made.room.env.backend
    change = backend.remove_member_role if rob.has_role else backend.add_member_role
    change(made.home, rob.id, made.role)
    rob.has_role = not rob.has_role


async def _press(made: Scene, draw: random.Random, seen: Counter[str], loud: _Loud) -> list[str]:
    """Press something once, or twice at once; return what must not have been."""
    before, rows = {key: _said(each) for key, each in made.messages().items()}, made.rows()
    articles, edition = _articles(made), made.room.newsroom.edition
    message = draw.choice(list(made.messages().values())[-RECENT:])
    server = made.room.env.backend.get_channel(message.channel_id).guild_id
    who = made.somebody(draw.choice(made.at_home[server])) if draw.random() < 0.6 else draw.choice(made.everybody)
    custom_id, how = _custom_id(made, draw, message)
    press = press_of(custom_id)
    lied = how != "standing" and draw.random() < 0.6
    modal = draw.random() < 0.15
    times = 2 if draw.random() < 0.2 else 1
    kind = InteractionType.MODAL_SUBMIT if modal else InteractionType.MESSAGE_COMPONENT
    told = f"{who.name} in {server} pressed {custom_id!r} ({how}{', lied' if lied else ''}{', modal' if modal else ''})"
    began = perf_counter()
    data = _modal_data(custom_id) if modal else {"custom_id": custom_id, "component_type": 2}
    stands = [_row(custom_id)] if lied else []
    records = [made.send(who, server, message, kind, data, stands) for _ in range(times)]
    await made.room.env._settle_internal(dispatch="INTERACTION_CREATE")
    await made.room.settled()
    took = perf_counter() - began
    after, rows_after = made.messages(), made.rows()
    shown = {key: _said(each) for key, each in after.items() if before.get(key) != _said(each)}
    gone = set(before) - set(after)
    effects = [(key, rows.get(key), rows_after.get(key)) for key in rows.keys() | rows_after.keys()]
    effects = [each for each in effects if each[1] != each[2]]

    wrong = [f"{line} after {told}" for line in loud.lines]
    loud.lines.clear()
    if not all(record.responded for record in records) or took > ACKNOWLEDGED_SECONDS:
        wrong.append(f"not acknowledged (in {took:.1f} s): {told}")
    if not (shown or gone or any(record.modal for record in records)):
        wrong.append(f"nothing was said: {told}")
    action = press.action if press else None
    wrong += [f"{effect} by {told}" for effect in effects if not _theirs(made, who, server, press, effect, rows)]
    if (articles, edition) != (_articles(made), made.room.newsroom.edition) and not made.keeps(who, server):
        wrong.append(f"the articles changed: {told}")
    wrong += _of_messages(made, who, server, message, action, before, shown, gone, told)
    seen["changed something" if effects or gone else "changed nothing"] += 1
    seen["twice at once"] += times == 2
    return wrong


def _custom_id(made: Scene, draw: random.Random, message: Any) -> tuple[str, str]:
    """Return what is pressed, and how it was come by."""
    here, everywhere = custom_ids_of(message), list(made.custom_ids())
    how = draw.choices(("standing", "replayed", "made up", "altered", "nonsense", "oversize"), (8, 4, 8, 1, 1, 1))[0]
    if how == "standing" and here:
        return draw.choice(here), how
    if how == "replayed":
        return draw.choice(everywhere), how
    if how == "altered":
        letters = list(draw.choice(everywhere))
        letters[draw.randrange(len(letters))] = draw.choice(ANYTHING)
        return "".join(letters), how
    if how == "nonsense":
        return "".join(draw.choices(ANYTHING, k=draw.randrange(1, 100))), how
    if how == "oversize":
        return draw.choice(everywhere) + "9" * draw.choice((50, 5000)), how
    subjects = sorted({key[1] for key in made.rows() if isinstance(key[1], str)} | {"0" * 12, ""})
    argument = draw.choice(("", "0", "1", "1.0", "0.boats", "-1", "9" * 8, "²", "\x00", "1:2"))
    made_up = f"newsdesk:{draw.choice(list(Action))}:{draw.choice(subjects)}:{argument}"
    return made_up, "made up"


def _theirs(
    made: Scene, who: Somebody, server: int | None, press: Press | None, effect: Any, rows: dict[Any, Any]
) -> bool:
    """Tell whether what became of a row was this presser's to do."""
    (table, *_), old, new = effect
    row, moderates = new or old, made.moderates(who, server)
    if press is None:
        return False
    if table in ("answers", "gap_questions"):
        answer = row if table == "answers" else rows.get(("answers", row["answer_id"]), row)
        own = answer.get("asker_id") == who.id or press.action in (Action.TRY, Action.MODERATOR, Action.TELL)
        cleaned = old is not None and new is None and server in who.deletes and answer.get("guild_id") == server
        told = press.action is Action.TELL and moderates and old is None
        return own or cleaned or told or row.get("id") == shared_id(press.subject)
    if table in ("feedback", "moderator_requests"):
        answer = rows.get(("answers", row["answer_id"]))
        if old and press.action in (Action.REMOVE, Action.FORGET):
            return True  # they go with the answer, whose own row is judged
        if press.action is Action.TELL:
            return moderates and answer is not None and answer["guild_id"] == server
        return row["user_id"] == who.id and answer is not None and _visible(answer, who, server)
    if table == "gaps":
        asks = press.action in (Action.TRY, Action.MODERATOR, Action.REMOVE, Action.FORGET)
        return asks or (moderates and row["guild_id"] == server)
    if table == "audit":
        return row["moderator_id"] == who.id and row["guild_id"] == server and moderates and old is None
    forgets = press.action is Action.FORGET and old is not None and old.get("moderator_id") == who.id
    return table in SERVERS_OWN and (forgets or made.keeps(who, server))


def _visible(answer: dict[str, Any], who: Somebody, server: int | None) -> bool:
    alone = answer["private"] or answer["guild_id"] is None
    return bool(answer["guild_id"] == server and (answer["asker_id"] == who.id or not alone))


def _of_messages(
    made: Scene, who: Somebody, server: int | None, message: Any, action: Action | None,
    before: dict[int, str], shown: dict[int, str], gone: set[int], told: str,
) -> list[str]:  # fmt: skip
    """Return what was shown, changed or taken away that must not have been."""
    wrong, backend = [], made.room.env.backend
    stand = made.messages()
    for key, text in shown.items():
        for word, may_see in made.secrets.items():
            if (
                word in text
                and word not in before.get(key, "")
                and not may_see(who, server)
                and action is not Action.TELL
            ):
                wrong.append(f"{word} was shown: {told}")
        if made.room.words("trouble-unexpected") in text:
            wrong.append(f"it was unexpected: {told}")
        public = not stand[key].flags & 64 and backend.get_channel(stand[key].channel_id).guild_id is not None
        if public and key in before:
            wrong.append(f"a message that everybody sees was changed to {text[:200]}: {told}")
        if public and key not in before and action not in MAKING:
            wrong.append(f"everybody was shown {text[:200]}: {told}")
    if gone - {message.id} or (gone and action is not Action.REMOVE):
        wrong.append(f"messages are gone: {told}")
    if sum(not stand[key].flags & 64 and key not in before for key in shown) > 1 and action is Action.SHARE:
        wrong.append(f"shared twice: {told}")
    return wrong


def _said(message: Any) -> str:
    return str(message.components) + str(message.content)


def _articles(made: Scene) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(made.room.house.articles.iterdir())]


def _row(custom_id: str) -> dict[str, Any]:
    button = {"type": 2, "id": 901, "style": 2, "label": "!", "custom_id": custom_id}
    return {"type": 1, "id": 900, "components": [button]}


def _modal_data(custom_id: str) -> dict[str, Any]:
    typed = {"reason": "It is wrong.", "title": "The flood", "published": "2026-05-04"}
    labels = [
        {"type": 18, "id": number, "component": {"type": 4, "id": 50 + number, "custom_id": name, "value": value}}
        for number, (name, value) in enumerate(typed.items(), 1)
    ]
    return {"custom_id": custom_id, "components": labels}
