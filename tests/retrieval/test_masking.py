"""A secret is masked however another party writes it down, and nothing else is."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.masking import LEAST_CHARACTERS, MASK, masked, secrets_in

SECRET = "sk-Aä/9+\"q'\\&<é%=z:._~0"
WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in JSON": json.dumps,
    "in JSON with letters": lambda text: json.dumps(text, ensure_ascii=False),
    "in JSON twice": lambda text: json.dumps(json.dumps(text, ensure_ascii=False), ensure_ascii=False),
    "in Python": repr,
    "in an address": lambda text: quote(text, safe=""),
    "in an address with slashes": quote,
    "in HTML": html.escape,
    "in base64": lambda text: b64encode(text.encode()).decode(),
    "in base64 behind one letter": lambda text: b64encode(f"x{text}yz".encode()).decode(),
    "in base64 behind two letters": lambda text: urlsafe_b64encode(f"xx{text}z".encode()).decode(),
}


@pytest.mark.parametrize("way", WAYS)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=LEAST_CHARACTERS, max_size=60))
def test_a_secret_is_masked_however_it_is_written(way: str, secret: str) -> None:
    told = masked(f"(before {WAYS[way](secret)} after)", [secret])
    assert WAYS[way](secret) not in told
    assert MASK in told
    assert told.startswith("(before ")


@pytest.mark.parametrize("way", WAYS)
def test_letters_of_any_script_are_masked_too(way: str) -> None:
    assert MASK in masked(WAYS[way](SECRET), [SECRET])


def test_what_holds_no_secret_stays_as_it_is() -> None:
    assert masked("says 401: a wrong key", ["sk-planted-31b7", ""]) == "says 401: a wrong key"
    assert masked("says 401", []) == "says 401"


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("DISCORD_TOKEN", "MTAwMDAw.abc.def", "MTAwMDAw.abc.def"),
        ("OPENAI_API_KEY", " sk-planted-31b7\n", "sk-planted-31b7"),
        ("EMBEDDING_API_KEY", "sk-planted-31b7", "sk-planted-31b7"),
        ("PGPASSWORD", "correct horse", "correct horse"),
        ("CHROMA_CLIENT_AUTH_CREDENTIALS", "reader:horse", "reader:horse"),
        ("https_proxy", "http://reader:sesame%2Fopen@proxy:3128", "sesame/open"),
    ],
)
def test_a_secret_is_known_by_its_variable(name: str, value: str, secret: str) -> None:
    assert secrets_in({name: value}) == {secret}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/usr/local/bin"),
        ("PGPASSWORD", "news"),
        ("HTTP_PROXY", "http://proxy:3128"),
        ("HTTP_PROXY", "http://["),
    ],
)
def test_what_is_none_is_not_taken_for_one(name: str, value: str) -> None:
    assert secrets_in({name: value}) == frozenset()
