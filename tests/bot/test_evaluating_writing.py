"""`newsdesk eval --writer`: who writes is said by the command alone; what a model did, and its cost, is counted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import House
from tests.bot.test_evaluating import tiny_set
from tests.citing_script import citing
from tests.openai_server import FAULTS, OpenAIServer, Says, openai_server

__all__ = ["tiny_set"]
BOLD = "[answering]\nminimum_confidence = 0.0\n"
PRICES = "prompt_price = 1000000.0\ncompletion_price = 2000000.0\n"


@pytest.fixture(scope="module")
def server() -> Iterator[OpenAIServer]:
    with openai_server(citing) as running:
        yield running


@pytest.fixture(autouse=True)
def _as_new(server: OpenAIServer) -> None:
    server.requests.clear()
    server.always = Says()


def configured(house: House, base_url: str, writer: str = "auto", more: str = "") -> House:
    house.configure(
        f'{BOLD}[writing]\nwriter = "{writer}"\nbase_url = "{base_url}"\nmodel = "scripted"\nminimum_confidence = 0.0\n'
        f"retries = 0\n{more}"
    )
    return house


def evaluated(house: House, folder: Path, *options: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The report, and the predictions by question."""
    predictions = folder / "predictions.jsonl"
    told = house.run("eval", str(folder), "--json", "--predictions", str(predictions), *options)
    assert told.exit_code == 0, told.stderr
    rows = [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()]
    return json.loads(told.stdout), {row["id"]: row for row in rows}


def test_without_being_told_no_model_is_asked_whatever_the_settings_say(
    house: House, tiny_set: Path, server: OpenAIServer
) -> None:
    report, predictions = evaluated(configured(house, server.base_url, "openai"), tiny_set)
    assert (report["writing"], server.requests) == (None, [])
    assert {row["written_by"] for row in predictions.values()} == {"quotes"}
    assert not any("drafting" in row for row in predictions.values())


def test_told_to_the_model_writes_and_what_it_did_is_counted(
    house: House, tiny_set: Path, server: OpenAIServer
) -> None:
    report, predictions = evaluated(configured(house, server.base_url, "quote", PRICES), tiny_set, "--writer", "openai")
    writing = report["writing"]
    assert (writing["model"], writing["asked"], writing["by_model"], writing["by_quotes"]) == ("scripted", 4, 4, 0)
    assert writing["tries"] >= len(server.requests) >= 4
    assert writing["shown"] == sum(len(row["claims"]) for row in predictions.values()) > 0
    assert (writing["fallbacks"], writing["dropped"]) == ({}, {})
    assert writing["cost"] == pytest.approx(writing["prompt_tokens"] + 2 * writing["completion_tokens"])
    assert writing["prompt_tokens"] == sum(row["drafting"]["prompt_tokens"] for row in predictions.values()) > 0
    assert 0 <= writing["seconds_p50"] <= writing["seconds_p95"]
    assert all(
        (row["written_by"], row["fallback"], row["dropped"]) == ("model", None, 0) for row in predictions.values()
    )
    assert report["quoting"]["verbatim_rate"] == 1.0


def test_what_fails_is_told_by_reason_and_the_articles_answer(
    house: House, tiny_set: Path, server: OpenAIServer
) -> None:
    server.always = FAULTS["500"]
    report, predictions = evaluated(configured(house, server.base_url), tiny_set, "--writer", "openai")
    writing = report["writing"]
    assert (writing["by_model"], writing["by_quotes"], writing["shown"]) == (0, 4, 0)
    assert sum(writing["fallbacks"].values()) == 4
    assert set(writing["fallbacks"]) <= {"unavailable", "resting"}
    assert predictions["boats"]["kind"] == "answer"


def test_what_does_not_hold_is_dropped_and_counted_by_reason(house: House, tiny_set: Path) -> None:
    def inventing(text: str) -> str:
        reply = json.loads(text)
        for claim in reply["claims"]:
            claim["text"] = "Fifty submarines surfaced in Atlantis."
        return json.dumps(reply)

    with openai_server(lambda messages: inventing(citing(messages))) as liar:
        house = configured(house, liar.base_url)
        report, predictions = evaluated(house, tiny_set, "--writer", "openai")
        table = house.run("eval", str(tiny_set), "--writer", "openai").stdout
    writing = report["writing"]
    assert writing["fallbacks"] == {"unsupported": 4}
    assert sum(writing["dropped"].values()) == sum(len(row["drafting"]["dropped"]) for row in predictions.values()) > 0
    assert not any("submarines" in row["text"] for row in predictions.values())
    assert "unsupported 4" in table
    assert max(len(line) for line in table.splitlines()) <= 80


def test_the_table_tells_of_the_model_only_where_one_was_to_write(
    house: House, tiny_set: Path, server: OpenAIServer
) -> None:
    configured(house, server.base_url, more=PRICES)
    quotes, model = (house.run("eval", str(tiny_set), "--writer", who).stdout for who in ("quote", "openai"))
    assert "Writing:" not in quotes
    assert "Writing: scripted" in model
    assert max(len(line) for line in model.splitlines()) <= 80


def test_a_model_without_a_key_is_an_operator_s_fault_before_anything_is_asked(house: House, tiny_set: Path) -> None:
    house.configure(BOLD)
    result = house.run("eval", str(tiny_set), "--writer", "openai")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no key for OpenAI" in result.stderr
    assert "OPENAI_API_KEY" in result.stderr
