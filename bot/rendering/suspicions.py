"""What the scan of an article found, kind by kind, for a moderator who decides."""

from collections.abc import Sequence
from itertools import groupby

from bot.escaping import escaped
from bot.rendering import limits
from bot.rendering.buttons import small_print
from bot.rendering.revealing import seen
from bot.rendering.sources import warning
from bot.words.catalogue import Words
from corpus.scanning import MOST_OF_A_KIND, Kind, Suspicion

_LEAST_EXCERPT = 60
_MORE = 80


def suspicion_lines(suspicions: Sequence[Suspicion], words: Words, room: int) -> str:
    """Return each kind that was found, how often, and the first excerpts of it, in about ``room`` characters.

    All are counted; of each kind at least one is shown.
    """
    order = list(Kind)
    by_kind = sorted(suspicions, key=lambda each: order.index(each.kind))
    kinds = {kind: list(found) for kind, found in groupby(by_kind, key=lambda each: each.kind)}
    lines = [line for kind, found in kinds.items() for line in _of_a_kind(kind, found, words, room // len(kinds))]
    if any(len(found) >= MOST_OF_A_KIND for found in kinds.values()):
        lines.append(small_print(words("suspicion-most", most=MOST_OF_A_KIND)))
    return "\n".join(lines)


def _of_a_kind(kind: Kind, found: Sequence[Suspicion], words: Words, room: int) -> list[str]:
    name = words(f"suspicion-{kind.replace('_', '-')}")
    lines = [warning(f"{name} · {words('suspicion-places', places=len(found))}")]
    room -= limits.length(lines[0]) + _MORE
    shown = 0
    for each in found:
        line = _excerpt(each, words, max(room, _LEAST_EXCERPT))
        if shown and limits.length(line) > room:
            break
        lines.append(line)
        shown += 1
        room -= limits.length(line)
    if len(found) > shown:
        lines.append(small_print(words("suspicion-more", places=len(found) - shown)))
    return lines


def _excerpt(suspicion: Suspicion, words: Words, room: int) -> str:
    # An excerpt is a printable line, but for the fillers that count as letters: see corpus/scanning.py.
    excerpt = "".join(map(seen, suspicion.excerpt))
    most = limits.length(excerpt)
    while limits.length(escaped(limits.shortened(excerpt, most))) > room and most > _LEAST_EXCERPT // 2:
        most -= _LEAST_EXCERPT // 2
    shown = escaped(limits.shortened(excerpt, most))
    return f"> {words('suspicion-in-title', excerpt=shown) if suspicion.is_in_title else shown}"
