"""A person who went through every door and had themselves deleted: what is left in files, logs, metrics and memory."""

import json
import logging
from typing import Any

import pytest

from bot.presses import Action
from bot.records.values import Holding
from tests.bot.discord_room.conftest import Room, words_shown
from tests.bot.discord_room.driving import actions_of, call, press, told_by
from tests.bot.discord_room.test_corpus import BEN_ASKS, CHOOSY, added
from tests.bot.discord_room.test_explaining import ENTRY
from tests.bot.privacy_canaries import CANARY

FLOODED = f"How many streets did {CANARY} flood in the old town?"


def left_in_files(room: Room, *ids: int) -> list[str]:
    """The files that hold them still.

    Chroma writes its graph with whatever stood in the memory that it was given: but for here, it is built in a process
    of its own, which knows no reader.
    """
    signs = [CANARY.encode(), *(str(each).encode() for each in ids), *(each.to_bytes(8, "big") for each in ids)]
    files = [path for path in sorted(room.house.root.rglob("*")) if path.is_file() and path.name != "data_level0.bin"]
    return [path.name for path in files if any(sign in path.read_bytes() for sign in signs)]


async def go_through_every_door(room: Room) -> Any:
    """Ada asks everywhere, votes and calls for a moderator; Ben asks on from her question: his message is returned."""
    me = f"<@{room.env.bot.user.id}>"
    declined = (await room.ask(FLOODED)).response
    await room.settled()
    await press(room.ada, declined, Action.MODERATOR)
    shown = await press(room.ada, declined, Action.UNHELPFUL)
    await room.ada.submit_modal(shown, {"reason": f"{CANARY} says it did."})
    await room.ask(f"Did {CANARY} win the election?", private=True)
    await room.ada.send(room.channel, f"{me} Where did {CANARY} vote?")
    await room.ada_herself.send_dm(f"Who is {CANARY}?")
    await room.ada.slash(room.channel, "search", words=CANARY)
    first = await room.ask(f"How many boats of {CANARY} sank in the old harbour?")
    await room.ben.send(room.channel, f"{me} And when?", reply_to=first.response.message)
    await room.settled()
    return room.channel.last_message


@pytest.mark.parametrize("configured", [CHOOSY])
class TestAPersonWhoIsDeleted:
    async def test_is_shown_all_of_it_and_is_in_no_byte_log_or_metric_afterwards(
        self, room: Room, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG, "bot")
        bens = await go_through_every_door(room)
        asked_on = await room.records.answer_at(int(bens.id))
        assert asked_on is not None
        assert asked_on.carried is not None
        assert CANARY in asked_on.carried.question
        assert "records.db-wal" in left_in_files(room), "else this test shows nothing"
        assert set(left_in_files(room)) <= {"records.db", "records.db-wal"}

        kept = await call(room.ada, room, "privacy")
        assert {Action.COPY, Action.FORGET} == actions_of(kept)
        copied = (await press(room.ada, kept, Action.COPY)).response
        assert copied.ephemeral
        (file,) = copied.attachments
        copy = json.loads(await file.read())
        assert sum(CANARY in (row["words"] or {}).get("question", "") for row in copy["answers"]) == 5
        assert f"{CANARY} says it did." in [row["reason"] for row in copy["feedback"]]
        assert len(copy["moderator_requests"]) == 1
        assert {row["words"] for row in copy["gap_questions"]} >= {FLOODED}

        assert words_shown((await press(room.ada, kept, Action.FORGET)).response) == room.words("privacy-forgotten")
        assert await room.records.held_of(room.ada.id) == Holding(0, 0, 0, None)
        assert left_in_files(room, room.ada.id, room.ada_herself.dm_channel.id) == []
        assert CANARY not in caplog.text
        assert CANARY not in room.answering.metrics.text().decode()

    async def test_is_given_back_by_no_door_of_the_same_process(self, room: Room) -> None:
        bens = await go_through_every_door(room)
        await press(room.ada, await call(room.ada, room, "privacy"), Action.FORGET)
        await room.ben.send(room.channel, f"<@{room.env.bot.user.id}> And where?", reply_to=bens)
        followed = await room.records.answer_at(int(room.channel.last_message.id))
        assert followed is not None
        assert CANARY not in repr(followed)
        explained = await room.keeper.context_menu(room.channel, ENTRY, bens)
        shown = [told_by(explained)]
        for name in ("corpus gaps", "corpus insights", "corpus audit", "corpus status"):
            shown.append(words_shown(await call(room.keeper, room, name)))
        shown.append(words_shown((await room.ben.slash(room.channel, "ask", question="And who?")).response))
        assert CANARY not in "\n".join(shown)
        assert left_in_files(room, room.ada.id) == []

    async def test_is_not_kept_by_who_put_their_question_before_the_moderators_and_was_told(self, room: Room) -> None:
        declined = (await room.ask(BEN_ASKS)).response
        await room.settled()
        await press(room.ben, declined, Action.MODERATOR)
        await press(room.keeper, await added(room), Action.CONFIRM)
        listed = await call(room.keeper, room, "corpus gaps")
        await press(room.keeper, listed, Action.TELL)
        copy = await room.records.copy_of(room.ben.id)
        assert [row["words"] for row in copy["answers"]] == [None], "he was told, and it is not his question"
        await room.records.forget(room.ada.id)
        assert BEN_ASKS.encode() not in (room.house.root / "records.db").read_bytes()


async def test_while_a_question_is_in_flight_deletion_says_so_and_deletes_nothing(room: Room) -> None:
    await room.ask()
    kept = await call(room.ada, room, "privacy")
    with room.answering.line.ticket(room.ada.id):
        assert room.words("trouble-in-flight") in told_by(await press(room.ada, kept, Action.FORGET))
        assert (await room.records.held_of(room.ada.id)).answers == 1
    await press(room.ada, kept, Action.FORGET)
    assert await room.records.held_of(room.ada.id) == Holding(0, 0, 0, None)
