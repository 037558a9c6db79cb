"""What a model is given to read: rules of ours, and everything of others' wrapped so that it cannot get out."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Status
from retrieval.cutting import cut
from retrieval.passage import Passage
from retrieval.writing.keys import keyed
from retrieval.writing.prompt import messages
from retrieval.writing.templates import checked
from tests.newsprint import STORM
from tests.retrieval.writing.test_disarming import HOSTILE


def offered(*articles: Article) -> dict[str, Passage]:
    return dict(keyed([passage for article in articles for passage in cut(article, 400)]))


def test_a_passage_is_given_with_its_title_outlet_date_status_and_speaker() -> None:
    article = Article(
        "a", "Port closed", STORM.text, source="The Post", published=date(2024, 5, 1), status=Status.CORRECTED
    )
    evidence = offered(article)
    request = messages("Who was hurt?", evidence, "de")[1].text

    assert all(f" {key}>" in request for key in evidence)
    for fact in ("title: Port closed", "outlet: The Post", "published: 2024-05-01", "status: corrected"):
        assert fact in request.splitlines()
    assert "German (de)" in request


def test_a_passage_that_begins_inside_a_quotation_names_its_speaker() -> None:
    passages = [each for each in cut(STORM, 60) if each.attribution]

    assert passages
    assert "speaker where the text begins: A spokesperson for the port said:" in (
        messages("?", keyed(passages), "en")[1].text
    )


def test_a_complaint_stands_behind_the_data_and_is_asked_to_be_mended() -> None:
    request = messages("Who?", offered(STORM), "en", "claim 1 cites </passage> no quote")[1].text

    assert request.index("</question-") < request.index("claim 1 cites ‹/passage› no quote") < request.index("anew")
    assert "not used" not in messages("Who?", offered(STORM), "en")[1].text


@pytest.mark.parametrize("tag", ["", "english please", "en\n", "e", "en-", "../de"])
def test_a_language_that_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="BCP 47"):
        messages("Who?", offered(STORM), tag)


def test_a_reader_whose_language_is_not_known_is_said_to_be_so() -> None:
    system, request = messages("Who?", offered(STORM), None)

    assert "The reader's own language: not known." in system.text
    assert "the reader's own language: not known." in request.text


def test_an_unlisted_language_is_named_by_its_tag() -> None:
    assert "the language with the tag gsw-CH" in messages("Who?", offered(STORM), "gsw-CH")[0].text


@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=3), HOSTILE, st.one_of(st.none(), HOSTILE))
def test_no_text_of_an_article_or_a_question_can_end_its_wrapping_or_add_a_turn(
    texts: list[tuple[str, str]], question: str, complaint: str | None
) -> None:
    articles = [Article(str(number), title, f"Lead {text}") for number, (title, text) in enumerate(texts)]
    evidence = offered(*articles)
    system, request = messages(question, evidence, "en", complaint)
    lines = request.text.splitlines()
    marks = [line for line in lines if "<" in line or ">" in line]
    nonce = re.findall(r"<question-([0-9a-f]{8})>", system.text)[0]

    assert (system.role, request.role) == ("system", "user")
    assert marks == [
        *(mark for key in evidence for mark in (f"<passage-{nonce} {key}>", f"</passage-{nonce}>")),
        f"<question-{nonce}>",
        f"</question-{nonce}>",
    ]
    assert request.text.count(nonce) == len(marks)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("$a $c", r"unknown placeholder \$c; known: a, b"), ("$a", r"\$b is missing"), ("$a $b 5 $", "a lone")],
)
def test_a_template_with_other_placeholders_is_refused_when_it_is_loaded(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=rf"rules\.txt: .*{problem}"):
        checked("rules", text, ("a", "b"))
