"""How the corpus stands, and how it came to: for moderators, faults first."""

from collections.abc import Iterable, Sequence

from bot.moderating.values import Status
from bot.page import Page, Part, Rule, Text
from bot.records.publications import Published
from bot.rendering.buttons import small_print
from bot.rendering.entries import KINDS, counted, edition_of, ids_of, moment, person, published_by, shown, some, when
from bot.words.catalogue import Words
from corpus.errors import Fault
from retrieval.history import Standing

MOST_FAULTS = 12
"""Of the articles, and as many of the list of golden questions."""

MOST_LISTED = 12
"""Editions, and as many publications."""

_FAULTS_CHARACTERS = 900
_LIST_CHARACTERS = 1400
_EMBEDDED = "embedded"
_PLACE = 120
_PROBLEM = 280


def status_page(status: Status, words: Words) -> Page:
    """Return what is wrong, if anything is, then what serves and how the folder differs from it."""
    parts: list[Part] = [Text(f"### {words('status-title')}")]
    if status.edition is None:
        parts.append(Text(f"**{words('status-no-edition')}**"))
    if status.faults:
        parts.append(_faults(words("status-faults", number=len(status.faults)), status.faults, words))
        parts.append(Text(small_print(words("status-faults-how"))))
    if status.golden_faults:
        title = words("status-golden-faults", number=len(status.golden_faults))
        parts.append(_faults(title, status.golden_faults, words))
    if len(parts) == 1:
        parts.append(Text(words("status-fine")))
    return Page((*parts, Rule(), Text(_listed(_facts(status, words)))))


def history_page(editions: Sequence[Standing], published: Sequence[Published], words: Words) -> Page:
    """Return the editions that can be gone back to, and what was published last, latest first."""
    standing = some(editions, lambda each: _standing(each, words), words, MOST_LISTED, _LIST_CHARACTERS)
    last = some(published, lambda each: _published(each, words), words, MOST_LISTED, _LIST_CHARACTERS)
    return Page(
        (
            Text(f"### {words('history-title')}"),
            Text(_listed(standing) or words("history-no-editions")),
            Text(small_print(words("history-how"))),
            Rule(),
            Text(f"**{words('history-published')}**"),
            Text(_listed(last) or words("history-nothing-published")),
        )
    )


def _facts(status: Status, words: Words) -> list[str]:
    facts, is_embedded = [], status.index == _EMBEDDED
    if status.edition is not None:
        facts.append(words("edition", edition=edition_of(status.edition)))
        if status.reloaded is not None:
            facts.append(words("status-reloaded", moment=moment(status.reloaded)))
            facts.append(words("status-moderator", moderator=person(status.by, words)))
    return [
        *facts,
        words("status-size", articles=status.articles, passages=status.passages),
        words("status-model", model=shown(status.model)),
        words("status-index", index=words("status-index-embedded") if is_embedded else shown(status.index)),
        words("status-golden", number=status.golden),
        words("status-waiting", number=status.waiting),
        _difference(status.differing, words),
    ]


def _difference(differing: tuple[int, int, int] | None, words: Words) -> str:
    if differing is None:
        return words("status-not-compared")
    if not any(differing):
        return words("status-same")
    added, removed, changed = differing
    return words("status-differs", changes=counted(added, changed, removed, words))


def _faults(title: str, faults: Sequence[Fault], words: Words) -> Text:
    return Text(f"**⚠ {title}**\n{_listed(some(faults, _fault, words, MOST_FAULTS, _FAULTS_CHARACTERS))}")


def _fault(fault: Fault) -> str:
    return f"**{shown(fault.place, _PLACE)}** · {shown(f'{fault.problem}; {fault.remedy}', _PROBLEM)}"


def _standing(edition: Standing, words: Words) -> str:
    size = words("status-size", articles=edition.articles, passages=edition.passages)
    serves = [f"**{words('history-serves')}**"] if edition.serves else []
    return " · ".join([f"**{edition_of(edition.name)}**", *serves, size, when(edition.made)])


def _published(publication: Published, words: Words) -> str:
    added, changed, removed = (len(ids_of(publication.summary, kind)) for kind in KINDS)
    facts = [
        f"**{edition_of(publication.edition)}**",
        published_by(publication.action, words),
        counted(added, changed, removed, words),
        person(publication.moderator_id, words),
        when(publication.created),
    ]
    return " · ".join(filter(None, facts))


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
