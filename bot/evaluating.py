"""`newsdesk eval`: a question set, asked of the real desk on an edition of its own."""

import asyncio
from pathlib import Path
from typing import Any, TextIO

from bot.evaluation.dataset import Question, read_set
from bot.evaluation.figures import Summary
from bot.evaluation.summary import evaluate
from bot.outcome import citation_object, outcome
from bot.settings import Settings
from bot.wiring import index, open_desk
from corpus.folder import read_folder
from retrieval.desk import Desk
from retrieval.exporting import Stage
from retrieval.publishing import EmbeddingProgress
from retrieval.quoting import quoted, worth_quoting
from retrieval.verifying import verify


def evaluate_set(
    settings: Settings,
    folder: Path,
    stage: Stage,
    progress: EmbeddingProgress,
    predictions: TextIO | None,
    *,
    limit: int | None,
    language: str | None,
    open_corpus: bool,
) -> Summary:
    """Build the set's edition (kept by its fingerprint in the state folder), ask its questions, sum up the replies."""
    asked = read_set(
        folder,
        served=lambda: read_folder(settings.corpus.folder),
        language=language,
        open_corpus=open_corpus,
        limit=limit,
    )
    state = settings.state.folder / "eval" / ".".join(part for part in (asked.name, language) if part)
    index(settings, stage, progress, asked.articles, state)
    stage("asking")
    done = 0

    def count(questions: int) -> None:
        nonlocal done
        done += questions
        progress(done, len(asked.questions))

    async def ask_all() -> Summary:
        async with open_desk(settings, state) as desk:
            loop = asyncio.get_running_loop()

            def ask(question: Question) -> dict[str, Any]:
                asking = _ask(desk, question, settings.answering.sentences)
                return asyncio.run_coroutine_threadsafe(asking, loop).result()

            return await asyncio.to_thread(evaluate, asked, ask, progress=count, predictions=predictions)

    return asyncio.run(ask_all())


async def _ask(desk: Desk, question: Question, sentences: int) -> dict[str, Any]:
    """Ask one question as the set wants it asked; tell also what was found, and what a forced answer would cite."""
    earlier = [turn.text for turn in question.history if turn.role == "user"]
    evidence, reply = await desk.consider(
        question.question, earlier, question.context_ids or None, question.exclude_ids
    )
    forced = verify(quoted(worth_quoting(evidence.candidates, sentences)), evidence.passages).citations
    return {
        **outcome(reply),
        "ranked": list(dict.fromkeys(passage.article.id for passage in evidence.passages.values())),
        "candidates": [citation_object(citation) for citation in forced],
    }
