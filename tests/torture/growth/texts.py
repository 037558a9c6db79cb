"""Texts that make slow code slow: one thing over and over, and what never ends as it began."""

_UNITS = {
    "straight quotes": '"', "opening quotes": "“", "closing quotes": "”", "low quotes": "„", "guillemets": "«",
    "apostrophes": "'", "single quotes": "‘", "quotes opened": "“a ", "straight quotes opened": '"a ',
    "quotations": '"a" ', "single quotations": "‘a.’ ", "corner brackets": "「a", "square brackets": "[",
    "round brackets": "(", "braces": "{", "angles": "<", "stars": "*", "low lines": "_", "tildes": "~", "bars": "|",
    "backticks": "`", "backslashes": "\\", "hashes": "#", "angles back": ">", "spoilers": "||a", "links": "[a](",
    "links opened": "](", "list marks": "- ", "quotation signs": "> ", "many list marks": "1. ", "headings": "# a\n",
    "underlines": "a\n---\n", "code": "```a", "emoji names": ":a", "mentions": "@everyone", "angled mentions": "<@",
    "tags": "<a ", "tags closed": "<p>", "paragraphs of HTML": "</p>", "comments": "<!--", "entities": "&lt;",
    "ampersands": "&#", "styles": '<a style="display ', "attributes": "<a b=", "newlines": "\n",
    "carriage returns": "\r\n", "tabs": "\t", "blanks": " ", "wide blanks": "\u3000", "line separators": "\u2028",
    "lines": "a\n", "blank lines": "a\n\n", "marks that combine": "\u0301", "marks on letters": "e\u0301",
    "many marks": "e\u0301\u0301\u0301 ", "joiners": "\u200d", "no-width blanks": "\u200b",
    "letters joined": "a\u200d", "overrides": "\u202e", "soft hyphens": "a\u00ad", "selectors": "\ufe0f",
    "tag characters": "\U000e0061", "nothing": "\0", "letters": "a", "capitals": "A", "words": "a ",
    "capital words": "A ", "sentences": "a. ", "stops": ". ", "points": ".", "initials": "A.",
    "abbreviations": "U.S. ", "hyphens": "a-", "dashes": "-", "possessives": "a's ", "commas": "a, ",
    "commas alone": ",", "colons": ":", "digits": "1", "numbers": "1 ", "grouped numbers": "1,", "decimals": "1.",
    "dates": "1 May 2022 ", "ISO dates": "2022-05-01 ", "months": "May ", "million": "1 million ", "percent": "%20",
    "questions": "why ? ", "denials": "not ", "reports": "said ", "causes": "because of ", "hedges": "may ",
    "conjunctions": "and ", "names": "Anna Smith ", "called": "the a of ", "Jamo": "\u1100\u1161", "Han": "中",
    "Han sentences": "中。", "Thai": "ก", "Arabic": "ا ", "Devanagari": "क्", "emoji": "\U0001f468\u200d",
    "flags": "\U0001f1e6", "wide letters": "ａ", "ligatures": "ﷺ", "mixed scripts": "aа", "surrogates": "\ud800",
    "addresses": "http://a ", "schemes": "http:", "hosts": "a.", "mail": "a@", "hosts of one": "www.",
    "front matter": "title: a\n", "closings": "---\n", "keys": "a: ", "flows": "[a, ", "flow maps": "{a: ",
    "anchors": "&a ", "aliases": "*a ", "questions of YAML": "? ", "literal blocks": "|\n", "ignore": "ignore all ",
    "instructions": "ignore the ", "turns": "system: ", "encoded": "data:a", "base64": "aB1", "roles": '"role":',
    "JSON": '{"a":', "lists of JSON": "[[", "begins": "--- begin ",
}  # fmt: skip


_ENDED = ", then a word"
NAMES = tuple(f"{name}{end}" for end in ("", _ENDED) for name in _UNITS)
"""What texts are made of; each twice, the second one with another end, at which what matched so far fails."""


def text(name: str, size: int) -> str:
    """Return one of the texts, of so many characters."""
    unit = _UNITS[name.removesuffix(_ENDED)]
    made = (unit * (size // len(unit) + 1))[:size]
    return f"{made[:-2]}!z" if name.endswith(_ENDED) else made
