"""When a question has no answer: names near to it that a question could be about. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from retrieval.answer import Answer, NoAnswer, Reply
from retrieval.edition import Edition
from retrieval.facts import MONTHS, known_names, names_in
from retrieval.normalising import normalise
from retrieval.passage import Passage
from retrieval.stemming import stems

TRIED = 8
"""So many names are tried at most."""

REMEMBERED = 4096
"""What came of so many names is remembered."""

_POSSESSIVE = re.compile(r"'s\b|'(?![^\W_])")
_WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


class Tried:
    """Whether a name, asked about in these words, is answered: remembered as long as no other edition is asked."""

    def __init__(self) -> None:
        self._edition, self._answered = "", dict[tuple[str, str], bool]()

    def on(self, edition: str) -> dict[tuple[str, str], bool]:
        """Return what is remembered of an edition, by name and question, to look at and to add to."""
        if self._edition != edition or len(self._answered) > REMEMBERED:
            self._edition, self._answered = edition, {}
        return self._answered


def untried(
    pairs: Iterable[tuple[str, str]], tried: Mapping[tuple[str, str], bool], at_most: int
) -> Iterator[tuple[str, str]]:
    """Yield the names and questions that may have to be tried until so many names are answered."""
    known = 0
    for pair in pairs:
        if known == at_most:
            return
        known += tried.get(pair, False)
        if pair not in tried:
            yield pair


def names_near(edition: Edition, reply: NoAnswer) -> tuple[str, ...]:
    """Return names out of the passages nearest to a question, then out of their articles; at most TRIED.

    Of either, those with the most and the rarest words come first. Left out are names that the question has, days and
    months, and names within another.
    """
    asked = set(stems(reply.question))
    articles = dict.fromkeys(citation.article_id for citation in reply.nearest)
    theirs = [passage for passage in edition.passages if passage.article.id in articles]
    nearest = [
        passage
        for passage in theirs
        if any(
            each.article_id == passage.article.id and passage.span.start <= each.start < passage.span.end
            for each in reply.nearest
        )
    ]
    known = known_names([normalise(passage.text).text for passage in theirs])
    chosen: dict[str, set[str]] = {}
    for name in chain(_named(edition, nearest, known), _named(edition, theirs, known)):
        words = set(stems(name))
        if words and not words & asked and not any(words <= other for other in chosen.values()):
            chosen[name] = words
        if len(chosen) == TRIED:
            break
    return tuple(chosen)


def answered(name: str, reply: Reply) -> bool:
    """Tell whether a reply answers with a quotation that has the name."""
    sought = normalise(name).text
    return isinstance(reply, Answer) and any(sought in normalise(each.quote).text for each in reply.citations)


def _named(edition: Edition, passages: Iterable[Passage], known: frozenset[str]) -> list[str]:
    names = dict.fromkeys(name for passage in passages for name in _names_of(passage, known))
    return sorted(names, key=lambda name: -sum(edition.lexicon.idf(stem) for stem in set(stems(name))))


def _names_of(passage: Passage, known: frozenset[str]) -> Iterator[str]:
    for sentence in passage.sentences:
        words = normalise(sentence.span.of(passage.article.text)).text
        for name, rest in names_in(words, known):
            plain = _POSSESSIVE.split(rest or name)[0]
            if plain not in _WEEKDAYS and plain not in MONTHS:
                yield plain
