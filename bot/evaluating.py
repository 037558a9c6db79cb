"""`newsdesk eval`: a question set, asked of the real desk on an edition of its own."""

import asyncio
from pathlib import Path
from typing import Any, Literal, TextIO

from bot.evaluation.dataset import Question, read_set
from bot.evaluation.figures import Summary
from bot.evaluation.summary import evaluate
from bot.outcome import citation_object, outcome
from bot.settings import Settings
from bot.wiring import index, open_desk
from corpus.folder import read_folder
from retrieval.desk import Desk
from retrieval.explaining import Explanation
from retrieval.exporting import Stage
from retrieval.publishing import EmbeddingProgress
from retrieval.quoting import quoted, worth_quoting
from retrieval.reader import Reader
from retrieval.verifying import verify

READER = Reader(account="eval")


def evaluate_set(
    settings: Settings,
    folder: Path,
    stage: Stage,
    progress: EmbeddingProgress,
    predictions: TextIO | None,
    *,
    writer: Literal["quote", "openai"] = "quote",
    limit: int | None,
    language: str | None,
    open_corpus: bool,
) -> Summary:
    """Build the set's edition (kept by its fingerprint in the state folder), ask its questions, sum up the replies.

    ``writer`` writes them, whatever the settings say. Raises ModelKeyError at once when a model that is to write has no
    key that could be sent.
    """
    settings = _written_by(writer, settings)
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
        by_model = settings.writing if writer == "openai" else None
        if by_model is not None:
            await _look_for_key(settings)
        async with open_desk(settings, state) as desk:
            loop = asyncio.get_running_loop()

            def ask(question: Question) -> dict[str, Any]:
                asking = _ask(desk, question, settings.answering.sentences)
                return asyncio.run_coroutine_threadsafe(asking, loop).result()

            return await asyncio.to_thread(
                evaluate, asked, ask, progress=count, predictions=predictions, writing=by_model
            )

    return asyncio.run(ask_all())


async def _ask(desk: Desk, question: Question, sentences: int) -> dict[str, Any]:
    """Ask one question as the set wants it asked; tell also what was found, and what a forced answer would cite."""
    earlier = [turn.text for turn in question.history if turn.role == "user"]
    considered = await desk.consider(
        question.question, earlier, question.context_ids or None, question.exclude_ids, reader=READER
    )
    evidence = considered.evidence
    forced = verify(quoted(worth_quoting(evidence.candidates, sentences)), evidence.passages).citations
    return {
        **outcome(considered.reply),
        "ranked": list(dict.fromkeys(passage.article.id for passage in evidence.passages.values())),
        "candidates": [citation_object(citation) for citation in forced],
        **_drafting(considered.explanation),
    }


def _written_by(writer: Literal["quote", "openai"], settings: Settings) -> Settings:
    """Return the settings with this writer, and without what one Discord server may spend: none asks here."""
    writing = settings.writing.model_copy(update={"writer": writer, "server_tokens_a_day": 0})
    return settings.model_copy(update={"writing": writing})


async def _look_for_key(settings: Settings) -> None:
    from bot.writing import model_of  # the room of language models, which quotes do not need

    model = model_of(settings)
    if model is not None:
        await model.open()
        await model.close()


def _drafting(explanation: Explanation) -> dict[str, Any]:
    """Return what a language model did, in the form told at ``outcome.Ask``; nothing if it was not asked."""
    attempts, usage = explanation.attempts, explanation.usage
    if not attempts:
        return {}
    return {
        "drafting": {
            "tries": len(attempts),
            "dropped": [{"text": one.text, "reason": one.reason} for each in attempts for one in each.dropped],
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "estimated": usage.estimated,
            "milliseconds": round(sum(each.milliseconds for each in attempts), 2),
        }
    }
