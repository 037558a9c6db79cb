import json
from datetime import date
from pathlib import Path

from corpus.article import Article, Status
from retrieval.cutting import cut
from retrieval.lexical import build_lexicon
from retrieval.snapshot import Recipe, Snapshot, edition_folder, read_snapshot, write_snapshot

RECIPE = Recipe("an embedder", 800)


def kept(state: Path, *articles: Article) -> str:
    passages = tuple(passage for article in articles for passage in cut(article, 800))
    snapshot = Snapshot(RECIPE.edition_name(articles), RECIPE, articles, passages)
    write_snapshot(state, snapshot, build_lexicon([passage.text for passage in passages]))
    return snapshot.name


def test_what_became_of_an_article_is_kept(tmp_path: Path) -> None:
    articles = (
        Article("a", "A", "One.", status=Status.SUPERSEDED, superseded_by="b", published=date(2024, 3, 1)),
        Article("b", "B", "Two.", status=Status.CORRECTED),
        Article("c", "C", "Three."),
    )
    read = read_snapshot(tmp_path, kept(tmp_path, *articles)).articles
    assert read == articles
    assert [type(article.status) for article in read] == [Status, Status, type(None)]


def test_an_edition_made_before_there_was_a_status_is_read(tmp_path: Path) -> None:
    article = Article("a", "A", "One.", language="en")
    name = kept(tmp_path, article)
    path = edition_folder(tmp_path, name) / "articles.jsonl"
    line = json.loads(path.read_text(encoding="utf-8"))
    del line["article"]["status"], line["article"]["superseded_by"]
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert read_snapshot(tmp_path, name).articles == (article,)
