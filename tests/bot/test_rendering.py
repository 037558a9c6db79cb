"""What a reader is shown keeps every limit, loses no word, and says where each quotation stands."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import visible
from bot.page import Beside, Button, Rule, Text
from bot.presses import Action, press_of
from bot.records.values import Holding, KeptAnswer
from bot.rendering import limits
from bot.rendering.answers import answer_pages, request_page, shared_page
from bot.rendering.checks import check_pages
from bot.rendering.lists import help_page, privacy_page, search_pages, sources_pages
from bot.rendering.notices import notice, without_buttons
from bot.rendering.paging import Running, Whole, cut, set_on_pages
from bot.rendering.passages import passage_pages
from bot.settings import RecordSettings
from bot.words.catalogue import LANGUAGES, words_in
from corpus.article import Article
from retrieval.answer import Answer, Citation, Claim, Reason, Reply
from retrieval.comparing import Difference, DifferenceKind, Examination, Judged, Verdict
from retrieval.conversing import Context
from retrieval.sources import Source
from tests.newsprint import STORM
from tests.page_laws import actions_of, buttons_of, check, check_said, letters, quoted, shown
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN, WORDS, citations, replies

ENGLISH = words_in("en")
MENTION = "<@42>"


def kept(
    reply: Reply = ANSWER, private: bool = False, carried: Context | None = None, suggested: tuple[str, ...] = ()
) -> KeptAnswer:
    return KeptAnswer(
        "k3m9x2p7qw1z", 1, 2, 3, None, private, "en", reply.question, reply, datetime(2026, 5, 5, tzinfo=UTC), carried,
        suggested,
    )  # fmt: skip


LONG = " ".join(f"word{number}" for number in range(1200))
HEBREW = "הפרלמנט סגר את החשבון"


@given(replies(), st.booleans(), st.lists(WORDS, max_size=7))
def test_any_reply_keeps_the_limits_and_does_nothing_but_what_we_mean(
    reply: Reply, private: bool, suggested: list[str]
) -> None:
    pages = answer_pages(kept(reply, private, suggested=tuple(suggested)), ENGLISH)
    for page in (*pages, request_page(kept(reply), ENGLISH, MENTION), shared_page(kept(reply), ENGLISH, MENTION)):
        check(page)
    check_said(pages)


@given(replies())
def test_every_quotation_and_every_source_of_a_reply_is_on_its_pages(reply: Reply) -> None:
    pages = answer_pages(kept(reply), ENGLISH)
    said = letters(shown(pages))
    cited = reply.citations if isinstance(reply, Answer) else reply.nearest
    for citation in cited:
        assert letters(visible(citation.quote)) in said
    shows = [press_of(button.press) for page in pages for button in buttons_of(page)]
    numbers = [press.argument for press in shows if press and press.action is Action.SHOW]
    assert sorted(numbers) == [str(citation.number) for citation in cited]


def test_a_quotation_stands_directly_above_its_source_and_button() -> None:
    page = answer_pages(kept(), ENGLISH)[0]
    assert page.parts[:3] == (
        Text("### How many boats sank?"),
        Text(r"> Forty boats sank in the old harbour. \[1\]"),
        Beside(
            "[1] [A storm in Harbourtown](<https://gazette.example/storm#:~:text=Forty%20boats%20sank%20in%20the%20old%20harbour.>)"
            " · The Gazette · 4 May 2026",
            Button("Show passage 1", "newsdesk:show:k3m9x2p7qw1z:1"),
        ),
    )


def test_a_claim_in_other_words_than_its_quotation_stands_as_text_above_all_sources() -> None:
    answer = replace(ANSWER, claims=(Claim("40 boats sank.", (1, 2)),), citations=(CITATION, SPOKEN))
    texts = [part.markdown for part in answer_pages(kept(answer), ENGLISH)[0].parts if isinstance(part, Text | Beside)]
    assert texts[1] == r"40 boats sank. \[1\] \[2\]"
    assert texts[2] == rf"> {CITATION.quote} \[1\]"
    assert texts[4] == r"> A spokesperson for the port said: … Nobody was hurt in the night.” \[2\]"


def test_a_source_that_two_claims_quote_is_named_once() -> None:
    answer = replace(ANSWER, claims=ANSWER.claims * 2)
    pages = answer_pages(kept(answer), ENGLISH)
    check(pages[0])
    assert shown(pages).count(CITATION.quote) == 2


def test_an_article_without_title_date_or_address_is_called_by_its_id() -> None:
    bare = replace(CITATION, title=" ", source=None, published=None, url=None)
    assert "[1] storm · undated" in answer_pages(kept(replace(ANSWER, citations=(bare,))), ENGLISH)[0].text


def test_a_title_that_cannot_be_a_link_has_one_at_its_side() -> None:
    odd = replace(CITATION, title="*Storm* _now_")
    line = answer_pages(kept(replace(ANSWER, citations=(odd,))), ENGLISH)[0].text
    assert r"[1] \*Storm\* \_now\_ · The Gazette · 4 May 2026 · [Open the article](<https://gazette.example/" in line


def test_words_from_right_to_left_keep_to_themselves() -> None:
    turned = replace(CITATION, title=HEBREW, source=None, url=None)
    assert (
        f"[1] \u2068{HEBREW}\u2069 · 4 May 2026"
        in answer_pages(kept(replace(ANSWER, citations=(turned,))), ENGLISH)[0].text
    )


@pytest.mark.parametrize(
    ("reply", "private", "actions"),
    [
        (ANSWER, False, [Action.HELPFUL, Action.UNHELPFUL, Action.REMOVE]),
        (ANSWER, True, [Action.HELPFUL, Action.UNHELPFUL, Action.SHARE]),
        (NO_ANSWER, False, [Action.HELPFUL, Action.UNHELPFUL, Action.MODERATOR, Action.REMOVE]),
        (NO_ANSWER, True, [Action.HELPFUL, Action.UNHELPFUL, Action.SHARE, Action.MODERATOR]),
    ],
)
def test_an_answer_offers_what_can_be_done_with_it(reply: Reply, private: bool, actions: list[Action]) -> None:
    offered = actions_of(answer_pages(kept(reply, private), ENGLISH)[0])
    assert [action for action in offered if action is not Action.SHOW] == actions


def test_what_a_follow_up_is_read_with_is_said() -> None:
    page = answer_pages(kept(carried=Context("Who *owns* it?", ())), ENGLISH)[0]
    assert page.text.startswith("### How many boats sank?\n-# Read as a follow-up to: Who \\*owns\\* it?")


def test_a_deleted_question_is_not_shown() -> None:
    forgotten = replace(kept(replace(ANSWER, question=""), carried=Context("Who?", ())), question=None)
    assert answer_pages(forgotten, ENGLISH)[0].text.startswith("> Forty")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_declining_says_why_and_offers_what_is_near_and_what_can_be_asked(language: str, reason: Reason) -> None:
    said = words_in(language)
    reply = replace(NO_ANSWER, reason=reason)
    page = answer_pages(kept(reply, suggested=("Anna Smith", "Riverside" * 20)), said)[0]
    check(page)
    for line in (said(f"declined-{reason.replace('_', '-')}"), said("nearest"), said("can-answer"), CITATION.quote):
        assert line in page.text
    tries = [button for button in buttons_of(page) if "try" in button.press]
    assert [button.press for button in tries] == ["newsdesk:try:k3m9x2p7qw1z:0", "newsdesk:try:k3m9x2p7qw1z:1"]
    assert tries[0].label == said("suggested-about", name="Anna Smith")
    assert tries[1].label.endswith("…")


@pytest.mark.parametrize("length", [2001, 10_000])
def test_a_long_answer_loses_no_word(length: int) -> None:
    quote = (LONG * 2)[:length].strip()
    citation = replace(CITATION, quote=quote, end=CITATION.start + len(quote))
    pages = answer_pages(kept(replace(ANSWER, claims=(Claim(quote, (1,)),), citations=(citation,))), ENGLISH)
    for page in pages:
        check(page)
    assert quoted(pages) == quote
    assert (len(pages) == 1) == (length == 2001)


def test_a_quotation_that_goes_on_says_so_outside_of_itself() -> None:
    citation = replace(CITATION, quote=LONG)
    pages = answer_pages(kept(replace(ANSWER, claims=(Claim(LONG, (1,)),), citations=(citation,))), ENGLISH)
    for page, after in pairwise(pages):
        assert Text("…") in page.parts
        assert after.parts[0] == Text("…")
    assert "Page 2 of" in pages[1].text
    turns = [button.press.rpartition(":")[2] for button in buttons_of(pages[1]) if ":page:" in button.press]
    assert turns == ["0", "2"]


def test_forty_sources_are_all_named_a_few_on_each_page() -> None:
    cited = tuple(replace(CITATION, number=number, title=f"Title {number}.") for number in range(1, 41))
    claims = tuple(Claim(CITATION.quote, (number,)) for number in range(1, 41))
    pages = answer_pages(kept(replace(ANSWER, claims=claims, citations=cited)), ENGLISH)
    for page in pages:
        check(page)
        assert actions_of(page).count(Action.SHOW) <= limits.PAGE_SOURCES
    for number in range(1, 41):
        assert f"Title {number}." in shown(pages)


def test_a_long_question_is_shown_whole() -> None:
    question = LONG[:2000]
    assert question.strip() in shown(answer_pages(kept(replace(ANSWER, question=question)), ENGLISH))


def test_moderators_see_the_question_and_who_puts_it_without_votes() -> None:
    page = request_page(kept(NO_ANSWER), ENGLISH, MENTION)
    assert page.text.startswith("<@42> asks the moderators; the corpus did not answer this:\n### Who sank them?")
    assert set(actions_of(page)) == {Action.SHOW}


def test_a_shared_answer_says_who_shared_it() -> None:
    assert shared_page(kept(), ENGLISH, MENTION).text.startswith("<@42> shared an answer:\n###")


def test_without_buttons_the_words_stay() -> None:
    page = answer_pages(kept(), ENGLISH)[0]
    assert without_buttons(page).text == page.text
    assert buttons_of(without_buttons(page)) == []
    assert Action.HELPFUL not in actions_of(without_buttons(page, {Action.HELPFUL}))
    assert Action.REMOVE in actions_of(without_buttons(page, {Action.HELPFUL}))


def test_a_passage_is_marked_where_it_stands() -> None:
    pages, at = passage_pages(kept(), CITATION, STORM.text, ENGLISH)
    assert at == 0
    texts = [part.markdown for part in pages[0].parts if isinstance(part, Text)]
    assert texts == [
        "**A storm in Harbourtown · characters 35–71**\n-# The Gazette · 4 May 2026",
        "A storm hit Harbourtown on Monday.",
        r"> **Forty boats sank in the old harbour.** \[1\]",
        "A spokesperson for the port said: “We are counting the boats. Nobody was hurt in the night.”",
        "The mayor promised new walls.",
    ]


def test_a_long_article_opens_at_the_page_of_the_quotation_and_loses_no_word() -> None:
    before, after = f"{LONG}\n{LONG}\n", f"\n{LONG}"
    citation = replace(CITATION, start=len(before), end=len(before) + len(CITATION.quote))
    text = before + CITATION.quote + after
    pages, at = passage_pages(kept(), citation, text, ENGLISH)
    for page in pages:
        check(page)
    assert f"**{CITATION.quote}**" in pages[at].text
    assert at > 0
    assert f"newsdesk:read:k3m9x2p7qw1z:1.{at + 1}" in [button.press for button in buttons_of(pages[at])]
    paragraphs = [part.markdown for page in pages for part in page.parts[1:] if isinstance(part, Text)]
    own = [words for words in paragraphs if words != "…" and not words.startswith("-# ")]
    quotation = rf"> **{CITATION.quote}** \[1\]"
    assert letters("".join(own)) == letters(LONG + LONG + quotation + LONG)


def test_a_passage_that_moved_is_found_where_it_stands_now() -> None:
    pages, _ = passage_pages(kept(), CITATION, f"New first words. {STORM.text}", ENGLISH)
    assert f"**{CITATION.quote}**" in pages[0].text
    assert "characters 52–88" in pages[0].text


@pytest.mark.parametrize("text", ["", "Other words.", f"{CITATION.quote} {CITATION.quote}"])
def test_a_passage_that_is_gone_is_shown_as_it_was_quoted(text: str) -> None:
    pages, at = passage_pages(kept(), CITATION, text, ENGLISH)
    assert pages[at].text.startswith(f"{ENGLISH('passage-changed')}\n> {CITATION.quote}")


@given(citations(1), WORDS, WORDS)
def test_any_article_keeps_the_limits(citation: Citation, before: str, after: str) -> None:
    placed = replace(citation, start=len(before), end=len(before) + len(citation.quote))
    for text in (before + citation.quote + after, None):
        pages, at = passage_pages(kept(), placed, text, ENGLISH)
        assert 0 <= at < len(pages)
        for page in pages:
            check(page)
        check_said(pages)
        assert text is None or letters(visible(citation.quote)) in letters(shown(pages))


EXAMINATION = Examination(
    claims=(
        Judged("Fifty boats sank.", Verdict.CONTRADICTED, Difference(DifferenceKind.NUMBER, "Fifty", "Forty"), (1,)),
        Judged("Forty boats sank.", Verdict.SUPPORTED, None, (1,)),
        Judged("*Bob* was there.", Verdict.NOT_SPOKEN_OF, None, ()),
    ),
    citations=(CITATION,),
    unread=2,
    edition="0123456789abcdef",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_sentence_checked_has_its_verdict_in_words_and_its_quotation(language: str) -> None:
    said = words_in(language)
    page = check_pages(EXAMINATION, said)[0]
    check(page)
    assert f"**✗ {said('check-contradicted')}**\nFifty boats sank." in page.text
    assert said("check-differs-number", claimed="Fifty", stated="Forty") in page.text
    assert f"**✓ {said('check-supported')}**\nForty boats sank." in page.text
    assert f"**? {said('check-not-spoken-of')}**\n\\*Bob\\* was there." in page.text
    assert page.text.count(f"> {CITATION.quote}") == 2
    assert said("check-rest", claims=2) in page.text
    assert said("check-legend") in page.text


@pytest.mark.parametrize("kind", DifferenceKind)
def test_every_difference_is_told(kind: DifferenceKind) -> None:
    judged = Judged("Boats rose.", Verdict.CONTRADICTED, Difference(kind, "rose", "fell"), (1,))
    words = {} if kind is DifferenceKind.NEGATION else {"claimed": "rose", "stated": "fell"}
    told = check_pages(replace(EXAMINATION, claims=(judged,)), ENGLISH)[0].text
    assert ENGLISH(f"check-differs-{kind}", **words) in told


def test_a_message_without_sentences_is_told_so() -> None:
    assert check_pages(Examination((), (), 0, "e"), ENGLISH) == (notice(ENGLISH("check-nothing")),)


@given(st.lists(st.tuples(WORDS, st.sampled_from(Verdict)), max_size=30), citations(1))
def test_any_examination_keeps_the_limits(claims: list[tuple[str, Verdict]], citation: Citation) -> None:
    judged = tuple(Judged(text, verdict, None, (1,)) for text, verdict in claims)
    pages = check_pages(Examination(judged, (citation,), 1, "e"), ENGLISH)
    for page in pages:
        check(page)
        assert not isinstance(page.parts[0], Rule)
    check_said(pages)


def test_sources_are_listed_with_outlet_date_and_passages_and_paged() -> None:
    sources = [
        Source(replace(STORM, title=f"Storm {day}.", source="The Gazette", published=date(2026, 5, day)), day)
        for day in range(1, 21)
    ]
    pages = sources_pages(sources, ENGLISH)
    for page in pages:
        check(page)
    assert pages[0].text.startswith(
        "### What the answers are drawn from: 20 articles\nStorm 1. · The Gazette · 1 May 2026\n-# 1 passage"
    )
    assert [button.press for button in buttons_of(pages[1])] == ["newsdesk:sources::0", "newsdesk:sources::2"]
    for source in sources:
        assert source.article.title in shown(pages)


def test_a_search_marks_its_words_and_is_paged_by_a_press_that_has_them() -> None:
    found = [replace(CITATION, number=number) for number in range(1, 10)]
    pages = search_pages(found, "BOATS old oat", ENGLISH, "0a1b2c3d")
    assert pages[0].text.startswith(
        "### 9 passages with “BOATS old oat”\n> Forty **boats** sank in the **old** harbour."
    )
    assert buttons_of(pages[0])[0].press == "newsdesk:search:0a1b2c3d:1.BOATS old oat"


def test_words_in_a_script_without_blanks_are_marked_too() -> None:
    found = [replace(CITATION, quote="議会は口座を閉じた。")]
    assert "> 議会は**口座**を閉じた。" in search_pages(found, "口座", ENGLISH)[0].text


def test_a_search_that_finds_nothing_says_so() -> None:
    assert search_pages([], "*x*", ENGLISH) == (notice(r"No passage has the words “\*x\*”."),)


@given(st.lists(citations(1), max_size=4), WORDS.map(lambda words: words[:60]))
def test_any_search_keeps_the_limits_and_loses_no_word(found: list[Citation], searched: str) -> None:
    pages = search_pages(found, searched, ENGLISH, "0a1b2c3d")
    for page in pages:
        check(page)
    for citation in found:
        assert letters(visible(citation.quote)).replace("*", "") in letters(shown(pages)).replace("*", "")


@given(st.lists(st.builds(Source, st.builds(Article, WORDS, WORDS, WORDS, url=WORDS), st.integers(0, 99)), max_size=20))
def test_any_list_of_sources_keeps_the_limits(sources: list[Source]) -> None:
    pages = sources_pages(sources, ENGLISH)
    for page in pages:
        check(page)
    check_said(pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_the_entry_of_the_message_menu(language: str) -> None:
    check(help_page(words_in(language)))
    assert words_in(language)("command-check") in help_page(words_in(language)).text


def test_who_reads_a_question_besides_the_bot_is_told_where_a_language_model_writes() -> None:
    held = Holding(0, 0, 0, None)
    assert "language model" not in privacy_page(held, RecordSettings(), ENGLISH).text
    assert "at llm.example reads" in privacy_page(held, RecordSettings(), ENGLISH, "llm.example").text


def test_what_is_kept_can_be_deleted() -> None:
    page = privacy_page(Holding(3, 1, 0, datetime(2026, 5, 4, 9, tzinfo=UTC)), RecordSettings(), ENGLISH)
    check(page)
    for line in ("3 answers", "1 vote", "No question", "Oldest: 4 May 2026", "after 72 hours", "after 30 days"):
        assert line in page.text
    assert buttons_of(page) == [
        Button("Send me a copy of it", "newsdesk:copy::"),
        Button("Delete what is kept about me", "newsdesk:forget::", "danger"),
    ]


def test_where_nothing_is_kept_there_is_nothing_to_delete() -> None:
    assert buttons_of(privacy_page(Holding(0, 0, 0, None), RecordSettings(), ENGLISH)) == []


@given(st.text("ab \n\u0301👨\u200d", min_size=2, max_size=60), st.integers(5, 40))
def test_a_cut_loses_nothing_but_blanks_and_tears_no_letter_from_its_accents(text: str, room: int) -> None:
    piece, rest = cut(text, str, room)
    assert piece
    assert letters(piece + rest) == letters(text)
    assert text.startswith(piece)


def test_parts_too_much_for_one_page_are_set_on_several() -> None:
    pages, begins = set_on_pages([Whole((Text("a" * 900), Text("b" * 900))), Running("c", str)], most=1000)
    assert [page.text for page in pages] == ["a" * 900, "b" * 900 + "\nc"]
    assert begins == (0, 1)


def test_a_page_neither_begins_nor_ends_with_a_rule() -> None:
    pages, _ = set_on_pages([Whole((Rule(),)), Whole((Text("a"),)), Whole((Rule(),))])
    assert pages[0].parts == (Text("a"),)


@given(st.text(max_size=50), st.integers(1, 20))
def test_what_is_shortened_is_short_and_says_so(text: str, most: int) -> None:
    short = limits.shortened(text, most)
    assert limits.length(short) <= most
    assert short == text or short.endswith("…")
