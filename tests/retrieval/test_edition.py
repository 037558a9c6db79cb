"""An edition and the stand: a question sees one edition, and the old one is closed when its last reader has left."""

import asyncio
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.edition import LEAST_LETTERS, Edition, Stand, edition_of, record_id, units_of
from retrieval.errors import NoEditionError, ShelfError
from retrieval.lexical import build_lexicon
from retrieval.passage import Passage, Sentence, Span
from retrieval.snapshot import Recipe, Snapshot
from retrieval.vector_table import VectorTable
from tests.fakes_shelf import FakeIndex


def passage(article: Article, *sentences: Sentence) -> Passage:
    return Passage(article, Span(sentences[0].span.start, sentences[-1].span.end), sentences)


def edition(name: str) -> Edition:
    return edition_of(Snapshot(name, Recipe("model", 700), (), ()), build_lexicon([]), FakeIndex({}), table())


def table(*ids: str) -> VectorTable:
    return VectorTable({record_id: row for row, record_id in enumerate(ids)}, np.ones((len(ids), 3), np.float32))


def is_closed(one: Edition) -> bool:
    assert isinstance(one.index, FakeIndex)
    return one.index.closed


def said(article_id: str, *sentences: str) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of these sentences, and where they stand."""
    spans, end = [], 0
    for words in sentences:
        spans.append(Sentence(Span(end, end + len(words))))
        end += len(words) + 1
    return Article(article_id, "A title", " ".join(sentences)), tuple(spans)


class TestUnits:
    def test_a_record_is_a_sentence_with_its_speaker_before_it(self) -> None:
        article = Article("a", "A", 'Ann said: "We are going. We are staying."')
        speaker = Span(0, 9)
        found = list(units_of([passage(article, Sentence(Span(0, 24)), Sentence(Span(25, 41), speaker))]))
        assert [unit.record.text for unit in found] == ['Ann said: "We are going.', 'Ann said: We are staying."']
        assert found[1].sentence.span.of(article.text) == 'We are staying."'

    def test_an_unchanged_sentence_keeps_its_id_when_it_moves(self) -> None:
        before, (stood,) = said("a", "The very same words.")
        after, moved = said("a", "New words come first.", "The very same words.")
        (old,) = units_of([passage(before, stood)])
        assert old.record.id in {unit.record.id for unit in units_of([passage(after, *moved)])}

    def test_the_same_words_twice_are_two_records(self) -> None:
        article, sentences = said("a", "They denied it.", "They denied it.")
        first, second = units_of([passage(article, *sentences)])
        assert first.record.id != second.record.id

    def test_a_fragment_is_no_record_but_a_short_sentence_in_signs_is(self) -> None:
        article, sentences = said("a", "1.", ":133–134", "议会关闭账户", "They denied it.")
        assert [unit.record.text for unit in units_of([passage(article, *sentences)])] == [
            "议会关闭账户",
            "They denied it.",
        ]

    @given(st.text(st.sampled_from("ab é²½_1. 议会ßҐ\ud800'")), st.integers(0, 9))
    def test_a_record_has_ten_bytes_of_letters_wherever_they_stand(self, signs: str, letters: int) -> None:
        text = f"({'a' * letters}{signs})"
        said = "".join(character for character in text if character.isalpha()).encode("utf-8", "surrogatepass")
        one = passage(Article("a", "A", text), Sentence(Span(0, len(text))))
        assert bool(list(units_of([one]))) == (len(said) >= LEAST_LETTERS)

    def test_the_same_words_in_two_articles_are_two_records(self) -> None:
        assert record_id("a", "No.", 0) != record_id("b", "No.", 0)

    @given(st.tuples(st.text(), st.text(), st.integers(0, 99)), st.tuples(st.text(), st.text(), st.integers(0, 99)))
    def test_ids_differ_where_article_text_or_occurrence_do(
        self, one: tuple[str, str, int], other: tuple[str, str, int]
    ) -> None:
        assert (record_id(*one) == record_id(*other)) == (one == other)


def test_an_index_or_vectors_or_lexicon_of_other_records_than_the_snapshots_are_refused() -> None:
    article, sentences = said("a", "They denied it.")
    snapshot = Snapshot("e", Recipe("model", 700), (article,), (passage(article, *sentences),))
    (unit,) = units_of(snapshot.passages)
    indexed = FakeIndex({unit.record.id: ("a", np.ones(3, dtype=np.float32))})
    assert edition_of(snapshot, build_lexicon(["Same."]), indexed, table(unit.record.id)).name == "e"
    with pytest.raises(ShelfError, match="1 sentences in 1 passages, but 1 vectors, 0 indexed"):
        edition_of(snapshot, build_lexicon(["Same."]), FakeIndex({}), table(unit.record.id))
    with pytest.raises(ShelfError, match="words of 2 passages"):
        edition_of(snapshot, build_lexicon(["Same.", "Other."]), indexed, table(unit.record.id))
    for others in (table(), table("another"), table(unit.record.id, "another")):
        with pytest.raises(ShelfError, match="vectors"):
            edition_of(snapshot, build_lexicon(["Same."]), indexed, others)


def test_a_passages_vector_rows_are_those_of_its_sentences_in_their_order() -> None:
    article, (one, fragment, two, again) = said("a", "The first words.", "2.", "The second words.", "The first words.")
    first, second = passage(article, one, fragment), passage(article, two, again)
    units = list(units_of([first, second]))
    index = FakeIndex({unit.record.id: ("a", np.ones(3, dtype=np.float32)) for unit in units})
    snapshot = Snapshot("e", Recipe("m", 700), (article,), (first, second))
    ids = [unit.record.id for unit in units]
    found = edition_of(snapshot, build_lexicon(["One.", "Two."]), index, table(*ids))
    assert found.vector_rows == ((0, None), (1, 2))
    with pytest.raises(ShelfError):
        edition_of(snapshot, build_lexicon(["One.", "Two."]), index, table(*reversed(ids)))
    assert [unit.row for unit in units] == [0, 1, 1]


class TestStand:
    def test_nothing_put_out_is_no_edition(self) -> None:
        stand = Stand()
        assert stand.current is None
        with pytest.raises(NoEditionError), stand.reading():
            pass

    def test_a_question_sees_one_edition_from_first_to_last_while_another_is_put_out(self) -> None:
        old, new = edition("old"), edition("new")
        stand = Stand(old)
        with stand.reading() as seen:
            stand.publish(new)
            assert seen is old
            assert not is_closed(old)
            with stand.reading() as seen_later:
                assert seen_later is new
        assert stand.current is new

    def test_the_old_edition_is_closed_after_its_last_reader_has_left(self) -> None:
        old = edition("old")
        stand = Stand(old)
        with stand.reading():
            with stand.reading():
                stand.publish(edition("new"))
            assert not is_closed(old)
        assert is_closed(old)

    def test_an_old_edition_that_nobody_reads_is_closed_at_once(self) -> None:
        old, new = edition("old"), edition("new")
        stand = Stand(old)
        with stand.reading():
            pass
        assert not is_closed(old)
        stand.publish(new)
        assert is_closed(old)
        assert not is_closed(new)

    def test_a_reader_that_fails_has_left_too(self) -> None:
        old = edition("old")
        stand = Stand(old)

        def fail_while_another_is_put_out() -> None:
            with stand.reading():
                stand.publish(edition("new"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail_while_another_is_put_out()
        assert is_closed(old)

    async def test_questions_that_wait_while_editions_change_never_see_a_closed_one(self) -> None:
        stand = Stand(edition("0"))
        seen: set[str] = set()

        async def question() -> None:
            with stand.reading() as one:
                for _ in range(5):
                    await asyncio.sleep(0)
                    assert not is_closed(one)
                seen.add(one.name)

        async def reload() -> None:
            for number in range(1, 6):
                stand.publish(edition(str(number)))
                await asyncio.sleep(0)

        await asyncio.gather(*(question() for _ in range(20)), reload(), *(question() for _ in range(20)))
        assert len(seen) > 1

    def test_readers_on_many_threads_are_counted_right(self) -> None:
        editions = [edition(str(number)) for number in range(20)]
        stand = Stand(editions[0])
        met_closed: list[str] = []

        def read() -> None:
            for _ in range(300):
                with stand.reading() as one:
                    if is_closed(one):
                        met_closed.append(one.name)

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        for one in editions[1:]:
            stand.publish(one)
        for reader in readers:
            reader.join()
        assert met_closed == []
        assert [is_closed(one) for one in editions] == [True] * 19 + [False]
