"""Fills a group of commands: each is called, and described, by its callback's name."""

from collections.abc import Sequence
from typing import Any

from discord import app_commands

from bot.translating import described


def fill(
    group: app_commands.Group, prefix: str, callbacks: Sequence[Any]
) -> Sequence[app_commands.Command[Any, ..., None]]:
    """Make commands of callbacks such as ``_golden_add`` ("add", with ``prefix`` "golden"), and put them into a group.

    Their descriptions are the messages such as ``command-corpus-golden-add``.
    """
    commands = []
    for callback in callbacks:
        name = callback.__name__.strip("_").removeprefix(f"{prefix}_")
        message = "-".join(part for part in ("command-corpus", prefix, name) if part)
        command: app_commands.Command[Any, ..., None] = app_commands.Command(
            name=name, description=described(message), callback=callback
        )
        group.add_command(command)
        commands.append(command)
    return commands
