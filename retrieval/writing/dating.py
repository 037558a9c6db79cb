"""A claim that says "today" is told as of the day of the article it rests on, or not at all. Pure.

The day stands before the sentence, as in "2022-08-03: Parliament closed the account yesterday.": whatever the word, it
is true of that day; it reads in every language; and ``verifying`` knows the day of publication.
"""

import re
from collections.abc import Mapping

from retrieval.answer import DraftClaim
from retrieval.citing import Cited, locate
from retrieval.facts import dates_in
from retrieval.normalising import normalise
from retrieval.passage import Passage

_POINTING = {
    "en": r"today|yesterday|tomorrow|tonight|nowadays|now|currently|presently|recent|recently|lately|latest|upcoming"
    r"|ago"
    r"|(?:this|last|past|next|coming|previous|current) (?:\w+ ){0,2}(?:morning|afternoon|evening"
    r"|night|weekend|days?|weeks?|months?|years?|decades?|century|spring|summer|autumn|fall|winter)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|so far|at present|to date",
    "de": r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|heute|gestern|vorgestern|morgen|übermorgen"
    r"|heutige\w*|gestrige\w*|jetzt|derzeit|derzeitige\w*|aktuell|aktuelle\w*|gegenwärtig\w*|momentan|zurzeit"
    r"|kürzlich|neulich|jüngst|jüngste\w*|neueste\w*|neuste\w*|bisher|künftig"
    r"|vor \w+ (?:tagen|wochen|monaten|jahren)"
    r"|(?:diese\w*|letzte\w*|vergangene\w*|vorige\w*|nächste\w*|kommende\w*) (?:\w+ ){0,2}(?:tage?n?"
    r"|woche|wochen|wochenende|monate?n?|monats|jahre?s?|jahren|nacht|jahrzehnt\w*)",
    "fr": r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd['’]hui|maintenant|actuellement|actuel\w*"
    r"|récemment|récente?s?|désormais|demain|dernière?ment|à ce jour"
    r"|(?:ce|cette|ces) (?:matin|soir|nuit|semaine|mois|année|an|week-end|jours-ci)"
    r"|il y a \w+ (?:jours?|semaines?|mois|ans?)"
    r"|(?:jour|semaine|mois|an|année|nuit|week-end|jours|semaines|ans|années) (?:derni\w+|passée?s?"
    r"|prochaine?s?)|(?:derni\w+|prochaine?s?) (?:jours?|semaines?|mois|ans?|années?)"
    r"|(?:avant-|depuis |dès |d['’])hier|(?:^|[,;:] )hier(?=,| [^\W\d_]+ [^\W\d_]+ (?:a|ont|est|sont)\b)"
    r"|hier(?=[.,;]|$)",
    "es": r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|ayer|anteayer|mañana|anoche|ahora|actualmente"
    r"|actuales|recientemente|reciente|recientes|hasta ahora|hace \w+ (?:días?|semanas?|mes|meses|años?)"
    r"|est[aeo]s? (?:\w+ )?(?:noche|semana|mes|año|días?|semanas|años|meses)|últim\w+"
    r"|(?:semana|mes|año|noche|semanas|meses|años) (?:pasad\w+|que viene)|próxim\w+",
    "it": r"oggi|ieri|domani|stasera|stanotte|adesso|ora|attualmente|attuale|attuali|recentemente|recente|recenti"
    r"|finora|\w+ (?:giorni|settimane|mesi|anni) fa|quest['’]anno|quest[ao] (?:notte|settimana|mese|anno)"
    r"|scors[oaie]|prossim[oaie]|ultim[oaie]",
    "pt": r"hoje|ontem|amanhã|agora|atualmente|actualmente|atual|recentemente|recente|recentes|até agora"
    r"|há \w+ (?:dias?|semanas?|mês|meses|anos?)|est[ae]s? (?:noite|semana|mês|ano)|passad[oa]s?|próxim[oa]s?"
    r"|últim[oa]s?",
    "nl": r"vandaag|gisteren|eergisteren|morgen|vanavond|vannacht|momenteel|huidige|onlangs|recent|recente"
    r"|recentelijk|\w+ (?:dagen|weken|maanden|jaar) geleden"
    r"|(?:deze|dit|vorige?|afgelopen|volgende?|komende?) (?:\w+ )?(?:nacht|week|weken|maanden?|jaar"
    r"|jaren|dagen|weekend)|laatste|nieuwste",
    "sv": r"idag|i dag|igår|i går|imorgon|i morgon|ikväll|i kväll|just nu|nuvarande|nyligen|senaste|i år|i fjol"
    r"|för \w+ (?:dagar|veckor|månader|år) sedan|(?:denna|förra|nästa|kommande) (?:vecka\w*|månad\w*|år\w*)",
    "pl": r"dziś|dzisiaj|wczoraj|jutro|teraz|obecnie|niedawno|ostatnio|ostatni\w*|najnowsz\w*"
    r"|(?:lata?|roku|tygodni\w*|miesi\w+|dni) temu|w tym (?:tygodniu|miesiącu|roku)"
    r"|(?:zeszł|ubiegł|przyszł)\w+",
    "ru": r"сегодня|сегодняшн\w*|вчера|вчерашн\w*|завтра|сейчас|теперь|ныне|недавно|недавн\w*|последн\w*|текущ\w*"
    r"|назад|(?:эт|прошл|следующ|ближайш|будущ)\w+ (?:\w+ )?(?:недел\w*|месяц\w*|год\w*|лет|дн\w*|ноч\w*)",
    "uk": r"сьогодні|вчора|учора|завтра|зараз|тепер|нині|нещодавно|останн\w*|поточн\w*"
    r"|(?:рок\w*|рік|тижн\w*|місяц\w*|дн\w+) тому|цього (?:тижня|місяця|року)|(?:минул|наступн|найближч)\w+",
    "tr": r"bugün|bugünkü|dün|yarın|şimdi|şu anda|halen|hâlen|günümüzde|geçenlerde|önce"
    r"|bu (?:gece|sabah|hafta|ay|yıl)|geçen (?:\w+)|gelecek (?:\w+)|önümüzdeki",
}
_UNSPACED = re.compile(
    "(?:星期|[周週])[一二三四五六日天]|今天|今日|昨天|昨日|明天|明日|今晚|昨晚|现在|現在|目前|当前|當前|如今"
    "|[本这這上下][个個]?(?:周|週|星期|月|年度)|[今去明]年|[年月天周日]前|最近|近日|日前|近期|最新|未来|未來"
    "|迄今|今朝|昨夜|来週|先週|今週|来月|先月|今月|来年|昨年|この(?:たび|ほど)|오늘|어제|내일|지금|현재|최근"
    "|이번|지난|다음 ?(?:주|달|해)|올해|작년|내년|วันนี้|เมื่อวาน|พรุ่งนี้|ขณะนี้|ตอนนี้|ปัจจุบัน|ล่าสุด"
    "|ที่แล้ว|ที่ผ่านมา|اليوم|أمس|غدا|الآن|حاليا|مؤخرا|الماضي|المقبل|الحالي|القادم|الأخير"
    "|(?:^| )(?:आज|कल|अब|अभी)(?= )|वर्तमान|हाल ही|पिछल|अगल|इस (?:हफ़्ते|सप्ताह|महीने|साल|वर्ष)|hôm nay"
    "|hôm qua|ngày mai|hiện nay|hiện tại|bây giờ|gần đây|mới nhất"
    "|(?:tuần|tháng|năm) (?:này|trước|ngoái|tới|qua)"
)
_SPACED = re.compile(rf"(?<![^\W_])(?:{'|'.join(_POINTING.values())})(?![^\W_])", re.IGNORECASE)


def points_at_its_day(text: str) -> bool:
    """Tell whether a sentence has a word that is only understood from the day it was written: "today", "latest"."""
    return bool(_pointing(text))


def _pointing(text: str) -> set[str]:
    """Return the words of a text that point at the day it was written."""
    folded = text.casefold()
    return {match.group() for pattern in (_SPACED, _UNSPACED) for match in pattern.finditer(folded)}


def dateline(claim: DraftClaim, evidence: Mapping[str, Passage]) -> str | None:
    """Return what to put before a claim: "2022-08-03: " if it points at that day, nothing if at none, None if unknown.

    The day is that of the articles whose quoted words point at theirs, of all that are cited if none do; it is not
    known where one of them has none, or they differ. Nothing is put before a claim that is a quotation and nothing
    else, nor before one that names the day itself: the line of its source has it. Nor where no day is known, and every
    such word stands in a quotation below, whose line says that its day is unknown: the claim is as dated as that.
    """
    if not points_at_its_day(claim.text) and not points_at_its_day(claim.translation or ""):
        return ""
    known = [each for each in claim.quotations if each.evidence_key in evidence]
    cited = [place for each in known if isinstance(place := locate(each, evidence), Cited)]
    if normalise(claim.text).text in [normalise(each.quote).text for each in cited]:
        return ""
    pointing = [each for each in cited if points_at_its_day(each.quote)] or cited
    days = {each.passage.article.published for each in pointing}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        undated = not any(each.passage.article.published for each in pointing)
        quoted = {word for each in cited for word in _pointing(each.quote)}
        own = _pointing(claim.text)
        return "" if undated and own and own <= quoted else None
    named = (day.year, day.month, day.day) in dates_in(normalise(claim.text).text)[0]
    return "" if named else f"{day.isoformat()}: "
