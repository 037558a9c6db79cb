"""The config sections that retrieval reads. Every default stands in config.toml with a line of why."""

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator

from retrieval.usage import Usage
from retrieval.writing.endpoint import OPENAI_URL, Endpoint

KEY_VARIABLE = "OPENAI_API_KEY"
EMBEDDING_KEY_VARIABLE = "EMBEDDING_API_KEY"


class Section(BaseModel):
    """A section of config.toml: frozen, and it refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def refuse_unless_address(value: str, example: str, instead: str = "") -> None:
    """Raise ValueError for what is no address, and for one that holds a secret: settings are printed and logged."""
    parts = urlsplit(value)
    _ = parts.port  # ValueError when it is none
    if parts.scheme not in ("http", "https") or not parts.hostname or not value.isprintable() or " " in value:
        raise ValueError(f'must be an address such as "{example}"')
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"must hold no name, password or query: it is logged{instead}")


class EmbeddingSettings(Section):
    """Which model embeds, and how. ``None`` prefixes: the model's own.

    ``endpoint`` is empty for this machine; else the model is the endpoint's, and precision and threads are its matter.
    """

    model: str = "multilingual-e5-small"
    endpoint: str = ""
    precision: Literal["fp32", "int8"] = "fp32"
    question_prefix: str | None = None
    passage_prefix: str | None = None
    threads: Annotated[int, Field(ge=0, le=256)] = 0
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 10.0

    @field_validator("endpoint")
    @classmethod
    def _is_an_address_without_a_secret(cls, value: str) -> str:
        if value:
            refuse_unless_address(value, "http://localhost:8080/v1", f"; a key comes from {EMBEDDING_KEY_VARIABLE}")
        return value


class CuttingSettings(Section):
    """How long a passage may be, in characters."""

    passage_characters: Annotated[int, Field(ge=200, le=4000)] = 800


class IndexSettings(Section):
    """Where the vectors are kept: in the state folder, or on a Chroma server."""

    chroma: str = "embedded"

    @field_validator("chroma")
    @classmethod
    def _embedded_or_url(cls, value: str) -> str:
        if value != "embedded":
            if not value.startswith(("http://", "https://")):
                raise ValueError('must be "embedded" or the address of a Chroma server, "http://localhost:8000"')
            refuse_unless_address(value, "http://localhost:8000")
        return value


class AnsweringSettings(Section):
    """How much is quoted, and how sure Newsdesk must be to answer at all (a calibrated probability)."""

    sentences: Annotated[int, Field(ge=1, le=10)] = 2
    minimum_confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 0.4
    nearest: Annotated[int, Field(ge=0, le=10)] = 3


class WritingSettings(Section):
    """Who writes the answers: the articles' own words, or a language model whose every sentence is checked.

    ``base_url`` is empty for OpenAI's own. Times in seconds, prices for a million tokens; 0 tokens a day: no limit.
    """

    writer: Literal["quote", "openai", "auto"] = "auto"
    model: Annotated[str, Field(min_length=1)] = "gpt-4.1-mini"
    base_url: str = ""
    minimum_confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 0.1
    temperature: Annotated[float, Field(ge=0.0, le=2.0)] = 0.0
    seed: int = 0
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 60.0
    first_byte_seconds: Annotated[float, Field(gt=0, le=600)] = 20.0
    retries: Annotated[int, Field(ge=0, le=10)] = 2
    tokens_a_day: Annotated[int, Field(ge=0)] = 2_000_000
    server_tokens_a_day: Annotated[int, Field(ge=0)] = 500_000
    prompt_price: Annotated[float, Field(ge=0)] = 0.0
    completion_price: Annotated[float, Field(ge=0)] = 0.0
    currency: str = "USD"

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value:
            Endpoint("any", value)
        return value

    def by_model(self, environment: Mapping[str, str]) -> bool:
        """Tell whether a language model writes: by "auto" where the environment has a key, or an address is set."""
        given = bool(self.base_url or environment.get(KEY_VARIABLE, "").strip())
        return self.writer == "openai" or (self.writer == "auto" and given)

    @property
    def endpoint(self) -> Endpoint:
        """Where the model is asked, and how."""
        return Endpoint(
            self.model,
            self.base_url or OPENAI_URL,
            self.temperature,
            self.seed,
            self.timeout_seconds,
            self.first_byte_seconds,
            self.retries,
        )

    @property
    def host(self) -> str:
        """The name of the machine that the model is asked on."""
        return urlsplit(self.endpoint.base_url).hostname or self.endpoint.base_url

    def cost(self, usage: Usage) -> float | None:
        """Return what tokens cost, None where no price is set."""
        if not (self.prompt_price or self.completion_price):
            return None
        return (usage.prompt_tokens * self.prompt_price + usage.completion_tokens * self.completion_price) / 1e6
