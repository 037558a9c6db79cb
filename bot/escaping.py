"""An article's or a reader's words, made safe inside Discord markdown: what Discord shows are the same words.

``discord.utils.escape_markdown`` is not used: it leaves alone backslashes before letters, numbered lists, small text,
mentions, time stamps, custom and named emoji, and whatever it takes for an address, markup in it included.
"""

import re
import unicodedata

from retrieval.normalising import JOINERS

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = "\t\x1f\u2800\u3164\uffa0"
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f"

# Everywhere: emphasis, code, spoilers, links, and < >, without which there is no mention, time stamp, custom emoji or
# quotation. Both ends are escaped: Discord's server looks for <@1> in the raw text and does not honour a backslash
# before it. Round brackets need nothing: no link is left once its square ones are escaped.
_ANYWHERE = re.compile(r"([\\*_~`|\[\]<>])")
# At a line's start: headings, lists, small text (-#), and numbered lists.
_LINE_START = re.compile(r"^([^\S\n]*)([#+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^([^\S\n]*[0-9]+)([.)])", re.MULTILINE)
# Addresses become links by their "://", names between colons become emoji.
_COLON = re.compile(r":(?=//|[^\s:]*:)")
# Invitations are found without any scheme: discord.gg/name.
_INVITATION = re.compile(r"(discord(?:app)?|dis)\.(?=\w)", re.IGNORECASE)
# A backslash keeps these from being shown as a mention, but the server would still read one.
_EVERYBODY = re.compile(r"@(?=everyone|here)", re.IGNORECASE)

# Discord honours no backslash in the text of a link, and shows the whole link raw when an emoji or an address is in it.
_BREAKS_A_LINK = re.compile(rf"[\\*_~`<>\[\]‼⁉ℹ〰\ufe0f\u20e3]|\|\||{_COLON.pattern}|(?i:{_INVITATION.pattern}|@e|@h)")
_SYMBOLS = frozenset({"So", "Sm", "Sk"})

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def visible(text: str) -> str:
    """Return the text without controls, marks of direction and other characters that show nothing; lines stay lines.

    Joiners stay, which Persian, Hindi and emoji are written with. A lone surrogate, which cannot be sent, shows as �.
    """
    return "".join(map(_shown, _LINE_ENDS.sub("\n", text)))


def on_one_line(text: str) -> str:
    """Return the visible words of a text with one space between them; empty if there is nothing to see."""
    line = " ".join(visible(text).split())
    return line if line.strip(JOINERS + " ") else ""


def escaped(text: str) -> str:
    """Return the visible words of a text as Discord markdown that shows them and does nothing else."""
    safe = _ANYWHERE.sub(r"\\\1", visible(text))
    safe = _LINE_START.sub(r"\1\\\2", safe)
    safe = _NUMBERED.sub(r"\1\\\2", safe)
    safe = _COLON.sub(r"\:", safe)
    safe = _INVITATION.sub(r"\1\.", safe)
    return _EVERYBODY.sub("@\u200b", safe)


def stands_in_a_link(text: str) -> bool:
    """Tell whether a line, not escaped, can be the text of a link ``[text](<url>)`` and is shown as it stands."""
    return bool(text) and not (
        _BREAKS_A_LINK.search(text)
        or any(unicodedata.category(character) in _SYMBOLS and not character.isascii() for character in text)
    )


def isolated(text: str) -> str:
    """Return words so that, if some of them run from right to left, what stands beside them keeps its place."""
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text


def _shown(character: str) -> str:
    if character in _BLANK:
        return " "
    category = unicodedata.category(character)
    if category == "Cs":
        return "�"
    hidden = category in ("Cc", "Cf") and character not in JOINERS and character != "\n"
    return "" if hidden or character in _UNSEEN else character
