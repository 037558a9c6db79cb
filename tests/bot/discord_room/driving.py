"""What the tests of the room share: presses told by what they do, articles published anew, answers of any length."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import discord
import pytest
from simcord import actors
from simcord.backend import serializers
from simcord.builders import ChannelHandle
from simcord.enums import InteractionType

from bot.newsroom import Newsroom
from bot.presses import Action, Press, press_of
from corpus.article import Article
from retrieval.answer import Answer, Citation, Claim, Reply
from retrieval.evidence import Evidence
from retrieval.explaining import Considered
from tests.bot.discord_room.conftest import Room, no_indexing, words_shown
from tests.explanations import EXPLANATION

NEXT, PREVIOUS = "Next page", "Previous page"


def buttons_of(message: Any) -> list[dict[str, Any]]:
    """All buttons of a message, top to bottom."""

    def among(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for component in components:
            if component["type"] == discord.ComponentType.button.value:
                yield component
            yield from among(component.get("components", []))
            yield from among([component["accessory"]] if component.get("accessory") else [])

    return list(
        among(message.components if hasattr(message, "ephemeral") else [c.to_dict() for c in message.components])
    )


def actions_of(message: Any) -> set[Action]:
    """What the buttons of a message ask for."""
    return {press.action for button in buttons_of(message) if (press := press_of(button["custom_id"]))}


async def press(reader: Any, message: Any, action: Action, label: str = "") -> Any:
    """Press the one button that asks for this, and see that it was acknowledged."""
    (custom_id,) = {
        button["custom_id"]
        for button in buttons_of(message)
        if (found := press_of(button["custom_id"])) and found.action is action and label in ("", button["label"])
    }
    result = await reader.click(message, custom_id=custom_id)
    assert result.acknowledged
    return result


async def forge(reader: Any, message: Any, made: Press) -> Any:
    """Press what no button of the message asks for, as if even Discord took it for one of its buttons."""
    button = {"type": discord.ComponentType.button.value, "style": 2, "label": "!", "custom_id": made.custom_id}
    row = {"type": discord.ComponentType.action_row.value, "id": 900, "components": [button | {"id": 901}]}
    result = await replay(reader, message, made.custom_id, row)
    assert result.acknowledged
    return result


async def replay(reader: Any, message: Any, custom_id: str, *also: dict[str, Any]) -> Any:
    """Press a custom id on a message, with what also is said to stand in it."""
    data = {"custom_id": custom_id, "component_type": discord.ComponentType.button.value}
    stored, backend = reader._message(message), reader._env.backend
    said: dict[str, Any] = dict(serializers.message_payload(backend, stored))
    said["components"] = [*said["components"], *also]
    channel = ChannelHandle(reader._env, getattr(reader, "guild", None), backend.get_channel(stored.channel_id))
    return await actors._dispatch_actor_interaction(
        reader, InteractionType.MESSAGE_COMPONENT, channel, data, extra={"message": said}, source_message_id=stored.id
    )


def told_by(result: Any) -> str:
    """All that came of a press: the message that was edited, and what was told beside it."""
    return "\n".join(words_shown(each) for each in (result.response, *result.followups) if each)


async def call(reader: Any, room: Room, name: str, **options: Any) -> Any:
    """Call a command in the channel; it is acknowledged, and the caller alone sees what it says."""
    result = await reader.slash(room.channel, name, **options)
    assert result.acknowledged
    assert result.response.ephemeral
    return result.response


async def pages_from(reader: Any, shown: Any, action: Action) -> list[Any]:
    """The messages that show each page, from this one to the last, turned one by one; what they showed, as words."""
    at, pages = shown, [words_shown(shown)]
    while f"[[{NEXT}]]" in pages[-1]:
        at = (await press(reader, at, action, NEXT)).response
        pages.append(words_shown(at))
    return pages


async def publish(room: Room, articles: Sequence[Article]) -> None:
    """Index these articles as well, and let the desk have them."""
    for article in articles:
        room.house.write(article.id, article.title, article.text)
    assert room.house.run("index").exit_code == 0
    await room.newsroom.look()


@asynccontextmanager
async def nothing_indexed(room: Room) -> AsyncIterator[None]:
    """A bot whose newsroom has not opened any edition yet."""
    opened, room.newsroom = room.newsroom, Newsroom(room.house.settings, no_indexing)
    await room.restart()
    try:
        yield
    finally:
        await room.newsroom.close()
        room.newsroom = opened


def answer_of(room: Room, quotes: Sequence[tuple[str, str]]) -> Answer:
    """An answer made of these quotations, (id of the article, words), each where it really stands."""
    citations = []
    for number, (article_id, quote) in enumerate(quotes, 1):
        article = room.newsroom.desk.article(article_id)
        assert article is not None
        start = article.text.index(quote)
        citations.append(
            Citation(
                number, article_id, article.title, article.source, article.published, article.url,
                start, start + len(quote), quote,
            )
        )  # fmt: skip
    claims = tuple(Claim(citation.quote, (citation.number,)) for citation in citations)
    return Answer("How long is the answer?", claims, tuple(citations), 0.9, room.newsroom.desk.edition)


def reply_with(room: Room, patched: pytest.MonkeyPatch, reply: Reply) -> None:
    """Let the desk give this reply to every question."""

    async def consider(*given: Any, **named: Any) -> Considered:
        del given, named
        return Considered(Evidence(reply.question, {}, (), 0.0), reply, EXPLANATION)

    patched.setattr(room.newsroom.desk, "consider", consider)
