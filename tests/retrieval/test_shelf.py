"""One contract for every Shelf: the fake, Chroma in a folder, and Chroma on a server."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from retrieval import chroma_reading
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
        shelf.build("second", start_from="first")
        assert shelf.names() == ["first"]
        with pytest.raises(NoEditionError):
            shelf.open("second")

    def test_an_unknown_name_is_no_edition(self, shelf: Shelf) -> None:
        with pytest.raises(NoEditionError):
            shelf.open("never")
        with pytest.raises(NoEditionError):
            shelf.build("next", start_from="never")

    def test_nothing_can_be_put_into_a_sealed_collection_or_taken_out(self, shelf: Shelf) -> None:
        build = shelf.build("first")
        build.add(records(3), vectors(3))
        index = build.seal()
        with pytest.raises(ShelfError):
            build.add(records(1, start=7), vectors(1))
        with pytest.raises(ShelfError):
            build.remove(["a0"])
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

    def test_a_build_starts_from_a_sealed_collection_and_leaves_it_as_it_was(self, shelf: Shelf) -> None:
        rows = vectors(6)
        build = shelf.build("first")
        build.add(records(4), rows[:4])
        first = build.seal()
        build = shelf.build("second", start_from="first")
        assert build.ids() == {"a0", "a1", "a2", "a3"}
        build.remove(["a1", "not there"])
        build.add(records(2, article="b"), rows[4:])
        second = build.seal()
        assert (first.count, second.count) == (4, 5)
        assert first.nearest(rows[1], 1)[0].id == "a1"
        assert "a1" not in {neighbour.id for neighbour in second.nearest(rows[1], 10)}
        assert second.nearest(rows[5], 1)[0].id == "b1"
        assert sorted(shelf.names()) == ["first", "second"]

    def test_vectors_come_in_the_order_asked_however_often_and_however_many_were_asked_before(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(chroma_reading, "KEPT_VECTORS", 4)
        rows = vectors(12)
        build = shelf.build("first")
        build.add(records(12), rows)
        index = build.seal()
        for asked in ([3, 1, 3], [3, 1, 3], [5, 6, 7, 1], [8, 9], [1, 10, 8], [0], [11, 3]):
            np.testing.assert_allclose(index.vectors([f"a{number}" for number in asked]), rows[asked], atol=1e-6)
        for unknown in (["a1", "b1"], ["b1"]):
            with pytest.raises(KeyError):
                index.vectors(unknown)

    def test_a_record_that_was_taken_out_can_come_back_with_another_vector(self, shelf: Shelf) -> None:
        rows = vectors(4)
        build = shelf.build("first")
        build.add(records(3), rows[:3])
        build.remove(["a0"])
        build.seal().close()
        build = shelf.build("second", start_from="first")
        build.add(records(1), rows[3:])
        index = build.seal()
        assert index.nearest(rows[3], 1)[0].id == "a0"
        assert index.count == 3

    def test_after_many_removals_what_is_left_is_still_found(self, shelf: Shelf) -> None:
        rows = vectors(60)
        build = shelf.build("0")
        build.add(records(60), rows)
        build.seal().close()
        for generation in range(1, 6):
            build = shelf.build(str(generation), start_from=str(generation - 1))
            build.remove([f"a{number}" for number in range(10 * generation - 10, 10 * generation)])
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
        assert index.vectors([]).shape[0] == 0

    def test_vectors_come_back_in_the_order_asked(self, shelf: Shelf) -> None:
        rows = vectors(5)
        build = shelf.build("first")
        build.add(records(5), rows)
        index = build.seal()
        assert np.allclose(index.vectors(["a3", "a0", "a3"]), rows[[3, 0, 3]], atol=1e-6)
        assert index.vectors([]).shape == (0, DIMENSION)
        with pytest.raises(KeyError):
            index.vectors(["a3", "unknown"])

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
