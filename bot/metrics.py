"""What an operator counts: Prometheus metrics of one process. No question's words, no reader's name."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60)


class Metrics:
    """Counters of one bot, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
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

    def answered(self, way: str, outcome: str, seconds: float) -> None:
        """Count a question that came to its end."""
        self._questions.labels(way, outcome).inc()
        self._seconds.observe(seconds)

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
