"""What Discord demands of application commands beyond its OpenAPI document."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MOST_OF_A_TYPE = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
MOST_CHARACTERS = 8000
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
LOCALES = set(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr "
    "cs el bg ru uk hi th zh-CN ja zh-TW ko ar he".split()
)


def commands_faults(commands: list[dict[str, Any]]) -> Iterator[str]:
    """Hold all commands of a bulk upsert against the rules, each by itself and together."""
    kinds = Counter(command.get("type") or CHAT_INPUT for command in commands)
    yield from (
        f"{count} commands of type {kind}, {MOST_OF_A_TYPE[kind]} are allowed"
        for kind, count in kinds.items()
        if count > MOST_OF_A_TYPE.get(kind, count)
    )
    names = Counter((command.get("type") or CHAT_INPUT, command.get("name")) for command in commands)
    yield from (f"the command {name!r} is there twice" for (_, name), count in names.items() if count > 1)
    for command in commands:
        yield from command_faults(command)


def command_faults(command: dict[str, Any]) -> Iterator[str]:
    """Hold one command against the rules."""
    name = str(command.get("name", ""))
    if (command.get("type") or CHAT_INPUT) == CHAT_INPUT:
        yield from _described_faults(command, f"/{name}")
        yield from _options_faults(command.get("options") or [], f"/{name}")
    else:
        yield from _locale_faults(command, name)
        if command.get("description") or command.get("options"):
            yield f"{name}: an entry of a menu has neither description nor options"
    if (size := _size(command)) > MOST_CHARACTERS:
        yield f"{name}: {size} characters, {MOST_CHARACTERS} are allowed"


def is_command_name(name: str) -> bool:
    r"""Whether Discord takes the name: ``^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$``, no upper case."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(_may_stand_in_name(character) for character in name)


def _may_stand_in_name(character: str) -> bool:
    in_script = "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"
    return character in "-_'" or in_script or unicodedata.category(character)[0] in "LN"


def _options_faults(options: list[dict[str, Any]], place: str) -> Iterator[str]:
    names = Counter(option.get("name") for option in options)
    yield from (f"{place}: the option {name!r} is there twice" for name, count in names.items() if count > 1)
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{place}: a required option stands after one that is not"
    for option in options:
        where = f"{place} {option.get('name')}"
        yield from _described_faults(option, where)
        if option.get("autocomplete") and option.get("choices"):
            yield f"{where}: autocomplete and choices exclude each other"
        if option.get("type") in (SUBCOMMAND, SUBCOMMAND_GROUP):
            yield from _options_faults(option.get("options") or [], where)


def _described_faults(thing: dict[str, Any], place: str) -> Iterator[str]:
    names = [str(thing.get("name", "")), *(thing.get("name_localizations") or {}).values()]
    yield from (f"{place}: {name!r} is no name of a command or option" for name in names if not is_command_name(name))
    if not str(thing.get("description") or "").strip():
        yield f"{place}: an empty description"
    yield from _locale_faults(thing, place)


def _locale_faults(thing: dict[str, Any], place: str) -> Iterator[str]:
    for field in ("name_localizations", "description_localizations"):
        unknown = sorted(set(thing.get(field) or {}) - LOCALES)
        yield from (f"{place}: {locale!r} in {field} is no locale of Discord's" for locale in unknown)


def _size(thing: dict[str, Any]) -> int:
    """Characters of names, descriptions and values; of what is translated, the longest translation counts."""
    own = sum(
        max(len(each) for each in (str(thing.get(field) or ""), *(thing.get(f"{field}_localizations") or {}).values()))
        for field in ("name", "description")
    )
    value = thing.get("value")
    inside = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    return own + (len(value) if isinstance(value, str) else 0) + sum(_size(each) for each in inside)
