"""An error -> what a moderator reads of it, who is the one to mend it: what to do, and the error's own line.

Those lines are ours, in English: no exception of a library has come in here (decision 13).
"""

from bot.errors import AskingError, FetchRefusedError
from bot.escaping import escaped, on_one_line
from bot.page import Page, Text
from bot.rendering import limits
from bot.rendering.buttons import small_print
from bot.rendering.notices import notice
from bot.replies import words_for
from bot.words.catalogue import Words
from corpus.errors import CorpusError, Fault, FaultyCorpus, NewsdeskError

_LINE = 400
_ROOM = limits.PAGE_CHARACTERS - 200


def trouble_page(error: NewsdeskError, words: Words) -> Page:
    """Return what went wrong: of faulty files each fault, as far as there is room, else one line of words."""
    if isinstance(error, FaultyCorpus):
        return _faults(error, words)
    told = _told(error, words)
    if isinstance(error, AskingError):  # nothing is broken
        return notice(told)
    return notice(f"{told}\n{small_print(_shown(str(error)), _shown(error.hint))}".strip())


def _told(error: NewsdeskError, words: Words) -> str:
    match error:
        case FetchRefusedError():
            return words(f"trouble-fetch-{error.reason.replace('_', '-')}")
        case CorpusError():
            return words("trouble-change")
        case _:
            return words_for(error, words)


def _faults(error: FaultyCorpus, words: Words) -> Page:
    head = f"**{words('trouble-faults', number=len(error.faults))}**\n{words('trouble-faults-serving')}"
    head += f"\n{small_print(words('trouble-faults-how'))}"
    lines: list[str] = []
    room = _ROOM - limits.length(head)
    for fault in error.faults:
        line = _line(fault)
        room -= limits.length(line) + 1
        if room < 0:
            break
        lines.append(line)
    left = len(error.faults) - len(lines)
    if left:
        lines.append(small_print(words("trouble-faults-more", number=left)))
    return Page((Text(head), Text("\n".join(lines))))


def _line(fault: Fault) -> str:
    return f"- **{_shown(fault.place)}**: {_shown(fault.problem)}\n{small_print(_shown(fault.remedy))}"


def _shown(line: str) -> str:
    return escaped(limits.shortened(on_one_line(line), _LINE))
