"""Golden questions: what readers ask, and the article that must answer it, or none; kept in golden.yaml, beside this.

As in front_matter.py only YAML's events are read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from corpus.composing import scalar, utf_8
from corpus.durable import replace_file
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.fields import UnfitValueError, one_line, quoted
from corpus.front_matter import MAX_DEPTH, NOTHING, UNPRINTABLE, index_of, is_marked
from corpus.naming import article_id, name_faults, printable

MAX_BYTES = 512 * 1024
MAX_QUESTION_CHARACTERS = 1_000
NOT_IN_THE_CORPUS = "not in the corpus"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEADER = """\
# Golden questions: they are asked of every new edition before it serves.
# `article` is the id of the article that must be quoted in the answer, or `not in the corpus`.
# Comments up to here are kept when a moderator adds or removes a question.
"""
_FORM = "write `- question: …` and below it `  article: …`, in double quotes where a value holds `: ` or ` #`"
_ANSWER = f"write an article's id, or `{NOT_IN_THE_CORPUS}`"


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, and the id of the article that answers it; None: the corpus does not say."""

    question: str
    article: str | None


def read_golden(path: Path) -> tuple[Golden, ...]:
    """Read the golden questions in their order; none where there is no file.

    Raises FaultyCorpus with every fault, CorpusError when the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise CorpusError(f"cannot read {printable(str(path))}: {reason}", hint="check its permissions") from error
    found = list(_read(printable(path.name), content))
    faults = [each for each in found if isinstance(each, Fault)]
    if faults:
        raise FaultyCorpus(faults)
    return tuple(each for each in found if isinstance(each, Golden))


def write_golden(path: Path, golden: Sequence[Golden]) -> None:
    """Write the golden questions in one step; comments at the head of the file stay. Raises CorpusError.

    It refuses what read_golden would, such as a question given twice, the file being as it was.
    """
    entries = (
        f"- question: {scalar(each.question)}\n  article: {scalar(each.article or NOT_IN_THE_CORPUS)}\n"
        for each in golden
    )
    content = utf_8(_head(path) + ("\n".join(entries) or "[]\n"), printable(path.name))
    for found, meant in zip(_read(printable(path.name), content), golden, strict=False):
        if found != meant:
            problem = found.problem if isinstance(found, Fault) else "it cannot be written so that it reads the same"
            raise CorpusError(f"{quoted(meant.question)}: {problem}", hint=_FORM)
    try:
        replace_file(path, content)
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise CorpusError(f"cannot write {printable(str(path))}: {reason}", hint="nothing was changed") from error


def _read(file: str, content: bytes) -> Iterator[Golden | Fault]:
    if len(content) > MAX_BYTES:
        yield Fault(file, 0, f"it is larger than {MAX_BYTES // 1024} KiB", "remove some questions")
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Fault(file, line, f"the byte 0x{content[error.start]:02X} is not UTF-8", "save the file as UTF-8")
        return
    strange = UNPRINTABLE.search(text)
    if strange:
        line = text.count("\n", 0, strange.start()) + 1
        yield Fault(file, line, f"it holds the control character U+{ord(strange[0]):04X}", "write the line anew")
        return
    asked: dict[str, int] = {}
    try:
        for place, parts in _entries(text):
            line = text.count("\n", 0, place) + 1
            golden = _golden(place, parts, text)
            if isinstance(golden, Golden):
                first = asked.setdefault(" ".join(golden.question.casefold().split()), line)
                if first != line:
                    yield Fault(file, line, f"the question is asked in line {first} already", "keep one of the two")
                else:
                    yield golden
            else:
                lines = (text.count("\n", 0, flaw.place) + 1 for flaw in golden)
                yield from (
                    Fault(file, line, flaw.problem, flaw.remedy) for line, flaw in zip(lines, golden, strict=True)
                )
    except yaml.MarkedYAMLError as error:
        line = text.count("\n", 0, index_of(error.problem_mark)) + 1
        yield Fault(file, line, f"this is not valid YAML ({error.problem})", _FORM)
    except (ValueError, OverflowError):
        # PyYAML's own scanner lets `"\UFFFFFFFF"` and a huge `%YAML` version through to chr() and int().
        yield Fault(file, 0, "this is not valid YAML (a number is too large)", _FORM)


def _entries(text: str) -> Iterator[tuple[int, list[yaml.NodeEvent]]]:
    """Yield where each entry of the list begins, and its keys and values in turn: none where it is no mapping.

    Raises MarkedYAMLError.
    """
    depth, place, is_begun, is_mapping = 0, 0, False, False
    parts: list[yaml.NodeEvent] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.NodeEvent):
            mark: Any = event.start_mark
            if depth == 0 and (is_begun or not isinstance(event, yaml.SequenceStartEvent)):
                raise yaml.MarkedYAMLError(problem="no list of questions here", problem_mark=mark)
            if depth >= MAX_DEPTH:
                raise yaml.MarkedYAMLError(problem="brackets in brackets in brackets", problem_mark=mark)
            if depth == 1:
                place, parts, is_mapping = index_of(mark), [], isinstance(event, yaml.MappingStartEvent)
            elif depth == 2 and is_mapping:
                parts.append(event)
            is_begun = True
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and is_begun and not isinstance(event, yaml.SequenceStartEvent):
            yield place, parts


class _Flaw(NamedTuple):
    place: int
    problem: str
    remedy: str


def _golden(place: int, parts: Sequence[yaml.NodeEvent], text: str) -> Golden | list[_Flaw]:
    """Return one golden question, or all that is wrong with the entry that begins at a place."""
    values: dict[str, str | None] = {}
    flaws: list[_Flaw] = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        at = index_of(key.start_mark)
        name = key.value if isinstance(key, yaml.ScalarEvent) and not is_marked(key) else ""
        if name not in _RULES:
            flaws.append(_Flaw(at, f"the key {quoted(name)} is not known" if name else "a key is no word", _FORM))
        elif name in values:
            flaws.append(_Flaw(at, f"{name} is given a second time", "keep one of the two lines"))
        else:
            values[name] = None
            try:
                values[name] = _RULES[name](_line(value, text))
            except UnfitValueError as error:
                flaws.append(_Flaw(at, f"{name} {error.problem}", error.remedy))
    for name, remedy in (("question", _FORM), ("article", _ANSWER)):
        if name not in values:
            flaws.append(_Flaw(place, f"there is no {name}", remedy))
    return flaws or Golden(values["question"] or "", values["article"])


def _line(value: yaml.NodeEvent, text: str) -> str:
    """Return a value that is one line of text. Raises UnfitValueError."""
    if not isinstance(value, yaml.ScalarEvent) or is_marked(value):
        raise UnfitValueError("is not a line of text", "write it as one line, in double quotes")
    if not value.style and text[index_of(value.end_mark) :].partition("\n")[0].lstrip().startswith("#"):
        raise UnfitValueError("would lose what stands behind its `#`", "put the value in double quotes")
    line: str = one_line(value.value)
    if not line or (not value.style and line in NOTHING):
        raise UnfitValueError("is empty", _FORM)
    return line


def _question(line: str) -> str:
    if len(line) > MAX_QUESTION_CHARACTERS:
        remedy = f"shorten it to {MAX_QUESTION_CHARACTERS} characters"
        raise UnfitValueError(f"has {len(line)} characters", remedy)
    return line


def _article(line: str) -> str | None:
    if " ".join(line.casefold().split()) == NOT_IN_THE_CORPUS:
        return None
    fault = next(name_faults(f"{line}.md"), None)
    if fault or "/" in line:
        raise UnfitValueError(f"is {quoted(line)}, which is no id", _ANSWER)
    return article_id(f"{line}.md")


_RULES: Mapping[str, Callable[[str], str | None]] = {"question": _question, "article": _article}


def _head(path: Path) -> str:
    """Return the comments at the head of the file as it is, or the house's own."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError):
        return _HEADER
    return "".join(takewhile(lambda line: line.startswith("#") or not line.strip(), lines)) or _HEADER
