"""Draft quotations -> the places in the articles where they stand, and the numbered citations of these. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from retrieval.answer import Citation, Quotation
from retrieval.attributing import words_between
from retrieval.blocks import Block, Gap
from retrieval.errors import UnknownEvidenceError
from retrieval.normalising import cuts_a_word, normalise, places_of
from retrieval.passage import Passage, Sentence, Span
from retrieval.speech import quotations_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLAUSE_END = re.compile(r"[;:]|, (?:and|but|while|who|which|so|after|as|when|where|since|because|though)\b(?=[^,]*$)")
_CLOSING_MARK = re.compile('[”»」』"]')
_TURNING_WORDS = (
    "not no never nor neither cannot without hardly barely scarcely nobody nothing none unlikely untrue false falsely "
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected fail fails failed failing "
    "if unless whether"
)
_TURNING = frozenset(_TURNING_WORDS.split())


class Refusal(StrEnum):
    """Why words are not quoted."""

    EMPTY = "quote_empty"
    NOT_FOUND = "quote_not_found"
    CUT = "quote_cut"


@dataclass(frozen=True, slots=True)
class Cited:
    """Words found in an article: ``span`` of its text, and the span that names who speaks where they begin."""

    passage: Passage
    span: Span
    attribution: Span | None

    @property
    def quote(self) -> str:
        """The article's own words."""
        return self.span.of(self.passage.article.text)

    @property
    def attribution_quote(self) -> str | None:
        """The article's own words for who speaks."""
        return self.attribution.of(self.passage.article.text) if self.attribution else None


def locate(quotation: Quotation, evidence: Mapping[str, Passage]) -> Cited | Refusal:
    """Find a quotation, word for word after ``normalising``, in the one passage that it names.

    It must have a letter or digit, begin and end between words, and touch a sentence: headings are not quoted by
    themselves. Words from the middle of a sentence must not leave off an English "not", "denied" or the like that
    stands before them in their clause. Raises UnknownEvidenceError for a key that was not offered.
    """
    passage = evidence.get(quotation.evidence_key)
    if passage is None:
        raise UnknownEvidenceError(
            f"a draft cites {quotation.evidence_key!r}, which is none of the {len(evidence)} passages it was given"
        )
    words = normalise(quotation.words)
    if not any(character.isalnum() for character in words.text):
        return Refusal.EMPTY
    text = normalise(passage.text)
    refusal = Refusal.NOT_FOUND
    for place in places_of(words, text):
        begin, end = passage.span.start + place.start, passage.span.start + place.end
        touched = [s for s in passage.sentences if s.span.start < end and begin < s.span.end]
        if not touched:
            continue
        first, last = touched[0], touched[-1]
        cut = (begin != first.span.start and cuts_a_word(text.text, place.normal_start)) or (
            end != last.span.end and cuts_a_word(text.text, place.normal_end)
        )
        if cut or _leaves_off_a_turn(passage.article.text, first.span, begin):
            refusal = Refusal.CUT
            continue
        return Cited(passage, Span(begin, end), _speaker(passage.article.text, first, begin))
    return refusal


def numbered(cited: Iterable[Cited]) -> dict[Cited, Citation]:
    """Return the citations of these places, numbered from 1 by first use; the same place is cited once."""
    places: dict[tuple[str, Span], Citation] = {}
    citations: dict[Cited, Citation] = {}
    for item in cited:
        place = (item.passage.article.id, item.span)
        citations[item] = places.setdefault(place, _citation(item, len(places) + 1))
    return citations


def _citation(cited: Cited, number: int) -> Citation:
    article = cited.passage.article
    return Citation(
        number=number,
        article_id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        start=cited.span.start,
        end=cited.span.end,
        quote=cited.quote,
        attribution=cited.attribution,
        attribution_quote=cited.attribution_quote,
        status=article.status.value if article.status else None,
        superseded_by=article.superseded_by,
    )


def _leaves_off_a_turn(text: str, sentence: Span, begin: int) -> bool:
    """Tell whether words that turn the meaning stand before the quote in its clause."""
    if begin <= sentence.start:
        return False
    before = _CLAUSE_END.split(normalise(text[sentence.start : begin]).text.lower())[-1]
    return any(word in _TURNING or word.endswith("n't") for word in _WORD.findall(before))


def _speaker(text: str, sentence: Sentence, begin: int) -> Span | None:
    """Return who speaks where a quote begins, which may be later than its sentence does."""
    resume = sentence.span.start
    if sentence.attribution:
        closing = _CLOSING_MARK.search(text, resume + 1, max(begin, resume + 1))
        if closing is None:
            return sentence.attribution
        resume = closing.end()
    for spoken in quotations_of(text, [Block(resume, sentence.span.end, Gap.HEADING, resume)]):
        if spoken.start <= begin < spoken.end and begin > sentence.span.start:
            lead = words_between(text, sentence.span.start, spoken.start, keep_end=True)
            return lead or words_between(text, spoken.end, sentence.span.end)
    return None
