"""What moderators did, how it behaves, and the golden questions: as pages for moderators."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any

from bot.page import Page, Rule, Text
from bot.presses import Action
from bot.records.audits import AuditEntry
from bot.records.room_settings import Chosen, RoomSettings
from bot.rendering import limits
from bot.rendering.buttons import small_print
from bot.rendering.entries import (
    ID_CHARACTERS,
    KINDS,
    edition_of,
    entry_pages,
    ids_of,
    person,
    published_by,
    shown,
    some,
    when,
)
from bot.rendering.notices import notice
from bot.words.catalogue import Words
from corpus.golden import MAX_QUESTION_CHARACTERS, Golden

MOST_NAMED = 4
"""Articles of a change that are named, of each kind."""

MOST_ROLES = 30

_MOST_SECONDS = 10**6
_DIGITS = 20

_TOLD = frozenset(
    {
        "proposed",
        "published",
        "cancelled",
        "mended",
        "golden-added",
        "golden-removed",
        "room-settings",
        "log-channel",
        "gap-told",
        "gap-dismissed",
        "draft-dropped",
    }
)
"""The actions that have words of their own, ``audit-…``; that on a role has two."""

_EDITION = re.compile(r"[0-9a-f]{32}")
_CHOICES = tuple(field.name for field in fields(RoomSettings))


def audit_pages(entries: Sequence[AuditEntry], words: Words) -> tuple[Page, ...]:
    """Return what moderators did, in the order given."""
    if not entries:
        return (notice(words("audit-nothing")),)
    told = ((Text(f"{_done(each, words)}\n{small_print(_told(each, words))}"),) for each in entries)
    return entry_pages(words("audit-title"), told, Action.AUDIT, words)


def log_page(entry: AuditEntry, words: Words) -> Page:
    """Return what a moderator did, on one line, for the server's log channel."""
    return notice(f"{_done(entry, words)} · {_told(entry, words)}")


def settings_page(
    holds: RoomSettings,
    server: Chosen,
    channel: Chosen,
    channel_id: int | None,
    roles: Collection[int],
    log_channel: int | None,
    words: Words,
) -> Page:
    """Return what holds in a channel, or (None) in the server, and where each choice comes from; who moderates.

    ``server`` and ``channel`` are what each of them chose; what a thread takes from its channel belongs to the latter.
    """
    title = _title(channel_id, words)
    origins = {name: words(f"settings-from-{_origin(name, server, channel)}") for name in _CHOICES}
    lines = [f"- {_choice(name, getattr(holds, name), words, '**')} · {origins[name]}" for name in _CHOICES]
    mentions = ", ".join(some(sorted(roles), lambda role: f"<@&{role}>", words, MOST_ROLES))
    who = words("settings-who-roles", roles=mentions) if mentions else words("settings-who")
    log = words("settings-log", channel=f"<#{log_channel}>") if log_channel else words("settings-no-log")
    return Page(
        (
            Text(f"### {title}"),
            Text("\n".join(lines)),
            Text(small_print(words("settings-how"))),
            Rule(),
            Text(f"{who}\n{small_print(words('settings-how-moderators'))}"),
            Text(f"{log}\n{small_print(words('settings-how-log'))}"),
        )
    )


def golden_pages(golden: Sequence[Golden], words: Words) -> tuple[Page, ...]:
    """Return the golden questions, each with what it must be answered from."""
    if not golden:
        return (notice(words("golden-none")),)
    entries = (
        (Text(f"{shown(each.question, MAX_QUESTION_CHARACTERS)}\n{small_print(_expected(each.article, words))}"),)
        for each in golden
    )
    title = words("golden-title", number=len(golden))
    return entry_pages(title, entries, Action.GOLDEN, words, words("golden-how"))


def _done(entry: AuditEntry, words: Words) -> str:
    if entry.action == "moderator-role":
        told = words("audit-role-allowed" if entry.detail.get("allow") else "audit-role-refused")
    else:
        told = words(f"audit-{entry.action}") if entry.action in _TOLD else shown(entry.action)
    return f"**{told}**"


def _told(entry: AuditEntry, words: Words) -> str:
    facts = [person(entry.moderator_id, words), when(entry.created), *_facts(entry, words)]
    return " · ".join(fact for fact in facts if fact)


def _facts(entry: AuditEntry, words: Words) -> list[str]:
    """Return what was done to what; of what a later version keeps, only the subject is told."""
    detail = entry.detail
    match entry.action:
        case "proposed" | "published" | "cancelled":
            return _change(entry.subject, detail, words)
        case "golden-added" | "golden-removed" if "article" in detail:
            article = detail["article"]
            return [shown(entry.subject), _expected(None if article is None else str(article), words)]
        case "room-settings" if isinstance(chosen := detail.get("chosen"), Mapping):
            choices = [_choice(str(name), value, words) for name, value in list(chosen.items())[: len(_CHOICES)]]
            cleared = [words("settings-all-taken-back")] if detail.get("cleared") or not chosen else []
            return [_title(_number(detail.get("channel")), words), *cleared, *choices]
        case "moderator-role" if role := _number(detail.get("role")):
            return [f"<@&{role}>"]
        case "log-channel" if "channel" in detail:
            channel = _number(detail["channel"])
            return [f"<#{channel}>" if channel else words("settings-no-log")]
        case "gap-told" if (readers := _number(detail.get("readers"))) is not None:
            return [words("gap-told", readers=readers) if readers else words("gap-nobody")]
        case _:
            return [shown(entry.subject)]


def _change(subject: str, detail: Mapping[str, Any], words: Words) -> list[str]:
    action, edition = detail.get("action"), str(detail.get("edition") or "")
    ids = {kind: ids_of(detail, kind) for kind in KINDS}
    facts = [published_by(str(action), words)] if action else []
    if _EDITION.fullmatch(subject):
        edition = edition or subject
    if subject not in (edition, *(each for named in ids.values() for each in named)):
        facts.append(shown(subject))
    if edition:
        facts.append(words("edition", edition=edition_of(edition)))
    for kind in KINDS:
        if ids[kind]:
            named = some(ids[kind], lambda each: shown(each, ID_CHARACTERS), words, MOST_NAMED)
            facts.append(words(f"change-{kind}", articles=", ".join(named)))
    return facts + list(some(ids_of(detail, "files"), lambda each: shown(each, ID_CHARACTERS), words, MOST_NAMED))


def _expected(article: str | None, words: Words) -> str:
    if article is None:
        return words("golden-expects-nothing")
    return words("golden-expects", article=shown(article))


def _title(channel_id: int | None, words: Words) -> str:
    if channel_id is None:
        return words("settings-of-server")
    return words("settings-of-channel", channel=f"<#{channel_id}>")


def _origin(name: str, server: Chosen, channel: Chosen) -> str:
    if channel.get(name) is not None:
        return "channel"
    return "configuration" if server.get(name) is None else "server"


def _choice(name: str, value: object, words: Words, mark: str = "") -> str:
    said = _value(value, words)
    if name not in _CHOICES:
        return f"{shown(name, limits.LABEL)} {said}"
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST_SECONDS:
        said = words("settings-seconds", seconds=value)
    return words(f"settings-{name.removesuffix('_seconds')}", value=f"{mark}{said}{mark}")


def _value(value: object, words: Words) -> str:
    if value is None:
        return words("settings-taken-back")
    if isinstance(value, bool):
        return words("settings-yes" if value else "settings-no")
    return shown(str(value), limits.LABEL)


def _number(value: object) -> int | None:
    """Return an id or a count, kept as a number or as digits; None for anything else."""
    text = "" if isinstance(value, bool) else str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
