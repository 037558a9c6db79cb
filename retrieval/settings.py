"""The config sections that retrieval reads. Every default stands in config.toml with a line of why."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator


class Section(BaseModel):
    """A section of config.toml: frozen, and it refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EmbeddingSettings(Section):
    """Which model embeds, and how. ``None`` prefixes: the model's own."""

    model: str = "multilingual-e5-small"
    precision: Literal["fp32", "int8"] = "fp32"
    question_prefix: str | None = None
    passage_prefix: str | None = None
    threads: Annotated[int, Field(ge=0, le=256)] = 0


class CuttingSettings(Section):
    """How long a passage may be, in characters."""

    passage_characters: Annotated[int, Field(ge=200, le=4000)] = 800


class IndexSettings(Section):
    """Where the vectors are kept: in the state folder, or on a Chroma server."""

    chroma: str = "embedded"

    @field_validator("chroma")
    @classmethod
    def _embedded_or_url(cls, value: str) -> str:
        if value != "embedded" and not value.startswith(("http://", "https://")):
            raise ValueError('must be "embedded" or the address of a Chroma server, such as "http://localhost:8000"')
        return value


class AnsweringSettings(Section):
    """How much is quoted, and how sure Newsdesk must be to answer at all (a calibrated probability)."""

    sentences: Annotated[int, Field(ge=1, le=10)] = 2
    minimum_confidence: Annotated[float, Field(ge=0.0, le=1.0)] = 0.4
    nearest: Annotated[int, Field(ge=0, le=10)] = 3
