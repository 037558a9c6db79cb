"""An answer that a language model wrote: said to be, its translations marked and never without the checked sentence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from bot.escaping import escaped, isolated, on_one_line
from bot.explaining import explanation_object
from bot.page import Beside, Rule, Text
from bot.presses import Action
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages, request_page, shared_page
from bot.words.catalogue import LANGUAGES, words_in
from retrieval.answer import Answer, Claim, Fallback, Reply, WrittenBy
from retrieval.fates import Fate, Loss
from tests.explanations import EXPLANATION
from tests.page_laws import actions_of, check, check_said
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN, replies

ENGLISH = words_in("en")
SANK = Claim("Forty boats sank during the storm.", (1,))
UNHURT = Claim("The port said that nobody was hurt.", (2,))
WRITTEN = replace(ANSWER, claims=(SANK, UNHURT), citations=(CITATION, SPOKEN), written_by=WrittenBy.MODEL)
VIERZIG, NIEMAND = "Vierzig Boote sanken im Sturm.", "Der Hafen sagte, niemand sei verletzt."
TRANSLATED = replace(
    WRITTEN, claims=(replace(SANK, translation=VIERZIG), replace(UNHURT, translation=NIEMAND))
)  # fmt: skip
LABEL = ENGLISH("translation-of", sentence="")


def kept(reply: Reply, *, private: bool = False, guild_id: int | None = 2, explained: bool = False) -> KeptAnswer:
    explanation = explanation_object(EXPLANATION) if explained else None
    return KeptAnswer(
        "k3m9x2p7qw1z", 1, guild_id, 3, None, private, "en", reply.question, reply, datetime(2026, 5, 5, tzinfo=UTC),
        explanation=explanation,
    )  # fmt: skip


def texts(reply: Reply, became: Mapping[int, Fate] | None = None, language: str = "en") -> list[str]:
    pages = answer_pages(kept(reply), words_in(language), became or {})
    return [part.markdown for page in pages for part in page.parts if isinstance(part, Text | Beside)]


def test_the_sentences_stand_together_with_their_marks_and_below_them_all_sources() -> None:
    page = answer_pages(kept(WRITTEN), ENGLISH)[0]
    assert page.parts[:5] == (
        Text("### How many boats sank?"),
        Text("-# Written by a language model. Each sentence was checked against the quotations below."),
        Text(rf"{SANK.text} \[1\]"),
        Text(rf"{UNHURT.text} \[2\]"),
        Rule(),
    )
    sources = [part for part in page.parts[5:] if isinstance(part, Text | Beside)]
    assert sources[0] == Text(rf"> {CITATION.quote} \[1\]")
    assert isinstance(sources[1], Beside)
    assert sources[2].markdown.startswith("> A spokesperson for the port said: …")
    assert isinstance(sources[3], Beside)


def test_nothing_is_repeated_where_a_model_only_chose_quotations_and_still_it_is_said_to_have() -> None:
    chosen = replace(ANSWER, written_by=WrittenBy.MODEL)
    said = texts(chosen)
    assert said[1] == f"-# {ENGLISH('written-by-model')}"
    assert "\n".join(said).count(CITATION.quote) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_read_first_and_right_below_it_the_sentence_that_was_checked(language: str) -> None:
    said, words = texts(TRANSLATED, language=language), words_in(language)
    assert said[1] == f"-# {words('written-and-translated')}"
    assert said[2] == f"{VIERZIG} \\[1\\]\n-# {words('translation-of', sentence=SANK.text)}"
    assert said[3] == f"{NIEMAND} \\[2\\]\n-# {words('translation-of', sentence=UNHURT.text)}"


@pytest.mark.parametrize("hostile", ["@everyone <@1>", "# [x](https://evil.example)", "||a|| `b` **c** discord.gg/x"])
def test_a_translation_does_nothing_in_discord(hostile: str) -> None:
    pages = answer_pages(kept(replace(WRITTEN, claims=(Claim(hostile, (1,), f"{hostile} \u202e"),))), ENGLISH)
    check_said(pages)
    assert "@everyone" not in pages[0].text
    assert "\u202e" not in pages[0].text


def test_a_translation_that_is_too_long_to_stand_with_its_sentence_is_left_out_and_the_sentence_is_not() -> None:
    for long in (replace(SANK, translation="Wort " * 600), replace(SANK, text="word " * 600, translation=VIERZIG)):
        said = "\n".join(texts(replace(WRITTEN, claims=(long,))))
        assert "Wort" not in said
        assert VIERZIG not in said
        assert long.text.split()[0] in said


@given(replies())
def test_any_translation_is_shown_in_one_piece_with_its_own_sentence_and_nowhere_else(reply: Reply) -> None:
    pages = answer_pages(kept(reply), ENGLISH)
    parts = [part.markdown for page in pages for part in page.parts if isinstance(part, Text)]
    pieces = [part for part in parts if LABEL in part]
    claims = reply.claims if isinstance(reply, Answer) else ()
    translated = [each for each in claims if on_one_line(each.translation or "") and on_one_line(each.text)]
    assert len(pieces) == len(translated)
    for claim in translated:
        translation, sentence = (escaped(on_one_line(each or "")) for each in (claim.translation, claim.text))
        label = f"\n-# {ENGLISH('translation-of', sentence=isolated(sentence))}"
        assert any(each.startswith(f"{translation} \\[") and each.endswith(label) for each in pieces)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fallback", Fallback)
def test_why_no_language_model_wrote_is_told_to_the_reader_in_one_line(fallback: Fallback, language: str) -> None:
    words = words_in(language)
    reason = words(f"fallback-{fallback.value.replace('_', '-')}")
    told = texts(replace(ANSWER, fallback=fallback), language=language)
    assert told[1] == f"-# {words('fallback-answered', reason=reason)}"
    declined = texts(replace(NO_ANSWER, fallback=fallback), language=language)
    assert declined[1].endswith(f"\n-# {words('fallback-declined', reason=reason)}")


def test_nothing_is_said_of_a_language_model_where_none_was_to_write() -> None:
    for reply in (ANSWER, NO_ANSWER, replace(NO_ANSWER, written_by=WrittenBy.MODEL)):
        assert "language model" not in "\n".join(texts(reply))


class TestWhatBecameOfASource:
    def test_a_sentence_goes_with_its_translation_when_an_article_that_it_cites_is_gone(self) -> None:
        both = Claim("Forty boats sank and nobody was hurt.", (1, 2), "Vierzig sanken, niemand wurde verletzt.")
        answer = replace(TRANSLATED, claims=(*TRANSLATED.claims, both))
        said = "\n".join(texts(answer, {1: Fate(CITATION, Loss.REMOVED), 2: Fate(SPOKEN)}))
        for gone in (SANK.text, VIERZIG, both.text, str(both.translation), CITATION.quote):
            assert gone not in said
        assert NIEMAND in said
        assert UNHURT.text in said

    def test_nothing_is_called_written_and_checked_when_no_sentence_is_left(self) -> None:
        became = {1: Fate(CITATION, Loss.REMOVED), 2: Fate(SPOKEN, Loss.REMOVED)}
        assert "language model" not in "\n".join(texts(TRANSLATED, became))

    @pytest.mark.parametrize(
        "fate", [Fate(CITATION, Loss.CHANGED), Fate(replace(CITATION, status="retracted"), None, True)]
    )
    def test_a_sentence_whose_source_is_in_question_is_marked_where_it_is_read(self, fate: Fate) -> None:
        said = texts(WRITTEN, {1: fate, 2: Fate(SPOKEN)})
        assert rf"{SANK.text} \[1\] ⚠" in said
        assert rf"{UNHURT.text} \[2\]" in said

    def test_a_source_that_was_in_question_when_it_was_cited_is_marked_too(self) -> None:
        told = replace(WRITTEN, citations=(replace(CITATION, status="corrected"), SPOKEN))
        assert rf"{SANK.text} \[1\] ⚠" in texts(told)


class TestExplain:
    @pytest.mark.parametrize("reply", [ANSWER, NO_ANSWER])
    def test_the_button_stands_last_in_the_row_of_a_servers_answer(self, reply: Reply) -> None:
        page = answer_pages(kept(reply, explained=True), ENGLISH)[0]
        assert actions_of(page)[-1] is Action.EXPLAIN
        check(page)

    @pytest.mark.parametrize(
        ("private", "guild_id", "explained"), [(True, 2, True), (False, None, True), (False, 2, False)]
    )
    def test_there_is_none_where_no_moderator_may_see_it_or_nothing_is_kept(
        self, private: bool, guild_id: int | None, explained: bool
    ) -> None:
        told = kept(NO_ANSWER, private=private, guild_id=guild_id, explained=explained)
        for page in (answer_pages(told, ENGLISH)[0], request_page(told, ENGLISH, "<@42>")):
            assert Action.EXPLAIN not in actions_of(page)

    def test_it_stands_below_a_question_that_is_put_before_moderators(self) -> None:
        page = request_page(kept(NO_ANSWER, explained=True), ENGLISH, "<@42>")
        assert set(actions_of(page)) == {Action.SHOW, Action.EXPLAIN}


@given(replies())
def test_any_reply_keeps_the_limits_with_every_button_there_can_be(reply: Reply) -> None:
    told = kept(reply, explained=True)
    for page in (
        *answer_pages(told, ENGLISH),
        request_page(told, ENGLISH, "<@42>"),
        shared_page(told, ENGLISH, "<@42>"),
    ):
        check(page)
