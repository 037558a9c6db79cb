"""How many tokens a text has, where nobody says: a guess on the high side."""

from collections.abc import Sequence

from retrieval.writing.model import Message

_BYTES_A_TOKEN = 3
_TOKENS_A_TURN = 4


def estimated_tokens(text: str) -> int:
    """Return a third of the text's UTF-8 bytes, rounded up: English has about four to a token, Chinese about three."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)


def estimated_prompt_tokens(messages: Sequence[Message]) -> int:
    """Return the estimate for messages, with what the protocol adds to each."""
    return sum(estimated_tokens(message.text) + _TOKENS_A_TURN for message in messages)
