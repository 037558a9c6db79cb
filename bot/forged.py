"""What Discord would not send: a press of a button that does not stand there, a call out of a server that we left.

Discord looks at that itself; it is looked at here again, so that nothing hangs on it alone.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import discord

from bot.errors import AnswerGoneError, NotHereError
from bot.presses import ALONE, Press, press_of
from bot.records.values import KeptAnswer


def check_server(interaction: discord.Interaction) -> None:
    """Raise NotHereError when it comes out of a server that the bot is not in, or not any longer."""
    if interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id) is None:
        raise NotHereError()


def press_in(interaction: discord.Interaction) -> Press:
    """Return what was pressed or sent. Raises AnswerGoneError at a custom id that is not ours, or not of its message.

    A modal stands in no message: what it is about is looked at where it is read.
    """
    data: dict[str, Any] = dict(interaction.data or {})
    custom_id, message = str(data.get("custom_id", "")), interaction.message
    press = press_of(custom_id)
    stands = message is not None and custom_id in _custom_ids(message.components)
    if press is None or not (stands or interaction.type is discord.InteractionType.modal_submit):
        raise AnswerGoneError()
    alone = interaction.guild_id is None or (message is not None and message.flags.ephemeral)
    if press.action in ALONE and not alone:
        raise AnswerGoneError()
    return press


def may_see(interaction: discord.Interaction, kept: KeptAnswer, *, others_private: bool = False) -> bool:
    """Tell whether an answer is one of this server, and not what only somebody else was shown."""
    was_shown_to_one = kept.private or kept.guild_id is None
    theirs = interaction.user.id == kept.asker_id or others_private
    return kept.guild_id == interaction.guild_id and (theirs or not was_shown_to_one)


def _custom_ids(components: Sequence[discord.Component]) -> Iterator[str | None]:
    for component in components:
        match component:
            case discord.Button():
                yield component.custom_id
            case discord.SectionComponent():
                yield from _custom_ids([component.accessory])
            case discord.ActionRow() | discord.Container():
                yield from _custom_ids(component.children)
