"""What a reader sees when the language model fails: `python -m benchmarks.degradation`.

Each fault of the scripted OpenAI-compatible server, and each that needs none, meets the desk on the story that is
served: the answer that came all the same, the reason in the bot's own words, how often the model was asked, and the
milliseconds it took. Time limits are short (first byte 1 s, everything 3 s, one more try), so that slow faults end.
Exits 1 when a fault ends in anything but a checked reply of the articles' own words with a reason.
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.story_desk import columns, story, story_desk
from bot.settings import Settings
from bot.words.catalogue import words_in
from retrieval.answer import Answer, Reply, WrittenBy
from retrieval.reader import Reader
from retrieval.settings import KEY_VARIABLE, WritingSettings
from tests.citing_script import citing
from tests.openai_server import FAULTS, Says, nobody_listens, openai_server
from tests.openai_server import Reply as ServerReply

QUESTION = "Why was the account closed?"
READER = Reader(account="benchmark")
INVENTED = {"text": "It never had one.", "quotes": [{"evidence": "p0000", "words": "never"}]}
MORE_FAULTS: Mapping[str, ServerReply] = {
    "another form, twice": Says("The account was closed for reasons of security."),
    "claims that do not hold, twice": Says(json.dumps({"in_sources": True, "claims": [INVENTED]})),
}
HARMLESS = {"no usage"}
"""Faults that a reader must not notice."""


@dataclass(frozen=True)
class Seen:
    """One row: what a reader saw, after how many requests and milliseconds."""

    fault: str
    reply: Reply
    requests: int
    milliseconds: float

    @property
    def sound(self) -> bool:
        """Whether it is as promised: by the articles' words and with a reason; or by the model, if it can go on."""
        if self.fault in HARMLESS:
            return self.reply.written_by is WrittenBy.MODEL and self.reply.fallback is None
        return self.reply.written_by is WrittenBy.QUOTES and self.reply.fallback is not None


async def main() -> int:
    """Play every fault and print the table."""
    logging.disable(logging.ERROR)  # each is told in the table
    settings, state = await asyncio.to_thread(story)
    seen = [each async for each in played(settings, state)]
    print(f"{QUESTION}\n")
    print(columns([("fault", "what the reader saw", "why", "asked", "ms"), *map(row, seen)]))
    print()
    words = words_in("en")
    for reason in dict.fromkeys(each.reply.fallback for each in seen if each.reply.fallback):
        print(f"{reason}: {words('fallback-' + reason.replace('_', '-'))}")
    unsound = [each.fault for each in seen if not each.sound]
    print(f"\n{len(seen) - len(unsound)} of {len(seen)} ended as they should")
    if unsound:
        print(f"not so: {', '.join(unsound)}")
    return 1 if unsound else 0


async def played(settings: Settings, state: Path) -> AsyncIterator[Seen]:
    """Yield what each fault ends in."""
    os.environ[KEY_VARIABLE] = "sk-not-a-key"
    with openai_server(citing) as server:
        limits = WritingSettings(
            writer="openai",
            base_url=server.base_url,
            model="scripted",
            first_byte_seconds=1,
            timeout_seconds=3,
            retries=1,
        )

        async def meets(fault: str, reply: ServerReply, times: int = 1, **writing: object) -> Seen:
            """Ask a desk of its own so many times; return what the last reader saw."""
            server.always = reply
            async with story_desk(settings, state, limits.model_copy(update=writing)) as desk:
                for _ in range(times):
                    server.requests.clear()
                    started = perf_counter()
                    seen = await desk.ask(QUESTION, reader=READER)
                    milliseconds = (perf_counter() - started) * 1000
            return Seen(fault, seen, len(server.requests), milliseconds)

        await meets("none, so that the client is open", Says())
        for name, fault in {**FAULTS, **MORE_FAULTS}.items():
            yield await meets(name, fault)
        yield await meets("nobody listens", Says(), base_url=nobody_listens())
        yield await meets("tokens_a_day spent", Says(), tokens_a_day=1)
        yield await meets("server_tokens_a_day spent", Says(), server_tokens_a_day=1)
        yield await meets("breaker open: the sixth", FAULTS["500"], times=6)
        del os.environ[KEY_VARIABLE]
        yield await meets("no key", Says(), base_url="")


def row(seen: Seen) -> tuple[str, str, str, str, str]:
    """Return the cells of a row."""
    reply = seen.reply
    said = reply.text if isinstance(reply, Answer) else f"({reply.reason})"
    why = reply.fallback.value if reply.fallback else f"– (by {reply.written_by})"
    return seen.fault, f"{said[:46]}…", why, str(seen.requests), f"{seen.milliseconds:.0f}"


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
