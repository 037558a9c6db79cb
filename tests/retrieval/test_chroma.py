"""What only the real Chroma can show: files, processes, and what its errors become."""

import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import chroma
from retrieval.chroma import EmbeddedShelf, ServerShelf
from retrieval.chroma_reading import EngineRows
from retrieval.errors import IndexUnavailableError, NoEditionError, ShelfError
from tests.chroma_server import free_port, running_server
from tests.retrieval.test_shelf import records, vectors

HOUSE = Path(__file__).parents[2]


def seal(shelf: EmbeddedShelf, name: str, count: int = 3) -> None:
    build = shelf.build(name)
    build.add(records(count), vectors(count))
    build.seal().close()


def in_another_process(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


def graph(folder: Path) -> Path:
    (found,) = (path for path in (folder / "first" / "chroma").iterdir() if path.is_dir())
    return found


def test_what_a_killed_build_left_is_not_seen_and_swept_by_the_next(tmp_path: Path) -> None:
    killed = in_another_process(
        """
        import os, sys
        from pathlib import Path
        from retrieval.chroma import EmbeddedShelf
        from tests.retrieval.test_shelf import records, vectors
        EmbeddedShelf(Path(sys.argv[1])).build("first").add(records(3), vectors(3))
        os.kill(os.getpid(), 9)
        """,
        tmp_path,
    )
    assert killed.returncode == -9
    shelf = EmbeddedShelf(tmp_path)
    assert shelf.names() == []
    with pytest.raises(NoEditionError, match="never finished"):
        shelf.open("first")
    build = shelf.build("first")
    assert build.ids() == set()
    build.add(records(2), vectors(2))
    assert build.seal().count == 2


def test_what_is_sealed_is_read_by_many_processes_at_once_and_stays_as_it_was(tmp_path: Path) -> None:
    shelf = EmbeddedShelf(tmp_path)
    seal(shelf, "first", 30)
    mine = shelf.open("first")
    graph_before = {path.name: path.read_bytes() for path in graph(tmp_path).iterdir()}
    script = """
        import sys
        from pathlib import Path
        from retrieval.chroma import EmbeddedShelf
        from tests.retrieval.test_shelf import vectors
        for _ in range(10):
            index = EmbeddedShelf(Path(sys.argv[1])).open("first")
            assert [index.nearest(row, 1)[0].id for row in vectors(30)] == [f"a{row}" for row in range(30)]
            index.close()
        """
    command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)]
    readers = [subprocess.Popen(command, cwd=HOUSE) for _ in range(2)]
    while any(reader.poll() is None for reader in readers):
        assert [mine.nearest(row, 1)[0].id for row in vectors(30)] == [f"a{row}" for row in range(30)]
    assert [reader.returncode for reader in readers] == [0, 0]
    assert {path.name: path.read_bytes() for path in graph(tmp_path).iterdir()} == graph_before


def test_a_reader_does_not_import_the_package_that_takes_longer_than_a_question(tmp_path: Path) -> None:
    seal(EmbeddedShelf(tmp_path), "first")
    reader = in_another_process(
        """
        import sys
        from pathlib import Path
        from retrieval.chroma import EmbeddedShelf
        assert EmbeddedShelf(Path(sys.argv[1])).open("first").count == 3
        print("chromadb" in sys.modules)
        """,
        tmp_path,
    )
    assert (reader.stdout, reader.stderr) == ("False\n", "")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts open files where the system shows them")
def test_closing_lets_go_of_every_file(tmp_path: Path) -> None:
    def held() -> set[str]:
        links = (os.path.realpath(path) for path in Path("/proc/self/fd").iterdir())
        return {link for link in links if link.startswith(str(tmp_path))}

    def held_soon() -> set[str]:
        until = time.monotonic() + 10  # the engine closes its database on a thread of its own
        while held() and time.monotonic() < until:
            time.sleep(0.01)
        return held()

    shelf = EmbeddedShelf(tmp_path)
    seal(shelf, "first")
    assert held_soon() == set()
    index = shelf.open("first")
    index.nearest(vectors(1)[0], 1)
    assert held()
    index.close()
    assert held_soon() == set()


def test_an_index_stays_readable_while_the_next_is_built_from_it_and_after_it_is_dropped(tmp_path: Path) -> None:
    shelf = EmbeddedShelf(tmp_path)
    seal(shelf, "first", 4)
    old = shelf.open("first")
    build = shelf.build("second", start_from="first", without=["a0"])
    assert build.ids() == {"a1", "a2", "a3"}
    build.seal().close()
    shelf.drop("first")
    assert {neighbour.id for neighbour in old.nearest(vectors(1)[0], 4)} == {"a0", "a1", "a2", "a3"}


def test_a_graph_worn_by_removals_is_not_copied(tmp_path: Path) -> None:
    shelf = EmbeddedShelf(tmp_path)
    seal(shelf, "0", 40)
    removed = []
    for generation in range(1, 5):
        going = {record.id for record in records(8)}
        build = shelf.build(str(generation), start_from=str(generation - 1), without=going)
        build.add(records(8), vectors(8, seed=generation))
        if len(build.ids()) == 8:
            build.add(records(32, start=8), vectors(40)[8:])
        index = build.seal()
        assert index.count == 40
        assert index.nearest(vectors(8, seed=generation)[3], 1)[0].id == "a3"
        index.close()
        removed.append(EngineRows(tmp_path / str(generation) / "chroma", chroma.EMBEDDED_NAME).metadata["removed"])
    assert removed == [8, 0, 8, 0]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def turn_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def scribble(path: Path) -> None:
    path.write_bytes(b"scribble" * (path.stat().st_size // 8))


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder / "first"),
        lambda folder: shutil.rmtree(graph(folder)),
        lambda folder: (graph(folder) / "index_metadata.pickle").unlink(),
        lambda folder: cut_short(graph(folder) / "data_level0.bin"),
        lambda folder: turn_a_bit(graph(folder) / "header.bin"),
        lambda folder: turn_a_bit(graph(folder) / "data_level0.bin"),
        lambda folder: (folder / "first" / "chroma" / "chroma.sqlite3").unlink(),
        lambda folder: cut_short(folder / "first" / "chroma" / "chroma.sqlite3"),
        lambda folder: scribble(folder / "first" / "chroma" / "chroma.sqlite3"),
    ],
    ids=[
        "gone",
        "no graph",
        "graph file gone",
        "graph cut short",
        "header",
        "a bit",
        "no database",
        "database cut short",
        "scribbled",
    ],
)
def test_damage_is_one_line_and_says_what_to_run(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    shelf = EmbeddedShelf(tmp_path)
    seal(shelf, "first")
    damage(tmp_path)
    with pytest.raises(ShelfError) as raised:
        shelf.open("first")
    assert not raised.value.retry_can_help
    assert "\n" not in str(raised.value)
    assert str(tmp_path) in str(raised.value)
    assert "newsdesk index" in raised.value.hint
    assert shelf.names() == []
    seal(shelf, "first")
    assert shelf.open("first").count == 3


def test_where_the_engine_cannot_write_its_row_it_reads_a_copy_of_the_database_which_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(EmbeddedShelf(tmp_path), "first")
    opens, places = EngineRows._open, list[Path]()

    def read_only(rows: EngineRows, folder: Path, name: str) -> None:
        places.append(folder)
        if len(places) == 1:
            raise RuntimeError("error returned from database: (code: 8) attempt to write a readonly database")
        opens(rows, folder, name)

    monkeypatch.setattr(EngineRows, "_open", read_only)
    index = EmbeddedShelf(tmp_path).open("first")
    assert index.nearest(vectors(3)[1], 1)[0].id == "a1"
    index.close()
    assert len(places) == 2
    assert not places[1].exists()


def test_a_server_that_is_down_is_worth_a_retry() -> None:
    shelf = ServerShelf(f"http://127.0.0.1:{free_port()}")
    for ask in (shelf.names, lambda: shelf.open("first"), lambda: shelf.build("first"), lambda: shelf.drop("first")):
        with pytest.raises(IndexUnavailableError) as raised:
            ask()
        assert raised.value.retry_can_help
        assert "127.0.0.1" in str(raised.value)


def test_a_server_that_goes_down_while_it_is_read_is_worth_a_retry(tmp_path: Path) -> None:
    with running_server(tmp_path) as url:
        build = ServerShelf(url).build("first")
        build.add(records(3), vectors(3))
        index = build.seal()
        assert index.nearest(vectors(1)[0], 1)[0].id == "a0"
    with pytest.raises(IndexUnavailableError):
        index.nearest(vectors(1)[0], 1)


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    build = EmbeddedShelf(tmp_path).build("first")
    build.add(records(3), vectors(3))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(IndexUnavailableError, match="No space left"):
            build.seal()
    build.discard()
    assert EmbeddedShelf(tmp_path).names() == []
