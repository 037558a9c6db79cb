"""What is damaged of an edition that stands on the disk, found without a change to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from retrieval.chroma_reading import DATABASE_FILE
from retrieval.edition import open_edition
from retrieval.errors import IndexUnavailableError, ShelfError
from retrieval.ports import Shelf
from retrieval.proof import intact
from retrieval.snapshot import edition_folder
from retrieval.vector_table import all_sound


def damage_of(state: Path, shelf: Shelf, name: str) -> Iterator[str]:
    """Yield each thing that is damaged. Raises IndexUnavailableError: a shelf may just not answer."""
    folder = edition_folder(state, name)
    if intact(state, name) is None:
        yield f"the files in {folder} are not those that were written"
    try:
        with closing(open_edition(state, shelf, name)) as edition:
            if not all_sound(edition.vectors):
                yield f"the vectors in {folder} are not those that were written"
    except IndexUnavailableError:
        raise
    except ShelfError as error:
        yield str(error)
    database = folder / "chroma" / DATABASE_FILE
    if database.is_file():
        yield from _of_database(database)


def _of_database(file: Path) -> Iterator[str]:
    """Look at Chroma's own; its engine may be writing a row, so it is not held against a digest."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            said = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        said = str(error)
    if said != "ok":
        yield f"{file} is damaged: {' '.join(said.split())}"
