"""What holds whatever somebody writes: in time, no exception, every word cited, nothing shown that does anything."""

import logging
import re
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter, process_time
from types import FrameType
from typing import Any

from discord import app_commands

from bot.words.catalogue import LANGUAGES, words_in
from corpus.article import Article
from corpus.errors import NewsdeskError
from retrieval.answer import Answer, Citation, NoAnswer, Reply, WrittenBy
from tests.discord_markdown import read
from tests.page_laws import LINK
from tests.torture.counting import Count

SECONDS = 2.0
"""Of the processor: what else the machine does is nobody's fault."""

WAITS = 30.0
"""In which everything ends, whatever it waits for."""

HANGS = 60
_OUR_LINES = re.compile(r"^(?:> |### |-# |- )", re.MULTILINE)
_EXCEPTION = re.compile(
    r"Traceback \(most recent|File \"[^\"]+\", line \d|\b[A-Z][A-Za-z]+(?:Error|Exception|Warning)\b"
)


class Hung(Exception):
    """Something took so long that nobody waits for it."""


@dataclass
class Tally:
    """Tries of one kind: how many, what went wrong, and which took longest."""

    what: str
    seconds: float = SECONDS
    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    longest: float = 0.0
    slowest: str = ""
    seen: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def one(self, given: object, waits: float = WAITS) -> Iterator[None]:
        """Try one thing: what escapes, or takes too long, is wrong."""
        self.tried += 1
        began, worked = perf_counter(), process_time()
        try:
            with _in_time():
                yield
        except Exception as error:  # whatever it is, it is what must not be
            self.wrong.append(f"{type(error).__name__}: {_short(str(error))} of {_short(repr(given))}")
        waited, took = perf_counter() - began, process_time() - worked
        if took > self.longest:
            self.longest, self.slowest = took, _short(repr(given))
        if took > self.seconds or waited > waits:
            self.wrong.append(f"{took:.1f} s of work, {waited:.1f} s in all for {_short(repr(given))}")

    def note(self, outcome: str) -> None:
        """Count what came of a try."""
        self.seen[outcome] = self.seen.get(outcome, 0) + 1

    def count(self) -> Count:
        """Return the line of the report."""
        outcomes = ", ".join(f"{number} {outcome}" for outcome, number in sorted(self.seen.items()))
        seen = f"{outcomes}; longest {self.longest:.2f} s: {self.slowest}"
        return Count(self.what, self.tried, tuple(self.wrong), seen)


@contextmanager
def _in_time() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Hung(f"nothing after {HANGS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 300 else f"{line[:200]} … {line[-60:]} ({len(text)} characters)"


def _ways_to_quote(citation: Citation) -> set[str]:
    if not citation.attribution:
        return {citation.quote}
    words = {citation.start: citation.quote, citation.attribution.start: str(citation.attribution_quote)}
    return {between.join(words[start] for start in sorted(words)) for between in (" ", " … ")}


def check_reply(reply: Reply, articles: Mapping[str, Article]) -> str:
    """Hold a reply against the articles: nothing is said that does not stand there, letter for letter."""
    citations = {each.number: each for each in (reply.citations if isinstance(reply, Answer) else reply.nearest)}
    for citation in citations.values():
        text = articles[citation.article_id].text
        assert citation.quote, "a quotation of nothing"
        assert text[citation.start : citation.end] == citation.quote, "a quotation that is no slice of its article"
        spoken = citation.attribution
        assert (spoken.of(text) if spoken else None) == citation.attribution_quote, (
            "a speaker that is not in the article"
        )
    if isinstance(reply, NoAnswer):
        return reply.reason.value
    assert reply.claims, "an answer that says nothing"
    for claim in reply.claims:
        assert claim.citations, "a sentence without a citation"
        assert set(claim.citations) <= citations.keys(), "a citation of nothing"
        quoted = any(claim.text in _ways_to_quote(citations[number]) for number in claim.citations)
        own = quoted or reply.written_by is WrittenBy.MODEL
        assert own, "a sentence that is not its quotation"
    return "answered"


def check_words(markdown: str, given: str = "") -> None:
    """Hold what stands in a channel to this: it does nothing, mentions nobody, and tells of no exception."""
    if markdown in _own_words():
        return
    # Our own marks for what came and went are no one else's: those of others are escaped, sign by sign.
    plain = LINK.sub("", _OUR_LINES.sub("", markdown)).replace("**", " ").replace("~~", " ")
    found = read(plain)[1] - {"heading"}
    assert not found, f"Discord finds {', '.join(found)} in: {_short(markdown)}"
    told = _EXCEPTION.search(markdown)
    assert told is None or told[0] in given, f"an exception is told of: {told[0]}"


@cache
def _own_words() -> frozenset[str]:
    """The bot's own messages that have no variables: their markdown is meant."""
    own: set[str] = set()
    for language in LANGUAGES:
        words = words_in(language)
        for message in words._bundle._messages:
            try:
                own.add(words(message))
            except ValueError:
                continue
    own.update(words_in(language)("help-text", check=words_in(language)("command-check")) for language in LANGUAGES)
    return frozenset(own)


class Overheard(logging.Handler):
    """The exceptions that the log was told of and that are not the house's own."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, NewsdeskError | app_commands.AppCommandError):
            self.told.append(f"{record.name} {record.getMessage()[:80]}: {type(error).__name__}: {error}"[:300])

    def take(self) -> Sequence[str]:
        """Return what was told since the last time."""
        told, self.told = self.told, []
        return told


def said(body: Any) -> Iterator[str]:
    """Yield all markdown of a request's body."""
    if isinstance(body, list):
        for each in body:
            yield from said(each)
    elif isinstance(body, dict):
        content = body.get("content")
        if isinstance(content, str):
            yield content
        for value in body.values():
            if isinstance(value, list | dict):
                yield from said(value)
