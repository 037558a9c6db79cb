"""One contract for every Shelf: the fake, Chroma in a folder, and Chroma on a server."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval.chroma import EmbeddedShelf, ServerShelf
from retrieval.errors import NoEditionError, ShelfError
from retrieval.ports import Record, Shelf, Vectors
from tests.chroma_server import running_server
from tests.fakes_shelf import FakeShelf

DIMENSION = 16


def records(count: int, article: str = "a", start: int = 0) -> list[Record]:
    return [Record(f"{article}{number}", article, f"text {number}") for number in range(start, start + count)]


def vectors(count: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(params=["fake", "embedded", "server"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    if request.param == "fake":
        return FakeShelf()
    if request.param == "embedded":
        return EmbeddedShelf(tmp_path)
    server_shelf = ServerShelf(request.getfixturevalue("server"))
    for name in server_shelf.names():
        server_shelf.drop(name)
    return server_shelf


class TestShelf:
    def test_a_sealed_collection_can_be_opened_by_its_name(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        build.seal().close()
        assert shelf.names() == ["first"]
        assert shelf.open("first").count == 3

    def test_nobody_can_open_a_collection_before_it_is_sealed(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        assert shelf.names() == []
        with pytest.raises(NoEditionError):
            shelf.open("first")
        build.discard()

    def test_the_copy_of_a_sealed_collection_is_not_sealed(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        build.seal().close()
        shelf.build("second", start_from="first")  # sealed by nobody
        assert shelf.names() == ["first"]
        with pytest.raises(NoEditionError):
            shelf.open("second")

    def test_an_unknown_name_is_no_edition(self, shelf: Shelf) -> None:
        with pytest.raises(NoEditionError):
            shelf.open("never")

    @pytest.mark.parametrize("start_from", [None, "never", "next"])
    def test_a_build_from_what_does_not_stand_is_empty(self, shelf: Shelf, start_from: str | None) -> None:
        build = shelf.build("next", start_from)
        assert build.ids() == set()
        build.add(records(2), vectors(2))
        build.seal().close()
        assert shelf.build("next", "next").ids() == set()

    def test_nothing_can_be_put_into_a_sealed_collection(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        index = build.seal()
        with pytest.raises(ShelfError):
            build.add(records(1, start=7), vectors(1))
        with pytest.raises(ShelfError):
            build.seal()
        assert index.count == 3

    def test_an_id_that_is_there_already_is_refused(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        with pytest.raises(ValueError, match="already"):
            build.add(records(1), vectors(1, seed=9))
        with pytest.raises(ValueError, match="already"):
            build.add(records(1, start=5) * 2, vectors(2))
        with pytest.raises(ValueError, match="vectors"):
            build.add(records(2, start=7), vectors(1))
        assert build.ids() == {"a0", "a1", "a2"}

    def test_a_build_may_start_from_a_sealed_collection_and_leaves_it_as_it_was(self, shelf: Shelf) -> None:
        rows = vectors(10)
        build = shelf.build("first")
        build.add(records(8), rows[:8])
        first = build.seal()
        build = shelf.build("second", start_from="first", without=["a1", "not there"])
        kept = build.ids()
        assert kept in (set(), {record.id for record in records(8)} - {"a1"})
        rest = [record for record in records(8) if record.id not in {*kept, "a1"}]
        build.add(rest, rows[[int(record.id[1:]) for record in rest]])
        build.add(records(2, article="b"), rows[8:])
        second = build.seal()
        assert (first.count, second.count) == (8, 9)
        assert first.nearest(rows[1], 1)[0].id == "a1"
        assert "a1" not in {neighbour.id for neighbour in second.nearest(rows[1], 10)}
        for row, record_id in ((0, "a0"), (7, "a7"), (9, "b1")):
            assert second.nearest(rows[row], 1)[0].id == record_id
        assert sorted(shelf.names()) == ["first", "second"]

    def test_a_record_that_was_taken_out_can_come_back_with_another_vector(self, shelf: Shelf) -> None:
        rows = vectors(10)
        build = shelf.build("first")
        build.add(records(9), rows[:9])
        build.seal().close()
        build = shelf.build("second", start_from="first", without=["a0"])
        build.add(records(1), rows[9:])
        rest = [number for number in range(1, 9) if f"a{number}" not in build.ids()]
        build.add([records(9)[number] for number in rest], rows[rest])
        index = build.seal()
        assert index.nearest(rows[9], 1)[0].id == "a0"
        assert index.count == 9

    def test_after_many_removals_what_is_left_is_still_found(self, shelf: Shelf) -> None:
        rows = vectors(60)
        build = shelf.build("0")
        build.add(records(60), rows)
        build.seal().close()
        for generation in range(1, 6):
            going = [f"a{number}" for number in range(10 * generation - 10, 10 * generation)]
            build = shelf.build(str(generation), start_from=str(generation - 1), without=going)
            left = [number for number in range(10 * generation, 60) if f"a{number}" not in build.ids()]
            build.add([records(60)[number] for number in left], rows[left])
            index = build.seal()
            assert index.count == 60 - 10 * generation
            found = [index.nearest(rows[number], 1)[0].id for number in range(10 * generation, 60)]
            assert found == [f"a{number}" for number in range(10 * generation, 60)]
            index.close()

    def test_similarity_is_the_cosine_and_the_nearest_comes_first(self, shelf: Shelf) -> None:
        rows = vectors(50)
        question = vectors(1, seed=3)[0]
        build = shelf.build("first")
        build.add(records(50), rows)
        found = build.seal().nearest(question, 20)
        exact = rows @ question
        assert [neighbour.id for neighbour in found] == [f"a{row}" for row in np.argsort(-exact)[:20]]
        similarities = [neighbour.similarity for neighbour in found]
        assert similarities == pytest.approx(sorted(exact, reverse=True)[:20], abs=1e-5)

    def test_a_search_keeps_to_articles_and_leaves_articles_out(self, shelf: Shelf) -> None:
        rows = vectors(9)
        build = shelf.build("first")
        for number, article in enumerate("abc"):
            build.add(records(3, article), rows[3 * number : 3 * number + 3])
        index = build.seal()

        def articles(**limits: list[str]) -> set[str]:
            return {neighbour.id[0] for neighbour in index.nearest(rows[0], 9, **limits)}

        assert articles() == {"a", "b", "c"}
        assert articles(only=["b", "c"]) == {"b", "c"}
        assert articles(without=["b"]) == {"a", "c"}
        assert articles(only=["a", "b"], without=["a"]) == {"b"}
        assert articles(only=[]) == set()
        assert articles(only=["nowhere"]) == set()

    def test_fewer_records_than_asked_for_are_all_returned(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(2), vectors(2))
        index = build.seal()
        assert len(index.nearest(vectors(1)[0], 10)) == 2
        assert index.nearest(vectors(1)[0], 0) == []

    def test_an_empty_collection_finds_nothing(self, shelf: Shelf) -> None:
        index = shelf.build("empty").seal()
        assert index.count == 0
        assert index.nearest(vectors(1)[0], 3) == []

    def test_a_discarded_build_leaves_no_trace(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        build.discard()
        assert shelf.names() == []
        assert shelf.build("first").ids() == set()

    def test_a_dropped_collection_is_gone_and_dropping_it_twice_is_no_error(self, shelf: Shelf) -> None:
        shelf.build("first").seal().close()
        shelf.drop("first")
        shelf.drop("first")
        assert shelf.names() == []
        with pytest.raises(NoEditionError):
            shelf.open("first")
