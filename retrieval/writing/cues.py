"""Words that deny, and words that put what is said in somebody's mouth, in the languages that readers ask in."""

import re
from collections.abc import Sequence

from retrieval.asking import FUNCTION_WORDS, words_of
from retrieval.wording import Role, Token, key_of


def _keys(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split())


_DENIALS = _keys(
    "deny refuse reject fail false falsely untrue unlikely lack stop prevent avoid oppose disprove debunk refute"
)
_DOUBTS = _keys(
    "potential potentially possibility possible possibly prospect risk rumour rumor alleged allegedly allegation "
    "reportedly supposedly perhaps maybe likely apparently plan want hope expect propose proposal aim intend urge "
    "demand threaten consider fear concern worry suspect"
)
_MODALS = frozenset("could may might would should must can ought will shall".split())
REPORTING = _keys(
    "say state claim tell report voice explain suggest accuse deny allege argue insist warn call believe think "
    "estimate predict describe assume dispute hint imply assert write announce declare comment reply label "
    "brand praise blame according find show reveal confirm"
)

_DENYING = {
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder verneint bestreitet "
    "bestritt dementiert dementierte",
    "fr": "ne pas jamais aucun aucune rien sans ni nie nié nient dément démenti",
    "es": "no nunca jamás nadie ningún ninguna ninguno nada sin ni tampoco niega negó niegan",
    "it": "non mai nessuno nessuna nessun niente nulla senza né nega negato",
    "pt": "não nunca jamais ninguém nenhum nenhuma nada sem nem nega negou",
    "nl": "niet geen nooit niemand niets zonder noch ontkent ontkende",
    "sv": "inte ingen inget inga aldrig utan varken nekar",
    "pl": "nie nigdy nikt nic bez ani żaden żadna zaprzecza",
    "ru": "не нет никогда никто ничего без ни никакой отрицает отрицал отрицала",
    "uk": "не ні немає ніколи ніхто нічого без жоден заперечує",
    "tr": "değil yok asla hiç hiçbir yalanladı",
    "ar": "لا لم لن ليس ليست ليسوا دون بدون أبدا نفى نفت",
    "hi": "नहीं न मत कभी बिना इनकार",
}
_REPORTING = {
    "de": "sagt sagte sagten laut zufolge behauptet behauptete behaupten erklärt erklärte nennt nannte bezeichnet "
    "bezeichnete wirft warf beschuldigt beschuldigte berichtet berichtete schrieb meint meinte schlug angeblich",
    "fr": "dit disent déclare déclaré affirme affirmé selon accuse accusé qualifie qualifié rapporte rapporté écrit "
    "suggère suggéré estime prétend prétendu",
    "es": "dice dijo dicen según afirma afirmó declara declaró acusa acusó califica calificó informa informó escribió "
    "sugirió sugiere asegura aseguró sostiene",
    "it": "dice disse detto secondo afferma affermato dichiara dichiarato accusa accusato definisce definito riferisce",
    "pt": "diz disse dizem segundo afirma afirmou declara declarou acusa acusou chamou relata escreveu sugeriu",
    "nl": "zegt zei zeiden volgens beweert beweerde noemde beschuldigt meldt schreef",
    "sv": "säger sade enligt hävdar hävdade kallade anklagar rapporterar skrev",
    "pl": "mówi powiedział powiedziała według twierdzi twierdził oskarża oskarżył nazwał donosi napisał",
    "ru": "говорит сказал сказала заявил заявила заявляет утверждает утверждал назвал назвала обвинил обвинила "
    "сообщает словам мнению написал",
    "uk": "каже сказав сказала заявив заявила стверджує назвав назвала звинуватив повідомляє словами",
    "tr": "söyledi dedi göre iddia belirtti açıkladı suçladı",
    "ar": "قال قالت وفقا بحسب زعم زعمت ادعى صرح صرحت اتهم اتهمت وصف وصفت ذكرت",
    "hi": "कहा कहना अनुसार दावा आरोप बताया",
}
_DENYING_UNSPACED = re.compile(r"不|没|沒|无|無|未|否|非|ない|ません|なかった|ず|않|없|못|아니|ไม่")
_REPORTING_UNSPACED = re.compile(
    r"说|說|称|稱|表示|声明|認為|认为|指责|指責|报道|報道|写道|と述べ|によると|と主張|と発表|말했|주장|따르면|กล่าว|อ้าง"
)
_DENIES = frozenset(" ".join(_DENYING.values()).split())
_REPORTS = frozenset(" ".join(_REPORTING.values()).split())
_FRENCH = re.compile(r"\bn['’](?=\w)")
_ENGLISH = 0.2


def is_denial(token: Token) -> bool:
    """Tell whether an English word denies what follows."""
    return token.role is Role.NEGATION or token.key in _DENIALS


def is_report(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word says that somebody says so: "claims" does, "the claim" and "the Chinese state" do not."""
    if tokens[place].key not in REPORTING or tokens[place].word.casefold() == "state":
        return False
    before = tokens[place - 1] if place else None
    return before is None or not (before.role in (Role.BINDING, Role.PREPOSITION) or before.possessive)


def has_report(tokens: Sequence[Token]) -> bool:
    """Tell whether an English sentence says that somebody says so."""
    return any(is_report(tokens, place) for place in range(len(tokens)))


def is_doubt(token: Token) -> bool:
    """Tell whether an English word puts what follows in doubt, or in the future."""
    return token.key in _DOUBTS or token.role is Role.CONDITION or token.word.casefold() in _MODALS


def is_english(text: str) -> bool:
    """Tell whether a sentence seems to be English: every fifth word is a function word of it."""
    words = [word.casefold() for word in words_of(text)]
    return sum(word in FUNCTION_WORDS for word in words) >= _ENGLISH * max(len(words), 1)


def denies(text: str) -> bool:
    """Tell whether a sentence that is not English says no."""
    return _has(text, _DENIES, _DENYING_UNSPACED) or _FRENCH.search(text) is not None


def reports(text: str) -> bool:
    """Tell whether a sentence that is not English says who says so."""
    return _has(text, _REPORTS, _REPORTING_UNSPACED)


def _has(text: str, words: frozenset[str], unspaced: re.Pattern[str]) -> bool:
    return not words.isdisjoint(word.casefold() for word in words_of(text)) or unspaced.search(text) is not None
