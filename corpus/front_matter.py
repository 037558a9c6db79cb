"""YAML front matter -> an article's fields, and everything that is wrong with it.

Only YAML's events are read: no object is ever built, nothing is nested or converted, an alias is never followed,
so hostile YAML costs no more than its length. Lines of which YAML would make nothing but a key and a text are read
without it: in a folder of a thousand articles its events take as long as all the rest.
"""

import difflib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import yaml

from corpus.article import Status
from corpus.errors import Fault
from corpus.fields import FIELDS, UnfitValueError, quoted

MAX_CHARACTERS = 16_384

# Deep enough to name what is wrong with a nested value; YAML's scanners take quadratic time in the depth.
MAX_DEPTH = 8
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KNOWN = ", ".join(FIELDS)
_KEY_LINE = re.compile(rf"^(?:{'|'.join(FIELDS)}):", re.MULTILINE)
_PLAIN_LINE = re.compile(rf"({'|'.join(FIELDS)}): +([^\W_].*)")
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOTHING = ("", "~", "null", "Null", "NULL")
_YAML_REMEDY = (
    "write each line as `key: value`, the value in double quotes when it holds `: ` or ` #` or begins with a sign, "
    "and close the front matter with a line `---`"
)


class _Flaw(NamedTuple):
    """Something wrong at one character of the front matter; -1 is the opening line."""

    place: int
    problem: str
    remedy: str


class _Broken(_Flaw):
    """A flaw of the YAML itself, behind which keys may be hidden."""


class _Entry(NamedTuple):
    """One key and its value: their first events, where the key stands, and what is behind the value on its line."""

    key: yaml.NodeEvent
    value: yaml.NodeEvent
    place: int
    rest: str


def read_front_matter(text: str, *, file: str, first_line: int) -> tuple[dict[str, str | date], list[Fault]]:
    """Read the text between the two `---` lines: the fields of Article by name, and all faults.

    ``first_line`` is the number, in the file, of the text's first line. Keys without a value are left out.
    """
    fields, flaws = _read(text)
    faults = [
        Fault(file, first_line + text.count("\n", 0, place) if place >= 0 else first_line - 1, problem, remedy)
        for place, problem, remedy in flaws
    ]
    return fields, faults


def line_of(name: str, text: str, *, first_line: int) -> int:
    """Return the number of the line on which a key stands; that of the opening `---` where the text has no such key."""
    for entry in _entries(text):
        if not isinstance(entry, _Flaw) and _name(entry) == name:
            return first_line + text.count("\n", 0, entry.place)
    return first_line - 1


def _read(text: str) -> tuple[dict[str, str | date], list[_Flaw]]:
    if len(text) > MAX_CHARACTERS:
        return {}, [_Flaw(-1, f"the front matter is longer than {MAX_CHARACTERS:,} characters", _YAML_REMEDY)]
    if (plain := _plain(text)) is not None:
        return plain, []
    fields: dict[str, str | date] = {}
    flaws = list(_unprintable(text))
    places: dict[str, int] = {}
    for entry in _entries(text):
        if isinstance(entry, _Flaw):
            flaws.append(entry)
            continue
        name = _name(entry)
        if isinstance(name, _Flaw):
            flaws.append(name)
        elif name in places:
            flaws.append(_Flaw(entry.place, f"{name} is given a second time", "keep one of the two lines"))
        else:
            places[name] = entry.place
            value = _value(name, entry)
            if isinstance(value, _Flaw):
                flaws.append(value)
            elif value is not None:
                fields[name] = value
    is_whole = not any(isinstance(flaw, _Broken) for flaw in flaws)
    if "title" not in places and is_whole:
        flaws.append(_Flaw(-1, "there is no title", "add a line such as `title: What happened` below this one"))
    if "superseded_by" in fields and fields.get("status") != Status.SUPERSEDED and is_whole:
        problem = "superseded_by is given, but the status is not superseded"
        remedy = "write `status: superseded` as well, or leave superseded_by out"
        flaws.append(_Flaw(places["superseded_by"], problem, remedy))
    return fields, flaws


def _plain(text: str) -> dict[str, str | date] | None:
    """Return the fields where every line is a key and a value as plain as can be; None where YAML has a say."""
    fields: dict[str, str | date] = {}
    for line in text.removesuffix("\n").split("\n"):
        found = _PLAIN_LINE.fullmatch(line.rstrip(" ")) if line.isprintable() else None
        if found is None:
            return None
        name, value = found.groups()
        if name in fields or value in NOTHING or ": " in value or " #" in value or value.endswith(":"):
            return None
        try:
            fields[name] = FIELDS[name](value)
        except UnfitValueError:
            return None
    superseded = "superseded_by" not in fields or fields.get("status") == Status.SUPERSEDED
    return fields if "title" in fields and superseded else None


def _unprintable(text: str) -> Iterator[_Flaw]:
    found = UNPRINTABLE.search(text)
    if found:
        yield _Flaw(
            found.start(),
            f"the front matter holds the control character U+{ord(found[0]):04X}",
            "delete it: write the line anew",
        )


def _entries(text: str) -> Iterator[_Entry | _Flaw]:
    """Yield all entries; after broken YAML, take up again at the next line that begins with a known key."""
    start = 0
    text = UNPRINTABLE.sub(" ", text)  # which YAML's own reader would refuse altogether
    # A file has each key once, so it has no more places to take up again: this bounds the work for hostile YAML.
    for _ in range(1 + len(FIELDS)):
        try:
            for key, value in _pairs(text[start:]):
                rest = text[start + index_of(value.end_mark) :].partition("\n")[0]
                yield _Entry(key, value, start + index_of(key.start_mark), rest)
            return
        except yaml.MarkedYAMLError as error:
            place = start + _place(error)
            yield _Broken(place, f"this is not valid YAML ({error.problem})", _YAML_REMEDY)
        except (ValueError, OverflowError):
            # PyYAML's own scanner lets `"\UFFFFFFFF"` and a huge `%YAML` version through to chr() and int().
            place = start
            yield _Broken(place, "this is not valid YAML (a number is too large)", _YAML_REMEDY)
        resume = _KEY_LINE.search(text, place + 1)
        if resume is None:
            return
        start = resume.start()


def _pairs(text: str) -> Iterator[tuple[yaml.NodeEvent, yaml.NodeEvent]]:
    """Yield the first event of each key and of its value, of the outermost mapping. Raises MarkedYAMLError."""
    depth = 0
    key: yaml.NodeEvent | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.NodeEvent) and depth == 0 and not isinstance(event, yaml.MappingStartEvent):
            raise _misplaced("no `key: value` here", event)
        if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
            raise _misplaced("`...` ends it too early", event)
        if isinstance(event, yaml.NodeEvent) and depth == 1:
            if key is None:
                key = event
            else:
                yield key, event
                key = None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _misplaced("brackets in brackets in brackets", event)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _misplaced(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _place(error: yaml.MarkedYAMLError) -> int:
    """Return the character where a reader should look: where the open quote or bracket was opened, if one was."""
    opened = (error.context or "").startswith(("while scanning a", "while parsing a flow", "while parsing a quoted"))
    return index_of(error.context_mark if opened and error.context_mark else error.problem_mark)


def index_of(mark: Any) -> int:
    """Return the character at which a mark of YAML stands."""
    # The marks of the C loader and of the Python loader have no type in common.
    return int(mark.index) if mark else 0


def _name(entry: _Entry) -> str | _Flaw:
    key = entry.key
    if not isinstance(key, yaml.ScalarEvent) or is_marked(key):
        return _Flaw(entry.place, "a key here is not a plain word", f"use only the keys {_KNOWN}")
    name: str = key.value
    if name in FIELDS:
        return name
    near = difflib.get_close_matches(name.lower()[:32], FIELDS, n=1)
    advice = f"did you mean `{near[0]}`? The keys are {_KNOWN}" if near else f"leave it out: the keys are {_KNOWN}"
    return _Flaw(entry.place, f"the key {quoted(name)} is not known", advice)


def _value(name: str, entry: _Entry) -> str | date | _Flaw | None:
    value = entry.value
    if isinstance(value, yaml.AliasEvent) or is_marked(value):
        problem = f"{name} begins with a YAML anchor, alias or tag (`&`, `*`, `!`)"
        return _Flaw(entry.place, problem, "put the value in double quotes, or leave the sign out")
    if not isinstance(value, yaml.ScalarEvent):
        kind = "a list" if isinstance(value, yaml.SequenceStartEvent) else "a mapping"
        return _Flaw(entry.place, f"{name} is {kind}", "write it as one line of text, in double quotes")
    if not value.style and entry.rest.lstrip().startswith("#"):
        problem = f"YAML would drop what stands behind the `#` of {name}"
        return _Flaw(entry.place, problem, "put the value in double quotes, or the comment on a line of its own")
    if not value.value.strip() or (not value.style and value.value in NOTHING):
        is_needed = name == "title"
        return _Flaw(entry.place, "the title is empty", "write the headline behind `title:`") if is_needed else None
    try:
        return FIELDS[name](value.value)
    except UnfitValueError as error:
        return _Flaw(entry.place, f"{name} {error.problem}", error.remedy)


def is_marked(event: yaml.NodeEvent) -> bool:
    """Tell whether a node has an anchor or a tag, which no file of the house needs."""
    return event.anchor is not None or getattr(event, "tag", None) is not None
