"""The vectors of an edition: a row a record, as they were written; whole or not there."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import NoEditionError, ShelfError
from retrieval.vector_table import read_table, writing_table

ROWS = np.random.default_rng(0).normal(size=(5, 3)).astype(np.float32)


def written(state: Path, ids: str = "abcde") -> None:
    vectors = dict(zip("abcde", ROWS, strict=True))
    with writing_table(state, "one", list(ids), ROWS.shape[1]) as table:
        for some in ([*ids[1:3], *ids[4:]], ids[3:4], ids[:1]):
            table.put(some, np.array([vectors[record_id] for record_id in some]))


def test_what_was_written_is_read_by_id_to_the_last_bit(tmp_path: Path) -> None:
    written(tmp_path)
    table = read_table(tmp_path, "one")
    assert table.vectors.dtype == np.float32
    assert {record_id: table.vectors[row].tolist() for record_id, row in table.rows.items()} == {
        record_id: row.tolist() for record_id, row in zip("abcde", ROWS, strict=True)
    }


def test_a_table_can_be_empty(tmp_path: Path) -> None:
    with writing_table(tmp_path, "one", [], 3):
        pass
    table = read_table(tmp_path, "one")
    assert (dict(table.rows), table.vectors.shape) == ({}, (0, 3))


def test_one_that_is_read_stays_as_it_was_while_another_is_written_in_its_place(tmp_path: Path) -> None:
    written(tmp_path)
    old = read_table(tmp_path, "one")
    written(tmp_path, "edcba")
    assert np.array_equal(old.vectors, ROWS)
    assert list(read_table(tmp_path, "one").rows) == list("edcba")


def test_what_was_not_written_to_its_end_is_not_there(tmp_path: Path) -> None:
    def stop(at: Path) -> None:
        with writing_table(at, "one", list("abcde"), 3) as table:
            table.put("ab", ROWS[:2])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop(tmp_path)
    assert list((tmp_path / "editions" / "one").iterdir()) == []
    with pytest.raises(NoEditionError, match="not there"):
        read_table(tmp_path, "one")


@pytest.mark.parametrize("damage", ["cut", "nonsense", "empty", "other numbers", "fewer ids", "binary ids"])
def test_damage_is_one_line_and_says_what_to_run(tmp_path: Path, damage: str) -> None:
    written(tmp_path)
    vectors, records = (tmp_path / "editions" / "one" / name for name in ("vectors.npy", "records.txt"))
    match damage:
        case "cut":
            vectors.write_bytes(vectors.read_bytes()[:-1])
        case "nonsense":
            vectors.write_bytes(b"nonsense" * 99)
        case "empty":
            vectors.write_bytes(b"")
        case "other numbers":
            np.save(vectors, ROWS.astype(np.float64))
        case "fewer ids":
            records.write_text("a\nb\n")
        case "binary ids":
            records.write_bytes(b"\xff\n" * 5)
    with pytest.raises(ShelfError) as raised:
        read_table(tmp_path, "one")
    assert "\n" not in str(raised.value)
    assert "newsdesk index" in raised.value.hint
