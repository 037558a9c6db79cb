"""An article's fields and text -> the content of its file, in the house's format: README.md, beside this."""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from corpus.article import Article
from corpus.errors import CorpusError, FaultyCorpus
from corpus.fields import FIELDS, UnfitValueError, quoted
from corpus.front_matter import read_front_matter
from corpus.naming import ending, printable
from corpus.parse import laid_out, parse_article

_BOM = codecs.BOM_UTF8.decode()
# Letters, digits and opening quotes begin no YAML sign; what else must not stand in plain text is behind the bar.
_PLAIN = re.compile(r"(?:[^\W_]|[“„‘«¿¡])(?:(?!:(?: |\Z)| #).)*", re.DOTALL)
_NULL = ("null", "Null", "NULL")
_JOINERS = "\u200c\u200d"
_KEY_LINE = re.compile(rf"({'|'.join(FIELDS)}):(?=[ \t\r\n])")
_HINT = "write it as plain text"


def file_content(fields: Mapping[str, str | date], text: str) -> str:
    """Return the content of a .md file with these fields and this text.

    Each value is read by its key's rule, as a value written by hand would be (`PT-br` becomes `pt-BR`), and an empty
    one is left out; parsed, the content is exactly what was read, and the text to the letter. Raises CorpusError with
    one line for what cannot be written: an unknown key, a value that does not fit, no title, no text.
    """
    read = _read(fields)
    return _checked(f"---\n{_lines(read)}---\n{text}", read, text)


def with_fields(content: str, fields: Mapping[str, str | date]) -> str:
    """Return a .md file's content with exactly these fields, its text kept to the letter.

    Byte order mark, line endings, comments, and the lines whose value stays are kept. Raises CorpusError as
    file_content, and for a content without front matter, such as that of a .txt file.
    """
    mark = _BOM if content.startswith(_BOM) else ""
    layout = laid_out(content.removeprefix(_BOM))
    if layout is None:
        raise CorpusError(
            "there is no front matter to change, as in a .txt file",
            hint="add the article anew as a .md file to say more of it than its text",
        )
    read = _read(fields)
    newline = "\r\n" if layout.opening.endswith("\r\n") else "\n"
    edited, anew = _edited(layout.front_matter, read, newline), _lines(read, newline)
    try:
        return _checked(f"{mark}{layout.opening}{edited}{layout.closing}{layout.text}", read, layout.text)
    except CorpusError:
        # Front matter of an unusual form, such as a value over several lines, is written anew.
        return _checked(f"{mark}{layout.opening}{anew}{layout.closing}{layout.text}", read, layout.text)


def article_content(path: str, article: Article) -> str | None:
    """Return the content with which the file at a path is this article; None where a .txt file cannot say all of it.

    Raises CorpusError when no file can be this article.
    """
    if ending(path) == ".md":
        fields = {name: value for name in FIELDS if (value := getattr(article, name)) is not None}
        content = file_content(fields, article.text)
    else:
        # Without a mark before it, a text's own first character would be taken for the mark.
        content = _BOM * article.text.startswith(_BOM) + article.text
    try:
        is_same = parse_article(path, utf_8(content, path)) == article
    except FaultyCorpus:
        is_same = False
    if not is_same and ending(path) == ".md":
        raise CorpusError(f"{printable(path)} cannot be written so that it reads the same", hint=_HINT)
    return content if is_same else None


def scalar(value: str) -> str:
    """Return one line of text as a YAML value of one line: as it is where that is safe, else in double quotes.

    What cannot be seen is escaped, but for blanks and the joiners that scripts need.
    """
    if value.isprintable() and _PLAIN.fullmatch(value) and value not in _NULL:
        return value
    return '"' + "".join(map(_escaped, value)) + '"'


def utf_8(content: str, place: str) -> bytes:
    """Return the content as UTF-8. Raises CorpusError, naming the place, for half a character (a lone surrogate)."""
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        line = content.count("\n", 0, error.start) + 1
        raise CorpusError(f"{place}:{line}: half a character cannot be written", hint="write the line anew") from error


def _read(fields: Mapping[str, str | date]) -> dict[str, str | date]:
    """Return the values as they will be read, in the house's order. Raises CorpusError."""
    unknown = sorted(fields.keys() - FIELDS.keys())
    if unknown:
        raise CorpusError(f"the key {quoted(unknown[0])} is not known", hint=f"the keys are {', '.join(FIELDS)}")
    read: dict[str, str | date] = {}
    for name, rule in FIELDS.items():
        value = str(fields.get(name, ""))
        try:
            if value.strip():
                read[name] = rule(value)
        except UnfitValueError as error:
            raise CorpusError(f"{name} {error.problem}", hint=error.remedy) from error
    return read


def _lines(read: Mapping[str, str | date], newline: str = "\n") -> str:
    return "".join(f"{name}: {scalar(str(value))}{newline}" for name, value in read.items())


def _edited(front_matter: str, read: Mapping[str, str | date], newline: str) -> str:
    """Return the front matter with each line that gives another value, or a value too much, changed; all else stays."""
    old, _ = read_front_matter(front_matter, file="", first_line=1)
    left = dict(read)
    lines: list[str] = []
    for line in re.findall(r"[^\n]*\n", front_matter):
        key = _KEY_LINE.match(line)
        if key is None:
            lines.append(line)
        elif key[1] in left:
            value = left.pop(key[1])
            lines.append(line if old.get(key[1]) == value else _lines({key[1]: value}, newline))
    return "".join(lines) + _lines(left, newline)


def _checked(content: str, read: Mapping[str, str | date], text: str) -> str:
    """Return a .md file's content when it parses back to these fields and this text. Raises CorpusError."""
    try:
        article = parse_article("article.md", utf_8(content, "the article"))
    except FaultyCorpus as error:
        raise CorpusError(error.faults[0].problem, hint=error.faults[0].remedy) from error
    found = {name: value for name in FIELDS if (value := getattr(article, name)) is not None}
    if found != read or article.text != text:
        raise CorpusError("it cannot be written so that it reads the same", hint=_HINT)
    return content


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs":
        return character
    return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08x}"
