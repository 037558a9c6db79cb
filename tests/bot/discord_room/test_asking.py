"""Questions by every door: who sees what, and that it was acknowledged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

from bot.errors import CooldownError, DirectMessagesOffError, StoppingError
from bot.words.catalogue import words_in
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SHY, SURE, Room, words_shown


class TestAsk:
    async def test_an_answer_is_public_and_has_the_quotation_its_title_outlet_and_date(self, room: Room) -> None:
        result = await room.ask()
        shown = words_shown(result.response)
        assert not result.response.ephemeral
        for words in (HOW_MANY, SANK, "[1]", "A storm in Harbourtown", "The Gazette", "4 May 2026"):
            assert words in shown
        assert [
            each for each in ("Show passage 1", "Helpful", "Not helpful", "Remove") if f"[[{each}]]" not in shown
        ] == []
        assert "[[Share]]" not in shown
        assert "[[Ask a moderator]]" not in shown

    async def test_it_is_acknowledged_before_anything_else_is_asked_of_discord(self, room: Room) -> None:
        before = len(room.env.http_requests)
        await room.ask()
        first, *_ = room.env.http_requests[before:]
        assert first.path.endswith("/callback")
        assert first.json["type"] == discord.InteractionResponseType.deferred_channel_message.value

    async def test_a_private_answer_is_seen_by_the_asker_alone_and_can_be_shared(self, room: Room) -> None:
        result = await room.ask(private=True)
        assert result.response.ephemeral
        assert "[[Share]]" in words_shown(result.response)
        assert room.channel.last_message is None

    @pytest.mark.parametrize("configured", [SHY])
    async def test_declining_says_so_and_offers_what_is_nearest_as_such(self, room: Room) -> None:
        shown = words_shown((await room.ask()).response)
        assert "The corpus does not say." in shown
        assert "Nearest in the corpus, not an answer:" in shown
        assert SANK in shown
        assert "[[Ask a moderator]]" in shown

    async def test_nothing_asked_is_told_as_that(self, room: Room) -> None:
        result = await room.ask("!?")
        assert "Nothing was asked." in words_shown(result.response)

    async def test_the_words_follow_the_readers_language_and_the_quotation_does_not(
        self, room: Room, speaking: Any
    ) -> None:
        speaking("de")
        shown = words_shown((await room.ask()).response)
        assert "4. Mai 2026" in shown
        assert SANK in shown
        assert "Helpful" not in shown

    async def test_a_question_of_2001_characters_is_refused_to_the_asker_alone(self, room: Room) -> None:
        with pytest.raises(Exception, match=r"(?i)length|2000|most"):
            await room.ask("a" * 2001)

    async def test_no_name_in_a_question_or_an_article_pings_anybody(self, room: Room) -> None:
        await room.ask("@everyone <@1> <@&2> how many boats sank in the old harbour?")
        sent = [each.json for each in room.env.http_requests if isinstance(each.json, dict)]
        assert not [
            body for body in sent if (body.get("data") or body).get("allowed_mentions", {"parse": []}).get("parse")
        ]


class TestFollowUps:
    async def test_a_reply_to_an_answer_needs_no_mention_and_is_read_in_its_light(self, room: Room) -> None:
        first = (await room.ask()).response
        # simcord, unlike Discord, hides a reply that pings without naming
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> And when?", reply_to=first.message)
        kept = await room.records.answer_at(room.channel.last_message.id)
        assert kept is not None
        assert kept.carried is not None
        assert kept.carried.question == HOW_MANY

    async def test_the_next_question_that_leans_on_the_last_carries_it(self, room: Room) -> None:
        await room.ask()
        result = await room.ask("And when?")
        kept = await room.records.answer_at(result.response.id)
        assert kept is not None
        assert kept.carried is not None
        assert kept.carried.question == HOW_MANY

    async def test_what_somebody_else_asked_in_the_channel_is_not_carried(self, room: Room) -> None:
        await room.ask()
        result = await room.ben.slash(room.channel, "ask", question="And when?")
        kept = await room.records.answer_at(result.response.id)
        assert kept is not None
        assert kept.carried is None

    async def test_what_was_asked_in_another_channel_is_not_carried(self, room: Room) -> None:
        await room.ask()
        other = room.guild.create_text_channel("other")
        result = await room.ada.slash(other, "ask", question="And when?")
        kept = await room.records.answer_at(result.response.id)
        assert kept is not None
        assert kept.carried is None

    async def test_a_chain_of_them_keeps_to_the_question_that_stood_alone(self, room: Room) -> None:
        await room.ask()
        await room.ask("And when?")
        result = await room.ask("And why?")
        kept = await room.records.answer_at(result.response.id)
        assert kept is not None
        assert kept.carried is not None
        assert kept.carried.question == HOW_MANY

    async def test_a_forgotten_question_is_not_carried(self, room: Room) -> None:
        first = (await room.ask()).response
        await room.records.sweep(datetime.now(UTC) + timedelta(hours=80), answer_days=30, question_hours=72)
        # simcord, unlike Discord, hides a reply that pings without naming
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> And when?", reply_to=first.message)
        kept = await room.records.answer_at(room.channel.last_message.id)
        assert kept is not None
        assert kept.carried is None


class TestMessages:
    @pytest.mark.parametrize("configured", [SURE + "[discord]\nthreads = false\n"])
    async def test_a_mention_is_answered_by_a_reply(self, room: Room) -> None:
        message = await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        answer = room.channel.last_message
        assert answer.reference.message_id == message.id
        assert SANK in words_shown(answer)

    async def test_a_mention_opens_a_thread_named_after_the_question(self, room: Room) -> None:
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        (thread,) = room.channel.threads
        assert thread.name == HOW_MANY
        assert SANK in words_shown(thread.last_message)

    async def test_a_thread_is_named_by_what_can_be_seen_of_the_question(self, room: Room) -> None:
        await room.ada.send(
            room.channel, f"<@{room.env.bot.user.id}> How many \u202eboats\u2066 sa\U000e0041nk \u200b?"
        )
        assert [thread.name for thread in room.channel.threads] == ["How many boats sank ?"]

    async def test_a_question_of_which_nothing_can_be_seen_opens_no_thread(self, room: Room) -> None:
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> \u200b\u2066")
        assert room.channel.threads == []

    async def test_a_mention_is_answered_in_the_channel_where_threads_are_not_allowed(self, room: Room) -> None:
        closed = room.guild.create_text_channel(
            "closed",
            overwrites={room.guild.default_role: discord.PermissionOverwrite(create_public_threads=False)},
        )
        await room.ada.send(closed, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert closed.threads == []
        assert SANK in words_shown(closed.last_message)

    async def test_a_mention_of_everyone_or_of_nobody_is_not_answered(self, room: Room) -> None:
        before = len(room.env.http_requests)
        await room.ada.send(room.channel, HOW_MANY)
        await room.ada.send(room.channel, f"@here {HOW_MANY}")
        assert room.env.http_requests[before:] == []

    async def test_another_bot_is_not_answered(self, room: Room) -> None:
        robot = room.guild.add_member(room.env.create_user("robot", bot=True))
        before = len(room.env.http_requests)
        await robot.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert room.env.http_requests[before:] == []

    async def test_a_bare_mention_is_told_how_to_ask(self, room: Room) -> None:
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}>")
        assert "/ask" in words_shown(room.channel.last_message)

    async def test_a_direct_message_is_answered(self, room: Room) -> None:
        reader = room.env.create_user("dora")
        await reader.send_dm(HOW_MANY)
        assert SANK in words_shown(reader.dm_channel.last_message)
        kept = await room.records.answer_at(int(reader.dm_channel.last_message.id))
        assert kept is not None
        assert kept.explanation is None  # there is nobody to whom it may be shown

    @pytest.mark.parametrize("configured", [SURE + "[discord]\ndirect_messages = false\n"])
    async def test_direct_messages_can_be_switched_off(self, room: Room) -> None:
        reader = room.env.create_user("dora")
        await reader.send_dm(HOW_MANY)
        assert "I do not answer direct messages here." in words_shown(reader.dm_channel.last_message)
        result = await reader.slash("ask", question=HOW_MANY)
        assert "I do not answer direct messages here." in words_shown(result.response)
        assert result.response.ephemeral
        room.told(DirectMessagesOffError)

    async def test_the_servers_language_is_spoken_to_a_mention(self, room: Room) -> None:
        guild = room.env.create_guild(name="Lecteurs", preferred_locale="fr")
        channel = guild.create_text_channel("presse")
        eva = guild.add_member(room.env.create_user("eva"))
        await eva.send(channel, f"<@{room.env.bot.user.id}>")
        check = words_in("fr")("command-check")
        assert words_shown(channel.last_message) == words_in("fr")("help-text", check=check)


class TestLimits:
    @pytest.mark.parametrize("configured", ["[answering]\nminimum_confidence = 0.0\n[limits]\ncooldown_seconds = 30\n"])
    async def test_a_reader_who_asks_too_soon_is_told_alone_for_how_long(self, room: Room) -> None:
        await room.ask()
        result = await room.ask()
        assert result.response.ephemeral
        assert "you can ask again in" in words_shown(result.response)
        room.told(CooldownError)

    @pytest.mark.parametrize("configured", ["[answering]\nminimum_confidence = 0.0\n[limits]\ncooldown_seconds = 30\n"])
    async def test_a_refused_mention_does_not_linger_in_the_channel(self, room: Room) -> None:
        await room.ask()
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert "you can ask again in" in words_shown(room.channel.last_message)
        await room.env.advance_time(20)
        assert "you can ask again in" not in words_shown(room.channel.last_message)

    @pytest.mark.parametrize("configured", ["[answering]\nminimum_confidence = 0.0\n[limits]\ncooldown_seconds = 30\n"])
    async def test_a_reader_who_goes_on_mentioning_is_refused_once(self, room: Room) -> None:
        await room.ask()
        before = len(room.channel.history())
        for _ in range(3):
            await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert len(room.channel.history()) == before + 3 + 1

    async def test_a_question_asked_while_the_bot_stops_is_told_to_come_back(self, room: Room) -> None:
        room.answering.line.close()
        result = await room.ask()
        assert result.response.ephemeral
        assert "Please ask again in a minute." in words_shown(result.response)
        room.told(StoppingError)
