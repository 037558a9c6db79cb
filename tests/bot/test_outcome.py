"""A reply as JSON: the same keys whatever was replied, the words as they stand, a line of its own."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outcome import DECLINED, as_line, citation_object, outcome
from retrieval.answer import Claim, Fallback, Reason, Reply, WrittenBy
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN, replies


def test_an_answer_has_claims_and_citations_and_nothing_nearest() -> None:
    told = outcome(ANSWER)
    assert (told["kind"], told["text"], told["reason"]) == ("answer", ANSWER.text, None)
    assert told["claims"] == [{"text": "Forty boats sank in the old harbour.", "citations": [1], "translation": None}]
    assert told["citations"] == [citation_object(CITATION)]
    assert told["nearest"] == []


@pytest.mark.parametrize("reason", Reason)
def test_a_declined_reply_has_a_reason_and_what_is_nearest_but_nothing_cited(reason: Reason) -> None:
    told = outcome(replace(NO_ANSWER, reason=reason, dropped=2))
    assert (told["kind"], told["text"], told["reason"], told["dropped"]) == ("no_answer", DECLINED, reason.value, 2)
    assert told["claims"] == told["citations"] == []
    assert [each["number"] for each in told["nearest"]] == [1, 2]


def test_who_wrote_it_is_told_or_why_no_language_model_did_and_translations_stand_beside_their_sentences() -> None:
    told = outcome(replace(ANSWER, claims=(Claim("It sank.", (1,), "Es sank."),), written_by=WrittenBy.MODEL))
    assert (told["written_by"], told["fallback"], told["text"]) == ("model", None, "It sank.")
    assert told["claims"] == [{"text": "It sank.", "citations": [1], "translation": "Es sank."}]
    told = outcome(replace(NO_ANSWER, fallback=Fallback.SERVER_BUDGET))
    assert (told["written_by"], told["fallback"]) == ("quotes", "server_budget")


def test_claims_are_one_text() -> None:
    claims = (Claim("One came.", (1,)), Claim("Two saw.", (1,)))
    assert outcome(replace(ANSWER, claims=claims))["text"] == "One came. Two saw."


def test_a_citation_tells_where_it_stands_and_of_what() -> None:
    assert citation_object(CITATION) == {
        "number": 1,
        "article_id": "storm",
        "title": "A storm in Harbourtown",
        "source": "The Gazette",
        "published": "2026-05-04",
        "url": "https://gazette.example/storm",
        "start": 35,
        "end": 71,
        "quote": "Forty boats sank in the old harbour.",
        "attribution": None,
        "status": None,
        "superseded_by": None,
        "successor": None,
    }


def test_a_citation_tells_where_its_speaker_stands() -> None:
    assert citation_object(SPOKEN)["attribution"] == {
        "start": 73,
        "end": 103,
        "quote": "A spokesperson for the port said:",
    }


@given(replies())
def test_the_keys_are_the_same_for_any_reply_and_it_is_json(reply: Reply) -> None:
    told = outcome(reply)
    assert list(told) == list(outcome(ANSWER)) == list(outcome(NO_ANSWER))
    assert json.loads(as_line(told)) == told


@given(st.dictionaries(st.text(), st.text()))
def test_an_object_is_one_line_for_every_reader_of_lines(value: dict[str, str]) -> None:
    for line_end in ("\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x1c"):
        line = as_line(value | {"end": line_end})
        assert line.splitlines() == [line]
        assert json.loads(line)["end"] == line_end


def test_half_a_character_of_a_language_model_can_be_printed() -> None:
    line = as_line({"wrote": "a\ud800b"})
    assert line.encode() == b'{"wrote": "a\\ud800b"}'
