"""A page as Discord's components. What is sent is only a picture: presses come in by ``on_interaction``."""

from io import BytesIO

import discord

from bot.page import Beside, Button, Buttons, File, Page, Part, Picture, Rule, Text, Tone

_PICTURE = "picture.png"

_STYLES: dict[Tone, discord.ButtonStyle] = {
    "plain": discord.ButtonStyle.secondary,
    "primary": discord.ButtonStyle.primary,
    "danger": discord.ButtonStyle.danger,
}


def layout(page: Page) -> discord.ui.LayoutView:
    """Return a page as a view that the library does not wait for: it is stopped already."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*(_item(part) for part in page.parts)))
    view.stop()
    return view


def files(page: Page) -> list[discord.File]:
    """Return what must be sent along with a page's layout: its picture and its file, if it has them."""
    pictures = [discord.File(BytesIO(part.png), _PICTURE) for part in page.parts if isinstance(part, Picture)]
    return pictures + [discord.File(BytesIO(part.content), part.name) for part in page.parts if isinstance(part, File)]


def _item(part: Part) -> discord.ui.Item[discord.ui.LayoutView]:
    match part:
        case Text(markdown):
            return discord.ui.TextDisplay(markdown)
        case Beside(markdown, button):
            return discord.ui.Section(markdown, accessory=_button(button))
        case Buttons(buttons):
            return discord.ui.ActionRow(*(_button(button) for button in buttons))
        case Rule():
            return discord.ui.Separator()
        case Picture(_, description):
            picture = discord.MediaGalleryItem(f"attachment://{_PICTURE}", description=description[:1024])
            return discord.ui.MediaGallery(picture)
        case File(name):
            return discord.ui.File(f"attachment://{name}")


def _button(button: Button) -> discord.ui.Button[discord.ui.LayoutView]:
    return discord.ui.Button(label=button.label, custom_id=button.press, style=_STYLES[button.tone])
