import pytest
from tests.bot.discord_room.conftest import *
from tests.bot.discord_room.conftest import Room, words_shown

@pytest.mark.parametrize("configured", ["[answering]\nminimum_confidence = %s\n[limits]\ncooldown_seconds = 0.0\n" % c for c in (0.05,0.2,0.4,.6)])
async def test_probe(room: Room, configured):
    print(configured)
    for q in ("Who is Anna Jones of Riverside?", "What did the queen of Harbourtown eat?", "zzz", "Why does Paris matter to Anna Smith?"):
        r = await room.ask(q)
        k = await room.records.answer_at(r.response.id)
        print(q, type(k.reply).__name__, k.reply.confidence, k.suggested)

async def test_check(room):
    for text in ("Forty boats sank in the old harbour.", "Fifty boats sank in the old harbour.", "40 boats sank in the old harbour. Anna Smith lost the election in Riverside. The moon is made of cheese and it is very old.", "!!!", "a"):
        m = await room.ben.send(room.channel, text)
        r = await room.ada.context_menu(room.channel, "Check against the story", m)
        print(r, r.response.ephemeral); print(words_shown(r.response))
    for n, o in (("sources",{}),("search",{"words":"boats"}),("search",{"words":"zebra"}),("search",{"words":"boats","article":"A storm in Harbourtown"}),("search",{"words":"boats","article":"nope"}),("help",{}),("privacy",{})):
        r = await room.ada.slash(room.channel, n, **o)
        print(n,o,r, r.response.ephemeral); print(words_shown(r.response))
    print(await room.ada.autocomplete(room.channel, "search", "article", "storm", words="x"))
