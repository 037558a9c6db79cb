"""Faults of disk, files, records and clock while each of six things is done; then all is as it was left."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bot.records import engines
from tests.torture.counting import Count
from tests.torture.faults import kinds
from tests.torture.faults.house import ACTIONS
from tests.torture.faults.kinds import Fault
from tests.torture.faults.tries import Tried, furnished, let_embed

TRIES = 24
IN_STATE = (
    *kinds.in_state("current", "the pointer", "state/current", "nothing is indexed", "the edition in"),
    *kinds.in_state("editions/NAME/articles.jsonl", "the articles", "edition: "),
    *kinds.in_state("editions/NAME/edition.json", "the recipe", "edition: "),
    *kinds.in_state("editions/NAME/words.npz", "the words", "edition: "),
    *kinds.in_state("editions/NAME/stems.txt", "the stems", "edition: "),
    *kinds.in_state("editions/NAME/proof.json", "the proof", "edition: "),
    *kinds.in_state("editions/NAME/records.txt", "the records' ids", "edition: "),
    *kinds.in_state("editions/NAME/vectors.npy", "the vectors", "edition: ", ends=True),
    *kinds.in_state("editions/NAME/chroma/chroma.sqlite3", "Chroma's database", "edition: "),
    *kinds.in_state("editions/NAME/chroma/*/*", "Chroma's graph", "edition: "),
)
READ_ONLY = (
    Fault("the state folder", kinds.read_only("state"), ("state: ",)),
    Fault("the articles' folder", kinds.read_only("articles"), ("corpus: ",)),
    Fault("the records' folder", kinds.read_only("records"), ("records: ",)),
)
RECORDS = (
    Fault("locked", kinds.locked, ("records: ",)),
    Fault("of a newer version", kinds.newer, ("records: ",), when=("started",)),
    Fault("a text", kinds.spoilt("text"), ("records: ",), keeps=False),
    Fault("zeros", kinds.spoilt("zeros"), ("records: ",), keeps=False),
    Fault("empty", kinds.spoilt("empty"), ("records: ",), keeps=False),
    Fault("cut short", kinds.spoilt("cut short"), ("records: ",), keeps=False),
    Fault("bits turned", kinds.spoilt("flip"), (), keeps=False),
    Fault("deleted", kinds.spoilt("delete"), (), when=("running",)),
)
CLOCK = (
    Fault("ten years ahead", kinds.clock(3650), ("clock: ",), of_the_clock=True),
    Fault("a year behind", kinds.clock(-365), ("clock: ",), of_the_clock=True),
)
MODEL = tuple(
    fault
    for name in ("model.ort", "tokenizer.json", "pieces.npy", "scores.npy", "shell.json", "model.json")
    for fault in kinds.of_the_model(name)
)
FULL = (Fault("full", kinds.full_disk, ("state: ",), on_its_own_disk=True),)
THE_MODEL = "a file of the real model is damaged"
GROUPS: dict[str, tuple[Fault, ...]] = {
    "a file of the edition is damaged": IN_STATE,
    "the records are damaged, locked, newer": RECORDS,
    "the clock jumps": CLOCK,
    THE_MODEL: MODEL,
    "a folder is read-only": READ_ONLY,
    "the disk is full": FULL,
}
NEED_A_MOUNT = ("a folder is read-only", "the disk is full")


def run(tries: int, seed: int, groups: Sequence[str] = tuple(GROUPS)) -> Iterator[Count]:
    """See ``counting.Part``. Of each fault of a group and each action, in turn."""
    kinds.imported()
    engines.PATIENCE_SECONDS = 1
    with tempfile.TemporaryDirectory(prefix="newsdesk-faults-") as folder:
        for group in groups:
            real = group == THE_MODEL
            template = Path(folder) / ("with the model" if real else "template")
            let_embed(real)
            if not template.exists():
                furnished(template, real)
            if group in NEED_A_MOUNT and not kinds.may_mount():
                yield Count(group, 0, seen="not tried: it takes a mount, which this machine does not allow")
                continue
            yield _counted(group, tries, Random(f"{seed} {group}"), template)


def _counted(group: str, tries: int, rng: Random, template: Path) -> Count:
    cells = [(fault, action, when) for fault in GROUPS[group] for action in ACTIONS for when in fault.when]
    rng.shuffle(cells)
    wrong, outcomes = list[str](), dict[str, int]()
    for number in range(tries):
        fault, action, when = cells[number % len(cells)]
        tried = Tried(fault, action, when, rng.randrange(1 << 32), template.with_name("house"))
        said, how = tried.go(template)
        outcomes[how] = outcomes.get(how, 0) + 1
        wrong += [f"{fault.name}, {action}, {when}, seed {tried.seed}: {line}" for line in said]
    seen = ", ".join(f"{number} {how}" for how, number in sorted(outcomes.items()))
    return Count(group, tries, tuple(wrong), f"{len(cells)} cells; {seen}")
