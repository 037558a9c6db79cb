"""Every command beside /ask, and the entry of a message's menu: what is shown, to whom, that it was acknowledged."""

from typing import Any

import pytest

from bot.commands import short
from bot.presses import Action
from bot.records.values import Holding
from corpus.article import Article
from tests.bot.discord_room.conftest import SANK, Room, words_shown
from tests.bot.discord_room.driving import (
    NEXT,
    PREVIOUS,
    actions_of,
    call,
    nothing_indexed,
    pages_from,
    press,
    publish,
)

CHECK = "Check against the story"
LIGHTHOUSES = tuple(
    Article(f"light{number}", f"Lighthouse {number}", f"Lighthouse number {number} burned on Monday.")
    for number in range(1, 11)
)


class TestSources:
    async def test_each_article_has_its_title_outlet_date_and_passages(self, room: Room) -> None:
        shown = words_shown(await call(room.ada, room, "sources"))
        assert "2 articles" in shown
        for title in ("A storm in Harbourtown", "Riverside votes"):
            assert f"{title} · The Gazette · 4 May 2026\n-# 1 passage" in shown

    async def test_more_than_a_page_of_them_is_turned_in_place_to_the_last_and_back(self, room: Room) -> None:
        await publish(room, LIGHTHOUSES)
        listed = await call(room.ada, room, "sources")
        first = words_shown(listed)
        pages = await pages_from(room.ada, listed, Action.SOURCES)
        assert len(pages) == 2
        for article in (
            *LIGHTHOUSES,
            Article("storm", "A storm in Harbourtown", ""),
            Article("e", "Riverside votes", ""),
        ):
            assert "".join(pages).count(f"{article.title} ·") == 1
        assert words_shown(listed) == pages[1]
        back = await press(room.ada, listed, Action.SOURCES, PREVIOUS)
        assert back.response.id == listed.id
        assert words_shown(listed) == first


class TestSearch:
    async def test_what_is_found_is_quoted_whole_with_its_source_and_the_words_in_bold(self, room: Room) -> None:
        shown = words_shown(await call(room.ada, room, "search", words="boats"))
        assert "1 passage with “boats”" in shown
        assert "Forty **boats** sank in the old harbour." in shown
        assert "A storm in Harbourtown · The Gazette · 4 May 2026" in shown

    async def test_what_is_not_found_is_said_in_the_words_that_were_sought_harmlessly(self, room: Room) -> None:
        shown = words_shown(await call(room.ada, room, "search", words="**zebra** <@1> @everyone"))
        assert shown.startswith("No passage has the words “\\*\\*zebra")
        assert "<@1>" not in shown
        assert "@everyone" not in shown

    @pytest.mark.parametrize("article", [short("storm"), "A storm in Harbourtown", "a STORM in harbourtown"])
    async def test_one_article_is_searched_by_its_digest_or_its_title_in_any_case(
        self, room: Room, article: str
    ) -> None:
        await publish(room, [Article("boats", "Boats", "New boats were built in Riverside.")])
        shown = words_shown(await call(room.ada, room, "search", words="boats", article=article))
        assert "1 passage with “boats”" in shown
        assert "A storm in Harbourtown" in shown
        assert "New **boats**" not in shown

    @pytest.mark.parametrize(
        "article", ["Nowhere", "**@everyone** <@1>", "long " * 1000], ids=["plain", "hostile", "long"]
    )
    async def test_an_article_that_is_not_there_is_said_not_to_be(self, room: Room, article: str) -> None:
        shown = words_shown(await call(room.ada, room, "search", words="boats", article=article))
        assert "There is no article “" in shown
        assert "Choose one from the list" in shown
        assert "<@1>" not in shown
        assert "@everyone" not in shown

    @pytest.mark.parametrize("article", [None, "The lights"])
    async def test_pages_are_turned_in_place_and_keep_to_what_was_sought(self, room: Room, article: str | None) -> None:
        paragraphs = "\n\n".join(f"In year {year} a lighthouse burned. " + "It was dark. " * 50 for year in range(1, 9))
        await publish(room, [*LIGHTHOUSES, Article("lights", "The lights", paragraphs)])
        options = {"article": article} if article else {}
        found = await call(room.ada, room, "search", words="lighthouse burned", **options)
        pages = await pages_from(room.ada, found, Action.SEARCH)
        assert len(pages) > 1
        shown = "\n".join(pages)
        for year in range(1, 9):
            assert shown.count(f"In year {year} a **lighthouse** **burned**") == 1
        for other in LIGHTHOUSES:
            assert shown.count(f"{other.title} ·") == (0 if article else 1)
        assert words_shown(found) == pages[-1]
        await press(room.ada, found, Action.SEARCH, PREVIOUS)
        assert words_shown(found) == pages[-2]

    async def test_as_the_title_is_typed_those_that_have_the_letters_are_offered_by_digest(self, room: Room) -> None:
        offered = await room.ada.autocomplete(room.channel, "search", "article", "STORM", words="boats")
        assert offered == [{"name": "A storm in Harbourtown", "value": short("storm")}]
        (choice,) = offered
        shown = words_shown(await call(room.ada, room, "search", words="boats", article=choice["value"]))
        assert "1 passage with “boats”" in shown

    async def test_of_forty_long_titles_25_are_offered_none_longer_than_discord_takes(self, room: Room) -> None:
        await publish(
            room,
            [Article(f"a{number}", f"{number} " + "very long " * 15, f"Text {number}.") for number in range(40)],
        )
        offered = await room.ada.autocomplete(room.channel, "search", "article", "very", words="text")
        assert len(offered) == 25
        assert len({choice["value"] for choice in offered}) == 25
        assert max(len(choice["name"]) for choice in offered) <= 100

    async def test_nothing_is_offered_when_no_title_has_the_letters_or_nothing_is_indexed(self, room: Room) -> None:
        assert await room.ada.autocomplete(room.channel, "search", "article", "zebra", words="boats") == []
        async with nothing_indexed(room):
            assert await room.ada.autocomplete(room.channel, "search", "article", "storm", words="boats") == []


class TestHelp:
    async def test_it_names_every_command_and_the_entry_of_the_menu(self, room: Room) -> None:
        shown = words_shown(await call(room.ada, room, "help"))
        for name in (*(f"/{name}" for name in room.ada.available_commands(room.channel) if name != "help"), CHECK):
            assert f"**{name}**" in shown

    async def test_it_speaks_the_readers_language(self, room: Room, speaking: Any) -> None:
        speaking("fr")
        assert "articles" in (shown := words_shown(await call(room.ada, room, "help")))
        assert CHECK not in shown


class TestPrivacy:
    async def test_who_has_nothing_is_told_so_and_offered_no_button(self, room: Room) -> None:
        await room.ask()
        kept = await call(room.ben, room, "privacy")
        assert "No answer to a question of yours." in words_shown(kept)
        assert actions_of(kept) == set()

    async def test_it_counts_what_is_kept_and_a_press_deletes_all_of_it_and_nothing_of_others(self, room: Room) -> None:
        answer = (await room.ask()).response
        await press(room.ada, answer, Action.HELPFUL)
        await room.ben.slash(room.channel, "ask", question="Who won the election in Riverside?")
        others = await room.records.held_of(room.ben.id)
        kept = await call(room.ada, room, "privacy")
        shown = words_shown(kept)
        for words in ("1 answer to a question of yours", "1 vote of yours", "Oldest:", "72 hours", "30 days"):
            assert words in shown
        forgotten = await press(room.ada, kept, Action.FORGET)
        assert forgotten.response.id == kept.id
        assert forgotten.response.ephemeral
        assert words_shown(kept) == room.words("privacy-forgotten")
        assert await room.records.held_of(room.ada.id) == Holding(0, 0, 0, None)
        assert await room.records.held_of(room.ben.id) == others


class TestCheck:
    async def checked(self, room: Room, text: str) -> Any:
        """Ada holds a message of Ben's against the story."""
        message = await room.ben.send(room.channel, text)
        result = await room.ada.context_menu(room.channel, CHECK, message)
        assert result.acknowledged
        assert result.response.ephemeral
        assert all(each.ephemeral for each in result.followups)
        assert room.channel.last_message.id == message.id
        return result

    async def test_what_the_corpus_says_is_supported_by_its_quotation(self, room: Room) -> None:
        shown = words_shown((await self.checked(room, SANK)).response)
        assert room.words("check-supported") in shown
        assert f"> {SANK}" in shown
        assert "A storm in Harbourtown · The Gazette · 4 May 2026" in shown
        assert room.words("check-contradicted") not in shown

    async def test_another_number_is_contradicted_and_both_numbers_are_shown(self, room: Room) -> None:
        shown = words_shown((await self.checked(room, "Fifty boats sank in the old harbour.")).response)
        assert room.words("check-contradicted") in shown
        assert f"> {SANK}" in shown
        (differs,) = [line for line in shown.splitlines() if "Fifty" in line and "Forty" in line]
        assert differs.startswith("The numbers differ")

    async def test_what_the_corpus_does_not_speak_of_is_said_without_a_quotation(self, room: Room) -> None:
        shown = words_shown((await self.checked(room, "The moon is made of old green cheese.")).response)
        assert room.words("check-not-spoken-of") in shown
        assert "\n> " not in shown

    async def test_each_sentence_has_its_own_verdict(self, room: Room) -> None:
        text = f"{SANK} Anna Smith lost the election in Riverside. The moon is made of old green cheese."
        shown = words_shown((await self.checked(room, text)).response)
        verdicts = [room.words(f"check-{each}") for each in ("supported", "contradicted", "not-spoken-of")]
        assert sorted(verdicts, key=shown.index) == verdicts

    @pytest.mark.parametrize("text", ["!!!", "🎉🎉", "a"])
    async def test_a_message_without_a_sentence_has_none_to_check(self, room: Room, text: str) -> None:
        shown = words_shown((await self.checked(room, text)).response)
        assert shown == "There is no sentence in this message to check."

    async def test_an_answer_of_the_bots_own_can_be_held_against_the_story_too(self, room: Room) -> None:
        answer = (await room.ask()).response
        result = await room.ada.context_menu(room.channel, CHECK, answer)
        assert result.acknowledged
        assert result.response.ephemeral
        assert words_shown(result.response)

    async def test_names_and_marks_in_a_message_are_shown_and_do_nothing(self, room: Room) -> None:
        text = f"<@{room.ada.id}> @everyone **Fifty** ||boats|| sank in the [old harbour](https://example.org)."
        shown = words_shown((await self.checked(room, text)).response)
        assert "Fifty" in shown
        for mark in (f"<@{room.ada.id}>", "@everyone", "**Fifty**", "||", "](https://example.org)"):
            assert mark not in shown

    async def test_a_long_message_is_told_in_several_messages_and_no_sentence_or_quotation_is_lost(
        self, room: Room
    ) -> None:
        await publish(room, LIGHTHOUSES)
        said = [article.text for article in LIGHTHOUSES]
        result = await self.checked(room, " ".join(said))
        assert len(result.followups) >= 2
        shown = "\n".join(words_shown(each) for each in (result.response, *result.followups))
        assert [shown.count(f"\n{sentence}\n") for sentence in said] == [1] * len(said)
        for article in LIGHTHOUSES:
            assert f"> {article.text}" in shown
            assert f"{article.title} ·" in shown
        assert f"[[{NEXT}]]" not in shown

    async def test_sentences_that_are_too_many_are_counted_and_the_first_ones_read(self, room: Room) -> None:
        sentences = [f"Ship {number} left the harbour of Riverside on a quiet day." for number in range(1, 31)]
        result = await self.checked(room, " ".join(sentences))
        shown = "\n".join(words_shown(each) for each in (result.response, *result.followups))
        read = [sentence for sentence in sentences if f"\n{sentence}\n" in shown]
        assert 0 < len(read) < len(sentences)
        assert sentences[: len(read)] == read
        assert room.words("check-rest", claims=len(sentences) - len(read)) in shown

    async def test_it_speaks_the_readers_language_by_the_name_that_the_menu_has_in_english(
        self, room: Room, speaking: Any
    ) -> None:
        speaking("es-419")
        shown = words_shown((await self.checked(room, SANK)).response)
        assert SANK in shown
        assert room.words("check-supported") not in shown
