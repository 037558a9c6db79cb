"""The line that questions wait in: so many at once, so many waiting, one a reader, none too soon after the last."""

import asyncio
import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from bot.errors import CooldownError, InFlightError, QueueFullError, StoppingError
from bot.settings import LimitSettings


class Ticket:
    """A question's place in the line."""

    def __init__(self, waiting: deque["Ticket"]) -> None:
        self._waiting = waiting
        self._called = asyncio.Event()

    @property
    def place(self) -> int:
        """How many questions are answered before this one's turn comes, itself included; 0: its turn has come."""
        return 0 if self._called.is_set() else self._waiting.index(self) + 1

    async def turn(self) -> None:
        """Wait until it is this question's turn."""
        await self._called.wait()

    def call(self) -> None:
        """Let it be this question's turn."""
        self._called.set()


class Line:
    """Who is answered, who waits. All of one event loop."""

    def __init__(self, settings: LimitSettings, clock: Callable[[], float] = monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._waiting: deque[Ticket] = deque()
        self._serving: set[Ticket] = set()
        self._readers: set[int] = set()
        self._asked: dict[int, float] = {}
        self._longest_cooldown = settings.cooldown_seconds
        self._closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    @property
    def serving(self) -> int:
        """How many questions are being answered."""
        return len(self._serving)

    def has(self, reader: int) -> bool:
        """Tell whether a question of this reader is answered or waits."""
        return reader in self._readers

    @contextmanager
    def ticket(self, reader: int, cooldown: float | None = None) -> Iterator[Ticket]:
        """Join the line for as long as the block lasts.

        ``cooldown`` is how many seconds ago the reader's last question, wherever it was asked, must be: as long as the
        room that this one is asked in has it, None for that of the settings.
        Raises, at once, InFlightError, CooldownError, QueueFullError, or StoppingError when the line is closed.
        """
        self._admit(reader, self._settings.cooldown_seconds if cooldown is None else cooldown)
        ticket = Ticket(self._waiting)
        self._waiting.append(ticket)
        self._readers.add(reader)
        self._asked[reader] = self._clock()
        self._idle.clear()
        self._call_next()
        try:
            yield ticket
        finally:
            self._readers.discard(reader)
            self._serving.discard(ticket)
            if ticket in self._waiting:
                self._waiting.remove(ticket)
            self._call_next()
            if not self._serving and not self._waiting:
                self._idle.set()

    def close(self) -> None:
        """Take no more questions."""
        self._closed = True

    async def idle(self) -> None:
        """Wait until nothing is answered or waits."""
        await self._idle.wait()

    def _admit(self, reader: int, cooldown: float) -> None:
        if self._closed:
            raise StoppingError()
        if reader in self._readers:
            raise InFlightError()
        now = self._clock()
        left = self._asked.get(reader, -math.inf) + cooldown - now
        if left > 0:
            raise CooldownError(math.ceil(left))
        self._longest_cooldown = max(self._longest_cooldown, cooldown)
        if len(self._asked) > 1000:
            recent = now - self._longest_cooldown
            self._asked = {each: when for each, when in self._asked.items() if when > recent}
        if len(self._serving) >= self._settings.at_once and len(self._waiting) >= self._settings.waiting:
            raise QueueFullError(len(self._waiting))

    def _call_next(self) -> None:
        while self._waiting and len(self._serving) < self._settings.at_once:
            ticket = self._waiting.popleft()
            self._serving.add(ticket)
            ticket.call()
