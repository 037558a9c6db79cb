"""A small house that faults are put into: real Chroma, real SQLite records, and the six actions of those who use it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.answering import Answering, Question
from bot.line import Line
from bot.metrics import Metrics
from bot.moderating.changes import change_back
from bot.moderating.reviewing import Reviewing
from bot.newsroom import Newsroom
from bot.page import Page
from bot.records.records import Records
from bot.records.values import KeptAnswer
from bot.rendering.troubles import trouble_page
from bot.replies import UNEXPECTED
from bot.settings import Settings, load
from bot.sweeping import sweep_once
from bot.words.catalogue import Words, words_in
from corpus.changing import Change
from corpus.errors import NewsdeskError
from corpus.folder import read_folder
from retrieval.answer import Answer, NoAnswer
from retrieval.edition import open_current
from retrieval.history import articles_of
from retrieval.publishing import Publication
from retrieval.snapshot import read_pointer
from tests.newsprint import ELECTION, GARDEN, STORM
from tests.replies import ANSWER

GUILD, MODERATOR, READER, CHANNEL = 5, 7, 10**18 + 1, 9
HOW_MANY = "How many boats sank in the old harbour?"
FORTY, FIFTY = "Forty boats sank in the old harbour.", "Fifty boats sank in the old harbour."
FRONT = "---\ntitle: {}\nsource: The Gazette\npublished: 2026-05-04\n---\n{}\n"
NEW = FRONT.format("A new bridge", "The bridge to the island opened in July. Three hundred walkers crossed it.")
KEPT_ID = "KEPTanswer01"
CONFIG = """[corpus]
folder = "articles"
[state]
folder = "state"
[records]
database = "sqlite:///records/newsdesk.db"
[answering]
minimum_confidence = 0.0
[limits]
cooldown_seconds = 0.0
[monitoring]
port = 0
"""
BAG_OF_WORDS = '[embedding]\nmodel = "bag-of-words"\n'
Texts = dict[str, str]
ACTIONS = ("reload", "add", "remove", "rollback", "feedback", "question")
EN = words_in("en")


class Told(logging.Handler):
    """What the operator reads."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        trace = f" TRACEBACK {record.exc_info[1]!r}" if record.exc_info else ""
        self.lines.append(line + trace)


@dataclass
class Shown:
    """Where an answer is shown: see ``bot.places.Place``."""

    words: Words = EN
    language: str | None = "en"
    private: bool = False
    guild_id: int | None = GUILD
    pages: list[Page] = field(default_factory=list)

    async def show(self, page: Page) -> tuple[int, int]:
        self.pages.append(page)
        return CHANNEL, len(self.pages)


@dataclass
class Bot:
    """The bot while it runs on the house."""

    home: Path
    settings: Settings
    records: Records
    newsroom: Newsroom
    reviewing: Reviewing
    answering: Answering
    answers: list[Answer | NoAnswer] = field(default_factory=list)

    async def do(self, action: str) -> str:
        """Do one of the actions; return "done", or what who did it reads. WRONG when that is not what it should be."""
        try:
            return await (self.ask() if action == "question" else self._do(action))
        except NewsdeskError as error:
            read = trouble_page(error, EN).text
            return f"WRONG: {error}" if not read or EN(UNEXPECTED) in read else f"told: {error}; {error.hint}"
        except Exception as error:
            return f"WRONG: {error!r}"

    async def _do(self, action: str) -> str:
        if action == "feedback":
            return "done" if await self.records.vote(KEPT_ID, READER + 1, False, "it was fifty") else "WRONG: gone"
        change = await self._change(action)
        findings = await self.reviewing.open(GUILD, MODERATOR, change, action)
        if findings is None:
            return "done before"
        await self.reviewing.confirm(findings.review, MODERATOR)
        await self.records.audit.write(GUILD, MODERATOR, "published", findings.review.staged, {"action": action})
        return "done"

    async def _change(self, action: str) -> Change:
        match action:
            case "add":
                return Change({"bridge.md": NEW})
            case "remove":
                return Change(removed=("election.md",)) if (self.home / "articles/election.md").exists() else Change()
            case "rollback":
                state = self.settings.state.folder
                pointer = read_pointer(state)
                first = [name for name in pointer.names if len(articles_of(state, name)) == 2] if pointer else [""]
                return change_back(self.settings.corpus.folder, state, first[0])
        return Change()

    async def ask(self) -> str:
        """Ask what every edition answers; what is shown, and what is cited, must stand in the articles."""
        place, seen = Shown(), len(self.answers)
        with self.answering.line.ticket(READER) as ticket:
            await self.answering.answer(Question(HOW_MANY, READER, CHANNEL, "ask"), ticket, place)
        shown = place.pages[-1].text if place.pages else ""
        if len(self.answers) == seen:
            return f"told: {shown}" if shown and EN(UNEXPECTED) not in shown else f"WRONG: shown {shown!r}"
        reply = self.answers[-1]
        if isinstance(reply, NoAnswer) or reply.citations[0].quote not in (FORTY, FIFTY):
            return f"WRONG: {reply!r}"[:300]
        edition = self.newsroom.current
        known = set(known_texts().values())
        for cited in reply.citations:
            if not any(text[cited.start : cited.end] == cited.quote for text in known):
                return f"WRONG: cited what no article says: {cited.quote!r}"
        return "done" if edition and reply.citations[0].quote in shown else f"WRONG: shown {shown!r}"


def known_texts() -> Texts:
    """The text of each article that was ever published here."""
    texts = {each.id: f"{each.text}\n" for each in (STORM, ELECTION, GARDEN)}
    return {**texts, "storm, changed": texts["storm"].replace(FORTY, FIFTY), "bridge": NEW.rsplit("---\n", 1)[1]}


@asynccontextmanager
async def running(home: Path, *, restores: bool = True) -> AsyncIterator[Bot]:
    """The bot on the house; with ``restores`` it may make a damaged edition anew. Raises NewsdeskError."""
    settings = load(home / "config.toml")

    async def restore() -> None:
        if not restores:
            raise AssertionError("a sound house was restored")
        await asyncio.to_thread(wiring.restore, settings)

    async def stage(change: Change) -> Publication:
        return await asyncio.to_thread(wiring.stage_change, settings, change)

    records = await Records.open(settings.records.database, home)
    newsroom = Newsroom(settings, restore)
    try:
        await newsroom.look()
        answering = Answering(newsroom, records, Line(settings.limits), settings, Metrics())
        bot = Bot(home, settings, records, newsroom, Reviewing(newsroom, records, settings, stage), answering)
        _overhear(bot)
        yield bot
        await answering.gap_keeping.close()
    finally:
        await newsroom.close()
        await records.close()


def _overhear(bot: Bot) -> None:
    """Have the replies that are shown at hand as values."""
    count = bot.answering._count

    def heard(considered: object) -> None:
        bot.answers.append(considered.reply)  # type: ignore[attr-defined]
        count(considered)  # type: ignore[arg-type]

    bot.answering._count = heard  # type: ignore[method-assign]


async def furnish(home: Path, more: str = BAG_OF_WORDS) -> None:
    """Make the house: two editions, so that one can be gone back to, and something of everything in the records."""
    (home / "articles").mkdir(parents=True)
    (home / "config.toml").write_text(CONFIG + more)
    for article in (STORM, ELECTION):
        (home / "articles" / f"{article.id}.md").write_text(FRONT.format(article.title, article.text))
    settings = load(home / "config.toml")
    wiring.index(settings)
    (home / "articles" / "garden.md").write_text(FRONT.format(GARDEN.title, GARDEN.text))
    wiring.index(settings)
    async with running(home, restores=False) as bot:
        await bot.records.keep(_kept())
        await bot.records.vote(KEPT_ID, READER, True)
        await bot.records.rooms.set(GUILD, CHANNEL, private=True)
        await bot.records.audit.write(GUILD, MODERATOR, "added", "garden.md", {})
        await sweep_once(bot.records, bot.settings.records, datetime.now(UTC))


def _kept() -> KeptAnswer:
    now = datetime.now(UTC)
    return KeptAnswer(KEPT_ID, READER, GUILD, CHANNEL, 11, False, "en", ANSWER.question, ANSWER, now)


async def lost(bot: Bot, voted: bool) -> list[str]:
    """What is missing of what was kept and acknowledged."""
    records, missing = bot.records, []
    if await records.answer(KEPT_ID) is None:
        missing.append("the answer")
    if (await records.held_of(READER)).feedback != 1 or (voted and (await records.held_of(READER + 1)).feedback != 1):
        missing.append("feedback")
    if not (await records.rooms.chosen(GUILD, CHANNEL)).get("private"):
        missing.append("a setting")
    if "added" not in [entry.action for entry in await records.audit.last(GUILD, 50)]:
        missing.append("the audit")
    return missing


def articles_in(home: Path) -> Texts:
    """The articles of the folder."""
    return {article.id: article.text for article in read_folder(home / "articles")}


def articles_served(home: Path) -> Texts:
    """Those of the edition that serves, read from the disk. Raises ShelfError."""
    settings = load(home / "config.toml")
    state = settings.state.folder
    embedder = wiring.embedder_of(settings.embedding, state)
    edition = open_current(state, wiring.shelf_of(settings, state), embedder.fingerprint)
    try:
        return {article.id: article.text for article in edition.articles.values()}
    finally:
        edition.close()


def states_of(action: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The articles before an action, and after it."""
    texts = known_texts()
    before = {each: texts[each] for each in ("storm", "election", "garden")}
    match action:
        case "reload":
            return before, {**before, "storm": texts["storm, changed"]}
        case "add":
            return before, {**before, "bridge": texts["bridge"]}
        case "remove":
            return before, {each: before[each] for each in ("storm", "garden")}
        case "rollback":
            return before, {each: before[each] for each in ("storm", "election")}
    return before, before
