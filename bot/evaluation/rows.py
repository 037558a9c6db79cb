"""JSON lines read strictly: every bad line of a file is named with its number."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import Fault, NewsdeskError


class EvaluationError(NewsdeskError):
    """A question set, or what was replied to it, cannot be read as it stands."""


class FaultySetError(EvaluationError):
    """Lines of a question set are bad; ``faults`` names every one, the message the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}", hint="mend the line named; nothing was asked")


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object and where it stands; each look at a field that is not as it should be notes a fault."""

    file: str
    line: int
    values: dict[str, Any]
    faults: list[Fault] = field(repr=False)

    def fault(self, problem: str, remedy: str) -> None:
        """Note what is wrong with this line."""
        self.faults.append(Fault(self.file, self.line, problem, remedy))

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there. ``null`` counts as not there."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            self.fault(f"`{name}` is {_named(value)}", "a string belongs there")
            return ""
        return value

    def truth(self, name: str) -> bool:
        """Return true or false; it must be there."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            self.fault(f"`{name}` is {_named(value)}", "true or false belongs there")
        return value is True

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings, empty when it is not there."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(f"`{name}` is {_named(value)}", "a list of strings belongs there")
            return ()
        return tuple(value)

    def objects(self, name: str) -> "tuple[Row, ...]":
        """Return a list of objects, empty when it is not there."""
        value = self.values.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(f"`{name}` is {_named(value)}", "a list of objects belongs there")
            return ()
        return tuple(Row(self.file, self.line, one, self.faults) for one in value)


def read_rows(path: Path, faults: list[Fault]) -> Iterator[Row]:
    """Yield the objects of a JSON lines file, UTF-8, blank lines skipped; what is none goes to ``faults``.

    Raises EvaluationError when the file cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EvaluationError(
            f"{path}: cannot be read ({error.strerror})", hint="a set is a folder with questions.jsonl"
        ) from error
    # Only "\n" ends a line: str.splitlines would also cut at U+2028, which JSON allows inside a string.
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError:
            faults.append(Fault(str(path), number, "is not UTF-8", "save the file as UTF-8"))
        except ValueError as error:
            faults.append(Fault(str(path), number, f"is not JSON ({error})", "one JSON object belongs on a line"))
        else:
            if isinstance(value, dict):
                yield Row(str(path), number, value, faults)
            else:
                faults.append(Fault(str(path), number, f"is {_named(value)}", "one JSON object belongs on a line"))


def _named(value: object) -> str:
    if value is None:
        return "missing"
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
    }
    return kinds.get(type(value), "an object")
