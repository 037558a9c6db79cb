"""A model that writes what a test tells it to, by the same contract as a real one."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from retrieval.usage import Usage
from retrieval.writing.errors import ModelError
from retrieval.writing.model import Completion, Message

OFFERED = re.compile(r"^<passage-[0-9a-f]{8} (p[0-9a-f]{4})>$(.*?)^</passage-", re.MULTILINE | re.DOTALL)

Says = str | Completion | ModelError | Callable[[Sequence[Message]], str]


class ScriptedModel:
    """A Model that says one thing after another, and remembers what it was asked."""

    def __init__(self, *script: Says) -> None:
        self._script = list(script)
        self.asked: list[Sequence[Message]] = []

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        assert schema is not None
        self.asked.append(messages)
        says = self._script.pop(0)
        if isinstance(says, ModelError):
            raise says
        if isinstance(says, Completion):
            return says
        return Completion(says if isinstance(says, str) else says(messages), Usage(100, 10))


def claiming(*claims: tuple[str, str], translations: Sequence[str | None] = ()) -> Callable[[Sequence[Message]], str]:
    """Say these claims, each with the words that it quotes, by the key of the passage that has them."""

    def reply(messages: Sequence[Message]) -> str:
        offered = OFFERED.findall(messages[-1].text)
        told = [
            {
                "text": text,
                "translation": translation,
                "quotes": [{"evidence": next((k for k, t in offered if words in t), offered[0][0]), "words": words}],
            }
            for (text, words), translation in zip(
                claims, [*translations, *[None] * (len(claims) - len(translations))], strict=True
            )
        ]
        return json.dumps({"in_sources": True, "claims": told})

    return reply


NOT_IN_SOURCES = json.dumps({"in_sources": False, "claims": []})
