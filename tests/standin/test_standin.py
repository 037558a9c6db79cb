"""The stand-in against discord.py itself: what a bot of three commands sees of it, and what a test sees of the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
import yarl
from discord import app_commands

from tests.standin import rest
from tests.standin.standin import Standin
from tests.standin.world import CHANNEL_ID, shard_of


class Echo(discord.AutoShardedClient):
    """Repeats what it is told, with a button that says it again. ``shards`` as discord.py names them."""

    def __init__(self, **shards: Any) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(intents=intents, **shards)
        self.tree = app_commands.CommandTree(self)
        group = app_commands.Group(name="desk", description="What else there is")
        self.tree.add_command(group)

        @group.command(name="shards", description="Names its shards")
        async def name_shards(interaction: discord.Interaction[Any], prefix: str) -> None:
            await interaction.response.send_message(f"{prefix} {self.shard_ids}", view=again())

        @self.tree.command(description="Says it again")
        async def echo(interaction: discord.Interaction[Any], words: str, private: bool = False) -> None:
            await interaction.response.defer(ephemeral=private, thinking=True)
            await interaction.edit_original_response(content="a moment")
            await interaction.edit_original_response(content=words, view=again())

        @self.tree.command(description="Never acknowledges in time")
        async def late(interaction: discord.Interaction[Any]) -> None:
            await asyncio.sleep(0.3)
            await interaction.response.defer()

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.component and interaction.message is not None:
            await interaction.response.send_message(f"again: {interaction.message.content}", ephemeral=True)

    async def on_message(self, message: discord.Message) -> None:
        assert self.user is not None
        if message.author == self.user:
            return
        async with message.channel.typing():
            place = await message.create_thread(name="Heard") if message.guild else message.channel
        sent = await place.send("a moment")
        await sent.edit(content=f"heard: {message.content}", view=again())


def again() -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Again", custom_id="again"))
    view.stop()
    return view


@asynccontextmanager
async def echo_on(standin: Standin) -> AsyncIterator[Echo]:
    bot = Echo()
    running = asyncio.create_task(bot.start(standin.token))
    try:
        await standin.connected(5)
        yield bot
    finally:
        await bot.close()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def standin(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Standin]:
    async with Standin() as standin:
        monkeypatch.setattr(discord.http.Route, "BASE", standin.url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
        yield standin


async def test_a_command_is_acknowledged_answered_and_valid(standin: Standin) -> None:
    async with echo_on(standin):
        exchange = await standin.slash("echo", user="Ada", words="hello", private=True)
        answer = await exchange.answered()
    assert (answer.text, answer.ephemeral, list(answer.buttons)) == ("hello", True, ["Again"])
    assert 0 < exchange.acknowledged_after < answer.at - exchange.started
    assert [shown.text for shown in exchange.shown] == ["a moment", "hello"]
    assert (standin.faults, standin.unknown) == ([], [])


async def test_a_button_of_an_answer_can_be_pressed_by_another_reader(standin: Standin) -> None:
    async with echo_on(standin):
        answer = await (await standin.slash("echo", user="Ada", words="hello")).answered()
        pressed = await standin.click(answer, answer.buttons["Again"], user="Ben")
        said = await pressed.answered(when=lambda shown: shown.text == "again: hello")
    assert said.ephemeral


async def test_a_mention_opens_a_thread_and_a_direct_message_does_not(standin: Standin) -> None:
    async with echo_on(standin):
        mentioned = await standin.mention("hello", user="Ada")
        in_thread = await mentioned.answered()
        direct = await (await standin.direct_message("hello", user="Ada")).answered()
    assert in_thread.channel_id == mentioned.id
    assert in_thread.text.endswith("hello")
    assert direct.text == "heard: hello"
    assert mentioned.acknowledged_after < 1
    assert (standin.faults, standin.unknown) == ([], [])


async def test_a_late_callback_is_refused_as_discord_does(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "ACKNOWLEDGE_SECONDS", 0.2)
    async with echo_on(standin):
        exchange = await standin.slash("late", user="Ada")
        with pytest.raises(TimeoutError):
            await exchange.acknowledged(0.6)
    assert standin.http_requests[-1].status == 404


async def test_scripted_faults_are_answered_once_each_and_then_no_more(standin: Standin) -> None:
    async with echo_on(standin):
        standin.answer_next("POST", "/interactions/.*", 429, retry_after=0.05)
        standin.answer_next("PATCH", ".*/@original", 429, retry_after=0.05, times=2)
        answer = await (await standin.slash("echo", user="Ada", words="hello")).answered()
    assert answer.text == "hello"
    statuses = [(request.method, request.status) for request in standin.http_requests[-6:]]
    assert statuses == [("POST", 429), ("POST", 200), ("PATCH", 429), ("PATCH", 429), ("PATCH", 200), ("PATCH", 200)]


@pytest.mark.parametrize("code", [4000, 1000, None])
async def test_a_dropped_gateway_is_resumed(standin: Standin, code: int | None) -> None:
    async with echo_on(standin):
        await standin.drop_gateway(code)
        answer = await (await standin.slash("echo", user="Ada", words="hello")).answered()
    assert answer.text == "hello"
    assert (standin.gateway.identified, standin.gateway.resumed) == (1, 1)


async def test_what_is_said_while_the_gateway_is_away_is_heard_on_return(standin: Standin) -> None:
    async with echo_on(standin):
        message = standin.world.post(CHANNEL_ID, {"content": "hello"}, standin.world.user("Ada"))
        await standin.drop_gateway()
        await standin.gateway.dispatch("MESSAGE_CREATE", message)
        async with asyncio.timeout(5):
            while f"/channels/{CHANNEL_ID}/messages/{message['id']}/threads" not in [
                request.path for request in standin.http_requests
            ]:
                await asyncio.sleep(0.01)
    assert standin.gateway.resumed == 1


async def test_a_refused_resume_makes_the_bot_identify_anew(standin: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    async with echo_on(standin) as bot:
        # discord.py waits five seconds here, for Discord's sake.
        monkeypatch.setattr(bot, "before_identify_hook", no_wait)
        standin.refuse_resume()
        await standin.drop_gateway()
        answer = await (await standin.slash("echo", user="Ada", words="hello")).answered()
    assert answer.text == "hello"
    assert (standin.gateway.identified, standin.gateway.refused) == (2, 1)


async def no_wait(shard_id: int | None, *, initial: bool) -> None:
    del shard_id, initial


@pytest.mark.usefixtures("standin")
async def test_a_wrong_token_is_refused() -> None:
    bot = Echo()
    with pytest.raises(discord.LoginFailure):
        await bot.login("another")
    await bot.close()


async def test_an_unknown_route_and_an_invalid_body_are_noted(standin: Standin) -> None:
    async with echo_on(standin) as bot:
        with pytest.raises(discord.NotFound):
            await bot.http.request(discord.http.Route("GET", "/moon"))
        await bot.get_partial_messageable(int(CHANNEL_ID)).send("x" * 2001)
    assert [request.path for request in standin.unknown] == ["/moon"]
    assert any("2001 characters" in fault for fault in standin.faults)


async def test_two_clients_with_a_shard_each_are_told_of_their_own_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Standin(shards=2, servers=2) as standin:
        monkeypatch.setattr(discord.http.Route, "BASE", standin.url)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
        clients = [Echo(shard_count=2, shard_ids=[shard]) for shard in range(2)]
        running = [asyncio.create_task(client.start(standin.token)) for client in clients]
        try:
            await standin.connected(5)
            for server in standin.world.guild_ids:
                called = await standin.slash("desk shards", user="Ada", server=server, prefix="on")
                answer = await called.answered()
                assert answer.text == f"on [{shard_of(server, 2)}]"
                pressed = await standin.click(answer, answer.buttons["Again"], user="Ben")
                assert await pressed.answered(when=lambda shown: shown.text.startswith("again"))
        finally:
            for client in clients:
                await client.close()
            await asyncio.gather(*running, return_exceptions=True)
    assert standin.gateway.identified == 2


async def test_two_shards_each_get_their_own_events() -> None:
    async with Standin(shards=2) as standin:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(discord.http.Route, "BASE", standin.url)
            patch.setattr(Echo, "before_identify_hook", lambda *_, **__: asyncio.sleep(0))
            async with echo_on(standin):
                answer = await (await standin.slash("echo", user="Ada", words="hello")).answered()
    assert answer.text == "hello"
    assert standin.gateway.identified == 2
