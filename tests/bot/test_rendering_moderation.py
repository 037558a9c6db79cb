"""What moderators are shown keeps every limit, does nothing but what we mean, and says who did what to what."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.insights import Day, Insights, insights_text
from bot.moderating.values import Status
from bot.page import Beside, Button, Buttons, Page, Picture, Text
from bot.presses import Action, press_of
from bot.records.audits import AuditEntry
from bot.records.gaps import Gap
from bot.records.publications import Published
from bot.records.room_settings import RoomSettings
from bot.rendering import limits
from bot.rendering.corpus_status import history_page, status_page
from bot.rendering.entries import counted, some
from bot.rendering.gaps import gaps_pages, insights_page
from bot.rendering.moderation import audit_pages, golden_pages, log_page, settings_page
from bot.words.catalogue import LANGUAGES, Words, words_in
from corpus.errors import Fault
from corpus.golden import MAX_QUESTION_CHARACTERS, Golden
from retrieval.history import Standing
from tests.discord_markdown import read
from tests.replies import WORDS

ENGLISH = words_in("en")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
UNIX = 1777896000
EDITION = "0123456789abcdef" * 2
STATUS = Status(EDITION, 12, 340, "models/small", ".newsdesk", NOON, 42, 14)
DEFAULTS = RoomSettings(answers=True, mentions=True, private=False, threads=True, cooldown_seconds=5.0)
OURS = re.compile(r"<t:-?\d+:[fR]>|<@&?\d+>|<#\d+>")
HOSTILE = "# @everyone **<@1>** [x](https://evil.example) <t:1:R> || `a` ~~b~~ discord.gg/x"
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
SNOWFLAKES = st.integers(1, 2**63)
COUNTS = st.integers(0, 10**9)
LISTS = st.lists(WORDS, max_size=12)
SAID = st.sampled_from(LANGUAGES).map(words_in)
CHOSEN = st.dictionaries(
    st.sampled_from(("answers", "cooldown_seconds")) | WORDS,
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
)


def buttons_of(page: Page) -> list[Button]:
    rows = [part.buttons for part in page.parts if isinstance(part, Buttons)]
    return [part.button for part in page.parts if isinstance(part, Beside)] + [each for row in rows for each in row]


def pages_turned_to(page: Page, action: Action) -> list[str]:
    presses = [press_of(button.press) for button in buttons_of(page)]
    return [press.argument for press in presses if press and press.action is action]


def check(pages: Sequence[Page]) -> None:
    """Hold pages against every limit of Discord, and their words to this: they do nothing but what we mean."""
    assert pages
    for page in pages:
        assert limits.characters(page.parts) <= limits.PAGE_CHARACTERS
        assert limits.components(page.parts) + 1 <= limits.COMPONENTS
        buttons = buttons_of(page)
        assert len({button.press for button in buttons}) == len(buttons)
        assert all(press_of(button.press) for button in buttons)
        assert all(1 <= limits.length(button.label) <= limits.LABEL for button in buttons)
        for part in page.parts:
            assert not isinstance(part, Text | Beside) or part.markdown.strip()
        plain = OURS.sub("", re.sub(r"^(?:### |-# |- )", "", page.text, flags=re.MULTILINE).replace("**", ""))
        assert read(plain)[1] == set()


def entry(action: str, subject: str = "", /, **detail: Any) -> AuditEntry:
    return AuditEntry(1, 2, 42, action, subject, detail, NOON)


def gap(words: str | None = "Who pays?", count: int = 3, requests: int = 2, gap_id: str = "g3m9x2p7qw1z") -> Gap:
    return Gap(gap_id, 2, words, count, requests, NOON, NOON, None, None)


def insights_of(*titles: str) -> Insights:
    day = Day(date(2026, 5, 4), 7, 2, 3, 1)
    return Insights((day, replace(day, date=date(2026, 5, 5))), tuple((title, 4) for title in titles), 5)


class TestStatus:
    def test_says_what_serves_since_when_and_by_whom(self) -> None:
        page = status_page(STATUS, ENGLISH)
        check([page])
        assert page.text == (
            "### The corpus\n"
            "Nothing is wrong: every file can be read.\n"
            "- Edition 01234567\n"
            f"- Serving since <t:{UNIX}:f> (<t:{UNIX}:R>)\n"
            "- Confirmed by: <@42>\n"
            "- Articles: 12 · Passages: 340\n"
            "- Search model: models/small\n"
            "- Search index: .newsdesk\n"
            "- Golden questions: 14\n"
            "- Changes waiting to be confirmed: 0\n"
            "- The folder holds what serves."
        )

    def test_says_when_no_moderator_is_on_record(self) -> None:
        assert "Confirmed by: no moderator on record" in status_page(replace(STATUS, by=None), ENGLISH).text

    def test_names_every_fault_with_its_line_before_all_else(self) -> None:
        faults = (Fault("storm.md", 3, "date is *no* date", "write 2026-05-04"), Fault("fire.md", 0, "empty", "write"))
        texts = status_page(replace(STATUS, faults=faults, differing=None), ENGLISH).text.split("\n")
        assert texts[1] == "**⚠ 2 faults in the articles. What was published before still answers.**"
        assert texts[2] == r"- **storm.md:3** · date is \*no\* date; write 2026-05-04"
        assert texts[3] == "- **fire.md** · empty; write"
        assert "/corpus remove" in texts[4]
        assert texts[-1] == "- Whether files were changed by hand can be told once the faults are fixed."
        assert "Nothing is wrong" not in "".join(texts)

    def test_names_the_faults_of_the_golden_questions(self) -> None:
        faults = (Fault("golden.yaml", 9, "there is no article", "write one"),)
        text = status_page(replace(STATUS, golden_faults=faults), ENGLISH).text
        assert "1 fault in the list of golden questions**\n- **golden.yaml:9** · there is no article" in text
        assert "Nothing is wrong" not in text

    def test_says_how_many_faults_are_not_shown(self) -> None:
        faults = tuple(Fault(f"{number}.md", 1, "bad", "mend") for number in range(40))
        text = status_page(replace(STATUS, faults=faults), ENGLISH).text
        assert text.count("· bad; mend") + int(re.findall(r"and (\d+) more", text)[0]) == 40

    def test_says_how_the_folder_differs(self) -> None:
        text = status_page(replace(STATUS, differing=(1, 0, 2)), ENGLISH).text
        assert "Changed by hand since: 1 article added · 2 articles changed. /corpus reload shows" in text

    def test_says_in_words_that_the_index_is_the_bots_own(self) -> None:
        assert "Search index: in the bot’s own folder\n" in status_page(replace(STATUS, index="embedded"), ENGLISH).text

    def test_says_that_nothing_serves_yet(self) -> None:
        empty = Status(None, 0, 0, "m", "i", None, None, 0)
        text = status_page(empty, ENGLISH).text
        assert "**No edition serves yet" in text
        assert "Nothing is wrong" not in text
        assert "Serving since" not in text

    @given(st.lists(st.builds(Fault, WORDS, st.integers(0, 10**6), WORDS, WORDS), max_size=30), WORDS, WORDS, SAID)
    def test_any_faults_keep_the_limits(self, faults: list[Fault], model: str, index: str, words: Words) -> None:
        told = replace(STATUS, faults=tuple(faults), golden_faults=tuple(faults), model=model, index=index)
        check([status_page(told, words)])


class TestHistory:
    def test_names_the_editions_and_which_serves(self) -> None:
        editions = [Standing(EDITION, 12, 340, NOON, True), Standing("f" * 32, 11, 300, NOON, False)]
        page = history_page(editions, [], ENGLISH)
        check([page])
        assert f"- **01234567** · **serves now** · Articles: 12 · Passages: 340 · <t:{UNIX}:f>\n" in page.text
        assert f"- **ffffffff** · Articles: 11 · Passages: 300 · <t:{UNIX}:f>\n" in page.text
        assert "Nothing is on record yet." in page.text

    def test_says_who_published_what(self) -> None:
        summary = {"added": ["a", "b"], "removed": [], "changed": ["c"]}
        text = history_page([], [Published(1, EDITION, 42, "add", summary, NOON)], ENGLISH).text
        assert "No edition has been built yet." in text
        assert (
            f"- **01234567** · article added or replaced · 2 articles added · 1 article changed · <@42> · <t:{UNIX}:f>"
            in text
        )

    def test_shows_what_a_later_version_kept_as_it_is(self) -> None:
        text = history_page([], [Published(1, EDITION, None, "mer*ge", {"added": 3}, NOON)], ENGLISH).text
        assert r"mer\*ge · no moderator on record" in text

    @given(
        st.lists(st.builds(Standing, WORDS, COUNTS, COUNTS, MOMENTS, st.booleans()), max_size=20),
        st.lists(
            st.builds(
                Published, st.just(1), WORDS, st.none() | SNOWFLAKES, WORDS, st.dictionaries(WORDS, LISTS), MOMENTS
            ),
            max_size=20,
        ),
        SAID,
    )
    def test_any_history_keeps_the_limits(
        self, editions: list[Standing], published: list[Published], words: Words
    ) -> None:
        check([history_page(editions, published, words)])


class TestGaps:
    def test_are_listed_most_asked_first_each_with_what_dismisses_it(self) -> None:
        (page,) = gaps_pages([gap("Rare?", 1, 0, "rare"), gap("Who *pays*?", 3, 2, "often")], ENGLISH)
        check([page])
        assert page.parts[:3] == (
            Text("### 2 unanswered questions"),
            Beside(
                f"**Who \\*pays\\*?**\n-# Asked 3 times · last <t:{UNIX}:R> · 2 readers asked the moderators",
                Button("Dismiss", "newsdesk:dismiss:often:"),
            ),
            Beside(
                f"**Rare?**\n-# Asked once · last <t:{UNIX}:R>",
                Button("Dismiss", "newsdesk:dismiss:rare:"),
            ),
        )
        assert "/corpus add" in page.text

    def test_are_paged(self) -> None:
        pages = gaps_pages([gap(gap_id=f"g{number}") for number in range(20)], ENGLISH)
        check(pages)
        assert pages_turned_to(pages[1], Action.GAPS) == ["0", "2"]

    def test_whose_words_are_gone_are_listed_all_the_same(self) -> None:
        assert "**Its words are no longer kept.**" in gaps_pages([gap(None)], ENGLISH)[0].text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_where_none_is_open_that_is_said(self, language: str) -> None:
        (page,) = gaps_pages([], words_in(language))
        assert page.text == words_in(language)("gaps-none")

    @given(st.lists(st.tuples(st.none() | WORDS, COUNTS, COUNTS, MOMENTS), max_size=20), SAID)
    def test_any_gaps_keep_the_limits(self, asked: list[tuple[str | None, int, int, datetime]], words: Words) -> None:
        gaps = [
            replace(gap(question, count, requests, f"g{number}"), last=last)
            for number, (question, count, requests, last) in enumerate(asked)
        ]
        pages = gaps_pages(gaps, words)
        check(pages)
        dismissals = [button for page in pages for button in buttons_of(page) if ":dismiss:" in button.press]
        assert len(dismissals) == len(gaps)


class TestInsights:
    def test_stand_as_a_picture_and_below_it_in_words(self) -> None:
        page = insights_page(insights_of("A *storm*"), b"png", ENGLISH)
        check([page])
        picture, title, rest = page.parts
        assert picture == Picture(b"png", insights_text(insights_of("A *storm*"), ENGLISH))
        assert title == Text("### Questions of the last 2 days")
        assert isinstance(rest, Text)
        assert r"1\. A \*storm\* (times cited: 4)" in rest.markdown

    def test_of_days_without_questions_say_so(self) -> None:
        day = Day(date(2026, 5, 4), 0, 0, 0, 0)
        assert insights_page(Insights((day,), (), 0), b"png", ENGLISH).text.endswith("\nNobody asked anything.")

    @given(LISTS, SAID)
    def test_of_any_titles_keep_the_limits(self, titles: list[str], words: Words) -> None:
        check([insights_page(insights_of(*titles), b"", words)])


class TestAudit:
    def test_says_who_published_which_articles_and_when(self) -> None:
        told = entry(
            "published", EDITION, action="edit", edition=EDITION, added=[], removed=["old"], changed=list("abcdef")
        )
        (page,) = audit_pages([told], ENGLISH)
        check([page])
        assert page.text == (
            "### What moderators did\n"
            "**Published**\n"
            f"-# <@42> · <t:{UNIX}:f> · edit · Edition 01234567"
            " · changed: a, b, c, d, and 2 more · removed: old"
        )

    @pytest.mark.parametrize(
        ("told", "said"),
        [
            (entry("proposed", "A storm", action="add", edition=EDITION, added=["storm"]), "A storm · Edition 0123"),
            (entry("cancelled", EDITION), "Change cancelled** · <@42>"),
            (entry("golden-added", "Who pays?", article="storm"), "Who pays? · Answered from: storm"),
            (entry("golden-removed", "Who pays?", article=None), "Who pays? · The articles do not say"),
            (
                entry("room-settings", "5", channel=5, chosen={"answers": False, "cooldown_seconds": 2.5}),
                "Settings in <#5> · Answers questions: off · Wait between two questions: 2.5 seconds",
            ),
            (
                entry("room-settings", "", channel=None, chosen={"private": None}),
                "Settings of this server · Only the asker sees an answer, unless they choose otherwise: no choice of",
            ),
            (entry("room-settings", "", channel="5", chosen={}), "Settings in <#5> · all choices taken back"),
            (entry("moderator-role", "", role=7, allow=True), "A role may moderate** · <@42>"),
            (entry("moderator-role", "", role="7", allow=False), "A role may no longer moderate** · <@42>"),
            (entry("log-channel", "", channel=9), "<#9>"),
            (entry("log-channel", "", channel=None), "What moderators do is posted in no channel."),
            (
                entry("room-settings", "", channel=5, chosen={"answers": True}, cleared=True),
                "Settings in <#5> · all choices taken back · Answers questions: on",
            ),
            (entry("gap-told", "g1", readers=2), "2 readers have been told."),
            (entry("gap-told", "g1", readers=0), "There is nobody to tell"),
            (entry("gap-told", "g1"), "g1"),
            (entry("gap-dismissed", "g1"), "Unanswered question dismissed** · <@42>"),
            (entry("draft-dropped", "A storm"), "A storm"),
        ],
    )
    def test_tells_each_action_in_words(self, told: AuditEntry, said: str) -> None:
        assert said in log_page(told, ENGLISH).text
        check([log_page(told, words) for words in map(words_in, LANGUAGES)])

    @pytest.mark.parametrize(
        "told",
        [
            entry("mer*ge", "two *editions*", with_what=["a"]),
            entry("published", "two *editions*", action="mer*ge", added=3, removed=None, edition=7),
            entry("room-settings", "two *editions*", chosen=[1]),
            entry("room-settings", "", channel="x", chosen={"two *editions*": ["mer*ge"]}),
            entry("room-settings", "", channel=5, chosen={"cooldown_seconds": "two *editions*"}),
            entry("moderator-role", "two *editions*", role=True),
            entry("golden-added", "two *editions*"),
            entry("log-channel", "two *editions*"),
        ],
    )
    def test_shows_what_a_later_version_wrote_as_it_is(self, told: AuditEntry) -> None:
        check([log_page(told, ENGLISH), *audit_pages([told], ENGLISH)])
        assert r"two \*editions\*" in log_page(told, ENGLISH).text

    def test_takes_no_number_of_a_later_version_for_seconds(self) -> None:
        told = entry("room-settings", "", channel=5, chosen={"answers_an_hour": 30, "cooldown_seconds": 10**30})
        assert log_page(told, ENGLISH).text.endswith(rf"answers\_an\_hour 30 · Wait between two questions: {10**30}")

    def test_is_one_line_in_the_log_channel(self) -> None:
        assert (
            "\n"
            not in log_page(entry("published", "a\nb", action="add", edition=EDITION, added=["x\ny"]), ENGLISH).text
        )

    def test_is_paged_in_the_order_given(self) -> None:
        entries = [replace(entry("draft-dropped", f"Draft {number}."), id=number) for number in range(20, 0, -1)]
        pages = audit_pages(entries, ENGLISH)
        check(pages)
        assert pages_turned_to(pages[1], Action.AUDIT) == ["0", "2"]
        found = re.findall(r"Draft (\d+)", "\n".join(page.text for page in pages))
        assert found == [str(number) for number in range(20, 0, -1)]

    def test_where_nothing_was_done_says_so(self) -> None:
        assert audit_pages([], ENGLISH)[0].text == "No moderator has done anything yet."

    @given(
        st.sampled_from(("published", "golden-added", "room-settings", "moderator-role", "log-channel")) | WORDS,
        WORDS,
        st.dictionaries(
            st.sampled_from(
                ("action", "edition", "added", "removed", "changed", "article", "channel", "role", "chosen", "readers")
            ),
            st.none() | st.booleans() | st.integers() | WORDS | LISTS | CHOSEN,
        ),
        SAID,
    )
    def test_any_entry_keeps_the_limits(self, action: str, subject: str, detail: dict[str, Any], words: Words) -> None:
        told = entry(action, subject, **detail)
        check([*audit_pages([told] * 9, words), log_page(told, words)])


class TestSettings:
    def test_say_what_holds_and_where_each_choice_comes_from(self) -> None:
        holds = replace(DEFAULTS, answers=False, private=True)
        page = settings_page(holds, {"private": True, "answers": True}, {"answers": False}, 5, {8, 7}, 9, ENGLISH)
        check([page])
        assert page.text.startswith(
            "### Settings in <#5>\n"
            "- Answers questions: **off** · chosen for this channel\n"
            "- Answers when mentioned, not only commands: **on** · default\n"
            "- Only the asker sees an answer, unless they choose otherwise: **on** · chosen for the server\n"
            "- Answers a mention in a thread: **on** · default\n"
            "- Wait between two questions: **5 seconds** · default\n"
            "-# /corpus settings room changes this"
        )
        assert "Moderators: those who may manage this server, and <@&7>, <@&8>." in page.text
        assert "What moderators do is posted in <#9>." in page.text

    def test_of_a_server_without_choices_say_so(self) -> None:
        text = settings_page(replace(DEFAULTS, cooldown_seconds=0.0), {}, {}, None, (), None, ENGLISH).text
        assert text.startswith("### Settings of this server\n")
        assert "Wait between two questions: **none** · default" in text
        assert "Moderators: those who may manage this server.\n" in text
        assert "posted in no channel." in text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_say_how_each_is_changed_and_keep_the_limits_with_many_roles(self, language: str) -> None:
        page = settings_page(DEFAULTS, {}, {}, 2**63, range(2**63, 2**63 + 500), 2**63, words_in(language))
        check([page])
        for command in ("room", "moderators", "log"):
            assert f"/corpus settings {command}" in page.text
        assert words_in(language)("and-more", number=470) in page.text


class TestGoldenQuestions:
    def test_stand_with_what_must_answer_them(self) -> None:
        (page,) = golden_pages([Golden("Who *pays*?", "storm_1"), Golden("Who won?", None)], ENGLISH)
        check([page])
        assert page.text.startswith(
            "### 2 golden questions\n"
            "Who \\*pays\\*?\n-# Answered from: storm\\_1\n"
            "Who won?\n-# The articles do not say\n"
        )

    def test_are_paged(self) -> None:
        pages = golden_pages([Golden(f"Question {number}?", None) for number in range(20)], ENGLISH)
        check(pages)
        assert pages_turned_to(pages[1], Action.GOLDEN) == ["0", "2"]

    def test_are_shown_whole(self) -> None:
        question = "*" * MAX_QUESTION_CHARACTERS
        pages = golden_pages([Golden(question, None)] * 3, ENGLISH)
        check(pages)
        assert "".join(page.text for page in pages).count(r"\*" * MAX_QUESTION_CHARACTERS) == 3

    def test_where_there_are_none_say_how_to_add_one(self) -> None:
        assert "/corpus golden add" in golden_pages([], ENGLISH)[0].text

    @given(st.lists(st.builds(Golden, WORDS, st.none() | WORDS), max_size=20))
    def test_of_any_words_keep_the_limits(self, golden: list[Golden]) -> None:
        check(golden_pages(golden, ENGLISH))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", [HOSTILE, HOSTILE * 20, "*" * 1200, "😀" * 1200, "א " * 1200])
def test_hostile_words_do_nothing_wherever_they_stand_however_long(text: str, language: str) -> None:
    words, many = words_in(language), [text] * 40
    faults = (Fault(text, 1, text, text),) * 40
    status = replace(STATUS, faults=faults, golden_faults=faults, model=text, index=text, differing=(9, 9, 9))
    summary = {"added": many, "removed": many, "changed": many}
    settings = entry("room-settings", text, channel=5, chosen={f"{number}{text}": text for number in range(40)})
    told = [
        entry(text, text, action=text, edition=text),
        entry("published", text, action=text, edition=text, **summary),
        entry("golden-added", text, article=text),
        settings,
    ]
    check(
        [
            status_page(status, words),
            history_page(
                [Standing(text, 10**9, 10**9, NOON, True)] * 40,
                [Published(1, text, 2**63, text, summary, NOON)] * 40,
                words,
            ),
            *gaps_pages([gap(text)], words),
            insights_page(insights_of(*many), b"", words),
            *audit_pages(told * 3, words),
            *(log_page(each, words) for each in told),
            *golden_pages([Golden(text, text)] * 9, words),
        ]
    )


@given(st.lists(st.text("ab", max_size=20), max_size=20), st.integers(1, 20), st.integers(0, 100))
def test_of_many_lines_the_first_are_shown_and_the_others_counted(lines: list[str], most: int, room: int) -> None:
    told = some(lines, str, ENGLISH, most, room)
    left = len(lines) - len(told)
    if left or (told and told[-1].startswith("and ")):
        assert told[-1] == ENGLISH("and-more", number=left + 1)
        told = told[:-1]
    assert list(told) == lines[: len(told)]
    assert len(told) <= most
    assert len(told) >= min(1, len(lines))


def test_only_what_there_is_is_counted() -> None:
    assert counted(1, 0, 2, ENGLISH) == "1 article added · 2 articles removed"
    assert counted(0, 0, 0, ENGLISH) == ""


def test_a_moment_is_the_same_whatever_time_zone_it_is_given_in() -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
    assert f"<t:{UNIX}:f>" in status_page(replace(STATUS, reloaded=elsewhere), ENGLISH).text
