"""A folder of questions and articles -> an EvaluationSet, with every question as it meets the chosen corpus.

The format: ``corpus.jsonl`` (or ``corpus.<lang>.jsonl``) with ``id, title, text, source, date?, lang?``, and
``questions.jsonl`` with ``id, question, answers, gold_ids, answerable, lang, evidence, kind`` and, where they apply,
``context_ids, exclude_ids, history, withheld_answers``. Parallel sets add ``answers_en``, ``gold_ids_same_lang`` and
``exclude_ids_same_lang``. A folder without a corpus asks the articles that Newsdesk serves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.evaluation.rows import EvaluationError, FaultySetError, Row, read_rows
from corpus.article import Article
from corpus.errors import Fault


@dataclass(frozen=True, slots=True)
class Turn:
    """Something said before the question; ``role`` is ``user`` or ``assistant``."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is known of its answer, in terms of the articles that it is asked to.

    ``answers`` and ``withheld`` (the true answers of a question made unanswerable: to say one is a leak) are in the
    articles' language where the set gives them. ``context_ids`` are the only articles to look in, none meaning all;
    ``exclude_ids`` the articles to hide. ``evidence`` are sentences of the gold articles, verbatim. ``about`` is the
    article that a question was written about, answerable or not, where the set tells.
    """

    id: str
    question: str
    answerable: bool
    answers: tuple[str, ...] = ()
    gold_ids: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    lang: str = "en"
    kind: str = ""
    context_ids: tuple[str, ...] = ()
    exclude_ids: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    withheld: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Articles and the questions to ask them. ``available`` counts the questions before any limit."""

    name: str
    articles: tuple[Article, ...]
    questions: tuple[Question, ...]
    available: int


def read_set(
    folder: Path,
    *,
    served: Callable[[], Sequence[Article]],
    language: str | None = None,
    open_corpus: bool = False,
    limit: int | None = None,
) -> EvaluationSet:
    """Read a set. ``served`` gives the articles of a folder without a corpus.

    ``language`` asks the questions in that language to the articles in it; without it all questions are asked to
    ``corpus.jsonl``. ``open_corpus`` lets every question look in the whole corpus, whatever its ``context_ids``.
    ``limit`` takes that many questions, spread evenly over the file (a set is often sorted by kind).
    Raises FaultySetError naming each bad line, EvaluationError when a file or the language is not there.
    """
    faults: list[Fault] = []
    corpus_file = _corpus_file(folder, language)
    articles = tuple(served()) if corpus_file is None else _read_articles(corpus_file, faults)
    tongues = {article.language for article in articles if article.language}
    # Every parallel set in this format has English as its corpus.jsonl, named or not.
    corpus_language = language or (tongues.pop() if len(tongues) == 1 else "en")
    own_corpus = language is not None and corpus_file is not None and corpus_file.name == f"corpus.{language}.jsonl"
    rows = [
        row
        for row in read_rows(folder / "questions.jsonl", faults)
        if language is None or row.text("lang", "en") == language
    ]
    questions = _unique(
        [(row, _question(row, corpus_language, own_corpus, open_corpus)) for row in rows],
        {article.id for article in articles},
    )
    if faults:
        raise FaultySetError(faults)
    if not questions:
        asked = f" in {language}" if language else ""
        raise EvaluationError(f"{folder / 'questions.jsonl'}: no questions{asked}", hint="one JSON object a line")
    return EvaluationSet(folder.resolve().name, articles, spread(questions, limit), len(questions))


def spread(questions: Sequence[Question], limit: int | None) -> tuple[Question, ...]:
    """Return ``limit`` of the questions at even distances, in their order; all when there are no more."""
    if limit is None or limit >= len(questions):
        return tuple(questions)
    return tuple(questions[place * len(questions) // limit] for place in range(limit))


def _corpus_file(folder: Path, language: str | None) -> Path | None:
    if not folder.is_dir():
        raise EvaluationError(f"{folder}: no such folder", hint="a set is a folder with questions.jsonl")
    plain = folder / "corpus.jsonl"
    tongues = sorted(path.name.split(".")[1] for path in folder.glob("corpus.*.jsonl"))
    if language in tongues:
        return folder / f"corpus.{language}.jsonl"
    if language not in (None, "en"):
        there = ", ".join(["en", *tongues])
        raise EvaluationError(f"{folder}: no corpus.{language}.jsonl", hint=f"languages there: {there}")
    return plain if plain.exists() else None


def _read_articles(path: Path, faults: list[Fault]) -> tuple[Article, ...]:
    articles: dict[str, Article] = {}
    for row in read_rows(path, faults):
        article = Article(
            id=row.text("id"),
            title=row.text("title", ""),
            text=row.text("text"),
            source=row.text("source", "") or None,
            published=_iso_date(row.text("date", "")),
            language=row.text("lang", "") or None,
        )
        if article.id in articles:
            row.fault(f"the id {article.id} stands twice", "give each article its own id")
        if not article.text.strip():
            row.fault(f"article {article.id} has no text", "every article says something")
        articles[article.id] = article
    return tuple(articles.values())


def _question(row: Row, corpus_language: str, own_corpus: bool, open_corpus: bool) -> Question:
    answerable, lang = row.truth("answerable"), row.text("lang", "en")
    suffix = "_same_lang" if own_corpus and "gold_ids_same_lang" in row.values else ""
    answers, withheld = row.texts("answers"), row.texts("withheld_answers")
    if lang != corpus_language and (in_english := row.texts("answers_en")):
        # What is cited is in the articles' language, so that is where the answer, or the leak, must be looked for.
        answers, withheld = (in_english, ()) if answerable else ((), in_english if withheld else ())
    return Question(
        id=row.text("id"),
        question=row.text("question"),
        answerable=answerable,
        answers=answers,
        gold_ids=row.texts("gold_ids" + suffix),
        evidence=row.texts("evidence"),
        lang=lang,
        kind=row.text("kind", ""),
        context_ids=() if open_corpus else row.texts("context_ids"),
        exclude_ids=row.texts("exclude_ids" + suffix),
        history=tuple(Turn(turn.text("role"), turn.text("text")) for turn in row.objects("history")),
        withheld=withheld,
        about=row.text("paragraph_id", row.text("passage_id", "")),
    )


def _unique(pairs: Sequence[tuple[Row, Question]], article_ids: set[str]) -> tuple[Question, ...]:
    seen: set[str] = set()
    for row, question in pairs:
        if question.id in seen:
            row.fault(f"the id {question.id} stands twice", "give each question its own id")
        seen.add(question.id)
        if unknown := sorted({*question.gold_ids, *question.context_ids} - article_ids):
            row.fault(f"the article {unknown[0]} is not in the corpus", "name articles by the ids of the corpus")
        if question.answerable and not (question.answers or question.evidence or question.gold_ids):
            row.fault("is answerable but says nothing of its answer", "give answers, evidence or gold_ids")
    return tuple(question for _, question in pairs)


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
