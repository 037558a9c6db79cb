"""What a model returns -> a Draft, read strictly: what is not exactly the form asked for is Malformed, and said how."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from retrieval.answer import Draft, DraftClaim, Quotation

MOST_CLAIMS, MOST_QUOTES = 6, 4
LONGEST_CLAIM, LONGEST_QUOTE = 500, 1_500
MOST_CHARACTERS = 40_000
"""Characters of a whole reply that are read."""

_STARTS_TRIED = 20
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*</think(?:ing)?>", re.DOTALL)
_FIELDS = frozenset({"in_sources", "claims", "text", "translation", "quotes", "evidence", "words"})


@dataclass(frozen=True, slots=True)
class Malformed:
    """A reply that is no draft; ``complaint`` tells the model what to do better, in none of its own words."""

    complaint: str


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Quote(_Strict):
    evidence: Annotated[str, Field(min_length=1, max_length=20)]
    words: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE)]


class _Claim(_Strict):
    text: Annotated[str, Field(min_length=1, max_length=LONGEST_CLAIM)]
    translation: Annotated[str, Field(max_length=LONGEST_CLAIM)] | None = None
    quotes: Annotated[list[_Quote], Field(min_length=1, max_length=MOST_QUOTES)]


class _Reply(_Strict):
    in_sources: bool
    claims: Annotated[list[_Claim], Field(max_length=MOST_CLAIMS)]


def schema(keys: Iterable[str]) -> Mapping[str, Any]:
    """Return the JSON Schema of a reply that cites these passages; all of it is in the subset that servers hold to."""
    quote = _object(evidence={"type": "string", "enum": list(keys)}, words={"type": "string"})
    claim = _object(
        text={"type": "string"},
        translation={"type": ["string", "null"]},
        quotes={"type": "array", "items": quote},
    )
    return _object(in_sources={"type": "boolean"}, claims={"type": "array", "items": claim})


def parse(reply: str | bytes) -> Draft | Malformed:
    """Read a reply; raises nothing. Code fences, thoughts and prose around the one JSON object are passed over.

    A reply that says that the answer is not in the sources is a draft without claims, whatever else it says. What is
    said twice is taken once; a translation that is left out, blank or the claim itself is none.
    """
    if len(reply) > MOST_CHARACTERS:
        return Malformed(f"it was longer than {MOST_CHARACTERS} characters; be brief")
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    found = _objects(_THOUGHTS.sub("", text))
    if isinstance(found, Malformed):
        return found
    if len(found) != 1:
        amount = "no JSON object" if not found else "more than one JSON object"
        return Malformed(f"there was {amount} of the form asked for in it; return one, whole, and nothing around it")
    try:
        read = _Reply.model_validate(found[0])
    except ValidationError as error:
        return Malformed(_complaint(error))
    if not read.in_sources:
        return Draft(())
    if not read.claims:
        return Malformed('"in_sources" was true without a claim; make a claim, or say false')
    return Draft(_once(read.claims))


class _UnfitJsonError(ValueError):
    """The complaint about JSON that Python would read and that is none, or says a thing twice."""


def _objects(text: str) -> list[dict[str, Any]] | Malformed:
    """Return the outermost objects in a text that look like a reply."""
    decoder = json.JSONDecoder(object_pairs_hook=_pairs, parse_constant=_constant)
    found: list[dict[str, Any]] = []
    at = text.find("{")
    for _ in range(_STARTS_TRIED):
        if at < 0:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except _UnfitJsonError as error:
            return Malformed(str(error))
        except RecursionError:
            return Malformed("its JSON was nested too deeply")
        except ValueError:
            end = at + 1
        else:
            if isinstance(value, dict) and not {"in_sources", "claims"}.isdisjoint(value):
                found.append(value)
        at = text.find("{", end)
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise _UnfitJsonError("an object in its JSON had the same name twice")
    return dict(pairs)


def _constant(_name: str) -> Any:
    raise _UnfitJsonError("its JSON had NaN or Infinity, which are none")


def _complaint(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    # A name that the model made up is not repeated: an article may have asked for it.
    place = ".".join(str(part) if isinstance(part, int) or part in _FIELDS else "?" for part in first["loc"])
    return f'at "{place}" in its JSON: {first["msg"].lower()}'


def _once(claims: list[_Claim]) -> tuple[DraftClaim, ...]:
    """Return each claim once, with all that it was said to rest on, and the first translation that is one."""
    quotes: dict[str, dict[Quotation, None]] = {}
    translations: dict[str, str] = {}
    for claim in claims:
        text, translation = claim.text.strip(), (claim.translation or "").strip()
        kept = quotes.setdefault(text, {})
        kept.update(dict.fromkeys(Quotation(quote.evidence, quote.words) for quote in claim.quotes))
        if translation not in ("", text):
            translations.setdefault(text, translation)
    return tuple(DraftClaim(text, tuple(kept), translations.get(text)) for text, kept in quotes.items())


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
