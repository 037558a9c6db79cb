"""What all peers are measured by: one protocol, and vectors that stand in for a model's."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks.bench.entrants import ENTRANTS
from benchmarks.bench.process import last_words
from benchmarks.peers.serving import Reply, answered, gathered
from benchmarks.peers.standin_vectors import StandinVectors

PEERS = Path(__file__).parents[2] / "benchmarks" / "peers"


class Slow:
    """Answers by saying the question; its index says its own seconds."""

    async def open(self) -> None:
        """Open at once."""

    async def index(self) -> dict[str, float]:
        return {"texts": 3, "seconds": 7.0}

    async def ask(self, question: str) -> Reply:
        return Reply(question, {"embed": 0.5})

    async def together(self, questions: Sequence[str]) -> list[float]:
        return await gathered(self.ask, questions)


async def test_each_question_has_its_seconds_and_steps() -> None:
    said = await answered(Slow(), {"do": "ask", "questions": ["a?", "b?"]})
    assert len(said["seconds"]) == len(said["steps"]) == 2
    assert said["steps"][0] == {"embed": 0.5}
    assert said["answer"] == "b?"


async def test_questions_at_once_take_as_long_as_the_last() -> None:
    said = await answered(Slow(), {"do": "together", "questions": ["a?"] * 5})
    assert said["seconds"] == max(said["each"])
    assert len(said["each"]) == 5


async def test_a_peer_may_know_its_seconds_better() -> None:
    assert (await answered(Slow(), {"do": "index"}))["seconds"] == 7.0


async def test_memory_is_in_bytes() -> None:
    said = await answered(Slow(), {"do": "memory"})
    assert 10e6 < said["now"] <= said["peak"] < 64e9


async def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no such request"):
        await answered(Slow(), {"do": "dance"})


def test_each_entrant_is_played_by_a_file() -> None:
    assert {each.name for each in ENTRANTS} <= {path.stem for path in PEERS.glob("*.py")}


@pytest.fixture
def standin(tmp_path: Path) -> StandinVectors:
    made = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    np.save(tmp_path / "vectors.npy", made / np.linalg.norm(made, axis=1, keepdims=True))
    return StandinVectors(tmp_path / "vectors.npy")


def test_a_text_has_one_vector_whatever_stands_beside_it(standin: StandinVectors) -> None:
    assert np.array_equal(standin.of(["a", "b"])[1], standin.of(["b"])[0])


def test_different_texts_have_different_vectors_of_unit_length(standin: StandinVectors) -> None:
    vectors = standin.of([str(number) for number in range(200)])
    assert len(np.unique(vectors, axis=0)) == 200
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_the_last_words_of_a_process_are_its_last_line(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("Loading\nConnectionError: no such host\n\n", encoding="utf-8")
    assert last_words(tmp_path / "log") == "ConnectionError: no such host"
