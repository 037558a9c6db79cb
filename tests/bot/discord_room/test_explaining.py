"""Explain: how an answer came about, told to a moderator of its server alone, as long as it is kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.errors import NotAModeratorError
from bot.explaining import explanation_object
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from retrieval.explaining import Attempt
from tests.bot.discord_room.conftest import SANK, SHY, Room, words_shown
from tests.bot.discord_room.driving import actions_of, forge, nothing_indexed, pages_from, press
from tests.explanations import EXPLANATION

ENTRY = "Explain this answer"


async def kept_at(room: Room, message: Any) -> KeptAnswer:
    kept = await room.records.answer_at(message.id)
    assert kept is not None
    return kept


async def keep_with(room: Room, message: Any, **changes: Any) -> KeptAnswer:
    """Keep the answer of a message under another id, changed."""
    kept = replace(await kept_at(room, message), **{"id": "another00001", "message_id": None} | changes)
    await room.records.keep(kept)
    return kept


class TestAModerator:
    async def test_is_told_alone_how_an_answer_came_about(self, room: Room) -> None:
        answer = (await room.ask()).response
        before = words_shown(answer)
        result = await press(room.keeper, answer, Action.EXPLAIN)
        assert result.response.ephemeral
        shown = words_shown(result.response)
        assert room.words("explain-title") in shown
        assert f"- {SANK}" in shown
        assert room.words("explain-no-model") in shown
        assert words_shown(room.channel.last_message) == before

    async def test_is_told_the_same_by_the_entry_in_the_menu_of_the_message(self, room: Room) -> None:
        answer = (await room.ask()).response
        by_button = await press(room.keeper, answer, Action.EXPLAIN)
        result = await room.keeper.context_menu(room.channel, ENTRY, room.channel.last_message)
        assert result.response.ephemeral
        assert words_shown(result.response) == words_shown(by_button.response)

    async def test_turns_its_pages_in_place_and_after_a_restart(self, room: Room) -> None:
        answer = (await room.ask()).response
        flood = Attempt("draft", " ".join(f"word{number}" for number in range(600)))
        explanation = explanation_object(replace(EXPLANATION, hits=EXPLANATION.hits[:1], attempts=(flood,)))
        kept = await keep_with(room, answer, explanation=explanation)
        first = await forge(room.keeper, answer, Press(Action.EXPLAIN, kept.id))
        await room.restart()
        pages = await pages_from(room.keeper, first.response, Action.EXPLAIN)
        assert len(pages) > 1
        assert "word599" in pages[-1]
        turned = await press(room.keeper, first.response, Action.EXPLAIN, "Previous page")
        assert turned.response.id == first.response.id

    @pytest.mark.parametrize("configured", [SHY])
    async def test_reads_it_below_a_question_that_was_put_before_them(self, room: Room) -> None:
        desk = room.guild.create_text_channel("moderators")
        room.house.configure(f"{SHY}[discord]\nmoderator_channel = {desk.id}\n")
        await room.restart()
        await press(room.ada, (await room.ask()).response, Action.MODERATOR)
        result = await press(room.keeper, desk.last_message, Action.EXPLAIN)
        assert room.words("explain-title") in words_shown(result.response)

    async def test_is_told_that_it_is_deleted_with_the_words_of_the_question(self, room: Room) -> None:
        answer = (await room.ask()).response
        await room.records.sweep(datetime.now(UTC) + timedelta(hours=80), answer_days=30, question_hours=72)
        result = await press(room.keeper, answer, Action.EXPLAIN)
        assert words_shown(result.response) == room.words("explain-gone")
        result = await room.keeper.context_menu(room.channel, ENTRY, room.channel.last_message)
        assert words_shown(result.response) == room.words("explain-gone")

    async def test_is_told_that_an_answer_is_no_longer_kept(self, room: Room) -> None:
        answer = (await room.ask()).response
        await room.records.remove((await kept_at(room, answer)).id)
        assert words_shown((await press(room.keeper, answer, Action.EXPLAIN)).response) == room.words("answer-gone")

    async def test_is_told_that_a_message_is_no_answer(self, room: Room) -> None:
        message = await room.ada.send(room.channel, "Forty boats sank.")
        result = await room.keeper.context_menu(room.channel, ENTRY, message)
        assert words_shown(result.response) == room.words("explain-no-answer")

    async def test_sees_no_words_of_an_article_that_was_taken_down_since(self, room: Room) -> None:
        answer = (await room.ask()).response
        (room.house.articles / "storm.md").unlink()
        assert room.house.run("index").exit_code == 0
        await room.newsroom.look()
        shown = words_shown((await press(room.keeper, answer, Action.EXPLAIN)).response)
        assert room.words("explain-taken-down") in shown
        assert SANK not in shown

    async def test_is_told_while_nothing_can_be_answered_that_it_cannot_be_looked_up(self, room: Room) -> None:
        answer = (await room.ask()).response
        async with nothing_indexed(room):
            shown = words_shown((await press(room.keeper, answer, Action.EXPLAIN)).response)
            assert room.words("trouble-unexpected") not in shown
            assert SANK not in shown


class TestOthers:
    async def test_a_member_is_refused_by_the_button_and_by_the_menu(self, room: Room) -> None:
        answer = (await room.ask()).response
        for reader in (room.ada, room.ben, room.moderator):  # who may delete messages may not manage the server
            result = await press(reader, answer, Action.EXPLAIN)
            assert result.response.ephemeral
            assert words_shown(result.response) == room.words("not-a-moderator")
        command = room.env.backend.find_command(ENTRY, room.guild.id, type=3)
        room.guild.set_command_permissions(int(command["id"]), {room.guild.default_role: True})
        result = await room.ben.context_menu(room.channel, ENTRY, room.channel.last_message)
        assert words_shown(result.response) == room.words("not-a-moderator")
        room.told(NotAModeratorError)

    async def test_a_moderator_of_another_server_is_told_nothing(self, room: Room) -> None:
        kept = await kept_at(room, (await room.ask()).response)
        guild = room.env.create_guild(name="Elsewhere")
        may = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        channel = guild.create_text_channel("news")
        stranger = guild.add_member(room.env.create_user("stranger"), roles=[may])
        own = (await stranger.slash(channel, "ask", question="Who won the election?")).response
        result = await forge(stranger, own, Press(Action.EXPLAIN, kept.id))
        assert words_shown(result.response) == room.words("answer-gone")
        assert room.words("explain-title") in words_shown((await press(stranger, own, Action.EXPLAIN)).response)

    async def test_a_private_answer_is_explained_to_nobody_but_its_asker(self, room: Room) -> None:
        public = (await room.ask()).response
        private = (await room.ask(private=True)).response
        assert Action.EXPLAIN not in actions_of(private)
        kept = await kept_at(room, private)
        result = await forge(room.keeper, public, Press(Action.EXPLAIN, kept.id))
        assert words_shown(result.response) == room.words("answer-gone")

    async def test_a_private_answer_that_was_shared_takes_nothing_of_the_questions_before_it_along(
        self, room: Room
    ) -> None:
        private = (await room.ask(private=True)).response
        await press(room.ada, private, Action.SHARE)
        shared = room.channel.last_message
        assert Action.EXPLAIN not in actions_of(shared)
        result = await room.keeper.context_menu(room.channel, ENTRY, shared)
        assert words_shown(result.response) == room.words("explain-gone")

    @pytest.mark.parametrize("argument", ["", "0", "7"])
    async def test_a_forged_press_never_puts_it_in_the_place_of_the_answer(self, room: Room, argument: str) -> None:
        answer = (await room.ask()).response
        before = words_shown(room.channel.last_message)
        result = await forge(room.keeper, answer, Press(Action.EXPLAIN, (await kept_at(room, answer)).id, argument))
        assert result.response.ephemeral
        assert words_shown(room.channel.last_message) == before
