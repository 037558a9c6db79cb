"""The golden questions, asked of an edition before it serves; what they said is kept as JSON with the review."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.moderating.values import GoldenRun
from bot.newsroom import Newsroom
from corpus.golden import Golden
from retrieval.golden_run import Missed, run_golden


async def ask_golden(newsroom: Newsroom, staged: str, golden: Sequence[Golden]) -> GoldenRun:
    """Ask a staged edition all questions, and the one that serves those that the staged one misses.

    Raises RetrievalError and its kinds.
    """
    async with newsroom.trial(staged) as trial:
        missed = await run_golden(trial, golden)
    before = {each.golden for each in await run_golden(newsroom.desk, [each.golden for each in missed])}
    return GoldenRun(
        len(golden),
        tuple(each for each in missed if each.golden not in before),
        tuple(each for each in missed if each.golden in before),
    )


def as_json(run: GoldenRun) -> dict[str, Any]:
    """Return a run as a JSON object."""
    return {"asked": run.asked, "missed": _listed(run.missed), "missed_before": _listed(run.missed_before)}


def run_in(kept: Mapping[str, Any]) -> GoldenRun:
    """Return the run that ``as_json`` made an object of."""
    return GoldenRun(kept["asked"], _missed(kept["missed"]), _missed(kept["missed_before"]))


def _listed(missed: Sequence[Missed]) -> list[dict[str, Any]]:
    return [
        {"question": each.golden.question, "article": each.golden.article, "got": list(each.got)} for each in missed
    ]


def _missed(kept: Sequence[Mapping[str, Any]]) -> tuple[Missed, ...]:
    return tuple(Missed(Golden(each["question"], each["article"]), tuple(each["got"])) for each in kept)
