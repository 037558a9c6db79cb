"""Answers longer than a message: every page can be reached, and no quotation, title or button of one is lost."""

from bisect import bisect_left
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.presses import Action
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages
from corpus.article import Article
from retrieval.answer import Answer, Citation, Claim, NoAnswer, Reason, Reply
from tests.bot.discord_room.conftest import Room, words_shown
from tests.bot.discord_room.driving import (
    NEXT,
    PREVIOUS,
    actions_of,
    answer_of,
    pages_from,
    press,
    publish,
    reply_with,
)

QUESTION = "How long is the answer?"


def sentence(number: int) -> str:
    return f"Report {number} tells how the harbour wall was mended by night."


def of_length(characters: int) -> str:
    """Running text of exactly so many characters, its last word a long one."""
    words = " ".join(sentence(number) for number in range(1, characters // 50))
    return f"{words[: characters - 9].rsplit(' ', 1)[0]} ".ljust(characters - 1, "z") + "."


def letters(pages: list[str]) -> str:
    """The words of all pages in one line, without the marks of a block quote and of what goes on."""
    lines = [line.removeprefix("> ") for page in pages for line in page.splitlines() if line != "…"]
    return " ".join(" ".join(lines).split())


@pytest.fixture
def replying(room: Room, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the desk give this reply to every question."""

    def give(reply: Reply) -> None:
        reply_with(room, monkeypatch, reply)

    return give


async def with_forty_sources(room: Room) -> Answer:
    articles = [Article(f"a{number}", f"Title {number} of forty", sentence(number)) for number in range(1, 41)]
    await publish(room, articles)
    return answer_of(room, [(article.id, article.text) for article in articles])


async def with_one_quotation(room: Room, characters: int) -> Answer:
    quote = of_length(characters)
    assert len(quote) == characters
    await publish(room, [Article("long", "A long report", f"{quote}\n\nThe end.")])
    return answer_of(room, [("long", quote)])


class TestTwoThousandAndOneCharacters:
    async def test_one_quotation_of_them_is_shown_whole_with_its_source(self, room: Room, replying: Any) -> None:
        answer = await with_one_quotation(room, 2001)
        replying(answer)
        shown = (await room.ask(QUESTION)).response
        pages = await pages_from(room.ada, shown, Action.PAGE)
        assert answer.citations[0].quote in letters(pages)
        assert "A long report · The Gazette" in letters(pages)

    async def test_several_quotations_of_them_are_shown_whole_with_their_sources(
        self, room: Room, replying: Any
    ) -> None:
        rest = of_length(2001 - 20 * (len(sentence(10)) + 1))
        articles = [Article(f"a{at}", f"Title {at}", sentence(at)) for at in range(10, 30)]
        await publish(room, [*articles, Article("rest", "The rest", rest)])
        answer = answer_of(room, [*((each.id, each.text) for each in articles), ("rest", rest)])
        assert len(answer.text) == 2001
        replying(answer)
        pages = await pages_from(room.ada, (await room.ask(QUESTION)).response, Action.PAGE)
        for citation in answer.citations:
            assert citation.quote in letters(pages)
            assert f"{citation.title} ·" in letters(pages)

    async def test_a_quotation_longer_than_any_message_runs_over_the_pages_without_a_gap(
        self, room: Room, replying: Any
    ) -> None:
        answer = await with_one_quotation(room, 9000)
        replying(answer)
        pages = await pages_from(room.ada, (await room.ask(QUESTION)).response, Action.PAGE)
        assert len(pages) >= 3
        body = [
            "\n".join(line for line in page.splitlines() if line.startswith("> ")).replace(r" \[1\]", "")
            for page in pages
        ]
        assert letters(body) == answer.citations[0].quote


class TestFortySources:
    async def test_each_is_on_some_page_once_with_its_quotation_title_and_button(
        self, room: Room, replying: Any
    ) -> None:
        answer = await with_forty_sources(room)
        replying(answer)
        first = (await room.ask(QUESTION)).response
        pages = await pages_from(room.ada, first, Action.PAGE)
        assert len(pages) >= 10
        everything = "\n".join(pages)
        for citation in answer.citations:
            number = citation.number
            assert everything.count(f"> {citation.quote} \\[{number}\\]\n") == 1
            assert everything.count(f"[{number}] {citation.title} · The Gazette · 4 May 2026\n") == 1
            assert everything.count(f"[[Show passage {number}]]") == 1

    async def test_in_a_channel_everybody_sees_the_first_page_and_the_presser_alone_turns_a_copy(
        self, room: Room, replying: Any
    ) -> None:
        replying(await with_forty_sources(room))
        first = (await room.ask(QUESTION)).response
        public = words_shown(first)
        assert not first.ephemeral
        second = (await press(room.ben, first, Action.PAGE)).response
        assert second.ephemeral
        assert second.id != first.id
        assert "Page 2 of" in words_shown(second)
        third = (await press(room.ben, second, Action.PAGE, NEXT)).response
        assert third.id == second.id
        assert "Page 3 of" in words_shown(second)
        await press(room.ben, second, Action.PAGE, PREVIOUS)
        assert "Page 2 of" in words_shown(second)
        assert words_shown(first) == public

    async def test_the_copy_can_be_voted_on_and_read_but_not_removed(self, room: Room, replying: Any) -> None:
        replying(await with_forty_sources(room))
        first = (await room.ask(QUESTION)).response
        copy = (await press(room.ada, first, Action.PAGE)).response
        assert Action.REMOVE in actions_of(first)
        assert Action.REMOVE not in actions_of(copy)
        passage = (await press(room.ada, copy, Action.SHOW, "Show passage 5")).response
        assert passage.ephemeral
        assert f"> **{sentence(5)}**" in words_shown(passage)
        thanked = (await press(room.ada, copy, Action.HELPFUL)).response
        assert room.words("thanks-helpful") in words_shown(thanked)

    async def test_in_a_direct_message_and_in_a_private_answer_it_is_turned_in_place(
        self, room: Room, replying: Any
    ) -> None:
        answer = await with_forty_sources(room)
        replying(answer)
        dora = room.env.create_user("dora")
        direct = (await dora.slash("ask", question=QUESTION)).response
        private = (await room.ask(QUESTION, private=True)).response
        for reader, shown in ((dora, direct), (room.ada, private)):
            turned = (await press(reader, shown, Action.PAGE)).response
            assert turned.id == shown.id
            pages = await pages_from(reader, shown, Action.PAGE)
            assert f"Page {len(pages) + 1} of {len(pages) + 1}" in words_shown(shown)
            assert sentence(40) in words_shown(shown)

    async def test_what_a_mention_is_answered_by_is_paged_like_any_other(self, room: Room, replying: Any) -> None:
        replying(await with_forty_sources(room))
        dora = room.env.create_user("dora")
        await dora.send_dm(QUESTION)
        shown = dora.dm_channel.last_message
        turned = (await press(dora, shown, Action.PAGE)).response
        assert turned.id == shown.id
        assert "Page 2 of" in words_shown(dora.dm_channel.last_message)

    async def test_a_refusal_with_forty_passages_nearby_is_paged_too_and_offered_as_no_answer(
        self, room: Room, replying: Any
    ) -> None:
        answer = await with_forty_sources(room)
        replying(NoAnswer(QUESTION, Reason.NOT_IN_SOURCES, 0.1, answer.citations, answer.edition))
        pages = await pages_from(room.ada, (await room.ask(QUESTION)).response, Action.PAGE)
        assert room.words("nearest") in pages[0]
        for citation in answer.citations:
            assert citation.quote in letters(pages)
            assert f"{citation.title} ·" in letters(pages)

    async def test_a_shared_answer_shows_every_page_to_everybody(self, room: Room, replying: Any) -> None:
        answer = await with_forty_sources(room)
        replying(answer)
        private = (await room.ask(QUESTION, private=True)).response
        await press(room.ada, private, Action.SHARE)
        shared = room.channel.last_message
        pages = await pages_from(room.ben, shared, Action.PAGE)
        for citation in answer.citations:
            assert citation.quote in letters(pages)


class TestPagesThatAreFull:
    """Quotations so long that three of them fill a page to the brim."""

    async def brimful(self, room: Room) -> Answer:
        def reply(characters: int, quotations: int) -> Answer:
            citations = tuple(
                Citation(number, f"a{number}", f"Title {number}", "The Gazette", date(2026, 5, 4), None, 0, characters,
                         f"{number} {of_length(characters - 2)}")
                for number in range(1, quotations + 1)
            )  # fmt: skip
            claims = tuple(Claim(each.quote, (each.number,)) for each in citations)
            return Answer(QUESTION, claims, citations, 0.9, room.newsroom.desk.edition)

        def pages(characters: int) -> int:
            kept = KeptAnswer("x" * 12, 1, 1, 1, None, True, "en", QUESTION, reply(characters, 3), datetime.now(UTC))
            return len(answer_pages(kept, room.words))

        most = bisect_left(range(900, 1150), True, key=lambda characters: pages(characters) > 1) + 899
        assert pages(most) == 1
        await publish(room, [Article(each.article_id, each.title, each.quote) for each in reply(most, 4).citations])
        return reply(most, 4)

    async def test_nothing_is_lost_between_the_pages_of_a_shared_answer(self, room: Room, replying: Any) -> None:
        answer = await self.brimful(room)
        replying(answer)
        private = (await room.ask(QUESTION, private=True)).response
        await press(room.ada, private, Action.SHARE)
        pages = await pages_from(room.ben, room.channel.last_message, Action.PAGE)
        for citation in answer.citations:
            assert citation.quote in letters(pages)

    @pytest.mark.parametrize("language", ["de", "es-ES", "fr", "zh-CN"])
    async def test_nothing_is_lost_when_a_reader_of_another_language_turns_the_page(
        self, room: Room, replying: Any, speaking: Any, language: str
    ) -> None:
        answer = await self.brimful(room)
        replying(answer)
        speaking(language)
        shown = (await room.ask(QUESTION)).response
        first = words_shown(shown)
        speaking("en-GB")
        copy = (await press(room.ben, shown, Action.PAGE)).response
        assert copy.ephemeral
        pages = [first, words_shown(copy)]
        for citation in answer.citations:
            assert citation.quote in letters(pages)
