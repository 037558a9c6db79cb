"""Who wrote an answer and how it came about: kept with it, and gone with the words of its question."""

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.records.records import Records
from bot.records.rows import EXPLANATION_BYTES, kept_in, reply_object, reply_of, row_of
from bot.records.values import KeptAnswer
from retrieval.answer import Answer, Claim, Fallback, Reply, WrittenBy
from retrieval.conversing import Context, Place
from tests.bot.records_home import CHANNEL, DAY, NOON, OTHER, READER, Home, answer
from tests.replies import ANSWER, replies

EXPLANATION = {"question": "How many?", "hits": [{"article_id": "storm", "score": 0.75}], "attempts": [], "model": None}
CARRIED = Context("How many boats sank?", (Place("storm", 0, 5),))
TRANSLATIONS = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def written(reply: Reply, writer: WrittenBy, fallback: Fallback | None, translation: str | None) -> Reply:
    if isinstance(reply, Answer):
        claims = tuple(replace(claim, translation=translation) for claim in reply.claims)
        return replace(reply, claims=claims, written_by=writer, fallback=fallback)
    return replace(reply, written_by=writer, fallback=fallback)


async def kept_with(records: Records, **changes: Any) -> KeptAnswer:
    kept = answer(**{"explanation": EXPLANATION} | changes)
    assert await records.keep(kept)
    return kept


@given(replies(), st.sampled_from(WrittenBy), st.none() | st.sampled_from(Fallback), TRANSLATIONS)
def test_who_wrote_and_translated_a_reply_is_kept_exactly(
    reply: Reply, writer: WrittenBy, fallback: Fallback | None, translation: str | None
) -> None:
    told = written(reply, writer, fallback, translation)
    read = reply_of(reply.question, json.loads(json.dumps(reply_object(told))))
    assert (read.written_by, read.fallback) == (writer, fallback)
    if isinstance(read, Answer):
        assert {claim.translation for claim in read.claims} == {translation}


@given(replies())
def test_a_reply_that_was_kept_before_models_wrote_is_in_the_articles_own_sentences(reply: Reply) -> None:
    told = reply_object(reply)
    for key in ("written_by", "fallback"):
        del told[key]
    for claim in told["claims"]:
        del claim["translation"]
    read = reply_of(reply.question, told)
    assert (read.written_by, read.fallback) == (WrittenBy.QUOTES, None)
    assert not isinstance(read, Answer) or all(claim.translation is None for claim in read.claims)


class TestAnExplanation:
    async def test_comes_back_as_it_was_kept_also_after_a_restart(self, home: Home) -> None:
        odd = {"\x00 \ud800 ' \" 议": ["\x00 \ud800 😀", 0.1, 1e-9, True, None, {}]}
        claims = (Claim("Forty boats sank.", (1,), "四十艘船沉没了。"),)
        reply = replace(ANSWER, claims=claims, written_by=WrittenBy.MODEL)
        async with home.records() as records:
            kept = [
                await kept_with(records, **changes)
                for changes in ({}, {"explanation": odd}, {"explanation": None}, {"reply": reply})
            ]
        async with home.records() as records:
            assert [await records.answer(each.id) for each in kept] == kept

    async def test_goes_with_the_words_of_the_question(self, records: Records) -> None:
        old, young = await kept_with(records, created=NOON - 4 * DAY), await kept_with(records)
        assert await records.sweep(NOON, answer_days=30, question_hours=72) == (0, 1)
        forgotten = await records.answer(old.id)
        assert forgotten is not None
        assert (forgotten.question, forgotten.explanation) == (None, None)
        assert await records.answer(young.id) == young

    async def test_goes_also_where_the_words_are_before_the_moderators(self, records: Records) -> None:
        kept = await kept_with(records, created=NOON - 4 * DAY)
        await records.ask_moderator(kept.id, READER)
        await records.sweep(NOON, answer_days=30, question_hours=72)
        left = await records.answer(kept.id)
        assert left is not None
        assert left.explanation is None

    async def test_of_who_asked_on_goes_with_the_person_whose_question_stands_in_it(self, records: Records) -> None:
        await kept_with(records)
        asked_on = await kept_with(records, asker_id=OTHER, carried=CARRIED)
        apart = await kept_with(records, asker_id=OTHER, carried=replace(CARRIED, question="Who won?"))
        await records.forget(READER)
        assert await records.answer(asked_on.id) == replace(asked_on, carried=None, explanation=None)
        assert await records.answer(apart.id) == apart

    async def test_of_who_asked_on_goes_with_the_answer_that_is_removed(self, records: Records) -> None:
        first = await kept_with(records)
        asked_on = await kept_with(records, asker_id=OTHER, carried=CARRIED)
        await records.remove(first.id)
        assert await records.answer(asked_on.id) == replace(asked_on, carried=None, explanation=None)

    def test_is_not_kept_without_the_question(self) -> None:
        assert row_of(answer(question=None, explanation=EXPLANATION)).explanation is None

    def test_is_kept_up_to_its_bound_and_no_longer(self, caplog: pytest.LogCaptureFixture) -> None:
        def of(length: int) -> KeptAnswer:
            return answer(explanation={"wrote": "x" * (length - len(json.dumps({"wrote": ""})))})

        kept, too_long = of(EXPLANATION_BYTES), of(EXPLANATION_BYTES + 1)
        with caplog.at_level(logging.WARNING):
            assert kept_in(row_of(kept)) == kept
            assert not caplog.records
            assert kept_in(row_of(too_long)) == replace(too_long, explanation=None)
        assert [record.getMessage() for record in caplog.records] == [
            f"the explanation of answer {too_long.id} is not kept: {EXPLANATION_BYTES + 1} bytes"
        ]

    @pytest.mark.parametrize("way", ["sweep", "forget", "remove", "forget carried"])
    async def test_that_is_forgotten_is_in_no_byte_of_the_files(self, tmp_path: Path, way: str) -> None:
        def left() -> bool:
            return any(b"SECRET-1" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

        async with Home("sqlite:///kept/newsdesk.db", tmp_path).records() as records:
            secret = {"searched": ["SECRET-1 " * 500]}
            if way == "forget carried":
                await kept_with(records)
                kept = await kept_with(records, asker_id=OTHER, carried=CARRIED, explanation=secret)
            else:
                kept = await kept_with(records, explanation=secret)
            await records.placed(kept.id, CHANNEL, 9)
            assert left()
            if way == "sweep":
                await records.sweep(NOON + 4 * DAY, answer_days=30, question_hours=72)
            elif way == "remove":
                await records.remove(kept.id)
            else:
                await records.forget(READER)
            assert not left()


async def test_words_that_are_kept_stand_in_no_other_column_than_those_that_are_forgotten(home: Home) -> None:
    """Whatever a later version keeps of an answer: once forgotten, nothing of what was asked is left in its row."""
    words = "SECRET-2 words"
    kept = answer(
        question=words,
        reply=replace(ANSWER, question=words, written_by=WrittenBy.MODEL),
        carried=replace(CARRIED, question=words),
        explanation={"question": words, "standalone": words},
    )
    async with home.records() as records:
        await records.keep(kept)
        await records.sweep(NOON + 4 * DAY, answer_days=30, question_hours=72)
        rows = await home.seen(lambda it: it.execute(text("SELECT * FROM answers")).all())
    assert len(rows) == 1
    assert kept.id in repr(rows)
    assert "SECRET-2" not in repr(rows)
