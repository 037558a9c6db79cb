"""Replies to show: any words, places that stand as they do."""

from datetime import date

from hypothesis import strategies as st

from corpus.article import Status
from retrieval.answer import Answer, Citation, Claim, Fallback, NoAnswer, Reason, WrittenBy
from retrieval.passage import Span

CITATION = Citation(
    number=1,
    article_id="storm",
    title="A storm in Harbourtown",
    source="The Gazette",
    published=date(2026, 5, 4),
    url="https://gazette.example/storm",
    start=35,
    end=71,
    quote="Forty boats sank in the old harbour.",
)
SPOKEN = Citation(
    number=2,
    article_id="storm",
    title="A storm in Harbourtown",
    source=None,
    published=None,
    url=None,
    start=140,
    end=169,
    quote="Nobody was hurt in the night.”",
    attribution=Span(73, 103),
    attribution_quote="A spokesperson for the port said:",
)
ANSWER = Answer(
    question="How many boats sank?",
    claims=(Claim("Forty boats sank in the old harbour.", (1,)),),
    citations=(CITATION,),
    confidence=0.87654,
    edition="0123456789abcdef",
    timings_ms={"embed": 10.126, "find": 2.0},
)
NO_ANSWER = NoAnswer(
    question="Who sank them?",
    reason=Reason.NOT_IN_SOURCES,
    confidence=0.1,
    nearest=(CITATION, SPOKEN),
    edition="0123456789abcdef",
    timings_ms={"embed": 10.0},
)

WORDS = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x07\r\n\t\u202e\u2066\u200f\u061c\ufeff\u00ad\u200b\u2028[]:😀👨👩e議ｱ\u0301"),
        st.sampled_from("abc   "),
    ),
    max_size=300,
)


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    """A citation with any words in every place where an article's words can come to stand."""
    start = draw(st.integers(0, 10**7))
    spoken = draw(st.booleans())
    return Citation(
        number=number,
        article_id=draw(WORDS),
        title=draw(WORDS),
        source=draw(st.none() | WORDS),
        published=draw(st.none() | st.dates()),
        url=draw(st.none() | WORDS),
        start=start,
        end=start + draw(st.integers(1, 10**4)),
        quote=draw(WORDS),
        attribution=Span(*draw(st.sampled_from([(0, 5), (10**8, 10**8 + 5)]))) if spoken else None,
        attribution_quote=draw(WORDS) if spoken else None,
        status=draw(st.sampled_from([None, *Status])),
        superseded_by=draw(st.none() | WORDS),
        successor=draw(st.none() | WORDS),
    )


@st.composite
def replies(draw: st.DrawFn) -> Answer | NoAnswer:
    """A reply of either kind with any words in it."""
    cited = tuple(draw(citations(number)) for number in range(1, draw(st.integers(1, 3)) + 1))
    confidence, edition, written_by = draw(st.floats(0, 1)), "0123456789abcdef", draw(st.sampled_from(WrittenBy))
    fallback = draw(st.none() | st.sampled_from(Fallback)) if written_by is WrittenBy.QUOTES else None
    if draw(st.booleans()):
        claims = tuple(
            Claim(
                draw(st.just(citation.quote) | WORDS),
                (citation.number,),
                draw(st.none() | WORDS) if written_by is WrittenBy.MODEL else None,
            )
            for citation in cited
        )
        disagreement = draw(st.sampled_from([(), tuple(reversed(range(1, len(cited) + 1)))]))
        return Answer(
            draw(WORDS), claims, cited, confidence, edition, 0, {"find": 1.0}, disagreement, written_by, fallback
        )
    reason = draw(st.sampled_from(Reason))
    return NoAnswer(draw(WORDS), reason, confidence, cited, edition, 0, {}, written_by, fallback)
