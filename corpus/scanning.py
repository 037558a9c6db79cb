"""What in an article a person does not see, or what speaks to a model or to Discord instead of to the reader.

It refuses nothing: a moderator looks at what is found and decides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from corpus.instructions import WORDINGS

MOST_OF_A_KIND: Final = 50

_AROUND, _SHOWN = 24, 120


class Kind(StrEnum):
    """What is suspicious about a place."""

    INSTRUCTION = "instruction"
    INVISIBLE = "invisible"
    BIDI = "bidi"
    HOMOGLYPH = "homoglyph"
    MENTION = "mention"
    HIDDEN_MARKUP = "hidden_markup"
    BLOB = "blob"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A place in the article's text, ``text[start:end]``, or in its title.

    ``excerpt`` is the place with a little around it, as one printable line: what cannot be seen is shown as its
    number, and tag characters, which spell ASCII unseen, as what they spell.
    """

    kind: Kind
    start: int
    end: int
    excerpt: str
    is_in_title: bool = False


_LATIN, _OTHER = "A-Za-zÀ-ÖØ-öø-ɏ", "Ͱ-ϿЀ-ԯ"
_TAGS = "\U000e0000-\U000e007f"
_SELECTORS = "︀-️\U000e0100-\U000e01ef"
# The flags of England, Scotland and Wales are a black flag with tags, and no suspicion: they are read, not counted.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f"
_UNSEEN = "\u200b\u2060-\u2064\ufeff\u180e\u115f\u1160\u3164\uffa0\u206a-\u206f\ufff9-\ufffb"
# Two zero-width spaces are what some translators and editors leave behind; between letters, one splits a word.
_INVISIBLE = re.compile(
    rf"{_FLAG}|(?P<found>[{_TAGS}]+|[{_SELECTORS}]{{2,}}"
    rf"|[{_UNSEEN}\u200c\u200d\u00ad]{{4,}}|(?<=[{_LATIN}{_OTHER}])[{_UNSEEN}\u200c\u200d](?=[{_LATIN}{_OTHER}])"
    r"|[\x01-\x08\x0b\x0e-\x1f\x7f])"
)
_BIDI = re.compile("(?P<found>[\u202a\u202b\u202d\u202e\u2066-\u2068][\u202a-\u202e\u2066-\u2069]*)")
_MENTION = re.compile(r"(?P<found>@(?:everyone|here)\b(?![.-]?\w)|<@[!&]?[0-9]{5,20}>)")
_HIDDEN_MARKUP = re.compile(
    r"(?P<found><!--(?:[^-]|-(?!->)){0,400}|(?<![\w/|])\|\|(?=[^\s|])[^|\n]{1,400}(?<=\S)\|\|"
    r"|<(?:script|style|iframe|object|embed|template|noscript|form|input|meta|link|base|svg|details)\b[^>\n]{0,200}"
    r"|<[a-z][a-z0-9]{0,10}\s[^<>]{0,200}?(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden"
    r"|font-size\s{0,3}:\s{0,3}0|opacity\s{0,3}:\s{0,3}0[;\"'\s]|\shidden[\s>=])"
    r"|^\[(?://|comment|_|#)\]:)",
    re.IGNORECASE | re.MULTILINE,
)
# Long addresses are read, not counted.
_BLOB = re.compile(
    r"https?://\S{1,2000}|(?P<found>(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{80,}={0,2}"
    r"|data:[a-z]+/[a-z0-9.+-]{1,40};base64,)"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAS_LATIN, _HAS_OTHER = re.compile(f"[{_LATIN}]"), re.compile(f"[{_OTHER}]")
_CYRILLIC_ENDING = re.compile(f"[{_LATIN}]{{2,}}[а-яё]{{1,4}}")
# Letters of Cyrillic and Greek that look like a Latin one, and the Latin ones that look like those (Unicode TR39).
_LIKE_LATIN = frozenset("аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅԌοινυκρχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_LIKE_OTHER = frozenset("aceopxyijshdqwkmtbABCEHKMOPTXYISJGZNuvn")

# Full-width and mathematical letters are read as the letters that they are; each is one character, as they are.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x130: "i"}
_PLAIN |= {
    0x1D400 + 52 * alphabet + letter: chr((0x41 if letter < 26 else 0x47) + letter)
    for alphabet in range(13)
    for letter in range(52)
}


def suspicions(article_text: str, title: str) -> tuple[Suspicion, ...]:
    """Return what is suspicious, the title's first, then in the order of the text; at most 50 of each kind in each.

    The time grows with the length of the text only.
    """
    return tuple(_found(title, is_title=True)) + tuple(_found(article_text, is_title=False))


def _found(text: str, *, is_title: bool) -> list[Suspicion]:
    found = {
        Kind.INSTRUCTION: _instructions(text),
        Kind.INVISIBLE: _spans(_INVISIBLE, text),
        Kind.BIDI: _spans(_BIDI, text),
        Kind.HOMOGLYPH: _homoglyphs(text),
        Kind.MENTION: _spans(_MENTION, text),
        Kind.HIDDEN_MARKUP: _spans(_HIDDEN_MARKUP, text),
        Kind.BLOB: (span for span in _spans(_BLOB, text) if _is_blob(text[slice(*span)])),
    }
    all_found = (
        Suspicion(kind, start, end, _excerpt(text, start, end), is_title)
        for kind, spans in found.items()
        for start, end in islice(spans, MOST_OF_A_KIND)
    )
    return sorted(all_found, key=lambda each: (each.start, each.end, each.kind))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span("found") for match in pattern.finditer(text) if match["found"] is not None)


def _instructions(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a wording stands, however its letters are dressed; wordings that overlap are one place."""
    hidden = [match.start() for match in re.finditer(f"[{_UNSEEN}{_TAGS}{_SELECTORS}\u200c\u200d\u00ad]", text)]
    # How many hidden characters stand before each kept one: the way back from the plain text to the text.
    kept_before = [place - number for number, place in enumerate(hidden)]
    plain = re.sub(f"[{_UNSEEN}{_TAGS}{_SELECTORS}\u200c\u200d\u00ad]", "", text).translate(_PLAIN).lower()
    spans = sorted(
        match.span()
        for wording in WORDINGS
        if any(word in plain for word in wording.needs)
        for match in islice(wording.pattern.finditer(plain), MOST_OF_A_KIND)
    )
    reached = -1
    for start, end in spans:
        if start >= reached:
            yield start + bisect_right(kept_before, start), end + bisect_right(kept_before, end - 1)
        reached = max(reached, end)


def _homoglyphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield words of two scripts whose strangers all look like letters of the script that they are among."""
    if not _HAS_OTHER.search(text) or not _HAS_LATIN.search(text):
        return
    is_other = len(_HAS_OTHER.findall(text)) > len(_HAS_LATIN.findall(text))
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii():
            continue
        latin, other = set(_HAS_LATIN.findall(word)), set(_HAS_OTHER.findall(word))
        if not latin or not other or not (other <= _LIKE_LATIN or latin <= _LIKE_OTHER):
            continue
        # A Latin name with a Cyrillic ending is how Slavic languages bend it.
        if not (is_other and _CYRILLIC_ENDING.fullmatch(word)):
            yield match.span()


def _is_blob(run: str) -> bool:
    """Tell apart what is encoded from what is a long address, a line of dashes or one very long word."""
    if run.startswith("data:"):
        return True
    letters = [any(map(kind, run)) for kind in (str.isupper, str.islower, str.isdigit)]
    return all(letters) and sum(map(run.count, "/-_")) * 8 <= len(run)


def _excerpt(text: str, start: int, end: int) -> str:
    shown_end = min(end, start + _SHOWN)
    before = "…" * (start > _AROUND) + text[max(0, start - _AROUND) : start]
    behind = "…" if shown_end < end else text[end : end + _AROUND] + "…" * (end + _AROUND < len(text))
    return "".join(map(_seen, before + text[start:shown_end] + behind))


def _seen(character: str) -> str:
    code = ord(character)
    if 0xE0020 <= code < 0xE007F:
        return chr(code - 0xE0000)
    if character.isspace():
        return " "
    return character if character.isprintable() and not 0xFE00 <= code <= 0xFE0F else f"⟨U+{code:04X}⟩"
