"""A message -> the claims in it: its sentences without Discord's markup, questions and greetings left out. Pure."""

import re

from retrieval.asking import tidy
from retrieval.sentence_ends import sentence_ends
from retrieval.stemming import question_stems

CLAIMS = 12
"""So many claims of a message are checked."""

_LEAST_WORDS = 3
_LONGEST_GREETING = 5
_LONGEST = 20_000
_NOT_SAID = re.compile(
    r"```.*?(?:```|\Z)"  # code
    r"|<(?:@[!&]?|#|a?:\w+:|t:|/[^:<>]*:)[^<>\s]*>"  # mentions, channels, emoji, times, commands
    r"|<?\bhttps?://\S+",
    re.DOTALL,
)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(<?https?://[^\s)]+\)")
_LINE_MARKS = re.compile(r"^[ \t]*(?:>{1,3} |-# |#{1,3} |[-*•] |\d+[.)] )+", re.MULTILINE)
_STYLE = re.compile(r"\*+|~~|\|\||__|`|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_GREETINGS = frozenset(
    "hi hello hey thanks thank lol lmao ok okay yes yeah no nope please sorry welcome morning".split()
)
_QUESTION = re.compile(r"[?？؟][\"”’'»)\]!?\s]*$")


def claims_of(message: str) -> tuple[list[str], int]:
    """Return the claims of a message in order, at most CLAIMS, and the number of those behind them."""
    plain = _STYLE.sub("", _LINE_MARKS.sub("", _NOT_SAID.sub(" ", _LINK.sub(r"\1", message[:_LONGEST]))))
    claims = [sentence for line in plain.splitlines() for sentence in _sentences(line) if _is_claim(sentence)]
    return claims[:CLAIMS], len(claims[CLAIMS:])


def _sentences(line: str) -> list[str]:
    ends = sentence_ends(line, None)
    return [tidy(line[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _is_claim(sentence: str) -> bool:
    words = question_stems(sentence)
    if len(words) < _LEAST_WORDS or _QUESTION.search(sentence):
        return False
    first = re.sub(r"\W.*", "", sentence.casefold())
    return not (first in _GREETINGS and len(words) <= _LONGEST_GREETING)
