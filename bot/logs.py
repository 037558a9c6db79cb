"""What the process writes on stderr: one line an event, ids and never what people wrote."""

import logging
import sys


def write_logs(level: str) -> None:
    """Log to stderr from this level on; the libraries speak from warning on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level.upper())
