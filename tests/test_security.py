"""SECURITY.md cannot drift: each line of the threat model names tests that hold it, and they are there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROWS = [
    line
    for line in (TESTS.parent / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| what ")
]


@cache
def named_in(file: str) -> set[str]:
    nodes = ast.walk(ast.parse((TESTS / file).read_text(encoding="utf-8")))
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_each_threat_names_tests_that_are_there(row: str) -> None:
    _, _, held_by = row.strip("| ").split(" | ")
    named = re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", held_by)
    assert named
    for file, test in named:
        assert (TESTS / file).is_file()
        assert not test or test in named_in(file), f"{file} has no {test}"
