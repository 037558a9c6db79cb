"""The corpus that the deeds change: what the articles say after so many of them; old and new can be told apart."""

import shutil
from collections.abc import Mapping
from pathlib import Path

STORIES, SENTENCES = 6, 6
QUESTIONS = ("What is sentence 4 of story 3?", "What does sentence 2 of story 1 say?")
SILENT = "Which zebras of the year {number} live in Atlantis?"
CONFIG = """
[corpus]
folder = "articles"
[state]
folder = "state"
[records]
database = "sqlite:///records.db"
[embedding]
model = "bag-of-words"
[answering]
minimum_confidence = 0.4
[limits]
cooldown_seconds = 0.0
[monitoring]
port = 0
"""
GOLDEN = "- question: What is sentence 4 of story 3?\n  article: story-3\n"

Texts = Mapping[str, str]
"""By the articles' ids."""


def stories(version: int) -> dict[str, str]:
    """Half of the sentences is the same in every version, the other names it."""
    return {f"story-{number}": _story(number, version) for number in range(STORIES)}


def _story(number: int, version: int) -> str:
    return " ".join(
        f"Sentence {each} of story {number} stands as it was."
        if each % 2
        else f"Sentence {each} of story {number} is version-{version}."
        for each in range(SENTENCES)
    )


def notes(first: int, last: int) -> dict[str, str]:
    """Short articles of their own, numbered."""
    return {f"note-{number}": f"Note {number} tells of lighthouse {number}." for number in range(first, last + 1)}


def file_of(article_id: str, text: str) -> str:
    """What stands in an article's file."""
    return f"---\ntitle: {title_of(article_id)}\n---\n{text}\n"


def title_of(article_id: str) -> str:
    return article_id.replace("-", " ").capitalize()


def furnish(root: Path, texts: Texts) -> None:
    """A house with these articles, nothing made of them yet."""
    root.mkdir(parents=True)
    (root / "config.toml").write_text(CONFIG, encoding="utf-8")
    (root / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    rewrite(root, texts)


def rewrite(root: Path, texts: Texts) -> None:
    """Let the folder hold these articles and no other, as a hand might that is not killed meanwhile."""
    shutil.rmtree(root / "articles", ignore_errors=True)
    (root / "articles").mkdir()
    for article_id, text in texts.items():
        (root / "articles" / f"{article_id}.md").write_text(file_of(article_id, text), encoding="utf-8")
