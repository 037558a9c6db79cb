"""Draw docs/chat.svg, the README's picture, from real answers: `python docs/picture.py`, after `newsdesk index`."""

import asyncio
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.settings import load
from bot.terminal import show
from bot.wiring import open_desk
from retrieval.asking import leans_on_the_last

QUESTIONS = ("Why was the account closed?", "Who objected?", "How many followers did it have?")
HERE = Path(__file__).parent
FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>{styles}
text {{ font: {char_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }}</style>
<rect width="{width}" height="{height}" rx="8" fill="#292929"/>
<defs>{lines}</defs><g transform="translate(12, 16)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""


async def draw() -> None:
    """Ask the questions and save what a reader sees at 80 columns."""
    console = Console(record=True, width=80, force_terminal=True, highlight=False, file=StringIO())
    async with open_desk(load()) as desk:
        history: list[str] = []
        for question in QUESTIONS:
            console.print(Text(f"› {question}", style="bold"))
            show(await desk.ask(question, history if leans_on_the_last(question) else ()), console)
            history = [question]
            console.print()
    console.save_svg(str(HERE / "chat.svg"), code_format=FRAME)


asyncio.run(draw())
