"""Put the house through what must not harm it, and print the counts: `make torture`.

`python -m tests.torture [part ...] [--tries N] [--seed N]` takes some parts, fewer tries, an earlier seed.
Ends with 1 when anything went wrong. A short form of each part runs in `make test`.
"""

import argparse
import random
import sys
from importlib import import_module
from time import perf_counter
from typing import cast

from tests.torture.counting import Part

PARTS = (
    "killing", "killing_processes", "faults", "hostile", "fuzzing", "growth",
    "presses", "crowd", "secrets", "upgrading",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--tries", type=int, help="of each thing; each part has its own number")
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}: there are {', '.join(PARTS)}")
    wrong = sum(_run(name, asked.tries, asked.seed) for name in asked.parts or PARTS)
    print(f"\nseed {asked.seed}: {f'{wrong} went wrong' if wrong else 'nothing went wrong'}")
    return 1 if wrong else 0


def _run(name: str, tries: int | None, seed: int) -> int:
    """Print the lines of one part; return how often something went wrong."""
    module = import_module(f"tests.torture.{name}.part")
    part, wrong, began = cast(Part, module), 0, perf_counter()
    print(f"\n{name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
    for count in part.run(part.TRIES if tries is None else tries, seed):
        wrong += len(count.wrong)
        seen = f"; {count.seen}" if count.seen else ""
        print(f"  {count.what}: {count.tried} tried, {len(count.wrong)} wrong{seen}", flush=True)
        for line in count.wrong:
            print(f"    WRONG: {line}", flush=True)
    print(f"  {perf_counter() - began:.0f} s", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
