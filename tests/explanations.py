"""Explanations to show: one of each thing that can come about, and any words in every place."""

from hypothesis import strategies as st

from retrieval.answer import DraftClaim, Quotation
from retrieval.explaining import Attempt, Dropped, Explanation, Hit, Sentence
from retrieval.usage import Usage
from tests.replies import WORDS

EXPLANATION = Explanation(
    question="And how many of them?",
    standalone="How many boats sank in Harbourtown?",
    searched=("How many boats sank in Harbourtown?", "boats Harbourtown"),
    hits=(
        Hit("storm", "A storm in Harbourtown", 0, 130, 0.91, 0.83),
        Hit("later", "After the storm", 20, 90, 0.4, 0.31, carried=True),
    ),
    sentences=(Sentence("storm", "Forty boats sank in the old harbour.", 3.25),),
    confidence=0.876,
    attempts=(
        Attempt("rewrite", '{"question": "How many boats sank in Harbourtown?"}', (), (), "", Usage(210, 14), 180.4),
        Attempt("draft", "Sure! Here you go", (), (), "there was no JSON object in it", Usage(900, 8), 400.0),
        Attempt(
            "draft",
            '{"in_sources": true, "claims": []}',
            (
                DraftClaim(
                    "Forty boats sank.",
                    (Quotation("storm:0-130", "Forty boats sank in the old harbour."),),
                    "Vierzig Boote sanken.",
                ),
                DraftClaim("The mayor sank them.", (Quotation("storm:0-130", "The mayor promised new walls."),)),
            ),
            (Dropped("The mayor sank them.", "not_said"), Dropped("Forty boats sank.", "translation_number")),
            "",
            Usage(1100, 90, estimated=True),
            812.0,
        ),
    ),
)

_SHARE, _COUNT = st.floats(0, 1), st.integers(0, 10**6)


def explanations() -> st.SearchStrategy[Explanation]:
    """Explanations with any words in every place where somebody's words can come to stand."""
    claims = st.builds(
        DraftClaim, WORDS, st.lists(st.builds(Quotation, WORDS, WORDS), max_size=3).map(tuple), st.none() | WORDS
    )
    attempts = st.builds(
        Attempt,
        st.sampled_from(["rewrite", "draft"]),
        WORDS,
        st.lists(claims, max_size=2).map(tuple),
        st.lists(st.builds(Dropped, WORDS, WORDS), max_size=2).map(tuple),
        WORDS,
        st.builds(Usage, _COUNT, _COUNT, st.booleans()),
        st.floats(0, 10**5),
    )
    return st.builds(
        Explanation,
        WORDS,
        st.none() | WORDS,
        st.lists(WORDS, max_size=2).map(tuple),
        st.lists(st.builds(Hit, WORDS, WORDS, _COUNT, _COUNT, _SHARE, _SHARE, st.booleans()), max_size=3).map(tuple),
        st.lists(st.builds(Sentence, WORDS, WORDS, st.floats(-100, 100)), max_size=3).map(tuple),
        _SHARE,
        st.lists(attempts, max_size=2).map(tuple),
    )
