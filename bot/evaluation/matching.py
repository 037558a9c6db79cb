"""Does a cited text hold an answer, and how much of the evidence does it cover? Pure.

Answers are compared as in SQuAD's evaluation (Rajpurkar et al. 2016): case, punctuation and English articles do not
count. Whole words are compared, so that "9" is not found in "1990"; in scripts that write no spaces between
words, whole characters.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

_ARTICLES = frozenset({"a", "an", "the"})
_DIGIT_GROUPING = re.compile(r"(?<=\d)[.,](?=\d)")
# Thai, Lao, Myanmar, Khmer, kana, Han: no spaces between words.
_UNSPACED = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")


def normalised(text: str) -> tuple[str, ...]:
    """Return the words that count when two texts are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _UNSPACED.sub(r" \1 ", _DIGIT_GROUPING.sub("", folded))
    words = "".join(" " if unicodedata.category(letter)[0] in "PSC" else letter for letter in folded).split()
    return tuple(word for word in words if word not in _ARTICLES)


def holds(text: str, answers: Iterable[str]) -> bool:
    """Say whether any of the answers stands in the text.

    An answer that is nothing but punctuation or articles is looked for to the letter.
    """
    haystack = " ".join(("", *normalised(text), ""))
    for answer in answers:
        words = normalised(answer)
        if f" {' '.join(words)} " in haystack if words else answer.strip() and answer in text:
            return True
    return False


def covered(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same characters as spans that neither touch nor overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def shared_characters(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> int:
    """Return how many characters two sets of spans have in common."""
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in covered(first)
        for other_start, other_end in covered(second)
    )


def occurrences(needle: str, text: str) -> list[tuple[int, int]]:
    """Return every place where ``needle`` stands in ``text``, to the letter."""
    if not needle:
        return []
    return [(found.start(), found.end()) for found in re.finditer(re.escape(needle), text)]


def stretches(spans: Iterable[tuple[str, int, int]], texts: Mapping[str, str]) -> list[str]:
    """Return the words of (article id, start, end) spans; those that only white space parts are read as one."""
    found: list[str] = []
    for article_id, group in groupby(sorted(spans), key=lambda span: span[0]):
        text = texts.get(article_id, "")
        joined: list[tuple[int, int]] = []
        for start, end in covered((start, end) for _, start, end in group):
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        found.extend(text[start:end] for start, end in joined)
    return found
