"""What a good language model might write, computed: sentences of the passages that it is given, each with its quote."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

PASSAGE = re.compile(r"^<passage-([0-9a-f]{8}) (p[0-9a-f]{4})>$(.*?)^</passage-\1>", re.MULTILINE | re.DOTALL)
SENTENCE = re.compile(r"[A-Z][^.!?\n]{30,300}\.(?=\s|$)")
CLAIMS = 2


def citing(messages: Sequence[Mapping[str, Any]]) -> str:
    """Reply with the first sentences of the first passages, one a passage, in their own words."""
    claims = [
        {"text": words, "translation": None, "quotes": [{"evidence": key, "words": words}]}
        for key, words in list(first_sentences(str(messages[-1]["content"])))[:CLAIMS]
    ]
    return json.dumps({"in_sources": bool(claims), "claims": claims})


def first_sentences(request: str) -> Iterator[tuple[str, str]]:
    """Yield the key and a sentence of each passage that has one outside of quotation marks."""
    for _, key, content in PASSAGE.findall(request):
        text = content.partition("\ntext: ")[2]
        plain = (found[0] for found in SENTENCE.finditer(text) if not set('"“”') & set(found[0]))
        if sentence := next(plain, ""):
            yield key, sentence
