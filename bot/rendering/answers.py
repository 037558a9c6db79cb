"""A kept answer, or that there is none -> pages: what is said, word for word, and directly below where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from bot.escaping import escaped, on_one_line
from bot.page import Button, Buttons, Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.buttons import button, page_of, pager, rows, small_print
from bot.rendering.fates import doubt, in_question, quotation, still_said
from bot.rendering.paging import Item, Running, Whole, set_on_pages
from bot.rendering.sources import marks_of, quoted_with, spoken_forms, warning, with_speaker
from bot.rendering.writing import authorship, written
from bot.words.catalogue import Words
from retrieval.answer import Answer, Citation, Claim, NoAnswer, WrittenBy
from retrieval.fates import Fate, Loss

_EDITION_SHOWN = 8
_NOT_LOOKED: Mapping[int, Fate] = MappingProxyType({})


def answer_pages(kept: KeptAnswer, words: Words, fates: Mapping[int, Fate] = _NOT_LOOKED) -> tuple[Page, ...]:
    """Return the pages of a reply; ``fates`` are what became of its citations since, by number."""
    return _pages(kept, words, None, fates)


def shared_page(kept: KeptAnswer, words: Words, reader: str, fates: Mapping[int, Fate] = _NOT_LOOKED) -> Page:
    """Return the first page of an answer that ``reader``, a mention, shared with the channel."""
    return _pages(kept, words, words("shared-by", reader=reader), fates)[0]


def request_page(kept: KeptAnswer, words: Words, reader: str, fates: Mapping[int, Fate] = _NOT_LOOKED) -> Page:
    """Return what moderators are shown of a question that ``reader``, a mention, puts before them.

    Where a question and the passages nearest to it need more than one page, it is the first.
    """
    explain = button(words("button-explain"), Press(Action.EXPLAIN, kept.id))
    row = (Buttons((explain,)),) if _can_be_explained(kept) else ()
    items = [Whole((Text(words("moderator-request", reader=reader)),)), *_question(kept), *_said(kept, words, fates)]
    return set_on_pages(items, lambda _number, _pages: row)[0][0]


def _pages(kept: KeptAnswer, words: Words, introduction: str | None, fates: Mapping[int, Fate]) -> tuple[Page, ...]:
    def end(number: int, pages: int) -> tuple[Part, ...]:
        checked = words(checking) if standing else ""
        edition = words("edition", edition=kept.reply.edition[:_EDITION_SHOWN])
        last_line = " · ".join(filter(None, (edition, page_of(number, pages, words))))
        turn = pager(number, pages, lambda page: Press(Action.PAGE, kept.id, str(page)), words)
        return (Rule(), Text(small_print(checked, last_line)), *turn, *rows(_what_can_be_done(kept, words)))

    gone = {number for number, fate in fates.items() if fate.loss is Loss.REMOVED}
    standing = any(citation.number not in gone for citation in _citations(kept))
    checking = "answer-checked-then" if any(fate.loss for fate in fates.values()) else "answer-checked"
    changed = "answer-source-changed" if isinstance(kept.reply, Answer) else "nearest-source-changed"
    start = (Text(warning(words(changed))),) if any(fate.changed for fate in fates.values()) else ()
    items = _question(kept)
    if kept.question and kept.carried and (earlier := on_one_line(kept.carried.question)):
        earlier = escaped(limits.shortened(earlier, limits.HEADING))
        items.append(Whole((Text(small_print(words("carried-from", question=earlier))),)))
    items += _said(kept, words, fates)
    items += _suggestions(kept, words)
    first, *more = set_on_pages(items, end, start)[0]
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


def _said(kept: KeptAnswer, words: Words, fates: Mapping[int, Fate]) -> list[Item]:
    reply = kept.reply
    if isinstance(reply, Answer):
        return _claims(kept.id, reply, words, fates)
    lines = filter(None, (_declined(reply, words), authorship(reply, (), words)))
    declined: list[Item] = [Whole((Text("\n".join(lines)),))]
    if reply.nearest:
        declined.append(Whole((Rule(), Text(f"**{words('nearest')}**"))))
    return declined + [
        quotation(kept.id, with_speaker(each), each, fates.get(each.number), words) for each in reply.nearest
    ]


def _declined(reply: NoAnswer, words: Words) -> str:
    return words(f"declined-{reply.reason.value.replace('_', '-')}")


def _claims(answer_id: str, answer: Answer, words: Words, fates: Mapping[int, Fate]) -> list[Item]:
    """Return the claims, those that disagree first.

    Each source is named once, as a button must not stand twice on a page: below the claim that quotes it, but below
    them all where a language model wrote sentences of its own.
    """
    by_number = {citation.number: citation for citation in answer.citations}
    named: set[int] = set()
    quoted = not _is_in_other_words(answer, by_number)
    left = [claim for claim in answer.claims if still_said(claim, by_number, fates, answer.written_by)]

    def mark(number: int) -> str:
        return f"{marks_of(number)}{' ⚠' if in_question(by_number[number], fates.get(number)) else ''}"

    def said(claims: Sequence[Claim]) -> Iterator[Item]:
        for claim in claims:
            citation = _quoted_by(claim, by_number) if quoted else None
            if citation is not None and citation.number not in named:
                named.add(citation.number)
                yield quotation(answer_id, claim.text, citation, fates.get(citation.number), words)
            elif claim in left and citation is None:
                yield written(claim, "".join(map(mark, claim.citations)), words)
            elif claim in left:
                yield Running(claim.text, quoted_with(marks_of(*claim.citations)))

    in_doubt = doubt(answer.disagreement, fates)
    leading, others = answer.apart(in_doubt)
    items = [*said(leading)]
    if in_doubt:
        items.insert(0, Whole((Text(f"{warning(words('sources-disagree'))}{marks_of(*in_doubt)}"),)))
        items += [Whole((Rule(),))] if leading and others else []
    items += said(others)
    if who := authorship(answer, left, words):
        items.insert(0, Whole((Text(who),)))
    rest = [citation for number, citation in by_number.items() if number not in named]
    items += [] if quoted else [Whole((Rule(),))]
    return items + [quotation(answer_id, with_speaker(each), each, fates.get(each.number), words) for each in rest]


def _quoted_by(claim: Claim, by_number: dict[int, Citation]) -> Citation | None:
    """Return the citation that the claim is, word for word; None if it is more, less or another sentence."""
    if len(claim.citations) != 1:
        return None
    citation = by_number[claim.citations[0]]
    return citation if claim.text in spoken_forms(citation) else None


def _is_in_other_words(answer: Answer, by_number: dict[int, Citation]) -> bool:
    """Tell whether a language model wrote something else than quotations."""
    return answer.written_by is WrittenBy.MODEL and any(
        claim.translation or _quoted_by(claim, by_number) is None for claim in answer.claims
    )


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
        Action.EXPLAIN: _can_be_explained(kept),
    }
    return tuple(
        button(words(f"button-{action}"), Press(action, kept.id)) for action, possible in actions.items() if possible
    )


def _can_be_explained(kept: KeptAnswer) -> bool:
    """Tell whether there are moderators to whom it may be explained how the answer came about."""
    return kept.explanation is not None and kept.guild_id is not None and not kept.private


def _citations(kept: KeptAnswer) -> Iterable[Citation]:
    return kept.reply.citations if isinstance(kept.reply, Answer) else kept.reply.nearest
