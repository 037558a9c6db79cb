"""A Summary as people read it, 80 columns wide, and as one JSON object."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from bot.evaluation.figures import Group, Shares, Summary

_MEASURES = {
    "answer": "short answer in the cited words",
    "evidence": "an evidence sentence cited",
    "document": "a gold article cited",
}


def as_object(summary: Summary) -> dict[str, Any]:
    """Return the summary as one JSON object; what could not be measured is null."""
    return asdict(summary)


def as_text(summary: Summary) -> str:
    """Return the summary as a table for people, no line over 80 columns."""
    parts = (_head, _finding, _quoting, _declining, _writing, _rest)
    return "\n".join(line for part in parts for line in part(summary))


def _head(summary: Summary) -> Iterator[str]:
    yield f"{summary.name[:60]}: {summary.articles} {'article' if summary.articles == 1 else 'articles'}"
    yield f"{summary.asked} questions: {summary.answerable} answerable, {summary.asked - summary.answerable} not"
    if summary.asked < summary.available:
        yield f"only {summary.asked} of {summary.available} were asked: no figure is that of the whole set"


def _finding(summary: Summary) -> Iterator[str]:
    finding = summary.finding
    if not finding.questions:
        return
    yield f"\nFinding: gold articles among those found, {finding.questions} questions"
    yield "  " + "   ".join(f"hit@{count} {_share(value)}" for count, value in finding.hit.items())
    recalls = "   ".join(f"recall@{count} {_share(value)}" for count, value in finding.recall.items())
    yield f"  {recalls}   MRR {_share(finding.mrr)}"
    if finding.within_gold:
        yield f"  {finding.within_gold} of these were asked of their gold articles only (context_ids),"
        yield "  which proves nothing of finding."


def _quoting(summary: Summary) -> Iterator[str]:
    quoting = summary.quoting
    if quoting.carried.questions:
        title = "Quoting: do the cited words carry the answer?"
        yield f"\n{title:<46}{'n':>6}{'of all':>9}{'answered':>10}{'forced':>9}"
        yield _line("carried, each by its strictest measure", quoting.carried)
        for measure, shares in quoting.by_measure.items():
            yield _line(f"  {_MEASURES[measure]}", shares)
        if quoting.evidence_f1.questions:
            yield _line("evidence, by characters: precision", quoting.evidence_precision)
            yield _line("                         recall", quoting.evidence_recall)
            yield _line("                         F1", quoting.evidence_f1)
    percent = "" if quoting.verbatim_rate is None else f" ({_percent(quoting.verbatim_rate)})"
    yield f"  verbatim quotes: {quoting.verbatim_quotes} of {quoting.quotes}{percent}"
    if quoting.withheld:
        yield f"  withheld answers leaked: {quoting.leaks} of {quoting.withheld} ({_percent(quoting.leak_rate)})"


def _declining(summary: Summary) -> Iterator[str]:
    declining = summary.declining
    yield "\nDeclining"
    yield f"  answered {_share(declining.answered)} of all questions, of these wrong {_share(declining.answered_wrong)}"
    yield (
        f"  declining what is unanswerable: precision {_share(declining.declined.precision)}   "
        f"recall {_share(declining.declined.recall)}   F1 {_share(declining.declined.f1)}"
    )
    yield f"  AUROC by confidence {_share(declining.auroc)}   calibration error {_share(declining.calibration_error)}"
    yield f"  risk (share wrong) by coverage (share answered), surest first; area {_share(declining.aurc)}"
    rows = declining.risk_by_coverage
    yield "    coverage   " + "".join(f"{round(row.coverage * 100):>5}%" for row in rows)
    yield "    risk       " + "".join(f"{_share(row.risk):>6}" for row in rows)
    yield "    confidence " + "".join(f"{_share(row.confidence):>6}" for row in rows)


def _writing(summary: Summary) -> Iterator[str]:
    writing = summary.writing
    if writing is None:
        return
    yield f"\nWriting: {writing.model[:60]}"
    yield f"  asked for {writing.asked} of {summary.asked} questions, {writing.tries} times in all"
    yield f"  replies written by it {writing.by_model}, by the articles' own sentences {writing.by_quotes}"
    yield from _reasons("of these in its place, since:", writing.fallbacks)
    dropped = sum(count for reason, count in writing.dropped.items() if not reason.startswith("translation_"))
    yield f"  its claims: {writing.shown} shown, {dropped} dropped"
    yield from _reasons("dropped, since:", writing.dropped)
    if not writing.asked:
        return
    guess = ", in part estimated" if writing.tokens_estimated else ""
    price = "" if writing.cost is None else f"   cost {writing.cost:.4f} {writing.currency}"
    yield f"  tokens: {writing.prompt_tokens} read, {writing.completion_tokens} written{guess}{price}"
    mean = (writing.prompt_tokens + writing.completion_tokens) / writing.asked
    each = "" if writing.cost is None else f", {writing.cost / writing.asked:.6f} {writing.currency}"
    yield f"  a question for which it was asked: {mean:.0f} tokens{each}"
    median, slow = _seconds(writing.seconds_p50), _seconds(writing.seconds_p95)
    yield f"  and {median} s of the model's time in the median, {slow} s at the 95th percentile"


def _reasons(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    told = ", ".join(f"{reason} {count}" for reason, count in counts.items())
    if told:
        yield from wrap(f"{title} {told}", 80, initial_indent="    ", subsequent_indent="      ")


def _rest(summary: Summary) -> Iterator[str]:
    for title, groups in (("Kind", summary.by_kind), ("Language", summary.by_lang)):
        if groups:
            columns = ("n", "hit@1", "hit@5", "carried", "forced", "answered", "declined", "AUROC")
            yield f"\n{title:<17}" + "".join(f"{column:>{_width(column)}}" for column in columns)
            yield from (_group_line(name, group) for name, group in groups.items())
    if summary.by_kind or summary.by_lang:
        yield "  answered: share of its answerable questions; declined: of its unanswerable"
    median, slow = _milliseconds(summary.ms_p50), _milliseconds(summary.ms_p95)
    yield f"\nTime a question: {median} median, {slow} at the 95th percentile"


def _width(column: str) -> int:
    return 6 if column == "n" else max(7, len(column) + 1)


def _line(title: str, shares: Shares) -> str:
    return (
        f"  {title:<44}{shares.questions:>6}{_share(shares.of_all):>9}"
        f"{_share(shares.of_answered):>10}{_share(shares.if_forced):>9}"
    )


def _group_line(name: str, group: Group) -> str:
    figures = (
        ("hit@1", group.hit_at_1),
        ("hit@5", group.hit_at_5),
        ("carried", group.carried),
        ("forced", group.carried_if_forced),
        ("answered", group.answerable_answered),
        ("declined", group.unanswerable_declined),
        ("AUROC", group.auroc),
    )
    cells = "".join(f"{_share(value):>{_width(column)}}" for column, value in figures)
    return f"  {name[:15]:<15}{group.questions:>6}{cells}"


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _percent(value: float | None) -> str:
    # Never rounded up to a whole: 99.996 % verbatim is not 100 %.
    return "–" if value is None else f"{int(value * 10000) / 100:g} %"


def _milliseconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f} ms"


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
