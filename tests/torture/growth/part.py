"""Texts that grow: no step takes time with the square of their length, or more than two seconds for the longest."""

import math
import os
import random
import select
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pickle import dumps, loads
from time import process_time

from tests.torture.counting import Count
from tests.torture.growth.steps import Step, steps
from tests.torture.growth.texts import NAMES, text

TRIES = len(NAMES)
"""Texts that each step is given."""

STEEPEST = 1.5
"""The exponent from which on time is taken to grow faster than the text."""

HANGS = 30.0
PARTS = (4, 2, 1)
_WORTH_MEASURING = 0.04
_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """The seconds of CPU that a text took at a quarter, at half and at its whole length."""

    text: str
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """How time grows with length: 1 is in step with it, 2 with its square; 0 where it is too short to tell."""
        if len(self.seconds) < 3 or self.seconds[-1] < _WORTH_MEASURING:
            return 0.0
        return math.log(self.seconds[-1] / max(self.seconds[0], 1e-4)) / math.log(4)

    def fault(self, step: Step) -> str:
        """What is wrong with it, empty if nothing is."""
        told = f"{step.name}, {step.most} characters of {self.text}: "
        if not self.seconds:
            return f"{told}did not end within {HANGS:g} s"
        if self.seconds[-1] > step.seconds:
            share = PARTS[len(self.seconds) - 1]
            return f"{told}{self.seconds[-1]:.2f} s{f' for 1/{share}' if share > 1 else ''}, more than {step.seconds:g}"
        return f"{told}grows with exponent {self.exponent:.2f}" if self.exponent > STEEPEST else ""


def run(tries: int, seed: int) -> Iterator[Count]:
    """Give each step some of the texts at three lengths."""
    names = NAMES if tries >= len(NAMES) else random.Random(seed).sample(NAMES, tries)
    for step in steps():
        grown = list(measured(step, names))
        slowest = max(grown, key=lambda each: each.seconds[-1:])
        steepest = max(grown, key=lambda each: each.exponent)
        seen = f"longest {slowest.seconds[-1] if slowest.seconds else HANGS:.3f} s ({slowest.text})"
        seen += (
            f", steepest n^{steepest.exponent:.2f} ({steepest.text})" if steepest.exponent else ", too short to grow"
        )
        faults = tuple(fault for each in grown if (fault := each.fault(step)))
        yield Count(f"{step.name}, up to {step.most} characters", len(grown), faults, seen)


def measured(step: Step, names: Sequence[str]) -> Iterator[Growth]:
    """Yield how a step grows with each text, in a process of its own that is killed when it hangs."""
    left = list(names)
    while left:
        reader, child = _beside(lambda tell, left=left: _measure(step, left, tell))  # type: ignore[misc]
        try:
            while (
                left
                and select.select([reader], [], [], max(HANGS, 6 * step.seconds))[0]
                and (told := os.read(reader, 65536))
            ):
                growth: Growth = loads(told)
                os.write(child[1], b".")
                yield growth
                left = left[1:]
        finally:
            os.kill(child[0], 9)
            os.waitpid(child[0], 0)
            for each in (reader, child[1]):
                os.close(each)
        if left:
            yield Growth(left.pop(0), ())


def _measure(step: Step, names: Sequence[str], tell: Callable[[Growth], None]) -> None:
    for name in names:
        growth = _grown(step, name)
        # A busy machine can only make it longer: what looks wrong is looked at again.
        for _ in range(_AGAIN):
            if not growth.fault(step) or growth.seconds[-1] > 2 * step.seconds:
                break
            again = _grown(step, name)
            growth = Growth(name, tuple(map(min, growth.seconds, again.seconds)))
        tell(growth)


def _grown(step: Step, name: str) -> Growth:
    """Measure a step with a text, as long as it does not take longer than it may."""
    seconds: list[float] = []
    for part in PARTS:
        seconds.append(_seconds(step, text(name, step.most // part)))
        if seconds[-1] > step.seconds:
            break
    return Growth(name, tuple(seconds))


def _seconds(step: Step, given: str) -> float:
    began = process_time()
    step.call(given)
    return process_time() - began


def _beside(work: Callable[[Callable[[Growth], None]], None]) -> tuple[int, tuple[int, int]]:
    """Fork a process that tells one value after another, each once the last was taken; return how it is heard."""
    reader, writer = os.pipe()
    taken, given = os.pipe()
    pid = os.fork()
    if pid:
        for each in (writer, taken):
            os.close(each)
        return reader, (pid, given)

    def tell(growth: Growth) -> None:
        os.write(writer, dumps(growth))
        os.read(taken, 1)

    for each in (reader, given):
        os.close(each)
    try:
        work(tell)
    finally:
        os._exit(0)
