"""A quotation and the line that says where it stands, as every page shows them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.escaping import escaped, isolated, on_one_line, stands_in_a_link, visible
from bot.page import Text
from bot.rendering import limits
from bot.rendering.paging import Whole
from bot.text_fragment import link_to
from bot.words.catalogue import Words
from corpus.article import Status
from retrieval.answer import Citation


def block_quote(words: str, marks: str = "", set_line: Callable[[str], str] = escaped) -> str:
    """Return words as a block quote, and behind them the marks of their sources; ``set_line`` makes a line markdown."""
    lines = [line.strip() for line in visible(words).split("\n") if line.strip()]
    return "\n".join(f"> {set_line(line) if line else ''}" for line in lines or [""]) + marks


def quoted_with(marks: str) -> Callable[[str], str]:
    """Return what sets words as a block quote with these marks behind them."""
    return lambda words: block_quote(words, marks)


def marks_of(*numbers: int) -> str:
    """Return the marks of sources as markdown, a blank before each: " [1] [2]"."""
    return "".join(rf" \[{number}\]" for number in numbers)


def with_speaker(citation: Citation) -> str:
    """Return a quotation with the words that name its speaker, if they stand elsewhere; "…" is what is left out."""
    speaker, words = citation.attribution, citation.attribution_quote
    if speaker is None or words is None:
        return citation.quote
    if speaker.start < citation.start:
        return f"{words}{_between(speaker.end, citation.start)}{citation.quote}"
    return f"{citation.quote}{_between(citation.end, speaker.start)}{words}"


def spoken_forms(citation: Citation) -> frozenset[str]:
    """Return the ways in which a claim that is nothing but this quotation can be written."""
    words, quote = citation.attribution_quote, citation.quote
    if words is None:
        return frozenset({quote})
    return frozenset(
        {quote, *(f"{a}{between}{b}" for between in (" ", " … ") for a, b in ((words, quote), (quote, words)))}
    )


def marked_source(citation: Citation, words: Words) -> str:
    """Return the lines of a citation: what became of its article, if anything; its mark, title, outlet and date."""
    return under_status_of(citation, source_line(citation, words), words)


def under_status_of(citation: Citation, line: str, words: Words) -> str:
    """Return a line about a citation, above it what became of its article."""
    return under_status(citation.status, citation.successor or citation.superseded_by, line, words)


def under_status(status: str | None, successor: str | None, line: str, words: Words) -> str:
    """Return the line of an article, above it what became of it; ``successor`` is what took its place, by any name."""
    if status is None:
        return line
    name = limits.shortened(on_one_line(successor or ""), limits.TITLE)
    if status == Status.SUPERSEDED and name:
        told = words("article-superseded-by", title=isolated(escaped(name)))
    else:
        told = words(f"article-{status}")
    return f"{warning(told)}\n{line}"


def warning(text: str) -> str:
    """Return what nobody should overlook; ``text`` is markdown, escaped already."""
    return f"**⚠ {text}**"


def taken_down(citation: Citation, words: Words) -> Whole:
    """Return what stands in the place of a quotation whose article is gone: none of its words, nor a link to them."""
    notice = f"{warning(words('quotation-removed'))}{marks_of(citation.number)}"
    return Whole((Text(notice), Text(marked_source(replace(citation, url=None), words))), sources=1)


def source_line(citation: Citation, words: Words) -> str:
    """Return the mark, the title, linked to the quotation where the article has an address, the outlet and the date."""
    title = title_of(citation.title, citation.article_id)
    link = link_to(citation.url, citation.quote) if citation.url else None
    source = described(title, link, citation.source, citation.published, words)
    return words("marked-source", number=citation.number, source=source)


def described(title: str, link: str | None, outlet: str | None, published: date | None, words: Words) -> str:
    """Return an article's title, linked if there is a link, its outlet and date."""
    facts = [outlet_of(outlet), words.date(published) if published else words("unknown-date")]
    if link is None:
        facts.insert(0, isolated(escaped(title)))
    elif stands_in_a_link(title):
        facts.insert(0, isolated(f"[{title}](<{link}>)"))
    else:
        # Discord would show such a title's escapes, or no link at all, if the title itself were the link.
        facts = [isolated(escaped(title)), *facts, f"[{words('open-article')}](<{link}>)"]
    return " · ".join(fact for fact in facts if fact)


def outlet_of(outlet: str | None) -> str:
    """Return an outlet as markdown, empty if it is not known."""
    return isolated(escaped(limits.shortened(on_one_line(outlet or ""), limits.OUTLET)))


def title_of(title: str, article_id: str) -> str:
    """Return a title on one line, not escaped; an article without one is called by its id."""
    return limits.shortened(on_one_line(title) or on_one_line(article_id) or "?", limits.TITLE)


def _between(end: int, start: int) -> str:
    return " " if start - end <= 1 else " … "
