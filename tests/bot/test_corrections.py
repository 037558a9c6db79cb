"""Corrections on their way from the articles to the reader: the real desk, records and pages; then it all changes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.marking import Marking
from bot.newsroom import Newsroom
from bot.outcome import outcome
from bot.page import Page
from bot.records.records import Records
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages
from bot.rendering.checks import check_pages
from bot.rendering.lists import search_pages, sources_pages
from bot.words.catalogue import words_in
from retrieval.answer import Answer
from retrieval.fates import fates
from tests.bot.conftest import House
from tests.bot.records_home import CHANNEL, answer

ENGLISH = words_in("en")
ARTICLES = {
    "first-count": ("A first count", "2026-05-04", "", "Forty boats sank in the old harbour of Harbourtown."),
    "later-count": ("A later count", "2026-05-06", "", "Fifty-two boats sank in the old harbour of Harbourtown."),
    "bridge": ("The bridge", "2026-05-04", "", "The council closed the Long Bridge of Harbourtown on 2 May 2026."),
    "bridge-too": (
        "The bridge again", "2026-05-07", "", "The council closed the Long Bridge of Harbourtown on 1 May 2026.",
    ),
    "money": ("Money", "2026-05-05", "status: retracted\n", "Nora Finch took nine thousand crowns from a builder."),
    "walls": (
        "A plan for walls", "2026-05-08", "status: superseded\nsuperseded_by: vote\n",
        "The new sea walls will cost six million crowns.",
    ),
    "vote": ("Councillors vote", "2026-06-01", "", "Councillors chose a smaller project. The vote was eight to three."),
    "ferry": ("The ferry", "2026-05-09", "status: corrected\n", "The ferry to Saint Anne sails again on Wednesday."),
}  # fmt: skip


@dataclass
class Paper:
    """A newsroom over the articles, and the channel in which its answers stand."""

    house: House
    newsroom: Newsroom
    records: Records
    shown: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marking = Marking(self.records, self.edit, pause=0.0)

    async def edit(self, channel_id: int, message_id: int, page: Page) -> None:
        assert channel_id == CHANNEL
        self.shown[message_id] = page.text

    def write(self, article_id: str, text: str, status: str = "") -> None:
        title, published, _, _ = ARTICLES[article_id]
        content = f"---\ntitle: {title}\nsource: The Gazette\npublished: {published}\n{status}---\n{text}\n"
        (self.house.articles / f"{article_id}.md").write_text(content, encoding="utf-8")

    async def ask(self, question: str) -> str:
        """What the channel shows; the answer is kept, and read from the records again."""
        reply = await self.newsroom.desk.ask(question)
        assert isinstance(reply, Answer)
        kept = answer(reply=reply, question=question, message_id=len(self.shown) + 1)
        await self.records.keep(kept)
        assert (await self.kept(kept.message_id)).reply == reply
        self.shown[len(self.shown) + 1] = answer_pages(kept, ENGLISH)[0].text
        return self.shown[len(self.shown)]

    async def kept(self, message_id: int | None) -> KeptAnswer:
        kept = await self.records.answer_at(message_id or 0)
        assert kept is not None
        return kept

    async def publish(self) -> int:
        """Index the articles, follow, and mark; return how many answers were edited."""
        before = self.newsroom.current
        assert before is not None
        assert self.house.run("index").exit_code == 0
        await self.newsroom.look()
        now = self.newsroom.current
        assert now is not None
        return await self.marking.mark(now, tuple(before.articles.values()))


async def never() -> None:
    raise AssertionError("it was indexed already")


@pytest.fixture
async def paper(house: House, tmp_path: Path) -> AsyncIterator[Paper]:
    house.configure("[answering]\nminimum_confidence = 0.0\nsentences = 1\n")
    for article in house.articles.iterdir():
        article.unlink()
    records = await Records.open("sqlite:///records.db", tmp_path)
    paper = Paper(house, Newsroom(house.settings, never), records)
    for article_id, (_, _, status, text) in ARTICLES.items():
        paper.write(article_id, text, status)
    assert house.run("index").exit_code == 0
    await paper.newsroom.look()
    yield paper
    await paper.newsroom.close()
    await records.close()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Nora Finch take from a builder?", "**⚠ Retracted by its publisher**\n[1] Money"),
        ("What will the new sea walls cost?", "**⚠ Superseded by: Councillors vote**\n[1] A plan for walls"),
        ("When does the ferry to Saint Anne sail again?", "**⚠ Corrected by its publisher**\n[1] The ferry"),
    ],
)
async def test_a_status_in_the_front_matter_is_printed_with_the_citation(
    paper: Paper, question: str, told: str
) -> None:
    assert told in await paper.ask(question)


async def test_two_numbers_and_two_dates_are_both_shown_newest_first_and_it_is_said(paper: Paper) -> None:
    for question, newer, older in (
        ("How many boats sank in the old harbour of Harbourtown?", "Fifty-two boats", "Forty boats"),
        ("When was the Long Bridge of Harbourtown closed?", "1 May 2026", "2 May 2026"),
    ):
        shown = await paper.ask(question)
        places = [
            shown.index(words) for words in (r"⚠ The sources disagree, newest first:** \[1\] \[2\]", newer, older)
        ]
        assert places == sorted(places)
        reply = (await paper.kept(len(paper.shown))).reply
        assert isinstance(reply, Answer)
        assert outcome(reply)["disagreement"] == [1, 2]


async def test_a_status_is_told_in_a_search_a_check_and_the_list(paper: Paper) -> None:
    desk = paper.newsroom.desk
    searched = search_pages(await desk.search("sea walls million"), "sea walls million", ENGLISH)[0].text
    assert "Superseded by: Councillors vote" in searched
    listed = "".join(page.text for page in sources_pages(desk.sources(), ENGLISH))
    assert "Superseded by: Councillors vote" in listed
    assert "Retracted by its publisher" in listed
    examined = await desk.check("The new sea walls will cost seven million crowns.")
    assert "Superseded by: Councillors vote" in check_pages(examined, ENGLISH)[0].text


async def test_what_becomes_of_the_sources_is_told_in_the_channel(paper: Paper) -> None:
    boats = "How many boats sank in the old harbour of Harbourtown?"
    assert "disagree" in await paper.ask(boats)
    await paper.ask("When does the ferry to Saint Anne sail again?")
    await paper.ask("What will the new sea walls cost?")
    (paper.house.articles / "first-count.md").unlink()
    assert await paper.publish() == 1
    assert "taken down" in paper.shown[1]
    assert "Forty" not in paper.shown[1]
    assert "Fifty-two boats sank" in paper.shown[1]
    assert "disagree" not in paper.shown[1]

    paper.write("ferry", "The ferry to Saint Anne sails again on Thursday.", "status: corrected\n")
    paper.write("walls", ARTICLES["walls"][3], "status: retracted\n")
    assert await paper.publish() == 2
    assert "it is quoted as it stood then" in paper.shown[2]
    assert "Retracted by its publisher" in paper.shown[3]
    assert "This became known after it was quoted here." in paper.shown[3]

    paper.write("first-count", ARTICLES["first-count"][3])
    assert await paper.publish() == 1
    first = await paper.kept(1)
    assert paper.shown[1] == answer_pages(first, ENGLISH)[0].text
    articles = paper.newsroom.desk.articles
    assert (
        paper.shown[2]
        == answer_pages(await paper.kept(2), ENGLISH, fates((await paper.kept(2)).reply, articles))[0].text
    )


async def test_an_answer_given_after_a_change_is_not_marked_for_it(paper: Paper) -> None:
    paper.write("ferry", "The ferry to Saint Anne sails again on Thursday.")
    await paper.publish()
    shown = await paper.ask("When does the ferry to Saint Anne sail again?")
    assert "⚠" not in shown
    kept = await paper.kept(1)
    assert not any(fate.changed for fate in fates(kept.reply, paper.newsroom.desk.articles).values())
