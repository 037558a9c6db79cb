"""What `newsdesk doctor` says of one thing that it looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is as it should be, what was seen, and what mends it."""

    sound: bool
    what: str
    mend: str = ""
