import json
from datetime import date
from pathlib import Path

from corpus.article import Article, Status
from retrieval.cutting import cut
from retrieval.snapshot import Recipe, Snapshot, edition_folder, read_snapshot, read_stems, write_snapshot
from retrieval.stemming import stems

RECIPE = Recipe("an embedder", 800)


def kept(state: Path, *articles: Article) -> str:
    passages = tuple(passage for article in articles for passage in cut(article, 800))
    snapshot = Snapshot(RECIPE.edition_name(articles), RECIPE, articles, passages)
    write_snapshot(state, snapshot, [stems(passage.text) for passage in passages])
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


def test_the_stems_of_each_passage_are_kept(tmp_path: Path) -> None:
    texts = ("The storm sank boats.", "…", "Буря \u2028 议会 été\x85 کتاب")
    name = kept(tmp_path, *(Article(f"a{number}", "A", text) for number, text in enumerate(texts)))
    passages = read_snapshot(tmp_path, name).passages
    assert [tuple(each.split()) for each in read_stems(tmp_path, name)] == [stems(each.text) for each in passages]
