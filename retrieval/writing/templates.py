"""The texts that a model is given, kept beside this; each is checked when it is loaded."""

from collections.abc import Collection
from importlib.resources import files
from string import Template


def template(name: str, placeholders: Collection[str]) -> Template:
    """Return ``<name>.txt`` of this room. ValueError unless its placeholders are exactly these."""
    return checked(name, files("retrieval.writing").joinpath(f"{name}.txt").read_text(encoding="utf-8"), placeholders)


def checked(name: str, text: str, placeholders: Collection[str]) -> Template:
    """Return a template. ValueError unless its placeholders, ``$name`` or ``${name}``, are exactly these."""
    made = Template(text)
    if not made.is_valid():
        raise ValueError(f"{name}.txt: a lone $ stands in it; write $$ for the character")
    found = set(made.get_identifiers())
    if unknown := sorted(found - set(placeholders)):
        raise ValueError(f"{name}.txt: unknown placeholder ${unknown[0]}; known: {', '.join(sorted(placeholders))}")
    if missing := sorted(set(placeholders) - found):
        raise ValueError(f"{name}.txt: the placeholder ${missing[0]} is missing")
    return made
