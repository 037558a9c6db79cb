"""What a reader sees in a terminal: the quotations, then exactly where they stand. Colours only on a terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.outcome import DECLINED
from retrieval.answer import Answer, Citation, NoAnswer, Reason, Reply
from retrieval.normalising import JOINERS

WHY = {
    Reason.NOTHING_ASKED: "Nothing was asked: write a question in words.",
    Reason.NOTHING_NEAR: "Nothing in it is near the question.",
    Reason.NOT_IN_SOURCES: "The passages nearest to the question do not answer it.",
    Reason.NOT_VERIFIED: "What was drafted did not stand in the articles word for word, so it is not shown.",
}


def show(reply: Reply, console: Console) -> None:
    """Print a reply."""
    if isinstance(reply, Answer):
        _show_answer(reply, console)
    else:
        _show_no_answer(reply, console)
    milliseconds = sum(reply.timings_ms.values())
    facts = f"confidence {reply.confidence:.0%} · edition {reply.edition[:8]} · {milliseconds:.0f} ms"
    console.print(_indented(Text(facts, style="dim"), 2))


def printable(text: str) -> str:
    """Return the words of ``text`` on one line, without what could command a terminal or turn its writing round."""
    return " ".join("".join(c if c.isprintable() or c in JOINERS else " " for c in text).split())


def _show_answer(answer: Answer, console: Console) -> None:
    for claim in answer.claims:
        console.print(_quoted(claim.text, "".join(f" [{number}]" for number in claim.citations)))
    _show_places(answer.citations, console)


def _show_no_answer(reply: NoAnswer, console: Console) -> None:
    console.print(_indented(Text(f"{DECLINED} {WHY[reply.reason]}", style="bold"), 2))
    if reply.nearest:
        console.print(_indented(Text("\nNearest in the corpus (not an answer):"), 2))
        for citation in reply.nearest:
            console.print(_quoted(_with_speaker(citation), f" [{citation.number}]"))
        _show_places(reply.nearest, console)


def _show_places(citations: Sequence[Citation], console: Console) -> None:
    console.print()
    for citation in citations:
        console.print(_indented(Text(f"[{citation.number}] {_place(citation)}"), 2))


def _quoted(words: str, marks: str) -> Padding:
    line = Text(printable(words))
    line.append(marks, style="bold cyan")
    return _indented(line, 4)


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
