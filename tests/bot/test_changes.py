"""What a moderator asks for as a change of files: held by what the articles would be after it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.moderating.changes import Fields, adding, editing, removing
from bot.proposing import Proposed
from corpus.article import Article, Status
from corpus.changing import Change, with_change
from corpus.errors import CorpusError, FaultyCorpus

FOUND = Proposed("Roses in bloom", "The garden opened.", "The Gazette", date(2026, 5, 4), "https://gazette.example/r")
STORM = (
    "---\n# by Ann\ntitle: A storm\nsource: 'The Gazette'\nauthor: A. Writer\nlanguage: en\n---\nForty boats sank.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024" / "storm.md").write_text(STORM)
    (tmp_path / "note.txt").write_text("A note, to the letter.\r\n", newline="")
    return tmp_path


def after(folder: Path, change: Change) -> dict[str, Article]:
    return {article.id: article for article in with_change(folder, change)}


def test_a_new_article_is_a_file_of_its_own_named_after_its_title(folder: Path) -> None:
    change = adding(folder, FOUND, None)
    assert (list(change.written), change.removed) == (["roses-in-bloom.md"], ())
    assert after(folder, change)["roses-in-bloom"] == Article(
        "roses-in-bloom", FOUND.title, FOUND.text, FOUND.source, FOUND.published, FOUND.url
    )


@pytest.mark.parametrize(
    ("title", "name"), [("Storm", "storm-2.md"), ("NOTE", "note-2.md"), ("ReadMe", "readme-2.md"), ("?!", "article.md")]
)
def test_no_new_article_takes_the_place_of_a_file_that_stands_or_of_the_notes(
    folder: Path, title: str, name: str
) -> None:
    change = adding(folder, Proposed(title, "Text."), None)
    assert list(change.written) == [name]
    assert len(after(folder, change)) == 3


def test_a_faulty_file_keeps_its_name_from_new_articles(folder: Path) -> None:
    (folder / "roses-in-bloom.md").write_text("no front matter")
    assert list(adding(folder, FOUND, None).written) == ["roses-in-bloom-2.md"]


def test_what_is_replaced_keeps_its_id_its_place_and_what_the_new_text_does_not_say(folder: Path) -> None:
    change = adding(folder, Proposed("The storm", "Fifty boats sank.", published=date(2026, 5, 5)), "storm")
    assert (list(change.written), change.removed) == (["2024/storm.md"], ())
    assert after(folder, change)["storm"] == Article(
        "storm", "The storm", "Fifty boats sank.", "The Gazette", date(2026, 5, 5), None, "A. Writer", "en"
    )


def test_a_text_file_that_is_replaced_becomes_markdown(folder: Path) -> None:
    change = adding(folder, FOUND, "note")
    assert (list(change.written), change.removed) == (["note.md"], ("note.txt",))
    assert after(folder, change)["note"].title == FOUND.title


@pytest.mark.parametrize("content", ["no front matter", "---\ntitle: [\n---\n", "", None])
def test_a_faulty_article_can_be_replaced(folder: Path, content: str | None) -> None:
    path = folder / "2024" / "storm.md"
    path.unlink()
    if content is None:
        path.symlink_to("nowhere.md")
    else:
        path.write_text(content)
    assert after(folder, adding(folder, FOUND, "storm"))["storm"].source == FOUND.source


def test_an_article_is_removed_wherever_it_stands_faulty_or_not(folder: Path) -> None:
    assert removing(folder, "storm") == Change(removed=("2024/storm.md",))
    (folder / "note.txt").write_text("")
    assert after(folder, removing(folder, "note")).keys() == {"storm"}
    (folder / "storm.txt").write_text("Of the same id.")
    assert removing(folder, "storm.txt") == Change(removed=("storm.txt",))
    assert removing(folder, "2024/storm.md") == Change(removed=("2024/storm.md",))


def test_only_the_lines_of_the_fields_that_change_are_touched(folder: Path) -> None:
    change = editing(folder, "storm", {"author": None, "published": "2026-05-04", "language": "PT-br", "source": ""})
    assert change == Change(
        {
            "2024/storm.md": "---\n# by Ann\ntitle: A storm\nlanguage: pt-BR\npublished: 2026-05-04\n---\n"
            "Forty boats sank.\n"
        }
    )


def test_a_status_is_given_and_taken_back(folder: Path) -> None:
    change = editing(folder, "storm", {"status": "superseded", "superseded_by": "note"})
    storm = after(folder, change)["storm"]
    assert (storm.status, storm.superseded_by) == (Status.SUPERSEDED, "note")
    (folder / "2024" / "storm.md").write_text(change.written["2024/storm.md"])
    assert editing(folder, "storm", {"status": None, "superseded_by": ""}) == Change({"2024/storm.md": STORM})


def test_a_text_file_that_is_to_say_more_becomes_markdown_its_text_to_the_letter(folder: Path) -> None:
    change = editing(folder, "note", {"source": "The Gazette", "published": date(2026, 5, 4)})
    assert (list(change.written), change.removed) == (["note.md"], ("note.txt",))
    note = after(folder, change)["note"]
    assert (note.title, note.source, note.text) == ("Note", "The Gazette", "A note, to the letter.\r\n")


def test_marks_and_line_endings_of_another_editor_stay(folder: Path) -> None:
    (folder / "win.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\nText.\r\n")
    change = editing(folder, "win", {"source": "S"})
    assert change.written["win.md"].encode() == b"\xef\xbb\xbf---\r\ntitle: T\r\nsource: S\r\n---\r\nText.\r\n"


UNFIT: list[tuple[Fields, str]] = [
    ({"published": "4 May"}, 'published is "4 May", which is not a date'),
    ({"url": "ftp://x.example"}, 'url is "ftp://x.example", which is not a web address'),
    ({"language": "english!"}, 'language is "english!", which is not a language tag'),
    ({"status": "wrong"}, 'status is "wrong", which is not a status'),
    ({"title": ""}, "there is no title"),
    ({"title": None}, "there is no title"),
    ({"source": "a\nb"}, "source holds a line break"),
    ({"superseded_by": "note"}, "superseded_by is given, but the status is not superseded"),
    ({"id": "x"}, 'the key "id" is not known'),
]


@pytest.mark.parametrize("article", ["storm", "note"])
@pytest.mark.parametrize(("fields", "told"), UNFIT)
def test_a_value_that_does_not_fit_is_told_in_one_line(folder: Path, fields: Fields, told: str, article: str) -> None:
    if article == "note":
        fields = {
            name: value.replace("note", "storm") if isinstance(value, str) else value for name, value in fields.items()
        }
    with pytest.raises(CorpusError) as raised:
        editing(folder, article, fields)
    assert str(raised.value).startswith(told)
    assert raised.value.hint
    assert str(raised.value).isprintable()


def test_an_article_that_is_added_is_held_to_the_same(folder: Path) -> None:
    for unfit in (
        Proposed("", "T."),
        Proposed("T", ""),
        Proposed("T", "T.", url="x"),
        Proposed("T", "T.", language="!"),
    ):
        for replaces in (None, "storm"):
            if replaces and not unfit.title:
                continue  # the title that stands is kept
            with pytest.raises(CorpusError):
                adding(folder, unfit, replaces)


@pytest.mark.parametrize("name", ["strom", "nothing at all", "", "../2024/storm", "README"])
def test_an_article_that_is_not_there_is_told(folder: Path, name: str) -> None:
    asked: list[Callable[[], Change]] = [
        lambda: removing(folder, name),
        lambda: editing(folder, name, {"title": "T"}),
        lambda: adding(folder, FOUND, name),
    ]
    for change in asked:
        with pytest.raises(CorpusError, match="there is no article") as raised:
            change()
        assert (raised.value.hint == "did you mean `storm`?") == (name == "strom")
        assert raised.value.hint


def test_a_file_at_fault_is_not_edited_but_named_with_its_line(folder: Path) -> None:
    (folder / "note.txt").unlink()
    (folder / "note.txt").symlink_to("/etc/hostname")
    (folder / "2024" / "storm.md").write_text("---\ntitle: T\nno: x\n---\nText.\n")
    for article, place in (("storm", "2024/storm.md:3"), ("note", "note.txt")):
        with pytest.raises(FaultyCorpus) as raised:
            editing(folder, article, {"source": "S"})
        assert [fault.place for fault in raised.value.faults] == [place]
