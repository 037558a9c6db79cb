"""What an operator counts: Prometheus metrics of one process. No question's words, no reader's name."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from retrieval.answer import Fallback, Reply
from retrieval.explaining import Explanation
from retrieval.usage import NO_TOKENS
from retrieval.verifying import DropReason
from retrieval.writing.screening import Unfit
from retrieval.writing.supporting import Unsupported

_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60)
_UNASKED = frozenset({Fallback.RESTING, Fallback.BUDGET, Fallback.SERVER_BUDGET, Fallback.UNCOUNTED})
_REASONS = {str(reason) for kind in (DropReason, Unfit, Unsupported) for reason in kind}
_KNOWN = _REASONS | {f"translation_{reason}" for reason in _REASONS}


class Metrics:
    """Counters of one bot, in a registry of their own; ``currency`` is what a language model is paid in."""

    def __init__(self, currency: str = "USD") -> None:
        self._registry, self._currency = CollectorRegistry(), currency
        self._questions = Counter(
            "newsdesk_questions", "Questions, by the door they came in and how they ended", ["way", "outcome"],
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "newsdesk_answer_seconds", "From a question's coming in to its answer's being shown",
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._acknowledged = Histogram(
            "newsdesk_acknowledge_seconds", "From an interaction's coming in to Discord's taking our acknowledgement",
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._errors = Counter("newsdesk_errors", "Errors, by class", ["error"], registry=self._registry)
        self._presses = Counter("newsdesk_presses", "Buttons pressed", ["action"], registry=self._registry)
        self._written = Counter(
            "newsdesk_replies_written", "Replies, by who wrote them and why no language model did",
            ["written_by", "fallback"], registry=self._registry,
        )  # fmt: skip
        self._requests = Counter(
            "newsdesk_model_requests", "Times that a language model was asked", registry=self._registry
        )
        self._tokens = Counter(
            "newsdesk_model_tokens", "Tokens that a language model read (prompt) and wrote (completion)", ["kind"],
            registry=self._registry,
        )  # fmt: skip
        self._model_seconds = Histogram(
            "newsdesk_model_seconds", "From asking a language model to its reply's having come", buckets=_SECONDS,
            registry=self._registry,
        )  # fmt: skip
        self._dropped = Counter(
            "newsdesk_claims_dropped", "Claims of a language model that were not shown, by why", ["reason"],
            registry=self._registry,
        )  # fmt: skip
        self._cost = Counter(
            "newsdesk_model_cost", "What the tokens cost by the prices in [writing]", ["currency"],
            registry=self._registry,
        )  # fmt: skip

    def answered(self, way: str, outcome: str, seconds: float) -> None:
        """Count a question that came to its end."""
        self._questions.labels(way, outcome).inc()
        self._seconds.observe(seconds)

    def written(self, reply: Reply, explanation: Explanation, cost: float | None) -> None:
        """Count who wrote a reply, and what a language model did for it; ``cost`` is None where no prices are set."""
        self._written.labels(reply.written_by.value, reply.fallback.value if reply.fallback else "none").inc()
        for attempt in explanation.attempts:
            if attempt.usage == NO_TOKENS and reply.fallback in _UNASKED:
                continue
            self._requests.inc()
            self._tokens.labels("prompt").inc(attempt.usage.prompt_tokens)
            self._tokens.labels("completion").inc(attempt.usage.completion_tokens)
            self._model_seconds.observe(attempt.milliseconds / 1000)
            for dropped in attempt.dropped:
                self._dropped.labels(dropped.reason if dropped.reason in _KNOWN else "other").inc()
        if cost is not None:
            self._cost.labels(self._currency).inc(cost)

    def acknowledged(self, seconds: float) -> None:
        """Count an acknowledgement."""
        self._acknowledged.observe(seconds)

    def failed(self, error: Exception) -> None:
        """Count an error."""
        self._errors.labels(type(error).__name__).inc()

    def pressed(self, action: str) -> None:
        """Count a press."""
        self._presses.labels(action).inc()

    def watch(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        """Show a value that is looked up when it is asked for."""
        Gauge(name, meaning, registry=self._registry).set_function(value)

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self._registry)
