"""What a process is given that indexes for the bot: of the secrets only those that indexing takes."""

import os

from retrieval.settings import KEY_VARIABLE

_KEPT_BACK = frozenset({"DISCORD_TOKEN", "PGPASSWORD", KEY_VARIABLE})


def environment_for_indexing() -> dict[str, str]:
    """Return this process's environment without what gives access to Discord, the records and the language model."""
    return {name: value for name, value in os.environ.items() if name not in _KEPT_BACK}
