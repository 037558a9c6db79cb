"""How an answer came about, in a terminal: all that a moderator's page tells, and nothing that commands it."""

import io
from dataclasses import replace

from hypothesis import given
from rich.console import Console

from bot.rendering.explaining import Terms
from bot.terminal_explaining import show_explanation
from retrieval.explaining import Explanation
from retrieval.normalising import JOINERS
from tests.explanations import EXPLANATION, explanations

TERMS = Terms(0.4, 0.1, "gpt-4.1-mini", "US$0.0012")


def shown(explanation: Explanation, width: int = 80) -> str:
    written = io.StringIO()
    show_explanation(explanation, {"embed": 10.1, "write": 800.0}, TERMS, Console(file=written, width=width))
    return written.getvalue()


def test_it_tells_the_reading_what_was_found_each_draft_with_what_was_dropped_and_what_it_took() -> None:
    expected = (
        "How the question was read", "In the light of the conversation: How many boats sank in Harbourtown?",
        "Searched for: boats Harbourtown", "Confidence 88%", "A language model is asked from 10% on.",
        "2 passages found", "A storm in Harbourtown · characters 0–130 score 0.91 · similarity 0.83",
        "carried over from the conversation", "Forty boats sank in the old harbour. storm · score 3.25",
        "Language model: gpt-4.1-mini", "Making the question stand alone · 180 ms · Tokens: 210 read, 14 written",
        "Draft 1", "Wrong with it: there was no JSON object in it", "Sure! Here you go", "Draft 2",
        "✓ Forty boats sank.", "→ Vierzig Boote sanken.", "Not shown: translation number", "✗ The mayor sank them.",
        "Not shown: not said", "storm:0-130: The mayor promised new walls.",
        "Tokens: 2,210 read, 112 written (in part estimated)", "Cost: US$0.0012",
        "Time by step: embed 10 ms · write 800 ms",
    )  # fmt: skip
    text = " ".join(shown(EXPLANATION).split())
    places = [text.find(each) for each in expected]
    assert -1 not in places, expected[places.index(-1)]
    assert places == sorted(places)


def test_where_no_model_was_asked_it_says_so() -> None:
    text = shown(replace(EXPLANATION, attempts=()))
    assert "No language model was asked." in text
    assert "Tokens" not in text


@given(explanations())
def test_no_words_of_an_explanation_command_the_terminal_or_turn_its_writing(explanation: Explanation) -> None:
    for character in shown(explanation, 10**5):
        assert character.isprintable() or character == "\n" or character in JOINERS
