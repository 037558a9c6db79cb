"""A page becomes components that Discord accepts, and that the library does not keep."""

from collections.abc import Callable
from typing import Any

import discord
from hypothesis import given
from simcord.components import COMPONENTS_V2_FLAG, validate_components, walk_components

from bot.layout import layout
from bot.page import Beside, Button, Buttons, Page, Rule, Text
from bot.rendering.answers import answer_pages
from retrieval.answer import Reply
from tests.bot.test_rendering import ENGLISH, kept
from tests.replies import replies

PAGE = Page(
    (
        Text("Some *words*"),
        Rule(),
        Beside("A source", Button("Show passage 1", "newsdesk:show:k:1")),
        Buttons(
            (Button("Helpful", "newsdesk:helpful:k:", "primary"), Button("Remove", "newsdesk:remove:k:", "danger"))
        ),
    )
)


def components_of(page: Page) -> list[Any]:
    to_components: Callable[[], list[Any]] = layout(page).to_components
    return to_components()


def test_every_part_becomes_its_component_in_one_container() -> None:
    (container,) = components_of(PAGE)
    kinds = [component["type"] for component in walk_components([container])]
    assert kinds == [17, 10, 14, 9, 10, 2, 1, 2, 2]


def test_a_button_has_its_label_its_press_and_its_tone() -> None:
    buttons = [each for each in layout(PAGE).walk_children() if isinstance(each, discord.ui.Button)]
    assert [(each.label, each.custom_id, each.style) for each in buttons] == [
        ("Show passage 1", "newsdesk:show:k:1", discord.ButtonStyle.secondary),
        ("Helpful", "newsdesk:helpful:k:", discord.ButtonStyle.primary),
        ("Remove", "newsdesk:remove:k:", discord.ButtonStyle.danger),
    ]


async def test_the_library_does_not_wait_for_a_view() -> None:
    view = layout(PAGE)
    assert view.is_finished()
    assert view.timeout is None


@given(replies())
def test_the_components_of_any_reply_are_accepted(reply: Reply) -> None:
    for page in answer_pages(kept(reply), ENGLISH):
        assert validate_components(components_of(page), flags=COMPONENTS_V2_FLAG)
