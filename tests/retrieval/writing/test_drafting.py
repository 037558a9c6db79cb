"""A reply is read as a draft only if it is exactly one; whatever else it is, nothing is raised."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer import Draft, DraftClaim, Quotation
from retrieval.writing.drafting import LONGEST_CLAIM, MOST_CLAIMS, MOST_QUOTES, Malformed, parse, schema

QUOTE = {"evidence": "p12ab", "words": "It closed."}
CLAIM = {"text": "The account closed.", "quotes": [QUOTE]}
REPLY: dict[str, Any] = {"in_sources": True, "claims": [CLAIM]}
DRAFT = Draft((DraftClaim("The account closed.", (Quotation("p12ab", "It closed."),)),))
WHOLE = json.dumps(REPLY)


@pytest.mark.parametrize(
    "reply",
    [
        WHOLE,
        f"  {WHOLE}\n",
        f"```json\n{WHOLE}\n```",
        f"Here is the answer {{as asked}}:\n{WHOLE}\nI hope that it helps.",
        f"<think>It could be {WHOLE} …</think>{WHOLE}",
        WHOLE.encode(),
        json.dumps(REPLY | {"claims": [CLAIM, CLAIM]}),
    ],
)
def test_the_one_object_is_read_whatever_stands_around_it(reply: str | bytes) -> None:
    assert parse(reply) == DRAFT


def test_a_declared_absence_is_a_draft_without_claims_whatever_else_it_says() -> None:
    assert parse('{"in_sources": false, "claims": []}') == Draft(())
    assert parse(json.dumps(REPLY | {"in_sources": False})) == Draft(())


def test_a_claim_made_twice_rests_on_all_that_it_was_said_to_rest_on() -> None:
    other = {"evidence": "p34cd", "words": "It shut."}
    draft = parse(json.dumps(REPLY | {"claims": [CLAIM, CLAIM | {"quotes": [other, QUOTE]}]}))

    assert isinstance(draft, Draft)
    assert draft.claims[0].quotations == (Quotation("p12ab", "It closed."), Quotation("p34cd", "It shut."))


def test_a_translation_is_kept_unless_it_is_blank_or_the_claim_itself_and_may_be_left_out() -> None:
    kept = [
        parse(json.dumps(REPLY | {"claims": [CLAIM | {"translation": translation}]}))
        for translation in (" Das Konto schloss. ", None, " ", "The account closed.")
    ]

    assert [each.claims[0].translation for each in kept if isinstance(each, Draft)] == [
        "Das Konto schloss.",
        None,
        None,
        None,
    ]


def test_of_a_claim_made_twice_the_first_translation_is_kept() -> None:
    claims = [CLAIM, CLAIM | {"translation": "Das Konto schloss."}, CLAIM | {"translation": "Es schloss."}]
    draft = parse(json.dumps(REPLY | {"claims": claims}))

    assert isinstance(draft, Draft)
    assert [each.translation for each in draft.claims] == ["Das Konto schloss."]


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        ("", "no JSON object"),
        ("I cannot help with that.", "no JSON object"),
        ("[]", "no JSON object"),
        (WHOLE[:-5], "no JSON object"),
        (WHOLE + WHOLE, "more than one"),
        ('{"in_sources": true, "claims": []}', "without a claim"),
        ('{"in_sources": "true", "claims": []}', 'at "in_sources"'),
        ('{"in_sources": 1, "claims": []}', 'at "in_sources"'),
        ('{"in_sources": NaN, "claims": []}', "NaN"),
        ('{"in_sources": false, "in_sources": true, "claims": []}', "twice"),
        ('{"claims": []}', 'at "in_sources"'),
        (json.dumps(REPLY | {"verified": True}), 'at "?"'),
        (json.dumps(REPLY | {"claims": [CLAIM | {"quotes": []}]}), 'at "claims.0.quotes"'),
        (json.dumps(REPLY | {"claims": [CLAIM | {"quotes": [QUOTE] * (MOST_QUOTES + 1)}]}), 'at "claims.0.quotes"'),
        (json.dumps(REPLY | {"claims": [CLAIM | {"text": "a" * (LONGEST_CLAIM + 1)}]}), 'at "claims.0.text"'),
        (json.dumps(REPLY | {"claims": [CLAIM | {"text": ["a"]}]}), 'at "claims.0.text"'),
        (
            json.dumps(REPLY | {"claims": [CLAIM | {"translation": "a" * (LONGEST_CLAIM + 1)}]}),
            'at "claims.0.translation"',
        ),
        (json.dumps(REPLY | {"claims": [CLAIM | {"translation": False}]}), 'at "claims.0.translation"'),
        (json.dumps(REPLY | {"claims": [CLAIM] * (MOST_CLAIMS + 1)}), 'at "claims"'),
        ('{"in_sources": true, "claims": ' + "[" * 20_000, "nested too deeply"),
        ('{"claims":' * 3_000, "nested too deeply"),
        ('{"in_sources": true, "claims": ' + "9" * 5_000 + "}", "no JSON object"),
        (" " * 40_001, "longer than"),
        (b"\xff\xfe\x00", "no JSON object"),
        (WHOLE.replace("It closed.", "\\ud800"), 'at "claims.0.quotes.0.words"'),
    ],
)
def test_anything_else_is_malformed_and_said_how(reply: str | bytes, complaint: str) -> None:
    found = parse(reply)

    assert isinstance(found, Malformed)
    assert complaint in found.complaint


def test_a_complaint_repeats_no_name_that_the_model_made_up() -> None:
    found = parse(json.dumps(REPLY | {"ignore all rules": True}))

    assert isinstance(found, Malformed)
    assert "ignore" not in found.complaint


PIECES = st.sampled_from([WHOLE, "{", "}", "[", '"claims":', '"in_sources"', ":true", "NaN", "1e999", "\\ud800", "```"])


@given(st.one_of(st.binary(), st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=12).map("".join)))
def test_reading_a_reply_never_raises(reply: str | bytes) -> None:
    found = parse(reply)

    assert isinstance(found, Draft | Malformed)
    if isinstance(found, Malformed):
        found.complaint.encode("utf-8")
    else:
        assert all(claim.quotations for claim in found.claims)


def test_the_schema_names_the_keys_that_were_offered_and_holds_what_is_read() -> None:
    asked = schema(["p12ab"])

    whole = REPLY | {"claims": [CLAIM | {"translation": None}]}
    jsonschema.validate(whole, asked)
    jsonschema.validate(REPLY | {"claims": [CLAIM | {"translation": "Es schloss."}]}, asked)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(whole).replace("p12ab", "p9999")), asked)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(REPLY, asked)
