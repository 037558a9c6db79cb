"""What a model would say -> what may go on to ``verifying``: nothing that acts, points elsewhere or is not supported.

``verifying`` refuses quotations that do not stand, numbers, dates, names and quoted words that are not cited, hidden
characters. Here is refused what it lets pass: what Discord or a reader would follow, what speaks to a model, claims
that say otherwise than what they cite or are told as of a day that nobody knows, and translations that say otherwise
than their claim.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.scanning import Kind, suspicions
from retrieval.answer import Draft, DraftClaim
from retrieval.normalising import is_hidden
from retrieval.passage import Passage
from retrieval.writing.abroad import Untranslated
from retrieval.writing.dating import dateline
from retrieval.writing.entailing import Embed, Entailment, entailed
from retrieval.writing.keys import KEY
from retrieval.writing.supporting import Unsupported
from retrieval.writing.translating import untranslated


class Unfit(StrEnum):
    """Why a claim, or a translation, may not be shown, whatever it rests on."""

    UNREADABLE = "unreadable"
    SEVERAL_LINES = "several_lines"
    KEY = "key"
    LINK = "link"
    MENTION = "mention"
    MARKUP = "markup"
    SPEAKS_TO_A_MODEL = "speaks_to_a_model"
    LOOKALIKE_LETTERS = "lookalike_letters"
    CODE = "code"
    UNDATED = "undated"
    """It says "today" or the like, as of a day that its articles do not tell."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that may not go on, or may without its translation only, and the first reason found."""

    claim: DraftClaim
    reason: Unfit | Unsupported | Untranslated
    translation_only: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """A draft without what may not go on, dated where it says "today", and what may not."""

    draft: Draft
    refused: tuple[Refused, ...]


_LINK = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}\s?:\s?//|\bwww\.|\b(?:mailto|tel|javascript|data|discord|tg|magnet):\S"
    r"|discord(?:app)?\.(?:gg|com)|\bdis\.gd|\[dot\]|\(dot\)|\b\w+ dot (?:com|net|org|io|gg|ru|xyz)\b"
    r"|(?<![\w@.-])(?:[\w-]{2,}\.)+[a-z]{2,24}\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"@\s?(?:everyone|here)|(?<!\w)@\w|\w@\w|<[@#:/at]|<id:", re.IGNORECASE)
_MARKUP = re.compile(
    r"[`*~|\\<>{}]|\]\s?\(|__|(?<!\w)_(?=\S)|!\[|\$\$|&(?:#\w+|[a-z]+);|:[a-z0-9_+-]{2,}:"
    r"|^\s*(?:#{1,6}|-#|[-+•]|\d+[.)]|\[\^?\w+\]:?)\s|\[\^?\d+\]",
    re.IGNORECASE,
)
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SEEN = {Kind.INSTRUCTION: Unfit.SPEAKS_TO_A_MODEL, Kind.HOMOGLYPH: Unfit.LOOKALIKE_LETTERS, Kind.BLOB: Unfit.CODE}
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0")
_SYMBOLS = frozenset("+=%±×÷°©®™№^´ªº²³½¼¾|~<>`")
_RUN_IN_CODE = re.compile(
    r"(?=[A-Za-z0-9+/_-]*[0-9])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])[A-Za-z0-9+/_-]{24,}"
)


def screened(
    draft: Draft, evidence: Mapping[str, Passage], offered: Collection[str], embed: Embed, fitted: Entailment
) -> Screened:
    """Return the claims of a draft that may go on to ``verify`` with the same evidence, and the others with a reason.

    ``offered`` are the keys that its writer was given; ``fitted`` is for the model that ``embed`` embeds with. A claim
    whose translation is refused goes on without it. Blocks. Raises EmbeddingError.
    """
    kept: list[DraftClaim] = []
    refused: list[Refused] = []
    for claim in draft.claims:
        addresses = _addresses(claim, evidence)
        reason = (
            unfit(claim.text, addresses, offered)
            or _quotes_what_speaks_to_a_model(claim, evidence)
            or entailed(claim, evidence, embed, fitted)
        )
        day = dateline(claim, evidence)
        if reason is not None or day is None:
            refused.append(Refused(claim, reason or Unfit.UNDATED))
            continue
        translation = claim.translation
        if translation is not None:
            wrong = _unfit_beside(claim.text, translation, addresses, offered) or untranslated(
                claim, evidence, embed, fitted
            )
            if wrong is not None:
                refused.append(Refused(claim, wrong, translation_only=True))
                translation = None
        kept.append(replace(claim, text=day + claim.text, translation=translation and day + translation))
    return Screened(Draft(tuple(kept)), tuple(refused))


def unfit(text: str, addresses: Collection[str] = (), offered: Collection[str] = ()) -> Unfit | None:
    """Return why a sentence may not be shown, or None if it may.

    ``addresses`` are the articles' own, which alone may stand in it; ``offered`` the keys of passages, which may not.
    """
    if _LINE_END.search(text):
        return Unfit.SEVERAL_LINES
    if any(character in _UNSEEN or "\ufe00" <= character <= "\ufe0f" for character in text):
        return Unfit.UNREADABLE
    for address in sorted(addresses, key=len, reverse=True):
        text = re.sub(rf"(?<!\S){re.escape(address)}(?=[.,;:!?)]*(?:\s|$))", " ", text)
    plain = unicodedata.normalize("NFKC", text)
    if KEY.search(plain.lower()) or any(key in plain.lower() for key in offered):
        return Unfit.KEY
    for pattern, reason in ((_MENTION, Unfit.MENTION), (_LINK, Unfit.LINK), (_MARKUP, Unfit.MARKUP)):
        if pattern.search(plain):
            return reason
    if _RUN_IN_CODE.search(plain):
        return Unfit.CODE
    if any(map(_is_dressed, text)):
        return Unfit.LOOKALIKE_LETTERS
    return next((_SEEN[each.kind] for each in suspicions(text, "") if each.kind in _SEEN), None)


def _unfit_beside(text: str, translation: str, addresses: Collection[str], offered: Collection[str]) -> Unfit | None:
    """Return why a translation may not be shown beside a sentence, in which ``verify`` looks for hidden characters."""
    hidden = any(is_hidden(character) and character not in text for character in translation)
    return unfit(translation, addresses, offered) or (Unfit.UNREADABLE if hidden else None)


def _is_dressed(character: str) -> bool:
    """Tell whether a character is a picture, or a letter in another dress: no word that is compared has it."""
    if character in _SYMBOLS or character.isascii():
        return False
    plain = unicodedata.normalize("NFKC", character)
    dressed = plain != character and plain.isascii() and plain.isalnum()
    return dressed or unicodedata.category(character) in ("So", "Sk", "Sm")


def _quotes_what_speaks_to_a_model(claim: DraftClaim, evidence: Mapping[str, Passage]) -> Unfit | None:
    """Tell whether a claim rests on a passage that gives orders to a model: its words may be what was ordered."""
    for quotation in claim.quotations:
        passage = evidence.get(quotation.evidence_key)
        if passage and any(each.kind is Kind.INSTRUCTION for each in suspicions(passage.text, passage.article.title)):
            return Unfit.SPEAKS_TO_A_MODEL
    return None


def _addresses(claim: DraftClaim, evidence: Mapping[str, Passage]) -> set[str]:
    cited = (evidence.get(quotation.evidence_key) for quotation in claim.quotations)
    return {passage.article.url for passage in cited if passage is not None and passage.article.url}
