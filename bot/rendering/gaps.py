"""What was asked and never answered, and what was asked at all: for moderators."""

from collections.abc import Sequence

from bot.escaping import escaped
from bot.insights import Insights, insights_text
from bot.page import Beside, Page, Picture, Text
from bot.presses import Action, Press
from bot.records.gaps import Gap
from bot.rendering.buttons import button, small_print
from bot.rendering.entries import ago, entry_pages, shown
from bot.rendering.notices import notice
from bot.words.catalogue import Words


def gaps_pages(gaps: Sequence[Gap], words: Words) -> tuple[Page, ...]:
    """Return the questions that wait for an article, those asked for most first, each with what dismisses it."""
    if not gaps:
        return (notice(words("gaps-none")),)
    title = words("gaps-title", number=len(gaps))
    entries = ((_gap(gap, words),) for gap in sorted(gaps, key=lambda gap: -gap.count))
    return entry_pages(title, entries, Action.GAPS, words, words("gaps-how"))


def insights_page(insights: Insights, picture: bytes, words: Words) -> Page:
    """Return the picture of the insights, and below it the same in words."""
    text = insights_text(insights, words)
    title, _, rest = text.partition("\n")
    parts = (Picture(picture, text), Text(f"### {escaped(title)}"))
    return Page((*parts, Text(escaped(rest))) if rest else parts)


def _gap(gap: Gap, words: Words) -> Beside:
    asked = shown(gap.words or "") or words("gap-without-words")
    facts = [words("gap-asked", number=gap.count), words("gap-last", moment=ago(gap.last))]
    if gap.requests:
        facts.append(words("gap-requests", requests=gap.requests))
    dismiss = button(words("button-dismiss"), Press(Action.DISMISS, gap.id))
    return Beside(f"**{asked}**\n{small_print(' · '.join(facts))}", dismiss)
