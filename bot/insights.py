"""What was asked, declined and voted on over the last days: counts, without anybody's words."""

import datetime
from dataclasses import dataclass

from bot.model_use import ModelUse
from bot.words.catalogue import Words

MOST_TOLD = 4
"""So many of the articles cited most are told."""

TITLE_CHARACTERS = 100
"""A longer title is told with its end cut off."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day (UTC): questions answered and declined; votes on its answers."""

    date: datetime.date
    answered: int
    declined: int
    helpful: int
    unhelpful: int

    @property
    def questions(self) -> int:
        """All questions of the day."""
        return self.answered + self.declined


@dataclass(frozen=True, slots=True)
class Insights:
    """The last days, oldest first, none left out between; the titles of the articles cited most, with how often.

    ``usage`` is None where no language model wrote, was to write, or was asked.
    """

    days: tuple[Day, ...]
    most_asked: tuple[tuple[str, int], ...]
    readers: int
    usage: ModelUse | None = None

    @property
    def most_told(self) -> tuple[tuple[str, int], ...]:
        """Of the articles cited most, those that are told, each title on one line and not too long."""
        titles = ((" ".join(title.split()), times) for title, times in self.most_asked[:MOST_TOLD])
        return tuple(
            (title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1].rstrip() + "…", times)
            for title, times in titles
        )

    @property
    def answered(self) -> int:
        """Questions answered."""
        return sum(day.answered for day in self.days)

    @property
    def declined(self) -> int:
        """Questions to which the corpus has no answer."""
        return sum(day.declined for day in self.days)

    @property
    def questions(self) -> int:
        """All questions."""
        return sum(day.questions for day in self.days)

    @property
    def helpful(self) -> int:
        """Votes that an answer was helpful."""
        return sum(day.helpful for day in self.days)

    @property
    def unhelpful(self) -> int:
        """Votes that an answer was not helpful."""
        return sum(day.unhelpful for day in self.days)

    @property
    def helpful_percent(self) -> int | None:
        """Votes that an answer was helpful, in percent of all votes; None when nobody voted."""
        votes = self.helpful + self.unhelpful
        return round(100 * self.helpful / votes) if votes else None


def insights_text(insights: Insights, words: Words) -> str:
    """Return all that the picture shows, as lines of plain text (escape it before Discord reads it as markdown).

    It is the picture's alt text as well: shorter than the 1,024 characters that Discord takes.
    """
    lines = [words("insights-title", days=len(insights.days))] if insights.days else []
    if not insights.questions:
        return "\n".join([*lines, words("insights-nothing")])
    first, last = words.date(insights.days[0].date), words.date(insights.days[-1].date)
    busiest = max(insights.days, key=lambda day: day.questions)
    lines += [
        words("insights-period", first=first, last=last),
        words("insights-answered", questions=insights.answered),
        words("insights-declined", questions=insights.declined),
        words("insights-busiest", date=words.date(busiest.date), questions=busiest.questions),
        words("insights-readers", readers=insights.readers),
    ]
    percent = insights.helpful_percent
    if percent is not None:
        lines += [
            words("insights-helpful", votes=insights.helpful),
            words("insights-unhelpful", votes=insights.unhelpful),
            words("insights-rate", percent=percent),
        ]
    if insights.most_told:
        lines.append(words("insights-most-asked"))
    lines += [
        f"{place}. {words('insights-cited', title=title, times=times)}"
        for place, (title, times) in enumerate(insights.most_told, 1)
    ]
    return "\n".join(lines)
