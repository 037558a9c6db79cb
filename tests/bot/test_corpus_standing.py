"""How the corpus stands: what serves since when and by whom, and what the folder says by now."""

import os
from datetime import UTC, datetime, timedelta

from bot.moderating.reviewing import golden_path
from bot.moderating.standing import status
from bot.moderating.values import Status
from bot.newsroom import Newsroom
from corpus.golden import Golden
from tests.bot.reviewing_room import HOW_MANY, OTHER, Desk, desk, no_indexing

__all__ = ["desk"]


async def stands(desk: Desk) -> Status:
    return await status(desk.newsroom, desk.records, desk.house.settings)


async def test_what_an_operator_indexed_is_nobodys(desk: Desk) -> None:
    desk.golden(Golden(HOW_MANY, "storm"))
    found = await stands(desk)
    assert (found.edition, found.articles, found.passages) == (desk.newsroom.edition, 2, 2)
    assert (found.model, found.index, found.golden, found.by, found.waiting) == ("bag-of-words", "embedded", 1, None, 0)
    assert (found.faults, found.golden_faults, found.differing) == ((), (), (0, 0, 0))
    assert found.reloaded is not None
    assert timedelta(0) <= datetime.now(UTC) - found.reloaded < timedelta(minutes=5)


async def test_what_a_moderator_confirmed_is_theirs(desk: Desk) -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp()
    os.utime(desk.house.settings.state.folder / "current", (noon, noon))
    assert (await stands(desk)).reloaded == datetime(2026, 5, 4, 12, tzinfo=UTC)
    review = (await desk.open()).review
    assert (await stands(desk)).waiting == 1
    await desk.reviewing.confirm(review, OTHER)
    found = await stands(desk)
    assert (found.edition, found.by, found.waiting, found.differing) == (review.staged, OTHER, 0, (0, 0, 0))
    assert found.reloaded != datetime(2026, 5, 4, 12, tzinfo=UTC)


async def test_what_was_changed_by_hand_since_is_counted(desk: Desk) -> None:
    desk.house.write("storm", "A storm", "Sixty boats sank.")
    desk.house.write("new", "New", "Something new.")
    desk.house.write("newer", "Newer", "Something newer.")
    (desk.house.articles / "election.md").unlink()
    assert (await stands(desk)).differing == (2, 1, 1)


async def test_faults_are_named_and_keep_the_difference_from_being_counted(desk: Desk) -> None:
    (desk.house.articles / "bad.md").write_text("---\ntitle: T\nno: x\n---\nText.\n")
    golden_path(desk.house.settings).write_text("- question: Who?\n  article: a b\n")
    found = await stands(desk)
    assert [fault.place for fault in found.faults] == ["bad.md:3"]
    assert [fault.place for fault in found.golden_faults] == ["golden.yaml:2"]
    assert (found.differing, found.golden, found.articles) == (None, 0, 2)


async def test_a_folder_that_is_gone_is_a_fault(desk: Desk) -> None:
    desk.house.articles.rename(desk.house.root / "elsewhere")
    golden_path(desk.house.settings).mkdir()
    found = await stands(desk)
    assert [fault.file for fault in (*found.faults, *found.golden_faults)] == ["articles", "golden.yaml"]
    assert "no folder" in found.faults[0].problem
    assert found.faults[0].remedy
    assert found.differing is None


async def test_before_an_edition_is_open_there_is_only_the_folder(desk: Desk) -> None:
    found = await status(Newsroom(desk.house.settings, no_indexing), desk.records, desk.house.settings)
    assert (found.edition, found.articles, found.passages, found.reloaded, found.by) == (None, 0, 0, None, None)
    assert found.differing == (2, 0, 0)
