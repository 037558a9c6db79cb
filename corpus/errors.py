"""The root of the error tree, and its corpus branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class NewsdeskError(Exception):
    """Something failed; the message is one line that says what and where, the hint what would be right.

    ``said`` is what another party said of it, such as a server's own words: they may repeat what it was sent, so they
    end the message, and are left out of ``logged``, which is what a log says.
    An absence (nothing near, not in the sources) is never an error: see ``retrieval.answer.NoAnswer``.
    """

    retry_can_help: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "", said: str = "") -> None:
        super().__init__(f"{message}: {said}" if said else message)
        self.hint, self.said, self.logged = hint, said, message


class CorpusError(NewsdeskError):
    """The articles cannot be read as they stand."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with one file: where it is (line 0: the whole file), what it is, what would be right."""

    file: str
    line: int
    problem: str
    remedy: str

    @property
    def place(self) -> str:
        """Where it is, as ``file:line`` or the file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}; {self.remedy}"


class FaultyCorpus(CorpusError):
    """Some files are bad; ``faults`` names every one of them at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        files = len({fault.file for fault in self.faults})
        super().__init__(
            f"{files} bad {'file' if files == 1 else 'files'} in the corpus",
            hint="mend the files named, then run `newsdesk index`; until then the last edition serves",
        )
