"""One request for embeddings by OpenAI's protocol, asked again where that can help: vectors, or one clear line.

``openai`` takes over a second to import: it is imported when an endpoint is first asked.
"""

import json
import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from retrieval.errors import EmbeddingError
from retrieval.ports import Vectors
from retrieval.settings import EMBEDDING_KEY_VARIABLE
from retrieval.writing.complaints import shown
from retrieval.writing.retrying import backing_off

if TYPE_CHECKING:
    from openai import OpenAI

LONGEST_REPLY_BYTES = 32 << 20
"""Of a reply; 32 vectors of 4,096 numbers are 3 MB."""

_KEYLESS = "none"  # the client insists on a key; servers that want none ignore it
_GIVE_A_KEY = f"give the right key in {EMBEDDING_KEY_VARIABLE}"
_LOOK = "look into the endpoint's own log"
_PRECISION = "let the endpoint compute in float32 (TEI, vLLM: --dtype float32)"
_EMBEDS = "check that [embedding] endpoint and model name an embedding model"
_HINTS: Mapping[int, str] = {
    401: _GIVE_A_KEY,
    403: _GIVE_A_KEY,
    404: "check [embedding] endpoint, which mostly ends in /v1, and model, the name that the endpoint has for it",
    429: "give the endpoint room for more requests, or index when it has less to do",
}
_TRANSIENT = frozenset({408, 409, 425, 429})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one request may take with all its tries, in seconds, and how many more tries come after the first."""

    seconds: float
    retries: int


class RefusedError(EmbeddingError):
    """The endpoint refuses what it was sent, with this HTTP status."""

    def __init__(self, message: str, status: int, *, hint: str, said: str = "") -> None:
        super().__init__(message, hint=hint, said=said)
        self.status = status


class EndpointUnavailableError(EmbeddingError):
    """The endpoint is out of reach, busy, broken or too slow; it may say when to ask again."""

    retry_can_help: ClassVar[bool] = True

    def __init__(self, message: str, *, hint: str, said: str = "", retry_after_seconds: float | None = None) -> None:
        super().__init__(message, hint=hint, said=said)
        self.retry_after_seconds = retry_after_seconds


class Door:
    """The way to one model behind one endpoint. Safe from any thread. No message of an error holds the key."""

    def __init__(self, url: str, model: str, key: str) -> None:
        """Take the endpoint's address, its name for the model, and the key, empty for none.

        Raises EmbeddingError for a key that could not be sent.
        """
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise EmbeddingError(
                f"{EMBEDDING_KEY_VARIABLE} has characters that no key has, such as a space", hint=_GIVE_A_KEY
            )
        self.url = url
        self._model, self._key = model, key
        self._client: OpenAI | None = None
        self._opening = threading.Lock()

    def ask(self, texts: Sequence[str], patience: Patience) -> Vectors:
        """Return the vectors of a few texts, shape (texts, dimension), of unit length.

        Raises RefusedError, EndpointUnavailableError once patience is spent, EmbeddingError for what are no vectors.
        """
        client = self._open()  # importing takes seconds, and counts against no limit
        deadline = monotonic() + patience.seconds
        failed = 0
        while True:
            try:
                return vectors_of(self._read(client, texts, deadline, patience.seconds), len(texts), self.url)
            except EndpointUnavailableError as error:
                failed += 1
                wait = backing_off(failed, error.retry_after_seconds)
                if failed > patience.retries or monotonic() + wait >= deadline:
                    raise
                _log.info("asked again in %.1f s: %s", wait, error.logged)
            sleep(wait)

    def _open(self) -> "OpenAI":
        with self._opening:
            if self._client is None:
                import openai

                try:
                    # A redirect is not followed: whoever it names would be sent what readers ask.
                    transport = openai.DefaultHttpxClient(follow_redirects=False)
                    client = openai.OpenAI(
                        base_url=self.url, api_key=self._key or _KEYLESS, max_retries=0, http_client=transport
                    )
                except Exception as error:  # the client's own, of what it reads in the environment
                    raise EmbeddingError(
                        f"the client for {self.url} cannot be opened ({type(error).__name__})",
                        hint="check the variables of the environment that name a proxy, certificates or headers",
                    ) from None
                client.organization = client.project = None  # of an account at OpenAI: not this endpoint's to know
                self._client = client
            return self._client

    def _read(self, client: "OpenAI", texts: Sequence[str], deadline: float, seconds: float) -> bytes:
        """Return the body of a reply. No exception has a cause: what the endpoint said may hold the key."""
        import openai

        fault: EmbeddingError
        try:
            with client.embeddings.with_streaming_response.create(
                model=self._model,
                input=list(texts),
                encoding_format="float",
                timeout=max(deadline - monotonic(), 0.001),
            ) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if monotonic() > deadline or len(body) > LONGEST_REPLY_BYTES:
                        break
                else:
                    return bytes(body)
            fault = self._too_slow(seconds) if monotonic() > deadline else self._too_long()
        except openai.APIStatusError as error:
            fault = self._complaint(error.status_code, error.body, error.response.headers.get("retry-after"))
        except Exception as error:  # the client's own, and its transport's while the reply is read
            late = isinstance(error, openai.APITimeoutError) or monotonic() >= deadline
            fault = self._too_slow(seconds) if late else self._unreachable(error)
        raise fault

    def _complaint(self, status: int, body: object, retry_after: str | None) -> EmbeddingError:
        message, said = f"{self.url} says {status}", shown(_said(body), self._key) or "nothing more"
        if status in _TRANSIENT or status >= 500:
            hint = _HINTS.get(status, _LOOK)
            return EndpointUnavailableError(message, hint=hint, said=said, retry_after_seconds=_seconds(retry_after))
        return RefusedError(message, status, hint=_HINTS.get(status, _EMBEDS), said=said)

    def _too_slow(self, seconds: float) -> EmbeddingError:
        return EndpointUnavailableError(
            f"{self.url} has not sent its vectors within {seconds:g} s",
            hint=f"{_LOOK}, or raise [embedding] timeout_seconds",
        )

    def _too_long(self) -> EmbeddingError:
        return EmbeddingError(f"{self.url} sends more than {LONGEST_REPLY_BYTES >> 20} MB", hint=_EMBEDS)

    def _unreachable(self, error: BaseException) -> EmbeddingError:
        while error.__cause__ or error.__context__:
            error = error.__cause__ or error.__context__ or error
        why = shown(str(error), self._key) or type(error).__name__
        return EndpointUnavailableError(
            f"no connection to {self.url} ({why})", hint="check that it runs there, and [embedding] endpoint"
        )


def vectors_of(body: bytes, count: int, url: str) -> Vectors:
    """Return the vectors of a reply in the order of the texts, of unit length.

    Raises EndpointUnavailableError for what is not of the protocol, such as a proxy's page; EmbeddingError for another
    number of vectors than ``count``, vectors of several lengths, of no length, or with what are no finite numbers.
    """
    try:
        items = json.loads(body)["data"]
        places = [item.get("index", place) for place, item in enumerate(items)]
        rows = [item["embedding"] for item in items]
        in_order = sorted(places) == list(range(len(items)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise EndpointUnavailableError(f"{url} sends what is no list of vectors", hint=_LOOK) from None
    if len(rows) != count or not in_order:
        raise EmbeddingError(f"{url} sends {len(rows)} vectors for {count} texts, or numbers them wrongly", hint=_LOOK)
    try:
        vectors = np.array([row for _, row in sorted(zip(places, rows, strict=True), key=lambda pair: pair[0])], float)
    except (ValueError, TypeError):
        raise EmbeddingError(f"{url} sends vectors of several lengths, or not of numbers", hint=_EMBEDS) from None
    if vectors.ndim != 2:
        raise EmbeddingError(f"{url} sends something else than one vector a text", hint=_EMBEDS)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not (np.isfinite(lengths).all() and (lengths > 0).all()):
        raise EmbeddingError(f"{url} sends a vector that has no direction (NaN, infinite or zero)", hint=_PRECISION)
    unit: Vectors = (vectors / lengths).astype(np.float32)
    return unit


def _said(body: object) -> str:
    """Read what servers say: OpenAI's and vLLM's {message}, TEI's {error} or {message}, FastAPI's {detail}, text."""
    if isinstance(body, Mapping):
        body = body.get("message") or body.get("error") or body.get("detail") or body
    return body if isinstance(body, str) else json.dumps(body, default=str)


def _seconds(retry_after: str | None) -> float | None:
    try:
        return float(retry_after or "")
    except ValueError:
        return None
