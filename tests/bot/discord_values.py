"""Discord's own values without a Discord: a client that was told of servers, and what members do there."""

import asyncio
from collections.abc import Sequence
from typing import Any

import discord

GUILD, ELSEWHERE, ADA, ROLE = 5, 6, 7, 8


def channel_of(guild_id: int) -> int:
    """The id of a server's channel."""
    return guild_id * 100


def guild_payload(guild_id: int = GUILD, *, roles: Sequence[int] = (ROLE,), locale: str = "en-US") -> dict[str, Any]:
    """A server as the gateway tells of it, with one channel."""
    role = {"position": 1, "permissions": "0", "color": 0, "hoist": False, "managed": False, "mentionable": False}
    channel = {"type": 0, "name": "log", "position": 0, "permission_overwrites": [], "nsfw": False, "parent_id": None}
    return {
        "id": str(guild_id),
        "name": "Readers",
        "owner_id": "1",
        "preferred_locale": locale,
        "roles": [role | {"id": str(each), "name": f"role {each}"} for each in (guild_id, *roles)],
        "channels": [channel | {"id": str(channel_of(guild_id))}],
    }


def client_in(*guilds: Any, ready: bool = True) -> discord.AutoShardedClient:
    """A client that is in these servers."""
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    state = client._connection
    me: Any = {"id": "3", "username": "newsdesk", "discriminator": "0", "avatar": None, "bot": True}
    state.user = discord.ClientUser(state=state, data=me)
    for guild in guilds:
        state._add_guild_from_data(guild)
    client._ready = asyncio.Event()
    if ready:
        client._ready.set()
    return client


def interaction_in(
    client: discord.AutoShardedClient,
    guild_id: int | None = GUILD,
    *,
    permissions: discord.Permissions | None = None,
    roles: Sequence[int] = (),
    bot: bool = False,
    kind: discord.InteractionType = discord.InteractionType.application_command,
) -> discord.Interaction:
    """What Ada, or a bot of her name, calls, presses or sends; ``permissions`` and ``roles`` are hers as she does."""
    user: dict[str, Any] = {"id": str(ADA), "username": "ada", "discriminator": "0", "avatar": None, "bot": bot}
    payload: Any = {
        "id": "1", "application_id": "2", "type": kind.value, "token": "t", "version": 1,
        "attachment_size_limit": 1, "data": {},
    }  # fmt: skip
    if guild_id is None:
        payload["user"] = user
    else:
        member: dict[str, Any] = {"user": user, "roles": [str(role) for role in roles], "joined_at": None, "flags": 0}
        member["permissions"] = str((permissions or discord.Permissions.none()).value)
        payload |= {"guild_id": str(guild_id), "member": member}
    return discord.Interaction(data=payload, state=client._connection)
