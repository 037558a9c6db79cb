"""`newsdesk doctor` names each fault of the records, the editions, the clock and the folders, with its mend."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import examine
from bot.finding import Finding
from bot.records.records import Records
from tests.bot.conftest import House

YEAR = 365 * 24 * 3600


@pytest.fixture
async def used(house: House) -> House:
    """A house that is indexed, and that the bot ran in."""
    house.configure('[records]\ndatabase = "sqlite:///kept/newsdesk.db"\n')
    assert house.run("index").exit_code == 0
    await (await Records.open("sqlite:///kept/newsdesk.db", house.root)).close()
    return house


def faults(house: House) -> list[Finding]:
    return [each for each in examine(house.settings, house.root / "config.toml") if not each.sound]


def the_fault(house: House) -> Finding:
    (fault,) = faults(house)
    assert fault.mend
    assert "\n" not in fault.what + fault.mend
    return fault


def database(house: House) -> Path:
    return house.root / "kept/newsdesk.db"


def files(house: House) -> dict[str, bytes]:
    """All files but Chroma's database: its engine writes a row of its own whenever it opens."""
    found = [path for path in sorted(house.root.rglob("*")) if path.is_file() and path.name != "chroma.sqlite3"]
    return {str(path): path.read_bytes() for path in found}


def test_a_sound_house_has_no_fault_and_is_left_as_it_was(used: House) -> None:
    before = files(used)
    assert faults(used) == []
    assert files(used) == before


def test_before_the_first_run_there_are_no_records_and_that_is_no_fault(house: House) -> None:
    assert house.run("index").exit_code == 0
    assert faults(house) == []
    assert not list(house.root.glob("*.db*"))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.write_bytes(b"Dear operator, this is no database.\n" * 99), "not a database"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]), "malformed|damaged"),
        (lambda path: path.rename(f"{path}-wal"), "is gone"),
    ],
    ids=["text", "empty", "cut short", "gone"],
)
def test_records_that_are_damaged(used: House, damage: Callable[[Path], None], words: str) -> None:
    damage(database(used))
    before = files(used)
    fault = the_fault(used)
    assert any(word in fault.what for word in words.split("|"))
    assert "backup" in fault.mend
    assert files(used) == before


def test_records_that_another_process_holds(used: House) -> None:
    with closing(sqlite3.connect(database(used), isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        fault = the_fault(used)
    assert "locked" in fault.what
    assert "another process" in fault.mend


def test_records_of_a_newer_version(used: House) -> None:
    with closing(sqlite3.connect(database(used))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    fault = the_fault(used)
    assert "9999" in fault.what
    assert "newer Newsdesk" in fault.mend


@pytest.mark.parametrize("place", ["kept", "kept/newsdesk.db", "articles", "state", "state/editions"])
def test_what_cannot_be_written(used: House, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != used.root / place and access(path, mode))
    fault = the_fault(used)
    assert str(used.root / place) in fault.what
    assert "cannot be written" in fault.what


@pytest.mark.parametrize("name", ["articles.jsonl", "words.npz", "stems.txt", "proof.json", "records.txt"])
def test_a_file_of_the_edition_that_is_not_the_one_that_was_written(used: House, name: str) -> None:
    (path,) = (used.root / "state").rglob(name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    fault = the_fault(used)
    assert fault.what.startswith("edition: ")
    assert "newsdesk index" in fault.mend


@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "link_lists.bin", "length.bin"])
def test_a_graph_that_is_not_the_one_that_was_sealed(used: House, name: str) -> None:
    (path,) = (used.root / "state").rglob(name)
    path.write_bytes(bytes(path.stat().st_size) + b"1")
    assert "not those it was sealed with" in the_fault(used).what


def test_an_edition_that_cannot_be_gone_back_to(used: House) -> None:
    (folder,) = (used.root / "state/editions").iterdir()
    used.write("garden", "Roses", "The garden opened in June.")
    assert used.run("index").exit_code == 0
    shutil.rmtree(folder)
    assert "served before" in the_fault(used).what


@pytest.mark.parametrize(("seconds", "words"), [(-YEAR, "was written"), (10 * YEAR, "was written")])
def test_a_clock_that_jumped(used: House, seconds: int, words: str) -> None:
    moved = time.time() - seconds
    for path in used.root.rglob("*"):
        os.utime(path, (moved, moved))
    fault = the_fault(used)
    assert fault.what.startswith("clock: ")
    assert words in fault.what
    assert "set the clock" in fault.mend


def test_a_model_that_is_damaged_is_told_without_making_it_anew(used: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "model_damage", lambda _: "model.ort is not what was exported")
    monkeypatch.setattr(doctor, "embedder_of", lambda *_: pytest.fail("it was opened"))
    fault = the_fault(used)
    assert fault.what.startswith("model: ")
    assert "exported anew" in fault.mend
