"""Article -> Passages: whole sentences packed together, every offset proved because nothing is ever searched."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.article import Article
from retrieval.attributing import attributions
from retrieval.blocks import Gap, blocks_of
from retrieval.passage import Passage, Sentence, Span
from retrieval.sentence_ends import sentence_ends
from retrieval.speech import speech_of

_WORD = re.compile(r"[^\W\d_]|\d[^\W_]")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_LIST_NUMBER = re.compile(r"\s*\(?\w{1,3}[.)]\s*\Z")
_PLACES_TO_BREAK = ["; ", "；", ", ", "，", "、", "،", " ", ""]
_INSIDE_PARAGRAPH = 0
_INSIDE_QUOTATION = -1


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence to pack: how good it is to break before it, and where the headings above it begin."""

    sentence: Sentence
    lead: int
    rank: int

    @property
    def end(self) -> int:
        return self.sentence.span.end


def cut(article: Article, passage_characters: int) -> tuple[Passage, ...]:
    """Return the passages of an article, in order: whole sentences, at most ``passage_characters`` together.

    Every letter and digit of the article is in exactly one sentence, but for those of headings: these are inside the
    span of the passage they head or divide, never a sentence that could be quoted. A sentence longer than a passage
    is cut where its quotations' own sentences end, then at commas or blanks. Passages break by preference at
    headings, blank lines and line ends. An article without a sentence has no passage.
    """
    text = article.text
    blocks = blocks_of(text)
    spans: list[Span] = []
    paragraphs: list[int] = []
    for number, block in enumerate(blocks):
        found = _sentences(text, block.start, block.end, article.language, passage_characters)
        spans.extend(found)
        paragraphs.extend([number] * len(found))
    speakers = attributions(text, spans, paragraphs, speech_of(text, blocks))
    units: list[_Unit] = []
    for position, (span, paragraph, speaker) in enumerate(zip(spans, paragraphs, speakers, strict=True)):
        first = position == 0 or paragraphs[position - 1] != paragraph
        block = blocks[paragraph]
        lead = block.lead if first and span.end - block.lead <= passage_characters else span.start
        rank = int(block.gap) if first else _INSIDE_PARAGRAPH
        units.append(_Unit(Sentence(span, speaker), lead, _INSIDE_QUOTATION if speaker else rank))
    return tuple(
        Passage(article, Span(group[0].lead, group[-1].end), tuple(unit.sentence for unit in group))
        for group in _pack(units, passage_characters)
    )


def _sentences(text: str, start: int, end: int, language: str | None, limit: int) -> list[Span]:
    """Return the sentences of one paragraph, none longer than the limit, all that can be quoted by itself."""
    paragraph = text[start:end]
    ends = _joined(paragraph, sentence_ends(paragraph, language))
    spans: list[Span] = []
    begin = 0
    for stop in ends:
        if stop - begin <= limit:
            pieces = [stop]
        else:
            pieces = [begin + piece for piece in _shortened(paragraph[begin:stop], language, limit)]
        for piece in pieces:
            span = _stripped(paragraph, begin, piece)
            if span:
                spans.append(Span(start + span.start, start + span.end))
            begin = piece
    return spans


def _joined(paragraph: str, ends: Sequence[int]) -> list[int]:
    """Return the ends without those of wordless pieces: marks go to the sentence before, a list number ahead."""
    kept: list[int] = []
    begin = looked = 0
    spoken = False  # whether a letter or digit stands between ``begin`` and ``looked``: none is looked for twice
    for end in ends:
        spoken = spoken or _ALPHANUMERIC.search(paragraph, looked, end) is not None
        looked = end
        if end != ends[-1] and _LIST_NUMBER.match(paragraph, begin, end):
            continue
        if kept and not spoken:
            kept[-1] = end
        elif spoken or end == ends[-1]:
            kept.append(end)
        else:
            continue
        begin, spoken = end, False
    return kept


def _shortened(sentence: str, language: str | None, limit: int) -> Iterator[int]:
    """Yield where to cut a sentence that is too long: the ends of pieces not longer than the limit."""
    begin = 0
    for end in _joined(sentence, sentence_ends(sentence, language, inside_quotations=True)):
        if end - begin > limit:
            yield from (begin + cut_at for cut_at in _split(sentence[begin:end], limit))
        yield end
        begin = end


def _split(words: str, limit: int) -> list[int]:
    """Return the inner places to cut, by langchain's splitter; its offsets are taken only where they hold."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # seconds: only for those who need it

    splitter = RecursiveCharacterTextSplitter(
        separators=_PLACES_TO_BREAK, keep_separator="end", chunk_size=limit, chunk_overlap=0, add_start_index=True
    )
    places: list[int] = []
    begin = 0
    for chunk in splitter.create_documents([words]):
        place = chunk.metadata["start_index"]
        if begin < place < len(words):
            places.extend(range(begin + limit, place, limit))
            places.append(place)
            begin = place
    places.extend(range(begin + limit, len(words), limit))
    return places


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    body = piece.strip()
    if not body:
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return Span(begin, begin + len(body))


def _pack(units: Sequence[_Unit], limit: int) -> list[Sequence[_Unit]]:
    """Return runs of units, each at most ``limit`` characters long and, where the text allows, at least half of it."""
    if not units:
        return []
    bounds = [0]
    for position, unit in enumerate(units):
        if position == bounds[-1]:
            continue
        if unit.rank == Gap.HEADING and 2 * (units[position - 1].end - units[bounds[-1]].lead) >= limit:
            bounds.append(position)
        while unit.end - units[bounds[-1]].lead > limit and bounds[-1] < position:
            bounds.append(_best_break(units, bounds[-1], position, limit))
    _level_tail(units, bounds, limit)
    return [units[first:last] for first, last in zip(bounds, [*bounds[1:], len(units)], strict=True)]


def _best_break(units: Sequence[_Unit], first: int, last: int, limit: int) -> int:
    """Return the best unit in ``first + 1 .. last`` to begin the next run with: the latest of the best rank."""
    begin = units[first].lead
    filled = (position for position in range(last, first, -1) if 2 * (units[position - 1].end - begin) >= limit)
    return max(filled, key=lambda position: (units[position].rank, position), default=last)


def _level_tail(units: Sequence[_Unit], bounds: list[int], limit: int) -> None:
    """Move the last break back when it leaves a tiny last run in the middle of a section."""
    if len(bounds) < 2 or units[bounds[-1]].rank == Gap.HEADING:
        return
    end = units[-1].end
    if 4 * (end - units[bounds[-1]].lead) >= limit:
        return
    begin = units[bounds[-2]].lead
    places = [p for p in range(bounds[-2] + 1, bounds[-1] + 1) if end - units[p].lead <= limit]
    bounds[-1] = min(places, key=lambda p: abs((units[p - 1].end - begin) - (end - units[p].lead)))
