"""Names that nobody can guess: they stand in the buttons that anybody can forge."""

import secrets
import string

LETTERS = string.ascii_letters + string.digits


def new_id() -> str:
    """Return 12 letters and digits that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))
