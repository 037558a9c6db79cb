"""Calls and presses as a client can write them that nobody at Discord looks at: whoever, wherever, whatever."""

from typing import Any

import discord
from simcord import interactions
from simcord.backend import serializers
from simcord.enums import InteractionType
from simcord.results import InteractionResult

TEXT = discord.AppCommandOptionType.string.value
KINDS: dict[type, int] = {str: TEXT, bool: discord.AppCommandOptionType.boolean.value}


async def call(env: Any, user: int, guild: int | None, channel: int, command: str, options: dict[str, Any]) -> Any:
    """Call a command by its whole name; a role among the options is given as its handle."""
    root, *inner = command.split()
    known = env.backend.find_command(root, guild, type=1)
    resolved: dict[str, Any] = {}
    given = [_option(name, value, resolved) for name, value in options.items()]
    for depth, name in reversed(list(enumerate(inner))):
        kind = discord.AppCommandOptionType.subcommand
        if depth < len(inner) - 1:
            kind = discord.AppCommandOptionType.subcommand_group
        given = [{"name": name, "type": kind.value, "options": given}]
    data = {"id": known["id"], "name": root, "type": 1, "options": given, "resolved": resolved}
    return await _deliver(env, InteractionType.APPLICATION_COMMAND, user, guild, channel, data)


async def call_on(env: Any, user: int, guild: int | None, channel: int, entry: str, message: Any) -> Any:
    """Call an entry of a message's menu."""
    stored = env.backend.get_message(
        message.channel_id if hasattr(message, "ephemeral") else message.channel.id, message.id
    )
    said = dict(serializers.message_payload(env.backend, stored))
    data = {
        "id": env.backend.find_command(entry, guild, type=3)["id"], "name": entry, "type": 3,
        "target_id": str(message.id), "resolved": {"messages": {str(message.id): said}},
    }  # fmt: skip
    return await _deliver(env, InteractionType.APPLICATION_COMMAND, user, guild, channel, data)


def _option(name: str, value: Any, resolved: dict[str, Any]) -> dict[str, Any]:
    if type(value) in KINDS:
        return {"name": name, "type": KINDS[type(value)], "value": value}
    resolved["roles"] = {str(value.id): dict(serializers.role_payload(value._role))}
    return {"name": name, "type": discord.AppCommandOptionType.role.value, "value": str(value.id)}


async def _deliver(
    env: Any, kind: InteractionType, user: int, guild: int | None, channel: int, data: dict[str, Any]
) -> InteractionResult:
    record, payload = interactions.base_payload(
        env.backend, type=kind, channel_id=channel, guild_id=guild, user_id=user, data=data
    )
    env.backend.emit("INTERACTION_CREATE", payload)
    await env._settle_internal(dispatch="INTERACTION_CREATE")
    return InteractionResult(env, record)
