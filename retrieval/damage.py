"""What is damaged of an edition that stands on the disk, found without a change to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from retrieval.chroma_reading import DATABASE_FILE
from retrieval.edition import open_edition
from retrieval.errors import IndexUnavailableError, ShelfError
from retrieval.ports import Shelf
from retrieval.proof import intact
from retrieval.snapshot import edition_folder
from retrieval.vector_table import all_sound


def damage_of(state: Path, shelf: Shelf, name: str) -> str | None:
    """Tell what is damaged, None where nothing is. Raises IndexUnavailableError: a shelf may just not answer."""
    folder = edition_folder(state, name)
    try:
        with closing(open_edition(state, shelf, name)) as edition:
            if not all_sound(edition.vectors):
                return f"the vectors in {folder} are not those that were written"
    except IndexUnavailableError:
        raise
    except ShelfError as error:
        return str(error)
    if intact(state, name) is None:
        return f"the files in {folder} are not those that were written, and no question needs them"
    return _of_database(folder / "chroma" / DATABASE_FILE)


def _of_database(file: Path) -> str | None:
    """Look at Chroma's own: its engine may write a row as it opens, so it is not held against a digest."""
    if not file.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            said = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        said = str(error)
    return None if said == "ok" else f"{file} is damaged: {' '.join(said.split())}"
