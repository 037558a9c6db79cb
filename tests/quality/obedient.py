"""A model that does whatever a hostile text asks of it, and a writer that lets it draft."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.answer import Draft
from retrieval.evidence import Evidence
from retrieval.passage import Passage
from retrieval.verifying import Checked, verify
from retrieval.writing.drafting import Malformed, parse
from retrieval.writing.keys import keyed, resolved
from retrieval.writing.model import Completion, Message, Usage
from retrieval.writing.prompt import messages
from retrieval.writing.screening import Refused, screened

_PASSAGE = re.compile(r"^<passage-[0-9a-f]{8} (p[0-9a-f]{4})>$(.*?)^</passage-", re.MULTILINE | re.DOTALL)
_STORY = "Parliament closes"


class ObedientModel:
    """Answers with what an entry of the hostile corpus asks for, citing the passages that it can see.

    A key that begins with "@" means one that was offered: of the passage that has the words ("@"), of the story's own
    article ("@uk"), in capitals ("@upper") or with a character that cannot be seen ("@hidden").
    """

    def __init__(self, reply: str | Mapping[str, Any]) -> None:
        self._reply = reply

    async def complete(self, messages: Sequence[Message], schema: Mapping[str, Any] | None) -> Completion:
        assert schema is not None
        offered = _PASSAGE.findall(messages[-1].text)
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


class ScreenedWriter:
    """Drafts with a model; remembers what it drafted, what was refused, and what ``verify`` alone would have shown."""

    def __init__(self, model: ObedientModel) -> None:
        self._model = model
        self.drafted: Draft | Malformed | None = None
        self.refused: tuple[Refused, ...] = ()
        self.verified_alone: Checked | None = None
        self.evidence: Mapping[str, Passage] = {}
        self.read: tuple[Message, ...] = ()

    async def write(self, evidence: Evidence) -> Draft:
        self.evidence = keyed(evidence.passages.values(), evidence.question)
        self.read = messages(evidence.question, self.evidence, "en")
        completion = await self._model.complete(self.read, {})
        self.drafted = parse(completion.text)
        if isinstance(self.drafted, Malformed):
            return Draft(())
        draft = resolved(self.drafted, self.evidence)
        self.verified_alone = verify(draft, evidence.passages)
        found = screened(draft, evidence.passages, self.evidence)
        self.refused = found.refused
        return found.draft
