"""A link opens an article at the quoted words, and stays inside its own brackets."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.escaping import on_one_line
from bot.text_fragment import LONGEST, link_to
from tests.replies import WORDS

URL = "https://gazette.example/storm"
ADDRESSES = st.tuples(
    st.sampled_from(["https://", "http://", "HTTPS://", "https:", "ftp://", "javascript:", ""]),
    st.sampled_from(["a.example", "münchen.example", "a.example:8080", "u:p@a.example", "[::1]", "", "a.example:x"]),
    st.sampled_from(["", "/", "/a_(b)", "/ü", "/a>b", "/a b", "/a)b", "/?q=[a](b)#c", "/#x:~:text=y", "/%z", "/*a*"])
    | WORDS,
).map("".join)  # fmt: skip


def directive(link: str) -> str:
    return link.partition(":~:text=")[2]


def test_a_short_quotation_is_the_directive() -> None:
    assert link_to(URL, "Forty boats sank.") == f"{URL}#:~:text=Forty%20boats%20sank."


def test_the_directives_own_marks_are_encoded() -> None:
    assert directive(link_to(URL, "so-called, R&D") or "") == "so%2Dcalled%2C%20R%26D"


def test_a_fragment_is_kept_and_an_older_directive_is_not() -> None:
    assert link_to(f"{URL}#boats", "Forty") == f"{URL}#boats:~:text=Forty"
    assert link_to(f"{URL}#boats:~:text=old", "Forty") == f"{URL}#boats:~:text=Forty"


def test_a_long_quotation_is_named_by_its_first_and_last_whole_words() -> None:
    quote = " ".join(f"word{number}" for number in range(200))
    first, last = (unquote(end) for end in directive(link_to(URL, quote) or "").split(","))
    assert quote.startswith(f"{first} ")
    assert quote.endswith(f" {last}")
    assert len(first) > 40


def test_a_quotation_over_two_paragraphs_is_named_by_its_ends() -> None:
    assert directive(link_to(URL, "The first.\n\nThe second.") or "") == "The%20first.,The%20second."


def test_a_long_quotation_without_blanks_is_named_by_its_clauses() -> None:
    quote = "議会は口座を閉じた。" + "理由は安全である、" * 30 + "以上。"
    first, last = (unquote(end) for end in directive(link_to(URL, quote) or "").split(","))
    assert quote.startswith(first)
    assert quote.endswith(last)


def test_brackets_of_an_address_are_encoded() -> None:
    assert (link_to("https://a.example/b_(c)", "d") or "").startswith("https://a.example/b_%28c%29#")


def test_an_international_address_is_written_in_ascii() -> None:
    assert link_to("https://münchen.example/ü", "") == "https://xn--mnchen-3ya.example/%C3%BC"


@pytest.mark.parametrize(
    "url",
    [
        "", "gazette.example", "ftp://a.example", "javascript:alert(1)", "https://", "https:///a", "https://u:p@a.example",
        "https://a.example/a b", "https://a.example/>)", "https://a.example/\\", "https://a.example/\u202e",
        "https://a.example:x/", "https://a.example/" + "a" * 600,
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_gives_no_link(url: str) -> None:
    assert link_to(url, "words") is None


def test_an_address_that_leaves_no_room_for_words_is_a_link_without_them() -> None:
    url = "https://a.example/" + "a" * 490
    assert link_to(url, "Forty boats sank.") == url


@given(ADDRESSES, WORDS)
@example(URL, "\udcff")
def test_no_link_breaks_out_of_its_brackets_or_is_longer_than_allowed(url: str, quote: str) -> None:
    link = link_to(url, quote)
    if link is not None:
        assert re.fullmatch(r"https?://[A-Za-z0-9._~:/?#@!$&+,;=%-]+", link)
        assert len(link) <= LONGEST
        assert urlsplit(link).hostname


@given(WORDS)
def test_the_words_of_a_directive_stand_in_the_quotation(quote: str) -> None:
    lines = [on_one_line(line) for line in quote.splitlines()]
    for words in directive(link_to(URL, quote) or "").split(","):
        assert not words or any(unquote(words) in line for line in lines)
