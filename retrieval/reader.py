"""Who asks, as far as an answer depends on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who waits for an answer in sentences.

    ``language`` is the BCP 47 tag of the reader's own language, None where it is not known: then it is that of the
    question. ``account`` is whose tokens the answer is written with: a server's id, or "" for nobody's in particular.
    """

    language: str | None = None
    account: str = ""
