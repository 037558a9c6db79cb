import asyncio, time
from typing import Any
import discord, pytest
from bot.presses import Action, Press
from tests.bot.discord_room.conftest import HOW_MANY, SANK, SHY, SURE, Room, words_shown
from tests.bot.discord_room.driving import *
from tests.bot.discord_room.driving import reply_with, actions_of
from tests.bot.discord_room.test_long_answers import with_forty_sources

HALF = "[answering]\nminimum_confidence = 0.4\n[limits]\ncooldown_seconds = 0.0\n"

async def test_copy_remove(room: Room, monkeypatch):
    reply_with(room, monkeypatch, await with_forty_sources(room))
    answer = (await room.ask()).response
    copy = (await press(room.ada, answer, Action.PAGE, NEXT)).response
    print("copy1", actions_of(copy))
    again = (await press(room.ada, copy, Action.PAGE, NEXT)).response
    print("copy2", again.ephemeral, actions_of(again))
    await press(room.ada, again, Action.REMOVE)
    print("public still there:", room.channel.last_message is not None, "record:", await room.records.answer_at(answer.id))
    r = await press(room.ada, answer, Action.REMOVE)
    print("remove on the public:", words_shown(r.response))
    r = await press(room.moderator, answer, Action.REMOVE)
    print("by moderator:", words_shown(r.response))

async def test_share_again_after_turn(room: Room, monkeypatch):
    reply_with(room, monkeypatch, await with_forty_sources(room))
    answer = (await room.ask(private=True)).response
    await press(room.ada, answer, Action.SHARE)
    own = [m for m in room.channel.history(viewer=room.ada) if m.flags.ephemeral][0]
    print("after share", Action.SHARE in actions_of(own))
    t = (await press(room.ada, own, Action.PAGE, NEXT)).response
    print("after turn", Action.SHARE in actions_of(t))
    await press(room.ada, t, Action.SHARE)
    print("shared messages:", sum("shared an answer" in words_shown(m) for m in room.channel.history()))

async def test_share_twice(room: Room, monkeypatch):
    answer = (await room.ask(private=True)).response
    real = room.records.answer
    gate = asyncio.Event(); n = 0
    async def slow(i):
        nonlocal n
        n += 1
        if n >= 2: gate.set()
        try:
            await asyncio.wait_for(gate.wait(), 1)
        except TimeoutError: pass
        return await real(i)
    monkeypatch.setattr(room.records, "answer", slow)
    r = await asyncio.gather(press(room.ada, answer, Action.SHARE), press(room.ada, answer, Action.SHARE), return_exceptions=True)
    print(r)
    print("shared messages:", sum("shared an answer" in words_shown(m) for m in room.channel.history()))

async def test_remove_twice(room: Room, monkeypatch):
    answer = (await room.ask()).response
    real = room.records.answer
    gate = asyncio.Event(); n = 0
    async def slow(i):
        nonlocal n
        n += 1
        if n >= 2: gate.set()
        try: await asyncio.wait_for(gate.wait(), 1)
        except TimeoutError: pass
        return await real(i)
    monkeypatch.setattr(room.records, "answer", slow)
    r = await asyncio.gather(press(room.ada, answer, Action.REMOVE), press(room.ada, answer, Action.REMOVE), return_exceptions=True)
    for x in r: print(x if isinstance(x, Exception) else [words_shown(f) for f in x.followups])

@pytest.mark.parametrize("configured", [SHY])
async def test_moderator_lost(room: Room):
    desk = room.guild.create_text_channel("moderators")
    room.house.configure(f"{SHY}[discord]\nmoderator_channel = {desk.id}\n")
    await room.restart()
    answer = (await room.ask()).response
    room.env.inject_error("POST", "/channels/*/messages", status=403)
    print(words_shown((await press(room.ada, answer, Action.MODERATOR)).response))
    print(words_shown((await press(room.ada, answer, Action.MODERATOR)).response), desk.last_message)
    # and everybody's press is a post of its own
    for who in (room.ben, room.moderator):
        await press(who, answer, Action.MODERATOR)
    print("posts of one question:", len(desk.history()))

@pytest.mark.parametrize("configured", [HALF])
async def test_try_readonly(room: Room):
    everyone = room.guild.default_role
    ro = room.guild.create_text_channel("announcements", overwrites={everyone: discord.PermissionOverwrite(send_messages=False, send_messages_in_threads=False)})
    r = await room.moderator.slash(ro, "ask", question="zzz")
    assert Action.TRY in actions_of(r.response), actions_of(r.response)
    b = [x for x in buttons_of(r.response) if ":try:" in x["custom_id"]][0]
    before = len(ro.history())
    try:
        await room.ben.send(ro, "hello"); print("ben may send")
    except Exception as e: print("ben may not write:", type(e).__name__)
    x = await room.ben.click(r.response, custom_id=b["custom_id"])
    print("ben's press made public messages:", len(ro.history()) - before, "ephemeral:", x.response.ephemeral)

async def test_slow_records_ack(room: Room, monkeypatch):
    answer = (await room.ask()).response
    real = room.records.answer
    async def slow(i):
        await asyncio.sleep(5)
        return await real(i)
    monkeypatch.setattr(room.records, "answer", slow)
    for action in (Action.REMOVE,):
        custom = [x["custom_id"] for x in buttons_of(answer) if f":{action}:" in x["custom_id"]][0]
        try:
            r = await room.ada.click(answer, custom_id=custom)
            print(action, "acknowledged", r.acknowledged, r)
            await room.env.advance_time(6)
            print("errors", room.env.errors, r.acknowledged, len(room.channel.history()))
        except Exception as e: print(action, type(e), e)

async def test_stranger_private(room: Room):
    private = (await room.ask("How many boats sank in the old harbour, secret?", private=True)).response
    kept = await room.records.answer_at(private.id)
    public = (await room.ben.slash(room.channel, "ask", question=HOW_MANY)).response
    inter = []
    async def forged(action, argument=""):
        from bot.presses import Press
        class I:  # forged: swap the id in the press
            pass
        real = room.client._pressing.press
        async def swap(interaction, press):
            return await real(interaction, Press(action, kept.id, argument))
        room.client._pressing.press = swap
        try:
            r = await room.ben.click(public, label="Helpful")
            print("FORGED", action, [words_shown(x) for x in ([r.response] if r.response else []) + list(r.followups)][:1])
        finally:
            room.client._pressing.press = real
    await forged(Action.PAGE, "0")
    await forged(Action.SHARE)
    print(words_shown(room.channel.last_message)[:200])

async def test_forget_leaves_words(room: Room):
    a = (await room.ask("How many boats sank in the old harbour, asks Ada SECRET?")).response
    await room.ben.send(room.channel, f"<@{room.env.bot.user.id}> And when?", reply_to=a.message)
    shown = room.channel.last_message
    kept = await room.records.answer_at(shown.id)
    print("before", kept.carried.question)
    p = (await room.ada.slash(room.channel, "privacy")).response
    r = await press(room.ada, p, Action.FORGET)
    print(words_shown(r.response))
    kept = await room.records.answer_at(shown.id)
    print("after", kept.carried.question, kept.asker_id == room.ben.id)
    r = await press(room.ada, a, Action.REMOVE)
    print("ada removes her own answer:", words_shown(r.response))

async def test_check_bypasses_line(room: Room, monkeypatch):
    message = await room.ben.send(room.channel, SANK)
    gate = asyncio.Event(); n = 0
    desk = room.newsroom.desk
    real = desk.check
    async def check(text):
        nonlocal n
        n += 1
        await asyncio.sleep(0.5)
        return await real(text)
    monkeypatch.setattr(desk, "check", check)
    peak = 0
    rs = await asyncio.gather(*(room.ada.context_menu(room.channel, "Check against the story", message) for _ in range(20)), return_exceptions=True)
    print("checks let in at once of one reader:", n, "refused:", sum("still working" in words_shown(r.response) for r in rs if not isinstance(r, Exception)), [r for r in rs if isinstance(r, Exception)][:1])

async def test_flood(room: Room):
    with room.answering.line.ticket(room.ada.id):
        before = len(room.channel.history())
        for _ in range(12):
            await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
        print("refusals for 12 mentions:", sum(m.author.id == room.env.bot.user.id for m in room.channel.history()))

async def test_allowed_mentions(room: Room):
    a = (await room.ask(private=True)).response
    await press(room.ada, a, Action.SHARE)
    await room.ada.send(room.channel, f"<@{room.env.bot.user.id}> {HOW_MANY}")
    for r in room.env.http_requests:
        b = getattr(r, "json", None) or getattr(r, "body", None) or {}
        d = b.get("data", b) if isinstance(b, dict) else {}
        if isinstance(d, dict) and "components" in d:
            print(r.method, r.path[:50], d.get("allowed_mentions"))

async def test_no_history_permission(room: Room):
    ev = room.guild.default_role
    ch = room.guild.create_text_channel("nohist", overwrites={room.guild.default_role: discord.PermissionOverwrite(read_message_history=False, create_public_threads=False)})
    await room.ada.send(ch, f"<@{room.env.bot.user.id}> {HOW_MANY}")
    print("shown", [words_shown(m)[:60] for m in ch.history() if m.author.id == room.env.bot.user.id], room.env.errors[-1:])

async def test_ready_lies(room: Room):
    print("is_ready", room.client.is_ready(), "shards", room.client.shards)

async def test_network_gone(room: Room, monkeypatch):
    import aiohttp
    from bot import places
    async def broken(self, page): raise aiohttp.ServerDisconnectedError()
    monkeypatch.setattr(places.InteractionPlace, "show", broken)
    monkeypatch.setattr(discord.Interaction, "edit_original_response", broken)
    try:
        r = await room.ada.slash(room.channel, "ask", question=HOW_MANY)
        print(r, room.env.errors)
    except BaseException as e: print("raised", type(e), e)
    print(room.answering.metrics.text().decode().split("newsdesk_questions_total")[-1][:80], room.answering.line.serving)

async def test_sync_refused(room: Room):
    from bot.records.records import Records
    await room.records.set_fact(f"commands of {room.client.application_id}", "old")
    room.env.inject_error("PUT", "/applications/*/commands", status=400)
    try:
        await room.restart(); print("started")
    except BaseException as e: print("START FAILED", type(e), e)

async def test_stop_unbounded(room: Room, monkeypatch):
    from bot import places
    desk = room.newsroom.desk
    async def never(*a, **k): await asyncio.Event().wait()
    monkeypatch.setattr(desk, "ask", never)
    from bot.answering import Question
    class P:
        from bot.words.catalogue import words_in
        words = words_in("en"); private=False; guild_id=None
        async def show(self, page):
            await asyncio.sleep(3600)
    async def go():
        with room.answering.line.ticket(1) as t:
            await room.answering.answer(Question("q", 1, 1, "slash"), t, P())
    task = asyncio.create_task(go())
    await asyncio.sleep(0.05)
    try:
        await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(room.answering.stop())), 2); print("stopped")
    except TimeoutError: print("stop() hangs")
    for _ in range(3): task.cancel(); await asyncio.sleep(0)
