"""Hostile files: front matters, articles, attachments of every kind, on the ways by which they come in."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from bot.errors import NothingExtractedError
from bot.extracting import extract
from bot.proposing import EXTRACTION_SECONDS, Kind, Proposed, file_name_for, kind_of, propose, written_article
from bot.records.drafts import Draft
from bot.rendering.drafts import draft_page
from bot.words.catalogue import LANGUAGES, words_in
from corpus.article import Article
from corpus.composing import file_content
from corpus.errors import CorpusError, FaultyCorpus
from corpus.fields import FIELDS
from corpus.folder import read_folder
from corpus.golden import read_golden
from corpus.naming import name_faults
from corpus.parse import key_line, parse_article
from corpus.scanning import suspicions
from tests.page_laws import check
from tests.torture.counting import Count
from tests.torture.hostile.laws import WAITS, Tally, check_words
from tests.torture.hostile.nasties import HTML, WORDS, YAML, contents, drawn, hostile, whole
from tests.torture.hostile.questions import NOW

_APART = 40
"""One page in so many is read in the process that the bot reads pages in, which takes a second to begin."""

_CHARSETS = ("utf-8", "latin-1", "utf-7", "idna", "zip", "x" * 50, None)


async def front_matters(tries: int, seed: int) -> Count:
    """Read articles with hostile front matters, bodies and names; golden questions of the same stuff."""
    lines = st.lists(hostile(YAML, 20_000) | hostile(WORDS, 300), min_size=1, max_size=6).map("\n".join)
    valued = st.builds("{}: {}".format, st.sampled_from(list(FIELDS)), hostile(WORDS + YAML, 300))
    plain = st.builds("title: {}".format, st.sampled_from(["A storm", '"A: storm"', "1984"]))
    front = st.one_of(
        plain, lines, st.lists(valued, max_size=8).map(lambda each: "\n".join(["title: A storm", *each])), valued
    )
    closings = st.sampled_from(["\n---\n", "\n---\n", "\n---\n", "\r\n---\r\n", "\n--- \n", "\n...\n", "\n---", ""])
    openings = st.sampled_from(["---\n", "---\n", "---\n", "---\r\n", "\ufeff---\n", "--- \n", "", "----\n"])
    text = whole(hostile(longest=1 << 20))
    good = st.builds("---\n{}\n---\n{}".format, plain, text).map(str.encode)
    file = contents(st.builds("{}{}{}{}".format, openings, front, closings, text)) | good
    names = st.sampled_from(
        ["a.md", "a.md", "a.md", "a.txt", "A.MD", "a b.md", "\u202e.md", "con.md", "a" * 300 + ".md", ".md", "a.html"]
    )
    tally = Tally("front matters and articles")
    for number, (name, content) in enumerate(drawn(st.tuples(names, file), tries, seed)):
        with tally.one((name, content)):
            tally.note(_parsed(name, content))
            if number % 20 == 0:
                _folder(content)
            if number % 20 == 1:
                _golden(content)
    return tally.count()


def _parsed(name: str, content: bytes) -> str:
    key_line(content, "title")
    try:
        article = parse_article(name, content)
    except FaultyCorpus as error:
        for fault in error.faults:
            assert fault.problem, "a fault without a problem"
            assert str(fault).isprintable(), "a fault that is more than a printable line"
        return "refused"
    body = content.decode("utf-8-sig")
    assert body.endswith(article.text), "a text that is not the file's"
    assert not next(name_faults(name), None)
    fields = {key: value for key in FIELDS if (value := getattr(article, key)) is not None}
    assert parse_article("a.md", file_content(fields, article.text).encode()) == Article(
        **{**article.said(), "id": "a"}
    )
    return "read"


def _folder(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "hostile.md").write_bytes(content)
        Path(folder, "plain.txt").write_bytes(b"Forty boats sank.")
        try:
            read_folder(Path(folder))
        except FaultyCorpus as error:
            assert {fault.file for fault in error.faults} <= {"hostile.md"}


def _golden(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "golden.yaml").write_bytes(content)
        try:
            read_golden(Path(folder, "golden.yaml"))
        except CorpusError as error:
            assert str(error).isprintable()


async def attachments(tries: int, seed: int) -> Count:
    """Propose files and pages as articles; a share of the pages in the process that can be ended."""
    markup = st.lists(st.sampled_from(HTML) | whole(hostile(longest=700)), min_size=1, max_size=12).map("".join)
    page = st.one_of(
        markup, markup.map(lambda each: f"<html><body><article>{each}{HTML[4] * 5}"), hostile(HTML, 20_000)
    )
    names = st.sampled_from(
        ["a.md", "a.txt", "a.html", "a.html", "a.htm", "page.xhtml", "../../x.md", "\u202egnp.md", "a" * 250 + ".txt"]
    )
    tally = Tally("attachments and pages")
    made = st.tuples(names, contents(page | hostile(longest=1 << 20)), st.sampled_from(_CHARSETS))
    for number, (name, content, charset) in enumerate(drawn(made, tries, seed)):
        kind = kind_of(name) or "text"
        apart = number % _APART == 0
        with tally.one((name, charset, content), waits=EXTRACTION_SECONDS + WAITS if apart else WAITS):
            try:
                proposed = await _proposed(content, kind, name, charset, apart=apart)
            except (NothingExtractedError, FaultyCorpus) as error:
                assert str(error).isprintable(), "an error that is more than a printable line"
                tally.note("refused")
                continue
            _hold(proposed, number)
            tally.note("proposed")
    return tally.count()


async def _proposed(content: bytes, kind: Kind, name: str, charset: str | None, *, apart: bool) -> Proposed:
    if apart:
        return await propose(content, kind, name=name, charset=charset)
    if kind == "html":
        return extract(content, name=name, url=None, charset=charset)
    return written_article(content, kind, name=name, charset=charset)


def _hold(proposed: Proposed, number: int) -> None:
    """What was found can be shown to a moderator, and written as the file that the moderator confirms."""
    page = draft_page(
        Draft("k3m9x2p7qw1z", 1, 2, proposed, None, NOW),
        suspicions(proposed.text, proposed.title),
        words_in(LANGUAGES[number % len(LANGUAGES)]),
    )
    check(page)
    check_words(page.text, f"{proposed}")
    fields = {name: value for name in FIELDS if (value := getattr(proposed, name, None))}
    name = f"{file_name_for(proposed.title)}.md"
    assert not next(name_faults(name), None), "a name that is no article's"
    try:
        content = file_content(fields, proposed.text)
    except CorpusError as error:
        assert str(error).isprintable()
    else:
        assert parse_article(name, content.encode()).text == proposed.text
