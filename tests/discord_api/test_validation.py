"""Discord's document as a gate: what discord.py really sends passes, each broken request is named."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands

from tests.discord_api.validation import assert_valid, faults

CALLBACK = "/interactions/1/token/callback"
MESSAGES = "/channels/1/messages"
COMMANDS = "/applications/1/commands"
V2 = 1 << 15


def show(button_id: str = "show") -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Show passage 1", "custom_id": button_id, "disabled": False}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(buttons)}


def words(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def section(content: str = "It burned.", button_id: str = "show") -> dict[str, Any]:
    return {"type": 9, "components": [words(content)], "accessory": show(button_id)}


def command(**more: Any) -> dict[str, Any]:
    return {"type": 1, "name": "ask", "description": "Ask about the story", "options": [], **more}


def option(name: str = "question", **more: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "Your question", **more}


class Picture(discord.ui.LayoutView):
    """As the bot shows an answer: a container with text, quotations with a button at their side, a row of buttons."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        parts: list[discord.ui.Item[Any]] = [discord.ui.TextDisplay("# Where did it burn?")]
        parts.append(
            discord.ui.Section("> In the old town.", accessory=discord.ui.Button(label="Show", custom_id="show"))
        )
        parts.append(discord.ui.Separator())
        parts.append(discord.ui.ActionRow(discord.ui.Button(label="Helpful", custom_id="helpful")))
        self.add_item(discord.ui.Container(*parts))
        self.stop()


class Reason(discord.ui.Modal, title="What was wrong?"):
    words: discord.ui.Label[Any] = discord.ui.Label(
        text="In a few words", component=discord.ui.TextInput(custom_id="words")
    )


class Bot(discord.AutoShardedClient):
    """Sends every kind of request that Newsdesk sends, through discord.py."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="Ask about the story")
        @app_commands.describe(question="Your question", private="Only you see it")
        async def ask(interaction: discord.Interaction[Any], question: str, private: bool = False) -> None:
            del question
            await interaction.response.defer(thinking=True, ephemeral=private)
            await interaction.edit_original_response(view=Picture())
            await interaction.edit_original_response(view=Picture())
            await interaction.followup.send(view=Picture(), ephemeral=True)
            await interaction.followup.send("more", wait=True)

        @ask.autocomplete("question")
        async def _titles(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
            del interaction, current
            return [app_commands.Choice(name=f"Title {number}", value=str(number)) for number in range(25)]

        @self.tree.command(description="Nothing is wrong")
        async def reason(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_modal(Reason())

        @self.tree.context_menu(name="Check against the story")
        async def check(interaction: discord.Interaction[Any], message: discord.Message) -> None:
            del message
            await interaction.response.send_message(view=Picture(), ephemeral=True)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        async with message.channel.typing():
            thread = await message.create_thread(name="Where did it burn?", auto_archive_duration=60)
        sent = await thread.send(view=Picture())
        await sent.edit(view=Picture())
        reply = await message.reply("here", mention_author=False)
        await reply.edit(content="there", embed=discord.Embed(title="A title"))
        await reply.delete()
        await message.author.send("privately")


@pytest.fixture
def simcord_bot() -> discord.AutoShardedClient:
    return Bot()


@pytest.mark.simcord(shard_count=1)
async def test_what_discord_py_sends_passes(simcord_env: simcord.Env) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("general")
    reader = guild.add_member(simcord_env.create_user("reader"))
    await reader.slash(channel, "ask", question="Where did it burn?", private=True)
    await reader.autocomplete(channel, "ask", "question", "T")
    await reader.slash(channel, "reason")
    asked = await reader.send(channel, "Where did it burn?")
    await reader.context_menu(channel, "Check against the story", asked)
    kinds = {
        (request.method, request.path.split("/")[1], request.path.split("/")[-1])
        for request in simcord_env.http_requests
    }
    seen = {
        ("PUT", "applications", "commands"),
        ("POST", "interactions", "callback"),
        ("PATCH", "webhooks", "@original"),
    }
    seen |= {("POST", "channels", "threads"), ("POST", "channels", "messages"), ("POST", "channels", "typing")}
    assert seen <= kinds
    assert_valid(simcord_env)


@dataclass
class Logged:
    method: str
    path: str
    json: Any = None
    params: dict[str, Any] = field(default_factory=dict)


@dataclass
class Log:
    http_requests: list[Logged]


def test_an_invalid_request_of_a_test_fails_it_with_every_fault() -> None:
    log = Log([Logged("POST", MESSAGES, {"content": "fine"}), Logged("POST", MESSAGES, {}), Logged("GET", "/moon")])
    with pytest.raises(AssertionError, match=r"(?s)an empty message.*no such path"):
        assert_valid(log)


GOOD: dict[str, tuple[str, str, Any]] = {
    "message": (
        "POST",
        MESSAGES,
        {"content": "x" * 2000, "embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}]}]},
    ),
    "answer": (
        "POST",
        CALLBACK,
        {"type": 4, "data": {"flags": V2, "components": [{"type": 17, "components": [section()]}]}},
    ),
    "defer": ("POST", CALLBACK, {"type": 5, "data": {"flags": 64}}),
    "edit": ("PATCH", "/webhooks/1/token/messages/@original", {"components": [row(show())], "content": None}),
    "follow-up": ("POST", "/webhooks/1/token", {"content": "more"}),
    "snowflake as an integer": ("POST", "/users/@me/channels", {"recipient_id": 1234567890123456789}),
    "autocomplete": ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "n", "value": "v"}] * 25}}),
    "commands": (
        "PUT",
        COMMANDS,
        [command(options=[option(required=True)]), {"type": 3, "name": "Check against the story"}],
    ),
    "delete": ("DELETE", "/channels/1/messages/2", None),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_request_passes(name: str) -> None:
    assert faults(*GOOD[name]) == []


def v2(*components: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components)}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [parts]}


BROKEN: list[tuple[str, str, Any, str]] = [
    ("POST", "/channels/1/mesages", {"content": "x"}, "no such path"),
    ("PUT", MESSAGES, {"content": "x"}, "no such path and method"),
    ("POST", "/channels/general/messages", {"content": "x"}, "path parameter channel_id"),
    ("POST", MESSAGES, None, "a body is missing"),
    ("POST", "/channels/1/typing", {"content": "x"}, "a body where Discord knows of none"),
    ("POST", MESSAGES, {}, "an empty message"),
    ("POST", MESSAGES, {"content": "x" * 2001}, "2001 characters, a bot may send 2000"),
    ("POST", MESSAGES, {"content": "x", "colour": 1}, "'colour' was unexpected"),
    ("POST", MESSAGES, {"content": 5}, "content: 5 is not of type"),
    ("POST", MESSAGES, embed(title="x" * 257), "embeds.0.title: 257 characters, 256 allowed"),
    ("POST", MESSAGES, embed(title="t", fields=[{"name": "n", "value": " "}]), "a field with an empty value"),
    ("POST", MESSAGES, embed(title="t", fields=[{"name": "n", "value": "v"}] * 26), "26 items, 25 allowed"),
    ("POST", MESSAGES, {"embeds": [{"description": "x" * 3001}] * 2}, "6002 characters over all embeds"),
    ("POST", MESSAGES, {"embeds": [{"description": "x"}] * 11}, "11 items, 10 allowed"),
    ("POST", MESSAGES, {"components": [section()]}, "need the flag of components V2"),
    ("POST", MESSAGES, {**v2(words("x")), "content": "y"}, "content beside components V2"),
    ("POST", MESSAGES, {"content": "x", "components": [row(show(str(n))) for n in range(6)]}, "6 rows, 5 are allowed"),
    ("POST", MESSAGES, v2(*[words("x")] * 39, row(show())), "41 with the nested ones"),
    (
        "POST",
        MESSAGES,
        v2(words("x" * 3000), {"type": 17, "components": [words("x" * 1001)]}),
        "4001 characters displayed",
    ),
    ("POST", MESSAGES, v2(words(" ")), "an empty text display"),
    ("POST", MESSAGES, v2(section(button_id="a"), section(button_id="a")), "custom_id 'a' stands there twice"),
    ("POST", MESSAGES, v2(section(button_id="x" * 101)), "accessory.custom_id: 101 characters, 100 allowed"),
    ("POST", MESSAGES, v2(row(*[show(str(n)) for n in range(6)])), "6 items, 5 allowed"),
    ("POST", MESSAGES, v2(row({**show(), "label": "x" * 81})), "label: 81 characters, 80 allowed"),
    ("POST", MESSAGES, v2(row({**show(), "label": ""})), "a button without label or emoji"),
    ("POST", MESSAGES, v2(row({"type": 2, "style": 2, "label": "x"})), "a button without custom_id"),
    ("POST", MESSAGES, v2(row({**show(), "style": 5})), "a link button has a url"),
    ("POST", MESSAGES, v2({"type": 9, "components": [words("x")]}), "'accessory' is a required property"),
    ("POST", MESSAGES, v2({"type": 99}), "none of what is allowed here"),
    ("PATCH", "/channels/1/messages/2", {"content": "x" * 2001}, "a bot may send 2000"),
    ("PATCH", "/webhooks/1/t/messages/@original", v2(words("x" * 4001)), "4001 characters"),
    ("POST", "/channels/1/messages/2/threads", {"name": "x" * 101}, "name: 101 characters, 100 allowed"),
    ("POST", CALLBACK, {"type": 4, "data": {"content": ""}}, "an empty message"),
    ("POST", CALLBACK, {"type": 7, "data": {"content": "x" * 2001}}, "2001 characters, 2000 allowed"),
    ("POST", CALLBACK, {"type": 44}, "none of what is allowed here"),
    ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "n", "value": "v"}] * 26}}, "26 items, 25 allowed"),
    (
        "POST",
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "n" * 101, "value": "v"}]}},
        "101 characters, 100 allowed",
    ),
    (
        "POST",
        CALLBACK,
        {"type": 9, "data": {"custom_id": "m", "title": "x" * 46, "components": []}},
        "46 characters, 45",
    ),
    (
        "POST",
        CALLBACK,
        {"type": 9, "data": {"custom_id": "m", "title": "x", "components": [words("x")] * 6}},
        "6 parts, 5",
    ),
    ("PUT", COMMANDS, [command(name="Ask")], "'Ask' is no name"),
    ("PUT", COMMANDS, [command(name="ask it")], "'ask it' is no name"),
    ("PUT", COMMANDS, [command(name="x" * 33)], "33 characters, 32 allowed"),
    ("PUT", COMMANDS, [command(name_localizations={"de": "Fragen"})], "'Fragen' is no name"),
    ("PUT", COMMANDS, [command(name_localizations={"es": "preguntar"})], "'es' in name_localizations is no locale"),
    ("PUT", COMMANDS, [command(description="x" * 101)], "description: 101 characters, 100 allowed"),
    ("PUT", COMMANDS, [command(description="")], "an empty description"),
    ("PUT", COMMANDS, [command(description_localizations={"de": "x" * 101})], "101 characters, 100 allowed"),
    ("PUT", COMMANDS, [command(), command()], "'ask' is there twice"),
    ("PUT", COMMANDS, [command(options=[option(), option()])], "'question' is there twice"),
    ("PUT", COMMANDS, [command(options=[option("a"), option("b", required=True)])], "a required option stands after"),
    ("PUT", COMMANDS, [command(options=[option(str(n)) for n in range(26)])], "26 items, 25 allowed"),
    ("PUT", COMMANDS, [command(options=[option(description="x" * 101)])], "description: 101 characters, 100 allowed"),
    ("PUT", COMMANDS, [{"type": 3, "name": "Check", "description": "x"}], "neither description nor options"),
    (
        "PUT",
        COMMANDS,
        [command(options=[option(choices=[{"name": "n" * 90, "value": "v" * 90}] * 25) for _ in "12"])],
        "8000",
    ),
    ("POST", COMMANDS, command(name="ASK"), "'ASK' is no name"),
]


@pytest.mark.parametrize(("method", "path", "body", "named"), BROKEN, ids=[named for *_, named in BROKEN])
def test_a_broken_request_is_named(method: str, path: str, body: Any, named: str) -> None:
    found = faults(method, path, body)
    assert any(named in fault for fault in found), found


def test_query_parameters_are_held_against_the_document() -> None:
    assert faults("POST", "/webhooks/1/token", {"content": "x"}, {"wait": 1, "with_components": True}) == []
    assert faults("GET", MESSAGES, None, {"limit": "50", "before": 123}) == []
    assert "wait" in faults("POST", "/webhooks/1/token", {"content": "x"}, {"wait": "perhaps"})[0]
    assert "is not known" in faults("GET", MESSAGES, None, {"most": 5})[0]


def places(value: Any, trail: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every object inside a body."""
    if isinstance(value, dict):
        yield trail
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield from places(child, (*trail, step))


@pytest.mark.parametrize("name", [name for name, (_, _, body) in GOOD.items() if body is not None])
def test_an_unknown_key_is_refused_wherever_it_stands(name: str) -> None:
    method, path, good = GOOD[name]
    for trail in places(good):
        body = copy.deepcopy(good)
        inside = body
        for step in trail:
            inside = inside[step]
        inside["unheard_of"] = True
        assert faults(method, path, body), trail
