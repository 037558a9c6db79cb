"""Every package that Newsdesk brings with it, and theirs, as they are installed here."""

import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).parents[2]
GIVEN_TO_USERS = ("minilm", "postgresql", "local")
"""The extras that a user may take; the others are for working on Newsdesk."""


def project() -> dict[str, Any]:
    """Return what pyproject.toml says of Newsdesk."""
    said: dict[str, Any] = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return said


def wanted() -> list[Requirement]:
    """Return what Newsdesk itself asks for, the extras for users included."""
    said = project()
    extras = (each for name in GIVEN_TO_USERS for each in said["optional-dependencies"][name])
    return [Requirement(each) for each in (*said["dependencies"], *extras)]


def installed(requirements: Iterable[Requirement]) -> Mapping[str, Distribution]:
    """Return, by name, the packages that these come to on this machine; what is not installed is left out."""
    found: dict[str, Distribution] = {}
    waiting, seen = list(requirements), set[tuple[str, frozenset[str]]]()
    while waiting:
        asked = waiting.pop()
        name, extras = canonicalize_name(asked.name), frozenset(asked.extras)
        if (name, extras) in seen or not _is_for_here(asked, {""}):
            continue
        seen.add((name, extras))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        for line in found[name].requires or ():
            below = Requirement(line)
            if _is_for_here(below, {"", *extras}):
                below.marker = None
                waiting.append(below)
    return dict(sorted(found.items()))


def _is_for_here(asked: Requirement, extras: set[str]) -> bool:
    return asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in extras)
