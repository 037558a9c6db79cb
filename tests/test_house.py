"""The house keeps its own rules: who imports whom, where each third party lives, how files are named."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
FLOORS = ("corpus", "retrieval", "bot")
SOURCES = sorted(path for floor in FLOORS for path in (HOUSE / floor).rglob("*.py"))
MIGRATIONS = (
    *("0001_first_schema", "0002_moderators", "0003_drafts", "0004_told", "0005_owed", "0006_usage"),
    "0007_confirmed_by",
)
AT_HOME = {
    "chromadb": {"retrieval/chroma.py", "retrieval/chroma_building.py", "retrieval/chroma_reading.py"},
    "sentence_transformers": {"retrieval/exporting.py"},
    "transformers": {"retrieval/exporting.py"},
    "torch": {"retrieval/exporting.py"},
    "onnxruntime": {"retrieval/embedder.py", "retrieval/compacting.py"},
    "langchain_text_splitters": {"retrieval/cutting.py"},
    "langchain_core": {"retrieval/langchain.py", "retrieval/writing/openai_chat.py"},
    "langchain_openai": {"retrieval/writing/openai_chat.py"},
    "openai": {"retrieval/embedding_door.py", "retrieval/writing/openai_chat.py"},
    "xllamacpp": {"bot/local_model.py"},
    "sentencex": {"retrieval/sentence_ends.py"},
    "yaml": {"corpus/front_matter.py", "corpus/golden.py"},
    "click": {"bot/cli.py"},
    "fluent": {"bot/words/catalogue.py"},
    "babel": {"bot/words/catalogue.py"},
    "sqlalchemy": {
        *(f"bot/records/{name}.py" for name in ("tables", "database", "records", "migrating", "moderator_tables")),
        *(f"bot/records/{name}.py" for name in ("audits", "publications", "reviews", "room_settings", "standing")),
        *(f"bot/records/{name}.py" for name in ("answer_sources", "copying", "dating", "drafts", "engines")),
        *(f"bot/records/{name}.py" for name in ("examining", "forgetting", "gaps", "insights", "sweeping", "usage")),
        *(f"bot/records/migrations/versions/{name}.py" for name in MIGRATIONS),
    },
    "alembic": {
        *(f"bot/records/{name}.py" for name in ("migrating", "migrations/env")),
        *(f"bot/records/migrations/versions/{name}.py" for name in MIGRATIONS),
    },
    "prometheus_client": {"bot/metrics.py"},
    "matplotlib": {"bot/drawing.py"},
    "trafilatura": {"bot/extracting.py"},
    "discord": {
        *(f"bot/{name}.py" for name in ("answering", "client", "commands", "layout", "listening")),
        *(f"bot/{name}.py" for name in ("editing", "modals", "own_records", "places", "pressing", "rooms", "running")),
        *(f"bot/{name}.py" for name in ("forged", "translating", "troubles")),
        *(
            f"bot/moderating/{name}.py"
            for name in ("auditing", "corpus_commands", "explaining", "gap_keeping", "moderation")
        ),
        *(
            f"bot/moderating/{name}.py"
            for name in ("command_group", "permission", "pressing", "server_commands", "settings_commands")
        ),
    },
}
SAYS_NOTHING = {"utils", "helpers", "common", "base", "manager", "service", "misc"}


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("third_party", AT_HOME)
def test_a_third_party_is_imported_only_where_it_is_at_home(third_party: str) -> None:
    users = {name(path) for path in SOURCES if any(module.split(".")[0] == third_party for module in imported(path))}
    assert users, f"{third_party} is not used: take it out of pyproject.toml and of this table"
    assert users <= AT_HOME[third_party]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_has_one_job_in_at_most_250_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert path.stem not in SAYS_NOTHING


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
