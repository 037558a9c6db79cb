"""What a reader sees: quotations and their places, readable at 80 columns, and nothing that commands a terminal."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from bot.outcome import DECLINED
from bot.terminal import DISAGREEMENT, STATUS, WHY, printable, show, spent_on
from corpus.article import Status
from retrieval.answer import Claim, Fallback, Reason, Reply, WrittenBy
from retrieval.normalising import JOINERS
from retrieval.passage import Span
from retrieval.settings import WritingSettings
from retrieval.usage import NO_TOKENS, Usage
from tests.replies import ANSWER, CITATION, NO_ANSWER, SPOKEN, WORDS, replies

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def shown(reply: Reply, *, terminal: bool = False, width: int = 80, spent: str = "") -> str:
    written = io.StringIO()
    console = Console(
        file=written,
        width=width,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        highlight=False,
    )
    show(reply, console, spent)
    return written.getvalue()


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@given(replies())
def test_no_line_is_wider_than_80_columns_whatever_is_said(reply: Reply) -> None:
    assert max(cell_len(line) for line in shown(reply).split("\n")) <= 80


@given(replies())
def test_no_character_of_an_article_commands_the_terminal_or_turns_its_writing(reply: Reply) -> None:
    for character in COLOUR.sub("", shown(reply, terminal=True)):
        assert character.isprintable() or character == "\n" or character in JOINERS


@given(replies())
def test_there_are_no_colours_where_there_is_no_terminal(reply: Reply) -> None:
    assert "\x1b" not in shown(reply)


def test_there_are_colours_on_a_terminal() -> None:
    assert COLOUR.search(shown(ANSWER, terminal=True))
    assert COLOUR.sub("", shown(ANSWER, terminal=True)) == shown(ANSWER)


def test_an_answer_is_its_claims_with_their_marks_then_the_places() -> None:
    words, places = on_one_line(shown(ANSWER)).split(" [1] ", 1)
    assert words == CITATION.quote
    assert places.startswith(
        "[1] A storm in Harbourtown · The Gazette · 2026-05-04 · characters 35–71 · https://gazette.example/storm"
    )


def test_a_claim_that_rests_on_two_places_bears_both_marks() -> None:
    reply = replace(ANSWER, claims=(Claim("Forty boats sank.", (1, 2)),), citations=(CITATION, SPOKEN))
    assert "Forty boats sank. [1] [2]" in on_one_line(shown(reply))


def test_what_an_article_does_not_tell_of_itself_leaves_no_gap() -> None:
    reply = replace(ANSWER, citations=(replace(SPOKEN, number=1),))
    assert "[1] A storm in Harbourtown · characters 140–169 confidence" in on_one_line(shown(reply))


def test_an_article_without_a_title_goes_by_its_name() -> None:
    assert "[1] storm · " in shown(replace(ANSWER, citations=(replace(CITATION, title=""),)))


def test_sureness_edition_and_time_are_told_last() -> None:
    assert shown(ANSWER).splitlines()[-1].strip() == "confidence 88% · edition 01234567 · 12 ms"


@pytest.mark.parametrize("reason", Reason)
def test_a_declined_reply_says_so_first_and_why(reason: Reason) -> None:
    text = on_one_line(shown(replace(NO_ANSWER, reason=reason)))
    assert text.startswith(f"{DECLINED} {WHY[reason]}")


def test_no_two_reasons_read_alike() -> None:
    assert set(WHY) == set(Reason)
    assert len(set(WHY.values())) == len(Reason)


def test_what_is_nearest_is_offered_as_such_before_any_of_its_words() -> None:
    text = on_one_line(shown(NO_ANSWER))
    assert text.index("not an answer") < text.index(CITATION.quote)
    assert "[1] A storm in Harbourtown" in text
    assert "[2] A storm in Harbourtown" in text


def test_where_nothing_is_near_nothing_is_offered() -> None:
    assert "not an answer" not in shown(replace(NO_ANSWER, nearest=()))


@given(replies())
def test_a_declined_reply_never_looks_like_an_answer(reply: Reply) -> None:
    declined = on_one_line(shown(reply)).startswith(DECLINED)
    assert declined == (type(reply).__name__ == "NoAnswer")


def test_a_nearest_quotation_stands_with_its_speaker_on_the_side_where_the_article_has_it() -> None:
    assert f"{SPOKEN.attribution_quote} … {SPOKEN.quote} [2]" in on_one_line(shown(NO_ANSWER))
    behind = replace(SPOKEN, attribution=Span(170, 180), attribution_quote="said the port.")
    assert f"{SPOKEN.quote} … said the port. [2]" in on_one_line(shown(replace(NO_ANSWER, nearest=(CITATION, behind))))


@pytest.mark.parametrize("words", ["[bold]not bold[/bold]", ":smile: [link=x]y[/link]", "\\[1]", "[/]"])
def test_words_are_never_read_as_markup(words: str) -> None:
    assert words in shown(replace(ANSWER, claims=(Claim(words, (1,)),)))


@given(WORDS)
def test_printable_words_are_on_one_line_and_stay_printable(text: str) -> None:
    once = printable(text)
    assert printable(once) == once
    assert all(character.isprintable() or character in JOINERS for character in once)


@given(st.text(alphabet="abc議é,.!“”-" + JOINERS))
def test_words_that_can_be_printed_are_left_as_they_are(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize("status", Status)
def test_a_status_is_told_at_the_quotation_and_in_full_at_its_place(status: Status) -> None:
    cited = replace(CITATION, status=status.value)
    text = on_one_line(shown(replace(ANSWER, citations=(cited,))))
    assert text.startswith(f"{CITATION.quote} [1] ⚠ {status} [1] A storm in Harbourtown")
    assert f"gazette.example/storm ⚠ {STATUS[status]} confidence" in text
    assert f"{CITATION.quote} [1] ⚠ {status}" in on_one_line(shown(replace(NO_ANSWER, nearest=(cited,))))


def test_what_took_an_articles_place_is_named_by_its_title_else_its_id() -> None:
    titled = replace(CITATION, status="superseded", superseded_by="later", successor="What \x1b[31mwas lost")
    assert "⚠ Superseded by: What [31mwas lost" in shown(replace(ANSWER, citations=(titled,)), width=200)
    assert "⚠ Superseded by: later" in shown(replace(ANSWER, citations=(replace(titled, successor=None),)))


def test_sources_that_disagree_are_said_to_and_come_first_newest_first() -> None:
    claims = (Claim("It rained.", (1,)), Claim("Forty.", (2,)), Claim("Fifty.", (3,)))
    cited = tuple(replace(CITATION, number=number) for number in (1, 2, 3))
    text = on_one_line(shown(replace(ANSWER, claims=claims, citations=cited, disagreement=(3, 2))))
    assert text.startswith(f"{DISAGREEMENT} [3] [2] Fifty. [3] Forty. [2] It rained. [1]")


WRITTEN = replace(ANSWER, claims=(Claim("Some boats sank.", (1,)),), written_by=WrittenBy.MODEL)


def test_sentences_that_a_model_wrote_are_said_to_be_and_the_quotations_stand_at_their_places() -> None:
    text = on_one_line(shown(WRITTEN))
    assert text.startswith(
        "Written by a language model. Each sentence was checked against the quotations below. Some boats sank. [1]"
    )
    assert f"https://gazette.example/storm {CITATION.quote} confidence" in text


def test_a_translation_stands_above_the_sentence_that_was_checked() -> None:
    text = on_one_line(shown(replace(WRITTEN, claims=(Claim("Some boats sank.", (1,), "Boote sanken.\x1b"),))))
    assert text.startswith("Written and translated by a language model.")
    assert "Boote sanken. [1] The bot’s own translation; the checked sentence: Some boats sank. [1] A storm" in text


@pytest.mark.parametrize("fallback", Fallback)
def test_why_no_model_wrote_is_told(fallback: Fallback) -> None:
    answered = on_one_line(shown(replace(ANSWER, fallback=fallback)))
    declined = on_one_line(shown(replace(NO_ANSWER, fallback=fallback)))
    assert "So the articles’ own sentences answer. Forty boats" in answered
    assert "So only the articles’ own sentences were searched. Nearest" in declined


def test_what_a_model_took_is_told_last_with_its_cost_where_there_is_a_price() -> None:
    assert spent_on(NO_TOKENS, WritingSettings()) == ""
    assert spent_on(Usage(1200, 34), WritingSettings()) == "1,234 tokens"
    spent = spent_on(Usage(1200, 34), WritingSettings(prompt_price=1.0))
    assert spent == "1,234 tokens · US$0.0012"
    assert shown(ANSWER, spent=spent).splitlines()[-1].strip().endswith(f"12 ms · {spent}")


def test_nothing_is_said_of_what_agrees_and_stands() -> None:
    assert "⚠" not in shown(ANSWER) + shown(NO_ANSWER)
