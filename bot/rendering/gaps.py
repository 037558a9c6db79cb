"""What was asked and never answered, and what was asked at all: for moderators."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.escaping import escaped, on_one_line
from bot.insights import Insights, insights_text
from bot.page import Beside, Page, Part, Picture, Text
from bot.presses import Action, Press
from bot.records.gaps import Gap
from bot.rendering import limits
from bot.rendering.buttons import button, small_print
from bot.rendering.entries import ago, entry_pages, shown
from bot.rendering.notices import notice
from bot.rendering.sources import block_quote, title_of
from bot.words.catalogue import Words


def gaps_pages(
    gaps: Sequence[Gap], words: Words, answered: Sequence[Gap] = (), titles: Mapping[str, str] = MappingProxyType({})
) -> tuple[Page, ...]:
    """Return the questions that wait for an article, those asked for most first, each with what dismisses it.

    Above them, those that are ``answered`` by now, of which somebody has still to be told; ``titles`` are those of the
    articles by id.
    """
    if not gaps and not answered:
        return (notice(words("gaps-none")),)
    entries: list[tuple[Part, ...]] = []
    if answered:
        heading = Text(f"**{words('gaps-answered', number=len(answered))}**")
        entries += [(heading, answered_gap(answered[0], titles, words))]
        entries += [(answered_gap(gap, titles, words),) for gap in answered[1:]]
    entries += [(_gap(gap, words),) for gap in sorted(gaps, key=lambda gap: -gap.count)]
    title = words("gaps-title", number=len(gaps))
    return entry_pages(title, entries, Action.GAPS, words, words("gaps-how"))


def answered_gap(gap: Gap, titles: Mapping[str, str], words: Words) -> Part:
    """Return a question that an article answers by now, and what tells those who put it before the moderators."""
    asked = block_quote(limits.shortened(on_one_line(gap.words), limits.HEADING)) if gap.words else ""
    closed_by = gap.closed_by or "?"
    answered = words("confirmed-gap", article=shown(title_of(titles.get(closed_by, ""), closed_by)))
    text = f"{asked or words('confirmed-gap-without-words')}\n{small_print(answered)}"
    if not gap.requests:
        return Text(text)
    return Beside(text, button(words("button-tell", requests=gap.requests), Press(Action.TELL, gap.id)))


def insights_page(insights: Insights, picture: bytes, words: Words, model_use: str = "") -> Page:
    """Return the picture of the insights, and below it the same in words; then what a model did, if it did anything."""
    text = insights_text(insights, words)
    title, _, rest = text.partition("\n")
    below = (Text(escaped(lines)) for lines in (rest, model_use) if lines)
    return Page((Picture(picture, text), Text(f"### {escaped(title)}"), *below))


def _gap(gap: Gap, words: Words) -> Beside:
    asked = shown(gap.words or "") or words("gap-without-words")
    facts = [words("gap-asked", number=gap.count), words("gap-last", moment=ago(gap.last))]
    if gap.requests:
        facts.append(words("gap-requests", requests=gap.requests))
    dismiss = button(words("button-dismiss"), Press(Action.DISMISS, gap.id))
    return Beside(f"**{asked}**\n{small_print(' · '.join(facts))}", dismiss)
