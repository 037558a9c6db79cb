"""kill -9 of the real `newsdesk run`: the real model and real sockets, a few times of each deed.

What ``killing`` proves of forks by the hundred is seen here of whole processes, against the look-alike of Discord: a
reload, a rollback and questions, cut off at any moment of theirs; the process that stages a change goes on without its
bot. The next start says what happened, answers out of one whole version, and the deed can be done again.
"""

import asyncio
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from retrieval.snapshot import read_pointer, read_snapshot
from tests.retrieval.conftest import kept_models
from tests.standin.newsdesk import Room, Running
from tests.standin.standin import Standin
from tests.torture.counting import Count
from tests.torture.killing import story

TRIES = 10
PATIENCE_SECONDS = 240.0
"""What a busy machine may take for what takes a few."""

QUESTION = story.QUESTIONS[0]
CONFIG = story.CONFIG.replace('[embedding]\nmodel = "bag-of-words"\n', "").replace("0.4", "0.0")

Do = Callable[["House"], Coroutine[None, None, None]]


class House:
    """A bot, its Discord, and how many versions were written."""

    def __init__(self, root: Path, standin: Standin) -> None:
        self.root, self.standin, self.room = root, standin, Room(root, standin.url)
        self.version, self.readers = 0, 0

    async def build(self) -> None:
        story.furnish(self.root, story.stories(0))
        (self.root / "config.toml").write_text(CONFIG, encoding="utf-8")
        (self.root / "golden.yaml").unlink()
        (kept_models() / "models").mkdir(exist_ok=True)
        (self.root / "state").mkdir()
        (self.root / "state" / "models").symlink_to(kept_models() / "models", target_is_directory=True)
        await self.index()
        self.write()
        await self.index()

    def write(self) -> None:
        """Let the folder hold the next version."""
        self.version += 1
        story.rewrite(self.root, story.stories(self.version))

    async def index(self) -> None:
        ended = await self.room.finish("index", PATIENCE_SECONDS)
        assert ended.code == 0, ended.said

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[Running]:
        """`newsdesk run`, connected, its edition open; killed at the end."""
        async with self.room.running("run") as running:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while "ready as" not in running.said or " serves: " not in running.said:
                    assert running.alive, running.said
                    await asyncio.sleep(0.05)
            yield running

    async def ask(self) -> str:
        """What a reader is answered, somebody else each time."""
        self.readers += 1
        asked = await self.standin.slash("ask", user=f"Reader {self.readers}", question=QUESTION)
        return (await asked.answered(PATIENCE_SECONDS, when=lambda shown: shown.buttons)).text


async def reload(house: House) -> None:
    """Have files that were changed by hand read, and confirm them."""
    await _confirmed(house, "corpus reload")


async def rollback(house: House) -> None:
    """Go back to what served before."""
    pointer = read_pointer(house.root / "state")
    assert pointer is not None
    await _confirmed(house, "corpus rollback", edition=pointer.previous or "")


async def question(house: House) -> None:
    """Ask, and be answered."""
    await house.ask()


async def _confirmed(house: House, command: str, **options: str) -> None:
    called = await house.standin.slash(command, user="Moderator", **options)
    review = await called.answered(PATIENCE_SECONDS)
    pressed = await house.standin.click(review, review.buttons["Confirm"], user="Moderator")
    await pressed.answered(PATIENCE_SECONDS, when=lambda shown: "answers come from edition" in shown.text)


DEEDS: tuple[Do, ...] = (reload, rollback, question)


def run(tries: int, seed: int) -> Iterator[Count]:
    """Yield a line for each deed."""
    for deed in DEEDS:
        with tempfile.TemporaryDirectory(prefix="newsdesk-processes-") as folder:
            yield asyncio.run(_tried(deed, Path(folder) / "house", tries, random.Random(f"{seed} {deed.__name__}")))


async def _tried(deed: Do, root: Path, tries: int, chance: random.Random) -> Count:
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    async with Standin() as standin:
        house = House(root, standin)
        await house.build()
        usual, was_killed = 0.0, False
        for number in range(tries + 1):
            async with house.serving() as running:
                wrong.extend(f"{deed.__name__} {number}: {each}" for each in await _broken(house, running, was_killed))
                if deed is reload:
                    house.write()
                began = asyncio.get_running_loop().time()
                doing = asyncio.create_task(deed(house))
                if number:
                    await asyncio.wait({doing}, timeout=chance.uniform(0, 1.1 * usual))
                else:
                    await doing
                    usual = asyncio.get_running_loop().time() - began
                seen["after its end" if doing.done() else "before its end"] += bool(number)
            doing.cancel()
            with suppress(asyncio.CancelledError):
                await doing
            was_killed = True
        async with house.serving() as running:
            wrong.extend(f"{deed.__name__}, at last: {each}" for each in await _broken(house, running, was_killed))
            await deed(house)
        shutil.rmtree(root)
    return Count(deed.__name__, tries, tuple(wrong), ", ".join(f"{count} {when}" for when, count in seen.items()))


async def _broken(house: House, running: Running, was_killed: bool) -> list[str]:
    """Return what must not be seen after a start."""
    found = []
    if was_killed != ("the last run was cut off" in running.said):
        found.append("the operator is not told what happened")
    if "Traceback" in running.said:
        found.append(f"a traceback: {running.said[-500:]}")
    said = await house.ask()
    pointer = read_pointer(house.root / "state")
    assert pointer is not None
    texts = [each.text for each in read_snapshot(house.root / "state", pointer.current).articles]
    versions = {word.rstrip(".") for text in texts for word in text.split() if word.startswith("version-")}
    if len(versions) != 1 or not any(f"is {version}." in said for version in versions):
        found.append(f"{versions} serve, and the answer is: {said[:200]}")
    return found
