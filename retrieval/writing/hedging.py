"""Words that say that something may be so, or ought to be, but not that it is: in English and in readers' languages."""

import re
from collections.abc import Sequence

from retrieval.wording import Token, key_of
from retrieval.writing.cues import Words

_ADVERBS = frozenset(
    "could may might would should must ought potentially possibly allegedly reportedly supposedly perhaps maybe likely "
    "apparently probably".split()
)
_KEYS = frozenset(
    map(key_of, "potential possibility possible prospect rumour rumor alleged suggest propose proposal".split())
)
_HEDGING = {
    "de": "könnt* möglich* potenziell* potentiell* vielleicht* soll* dürft* müss* muss* mutmaßlich* angeblich* "
    "wahrscheinlich* würd* wäre* vorschl* vorgeschlag* schlug* aussicht* droh*",
    "fr": "pourr* pouv* peut* possib* potenti* éventu* devr* doi doivent* présum* prétend* probabl* semble* serai* "
    "aurai* suggér* perspective* risqu*",
    "es": "podr* pued* posib* potenci* quizá* debe* deberí* debía* supuest* presunt* probabl* parec* sería* habría* "
    "sugir* suger* perspectiva* riesgo*",
    "it": "potr* può possono* possib* potenzi* forse* dovr* deve* devono* presunt* probabil* sembra* sarebb* "
    "avrebb* sugger*",
    "pt": "poder* pode* possív* possib* potenci* talvez* deve* supost* aleg* provave* seria* teria* suger*",
    "nl": "kan kunnen* zou mogelijk* potentie* misschien* moet* vermeend* waarschijnlijk*",
    "sv": "kan kunde* skulle* möjlig* potentiel* kanske* måste* bör påstå* troligen*",
    "pl": "może* mogł* możliw* potencjal* powin* musi* musz* rzekom* prawdopodob*",
    "ru": "мог мож возможн* потенциал* вероятн* долж* следует* якобы* предполож* предлож*",
    "uk": "мог мож можлив* потенц* ймовірн* повин* має нібито*",
    "tr": "olası* muhtemel* belki* gerek* iddia* olabilir*",
    "ar": "قد ربما* يمكن* محتمل* ينبغي* يجب مزعوم* احتمال*",
    "hi": "सकत संभव* शायद* चाहिए* संभाव* कथित*",
    "ro": "poate pot putea* putut* ar posibil* potenț* eventual* trebui* probabil* pare presupus* suger* propu* risc*",
    "el": "μπορ* θα ίσως πιθαν* ενδεχ* πρέπει έπρεπε δυνατ* φέρεται φαίνεται προτείν* πρότειν*",
    "vi": "thể phải nên lẽ dường tiềm chắc khả",
}
_UNSPACED = re.compile(
    "可能|也许|或许|应该|應該|应当|必须|必須|须|据称|疑|潜在|能否|能够|かもしれ|可能性|べき|수 있|아마|อาจ|ควร|ต้อง"
)
_HEDGES = Words(_HEDGING.values())


def is_hedge(token: Token) -> bool:
    """Tell whether an English word hedges what follows it; "May" is a month."""
    return token.key in _KEYS or (token.word.casefold() in _ADVERBS and token.word != "May")


def hedges_in_english(tokens: Sequence[Token]) -> bool:
    """Tell whether an English sentence hedges, wherever in it."""
    return any(map(is_hedge, tokens))


def hedges(text: str) -> bool:
    """Tell whether a sentence that is not English hedges."""
    return _HEDGES.stands_in(text) or _UNSPACED.search(text) is not None
