"""A claim stands alone: it names whom it means, gives no reason of its own, and jumps over nothing it hangs by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.answer import DraftClaim, Quotation
from retrieval.cutting import cut
from retrieval.wording import tokens_of
from retrieval.writing.causing import adds_a_cause
from retrieval.writing.entailing import left_open
from retrieval.writing.skipping import skips
from retrieval.writing.standing import leans

THEY = "They said that the quay would be closed."
ALDER = "Alder has denied that it has links to the Danish state, its director Anna Smith wrote."
FIRST = "It is not the first time that the port has been closed."
FIRM = "All boats in the port's basin sold by the firm must be removed."
CLOSED = "The port has closed its basin on the island, amid safety concerns."
BECAUSE = "The port closed its basin because of a storm, amid safety concerns."
STRAINED = "The sale has strained Alder's bond with the town, with tempers raised by Denmark's protest last year."
BARRED = "Birch was barred from Harbourtown's old quays within days of the sale."
UNTIL = "The crew had called for the gate to be locked until the council could assure that no boat leaves."
LOCKED = "The account of the port has been locked and all content deleted."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("They said that the quay would be closed.", THEY),
        ("In a letter, they said that the quay would be closed.", THEY),
        ("This said that the quay would be closed.", THEY),
        ("We said that the quay would be closed.", THEY),
        ("The firm has denied that it has links to the Danish state.", ALDER),
        ("It has links to the Danish state.", ALDER),
        ("Its director Anna Smith wrote.", ALDER),
        ("Anna Smith denied that he has links to the Danish state.", ALDER),
        ("All boats sold by the firm must be removed.", FIRM),
        ("The port has closed it.", CLOSED),
        ("The spokesperson said that the quay would be closed.", THEY),
    ],
)
def test_a_claim_that_does_not_say_whom_it_means_leans_on_another_text(claim: str, source: str) -> None:
    assert leans(tokens_of(claim), tokens_of(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Alder has denied that it has links to the Danish state.", ALDER),
        ("It is not the first time that the port has been closed.", FIRST),
        ("There is a port.", FIRST),
        ("It was Alder that denied links to the Danish state.", ALDER),
        ("It is hard to close the port.", FIRST),
        ("Those in the port have closed its basin.", CLOSED),
        ("The port has closed its basin.", CLOSED),
        ("The firm Birch was barred.", BARRED),
        ("The firm of Alder has denied that it has links to the Danish state.", ALDER),
        ("The council said: “They closed the quay.”", THEY),
    ],
)
def test_one_that_does_stands_alone(claim: str, source: str) -> None:
    assert not leans(tokens_of(claim), tokens_of(source))


@pytest.mark.parametrize(
    "claim",
    [
        "The port has closed its basin because of safety concerns.",
        "The port has closed its basin due to safety concerns.",
        "The port has closed its basin, since safety concerns stand.",
        "The port has closed its basin so that safety stands.",
        "Safety concerns stand, thus the port has closed its basin.",
    ],
)
def test_a_reason_that_no_source_gives_is_added(claim: str) -> None:
    assert adds_a_cause(tokens_of(claim), [tokens_of(CLOSED)])


def test_a_reason_that_a_source_gives_is_not_and_gives_no_other() -> None:
    sources = [tokens_of(CLOSED), tokens_of(BECAUSE)]

    assert not adds_a_cause(tokens_of("The port closed its basin due to a storm."), sources)
    assert adds_a_cause(tokens_of("The port closed its basin because of safety concerns."), sources)
    assert not adds_a_cause(tokens_of("The port has been closed since 2020."), sources)
    punished = [tokens_of("The crew was fined for selling a boat.")]
    assert not adds_a_cause(tokens_of("The crew was fined because of selling a boat."), punished)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The sale has strained Denmark's protest.", STRAINED),
        ("The sale has strained tempers.", STRAINED),
        ("The sale has strained Alder's bond with the town last year.", STRAINED),
        ("Birch was barred from Harbourtown.", BARRED),
        ("Birch was barred from Harbourtown's old quays within days.", BARRED),
        ("The crew called for the gate to be locked.", UNTIL),
        ("The account was locked unless content was deleted.", LOCKED),
        ("The account has been deleted.", LOCKED),
        ("Anna wrote to the port's Safety.", "Anna wrote to the port's Safety, Fire and Harbour Committee."),
    ],
)
def test_a_claim_that_jumps_over_what_it_hangs_by_skips(claim: str, source: str) -> None:
    assert skips(tokens_of(claim), tokens_of(source))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The sale has strained Alder's bond with the town.", STRAINED),
        ("Tempers were raised by Denmark's protest last year.", STRAINED),
        ("Birch was barred from Harbourtown's quays.", BARRED),
        ("Birch was barred within days of the sale.", BARRED),
        ("The crew called for the gate to be locked until the council could assure it.", UNTIL),
        ("The account has been locked and all content deleted.", LOCKED),
        ("Anna was born in 1990.", "In 1990, Anna was born."),
    ],
)
def test_one_that_only_leaves_off_modifiers_does_not(claim: str, source: str) -> None:
    assert not skips(tokens_of(claim), tokens_of(source))


@given(st.lists(st.sampled_from("Alder Birch they it its the firm boat was sold by if until 2020 , and of".split())))
def test_what_is_said_as_it_stands_skips_nothing_and_gives_no_reason(words: list[str]) -> None:
    said = tokens_of(" ".join(words))

    assert not skips(said, said)
    assert not adds_a_cause(said, [said])


def test_a_sentence_that_does_not_stand_alone_may_be_quoted() -> None:
    article = Article("a", "Port", f"{THEY} The port is old. {UNTIL}")
    passages = {each.key: each for each in cut(article, 2000)}

    def held(text: str, words: str) -> object:
        return left_open(DraftClaim(text, tuple(Quotation(key, words) for key in passages)), passages)

    assert held(THEY, THEY) is None
    assert held("They said that the quay would be closed", THEY) is None
    assert held("They said the quay would be closed.", THEY) == "not_alone"
    cut_short = "The crew had called for the gate to be locked"
    assert held(f"{cut_short}.", cut_short) == "words_left_off"
