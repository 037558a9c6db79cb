"""The golden questions, in a file beside the articles' folder: kept by commands, or by hand."""

import asyncio
from pathlib import Path

from bot.moderating.reviewing import golden_path
from bot.settings import Settings
from corpus.golden import Golden, read_golden, write_golden
from retrieval.serving import locked


class Goldens:
    """The corpus's golden questions. Every method raises FaultyCorpus, with file and line, CorpusError.

    What changes them raises ShelfLockedError while another process changes editions.
    """

    def __init__(self, settings: Settings) -> None:
        self._path, self._state = golden_path(settings), settings.state.folder

    async def all(self) -> tuple[Golden, ...]:
        """Return all of them, in their order."""
        return await asyncio.to_thread(read_golden, self._path)

    async def add(self, question: str, article: str | None) -> bool:
        """Add a question, to be answered from this article, or (None) not at all; False if it is asked already."""
        return await asyncio.to_thread(_add, self._path, self._state, Golden(_line(question), article))

    async def remove(self, question: str) -> Golden | None:
        """Remove the question that is, or alone begins with, these words, and return it; None if there is none."""
        return await asyncio.to_thread(_remove, self._path, self._state, _line(question))


def _add(path: Path, state: Path, golden: Golden) -> bool:
    with locked(state):
        known = read_golden(path)
        if any(each.question.casefold() == golden.question.casefold() for each in known):
            return False
        write_golden(path, (*known, golden))
        return True


def _remove(path: Path, state: Path, begins: str) -> Golden | None:
    with locked(state):
        known = read_golden(path)
        like = [each for each in known if each.question == begins] or [
            each for each in known if begins and each.question.startswith(begins)
        ]
        found = like[0] if len(like) == 1 else None
        if found is not None:
            write_golden(path, [each for each in known if each is not found])
        return found


def _line(question: str) -> str:
    return " ".join(question.split())
