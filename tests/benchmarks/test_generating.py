"""The corpus of the bench: the same on every machine, of news's lengths, and read by the house without a fault."""

from pathlib import Path
from statistics import mean

import pytest

from benchmarks.bench import generating
from corpus.folder import read_folder


def test_a_report_is_the_same_each_time_and_another_by_another_seed() -> None:
    assert generating.report(7) == generating.report(7)
    assert generating.report(7).paragraphs != generating.report(7, seed=1).paragraphs
    assert generating.report(7).paragraphs != generating.report(8).paragraphs


def test_reports_are_as_long_as_is_said() -> None:
    reports = [generating.report(number) for number in range(300)]
    sentences = [[each for paragraph in report.paragraphs for each in paragraph] for report in reports]
    assert 13 < mean(map(len, sentences)) < 15
    assert 125 < mean(len(each) for report in sentences for each in report) < 140
    every = [each for report in sentences for each in report]
    assert len(set(every)) > 0.95 * len(every)


def test_the_house_reads_what_is_written(tmp_path: Path) -> None:
    generating.write(tmp_path / "corpus", 20)
    articles = read_folder(tmp_path / "corpus")
    assert len(articles) == 20
    assert all(article.title and article.source and article.published for article in articles)
    assert generating.path_of(tmp_path / "corpus", 19).is_file()


@pytest.mark.parametrize(("articles", "count", "different"), [(1, 110, 10), (100, 110, 110), (5000, 110, 110)])
def test_so_many_questions_as_are_asked_for_differ_as_far_as_they_can(
    articles: int, count: int, different: int
) -> None:
    asked = generating.questions(articles, count)
    assert len(asked) == count
    assert len(set(asked)) >= 0.95 * different
