"""What is kept, as frozen values: nothing above this package sees a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from retrieval.answer import Reply
from retrieval.conversing import Context


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """A reply that was shown, and where.

    ``id`` is 12 letters and digits that nobody can guess. ``question`` is None once its words are deleted;
    ``reply.question`` is then empty. ``language`` is that of the bot's own words. ``carried`` is what the conversation
    carried into the question, ``suggested`` are names that a question about is answered by. ``message_id`` is None
    until the message stands; ``guild_id`` is None in a direct message. ``created`` is in UTC. ``explanation``, a JSON
    object, tells how the reply came about; None when nobody told, when it was too long, and once the question is None.
    """

    id: str
    asker_id: int
    guild_id: int | None
    channel_id: int
    message_id: int | None
    private: bool
    language: str
    question: str | None
    reply: Reply
    created: datetime
    carried: Context | None = None
    suggested: tuple[str, ...] = field(default=())
    explanation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """How much is held of one person; ``oldest`` is when the oldest of it was written, in UTC.

    ``moderation`` counts the reviews, publications and drafts that bear a moderator's id, ``audited`` the entries of
    the audit, which nobody can delete.
    """

    answers: int
    feedback: int
    requests: int
    oldest: datetime | None
    moderation: int = 0
    audited: int = 0
