"""What the golden questions said of a change: those that no longer hold first, then those that did not before."""

from collections.abc import Sequence

from bot.moderating.values import GoldenRun
from bot.page import Text
from bot.rendering.buttons import small_print
from bot.rendering.entries import ID_CHARACTERS, shown
from bot.rendering.paging import Item, Whole
from bot.rendering.sources import warning
from bot.words.catalogue import Words
from retrieval.golden_run import Missed

_MOST_LOST, _MOST_LOST_BEFORE = 25, 10


def golden_items(run: GoldenRun, words: Words) -> list[Item]:
    """Return what stands in a review of the golden questions; what is not shown of them is counted."""
    if not run.asked:
        return [_line(words("golden-run-none"))]
    items: list[Item] = []
    if run.missed:
        lost = words("golden-run-lost", number=len(run.missed), questions=run.asked)
        items += [_line(warning(lost)), *_missed(run.missed, _MOST_LOST, words)]
        items.append(_line(small_print(words("golden-run-what"))))
    elif run.missed_before:
        items.append(_line(words("golden-run-none-lost")))
    else:
        items.append(_line(words("golden-run-holds", questions=run.asked)))
    if run.missed_before:
        before = words("golden-run-before", number=len(run.missed_before), questions=run.asked)
        items += [_line(before), *_missed(run.missed_before, _MOST_LOST_BEFORE, words)]
    return items


def _missed(missed: Sequence[Missed], most: int, words: Words) -> list[Item]:
    items: list[Item] = [_line(_question(each, words)) for each in missed[:most]]
    if missed[most:]:
        items.append(_line(small_print(words("golden-run-more", number=len(missed) - most))))
    return items


def _question(missed: Missed, words: Words) -> str:
    article = missed.golden.article
    declined = words("golden-run-declined")
    expected = declined if article is None else shown(article)
    got = ", ".join(shown(each, ID_CHARACTERS) for each in missed.got[:5]) or declined
    told = words("golden-run-expected", expected=expected, got=got)
    return f"> {shown(missed.golden.question)}\n{small_print(told)}"


def _line(markdown: str) -> Whole:
    return Whole((Text(markdown),))
