"""What a reader is shown of a quotation that something became of since: marked where it stands, or taken down."""

from collections.abc import Mapping, Sequence

from bot.page import Beside
from bot.rendering.buttons import show_button, small_print
from bot.rendering.paging import Item, Running
from bot.rendering.sources import marks_of, quoted_with, source_line, taken_down, under_status_of, warning
from bot.words.catalogue import Words
from corpus.article import Status
from retrieval.answer import Citation, Claim, WrittenBy
from retrieval.fates import Fate, Loss


def quotation(answer_id: str, said: str, citation: Citation, fate: Fate | None, words: Words) -> Item:
    """Return a citation, ``said`` as it is quoted, and directly below it what became of it, its source and a button.

    Of one whose article is gone, no word is left.
    """
    fate = fate or Fate(citation)
    if fate.loss is Loss.REMOVED:
        return taken_down(fate.citation, words)
    source = Beside(_told(fate, words), show_button(answer_id, citation.number, words))
    return Running(said, quoted_with(marks_of(citation.number)), (source,), sources=1)


def still_said(
    claim: Claim, citations: Mapping[int, Citation], fates: Mapping[int, Fate], written_by: WrittenBy
) -> bool:
    """Tell whether a claim can still be shown: something that it cites is there, and it has no words taken down.

    One that a language model wrote tells in other words what it cites, so all of that must be there.
    """
    gone = [number for number in claim.citations if _lost(number, fates) is Loss.REMOVED]
    if not gone:
        return True
    if written_by is WrittenBy.MODEL:
        return False
    there = [citations[number].quote for number in claim.citations if number not in gone]
    return bool(there) and not any(
        quote in claim.text and not any(quote in each for each in there)
        for quote in (citations[number].quote for number in gone)
    )


def doubt(disagreement: Sequence[int], fates: Mapping[int, Fate]) -> tuple[int, ...]:
    """Return which citations still disagree, none if there are not two left: words that went disagree with nobody."""
    left = tuple(number for number in disagreement if not _lost(number, fates) and not _taken_back(number, fates))
    return left if len(left) > 1 else ()


def in_question(citation: Citation, fate: Fate | None) -> bool:
    """Tell whether something became of an article that is told with its quotation, before it was cited or since."""
    return bool(fate.citation.status or fate.changed) if fate else citation.status is not None


def _told(fate: Fate, words: Words) -> str:
    """Return the lines of a citation, with what became of it since."""
    line, restored = source_line(fate.citation, words), fate.restated and fate.citation.status is None
    if fate.restated and not restored:
        line = f"{small_print(words('quotation-restated'))}\n{line}"
    changed = warning(words("quotation-changed")) if fate.loss else ""
    withdrawn = warning(words("quotation-restored")) if restored else ""
    return "\n".join(filter(None, (changed, withdrawn, under_status_of(fate.citation, line, words))))


def _lost(number: int, fates: Mapping[int, Fate]) -> Loss | None:
    return fates[number].loss if number in fates else None


def _taken_back(number: int, fates: Mapping[int, Fate]) -> bool:
    return number in fates and fates[number].citation.status in (Status.RETRACTED, Status.SUPERSEDED)
