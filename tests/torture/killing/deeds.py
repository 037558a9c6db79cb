"""What is cut off by the kills: each done in Discord, by commands and presses, and told of once it was acknowledged."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from bot.presses import Action, Press, press_of
from corpus.folder import read_folder
from retrieval.snapshot import read_pointer
from tests.bot.discord_room.conftest import words_shown
from tests.bot.discord_room.driving import buttons_of, forge, press
from tests.torture.killing import story
from tests.torture.killing.visit import Visit

SERVES = "answers come from edition"


class Deed:
    """The deed with a number changes the articles to what ``texts`` says, or (``changes`` is false) nothing of them."""

    name: ClassVar[str]
    changes: ClassVar[bool] = True

    def texts(self, number: int) -> Mapping[str, str]:
        """What the articles say once the deeds up to this one are done."""
        del number
        return story.stories(0)

    async def prepare(self, visit: Visit, number: int) -> None:
        """Do what comes before, and is not cut off."""

    async def do(self, visit: Visit, number: int) -> None:
        """Do it."""
        raise NotImplementedError

    async def again(self, visit: Visit, number: int) -> None:
        """Do it once more, as whoever was cut off would."""
        await self.prepare(visit, number)
        await self.do(visit, number)


class Change(Deed):
    """A change of the articles: put up for review by a command, then confirmed."""

    async def proposed(self, visit: Visit, number: int) -> Any:
        """Call the command; return the message with the review."""
        raise NotImplementedError

    async def do(self, visit: Visit, number: int) -> None:
        review = await self.proposed(visit, number)
        (subject,) = {
            found.subject
            for each in buttons_of(review)
            if (found := press_of(each["custom_id"])) and found.action is Action.CONFIRM
        }
        visit.tell("review", subject)
        await self._confirmed(visit, await press(visit.keeper, review, Action.CONFIRM), number)

    async def again(self, visit: Visit, number: int) -> None:
        """Press Confirm of the review that waits, if there is one; each second time, begin anew all the same."""
        waiting = visit.waiting()
        if not waiting or number % 2:
            await super().again(visit, number)
            return
        shown = (await visit.keeper.slash(visit.channel, "corpus status")).response
        pressed = await forge(visit.keeper, shown, Press(Action.CONFIRM, waiting[-1]))
        await self._confirmed(visit, pressed, number)

    async def _confirmed(self, visit: Visit, pressed: Any, number: int) -> None:
        said = words_shown(pressed.response)
        assert SERVES in said, said
        visit.tell("confirmed", number)


class Reload(Change):
    """Files that were changed by hand."""

    name = "reload"

    def texts(self, number: int) -> Mapping[str, str]:
        return story.stories(number)

    async def prepare(self, visit: Visit, number: int) -> None:
        story.rewrite(visit.root, self.texts(number))

    async def proposed(self, visit: Visit, number: int) -> Any:
        del number
        return (await visit.keeper.slash(visit.channel, "corpus reload")).response


class Add(Change):
    """An article more."""

    name = "add"

    def texts(self, number: int) -> Mapping[str, str]:
        return story.stories(0) | story.notes(1, number)

    async def proposed(self, visit: Visit, number: int) -> Any:
        ((article_id, text),) = story.notes(number, number).items()
        file = (f"{article_id}.md", story.file_of(article_id, text).encode())
        found = (await visit.keeper.slash(visit.channel, "corpus add", file=file)).response
        modal = await press(visit.keeper, found, Action.DRAFT)
        return (await visit.keeper.submit_modal(modal, {"title": story.title_of(article_id)})).response


class Remove(Change):
    """An article less; there are as many as ever will be taken away."""

    name = "remove"
    MOST = 450

    def texts(self, number: int) -> Mapping[str, str]:
        return story.stories(0) | story.notes(number + 1, self.MOST)

    async def proposed(self, visit: Visit, number: int) -> Any:
        return (await visit.keeper.slash(visit.channel, "corpus remove", article=f"note-{number}")).response


class Rollback(Change):
    """Back to what served before: every article is another, some come and some go."""

    name = "rollback"

    def texts(self, number: int) -> Mapping[str, str]:
        return story.stories(number % 2) | story.notes(1 + number % 2, 3 + number % 2)

    async def proposed(self, visit: Visit, number: int) -> Any:
        del number
        pointer = read_pointer(visit.root / "state")
        assert pointer is not None
        assert pointer.previous is not None
        return (await visit.keeper.slash(visit.channel, "corpus rollback", edition=pointer.previous)).response


class Feedback(Deed):
    """Votes with a reason, and a question put before the moderators."""

    name = "feedback"
    changes = False

    async def prepare(self, visit: Visit, number: int) -> None:
        self._answered = await visit.ask(visit.ada, story.QUESTIONS[number % 2])
        self._declined = await visit.ask(visit.ada, story.SILENT.format(number=number), private=bool(number % 2))

    async def do(self, visit: Visit, number: int) -> None:
        answer_id, declined_id = visit.answer_id(self._answered), visit.answer_id(self._declined)
        await press(visit.ben, self._answered, Action.HELPFUL)
        visit.tell("vote", [answer_id, visit.ben.id, 1, None])
        modal = await press(visit.ada, self._answered, Action.UNHELPFUL)
        await visit.ada.submit_modal(modal, {"reason": f"reason {number}"})
        visit.tell("vote", [answer_id, visit.ada.id, 0, f"reason {number}"])
        await press(visit.ada, self._declined, Action.MODERATOR)
        visit.tell("request", [declined_id, visit.ada.id])


class Question(Deed):
    """Questions that are answered and kept; each third one is declined."""

    name = "question"
    changes = False

    async def do(self, visit: Visit, number: int) -> None:
        for question in (*story.QUESTIONS, story.SILENT.format(number=number)):
            visit.tell("answer", visit.answer_id(await visit.ask(visit.ada, question)))


class Setting(Deed):
    """What a moderator chooses for the server."""

    name = "setting"
    changes = False

    async def do(self, visit: Visit, number: int) -> None:
        await visit.keeper.slash(visit.channel, "corpus settings room", cooldown=float(number))
        visit.tell("cooldown", number)
        log = visit.channel if number % 2 else None
        await visit.keeper.slash(visit.channel, "corpus settings log", **({"channel": log} if log else {}))
        visit.tell("log", log.id if log else None)


class Index(Reload):
    """`newsdesk index` beside the bot, after files were changed by hand: nobody reviews, and no audit is kept."""

    name = "index"

    async def do(self, visit: Visit, number: int) -> None:
        await asyncio.to_thread(visit.index)
        await visit.answering.newsroom.look()
        visit.tell("confirmed", number)


def files_of(root: Path) -> dict[str, str]:
    """What the articles' folder says, by the articles' ids. Raises CorpusError."""
    return {article.id: article.text.strip() for article in read_folder(root / "articles")}


DEEDS: tuple[type[Deed], ...] = (Reload, Add, Remove, Rollback, Feedback, Question, Setting, Index)
