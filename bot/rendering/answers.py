"""A kept answer, or that there is none -> pages: what is said, word for word, and directly below where it stands."""

from collections.abc import Iterable

from bot.escaping import escaped, on_one_line
from bot.page import Beside, Button, Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.buttons import button, page_of, pager, rows, show_button, small_print
from bot.rendering.paging import Item, Running, Whole, set_on_pages
from bot.rendering.sources import marked_source, marks_of, quoted_with, spoken_forms, with_speaker
from bot.words.catalogue import Words
from retrieval.answer import Answer, Citation, Claim, NoAnswer

_EDITION_SHOWN = 8


def answer_pages(kept: KeptAnswer, words: Words) -> tuple[Page, ...]:
    """Return the pages of a reply."""
    return _pages(kept, words, None)


def shared_page(kept: KeptAnswer, words: Words, reader: str) -> Page:
    """Return the first page of an answer that ``reader``, a mention, shared with the channel."""
    return _pages(kept, words, words("shared-by", reader=reader))[0]


def request_page(kept: KeptAnswer, words: Words, reader: str) -> Page:
    """Return what moderators are shown of a question that ``reader``, a mention, puts before them.

    Where a question and the passages nearest to it need more than one page, it is the first.
    """
    items = [Whole((Text(words("moderator-request", reader=reader)),)), *_question(kept), *_said(kept, words)]
    return set_on_pages(items)[0][0]


def _pages(kept: KeptAnswer, words: Words, introduction: str | None) -> tuple[Page, ...]:
    def end(number: int, pages: int) -> tuple[Part, ...]:
        checked = words("answer-checked") if _citations(kept) else ""
        edition = words("edition", edition=kept.reply.edition[:_EDITION_SHOWN])
        last_line = " · ".join(filter(None, (edition, page_of(number, pages, words))))
        turn = pager(number, pages, lambda page: Press(Action.PAGE, kept.id, str(page)), words)
        return (Rule(), Text(small_print(checked, last_line)), *turn, *rows(_what_can_be_done(kept, words)))

    items = _question(kept)
    if kept.question and kept.carried and (earlier := on_one_line(kept.carried.question)):
        earlier = escaped(limits.shortened(earlier, limits.HEADING))
        items.append(Whole((Text(small_print(words("carried-from", question=earlier))),)))
    items += _said(kept, words)
    items += _suggestions(kept, words)
    first, *more = set_on_pages(items, end)[0]
    if introduction:
        # Set above the pages, not on them: what stands on which page must not depend on it. There is room: the first
        # page has no button to the one before, and our limit of characters is below Discord's.
        first = Page((Text(introduction), *first.parts))
    return (first, *more)


def _question(kept: KeptAnswer) -> list[Item]:
    question = on_one_line(kept.question or "")
    if not question:
        return []
    if limits.length(question) <= limits.HEADING:
        return [Whole((Text(f"### {escaped(question)}"),))]
    return [Running(question, escaped)]


def _said(kept: KeptAnswer, words: Words) -> list[Item]:
    reply = kept.reply
    if isinstance(reply, Answer):
        return _claims(kept.id, reply, words)
    declined: list[Item] = [Whole((Text(_declined(reply, words)),))]
    if reply.nearest:
        declined.append(Whole((Rule(), Text(f"**{words('nearest')}**"))))
    return declined + [_quotation(kept.id, with_speaker(each), each, words) for each in reply.nearest]


def _declined(reply: NoAnswer, words: Words) -> str:
    return words(f"declined-{reply.reason.value.replace('_', '-')}")


def _claims(answer_id: str, answer: Answer, words: Words) -> list[Item]:
    """Return the claims; each source is named once, as a button must not stand twice on a page."""
    by_number = {citation.number: citation for citation in answer.citations}
    named: set[int] = set()
    items: list[Item] = []
    for claim in answer.claims:
        citation = _quoted_by(claim, by_number)
        if citation is None:
            items.append(_written(claim))
        elif citation.number in named:
            items.append(Running(claim.text, quoted_with(marks_of(citation.number))))
        else:
            named.add(citation.number)
            items.append(_quotation(answer_id, claim.text, citation, words))
    rest = [citation for number, citation in by_number.items() if number not in named]
    return items + [_quotation(answer_id, with_speaker(each), each, words) for each in rest]


def _quoted_by(claim: Claim, by_number: dict[int, Citation]) -> Citation | None:
    """Return the citation that the claim is, word for word; None if it is more, less or another sentence."""
    if len(claim.citations) != 1:
        return None
    citation = by_number[claim.citations[0]]
    return citation if claim.text in spoken_forms(citation) else None


def _written(claim: Claim) -> Running:
    marks = marks_of(*claim.citations)
    return Running(claim.text, lambda piece: escaped(piece).strip() + marks)


def _quotation(answer_id: str, said: str, citation: Citation, words: Words) -> Running:
    source = Beside(marked_source(citation, words), show_button(answer_id, citation.number, words))
    return Running(said, quoted_with(marks_of(citation.number)), (source,), sources=1)


def _suggestions(kept: KeptAnswer, words: Words) -> list[Item]:
    if isinstance(kept.reply, Answer) or not kept.suggested:
        return []
    suggested = tuple(
        button(words("suggested-about", name=name), Press(Action.TRY, kept.id, str(number)))
        for number, name in enumerate(kept.suggested)
    )
    first, *more = rows(suggested)
    return [Whole((Rule(), Text(f"**{words('can-answer')}**"), first)), *(Whole((row,)) for row in more)]


def _what_can_be_done(kept: KeptAnswer, words: Words) -> tuple[Button, ...]:
    actions = {
        Action.HELPFUL: True,
        Action.UNHELPFUL: True,
        Action.SHARE: kept.private,
        Action.MODERATOR: isinstance(kept.reply, NoAnswer),
        Action.REMOVE: not kept.private,
    }
    return tuple(
        button(words(f"button-{action}"), Press(action, kept.id)) for action, possible in actions.items() if possible
    )


def _citations(kept: KeptAnswer) -> Iterable[Citation]:
    return kept.reply.citations if isinstance(kept.reply, Answer) else kept.reply.nearest
