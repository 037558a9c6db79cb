"""The claims of a message: what is said in it, without Discord's markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.claiming import CLAIMS, claims_of

CLAIM = "Forty boats sank in the harbour."


@pytest.mark.parametrize(
    "message",
    [
        CLAIM,
        f"<@123> {CLAIM} <@!5> <@&6> <#7> <:wave:8> <a:wave:9>",
        f"{CLAIM} https://example.org/a?b=c",
        f"{CLAIM} <https://example.org>",
        f"> {CLAIM}",
        f"- {CLAIM}\n```\nForty lines of code are here.\n```",
        "**Forty boats** sank in the __harbour__.",
        "*Forty* _boats_ ~~sank~~ in the ||harbour||.",
        "[Forty boats](https://example.org/boats) sank in the harbour.",
        f"# {CLAIM}",
        f"Hello everyone! {CLAIM} Is that so? ok lol",
        f"\u202e{CLAIM}\u200b",
    ],
)
def test_markup_questions_and_greetings_are_no_claims(message: str) -> None:
    claims, unread = claims_of(message)
    assert [claim.rstrip() for claim in claims] == [CLAIM]
    assert unread == 0


@pytest.mark.parametrize(
    "message", ["", "?", "Who sank the forty boats?", "Thanks!", "The harbour.", "```a b c d", "🤷"]
)
def test_where_nothing_is_claimed_there_is_nothing_to_check(message: str) -> None:
    assert claims_of(message) == ([], 0)


def test_an_underscore_within_a_word_stays() -> None:
    assert claims_of("The file boat_log_2 names forty boats.")[0] == ["The file boat_log_2 names forty boats."]


def test_of_many_claims_the_first_are_read_and_the_rest_is_counted() -> None:
    said = [f"Storm number {number} sank forty boats." for number in range(CLAIMS + 3)]
    assert claims_of(" ".join(said)) == (said[:CLAIMS], 3)
    assert claims_of("\n".join(said)) == (said[:CLAIMS], 3)


@given(st.text())
def test_no_message_makes_it_stumble(message: str) -> None:
    claims, unread = claims_of(message)
    assert len(claims) <= CLAIMS
    assert unread == 0 or len(claims) == CLAIMS
    assert all("\n" not in claim and claim == claim.strip() for claim in claims)
