"""How an answer came about, for a moderator: what was read, found, drafted and dropped, in words that do nothing."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.escaping import escaped, isolated, on_one_line
from bot.page import Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.values import KeptAnswer
from bot.rendering import limits
from bot.rendering.buttons import page_of, pager, small_print
from bot.rendering.entries import shown, some
from bot.rendering.paging import Item, Running, Whole, set_on_pages
from bot.rendering.sources import block_quote, title_of
from bot.words.catalogue import Words
from retrieval.answer import DraftClaim
from retrieval.explaining import Attempt, Dropped, Explanation, Hit, Sentence
from retrieval.settings import AnsweringSettings, WritingSettings
from retrieval.usage import Usage

MOST_LISTED = 10
"""Passages and texts searched that are shown; how many more there are is said."""

MOST_SENTENCES = 5
"""Sentences that are shown: what was drafted is read for, and stands below them."""

MOST_QUOTATIONS = 4
"""Quotations of a draft's claim that are shown."""

SENTENCE_CHARACTERS = 400
SECTION_CHARACTERS = 2000

_ADDRESS = re.compile(r"\S+://\S+")
"""Where a model is asked is not the business of a server's moderators."""

OF_TRANSLATION = "translation_"
"""Begins the reason for which a translation alone was not shown."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an explanation is told in the light of: from which confidence on there is an answer, or a model is asked.

    ``model`` is the language model's name, ``cost`` what it took, in words; None where no price is set, or it is not to
    be told.
    """

    least_confidence: float
    least_for_model: float
    model: str
    cost: str | None = None


def terms_of(
    explanation: Explanation, answering: AnsweringSettings, writing: WritingSettings, words: Words, *, with_cost: bool
) -> Terms:
    """Return what an explanation is told in the light of, as the settings are now."""
    cost = writing.cost(explanation.usage) if with_cost else None
    told = None if cost is None else words.money(cost, writing.currency)
    return Terms(answering.minimum_confidence, writing.minimum_confidence, writing.model, told)


def explanation_pages(
    kept: KeptAnswer, explanation: Explanation, gone: Collection[str], terms: Terms, words: Words
) -> tuple[Page, ...]:
    """Return how a kept answer came about.

    ``gone`` are the articles, by id, that have been taken down since: none of their words are shown, nor any that may
    have been written from them.
    """

    def end(number: int, pages: int) -> tuple[Part, ...]:
        def press(page: int) -> Press:
            return Press(Action.EXPLAIN, kept.id, str(page))

        note = small_print(words("explain-note"), page_of(number, pages, words))
        return (Rule(), Text(note), *pager(number, pages, press, words))

    is_taken_down = any(hit.article_id in gone for hit in explanation.hits)
    items: list[Item] = [Whole((Text(f"### {words('explain-title')}"),))]
    if is_taken_down:
        items.append(Whole((Text(f"**⚠ {words('explain-taken-down')}**"),)))
    items += _reading(explanation, is_taken_down, words)
    items.append(_confidence(explanation, terms, words))
    items += _found(explanation, gone, words)
    items += _written(explanation, is_taken_down, terms, words)
    items.append(_took(explanation, kept.reply.timings_ms, terms, words))
    return set_on_pages(items, end)[0]


def _reading(explanation: Explanation, is_taken_down: bool, words: Words) -> Iterator[Item]:
    yield _section(words("explain-reading"), (_quoted(explanation.question),))
    # Words of the passages before may have come into what was made of the question.
    if not is_taken_down:
        standalone = explanation.standalone
        if standalone is None:
            lines = [words("explain-as-it-stands")]
        else:
            lines = [words("explain-standalone", question=shown(standalone, SENTENCE_CHARACTERS))]
        lines += some(
            explanation.searched,
            lambda text: words("explain-searched", text=shown(text, SENTENCE_CHARACTERS)),
            words,
            MOST_LISTED,
            SECTION_CHARACTERS,
        )
        yield Whole((Text("\n".join(lines)),))


def _confidence(explanation: Explanation, terms: Terms, words: Words) -> Whole:
    sure, least = _percent(explanation.confidence), _percent(terms.least_confidence)
    lines = [words("explain-confidence", confidence=sure, least=least)]
    if explanation.attempts:
        lines.append(words("explain-asked-from", least=_percent(terms.least_for_model)))
    return Whole((Text("\n".join(lines)),))


def _found(explanation: Explanation, gone: Collection[str], words: Words) -> Iterator[Item]:
    hits = some(explanation.hits, lambda hit: _hit(hit, words), words, MOST_LISTED, SECTION_CHARACTERS)
    yield _section(words("explain-found", passages=len(explanation.hits)), hits)
    left = [sentence for sentence in explanation.sentences if sentence.article_id not in gone]
    if left:
        sentences = some(left, lambda each: _sentence(each, words), words, MOST_SENTENCES, SECTION_CHARACTERS)
        yield _section(words("explain-sentences"), sentences)


def _hit(hit: Hit, words: Words) -> str:
    title = isolated(escaped(title_of(hit.title, hit.article_id)))
    scores = (
        words("explain-score", score=_score(hit.score)),
        words("explain-similarity", similarity=_score(hit.similarity)),
    )
    carried = words("explain-carried") if hit.carried else ""
    facts = " · ".join(filter(None, (*scores, carried)))
    return f"- {words('passage-of', title=title, start=hit.start, end=hit.end)}\n{small_print(facts)}"


def _sentence(sentence: Sentence, words: Words) -> str:
    score = words("explain-score", score=_score(sentence.score))
    return f"- {shown(sentence.words, SENTENCE_CHARACTERS)}\n{small_print(f'{shown(sentence.article_id)} · {score}')}"


def _written(explanation: Explanation, is_taken_down: bool, terms: Terms, words: Words) -> Iterator[Item]:
    if not explanation.attempts:
        yield Whole((Rule(), Text(words("explain-no-model"))))
        return
    yield Whole((Rule(), Text(words("explain-model", model=shown(terms.model)))))
    drafts = 0
    for attempt in explanation.attempts:
        is_draft = attempt.purpose != "rewrite"
        drafts += is_draft
        title = words("explain-draft", number=drafts) if is_draft else words("explain-rewrite")
        duration = words("explain-milliseconds", milliseconds=round(attempt.milliseconds))
        facts = small_print(f"{duration} · {_tokens(attempt.usage, words)}")
        yield Whole((Text(f"**{title}**\n{facts}"),))
        if not is_taken_down:
            yield from _attempt(attempt, words)


def _took(explanation: Explanation, timings_ms: Mapping[str, float], terms: Terms, words: Words) -> Whole:
    """Return what all of it took: tokens, money, time."""
    lines = [_tokens(explanation.usage, words)] if explanation.attempts else []
    if terms.cost is not None and explanation.attempts:
        lines.append(words("explain-cost", cost=escaped(terms.cost)))
    steps = (
        f"{shown(step, limits.LABEL)} {words('explain-milliseconds', milliseconds=round(milliseconds))}"
        for step, milliseconds in timings_ms.items()
    )
    lines.append(words("explain-steps", steps=" · ".join(steps)))
    return Whole((Rule(), Text("\n".join(lines))))


def _attempt(attempt: Attempt, words: Words) -> Iterator[Item]:
    if attempt.fault:
        yield Whole((Text(words("explain-fault", fault=shown(_ADDRESS.sub("…", attempt.fault), SENTENCE_CHARACTERS))),))
    if not attempt.claims and on_one_line(attempt.wrote):
        yield Running(attempt.wrote, block_quote)
    dropped = list(attempt.dropped)
    for claim in attempt.claims:
        reasons = [each for each in dropped if each.text == claim.text]
        dropped = [each for each in dropped if each.text != claim.text]
        yield _claim(claim, reasons, words)
    for each in dropped:
        yield _claim(DraftClaim(each.text, ()), [each], words)


def _claim(claim: DraftClaim, reasons: list[Dropped], words: Words) -> Whole:
    is_lost = any(not each.reason.startswith(OF_TRANSLATION) for each in reasons)
    lines = [f"{'✗' if is_lost else '✓'} {shown(claim.text, SENTENCE_CHARACTERS)}"]
    if claim.translation:
        lines.append(f"→ {shown(claim.translation, SENTENCE_CHARACTERS)}")
    lines += [
        small_print(words("explain-dropped", reason=shown(each.reason.replace("_", " "), limits.LABEL)))
        for each in reasons
    ]
    lines += some(
        claim.quotations,
        lambda quotation: small_print(f"{shown(quotation.evidence_key)}: {shown(quotation.words)}"),
        words,
        MOST_QUOTATIONS,
    )
    return Whole((Text("\n".join(lines)),))


def _tokens(usage: Usage, words: Words) -> str:
    told = words("explain-tokens", read=usage.prompt_tokens, written=usage.completion_tokens)
    return f"{told} ({words('explain-estimated')})" if usage.estimated else told


def _section(title: str, lines: tuple[str, ...]) -> Whole:
    return Whole((Text("\n".join((f"**{title}**", *lines))),))


def _quoted(text: str) -> str:
    return block_quote(limits.shortened(on_one_line(text), SENTENCE_CHARACTERS))


def _score(score: float) -> str:
    return f"{score:.2f}"


def _percent(share: float) -> str:
    return f"{share:.0%}".removesuffix("%")
