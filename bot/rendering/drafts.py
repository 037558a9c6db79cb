"""An article that was found in a file or page, before it is added: its facts, and where its text begins and ends."""

from collections.abc import Sequence

from bot.page import Buttons, Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.drafts import Draft
from bot.rendering import limits
from bot.rendering.buttons import button, small_print
from bot.rendering.differences import number_of_words
from bot.rendering.entries import shown
from bot.rendering.paging import cut
from bot.rendering.sources import block_quote
from bot.rendering.suspicions import suspicion_lines
from bot.words.catalogue import Words
from corpus.scanning import Suspicion

_BEGINNING, _END = 600, 400
_SUSPICIONS = 1100
_ADDRESS = 300


def draft_page(draft: Draft, suspicions: Sequence[Suspicion], words: Words) -> Page:
    """Return what was found, so that a moderator sees whether it is the article; what was not found is said."""
    found = draft.proposed
    published = words.date(found.published) if found.published else None
    facts = (
        (words("fact-title"), shown(found.title) or "?"),
        (words("fact-source"), shown(found.source or "", limits.OUTLET) or words("draft-no-source")),
        (words("fact-published"), published or words("draft-no-published")),
        (words("fact-url"), shown(found.url or "", _ADDRESS) or words("draft-no-url")),
        (words("fact-author"), shown(found.author or "", limits.OUTLET) or words("draft-no-author")),
        (words("fact-language"), shown(found.language or "", limits.OUTLET) or words("draft-no-language")),
    )
    lines = [f"- {words('fact-named', name=name, value=value)}" for name, value in facts]
    lines.append(f"- {words('number-of-words', number=number_of_words(found.text))}")
    parts: list[Part] = [Text(f"### {words('draft-found')}"), Text("\n".join(lines))]
    if draft.replaces is not None:
        parts.append(Text(words("draft-replaces", article=shown(draft.replaces))))
    if suspicions:
        parts += [Rule(), Text(suspicion_lines(suspicions, words, _SUSPICIONS))]
        parts += [Text(small_print(words("suspicion-what"))), Rule()]
    parts += [*_text(found.text, words), Rule()]
    if suspicions:
        parts.append(Text(f"**⚠ {words('review-warnings', number=len(suspicions))}**"))
    parts.append(Text(small_print(words("draft-next"))))
    confirm = button(words("button-confirm-draft"), Press(Action.DRAFT, draft.id), "primary")
    discard = button(words("button-discard"), Press(Action.DROP, draft.id))
    return Page((*parts, Buttons((confirm, discard))))


def _text(text: str, words: Words) -> list[Part]:
    """Return the whole of a short text, else its beginning and its end."""
    text = text.strip()
    if limits.length(text) <= _BEGINNING and limits.length(block_quote(text)) <= _BEGINNING + _END:
        return [Text(f"**{words('draft-text')}**\n{block_quote(text)}")]
    beginning, _ = cut(text[: 2 * _BEGINNING], block_quote, _BEGINNING)
    return [
        Text(f"**{words('draft-begins')}**\n{block_quote(f'{beginning} …')}"),
        Text(f"**{words('draft-ends')}**\n{block_quote(f'… {_last(text)}')}"),
    ]


def _last(text: str) -> str:
    """Return the last words of a text, as many as there is room for."""
    end = text[-_END:]
    while limits.length(block_quote(end)) > _END:
        end = end[max(1, len(end) // 8) :]
    return end.partition(" ")[2] or end
