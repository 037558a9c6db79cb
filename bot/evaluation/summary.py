"""A set and somebody to ask -> the figures of a report."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TextIO

from bot.evaluation.dataset import EvaluationSet
from bot.evaluation.figures import Declining, Finding, Group, Quoting, Shares, Summary, Writing
from bot.evaluation.metrics import (
    auroc,
    calibration_error,
    detection,
    hit_at,
    mean,
    percentile,
    recall_at,
    reciprocal_rank,
    risk_by_coverage,
)
from bot.evaluation.outcome import Ask, Drafting, ask_all
from bot.evaluation.scoring import Measure, Score, score
from retrieval.ports import Progress
from retrieval.settings import WritingSettings
from retrieval.usage import NO_TOKENS

RANKS = (1, 5, 10)


def evaluate(
    of: EvaluationSet,
    ask: Ask,
    *,
    progress: Progress | None = None,
    predictions: TextIO | None = None,
    writing: WritingSettings | None = None,
) -> Summary:
    """Ask every question of the set and sum up how it went; see ``outcome.ask_all`` for the arguments.

    ``writing`` is given where a language model is to write.
    """
    texts = {article.id: article.text for article in of.articles}
    outcomes = ask_all(of.questions, ask, progress=progress, predictions=predictions)
    scores = [score(question, outcome, texts) for question, outcome in zip(of.questions, outcomes, strict=True)]
    return summarise(of, scores, writing)


def summarise(of: EvaluationSet, scores: Sequence[Score], writing: WritingSettings | None = None) -> Summary:
    """Sum up the scores of a set's questions."""
    times = [one.outcome.milliseconds for one in scores]
    return Summary(
        name=of.name,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=len(of.articles),
        available=of.available,
        asked=len(scores),
        answerable=len(_answerable(scores)),
        finding=_finding(scores),
        quoting=_quoting(scores),
        declining=_declining(scores),
        ms_p50=percentile(times, 50),
        ms_p95=percentile(times, 95),
        by_kind=_grouped(scores, lambda one: one.question.kind),
        by_lang=_grouped(scores, lambda one: one.question.lang),
        writing=_writing(scores, writing) if writing else None,
    )


def _answerable(scores: Sequence[Score]) -> list[Score]:
    return [one for one in scores if one.question.answerable]


def _unanswerable(scores: Sequence[Score]) -> list[Score]:
    return [one for one in scores if not one.question.answerable]


def _finding(scores: Sequence[Score]) -> Finding:
    with_gold = [one for one in scores if one.question.gold_ids]
    pairs = [(one.outcome.ranked, one.question.gold_ids) for one in with_gold]
    return Finding(
        questions=len(with_gold),
        within_gold=sum(one.within_gold for one in with_gold),
        hit={str(count): mean([hit_at(ranked, gold, count) for ranked, gold in pairs]) for count in RANKS},
        recall={str(count): mean([recall_at(ranked, gold, count) for ranked, gold in pairs]) for count in RANKS},
        mrr=mean([reciprocal_rank(ranked, gold) for ranked, gold in pairs]),
    )


def _shares(scores: Sequence[Score], said: Callable[[Score], float], forced: Callable[[Score], float]) -> Shares:
    return Shares(
        questions=len(scores),
        of_all=mean([said(one) for one in scores]),
        of_answered=mean([said(one) for one in scores if one.outcome.answered]),
        if_forced=mean([forced(one) for one in scores]),
    )


def _carried(scores: Sequence[Score]) -> Shares:
    return _shares(scores, lambda one: one.carried, lambda one: one.forced_carried)


def _quoting(scores: Sequence[Score]) -> Quoting:
    answerable = _answerable(scores)
    measured = {measure: [one for one in answerable if one.measure is measure] for measure in Measure}
    overlaps = [one for one in answerable if one.overlap is not None]
    quotes, verbatim = sum(one.quotes for one in scores), sum(one.verbatim_quotes for one in scores)
    withheld = [one for one in _unanswerable(scores) if one.question.withheld]

    def evidence(part: str) -> Shares:
        return _shares(
            overlaps,
            lambda one: float(getattr(one.overlap, part)),
            lambda one: float(getattr(one.forced_overlap, part)),
        )

    return Quoting(
        carried=_carried(answerable),
        by_measure={measure.value: _carried(some) for measure, some in measured.items() if some},
        evidence_precision=evidence("precision"),
        evidence_recall=evidence("recall"),
        evidence_f1=evidence("f1"),
        quotes=quotes,
        verbatim_quotes=verbatim,
        verbatim_rate=verbatim / quotes if quotes else None,
        withheld=len(withheld),
        leaks=sum(one.leaked for one in withheld),
        leak_rate=mean([one.leaked for one in withheld]),
    )


def _declining(scores: Sequence[Score]) -> Declining:
    confidences = [one.outcome.confidence for one in scores]
    right = [one.forced_carried for one in scores]
    table, area = risk_by_coverage(confidences, right)
    return Declining(
        answered=mean([one.outcome.answered for one in scores]),
        answered_wrong=mean([not one.carried for one in scores if one.outcome.answered]),
        declined=detection(
            [not one.outcome.answered for one in scores], [not one.question.answerable for one in scores]
        ),
        auroc=_auroc(_answerable(scores), _unanswerable(scores)),
        calibration_error=calibration_error(confidences, right),
        aurc=area,
        risk_by_coverage=table,
    )


def _writing(scores: Sequence[Score], settings: WritingSettings) -> Writing:
    draftings: list[Drafting] = [one.outcome.drafting for one in scores if one.outcome.drafting]
    usage = sum((each.usage for each in draftings), NO_TOKENS)
    seconds = [each.milliseconds / 1000 for each in draftings]
    by_model = [one.outcome for one in scores if one.outcome.by_model]
    return Writing(
        model=settings.model,
        asked=len(draftings),
        by_model=len(by_model),
        by_quotes=len(scores) - len(by_model),
        fallbacks=_counted(one.outcome.fallback for one in scores if one.outcome.fallback),
        shown=sum(outcome.claims for outcome in by_model),
        dropped=_counted(reason for each in draftings for reason in each.dropped),
        tries=sum(each.tries for each in draftings),
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        tokens_estimated=usage.estimated,
        cost=settings.cost(usage),
        currency=settings.currency,
        seconds_p50=percentile(seconds, 50),
        seconds_p95=percentile(seconds, 95),
    )


def _counted(reasons: Iterable[str]) -> dict[str, int]:
    return dict(Counter(reasons).most_common())


def _auroc(answerable: Sequence[Score], unanswerable: Sequence[Score]) -> float | None:
    return auroc([one.outcome.confidence for one in answerable], [one.outcome.confidence for one in unanswerable])


def _grouped(scores: Sequence[Score], key: Callable[[Score], str]) -> dict[str, Group]:
    groups: dict[str, list[Score]] = {}
    for one in scores:
        groups.setdefault(key(one), []).append(one)
    return {name: _group(some, scores) for name, some in groups.items()} if len(groups) > 1 else {}


def _group(scores: Sequence[Score], everyone: Sequence[Score]) -> Group:
    answerable, unanswerable = _answerable(scores), _unanswerable(scores)
    finding, carried = _finding(scores), _carried(answerable)
    return Group(
        questions=len(scores),
        answerable=len(answerable),
        hit_at_1=finding.hit["1"],
        hit_at_5=finding.hit["5"],
        carried=carried.of_all,
        carried_if_forced=carried.if_forced,
        answerable_answered=mean([one.outcome.answered for one in answerable]),
        unanswerable_declined=mean([not one.outcome.answered for one in unanswerable]),
        auroc=_auroc(answerable or _answerable(everyone), unanswerable or _unanswerable(everyone)),
    )
