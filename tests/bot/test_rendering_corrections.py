"""Corrections as readers see them: each status in words, what changed marked where it stands, what went taken down."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.page import Beside, Buttons, Page, Text
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.answers import answer_pages, request_page, shared_page
from bot.rendering.checks import check_pages
from bot.rendering.lists import search_pages, sources_pages
from bot.rendering.passages import passage_pages
from bot.words.catalogue import LANGUAGES, words_in
from corpus.article import Article, Status
from retrieval.answer import Answer, Citation, Claim, Reply
from retrieval.comparing import Examination, Judged, Verdict
from retrieval.fates import Fate, Loss, fates
from retrieval.sources import Source
from tests.newsprint import ELECTION, STORM
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN, replies

ENGLISH = words_in("en")
CHANGED = "⚠ A source of this answer has changed since it was given."
GONE = "⚠ This quotation was taken down: its article is no longer in the corpus."
THEN = "⚠ The article has changed since: it is quoted as it stood then."
DISAGREE = "⚠ The sources disagree, newest first:"
RETRACTED = "⚠ Retracted by its publisher"
FIFTY = replace(
    CITATION, number=2, article_id="later", title="Later", quote="Fifty boats sank.", published=date(2026, 5, 6)
)
TWO = replace(
    ANSWER, claims=(Claim(CITATION.quote, (1,)), Claim(FIFTY.quote, (2,))), citations=(CITATION, FIFTY),
    disagreement=(2, 1),
)  # fmt: skip


def kept(reply: Reply = ANSWER) -> KeptAnswer:
    return KeptAnswer("k3m9x2p7qw1z", 1, 2, 3, 4, False, "en", reply.question, reply, datetime(2026, 5, 5, tzinfo=UTC))


def told(reply: Reply = ANSWER, became: Mapping[int, Fate] | None = None) -> str:
    return text_of(answer_pages(kept(reply), ENGLISH, became or {}))


def text_of(pages: Sequence[Page]) -> str:
    return "\n".join(page.text for page in pages).replace("**", "")


def everything(page: Page) -> str:
    """All that is sent of a page: its words and its buttons."""
    return repr(page)


def with_status(status: str, successor: str | None = None) -> Citation:
    return replace(CITATION, status=status, superseded_by="later" if successor else None, successor=successor)


class TestAStatus:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("status", Status)
    def test_stands_in_bold_between_the_quotation_and_its_source(self, language: str, status: Status) -> None:
        said = words_in(language)
        cited = with_status(status)
        page = answer_pages(kept(replace(ANSWER, citations=(cited,))), said)[0]
        assert isinstance(page.parts[2], Beside)
        assert page.parts[2].markdown.startswith(f"**⚠ {said(f'article-{status}')}**\n[1] [A storm")

    def test_names_what_took_the_articles_place_by_its_title_else_its_id(self) -> None:
        titled = with_status("superseded", "*What* was lost")
        assert "⚠ Superseded by: \\*What\\* was lost\n[1]" in told(replace(ANSWER, citations=(titled,)))
        assert "⚠ Superseded by: later\n[1]" in told(replace(ANSWER, citations=(replace(titled, successor=None),)))

    def test_is_told_of_what_is_offered_checked_searched_and_read(self) -> None:
        cited = with_status("retracted")
        judged = Examination((Judged("Forty.", Verdict.SUPPORTED, None, (1,)),), (cited,), 0, "e")
        assert RETRACTED in told(replace(NO_ANSWER, nearest=(cited,)))
        assert RETRACTED in text_of(check_pages(judged, ENGLISH))
        assert RETRACTED in text_of(search_pages([cited], "boats", ENGLISH))
        assert RETRACTED in text_of(passage_pages(kept(), cited, STORM.text, ENGLISH)[0])

    @pytest.mark.parametrize("status", [None, *Status])
    def test_that_takes_the_ground_from_a_verdict_is_told_beside_it(self, status: Status | None) -> None:
        cited = (replace(CITATION, status=status), replace(FIFTY, status="retracted"))
        for numbers, fallen in (((1,), status in (Status.RETRACTED, Status.SUPERSEDED)), ((2,), True)):
            judged = Examination((Judged("Forty.", Verdict.SUPPORTED, None, numbers),), cited, 0, "e")
            told_of = "Forty.\n⚠ This rests only on an article that was retracted or superseded." in text_of(
                check_pages(judged, ENGLISH)
            )
            assert told_of == fallen

    def test_is_told_in_the_list_of_sources(self) -> None:
        old = replace(STORM, status=Status.SUPERSEDED, superseded_by="election")
        listed = text_of(sources_pages([Source(old, 1), Source(ELECTION, 1)], ENGLISH))
        assert "⚠ Superseded by: Riverside votes\nA storm in Harbourtown" in listed
        assert listed.count("⚠") == 1

    def test_that_an_article_does_not_have_is_not_told(self) -> None:
        assert "⚠" not in told() + told(NO_ANSWER)


class TestADisagreement:
    def test_is_said_above_the_quotations_newest_first(self) -> None:
        said = told(replace(TWO, claims=(*TWO.claims, Claim("It rained.", (1, 2)))))
        places = [
            said.index(each) for each in (f"{DISAGREE} \\[2\\] \\[1\\]", FIFTY.quote, CITATION.quote, "It rained")
        ]
        assert places == sorted(places)

    def test_is_not_said_of_articles_that_agree(self) -> None:
        assert DISAGREE not in told(replace(TWO, disagreement=()))

    @pytest.mark.parametrize(
        "fate", [Fate(FIFTY, Loss.CHANGED), Fate(FIFTY, Loss.REMOVED), Fate(replace(FIFTY, status="retracted"), None)]
    )
    def test_ends_when_one_side_is_gone_or_taken_back(self, fate: Fate) -> None:
        assert DISAGREE not in told(TWO, {1: Fate(CITATION), 2: fate})
        assert DISAGREE in told(TWO, {1: Fate(CITATION), 2: Fate(replace(FIFTY, status="corrected"), None, True)})


class TestAChangedSource:
    @pytest.mark.parametrize("loss", Loss)
    def test_is_said_first_and_at_its_quotation_alone(self, loss: Loss) -> None:
        said = told(TWO, {1: Fate(CITATION, loss), 2: Fate(FIFTY)})
        assert said.startswith(f"{CHANGED}\n### How many boats sank?")
        assert said.count(THEN if loss is Loss.CHANGED else GONE) == 1
        assert (CITATION.quote in said) == (loss is Loss.CHANGED)
        assert FIFTY.quote in said
        assert "stood word for word in its article when it was quoted" in said
        assert "stands word for word" not in said

    def test_is_marked_on_every_page(self) -> None:
        many = tuple(replace(CITATION, number=number) for number in range(1, 10))
        claims = tuple(Claim(CITATION.quote, (number,)) for number in range(1, 10))
        pages = answer_pages(
            kept(replace(ANSWER, claims=claims, citations=many)), ENGLISH, {9: Fate(many[-1], Loss.CHANGED)}
        )
        assert len(pages) > 1
        assert all(page.text.replace("**", "").startswith(CHANGED) for page in pages)

    def test_whose_status_came_since_has_it_and_that_it_came_since(self) -> None:
        said = told(ANSWER, {1: Fate(with_status("retracted"), None, True)})
        assert f"{RETRACTED}\n-# This became known after it was quoted here.\n[1]" in said
        assert said.startswith(CHANGED)
        assert "stands word for word" in said

    def test_whose_status_was_withdrawn_since_stands_again(self) -> None:
        cited = with_status("retracted")
        said = told(replace(ANSWER, citations=(cited,)), {1: Fate(CITATION, None, True)})
        assert "⚠ What was said of this article has been withdrawn since" in said
        assert RETRACTED not in said

    def test_of_a_declined_question_is_not_called_one_of_an_answer(self) -> None:
        said = told(NO_ANSWER, {1: Fate(CITATION, Loss.CHANGED), 2: Fate(SPOKEN)})
        assert said.startswith("⚠ A source quoted here has changed since.")

    def test_is_told_under_the_name_of_who_shared_the_answer(self) -> None:
        page = shared_page(kept(), ENGLISH, "<@42>", {1: Fate(CITATION, Loss.REMOVED)})
        assert page.text.startswith(f"<@42> shared an answer:\n**{CHANGED}**")

    def test_that_nothing_became_of_changes_nothing(self) -> None:
        for reply in (TWO, NO_ANSWER):
            articles = {"storm": STORM, "later": Article("later", "Later", FIFTY.quote)}
            assert answer_pages(kept(reply), ENGLISH, fates(reply, articles)) == answer_pages(kept(reply), ENGLISH)


class TestAQuotationTakenDown:
    def test_leaves_its_title_outlet_and_date_but_no_word_no_link_and_no_button(self) -> None:
        pages = answer_pages(kept(), ENGLISH, {1: Fate(CITATION, Loss.REMOVED)})
        assert Text(f"**{GONE}** \\[1\\]") in pages[0].parts
        assert Text("[1] A storm in Harbourtown · The Gazette · 4 May 2026") in pages[0].parts
        sent = "".join(map(everything, pages))
        assert not any(left in sent for left in ("Forty", "old harbour", "gazette.example", "Show passage"))

    def test_takes_its_speaker_and_every_sentence_that_has_its_words_along(self) -> None:
        claims = (
            Claim(CITATION.quote, (1,)),
            Claim(CITATION.quote, (1,)),
            Claim(f"They say: {CITATION.quote}", (1, 3)),
            Claim("Boats sank.", (1,)),
            Claim("It rained.", (1, 3)),
        )
        third = replace(FIFTY, number=3)
        became = {1: Fate(CITATION, Loss.REMOVED), 2: Fate(SPOKEN, Loss.REMOVED), 3: Fate(third)}
        said = told(replace(ANSWER, claims=claims, citations=(CITATION, SPOKEN, third)), became)
        assert said.count(GONE) == 2
        for word in ("Forty", "They say", "Boats sank", "spokesperson", "Nobody"):
            assert word not in said
        assert "It rained. \\[1\\] ⚠ \\[3\\]" in said

    def test_stays_where_another_article_says_the_same(self) -> None:
        same = replace(CITATION, number=2, article_id="reprint", title="Reprint")
        answer = replace(ANSWER, claims=(Claim(CITATION.quote, (1, 2)),), citations=(CITATION, same))
        said = told(answer, {1: Fate(CITATION, Loss.REMOVED), 2: Fate(same)})
        assert said.count(CITATION.quote) == 2
        assert said.count(GONE) == 1

    def test_is_not_put_before_moderators_either(self) -> None:
        became = {number: Fate(each, Loss.REMOVED) for number, each in ((1, CITATION), (2, SPOKEN))}
        page = request_page(kept(NO_ANSWER), ENGLISH, "<@42>", became)
        assert "Forty" not in everything(page)
        assert page.text.count("taken down") == 2

    def test_is_not_shown_in_its_article(self) -> None:
        (page,), at = passage_pages(kept(), SPOKEN, None, ENGLISH)
        assert at == 0
        assert page.text.startswith(f"**{GONE}**")
        assert not any(words in everything(page) for words in ("Nobody", "spokesperson"))

    def test_is_said_in_the_readers_language(self) -> None:
        for language in LANGUAGES:
            said = words_in(language)
            page = answer_pages(kept(), said, {1: Fate(CITATION, Loss.REMOVED)})[0]
            for message in ("answer-source-changed", "quotation-removed"):
                assert said(message) in page.text
            for vouched in ("answer-checked", "answer-checked-then"):  # for no quotation that is left
                assert said(vouched) not in page.text


FATES = st.builds(
    Fate,
    st.builds(replace, st.just(CITATION), status=st.sampled_from([None, *Status]), successor=st.none() | st.text()),
    st.sampled_from([None, *Loss]),
    st.booleans(),
)


@given(replies(), st.lists(FATES, min_size=3, max_size=3))
def test_whatever_became_of_any_reply_its_pages_keep_the_limits(reply: Reply, became: list[Fate]) -> None:
    cited = reply.citations if isinstance(reply, Answer) else reply.nearest
    told_of = {
        each.number: replace(fate, citation=replace(each, status=fate.citation.status))
        for each, fate in zip(cited, became, strict=False)
    }
    pages = answer_pages(kept(reply), ENGLISH, told_of)
    for page in (*pages, request_page(kept(reply), ENGLISH, "<@42>", told_of)):
        assert limits.characters(page.parts) <= limits.PAGE_CHARACTERS
        assert limits.components(page.parts) + 1 <= limits.COMPONENTS
        pressed = [part.button.press for part in page.parts if isinstance(part, Beside)]
        pressed += [each.press for part in page.parts if isinstance(part, Buttons) for each in part.buttons]
        assert len(set(pressed)) == len(pressed)
    shows = "".join(map(everything, pages)).count("newsdesk:show:")
    assert shows == sum(fate.loss is not Loss.REMOVED for fate in told_of.values())
