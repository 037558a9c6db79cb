"""A claim is held by a cited sentence: its words, their order, its denials and doubts, and who says it."""

import pytest

from corpus.article import Article
from retrieval.answer import DraftClaim, Quotation
from retrieval.cutting import cut
from retrieval.writing.supporting import Unsupported, unsupported

OWNED = "Riverbank is owned by Alder, a Danish company, which has denied that it has links to the Danish state."
BARRED = "The firm Birch was barred from the port of Harbourtown amid safety concerns."
CLAIMED = "Alder's director, Anna Smith, wrote to the council of Harbourtown, claiming that no boats were sold."
CALLED = "A spokesperson for the port called the sale “disappointing”."
MUST = "All boats must be removed within five years."
OPENED = "The gate was locked within days of being opened."
ASKED = "Birch has not said whether the crew was told about the storm."
NEWER = "Unlike the older boats, the ferry of Alder has two engines."
FOUND = "Engineers from Alder found that rust had weakened a cable."
CLOSING = "A spokesperson for the port said: “We are closing the old quay earlier than we planned.”"
REASSURED = "The letter said that personal data of crews was at risk and that Birch had failed to prevent data leaks."
GERMAN = "Der Hafen von Harbourtown wurde am Montag geschlossen."
ARTICLE = Article(
    "a",
    "Boats",
    "\n".join([OWNED, BARRED, CLAIMED, CALLED, MUST, OPENED, ASKED, NEWER, FOUND, CLOSING, REASSURED, GERMAN]),
)
EVIDENCE = {passage.key: passage for passage in cut(ARTICLE, 2000)}


def why(text: str, *quotes: str) -> Unsupported | None:
    key = next(iter(EVIDENCE))
    return unsupported(DraftClaim(text, tuple(Quotation(key, words) for words in quotes)), EVIDENCE)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Riverbank is owned by Alder, a Danish company.", OWNED),
        ("Alder owns Riverbank.", OWNED),
        ("Alder has denied that it has links to the Danish state.", OWNED),
        ("Riverbank is owned by the Danish company Alder.", OWNED),
        ("Anna Smith is Alder's director.", CLAIMED),
        ("A spokesperson for the port said the old quay was closed earlier than planned.", CLOSING),
        ("Amid safety concerns, the firm Birch was barred from the port of Harbourtown.", BARRED),
        ("Anna Smith claims that no boats were sold.", CLAIMED),
        ("A spokesperson for the port called the sale disappointing.", CALLED),
        ("All boats must be removed within five years.", MUST),
        ("The gate was locked within days of being opened.", OPENED),
        ("Der Hafen von Harbourtown wurde geschlossen.", GERMAN),
    ],
)
def test_what_a_cited_sentence_says_is_held(text: str, quote: str) -> None:
    assert why(text, quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Birch was barred from the port of Harbourtown amid a fraud.", BARRED, Unsupported.NOT_SAID),
        ("Birch was secretly barred from the port.", BARRED, Unsupported.NOT_SAID),
        ("Birch was not barred from the port.", BARRED, Unsupported.CONTRADICTED),
        ("The port was never safe amid concerns.", BARRED, Unsupported.DENIAL_TURNED),
        ("Alder has links to the Danish state.", OWNED, Unsupported.DENIAL_TURNED),
        ("Alder has no links to the Danish state.", OWNED, Unsupported.SPEAKER_LOST),
        ("Anna Smith claims that boats were sold.", CLAIMED, Unsupported.CONTRADICTED),
        ("All boats were removed within five years.", MUST, Unsupported.DOUBT_LOST),
        ("No boats were sold.", CLAIMED, Unsupported.SPEAKER_LOST),
        ("The sale was disappointing.", CALLED, Unsupported.SPEAKER_LOST),
        ("Harbourtown claimed that no boats were sold.", CLAIMED, Unsupported.SPEAKER_CHANGED),
        ("Alder is owned by Riverbank.", OWNED, Unsupported.WORDS_TURNED_ROUND),
        ("The Danish company Riverbank is owned by Alder.", OWNED, Unsupported.WORDS_TURNED_ROUND),
        ("Anna Smith is Alder.", CLAIMED, Unsupported.WORDS_TURNED_ROUND),
        ("A spokesperson for the port said the port was closed earlier.", CLOSING, Unsupported.WORDS_TURNED_ROUND),
        ("A spokesperson for the port said the quay closed the port.", CLOSING, Unsupported.WORDS_TURNED_ROUND),
        ("Birch was barred from the port of Harbourtown because of safety concerns.", BARRED, "words_left_off"),
        ("Riverbank owns Alder.", OWNED, Unsupported.WORDS_TURNED_ROUND),
        ("Riverbank is a Danish company.", OWNED, Unsupported.WORDS_LEFT_OFF),
        ("The gate is open.", OPENED, Unsupported.WORDS_LEFT_OFF),
        ("Birch has not told the crew about the storm.", ASKED, Unsupported.DOUBT_LOST),
        ("The older boats have two engines.", NEWER, Unsupported.WORDS_LEFT_OFF),
        ("Alder has two engines.", NEWER, Unsupported.WORDS_LEFT_OFF),
        ("Rust had weakened a cable.", FOUND, Unsupported.SPEAKER_LOST),
        ("Der Hafen von Harbourtown wurde nicht geschlossen.", GERMAN, Unsupported.DENIAL_TURNED),
        ("El puerto fue cerrado.", BARRED, Unsupported.ANOTHER_LANGUAGE),
        ("港口没有关闭。", BARRED, Unsupported.DENIAL_TURNED),
        ("销售令人失望。", CALLED, Unsupported.SPEAKER_LOST),
    ],
)
def test_what_it_does_not_say_is_not(text: str, quote: str, reason: str) -> None:
    assert why(text, quote) == reason


def test_a_word_that_stands_before_a_denial_too_is_not_taken_for_what_is_denied() -> None:
    assert why("The letter said that personal data of crews was at risk.", REASSURED) is None


def test_two_sentences_do_not_carry_together_what_neither_says() -> None:
    assert why("Riverbank was barred from the port amid safety concerns.", OWNED, BARRED) is Unsupported.NOT_SAID


def test_one_speaker_s_words_are_not_put_in_another_s_mouth() -> None:
    assert why("Anna Smith called the sale disappointing.", CLAIMED, CALLED) is Unsupported.NOT_SAID


def test_a_quotation_that_does_not_stand_is_left_to_verifying() -> None:
    assert why("The port was sold.", "The port was sold.") is None
