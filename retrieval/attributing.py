"""Who speaks: the words that name the speaker of a sentence inside a quotation."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from retrieval.passage import Span
from retrieval.speech import Quotation

_ALPHANUMERIC = re.compile(r"[^\W_]")
_EDGE = " \t\r\n\u00a0\u202f,.;:–—-"
_END_OF_SPEECH = ",.!?…"


def attributions(
    text: str, sentences: Sequence[Span], paragraphs: Sequence[int], quotations: Sequence[Quotation]
) -> list[Span | None]:
    """Return, for each sentence, the span that names who speaks, or None where the sentence needs none.

    A sentence needs one if it begins with or inside a quotation and does not name the speaker itself. That is: the
    words before the opening mark in the sentence that opened the quotation; else those behind its closing mark; else
    the sentence before, if it ends with a colon or closes the same speaker's quotation in the same paragraph. If
    nothing names the speaker, a sentence that begins inside takes the sentence that opened the quotation.
    ``paragraphs`` numbers each sentence's paragraph. Both sequences are in the order of the text.
    """
    found: list[Span | None] = [None] * len(sentences)
    starts = [sentence.start for sentence in sentences]
    speaker: Span | None = None
    looked, first = -1, 0  # where the first letter or digit stands in the sentence that was looked at
    for number, quotation in enumerate(quotations):
        opening = bisect_right(starts, quotation.start) - 1
        if opening < 0 or quotation.start >= sentences[opening].end:
            continue
        if opening != looked:
            looked, first = opening, _first_letter(text, sentences[opening])
        earlier = quotations[number - 1] if number else None
        following = quotations[number + 1].start if number + 1 < len(quotations) else len(text)
        before = first < quotation.start
        lead = words_between(text, sentences[opening].start, quotation.start, keep_end=True) if before else None
        speaker = (
            lead
            or _behind(text, sentences, starts, quotation, following)
            or _sentence_before(text, sentences, paragraphs, opening, earlier, speaker)
        )
        if lead is None:
            found[opening] = _outside(speaker, sentences[opening])
        inside = opening + 1
        while inside < len(sentences) and starts[inside] < quotation.end:
            found[inside] = _outside(speaker or _with_words(text, sentences[opening]), sentences[inside])
            inside += 1
    return found


def _behind(
    text: str, sentences: Sequence[Span], starts: Sequence[int], quotation: Quotation, following: int
) -> Span | None:
    if not quotation.closed:
        return None
    closing = sentences[bisect_right(starts, quotation.end - 1) - 1]
    return words_between(text, quotation.end, min(closing.end, following)) if quotation.end < closing.end else None


def _sentence_before(
    text: str,
    sentences: Sequence[Span],
    paragraphs: Sequence[int],
    opening: int,
    earlier: Quotation | None,
    speaker: Span | None,
) -> Span | None:
    if opening == 0 or paragraphs[opening] - paragraphs[opening - 1] > 1:
        return None
    before = sentences[opening - 1]
    if text[before.end - 1] == ":":
        return _with_words(text, before)
    same_speaker = (
        earlier is not None
        and before.start < earlier.end <= before.end
        and paragraphs[opening] == paragraphs[opening - 1]
        and text[earlier.end - 2] in _END_OF_SPEECH
    )
    return speaker if same_speaker else None


def words_between(text: str, start: int, end: int, *, keep_end: bool = False) -> Span | None:
    """Return the words between two offsets without the punctuation around them, or None if there are none."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGE))
    end -= len(words) - len(words.rstrip() if keep_end else words.rstrip(_EDGE))
    return Span(start, end) if start < end and _ALPHANUMERIC.search(text, start, end) else None


def _first_letter(text: str, sentence: Span) -> int:
    """Return where the first letter or digit of a sentence stands; its end if it has none."""
    found = _ALPHANUMERIC.search(text, sentence.start, sentence.end)
    return found.start() if found else sentence.end


def _with_words(text: str, span: Span) -> Span | None:
    return span if _ALPHANUMERIC.search(text, span.start, span.end) else None


def _outside(speaker: Span | None, sentence: Span) -> Span | None:
    return speaker if speaker and (speaker.end <= sentence.start or sentence.end <= speaker.start) else None
