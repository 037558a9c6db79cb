"""What was not verified cannot be shown: trying hard to smuggle a false word through."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from retrieval.answer import Draft, DraftClaim, Quotation
from retrieval.cutting import cut
from retrieval.normalising import normalise
from retrieval.passage import Passage, Sentence
from retrieval.verifying import Checked, DropReason, verify

TEXT = (
    "The UK Parliament has shut down its account on TikTok, amid security concerns.\n"
    "A group of 24 MPs, led by Iain Duncan Smith, paid £1,000 on 3 August and called it “disappointing”.\n"
    "A spokesperson for Parliament said: “We are closing the pilot earlier than planned.\n"
    "“It was a pilot initiative to reach 5 million young people.”\n"
    "TikTok’s Theo Bertram wrote to the BBC, and Liz Truss wants a crackdown. Nobody in China replied to Mr. Bertram.\n"
)
ARTICLE = Article("story", "UK Parliament closes TikTok account", TEXT, published=date(2022, 8, 4))
PASSAGES = cut(ARTICLE, 300)
EVIDENCE = {passage.key: passage for passage in PASSAGES}
SENTENCES = [(passage, s) for passage in PASSAGES for s in passage.sentences]
MPS = "A group of 24 MPs, led by Iain Duncan Smith, paid £1,000 on 3 August and called it “disappointing”."
PILOT = "“It was a pilot initiative to reach 5 million young people.”"
LETTER = "TikTok’s Theo Bertram wrote to the BBC, and Liz Truss wants a crackdown."
SHUT = "The UK Parliament has shut down its account on TikTok, amid security concerns."


def key_of(words: str) -> str:
    return next(key for key, passage in EVIDENCE.items() if words in passage.text)


def check(text: str, *quotes: str) -> Checked:
    return verify(Draft((DraftClaim(text, tuple(Quotation(key_of(quote), quote) for quote in quotes)),)), EVIDENCE)


def reason(text: str, *quotes: str) -> DropReason | None:
    checked = check(text, *quotes)
    assert len(checked.claims) + len(checked.dropped) == 1
    return checked.dropped[0].reason if checked.dropped else None


@pytest.mark.parametrize(("passage", "sentence"), SENTENCES)
def test_each_sentence_of_an_article_passes_as_a_claim_with_and_without_its_speaker(
    passage: Passage, sentence: Sentence
) -> None:
    words = sentence.span.of(TEXT)
    lead = f"{sentence.attribution.of(TEXT)} " if sentence.attribution else ""
    for text in (words, lead + words):
        draft = Draft((DraftClaim(text, (Quotation(passage.key, words),)),))
        checked = verify(draft, EVIDENCE)
        assert [claim.text for claim in checked.claims] == [text]
        assert checked.citations[0].quote == words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The account was closed because of security concerns.", SHUT),
        ("The UK Parliament closed it.", SHUT),
        ("In its letter, Parliament's 24 MPs called it 'disappointing,' having paid £1000.", MPS),
        ("On August 3, Iain Duncan Smith's group paid £1,000.", MPS),
        ("In August 2022 it was called “disappointing”.", MPS),
        ("On 4 August 2022 the account was closed.", SHUT),
        ("A spokesperson for Parliament said it was to reach five million people.", PILOT),
        ("Theo Bertram of TikTok wrote a letter.", LETTER),
        ("According to the BBC, it was sent.", LETTER),
    ],
)
def test_a_claim_that_stays_inside_its_quote_is_kept(text: str, quote: str) -> None:
    assert reason(text, quote) is None


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("25 MPs objected.", MPS, "number"),
        ("Some 240 MPs objected.", MPS, "number"),
        ("Some ２４ MPs objected.", MPS, "number"),
        ("Two MPs objected.", MPS, "number"),
        ("Dozens of MPs objected.", MPS, "number"),
        ("They paid $1,000.", MPS, "number"),
        ("They paid £1,000 million.", MPS, "number"),
        ("They paid 1.000.", MPS, "number"),
        ("They made up 24% of all.", MPS, "number"),
        ("They made up 24 percent.", MPS, "number"),
        ("It reached -5 million.", PILOT, "number"),
        ("It reached 5 billion people.", PILOT, "number"),
        ("It reached 5 people.", PILOT, "number"),
        ("It was ½ done.", PILOT, "number"),
        ("有五千人。", PILOT, "number"),
        ("On 4 July it was paid.", MPS, "date"),
        ("On 3 August 2021 it was paid.", MPS, "date"),
        ("It was paid in September.", MPS, "date"),
        ("It was paid in 2019.", MPS, "date"),
        ("It was paid on 2022-08-05.", MPS, "date"),
        ("The letter was sent by Boris Johnson.", LETTER, "name"),
        ("A letter was sent by Theo Truss.", LETTER, "name"),
        ("Boris Truss wants it.", LETTER, "name"),
        ("A letter by Mr. Johnson was sent.", LETTER, "name"),
        ("A letter to the bBC was sent.", LETTER, "name"),
        ("A letter by Liz Тruss.", LETTER, "name"),
        ("FaceBook wrote a letter.", LETTER, "name"),
        ("China wrote a letter.", LETTER, "name"),
        ("It was called “appalling”.", MPS, "words"),
        ("It was called 'appalling'.", MPS, "words"),
        ("It was called ‘appalling’.", MPS, "words"),
        ("It was called «appalling».", MPS, "words"),
        ("It was called ``appalling''.", MPS, "words"),
        ('It was called ""appalling"".', MPS, "words"),
        ('The 5" pipe" was called "appalling".', MPS, "words"),
        ('It was called "Disappointing".', MPS, "words"),
        ("It was called “appalling and never closed", MPS, "words"),
        ("It was “closing … initiative”.", PILOT, "words"),
        ("The account was \u202edesolc.", SHUT, "hidden"),
        ("…", SHUT, "says_nothing"),
        ("", SHUT, "says_nothing"),
    ],
)
def test_a_claim_that_says_more_than_its_quote_is_dropped(text: str, quote: str, why: str) -> None:
    found = reason(text, quote)
    assert found is not None
    assert found.value.startswith(why)


def test_quoted_words_may_begin_small_where_their_source_begins_large_and_in_nothing_else_otherwise() -> None:
    assert reason("They are “a group of 24 MPs”.", MPS) is None
    assert reason("They are “a group of 24 mps”.", MPS) is DropReason.WORDS_NOT_QUOTED
    assert reason("They called it “Disappointing”.", MPS) is DropReason.WORDS_NOT_QUOTED


def test_a_claim_without_a_citation_is_dropped() -> None:
    assert reason("The account was closed.") is DropReason.NO_CITATION


def test_a_claim_that_cites_an_unknown_key_is_dropped_and_told() -> None:
    checked = verify(Draft((DraftClaim("It closed.", (Quotation("7", "It closed."),)),)), EVIDENCE)
    assert [item.reason for item in checked.dropped] == [DropReason.UNKNOWN_EVIDENCE]


def test_one_bad_quotation_drops_the_whole_claim() -> None:
    good, bad = Quotation(key_of(SHUT), SHUT), Quotation(key_of(SHUT), "It was never opened.")
    checked = verify(Draft((DraftClaim("It closed.", (good, bad)),)), EVIDENCE)
    assert (checked.claims, checked.citations) == ((), ())


def test_a_dropped_claim_leaves_no_citation_and_no_gap_in_the_numbers() -> None:
    claims = (
        DraftClaim("It cost 9 pounds.", (Quotation(key_of(MPS), MPS),)),
        DraftClaim(PILOT, (Quotation(key_of(PILOT), PILOT),)),
        DraftClaim("It closed.", (Quotation(key_of(SHUT), SHUT), Quotation(key_of(PILOT), PILOT))),
    )
    checked = verify(Draft(claims), EVIDENCE)
    assert [claim.citations for claim in checked.claims] == [(1,), (2, 1)]
    assert [citation.number for citation in checked.citations] == [1, 2]
    assert [item.reason for item in checked.dropped] == [DropReason.NUMBER_NOT_CITED]


def test_a_name_may_stand_in_the_speaker_or_the_title_but_not_in_another_passages_words() -> None:
    assert reason("Parliament wanted to reach people.", PILOT) is None
    assert reason("The UK wanted to reach people on TikTok.", PILOT) is None
    assert reason("To reach people, it asked Theo Bertram.", PILOT) is DropReason.NAME_NOT_CITED


WORDS = st.one_of(st.sampled_from([*TEXT.split(), "July", "“", "5", "10%", "Ann"]), st.text(max_size=8))
QUOTES = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=8).map(" ".join),
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 120)).map(lambda at: TEXT[at[0] : at[0] + at[1]]),
)
TRUE_QUOTATIONS = st.sampled_from([Quotation(passage.key, s.span.of(TEXT)) for passage, s in SENTENCES])
QUOTATIONS = st.one_of(TRUE_QUOTATIONS, st.builds(Quotation, st.sampled_from([*EVIDENCE, "unknown"]), QUOTES))
CLAIMS = st.builds(DraftClaim, QUOTES, st.lists(QUOTATIONS, max_size=3).map(tuple))


@given(st.lists(CLAIMS, max_size=4).map(tuple))
def test_whatever_a_draft_says_every_citation_shown_is_a_slice_of_a_passage_it_cited(
    claims: tuple[DraftClaim, ...],
) -> None:
    checked = verify(Draft(claims), EVIDENCE)
    assert len(checked.claims) + len(checked.dropped) == len(claims)
    cited = [EVIDENCE[q.evidence_key].span for claim in claims for q in claim.quotations if q.evidence_key in EVIDENCE]
    for citation in checked.citations:
        assert citation.quote == TEXT[citation.start : citation.end]
        assert any(span.start <= citation.start and citation.end <= span.end for span in cited)
        if citation.attribution:
            assert citation.attribution_quote == citation.attribution.of(TEXT)
    numbers = [number for claim in checked.claims for number in claim.citations]
    assert sorted(set(numbers)) == [citation.number for citation in checked.citations]
    assert all(claim.citations for claim in checked.claims)


@st.composite
def articles(draw: st.DrawFn) -> Passage:
    pieces = st.sampled_from(["We go. ", "“", "”", "‘a’ ", '"', "’", "5 ", "5% ", "-5", "Ann Lee ", "said: ", "\n",
                              "é", "我们", "May ", "3 May 2020 ", "é\u0301", "(", "…",
                              "–", "'", "\u200b", "\u202e", ",000", "U.S. "])  # fmt: skip
    text = draw(st.one_of(st.lists(pieces, min_size=1, max_size=30).map("".join), st.text(min_size=1, max_size=80)))
    passages = cut(Article("any", "Any", text), 60)
    assume(passages)
    return draw(st.sampled_from(passages))


@settings(deadline=None)  # the first long sentence imports the splitter
@given(articles())
def test_every_sentence_of_any_article_passes_as_its_own_quotation(passage: Passage) -> None:
    text = passage.article.text
    for sentence in passage.sentences:
        words = sentence.span.of(text)
        assume(any(map(str.isalnum, normalise(words).text)))
        checked = verify(Draft((DraftClaim(words, (Quotation(passage.key, words),)),)), {passage.key: passage})
        assert checked.dropped == ()
        assert normalise(checked.citations[0].quote).text == normalise(words).text


ALPHABET = "abcXYZ 015.,%£-’”é\u0301а\u202e１"


@given(
    st.sampled_from(SENTENCES),
    st.integers(0, 200),
    st.sampled_from(["swap", "drop", "add", "turn"]),
    st.sampled_from(ALPHABET),
)
def test_a_changed_quote_is_never_found_unless_it_stands_there_too(
    pair: tuple[Passage, Sentence], at: int, how: str, character: str
) -> None:
    passage, sentence = pair
    words = sentence.span.of(TEXT)
    at %= len(words)
    changed = {
        "swap": words[:at] + character + words[at + 1 :],
        "drop": words[:at] + words[at + 1 :],
        "add": words[:at] + character + words[at:],
        "turn": words[:at] + words[at : at + 1].swapcase() + words[at + 1 :],
    }[how]
    assume(normalise(changed).text not in normalise(passage.text).text)
    checked = verify(Draft((DraftClaim("It closed.", (Quotation(passage.key, changed),)),)), EVIDENCE)
    assert checked.citations == ()
    assert checked.dropped[0].reason in (DropReason.QUOTE_NOT_FOUND, DropReason.QUOTE_EMPTY)


@given(st.sampled_from(SENTENCES), st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True))
def test_a_quote_with_words_left_out_of_its_middle_is_never_found(
    pair: tuple[Passage, Sentence], gaps: list[int]
) -> None:
    passage, sentence = pair
    words = sentence.span.of(TEXT).split()
    left = [word for number, word in enumerate(words) if number not in gaps or number in (0, len(words) - 1)]
    assume(len(left) < len(words))
    draft = Draft((DraftClaim("It closed.", (Quotation(passage.key, " ".join(left)),)),))
    assert verify(draft, EVIDENCE).citations == ()
