"""Hostile messages, commands, attachments and interaction payloads, through the real client in a Discord in process."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from discord import app_commands
from hypothesis import strategies as st
from simcord import actors
from simcord.backend.errors import BackendError, SetupError

from bot.presses import PREFIX, Action
from bot.words.catalogue import LANGUAGES
from corpus.errors import NewsdeskError
from tests.bot.discord_room.conftest import Room
from tests.bot.discord_room.driving import actions_of, press
from tests.discord_api.validation import faults
from tests.torture.counting import Count
from tests.torture.hostile.laws import Overheard, Tally, check_words, said
from tests.torture.hostile.nasties import HTML, YAML, contents, drawn, hostile, jsons

_IDS = ("", "k3m9x2p7qw1z", "*", "'", "../", "a" * 60)
_ARGUMENTS = ("", "0", "-1", "99999999", "9" * 80, "1.1", "0.x", "²", "１", "a.b.c", "0.@everyone")
_COMPONENT, _MODAL, _COMMAND, _AUTOCOMPLETE = 3, 5, 2, 4
_MARKED = frozenset({"POST", "PATCH"})


async def messages(room: Room, tries: int, seed: int) -> Count:
    """Mention the bot, write to it, reply to it, in hostile words."""
    tally, overheard = Tally("messages in channels and to the bot itself"), _listening()
    me = f"<@{room.env.bot.user.id}>"
    for number, words in enumerate(drawn(hostile(longest=2_000), tries, seed)):
        content = (words if number % 3 == 0 else f"{me} {words}")[:2_000]
        with tally.one(content), _held(room, overheard, content, tally):
            if number % 3 == 0:
                await room.ada_herself.send_dm(content or "?")
            else:
                await room.ada.send(room.channel, content)
            await room.settled()
    return tally.count()


async def commands(room: Room, tries: int, seed: int) -> Count:
    """Ask, search, complete and check in hostile words."""
    tally, overheard = Tally("commands, completions, messages checked"), _listening()
    for number, words in enumerate(drawn(hostile(longest=4_000), tries, seed)):
        with tally.one(words), _held(room, overheard, words, tally):
            await _call(room, number, words or "?")
            await room.settled()
    return tally.count()


async def _call(room: Room, number: int, words: str) -> None:
    reader = room.ada
    if number % 8 == 0:
        await reader.slash(room.channel, "search", words=words[:60])
    elif number % 8 == 1:
        await reader.slash(room.channel, "search", words="boats", article=words[:200])
    elif number % 8 == 2:
        choices = await reader.autocomplete(room.channel, "search", "article", words[:100], words="boats")
        assert all(1 <= len(choice["name"]) <= 100 for choice in choices)
    elif number % 8 == 3:
        message = await room.ben.send(room.channel, words[:2_000])
        await reader.context_menu(room.channel, room.words("command-check"), message)
    elif number % 8 == 4:
        await room.keeper.slash(room.channel, "corpus edit", article="storm", **{_FIELDS[number // 8 % 3]: words[:200]})
    else:
        await reader.slash(room.channel, "ask", question=words[:2_000], private=bool(number % 2))


_FIELDS = ("title", "published", "superseded_by")


async def attached(room: Room, tries: int, seed: int) -> Count:
    """Let a keeper add hostile files, confirm their facts, and cancel the review."""
    tally, overheard = Tally("files that a keeper adds"), _listening()
    front = st.builds("---\ntitle: {}\n---\n{}".format, hostile(YAML, 300), hostile(longest=1 << 16))
    page = st.lists(st.sampled_from(HTML) | hostile(longest=700), min_size=1, max_size=8).map("".join)
    made = st.tuples(
        st.sampled_from(["a.md", "a.md", "a.txt", "a.txt", "a.html"]), contents(front | page), hostile(longest=900)
    )
    for name, content, title in drawn(made, tries, seed):
        with tally.one((name, content, title), waits=60), _held(room, overheard, f"{content!r}{title}", tally):
            found = (await room.keeper.slash(room.channel, "corpus add", file=(name, content or b" "))).response
            if Action.DRAFT not in actions_of(found):
                tally.note("refused")
                continue
            modal = await press(room.keeper, found, Action.DRAFT)
            sent = await room.keeper.submit_modal(modal, {"title": title.strip()[:1000] or "A storm"})
            reviewed = sent.response and Action.CANCEL in actions_of(sent.response)
            tally.note("reviewed" if reviewed else "proposed")
            if reviewed:
                await press(room.keeper, sent.response, Action.CANCEL)
    return tally.count()


async def payloads(room: Room, tries: int, seed: int) -> Count:
    """Send interactions that no client of Discord's makes: forged ids, options of wrong types, fields left out."""
    tally, overheard = Tally("interaction payloads"), _listening()
    answered = (await room.ask()).response
    stored = room.ada._message(answered)
    ids = st.builds(
        "{}:{}:{}:{}".format,
        st.sampled_from([PREFIX, PREFIX, PREFIX, PREFIX, "newsdesk ", ""]),
        st.sampled_from([*Action, *Action, "SHOW", "x", ""]),
        st.sampled_from([*_IDS, stored_id(answered)]) | hostile(longest=50),
        st.sampled_from(_ARGUMENTS) | hostile(longest=50),
    )
    made = st.tuples(
        st.sampled_from([_COMPONENT, _COMPONENT, _COMPONENT, _MODAL, _COMMAND, _AUTOCOMPLETE]),
        ids | ids | hostile(longest=100), jsons(), jsons(), st.booleans(),
    )  # fmt: skip
    for number, (kind, custom_id, one, other, moderates) in enumerate(drawn(made, tries, seed)):
        reader = room.keeper if moderates else room.ada
        data = _data(room, kind, custom_id, one, other, number)
        extra: dict[str, Any] = (
            {"message": _message_of(room, stored)} if kind in (_COMPONENT, _MODAL) and number % 7 else {}
        )
        extra |= {"locale": LANGUAGES[number % 5]}
        with tally.one((kind, data)), _held(room, overheard, f"{data}", tally, typed=kind is _COMPONENT):
            await actors._dispatch_actor_interaction(reader, kind, room.channel, data, extra=extra)
            await room.settled()
            tally.note(
                {_COMPONENT: "presses", _MODAL: "modals", _COMMAND: "commands", _AUTOCOMPLETE: "completions"}[kind]
            )
    return tally.count()


def stored_id(message: Any) -> str:
    """The id of the answer that a message shows."""
    return next(
        str(component["custom_id"]).split(":")[2]
        for row in message.components
        for part in row.get("components", [])
        for component in [*part.get("components", []), *([part["accessory"]] if part.get("accessory") else [])]
        if str(component.get("custom_id", "")).startswith(PREFIX)
    )


def _message_of(room: Room, stored: Any) -> dict[str, Any]:
    from simcord.backend import serializers

    return dict(serializers.message_payload(room.env.backend, stored))


def _data(room: Room, kind: int, custom_id: str, one: Any, other: Any, number: int) -> dict[str, Any]:
    """The inner part of a payload. The fields without which the library itself reads none are always there."""
    if kind == _COMPONENT:
        return {"custom_id": custom_id, "component_type": 2, "values": one}
    if kind == _MODAL:
        field = {"type": 18, "component": {"type": 4, "custom_id": "title", "value": one}}
        components = [[field], [field, {"type": 18}], [], [{"type": 1, "components": [{"type": 4, "value": other}]}]]
        return {"custom_id": custom_id, "components": components[number % 4]}
    name, options = _NAMES[number % len(_NAMES)], [{"name": "question", "type": 3, "value": one}]
    odd = [
        options, [{**options[0], "focused": True}], [], [{"name": "private", "type": 5, "value": other}, *options],
        [{"name": "words", "type": 3, "value": custom_id}, {**options[0], "name": "article", "focused": True}],
        [{"name": "add", "type": 1, "options": [{"name": "file", "type": 11, "value": "1"}]}],
        [{"name": "add", "type": 1, "options": [{"name": "url", "type": 3, "value": custom_id}]}],
        [{"name": "remove", "type": 1, "options": [{"name": "article", "type": 3, "value": one}]}],
    ]  # fmt: skip
    root = room.env.backend.find_command(name, room.guild.id, type=1)
    return {"id": root["id"] if root else "1", "name": name, "type": 1, "options": odd[number // 3 % len(odd)]}


_NAMES = ("ask", "search", "corpus", "corpus", "sources", "privacy", "nothing")


def _listening() -> Overheard:
    overheard = Overheard()
    logging.getLogger().addHandler(overheard)
    return overheard


@contextmanager
def _held(room: Room, overheard: Overheard, given: str, tally: Tally, typed: bool = True) -> Iterator[None]:
    """Hold all that the bot sent to Discord meanwhile, raised and logged against the laws.

    What Discord's own servers would never send, values that are not ``typed`` as a command's options are, may raise
    behind the door, as long as whoever sent it is told in general words.
    """
    sent, raised = len(room.env.http_requests), room.env.error_cursor
    overheard.take()
    try:
        yield
    except (SetupError, BackendError) as refused:  # what a person could not do, or Discord does not let through
        tally.note(f"refused by Discord itself ({type(refused).__name__})")
    finally:
        _hold(room, sent, raised, overheard.take() if typed else (), given, typed=typed)


def _hold(room: Room, sent: int, raised: int, told: Sequence[str], given: str, *, typed: bool) -> None:
    for request in room.env.http_requests[sent:]:
        found = faults(request.method, request.path, request.json, request.params)
        assert not found, f"Discord would refuse: {found[0]}"
        if isinstance(request.json, dict) and request.method in _MARKED and "/threads" not in request.path:
            body = request.json.get("data", request.json)
            if isinstance(body, dict) and "components" in body and "title" not in body:
                mentioned = body.get("allowed_mentions", {})
                assert mentioned in ({"parse": []}, {"parse": [], "replied_user": False}), "somebody could be pinged"
            for markdown in said(body):
                check_words(markdown, given)
    errors = [getattr(each, "original", each) for each in room.env.errors_since(raised)]
    strange = [each for each in errors if not isinstance(each, NewsdeskError | app_commands.AppCommandError)]
    assert not (strange and typed), f"raised: {strange[0]!r}"
    assert not told, f"logged: {told[0]}"
