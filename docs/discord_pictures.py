"""Draw docs/discord-*.png, what a reader sees in Discord: `python docs/discord_pictures.py`, after `newsdesk index`.

The bot's real output about the story, drawn by simcord's preview in a headless Chromium, at the width of a phone and
of a desk. Needs `pip install newsdesk[pictures]` and `playwright install chromium`.
"""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import simcord

from bot.answering import Answering
from bot.client import NewsdeskClient
from bot.line import Line
from bot.metrics import Metrics
from bot.newsroom import Newsroom
from bot.records.records import Records
from bot.settings import load

HERE = Path(__file__).parent
WIDTHS = {"": 720, "-phone": 390}
CLAIMS = (
    "Parliament has shut down its TikTok account, amid security concerns. Huawei was barred from Britain’s 5G mobile "
    "networks three years ago. The account had two million followers."
)


async def nothing_to_index() -> None:
    """Index nothing: pictures are drawn of what serves."""
    raise SystemExit("run `newsdesk index` first")


async def draw() -> None:
    """Ask, press, and save what is shown."""
    settings = load()
    newsroom = Newsroom(settings, nothing_to_index)
    await newsroom.look()
    with TemporaryDirectory() as folder:
        records = await Records.open("sqlite:///records.db", Path(folder))
        client = NewsdeskClient(Answering(newsroom, records, Line(settings.limits), settings, Metrics()), settings)
        client.shard_count = 1
        async with simcord.run(client) as env:
            env.backend.bot_user.name = "Newsdesk"
            await _draw_all(env)
        await records.close()
    await newsroom.close()


async def _draw_all(env: Any) -> None:
    guild = env.create_guild(name="Westminster watchers")
    reader, ben, cem, dan = (guild.add_member(env.create_user(name)) for name in ("ada", "ben", "cem", "dan"))

    channel = guild.create_text_channel("answer")
    answer = await reader.slash(channel, "ask", question="Why was the account closed?")
    await _save(env, channel, ben, "answer")

    passage = guild.create_text_channel("passage")
    answer = await ben.slash(passage, "ask", question="What did Liz Truss say?", private=True)
    await ben.click(answer.response, label="Show passage 1")
    await _save(env, passage, ben, "passage")

    declined = guild.create_text_channel("declined")
    await cem.slash(declined, "ask", question="How many followers did it have?")
    await _save(env, declined, ben, "declined")

    checked = guild.create_text_channel("checked")
    message = await dan.send(checked, CLAIMS)
    await dan.context_menu(checked, "Check against the story", message)
    await _save(env, checked, dan, "checked")


async def _save(env: Any, channel: Any, viewer: Any, name: str) -> None:
    for suffix, width in WIDTHS.items():
        drawn = env.preview(channel, viewers=[viewer], layout="channel", display="fixed", width=width, height=1500)
        async with drawn as shown:
            await shown.screenshot(str(HERE / f"discord-{name}{suffix}.png"))


asyncio.run(draw())
