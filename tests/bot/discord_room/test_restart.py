"""A button works as well when the bot was restarted after it was shown: nothing of it was in memory."""

import pytest

from bot.presses import Action
from bot.records.values import Holding
from corpus.article import Article
from tests.bot.discord_room.conftest import SANK, Room, words_shown
from tests.bot.discord_room.driving import NEXT, PREVIOUS, answer_of, call, press, publish, reply_with

HALF_SURE = "[answering]\nminimum_confidence = 0.4\n[limits]\ncooldown_seconds = 0.0\n"
LONG = " ".join(f"Report {number} tells how the harbour wall was mended by night." for number in range(1, 130))


class TestAnswers:
    async def test_helpful_is_counted(self, room: Room) -> None:
        answer = (await room.ask()).response
        await room.restart()
        thanked = (await press(room.ben, answer, Action.HELPFUL)).response
        assert thanked.ephemeral
        assert room.words("thanks-helpful") in words_shown(thanked)
        assert (await room.records.held_of(room.ben.id)).feedback == 1

    async def test_the_asker_removes_it_and_nobody_else_does(self, room: Room) -> None:
        answer = (await room.ask()).response
        await room.restart()
        refused = (await press(room.ben, answer, Action.REMOVE)).response
        assert refused.ephemeral
        assert words_shown(refused) == room.words("not-yours")
        assert SANK in words_shown(room.channel.last_message)
        await press(room.ada, answer, Action.REMOVE)
        assert room.channel.last_message is None
        assert await room.records.answer_at(answer.id) is None

    async def test_another_page_of_it_is_shown_to_the_presser_alone(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        articles = [Article(f"a{number}", f"Title {number}", f"Report {number} is here.") for number in range(1, 7)]
        await publish(room, articles)
        reply_with(room, monkeypatch, answer_of(room, [(article.id, article.text) for article in articles]))
        answer = (await room.ask()).response
        await room.restart()
        copy = (await press(room.ben, answer, Action.PAGE, NEXT)).response
        assert copy.ephemeral
        assert "Report 6 is here." in words_shown(copy)
        await room.restart()
        turned = (await press(room.ben, copy, Action.PAGE, PREVIOUS)).response
        assert turned.id == copy.id
        assert "Report 1 is here." in words_shown(turned)

    async def test_its_article_is_read_on(self, room: Room) -> None:
        await publish(room, [Article("storm", "A storm in Harbourtown", f"{SANK}\n\n{LONG}")])
        answer = (await room.ask()).response
        passage = (await press(room.ada, answer, Action.SHOW, "Show passage 1")).response
        await room.restart()
        turned = (await press(room.ada, passage, Action.READ, NEXT)).response
        assert turned.id == passage.id
        assert turned.ephemeral
        assert "Page 2 of" in words_shown(turned)
        assert SANK not in words_shown(turned)

    @pytest.mark.parametrize("configured", [HALF_SURE])
    async def test_a_question_that_can_be_answered_is_asked_and_answered(self, room: Room) -> None:
        declined = (await room.ask("zzz")).response
        kept = await room.records.answer_at(declined.id)
        assert kept is not None
        assert kept.suggested
        await room.restart()
        question = room.words("suggested-about", name=kept.suggested[0])
        answered = (await press(room.ben, declined, Action.TRY, question)).response
        assert question in words_shown(answered)
        assert "Show passage 1" in words_shown(answered)
        assert kept.suggested[0] in words_shown(answered).split(question, 1)[1]
        assert (await room.records.held_of(room.ben.id)).answers == 1


class TestLists:
    async def test_sources_are_turned(self, room: Room) -> None:
        await publish(room, [Article(f"a{number}", f"Title {number}", f"Text {number}.") for number in range(9)])
        listed = await call(room.ada, room, "sources")
        first = words_shown(listed)
        await room.restart()
        turned = (await press(room.ada, listed, Action.SOURCES, NEXT)).response
        assert turned.id == listed.id
        assert "Page 2 of 2" in words_shown(turned)
        assert words_shown(turned) != first

    async def test_what_a_search_found_is_turned(self, room: Room) -> None:
        await publish(
            room, [Article(f"a{number}", f"Title {number}", f"Lighthouse {number} burned.") for number in range(6)]
        )
        found = await call(room.ada, room, "search", words="lighthouse: burned")
        await room.restart()
        turned = (await press(room.ada, found, Action.SEARCH, NEXT)).response
        assert turned.id == found.id
        assert "Page 2 of 2" in words_shown(turned)

    async def test_what_is_kept_is_deleted(self, room: Room) -> None:
        await room.ask()
        kept = await call(room.ada, room, "privacy")
        await room.restart()
        forgotten = (await press(room.ada, kept, Action.FORGET)).response
        assert words_shown(forgotten) == room.words("privacy-forgotten")
        assert await room.records.held_of(room.ada.id) == Holding(0, 0, 0, None)


async def test_the_commands_are_told_to_discord_once_and_not_again_at_a_restart(room: Room) -> None:
    def synced() -> int:
        return sum(each.method == "PUT" and each.path.endswith("/commands") for each in room.env.http_requests)

    assert synced() == 1
    await room.restart()
    assert synced() == 1
