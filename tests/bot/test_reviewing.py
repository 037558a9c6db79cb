"""A reviewed change: seen before it serves, made once, or gone without a trace; and no question fails meanwhile."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.errors import ReviewClosedError
from bot.moderating import golden_asking
from bot.moderating import reviewing as module
from bot.moderating.mending import mend
from bot.moderating.reviewing import golden_path
from bot.moderating.values import GoldenRun
from bot.newsroom import Newsroom
from bot.records.reviews import Review, ReviewState
from bot.rendering.reviews import review_pages
from bot.words.catalogue import words_in
from corpus.changing import Change
from corpus.errors import CorpusError, Fault, FaultyCorpus
from corpus.folder import read_folder
from corpus.golden import Golden
from corpus.scanning import Kind
from retrieval.errors import EditionChangedError, NoEditionError, ShelfLockedError
from retrieval.golden_run import Missed
from retrieval.history import articles_of
from retrieval.serving import STAGED_SECONDS, locked
from tests.bot.conftest import House
from tests.bot.reviewing_room import (
    CHANGE,
    FIFTY,
    FORTY,
    GUILD,
    HOW_MANY,
    MODERATOR,
    OTHER,
    WHO_WON,
    Desk,
    desk,
    no_indexing,
)

__all__ = ["desk"]


async def test_a_review_shows_what_comes_goes_and_changes_while_the_old_edition_serves(desk: Desk) -> None:
    files = desk.files()
    findings = await desk.open()
    assert [article.id for article in findings.added] == ["garden"]
    assert [article.id for article in findings.removed] == ["election"]
    assert [(before.title, after.title) for before, after in findings.changed] == [
        ("A storm in Harbourtown", "A storm")
    ]
    assert {each: [s.kind for s in those] for each, those in findings.suspicions.items()} == {"garden": [Kind.MENTION]}
    assert (findings.review.base, findings.review.action) == (desk.newsroom.edition, "add")
    assert desk.files() == files
    assert await desk.boats() == FORTY
    assert await desk.published() == []


async def test_what_changes_nothing_is_no_review(desk: Desk) -> None:
    assert await desk.reviewing.open(GUILD, MODERATOR, Change(), "reload") is None
    assert await desk.records.reviews.waiting() == {}
    assert await desk.boats() == FORTY


async def test_confirmed_it_is_written_serves_and_is_noted(desk: Desk) -> None:
    findings = await desk.open()
    review = findings.review
    assert await desk.reviewing.confirm(review, OTHER) == findings
    assert await desk.boats() == FIFTY
    assert desk.newsroom.edition == review.staged
    assert {name: content.decode() for name, content in desk.files().items()} == CHANGE.written
    assert await desk.published() == [(review.staged, OTHER, "add")]
    kept = await desk.records.reviews.review(review.id)
    assert kept is not None
    assert kept.state is ReviewState.CONFIRMED
    (noted,) = await desk.records.publications.history(2)
    assert noted.summary == {"added": ["garden"], "removed": ["election"], "changed": ["storm"]}


async def test_cancelled_it_leaves_no_trace(desk: Desk) -> None:
    before = desk.trace()
    review = (await desk.open()).review
    assert desk.trace() != before
    await desk.reviewing.cancel(review)
    assert desk.trace() == before
    kept = await desk.records.reviews.review(review.id)
    assert kept is not None
    assert (kept.state, kept.change) == (ReviewState.CANCELLED, Change())
    assert await desk.published() == []
    for closed in (
        desk.reviewing.findings(review),
        desk.reviewing.confirm(review, OTHER),
        desk.reviewing.cancel(review),
    ):
        with pytest.raises(ReviewClosedError):
            await closed


async def test_of_two_who_confirm_at_once_one_does(desk: Desk) -> None:
    review = (await desk.open()).review
    confirming = [desk.reviewing.confirm(review, each) for each in (MODERATOR, OTHER, MODERATOR)]
    done = await asyncio.gather(*confirming, return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["Findings", "ReviewClosedError", "ReviewClosedError"]
    assert len(await desk.published()) == 1


async def test_who_confirms_and_cancels_at_once_is_told_one_thing(desk: Desk) -> None:
    review = (await desk.open()).review
    confirming, cancelling = desk.reviewing.confirm(review, OTHER), desk.reviewing.cancel(review)
    confirmed, cancelled = await asyncio.gather(confirming, cancelling, return_exceptions=True)
    assert isinstance(cancelled, ReviewClosedError)
    assert not isinstance(confirmed, BaseException)
    assert await desk.boats() == FIFTY


async def test_files_changed_by_hand_since_are_not_overwritten(desk: Desk) -> None:
    review = (await desk.open()).review
    desk.house.write("storm", "A storm", "Sixty boats sank in the old harbour.")
    desk.house.write("extra", "An extra", "Nobody has reviewed this.")
    files = desk.files()
    with pytest.raises(EditionChangedError, match="by hand since"):
        await desk.reviewing.confirm(review, OTHER)
    assert desk.files() == files
    assert await desk.boats() == FORTY
    (desk.house.articles / "extra.md").unlink()
    await desk.reviewing.confirm(review, OTHER)  # what the review rewrites anyway is no other edition
    assert await desk.boats() == FIFTY


async def test_a_change_of_files_alone_does_not_overlook_what_was_changed_by_hand_since(desk: Desk) -> None:
    bad = desk.house.articles / "bad.md"
    bad.write_text("---\ntitle: T\nno: title\n---\nText.\n")
    review = (await desk.open(Change(removed=("bad.md",)), "remove")).review
    assert review.staged == review.base
    desk.house.write("extra", "An extra", "Nobody has reviewed this.")
    with pytest.raises(EditionChangedError, match="by hand since"):
        await desk.reviewing.confirm(review, OTHER)
    assert bad.exists()
    (desk.house.articles / "extra.md").unlink()
    await desk.reviewing.confirm(review, OTHER)
    assert not bad.exists()


async def test_what_another_process_dropped_meanwhile_is_to_be_reviewed_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, other = (await desk.open()).review, desk.on(desk.stage)
    asked = golden_asking.ask_golden

    async def dropped_first(*given: Any) -> GoldenRun:
        await other.cancel(review)
        return await asked(*given)

    monkeypatch.setattr(module, "ask_golden", dropped_first)
    with pytest.raises(EditionChangedError, match="dropped"):
        await desk.open()
    assert await desk.records.reviews.waiting() == {}


async def test_a_file_broken_by_hand_since_is_named(desk: Desk) -> None:
    review = (await desk.open()).review
    (desk.house.articles / "extra.md").write_text("---\ntitle: T\nno: title\n---\nText.\n")
    with pytest.raises(FaultyCorpus) as raised:
        await desk.reviewing.confirm(review, OTHER)
    assert [fault.place for fault in raised.value.faults] == ["extra.md:3"]
    assert await desk.boats() == FORTY


async def test_what_was_reviewed_against_another_edition_is_not_confirmed(desk: Desk) -> None:
    first, second = await desk.open(), await desk.open(Change({"garden.md": CHANGE.written["garden.md"]}))
    await desk.reviewing.confirm(first.review, MODERATOR)
    files = desk.files()
    with pytest.raises(EditionChangedError, match="another edition serves"):
        await desk.reviewing.confirm(second.review, OTHER)
    assert desk.files() == files
    await desk.reviewing.cancel(second.review)
    assert await desk.boats() == FIFTY


async def test_two_reviews_of_the_same_change_do_not_step_on_each_other(desk: Desk) -> None:
    first, second, third = [(await desk.open()).review for _ in range(3)]
    assert first.staged == second.staged
    await desk.reviewing.cancel(first)
    await desk.reviewing.confirm(second, OTHER)
    await desk.reviewing.confirm(third, MODERATOR)
    assert await desk.published() == [(second.staged, OTHER, "add")]
    assert await desk.records.reviews.waiting() == {}


async def test_an_earlier_edition_can_be_gone_back_to(desk: Desk) -> None:
    files, base = desk.files(), desk.newsroom.edition
    await desk.reviewing.confirm((await desk.open()).review, MODERATOR)
    assert base is not None
    findings = await desk.open(desk.change_back(base), "rollback")
    assert (findings.review.staged, [article.id for article in findings.added]) == (base, ["election"])
    await desk.reviewing.confirm(findings.review, MODERATOR)
    assert await desk.boats() == FORTY
    assert desk.files().keys() == files.keys()
    again = await desk.open(desk.change_back(findings.review.base), "rollback")
    await desk.reviewing.cancel(again.review)  # what is remembered stays
    assert desk.change_back(findings.review.base)


async def test_there_is_no_way_back_to_what_never_served(desk: Desk) -> None:
    staged = (await desk.open()).review.staged
    for name in (staged, "0" * 32, "../editions", ""):
        with pytest.raises(CorpusError, match="no way back"):
            desk.change_back(name)


@pytest.mark.parametrize("way", ["remove", "rollback"])
async def test_a_file_at_fault_is_mended_though_the_articles_stay_those_that_serve(desk: Desk, way: str) -> None:
    good, serves = desk.files(), desk.newsroom.edition
    assert serves is not None
    (desk.house.articles / "bad one.md").write_text("no front matter")
    if way == "rollback":  # it mends any number at once
        (desk.house.articles / "storm.md").write_text("no front matter")
        (desk.house.articles / "never published.txt").write_text("No name for an article.")
    broken = desk.files()

    async def review() -> Review:
        change = Change(removed=("bad one.md",)) if way == "remove" else desk.change_back(serves)
        findings = await desk.open(change, way)
        assert (findings.added, findings.removed, findings.changed) == ((), (), ())
        assert "bad one.md" in review_pages(findings, words_in("en"))[0].text.replace("\\", "")
        return findings.review

    await desk.reviewing.cancel(await review())
    assert desk.files() == broken
    await desk.reviewing.confirm(await review(), MODERATOR)
    assert read_folder(desk.house.articles) == tuple(articles_of(desk.house.settings.state.folder, serves))
    assert desk.files().keys() == good.keys()
    assert desk.newsroom.edition == serves
    assert await desk.boats() == FORTY
    assert await desk.reviewing.open(GUILD, MODERATOR, desk.change_back(serves), "rollback") is None


async def test_golden_questions_missed_now_are_told_apart_from_those_missed_before(desk: Desk) -> None:
    kept, lost, never = Golden(HOW_MANY, "storm"), Golden(WHO_WON, "election"), Golden("How many roses?", "nowhere")
    desk.golden(kept, lost, never)
    findings = await desk.open()
    assert findings.golden.asked == 3
    assert [each.golden for each in findings.golden.missed] == [lost]
    assert [each.golden for each in findings.golden.missed_before] == [never]
    assert await desk.reviewing.findings(findings.review) == findings
    await desk.reviewing.cancel(findings.review)
    mended = await desk.open(Change({"nowhere.md": CHANGE.written["garden.md"]}))
    assert mended.golden == GoldenRun(3)


async def test_every_bad_file_is_named_with_its_line_the_golden_questions_too(desk: Desk) -> None:
    before = desk.trace()
    golden_path(desk.house.settings).write_text("- question: Who?\n  article: a b\n")
    change = Change(
        {"one.md": "---\ntitle: T\nno: title\n---\nText.\n", "two.md": "---\ntitle: T\nno: title\n---\nText.\n"}
    )
    with pytest.raises(FaultyCorpus) as raised:
        await desk.open(change)
    assert [fault.place for fault in raised.value.faults] == ["golden.yaml:2", "one.md:3", "two.md:3"]
    golden_path(desk.house.settings).unlink()
    with pytest.raises(FaultyCorpus) as raised:
        await desk.open(change)
    assert [fault.place for fault in raised.value.faults] == ["one.md:3", "two.md:3"]
    assert desk.trace() == before


async def test_what_keeps_the_first_edition_from_being_made_is_named(desk: Desk, house: House) -> None:
    desk.newsroom, opened = Newsroom(house.settings, no_indexing), desk.newsroom
    desk.reviewing = desk.on(desk.stage)
    with pytest.raises(NoEditionError, match="not open yet"):
        await desk.open()
    (house.articles / "bad.md").write_text("---\ntitle: T\nno: title\n---\nText.\n")
    with pytest.raises(FaultyCorpus) as raised:
        await desk.open()
    assert [fault.place for fault in raised.value.faults] == ["bad.md:3"]
    await opened.close()


async def test_faults_that_keep_the_first_edition_from_being_made_are_mended_one_by_one(house: House) -> None:
    broken, good = "---\ntitle: T\nno: title\n---\nText.\n", CHANGE.written["garden.md"]
    for name in ("one.md", "other.md"):
        (house.articles / name).write_text(broken)
    before, state = read_faults(house), house.settings.state.folder
    for no_mend in (
        Change({"storm.md": CHANGE.written["storm.md"]}),
        Change({"one.md": broken.replace("no:", "nor:")}),
        Change({"one.md": good, "third.md": broken}),
        Change({"../one.md": good}),
    ):
        assert not mend(state, house.articles, no_mend)
        assert read_faults(house) == before
    assert mend(state, house.articles, Change({"one.md": good}))
    assert [fault.file for fault in read_faults(house)] == ["other.md"]
    assert mend(state, house.articles, Change(removed=("other.md",)))
    assert not mend(state, house.articles, Change(removed=("one.md",)))
    assert house.run("index").exit_code == 0
    (house.articles / "other.md").write_text(broken)
    assert not mend(state, house.articles, Change(removed=("other.md",)))  # from now on changes are reviewed


async def test_the_first_article_of_all_can_be_added(house: House) -> None:
    for path in house.articles.iterdir():
        path.unlink()
    assert mend(house.settings.state.folder, house.articles, Change({"garden.md": CHANGE.written["garden.md"]}))
    assert house.run("index").exit_code == 0


def read_faults(house: House) -> tuple[Fault, ...]:
    try:
        read_folder(house.articles)
    except FaultyCorpus as error:
        return error.faults
    return ()


async def test_after_a_restart_a_review_is_shown_and_confirmed_as_before(desk: Desk) -> None:
    desk.golden(Golden(WHO_WON, "election"))
    findings = await desk.open()
    assert findings.golden.missed == (Missed(Golden(WHO_WON, "election"), findings.golden.missed[0].got),)
    await desk.restart()
    kept = await desk.records.reviews.review(findings.review.id)
    assert kept is not None
    assert await desk.reviewing.findings(kept) == findings
    assert await desk.reviewing.confirm(kept, OTHER) == findings
    assert await desk.boats() == FIFTY


async def test_who_finds_the_editions_locked_waits_a_while(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.02)
    before = desk.trace()
    with locked(desk.house.settings.state.folder):
        opening = asyncio.create_task(desk.open())
        await asyncio.sleep(0.2)
        assert not opening.done()
    review = (await opening).review
    monkeypatch.setattr(module, "LOCKED_SECONDS", 0.1)
    with locked(desk.house.settings.state.folder):
        for work in (desk.open(), desk.reviewing.confirm(review, OTHER), desk.reviewing.cancel(review)):
            with pytest.raises(ShelfLockedError):
                await work
    await desk.reviewing.cancel(review)
    assert desk.trace() == before


async def test_what_nobody_settled_in_time_is_swept_with_what_was_left_half_written(desk: Desk) -> None:
    before = desk.trace()
    review = (await desk.open()).review
    left, fresh, own = (desk.house.articles / name for name in (".new-0123456789abcdef", ".new-" + "f" * 16, ".newer"))
    for path in (left, fresh, own):
        path.write_text("half")
    os.utime(left, (0, 0))
    await desk.reviewing.sweep(datetime.now(UTC))
    assert (left.exists(), fresh.exists(), own.exists()) == (False, True, True)
    assert await desk.reviewing.findings(review)
    await desk.reviewing.sweep(datetime.now(UTC) + timedelta(seconds=STAGED_SECONDS))
    assert not fresh.exists()
    own.unlink()
    assert desk.trace() == before
    with pytest.raises(ReviewClosedError):
        await desk.reviewing.findings(review)
