"""A corpus of any size out of nothing but a seed: reports of towns, their works, quarrels and sums, and questions.

A report has 14 sentences in the mean, 6 to 38, of 130 characters in the mean, 40 to 300, as a wire's have, in
paragraphs of one to three. The same number and seed give the same report on any machine. The words stand in
`reports.toml`.
"""

import random
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WITH_TAIL = 0.6
FOLDER_OF = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """One generated article: its number, its title, its town, its day, its sentences by paragraph."""

    number: int
    title: str
    town: str
    published: str
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def markdown(self) -> str:
        """The article's file."""
        body = "\n\n".join(" ".join(sentences) for sentences in self.paragraphs)
        front = [f"title: {self.title}", f"source: {self.town} Herald", f"published: {self.published}", "language: en"]
        return "\n".join(["---", *front, "---", body, ""])


def report(number: int, seed: int = 0) -> Report:
    """Return the report of this number; another seed gives other words throughout."""
    draw = random.Random(f"{seed}/{number}")
    facts = _facts(number, seed)
    length = min(38, max(6, round(draw.lognormvariate(2.55, 0.4))))
    chosen = [draw.choice(_words()["openings"])]
    while len(chosen) < length:
        chosen += draw.sample(_words()["sentences"], min(len(_words()["sentences"]), length - len(chosen)))
    sentences = [_filled(form, facts, draw) for form in chosen]
    paragraphs = []
    while sentences:
        size = draw.randint(1, 3)
        paragraphs.append(tuple(sentences[:size]))
        sentences = sentences[size:]
    published = f"{draw.randint(2015, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    title = f"What becomes of the {facts['work']} of {facts['town']}"
    return Report(number, title, str(facts["town"]), published, tuple(paragraphs))


def questions(articles: int, count: int) -> list[str]:
    """Return questions about the first so many articles, spread evenly over them; of each there are at most ten."""
    forms = _words()["questions"]
    found = []
    for at in range(count):
        if articles >= count:
            number, form = at * articles // count, forms[at % len(forms)]
        else:
            number, form = at % articles, forms[(at % articles + at // articles) % len(forms)]
        found.append(form.format(**_facts(number, 0)))
    return found


def write(folder: Path, articles: int, seed: int = 0) -> None:
    """Write so many reports into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(articles):
        path = path_of(folder, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(report(number, seed).markdown, encoding="utf-8")


def path_of(folder: Path, number: int) -> Path:
    """Return where a report stands in the folder."""
    return folder / f"{number // FOLDER_OF:03}" / f"report-{number:06}.md"


def sentences(articles: int, seed: int = 0) -> Iterator[str]:
    """Yield the sentences of the first so many reports."""
    for number in range(articles):
        for paragraph in report(number, seed).paragraphs:
            yield from paragraph


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("reports.toml").read_text(encoding="utf-8"))


def _facts(number: int, seed: int) -> dict[str, object]:
    draw = random.Random(f"facts {seed}/{number}")
    return {
        "town": _town(draw),
        "work": draw.choice(_words()["works"]),
        "body": draw.choice(_words()["bodies"]),
        "person": _person(draw),
        "sum": draw.randint(3, 240),
    }


def _filled(form: str, facts: dict[str, object], draw: random.Random) -> str:
    cause, othercause = draw.sample(_words()["causes"], 2)
    effect, othereffect = draw.sample(_words()["effects"], 2)
    passing: dict[str, object] = {
        "near": _town(draw),
        "other": _person(draw),
        "otherwork": draw.choice(_words()["works"]),
        "otherbody": draw.choice(_words()["bodies"]),
        "cause": cause,
        "othercause": othercause,
        "effect": effect,
        "othereffect": othereffect,
        "month": draw.choice(_words()["months"]),
        "day": draw.randint(1, 28),
        "year": draw.randint(2026, 2034),
        "past": draw.randint(1971, 2024),
        "few": draw.randint(2, 9),
        "many": draw.randint(11, 48),
        "share": draw.randint(21, 79),
        "pages": draw.randint(24, 310),
        "less": draw.randint(2, 90),
        "crowd": f"{draw.randint(2, 98)},{draw.randint(0, 9)}00",
    }
    tail = draw.choice(_words()["tails"]) if draw.random() < WITH_TAIL else ""
    return form.format(**facts, **passing, tail=tail.format(**passing))


def _town(draw: random.Random) -> str:
    return draw.choice(_words()["town_starts"]) + draw.choice(_words()["town_ends"])


def _person(draw: random.Random) -> str:
    return f"{draw.choice(_words()['first_names'])} {draw.choice(_words()['last_names'])}"
