"""A page's bytes -> its text, in the encoding that it was written in, as browsers find it (the WHATWG's rules)."""

import codecs
import re

# Of Python's codecs, those that pages are written in. What is written as Latin-1 or ASCII is Windows-1252 in fact.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_ENCODINGS = frozenset(
    "utf-8 utf-16 utf-16-le utf-16-be "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 koi8-r koi8-u "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 mac-roman gb18030 big5 euc_jp iso2022_jp cp932 cp949".split()
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LABEL = re.compile(r"[A-Za-z0-9_:-]{1,40}", re.ASCII)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w:-]{1,40})|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:-]{1,40})""",
    re.IGNORECASE,
)
_SEARCHED_BYTES = 4096


def decoded(content: bytes, charset: str | None = None) -> str:
    """Return the text: by its byte order mark, by ``charset`` (the server's word), by the page's own word, by trying.

    What does not fit the encoding becomes U+FFFD, as in a browser.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    encoding_told = _known(charset) or _declared(content)
    if encoding_told:
        return content.decode(encoding_told, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:_SEARCHED_BYTES])
    encoding = _known((found[1] or found[2]).decode("ascii")) if found else None
    # A page whose own word could be read as ASCII is not written in UTF-16.
    return "utf-8" if encoding and encoding.startswith("utf-16") else encoding


def _known(label: str | None) -> str | None:
    """Return Python's name for an encoding that pages are written in."""
    if not label or not _LABEL.fullmatch(label.strip()):
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if name in _ENCODINGS else None
