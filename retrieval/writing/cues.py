"""Words that deny, and words that put what is said in somebody's mouth, in the languages that readers ask in."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from retrieval.asking import FUNCTION_WORDS, words_of
from retrieval.wording import Role, Token, key_of


def _keys(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split())


_DENIALS = _keys(
    "deny refuse reject fail false falsely untrue unlikely lack stop prevent avoid oppose disprove debunk refute"
)
_DOUBTS = _keys(
    "potential potentially possibility possible possibly prospect risk rumour rumor alleged allegation perhaps maybe "
    "likely apparently plan want hope expect propose proposal aim intend urge demand threaten consider fear concern "
    "worry suspect"
)
_HEARSAY = frozenset("reportedly allegedly supposedly purportedly".split())
"""They say that somebody says so and not who; by their stems they would be the verbs "say", "allege" and "suppose"."""
_MODALS = frozenset("could may might would should must can ought will shall".split())
REPORTING = _keys(
    "say state claim tell report voice explain suggest accuse deny allege argue insist warn call believe think "
    "estimate predict describe assume dispute hint imply assert write announce declare comment reply label "
    "brand praise blame according find show reveal confirm"
)

_DENYING = {
    "de": "nicht kein* nie niemals niemand* nichts ohne weder vernein* bestreit* bestritt* dementier* verweiger* "
    "ablehn* abgelehn* lehnte* scheiter* gescheiter* falsch* fehl* mangel* verhinder* vermeid* unwahrscheinlich*",
    "fr": "ne pas jamais aucun* rien sans ni nie nié nient dément* démenti* refus* rejet* échou* faux faussement "
    "manqu* empêch* évit* impossib*",
    "es": "no nunca jamás nadie ningún ningun* nada sin ni tampoco niega* negó negaron nega* rechaz* fals* fracas* "
    "falt* impid* impedi* evit* imposib*",
    "it": "non nessun* niente nulla senza né nega* rifiut* respin* fals* fallit* manca* imped* evit* impossib*",
    "pt": "não nunca jamais ninguém nenhum* nada sem nem nega* negou recus* rejeit* fals* falh* falta* imped* evit*",
    "ro": "nu nici niciun* niciodată nimeni nimic fără n-a neag* negat* refuz* respins* fals* eșu* lips* evit*",
    "nl": "niet geen nooit niemand niets zonder noch ontken* weiger* afgewezen wijst vals* onwaar* voorkom* vermijd*",
    "sv": "inte ingen inget inga aldrig utan varken neka* förneka* vägra* falsk* hindra* undvik*",
    "pl": "nie nigdy nikt nic bez ani żaden żadn* zaprzecz* odmówi* odrzuc* fałszyw* unik* uniemożliw*",
    "ru": "не нет никогда никто ничего без ни никак* отрица* отказ* отверг* ложн* отсутств* предотвра* избеж* избега*",
    "uk": "не ні немає ніколи ніхто нічого без жоден жодн* заперечу* відмов* відкину* хибн* відсутн* запобіг* уник*",
    "el": "δεν δε μη μην ούτε ποτέ κανείς κανέν* καμία τίποτα χωρίς αρν* απορρ* ψευδ* απέτυχ* αποτυ* έλλειψ* αποφ*",
    "tr": "değil* yok* asla hiç hiçbir* yalanla* reddet* reddedil* olmad* olma* edeme* etme* yapma* kaçın* engelle*",
    "ar": "لا لم لن ليس ليست ليسوا دون بدون أبدا نفى نفت غير عدم رفض رفضت ولا ولم وليس",
    "hi": "नहीं न मत कभी बिना इनकार इंकार अस्वीकार असफल विफल",
    "vi": "không chưa chẳng chớ đừng",
}
_REPORTING = {
    "de": "sag* laut zufolge behaupt* erklär* nenn* nannte* genannt* bezeichn* wirft warf* vorgeworfen beschuldig* "
    "bericht* schrieb* schreib* geschrieben meint* schlug* vorgeschlagen angeblich glaub* hielt* argument* beschreib* "
    "beschrieb* schätz* warn* kündig* angekündigt* zeig* gezeigt fand* gefunden deut* betrachte* vermut* annahm*",
    "fr": "dit disent déclar* affirm* selon accus* qualif* rapport* écri* suggè* suggér* estim* prétend* appel* nomm* "
    "annonc* expliqu* croi* pens* soutien* décri* montr* révél* constat* indiqu* trouv* avert* considér* avanc*",
    "es": "dice* dijo dijeron según afirm* declar* acus* calific* inform* escrib* sugiri* sugier* asegur* sostien* "
    "sostuv* llam* denomin* cree* creía* anunci* explic* describ* muestr* mostr* demostr* revel* indic* encontr* "
    "señal* argument* consider* advir* propus* estim* conoc*",
    "it": "dice* disse* detto secondo afferm* dichiar* accus* defin* riferi* chiam* annunci* spieg* credo* pens*",
    "pt": "diz* disse* segundo afirm* declar* acus* cham* relat* escrev* suger* anunci* explic* acredit* mostr*",
    "ro": "spus* spune* potrivit afirm* declar* acuz* numi* numesc* raport* scri* suger* susțin* consider* cred* crez* "
    "anunț* explic* descri* arăt* demonstr* dezvălui* găsi* indic* estim* argument* denumi* cunoscut* avertiz*",
    "nl": "zeg* zei* volgens beweer* noem* beschuldig* meld* schreef schrijf* gelooft denk* toont bericht*",
    "sv": "säg* sade enligt hävda* kalla* anklaga* rapporter* skrev* skriv* tror trodde anse* visar visade",
    "pl": "mówi* powiedzi* według twierdz* oskarż* nazwa* donosi* napisa* uważa* ogłosi* sugeru* opisu*",
    "ru": "говор* сказа* заяв* утвержд* назва* назыв* обвин* сообща* сообщи* словам мнению напис* пиш* счита* полаг* "
    "предполож* предполаг* указыв* указал* показ* обнаруж* описыв* описал* объяв* объясн* доказ* согласно вери* "
    "отмеч* отмети* выясн* рассказ*",
    "uk": "каж* сказа* заяв* стверджу* назва* звинува* повідом* слова* вважа* пиш* пояснив* показ* описа*",
    "el": "είπ* λέ* δηλώ* δήλω* ισχυρ* υποστήρ* υποστηρ* κατηγ* ανέφερ* αναφέρ* σύμφωνα ονόμα* ονομά* αποκαλ* πιστε* "
    "πίστε* θεωρ* πρότειν* προτείν* περιέγρ* περιγρ* έδειξ* δείχν* ανακοίν* εξήγ* εξηγ* βρήκ* διαπίστ* αποκάλ* έγραψ*",
    "tr": "söyle* dedi dediler diye göre iddia belirt* açıkla* suçla* adlandır* inan* öne öner* göster* tanım* bildir* "
    "yaz* düşün* ifade bul* keşfet* denil* savun* kabul",
    "ar": "قال قالت يقول وفقا بحسب زعم زعمت يزعم ادعى صرح صرحت اتهم اتهمت وصف وصفت ذكرت ذكر أن بأن وأن أنه أنها بأنه",
    "hi": "कहा कहना कहते कहता अनुसार दावा आरोप बताया बताते माना मानना सुझाव रिपोर्ट घोषणा वर्णन दिखाया तर्क लिखा",
    "vi": "nói rằng theo tuyên tố cho gọi viết thông giải khẳng đề mô tin",
}
_DENYING_UNSPACED = re.compile(r"不|没|沒|无|無|未|否|非|拒|免|ない|ません|なかった|ず|않|없|못|아니|ไม่")
_REPORTING_UNSPACED = re.compile(
    r"说|說|称|稱|表示|声明|認為|认为|指责|指責|报道|報道|报告|写道|指出|发现|表明|显示|宣布|解释|描述|相信|建议|据|所谓|提出"
    r"|と述べ|によると|と主張|と発表|말했|주장|따르면|กล่าว|อ้าง"
)
_FRENCH = re.compile(r"\bn['’](?=\w)")
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
"""A word whole, with the vowels that Hindi and Arabic write as marks."""

_ENGLISH = 0.2


def is_denial(token: Token) -> bool:
    """Tell whether an English word denies what follows."""
    return token.role is Role.NEGATION or token.key in _DENIALS


def is_report(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a word says that somebody says so.

    "Claims" does; "the claim", "the Chinese state" and "reportedly" do not.
    """
    word = tokens[place].word.casefold()
    if tokens[place].key not in REPORTING or word == "state" or word in _HEARSAY:
        return False
    before = tokens[place - 1] if place else None
    return before is None or not (before.role in (Role.BINDING, Role.PREPOSITION) or before.possessive)


def has_report(tokens: Sequence[Token]) -> bool:
    """Tell whether an English sentence says that somebody says so."""
    return any(is_report(tokens, place) for place in range(len(tokens)))


def is_doubt(token: Token) -> bool:
    """Tell whether an English word puts what follows in doubt, or in the future."""
    word = token.word.casefold()
    modal = word in _MODALS and token.word != "May"
    return token.key in _DOUBTS or token.role is Role.CONDITION or modal or word in _HEARSAY


def is_english(text: str) -> bool:
    """Tell whether a sentence seems to be English: every fifth word is a function word of it."""
    words = [word.casefold() for word in words_of(text)]
    return sum(word in FUNCTION_WORDS for word in words) >= _ENGLISH * max(len(words), 1)


def denies(text: str) -> bool:
    """Tell whether a sentence that is not English says no."""
    return _DENIES.stands_in(text) or _DENYING_UNSPACED.search(text) is not None or _FRENCH.search(text) is not None


def reports(text: str) -> bool:
    """Tell whether a sentence that is not English says who says so."""
    return _REPORTS.stands_in(text) or _REPORTING_UNSPACED.search(text) is not None


class Words:
    """Words of many languages; one with a star stands for all that begin so."""

    def __init__(self, lists: Iterable[str]) -> None:
        words = [word for each in lists for word in each.split()]
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._beginnings = tuple(word[:-1] for word in words if word.endswith("*"))

    def stands_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text, in whatever case."""
        words = (word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", text)))
        return any(word in self._whole or word.startswith(self._beginnings) for word in words)


_DENIES, _REPORTS = Words(_DENYING.values()), Words(_REPORTING.values())
