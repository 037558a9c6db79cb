"""Links that open an article at the very words: URL text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

import re
from collections.abc import Callable
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from bot.escaping import on_one_line
from retrieval.normalising import is_hidden

LONGEST = 512
"""Characters of a whole link."""

_LONGEST_AS_ONE = 300
_LONGEST_END = 80
_REFUSED = re.compile(r'[\s<>"\\]')
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Chinese and Japanese have no blanks: there words end, at the latest, with a clause.
_WORD = re.compile(r"[^\s、。，！？；：]+[、。，！？；：]*|[、。，！？；：]+")


def link_to(url: str, quote: str) -> str | None:
    """Return ``url`` so that a browser opens it at ``quote``: at its first and last words if it is long.

    Round brackets, quotation marks, stars and letters outside ASCII come percent-encoded, so that the link can stand
    in ``[text](<link>)``. None if that is impossible: no http(s), no plain host, a name or password, blanks, angle
    brackets, backslashes or controls, or more than 512 characters.
    """
    address = _address(url)
    if address is None:
        return None
    base, fragment = address
    fragment = fragment.partition(":~:")[0]
    bare = f"{base}#{fragment}" if fragment else base
    if len(bare) > LONGEST:
        return None
    directed = f"{base}#{fragment}:~:text="
    words = _directive(quote, LONGEST - len(directed))
    return directed + words if words else bare


def _address(url: str) -> tuple[str, str] | None:
    if _REFUSED.search(url) or any(map(is_hidden, url)):
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{host}{port}{_encoded(parts.path)}{query}", _encoded(parts.fragment)


def _encoded(part: str) -> str:
    return percent_encoded(_STRAY_PERCENT.sub("%25", part), safe="/?:@!$&+,;=%~")


def _directive(quote: str, room: int) -> str:
    lines = [line for line in map(on_one_line, quote.splitlines()) if line]
    if not lines:
        return ""
    # Words in one piece are looked for inside one paragraph of the page only.
    if len(lines) == 1 and len(lines[0]) <= _LONGEST_AS_ONE:
        whole = _words_encoded(lines[0])
        if len(whole) <= room:
            return whole
    half = (room - 1) // 2
    longest = _LONGEST_END if len(lines) > 1 else min(_LONGEST_END, len(lines[0]) // 2)
    first = _most(
        lines[0], [match.end() for match in _WORD.finditer(lines[0])], half, longest, lambda text, at: text[:at]
    )
    starts = [match.start() for match in reversed(list(_WORD.finditer(lines[-1])))]
    last = _most(lines[-1], starts, half, longest, lambda text, at: text[at:])
    return f"{first},{last}" if first and last else ""


def _most(line: str, cuts: list[int], room: int, longest: int, part: Callable[[str, int], str]) -> str:
    """Return the longest part of a line, of those that end at a cut, that has room; shortest cuts first."""
    fitting = ""
    for cut in cuts:
        words = part(line, cut)
        encoded = _words_encoded(words)
        if len(encoded) > room or (fitting and len(words) > longest):
            break
        fitting = encoded
    return fitting


def _words_encoded(words: str) -> str:
    # The hyphen, the comma and the ampersand are the directive's own marks; the first alone is left by ``quote``.
    return percent_encoded(words, safe="").replace("-", "%2D")
