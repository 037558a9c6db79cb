"""Pages of one text, and pages without what cannot be pressed."""

from collections.abc import Collection

from bot.page import Beside, Button, Buttons, Page, Part, Text
from bot.presses import Action, press_of


def notice(text: str) -> Page:
    """Return a page that says one thing; ``text`` is markdown, escaped already."""
    return Page((Text(text),))


def without_buttons(page: Page, actions: Collection[Action] = frozenset(Action)) -> Page:
    """Return a page without the buttons of these actions: without any, if none are named."""
    return Page(tuple(left for part in page.parts if (left := _without(part, actions)) is not None))


def _without(part: Part, actions: Collection[Action]) -> Part | None:
    match part:
        case Beside(markdown, button):
            return Text(markdown) if _is_of(button, actions) else part
        case Buttons(buttons):
            left = tuple(button for button in buttons if not _is_of(button, actions))
            return Buttons(left) if left else None
        case _:
            return part


def _is_of(button: Button, actions: Collection[Action]) -> bool:
    press = press_of(button.press)
    return press is not None and press.action in actions
