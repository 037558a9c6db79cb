"""What a button's custom id says, so that it still works when the bot has been restarted since it was shown."""

import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "newsdesk"
LONGEST = 100
"""Characters that Discord allows a custom id."""

_SUBJECT = re.compile("[0-9A-Za-z]*")


class Action(StrEnum):
    """What a press asks for."""

    SHOW = "show"  # a passage in its article: answer id, number of the citation
    READ = "read"  # another page of that article: answer id, number.page
    PAGE = "page"  # another page of an answer: answer id, page
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"  # opens a modal
    REASON = "reason"  # that modal, sent
    SHARE = "share"
    MODERATOR = "moderator"
    REMOVE = "remove"
    TRY = "try"  # a question that can be answered: answer id, its number from 0
    SOURCES = "sources"  # another page of the list: "", page
    SEARCH = "search"  # another page of what was found: digest of the article or "", page.words
    COPY = "copy"  # of all that is kept about who presses, as a file
    FORGET = "forget"
    # Moderators':
    DRAFT = "draft"  # opens a modal with the facts of a draft: draft id
    DRAFTED = "drafted"  # that modal, sent
    DROP = "drop"  # the draft
    REVIEW = "review"  # another page of a review: review id, page
    CONFIRM = "confirm"
    CANCEL = "cancel"
    GAPS = "gaps"  # another page of the unanswered questions: "", page
    TELL = "tell"  # those who put a gap before the moderators: gap id
    DISMISS = "dismiss"  # a gap
    AUDIT = "audit"  # another page: "", page
    GOLDEN = "golden"  # another page: "", page
    EXPLAIN = "explain"  # how an answer came about: answer id, page, or "" for the first in a message of its own


MODERATING = frozenset(Action) - frozenset(
    {
        Action.SHOW,
        Action.READ,
        Action.PAGE,
        Action.HELPFUL,
        Action.UNHELPFUL,
        Action.REASON,
        Action.SHARE,
        Action.MODERATOR,
        Action.REMOVE,
        Action.TRY,
        Action.SOURCES,
        Action.SEARCH,
        Action.COPY,
        Action.FORGET,
    }
)
"""What only those may press who may moderate."""

ALONE = MODERATING - {Action.EXPLAIN} | {Action.READ, Action.SHARE, Action.SOURCES, Action.SEARCH, Action.FORGET}
"""What stands only in messages that one reader sees, and changes them."""


@dataclass(frozen=True, slots=True)
class Press:
    """An action, what it is about (mostly the id of a kept answer), and one more argument."""

    action: Action
    subject: str = ""
    argument: str = ""

    @property
    def custom_id(self) -> str:
        """The press as a custom id; ValueError when it is longer than Discord allows, or could not be read back."""
        custom_id = f"{PREFIX}:{self.action}:{self.subject}:{self.argument}"
        if len(custom_id) > LONGEST or not _SUBJECT.fullmatch(self.subject):
            raise ValueError(f"no custom id: {custom_id!r}")
        return custom_id


def press_of(custom_id: str) -> Press | None:
    """Return what a custom id says, None when it is not one of ours."""
    parts = custom_id.split(":", 3)
    if len(custom_id) > LONGEST or len(parts) != 4 or parts[0] != PREFIX or parts[1] not in set(Action):
        return None
    if not _SUBJECT.fullmatch(parts[2]):
        return None
    return Press(Action(parts[1]), parts[2], parts[3])
