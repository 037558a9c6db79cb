"""A quotation in its article: the article's own text, page by page, the quoted words marked."""

from bot.escaping import escaped, isolated, on_one_line, visible
from bot.page import Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.buttons import page_of, pager, small_print
from bot.rendering.paging import Item, Running, set_on_pages
from bot.rendering.sources import block_quote, marked_source, marks_of, outlet_of, quoted_with, title_of, with_speaker
from bot.words.catalogue import Words
from retrieval.answer import Citation


def passage_pages(
    kept: KeptAnswer, citation: Citation, article_text: str | None, words: Words
) -> tuple[tuple[Page, ...], int]:
    """Return an article's pages and the number, from 0, of the one on which the quotation begins.

    ``article_text`` is the article as it is now, None if it is gone. Where the quotation does not stand in it, not
    even in one other place, that is said, and the quotation is shown as it was kept.
    """

    def end(number: int, pages: int) -> tuple[Part, ...]:
        def press(page: int) -> Press:
            return Press(Action.READ, kept.id, f"{citation.number}.{page}")

        turn = pager(number, pages, press, words)
        return (Rule(), Text(small_print(page_of(number, pages, words))), *turn) if turn else ()

    start = _place(citation, article_text) if article_text is not None else None
    if article_text is None or start is None:
        source = Text(marked_source(citation, words))
        gone = Running(with_speaker(citation), quoted_with(marks_of(citation.number)), (source,), sources=1)
        return set_on_pages([gone], end, (Text(words("passage-changed")),))[0], 0
    stop = start + len(citation.quote)
    before = _paragraphs(article_text[:start])
    marked = Running(citation.quote, lambda piece: _marked(piece, citation.number))
    items = [*before, marked, *_paragraphs(article_text[stop:])]
    head = (Text(_head(citation, start, stop, words)),)
    pages, begins = set_on_pages(items, end, head, limits.READING_CHARACTERS)
    return pages, begins[len(before)]


def _place(citation: Citation, text: str) -> int | None:
    quote = citation.quote
    if text[citation.start : citation.end] == quote:
        return citation.start
    elsewhere = text.find(quote)
    return elsewhere if quote and elsewhere >= 0 and text.find(quote, elsewhere + 1) < 0 else None


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
    return f"**{words('passage-of', title=title, start=start, end=stop)}**\n{small_print(facts)}"
