"""What a reader is told of an error: words of its own branch, in the reader's language, never the error's own text."""

import ast
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import errors
from bot.evaluation.rows import EvaluationError, FaultySetError
from bot.local_model import LocalModelError
from bot.replies import MESSAGES, UNEXPECTED, words_for
from bot.words.catalogue import LANGUAGES, words_in
from corpus.errors import CorpusError, Fault, FaultyCorpus, NewsdeskError
from retrieval.embedding_door import RefusedError
from retrieval.errors import RetrievalError, ShelfError, UnknownEvidenceError

HOUSE = Path(__file__).parents[2]
CANARY = "canary at /srv/secret/canary.db"
# Built with something else than a message.
BUILT: dict[type[NewsdeskError], Callable[[], NewsdeskError]] = {
    FaultyCorpus: lambda: FaultyCorpus([Fault(CANARY, 3, CANARY, CANARY)]),
    FaultySetError: lambda: FaultySetError([Fault(CANARY, 3, CANARY, CANARY)]),
    errors.CooldownError: lambda: errors.CooldownError(2.2),
    errors.InFlightError: errors.InFlightError,
    errors.QueueFullError: lambda: errors.QueueFullError(100),
    errors.StoppingError: errors.StoppingError,
    errors.DirectMessagesOffError: errors.DirectMessagesOffError,
    errors.QuestionTooLongError: lambda: errors.QuestionTooLongError(2000),
    errors.AnswerGoneError: errors.AnswerGoneError,
    errors.NotYoursError: errors.NotYoursError,
    errors.NotAModeratorError: errors.NotAModeratorError,
    errors.NotAKeeperError: errors.NotAKeeperError,
    errors.ReviewClosedError: errors.ReviewClosedError,
    errors.DraftGoneError: errors.DraftGoneError,
    errors.NotHereError: errors.NotHereError,
    errors.ElsewhereError: lambda: errors.ElsewhereError((7, 8)),
    errors.MentionsOffError: errors.MentionsOffError,
    errors.PrivateRoomError: errors.PrivateRoomError,
    errors.FetchRefusedError: lambda: errors.FetchRefusedError("address", CANARY),
    RefusedError: lambda: RefusedError(CANARY, 400, hint=CANARY),
}
# Roots of branches, and what only the command line can meet.
WITHOUT_WORDS: set[type[NewsdeskError]] = {
    NewsdeskError,
    errors.AskingError,
    errors.DiscordRefusedError,
    errors.MonitoringError,
    EvaluationError,
    FaultySetError,
    LocalModelError,
}


def declared() -> dict[str, str]:
    """Each error class of the tree and its module, read from the sources: to import all of them takes seconds."""
    classes: dict[str, tuple[str, set[str]]] = {}
    for path in (path for floor in ("corpus", "retrieval", "bot") for path in (HOUSE / floor).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
                classes[node.name] = (".".join(path.relative_to(HOUSE).with_suffix("").parts), bases)
    tree = {"NewsdeskError"}
    while more := {name for name, (_, bases) in classes.items() if bases & tree} - tree:
        tree |= more
    return {name: classes[name][0] for name in sorted(tree)}


def descendants(error: type[NewsdeskError]) -> Iterator[type[NewsdeskError]]:
    yield error
    for child in error.__subclasses__():
        yield from descendants(child)


DECLARED = declared()
for module in set(DECLARED.values()):
    importlib.import_module(module)
ERRORS = sorted(
    {error for error in descendants(NewsdeskError) if error.__module__ in DECLARED.values()},
    key=lambda error: error.__name__,
)


def built(error: type[NewsdeskError]) -> NewsdeskError:
    return BUILT[error]() if error in BUILT else error(CANARY, hint=CANARY)


def test_the_walk_meets_every_error_class_of_the_sources() -> None:
    assert {error.__name__ for error in ERRORS} == set(DECLARED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_is_told_in_words_of_its_own_branch_never_in_its_own_text(
    kind: type[NewsdeskError], language: str
) -> None:
    error = built(kind)
    told = words_for(error, words_in(language))
    assert "canary" not in told
    assert str(error) not in told
    assert (told == words_in(language)(UNEXPECTED)) == (kind in WITHOUT_WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", [ValueError(CANARY), KeyError(CANARY), OSError(CANARY), NewsdeskError(CANARY)])
def test_any_other_error_is_told_as_unexpected(error: Exception, language: str) -> None:
    assert words_for(error, words_in(language)) == words_in(language)(UNEXPECTED)


@pytest.mark.parametrize(
    ("kind", "ancestor"),
    [(FaultyCorpus, CorpusError), (ShelfError, RetrievalError), (UnknownEvidenceError, RetrievalError)],
)
def test_a_class_without_words_of_its_own_has_those_of_its_branch(
    kind: type[NewsdeskError], ancestor: type[NewsdeskError]
) -> None:
    assert words_for(built(kind), words_in("en")) == words_in("en")(MESSAGES[ancestor])


def test_no_two_classes_of_the_table_are_told_alike() -> None:
    assert len(set(MESSAGES.values())) == len(MESSAGES)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.0, "1 second."), (0.2, "1 second."), (1.0, "1 second."), (1.1, "2 seconds."), (60, "60 seconds.")],
)
def test_a_cooldown_is_told_in_whole_seconds_never_too_few(seconds: float, told: str) -> None:
    assert words_for(errors.CooldownError(seconds), words_in("en")).endswith(told)


def test_the_figures_of_a_limit_are_told() -> None:
    assert "1,234 are waiting" in words_for(errors.QueueFullError(1234), words_in("en"))
    assert "höchstens 2.000 Zeichen" in words_for(errors.QuestionTooLongError(2000), words_in("de"))
