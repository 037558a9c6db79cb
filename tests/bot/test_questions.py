"""Questions come from outside: whatever their bytes, they can be asked and printed."""

import io
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.questions import lines, piped, text_of, typed


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | type[BaseException]]]:
    """What is typed at the prompt, line by line; an exception is a key that interrupts."""
    keys: list[str | type[BaseException]] = []

    def answer(_: str) -> str:
        key = keys.pop(0)
        if isinstance(key, str):
            return key
        raise key

    monkeypatch.setattr("builtins.input", answer)
    yield keys
    assert keys == [], "nothing is left unread"


@pytest.mark.parametrize("end", ["/quit", "/exit", "  /quit ", EOFError, KeyboardInterrupt])
def test_the_prompt_yields_questions_until_the_reader_leaves(
    prompt: list[str | type[BaseException]], end: str | type[BaseException]
) -> None:
    prompt += ["Who won?", "", "   ", " And when? ", end]
    assert list(typed()) == ["Who won?", "And when?"]


@given(st.binary())
def test_any_bytes_are_lines_that_can_be_printed(given_bytes: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given_bytes), encoding="utf-8"))
        read = list(lines())
    assert len(read) == len(io.BytesIO(given_bytes).readlines())
    "".join(read).encode("utf-8")


def test_a_pipe_s_questions_are_printed_before_they_are_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Who?\n\n When? "), encoding="utf-8"))
    asked = piped()
    assert next(asked) == "Who?"
    assert capsys.readouterr().out == "\n› Who?\n"
    assert list(asked) == ["When?"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_text_stays_as_it_is(text: str) -> None:
    assert text_of(text) == text


def test_bytes_of_another_encoding_become_what_can_be_printed() -> None:
    assert text_of(b"Caf\xe9?".decode("utf-8", "surrogateescape")) == "Caf??"
