import re
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from corpus.article import Article, Status
from corpus.fields import FIELDS
from corpus.folder import read_folder
from corpus.front_matter import MAX_CHARACTERS
from corpus.naming import ALLOWED, MAX_ID_CHARACTERS
from corpus.parse import parse_article

CORPUS = Path(__file__).parents[2] / "corpus"
README = (CORPUS / "README.md").read_text(encoding="utf-8")


def test_the_story_is_to_the_letter_and_nothing_is_invented_about_it() -> None:
    (story,) = [
        article for article in read_folder(CORPUS / "articles") if article.id == "uk-parliament-closes-tiktok-account"
    ]
    assert sha256(story.text.encode()).hexdigest() == "26da11327e60acfae6179db753d200f3e12b8c2356aa06ddde689cdd1f3fc250"
    assert story == Article(
        id="uk-parliament-closes-tiktok-account",
        title="UK Parliament closes TikTok account",
        text=story.text,
        language="en",
    )


def test_the_examples_of_the_format_are_articles_with_every_key() -> None:
    example, superseded = re.findall(r"```markdown\n(.*?)```", README, flags=re.DOTALL)
    assert parse_article("library.md", example.encode()) == Article(
        id="library",
        title="Council votes: the library stays open",
        text="The council voted on Friday to keep the library open.\n\nA spokesperson said: “We listened.”\n",
        source="The Example Gazette",
        published=date(2024, 3, 1),
        url="https://example.org/news/library",
        author="A. Writer",
        language="en",
    )
    assert parse_article("library-closes.md", superseded.encode()) == Article(
        id="library-closes",
        title="Council to close the library",
        text="The council wants to close the library.\n",
        published=date(2024, 2, 20),
        status=Status.SUPERSEDED,
        superseded_by="council-votes",
    )
    keys = [line.partition(":")[0] for line in (example.splitlines()[1:7] + superseded.splitlines()[3:5])]
    assert keys == list(FIELDS)


def test_an_article_without_a_status_keeps_the_digest_it_always_had() -> None:
    story = Article("story", "A story", "Its text.", published=date(2024, 3, 1), language="en")
    assert story.digest == "84b2f8814085400d38f894ea73866fd5468e76b62d19f8704032ff1bc12f9c34"
    corrected = replace(story, status=Status.CORRECTED)
    superseded = replace(story, status=Status.SUPERSEDED)
    followed = replace(superseded, superseded_by="other")
    assert len({each.digest for each in (story, corrected, superseded, followed)}) == 4


def test_each_status_is_told_by_the_readme() -> None:
    assert all(f"`{status}`" in README for status in Status)


def test_the_limits_of_the_format_are_those_of_the_code() -> None:
    words = " ".join(README.split())
    assert f"at most {MAX_ID_CHARACTERS} characters: {ALLOWED}" in words
    assert f"front matter has at most {MAX_CHARACTERS:,} characters" in words
    assert "at most 2 MiB" in words


def test_a_digest_changes_with_everything_an_article_says_of_itself() -> None:
    plain = parse_article("a.md", b"---\ntitle: A\n---\nText.")
    others = [
        parse_article(file, content)
        for file, content in [
            ("b.md", b"---\ntitle: A\n---\nText."),
            ("a.md", b"---\ntitle: B\n---\nText."),
            ("a.md", b"---\ntitle: A\n---\nText.\n"),
            *(
                ("a.md", f"---\ntitle: A\n{line}\n---\nText.".encode())
                for line in ("source: B", "published: 2024-03-01", "url: https://b.org", "author: B", "language: en")
            ),
        ]
    ]
    assert len({plain.digest, *(other.digest for other in others)}) == 1 + len(others)
    assert parse_article("a.md", b"---\ntitle: 'A'\n---\nText.").digest == plain.digest
