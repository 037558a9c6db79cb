"""config.toml tells the truth, and what Newsdesk does not know it refuses in one line."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from bot.settings import ConfigError, Settings, load
from retrieval.settings import Section

SHIPPED = Path(__file__).parents[2] / "config.toml"


def sections() -> dict[str, type[Section]]:
    return {
        name: field.annotation
        for name, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    }


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    return path


def test_the_shipped_file_holds_every_setting_at_its_default() -> None:
    shipped = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    text = SHIPPED.read_text(encoding="utf-8")
    assert set(shipped) == set(sections())
    for name, section in sections().items():
        defaults = section().model_dump(mode="json")
        unset = {key for key, value in defaults.items() if value is None}
        assert shipped[name] == {key: value for key, value in defaults.items() if key not in unset}
        assert all(f"# {key} = " in text for key in unset), "a setting without a default is shown as a comment"


def test_every_setting_in_the_shipped_file_has_a_line_of_why() -> None:
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line and line[0].isalpha():
            assert above.startswith("#"), f"{line!r} is not explained"


def test_an_empty_file_means_the_defaults_with_folders_beside_it(config: Path) -> None:
    settings = load(config)
    assert settings.embedding == Settings().embedding
    assert settings.corpus.folder == config.parent / "corpus/articles"
    assert settings.state.folder == config.parent / ".newsdesk"


def test_a_variable_wins_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text('[embedding]\nmodel = "one"\nprecision = "int8"\n', encoding="utf-8")
    monkeypatch.setenv("NEWSDESK_EMBEDDING__MODEL", "two")
    settings = load(config)
    assert settings.embedding.model == "two"
    assert settings.embedding.precision == "int8"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[embeding]\n", "embeding"),
        ('[embedding]\nmodle = "x"\n', "embedding.modle"),
        ("[cutting]\npassage_characters = 5\n", "cutting.passage_characters"),
        ('[index]\nchroma = "localhost:8000"\n', "index.chroma"),
        ("[answering]\nminimum_confidence = 2\n", "answering.minimum_confidence"),
        ("[embedding\n", "config.toml"),
    ],
)
def test_a_bad_file_is_refused_in_one_line_that_names_the_place(config: Path, text: str, named: str) -> None:
    config.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(config)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no"):
        load(tmp_path / "config.toml")


@pytest.mark.parametrize(
    "setting", ["EMBEDDING__ENDPOINT", "INDEX__CHROMA", "WRITING__BASE_URL", "DISCORD__API", "RECORDS__DATABASE"]
)
def test_an_address_with_a_password_is_refused_and_not_repeated(
    config: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    scheme = "postgresql" if setting.startswith("RECORDS") else "http"
    monkeypatch.setenv(f"NEWSDESK_{setting}", f"{scheme}://reader:sesame-31b7@host:80/records")
    with pytest.raises(ConfigError) as caught:
        load(config)
    assert "password" in str(caught.value)
    assert "sesame" not in str(caught.value)


def test_an_unknown_variable_is_refused(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_EMBEDING__MODEL", "x")
    with pytest.raises(ConfigError, match="NEWSDESK_EMBEDING__MODEL"):
        load(config)
