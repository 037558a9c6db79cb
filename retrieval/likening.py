"""Whether two questions ask the same: by their meaning, and by the words that only one of them has.

Nearness alone cannot tell: "Who opened the account?" is nearer to "Who closed the account?" than to most of its
paraphrases. So words have a veto: another number, a name on each side that the other lacks, another kind of question,
one word in the place of another. Two questions kept apart are listed twice; two merged that differ hide one for good.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import islice

import numpy as np

from retrieval.asking import Asked, take_apart
from retrieval.lane import Lane
from retrieval.ports import Embedder, Vectors
from retrieval.stemming import is_unspaced

ALIKE = {"multilingual-e5-small": 0.93, "all-MiniLM-L6-v2": 0.8}
"""The least cosine of two questions that ask the same, by model: chosen for few false merges out of what
`python -m benchmarks.alike` prints; docs/decisions/0014 has the figures."""

SHARED = 0.6
"""For any other model: the least share of two questions' words that both have, when one has no word of its own."""

AT_ONCE = 8
"""So many questions are embedded before readers' questions get their turn."""

REMEMBERED = 1000
"""Vectors of so many questions are remembered, by a digest of their words."""

SUBSTITUTED, SUBSTITUTED_UNSPACED = 1, 3
"""So many stems on each side are one word in the place of another; a sign of Chinese stands in up to three stems."""

_ENGLISH = 0.25
"""From this share of English function words on, the kind and the names of a question can be told (see ``asking``)."""


class Likening:
    """Finds the question that asks the same as another. ``least`` is the model's own of ALIKE, None if it has none."""

    def __init__(self, embedder: Embedder, lane: Lane, least: float | None) -> None:
        self._embedder, self._lane, self._least = embedder, lane, least
        self._known: dict[bytes, Vectors] = {}

    async def place_of(self, question: str, others: Sequence[str]) -> int | None:
        """Return the place, from 0, of the question among others that asks the same, the nearest if several do."""
        places = await self._lane.run(mergeable, question, others)
        if self._least is None:
            return await self._lane.run(_first_that_shares, question, others, places)
        if not places:
            return None
        here, *there = await self._vectors([question, *(others[place] for place in places)])
        cosines = [float(here @ vector) for vector in there]
        best = int(np.argmax(cosines))
        return places[best] if cosines[best] >= self._least else None

    async def _vectors(self, questions: Sequence[str]) -> list[Vectors]:
        digests = [sha256(question.encode("utf-8", "surrogatepass")).digest() for question in questions]
        known = {digest: self._known[digest] for digest in digests if digest in self._known}
        fresh = [place for place, digest in enumerate(digests) if digest not in known]
        for start in range(0, len(fresh), AT_ONCE):
            some = fresh[start : start + AT_ONCE]
            vectors = await self._lane.run_beside(self._embedder.embed_questions, [questions[place] for place in some])
            known |= {digests[place]: vector for place, vector in zip(some, vectors, strict=True)}
        # Those of this time are remembered longest.
        joined = {digest: vector for digest, vector in self._known.items() if digest not in known} | known
        self._known = dict(islice(joined.items(), max(0, len(joined) - REMEMBERED), None))
        return [known[digest] for digest in digests]


def mergeable(question: str, others: Sequence[str]) -> list[int]:
    """Return the places of the questions of which words leave it open that they ask the same."""
    asked = take_apart(question)
    return [place for place, other in enumerate(others) if _could_merge(asked, take_apart(other))]


def _could_merge(asked: Asked, other: Asked) -> bool:
    here, there = set(asked.subject), set(other.subject)
    if asked.numbers != other.numbers or asked.negated != other.negated:
        return False
    if min(asked.function_words, other.function_words) >= _ENGLISH and (
        asked.kind != other.kind or (asked.names - there and other.names - here)
    ):
        return False
    only_here, only_there = here - there, there - here
    most = SUBSTITUTED_UNSPACED if any(map(is_unspaced, only_here | only_there)) else SUBSTITUTED
    return not (only_here and only_there and max(len(only_here), len(only_there)) <= most)


def _first_that_shares(question: str, others: Sequence[str], places: Sequence[int]) -> int | None:
    here = set(take_apart(question).subject)
    for place in places:
        there = set(take_apart(others[place]).subject)
        if (here <= there or there <= here) and len(here & there) >= SHARED * len(here | there):
            return place
    return None
