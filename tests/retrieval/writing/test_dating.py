"""What is said of "today" is told as of the day of its article, in whatever language, or it is not told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.answer import DraftClaim, Quotation
from retrieval.cutting import cut
from retrieval.writing.dating import dateline, points_at_its_day

SOLD = "The council sold the quay yesterday."
SHUT = "The port is now shut."
OLD = "The quay is of stone."
DAYS = {"first": date(2022, 8, 3), "second": date(2022, 8, 5), "again": date(2022, 8, 3), "undated": None}
ARTICLES = {
    name: Article(name, "Port", "\n".join([SOLD, SHUT, OLD]), published=published) for name, published in DAYS.items()
}
EVIDENCE = {passage.key: passage for article in ARTICLES.values() for passage in cut(article, 2000)}
KEYS = {passage.article.id: key for key, passage in EVIDENCE.items()}


def claim(text: str, *cited: tuple[str, str], translation: str | None = None) -> DraftClaim:
    return DraftClaim(text, tuple(Quotation(KEYS[name], words) for name, words in cited), translation)


@pytest.mark.parametrize(
    "text",
    [
        "Parliament closed the account today.",
        "It is the latest of three reports.",
        "Huawei was barred two years ago.",
        "All of it must go within the next five years.",
        "The account has now been locked.",
        "The council met on Monday.",
        "Das Parlament schloss heute das Konto.",
        "Der Rat tagte vergangene Woche.",
        "Le parlement a fermé son compte hier.",
        "Le conseil se réunira la semaine prochaine.",
        "El consejo vendió ayer el muelle.",
        "La empresa fue excluida hace dos años.",
        "议会今天关闭了账户。",
        "该公司两年前被禁止。",
        "Совет вчера продал причал.",
        "Meclis dün hesabı kapattı.",
        "أغلق البرلمان الحساب اليوم.",
    ],
)
def test_words_that_point_at_the_day_of_writing_are_known(text: str) -> None:
    assert points_at_its_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "Parliament closed the account.",
        "The account was closed in July 2022.",
        "He knows the past of the port.",
        "It lasted for two years.",
        "Das Parlament schloss das Konto.",
        "Die Boote liegen hier im Hafen.",
        "Le parlement a fermé son compte.",
        "El consejo vendió el muelle.",
        "议会关闭了账户。",
    ],
)
def test_what_points_at_no_day_is_left_alone(text: str) -> None:
    assert not points_at_its_day(text)
    assert dateline(claim(text, ("undated", OLD)), EVIDENCE) == ""


def test_the_day_is_that_of_the_article_that_is_cited() -> None:
    assert dateline(claim("The quay was sold yesterday.", ("first", SOLD)), EVIDENCE) == "2022-08-03: "
    assert dateline(claim("The quay was sold yesterday.", ("second", SOLD)), EVIDENCE) == "2022-08-05: "


def test_two_articles_of_one_day_tell_it_and_of_two_days_do_not() -> None:
    text = "The quay was sold yesterday, and the port is now shut."

    assert dateline(claim(text, ("first", SOLD), ("again", SHUT)), EVIDENCE) == "2022-08-03: "
    assert dateline(claim(text, ("first", SOLD), ("second", SHUT)), EVIDENCE) is None
    assert dateline(claim(text, ("first", SOLD), ("undated", SHUT)), EVIDENCE) is None


def test_an_article_whose_quoted_words_point_at_no_day_does_not_count() -> None:
    text = "The quay, which is of stone, was sold yesterday."

    assert dateline(claim(text, ("first", SOLD), ("undated", OLD)), EVIDENCE) == "2022-08-03: "


def test_a_claim_that_is_its_quotation_or_names_its_day_stays_as_it_is() -> None:
    assert dateline(claim(SOLD, ("undated", SOLD)), EVIDENCE) == ""
    assert dateline(claim("The quay was sold yesterday, on 3 August 2022.", ("first", SOLD)), EVIDENCE) == ""
    assert dateline(claim("The quay was sold yesterday, on 3 August.", ("first", SOLD)), EVIDENCE) == "2022-08-03: "


def test_where_no_day_is_known_a_claim_is_as_dated_as_the_quotation_that_has_the_same_word() -> None:
    assert dateline(claim("Yesterday the quay was sold.", ("undated", SOLD)), EVIDENCE) == ""
    assert dateline(claim("The quay was sold today.", ("undated", SOLD)), EVIDENCE) is None
    assert dateline(claim("The quay was sold yesterday and is now shut.", ("undated", SOLD)), EVIDENCE) is None
    assert dateline(claim("The quay is stone.", ("undated", OLD), translation="Jetzt ist es Stein."), EVIDENCE) is None


def test_a_translation_that_points_at_a_day_is_enough() -> None:
    found = dateline(
        claim("The quay was sold.", ("first", SOLD), translation="Der Kai wurde gestern verkauft."), EVIDENCE
    )

    assert found == "2022-08-03: "


@given(st.text(), st.one_of(st.none(), st.text()), st.sampled_from(sorted(KEYS)))
def test_a_day_is_never_another_than_that_of_an_article_cited(text: str, translation: str | None, name: str) -> None:
    day = dateline(claim(text, (name, SOLD), translation=translation), EVIDENCE)

    assert day in ("", None) or day == f"{DAYS[name]}: "
