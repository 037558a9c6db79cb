"""What the stand-in knows, as Discord would show it: servers, their channels, readers, messages, synced commands."""

import itertools
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

DISCORD_EPOCH = 1_420_070_400_000
BOT_ID = "1000000000000000001"
GUILD_ID = "1000000000000000002"
CHANNEL_ID = "1000000000000000003"
OWNER_ID = "1000000000000000004"
PERMISSIONS = str(0x0000_006F_FFFF_FFFF & ~0x8)
"""Everything but administrator."""

TEXT_CHANNEL, DIRECT_CHANNEL, PUBLIC_THREAD = 0, 1, 11
REPLY = 19
SHARD_BITS = 22
CDN = "https://cdn.discordapp.com/file"
EPHEMERAL = 64

Payload = dict[str, Any]


class World:
    """State that outlives a restart of the bot."""

    def __init__(self, servers: int = 1) -> None:
        self.commands: list[Payload] = []
        self.messages: dict[str, Payload] = {}
        self._numbers = itertools.count()
        self._users: dict[str, Payload] = {}
        self.bot = self._user(BOT_ID, "newsdesk", bot=True)
        self.guild_ids = [_on_shard(GUILD_ID, number) for number in range(servers)]
        self.channels: dict[str, Payload] = {}
        for number, guild_id in enumerate(self.guild_ids):
            channel_id = _on_shard(CHANNEL_ID, number)
            self.channels[channel_id] = {
                "id": channel_id, "type": TEXT_CHANNEL, "guild_id": guild_id, "name": "news", "position": 0,
                "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None,
            }  # fmt: skip

    def new_id(self) -> str:
        """Return a snowflake of now."""
        return str((int(time.time() * 1000) - DISCORD_EPOCH << 22) + next(self._numbers) % (1 << 22))

    def user(self, name: str) -> Payload:
        """Return the reader of that name; the first mention makes one."""
        if name not in self._users:
            self._users[name] = self._user(self.new_id(), name)
        return self._users[name]

    def member(self, user: Payload) -> Payload:
        """Return a user as a member of the server."""
        nothing = {"nick": None, "avatar": None, "premium_since": None, "communication_disabled_until": None}
        return {
            "user": user, "roles": [], "joined_at": now(), "deaf": False, "mute": False, "flags": 0, "pending": False,
            "permissions": PERMISSIONS, **nothing,
        }  # fmt: skip

    def channel_of(self, guild_id: str) -> str:
        """Return the id of a server's channel."""
        return _on_shard(CHANNEL_ID, self.guild_ids.index(guild_id))

    def guild(self, guild_id: str = GUILD_ID) -> Payload:
        """Return a server, as GUILD_CREATE shows it."""
        everyone = {
            "id": guild_id, "name": "@everyone", "permissions": PERMISSIONS, "position": 0, "color": 0, "hoist": False,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "managed": False, "mentionable": False, "flags": 0,
        }  # fmt: skip
        places = [each for each in self.channels.values() if each.get("guild_id") == guild_id]
        channels = [each for each in places if each["type"] == TEXT_CHANNEL]
        threads = [each for each in places if each["type"] == PUBLIC_THREAD]
        return {
            "id": guild_id, "name": "Readers", "owner_id": OWNER_ID, "roles": [everyone], "channels": channels,
            "threads": threads, "members": [self.member(self.bot)], "member_count": 2, "large": False,
            "unavailable": False, "joined_at": now(), "features": [], "emojis": [], "stickers": [], "presences": [],
            "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
            "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
            "nsfw_level": 0, "premium_tier": 0, "preferred_locale": "en-US", "afk_timeout": 300,
            "system_channel_flags": 0, "premium_progress_bar_enabled": False,
        }  # fmt: skip

    def application(self) -> Payload:
        """Return the bot's application."""
        return {
            "id": BOT_ID, "name": "Newsdesk", "description": "", "icon": None, "bot_public": True, "flags": 0,
            "bot_require_code_grant": False, "verify_key": "0" * 64, "team": None, "summary": "",
            "owner": self._user(OWNER_ID, "owner"), "install_params": None,
        }  # fmt: skip

    def sync(self, commands: list[Payload]) -> list[Payload]:
        """Replace the commands, and return them with their ids."""
        self.commands = [
            {"application_id": BOT_ID, "version": self.new_id(), "default_member_permissions": None, **command}
            | {"id": self.new_id(), "type": command.get("type") or 1, "description": command.get("description") or ""}
            for command in commands
        ]
        return self.commands

    def post(self, channel_id: str, body: Payload, author: Payload, **more: Any) -> Payload:
        """Put a message into a channel."""
        message: Payload = {
            "id": self.new_id(), "channel_id": channel_id, "author": author, "timestamp": now(), "content": "",
            "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [], "mention_roles": [],
            "attachments": [], "embeds": [], "components": [], "pinned": False, "type": 0, "flags": 0,
        }  # fmt: skip
        if channel_id in self.channels and "guild_id" in self.channels[channel_id]:
            message["guild_id"] = self.channels[channel_id]["guild_id"]
        self.messages[message["id"]] = message
        _put(message, body)
        reference = body.get("message_reference")
        if reference:
            message["message_reference"] = {**reference, "channel_id": channel_id}
            message["referenced_message"] = self.messages.get(str(reference["message_id"]))
            message["type"] = REPLY
        message.update(more)
        return message

    def edit(self, message: Payload, body: Payload) -> Payload:
        """Change what a message shows."""
        _put(message, body)
        message["edited_timestamp"] = now()
        return message

    def open_thread(self, message: Payload, body: Payload) -> Payload:
        """Open a thread below a message; it has the message's own id."""
        meta = {"archived": False, "locked": False, "archive_timestamp": now(), "create_timestamp": now()}
        thread = {
            "id": message["id"], "type": PUBLIC_THREAD, "guild_id": message["guild_id"],
            "parent_id": message["channel_id"], "owner_id": BOT_ID, "name": body["name"],
            "last_message_id": None, "message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "flags": 0,
            "thread_metadata": {**meta, "auto_archive_duration": body.get("auto_archive_duration") or 1440},
        }  # fmt: skip
        self.channels[message["id"]] = thread
        return thread

    def direct_channel(self, user: Payload) -> Payload:
        """Return the channel in which a user and the bot are alone."""
        for channel in self.channels.values():
            if channel["type"] == DIRECT_CHANNEL and channel["recipients"][0]["id"] == user["id"]:
                return channel
        channel = {
            "id": self.new_id(),
            "type": DIRECT_CHANNEL,
            "recipients": [user],
            "last_message_id": None,
            "flags": 0,
        }
        self.channels[channel["id"]] = channel
        return channel

    def user_of(self, user_id: str) -> Payload | None:
        """Return the reader with that id."""
        return next((each for each in self._users.values() if each["id"] == user_id), None)

    def _user(self, user_id: str, name: str, *, bot: bool = False) -> Payload:
        nothing = {
            "global_name": None,
            "avatar": None,
            "banner": None,
            "accent_color": None,
            "avatar_decoration_data": None,
        }
        return {"id": user_id, "username": name, "discriminator": "0", "bot": bot, "public_flags": 0, **nothing}


def shard_of(guild_id: str, count: int) -> int:
    """Return which of so many shards is told of a server."""
    return (int(guild_id) >> SHARD_BITS) % count


def now() -> str:
    """Return the time as Discord writes it."""
    return datetime.now(UTC).isoformat()


def every(components: list[Payload]) -> Iterator[Payload]:
    """Every component of a tree, each before its children."""
    for each in components:
        yield each
        yield from every(each.get("components") or [])
        if each.get("accessory"):
            yield each["accessory"]


def _on_shard(first: str, number: int) -> str:
    """Return the id on the shard so many after that of the first."""
    return str(int(first) + (number << SHARD_BITS))


def _put(message: Payload, body: Payload) -> None:
    for name in ("content", "embeds", "components", "attachments", "tts"):
        if name in body:
            message[name] = body[name] or type(message[name])()
    if "flags" in body:  # who sees a message was decided when it was made
        message["flags"] = (body["flags"] or 0) | message["flags"] & EPHEMERAL
    # Of a file that was only just uploaded, Discord tells more than its name.
    message["attachments"] = [{"size": 1, "url": CDN, "proxy_url": CDN, **file} for file in message["attachments"]]
    for number, component in enumerate(every(message["components"]), 1):
        component.setdefault("id", number)
