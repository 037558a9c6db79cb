"""A claim and a sentence: what is the same, what is otherwise, and what cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.comparing import Difference, DifferenceKind, Verdict
from retrieval.cutting import cut
from retrieval.evidence import Candidate
from retrieval.judging import judge
from tests.newsprint import ELECTION, GARDEN, STORM

TEXT = (
    "Forty boats sank in the old harbour on Monday. The bridge was closed by Mayor Anna Smith in July 2021. "
    "Rose Bank, a Swiss company, which has previously denied that it lost 5 million dollars, employs 300 people. "
    "The port could reopen if the storm ends. The former minister praised the crew of the ship. "
    "All fish on the market was sold. The crane fell on Anna's new car. "
    "All windows were broken, but nobody was hurt. Fishermen did not leave the village before dawn."
)


def sentences_of(*articles: Article) -> list[Candidate]:
    return [
        Candidate(passage, sentence, 0.0)
        for article in articles
        for passage in cut(article, 700)
        for sentence in passage.sentences
    ]


HARBOUR = sentences_of(Article("harbour", "After the storm", TEXT))
SPOKEN = sentences_of(STORM)


@pytest.mark.parametrize(
    "claim",
    [
        "Forty boats sank in the old harbour on Monday.",
        "40 boats sank in the old harbour.",
        "forty boats sank on monday",
        "Mayor Anna Smith closed the bridge in July 2021.",
        "Mayor Anna Smith shut down the bridge.",
        "The bridge was closed by Mayor Anna Smith.",
        "Rose Bank is a Swiss company.",
        "Rose Bank has denied that it lost 5 million dollars.",
        "The port could reopen if the storm ends.",
        "All windows were broken.",
        "Fishermen didn't leave the village before dawn.",
    ],
)
def test_what_the_sentence_says_in_its_words_is_supported(claim: str) -> None:
    verdict, difference, sentence = judge(claim, HARBOUR)
    assert (verdict, difference) == (Verdict.SUPPORTED, None)
    assert sentence in HARBOUR


@pytest.mark.parametrize(
    ("claim", "kind", "claimed", "stated"),
    [
        ("Thirty boats sank in the old harbour.", "number", "Thirty", "Forty"),
        ("41 boats sank in the old harbour.", "number", "41", "Forty"),
        ("Forty boats sank in the old harbour on Tuesday.", "date", "Tuesday", "Monday"),
        ("The bridge was closed by Mayor Anna Smith in July 2019.", "date", "2019", "2021"),
        ("The bridge was closed by Mayor Anna Smith in March 2021.", "date", "March", "July"),
        ("Forty boats did not sink in the old harbour.", "negation", "not", ""),
        ("Fishermen did leave the village before dawn.", "negation", "", "not"),
        ("Fishermen did not leave the village after dawn.", "word", "after", "before"),
        ("Rose Bank has confirmed that it lost 5 million dollars.", "word", "confirmed", "denied"),
    ],
)
def test_one_number_date_not_or_opposite_apart_is_contradicted(
    claim: str, kind: str, claimed: str, stated: str
) -> None:
    verdict, difference, sentence = judge(claim, HARBOUR)
    assert (verdict, difference) == (Verdict.CONTRADICTED, Difference(DifferenceKind(kind), claimed, stated))
    assert sentence in HARBOUR


@pytest.mark.parametrize(
    "claim",
    [
        "Forty ferries sank in the old harbour.",  # another word
        "Forty boats sank in the old harbour in Riverside.",  # a place more
        "Mayor Anna Jones closed the bridge.",  # another name
        "The bridge closed Mayor Anna Smith.",  # turned round
        "Rose Bank lost 5 million dollars.",  # it denies that
        "Rose Bank lost 5 dollars.",
        "The port could reopen.",  # only if
        "The port reopens.",
        "The minister praised the crew of the ship.",  # the former one
        "The minister praised the ship.",  # its crew
        "Nobody praised the crew of the ship.",
        "All windows of the village were broken.",
        "All fish was sold.",  # only that on the market
        "The crane fell on Anna.",  # on her car
        "She closed the bridge in July 2021.",  # who is she?
        "The harbour sank.",
        "The bridge was opened by Mayor Anna Smith.",  # it may have been, before
        "",
        "—",
    ],
)
def test_whatever_else_it_is_the_corpus_does_not_speak_of_it(claim: str) -> None:
    assert judge(claim, HARBOUR) == (Verdict.NOT_SPOKEN_OF, None, None)


def test_what_somebody_says_is_said_by_the_corpus_only_if_the_claim_names_them() -> None:
    assert judge("Nobody was hurt in the night.", SPOKEN)[0] is Verdict.NOT_SPOKEN_OF
    assert judge("Somebody was hurt in the night.", SPOKEN)[0] is Verdict.NOT_SPOKEN_OF
    assert judge("The mayor said that nobody was hurt in the night.", SPOKEN)[0] is Verdict.NOT_SPOKEN_OF
    for claim in (
        "A spokesperson for the port said that nobody was hurt in the night.",
        "According to a spokesperson for the port, nobody was hurt in the night.",
    ):
        assert judge(claim, SPOKEN)[0] is Verdict.SUPPORTED


def test_a_sentence_that_supports_counts_before_one_that_says_otherwise() -> None:
    both = sentences_of(Article("a", "A", "Forty boats sank."), Article("b", "B", "Thirty boats sank."))
    for claim in ("Forty boats sank.", "Thirty boats sank."):
        verdict, _, sentence = judge(claim, both)
        assert verdict is Verdict.SUPPORTED
        assert sentence is not None
        assert sentence.words == claim


@pytest.mark.parametrize("claim", ["Vierzig Boote sanken im alten Hafen.", "四十艘船在旧港口沉没。"])
def test_in_another_language_nothing_is_judged_unless_it_stands_there(claim: str) -> None:
    assert judge(claim, HARBOUR)[0] is Verdict.NOT_SPOKEN_OF
    assert judge(claim, sentences_of(Article("own", "Hafen", claim)))[0] is Verdict.SUPPORTED


@given(st.data())
def test_a_sentence_of_the_article_is_supported_whatever_number_it_has_and_not_with_another(
    data: st.DataObject,
) -> None:
    said, claimed = data.draw(st.integers(2, 10_000)), data.draw(st.integers(2, 10_000))
    (sentence,) = sentences_of(Article("n", "N", f"The storm destroyed {said} houses in Riverside."))
    verdict, difference, _ = judge(f"The storm destroyed {claimed} houses in Riverside.", [sentence])
    if said == claimed:
        assert verdict is Verdict.SUPPORTED
    else:
        assert verdict is not Verdict.SUPPORTED
        assert difference is None or difference.kind in (DifferenceKind.NUMBER, DifferenceKind.DATE)


@given(st.text(), st.text(min_size=1))
def test_no_text_makes_it_stumble(claim: str, text: str) -> None:
    judge(claim, [*sentences_of(Article("t", "T", text)), *sentences_of(ELECTION, GARDEN)])


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The vaccine is safe for adults, untested in children.", "The vaccine is safe in children."),
        ("The pool is open to members, closed to visitors.", "The pool is open to visitors."),
        ("Bus 4 runs at night, except on Fridays.", "Bus 4 runs at night on Fridays."),
        ("Prices rose in March, fell in April.", "Prices rose in April."),
        ("The road to Elm is safe only in summer.", "The road to Elm is safe."),
        ("The team won in Rome, lost in Milan.", "The team won in Milan."),
        ("The bakery opened at six, the butcher at nine.", "The bakery opened at nine."),
    ],
)
def test_what_hangs_on_another_word_or_is_an_exception_is_not_supported(sentence: str, claim: str) -> None:
    verdict, _, _ = judge(claim, sentences_of(Article("pairs", "Pairs", sentence)))
    assert verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize("wrote", ["had also written", "wrote"])
def test_what_somebody_claims_to_another_is_not_told_as_claimed_by_that_other(wrote: str) -> None:
    text = "The mayor of the port, Anna Smith, {} to Parliament's Energy, Work and Fishing Committee, claiming that {}."
    letter = sentences_of(Article("letter", "A letter", text.format(wrote, "the bridge was closed")))

    assert judge("Anna Smith claimed that the bridge was closed.", letter)[0] is Verdict.SUPPORTED
    assert judge("The Fishing Committee claimed that the bridge was closed.", letter)[0] is Verdict.NOT_SPOKEN_OF
