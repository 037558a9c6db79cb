"""A reload: what is unchanged is not embedded again, and whatever fails, the old edition goes on serving."""

import json
import shutil
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import ExitStack
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.changed import difference
from retrieval import edition, publishing, serving
from retrieval.chroma import EmbeddedShelf, ServerShelf
from retrieval.cutting import cut
from retrieval.edition import open_current
from retrieval.errors import EmbeddingError, IndexUnavailableError, NoEditionError, ShelfError, ShelfLockedError
from retrieval.passage import Passage
from retrieval.ports import Progress, Shelf, Vectors
from retrieval.publishing import Publication, publish
from retrieval.settings import CuttingSettings
from retrieval.snapshot import FORMAT_VERSION, REMEMBERED, Pointer, Recipe, read_pointer, read_snapshot
from retrieval.stemming import stems
from tests.chroma_server import running_server
from tests.fakes import FakeEmbedder
from tests.fakes_shelf import FakeShelf

CUTTING = CuttingSettings()
WORDS = ("quietly", "loudly", "Буря!", "at 议会 last.\n\nThe \u2028 end")


class FailingEmbedder(FakeEmbedder):
    """Fails when it is told to."""

    fails = False

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if self.fails:
            raise EmbeddingError("the model failed, as it was told to")
        return super().embed_passages(texts, progress)


def story(number: int, word: str = "quietly") -> Article:
    text = f"Town {number} closed its library {word}. Readers of town {number} objected.\n\nNo reason was given there."
    return Article(
        f"story-{number:04}", f"Town {number}", text, source="Gazette", published=date(2026, 5, number % 28 + 1)
    )


class Press:
    """A publisher with its tools, to be asked twice."""

    def __init__(self, state: Path, shelf: Shelf | None = None) -> None:
        self.state, self.shelf, self.embedder = state, shelf or FakeShelf(), FailingEmbedder()

    def publish(self, articles: Sequence[Article], cutting: CuttingSettings = CUTTING) -> Publication:
        self.embedder.embedded.clear()
        return publish(articles, self.embedder, self.shelf, self.state, cutting)

    def answers(self) -> str:
        """The sentence that the edition which serves finds for a question."""
        edition = open_current(self.state, self.shelf, self.embedder.fingerprint)
        (question,) = self.embedder.embed_questions(["library closed"])
        found = edition.units[edition.index.nearest(question, 1)[0].id]
        edition.close()
        return found.sentence.span.of(found.passage.article.text)

    def folders(self) -> set[str]:
        return {path.name for path in (self.state / "editions").iterdir()}


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path)


@pytest.fixture
def fake(press: Press) -> FakeShelf:
    assert isinstance(press.shelf, FakeShelf)
    return press.shelf


@pytest.fixture(params=["fake", "embedded", "server"])
def any_press(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Press]:
    with ExitStack() as running:
        shelf: Shelf = FakeShelf()
        if request.param == "embedded":
            shelf = EmbeddedShelf(tmp_path / "editions")
        if request.param == "server":
            shelf = ServerShelf(running.enter_context(running_server(tmp_path)))
        yield Press(tmp_path, shelf)


def test_what_is_published_is_found_and_placed_in_its_article(any_press: Press) -> None:
    press = any_press
    publication = press.publish([story(1)])
    assert publication == Publication(publication.edition, 1, 1, kept=0, embedded=3, removed=0)
    assert press.answers() == "Town 1 closed its library quietly."
    publication = press.publish([story(1, "loudly")])
    assert (publication.kept, publication.embedded, publication.removed) == (2, 1, 1)
    assert press.answers() == "Town 1 closed its library loudly."


def test_one_word_in_one_article_of_many_embeds_one_sentence(press: Press) -> None:
    articles = [story(number) for number in range(200)]
    press.publish(articles)
    assert len(press.embedder.embedded) == 600
    articles[77] = story(77, "loudly")
    publication = press.publish(articles)
    assert press.embedder.embedded == ["Town 77 closed its library loudly."]
    assert (publication.kept, publication.embedded, publication.removed) == (599, 1, 1)


def test_what_only_moves_or_is_dated_anew_is_not_embedded_again(press: Press) -> None:
    one = story(1)
    press.publish([one])
    moved = Article(one.id, "Another title", "First of all, this is new. " + one.text, published=date(2026, 6, 1))
    press.publish([moved])
    assert press.embedder.embedded == ["First of all, this is new."]


def test_the_same_articles_in_any_order_are_the_edition_that_serves(press: Press) -> None:
    first = press.publish([story(1), story(2)])
    second = press.publish([story(2), story(1)])
    assert press.embedder.embedded == []
    assert second.unchanged
    assert not first.unchanged
    assert (second.edition, second.kept) == (first.edition, 6)


def test_the_edition_does_not_need_the_articles_again(press: Press) -> None:
    articles = (story(1), Article("é\ud800", "Odd \u2028 title", "A line.\r\nAnother\x0b line.\u2029 End."))
    publication = press.publish(articles)
    snapshot = read_snapshot(press.state, publication.edition)
    assert snapshot.articles == articles
    assert [passage.text for passage in snapshot.passages] == [
        passage.span.of(passage.article.text) for passage in snapshot.passages
    ]
    edition = open_current(press.state, press.shelf, press.embedder.fingerprint)
    assert dict(edition.articles) == {article.id: article for article in articles}


def test_an_edition_cannot_be_changed_from_outside(press: Press) -> None:
    press.publish([story(1)])
    edition = open_current(press.state, press.shelf, press.embedder.fingerprint)
    for mapping in (edition.articles, edition.units):
        assert not isinstance(mapping, MutableMapping)
    with pytest.raises(FrozenInstanceError):
        setattr(edition, "na" + "me", "other")


def test_another_model_is_another_edition_and_everything_is_embedded_again(press: Press) -> None:
    first = press.publish([story(1)])
    press.embedder.fingerprint = "another"
    second = press.publish([story(1)])
    assert second.edition != first.edition
    assert (second.kept, second.embedded) == (0, 3)


def test_another_cutting_is_another_edition_but_sentences_are_kept(press: Press) -> None:
    first = press.publish([story(1)])
    second = press.publish([story(1)], CuttingSettings(passage_characters=200))
    assert second.edition != first.edition
    assert press.embedder.embedded == []


def test_model_cutting_format_and_articles_each_change_the_editions_name() -> None:
    articles = [story(1)]
    names = {
        Recipe("model", 700).edition_name(articles),
        Recipe("other", 700).edition_name(articles),
        Recipe("model", 701).edition_name(articles),
        Recipe("model", 700, FORMAT_VERSION + 1).edition_name(articles),
        Recipe("model", 700).edition_name([story(1, "loudly")]),
        Recipe("model", 700).edition_name([story(1), story(2)]),
    }
    assert len(names) == 6


def test_an_index_of_another_model_than_the_one_in_use_is_not_opened(press: Press) -> None:
    press.publish([story(1)])
    with pytest.raises(NoEditionError, match="another embedding model"):
        open_current(press.state, press.shelf, "another")


def test_before_the_first_publication_there_is_no_edition(press: Press) -> None:
    with pytest.raises(NoEditionError) as raised:
        open_current(press.state, press.shelf, press.embedder.fingerprint)
    assert "newsdesk index" in raised.value.hint


def test_progress_counts_up_to_all_that_is_to_embed(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "BATCH", 4)
    seen: list[tuple[int, int]] = []
    articles = [story(1), story(2), story(3)]
    publish(articles, press.embedder, press.shelf, press.state, CUTTING, lambda done, of: seen.append((done, of)))
    assert seen == [(4, 9), (8, 9), (9, 9)]


@pytest.mark.parametrize("step", ["build", "add", "seal", "embed", "snapshot", "pointer"])
def test_a_failure_at_any_step_leaves_the_old_edition_serving(
    press: Press, fake: FakeShelf, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.publish([story(1)])
    pointer = read_pointer(press.state)

    def fail(*_: object) -> None:
        raise ShelfError("the disk failed, as it was told to")

    with monkeypatch.context() as broken:
        broken.setattr(press.embedder, "fails", step == "embed")
        broken.setattr(fake, "fails_at", step)
        if step in ("snapshot", "pointer"):
            broken.setattr(publishing if step == "snapshot" else serving, f"write_{step}", fail)
        with pytest.raises((ShelfError, EmbeddingError), match="as it was told to"):
            press.publish([story(1, "loudly")])
    assert read_pointer(press.state) == pointer
    assert press.answers() == "Town 1 closed its library quietly."
    press.publish([story(1, "loudly")])
    assert press.answers() == "Town 1 closed its library loudly."


def test_a_shelf_that_does_not_answer_is_not_taken_for_one_that_lost_its_edition(
    press: Press, fake: FakeShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.publish([story(1)])

    def unreachable(name: str) -> None:
        raise IndexUnavailableError(f"no answer about {name}")

    with monkeypatch.context() as broken:
        broken.setattr(fake, "open", unreachable)
        with pytest.raises(IndexUnavailableError):
            press.publish([story(1)])
    assert press.answers() == "Town 1 closed its library quietly."


def test_a_sweep_that_fails_does_not_undo_the_publication(press: Press, fake: FakeShelf) -> None:
    for number in range(REMEMBERED):
        press.publish([story(1, f"at {number}")])
    fake.fails_at = "drop"
    press.publish([story(1, "at last")])
    fake.fails_at = None
    assert press.answers() == "Town 1 closed its library at last."
    assert len(press.folders()) == REMEMBERED + 1
    press.publish([story(1, "at last")])
    assert len(press.folders()) == REMEMBERED


def test_the_last_editions_are_kept_and_older_ones_are_swept(press: Press, fake: FakeShelf) -> None:
    names = [press.publish([story(1, f"at {number}")]).edition for number in range(REMEMBERED + 2)]
    assert press.folders() == set(fake.names()) == set(names[2:])
    pointer = read_pointer(press.state)
    assert pointer is not None
    assert pointer.names == tuple(reversed(names[2:]))


def test_an_edition_that_serves_again_is_remembered_once(press: Press) -> None:
    names = [press.publish([story(1, word)]).edition for word in ("one", "two", "one")]
    pointer = read_pointer(press.state)
    assert pointer is not None
    assert pointer.names == (names[0], names[1])


def test_a_pointer_from_before_older_editions_were_remembered_is_read(press: Press) -> None:
    name = press.publish([story(1)]).edition
    (press.state / "current").write_text(json.dumps({"current": name, "previous": None}))
    assert read_pointer(press.state) == Pointer(name)
    assert press.publish([story(1)]).unchanged


def test_going_back_to_the_edition_before_embeds_nothing(press: Press) -> None:
    first = press.publish([story(1)])
    press.publish([story(1, "loudly")])
    back = press.publish([story(1)])
    assert (back.edition, back.embedded, back.unchanged) == (first.edition, 0, False)
    assert press.embedder.embedded == []
    assert press.answers() == "Town 1 closed its library quietly."


def test_what_a_killed_build_left_is_invisible_and_swept(press: Press, fake: FakeShelf) -> None:
    press.publish([story(1)])
    half_built = Recipe("bag-of-words-1024", CUTTING.passage_characters).edition_name([story(1, "loudly")])
    fake.build(half_built)
    (press.state / "editions" / half_built).mkdir()
    (press.state / "editions" / half_built / "articles.jsonl").write_text('{"article": {"id"')
    assert press.answers() == "Town 1 closed its library quietly."
    assert press.publish([story(1)]).unchanged
    assert half_built not in press.folders()
    assert fake.unfinished == {}
    press.publish([story(1, "loudly")])
    assert press.answers() == "Town 1 closed its library loudly."


@pytest.mark.parametrize(
    "damage",
    [
        *("index", "articles", "recipe", "text", "words", "no words", "all"),
        *("vectors", "the vectors' header", "no vectors", "ids", "other ids"),
    ],
)
def test_a_damaged_edition_is_told_of_and_built_again_rather_than_called_unchanged(
    press: Press, fake: FakeShelf, damage: str
) -> None:
    name = press.publish([story(1)]).edition
    folder = press.state / "editions" / name
    if damage in ("index", "all"):
        fake.sealed.clear()
    if damage == "articles":
        (folder / "articles.jsonl").write_text('{"article": {"id"')
    if damage == "recipe":
        (folder / "edition.json").unlink()
    if damage == "text":
        kept = (folder / "articles.jsonl").read_text()
        (folder / "articles.jsonl").write_text(kept.replace("quietly", "noisily"))
    if damage == "words":
        (folder / "words.npz").write_bytes((folder / "words.npz").read_bytes()[:200])
    if damage == "vectors":
        (folder / "vectors.npy").write_bytes((folder / "vectors.npy").read_bytes()[:-4])
    if damage == "the vectors' header":
        (folder / "vectors.npy").write_bytes(b"x" + (folder / "vectors.npy").read_bytes()[1:])
    if damage == "no vectors":
        (folder / "vectors.npy").unlink()
    if damage == "ids":
        (folder / "records.txt").write_text("one id\n")
    if damage == "other ids":
        (folder / "records.txt").write_text("one\nand\nanother\n")
    if damage == "no words":
        (folder / "words.npz").unlink()
    if damage == "all":
        shutil.rmtree(folder)
    with pytest.raises(ShelfError) as raised:
        press.answers()
    assert "\n" not in str(raised.value)
    assert "newsdesk index" in raised.value.hint
    publication = press.publish([story(1)])
    assert not publication.unchanged
    assert publication.embedded == (0 if damage == "index" else 3)
    assert press.answers() == "Town 1 closed its library quietly."


def test_what_stands_unchanged_is_not_read_to_know_that_it_stands(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = press.publish([story(1), story(2)])

    def read(*_: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(edition, "read_snapshot", read)
    second = press.publish([story(2), story(1)])
    assert second.unchanged
    assert (second.articles, second.passages, second.kept) == (first.articles, first.passages, first.embedded)


@pytest.mark.parametrize("damage", ["gone", "nonsense", "a list", "other files", "other name", "other maker"])
def test_an_edition_stands_or_not_whatever_its_proof_says(press: Press, damage: str) -> None:
    name = press.publish([story(1)]).edition
    folder = press.state / "editions" / name
    proof = json.loads((folder / "proof.json").read_text())
    contents = {
        "nonsense": "nonsense",
        "a list": "[]",
        "other files": json.dumps(proof | {"files": {}}),
        "other name": json.dumps(proof | {"edition": "0" * 32}),
        "other maker": json.dumps(proof | {"made_by": proof["made_by"] | {"sentencex": "0"}}),
    }
    (folder / "proof.json").unlink()
    if damage in contents:
        (folder / "proof.json").write_text(contents[damage])
    publication = press.publish([story(1)])
    assert publication == Publication(name, 1, 1, kept=3, embedded=0, removed=0, unchanged=True)
    assert json.loads((folder / "proof.json").read_text())["files"] == proof["files"]
    (folder / "words.npz").unlink()
    assert not press.publish([story(1)]).unchanged


def test_stems_that_are_damaged_are_written_anew_and_never_taken_over(press: Press) -> None:
    folder = press.state / "editions" / press.publish([story(1)]).edition
    written = (folder / "stems.txt").read_bytes()
    (folder / "stems.txt").write_bytes(b"x" * len(written))
    assert press.publish([story(1)]).unchanged
    assert (folder / "stems.txt").read_bytes() == written


def test_vectors_that_are_damaged_are_embedded_again_and_never_taken_over(press: Press) -> None:
    folder = press.state / "editions" / press.publish([story(1)]).edition
    whole = (folder / "vectors.npy").read_bytes()
    damaged = bytearray(whole)
    damaged[-4:] = b"\xff\xff\xff\x7f"  # not a number
    (folder / "vectors.npy").write_bytes(damaged)
    publication = press.publish([story(1), story(2)])
    assert (publication.kept, publication.embedded) == (2, 4)
    (folder / "vectors.npy").write_bytes(damaged)
    assert not press.publish([story(1)]).unchanged
    assert (folder / "vectors.npy").read_bytes() == whole


def test_an_index_that_lost_records_does_not_stand_and_is_made_again_from_the_vectors(
    press: Press, fake: FakeShelf
) -> None:
    name = press.publish([story(1)]).edition
    fake.sealed[name].popitem()
    publication = press.publish([story(1)])
    assert (publication.unchanged, publication.kept, publication.embedded) == (False, 3, 0)
    assert fake.open(name).count == 3


def test_on_another_shelf_nothing_is_embedded_again(press: Press, tmp_path: Path) -> None:
    press.publish([story(1), story(2)])
    press.shelf = EmbeddedShelf(tmp_path / "editions")
    publication = press.publish([story(1), story(2)])
    assert (publication.unchanged, publication.kept, publication.embedded) == (False, 6, 0)
    assert press.answers().endswith("closed its library quietly.")


def made_of(state: Path, name: str) -> dict[str, bytes]:
    folder = state / "editions" / name
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class TestWhatIsTakenOver:
    @pytest.fixture
    def worked_out(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What was cut or stemmed."""
        done: list[str] = []

        def cut_and_told(article: Article, characters: int) -> tuple[Passage, ...]:
            done.append(f"cut {article.id}")
            return cut(article, characters)

        def stemmed_and_told(text: str) -> tuple[str, ...]:
            done.append(f"stems {text.splitlines()[0]}")
            return stems(text)

        monkeypatch.setattr(publishing, "cut", cut_and_told)
        monkeypatch.setattr(publishing, "stems", stemmed_and_told)
        return done

    def test_only_what_changed_is_cut_and_stemmed(self, press: Press, worked_out: list[str]) -> None:
        press.publish([story(1), story(2)])
        worked_out.clear()
        press.publish([story(2, "loudly"), story(3), story(1)])
        assert worked_out == ["cut story-0002", "cut story-0003", "stems Town 2", "stems Town 3"]

    @pytest.mark.parametrize("files", [("stems.txt",), ("proof.json",), ("stems.txt", "proof.json")])
    def test_nothing_is_taken_over_from_an_edition_without_stems_or_proof(
        self, press: Press, worked_out: list[str], files: Sequence[str]
    ) -> None:
        name = press.publish([story(1)]).edition
        for file in files:
            (press.state / "editions" / name / file).unlink()
        worked_out.clear()
        publication = press.publish([story(1), story(2)])
        assert worked_out == ["cut story-0001", "cut story-0002", "stems Town 1", "stems Town 2"]
        assert (publication.kept, publication.embedded) == (3, 3)

    def test_articles_are_cut_anew_for_another_cutting(self, press: Press, worked_out: list[str]) -> None:
        press.publish([story(1)])
        worked_out.clear()
        press.publish([story(1)], CuttingSettings(passage_characters=200))
        assert worked_out == ["cut story-0001"]

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(WORDS)), max_size=5), min_size=1, max_size=3))
    def test_an_edition_is_the_same_to_the_byte_whatever_was_before_it(
        self, corpora: list[list[tuple[int, str]]]
    ) -> None:
        stories = [[story(number, word) for number, word in dict(corpus).items()] for corpus in corpora]
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            press, fresh = Press(Path(one)), Press(Path(other))
            names = [press.publish(articles).edition for articles in stories]
            assert fresh.publish(stories[-1]).edition == names[-1]
            if stories[-1] not in stories[:-1]:
                assert made_of(press.state, names[-1]) == made_of(fresh.state, names[-1])


def test_a_damaged_pointer_is_told_of_and_written_anew(press: Press) -> None:
    press.publish([story(1)])
    (press.state / "current").write_text("nonsense")
    with pytest.raises(ShelfError, match="does not name an edition"):
        press.answers()
    publication = press.publish([story(1)])
    assert publication.embedded == 0
    assert press.answers() == "Town 1 closed its library quietly."


def test_a_second_builder_is_told_at_once(press: Press) -> None:
    press.publish([story(1)])
    with FileLock(press.state / "lock"), pytest.raises(ShelfLockedError, match="another process is indexing"):
        press.publish([story(2)])
    assert json.loads((press.state / "current").read_text())["previous"] is None


def test_a_state_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShelfError, match="cannot be written"):
        Press(tmp_path / "file" / "state").publish([story(1)])


def test_a_corpus_without_articles_is_an_edition_too(press: Press) -> None:
    press.publish([story(1)])
    publication = press.publish([])
    assert (publication.articles, publication.removed) == (0, 3)
    assert open_current(press.state, press.shelf, press.embedder.fingerprint).passages == ()


def test_the_difference_names_added_removed_and_changed_articles() -> None:
    found = difference([story(1), story(2, "loudly"), story(4)], [story(1), story(2), story(3)])
    assert (found.added, found.removed, found.changed) == (("story-0004",), ("story-0003",), ("story-0002",))
