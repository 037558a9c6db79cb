"""Which model is asked, where, and how long one waits for it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

OPENAI_URL = "https://api.openai.com/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model behind an OpenAI-compatible address. A ``base_url`` that is none, or holds a secret, is a ValueError.

    ``timeout_seconds`` is for everything, all tries and the waits between them; ``first_byte_seconds`` for the first
    piece of a reply, each try. ``retries`` come after the first try. ``reply_tokens`` bound what the model may write.
    ``None`` for temperature or seed: not sent.
    """

    model: str
    base_url: str = OPENAI_URL
    temperature: float | None = 0.0
    seed: int | None = None
    timeout_seconds: float = 60.0
    first_byte_seconds: float = 20.0
    retries: int = 2
    reply_tokens: int = 4096

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        _ = parts.port  # ValueError when it is none
        if not self.base_url.isprintable() or " " in self.base_url:
            raise ValueError("base_url has a blank or a character that cannot be seen")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError('base_url must be an address such as "http://localhost:8080/v1"')
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise ValueError("base_url must hold no name, password or query: it is logged; the key has OPENAI_API_KEY")

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI itself, which answers nobody without a key."""
        return urlsplit(self.base_url).hostname == urlsplit(OPENAI_URL).hostname
