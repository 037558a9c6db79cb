"""A Passage: a stretch of an article. It holds offsets, never a copy, so that its text cannot drift."""

from dataclasses import dataclass

from corpus.article import Article


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of one article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span runs forward from 0 or later, not {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words of ``text`` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article.

    ``attribution`` is the span that names the speaker ("A spokesperson for Parliament said:"). It is set when the
    sentence begins inside a quotation opened in an earlier one, or opens a quotation whose speaker stands outside it;
    without it the sentence must not be shown.
    """

    span: Span
    attribution: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article that stand together; the unit that is found and offered as evidence."""

    article: Article
    span: Span
    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        if self.span.end > len(self.article.text):
            raise ValueError(f"the passage ends at {self.span.end}, past the end of article {self.article.id}")

    @property
    def text(self) -> str:
        """The passage's words: exactly ``article.text[start:end]``."""
        return self.span.of(self.article.text)

    @property
    def attribution(self) -> Span | None:
        """Who speaks where the passage begins, if it begins inside a quotation."""
        return self.sentences[0].attribution if self.sentences else None

    @property
    def key(self) -> str:
        """The passage's name within its edition: article id and offsets."""
        return f"{self.article.id}:{self.span.start}-{self.span.end}"
