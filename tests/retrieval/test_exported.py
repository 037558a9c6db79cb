"""An exported model stands whole or not at all, and is found again without opening what made it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import exported
from retrieval.errors import EmbeddingError
from retrieval.exported import ABANDONED_AFTER_SECONDS, ExportedModel, ModelCard, find, publish, remember
from retrieval.exporting import export
from retrieval.settings import EmbeddingSettings

CARD = ModelCard("tiny", "d" * 32, 32, 48, 1, "query: ", "passage: ", "fp32")


def write(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"graph")
    (folder / "tokenizer.json").write_bytes(b"{}")


def refuse(_folder: Path) -> None:
    raise AssertionError("it stands already")


def test_what_was_published_is_found_by_its_wish_whole(tmp_path: Path) -> None:
    assert find(tmp_path, "wish") is None
    model = publish(tmp_path, CARD, write)
    remember(tmp_path, "wish", model)
    assert find(tmp_path, "wish") == model
    assert find(tmp_path, "another wish") is None
    assert model.card.sizes == {"model.onnx": 5, "tokenizer.json": 2}


def test_a_model_that_stands_is_not_made_again(tmp_path: Path) -> None:
    assert publish(tmp_path, CARD, write) == publish(tmp_path, CARD, refuse)


def test_an_export_that_breaks_leaves_nothing_in_sight(tmp_path: Path) -> None:
    def break_off(folder: Path) -> None:
        write(folder)
        raise EmbeddingError("the graph cannot be traced")

    with pytest.raises(EmbeddingError, match="traced"):
        publish(tmp_path, CARD, break_off)
    assert list((tmp_path / "models").iterdir()) == []


def test_what_a_killed_export_left_is_never_taken_for_a_model_and_is_swept_away_later(tmp_path: Path) -> None:
    young, old = (tmp_path / "models" / f".export-{age}" for age in ("young", "old"))
    for leftover in (young, old):
        leftover.mkdir(parents=True)
        write(leftover)
    os.utime(old, (0, old.stat().st_mtime - ABANDONED_AFTER_SECONDS - 1))
    publish(tmp_path, CARD, write)
    assert young.is_dir(), "another process may be writing it"
    assert not old.exists()


@pytest.mark.parametrize("harm", ["model.onnx", "model.json"])
def test_a_folder_that_is_not_whole_is_not_found_and_is_made_again(harm: str, tmp_path: Path) -> None:
    model = publish(tmp_path, CARD, write)
    remember(tmp_path, "wish", model)
    (model.folder / harm).write_bytes(b"")
    assert find(tmp_path, "wish") is None
    assert publish(tmp_path, CARD, write) == model
    assert find(tmp_path, "wish") == model


def test_another_process_that_was_faster_is_not_disturbed(tmp_path: Path) -> None:
    def meanwhile(folder: Path) -> None:
        write(folder)
        publish(tmp_path, CARD, write)

    model = publish(tmp_path, CARD, meanwhile)
    assert [path.name for path in (tmp_path / "models").iterdir()] == [model.card.digest]


def test_a_disk_that_refuses_is_one_line_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(EmbeddingError, match="cannot be written") as caught:
        publish(tmp_path, CARD, write)
    assert "\n" not in str(caught.value)
    assert "writable" in caught.value.hint


def test_a_folder_without_a_model_is_refused_at_once_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match="holds no embedding model") as caught:
        export(EmbeddingSettings(model=str(tmp_path)), tmp_path)
    assert "\n" not in str(caught.value)
    assert "multilingual-e5-small" in caught.value.hint


@pytest.mark.parametrize("change", [{"question_prefix": "ask: "}, {"passage_prefix": ""}, {"precision": "int8"}])
def test_what_changes_a_vector_changes_the_digest(
    change: dict[str, str],
    tiny_model: Path,
    export_model: Callable[[EmbeddingSettings], ExportedModel],
) -> None:
    plain = EmbeddingSettings(model=str(tiny_model))
    assert export_model(plain) != export_model(EmbeddingSettings.model_validate(plain.model_dump() | change))


def test_threads_change_no_vector_and_so_no_digest(
    tiny_model: Path, export_model: Callable[[EmbeddingSettings], ExportedModel]
) -> None:
    one, two = (EmbeddingSettings(model=str(tiny_model), threads=threads) for threads in (1, 2))
    assert export_model(one) == export_model(two)


def test_a_model_exported_twice_has_one_digest(
    tiny_model: Path, model_state: Path, export_model: Callable[[EmbeddingSettings], ExportedModel]
) -> None:
    wish = EmbeddingSettings(model=str(tiny_model))
    assert export(wish, model_state / "again").card == export_model(wish).card


@pytest.mark.parametrize("file", ["model.ort", "tokenizer.json", "model.json"])
def test_a_file_that_is_not_what_was_exported_is_named_and_the_model_can_be_dropped(
    tiny_model: Path, tmp_path: Path, export_model: Callable[[EmbeddingSettings], ExportedModel], file: str
) -> None:
    model = export_model(EmbeddingSettings(model=str(tiny_model)))
    folder = tmp_path / "models" / model.card.digest
    shutil.copytree(model.folder, folder)
    exported.remember(tmp_path, "a wish", model)
    assert exported.damage(tmp_path, "a wish") is None
    assert exported.damage(tmp_path, "another wish") is None
    content = (folder / file).read_bytes()
    (folder / file).write_bytes(bytes([content[0] ^ 1]) + content[1:])
    assert str(folder) in (exported.damage(tmp_path, "a wish") or "")
    exported.drop(tmp_path, "a wish")
    assert exported.find(tmp_path, "a wish") is None
