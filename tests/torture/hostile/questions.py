"""Hostile questions, and hostile replies of a language model, at the desk: every answer is cited, and shown safely."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.outcome import as_line, outcome
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.answers import answer_pages, request_page, shared_page
from bot.rendering.checks import check_pages
from bot.rendering.lists import search_pages
from bot.rendering.passages import passage_pages
from bot.words.catalogue import LANGUAGES, words_in
from retrieval.answer import Answer, Reply
from retrieval.asking import LONGEST
from retrieval.desk import Desk
from retrieval.edition import Stand
from retrieval.lane import Lane
from retrieval.reader import Reader
from retrieval.settings import AnsweringSettings
from tests.fakes import FakeEmbedder
from tests.newsprint import ELECTION, GARDEN, STORM, printed
from tests.page_laws import check
from tests.quality.obedient import ObedientModel
from tests.quality.test_hostile import EVENLY, writing
from tests.torture.counting import Count
from tests.torture.hostile.laws import SECONDS, Tally, check_reply, check_words
from tests.torture.hostile.nasties import drawn, hostile, jsons

NOW = datetime(2026, 5, 5, tzinfo=UTC)
ASKING = "How many boats sank in the old harbour?"


async def asked(desk: Desk, what: str, tries: int, seed: int, seconds: float = SECONDS) -> Count:
    """Ask a desk: questions, follow-ups, words to search for, messages to check."""
    tally = Tally(what, seconds)
    texts = drawn(st.tuples(hostile(longest=1 << 20), hostile(longest=4_000)), tries, seed)
    for number, (question, earlier) in enumerate(texts):
        if number % 3 == 0:
            question = f"{ASKING} {question}"
        with tally.one((question, earlier)):
            if number % 10 == 8:
                examination = await desk.check(question[:4000])
                _hold(check_pages(examination, words_in(LANGUAGES[number % 5])), question)
                tally.note("checked")
            elif number % 10 == 9:
                found = await desk.search(question)
                for citation in found:
                    assert citation.quote == desk.articles[citation.article_id].text[citation.start : citation.end]
                _hold(search_pages(found, question[:60], words_in("en")), question)
                tally.note("searched")
            else:
                reply = await desk.ask(question, (earlier,) if number % 2 else ())
                tally.note(check_reply(reply, desk.articles))
                if len(question) <= LONGEST:  # the bot takes no longer one
                    check_shown(desk, reply, question, LANGUAGES[number % 5])
    return tally.count()


async def answered_by_a_model(tries: int, seed: int) -> Count:
    """Let a model reply with hostile words, quoting real ones, real ones altered, and none."""
    tally, lane, embedder = Tally("replies of a language model"), Lane(), FakeEmbedder()
    stand = Stand(printed(STORM, ELECTION, GARDEN))
    for reply, question in drawn(st.tuples(_replies(), hostile(longest=700)), tries, seed):
        writer = writing(ObedientModel(reply), lane, embedder)
        desk = Desk(stand, embedder, EVENLY, writer, lane, AnsweringSettings(minimum_confidence=0.0))
        with tally.one((reply, question)):
            told = await desk.ask(f"{ASKING} {question}", reader=Reader("de"))
            check_reply(told, desk.articles)
            tally.note("written" if isinstance(told, Answer) and told.written_by == "model" else "quoted or declined")
            check_shown(desk, told, f"{question}{reply}", "de")
    await lane.close()
    return tally.count()


def check_shown(desk: Desk, reply: Reply, given: str, language: str) -> None:
    """Hold every page that a reply can be shown on against the laws of pages."""
    words = words_in(language)
    kept = KeptAnswer("k3m9x2p7qw1z", 1, 2, 3, 4, False, language, reply.question, reply, NOW)
    _hold(answer_pages(kept, words), given)
    check(request_page(kept, words, "<@1>"))
    # Who shared it stands above the page, in the room that is left below Discord's own limit.
    assert limits.characters(shared_page(kept, words, "<@1>").parts) <= limits.CHARACTERS
    for citation in (reply.citations if isinstance(reply, Answer) else reply.nearest)[:1]:
        _hold(passage_pages(kept, citation, desk.articles[citation.article_id].text, words)[0], given)
    as_line(outcome(reply)).encode()


def _hold(pages: Sequence[Any], given: str) -> None:
    for page in pages:
        check(page)
        for part in page.parts:
            if markdown := getattr(part, "markdown", ""):
                check_words(markdown, given)


def _replies() -> st.SearchStrategy[str | dict[str, Any]]:
    """What a model that was turned may send: drafts in form with hostile words, JSON out of form, no JSON."""
    sentences = [line for article in (STORM, ELECTION, GARDEN) for line in article.text.split("\n") if line]
    real = st.sampled_from([*sentences, *(each for line in sentences for each in line.split(". "))])
    altered: list[Callable[[str, str], str]] = [
        lambda words, _: words, lambda words, _: words, lambda words, nasty: f"{words} {nasty}",
        lambda words, nasty: f"{nasty} {words}", lambda words, nasty: words.replace(" ", nasty, 1),
        lambda _, nasty: nasty,
    ]  # fmt: skip
    words = st.builds(
        lambda change, said, nasty: change(said, nasty), st.sampled_from(altered), real, hostile(longest=700)
    )
    keys = st.sampled_from(["@", "@", "@", "@upper", "@hidden", "storm:0-10", "p1a2b", ""])
    quotes = st.lists(st.fixed_dictionaries({"evidence": keys, "words": words}), min_size=1, max_size=3)
    translation = st.none() | words
    claim = st.fixed_dictionaries({"text": words, "translation": translation, "quotes": quotes})
    same = st.builds(
        lambda said, told: {"text": said, "translation": told, "quotes": [{"evidence": "@", "words": said}]},
        real, translation,
    )  # fmt: skip
    formed = st.fixed_dictionaries(
        {"in_sources": st.just(True), "claims": st.lists(claim | same, min_size=1, max_size=3)}
    )
    broken = st.fixed_dictionaries({"in_sources": jsons(), "claims": jsons()}).map(
        lambda told: json.dumps(told, default=str)
    )
    return st.one_of(formed, formed, formed, broken, hostile(longest=40_000))
