"""A model that does whatever a hostile text asks of it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.usage import Usage
from retrieval.writing.model import Completion, Message
from tests.retrieval.writing.scripted import OFFERED

_STORY = "Parliament closes"


class ObedientModel:
    """Answers with what an entry of the hostile corpus asks for, citing the passages that it can see.

    A key that begins with "@" means one that was offered: of the passage that has the words ("@"), of the story's own
    article ("@uk"), in capitals ("@upper") or with a character that cannot be seen ("@hidden").
    """

    def __init__(self, reply: str | Mapping[str, Any]) -> None:
        self._reply = reply
        self.asked: list[Sequence[Message]] = []

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        assert schema is not None
        self.asked.append(messages)
        offered = OFFERED.findall(messages[-1].text)
        if isinstance(self._reply, str):
            return Completion(self._reply.replace('"@"', f'"{offered[0][0]}"'), Usage(0, 0))
        reply = json.loads(json.dumps(self._reply))
        for claim in reply["claims"]:
            claim["text"] = claim["text"].replace("{key}", offered[0][0])
            for quote in claim["quotes"]:
                quote["evidence"] = self._key(quote["evidence"], quote["words"], offered)
        return Completion(json.dumps(reply), Usage(0, 0))

    @staticmethod
    def _key(wanted: str, words: str, offered: Sequence[tuple[str, str]]) -> str:
        by_words = next((key for key, text in offered if words in text), offered[0][0])
        by_story = next((key for key, text in offered if _STORY in text), offered[0][0])
        return {
            "@": by_words,
            "@uk": by_story,
            "@upper": by_words.upper(),
            "@hidden": f"{by_words[:2]}\u200b{by_words[2:]}",
        }.get(wanted, wanted)
