"""How Discord's clients read a text's inline markdown, as far as it matters: what is shown, and what was found in it.

After the rules of simple-markdown, which the clients are built on, with Discord's additions.
"""

import re

_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_RULES = {
    "emphasis": re.compile(r"\*\S[\s\S]*?\*|_[\s\S]+?_|\*\*[\s\S]+?\*\*"),
    "struck": re.compile(r"~~[\s\S]+?~~"),
    "spoiler": re.compile(r"\|\|[\s\S]+?\|\|"),
    "code": re.compile(r"`[\s\S]+?`"),
    "link": re.compile(r"\[[^\]]*\]\([^)]*\)"),
    "address": re.compile(r"(?:https?|steam|discord|ftp)://[^\s<]+", re.IGNORECASE),
    "angle": re.compile(
        r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|t:-?\d+(?::\w)?|/[^:\n]+:\d+|id:\w+|https?:[^>]+|[^\s>]+@[^\s>]+)>"
    ),
    "everybody": re.compile(r"@(?:everyone|here)"),
    "emoji": re.compile(r":[^\s:]+:"),
    "invitation": re.compile(r"discord(?:app)?\.\w+/", re.IGNORECASE),
}  # fmt: skip
_BLOCKS = {
    "heading": re.compile(r"^ *#{1,3}\s"),
    "small": re.compile(r"^ *-#\s"),
    "list": re.compile(r"^ *(?:[*+-]|\d+\.)\s", re.ASCII),
    "quotation": re.compile(r"^ *>(?:>>)?\s"),
}


def read(markdown: str) -> tuple[str, set[str]]:
    """Return the text that is shown and the names of the rules that found something to do."""
    found = {name for line in markdown.split("\n") for name, rule in _BLOCKS.items() if rule.match(line)}
    shown, at = [], 0
    while at < len(markdown):
        if escape := _ESCAPE.match(markdown, at):
            shown.append(escape.group(1))
            at = escape.end()
            continue
        found |= {name for name, rule in _RULES.items() if rule.match(markdown, at)}
        shown.append(markdown[at])
        at += 1
    return "".join(shown), found
