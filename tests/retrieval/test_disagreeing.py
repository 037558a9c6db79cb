"""Two articles give different numbers or dates for the same thing: both are quoted, newest first; else nothing is."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from corpus.article import Article, Status
from retrieval.answer import Draft
from retrieval.asking import take_apart
from retrieval.choosing import choose
from retrieval.disagreeing import MOST, check
from retrieval.evidence import Evidence
from retrieval.passage import Sentence, Span
from retrieval.quoting import quoted, worth_quoting
from retrieval.verifying import Checked, verify
from tests.newsprint import chosen, printed

HOW_MANY = "How many boats sank in the old harbour of Harbourtown?"
OLD = Article(
    "old",
    "A storm in Harbourtown",
    "Forty boats sank in the old harbour. People of Harbourtown slept badly.",
    published=date(2026, 5, 4),
)
NEW = Article(
    "new",
    "What Harbourtown lost",
    "Fifty boats sank in the old harbour. The mayor of Harbourtown wept.",
    published=date(2026, 5, 6),
)


def asked(question: str, *articles: Article, sentences: int = 2) -> tuple[Draft, Evidence]:
    candidates = chosen(printed(*articles), question)
    evidence = Evidence(question, {each.passage.key: each.passage for each in candidates}, tuple(candidates), 1.0)
    return quoted(worth_quoting(evidence.candidates, sentences)), evidence


def quotes(question: str, *articles: Article, sentences: int = 2) -> tuple[list[str], tuple[int, ...]]:
    """The quotes of an answer by number, and the numbers of those that disagree."""
    checked, disagreement = check(*asked(question, *articles, sentences=sentences))
    return [citation.quote for citation in checked.citations], disagreement


@pytest.mark.parametrize("articles", [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize("sentences", [1, 2, 3])
def test_both_numbers_are_quoted_newest_first(articles: tuple[Article, ...], sentences: int) -> None:
    said, disagreement = quotes(HOW_MANY, *articles, sentences=sentences)
    assert said[:2] == ["Fifty boats sank in the old harbour.", "Forty boats sank in the old harbour."]
    assert disagreement == (1, 2)
    assert len(set(said)) == len(said)


def test_an_undated_article_of_the_same_year_comes_last() -> None:
    old = replace(OLD, text="Forty boats sank in Harbourtown in 2026. So it was.", published=None)
    new = replace(NEW, text="Fifty boats sank in Harbourtown in 2026. So it is.")
    said, disagreement = quotes("How many boats sank in Harbourtown in 2026?", old, new)
    assert disagreement == (1, 2)
    assert said[0] == "Fifty boats sank in Harbourtown in 2026."


def test_a_number_of_two_words_is_one_number() -> None:
    new = replace(NEW, text=NEW.text.replace("Fifty", "Fifty-two"))
    said, disagreement = quotes(HOW_MANY, OLD, new)
    assert disagreement == (1, 2)
    assert said[0] == "Fifty-two boats sank in the old harbour."
    assert quotes(HOW_MANY, replace(OLD, text=OLD.text.replace("Forty", "52")), new)[1] == ()


def test_another_year_of_the_same_thing_is_a_disagreement() -> None:
    old = replace(OLD, text="The bridge of Harbourtown was closed by the council in 2019. It was old.")
    new = replace(NEW, text="The bridge of Harbourtown was closed by the council in 2018. It was rusty.")
    said, disagreement = quotes("When was the bridge of Harbourtown closed?", old, new)
    assert said[:2] == [new.text.split(". ")[0] + ".", old.text.split(". ")[0] + "."]
    assert disagreement == (1, 2)


def test_at_most_so_many_articles_are_set_against_each_other() -> None:
    words = ("Thirty", "Forty", "Fifty", "Sixty", "Seventy")
    articles = [
        replace(OLD, id=word, text=OLD.text.replace("Forty", word), published=date(2026, 5, day))
        for day, word in enumerate(words, 1)
    ]
    said, disagreement = quotes(HOW_MANY, *articles)
    assert disagreement == tuple(range(1, MOST + 1))
    days = [words.index(quote.split()[0]) for quote in said[:MOST]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(OLD, replace(NEW, text=OLD.text + " The mayor wept."), id="they say the same"),
        pytest.param(OLD, replace(NEW, text="Fifty boats were saved. Harbourtown wept."), id="of another thing"),
        pytest.param(OLD, replace(NEW, text="Fifty boats sank in the new harbour. Harbourtown wept."), id="two words"),
        pytest.param(
            OLD, replace(NEW, text="At least fifty boats sank in the old harbour of Harbourtown."), id="least"
        ),
        pytest.param(OLD, replace(NEW, status=Status.RETRACTED), id="retracted"),
        pytest.param(replace(OLD, status=Status.SUPERSEDED, superseded_by="new"), NEW, id="superseded"),
        pytest.param(OLD, replace(NEW, published=date(2027, 5, 4)), id="a year later"),
        pytest.param(OLD, replace(NEW, published=None), id="nobody knows when"),
        pytest.param(
            replace(OLD, title="Storms", text="Forty boats sank in the old harbour. People of Leeds slept."),
            replace(NEW, title="Storms", text="Fifty boats sank in the old harbour. People of Hull slept."),
            id="another town",
        ),
        pytest.param(
            replace(OLD, text="Forty boats sank in the old harbour on Monday. Harbourtown slept."),
            replace(NEW, text="Fifty boats sank in the old harbour on Monday. Harbourtown slept."),
            id="another Monday",
        ),
        pytest.param(OLD, replace(NEW, id="old-2", text="Forty boats did not sink in the old harbour."), id="a denial"),
    ],
)
def test_what_is_no_disagreement_is_not_called_one(old: Article, new: Article) -> None:
    _, evidence = asked(HOW_MANY, old, new)
    evidence = replace(evidence, candidates=tuple(replace(each, score=1.0) for each in evidence.candidates))
    draft = quoted(evidence.candidates)
    assert {each.passage.article for each in evidence.candidates} == {old, new}
    assert check(draft, evidence) == (verify(draft, evidence.passages), ())


def test_what_somebody_said_is_not_set_against_what_an_article_says() -> None:
    _, evidence = asked(HOW_MANY, OLD, NEW)
    forty, fifty = sorted(evidence.candidates[:2], key=lambda each: each.passage.article.id, reverse=True)
    assert check(quoted([forty, fifty]), evidence)[1] == (1, 2)
    said = Sentence(fifty.sentence.span, Span(NEW.text.index("The mayor"), NEW.text.index(" wept")))
    passage = replace(fifty.passage, sentences=(said, *fifty.passage.sentences[1:]))
    spoken = replace(fifty, passage=passage, sentence=said)
    passages = {forty.passage.key: forty.passage, passage.key: passage}
    checked, disagreement = check(quoted([forty, spoken]), Evidence(HOW_MANY, passages, (forty, spoken), 1.0))
    assert (len(checked.claims), disagreement) == (2, ())


def test_one_article_does_not_disagree_with_itself() -> None:
    text = f"{OLD.text} Fifty boats sank in the old harbour."
    assert quotes(HOW_MANY, replace(OLD, text=text))[1] == ()


def test_what_the_draft_does_not_quote_is_no_matter_of_the_answer() -> None:
    _, evidence = asked(HOW_MANY, OLD, NEW)
    assert check(Draft(()), evidence) == (Checked((), (), ()), ())


def test_on_one_day_monday_is_one_day() -> None:
    old = replace(OLD, text="Forty boats sank in the old harbour on Monday. Harbourtown slept.")
    new = replace(
        NEW, text="Fifty boats sank in the old harbour on Monday. Harbourtown slept.", published=OLD.published
    )
    assert quotes(HOW_MANY, old, new)[1] == (1, 2)


def test_evidence_without_candidates_has_no_disagreement() -> None:
    assert choose((), take_apart("Who?"), {}, printed().lexicon) == ()
    assert check(Draft(()), Evidence("Who?", MappingProxyType({}), (), 0.0)) == (Checked((), (), ()), ())
