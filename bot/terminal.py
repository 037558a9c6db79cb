"""What a reader sees in a terminal: the quotations, then exactly where they stand. Colours only on a terminal."""

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.outcome import DECLINED
from retrieval.answer import Answer, Citation, NoAnswer, Reason, Reply

WHY = {
    Reason.NOTHING_ASKED: "Nothing was asked: write a question in words.",
    Reason.NOTHING_NEAR: "Nothing in it is near the question.",
    Reason.NOT_IN_SOURCES: "The passages nearest to the question do not answer it.",
    Reason.NOT_VERIFIED: "What was drafted did not stand in the articles word for word, so it is not shown.",
}

JOINERS = "\u200c\u200d"
"""Zero-width characters that Persian, Hindi and others write with."""


def show(reply: Reply, console: Console) -> None:
    """Print a reply."""
    if isinstance(reply, Answer):
        _show_answer(reply, console)
    else:
        _show_no_answer(reply, console)
    milliseconds = sum(reply.timings_ms.values())
    console.print(
        Padding(
            Text(f"confidence {reply.confidence:.0%} · edition {reply.edition[:8]} · {milliseconds:.0f} ms"), (0, 2)
        ),
        style="dim",
    )


def printable(text: str) -> str:
    """Return the words of ``text`` on one line, without what could command a terminal or turn its writing round."""
    return " ".join("".join(c if c.isprintable() or c in JOINERS else " " for c in text).split())


def _show_answer(answer: Answer, console: Console) -> None:
    by_number = {citation.number: citation for citation in answer.citations}
    for claim in answer.claims:
        marks = "".join(f" [{number}]" for number in claim.citations)
        first = by_number[claim.citations[0]]
        lead = f"{printable(first.attribution_quote)} … " if first.attribution_quote else ""
        console.print(_quoted(lead, claim.text, marks))
    console.print()
    for citation in answer.citations:
        console.print(Padding(Text(f"[{citation.number}] {_place(citation)}"), (0, 2)))


def _show_no_answer(reply: NoAnswer, console: Console) -> None:
    console.print(Padding(Text(f"{DECLINED} {WHY[reply.reason]}", style="bold"), (0, 2)))
    if reply.nearest:
        console.print(Padding(Text("Nearest in the corpus (not an answer):"), (1, 2, 0, 2)))
        for citation in reply.nearest:
            lead = f"{printable(citation.attribution_quote)} … " if citation.attribution_quote else ""
            console.print(_quoted(lead, citation.quote, f" [{citation.number}]"))
        console.print()
        for citation in reply.nearest:
            console.print(Padding(Text(f"[{citation.number}] {_place(citation)}"), (0, 2)))


def _quoted(lead: str, words: str, marks: str) -> Padding:
    line = Text(lead, style="italic")
    line.append(printable(words), style="not italic")
    line.append(marks, style="bold cyan not italic")
    return Padding(line, (0, 4))


def _place(citation: Citation) -> str:
    parts = [
        citation.title or citation.article_id,
        citation.source,
        citation.published.isoformat() if citation.published else None,
        f"characters {citation.start}–{citation.end}",
        citation.url,
    ]
    return " · ".join(printable(part) for part in parts if part)
