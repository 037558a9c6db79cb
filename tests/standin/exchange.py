"""What came of one thing that a reader did: when it was acknowledged, and everything that was shown for it."""

import asyncio
import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from tests.standin.world import EPHEMERAL, Payload, every

BUTTON, TEXT = 2, 10


@dataclass(frozen=True)
class Shown:
    """A message as it stood after the bot made or changed it; ``at`` by ``time.perf_counter``."""

    message: Payload
    at: float

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def channel_id(self) -> str:
        return str(self.message["channel_id"])

    @property
    def ephemeral(self) -> bool:
        """Whether only the reader who acted sees it."""
        return bool(self.message["flags"] & EPHEMERAL)

    @property
    def text(self) -> str:
        """All of its words."""
        embedded = [str(embed.get(part) or "") for embed in self.message["embeds"] for part in ("title", "description")]
        displayed = [str(each["content"]) for each in every(self.message["components"]) if each["type"] == TEXT]
        return "\n".join(part for part in (self.message["content"], *embedded, *displayed) if part)

    @property
    def buttons(self) -> dict[str, str]:
        """The custom id behind each label."""
        buttons = [each for each in every(self.message["components"]) if each["type"] == BUTTON]
        return {str(each.get("label")): str(each["custom_id"]) for each in buttons if "custom_id" in each}


def has_buttons(shown: Shown) -> bool:
    """Whether a message is an answer: what is shown on the way to one has no buttons."""
    return bool(shown.buttons)


@dataclass(eq=False)
class Exchange:
    """One interaction, or one message to the bot. Times in seconds, by ``time.perf_counter``."""

    id: str
    channel_id: str
    token: str | None = None
    message: Payload | None = None
    started: float = 0.0
    acknowledged_at: float | None = None
    callback: Payload | None = None
    original: Payload | None = None
    shown: list[Shown] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged_after(self) -> float:
        """Seconds from the event's dispatch to the callback, or to the first thing done about a message."""
        assert self.acknowledged_at is not None, "it was never acknowledged"
        return self.acknowledged_at - self.started

    async def acknowledged(self, timeout: float = 10.0) -> float:
        """Wait until it is acknowledged; return ``acknowledged_after``. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while self.acknowledged_at is None:
                await self._next_change()
        return self.acknowledged_after

    async def answered(self, timeout: float = 10.0, when: Callable[[Shown], Any] = has_buttons) -> Shown:
        """Wait for something shown that ``when`` holds of, and return it. Raises TimeoutError with what was shown."""
        seen = 0
        try:
            async with asyncio.timeout(timeout):
                while True:
                    for shown in self.shown[seen:]:
                        if when(shown):
                            return shown
                    seen = len(self.shown)
                    await self._next_change()
        except TimeoutError:
            raise TimeoutError(f"in {timeout} s only this was shown: {[shown.text for shown in self.shown]}") from None

    def acknowledge(self) -> None:
        """Note that the bot has done something about it."""
        if self.acknowledged_at is None:
            self.acknowledged_at = perf_counter()
        self._changed.set()

    def show(self, message: Payload) -> None:
        """Note what a message has become."""
        self.acknowledge()
        self.shown.append(Shown(copy.deepcopy(message), perf_counter()))
        self._changed.set()

    async def _next_change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
