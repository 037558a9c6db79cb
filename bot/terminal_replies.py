"""How the command line prints what comes of a question: as one JSON object, or for whoever sits at a terminal."""

from collections.abc import Callable

from bot.outcome import as_line, outcome
from bot.settings import Settings
from retrieval.explaining import Considered

Printer = Callable[[Considered], None]


def printer(settings: Settings, echo: Callable[[str], None], *, as_json: bool, explain: bool) -> Printer:
    """Return what prints a reply on stdout, with ``explain`` how it came about too; ``echo`` prints a line there."""
    return _as_json(echo, explain=explain) if as_json else _as_text(settings, explain=explain)


def _as_json(echo: Callable[[str], None], *, explain: bool) -> Printer:
    from bot.explaining import explanation_object

    def show(considered: Considered) -> None:
        told = {"explanation": explanation_object(considered.explanation)} if explain else {}
        echo(as_line(outcome(considered.reply) | told))

    return show


def _as_text(settings: Settings, *, explain: bool) -> Printer:
    from rich.console import Console

    from bot.terminal import show, spent_on

    console, writing = Console(highlight=False), settings.writing

    def show_all(considered: Considered) -> None:
        explanation = considered.explanation
        show(considered.reply, console, spent_on(explanation.usage, writing))
        if explain:
            from bot.rendering.explaining import terms_of
            from bot.terminal_explaining import ENGLISH, show_explanation

            terms = terms_of(explanation, settings.answering, writing, ENGLISH, with_cost=True)
            show_explanation(explanation, considered.reply.timings_ms, terms, console)

    return show_all
