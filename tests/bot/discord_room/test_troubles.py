"""What goes wrong is told in words, by every door, to whom it concerns; what is asked next is answered."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

import pytest

from bot.errors import InFlightError, QueueFullError, RecordsError
from bot.line import Ticket
from bot.newsroom import Newsroom
from bot.presses import Action
from bot.replies import words_for
from bot.words.catalogue import words_in
from corpus.errors import NewsdeskError
from retrieval.errors import NoEditionError
from retrieval.explaining import Considered
from retrieval.ports import Step, Told
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SHY, SURE, Room, words_shown
from tests.bot.discord_room.driving import actions_of, buttons_of, nothing_indexed, press
from tests.bot.test_replies import CANARY, ERRORS, built

CHECK = "Check against the story"
WITHOUT_THREADS = SURE + "[discord]\nthreads = false\n"
HALF_SURE = "[answering]\nminimum_confidence = 0.4\n[limits]\ncooldown_seconds = 0.0\n"
KINDS: list[type[Exception]] = [*ERRORS, ValueError, OSError]
LONG_SECONDS = 60.0  # simcord waits for a shorter sleep in real time
Door = Callable[[], Awaitable[Any]]


def made(kind: type[Exception]) -> Exception:
    return built(kind) if issubclass(kind, NewsdeskError) else kind(CANARY)


class Breaking:
    """A desk of which every way raises what it is told to raise."""

    def __init__(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        self.error: Exception = ValueError("not told yet")
        desk = room.newsroom.desk
        for way in ("ask", "consider", "check", "search", "suggest"):
            monkeypatch.setattr(desk, way, self._fails_waiting)
        for way in ("article", "sources"):
            monkeypatch.setattr(desk, way, self._fails)
        monkeypatch.setattr(type(desk), "articles", property(self._fails))

    async def _fails_waiting(self, *given: Any, **named: Any) -> Any:
        self._fails(*given, **named)

    def _fails(self, *given: Any, **named: Any) -> Any:
        del given, named
        raise self.error


async def told(room: Room, breaking: Breaking, door: Door, *, ends_in_it: bool) -> dict[str, str]:
    """What a reader is told by this door, by the name of the error."""
    words = {}
    for kind in KINDS:
        breaking.error = made(kind)
        words[kind.__name__] = words_shown(await door())
        if ends_in_it:
            room.told(kind)
    return words


def expected(room: Room) -> dict[str, str]:
    words = {kind.__name__: words_for(made(kind), room.words) for kind in KINDS}
    assert "canary" not in str(words)
    return words


class TestEveryErrorIsToldInItsOwnWordsAndNeverInItsText:
    async def test_by_a_question(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        async def ask() -> Any:
            return (await room.ask()).response

        assert await told(room, Breaking(room, monkeypatch), ask, ends_in_it=False) == expected(room)

    @pytest.mark.parametrize("configured", [WITHOUT_THREADS])
    async def test_by_a_mention(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        async def mention() -> Any:
            await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
            return room.channel.last_message

        assert await told(room, Breaking(room, monkeypatch), mention, ends_in_it=False) == expected(room)

    async def test_by_a_press_that_shows_a_passage(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = (await room.ask()).response

        async def show() -> Any:
            shown = (await press(room.ben, answer, Action.SHOW, "Show passage 1")).response
            assert shown.ephemeral
            return shown

        assert await told(room, Breaking(room, monkeypatch), show, ends_in_it=False) == expected(room)
        assert SANK in words_shown(answer)

    @pytest.mark.parametrize("configured", [HALF_SURE])
    async def test_by_a_press_on_a_question_that_can_be_answered(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        declined = (await room.ask("zzz")).response
        first, *_ = [each["label"] for each in buttons_of(declined) if ":try:" in each["custom_id"]]

        async def attempt() -> Any:
            return (await press(room.ada, declined, Action.TRY, first)).response

        assert await told(room, Breaking(room, monkeypatch), attempt, ends_in_it=False) == expected(room)

    async def test_by_the_entry_of_a_messages_menu(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        message = await room.ben.send(room.channel, SANK)

        async def check() -> Any:
            result = await room.ada.context_menu(room.channel, CHECK, message)
            assert result.acknowledged
            assert result.response.ephemeral
            return result.response

        assert await told(room, Breaking(room, monkeypatch), check, ends_in_it=True) == expected(room)

    @pytest.mark.parametrize(("name", "options"), [("search", {"words": "boats"}), ("sources", {})])
    async def test_by_a_list(
        self, room: Room, monkeypatch: pytest.MonkeyPatch, name: str, options: dict[str, str]
    ) -> None:
        async def call() -> Any:
            result = await room.ada.slash(room.channel, name, **options)
            assert result.acknowledged
            assert result.response.ephemeral
            return result.response

        assert await told(room, Breaking(room, monkeypatch), call, ends_in_it=True) == expected(room)

    async def test_before_anything_is_asked_to_the_asker_alone(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        breaking = Breaking(room, monkeypatch)
        monkeypatch.setattr(Newsroom, "desk", property(breaking._fails))

        async def ask() -> Any:
            result = await room.ask()
            assert result.response.ephemeral
            return result.response

        assert await told(room, breaking, ask, ends_in_it=True) == expected(room)

    async def test_in_the_readers_language(self, room: Room, monkeypatch: pytest.MonkeyPatch, speaking: Any) -> None:
        breaking = Breaking(room, monkeypatch)
        breaking.error = made(NoEditionError)
        speaking("zh-TW")
        shown = words_shown((await room.ask()).response)
        assert shown == words_in("zh")("trouble-not-indexed")

    async def test_the_next_question_is_answered(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as patched:
            Breaking(room, patched).error = made(ValueError)
            await room.ask()
        assert SANK in words_shown((await room.ask()).response)


class TestNothingIndexedYet:
    async def test_the_asker_alone_is_told_that_the_articles_are_still_read(self, room: Room) -> None:
        async with nothing_indexed(room):
            result = await room.ask()
            assert result.response.ephemeral
            assert words_shown(result.response) == room.words("trouble-not-indexed")
            assert room.channel.last_message is None
            room.told(NoEditionError)

    async def test_a_mention_is_told_so_for_a_while(self, room: Room) -> None:
        async with nothing_indexed(room):
            await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
            assert words_shown(room.channel.last_message) == room.words("trouble-not-indexed")
            await room.env.advance_time(20)
            assert words_shown(room.channel.last_message) == ""
            assert room.channel.threads == []

    async def test_help_and_what_is_kept_can_be_seen_all_the_same(self, room: Room) -> None:
        async with nothing_indexed(room):
            for name, words in (("help", "Newsdesk"), ("privacy", room.words("privacy-title"))):
                shown = (await room.ada.slash(room.channel, name)).response
                assert words in words_shown(shown)


class TestTheLine:
    async def test_a_second_question_of_a_reader_is_refused_to_the_reader_alone(self, room: Room) -> None:
        with room.answering.line.ticket(room.ada.id):
            result = await room.ask()
        assert result.response.ephemeral
        assert words_shown(result.response) == room.words("trouble-in-flight")
        room.told(InFlightError)

    async def test_a_question_too_many_is_refused_with_the_number_that_wait(self, room: Room) -> None:
        limits = room.house.settings.limits
        with ExitStack() as held:
            for reader in range(limits.at_once + limits.waiting):
                held.enter_context(room.answering.line.ticket(reader, room.guild.id))
            result = await room.ask()
        assert result.response.ephemeral
        assert words_shown(result.response) == room.words("trouble-queue-full", waiting=limits.waiting)
        room.told(QueueFullError)

    async def test_who_waits_is_told_the_place_in_the_line_and_answered_in_turn(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        its_turn = Ticket.turn

        async def turn(ticket: Ticket) -> None:
            await room.env.external_wait(its_turn(ticket), reason="others are before it")

        monkeypatch.setattr(Ticket, "turn", turn)
        monkeypatch.setattr("bot.answering.TELL_SECONDS", LONG_SECONDS)
        with ExitStack() as held:
            for reader in range(room.house.settings.limits.at_once):
                await its_turn(held.enter_context(room.answering.line.ticket(reader)))
            for reader in (-1, -2, -3):
                held.enter_context(room.answering.line.ticket(reader, room.guild.id))
            result = await room.ask()
            await room.env.advance_time(LONG_SECONDS + 1)
            assert words_shown(result.response) == "Busy: you are number 4 in line."
        await room.env.settle()
        assert SANK in words_shown(result.response)

    async def test_who_is_far_back_is_told_less_often(self, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
        its_turn = Ticket.turn

        async def turn(ticket: Ticket) -> None:
            await room.env.external_wait(its_turn(ticket), reason="others are before it")

        monkeypatch.setattr(Ticket, "turn", turn)
        monkeypatch.setattr("bot.answering.TELL_SECONDS", LONG_SECONDS)
        with ExitStack() as held:
            for reader in range(room.house.settings.limits.at_once):
                await its_turn(held.enter_context(room.answering.line.ticket(reader)))
            with ExitStack() as before:
                for reader in range(30):
                    before.enter_context(room.answering.line.ticket(100 + reader, room.guild.id))
                result = await room.ask()
                await room.env.advance_time(LONG_SECONDS + 1)
                assert words_shown(result.response) == "Busy: you are number 31 in line."
            await room.env.advance_time(2 * LONG_SECONDS)
            assert words_shown(result.response) == "Busy: you are number 31 in line."
            await room.env.advance_time(2 * LONG_SECONDS)
            assert words_shown(result.response) == "Busy: you are next in line."
        await room.env.settle()

    @pytest.mark.parametrize("step", Step)
    async def test_who_is_answered_is_told_what_is_done_of_how_much_and_when_the_bot_is_stopped(
        self, room: Room, monkeypatch: pytest.MonkeyPatch, step: Step
    ) -> None:
        async def consider(*given: Any, told: Told, **named: Any) -> Considered:
            del given, named
            told(step, 6)
            await room.env.external_wait(asyncio.Event().wait(), reason="a model that never ends")
            raise AssertionError("nobody sets it")

        monkeypatch.setattr(room.newsroom.desk, "consider", consider)
        monkeypatch.setattr("bot.answering.TELL_SECONDS", LONG_SECONDS)
        result = await room.ask()
        await room.env.advance_time(LONG_SECONDS + 1)
        assert words_shown(result.response) == room.words(f"working-{step}", count=6)
        await room.answering.stop()
        assert words_shown(result.response) == room.words("trouble-stopping")


async def spoil(room: Room) -> None:
    """Put what is no database in the place of the records."""
    await room.records.close()
    for path in room.house.root.glob("records.db*"):
        path.unlink()
    (room.house.root / "records.db").write_bytes(b"no database at all" * 500)


class TestBrokenRecords:
    async def test_the_answer_is_shown_without_buttons(self, room: Room) -> None:
        await spoil(room)
        answer = (await room.ask()).response
        assert SANK in words_shown(answer)
        assert "A storm in Harbourtown" in words_shown(answer)
        assert buttons_of(answer) == []

    @pytest.mark.parametrize("configured", [WITHOUT_THREADS])
    async def test_so_is_that_of_a_mention_and_of_a_question_that_leans_on_the_last(self, room: Room) -> None:
        first = (await room.ask()).response
        await spoil(room)
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert SANK in words_shown(room.channel.last_message)
        assert actions_of(room.channel.last_message) == set()
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> And when?", reply_to=first.message)
        assert "And when?" in words_shown(room.channel.last_message)
        assert "And why?" in words_shown((await room.ask("And why?")).response)

    @pytest.mark.parametrize(
        "action", [Action.SHOW, Action.HELPFUL, Action.UNHELPFUL, Action.REMOVE], ids=lambda action: str(action)
    )
    async def test_a_press_says_that_they_cannot_be_read_to_the_presser_alone(self, room: Room, action: Action) -> None:
        answer = (await room.ask()).response
        before = words_shown(answer)
        await spoil(room)
        result = await press(room.ada, answer, action)
        (shown,) = result.followups or [result.response]
        assert shown.ephemeral
        assert words_shown(shown) == room.words("trouble-records")
        assert words_shown(answer) == before

    async def test_privacy_says_so_too(self, room: Room) -> None:
        await spoil(room)
        result = await room.ada.slash(room.channel, "privacy")
        assert result.acknowledged
        assert result.response.ephemeral
        assert words_shown(result.response) == room.words("trouble-records")
        room.told(RecordsError)

    async def test_a_failed_delete_never_says_that_it_deleted(self, room: Room) -> None:
        await room.ask()
        kept = (await room.ada.slash(room.channel, "privacy")).response
        await spoil(room)
        result = await press(room.ada, kept, Action.FORGET)
        (shown,) = result.followups or [result.response]
        assert words_shown(shown) == room.words("trouble-records")

    async def test_the_bot_starts_all_the_same_and_answers(self, room: Room) -> None:
        await spoil(room)
        await room.restart()
        assert SANK in words_shown((await room.ask()).response)

    async def test_what_needs_no_records_works(self, room: Room) -> None:
        await spoil(room)
        assert "boats" in words_shown((await room.ada.slash(room.channel, "search", words="boats")).response)
        assert "2 articles" in words_shown((await room.ada.slash(room.channel, "sources")).response)


class TestDiscordRefuses:
    @pytest.mark.parametrize("status", [400, 403, 404, 500])
    async def test_the_edit_of_an_answer_and_the_next_question_is_answered(self, room: Room, status: int) -> None:
        room.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=status, times=None)
        await room.ask()
        room.env.backend.faults.clear()
        assert SANK in words_shown((await room.ask()).response)
        assert room.answering.line.serving == room.answering.line.waiting == 0

    @pytest.mark.parametrize("status", [403, 500])
    async def test_one_edit_only_and_the_asker_is_told_that_something_went_wrong(self, room: Room, status: int) -> None:
        room.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=status)
        assert words_shown((await room.ask()).response) == room.words("trouble-unexpected")

    @pytest.mark.parametrize("status", [403, 500])
    async def test_the_reply_to_a_mention_and_the_next_one_is_answered(self, room: Room, status: int) -> None:
        room.env.inject_error("POST", "/channels/*/messages", status=status, times=None)
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        room.env.backend.faults.clear()
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert SANK in words_shown(room.channel.threads[-1].last_message)
        assert room.answering.line.serving == room.answering.line.waiting == 0

    async def test_a_thread_and_the_answer_stands_in_the_channel(self, room: Room) -> None:
        room.env.inject_error("POST", "/channels/*/messages/*/threads", status=403)
        await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        assert room.channel.threads == []
        assert SANK in words_shown(room.channel.last_message)

    @pytest.mark.parametrize("status", [403, 500])
    async def test_the_acknowledgement_of_a_press_and_the_next_press_works(self, room: Room, status: int) -> None:
        answer = (await room.ask()).response
        room.env.inject_error("POST", "/interactions/*/callback", status=status, times=None)
        (helpful,) = [each for each in buttons_of(answer) if each["label"] == "Helpful"]
        await room.ben.click(answer, custom_id=helpful["custom_id"])
        room.env.backend.faults.clear()
        assert room.words("thanks-helpful") in words_shown((await press(room.ben, answer, Action.HELPFUL)).response)

    async def test_removing_an_answer_and_it_is_not_forgotten(self, room: Room) -> None:
        answer = (await room.ask()).response
        room.env.inject_error("DELETE", "*", status=403)
        result = await press(room.ada, answer, Action.REMOVE)
        (shown,) = result.followups
        assert shown.ephemeral
        assert words_shown(shown) == room.words("trouble-unexpected")
        assert await room.records.answer_at(answer.id) is not None

    @pytest.mark.parametrize("configured", [SHY])
    async def test_the_moderators_channel_and_the_asker_is_told_alone(self, room: Room) -> None:
        desk = room.guild.create_text_channel("moderators")
        room.house.configure(f"{SHY}[discord]\nmoderator_channel = {desk.id}\n")
        await room.restart()
        answer = (await room.ask()).response
        room.env.inject_error("POST", "/channels/*/messages", status=403)
        result = await press(room.ada, answer, Action.MODERATOR)
        assert result.response.ephemeral
        assert words_shown(result.response)
        assert desk.last_message is None
        assert "put before the moderators" not in words_shown(result.response)
