"""Text that another party or a library wrote, without the secrets that this process was given.

Who is sent a key may send it back: as it is, escaped as in JSON or in Python, percent-encoded as in an address, escaped
as in HTML, or inside something in base64.
"""

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote, urlsplit

MASK = "…"
LEAST_CHARACTERS = 8
"""A shorter secret stands in ordinary lines too, and would be seen by what is missing there."""

_HOLDS_A_SECRET = re.compile(r"(TOKEN|KEY|PASSWORD|SECRET|CREDENTIALS)$", re.IGNORECASE)
_IN_BASE64 = {"+": "[+-]", "/": r"(?:\\*/|_)"}
_END_OF_BASE64 = r"[\w+/-]{0,3}=*"
_HOLDS_AN_ADDRESS = re.compile(r"_PROXY$", re.IGNORECASE)


def secrets_in(environment: Mapping[str, str]) -> frozenset[str]:
    """Return what is secret in an environment by its variables' names, a proxy's password included."""
    named = (value.strip() for name, value in environment.items() if _HOLDS_A_SECRET.search(name))
    proxies = (_password(value) for name, value in environment.items() if _HOLDS_AN_ADDRESS.search(name))
    return frozenset(secret for secret in (*named, *proxies) if len(secret) >= LEAST_CHARACTERS)


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text with MASK where one of the secrets stands."""
    pattern = _pattern(frozenset(filter(None, secrets)))
    return pattern.sub(MASK, text) if pattern else text


def _password(address: str) -> str:
    try:
        return unquote(urlsplit(address).password or "")
    except ValueError:
        return ""


@lru_cache(maxsize=16)
def _pattern(secrets: frozenset[str]) -> re.Pattern[str] | None:
    forms = [form for secret in sorted(secrets, key=len, reverse=True) for form in _forms(secret)]
    return re.compile("|".join(forms)) if forms else None


def _forms(secret: str) -> Iterator[str]:
    """Yield patterns of a secret. In base64, what stands before it shifts it: by nought, one or two bytes."""
    yield "".join(map(_character, secret))
    if len(secret) < LEAST_CHARACTERS:
        return
    raw = secret.encode()
    for shared in range(3):  # bytes in a group of three with what stands before
        whole = raw[shared : shared + (len(raw) - shared) // 3 * 3]
        yield "".join(_IN_BASE64.get(sign, sign) for sign in b64encode(whole).decode()) + _END_OF_BASE64


def _character(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character
    plain = re.escape(character)
    written = {
        rf"\\+{plain}" if character == "\\" else rf"\\*{plain}",
        *(re.escape(html.escape(character)), rf"\\+u{ord(character):04x}"),
        "".join(f"%{byte:02x}" for byte in character.encode()),
    }
    return f"(?i:{'|'.join(sorted(written, key=len, reverse=True))})"
