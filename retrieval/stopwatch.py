"""How long each step of a question took."""

from time import perf_counter


class Stopwatch:
    """Milliseconds by step."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._since = perf_counter()

    def lap(self, step: str) -> None:
        """Note what has passed since the last step."""
        now = perf_counter()
        self.laps[step] = (now - self._since) * 1000
        self._since = now
