"""A whole edition in memory, printed from articles with the fakes."""

from collections.abc import Collection, Sequence

from corpus.article import Article
from retrieval.asking import take_apart
from retrieval.choosing import choose
from retrieval.cutting import cut
from retrieval.edition import Edition, edition_of, units_of
from retrieval.evidence import Candidate
from retrieval.finding import Search, between, find, query_of
from retrieval.lexical import build_lexicon
from retrieval.snapshot import Recipe, Snapshot
from retrieval.vector_table import VectorTable
from tests.fakes import FakeEmbedder
from tests.fakes_shelf import FakeIndex

PASSAGE_CHARACTERS = 700


def printed(*articles: Article) -> Edition:
    """The edition of these articles, their sentences embedded as bags of words."""
    embedder = FakeEmbedder()
    passages = tuple(passage for article in articles for passage in cut(article, PASSAGE_CHARACTERS))
    records = {unit.record.id: unit.record for unit in units_of(passages)}
    vectors = embedder.embed_passages([record.text for record in records.values()])
    index = FakeIndex(
        {record.id: (record.article_id, vector) for record, vector in zip(records.values(), vectors, strict=True)}
    )
    recipe = Recipe(embedder.fingerprint, PASSAGE_CHARACTERS)
    lexicon = build_lexicon([f"{passage.article.title}\n{passage.text}" for passage in passages])
    table = VectorTable({record_id: row for row, record_id in enumerate(records)}, vectors)
    return edition_of(Snapshot(recipe.edition_name(articles), recipe, articles, passages), lexicon, index, table)


def found(
    edition: Edition,
    question: str,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    meaning: str | None = None,
) -> Search:
    """What is found for a question's words, and for the meaning of another text if one is given."""
    texts = query_of(question).texts if meaning is None else [meaning]
    vector = between(FakeEmbedder().embed_questions(texts))
    return find(edition, query_of(question).words, vector, only, without)


def chosen(edition: Edition, question: str, meaning: str | None = None) -> Sequence[Candidate]:
    """The sentences of what is found, best first."""
    search = found(edition, question, meaning=meaning)
    return choose(search.found, take_apart(question), query_of(question).words, edition.lexicon)


STORM = Article(
    "storm",
    "A storm in Harbourtown",
    "A storm hit Harbourtown on Monday. Forty boats sank in the old harbour.\n\n"
    "A spokesperson for the port said: “We are counting the boats. Nobody was hurt in the night.”\n\n"
    "The mayor promised new walls.",
)
ELECTION = Article(
    "election",
    "Riverside votes",
    "Anna Smith won the election in Riverside. Her rival asked for a recount. The council meets in May.",
)
GARDEN = Article("garden", "Roses in bloom", "The garden opened in June. Visitors admired nine hundred roses.")
