"""The desk on the story that is served, with a writer of one's choice: what the benchmarks of writing stand on."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.settings import Settings, load
from bot.wiring import index, open_desk
from corpus.folder import read_folder
from retrieval.desk import Desk
from retrieval.settings import WritingSettings

HERE = Path(__file__).parent
SET = HERE.parent / "tests" / "quality" / "story"


def story() -> tuple[Settings, Path]:
    """Index the story, as `newsdesk eval` does; return the settings and the folder of its edition."""
    settings = load(HERE.parent / "config.toml")
    state = settings.state.folder / "eval" / SET.name
    index(settings, articles=read_folder(settings.corpus.folder), state=state)
    return settings, state


@asynccontextmanager
async def story_desk(settings: Settings, state: Path, writing: WritingSettings) -> AsyncIterator[Desk]:
    """Open a desk on it that writes as told."""
    async with open_desk(settings.model_copy(update={"writing": writing}), state) as desk:
        yield desk


def columns(rows: Sequence[Sequence[str]], gap: str = "   ") -> str:
    """Return rows of cells as lines, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        gap.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
