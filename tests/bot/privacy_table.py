"""docs/privacy.md, read: the last table says of every column whose it is."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
KINDS = ("id", "words", "deed", "corpus", "own")


def classified() -> dict[str, dict[str, set[str]]]:
    """By table and kind, the columns."""
    found: dict[str, dict[str, set[str]]] = {}
    for line in PAGE.partition("## Every column")[2].splitlines():
        table, *columns = [cell.strip() for cell in line.strip("|").split("|")]
        if len(columns) == len(KINDS) and re.fullmatch("[a-z_]+", table) and table != "table":
            found[table] = {kind: set(cell.split()) for kind, cell in zip(KINDS, columns, strict=True)}
    return found


def of_a_person(table: str) -> set[str]:
    """The columns of a table that can hold a person's id or words."""
    kinds = classified()[table]
    return kinds["id"] | kinds["words"]
