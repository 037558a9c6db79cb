"""A quotation in its article: the article's own text, page by page, the quoted words marked."""

from bot.escaping import escaped, isolated, on_one_line, visible
from bot.page import Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.buttons import page_of, pager, small_print
from bot.rendering.paging import Item, Running, set_on_pages
from bot.rendering.sources import (
    block_quote,
    marked_source,
    marks_of,
    outlet_of,
    quoted_with,
    taken_down,
    title_of,
    under_status_of,
    with_speaker,
)
from bot.words.catalogue import Words
from retrieval.answer import Citation
from retrieval.fates import place_of


def passage_pages(
    kept: KeptAnswer, citation: Citation, article_text: str | None, words: Words
) -> tuple[tuple[Page, ...], int]:
    """Return an article's pages and the number, from 0, of the one on which the quotation begins.

    ``article_text`` is the article as it is now, None if it is gone: then the quotation is not shown any more. Where it
    does not stand in the text, not even in one other place, that is said, and it is shown as it was kept.
    """

    def end(number: int, pages: int) -> tuple[Part, ...]:
        def press(page: int) -> Press:
            return Press(Action.READ, kept.id, f"{citation.number}.{page}")

        turn = pager(number, pages, press, words)
        return (Rule(), Text(small_print(page_of(number, pages, words))), *turn) if turn else ()

    if article_text is None:
        return set_on_pages([taken_down(citation, words)], end)[0], 0
    start = place_of(citation.quote, citation.start, article_text)
    if start is None:
        source = Text(marked_source(citation, words))
        kept_so = Running(with_speaker(citation), quoted_with(marks_of(citation.number)), (source,), sources=1)
        return set_on_pages([kept_so], end, (Text(words("passage-changed")),))[0], 0
    stop = start + len(citation.quote)
    before = _paragraphs(article_text[:start])
    marked = Running(citation.quote, lambda piece: _marked(piece, citation.number))
    items = [*before, marked, *_paragraphs(article_text[stop:])]
    head = (Text(_head(citation, start, stop, words)),)
    pages, begins = set_on_pages(items, end, head, limits.READING_CHARACTERS)
    return pages, begins[len(before)]


def _paragraphs(text: str) -> list[Item]:
    return [
        Running(line, lambda piece: escaped(piece).strip()) for line in visible(text).split("\n") if on_one_line(line)
    ]


def _marked(piece: str, number: int) -> str:
    return block_quote(piece, marks_of(number), lambda line: f"**{escaped(line)}**")


def _head(citation: Citation, start: int, stop: int, words: Words) -> str:
    title = isolated(escaped(title_of(citation.title, citation.article_id)))
    published = words.date(citation.published) if citation.published else words("unknown-date")
    facts = " · ".join(filter(None, (outlet_of(citation.source), published)))
    head = f"**{words('passage-of', title=title, start=start, end=stop)}**\n{small_print(facts)}"
    return under_status_of(citation, head, words)
