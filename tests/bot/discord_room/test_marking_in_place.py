"""An answer that stands in a real channel is marked in its message; what Discord refuses stops nothing."""

import logging

import discord
import pytest

from bot.editing import THREAD_IS_ARCHIVED, editing
from bot.marking import Marking
from bot.presses import Action
from bot.rendering.notices import notice
from tests.bot.discord_room.conftest import HOW_MANY, SANK, Room, words_shown
from tests.bot.discord_room.driving import actions_of

TAKEN_DOWN = "This quotation was taken down: its article is no longer in the corpus."
EDITS = "/channels/*/messages/*"


async def remove_storm(room: Room) -> None:
    (room.house.articles / "storm.md").unlink()
    assert room.house.run("index").exit_code == 0
    await room.newsroom.look()


async def mark(room: Room) -> int:
    edition = room.newsroom.current
    assert edition is not None
    return await Marking(room.records, editing(room.client), pause=0.0).mark(edition, None)


async def test_a_removed_articles_words_leave_the_channel(room: Room) -> None:
    await room.ask()
    (message,) = room.channel.history()
    assert SANK in words_shown(message)
    await remove_storm(room)
    assert await mark(room) == 1
    (message,) = room.channel.history()
    shown = words_shown(message)
    assert TAKEN_DOWN in shown
    assert SANK not in shown
    assert actions_of(message) == {Action.EXPLAIN, Action.HELPFUL, Action.UNHELPFUL, Action.REMOVE}


async def test_an_answer_in_a_thread_is_marked_there_even_from_the_archive(room: Room) -> None:
    await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
    (thread,) = room.channel.threads
    await remove_storm(room)
    room.env.inject_error("PATCH", EDITS, status=400, code=THREAD_IS_ARCHIVED, message="Thread is archived")
    before = len(room.env.http_requests)
    assert await mark(room) == 1
    assert TAKEN_DOWN in words_shown(thread.last_message)
    asked = [(each.method, each.json) for each in room.env.http_requests[before:] if each.path.endswith(str(thread.id))]
    assert [json["archived"] for method, json in asked if method == "PATCH"] == [False, True]


@pytest.mark.parametrize(("status", "code"), [(404, 10008), (403, 50001), (400, THREAD_IS_ARCHIVED)])
async def test_a_message_that_cannot_be_edited_is_left_with_a_line_in_the_log(
    room: Room, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    await room.ask()
    await remove_storm(room)
    room.env.inject_error("PATCH", EDITS, status=status, code=code, message="no such luck", times=None)
    marking = Marking(room.records, editing(room.client), pause=0.0)
    edition = room.newsroom.current
    assert edition is not None
    with caplog.at_level(logging.WARNING, "bot"):
        await marking.mark(edition, None)
        await marking.mark(edition, None)
    assert caplog.text.count("was not edited") == 1
    assert "tried again" not in caplog.text


async def test_what_discord_may_do_another_time_is_raised(room: Room) -> None:
    room.env.inject_error("PATCH", EDITS, status=501)
    with pytest.raises(discord.HTTPException):
        await editing(room.client)(room.channel.id, 1, notice("x"))
