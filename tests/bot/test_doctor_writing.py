"""`newsdesk doctor` on who writes: why, and, where a model does, whether it does; the key is never told."""

import pytest

from bot.doctor import examine
from bot.finding import Finding
from tests.bot.conftest import House
from tests.openai_server import FAULTS, Reply, Says, nobody_listens, openai_server

KEY = "sk-planted-5f0c9e27"


def finding(house: House, more: str = "") -> Finding:
    house.configure(f"[writing]\nretries = 0\nfirst_byte_seconds = 1.0\n{more}")
    assert house.run("index").exit_code == 0
    [found] = [each for each in examine(house.settings) if each.what.startswith("writer: ")]
    return found


def at(base_url: str, writer: str = "auto") -> str:
    return f'writer = "{writer}"\nbase_url = "{base_url}"\nmodel = "scripted"\n'


@pytest.mark.parametrize(
    ("more", "key", "why"),
    [
        ("", None, "auto, OPENAI_API_KEY is not set and [writing] base_url is empty"),
        ('writer = "quote"', KEY, '[writing] writer is "quote"'),
    ],
)
def test_without_a_model_it_says_why_the_articles_answer(
    house: House, monkeypatch: pytest.MonkeyPatch, more: str, key: str | None, why: str
) -> None:
    if key:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    assert finding(house, more) == Finding(True, f"writer: {why}: the articles' own sentences answer")


@pytest.mark.parametrize(
    ("writer", "why"), [("auto", "auto, [writing] base_url is set"), ("openai", '[writing] writer is "openai"')]
)
def test_a_model_that_writes_is_named_with_its_time(house: House, writer: str, why: str) -> None:
    with openai_server(lambda _: '{"ok": true}') as server:
        found = finding(house, at(server.base_url, writer))
        [asked] = server.requests
    assert found.sound
    assert f"writer: {why}: scripted at {server.base_url} wrote what it was asked for in " in found.what
    assert asked.body["response_format"]["json_schema"]["schema"]["required"] == ["ok"]


@pytest.mark.parametrize(
    ("fault", "what", "mend"),
    [
        (FAULTS["401"], "says 401", "OPENAI_API_KEY"),
        (FAULTS["wrong model"], "does not exist", "check model and base_url"),
        (FAULTS["slow first byte"], "no first byte within 1 s", ""),
        (FAULTS["502 page"], "502", ""),
        (FAULTS["garbage"], "not write", ""),
        (Says("I am fine, thank you!"), "something else than it was asked for", "JSON by a schema"),
        (FAULTS["refusal"], "something else than it was asked for", "JSON by a schema"),
    ],
)
def test_a_model_that_does_not_is_a_fault_with_its_mend_and_without_the_key(
    house: House, monkeypatch: pytest.MonkeyPatch, fault: Reply, what: str, mend: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with openai_server() as server:
        server.always = fault
        found = finding(house, at(server.base_url))
    assert not found.sound
    assert what in found.what
    assert found.mend
    assert mend in found.mend
    assert KEY not in f"{found.what} {found.mend}"


def test_nobody_at_the_address_is_a_fault(house: House) -> None:
    found = finding(house, at(nobody_listens()))
    assert (found.sound, "no connection" in found.what) == (False, True)


def test_a_key_that_is_not_set_is_a_fault_where_openai_is_to_write(house: House) -> None:
    found = finding(house, 'writer = "openai"\n')
    assert not found.sound
    assert "there is no key for OpenAI" in found.what
    assert "OPENAI_API_KEY" in found.mend


def test_a_key_alone_chooses_openai(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY} with spaces")  # which is not sent anywhere
    found = finding(house)
    assert "auto, OPENAI_API_KEY is set: gpt-4.1-mini at https://api.openai.com/v1" in found.what
    assert KEY not in found.what
