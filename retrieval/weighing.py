"""A question and what was found for it -> the evidence: which sentences could answer, and how sure that is. Pure."""

from retrieval.asking import take_apart, tidy
from retrieval.choosing import choose
from retrieval.confidence import Calibration
from retrieval.evidence import Evidence
from retrieval.finding import Query, Search
from retrieval.lexical import Lexicon


def weigh(question: str, query: Query, search: Search, lexicon: Lexicon, calibration: Calibration) -> Evidence:
    """Return the evidence on a question, ``query`` being what was searched for."""
    asked = take_apart(tidy(question))
    candidates = choose(search.found, asked, query.words, lexicon)
    confidence = calibration.confidence(asked, search, candidates, lexicon)
    return Evidence(question, {each.passage.key: each.passage for each in search.found}, candidates, confidence)
