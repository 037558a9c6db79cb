"""How an answer came about, in a terminal: what `newsdesk ask --explain` prints below it."""

from collections.abc import Iterator, Mapping

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.rendering.explaining import OF_TRANSLATION, Terms
from bot.terminal import printable
from bot.words.catalogue import words_in
from retrieval.answer import DraftClaim
from retrieval.explaining import Attempt, Dropped, Explanation
from retrieval.usage import Usage

ENGLISH = words_in("en")

Line = tuple[int, str, str]
"""Columns of indentation, the words, and their style."""


def show_explanation(explanation: Explanation, timings_ms: Mapping[str, float], terms: Terms, console: Console) -> None:
    """Print how a reply came about."""
    console.print()
    for columns, words, style in _lines(explanation, timings_ms, terms):
        console.print(Padding(Text(printable(words), style=style), (0, 0, 0, columns), expand=False))


def _lines(explanation: Explanation, timings_ms: Mapping[str, float], terms: Terms) -> Iterator[Line]:
    yield 2, ENGLISH("explain-reading"), "bold"
    standalone = explanation.standalone
    yield 4, ENGLISH("explain-standalone", question=standalone) if standalone else ENGLISH("explain-as-it-stands"), ""
    for text in explanation.searched:
        yield 4, ENGLISH("explain-searched", text=text), ""
    sure, least = f"{100 * explanation.confidence:.0f}", f"{100 * terms.least_confidence:.0f}"
    yield 4, ENGLISH("explain-confidence", confidence=sure, least=least), ""
    if explanation.attempts:
        yield 4, ENGLISH("explain-asked-from", least=f"{100 * terms.least_for_model:.0f}"), ""
    yield 2, ENGLISH("explain-found", passages=len(explanation.hits)), "bold"
    for hit in explanation.hits:
        place = ENGLISH("passage-of", title=hit.title or hit.article_id, start=hit.start, end=hit.end)
        carried = f" · {ENGLISH('explain-carried')}" if hit.carried else ""
        likeness = ENGLISH("explain-similarity", similarity=f"{hit.similarity:.2f}")
        yield 4, place, ""
        yield 6, f"{_score(hit.score)} · {likeness}{carried}", "dim"
    yield 2, ENGLISH("explain-sentences"), "bold"
    for sentence in explanation.sentences:
        yield 4, sentence.words, ""
        yield 6, f"{sentence.article_id} · {_score(sentence.score)}", "dim"
    yield from _written(explanation, terms)
    steps = " · ".join(f"{step} {milliseconds:.0f} ms" for step, milliseconds in timings_ms.items())
    yield 2, ENGLISH("explain-steps", steps=steps), ""


def _written(explanation: Explanation, terms: Terms) -> Iterator[Line]:
    if not explanation.attempts:
        yield 2, ENGLISH("explain-no-model"), "bold"
        return
    yield 2, ENGLISH("explain-model", model=terms.model), "bold"
    drafts = 0
    for attempt in explanation.attempts:
        is_draft = attempt.purpose != "rewrite"
        drafts += is_draft
        title = ENGLISH("explain-draft", number=drafts) if is_draft else ENGLISH("explain-rewrite")
        yield 2, f"{title} · {attempt.milliseconds:.0f} ms · {_tokens(attempt.usage)}", "bold"
        yield from _attempt(attempt)
    yield 2, _tokens(explanation.usage), ""
    if terms.cost is not None:
        yield 2, ENGLISH("explain-cost", cost=terms.cost), ""


def _attempt(attempt: Attempt) -> Iterator[Line]:
    if attempt.fault:
        yield 4, ENGLISH("explain-fault", fault=attempt.fault), ""
    if attempt.wrote and not attempt.claims:
        yield 4, attempt.wrote, "italic"
    dropped = list(attempt.dropped)
    for claim in attempt.claims:
        reasons = [each for each in dropped if each.text == claim.text]
        dropped = [each for each in dropped if each.text != claim.text]
        yield from _claim(claim, reasons)
    for each in dropped:
        yield from _claim(DraftClaim(each.text, ()), [each])


def _claim(claim: DraftClaim, reasons: list[Dropped]) -> Iterator[Line]:
    is_lost = any(not each.reason.startswith(OF_TRANSLATION) for each in reasons)
    yield 4, f"{'✗' if is_lost else '✓'} {claim.text}", ""
    if claim.translation:
        yield 6, f"→ {claim.translation}", ""
    for each in reasons:
        yield 6, ENGLISH("explain-dropped", reason=each.reason.replace("_", " ")), "yellow"
    for quotation in claim.quotations:
        yield 6, f"{quotation.evidence_key}: {quotation.words}", "dim"


def _score(score: float) -> str:
    return ENGLISH("explain-score", score=f"{score:.2f}")


def _tokens(usage: Usage) -> str:
    told = ENGLISH("explain-tokens", read=usage.prompt_tokens, written=usage.completion_tokens)
    return f"{told} ({ENGLISH('explain-estimated')})" if usage.estimated else told
