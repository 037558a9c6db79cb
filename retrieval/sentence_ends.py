"""Where sentences end: sentencex proposes places to cut, and every offset stays our own."""

import re

import sentencex

_WINDOW = 2048
"""Characters handed over at once: on a run of quotation marks sentencex takes time with the square of the length."""

_OTHER_BLANK = re.compile(r"[^\S ]")
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
_OPENING = re.compile(r"(?<!\S)[\"“„«‘'](?=\S)")
_QUOTATION_MARK = re.compile(r"[\"“”„«»‘’']")


def sentence_ends(paragraph: str, language: str | None, *, inside_quotations: bool = False) -> list[int]:
    """Return where the sentences of one paragraph end: rising offsets, the last one the paragraph's length.

    ``language`` is a BCP 47 tag; unknown: English. A quotation is kept whole unless ``inside_quotations``, or unless it
    is longer than a window of 2048 characters. The time is linear in the paragraph's length.
    """
    tag = (language or "en").split("-")[0].lower()
    plain = _OTHER_BLANK.sub(" ", paragraph)  # sentencex 1.0.32 panics on an initial after a blank of many bytes
    plain = _HALF_A_CHARACTER.sub("\ufffd", plain)  # a lone surrogate is nothing that could be handed over
    if inside_quotations:
        plain = _QUOTATION_MARK.sub(" ", _OPENING.sub("A", plain))
    ends: list[int] = []
    start = 0
    while start < len(plain):
        window = plain[start : start + _WINDOW]
        proposed = [end for end in _proposed(tag, window) if 0 < end < len(window)]
        if start + len(window) < len(plain):
            # The last sentence of a window may go on behind it: leave it to the next one.
            proposed = proposed or [window.rfind(" ") + 1 or len(window)]
        else:
            proposed.append(len(window))
        ends.extend(start + end for end in sorted(set(proposed)))
        start = ends[-1]
    return ends


def _proposed(tag: str, text: str) -> list[int]:
    return [boundary["end_index"] for boundary in sentencex.get_sentence_boundaries(tag, text)]
