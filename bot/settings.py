"""The whole configuration: config.toml, overridden by NEWSDESK_SECTION__KEY variables; secrets never stand in it."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from corpus.errors import NewsdeskError
from retrieval.settings import (
    AnsweringSettings,
    CuttingSettings,
    EmbeddingSettings,
    IndexSettings,
    Section,
    WritingSettings,
    refuse_unless_address,
)

PREFIX = "NEWSDESK_"
PATH_VARIABLE = "NEWSDESK_CONFIG"
# As SQLAlchemy reads an address, not as urlsplit does: its passwords may hold "/", "?" and "#".
_PASSWORD = re.compile(r"postgresql://[^@]*:[^@]*@|[?&]\w*password=", re.IGNORECASE)


class ConfigError(NewsdeskError):
    """The configuration says something that Newsdesk does not know."""


class CorpusSettings(Section):
    """Where the articles are."""

    folder: Path = Path("corpus/articles")


class StateSettings(Section):
    """Where editions and exported models are kept. The folder can be deleted: it is made anew."""

    folder: Path = Path(".newsdesk")


class DiscordSettings(Section):
    """Where and how the bot answers. ``api`` is a REST proxy to speak through, empty for Discord itself."""

    direct_messages: bool = True
    threads: bool = True
    moderator_channel: Annotated[int, Field(ge=0)] = 0
    keepers: tuple[Annotated[int, Field(gt=0)], ...] = ()
    moderator_roles: tuple[Annotated[int, Field(gt=0)], ...] = ()
    shard_count: Annotated[int, Field(ge=0)] = 0
    shards: tuple[Annotated[int, Field(ge=0)], ...] = ()
    api: str = ""

    @field_validator("api")
    @classmethod
    def _is_an_address_without_a_secret(cls, value: str) -> str:
        if value:
            refuse_unless_address(value, "http://localhost:8080/api/v10")
        return value

    @model_validator(mode="after")
    def _shards_are_counted(self) -> Self:
        if any(shard >= self.shard_count for shard in self.shards):
            raise ValueError("shards are numbered from 0 to shard_count - 1: set shard_count to how many there are")
        return self


class LimitSettings(Section):
    """How much a reader, and all readers together, may ask at once. Times in seconds unless said."""

    cooldown_seconds: Annotated[float, Field(ge=0, le=3600)] = 5.0
    at_once: Annotated[int, Field(ge=1, le=64)] = 4
    waiting: Annotated[int, Field(ge=0, le=10_000)] = 100
    conversation_minutes: Annotated[int, Field(ge=0, le=1440)] = 15
    shutdown_seconds: Annotated[float, Field(ge=0, le=300)] = 10.0


class RecordSettings(Section):
    """Where what is kept of readers is written, and for how long."""

    database: str = "sqlite:///newsdesk.db"
    answer_days: Annotated[int, Field(ge=1, le=3650)] = 30
    question_hours: Annotated[int, Field(ge=1, le=8760)] = 72

    @field_validator("database")
    @classmethod
    def _known_and_without_a_password(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("sqlite", "postgresql"):
            raise ValueError('must be "sqlite:///FILE" or "postgresql://user@host/name"')
        if _PASSWORD.search(value):
            raise ValueError("has a password: give it as PGPASSWORD in the environment, or in ~/.pgpass")
        return value


class MonitoringSettings(Section):
    """Where health and metrics are served, and how much is logged. Port 0: nowhere."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 9464
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(BaseSettings):
    """Every section of config.toml. Get one from ``load``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    corpus: CorpusSettings = CorpusSettings()
    state: StateSettings = StateSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    cutting: CuttingSettings = CuttingSettings()
    index: IndexSettings = IndexSettings()
    answering: AnsweringSettings = AnsweringSettings()
    writing: WritingSettings = WritingSettings()
    discord: DiscordSettings = DiscordSettings()
    limits: LimitSettings = LimitSettings()
    records: RecordSettings = RecordSettings()
    monitoring: MonitoringSettings = MonitoringSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over config.toml, which ``load`` hands in; read nothing else."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def path_of(path: Path | None = None) -> Path:
    """Return which config.toml is meant, absolutely; see ``load``."""
    return (path or Path(os.environ.get(PATH_VARIABLE) or "config.toml")).absolute()


def load(path: Path | None = None) -> Settings:
    """Read config.toml: ``path``, else the file that NEWSDESK_CONFIG names, else the one in this folder.

    Folders in it are relative to the file's own folder. Raises ConfigError, one line, at an unknown key or variable,
    a missing or unreadable file, a value out of range.
    """
    path = path_of(path)
    _refuse_unknown_variables()
    settings = _validated(path)
    corpus = CorpusSettings(folder=path.parent / settings.corpus.folder)
    state = StateSettings(folder=path.parent / settings.state.folder)
    beside = path.parent / settings.embedding.model
    local = beside.is_dir() and not settings.embedding.endpoint
    embedding = settings.embedding.model_copy(update={"model": str(beside)} if local else {})
    return settings.model_copy(update={"corpus": corpus, "state": state, "embedding": embedding})


def _validated(path: Path) -> Settings:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(
            f"there is no {path}", hint=f"run in Newsdesk's folder, or name a file with --config or {PATH_VARIABLE}"
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}", hint="config.toml holds TOML in UTF-8") from None
    try:
        return Settings(**values)
    except ValidationError as error:
        faults = "; ".join(
            f"[{'.'.join(str(part) for part in fault['loc'])}] {fault['msg']}" for fault in error.errors()
        )
        raise ConfigError(
            f"{path} or a {PREFIX} variable: {faults}", hint="config.toml as shipped names every setting and why"
        ) from None


def _refuse_unknown_variables() -> None:
    known = {PATH_VARIABLE} | {
        f"{PREFIX}{section}__{key}".upper()
        for section, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
        for key in field.annotation.model_fields
    }
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise ConfigError(
            f"the environment sets {', '.join(unknown)}, which Newsdesk does not know",
            hint=f"variables are named {PREFIX}SECTION__KEY, such as {PREFIX}EMBEDDING__MODEL",
        )
