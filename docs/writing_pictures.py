"""What readers and moderators see where a language model writes: in sentences, translated, out of reach, explained.

The model's words are a script's, written as a good model would; they come in by the protocol, and every check is made
of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import discord
from pictures_studio import Studio, studio
from simcord import interactions

from bot.words.catalogue import words_in
from retrieval.settings import WritingSettings
from retrieval.writing.model import Message
from tests.openai_server import Drops, openai_server
from tests.retrieval.writing.scripted import claiming

WHY, WAS = "Why was the account closed?", "Was ist mit dem Konto geschehen, und was sagt TikTok dazu?"
CLOSED = (
    "The UK Parliament shut down its TikTok account amid security concerns.",
    "The UK Parliament has shut down its account on social media app TikTok, amid security concerns.",
)
ON_FEEDBACK = (
    "A spokesperson for Parliament said: “Based on member feedback, we are closing the pilot UK Parliament TikTok "
    "account earlier than we had planned.”",
    "A spokesperson for Parliament said: “Based on member feedback, we are closing the pilot UK Parliament TikTok "
    "account earlier than we had planned.",
)
DISAPPOINTING = (
    "A spokesperson for the social media app called the closure of Parliament’s account “disappointing”.",
    "A spokesperson for the social media app called the closure of Parliament’s account “disappointing”, and said the "
    "social platform would be happy to “clarify any inaccuracies” around the app.",
)
IN_GERMAN = (
    "Das UK-Parlament hat sein TikTok-Konto angesichts von Sicherheitsbedenken geschlossen.",
    "Ein Sprecher der App nannte die Schließung des Kontos des Parlaments „enttäuschend“.",
)

# It leaves out that this was denied: good models, too, write such sentences, and a moderator is to see it fall.
TOO_SURE = (
    "ByteDance has direct links to the Chinese state.",
    "TikTok is owned by ByteDance, a Chinese company, which has previously denied that it has direct links to the "
    "Chinese state.",
)
DRAFTS = {
    WHY: claiming(CLOSED, ON_FEEDBACK, TOO_SURE),
    WAS: claiming(CLOSED, DISAPPOINTING, translations=IN_GERMAN),
}


async def draw(pictures: Path) -> None:
    """Draw the scenes into a folder, in a studio of their own."""
    with openai_server(_drafting) as server:
        writing = WritingSettings(writer="openai", base_url=server.base_url, model="scripted")
        async with studio(pictures, writing) as room:
            await _draw_written(room)
            await _draw_translated(room)
            server.always = Drops()
            await _draw_fallback(room)


async def _draw_written(room: Studio) -> None:
    moderates = room.guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    keeper, channel = room.member("kit", roles=[moderates]), room.channel("written")
    answer = await room.member("ada").slash(channel, "ask", question=WHY)
    await room.save(channel, room.member("ben"), "written")
    await keeper.click(answer.response, label=words_in("en")("button-explain"))
    await room.save(channel, keeper, "explained")


async def _draw_translated(room: Studio) -> None:
    channel = room.channel("translated")
    with _speaking("de"):
        await room.member("cem").slash(channel, "ask", question=WAS)
    await room.save(channel, room.member("ben"), "translated")


async def _draw_fallback(room: Studio) -> None:
    channel = room.channel("fallback")
    await room.member("dan").slash(channel, "ask", question=WHY)
    await room.save(channel, room.member("ben"), "fallback")


def _drafting(messages: Sequence[Mapping[str, Any]]) -> str:
    request = str(messages[-1]["content"])
    question = next(question for question in DRAFTS if question in request)
    return DRAFTS[question]([Message("user", request)])


@contextmanager
def _speaking(locale: str) -> Iterator[None]:
    """Let readers use Discord in another language; simcord's use it in English."""
    payload = interactions.base_payload

    def in_language(*given: Any, **named: Any) -> Any:
        record, body = payload(*given, **named)
        return record, body | {"locale": locale}

    with patch.object(interactions, "base_payload", in_language):
        yield
