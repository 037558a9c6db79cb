"""The load test's rules, and a handful of members who ask a bot that is only played."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import pytest
import yarl
from discord import app_commands

from benchmarks.load_figures import Asked, Load, Outcome, Sample, rate_row, report, verdict
from benchmarks.load_members import Members, arrivals, is_final, outcome_of, variations
from benchmarks.load_process import megabytes, processor_seconds
from bot.words.catalogue import words_in
from retrieval.asking import LONGEST
from tests.standin.exchange import Shown
from tests.standin.standin import Standin

SERVED = Asked(Outcome.ANSWERED, 0.1, 0.5)
TEXT, BUTTON = 10, 2


def shown(words: str, button: bool = False) -> Shown:
    components = [{"type": TEXT, "content": words}]
    if button:
        components.append({"type": BUTTON, "label": "Helpful", "custom_id": "h"})
    return Shown({"flags": 0, "content": "", "embeds": [], "components": components}, 0.0)


def samples(megabytes_at: list[float]) -> list[Sample]:
    return [Sample(10.0 * at, each) for at, each in enumerate(megabytes_at)]


def test_memory_that_rises_in_the_warm_up_alone_is_flat() -> None:
    found = verdict(samples([300.0, 390.0] + [400.0] * 9))
    assert found.level == 400
    assert found.excess == 0
    assert found.drift == pytest.approx(0)
    assert found.flat


def test_memory_that_creeps_is_not_flat_and_is_told_by_how_much() -> None:
    found = verdict(samples([400.0 + 5 * at for at in range(11)]))
    assert found.drift == pytest.approx(40)
    assert not found.flat


def test_one_peak_over_the_bound_is_enough() -> None:
    peaked = verdict(samples([400.0] * 6 + [431.0] + [400.0] * 5))
    assert peaked.excess == 31.0
    assert peaked.drift < 30
    assert not peaked.flat


def test_a_soak_too_short_to_judge_is_an_error_and_no_verdict() -> None:
    with pytest.raises(ValueError, match="too few"):
        verdict(samples([400.0]))


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.FAILED, Outcome.LOST])
def test_a_load_is_held_only_when_all_are_served(outcome: Outcome) -> None:
    assert Load(1, [SERVED, Asked(Outcome.DECLINED, 0.1, 0.2)], 0).held
    assert not Load(1, [SERVED, Asked(outcome, 0.1, None)], 0).held


def test_a_load_is_held_only_when_acknowledgements_are_quick() -> None:
    assert not Load(1, [Asked(Outcome.ANSWERED, 1.0, 1.5)], 0).held


def test_who_was_refused_has_no_part_in_the_seconds_of_replies() -> None:
    load = Load(2, [SERVED, Asked(Outcome.REFUSED, 0.01, 0.01), Asked(Outcome.LOST, None, None)], 0.3)
    assert (load.answers, load.acknowledgements, load.rate) == ([0.5], [0.1, 0.01], 1.5)
    said = "\n".join(report(load))
    assert "answered 1  declined 0  refused 1  failed 0  lost 1" in said
    assert "100.0 ms a question" in said


def test_a_load_of_which_nothing_came_is_reported_all_the_same() -> None:
    load = Load(1, [Asked(Outcome.LOST, None, None)], 0)
    assert "none" in report(load)[2]
    assert rate_row(load).endswith("no")


def test_questions_are_many_distinct_short_enough_and_the_same_for_a_seed() -> None:
    found = variations(6)
    assert len(found) > 4000
    assert len(set(found)) == len(found)
    assert all(question.strip() and len(question) <= LONGEST for question in found)
    assert variations(6) == found
    assert variations(7) != found


def test_arrivals_are_in_order_within_the_time_and_the_same_for_a_seed() -> None:
    found = arrivals(1000, 60.0, 6)
    assert found == sorted(found) == arrivals(1000, 60.0, 6)
    assert found[0] >= 0
    assert found[-1] <= 60
    assert 400 < sum(each < 30 for each in found) < 600


def test_what_is_shown_on_the_way_is_not_the_end() -> None:
    words = words_in("en")
    on_the_way = [words("working"), words("waiting", place=1), words("waiting", place=104)]
    on_the_way += [words("working-reading", count=count) for count in (1, 2, 17)]
    assert not any(is_final(shown(each)) for each in on_the_way)
    assert is_final(shown(words("trouble-unexpected")))
    assert is_final(shown("Forty boats sank.", button=True))


def test_what_a_question_came_to_is_told_by_what_is_shown() -> None:
    words = words_in("en")
    assert outcome_of(shown("Forty boats sank.", button=True)) is Outcome.ANSWERED
    assert outcome_of(shown(f"**Why?**\n{words('declined-nothing-near')}", button=True)) is Outcome.DECLINED
    assert outcome_of(shown(words("trouble-queue-full", waiting=100))) is Outcome.REFUSED
    assert outcome_of(shown(words("trouble-in-flight"))) is Outcome.REFUSED
    assert outcome_of(shown(words("trouble-unexpected"))) is Outcome.FAILED


def test_memory_and_time_are_read_as_the_kernel_writes_them() -> None:
    assert megabytes("VmHWM:\t  900 kB\nVmRSS:\t  1000 kB\n", "VmRSS") == 1.024
    stat = "7 (a (b) c) S " + " ".join(str(number) for number in range(4, 53))
    assert processor_seconds(stat, 100) == pytest.approx((14 + 15) / 100)


class Played(discord.AutoShardedClient):
    """Is busy for the first, works before it answers the others; if ``silent``, says no more than that it heard."""

    def __init__(self, silent: bool) -> None:
        self.silent = silent
        super().__init__(intents=discord.Intents.none(), chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(app_commands.Command(name="ask", description="ask", callback=self.ask))
        self.asked: list[tuple[int, int | None, str]] = []

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def ask(self, interaction: discord.Interaction, question: str) -> None:
        self.asked.append((interaction.user.id, interaction.guild_id, question))
        if self.silent:
            await interaction.response.defer()
            return
        if len(self.asked) == 1:
            full = words_in("en")("trouble-queue-full", waiting=100)
            await interaction.response.send_message(full, ephemeral=True)
            return
        await interaction.response.defer()
        await interaction.edit_original_response(content=words_in("en")("working"))
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label="Helpful", custom_id="helpful"))
        await interaction.edit_original_response(content="Forty boats sank.", view=view)


@asynccontextmanager
async def played_on(standin: Standin, monkeypatch: pytest.MonkeyPatch, silent: bool = False) -> AsyncIterator[Played]:
    monkeypatch.setattr(discord.http.Route, "BASE", standin.url)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(standin.gateway_url))
    async with Played(silent) as client:
        running = asyncio.create_task(client.start(standin.token))
        await standin.connected()
        yield client
        await client.close()
        await asyncio.gather(running, return_exceptions=True)


async def test_members_ask_each_another_question_over_all_servers_and_each_is_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Standin(servers=3) as standin, played_on(standin, monkeypatch) as bot:
        asked = await Members(standin, 6, seed=6).ask_at([0.05 * number for number in range(6)])
    assert [each.outcome for each in asked] == [Outcome.REFUSED] + 5 * [Outcome.ANSWERED]
    members, servers, questions = zip(*bot.asked, strict=True)
    assert len(set(members)) == len(set(questions)) == 6
    assert {servers.count(each) for each in servers} == {2}
    assert all(each.acknowledged is not None and each.ended is not None for each in asked)
    assert all(each.acknowledged <= each.ended for each in asked if each.acknowledged and each.ended)


async def test_who_is_never_answered_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.load_members.PATIENCE_SECONDS", 0.2)
    async with Standin() as standin, played_on(standin, monkeypatch, silent=True):
        (asked,) = await Members(standin, 1, seed=6).ask_at([0.0])
    assert (asked.outcome, asked.ended) == (Outcome.LOST, None)
    assert asked.acknowledged is not None
