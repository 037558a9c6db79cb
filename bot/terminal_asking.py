"""Questions of the command line, answered one after another on stdout."""

from collections.abc import Callable, Iterator

from bot.settings import Settings
from bot.terminal_replies import printer
from bot.wiring import open_desk
from retrieval.asking import leans_on_the_last
from retrieval.reader import Reader


async def converse(
    settings: Settings,
    questions: Iterator[str],
    say: Callable[[str], None],
    *,
    as_json: bool = False,
    explain: bool = False,
    follow_up: bool = False,
) -> None:
    """Answer each question by ``say``; with ``follow_up`` one like "And when?" is asked in the light of the last."""
    show = printer(settings, say, as_json=as_json, explain=explain)
    history: list[str] = []
    async with open_desk(settings) as desk:
        for question in questions:
            earlier = history if leans_on_the_last(question) else ()
            show(await desk.consider(question, earlier, reader=Reader(account="terminal")))
            if follow_up:
                history = [question]
