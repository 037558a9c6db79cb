"""What Discord shows of escaped words are these words, and it finds nothing to do in them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.escaping import escaped, isolated, on_one_line, stands_in_a_link, visible
from tests.discord_markdown import read
from tests.replies import WORDS

PIECES = r"""
\ * ** _ __ ~~ | || ` ``` > >>> # ## -# - + 1. 12. [ ] ( ) < > @ # : :smile: <@1> <@!1> <@&1> <#1> <t:1:R> <:a:1>
</ask:1> <id:home> @everyone @here https:// http://a.b discord.gg/a discord.com/invite/a [a](b) a b 1 é ツ
"""
MARKUP = st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\n\n", "  ", "\u200b"]), max_size=30).map("".join)

DANGEROUS = {
    "bold": "**bold**", "italics": "*a* _b_", "underlined": "__u__", "struck": "~~s~~", "spoiler": "||s||",
    "code": "`c`", "block of code": "```py\nc```", "quotation": "> q", "long quotation": ">>> q", "heading": "# h",
    "small": "-# s", "list": "- a\n* b\n  - c", "numbered list": "1. a\n22. b", "link": "[a](https://b.example)",
    "address": "https://b.example/a_b_c", "address in brackets": "<https://b.example>", "user": "<@1>",
    "user by nick": "<@!1>", "role": "<@&1>", "channel": "<#1>", "time stamp": "<t:1:R>", "custom emoji": "<a:e:1>",
    "named emoji": "so :smile: then", "command": "</ask:1>", "navigation": "<id:customize>", "everyone": "@everyone",
    "here": "@here", "invitation": "discord.gg/abc", "old invitation": "discordapp.com/invite/abc",
    "escaped already": r"\*a\* \<@1\> \\", "shrug": r"¯\_(ツ)_/¯",
}  # fmt: skip


@pytest.mark.parametrize("text", DANGEROUS.values(), ids=DANGEROUS.keys())
def test_markup_is_shown_and_does_nothing(text: str) -> None:
    shown, found = read(escaped(text))
    assert shown.replace("\u200b", "") == text
    assert found == set()


@given(MARKUP | WORDS)
def test_whatever_is_said_is_shown_as_its_visible_words_and_does_nothing(text: str) -> None:
    shown, found = read(escaped(text))
    assert shown.replace("\u200b", "") == visible(text).replace("\u200b", "")
    assert found == set()


@given(WORDS)
def test_no_control_mark_of_direction_or_lone_surrogate_is_left(text: str) -> None:
    left = {character for character in visible(text) if unicodedata.category(character) in ("Cc", "Cf", "Cs")}
    assert left <= {"\n", "\u200c", "\u200d"}
    visible(text).encode("utf-8")


def test_a_mention_cannot_be_read_by_a_server_that_does_not_know_backslashes() -> None:
    assert "<@1>" not in escaped("<@1>")
    assert "@everyone" not in escaped("@everyone")


def test_plain_words_stay_as_they_are() -> None:
    text = "“Prices rose by 3.5% – to £12,000,” she said; it’s 12:30. (See above.)"
    assert escaped(text) == text


def test_words_are_not_torn_by_what_is_removed() -> None:
    assert visible("Par\u00adlia\u200bment\ufeff") == "Parliament"


def test_joiners_stay() -> None:
    assert visible("می\u200cخواهم 👨\u200d👩") == "می\u200cخواهم 👨\u200d👩"


def test_every_kind_of_line_end_is_one() -> None:
    assert visible("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u2066\u3164", "\u200d"])
def test_what_cannot_be_seen_is_empty_on_one_line(text: str) -> None:
    assert on_one_line(text) == ""


@pytest.mark.parametrize("title", ["UK Parliament closes TikTok account", "Storm (updated): 12 dead – “why?”", "A | B"])
def test_a_plain_title_can_be_a_links_text(title: str) -> None:
    assert stands_in_a_link(title)


@pytest.mark.parametrize(
    "title", ["", "a_b_c", "*a*", "[a]", "see https://a.example", "🎉 party", ":smile:", "@here", r"a\b"]
)
def test_a_title_that_discord_would_not_show_as_it_stands_cannot(title: str) -> None:
    assert not stands_in_a_link(title)


def test_only_words_from_right_to_left_are_set_apart() -> None:
    assert isolated("Storm") == "Storm"
    assert isolated("עברית") == "\u2068עברית\u2069"
