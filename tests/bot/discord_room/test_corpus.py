"""`/corpus`: a moderator changes the articles without a shell; nothing serves before it is confirmed."""

from datetime import UTC, datetime
from threading import Thread, current_thread, main_thread
from typing import Any

import discord
import pytest

from bot.errors import FetchRefusedError, NotAModeratorError, NothingExtractedError
from bot.moderating import moderation
from bot.presses import Action, Press
from corpus.errors import CorpusError, FaultyCorpus
from retrieval.usage import Usage
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SURE, Room, words_shown
from tests.bot.discord_room.driving import actions_of, call, forge, nothing_indexed, pages_from, press, told_by

FLOOD = (
    "---\ntitle: The flood\nsource: The Gazette\npublished: 2026-05-06\n---\n"
    "Twelve streets of the old town were flooded.\n"
)
CHOOSY = "[answering]\nminimum_confidence = 0.4\n[limits]\ncooldown_seconds = 0.0\n"
PRICED = (
    '[writing]\nwriter = "quote"\nserver_tokens_a_day = 10000\n'
    'prompt_price = 1000.0\ncompletion_price = 2000.0\ncurrency = "EUR"\n'
)
SILENT = discord.PermissionOverwrite(send_messages=False)
BEN_ASKS = "How many streets of the old town were flooded?"


def files(room: Room) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(room.house.articles.iterdir())}


async def submit(keeper: Any, shown: Any, **values: str) -> Any:
    result = await keeper.submit_modal(shown, values)
    assert result.acknowledged
    return result


async def added(room: Room, name: str = "flood.md", content: str = FLOOD, **confirmed: str) -> Any:
    """The message with the review of an attachment that was added, its facts confirmed."""
    found = await call(room.keeper, room, "corpus add", file=(name, content.encode()))
    modal = await press(room.keeper, found, Action.DRAFT)
    facts = {"title": "The flood", "source": "The Gazette", "published": "2026-05-06", "url": ""} | confirmed
    return (await submit(room.keeper, modal, **{name: value for name, value in facts.items() if value})).response


class TestAdding:
    async def test_an_attachment_is_found_confirmed_reviewed_and_answers_once_it_is_confirmed(self, room: Room) -> None:
        before = room.newsroom.edition
        found = await call(room.keeper, room, "corpus add", file=("flood.md", FLOOD.encode()))
        assert "The flood" in words_shown(found)
        modal = await press(room.keeper, found, Action.DRAFT)
        review = (await submit(room.keeper, modal, title="The great flood", published="2026-05-06")).response
        assert "The great flood" in words_shown(review)
        assert files(room).keys() == {"election.md", "storm.md"}
        assert room.newsroom.edition == before
        done = (await press(room.keeper, review, Action.CONFIRM)).response
        assert room.newsroom.edition is not None
        assert room.newsroom.edition[:8] in words_shown(done)
        assert "title: The great flood" in (room.house.articles / "the-great-flood.md").read_text()
        answer = await room.ask(BEN_ASKS)
        assert "Twelve streets of the old town were flooded." in words_shown(answer.response)

    async def test_cancel_leaves_no_trace(self, room: Room) -> None:
        folder, edition = files(room), room.newsroom.edition
        state = {path.name for path in (room.house.root / "state" / "editions").iterdir()}
        review = await added(room)
        cancelled = (await press(room.keeper, review, Action.CANCEL)).response
        assert room.words("review-cancelled") in words_shown(cancelled)
        assert (files(room), room.newsroom.edition) == (folder, edition)
        assert {path.name for path in (room.house.root / "state" / "editions").iterdir()} == state

    async def test_a_text_takes_the_place_of_an_articles_own(self, room: Room) -> None:
        content = "Fifty boats sank in the old harbour."
        found = await call(
            room.keeper, room, "corpus add", file=("anew.txt", content.encode()), replaces="A storm in Harbourtown"
        )
        assert "Title: A storm in Harbourtown" in words_shown(found)
        modal = await press(room.keeper, found, Action.DRAFT)
        review = (await submit(room.keeper, modal, title="A storm in Harbourtown")).response
        assert "~~" in words_shown(review)
        await press(room.keeper, review, Action.CONFIRM)
        assert "Fifty boats sank" in words_shown((await room.ask()).response)
        assert files(room).keys() == {"election.md", "storm.md"}

    async def test_what_is_to_be_replaced_and_is_not_there_is_told_before_anything_is_typed(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus add", file=("anew.txt", b"Fifty."), replaces="A strom")
        assert "there is no article" in words_shown(shown)
        assert actions_of(shown) == set()
        room.told(CorpusError)

    @pytest.mark.parametrize("options", [{}, {"file": ("a.md", b"x"), "url": "https://example.org/a"}])
    async def test_either_a_file_or_an_address_must_be_given(self, room: Room, options: dict[str, Any]) -> None:
        shown = await call(room.keeper, room, "corpus add", **options)
        assert words_shown(shown) == room.words("add-file-or-url")

    async def test_what_is_no_article_is_refused_with_what_would_be_one(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus add", file=("photo.png", b"\x89PNG"))
        assert ".md, .txt or .html" in words_shown(shown)
        room.told(NothingExtractedError)

    async def test_an_address_that_is_not_public_is_refused_with_a_line(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus add", url="http://127.0.0.1:80/secret")
        assert room.words("trouble-fetch-not-public") in words_shown(shown)
        room.told(FetchRefusedError)

    async def test_a_date_that_is_none_is_told_and_what_was_typed_is_kept(self, room: Room) -> None:
        found = await call(room.keeper, room, "corpus add", file=("flood.md", FLOOD.encode()))
        modal = await press(room.keeper, found, Action.DRAFT)
        result = await submit(room.keeper, modal, title="The flood", published="the sixth of May")
        told = told_by(result)
        assert "the sixth of May" in told
        again = await press(room.keeper, found, Action.DRAFT)
        review = (await submit(room.keeper, again, title="The flood", published="2026-05-06")).response
        assert Action.CONFIRM in actions_of(review)

    async def test_what_was_typed_beside_a_date_that_is_none_is_not_typed_again(self, room: Room) -> None:
        found = await call(room.keeper, room, "corpus add", file=("flood.md", FLOOD.encode()))
        modal = await press(room.keeper, found, Action.DRAFT)
        shown = (await submit(room.keeper, modal, title="A great flood", source="The Herald", published="May")).response
        assert "A great flood" in words_shown(shown)
        assert "The Herald" in words_shown(shown)

    async def test_a_draft_that_was_discarded_is_gone(self, room: Room) -> None:
        found = await call(room.keeper, room, "corpus add", file=("flood.md", FLOOD.encode()))
        dropped = (await press(room.keeper, found, Action.DROP)).response
        assert room.words("draft-dropped") in words_shown(dropped)

    async def test_what_takes_long_to_draw_keeps_nobody_waiting(
        self, room: Room, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drawn_on = list[Thread]()

        def noting(name: str, do: Any) -> Any:
            def noted(*given: Any) -> Any:
                drawn_on.append(current_thread())
                return do(*given)

            monkeypatch.setattr(moderation, name, noted)

        for name in ("draft_page", "review_pages", "articles_of"):
            noting(name, getattr(moderation, name))
        review = await added(room)
        other = await added(room, content=FLOOD.replace("Twelve", "Twenty"))
        await press(room.keeper, other, Action.CONFIRM)
        await press(room.keeper, review, Action.CONFIRM)  # refused, and shown anew
        assert len(drawn_on) == 6
        assert main_thread() not in drawn_on


class TestMendingTheFirstEdition:
    async def test_a_file_at_fault_is_removed_and_the_articles_are_read(self, room: Room) -> None:
        (room.house.articles / "bad.md").write_text("---\ntitle: T\nno: title\n---\nText.\n")
        (room.house.root / "state" / "current").unlink()
        async with nothing_indexed(room):
            shown = await call(room.keeper, room, "corpus remove", article="bad")
            assert words_shown(shown) == room.words("review-mended")
            assert files(room).keys() == {"election.md", "storm.md"}
            audit = await call(room.keeper, room, "corpus audit")
            assert f"**{room.words('audit-mended')}**" in words_shown(audit)
            assert "bad.md" in words_shown(audit)


class TestRemovingAndEditing:
    async def test_a_removed_articles_quotations_are_gone_once_it_is_confirmed(self, room: Room) -> None:
        review = await call(room.keeper, room, "corpus remove", article="A storm in Harbourtown")
        assert "A storm in Harbourtown" in words_shown(review)
        await press(room.keeper, review, Action.CONFIRM)
        assert files(room).keys() == {"election.md"}
        assert SANK not in words_shown((await room.ask()).response)

    async def test_an_article_is_chosen_from_a_list_that_opens_as_one_types(self, room: Room) -> None:
        choices = await room.keeper.autocomplete(room.channel, "corpus remove", "article", "harb")
        assert [each["name"] for each in choices] == ["A storm in Harbourtown (storm)"]
        review = await call(room.keeper, room, "corpus remove", article=choices[0]["value"])
        assert Action.CONFIRM in actions_of(review)

    async def test_an_edit_changes_the_front_matter_and_nothing_else(self, room: Room) -> None:
        text = (room.house.articles / "storm.md").read_text().partition("---\n")[2].partition("---\n")[2]
        review = await call(room.keeper, room, "corpus edit", article="storm", status="retracted", source="-")
        await press(room.keeper, review, Action.CONFIRM)
        content = (room.house.articles / "storm.md").read_text()
        assert "status: retracted" in content
        assert "source" not in content
        assert content.endswith(text)

    async def test_an_edit_that_names_no_field_says_so(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus edit", article="storm")
        assert words_shown(shown) == room.words("edit-what")

    async def test_a_value_that_does_not_fit_is_told_with_what_would(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus edit", article="storm", published="yesterday")
        assert "yesterday" in words_shown(shown)
        room.told(CorpusError)
        assert files(room)["storm.md"].count(b"2026-05-04") == 1


class TestReloading:
    async def test_files_changed_by_hand_are_reviewed_like_any_other_change(self, room: Room) -> None:
        room.house.write("flood", "The flood", "Twelve streets of the old town were flooded.")
        review = await call(room.keeper, room, "corpus reload")
        assert "The flood" in words_shown(review)
        await press(room.keeper, review, Action.CONFIRM)
        assert "Twelve streets" in words_shown((await room.ask(BEN_ASKS)).response)

    async def test_a_long_review_is_turned_page_by_page_and_confirmed_on_any(self, room: Room) -> None:
        for number in range(12):
            room.house.write(f"report-{number}", f"Report {number}", f"What was said of the matter {number}. " * 20)
        review = await call(room.keeper, room, "corpus reload")
        pages = await pages_from(room.keeper, review, Action.REVIEW)
        assert all(f"Report {number}" in "".join(pages) for number in range(12))
        assert all("[[Confirm]]" in page and "[[Cancel]]" in page for page in pages)

    async def test_a_reload_that_would_change_nothing_says_so(self, room: Room) -> None:
        assert words_shown(await call(room.keeper, room, "corpus reload")) == room.words("review-nothing")

    async def test_every_bad_file_is_named_with_its_line_and_the_old_edition_serves_on(self, room: Room) -> None:
        (room.house.articles / "bad.md").write_text("---\ntitle: Bad\npublished: never\n---\nText.\n")
        (room.house.articles / "worse.md").write_text("no front matter")
        shown = words_shown(await call(room.keeper, room, "corpus reload"))
        assert "bad.md" in shown
        assert "3" in shown
        assert "worse.md" in shown
        room.told(FaultyCorpus)
        assert SANK in words_shown((await room.ask()).response)

    async def test_what_was_changed_by_hand_since_the_review_is_not_published_unseen(self, room: Room) -> None:
        review = await call(room.keeper, room, "corpus remove", article="election")
        room.house.write("flood", "The flood", "Twelve streets of the old town were flooded.")
        result = await press(room.keeper, review, Action.CONFIRM)
        assert room.words("trouble-edition-changed") in told_by(result)
        assert "election.md" in files(room)

    async def test_an_edition_is_gone_back_to(self, room: Room) -> None:
        before, folder = room.newsroom.edition, files(room)
        await press(room.keeper, await call(room.keeper, room, "corpus remove", article="storm"), Action.CONFIRM)
        choices = await room.keeper.autocomplete(room.channel, "corpus rollback", "edition", "")
        assert [each["value"] for each in choices] == [before, room.newsroom.edition]
        review = await call(room.keeper, room, "corpus rollback", edition=before)
        await press(room.keeper, review, Action.CONFIRM)
        assert room.newsroom.edition == before
        assert files(room).keys() == folder.keys()
        assert SANK in words_shown((await room.ask()).response)

    async def test_a_review_is_confirmed_after_a_restart_and_only_once(self, room: Room) -> None:
        review = await call(room.keeper, room, "corpus remove", article="storm")
        (review_id,) = dict(await room.records.reviews.waiting())
        await room.restart()
        first = await press(room.keeper, review, Action.CONFIRM)
        assert files(room).keys() == {"election.md"}
        again = await forge(room.keeper, first.response, Press(Action.CONFIRM, review_id, ""))
        assert room.words("review-closed") in told_by(again)
        assert room.words("confirmed-title", edition=(room.newsroom.edition or "")[:8]) in words_shown(first.response)

    async def test_golden_questions_that_no_longer_hold_are_told_before_it_serves(self, room: Room) -> None:
        await call(room.keeper, room, "corpus golden add", question=HOW_MANY, article="storm")
        review = words_shown(await call(room.keeper, room, "corpus remove", article="storm"))
        assert "1" in review
        assert HOW_MANY in review

    async def test_history_and_status_say_what_serves_since_when_and_by_whom(self, room: Room) -> None:
        await press(room.keeper, await call(room.keeper, room, "corpus remove", article="storm"), Action.CONFIRM)
        edition = (room.newsroom.edition or "")[:8]
        for page in (await call(room.keeper, room, "corpus status"), await call(room.keeper, room, "corpus history")):
            shown = words_shown(page)
            assert edition in shown
            assert f"<@{room.keeper.id}>" in shown

    async def test_a_file_at_fault_is_removed_by_the_name_that_it_is_told_by(self, room: Room) -> None:
        (room.house.articles / "new one.md").write_text("no front matter")
        assert "new one.md" in words_shown(await call(room.keeper, room, "corpus reload"))
        room.told(FaultyCorpus)
        review = await call(room.keeper, room, "corpus remove", article="new one.md")
        assert room.words("review-file-removed", file="new one.md") in words_shown(review)
        done = (await press(room.keeper, review, Action.CONFIRM)).response
        assert room.words("review-files-only") in words_shown(done)
        assert files(room).keys() == {"election.md", "storm.md"}
        assert words_shown(await call(room.keeper, room, "corpus reload")) == room.words("review-nothing")
        assert words_shown(await call(room.keeper, room, "corpus audit")).count("new one.md") == 2

    async def test_status_names_the_faults_of_the_folder_as_it_is_now(self, room: Room) -> None:
        (room.house.articles / "bad.md").write_text("---\ntitle: Bad\npublished: never\n---\nText.\n")
        assert "bad.md" in words_shown(await call(room.keeper, room, "corpus status"))


class TestGoldenQuestions:
    async def test_they_are_added_listed_and_removed(self, room: Room) -> None:
        assert room.words("golden-added") in words_shown(
            await call(room.keeper, room, "corpus golden add", question=HOW_MANY, article="storm")
        )
        assert room.words("golden-known") in words_shown(
            await call(room.keeper, room, "corpus golden add", question=HOW_MANY)
        )
        assert HOW_MANY in words_shown(await call(room.keeper, room, "corpus golden list"))
        choices = await room.keeper.autocomplete(room.channel, "corpus golden remove", "question", "boats")
        assert HOW_MANY in words_shown(
            await call(room.keeper, room, "corpus golden remove", question=choices[0]["value"])
        )
        assert room.words("golden-unknown") in words_shown(
            await call(room.keeper, room, "corpus golden remove", question=HOW_MANY)
        )

    @pytest.mark.parametrize("typed", ["How many", " ", "h"])
    async def test_no_question_is_removed_by_words_that_are_not_its_alone(self, room: Room, typed: str) -> None:
        for question in (HOW_MANY, f"{HOW_MANY} In May?"):
            await call(room.keeper, room, "corpus golden add", question=question, article="storm")
        shown = await call(room.keeper, room, "corpus golden remove", question=typed)
        assert words_shown(shown) == room.words("golden-unknown")
        await call(room.keeper, room, "corpus golden remove", question=HOW_MANY)
        assert f"{HOW_MANY} In May?" in words_shown(await call(room.keeper, room, "corpus golden list"))

    async def test_an_article_that_is_not_there_is_refused(self, room: Room) -> None:
        shown = await call(room.keeper, room, "corpus golden add", question=HOW_MANY, article="no such article")
        assert words_shown(shown) == room.words("golden-no-article")

    async def test_a_long_list_is_turned_page_by_page(self, room: Room) -> None:
        for number in range(60):
            await call(room.keeper, room, "corpus golden add", question=f"What about the matter number {number}?" * 3)
        shown = await call(room.keeper, room, "corpus golden list")
        pages = await pages_from(room.keeper, shown, Action.GOLDEN)
        assert all(f"number {number}?" in "".join(pages) for number in range(60))


@pytest.mark.parametrize("configured", [CHOOSY])
class TestGaps:
    async def test_what_was_declined_is_listed_and_dismissed(self, room: Room) -> None:
        await room.ask("Who ate the mayor of Springfield?")
        await room.settled()
        shown = await call(room.keeper, room, "corpus gaps")
        assert "Who ate the mayor of Springfield?" in words_shown(shown)
        after = (await press(room.keeper, shown, Action.DISMISS)).response
        assert "Who ate the mayor of Springfield?" not in words_shown(after)

    async def test_a_long_list_is_turned_page_by_page(self, room: Room) -> None:
        for number in range(30):
            await room.ask(f"Who ate the mayor of Springfield{number}?")
            await room.settled()
        pages = await pages_from(room.keeper, await call(room.keeper, room, "corpus gaps"), Action.GAPS)
        assert all(f"Springfield{number}?" in "".join(pages) for number in range(30))

    async def test_a_new_article_closes_a_gap_and_those_who_asked_can_be_told(self, room: Room) -> None:
        declined = (await room.ask(BEN_ASKS)).response
        await room.settled()
        await press(room.ada, declined, Action.MODERATOR)
        done = (await press(room.keeper, await added(room), Action.CONFIRM)).response
        assert BEN_ASKS in words_shown(done)
        assert Action.TELL in actions_of(done)
        listed = await call(room.keeper, room, "corpus gaps")
        assert BEN_ASKS in words_shown(listed)  # also when the page after Confirm is gone
        await press(room.keeper, listed, Action.TELL)
        assert BEN_ASKS not in words_shown(await call(room.keeper, room, "corpus gaps"))
        told = room.ada_herself.dm_channel.last_message
        assert "Twelve streets of the old town were flooded." in words_shown(told)


class TestInsightsAndAudit:
    async def test_insights_come_as_text_and_as_a_picture(self, room: Room) -> None:
        await room.ask()
        result = await room.keeper.slash(room.channel, "corpus insights", days=7)
        shown = result.response
        assert room.words("insights-answered", questions=1) in words_shown(shown)
        assert [each.filename for each in shown.attachments] == ["picture.png"]
        assert room.words("insights-model-written", answers=0) not in words_shown(shown)

    @pytest.mark.parametrize(
        ("configured", "keeps"), [(f"{SURE}{PRICED}", True), (f"{SURE}{PRICED}[discord]\nkeepers = [1]\n", False)]
    )
    async def test_what_a_model_used_is_told_and_what_it_costs_to_keepers_alone(self, room: Room, keeps: bool) -> None:
        await room.ask()
        today = datetime.now(UTC).date()
        for account, tokens in ((str(room.guild.id), 2000), ("direct", 4000)):
            await room.records.usage.book(today, account, Usage(tokens, 500))
        shown = words_shown(await call(room.keeper, room, "corpus insights"))
        assert room.words("insights-model-tokens", tokens=2500, requests=1) in shown
        assert room.words("insights-model-budget", percent=25) in shown
        assert (room.words("insights-model-tokens-all", tokens=7000, requests=2) in shown) == keeps
        assert (room.words("insights-model-cost", cost="€3.00", total="€8.00") in shown) == keeps
        assert ("€" in shown) == keeps

    async def test_every_moderators_action_is_in_the_audit_and_in_the_log_channel(self, room: Room) -> None:
        log = room.guild.create_text_channel("log")
        await call(room.keeper, room, "corpus settings log", channel=log)
        await press(room.keeper, await call(room.keeper, room, "corpus remove", article="storm"), Action.CONFIRM)
        shown = words_shown(await call(room.keeper, room, "corpus audit"))
        assert shown.count(f"<@{room.keeper.id}>") == 3
        assert "storm" in shown
        assert "storm" in words_shown(log.last_message)

    async def test_a_long_audit_is_turned_page_by_page(self, room: Room) -> None:
        for number in range(60):
            await room.records.audit.write(room.guild.id, room.keeper.id, "golden-added", f"Question {number}?", {})
        pages = await pages_from(room.keeper, await call(room.keeper, room, "corpus audit"), Action.AUDIT)
        assert all(f"Question {number}?" in "".join(pages) for number in range(60))


class TestSettings:
    async def test_what_is_chosen_for_a_channel_is_shown_with_where_it_was_chosen_and_taken_back(
        self, room: Room
    ) -> None:
        chosen = await call(room.keeper, room, "corpus settings room", channel=room.channel, answers=False, cooldown=30)
        shown = words_shown(await call(room.keeper, room, "corpus settings show", channel=room.channel))
        assert shown == words_shown(chosen)
        assert "30" in shown
        assert (await room.records.rooms.chosen(room.guild.id, room.channel.id))["answers"] is False
        await call(room.keeper, room, "corpus settings room", channel=room.channel, clear=True)
        assert await room.records.rooms.chosen(room.guild.id, room.channel.id) == {}

    async def test_a_role_is_named_as_moderating_and_the_log_channel_is_shown(self, room: Room) -> None:
        await call(room.keeper, room, "corpus settings moderators", role=room.role, allow=True)
        await call(room.keeper, room, "corpus settings log", channel=room.guild.create_text_channel("log"))
        shown = words_shown(await call(room.keeper, room, "corpus settings show"))
        assert f"<@&{room.role.id}>" in shown

    async def test_who_moderates_by_a_role_does_not_name_others(self, room: Room) -> None:
        await call(room.keeper, room, "corpus settings moderators", role=room.role, allow=True)
        room.open_to_everybody()
        room.env.backend.add_member_role(room.guild.id, room.ben.id, room.role.id)
        shown = await call(room.ben, room, "corpus settings moderators", role=room.role, allow=False)
        assert words_shown(shown) == room.words("not-a-moderator")
        room.told(NotAModeratorError)

    async def test_a_role_that_everybody_has_and_a_channel_that_cannot_be_written_in_are_refused(
        self, room: Room
    ) -> None:
        everybody = await call(
            room.keeper, room, "corpus settings moderators", role=room.guild.default_role, allow=True
        )
        assert words_shown(everybody) == room.words("role-of-everybody")
        closed = room.guild.create_text_channel("closed", overwrites={room.guild.default_role: SILENT})
        log = await call(room.keeper, room, "corpus settings log", channel=closed)
        assert words_shown(log) == room.words("log-not-writable", channel=f"<#{closed.id}>")
        assert await room.records.rooms.log_channel(room.guild.id) is None
