"""What a reader sees in a terminal: the quotations, then exactly where they stand. Colours only on a terminal."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.outcome import DECLINED
from corpus.article import Article, Status
from retrieval.answer import Answer, Citation, NoAnswer, Reason, Reply, WrittenBy
from retrieval.normalising import JOINERS
from retrieval.settings import WritingSettings
from retrieval.usage import Usage

if TYPE_CHECKING:
    from bot.words.catalogue import Words

_ALARM = "bold yellow"
WHY = {
    Reason.NOTHING_ASKED: "Nothing was asked: write a question in words.",
    Reason.NOTHING_NEAR: "Nothing in it is near the question.",
    Reason.NOT_IN_SOURCES: "No passage was found that surely answers the question.",
    Reason.NOT_VERIFIED: "What was drafted did not hold against the articles, so it is not shown.",
}
DISAGREEMENT = "⚠ The sources disagree, newest first:"
STATUS = {
    Status.CORRECTED: "Corrected by its publisher",
    Status.RETRACTED: "Retracted by its publisher",
    Status.SUPERSEDED: "Superseded by a newer article",
}


def show(reply: Reply, console: Console, spent: str = "") -> None:
    """Print a reply; ``spent`` is what a language model took for it."""
    if isinstance(reply, Answer):
        _show_answer(reply, console)
    else:
        _show_no_answer(reply, console)
    milliseconds = sum(reply.timings_ms.values())
    facts = (f"confidence {reply.confidence:.0%}", f"edition {reply.edition[:8]}", f"{milliseconds:.0f} ms", spent)
    console.print(_indented(Text(" · ".join(filter(None, facts)), style="dim"), 2))


def spent_on(usage: Usage, writing: WritingSettings) -> str:
    """Return the tokens of a reply and what they cost; empty if there are none."""
    cost = writing.cost(usage)
    parts = (f"{usage.total:,} tokens", english().money(cost, writing.currency) if cost is not None else "")
    return " · ".join(filter(None, parts)) if usage.total else ""


def english() -> "Words":
    """Return the bot's own words in English; they are read only by what cannot do without them."""
    from bot.words.catalogue import words_in

    return words_in("en")


def printable(text: str) -> str:
    """Return the words of ``text`` on one line, without what could command a terminal or turn its writing round."""
    return " ".join("".join(c if c.isprintable() or c in JOINERS else " " for c in text).split())


def article_as_text(article: Article) -> str:
    """Return an article's id, and what is known of it."""
    published = article.published.isoformat() if article.published else None
    known = [part for part in (article.title, article.source, published, article.url) if part]
    return f"{article.id}\n    {printable(' · '.join(known))}"


def article_as_json(article: Article) -> str:
    """Return the same as one JSON object, with the number of its characters."""
    published = article.published.isoformat() if article.published else None
    facts = {"id": article.id, "title": article.title, "source": article.source, "published": published}
    return json.dumps(facts | {"url": article.url, "characters": len(article.text)}, ensure_ascii=False)


def _show_answer(answer: Answer, console: Console) -> None:
    _show_author(answer, console)
    status = {citation.number: _mark(citation) for citation in answer.citations}
    leading, others = answer.apart(answer.disagreement)
    if answer.disagreement:
        console.print(_indented(Text(f"{DISAGREEMENT}{_marks(answer.disagreement)}", style=_ALARM), 2))
    for claim in (*leading, *others):
        if others and leading and claim is others[0]:
            console.print()
        marks, statuses = _marks(claim.citations), "".join(status[each] for each in claim.citations)
        console.print(_quoted(claim.translation or claim.text, marks, statuses))
        if claim.translation:
            checked = english()("translation-of", sentence=printable(claim.text))
            console.print(_indented(Text(checked, style="dim"), 6))
    _show_places(answer.citations, console, with_words=answer.written_by is WrittenBy.MODEL)


def _show_no_answer(reply: NoAnswer, console: Console) -> None:
    console.print(_indented(Text(f"{DECLINED} {WHY[reply.reason]}", style="bold"), 2))
    _show_author(reply, console)
    if reply.nearest:
        console.print(_indented(Text("\nNearest in the corpus (not an answer):"), 2))
        for citation in reply.nearest:
            console.print(_quoted(_with_speaker(citation), _marks([citation.number]), _mark(citation)))
        _show_places(reply.nearest, console)


def _show_author(reply: Reply, console: Console) -> None:
    """Print who wrote an answer in other words than the articles', or why no language model did."""
    if reply.fallback is not None:
        reason = english()(f"fallback-{reply.fallback.value.replace('_', '-')}")
        said = english()("fallback-answered" if isinstance(reply, Answer) else "fallback-declined", reason=reason)
    elif isinstance(reply, Answer) and reply.written_by is WrittenBy.MODEL:
        is_translated = any(claim.translation for claim in reply.claims)
        said = english()("written-and-translated" if is_translated else "written-by-model")
    else:
        return
    console.print(_indented(Text(said, style="dim"), 2))


def _show_places(citations: Sequence[Citation], console: Console, *, with_words: bool = False) -> None:
    console.print()
    for citation in citations:
        console.print(_indented(Text(f"[{citation.number}] {_place(citation)}"), 2))
        if with_words:
            console.print(_indented(Text(printable(_with_speaker(citation)), style="italic"), 6))
        if told := _status(citation):
            console.print(_indented(Text(f"⚠ {told}", style=_ALARM), 6))


def _quoted(words: str, marks: str, status: str) -> Padding:
    line = Text(printable(words))
    line.append(marks, style="bold cyan").append(status, style=_ALARM)
    return _indented(line, 4)


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f" [{number}]" for number in numbers)


def _mark(citation: Citation) -> str:
    """Return the status of an article as a mark behind its words, empty if it has none."""
    return f" ⚠ {citation.status}" if citation.status else ""


def _status(citation: Citation) -> str:
    """Return the status of an article in full, empty if it has none."""
    successor = printable(citation.successor or "") or printable(citation.superseded_by or "")
    if citation.status == Status.SUPERSEDED and successor:
        return f"Superseded by: {successor}"
    return STATUS[Status(citation.status)] if citation.status else ""


def _indented(text: Text, columns: int) -> Padding:
    return Padding(text, (0, columns), expand=False)


def _with_speaker(citation: Citation) -> str:
    if citation.attribution is None:
        return citation.quote
    if citation.attribution.start < citation.start:
        return f"{citation.attribution_quote} … {citation.quote}"
    return f"{citation.quote} … {citation.attribution_quote}"


def _place(citation: Citation) -> str:
    parts = [
        citation.title or citation.article_id,
        citation.source,
        citation.published.isoformat() if citation.published else None,
        f"characters {citation.start}–{citation.end}",
        citation.url,
    ]
    return " · ".join(printable(part) for part in parts if part)
