"""A change that waits for a moderator's word -> pages: what it does, what to look at first, and the two buttons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.moderating.values import Findings
from bot.page import Buttons, Page, Part, Rule, Text
from bot.presses import Action, Press
from bot.records.gaps import Gap
from bot.rendering import limits
from bot.rendering.buttons import button, page_of, pager, small_print
from bot.rendering.differences import number_of_words, text_difference, value_difference
from bot.rendering.entries import counted, edition_of, shown, some
from bot.rendering.gaps import answered_gap
from bot.rendering.golden_runs import golden_items
from bot.rendering.paging import Item, Whole, set_on_pages
from bot.rendering.sources import block_quote, described, title_of
from bot.rendering.suspicions import suspicion_lines
from bot.text_fragment import link_to
from bot.words.catalogue import Words
from corpus.article import Article
from corpus.naming import article_id

_TITLES = {
    "add": "review-title-add",
    "remove": "review-title-remove",
    "edit": "review-title-edit",
    "reload": "review-title-reload",
    "rollback": "review-title-rollback",
}
_FATE = ("status", "superseded_by")
_FIELDS = ("title", "source", "published", "url", "author", "language", *_FATE)

# Characters that each part of a review takes at most, some twenty pages in all: who reviews more has to see the files.
_SUSPICIONS, _REMOVED, _ADDED, _CHANGED = 15_000, 9_000, 12_000, 30_000
_AN_ARTICLES_SUSPICIONS = 1200
_LEAST_DIFFERENCE = 2000
_BEGINNING = 400
# Components are as scarce as characters: no part counts as less.
_LEAST_COST = 110
# More than so many articles whose texts differ much are not shown.
_MOST_LONG = 20
_MOST_GAPS = 10
_MOST_FILES, _FILES = 20, 2000


def review_pages(findings: Findings, words: Words) -> tuple[Page, ...]:
    """Return the pages of a review: first what a moderator must not overlook, then article by article.

    They are some thirty at most, made in less than a second, however large the change is: what is not shown is counted,
    in words, where it would stand.
    """
    review = findings.review
    sections = [
        _Section(_files(findings, words)),
        _Section(golden_items(findings.golden, words)),
        _suspicious(findings, words),
        _listed("removed", findings.removed, _REMOVED, words),
        _listed("added", findings.added, _ADDED, words),
        _changed(findings, words),
    ]
    notes = [words("difference-legend")] if findings.changed else []
    notes += [words("review-incomplete")] if any(section.left for section in sections) else []
    warnings = len(findings.golden.missed) + sum(map(len, findings.suspicions.values()))
    warned = f"**⚠ {words('review-warnings', number=warnings)}**\n" if warnings else ""
    choice = Buttons(
        (
            button(words("button-confirm"), Press(Action.CONFIRM, review.id), "primary"),
            button(words("button-cancel"), Press(Action.CANCEL, review.id)),
        )
    )

    def end(number: int, pages: int) -> tuple[Part, ...]:
        last_lines = f"{warned}{small_print(*notes, page_of(number, pages, words))}".strip()
        turn = pager(number, pages, lambda page: Press(Action.REVIEW, review.id, str(page)), words)
        return (Rule(), *((Text(last_lines),) if last_lines else ()), *turn, choice)

    replaces = review.action == "add" and findings.changed and not findings.added
    title = words("review-title-replace" if replaces else _TITLES.get(review.action, "review-title"))
    head = f"### {title}\n**{_counts(findings, words)}**\n{small_print(words('review-waits'))}"
    items: list[Item] = [Whole((Text(head),))]
    for section in sections:
        items += [Whole((Rule(),)), *section.items] if section.items else []
    return set_on_pages(items, end)[0]


def confirmed_page(findings: Findings, closed: Sequence[Gap], words: Words) -> Page:
    """Return that a change serves now, and which open questions it answers; those first whose askers wait."""
    title = words("confirmed-title", edition=edition_of(findings.review.staged))
    parts: list[Part] = [Text(f"### {title}\n{_counts(findings, words)}\n{small_print(words('confirmed-how'))}")]
    titles = {article.id: article.title for article in _coming(findings)}
    if closed:
        parts += [Rule(), Text(f"**{words('confirmed-gaps', number=len(closed))}**")]
        first = sorted(closed, key=lambda gap: -gap.requests)
        parts += [answered_gap(gap, titles, words) for gap in first[:_MOST_GAPS]]
        if first[_MOST_GAPS:]:
            parts.append(Text(small_print(words("confirmed-more", number=len(first) - _MOST_GAPS))))
    return Page(tuple(parts))


def _files(findings: Findings, words: Words) -> list[Item]:
    """List the files that change although no article of theirs serves: faulty ones, and those never published."""
    changed = (new for _, new in findings.changed)
    told = {article.id for article in (*findings.added, *findings.removed, *changed)}
    change = findings.review.change
    paths = [(path, "written") for path in change.written] + [(path, "removed") for path in change.removed]
    lines = some(
        [(path, kind) for path, kind in paths if article_id(path) not in told],
        lambda each: f"- {words(f'review-file-{each[1]}', file=shown(each[0]))}",
        words,
        _MOST_FILES,
        _FILES,
    )
    return [Whole((Text("\n".join((f"**{words('review-list-files')}**", *lines))),))] if lines else []


@dataclass
class _Section:
    """Items of one kind, as far as there is room for them."""

    items: list[Item] = field(default_factory=list)
    left: int = 0
    room: int = 0

    def take(self, items: Sequence[Item]) -> None:
        """Add what belongs together."""
        self.items += items
        self.room -= sum(max(_LEAST_COST, limits.characters(_parts(item))) for item in items)


def _parts(item: Item) -> Iterable[Part]:
    return item.parts if isinstance(item, Whole) else (Text(item.set(item.words)), *item.then)


def _suspicious(findings: Findings, words: Words) -> _Section:
    section = _Section(room=_SUSPICIONS)
    coming = {article.id: article for article in _coming(findings)}
    for found_in, suspicions in findings.suspicions.items():
        if section.room <= 0:
            section.left += len(suspicions)
        elif suspicions:
            article = coming.get(found_in)
            name = shown(title_of(article.title if article else "", found_in))
            found = suspicion_lines(suspicions, words, _AN_ARTICLES_SUSPICIONS)
            section.take([Whole((Text(f"**{name}**\n{small_print(_file(found_in, words))}\n{found}"),))])
    if section.items:
        section.items.append(_note(words("suspicion-what")))
    if section.left:
        section.items.append(_note(words("review-more-suspicions", places=section.left)))
    return section


def _listed(kind: str, articles: Sequence[Article], room: int, words: Words) -> _Section:
    """List the articles that come, with the beginning of each text, or those that go."""
    section = _Section(room=room)
    if articles:
        section.take([Whole((Text(f"**{words(f'review-list-{kind}')}**"),))])
    for article in articles:
        if section.room <= 0:
            section.left += 1
            continue
        facts = [_file(article.id, words), words("number-of-words", number=number_of_words(article.text))]
        facts += [shown(fact, limits.OUTLET) for fact in (article.author, article.language) if fact]
        facts += [
            words("fact-named", name=words(f"fact-{name.replace('_', '-')}"), value=shown(value, limits.OUTLET))
            for name in _FATE
            if (value := _value(article, name, words))
        ]
        text = f"{_named(article, words)}\n{small_print(' · '.join(facts))}"
        if kind == "added":
            beginning = limits.shortened(article.text[: 2 * _BEGINNING].strip(), _BEGINNING)
            text += f"\n{block_quote(beginning)}"
        section.take([Whole((Text(text),))])
    if section.left:
        section.items.append(_note(words(f"review-more-{kind}", articles=section.left)))
    return section


def _changed(findings: Findings, words: Words) -> _Section:
    section = _Section(room=_CHANGED)
    changed = findings.changed
    if changed:
        section.take([Whole((Text(f"**{words('review-list-changed')}**"),))])
    room = max(_LEAST_DIFFERENCE, _CHANGED // max(len(changed), 1))
    for number, (old, new) in enumerate(changed):
        if section.room <= 0:
            section.left = len(changed) - number
            section.items.append(_note(words("review-more-changed", articles=section.left)))
            break
        heading = Text(f"{_named(new, words)}\n{small_print(_file(new.id, words))}")
        section.take([Whole((Rule(), heading) if number else (heading,))])
        for name in _FIELDS:
            before, after = _value(old, name, words), _value(new, name, words)
            if before != after:
                section.take(value_difference(words(f"fact-{name.replace('_', '-')}"), before, after, words)[0])
        items, is_whole = text_difference(old.text, new.text, words, room, min(len(changed), _MOST_LONG))
        section.take(items)
        section.left += not is_whole
    return section


def _value(article: Article, name: str, words: Words) -> str | None:
    value = getattr(article, name)
    if value is None:
        return None
    if name == "published":
        return words.date(value)
    return words(f"fact-status-{value}") if name == "status" else str(value)


def _coming(findings: Findings) -> tuple[Article, ...]:
    return (*findings.added, *(new for _, new in findings.changed))


def _counts(findings: Findings, words: Words) -> str:
    added, changed, removed = len(findings.added), len(findings.changed), len(findings.removed)
    return counted(added, changed, removed, words) or words("review-files-only")


def _named(article: Article, words: Words) -> str:
    link = link_to(article.url, "") if article.url else None
    return described(title_of(article.title, article.id), link, article.source, article.published, words)


def _file(article_id: str, words: Words) -> str:
    return words("review-file", file=shown(article_id))


def _note(text: str) -> Whole:
    return Whole((Text(small_print(text)),))
