"""The names that passages have for one question: drawn by lot, so that no article can name another, or itself."""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace

from retrieval.answer import Draft, Quotation
from retrieval.passage import Passage
from retrieval.writing.disarming import restored

KEY = re.compile(r"(?<![^\W_])p(?=[0-9a-f]*[0-9])[0-9a-f]{4}(?![^\W_])")
"""What a key looks like: "p", then four hexadecimal digits of which one is a digit, so that no word is one."""

NOT_OFFERED = ""
"""Stands for a key that a draft made up; no passage has it, so ``verifying`` drops the claim."""

_ENOUGH = 10_000


def keyed(passages: Iterable[Passage], question: str = "") -> Mapping[str, Passage]:
    """Return the passages in their order by keys drawn at random, of which none stands in a passage or the question.

    ValueError for more passages than can be told apart by four digits.
    """
    offered = tuple(passages)
    if len(offered) > _ENOUGH:
        raise ValueError(f"{len(offered)} passages are more than the {_ENOUGH} that keys are drawn for")
    said = "\n".join([question, *(f"{each.article.title}\n{each.text}" for each in offered)]).lower()
    keys: dict[str, Passage] = {}
    for passage in offered:
        key = _drawn()
        while key in keys or key in said:
            key = _drawn()
        keys[key] = passage
    return keys


def resolved(draft: Draft, offered: Mapping[str, Passage]) -> Draft:
    """Return a model's draft with each passage's own key, and each quotation in the article's own letters.

    A key that was not offered becomes NOT_OFFERED, even if it is the own key of a passage.
    """
    return Draft(
        tuple(replace(each, quotations=tuple(_own(q, offered) for q in each.quotations)) for each in draft.claims)
    )


def _own(quotation: Quotation, offered: Mapping[str, Passage]) -> Quotation:
    passage = offered.get(quotation.evidence_key)
    if passage is None:
        return Quotation(NOT_OFFERED, quotation.words)
    return Quotation(passage.key, restored(quotation.words, passage.text))


def _drawn() -> str:
    key = ""
    while not KEY.fullmatch(key):
        key = f"p{secrets.token_hex(2)}"
    return key
