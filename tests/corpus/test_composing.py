import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import front_matter
from corpus.article import Article, Status
from corpus.composing import article_content, file_content, with_fields
from corpus.errors import CorpusError
from corpus.fields import FIELDS
from corpus.parse import parse_article

SIGNS = [
    "---",
    "...",
    ": ",
    " #",
    "#",
    ":",
    '"',
    "'",
    "\\",
    "null",
    "~",
    "- ",
    "? ",
    "[",
    "{",
    "&a",
    "*a",
    "!b",
    "%",
    "@",
]
ODD = [
    "\ufeff",
    "\ufffe",
    "\u200d",
    "\xa0",
    "\xad",
    "\U000e0001",
    "\ue000",
    "“",
    "’",
    "é",
    "北",
    "A",
    "1",
    " ",
    "\u202e",
]
LINES = (
    (
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))
        | st.lists(st.sampled_from(SIGNS + ODD)).map("".join)
    )
    .map(str.strip)
    .filter(bool)
)
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
    | st.lists(st.sampled_from([*SIGNS, *ODD, "\n", "\r\n", "\r", "title: B", "\u2028", "\x85", "\x07"])).map("".join)
).filter(lambda text: bool(text.strip()))
OPTIONAL = {
    "source": LINES,
    "published": st.dates(),
    "url": st.sampled_from(["https://example.org/a?b=c#d", "HTTP://bücher.example:80/ä", "https://a.org/:#'"]),
    "author": LINES,
    "language": st.sampled_from(["en", "no", "pt-BR", "zh-Hant-TW"]),
}
SUCCESSORS = LINES.map(lambda line: unicodedata.normalize("NFC", line)).filter(lambda line: line == line.strip())
STATUSES: st.SearchStrategy[dict[str, str]] = st.sampled_from([{}, {"status": "corrected"}, {"status": "superseded"}])
FIELD_SETS = st.builds(
    lambda fields, status: fields | status,
    st.fixed_dictionaries({"title": LINES}, optional=OPTIONAL),
    STATUSES | SUCCESSORS.map(lambda line: {"status": "superseded", "superseded_by": line}),
)


def fields_of(article: Article) -> dict[str, str | date]:
    return {name: value for name in FIELDS if (value := getattr(article, name)) is not None}


def parsed(content: str) -> Article:
    return parse_article("story.md", content.encode())


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@given(fields=FIELD_SETS, text=TEXTS)
@example(fields={"title": "null"}, text="---\ntitle: B\n---\n")
@example(fields={"title": "a:", "author": "a: b", "source": "- a"}, text="\ufeffText")
@example(fields={"title": "A\ufffeB\ufeffC"}, text="\r\nText")
def test_any_fields_and_any_text_come_back_to_the_letter(
    loader: type, fields: Mapping[str, str | date], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "_LOADER", loader)
        article = parsed(file_content(fields, text))
    assert fields_of(article) == fields
    assert article.text == text


def test_a_file_looks_as_a_person_would_write_it() -> None:
    fields: dict[str, str | date] = {
        "language": "en",
        "published": date(2024, 3, 1),
        "title": "Council votes: the library stays open",
        "author": "A. Writer",
        "source": "The Example Gazette",
        "url": "https://example.org/news/library#top",
    }
    assert file_content(fields, "Text.\n") == (
        "---\n"
        'title: "Council votes: the library stays open"\n'
        "source: The Example Gazette\n"
        "published: 2024-03-01\n"
        "url: https://example.org/news/library#top\n"
        "author: A. Writer\n"
        "language: en\n"
        "---\nText.\n"
    )


def test_what_cannot_be_seen_is_written_so_that_it_can() -> None:
    assert 'title: "A\\u202eB \\"C\\""' in file_content({"title": 'A\u202eB "C"'}, "Text.")


def test_values_are_read_as_those_written_by_hand_are() -> None:
    typed = {
        "title": " A ",
        "language": "PT-br",
        "published": "2024-03-01T10:00Z",
        "author": " ",
        "status": "Retracted",
    }
    assert fields_of(parsed(file_content(typed, "Text."))) == {
        "title": "A",
        "language": "pt-BR",
        "published": date(2024, 3, 1),
        "status": Status.RETRACTED,
    }
    moment = parsed(file_content({"title": "A", "published": datetime(2024, 3, 1, 10)}, "Text."))
    assert moment.published == date(2024, 3, 1)


REFUSED: dict[str, tuple[dict[str, str | date], str, str]] = {
    "no title": ({"author": "A"}, "Text.", "there is no title"),
    "a blank title": ({"title": " "}, "Text.", "there is no title"),
    "no text": ({"title": "A"}, " \n", "there is no text"),
    "a NUL": ({"title": "A"}, "a\0b", "NUL"),
    "half a character in the text": ({"title": "A"}, "One\n\ud83d", "half a character"),
    "half a character in a field": ({"title": "A\ud83d"}, "Text.", "U+D83D"),
    "an unknown key": ({"title": "A", "subtitle": "B"}, "Text.", 'key "subtitle" is not known'),
    "two lines": ({"title": "A\nB"}, "Text.", "title holds a line break"),
    "a date that is none": ({"title": "A", "published": "soon"}, "Text.", 'published is "soon"'),
    "an address that is none": ({"title": "A", "url": "example"}, "Text.", "not a web address"),
    "a status that is none": ({"title": "A", "status": "wrong"}, "Text.", 'status is "wrong", which is not a status'),
    "a successor of what stands": ({"title": "A", "superseded_by": "b"}, "Text.", "the status is not superseded"),
    "too long front matter": ({"title": "A" * 16_384}, "Text.", "longer than 16,384"),
    "too long a text": ({"title": "A"}, "x" * 2 * 1024 * 1024, "larger than 2 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_written_is_refused_in_one_line(name: str) -> None:
    fields, text, told = REFUSED[name]
    with pytest.raises(CorpusError) as caught:
        file_content(fields, text)
    assert told in str(caught.value)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_only_the_lines_that_say_something_else_are_changed() -> None:
    content = (
        "\ufeff--- \r\n# kept by Ann\r\nlanguage: 'en'\r\ntitle:   A story\r\nauthor: B\r\nsource:\r\n\r\n---\t\r\n"
        "One.\nTwo.\r\n---\r\n"
    )
    edited = with_fields(content, {"title": "A: story", "language": "en", "status": "retracted"})
    assert edited == (
        "\ufeff--- \r\n# kept by Ann\r\nlanguage: 'en'\r\ntitle: \"A: story\"\r\n\r\nstatus: retracted\r\n---\t\r\n"
        "One.\nTwo.\r\n---\r\n"
    )


@pytest.mark.parametrize(
    "front",
    ["title: >\n  A\n  story\nauthor: B\n", '{"title": "A", "author": "B"}\n', "title: [broken\n", "", "zzz: 1\n"],
)
def test_front_matter_of_another_form_is_written_anew(front: str) -> None:
    edited = with_fields(f"---\n{front}---\nText.\n", {"title": "C"})
    assert edited == "---\ntitle: C\n---\nText.\n"


@given(before=FIELD_SETS, after=FIELD_SETS, text=TEXTS, mark=st.sampled_from(["", "\ufeff"]), is_dos=st.booleans())
def test_other_fields_leave_the_body_to_the_byte(
    before: Mapping[str, str | date], after: Mapping[str, str | date], text: str, mark: str, is_dos: bool
) -> None:
    front = file_content(before, "x")[:-1]
    content = mark + (front.replace("\n", "\r\n") if is_dos else front) + text
    assert with_fields(content, before) == content
    edited = with_fields(content, after)
    article = parsed(edited)
    assert fields_of(article) == after
    assert article.text == text
    assert edited.startswith(mark)
    assert edited.endswith(("---\r\n" if is_dos else "---\n") + text)


@pytest.mark.parametrize("content", ["Text.", "---\ntitle: A\nText.", ""])
def test_a_file_without_front_matter_is_refused(content: str) -> None:
    with pytest.raises(CorpusError, match="no front matter") as caught:
        with_fields(content, {"title": "A"})
    assert ".md" in caught.value.hint


@given(text=TEXTS)
@example(text="\ufeffText")
def test_an_article_of_a_txt_file_is_written_to_the_letter(text: str) -> None:
    content = article_content("a-story.txt", Article("a-story", "A story", text))
    assert content is not None
    assert parse_article("a-story.txt", content.encode()) == Article("a-story", "A story", text)


def test_a_txt_file_is_not_written_where_it_would_lose_something() -> None:
    assert article_content("a-story.txt", Article("a-story", "Another title", "Text.")) is None
    assert article_content("a-story.txt", Article("a-story", "A story", "Text.", language="en")) is None


def test_an_article_that_no_file_can_be_is_refused() -> None:
    with pytest.raises(CorpusError, match="cannot be written"):
        article_content("a-story.md", Article("a-story", "A", "Text.", language="PT-br"))
