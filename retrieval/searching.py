"""Searching words: the passages that have them all, quoted whole."""

from collections.abc import Collection, Iterator
from functools import reduce

import numpy as np

from retrieval.answer import Citation, Draft, DraftClaim, Quotation
from retrieval.asking import tidy
from retrieval.edition import Edition
from retrieval.normalising import cuts_a_word, normalise
from retrieval.passage import Passage
from retrieval.stemming import question_stems, stems
from retrieval.verifying import verify

MOST = 25
"""At most so many passages are shown."""

_MARKS = " \"'"


def search_words(edition: Edition, words: str, only: Collection[str] | None = None) -> tuple[Citation, ...]:
    """Return the passages that have all of these words, each as a citation of the whole passage, at most MOST.

    A word stands in any of its forms, by its stem; words that only bind ("the", "of") need not stand, unless there are
    no others. Passages with the very phrase come first, then by BM25. ``only`` are ids of articles to keep to.
    """
    sought = dict.fromkeys(question_stems(tidy(words)), 1.0)
    if not sought:
        return ()
    phrase = _plain(tidy(words)).strip(_MARKS)
    shares = edition.lexicon.shares(sought)
    having = dict(_having(edition, sought, only))
    best = sorted(having, key=lambda row: (not _says(having[row].text, phrase), -float(shares[row]), row))[:MOST]
    passages = {having[row].key: having[row] for row in best}
    whole = tuple(DraftClaim(passage.text, (Quotation(key, passage.text),)) for key, passage in passages.items())
    return verify(Draft(whole), passages).citations


def _having(edition: Edition, sought: Collection[str], only: Collection[str] | None) -> Iterator[tuple[int, Passage]]:
    """Yield the passages that have all of these stems themselves: the lexicon counts their titles' words too."""
    for row in reduce(np.intersect1d, (edition.lexicon.holding(stem) for stem in sought)).tolist():
        passage = edition.passages[row]
        if (only is None or passage.article.id in only) and set(stems(passage.text)).issuperset(sought):
            yield row, passage


def _says(text: str, phrase: str) -> bool:
    """Tell whether the phrase stands in the text between words, in any case."""
    plain = _plain(text)
    at = plain.find(phrase)
    while at >= 0 and (cuts_a_word(plain, at) or cuts_a_word(plain, at + len(phrase))):
        at = plain.find(phrase, at + 1)
    return at >= 0


def _plain(text: str) -> str:
    return normalise(text).text.casefold()
