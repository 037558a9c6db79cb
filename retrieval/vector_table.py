"""The vectors of an edition, each embedded once: on the disk beside its snapshot, a row a record.

``<state>/editions/<name>/vectors.npy``, numpy's format: float32, shape (records, dimension), mapped into memory when it
is read; and ``records.txt``, the records' ids, a line each, in the order of the rows. The index is searched for what
is near; a vector that is known by its record's id is read here, and any index can be made anew from here.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from corpus.durable import sync
from retrieval.errors import NoEditionError, ShelfError
from retrieval.ports import Vectors
from retrieval.snapshot import REBUILD, edition_folder

VECTORS, RECORDS = "vectors.npy", "records.txt"
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True)
class VectorTable:
    """``vectors``, shape (records, dimension), and in which row stands that of each record, by its id."""

    rows: Mapping[str, int]
    vectors: Vectors


def sound(vectors: Vectors) -> NDArray[np.bool_]:
    """Tell of each vector whether it has the length 1 that every embedder gives it: damaged bytes hardly leave that."""
    with np.errstate(invalid="ignore", over="ignore"):
        squares = np.einsum("ij,ij->i", vectors, vectors)
        whole: NDArray[np.bool_] = np.abs(squares - 1) < 0.01
    return whole


def damaged_ids(table: VectorTable) -> set[str]:
    """Return the records whose vectors are not sound."""
    if all_sound(table.vectors):
        return set()
    return {record_id for record_id, row in table.rows.items() if not sound(table.vectors[row : row + 1]).all()}


def all_sound(vectors: Vectors) -> bool:
    """Tell whether all of them are, a part of a large table at a time."""
    parts = range(0, len(vectors), ROWS_AT_ONCE)
    return all(sound(vectors[start : start + ROWS_AT_ONCE]).all() for start in parts)


class VectorTableFile:
    """A table while it is written, its rows in any order."""

    def __init__(self, file: BinaryIO, ids: Sequence[str]) -> None:
        self._file, self._start = file, file.tell()
        self._rows = {record_id: row for row, record_id in enumerate(ids)}

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Write the vectors of some records, once each."""
        rows = np.array([self._rows[record_id] for record_id in ids])
        for run in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(rows) != 1) + 1):
            written = np.ascontiguousarray(vectors[run], dtype="<f4")
            self._file.seek(self._start + int(rows[run[0]]) * written[0].nbytes)
            self._file.write(written.data)


def read_table(state: Path, name: str) -> VectorTable:
    """Open an edition's vectors, by id. NoEditionError when they are not there, ShelfError when they are damaged."""
    folder = edition_folder(state, name)
    try:
        ids = (folder / RECORDS).read_text(encoding="ascii").split("\n")[:-1]
    except FileNotFoundError as error:
        raise NoEditionError(f"the vectors in {folder} are not there", hint=REBUILD) from error
    except (OSError, ValueError) as error:
        raise ShelfError(f"the vectors in {folder} are damaged: {error}", hint=REBUILD) from error
    return VectorTable(
        {record_id: row for row, record_id in enumerate(ids)}, read_vectors(state, name, records=len(ids))
    )


def read_vectors(state: Path, name: str, records: int) -> Vectors:
    """Open an edition's vectors, which are those of so many records. Raises as ``read_table``."""
    folder = edition_folder(state, name)
    try:
        # Not as the memmap that it is: every slice of that would be one, at ten times the cost.
        vectors: Vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False))
    except FileNotFoundError as error:
        raise NoEditionError(f"the vectors in {folder} are not there", hint=REBUILD) from error
    except (OSError, ValueError, EOFError) as error:
        raise ShelfError(f"the vectors in {folder} are damaged: {error}", hint=REBUILD) from error
    if vectors.ndim != 2 or vectors.dtype != np.float32 or len(vectors) != records:
        raise ShelfError(f"the vectors in {folder} are damaged: they are not one a record", hint=REBUILD)
    return vectors


@contextmanager
def writing_table(state: Path, name: str, ids: Sequence[str], dimension: int) -> Iterator[VectorTableFile]:
    """Let the table of these records be written, every row; it stands after the block, durably. Raises ShelfError."""
    folder = edition_folder(state, name)
    beside = folder / f".{VECTORS}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            header = {"descr": "<f4", "fortran_order": False, "shape": (len(ids), dimension)}
            np.lib.format.write_array_header_1_0(file, header)
            yield VectorTableFile(file, ids)
            file.flush()
            os.fsync(file.fileno())
        (folder / VECTORS).unlink(missing_ok=True)  # never other ids beside it than its own
        (folder / RECORDS).write_text("".join(f"{record_id}\n" for record_id in ids), encoding="ascii")
        sync(folder / RECORDS)
        beside.replace(folder / VECTORS)
        sync(folder)
    except OSError as error:
        raise ShelfError(f"the edition cannot be written to {folder}: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
