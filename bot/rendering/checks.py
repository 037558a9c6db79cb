"""An examined message -> pages: each of its sentences, the verdict in words, and the quotations that carry it."""

from bot.escaping import escaped
from bot.page import Page, Part, Rule, Text
from bot.rendering import limits
from bot.rendering.buttons import page_of, small_print
from bot.rendering.notices import notice
from bot.rendering.paging import Item, Running, Whole, set_on_pages
from bot.rendering.sources import marked_source, marks_of, quoted_with, warning, with_speaker
from bot.words.catalogue import Words
from corpus.article import Status
from retrieval.answer import Citation
from retrieval.comparing import Difference, DifferenceKind, Examination, Judged, Verdict

_SIGNS = {Verdict.SUPPORTED: "✓", Verdict.CONTRADICTED: "✗", Verdict.NOT_SPOKEN_OF: "?"}
_LONGEST_DIFFERENCE = 200


def check_pages(examination: Examination, words: Words) -> tuple[Page, ...]:
    """Return the pages of an examination. They have no buttons: nothing of a checked message is kept."""
    if not examination.claims:
        return (notice(words("check-nothing")),)

    def end(number: int, pages: int) -> tuple[Part, ...]:
        small = small_print(words("check-legend"), page_of(number, pages, words))
        return (Rule(), Text(small))

    by_number = {citation.number: citation for citation in examination.citations}
    items: list[Item] = [Whole((Text(f"### {words('check-title')}"),))]
    for judged in examination.claims:
        items += _judged(judged, by_number, words)
    if examination.unread:
        items.append(Whole((Rule(), Text(words("check-rest", claims=examination.unread)))))
    return set_on_pages(items, end)[0]


def _judged(judged: Judged, by_number: dict[int, Citation], words: Words) -> list[Item]:
    verdict = f"**{_SIGNS[judged.verdict]} {words(f'check-{judged.verdict}')}**"
    difference = (Text(_difference(judged.difference, words)),) if judged.difference else ()
    cited = [by_number[number] for number in judged.citations]
    # A ✓ is read before the status below it.
    fallen = (Text(warning(words("check-not-standing"))),) if cited and all(map(_has_fallen, cited)) else ()
    claim = Running(judged.text, lambda piece: f"{verdict}\n{escaped(piece).strip()}", (*fallen, *difference))
    return [Whole((Rule(),)), claim, *(_cited(each, words) for each in cited)]


def _has_fallen(citation: Citation) -> bool:
    return citation.status in (Status.RETRACTED, Status.SUPERSEDED)


def _cited(citation: Citation, words: Words) -> Running:
    source = Text(marked_source(citation, words))
    return Running(with_speaker(citation), quoted_with(marks_of(citation.number)), (source,), sources=1)


def _difference(difference: Difference, words: Words) -> str:
    claimed, stated = (
        escaped(limits.shortened(side, _LONGEST_DIFFERENCE)) for side in (difference.claimed, difference.stated)
    )
    sides = {} if difference.kind is DifferenceKind.NEGATION else {"claimed": claimed, "stated": stated}
    return words(f"check-differs-{difference.kind}", **sides)
