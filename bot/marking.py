"""Answers that stand in a channel, marked in place when what they quote has changed or gone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from bot.page import Page
from bot.records.records import Records, is_shared
from bot.records.values import KeptAnswer
from bot.rendering.answers import answer_pages, shared_page
from bot.troubles import in_short
from bot.words.catalogue import words_in
from corpus.article import Article
from corpus.changed import difference
from retrieval.edition import Edition
from retrieval.fates import Fate, fates

PAUSE_SECONDS = 1.0
"""Between two edits: Discord lets a bot edit about one message a second in a channel."""

_ARTICLES_AT_ONCE = 500
_log = logging.getLogger(__name__)

Edit = Callable[[int, int, Page], Awaitable[None]]
"""Lets a message, by the ids of its channel and itself, show another page. What it raises is tried again later."""


class Marking:
    """Marks the public answers that are kept. Several processes may do so at once: each answer is marked by one."""

    def __init__(self, records: Records, edit: Edit, pause: float = PAUSE_SECONDS) -> None:
        self._records, self._edit, self._pause = records, edit, pause

    async def mark(self, edition: Edition, before: Sequence[Article] | None) -> int:
        """Edit the answers whose sources this edition changed; return how many were edited.

        ``before`` are the articles of the edition that answers were marked for last, None when that is not known: then
        every answer that shows something changed is edited. Asked again for one edition, it takes what came in between
        and what could not be edited. Raises RecordsError; asked again, it goes on where it ended.
        """
        edited = await self._settle(edition.articles)
        old = None if before is None else {article.id: article for article in before}
        ids = await self._records.sources.article_ids() if old is None else _differing(old, edition.articles)
        for some in _portions(sorted(ids)):
            while answers := await self._records.sources.answers_citing(some, unmarked=edition.name):
                for answer in answers:
                    is_news = _is_news(answer, edition, old)
                    if await self._records.sources.marked(answer.id, edition.name, is_news) and is_news:
                        edited += await self._show(answer, edition.articles)
        return edited

    async def _settle(self, articles: Mapping[str, Article]) -> int:
        """Edit what could not be edited before, or what whoever marked it was killed before editing."""
        edited = 0
        for answer_id in await self._records.sources.owed():
            answer = await self._records.answer(answer_id)
            if answer is not None:
                edited += await self._show(answer, articles)
        return edited

    async def _show(self, answer: KeptAnswer, articles: Mapping[str, Article]) -> bool:
        """Let an answer's message show it as it is now; tell whether it does."""
        if answer.message_id is None:
            return False
        try:
            await self._edit(answer.channel_id, answer.message_id, page_now(answer, fates(answer.reply, articles)))
        except Exception as error:  # whatever Discord does to one message, the others are marked
            _log.warning("an answer was not marked, and will be tried again: %s", in_short(error))
            shown = False
        else:
            await self._records.sources.shown(answer.id)
            shown = True
        await asyncio.sleep(self._pause)
        return shown


def page_now(answer: KeptAnswer, became: Mapping[int, Fate]) -> Page:
    """Return the page that stands in the channel, marked for what became of its sources."""
    words = words_in(answer.language)
    if is_shared(answer.id):
        return shared_page(answer, words, f"<@{answer.asker_id}>", became)
    return answer_pages(answer, words, became)[0]


def _is_news(answer: KeptAnswer, edition: Edition, before: Mapping[str, Article] | None) -> bool:
    """Tell whether an answer's page is another by now than the one that was shown last."""
    now = fates(answer.reply, edition.articles)
    if before is None:
        return any(fate.changed for fate in now.values())
    return now != fates(answer.reply, before)


def _differing(before: Mapping[str, Article], now: Mapping[str, Article]) -> tuple[str, ...]:
    between = difference(now.values(), before.values())
    return (*between.added, *between.removed, *between.changed)


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _ARTICLES_AT_ONCE] for at in range(0, len(ids), _ARTICLES_AT_ONCE))
