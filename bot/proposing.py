"""A file or a page -> what a moderator is asked to confirm as an article. HTML is read in a process of its own."""

import asyncio
import json
import os
import sys
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from bot.decoding import decoded
from bot.errors import NothingExtractedError
from corpus.naming import MAX_ID_CHARACTERS, article_id, ending, name_faults, sameness
from corpus.parse import MAX_BYTES, parse_article

Kind = Literal["html", "markdown", "text"]

EXTRACTION_SECONDS = 20.0
"""How long a page may take to be read; an ordinary one takes less than one second, with the process's start."""

# The longest name of a file is 255 bytes on most disks; an ending and what a half-written file is called come on top.
_MAX_ID_BYTES = 200
_BY_ENDING: dict[str, Kind] = {
    ".md": "markdown",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_BY_TYPE: dict[str, Kind] = {"text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown"}
_HINT = "copy the article's text into a .md or .txt file and attach that"


@dataclass(frozen=True, slots=True)
class Proposed:
    """An article as it was found, before a moderator has confirmed it; what was not found is None."""

    title: str
    text: str
    source: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


def kind_of(name: str, content_type: str | None = None) -> Kind | None:
    """Return what a file is, by the type that its server told, else by its name's ending; None: not an article."""
    # Many servers send Markdown as plain text.
    by_ending = _BY_ENDING.get(ending(name))
    if content_type == "text/plain":
        return by_ending if by_ending == "markdown" else "text"
    return _BY_TYPE.get(content_type) if content_type else by_ending


def name_of(url: str) -> str:
    """Return the file's name in an address; the host where the address has no path."""
    parts = urlsplit(url)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname or ""


async def propose(
    content: bytes,
    kind: Kind,
    *,
    name: str,
    url: str | None = None,
    charset: str | None = None,
    seconds: float = EXTRACTION_SECONDS,
) -> Proposed:
    """Read an article out of a file or page of at most 2 MiB; ``url`` and ``charset`` as its server told.

    Raises NothingExtractedError; FaultyCorpus, with file and line, where a .md or .txt file is at fault.
    """
    if kind != "html":
        return await asyncio.to_thread(written_article, content, kind, name=name, url=url, charset=charset)
    if len(content) > MAX_BYTES:
        raise NothingExtractedError("the page is larger than 2 MiB", hint=_HINT)
    # A hostile page can keep the extractor's regular expressions busy for hours, and they never let go of the
    # interpreter's lock: in a thread, one page would silence the whole bot.
    task = json.dumps({"name": name, "url": url, "charset": charset})
    # Not the environment: the token is in it.
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "HOME")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.extracting", task),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=kept,
    )
    try:
        async with asyncio.timeout(seconds):
            told, _ = await process.communicate(content)
    except TimeoutError:
        problem = f"the page could not be read within {seconds:g} seconds"
        raise NothingExtractedError(problem, hint=_HINT) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise NothingExtractedError("the page takes more memory or time than an article may", hint=_HINT)
    return _told(json.loads(told))


def _told(found: dict[str, Any]) -> Proposed:
    if "nothing" in found:
        raise NothingExtractedError(found["nothing"], hint=_HINT)
    published = found["published"] and date.fromisoformat(found["published"])
    return Proposed(**found | {"published": published})


def written_article(
    content: bytes, kind: Literal["markdown", "text"], *, name: str, url: str | None = None, charset: str | None = None
) -> Proposed:
    """Read a file that is an article already. Raises FaultyCorpus, which names file and line."""
    file_ending = ".md" if kind == "markdown" else ".txt"
    file = name if ending(name) == file_ending else name + file_ending
    # It gets an id of its own in the corpus: what it is called outside is nobody's fault.
    if next(name_faults(file), None):
        file = file_name_for(article_id(file)) + file_ending
    if charset and len(content) <= MAX_BYTES:
        content = decoded(content, charset).encode("utf-8", errors="replace")
    article = parse_article(file, content)
    return Proposed(
        title=article.title,
        text=article.text,
        source=article.source,
        published=article.published,
        url=article.url or url,
        author=article.author,
        language=article.language,
    )


def file_name_for(title: str, taken: Collection[str] = ()) -> str:
    """Return an id for an article with this title, which is its file's name without the ending: see corpus/naming.py.

    Letters of any script stay; it differs from all ``taken`` ids, by ``-2`` and so on where it must.
    """
    words = unicodedata.normalize("NFC", unicodedata.normalize("NFC", title).replace("’", "").replace("'", "").lower())
    letters = "".join(character if unicodedata.category(character) in _KEPT else " " for character in words)
    name = _cut("-".join(_begun(word) for word in letters.split() if _begun(word)), MAX_ID_CHARACTERS) or "article"
    known = {sameness(other) for other in taken}
    number, candidate = 1, name
    while sameness(candidate) in known:
        number += 1
        candidate = f"{_cut(name, MAX_ID_CHARACTERS - len(str(number)) - 1)}-{number}"
    return candidate


_KEPT = frozenset("Ll Lm Lo Lt Lu Mc Me Mn Nd".split())


def _begun(word: str) -> str:
    """Return a word from its first letter or digit on: an id cannot begin with a mark."""
    start = next((place for place, character in enumerate(word) if character.isalnum()), len(word))
    return word[start:]


def _cut(name: str, most: int) -> str:
    """Shorten a name to whole words where it has them, in characters and in bytes."""
    fits = name[:most].encode("utf-8")[:_MAX_ID_BYTES].decode("utf-8", errors="ignore")
    whole = fits.rpartition("-")[0]
    is_cut_inside = len(fits) < len(name) and name[len(fits)] != "-"
    return (whole if is_cut_inside and whole else fits).strip("-")
