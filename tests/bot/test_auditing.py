"""What a moderator did is written, and told in the log channel of that server, whose troubles stop nobody."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.errors import RecordsError
from bot.moderating.auditing import Auditing
from bot.records.records import Records
from bot.rendering.moderation import log_page
from bot.words.catalogue import words_in
from tests.bot.discord_values import ADA, ELSEWHERE, GUILD, channel_of, client_in, guild_payload
from tests.discord_api.validation import faults

Wire = Callable[..., Awaitable[Any]]


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", tmp_path)
    yield records
    await records.close()


class Sent:
    """What was sent to Discord: where, and the body."""

    def __init__(self, client: discord.Client, monkeypatch: pytest.MonkeyPatch) -> None:
        self.bodies: list[tuple[str, dict[str, Any]]] = []
        self.client = client
        self.fails: Exception | None = None
        monkeypatch.setattr(client.http, "request", self._request)

    async def _request(self, route: discord.http.Route, *, json: Any = None, form: Any = None, **other: Any) -> Any:
        del form, other
        if self.fails:
            raise self.fails
        path = route.url.removeprefix(route.BASE)
        assert faults(route.method, path, json) == []
        self.bodies.append((path, json))
        author = {"id": "3", "username": "newsdesk", "discriminator": "0", "avatar": None}
        return {
            "id": "4", "channel_id": path.split("/")[2], "author": author, "content": "", "type": 0, "tts": False,
            "timestamp": "2026-05-04T12:00:00+00:00", "edited_timestamp": None, "mention_everyone": False,
            "mentions": [], "mention_roles": [], "attachments": [], "embeds": [], "pinned": False, "components": [],
        }  # fmt: skip


@pytest.fixture
async def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    return Sent(client_in(guild_payload(locale="fr"), guild_payload(ELSEWHERE, roles=())), monkeypatch)


async def noted(records: Records, sent: Sent) -> None:
    """Note an action, and see that it is written."""
    async with Auditing(records).noting(sent.client, GUILD, ADA) as note:
        await note("cancelled", "storm", {"action": "add"})
    (entry,) = await records.audit.last(GUILD, 9)
    assert (entry.moderator_id, entry.action, entry.subject, entry.detail) == (
        ADA, "cancelled", "storm", {"action": "add"},
    )  # fmt: skip


async def test_without_a_log_channel_it_is_written_and_nobody_is_told(records: Records, sent: Sent) -> None:
    await noted(records, sent)
    assert sent.bodies == []


async def test_the_log_channel_is_told_in_the_servers_language_and_nobody_is_pinged(
    records: Records, sent: Sent
) -> None:
    await records.rooms.set_log_channel(GUILD, channel_of(GUILD))
    await noted(records, sent)
    ((path, body),) = sent.bodies
    assert path == f"/channels/{channel_of(GUILD)}/messages"
    (entry,) = await records.audit.last(GUILD, 1)
    assert log_page(entry, words_in("fr")).text in str(body)
    assert log_page(entry, words_in("fr")) != log_page(entry, words_in("en"))
    assert body["allowed_mentions"]["parse"] == []


@pytest.mark.parametrize("channel_id", [channel_of(ELSEWHERE), 4242])
async def test_a_channel_of_another_server_or_of_none_is_not_told_and_that_is_logged(
    records: Records, sent: Sent, caplog: pytest.LogCaptureFixture, channel_id: int
) -> None:
    await records.rooms.set_log_channel(GUILD, channel_id)
    with caplog.at_level(logging.WARNING):
        await noted(records, sent)
    assert sent.bodies == []
    assert f"no channel {channel_id} to log in" in caplog.text


class _Response:
    status, reason = 403, "Forbidden"


RESPONSE: Any = _Response()


@pytest.mark.parametrize(
    "trouble",
    [discord.Forbidden(RESPONSE, "no"), ConnectionResetError("gone"), RuntimeError("odd")],
)
async def test_a_channel_that_refuses_or_is_out_of_reach_is_logged_and_no_error(
    records: Records, sent: Sent, caplog: pytest.LogCaptureFixture, trouble: Exception
) -> None:
    await records.rooms.set_log_channel(GUILD, channel_of(GUILD))
    sent.fails = trouble
    await noted(records, sent)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


async def test_a_channel_that_keeps_us_waiting_is_not_waited_for(
    records: Records, sent: Sent, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*given: Any, **named: Any) -> None:
        del given, named
        await asyncio.Event().wait()

    monkeypatch.setattr(sent.client.http, "request", never)
    monkeypatch.setattr("bot.moderating.auditing.POSTING_SECONDS", 0.05)
    await records.rooms.set_log_channel(GUILD, channel_of(GUILD))
    await asyncio.wait_for(noted(records, sent), 2)
    assert "was not told" in caplog.text


async def test_what_cannot_be_written_is_an_error_and_nobody_is_told(
    records: Records, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    await records.rooms.set_log_channel(GUILD, channel_of(GUILD))

    async def fails(*given: Any) -> None:
        del given
        raise RecordsError("the disk is full")

    monkeypatch.setattr(records.audit, "write", fails)

    async def choose() -> None:
        async with Auditing(records).noting(sent.client, GUILD, ADA) as note:
            await records.rooms.set_log_channel(GUILD, None)
            await note("log-channel", "", {})

    with pytest.raises(RecordsError):
        await choose()
    assert sent.bodies == []
    assert await records.rooms.log_channel(GUILD) == channel_of(GUILD), "what is not in the audit was done"


async def test_a_log_channel_that_cannot_be_read_is_no_error_either(
    records: Records, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(guild_id: int) -> int:
        raise RecordsError(f"nothing is known of {guild_id}")

    monkeypatch.setattr(records.rooms, "log_channel", fails)
    await noted(records, sent)
    assert sent.bodies == []
