"""Which questions are taken for the same: words have a veto, then nearness decides."""

from collections.abc import AsyncIterator, Sequence

import pytest

from retrieval.lane import Lane
from retrieval.likening import AT_ONCE, REMEMBERED, Likening, mergeable
from retrieval.ports import Vectors
from tests.fakes import FakeEmbedder

WHO_PAID = "Who paid for the lighthouse of Harbourtown?"


class Counting(FakeEmbedder):
    """The fake, which remembers what it was asked at once."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        self.asked.append(list(texts))
        return super().embed_questions(texts)


@pytest.fixture
async def lane() -> AsyncIterator[Lane]:
    lane = Lane()
    yield lane
    await lane.close()


@pytest.mark.parametrize(
    "other",
    [
        "Who built the lighthouse of Harbourtown?",  # one word in the place of another
        "When was the lighthouse of Harbourtown paid for?",  # another kind of question
        "Who paid for the tall lighthouse of Storm Bay in the end?",  # another name on either side
        "Who never paid for the lighthouse of Harbourtown?",
        "Who paid for the lighthouse of Harbourtown in 1904?",
    ],
)
def test_words_keep_apart_what_is_near(other: str) -> None:
    assert mergeable(WHO_PAID, [other]) == []


@pytest.mark.parametrize(
    ("question", "other"),
    [
        (WHO_PAID, "Who gave the money for the lighthouse of Harbourtown?"),
        (WHO_PAID, "Qui a payé le phare de Harbourtown ?"),
        ("谁支付了灯塔的费用？", "修建灯塔的钱是谁出的？"),
    ],
)
def test_words_leave_paraphrases_and_other_languages_to_nearness(question: str, other: str) -> None:
    assert mergeable(question, ["Where is the mayor?", other])[-1:] == [1]


def test_one_sign_of_chinese_in_the_place_of_another_keeps_apart() -> None:
    assert mergeable("谁开设了账户？", ["谁关闭了账户？"]) == []


class TestThePlace:
    async def test_is_that_of_the_nearest_if_it_is_near_enough(self, lane: Lane) -> None:
        others = [
            "Who was it that gave the sum for a lighthouse?",
            "Who was it that paid the sum for the lighthouse of Harbourtown?",
            "Where is the mayor?",
        ]
        assert await Likening(FakeEmbedder(), lane, 0.5).place_of(WHO_PAID, others) == 1
        assert await Likening(FakeEmbedder(), lane, 0.99).place_of(WHO_PAID, others) is None
        assert await Likening(FakeEmbedder(), lane, 0.5).place_of(WHO_PAID, []) is None

    async def test_of_a_model_without_a_number_is_told_by_words_alone(self, lane: Lane) -> None:
        embedder = Counting()
        likening = Likening(embedder, lane, None)
        others = ["Who paid for it?", "Who paid for the old lighthouse of Harbourtown?"]
        assert await likening.place_of(WHO_PAID, others) == 1
        assert await likening.place_of(WHO_PAID, others[:1]) is None
        assert embedder.asked == []

    async def test_embeds_each_question_once_and_few_at_a_time(self, lane: Lane) -> None:
        embedder = Counting()
        likening = Likening(embedder, lane, 0.5)
        others = [f"Who gave money number {'x' * place} for the wall of the town?" for place in range(2 * AT_ONCE)]
        await likening.place_of(WHO_PAID, others)
        await likening.place_of("Who gave sums for the wall near the town?", others)
        texts = [text for asked in embedder.asked for text in asked]
        assert len(texts) == len(set(texts)) == 2 + 2 * AT_ONCE
        assert max(map(len, embedder.asked)) == AT_ONCE

    async def test_forgets_what_was_asked_longest_ago(self, lane: Lane) -> None:
        embedder = Counting()
        likening = Likening(embedder, lane, 0.5)
        others = [f"Who gave the sum {'x' * number} here?" for number in range(REMEMBERED + 50)]
        for start in range(0, len(others), 50):
            await likening.place_of(WHO_PAID, others[start : start + 50])
        embedder.asked.clear()
        await likening.place_of(WHO_PAID, others[-50:])
        assert embedder.asked == []
        await likening.place_of(WHO_PAID, others[:1])
        assert embedder.asked == [others[:1]]
