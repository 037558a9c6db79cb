"""Superseded and retracted articles come after others; without a status nothing changes; citations tell the status."""

from dataclasses import replace

import pytest

from corpus.article import Article, Status
from retrieval.comparing import Verdict
from retrieval.corrections import setback, stands
from retrieval.examining import cite, hold
from retrieval.finding import PASSAGES
from retrieval.quoting import quoted, worth_quoting
from retrieval.verifying import verify
from tests.fakes import FakeEmbedder
from tests.newsprint import GARDEN, STORM, chosen, found, printed

HOW_MANY = "How many boats sank in the old harbour?"
OTHER = Article("zz-other", STORM.title, "Some forty boats sank in the old harbour. Nobody knows why.")


def first(*articles: Article) -> str:
    return chosen(printed(*articles), HOW_MANY)[0].passage.article.id


@pytest.mark.parametrize("status", [None, Status.CORRECTED])
def test_an_article_that_stands_loses_nothing(status: Status | None) -> None:
    article = replace(STORM, status=status)
    assert stands(article)
    assert setback(article) == 0.0
    assert first(article, OTHER) == STORM.id


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.RETRACTED])
def test_what_does_not_stand_comes_after_nearly_the_same(status: Status) -> None:
    superseded = replace(STORM, status=status)
    assert not stands(superseded)
    assert first(STORM, OTHER) == STORM.id
    assert first(superseded, OTHER) == OTHER.id
    assert found(printed(superseded, OTHER), HOW_MANY).found[0].passage.article.id == OTHER.id


def test_what_does_not_stand_gives_up_its_place_among_the_passages() -> None:
    others = [replace(OTHER, id=f"other-{number}") for number in range(PASSAGES)]
    retracted = replace(STORM, status=Status.RETRACTED)
    for standing in (STORM, retracted):
        ids = {each.passage.article.id for each in found(printed(standing, *others), HOW_MANY).found}
        assert (STORM.id in ids) == (standing is STORM)


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.RETRACTED])
def test_what_does_not_stand_still_comes_before_what_is_not_near(status: Status) -> None:
    assert first(replace(STORM, status=status), GARDEN) == STORM.id


def test_a_retracted_reprint_gives_way_to_the_article_that_stands() -> None:
    reprint = replace(STORM, id="aa-reprint", status=Status.RETRACTED)
    assert first(reprint, STORM) == STORM.id


def test_a_retracted_article_adds_nothing_to_another() -> None:
    candidates = chosen(printed(STORM, OTHER), HOW_MANY)
    retracted = [
        replace(each, passage=replace(each.passage, article=replace(each.passage.article, status=Status.RETRACTED)))
        if place == 1
        else each
        for place, each in enumerate(candidates)
    ]
    near = [replace(each, score=1.0) for each in retracted[:3]]
    assert worth_quoting(near, 2) == [near[0], near[2]]
    assert worth_quoting(near[1:], 2) == near[1:]


def test_a_claim_is_held_against_what_stands_first() -> None:
    wrong = Article("wrong", STORM.title, "Fifty boats sank in the old harbour.", status=Status.RETRACTED)
    claim = "Fifty boats sank in the old harbour."
    (vector,) = FakeEmbedder().embed_questions([claim])
    assert hold(printed(STORM, wrong), claim, vector).verdict is Verdict.CONTRADICTED
    held = hold(printed(GARDEN, wrong), claim, vector)
    assert held.verdict is Verdict.SUPPORTED
    assert cite([held])[1][0].status == "retracted"


def test_a_citation_tells_the_status_and_the_successor() -> None:
    article = replace(STORM, status=Status.SUPERSEDED, superseded_by="later")
    candidates = chosen(printed(article), HOW_MANY)[:1]
    passages = {each.passage.key: each.passage for each in candidates}
    (citation,) = verify(quoted(candidates), passages).citations
    assert (citation.status, citation.superseded_by) == ("superseded", "later")
    candidates = chosen(printed(STORM), HOW_MANY)[:1]
    passages = {each.passage.key: each.passage for each in candidates}
    (citation,) = verify(quoted(candidates), passages).citations
    assert (citation.status, citation.superseded_by) == (None, None)
