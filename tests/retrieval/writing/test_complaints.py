import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.writing.complaints import Complaint, error_of, shown
from retrieval.writing.dialect import first_dialect
from retrieval.writing.endpoint import Endpoint
from retrieval.writing.errors import (
    ModelBusyError,
    ModelContextError,
    ModelError,
    ModelKeyError,
    ModelQuotaError,
    ModelTimeoutError,
    ModelUnavailableError,
    ModelUnknownError,
)

KEY = "sk-planted-7d1f"
LOCAL = Endpoint("scripted", "http://localhost:8080/v1", seed=7)
SCHEMA = {"type": "object"}


@pytest.mark.parametrize(
    ("complaint", "kind"),
    [
        (Complaint(401, "Incorrect API key provided"), ModelKeyError),
        (Complaint(400, "API key not valid. Please pass a valid API key."), ModelKeyError),
        (Complaint(402, "Insufficient Balance"), ModelQuotaError),
        (Complaint(429, "You exceeded your current quota", "insufficient_quota"), ModelQuotaError),
        (Complaint(429, "Rate limit reached for gpt"), ModelBusyError),
        (Complaint(None, "slow down", "rate_limit_exceeded"), ModelBusyError),
        (Complaint(400, "too long", "context_length_exceeded"), ModelContextError),
        (Complaint(400, "maximum context length is 2048 tokens; reduce max_tokens"), ModelContextError),
        (
            Complaint(400, "the request exceeds the available context size", "exceed_context_size_error"),
            ModelContextError,
        ),
        (Complaint(500, "input is too large to process. increase the physical batch size"), ModelContextError),
        (Complaint(413, "Request Entity Too Large"), ModelContextError),
        (Complaint(None, "This model's maximum context length is 2048 tokens", "400"), ModelContextError),
        (Complaint(404, 'model "gemma9" not found, try pulling it first'), ModelUnknownError),
        (Complaint(400, "Invalid model: scripted"), ModelUnknownError),
        (Complaint(405, "Method Not Allowed"), ModelUnknownError),
        (Complaint(408, "Request Timeout"), ModelTimeoutError),
        (Complaint(503, "Loading model"), ModelUnavailableError),
        (Complaint(None, "EngineCore died", "500"), ModelUnavailableError),
        (Complaint(None, "worker died"), ModelUnavailableError),
        (Complaint(400, "messages must not be empty"), ModelError),
    ],
)
def test_a_complaint_is_the_error_that_its_status_code_and_words_say(
    complaint: Complaint, kind: type[ModelError]
) -> None:
    assert type(error_of(complaint, LOCAL, KEY)) is kind


def test_an_error_says_where_and_what_on_one_line_without_the_key() -> None:
    said = str(error_of(Complaint(503, f"no\n\x1b[31mroom for {KEY}"), LOCAL, KEY))
    assert said == "http://localhost:8080/v1 says 503: no [31mroom for …"


@given(st.text(max_size=500))
def test_what_is_shown_of_anybodys_words_is_one_short_line_without_the_key(text: str) -> None:
    line = shown(text + KEY + text, KEY)
    assert KEY not in line
    assert line.isprintable()
    assert len(line) <= 200


@pytest.mark.parametrize(
    ("complaint", "left_out"),
    [
        (Complaint(400, "response_format.type `json_schema` is not supported"), {"response_format"}),
        (Complaint(500, "failed to parse grammar"), {"response_format"}),
        (Complaint(422, "body.seed: Extra inputs are not permitted"), {"seed"}),
        (Complaint(400, "Unknown field: stream_options"), {"stream_options"}),
        (
            Complaint(400, "Only the default (1) value is supported", "unsupported_value", "temperature"),
            {"temperature"},
        ),
        (Complaint(400, "Unrecognized arguments: seed, stream_options"), {"seed", "stream_options"}),
    ],
)
def test_what_is_complained_of_is_left_out_and_nothing_else(complaint: Complaint, left_out: set[str]) -> None:
    dialect = first_dialect(LOCAL)
    sent = dialect.fields(LOCAL, SCHEMA)
    plainer = dialect.without(complaint, sent)
    assert plainer is not None
    assert set(sent) - set(plainer.fields(LOCAL, SCHEMA)) == left_out


def test_the_limit_of_a_reply_is_sent_by_its_other_name_when_the_first_is_refused_and_then_not_at_all() -> None:
    dialect = first_dialect(LOCAL)
    assert dialect.fields(LOCAL, None)["max_tokens"] == LOCAL.reply_tokens
    refused = Complaint(400, "Use 'max_completion_tokens' instead.", "unsupported_parameter", "max_tokens")
    second = dialect.without(refused, dialect.fields(LOCAL, None))
    assert second is not None
    assert second.fields(LOCAL, None)["max_completion_tokens"] == LOCAL.reply_tokens
    third = second.without(Complaint(400, "unknown max_completion_tokens"), second.fields(LOCAL, None))
    assert third is not None
    assert not {"max_tokens", "max_completion_tokens"} & set(third.fields(LOCAL, None))


def test_openai_is_asked_by_the_name_that_its_newer_models_know() -> None:
    openai = Endpoint("gpt")
    assert "max_completion_tokens" in first_dialect(openai).fields(openai, None)


@given(st.lists(st.sampled_from(["response_format", "seed", "stream_options", "temperature", "max_tokens", "n"])))
def test_an_endpoint_that_complains_of_everything_is_soon_asked_no_more(named: list[str]) -> None:
    dialect, asked = first_dialect(LOCAL), 0
    for name in named:
        plainer = dialect.without(Complaint(400, f"unknown field {name}"), dialect.fields(LOCAL, SCHEMA))
        if plainer is not None:
            dialect, asked = plainer, asked + 1
    assert asked <= 6


def test_no_complaint_about_a_key_or_a_crowd_makes_it_ask_more_plainly() -> None:
    dialect = first_dialect(LOCAL)
    for status in (401, 403, 404, 429, 503, None):
        assert dialect.without(Complaint(status, "seed temperature response_format"), dialect.fields(LOCAL, {})) is None


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8080",
        "ftp://localhost/v1",
        "",
        "https:///v1",
        "https://me:secret@localhost/v1",
        "http://a/v1?key=secret",
    ],
)
def test_an_address_that_is_none_or_holds_a_secret_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        Endpoint("scripted", address)
