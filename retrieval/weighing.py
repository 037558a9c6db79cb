"""A question -> what is found for it, and the evidence: which sentences could answer, and how sure that is."""

from collections.abc import Collection

from retrieval.asking import take_apart, tidy
from retrieval.choosing import choose
from retrieval.confidence import Calibration
from retrieval.conversing import Place
from retrieval.edition import Edition
from retrieval.evidence import Evidence
from retrieval.finding import Query, Search, find
from retrieval.lexical import Lexicon
from retrieval.ports import Vectors
from retrieval.stopwatch import Stopwatch


def look_up(
    edition: Edition,
    question: str,
    query: Query,
    vector: Vectors,
    calibration: Calibration,
    watch: Stopwatch,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    carried: Collection[Place] = (),
) -> tuple[Search, Evidence]:
    """Find and weigh in one go; ``vector`` is the query's, the rest is as for ``find`` and ``weigh``."""
    search = find(edition, query.words, vector, only, without, carried)
    watch.lap("find")
    evidence = weigh(question, query, search, edition.lexicon, calibration)
    watch.lap("choose")
    return search, evidence


def weigh(question: str, query: Query, search: Search, lexicon: Lexicon, calibration: Calibration) -> Evidence:
    """Return the evidence on a question, ``query`` being what was searched for. Pure."""
    asked = take_apart(tidy(question))
    candidates = choose(search.found, asked, query.words, lexicon)
    confidence = calibration.confidence(asked, search, candidates, lexicon)
    return Evidence(question, {each.passage.key: each.passage for each in search.found}, candidates, confidence)
