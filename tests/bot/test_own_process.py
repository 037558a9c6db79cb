"""A process that indexes is given what indexing takes, and no other secret."""

import pytest

from bot.local_model import environment
from bot.own_process import environment_for_indexing
from retrieval.settings import EMBEDDING_KEY_VARIABLE, KEY_VARIABLE


def test_a_process_that_indexes_is_given_the_embedding_s_key_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_back = {"DISCORD_TOKEN", "PGPASSWORD", KEY_VARIABLE}
    for name in {*kept_back, EMBEDDING_KEY_VARIABLE}:
        monkeypatch.setenv(name, "sesame-31b7")
    assert {name for name, value in environment_for_indexing().items() if value == "sesame-31b7"} == {
        EMBEDDING_KEY_VARIABLE
    }
    assert "PATH" in environment_for_indexing()


def test_a_local_model_is_sent_no_other_endpoint_s_key() -> None:
    assert environment("http://127.0.0.1:1/v1")[KEY_VARIABLE] == ""
