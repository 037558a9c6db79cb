"""Draw docs/discord-*.png, what is seen in Discord: `python docs/discord_pictures.py`, after `newsdesk index`.

The bot's real output about the story, drawn by simcord's preview in a headless Chromium, at the width of a phone and
of a desk. Needs `pip install newsdesk[pictures]` and `playwright install chromium`. Given a folder, it draws all scenes
into that, also those that no page of docs/ shows.
"""

import asyncio
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import moderation_pictures
import writing_pictures
from pictures_studio import Studio, studio

HERE = Path(__file__).parent
SHOWN = (
    *("answer", "passage", "declined", "checked", "review", "status", "gaps", "insights", "marked"),
    *("written", "translated", "fallback", "explained"),
)
CLAIMS = (
    "Parliament has shut down its TikTok account, amid security concerns. Huawei was barred from Britain’s 5G mobile "
    "networks three years ago. The account had two million followers."
)


async def draw(pictures: Path) -> None:
    """Draw every scene into a folder."""
    async with studio(pictures) as room:
        await _draw_readers(room)
        await moderation_pictures.draw(room)
    await writing_pictures.draw(pictures)


async def _draw_readers(room: Studio) -> None:
    reader, ben, cem, dan = map(room.member, ("ada", "ben", "cem", "dan"))

    channel = room.channel("answer")
    await reader.slash(channel, "ask", question="Why was the account closed?")
    await room.save(channel, ben, "answer")

    passage = room.channel("passage")
    answer = await ben.slash(passage, "ask", question="What did Liz Truss say?", private=True)
    await ben.click(answer.response, label="Show passage 1")
    await room.save(passage, ben, "passage")

    declined = room.channel("declined")
    await cem.slash(declined, "ask", question="How many followers did it have?")
    await room.save(declined, ben, "declined")

    checked = room.channel("checked")
    message = await dan.send(checked, CLAIMS)
    await dan.context_menu(checked, "Check against the story", message)
    await room.save(checked, dan, "checked")


def main() -> None:
    """Draw into the folder that is named, else those that are shown into docs/."""
    if sys.argv[1:]:
        asyncio.run(draw(Path(sys.argv[1])))
        return
    with TemporaryDirectory() as pictures:
        asyncio.run(draw(Path(pictures)))
        for name in SHOWN:
            for picture in Path(pictures).glob(f"discord-{name}*.png"):
                shutil.copy(picture, HERE)


if __name__ == "__main__":
    main()
