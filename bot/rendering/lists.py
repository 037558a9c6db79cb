"""Lists and settled texts: the sources, what a search found, help, and what is kept of a reader."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.escaping import escaped, on_one_line
from bot.page import Buttons, File, Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import Holding
from bot.rendering import limits
from bot.rendering.buttons import button, page_of, pager, small_print
from bot.rendering.notices import notice
from bot.rendering.paging import End, Item, Running, Whole, set_on_pages
from bot.rendering.sources import (
    block_quote,
    described,
    marked_source,
    marks_of,
    title_of,
    under_status,
    with_speaker,
)
from bot.settings import RecordSettings
from bot.text_fragment import link_to
from bot.words.catalogue import Words
from retrieval.answer import Citation
from retrieval.sources import Source

_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def sources_pages(sources: Sequence[Source], words: Words) -> tuple[Page, ...]:
    """Return the list of articles."""
    items: list[Item] = [Whole((Text(f"### {words('sources-title', articles=len(sources))}"),))]
    titles = {source.article.id: source.article.title for source in sources}
    items += [Whole((Text(_source(source, titles, words)),), sources=1) for source in sources]
    end = _pager("", Action.SOURCES, "", words)
    return set_on_pages(items, end, sources=limits.LISTED)[0]


def search_pages(found: Sequence[Citation], searched: str, words: Words, article: str = "") -> tuple[Page, ...]:
    """Return the passages found, the searched words in bold where they stand as they were typed.

    ``article`` is the digest of the article that was searched, empty for all. ``searched`` comes back in the press of
    the pager, so it must fit a custom id: ValueError if it is much longer than 60 characters.
    """
    shown = escaped(limits.shortened(on_one_line(searched), limits.HEADING))
    if not found:
        return (notice(words("search-nothing", words=shown)),)
    items: list[Item] = [Whole((Text(f"### {words('search-title', passages=len(found), words=shown)}"),))]
    items += [_passage(citation, searched, words) for citation in found]
    return set_on_pages(items, _pager(article, Action.SEARCH, f".{searched}", words))[0]


def help_page(words: Words) -> Page:
    """Return what Newsdesk does, and how it is called."""
    return notice(words("help-text", check=words("command-check")))


def privacy_page(holding: Holding, settings: RecordSettings, words: Words, model_host: str | None = None) -> Page:
    """Return what is kept of a reader, for how long, and a button that deletes it if there is anything.

    ``model_host`` is where a language model reads the questions, if one does.
    """
    kept = [
        words("privacy-answers", answers=holding.answers),
        words("privacy-feedback", feedback=holding.feedback),
        words("privacy-requests", requests=holding.requests),
    ]
    if holding.moderation:
        kept.append(words("privacy-moderation", number=holding.moderation))
    if holding.audited:
        kept.append(words("privacy-audited", number=holding.audited))
    if holding.oldest:
        kept.append(words("privacy-oldest", date=words.date(holding.oldest)))
    retention = words("privacy-retention", hours=settings.question_hours, days=settings.answer_days)
    lines = "\n".join(f"- {line}" for line in kept)
    sent = (Text(words("privacy-model", host=escaped(model_host))),) if model_host else ()
    parts: tuple[Part, ...] = (Text(f"### {words('privacy-title')}"), Text(lines), Text(retention), *sent)
    deletable = holding.answers or holding.feedback or holding.requests or holding.moderation
    if holding.answers:
        parts += (Text(words("privacy-shown")),)
    copying = (button(words("button-copy"), Press(Action.COPY)),) if deletable or holding.audited else ()
    forgetting = (button(words("button-forget"), Press(Action.FORGET), "danger"),) if deletable else ()
    return Page((*parts, Buttons(copying + forgetting)) if copying else parts)


def copy_page(copy: Mapping[str, Any], words: Words) -> Page:
    """Return all that is kept of a reader as a file; that it is too large, where Discord would not take it."""
    content = json.dumps(copy, indent=1).encode()
    if len(content) > limits.FILE_BYTES:
        return notice(words("privacy-copy-too-large"))
    return Page((Text(words("privacy-copy")), File("newsdesk.json", content)))


def forgotten_page(held: Holding, words: Words) -> Page:
    """Return that all that was held of a person is deleted, but for what nobody can delete."""
    if held.audited:
        return notice(words("privacy-forgotten-but-audit", number=held.audited))
    return notice(words("privacy-forgotten"))


def _source(source: Source, titles: Mapping[str, str], words: Words) -> str:
    article = source.article
    link = link_to(article.url, "") if article.url else None
    title = title_of(article.title, article.id)
    line = described(title, link, article.source, article.published, words)
    line = under_status(article.status, titles.get(article.superseded_by or "") or article.superseded_by, line, words)
    return f"{line}\n{small_print(words('sources-passages', passages=source.passages))}"


def _passage(citation: Citation, searched: str, words: Words) -> Running:
    sought = _pattern(searched)
    marks = marks_of(citation.number)

    def quoted(piece: str) -> str:
        return block_quote(piece, marks, lambda line: _with_bold(line, sought))

    return Running(with_speaker(citation), quoted, (Text(marked_source(citation, words)),), sources=1)


def _pattern(searched: str) -> re.Pattern[str]:
    """Return what finds the words of a search: whole words, but in scripts without blanks any run of their letters."""
    alternatives = [
        re.escape(word) if _WITHOUT_BLANKS.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"
        for word in re.findall(r"\w+", searched)
    ]
    return re.compile(f"(?:{'|'.join(alternatives)})+" if alternatives else r"(?!)", re.IGNORECASE)


def _with_bold(line: str, sought: re.Pattern[str]) -> str:
    pieces, at = [], 0
    for match in sought.finditer(line):
        pieces += [escaped(line[at : match.start()]), f"**{escaped(match.group())}**"]
        at = match.end()
    return "".join([*pieces, escaped(line[at:])])


def _pager(subject: str, action: Action, argument: str, words: Words) -> End:
    def end(number: int, pages: int) -> tuple[Part, ...]:
        turn = pager(number, pages, lambda page: Press(action, subject, f"{page}{argument}"), words)
        return (Rule(), Text(small_print(page_of(number, pages, words))), *turn) if turn else ()

    return end
