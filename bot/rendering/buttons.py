"""The buttons that more than one kind of page has."""

from collections.abc import Callable

from bot.escaping import visible
from bot.page import Button, Buttons, Tone
from bot.presses import Action, Press
from bot.rendering import limits
from bot.words.catalogue import Words


def button(label: str, press: Press, tone: Tone = "plain") -> Button:
    """Return a button; what a label cannot hold of its words is left off."""
    line = visible(label).replace("\n", " ").strip()
    return Button(limits.shortened(line, limits.LABEL), press.custom_id, tone)


def show_button(answer_id: str, number: int, words: Words) -> Button:
    """Return the button that opens a citation in its article."""
    return button(words("button-show", number=number), Press(Action.SHOW, answer_id, str(number)))


def pager(number: int, pages: int, press: Callable[[int], Press], words: Words) -> tuple[Buttons, ...]:
    """Return a row with what leads to the pages beside page ``number`` (from 0); none if there are none."""
    beside = ((number - 1, "button-previous"), (number + 1, "button-next"))
    row = tuple(button(words(label), press(page)) for page, label in beside if 0 <= page < pages)
    return (Buttons(row),) if row else ()


def rows(buttons: tuple[Button, ...]) -> tuple[Buttons, ...]:
    """Return buttons in as many rows as they need."""
    most = limits.BUTTONS_A_ROW
    return tuple(Buttons(buttons[at : at + most]) for at in range(0, len(buttons), most))


def small_print(*lines: str) -> str:
    """Return lines of small text, empty ones left out."""
    return "\n".join(f"-# {line}" for line in lines if line)


def page_of(number: int, pages: int, words: Words) -> str:
    """Return which page this is, from 1; empty if there is but one."""
    return words("page-of", page=number + 1, pages=pages) if pages > 1 else ""
