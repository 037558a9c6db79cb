"""README.md cannot drift: what it tells to run exists, and what it links to is there."""

import re
from pathlib import Path
from urllib.parse import unquote

import click

from bot.cli import main

HOUSE = Path(__file__).parents[1]
README = (HOUSE / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|(?:src|href)=\"([^\"]+)\"")


def told_to_run(program: str) -> list[list[str]]:
    """The words behind a program's name, for each time it is named in code."""
    lines = [line.split("#")[0] for block in BLOCK.findall(README) for line in block.splitlines()]
    lines += [" ".join(each.split()) for each in INLINE.findall(BLOCK.sub("", README))]
    calls = [re.match(rf"\s*(?:\$ )?(?:\.venv/bin/)?{program}\s+([^|;&<>\"']*)", line) for line in lines]
    return [call[1].split() for call in calls if call]


def targets() -> set[str]:
    return set(re.findall(r"^([\w-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_make_target_it_names_is_there() -> None:
    named = {words[0] for words in told_to_run("make") if words and re.fullmatch(r"[a-z-]+", words[0])}
    assert named >= {"chat", "test"}
    assert named - targets() == set()


def test_every_command_it_names_is_there() -> None:
    named = [words for words in told_to_run("newsdesk") if words]
    assert {words[0] for words in named} & {"ask", "chat", "index"}
    for words in named:
        command: click.Command = main
        for word in words:
            if not isinstance(command, click.Group):
                break
            choices = word.split("/") if "/" in word else [word]
            assert set(choices) <= set(command.commands), f"newsdesk {' '.join(words)}"
            command = command.commands[choices[0]]
        options = {name for parameter in command.params for name in parameter.opts} | {"--help", "-h"}
        assert {word for word in words if word.startswith("--")} <= options, f"newsdesk {' '.join(words)}"


def test_every_command_is_named_in_it() -> None:
    ours = {name for name, command in main.commands.items() if not command.hidden}
    assert ours <= {words[0] for words in told_to_run("newsdesk") if words}


def test_every_file_it_links_to_or_shows_is_there() -> None:
    linked = {(one or other).split("#")[0] for one, other in LINK.findall(README)}
    here = {unquote(each) for each in linked if each and not re.match(r"[a-z]+:", each)}
    assert [each for each in sorted(here) if not (HOUSE / each).exists()] == []


def test_the_targets_of_the_benchmark_are_quoted_as_it_printed_them() -> None:
    results = (HOUSE / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    printed = re.findall(r"^\| .+\| (?:yes|\*\*no\*\*) \|.*\|$", results, re.MULTILINE)
    quoted = re.findall(r"^\| .+\| (?:yes|\*\*no\*\*) \|.*\|$", README, re.MULTILINE)
    assert len(printed) > 5
    assert quoted == printed


def test_every_part_of_it_that_it_links_to_is_there() -> None:
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
    assert {one[1:] for one, _ in LINK.findall(README) if one.startswith("#")} <= anchors
