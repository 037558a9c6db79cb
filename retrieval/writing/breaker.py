"""A circuit breaker: an endpoint that failed often in a row is left alone for a while, then tried by one question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

from retrieval.writing.errors import ModelContextError, ModelError, ModelRestingError
from retrieval.writing.model import Completion, Message, Model


@dataclass(frozen=True, slots=True)
class Breaker:
    """Closed: all may ask. Open, after ``limit`` failures in a row, for ``rest_seconds``: nobody. Then one probe may.

    The probe's success closes it, its failure opens it for as long again. Times are seconds of one clock.
    """

    limit: int
    rest_seconds: float
    failures: int = 0
    opened_at: float | None = None
    probing: bool = False

    def rests(self, now: float) -> float:
        """Return the seconds until somebody may ask: 0.0 when closed, or when a probe is due or out."""
        return 0.0 if self.opened_at is None else max(0.0, self.opened_at + self.rest_seconds - now)

    def asked(self, now: float) -> "Breaker | None":
        """Return the breaker after a question was let through, None when none may pass."""
        if self.opened_at is None:
            return self
        return None if self.probing or self.rests(now) else replace(self, probing=True)

    def succeeded(self) -> "Breaker":
        """Return the breaker after an answer, however late it came: the endpoint lives."""
        return Breaker(self.limit, self.rest_seconds)

    def failed(self, now: float) -> "Breaker":
        """Return the breaker after a failure; one of a question asked before it opened changes nothing."""
        if self.opened_at is not None and not self.probing:
            return self
        failures = self.failures + 1
        opens = self.probing or failures >= self.limit
        return replace(self, failures=failures, opened_at=now if opens else None, probing=False)

    def abandoned(self) -> "Breaker":
        """Return the breaker after a probe that nobody waited for: the next question is the probe."""
        return replace(self, probing=False)


class BreakingModel:
    """A Model that asks another through a breaker. ModelRestingError, at once, while that one is left alone.

    A question too long for the model says nothing against the endpoint. ``clock`` in seconds.
    """

    def __init__(self, model: Model, breaker: Breaker, clock: Callable[[], float] = monotonic) -> None:
        self._model = model
        self._clock = clock
        self.breaker = breaker
        self._last = ("", "", "")

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        """See Model."""
        asked = self.breaker.asked(self._clock())
        if asked is None:
            rests = self.breaker.rests(self._clock())
            until = f"for {rests:.0f} s more" if rests else "until one question has tried it"
            last, hint, said = self._last
            raise ModelRestingError(
                f"{self.breaker.failures} failures in a row: the model is left alone {until}; the last was: {last}",
                hint=hint,
                said=said,
            )
        probe = asked.probing
        self.breaker = asked
        try:
            completion = await self._model.complete(messages, schema)
        except ModelContextError:
            self.breaker = self.breaker.succeeded()
            raise
        except ModelError as error:
            self._last = (error.logged, error.hint, error.said)
            if probe or not self.breaker.probing:
                self.breaker = self.breaker.failed(self._clock())
            raise
        except BaseException:
            if probe:
                self.breaker = self.breaker.abandoned()
            raise
        self.breaker = self.breaker.succeeded()
        return completion
