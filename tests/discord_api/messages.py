"""What Discord demands of a message or a modal beyond its OpenAPI document."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

COMPONENTS_V2 = 1 << 15
MOST_COMPONENTS = 40
MOST_DISPLAYED = 4000
MOST_EMBEDDED = 6000
MOST_CONTENT = 2000
MOST_ROWS = 5
BUTTON, TEXT = 2, 10
LINK, PREMIUM = 5, 6
OLD_KINDS = {1, BUTTON, 3, 4, 5, 6, 7, 8}
SUBSTANCE = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")


def message_faults(message: dict[str, Any], *, new: bool) -> Iterator[str]:
    """Hold a message's body against what Discord refuses; ``new`` when it is not the edit of one."""
    if new and not any(message.get(each) for each in SUBSTANCE):
        yield "an empty message: it needs content, embeds, components or files"
    if len(message.get("content") or "") > MOST_CONTENT:
        yield f"content: {len(message['content'])} characters, a bot may send {MOST_CONTENT}"
    yield from _embed_faults(message.get("embeds") or [])
    components = message.get("components") or []
    if (message.get("flags") or 0) & COMPONENTS_V2:
        yield from (f"{each} beside components V2" for each in ("content", "embeds", "poll") if message.get(each))
    else:
        yield from _without_flag_faults(components, new=new)
    yield from component_faults(components)


def component_faults(components: list[Any]) -> Iterator[str]:
    """Hold a tree of components against the totals, and each against what it must have."""
    every = list(nested(components))
    if len(every) > MOST_COMPONENTS:
        yield f"components: {len(every)} with the nested ones, {MOST_COMPONENTS} are allowed"
    displayed = sum(len(each.get("content") or "") for each in every if each.get("type") == TEXT)
    if displayed > MOST_DISPLAYED:
        yield f"components: {displayed} characters displayed, {MOST_DISPLAYED} are allowed"
    for name in ("custom_id", "id"):
        twice = [value for value, count in Counter(each.get(name) for each in every).items() if count > 1 and value]
        yield from (f"components: {name} {value!r} stands there twice" for value in twice)
    for each in every:
        if each.get("type") == TEXT and not str(each.get("content", "")).strip():
            yield "components: an empty text display"
        if each.get("type") == BUTTON:
            yield from _button_faults(each)


def nested(components: list[Any]) -> Iterator[dict[str, Any]]:
    """Every component of the tree, each before its children."""
    for each in components:
        if isinstance(each, dict):
            yield each
            yield from nested(each.get("components") or [])
            yield from nested([child for child in (each.get("accessory"), each.get("component")) if child])


def _without_flag_faults(components: list[Any], *, new: bool) -> Iterator[str]:
    kinds: set[Any] = {each.get("type") for each in nested(components)}
    if new and kinds - OLD_KINDS:
        yield f"components of types {sorted(kinds - OLD_KINDS)} need the flag of components V2"
    if not kinds - OLD_KINDS and len(components) > MOST_ROWS:
        yield f"components: {len(components)} rows, {MOST_ROWS} are allowed"


def _button_faults(button: dict[str, Any]) -> Iterator[str]:
    has_words = bool(str(button.get("label") or "").strip()) or bool(button.get("emoji"))
    if not has_words and button.get("style") != PREMIUM:
        yield "components: a button without label or emoji"
    if button.get("style") == LINK:
        if not button.get("url") or button.get("custom_id"):
            yield "components: a link button has a url and no custom_id"
    elif button.get("style") != PREMIUM and not button.get("custom_id"):
        yield "components: a button without custom_id"


def _embed_faults(embeds: list[Any]) -> Iterator[str]:
    total = 0
    for embed in embeds:
        fields = embed.get("fields") or []
        yield from (
            f"embeds: a field with an empty {part}"
            for field in fields
            for part in ("name", "value")
            if not str(field.get(part) or "").strip()
        )
        words = [
            embed.get("title"),
            embed.get("description"),
            *(field.get(part) for field in fields for part in ("name", "value")),
        ]
        words += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
        total += sum(len(each or "") for each in words)
    if total > MOST_EMBEDDED:
        yield f"embeds: {total} characters over all embeds, {MOST_EMBEDDED} are allowed"
