"""A question and its evidence -> what a model is given to read: the rules, then the data, wrapped and disarmed."""

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping

from retrieval.passage import Passage
from retrieval.writing.disarming import disarmed
from retrieval.writing.drafting import MOST_CLAIMS
from retrieval.writing.model import Message
from retrieval.writing.templates import template

_RULES = template("rules", ("language", "claims", "nonce"))
_PASSAGE = template("passage", ("nonce", "key", "facts", "text"))
_REQUEST = template("request", ("passages", "nonce", "question", "language"))
_COMPLAINT = template("complaint", ("complaint",))

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def messages(
    question: str, evidence: Mapping[str, Passage], language: str | None, draft_complaint: str | None = None
) -> tuple[Message, ...]:
    """Return the turns that ask a model for a draft: the rules, and then the passages by key and the question, as data.

    ``language`` is the BCP 47 tag of the reader's language, None where it is not known; ValueError if it is no tag.
    ``draft_complaint`` says what was wrong with the draft before this one.
    """
    if language is not None and not _TAG.fullmatch(language):
        raise ValueError(f"a language is named by a BCP 47 tag such as en or pt-BR, not {language!r}")
    shown_question = disarmed(question).text
    shown = {key: (list(_facts(passage)), disarmed(passage.text).text) for key, passage in evidence.items()}
    said = [shown_question, draft_complaint or ""]
    said += [line for facts, text in shown.values() for line in (*facts, text)]
    nonce = nonce_for(said)
    name = "not known" if language is None else _name(language)
    passages = "\n".join(
        _PASSAGE.substitute(nonce=nonce, key=key, facts="\n".join(facts), text=text).rstrip("\n")
        for key, (facts, text) in shown.items()
    )
    request = _REQUEST.substitute(passages=passages, nonce=nonce, question=shown_question, language=name)
    if draft_complaint is not None:
        request = request.rstrip("\n") + _COMPLAINT.substitute(complaint=disarmed(draft_complaint).text)
    return (
        Message("system", _RULES.substitute(language=name, claims=MOST_CLAIMS, nonce=nonce)),
        Message("user", request),
    )


def _facts(passage: Passage) -> Iterator[str]:
    article = passage.article
    facts = {
        "title": article.title,
        "outlet": article.source,
        "published": article.published.isoformat() if article.published else "unknown",
        "status": article.status.value if article.status else None,
        "speaker where the text begins": passage.attribution.of(article.text) if passage.attribution else None,
    }
    for name, fact in facts.items():
        if fact:
            yield f"{name}: {disarmed(fact).text}"


def nonce_for(said: Iterable[str]) -> str:
    """Return a word that none of these has."""
    everything = "\n".join(said)
    nonce = secrets.token_hex(4)
    while nonce in everything:
        nonce = secrets.token_hex(4)
    return nonce


def _name(tag: str) -> str:
    name = _NAMES.get(tag.split("-")[0].lower())
    return f"{name} ({tag})" if name else f"the language with the tag {tag}"
