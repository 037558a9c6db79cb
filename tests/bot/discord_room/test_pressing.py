"""Every button and modal: what it does, who sees it, after a restart too; and who may not press it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.presses import Action, Press
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SHY, Room, words_shown
from tests.bot.discord_room.driving import forge, replay, told_by

WHO_WON = "Who won the election in Riverside?"
OF_ANSWERS = (
    Action.SHOW, Action.READ, Action.PAGE, Action.HELPFUL, Action.UNHELPFUL, Action.SHARE, Action.MODERATOR,
    Action.REMOVE, Action.TRY,
)  # fmt: skip


async def pressed(reader: Any, message: Any, label: str) -> Any:
    result = await reader.click(message, label=label)
    assert result.acknowledged
    return result


class TestShowPassage:
    async def test_the_presser_alone_sees_the_article_with_the_quotation_marked(self, room: Room) -> None:
        answer = (await room.ask()).response
        result = await pressed(room.ben, answer, "Show passage 1")
        shown = words_shown(result.response)
        assert result.response.ephemeral
        assert f"> **{SANK}**" in shown
        assert "A storm hit Harbourtown on Monday." in shown
        assert "A storm in Harbourtown" in shown

    async def test_it_still_works_after_a_restart(self, room: Room) -> None:
        answer = (await room.ask()).response
        await room.restart()
        result = await pressed(room.ada, answer, "Show passage 1")
        assert f"> **{SANK}**" in words_shown(result.response)

    async def test_an_article_that_has_changed_is_said_to_have_changed(self, room: Room) -> None:
        answer = (await room.ask()).response
        room.house.write("storm", "A storm in Harbourtown", "Nothing is known of the storm any more, say all.")
        assert room.house.run("index").exit_code == 0
        await room.newsroom.look()
        shown = words_shown((await pressed(room.ada, answer, "Show passage 1")).response)
        assert "The article has changed since" in shown
        assert SANK in shown

    async def test_a_long_article_is_read_on_page_by_page_in_place(self, room: Room) -> None:
        text = "\n\n".join(f"Paragraph {number} of the long report says nothing new." * 8 for number in range(60))
        room.house.write("storm", "A storm in Harbourtown", f"{SANK}\n\n{text}")
        assert room.house.run("index").exit_code == 0
        await room.newsroom.look()
        answer = (await room.ask()).response
        first = await pressed(room.ada, answer, "Show passage 1")
        before = words_shown(first.response)
        turned = await pressed(room.ada, first.response, "Next page")
        assert turned.response.id == first.response.id
        assert words_shown(turned.response) != before


class TestVotes:
    async def test_helpful_is_counted_and_thanked_for_alone(self, room: Room) -> None:
        answer = (await room.ask()).response
        result = await pressed(room.ben, answer, "Helpful")
        assert result.response.ephemeral
        assert "Noted as helpful." in words_shown(result.response)
        assert (await room.records.held_of(room.ben.id)).feedback == 1

    async def test_not_helpful_asks_for_a_reason_and_keeps_it(self, room: Room) -> None:
        answer = (await room.ask()).response
        shown = await pressed(room.ben, answer, "Not helpful")
        assert shown.modal["title"] == "What was wrong?"
        sent = await room.ben.submit_modal(shown, {"reason": "It is about another storm."})
        assert sent.acknowledged
        assert "Noted as not helpful." in words_shown(sent.response)
        assert (await room.records.held_of(room.ben.id)).feedback == 1

    async def test_a_modal_that_was_open_during_a_restart_still_counts(self, room: Room) -> None:
        answer = (await room.ask()).response
        shown = await pressed(room.ben, answer, "Not helpful")
        await room.restart()
        sent = await room.ben.submit_modal(shown, {"reason": "Late."})
        assert "Noted as not helpful." in words_shown(sent.response)

    async def test_a_second_vote_of_a_reader_replaces_the_first(self, room: Room) -> None:
        answer = (await room.ask()).response
        await pressed(room.ben, answer, "Helpful")
        await pressed(room.ben, answer, "Not helpful")
        assert (await room.records.held_of(room.ben.id)).feedback == 1


class TestShare:
    async def test_a_private_answer_is_shown_to_the_channel_once_with_buttons_that_work(self, room: Room) -> None:
        answer = (await room.ask(private=True)).response
        await pressed(room.ada, answer, "Share")
        shared = room.channel.last_message
        assert f"{room.ada.mention} shared an answer:" in words_shown(shared)
        assert SANK in words_shown(shared)
        own = room.channel.history(viewer=room.ada)
        assert not any("[[Share]]" in words_shown(message) for message in own)
        result = await pressed(room.ben, shared, "Show passage 1")
        assert SANK in words_shown(result.response)

    @pytest.mark.parametrize("action", OF_ANSWERS)
    async def test_a_forged_press_of_somebody_elses_private_answer_finds_nothing(
        self, room: Room, action: Action
    ) -> None:
        kept = await room.records.answer_at((await room.ask(private=True)).response.id)
        public = (await room.ben.slash(room.channel, "ask", question=WHO_WON)).response
        assert kept is not None
        result = await forge(room.ben, public, Press(action, kept.id, "1.0" if action is Action.READ else "1"))
        assert room.words("answer-gone") in told_by(result)
        assert SANK not in told_by(result)
        assert await room.records.answer(kept.id) == kept
        assert (await room.records.held_of(room.ben.id)).feedback == 0
        assert room.answering.gap_keeping._noting == set()

    async def test_an_answer_is_not_shared_that_everybody_sees(self, room: Room) -> None:
        public = (await room.ask()).response
        kept = await room.records.answer_at(public.id)
        assert kept is not None
        assert room.words("answer-gone") in told_by(await forge(room.ada, public, Press(Action.SHARE, kept.id)))
        assert room.channel.last_message.id == public.id


class TestAskAModerator:
    @pytest.mark.parametrize("configured", [SHY])
    async def test_it_is_noted_once(self, room: Room) -> None:
        answer = (await room.ask()).response
        first = await pressed(room.ada, answer, "Ask a moderator")
        again = await pressed(room.ada, answer, "Ask a moderator")
        assert first.response.ephemeral
        assert "noted for the moderators" in words_shown(first.response)
        assert "have this question already" in words_shown(again.response)
        assert (await room.records.held_of(room.ada.id)).requests == 1

    @pytest.mark.parametrize("configured", [SHY])
    async def test_the_moderators_channel_is_shown_the_question_where_one_is_set(self, room: Room) -> None:
        desk = room.guild.create_text_channel("moderators")
        room.house.configure(f"{SHY}[discord]\nmoderator_channel = {desk.id}\n")
        await room.restart()
        answer = (await room.ask()).response
        result = await pressed(room.ada, answer, "Ask a moderator")
        assert "put before the moderators" in words_shown(result.response)
        assert HOW_MANY in words_shown(desk.last_message)
        assert room.ada.mention in words_shown(desk.last_message)


class TestRemove:
    @pytest.mark.parametrize("who", ["ada", "moderator"])
    async def test_the_asker_and_a_moderator_can_remove_an_answer(self, room: Room, who: str) -> None:
        answer = (await room.ask()).response
        await pressed(getattr(room, who), answer, "Remove")
        assert room.channel.last_message is None
        assert await room.records.answer_at(answer.id) is None

    async def test_a_button_that_is_pressed_where_it_does_not_stand_removes_neither_answer(self, room: Room) -> None:
        """As a client that somebody wrote can: his own answer's button, on the message of somebody else's."""
        bens = (await room.ben.slash(room.channel, "ask", question=WHO_WON)).response
        adas = (await room.ask()).response
        kept = await room.records.answer_at(bens.id)
        assert kept is not None
        pressed = Press(Action.REMOVE, kept.id)
        for result in (await forge(room.ben, adas, pressed), await replay(room.ben, adas, pressed.custom_id)):
            assert room.words("answer-gone") in told_by(result)
        assert room.channel.last_message.id == adas.id
        assert await room.records.answer(kept.id) == kept

    async def test_nobody_else_can(self, room: Room) -> None:
        answer = (await room.ask()).response
        result = await pressed(room.ben, answer, "Remove")
        assert result.response.ephemeral
        assert "Only the one who asked, or a moderator" in words_shown(result.response)
        assert SANK in words_shown(room.channel.last_message)


class TestWhatIsGone:
    @pytest.mark.parametrize("label", ["Show passage 1", "Helpful", "Remove"])
    async def test_a_button_of_an_answer_no_longer_kept_says_so_to_the_presser_alone(
        self, room: Room, label: str
    ) -> None:
        answer = (await room.ask()).response
        await room.records.sweep(datetime.now(UTC) + timedelta(days=40), answer_days=30, question_hours=72)
        result = await pressed(room.ada, answer, label)
        assert result.response.ephemeral
        assert "no longer kept" in words_shown(result.response)

    async def test_the_words_of_a_question_are_gone_after_their_time_and_the_passage_is_still_shown(
        self, room: Room
    ) -> None:
        answer = (await room.ask()).response
        await room.records.sweep(datetime.now(UTC) + timedelta(hours=80), answer_days=30, question_hours=72)
        assert SANK in words_shown((await pressed(room.ada, answer, "Show passage 1")).response)
