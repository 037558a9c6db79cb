import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.dataset import EvaluationSet, Question
from bot.evaluation.outcome import Outcome, ask_all, read_outcome
from bot.evaluation.report import as_object, as_text
from bot.evaluation.rows import EvaluationError
from bot.evaluation.scoring import Measure, Score, score
from bot.evaluation.summary import evaluate
from corpus.article import Article

CATS = Article("cats", "Cats", "A cat sat. It slept for nine hours. Nobody woke it.")
DOGS = Article("dogs", "Dogs", "A dog ran. It was late.")
TEXTS = {article.id: article.text for article in (CATS, DOGS)}
SLEPT = "It slept for nine hours."

HOW_LONG = Question("how-long", "How long?", True, ("nine hours",), ("cats",), (SLEPT,), kind="short")
RETOLD = Question("retold", "What of it?", True, ("The animal rested.",), ("cats",), (SLEPT, "Nobody woke it."))
VAGUE = Question("vague", "Tell me of dogs.", True, ("Dogs run, it is told.",), ("dogs",))
WHO_FLEW = Question("who-flew", "Who flew?", False, kind="none")
HIDDEN = Question("hidden", "How long?", False, exclude_ids=("cats",), withheld=("nine hours",), kind="none")


def cite(article: Article, words: str, **changed: object) -> dict[str, Any]:
    start = article.text.index(words)
    return {"article_id": article.id, "start": start, "end": start + len(words), "quote": words} | changed


def answer(*citations: dict[str, Any], confidence: float = 0.8, ranked: tuple[str, ...] = ("cats",)) -> dict[str, Any]:
    return {"kind": "answer", "confidence": confidence, "citations": list(citations), "ranked": list(ranked)}


def declined(*candidates: dict[str, Any], confidence: float = 0.2, nearest: tuple[object, ...] = ()) -> dict[str, Any]:
    reply = {"kind": "no_answer", "confidence": confidence, "citations": [], "ranked": ["cats"]}
    return reply | {"candidates": list(candidates), "nearest": list(nearest)}


def outcome(reply: Mapping[str, Any]) -> Outcome:
    return read_outcome("q", reply, milliseconds=5.0)


def judged(question: Question, reply: Mapping[str, Any]) -> Score:
    return score(question, outcome(reply), TEXTS)


def test_a_short_answer_must_stand_in_the_cited_words() -> None:
    right, wrong = judged(HOW_LONG, answer(cite(CATS, SLEPT))), judged(HOW_LONG, answer(cite(CATS, "A cat sat.")))

    assert right.measure is wrong.measure is Measure.ANSWER
    assert (right.carried, wrong.carried) == (True, False)


def test_a_retold_answer_needs_half_of_an_evidence_sentence() -> None:
    assert judged(RETOLD, answer(cite(CATS, "slept for nine"))).carried
    assert not judged(RETOLD, answer(cite(CATS, "nine hours"))).carried
    assert judged(RETOLD, answer()).measure is Measure.EVIDENCE


def test_where_nothing_finer_is_known_a_gold_article_must_be_cited() -> None:
    assert judged(VAGUE, answer(cite(DOGS, "It was late."))).carried
    assert not judged(VAGUE, answer(cite(CATS, "A cat sat."))).carried
    assert judged(VAGUE, answer()).measure is Measure.DOCUMENT


def test_an_unanswerable_question_is_never_carried() -> None:
    reply = judged(WHO_FLEW, answer(cite(CATS, "A cat sat.")))

    assert not reply.carried
    assert reply.measure is None


def test_evidence_is_measured_by_characters_over_all_that_is_cited() -> None:
    both = judged(RETOLD, answer(cite(CATS, SLEPT), cite(DOGS, "A dog ran."))).overlap

    assert both is not None
    assert both.precision == pytest.approx(len(SLEPT) / (len(SLEPT) + len("A dog ran.")))
    assert both.recall == pytest.approx(len(SLEPT) / (len(SLEPT) + len("Nobody woke it.")))
    assert both.f1 == pytest.approx(2 * both.precision * both.recall / (both.precision + both.recall))


def test_a_citation_given_twice_counts_once() -> None:
    once, twice = (judged(RETOLD, answer(*[cite(CATS, SLEPT)] * times)).overlap for times in (1, 2))

    assert once == twice


def test_a_declined_question_is_also_judged_as_if_it_had_been_forced() -> None:
    reply = judged(HOW_LONG, declined(cite(CATS, SLEPT)))

    assert (reply.carried, reply.forced_carried) == (False, True)
    assert reply.overlap is not None
    assert reply.overlap.f1 == 0
    assert reply.forced_overlap is not None
    assert reply.forced_overlap.f1 == 1


def test_a_withheld_answer_leaks_only_when_it_is_said() -> None:
    assert judged(HIDDEN, answer(cite(CATS, SLEPT))).leaked
    assert not judged(HIDDEN, declined(cite(CATS, SLEPT))).leaked
    assert not judged(HIDDEN, answer(cite(DOGS, "A dog ran."))).leaked


@pytest.mark.parametrize(
    "changed",
    [{"quote": "It slept for ten hours."}, {"start": 0}, {"article_id": "dogs"}, {"article_id": "?"}, {"end": 900}],
)
def test_a_quote_that_is_not_the_very_slice_is_not_verbatim(changed: dict[str, object]) -> None:
    assert judged(HOW_LONG, answer(cite(CATS, SLEPT))).verbatim_quotes == 1
    assert judged(HOW_LONG, answer(cite(CATS, SLEPT, **changed))).verbatim_quotes == 0


def test_every_quote_that_is_shown_or_held_back_is_checked() -> None:
    reply = judged(HOW_LONG, declined(cite(CATS, SLEPT), nearest=(cite(DOGS, "A dog ran.", quote="A dog sat."),)))

    assert (reply.quotes, reply.verbatim_quotes) == (2, 1)


def test_ranked_articles_count_once_each() -> None:
    assert outcome(answer(ranked=("dogs", "dogs", "cats", "dogs"))).ranked == ("dogs", "cats")


@pytest.mark.parametrize("changed", [{"kind": "maybe"}, {"confidence": 1.2}, {"citations": [{"article_id": "cats"}]}])
def test_a_reply_of_another_form_is_refused_by_the_question_s_id(changed: dict[str, object]) -> None:
    with pytest.raises(EvaluationError, match=r"question q: the reply"):
        read_outcome("q", answer() | changed, 1.0)


def small_set() -> EvaluationSet:
    questions = (HOW_LONG, RETOLD, VAGUE, WHO_FLEW, HIDDEN)
    return EvaluationSet("small", (CATS, DOGS), questions, available=len(questions))


REPLIES = {
    "how-long": answer(cite(CATS, SLEPT), confidence=0.9),
    "retold": declined(cite(CATS, "Nobody woke it."), confidence=0.4),
    "vague": answer(cite(CATS, "A cat sat."), confidence=0.6, ranked=("cats", "dogs")),
    "who-flew": declined(confidence=0.1),
    "hidden": answer(cite(CATS, SLEPT), confidence=0.6),
}


def test_predictions_are_the_replies_one_a_line_with_the_id_first_and_progress_counts_them() -> None:
    written, done = io.StringIO(), list[int]()
    odd = answer() | {"text": "two\u2028lines – “quoted”"}

    ask_all((HOW_LONG, VAGUE), lambda question: REPLIES[question.id] | odd, progress=done.append, predictions=written)

    rows = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [next(iter(row.items())) for row in rows] == [("id", "how-long"), ("id", "vague")]
    assert rows[0] == {"id": "how-long"} | REPLIES["how-long"] | odd
    assert "“quoted”" in written.getvalue()
    assert done == [1, 1]


def test_a_whole_evaluation_by_hand() -> None:
    summary = evaluate(small_set(), lambda question: REPLIES[question.id])

    assert summary.finding.hit == {"1": pytest.approx(2 / 3), "5": 1, "10": 1}
    assert summary.finding.mrr == pytest.approx((1 + 1 + 1 / 2) / 3)
    carried = summary.quoting.carried
    assert carried.questions == 3
    assert [carried.of_all, carried.of_answered, carried.if_forced] == pytest.approx([1 / 3, 1 / 2, 2 / 3])
    assert {measure: shares.questions for measure, shares in summary.quoting.by_measure.items()} == {
        "answer": 1, "evidence": 1, "document": 1,
    }  # fmt: skip
    assert (summary.quoting.leaks, summary.quoting.withheld) == (1, 1)
    assert summary.quoting.verbatim_rate == 1
    declining = summary.declining
    assert [declining.answered, declining.answered_wrong] == pytest.approx([3 / 5, 2 / 3])
    assert (declining.declined.precision, declining.declined.recall) == (1 / 2, 1 / 2)
    # Of the six pairs, .6 ties .6 once and .4 loses to .6 once.
    assert declining.auroc == pytest.approx(4.5 / 6)
    assert declining.risk_by_coverage[-1].risk == pytest.approx(3 / 5)
    assert summary.by_kind["none"].unanswerable_declined == 1 / 2
    assert summary.by_kind["none"].auroc == declining.auroc
    assert summary.by_lang == {}


def test_questions_kept_to_their_gold_articles_are_told_apart() -> None:
    closed = Question("closed", "How long?", True, ("nine hours",), ("cats",), context_ids=("cats",))
    chosen = Question("chosen", "How long?", True, ("nine hours",), ("cats",), context_ids=("cats", "dogs"))
    of = EvaluationSet("closed", (CATS, DOGS), (closed, chosen), available=2)

    summary = evaluate(of, lambda _: answer(cite(CATS, SLEPT)))

    assert summary.finding.within_gold == 1
    assert "1 of these" in as_text(summary)


def test_the_table_fits_80_columns_and_says_when_not_all_was_asked() -> None:
    long_names = tuple(
        Question(f"q{place}", "?", place % 2 == 0, ("nine hours",), ("cats",), kind=f"a-kind-with-a-long-name-{place}")
        for place in range(4)
    )
    of = EvaluationSet("s" * 90, (CATS,), long_names, available=123456)

    text = as_text(evaluate(of, lambda _: answer(cite(CATS, SLEPT, quote="x"))))

    assert max(map(len, text.splitlines())) <= 80
    assert "only 4 of 123456 were asked" in text
    assert "verbatim quotes: 0 of 4 (0 %)" in text


def test_a_set_of_one_question_is_reported_without_inventing_figures() -> None:
    of = EvaluationSet("one", (CATS,), (WHO_FLEW,), available=1)

    summary = evaluate(of, lambda _: declined())

    assert "AUROC by confidence –" in as_text(summary)
    assert as_object(summary)["declining"]["auroc"] is None
    assert as_object(summary)["quoting"]["verbatim_rate"] is None


def test_the_object_is_json_with_the_same_figures_as_the_table(tmp_path: Path) -> None:
    summary = evaluate(small_set(), lambda question: REPLIES[question.id])
    report = tmp_path / "report.json"
    report.write_text(json.dumps(as_object(summary), allow_nan=False))

    found = json.loads(report.read_text())

    assert found["declining"]["risk_by_coverage"][9]["risk"] == pytest.approx(0.6)
    assert f"MRR {found['finding']['mrr']:.3f}" in as_text(summary)


def test_a_rate_is_never_rounded_up_to_a_whole() -> None:
    questions = tuple(Question(f"q{place}", "?", False) for place in range(2))
    replies = {"q0": declined(*[cite(CATS, SLEPT)] * 19_999), "q1": declined(cite(CATS, SLEPT, quote="x"))}

    text = as_text(evaluate(EvaluationSet("many", (CATS,), questions, 2), lambda question: replies[question.id]))

    assert "19999 of 20000 (99.99 %)" in text
