"""Staged beside, served at last or discarded: whatever fails on the way, the old edition goes on serving."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from time import time
from typing import Any

import pytest
from filelock import FileLock

from corpus.article import Article
from retrieval import history, publishing, serving
from retrieval.edition import open_current, open_edition
from retrieval.errors import (
    EditionChangedError,
    EmbeddingError,
    IndexUnavailableError,
    NoEditionError,
    ShelfError,
    ShelfLockedError,
)
from retrieval.history import articles_of, editions
from retrieval.ports import Progress, Vectors
from retrieval.publishing import Publication, publish, stage
from retrieval.serving import STAGED_SECONDS, discard, serve
from retrieval.settings import CuttingSettings
from retrieval.snapshot import REMEMBERED, edition_folder, read_pointer
from tests.fakes import FakeEmbedder
from tests.fakes_shelf import FakeShelf

CUTTING = CuttingSettings()


class FailingEmbedder(FakeEmbedder):
    """Fails when it is told to."""

    fails = False

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if self.fails:
            raise EmbeddingError("the model is gone, as it was told to be")
        return super().embed_passages(texts, progress)


def story(word: str) -> Article:
    return Article("story", "A town", f"The town closed its library {word}. Readers objected.", source="Gazette")


class Review:
    """Tools of a moderator, and the state that they work on."""

    def __init__(self, state: Path) -> None:
        self.state, self.shelf, self.embedder = state, FakeShelf(), FailingEmbedder()

    def publish(self, word: str) -> str:
        return publish([story(word)], self.embedder, self.shelf, self.state, CUTTING).edition

    def stage(self, word: str) -> Publication:
        return stage([story(word)], self.embedder, self.shelf, self.state, CUTTING)

    def serve(self, name: str, expected: str | None) -> None:
        serve(self.state, self.shelf, name, expected)

    def discard(self, name: str) -> None:
        discard(self.state, self.shelf, name)

    @property
    def serves(self) -> str:
        """The text that the edition which serves has, its index opened."""
        edition = open_current(self.state, self.shelf, self.embedder.fingerprint)
        edition.close()
        return edition.articles["story"].text

    def stands(self, name: str) -> bool:
        try:
            open_edition(self.state, self.shelf, name).close()
        except NoEditionError:
            return False
        return True

    def trace(self) -> tuple[set[str], set[str]]:
        """The names of all editions in the folder and on the shelf, finished or not."""
        folders = {path.name for path in (self.state / "editions").iterdir()}
        return folders, {*self.shelf.sealed, *self.shelf.unfinished}


@pytest.fixture
def review(tmp_path: Path) -> Review:
    return Review(tmp_path)


def full(*_: object, **__: object) -> None:
    raise ShelfError("the disk is full, as it was told to be")


def test_what_is_staged_stands_and_does_not_serve(review: Review) -> None:
    old = review.publish("quietly")
    pointer = read_pointer(review.state)
    publication = review.stage("loudly")
    assert (publication.articles, publication.kept, publication.embedded, publication.removed) == (1, 1, 1, 1)
    assert review.stands(publication.edition)
    assert review.stands(old)
    assert read_pointer(review.state) == pointer
    assert "quietly" in review.serves


def test_what_is_staged_serves_when_it_is_told_to(review: Review) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    review.serve(new, expected=old)
    assert "loudly" in review.serves
    assert review.stands(old)


def test_the_first_edition_of_all_can_be_staged(review: Review) -> None:
    name = review.stage("quietly").edition
    assert read_pointer(review.state) is None
    review.serve(name, expected=None)
    assert "quietly" in review.serves


def test_staging_what_serves_already_is_unchanged_and_embeds_nothing(review: Review) -> None:
    name = review.publish("quietly")
    review.embedder.embedded.clear()
    publication = review.stage("quietly")
    assert (publication.edition, publication.unchanged) == (name, True)
    assert review.embedder.embedded == []
    review.serve(name, expected=name)
    review.discard(name)
    assert "quietly" in review.serves


def test_of_two_reviews_side_by_side_the_second_is_refused(review: Review) -> None:
    old = review.publish("quietly")
    one, other = review.stage("loudly").edition, review.stage("slowly").edition
    review.serve(one, expected=old)
    assert review.stands(other)
    with pytest.raises(EditionChangedError) as raised:
        review.serve(other, expected=old)
    assert "review" in raised.value.hint
    assert "loudly" in review.serves
    review.serve(other, expected=one)
    assert "slowly" in review.serves


def test_what_does_not_stand_whole_is_not_served(review: Review) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    (edition_folder(review.state, new) / "words.npz").unlink()
    for name in (new, "0" * 32):
        with pytest.raises(NoEditionError, match="does not stand"):
            review.serve(name, expected=old)
    assert "quietly" in review.serves


def test_what_is_to_be_done_first_is_done_before_the_swap_and_stops_it_when_it_fails(review: Review) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    with pytest.raises(ShelfError, match="disk is full"):
        serve(review.state, review.shelf, new, old, first=full)
    assert "quietly" in review.serves
    seen: list[str] = []
    serve(review.state, review.shelf, new, old, first=lambda: seen.append(review.serves))
    assert "quietly" in seen[0]
    assert "loudly" in review.serves


def test_nothing_is_done_first_when_another_edition_serves(review: Review) -> None:
    review.publish("quietly")
    new = review.stage("loudly").edition
    with pytest.raises(EditionChangedError):
        serve(review.state, review.shelf, new, "0" * 32, first=full)


def test_what_is_discarded_leaves_no_trace(review: Review) -> None:
    review.publish("quietly")
    before = review.trace()
    name = review.stage("loudly").edition
    assert review.trace() != before
    for _ in range(2):
        review.discard(name)
        assert review.trace() == before
    assert "quietly" in review.serves


def test_an_edition_that_serves_or_served_is_not_discarded(review: Review) -> None:
    names = [review.publish(word) for word in ("one", "two")]
    for name in names:
        review.discard(name)
    assert all(review.stands(name) for name in names)


def test_a_publication_leaves_what_is_in_review_for_a_day(review: Review) -> None:
    review.publish("quietly")
    name = review.stage("loudly").edition
    for number in range(REMEMBERED + 1):
        review.publish(f"at {number}")
    assert review.stands(name)
    yesterday = time() - STAGED_SECONDS - 60
    os.utime(edition_folder(review.state, name) / "staged", (yesterday, yesterday))
    review.publish("quickly")
    assert name not in review.trace()[0] | review.trace()[1]


def test_staging_again_keeps_it_for_another_day(review: Review) -> None:
    review.publish("quietly")
    name = review.stage("loudly").edition
    yesterday = time() - STAGED_SECONDS - 60
    os.utime(edition_folder(review.state, name) / "staged", (yesterday, yesterday))
    review.stage("loudly")
    review.publish("quickly")
    assert review.stands(name)


def test_staging_sweeps_nothing(review: Review) -> None:
    names = {review.publish(f"at {number}") for number in range(REMEMBERED)}
    for number in range(3):
        names.add(review.stage(f"staged {number}").edition)
    assert all(review.stands(name) for name in names)


@pytest.mark.parametrize("step", ["build", "add", "seal", "model", "write_snapshot", "mark_staged"])
def test_staging_that_fails_at_any_step_leaves_the_old_edition_serving_and_no_trace_that_stands(
    review: Review, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = review.publish("quietly")
    pointer = read_pointer(review.state)
    with monkeypatch.context() as broken:
        broken.setattr(review.embedder, "fails", step == "model")
        broken.setattr(review.shelf, "fails_at", step)
        if step in ("write_snapshot", "mark_staged"):
            broken.setattr(publishing, step, full)
        with pytest.raises((ShelfError, EmbeddingError), match="as it was told to"):
            review.stage("loudly")
    assert read_pointer(review.state) == pointer
    assert "quietly" in review.serves
    if step not in ("build", "mark_staged"):
        assert review.trace() == ({old}, {old})
    review.serve(review.stage("loudly").edition, expected=old)
    assert "loudly" in review.serves


def test_staging_on_a_full_disk_is_one_line(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    review.publish("quietly")

    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    for call in ("mkdir", "open"):
        with monkeypatch.context() as broken:
            broken.setattr(Path, call, no_space)
            with pytest.raises(ShelfError, match="cannot be written"):
                review.stage("loudly")
        assert "quietly" in review.serves


@pytest.mark.parametrize("step", ["open", "unavailable", "write_pointer", "unreadable"])
def test_serving_that_fails_at_any_step_leaves_the_old_edition_serving(
    review: Review, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    with monkeypatch.context() as broken:
        if step == "open":
            broken.setattr(review.shelf, "fails_at", "open")
        if step == "unavailable":

            def gone(name: str) -> None:
                raise IndexUnavailableError(f"no answer about {name}")

            broken.setattr(review.shelf, "open", gone)
        if step == "write_pointer":
            broken.setattr(serving, "write_pointer", full)
        if step == "unreadable":
            damaged = edition_folder(review.state, new) / "articles.jsonl"
            whole = damaged.read_bytes()
            damaged.write_bytes(whole[:-10])
        with pytest.raises(ShelfError):
            review.serve(new, expected=old)
    assert "quietly" in review.serves
    if step == "unreadable":
        damaged.write_bytes(whole)
    review.serve(new, expected=old)
    assert "loudly" in review.serves


def test_a_sweep_that_fails_does_not_undo_the_swap(review: Review) -> None:
    old = review.publish("quietly")
    new = review.stage("loudly").edition
    half_built = edition_folder(review.state, "0" * 32)
    half_built.mkdir()
    review.shelf.fails_at = "drop"
    review.serve(new, expected=old)
    assert half_built.exists()
    review.shelf.fails_at = None
    assert "loudly" in review.serves


@pytest.mark.parametrize("step", ["fsync", "iterdir"])
def test_what_fails_after_the_swap_is_no_failure_to_serve(
    review: Review, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    where: Any = os if step == "fsync" else Path
    done = getattr(where, step)

    def fails_once_it_serves(subject: Any) -> Any:
        pointer = read_pointer(review.state)
        if pointer and pointer.current == new:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return done(subject)

    monkeypatch.setattr(where, step, fails_once_it_serves)
    review.serve(new, expected=old)
    assert "loudly" in review.serves


def test_a_discard_that_fails_is_told_and_the_next_publication_sweeps(review: Review) -> None:
    review.publish("quietly")
    name = review.stage("loudly").edition
    review.shelf.fails_at = "drop"
    with pytest.raises(ShelfError, match="failed to drop"):
        review.discard(name)
    review.shelf.fails_at = None
    assert "quietly" in review.serves
    review.publish("quickly")
    assert name not in review.trace()[0] | review.trace()[1]


def test_while_another_process_indexes_nothing_is_staged_served_or_discarded(review: Review) -> None:
    old, new = review.publish("quietly"), review.stage("loudly").edition
    with FileLock(review.state / "lock"):
        for act in (
            lambda: review.stage("slowly"),
            lambda: review.serve(new, expected=old),
            lambda: review.discard(new),
        ):
            with pytest.raises(ShelfLockedError):
                act()
    assert "quietly" in review.serves
    assert review.stands(new)


def test_the_editions_that_can_be_gone_back_to_are_told_latest_first(review: Review) -> None:
    assert editions(review.state) == ()
    names = [review.publish(word) for word in ("one", "two", "three", "one")]
    review.stage("four")
    told = editions(review.state)
    assert [each.name for each in told] == [names[0], names[2], names[1]]
    assert [each.serves for each in told] == [True, False, False]
    assert {(each.articles, each.passages) for each in told} == {(1, 1)}
    assert all(abs(each.made.timestamp() - time()) < 60 for each in told)
    assert articles_of(review.state, names[1]) == (story("two"),)


def test_an_edition_that_cannot_be_read_is_not_offered(review: Review) -> None:
    names = [review.publish(word) for word in ("one", "two")]
    (edition_folder(review.state, names[0]) / "articles.jsonl").write_text("nonsense")
    assert [each.name for each in history.editions(review.state)] == names[1:]
    with pytest.raises(ShelfError, match="damaged"):
        articles_of(review.state, names[0])
