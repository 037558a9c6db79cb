"""`newsdesk run`: everything opened in order, and closed in order when it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Literal

import aiohttp
import discord
import yarl

from bot.answering import Answering
from bot.client import NewsdeskClient
from bot.cut_off import told_if_cut_off
from bot.editing import editing
from bot.errors import DiscordRefusedError, RecordsError
from bot.following import Following
from bot.line import Line
from bot.logs import log_unseen
from bot.marking import Marking
from bot.metrics import Metrics
from bot.moderating.reviewing import Reviewing
from bot.monitoring import monitored
from bot.newsroom import Newsroom, indexing_process
from bot.records.records import Records
from bot.settings import Settings, path_of
from bot.staging import stage_in_process
from bot.sweeping import sweep_records
from bot.writing import LanguageModel, open_model

TOKEN_HINT = (
    "make an application in Discord's Developer Portal, Bot, Reset Token, and export what it shows as DISCORD_TOKEN"
)
_log = logging.getLogger(__name__)


def token_in(environment: Mapping[str, str]) -> str:
    """Return the bot's token. Raises DiscordRefusedError where there is none, or what cannot be one."""
    token = environment.get("DISCORD_TOKEN", "").strip()
    if not token:
        raise DiscordRefusedError(f"DISCORD_TOKEN is not set in the environment: {TOKEN_HINT}")
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise DiscordRefusedError("DISCORD_TOKEN has characters that no token has, such as a space", hint=TOKEN_HINT)
    return token


async def run(settings: Settings, token: str, config: Path | None) -> None:
    """Serve Discord until SIGINT or SIGTERM. Raises NewsdeskError when it cannot begin or go on."""
    if settings.discord.api:
        discord.http.Route.BASE = settings.discord.api.rstrip("/")
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(log_unseen)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with opened(settings, config) as (answering, client), client:
        serving = asyncio.create_task(_serve(client, token, bool(settings.discord.api)), name="gateway")
        stopping = asyncio.create_task(stop.wait(), name="stop")
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            await serving
        await _finish(answering, settings.limits.shutdown_seconds)
        await client.close()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@asynccontextmanager
async def opened(settings: Settings, config: Path | None) -> AsyncIterator[tuple[Answering, NewsdeskClient]]:
    """Lend the bot, whole but for the connection to Discord: records, model, newsroom, and what goes on behind."""
    records = await Records.open(settings.records.database, path_of(config).parent)
    try:
        async with (
            told_if_cut_off(records, settings.discord.shards),
            open_model(settings, records.usage) as model,
            _opened_on(records, model, settings, config) as whole,
        ):
            yield whole
    finally:
        await records.close()


@asynccontextmanager
async def _opened_on(
    records: Records, model: LanguageModel | None, settings: Settings, config: Path | None
) -> AsyncIterator[tuple[Answering, NewsdeskClient]]:
    metrics, line = Metrics(settings.writing.currency), Line(settings.limits)
    metrics.watch("newsdesk_waiting", "Questions that wait", lambda: line.waiting)
    if model is not None:
        metrics.watch("newsdesk_model_resting", "1 while the language model is left alone", lambda: model.resting)
    newsroom = Newsroom(settings, indexing_process(config), model)
    answering = Answering(newsroom, records, line, settings, metrics)
    reviewing = Reviewing(newsroom, records, settings, partial(stage_in_process, config))
    client = NewsdeskClient(answering, reviewing, settings)
    following = Following(
        newsroom,
        records,
        settings.state.folder,
        Marking(records, editing(client)),
        answering.gap_keeping,
        reviewing.sweep,
        lambda: _connected(client),
    )

    async def readiness() -> dict[str, str | None]:
        return {
            "gateway": None if _connected(client) else "not connected",
            "edition": None if newsroom.edition else "none is open",
            "records": await _fault_of(records),
        }

    tasks = [
        asyncio.create_task(sweep_records(records, settings.records), name="sweeping"),
        asyncio.create_task(following.follow(), name="following"),
        asyncio.create_task(following.sweep_hourly(), name="reviews"),
        asyncio.create_task(answering.gap_keeping.take_up(), name="gaps"),
    ]
    newsroom.open()
    try:
        async with monitored(settings.monitoring, metrics, readiness):
            yield answering, client
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await answering.gap_keeping.close()
        await newsroom.close()
        if model is not None:
            await model.asked.settle()


async def _serve(client: NewsdeskClient, token: str, proxied: bool) -> None:
    """Log in, trying again while Discord is out of reach, and stay connected. Raises DiscordRefusedError."""
    backoff = discord.backoff.ExponentialBackoff[Literal[False]]()
    while True:
        try:
            await client.login(token)
            if proxied:  # discord.py asks where the gateway is only once; after that it takes this constant
                _, gateway, _ = await client.http.get_bot_gateway()
                discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
            await client.connect(reconnect=True)
            return
        except discord.LoginFailure:
            raise DiscordRefusedError("Discord does not know the token in DISCORD_TOKEN", hint=TOKEN_HINT) from None
        except discord.ConnectionClosed as error:
            raise DiscordRefusedError(
                f"Discord closed the connection for good, with code {error.code}",
                hint="Discord's documentation of gateway close codes says why",
            ) from None
        except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
            seconds = backoff.delay()
            _log.warning("Discord cannot be reached (%s); trying again in %.0f seconds", type(error).__name__, seconds)
            await asyncio.sleep(seconds)


async def _finish(answering: Answering, seconds: float) -> None:
    """Take no more questions; give those in flight so long; let the rest say that they were stopped."""
    line = answering.line
    line.close()
    _log.info("stopping: %s questions in flight, %s waiting", line.serving, line.waiting)
    try:
        await asyncio.wait_for(line.idle(), seconds)
    except TimeoutError:
        await answering.stop()


def _connected(client: NewsdeskClient) -> bool:
    """Tell whether every connection is up: the library calls itself ready for ever once it has been."""
    return client.is_ready() and not any(shard.is_closed() for shard in client.shards.values())


async def _fault_of(records: Records) -> str | None:
    try:
        await records.alive()
    except RecordsError as error:
        return str(error)
    return None
