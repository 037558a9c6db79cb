"""Modals: sent as a picture, like every page; what is typed comes in by ``on_interaction``, even after a restart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.presses import Press


@dataclass(frozen=True, slots=True)
class Field:
    """A field to type into; ``name`` is what ``typed`` gives its value by, ``most`` how many characters it takes."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    most: int = 1000
    required: bool = False
    long: bool = False


def modal(title: str, press: Press, fields: Sequence[Field]) -> discord.ui.Modal:
    """Return a modal whose submission is this press."""
    made = discord.ui.Modal(title=title, custom_id=press.custom_id, timeout=None)
    for field in fields:
        typing = discord.ui.TextInput[discord.ui.Modal](
            style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
            custom_id=field.name,
            default=field.value[: field.most] or None,
            placeholder=field.placeholder or None,
            required=field.required,
            max_length=field.most,
        )
        made.add_item(discord.ui.Label(text=field.label, component=typing))
    made.stop()
    return made


def typed(interaction: discord.Interaction) -> Mapping[str, str]:
    """Return what was typed into each field of a modal, without the blanks around it; empty fields are left out."""
    data: dict[str, Any] = dict(interaction.data or {})
    inputs = [label.get("component", {}) for label in data.get("components", [])]
    values = {str(each.get("custom_id")): str(each.get("value") or "").strip() for each in inputs}
    return {name: value for name, value in values.items() if value}
