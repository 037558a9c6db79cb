"""What the moderators' lists share: who and when as Discord shows them, some of many lines, entries on pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from bot.escaping import escaped, isolated, on_one_line
from bot.page import Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.rendering import limits
from bot.rendering.buttons import page_of, pager, small_print
from bot.rendering.paging import Item, Whole, set_on_pages
from bot.words.catalogue import Words

ID_CHARACTERS = 60
"""Ours: a longer id is shortened where it is one of several."""

KINDS = ("added", "changed", "removed")
"""What a change does to articles, as its summary calls it; each is the messages ``review-…`` and ``change-…``."""

PUBLISHING = frozenset({"add", "remove", "edit", "reload", "rollback"})
"""What brings a new edition; each is the message ``action-…``."""

Value = TypeVar("Value")

_EDITION_SHOWN = 8


def moment(at: datetime) -> str:
    """Return when something was, and how long ago: Discord shows it in each reader's own time zone and language."""
    return f"{when(at)} ({ago(at)})"


def when(at: datetime) -> str:
    """Return when something was, where many such stand: Discord says how long ago when one points at it."""
    return f"<t:{int(at.timestamp())}:f>"


def ago(at: datetime) -> str:
    """Return how long ago something was; Discord keeps counting."""
    return f"<t:{int(at.timestamp())}:R>"


def person(user_id: int | None, words: Words) -> str:
    """Return a moderator as a mention, or that none is on record."""
    return words("unknown-moderator") if user_id is None else f"<@{user_id}>"


def shown(text: str, most: int = limits.HEADING) -> str:
    """Return somebody's words on one line of markdown that does nothing, of at most ``most`` characters before."""
    return isolated(escaped(limits.shortened(on_one_line(text), most)))


def edition_of(name: str) -> str:
    """Return as much of an edition's name as answers show of it."""
    return shown(name[:_EDITION_SHOWN])


def published_by(action: str, words: Words) -> str:
    """Return what brought an edition, in words; one of a later version as it is called there."""
    return words(f"action-{action}") if action in PUBLISHING else shown(action, limits.LABEL)


def ids_of(summary: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """Return the articles of one of KINDS; none where a later version keeps something else there."""
    ids = summary.get(kind)
    return tuple(map(str, ids)) if isinstance(ids, list | tuple) else ()


def counted(added: int, changed: int, removed: int, words: Words) -> str:
    """Return how many articles come, change and go; empty when none do."""
    counts = zip(KINDS, (added, changed, removed), strict=True)
    return " · ".join(words(f"review-{kind}", articles=count) for kind, count in counts if count)


def some(
    values: Sequence[Value],
    set_line: Callable[[Value], str],
    words: Words,
    most: int,
    characters: int = limits.PAGE_CHARACTERS,
) -> tuple[str, ...]:
    """Return the lines of the first values, as many as may stand and fit, one at least, and how many more there are."""
    lines: list[str] = []
    room = characters
    for value in values[:most]:
        line = set_line(value)
        room -= limits.length(line) + 1
        if lines and room < 0:
            break
        lines.append(line)
    left = len(values) - len(lines)
    return (*lines, words("and-more", number=left)) if left else tuple(lines)


def entry_pages(
    title: str, entries: Iterable[tuple[Part, ...]], action: Action, words: Words, note: str = ""
) -> tuple[Page, ...]:
    """Return a list on pages that ``action`` turns, a note in small print at the foot of each."""
    items: list[Item] = [Whole((Text(f"### {title}"),)), *(Whole(entry, sources=1) for entry in entries)]

    def end(number: int, pages: int) -> tuple[Part, ...]:
        line = small_print(note, page_of(number, pages, words))
        turn = pager(number, pages, lambda page: Press(action, "", str(page)), words)
        return (Rule(), Text(line), *turn) if line else ()

    return set_on_pages(items, end, sources=limits.LISTED)[0]
