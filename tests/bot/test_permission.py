"""Who may moderate: as Discord tells it with each command, press and modal, and in which servers the corpus is kept."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAKeeperError, NotAModeratorError, RecordsError
from bot.moderating.permission import check_keeper, check_moderator
from bot.records.records import Records
from bot.settings import DiscordSettings
from tests.bot.discord_values import ELSEWHERE, GUILD, ROLE, client_in, guild_payload, interaction_in

NOBODY, OTHER_ROLE = DiscordSettings(), 88
MODAL = discord.InteractionType.modal_submit
PRESS = discord.InteractionType.component


@pytest.fixture
async def records(tmp_path: Path) -> AsyncIterator[Records]:
    records = await Records.open("sqlite:///records.db", tmp_path)
    yield records
    await records.close()


def called(**given: Any) -> discord.Interaction:
    return interaction_in(client_in(guild_payload(roles=(ROLE, OTHER_ROLE))), **given)


class TestAModerator:
    @pytest.mark.parametrize("right", ["manage_guild", "administrator"])
    async def test_is_who_may_manage_the_server(self, records: Records, right: str) -> None:
        interaction = called(permissions=discord.Permissions(**{right: True}))
        assert await check_moderator(interaction, records, NOBODY) == GUILD

    async def test_is_not_who_has_every_other_right(self, records: Records) -> None:
        others = discord.Permissions.all()
        others.update(manage_guild=False, administrator=False)
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(permissions=others, roles=(ROLE,)), records, NOBODY)

    async def test_is_who_has_a_role_that_the_config_names(self, records: Records) -> None:
        settings = DiscordSettings(moderator_roles=(OTHER_ROLE, ROLE))
        assert await check_moderator(called(roles=(ROLE,)), records, settings) == GUILD
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(roles=()), records, settings)

    async def test_is_who_has_a_role_that_the_server_named_for_as_long_as_it_does(self, records: Records) -> None:
        await records.rooms.set_moderator_roles(GUILD, [ROLE])
        assert await check_moderator(called(roles=(ROLE, OTHER_ROLE)), records, NOBODY) == GUILD
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(roles=(OTHER_ROLE,)), records, NOBODY)
        await records.rooms.set_moderator_roles(GUILD, [])
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(roles=(ROLE,)), records, NOBODY)

    async def test_is_not_who_has_a_role_of_another_server(self, records: Records) -> None:
        await records.rooms.set_moderator_roles(ELSEWHERE, [ROLE])
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(roles=(ROLE,)), records, NOBODY)
        client = client_in(guild_payload(), guild_payload(ELSEWHERE, roles=()))
        with pytest.raises(NotAModeratorError):
            await check_moderator(interaction_in(client, ELSEWHERE, roles=(ROLE,)), records, NOBODY)

    async def test_is_not_everybody_when_the_role_of_everybody_is_named(self, records: Records) -> None:
        await records.rooms.set_moderator_roles(GUILD, [GUILD])
        with pytest.raises(NotAModeratorError):
            await check_moderator(called(), records, DiscordSettings(moderator_roles=(GUILD,)))

    async def test_is_not_a_bot_nor_anybody_in_a_direct_message(self, records: Records) -> None:
        for interaction in (
            called(bot=True, permissions=discord.Permissions.all(), roles=(ROLE,)),
            called(guild_id=None),
        ):
            with pytest.raises(NotAModeratorError):
                await check_moderator(interaction, records, DiscordSettings(moderator_roles=(ROLE,)))

    async def test_is_nobody_any_longer_whose_role_or_right_was_taken_while_a_modal_was_open(
        self, records: Records
    ) -> None:
        client = client_in(guild_payload())
        await records.rooms.set_moderator_roles(GUILD, [ROLE])
        manages = discord.Permissions(manage_guild=True)
        for before in ({"roles": (ROLE,)}, {"permissions": manages}):
            pressed = interaction_in(client, kind=PRESS, **before)
            assert await check_moderator(pressed, records, NOBODY) == GUILD
            with pytest.raises(NotAModeratorError):
                await check_moderator(interaction_in(client, kind=MODAL), records, NOBODY)

    async def test_who_manages_the_server_passes_while_the_records_fail_and_others_hear_that_they_do(
        self, records: Records, tmp_path: Path
    ) -> None:
        await records.close()
        for path in tmp_path.glob("records.db*"):
            path.unlink()
        (tmp_path / "records.db").write_bytes(b"no database at all" * 500)
        manages = called(permissions=discord.Permissions(manage_guild=True))
        assert await check_moderator(manages, records, NOBODY) == GUILD
        named = DiscordSettings(moderator_roles=(ROLE,))
        assert await check_moderator(called(roles=(ROLE,)), records, named) == GUILD
        with pytest.raises(RecordsError):
            await check_moderator(called(roles=(ROLE,)), records, NOBODY)

    async def test_is_told_in_time_for_an_acknowledgement_that_the_records_are_slow(
        self, records: Records, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def never(guild_id: int) -> frozenset[int]:
            await asyncio.Event().wait()
            return frozenset({guild_id})

        monkeypatch.setattr(records.rooms, "moderator_roles", never)
        monkeypatch.setattr("bot.moderating.permission.READING_SECONDS", 0.01)
        with pytest.raises(RecordsError, match="did not say"):
            await asyncio.wait_for(check_moderator(called(roles=(ROLE,)), records, NOBODY), 1)


def keeps(client: discord.AutoShardedClient, guild_id: int, settings: DiscordSettings) -> bool:
    try:
        check_keeper(interaction_in(client, guild_id), settings)
    except NotAKeeperError:
        return False
    return True


class TestAKeeper:
    async def test_is_the_only_server_when_none_is_named(self) -> None:
        assert keeps(client_in(guild_payload()), GUILD, NOBODY)

    async def test_is_nobody_when_none_is_named_and_the_bot_is_in_several_or_in_another(self) -> None:
        client = client_in(guild_payload(), guild_payload(ELSEWHERE))
        assert not keeps(client, GUILD, NOBODY)
        assert not keeps(client, ELSEWHERE, NOBODY)
        assert not keeps(client_in(guild_payload()), ELSEWHERE, NOBODY)

    async def test_is_nobody_when_none_is_named_and_a_process_sees_only_some_servers(self) -> None:
        assert not keeps(client_in(guild_payload()), GUILD, DiscordSettings(shard_count=2, shards=(0,)))
        assert not keeps(client_in(guild_payload(), ready=False), GUILD, NOBODY)

    @given(named=st.frozensets(st.integers(1, 9), min_size=1), asked=st.sampled_from([GUILD, ELSEWHERE]))
    def test_is_exactly_who_is_named_if_any_is(self, named: frozenset[int], asked: int) -> None:
        async def kept() -> bool:
            return keeps(client_in(guild_payload()), asked, DiscordSettings(keepers=tuple(named)))

        assert asyncio.run(kept()) == (asked in named)
