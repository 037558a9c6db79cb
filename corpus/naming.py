"""What an article is called: the rules for its id, which is its file's name without the ending."""

import re
import unicodedata
from collections.abc import Iterator

from corpus.errors import Fault

MAX_ID_CHARACTERS = 80
ALLOWED = "letters of any script, digits, `-`, `_` and `.`"


def ending(file: str) -> str:
    """Return the ending of a file's name with its dot, in lower case: `.md`; empty where there is none."""
    name = file.rpartition("/")[2]
    stem, dot, last = name.rpartition(".")
    return (dot + last).lower() if stem else ""


def article_id(file: str) -> str:
    """Return the id of the article in this file (a path with `/`): its name without the ending, in Unicode form NFC."""
    name = file.rpartition("/")[2]
    return unicodedata.normalize("NFC", name[: len(name) - len(ending(name))])


def sameness(article: str) -> str:
    """Return what is equal for two ids that a reader, or a disk that ignores case, cannot tell apart."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", article).casefold())


def readable_title(article: str) -> str:
    """Make a title of an id: `liz-truss_speaks` becomes `Liz truss speaks`."""
    words = " ".join(re.split(r"[-_\s]+", article)).strip()
    return words[:1].upper() + words[1:]


def printable(name: str) -> str:
    """Return the name as one printable line: what cannot be printed (line breaks, stray bytes) is escaped."""
    return name if name.isprintable() else name.encode("unicode_escape").decode("ascii")


def name_faults(file: str) -> Iterator[Fault]:
    """Yield all that keeps a file's name from being an id: safe in file names, addresses and JSON, and short."""
    name = article_id(file)
    strange = dict.fromkeys(character for character in name if not _is_allowed(character))
    if strange:
        listed = ", ".join(_named(character) for character in list(strange)[:5])
        yield Fault(printable(file), 0, f"its name holds {listed}", _remedy(file))
    elif not name[:1].isalnum() or name.endswith("."):
        problem = "its name must begin with a letter or digit and not end in a dot"
        yield Fault(printable(file), 0, problem, _remedy(file))
    if len(name) > MAX_ID_CHARACTERS:
        yield Fault(
            printable(file),
            0,
            f"its name has {len(name)} characters, more than {MAX_ID_CHARACTERS}",
            f"shorten the name to {MAX_ID_CHARACTERS} characters, its ending not counted",
        )


def _is_allowed(character: str) -> bool:
    # Marks are allowed because many scripts write vowels with them.
    return character in "-_." or unicodedata.category(character)[0] in "LM" or unicodedata.category(character) == "Nd"


def _named(character: str) -> str:
    if character == " ":
        return "a space"
    return f"`{character}`" if character.isprintable() else f"the character U+{ord(character):04X}"


def _remedy(file: str) -> str:
    kept = "".join(character if _is_allowed(character) else "-" for character in article_id(file)[:MAX_ID_CHARACTERS])
    suggestion = re.sub(r"-{2,}", "-", kept).strip("-_.")
    example = suggestion if suggestion[:1].isalnum() else "my-article"
    return f"rename it with {ALLOWED} only, such as `{example}{ending(file)}`"
