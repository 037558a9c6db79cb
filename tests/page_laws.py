"""What holds for every page that is shown: Discord's limits, and that nothing does anything but what we mean."""

import re
from collections.abc import Sequence

from bot.page import Beside, Button, Buttons, Page, Text
from bot.presses import Action, press_of
from bot.rendering import limits
from tests.discord_markdown import read

LINK = re.compile(r"\[[^\]]*\]\(<https?://[^<>()\s]+>\)")


def buttons_of(page: Page) -> list[Button]:
    rows = [part.buttons for part in page.parts if isinstance(part, Buttons)]
    return [part.button for part in page.parts if isinstance(part, Beside)] + [each for row in rows for each in row]


def actions_of(page: Page) -> list[Action]:
    return [press.action for button in buttons_of(page) if (press := press_of(button.press))]


def shown(pages: Sequence[Page]) -> str:
    """All the words of pages, as Discord shows them, without links, marks and signs of our own."""
    texts = "\n".join(page.text for page in pages)
    texts = LINK.sub(lambda link: link.group()[1:].partition("](")[0], texts)
    plain = re.sub(r"^(?:> |### |-# |…$)| \\\[\d+\\\]|(?<!\\)\*\*|[\u2068\u2069]", "", texts, flags=re.MULTILINE)
    return " ".join(read(plain)[0].split())


def quoted(pages: Sequence[Page]) -> str:
    """All that stands in block quotes, without marks."""
    return " ".join(re.findall(r"^> (.*) \\\[\d+\\\]$", "\n".join(page.text for page in pages), re.MULTILINE))


def letters(text: str) -> str:
    """A text without what lines, pages and invisible characters do to its blanks."""
    return "".join(text.split()).replace("\u200b", "")


def check(page: Page) -> None:
    """Hold a page against every limit of Discord."""
    assert page.parts
    assert limits.characters(page.parts) <= limits.PAGE_CHARACTERS
    assert limits.components(page.parts) + 1 <= limits.COMPONENTS
    presses = [button.press for button in buttons_of(page)]
    assert len(set(presses)) == len(presses)
    for press in presses:
        assert press_of(press)
    for button in buttons_of(page):
        assert 1 <= limits.length(button.label) <= limits.LABEL
    for part in page.parts:
        assert not isinstance(part, Buttons) or 1 <= len(part.buttons) <= limits.BUTTONS_A_ROW
        assert not isinstance(part, Text | Beside) or part.markdown.strip()


def check_said(pages: Sequence[Page]) -> None:
    """Hold the words of pages to this: nobody is mentioned, and nothing is a link but what we link."""
    for page in pages:
        for part in page.parts:
            if isinstance(part, Text | Beside):
                inline = LINK.sub("", re.sub(r"^(?:> |### |-# |- )", "", part.markdown, flags=re.MULTILINE))
                assert read(inline.replace("**", ""))[1] <= {"heading"}
