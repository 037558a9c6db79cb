"""The line that questions wait in: so many at once, so many waiting, one a reader, none too soon after the last.

Servers take turns in it, and none can fill it against the others: who comes to a full line out of a server with fewer
waiting takes the last place of the server with the most.
"""

import asyncio
import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from bot.errors import CooldownError, InFlightError, QueueFullError, StoppingError
from bot.settings import LimitSettings

DIRECT = 0
"""Stands for a server where somebody asks in direct messages: they share one turn."""


class Ticket:
    """A question's place in the line."""

    def __init__(self, line: "Line", server: int) -> None:
        self._line, self.server = line, server
        self._called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ready = False

    @property
    def place(self) -> int:
        """How many questions are answered before this one's turn comes, itself included; 0: its turn has come."""
        return 0 if self._called.done() else self._line.place_of(self)

    async def turn(self) -> None:
        """Wait until it is this question's turn. Raises QueueFullError when another server was let in instead."""
        self.ready = True
        self._line.call_next()
        await asyncio.shield(self._called)

    def call(self) -> None:
        """Let it be this question's turn."""
        self._called.set_result(None)

    def send_away(self, error: QueueFullError) -> None:
        """Let it wait no longer, and be told why."""
        self._called.set_exception(error)
        self._called.exception()  # who never comes to wait misses nothing


class Line:
    """Who is answered, who waits. All of one event loop."""

    def __init__(self, settings: LimitSettings, clock: Callable[[], float] = monotonic) -> None:
        self._settings, self._clock = settings, clock
        self._waiting: dict[int, deque[Ticket]] = {}
        """By server, the one whose turn it is first."""
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
        return sum(map(len, self._waiting.values()))

    @property
    def serving(self) -> int:
        """How many questions are being answered."""
        return len(self._serving)

    def has(self, reader: int) -> bool:
        """Tell whether a question of this reader is answered or waits."""
        return reader in self._readers

    @contextmanager
    def ticket(self, reader: int, server: int = DIRECT, cooldown: float | None = None) -> Iterator[Ticket]:
        """Join the line for as long as the block lasts; it is served from when its ``turn`` is waited for.

        ``cooldown`` is how many seconds ago the reader's last question, wherever it was asked, must be: as long as the
        room that this one is asked in has it, None for that of the settings.
        Raises, at once, InFlightError, CooldownError, QueueFullError, or StoppingError when the line is closed.
        """
        self._admit(reader, server, self._settings.cooldown_seconds if cooldown is None else cooldown)
        ticket = Ticket(self, server)
        self._waiting.setdefault(server, deque()).append(ticket)
        self._readers.add(reader)
        self._asked[reader] = self._clock()
        self._idle.clear()
        try:
            yield ticket
        finally:
            self._readers.discard(reader)
            self._serving.discard(ticket)
            if ticket in self._waiting.get(server, ()):
                self._take(ticket)
            self.call_next()
            if not self._readers:
                self._idle.set()

    def call_next(self) -> None:
        """Let as many have their turn as may, one of each server in turn; who is not ready keeps the place."""
        while len(self._serving) < self._settings.at_once:
            ready = (each for queue in self._waiting.values() for each in queue if each.ready)
            ticket = next(ready, None)
            if ticket is None:
                return
            self._take(ticket)
            if left := self._waiting.pop(ticket.server, None):
                self._waiting[ticket.server] = left
            self._serving.add(ticket)
            ticket.call()

    def place_of(self, ticket: Ticket) -> int:
        """Return the place, from 1, of a question that waits."""
        servers, index = list(self._waiting), self._waiting[ticket.server].index(ticket)
        own = servers.index(ticket.server)
        others = (
            min(len(self._waiting[server]), index + (turn < own)) for turn, server in enumerate(servers) if turn != own
        )
        return sum(others) + index + 1

    def close(self) -> None:
        """Take no more questions."""
        self._closed = True

    async def idle(self) -> None:
        """Wait until nothing is answered or waits."""
        await self._idle.wait()

    def _admit(self, reader: int, server: int, cooldown: float) -> None:
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
        if self.serving + self.waiting >= self._settings.at_once + self._settings.waiting:
            self._make_room_for(server)

    def _make_room_for(self, server: int) -> None:
        """Send away who came last out of the server with the most waiting, if this one still has fewer then."""
        full = QueueFullError(self._settings.waiting)
        longest: deque[Ticket] = max(self._waiting.values(), key=len, default=deque())
        if len(longest) - 1 <= len(self._waiting.get(server, ())):
            raise full
        last = longest[-1]
        self._take(last)
        last.send_away(full)

    def _take(self, ticket: Ticket) -> None:
        queue = self._waiting[ticket.server]
        queue.remove(ticket)
        if not queue:
            del self._waiting[ticket.server]
