"""No command lacks a description in a language, a reply or a test; no press lacks what answers it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.layout import layout
from bot.page import Button, Buttons, Page
from bot.presses import Action, Press
from bot.words.catalogue import LANGUAGES, language_of, words_in
from tests.bot.discord_room.conftest import Room, words_shown
from tests.discord_api.validation import faults

LOCALES = [locale.value for locale in discord.Locale if locale.value.partition("-")[0] in LANGUAGES]
READERS = {"ask", "search", "sources", "help", "privacy", "Check against the story"}
MODERATORS = {
    *(f"corpus {name}" for name in ("add", "remove", "edit", "reload", "status", "history", "rollback")),
    *(f"corpus {name}" for name in ("gaps", "insights", "audit")),
    *(f"corpus golden {name}" for name in ("add", "remove", "list")),
    *(f"corpus settings {name}" for name in ("show", "room", "moderators", "log")),
    "Explain this answer",
}
TESTS = sorted(Path(__file__).parent.glob("*.py"))


def told(room: Room) -> list[dict[str, Any]]:
    """The commands as Discord was told them."""
    (request,) = [each for each in room.env.http_requests if each.method == "PUT" and each.path.endswith("/commands")]
    assert faults(request.method, request.path, request.json, request.params) == []
    return list(request.json)


def described(thing: dict[str, Any], name: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what has a description, or, in a menu, a name, with its translations by locale."""
    field = "name" if thing.get("type") == discord.AppCommandType.message.value and "options" not in thing else ""
    field = field if field and not thing.get("description") else "description"
    yield name, thing[field], thing.get(f"{field}_localizations") or {}
    for option in thing.get("options") or []:
        yield from described(option, f"{name} {option['name']}")


def leaves(command: dict[str, Any], above: str) -> Iterator[str]:
    """Yield what can be called of a command and its groups."""
    name = f"{above} {command['name']}".strip()
    groups = (discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value)
    inner = [option for option in command.get("options") or [] if option["type"] in groups]
    for option in inner:
        yield from leaves(option, name)
    if not inner:
        yield name


def calls() -> Iterator[tuple[str, ast.Call, dict[str, str]]]:
    """Yield the name of each function or method that a test calls, the call, and the constants of its file."""
    for path in TESTS:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield getattr(node.func, "attr", getattr(node.func, "id", "")), node, constants


def words_given(call: ast.Call, constants: dict[str, str]) -> Iterator[str]:
    """Yield the words that a call is given, as they stand or by the name of a constant."""
    for argument in [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "label")]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        elif isinstance(argument, ast.Name) and argument.id in constants:
            yield constants[argument.id]


def called_by_tests() -> set[str]:
    """The commands that some test calls."""
    return {
        words
        for name, call, constants in calls()
        if name in ("slash", "call", "context_menu")
        for words in words_given(call, constants)
    }


def pressed_by_tests() -> set[Action]:
    """What some test presses: told by the action, which ``press`` holds against the button, or by a label of one."""
    labels = {words_in("en")(f"button-{each}"): each for each in ACTIONS_WITH_A_LABEL}
    pressed: set[Action] = set()
    for name, call, constants in calls():
        if name in ("pressed", "click"):
            pressed |= {labels[words] for words in words_given(call, constants) if words in labels}
        elif name in ("press", "pages_from"):
            named = [each for each in call.args if isinstance(each, ast.Attribute)]
            pressed |= {Action[each.attr] for each in named if each.attr in Action.__members__}
        elif name == "submit_modal":
            pressed.add(Action.REASON)
        elif name == "submit":  # the facts of a draft, of which there is one modal
            pressed.add(Action.DRAFTED)
    return pressed


ACTIONS_WITH_A_LABEL = (
    Action.HELPFUL, Action.UNHELPFUL, Action.SHARE, Action.MODERATOR, Action.REMOVE, Action.FORGET,
)  # fmt: skip


class TestWhatDiscordIsTold:
    async def test_it_is_these_commands_each_everywhere_that_a_reader_is(self, room: Room) -> None:
        everywhere = [command for command in told(room) if not command["default_member_permissions"]]
        assert {command["name"] for command in everywhere} == READERS
        assert {tuple(command["contexts"]) for command in everywhere} == {(0, 1)}

    async def test_those_of_moderators_are_in_servers_only_and_shown_to_who_manages_one(self, room: Room) -> None:
        theirs = [command for command in told(room) if command["default_member_permissions"]]
        assert {name for command in theirs for name in leaves(command, "")} == MODERATORS
        for command in theirs:
            assert command["contexts"] == [0] or command["dm_permission"] is False
            assert command["default_member_permissions"] == discord.Permissions(manage_guild=True).value

    async def test_each_command_option_and_entry_is_described_in_each_language_in_its_own_words(
        self, room: Room
    ) -> None:
        texts = [each for command in told(room) for each in described(command, command["name"])]
        assert {name for name, _, _ in texts} >= READERS | MODERATORS
        for name, text, localized in texts:
            assert text.strip(), name
            for locale in LOCALES:
                assert localized.get(locale, "").strip(), f"{name}: nothing in {locale}"
                assert (localized[locale] == text) == (language_of(locale) == "en"), f"{name}: {locale}"

    async def test_no_command_needs_a_privileged_intent(self, room: Room) -> None:
        intents = room.client.intents
        assert {name for name, wanted in intents if wanted} == {"guilds", "guild_messages", "dm_messages"}


class TestWhatTheTestsDrive:
    def test_every_command_is_called_by_one(self) -> None:
        assert called_by_tests() >= READERS | MODERATORS

    def test_every_action_is_pressed_by_one(self) -> None:
        assert pressed_by_tests() == set(Action)


class TestPressesOfWhatIsNotThere:
    @pytest.mark.parametrize("argument", ["", "0", "1", "7.9", "-1", "x", "99999999999", "²", "0.words", ".", "1:1"])
    async def test_every_action_is_acknowledged_and_told_in_words(self, room: Room, argument: str) -> None:
        presses = [Press(action, "nobodysanswer", argument).custom_id for action in Action]
        rows = [
            Buttons(tuple(Button(each[:80], each) for each in some))
            for some in (presses[at : at + 5] for at in range(0, len(presses), 5))
        ]
        channel = room.client.get_channel(room.channel.id)
        assert isinstance(channel, discord.TextChannel)
        for custom_id in presses:
            message = await channel.send(view=layout(Page(tuple(rows))))
            result = await room.keeper.click(message, custom_id=custom_id)
            assert result.acknowledged, custom_id
            if result.modal:
                assert [words_shown(each) for each in result.followups] == [room.words("answer-gone")]
                continue
            shown = words_shown((result.followups or [result.response])[0])
            assert shown.strip(), custom_id
            assert room.words("trouble-unexpected") not in shown, custom_id

    async def test_a_custom_id_that_is_not_ours_is_told_so_as_well(self, room: Room) -> None:
        channel = room.client.get_channel(room.channel.id)
        assert isinstance(channel, discord.TextChannel)
        message = await channel.send(view=layout(Page((Buttons((Button("Other", "other:bot:1:2"),)),))))
        result = await room.ben.click(message, custom_id="other:bot:1:2")
        assert result.response.ephemeral
        assert words_shown(result.response) == room.words("answer-gone")
