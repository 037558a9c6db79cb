"""Every pure step that takes a text from outside, and how long a text it can meet."""

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import numpy as np

from bot.decoding import decoded
from bot.errors import FetchRefusedError
from bot.escaping import escaped, isolated, on_one_line, stands_in_a_link, visible
from bot.evaluation.dataset import read_set
from bot.evaluation.matching import holds, occurrences
from bot.moderating.values import Findings, GoldenRun
from bot.presses import press_of
from bot.proposing import Proposed, file_name_for
from bot.records.drafts import Draft as FoundArticle
from bot.records.reviews import Review
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages
from bot.rendering.checks import check_pages
from bot.rendering.differences import MOST_COMPARED
from bot.rendering.drafts import draft_page
from bot.rendering.entries import shown
from bot.rendering.lists import search_pages
from bot.rendering.passages import passage_pages
from bot.rendering.reviews import review_pages
from bot.text_fragment import link_to
from bot.web_address import MAX_CHARACTERS, read_address
from bot.words.catalogue import words_in
from corpus.article import Article
from corpus.changing import Change
from corpus.composing import file_content, with_fields
from corpus.differing import word_difference
from corpus.errors import NewsdeskError
from corpus.front_matter import MAX_CHARACTERS as MOST_FRONT_MATTER
from corpus.golden import MAX_BYTES as MOST_GOLDEN
from corpus.golden import read_golden
from corpus.instructions import WORDINGS
from corpus.naming import name_faults, printable, readable_title, sameness
from corpus.parse import key_line, parse_article
from corpus.scanning import suspicions
from retrieval.answer import Answer, Citation, Claim, Draft, DraftClaim, NoAnswer, Quotation, Reason
from retrieval.asking import LONGEST, leans_on_the_last, take_apart, tidy
from retrieval.claiming import claims_of
from retrieval.comparing import Difference, DifferenceKind, Examination, Judged, Verdict
from retrieval.cutting import cut
from retrieval.evidence import Candidate
from retrieval.facts import dates_in, known_names, names_in, numbers_in, quoted_in
from retrieval.fates import fates
from retrieval.finding import query_of
from retrieval.judging import judge
from retrieval.lexical import build_lexicon
from retrieval.normalising import normalise, places_of
from retrieval.passage import Passage
from retrieval.ports import Vectors
from retrieval.stemming import stems
from retrieval.verifying import verify
from retrieval.wording import tokens_of
from retrieval.writing.disarming import disarmed, restored
from retrieval.writing.drafting import LONGEST_CLAIM, LONGEST_QUOTE, MOST_CHARACTERS, MOST_CLAIMS, MOST_QUOTES, parse
from retrieval.writing.entailing import Entailment
from retrieval.writing.keys import keyed
from retrieval.writing.model_writer import hold
from retrieval.writing.prompt import messages
from retrieval.writing.translating import rendering

MIB = 1 << 20
MESSAGE = 4_000
"""Characters of the longest message of Discord."""

PASSAGE = 4_000
"""The most that [cutting] passage_characters can be."""

NOW = datetime(2026, 5, 5, tzinfo=UTC)
_LURES = " ".join(word for wording in WORDINGS for word in wording.needs)
"""Without these words in a text the patterns of instructions are not tried."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step, the longest text that can reach it, and the seconds that it may take with that."""

    name: str
    call: Callable[[str], object]
    most: int = MIB
    seconds: float = 2.0


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _parsed(content: str, file: str = "a.md") -> object:
    try:
        return parse_article(file, _bytes(content))
    except NewsdeskError as error:
        return error


def _written(text: str) -> object:
    try:
        return with_fields(file_content({"title": "a"}, text), {"title": "b"})
    except NewsdeskError as error:
        return error


def _golden(text: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "golden.yaml")
        path.write_bytes(_bytes(text)[:MOST_GOLDEN])
        try:
            return read_golden(path)
        except NewsdeskError as error:
            return error


def _question_set(text: str) -> object:
    with tempfile.TemporaryDirectory() as folder:
        row = {"id": "a", "question": text, "answers": [text], "answerable": True, "lang": "en"}
        Path(folder, "questions.jsonl").write_text(f"{json.dumps(row)}\n{text!r}\n")
        try:
            return read_set(Path(folder), served=lambda: (Article("a", "a", "a"),))
        except NewsdeskError as error:
            return error


def _address(text: str) -> object:
    try:
        return read_address(f"https://a.example/{text}")
    except FetchRefusedError as error:
        return error


def _embed(said: Sequence[str]) -> Vectors:
    return np.ones((len(said), 2), dtype=np.float32)


def _one_passage(text: str) -> Passage:
    """The text as an article, of one passage that is all of it."""
    (passage, *_) = [
        *cut(Article("a", "Boats", f"{text} a"), PASSAGE),
        *cut(Article("a", "Boats", "Boats sank."), PASSAGE),
    ]
    return passage


def _verified(text: str) -> object:
    """A draft as long as a model's may be, and the passage quoted whole, as the quote writer does."""
    passage = _one_passage(text)
    quotation, whole = Quotation(passage.key, passage.text[:LONGEST_QUOTE]), Quotation(passage.key, passage.text)
    claim = DraftClaim(text[:LONGEST_CLAIM], (quotation,) * MOST_QUOTES)
    claims = (
        claim,
        DraftClaim(passage.text, (whole,)),
        DraftClaim(f"The boats: {text}"[:LONGEST_CLAIM], (quotation, whole)),
    )
    return verify(Draft(claims * (MOST_CLAIMS // 3)), {passage.key: passage})


def _held(text: str) -> object:
    """A whole reply of a model, held: screening, supporting, entailing, dating, translating, verifying."""
    passage = _one_passage(text)
    evidence, keys = {passage.key: passage}, keyed([passage], "a")
    quoted = (Quotation(passage.key, passage.text[:LONGEST_QUOTE]),)
    claim = DraftClaim(f"The boats {text}"[:LONGEST_CLAIM], quoted, f"Les bateaux {text}"[:LONGEST_CLAIM])
    claims = (claim, DraftClaim(passage.text[:LONGEST_CLAIM], quoted, text[:LONGEST_CLAIM]))
    return hold(Draft(claims * (MOST_CLAIMS // 2)), evidence, keys, _embed, Entailment())


def _prompted(text: str) -> object:
    passage = _one_passage(text)
    return messages(text[:LONGEST], keyed([passage], text[:LONGEST]), "en", None)


def _candidate(text: str) -> Candidate | None:
    return next(
        (Candidate(each, each.sentences[0], 0.0) for each in cut(Article("a", text[:200], text), PASSAGE)), None
    )


def _judged(text: str) -> object:
    candidate = _candidate(text)
    return judge(text[:LONGEST], [candidate] * 10) if candidate else None


def _proposed(text: str) -> Proposed:
    return Proposed(text, text, text, date(2026, 5, 4), "https://a.example/", text, "en")


def _drafted(text: str) -> object:
    draft = FoundArticle("k3m9x2p7qw1z", 1, 2, _proposed(text), text, NOW)
    return draft_page(draft, suspicions(text, text[:200]), words_in("en"))


def _reviewed(text: str) -> object:
    old, new = (
        Article("a", "Boats", body, author=text[:1000]) for body in (f"{text}a one {text}", f"{text}a two {text}")
    )
    review = Review("k3m9x2p7qw1z", 1, 2, "b" * 32, "c" * 32, Change(), "reload", {}, NOW)
    coming = replace(old, id="b", text=text)
    found = {"b": suspicions(text, "Boats")}
    return review_pages(Findings(review, (coming,), (coming,), ((old, new),), found, GoldenRun(2)), words_in("en"))


def _citation(text: str) -> Citation:
    words = text[:PASSAGE] or "a"
    return Citation(1, "a", text[:1000], text[:1000], None, "https://a.example/", 0, len(words), words, None, words)


def _kept(text: str, *, answered: bool) -> KeptAnswer:
    citation = _citation(text)
    reply: Answer | NoAnswer = NoAnswer(text, Reason.NOT_IN_SOURCES, 0.1, (citation,) * 3, "e" * 32)
    if answered:
        reply = Answer(text, (Claim(citation.quote, (1,)),), (citation,), 0.9, "e" * 32)
    return KeptAnswer("k3m9x2p7qw1z", 1, 2, 3, 4, False, "en", text[:LONGEST], reply, NOW)


def _shown(text: str) -> object:
    return [answer_pages(_kept(text, answered=answered), words_in("en")) for answered in (True, False)]


def _read(text: str) -> object:
    kept = _kept(text, answered=True)
    return passage_pages(kept, _citation(text), text, words_in("en")), fates(kept.reply, {"a": Article("a", "a", text)})


def _checked(text: str) -> object:
    difference = Difference(DifferenceKind.NUMBER, text[:PASSAGE], text[:PASSAGE])
    judged = Judged(text[:MESSAGE], Verdict.CONTRADICTED, difference, (1,))
    return check_pages(Examination((judged,) * 12, (_citation(text),), 3, "e" * 32, {}), words_in("en"))


def _links(text: str) -> object:
    return link_to(f"https://a.example/{text[:MAX_CHARACTERS]}", text), link_to("https://a.example/", text)


def _escaped(text: str) -> object:
    return escaped(text), on_one_line(text), visible(text), isolated(text), stands_in_a_link(text), shown(text)


def _facts(text: str) -> object:
    plain = normalise(text).text
    named = list(names_in(plain, known_names([plain])))
    return numbers_in(plain), dates_in(plain), named, list(quoted_in(plain))


@cache
def steps() -> tuple[Step, ...]:
    """Return every step; what stands on the bot's event loop has a tenth of a second for what a reader can send."""
    loop = 0.1
    return (
        Step("parse: a text file", lambda text: _parsed(text, "a.txt")),
        Step("parse: an article", lambda text: _parsed(f"---\ntitle: a\n---\n{text}")),
        Step("parse: a whole file", lambda text: (_parsed(text), key_line(_bytes(text), "title"))),
        Step("parse: what is opened", lambda text: _parsed(f"---\n{text}")),
        Step("front matter: all of it", lambda text: _parsed(f"---\n{text}\n---\na"), MOST_FRONT_MATTER),
        Step("front matter: longer", lambda text: _parsed(f"---\n{text}\n---\na")),
        Step("front matter: a value", lambda text: _parsed(f"---\ntitle: {text}\n---\na"), MOST_FRONT_MATTER - 10),
        Step("front matter: an address", lambda text: _parsed(f"---\nurl: {text}\n---\na"), MOST_FRONT_MATTER - 10),
        Step("writing an article", _written),
        Step(
            "naming",
            lambda text: (list(name_faults(text)), readable_title(text), sameness(text), printable(text)),
            MOST_FRONT_MATTER,
        ),
        Step("golden questions", _golden, MOST_GOLDEN),
        Step("scanning", lambda text: suspicions(text, text[:1000])),
        Step("scanning, with all lures", lambda text: suspicions(f"{text} {_LURES}", "")),
        Step("differing: a word of it", lambda text: word_difference(f"{text}a", f"b{text}"), 2 * MOST_COMPARED),
        Step(
            "differing: all of it",
            lambda text: word_difference(text, " ".join(reversed(text.split(" ")))),
            2 * MOST_COMPARED,
        ),
        # In a process of its own, while the edition before serves.
        Step("cutting", lambda text: cut(Article("a", "a", text), 800), seconds=20.0),
        Step("cutting, Chinese", lambda text: cut(Article("a", "a", text, language="zh"), 800), seconds=20.0),
        Step("normalising", lambda text: normalise(text)),
        Step(
            "places of words", lambda text: list(places_of(normalise(text[: PASSAGE // 2]), normalise(text))), PASSAGE
        ),
        Step("stems", stems),
        Step("words of an edition", lambda text: build_lexicon([text])),
        Step("questions: tidied", tidy, seconds=loop),
        Step("questions: taken apart", lambda text: take_apart(tidy(text)), seconds=loop),
        Step("questions: searched for", lambda text: (query_of(text, [text]), leans_on_the_last(text)), LONGEST, loop),
        Step("claims of a message", claims_of),
        Step("wording", tokens_of, 2 * PASSAGE),
        Step("facts", _facts, 2 * PASSAGE),
        Step("judging", _judged, PASSAGE),
        Step("verifying", _verified, PASSAGE),
        Step("holding a model's reply", _held, PASSAGE),
        Step("reading a model's reply", lambda text: (parse(text), parse(_claiming(text))), seconds=loop),
        Step("reading thoughts", lambda text: parse(f"<think>{text}"), MOST_CHARACTERS, loop),
        Step("prompting", _prompted, PASSAGE, loop),
        Step("disarming", lambda text: (disarmed(text), restored(f"a{text}", f"{text}b")), PASSAGE),
        Step(
            "translations", lambda text: rendering(f"The boats {text}", f"Les bateaux {text}", ()), LONGEST_CLAIM, loop
        ),
        Step("decoding", lambda text: (decoded(_bytes(text)), decoded(_bytes(text), text[:80]))),
        Step("names of files", lambda text: file_name_for(text, [text])),
        Step("escaping", _escaped),
        Step("escaping a message", _escaped, MESSAGE, loop),
        Step("links", _links, seconds=loop),
        Step("addresses", _address),
        Step("custom ids", press_of, seconds=loop),
        Step("answers rendered", _shown, PASSAGE, loop),
        Step(
            "searches rendered",
            lambda text: search_pages([_citation(text)] * 25, text[:60], words_in("en")),
            PASSAGE,
            loop,
        ),
        Step("checks rendered", _checked, PASSAGE, 0.5),
        Step("passages rendered", _read),
        Step("drafts rendered", _drafted),
        Step("reviews rendered", _reviewed, MIB // 2),
        Step("matching answers", lambda text: (holds(text, [text[:1000]]), occurrences(text[:1000], text))),
        Step("question sets", _question_set),
    )


def _claiming(text: str) -> str:
    claim = {"text": text[:LONGEST_CLAIM], "quotes": [{"evidence": "p1", "words": text[:LONGEST_QUOTE]}]}
    return json.dumps({"in_sources": True, "claims": [claim] * MOST_CLAIMS})
