"""The Embedder on another machine: an OpenAI-compatible endpoint, such as TEI or vLLM. What it sends is checked.

Beside the texts, every request carries a probe whose vector is known: an endpoint that comes to serve another model
while Newsdesk runs is noticed at once, and never are the vectors of two models compared.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from retrieval.carriers import CARRIERS
from retrieval.embedding_door import Door, Patience, RefusedError
from retrieval.errors import EmbeddingError
from retrieval.ports import Progress, Vectors
from retrieval.recognising import PROBES, carried_as, is_same, recognised
from retrieval.settings import EmbeddingSettings

BATCH_TEXTS = 31
"""Texts in a request; with the probe 32, which is as many as TEI takes by default (``--max-client-batch-size``)."""

BATCH_CHARACTERS = 32_000
"""Characters in a request, unless one text alone is longer."""

CUT_CHARACTERS = 200
"""A text that is refused alone is cut by a quarter until it is taken; one that would be shorter than this is refused
for another reason."""

RETRIES = 2
"""So many more tries after the first where a reader waits, within ``timeout_seconds`` for all of them."""

INDEXING_TIMES, INDEXING_RETRIES = 6, 10
"""While articles are indexed nobody waits, and what was embedded would be lost: a request may take so many times
``timeout_seconds``, with so many more tries, which outlasts a server that is started anew."""

VECTORS = 1
"""Part of every fingerprint: raise it when a change here makes other vectors."""

TOO_MUCH = frozenset({400, 413, 422})
"""What servers say of too many texts, or of one that is too long."""

Ask = Callable[[Sequence[str]], Vectors]


class EndpointEmbedder:
    """Embeds behind an endpoint. Get one from ``reach``. Safe from any thread.

    ``carried_as`` is the carried model that it is by its vectors, whatever its name, empty for any other.
    """

    def __init__(self, door: Door, settings: EmbeddingSettings, probes: Vectors) -> None:
        """Take the door to the endpoint, its model's name and prefixes, and its vectors of the probes."""
        self._door, self._probes = door, probes
        self._question_prefix, self._passage_prefix = prefixes(settings)
        self._asking = Patience(settings.timeout_seconds, RETRIES)
        self._indexing = Patience(settings.timeout_seconds * INDEXING_TIMES, INDEXING_RETRIES)
        self.dimension = int(probes.shape[1])
        self.carried_as = carried_as(probes)
        decisive = [VECTORS, settings.model, self._question_prefix, self._passage_prefix, self.dimension]
        digest = hashlib.sha256(json.dumps(decisive).encode())
        digest.update(np.ascontiguousarray(probes, dtype="<f4").tobytes())
        self.fingerprint = digest.hexdigest()[:32]

    def verify(self) -> None:
        """Do nothing: a probe goes with each request."""

    def open(self) -> None:
        """Do nothing: the endpoint was reached when this was made."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed what readers ask. Raises EmbeddingError."""
        return self._embed([self._question_prefix + text for text in texts], self._asking, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed what articles say; ``progress`` hears of each request, and who gives one is patient: it is indexing.

        Raises EmbeddingError.
        """
        patience = self._asking if progress is None else self._indexing
        return self._embed([self._passage_prefix + text for text in texts], patience, progress)

    def _embed(self, texts: list[str], patience: Patience, progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for batch in requests([_sendable(text) for text in texts]):
            vectors[done : done + len(batch)] = in_parts(batch, lambda part: self._beside_a_probe(part, patience))
            done += len(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def _beside_a_probe(self, texts: Sequence[str], patience: Patience) -> Vectors:
        *vectors, probe = self._door.ask([*texts, PROBES[0]], patience)
        if not is_same(probe, self._probes[0]):
            raise EmbeddingError(
                f"{self._door.url} serves another model by now than when it was first asked",
                hint="let it serve the former model again, or restart Newsdesk and run `newsdesk index`",
            )
        return np.array(vectors, dtype=np.float32)


def reach(settings: EmbeddingSettings, state: Path, key: str) -> EndpointEmbedder:
    """Return the embedder behind the endpoint that the settings name, once it has embedded the probes.

    What it is known by is kept in the state folder (see ``recognising``). ``key`` is empty for endpoints that want
    none. Raises EmbeddingError when the endpoint cannot be reached, refuses, or sends no vectors.
    """
    door = Door(settings.endpoint, settings.model, key)
    patience = Patience(settings.timeout_seconds, RETRIES)
    vectors = in_parts(PROBES, lambda part: door.ask(part, patience))
    return EndpointEmbedder(door, settings, recognised(state, settings.model, vectors))


def prefixes(settings: EmbeddingSettings) -> tuple[str, str]:
    """Return what is put before questions and passages: the settings', else those of the carried model of this name.

    For any other model nothing is: an endpoint does not tell what its model was trained with.
    """
    carrier = CARRIERS.get(settings.model.rsplit("/", 1)[-1])
    question, passage = (carrier.question_prefix, carrier.passage_prefix) if carrier else ("", "")
    return (
        question if settings.question_prefix is None else settings.question_prefix,
        passage if settings.passage_prefix is None else settings.passage_prefix,
    )


def requests(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the texts in their order, in requests of at most BATCH_TEXTS and BATCH_CHARACTERS."""
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or characters + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


def in_parts(texts: Sequence[str], ask: Ask) -> Vectors:
    """Return what ``ask`` makes of the texts, in smaller requests where the endpoint refuses them as too much.

    A text that is refused alone loses its end, as a model does that reads only so many tokens. Its vector so depends
    on nothing but itself. Raises what ``ask`` raises.
    """
    try:
        return ask(texts)
    except RefusedError as refused:
        if refused.status not in TOO_MUCH:
            raise
        if len(texts) > 1:
            half = len(texts) // 2
            return np.concatenate([in_parts(texts[:half], ask), in_parts(texts[half:], ask)])
        shorter = texts[0][: len(texts[0]) * 3 // 4]
        if len(shorter) < CUT_CHARACTERS:
            raise
        return in_parts([shorter], ask)


def _sendable(text: str) -> str:
    """Return a text that UTF-8 can hold, and that is not empty: OpenAI and TEI refuse one that is."""
    return text.encode("utf-8", "replace").decode("utf-8") or " "
