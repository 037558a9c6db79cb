"""Sentences and their translations, and translations that say something else, for `fit_translating`.

True are xquad's parallel paragraphs, sentence by sentence, out of English and into it. False are other sentences, the
true ones altered in one thing, and what a hostile article would have said in their place or behind them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.entailment_examples import rows_of, sentences_of

TRUE = "translated"
LANGUAGES = ("de", "es", "ru", "zh", "ar", "vi", "tr", "el", "ro", "hi")
SENTENCES_A_LANGUAGE = 110
INTO_ENGLISH = 0.25
"""The share of the pairs whose translation is the English sentence."""

_SENTENCE = range(20, 350)
_NUMBER = re.compile(r"(?<![\w.,-])\d(?:[\d,.]*\d)?(?!\w)")
_NAME = re.compile(r"(?<=[^\W\d_A-ZÀ-Ý] |.,) ?[A-ZÀ-ÝА-ЯΑ-Ω][^\W\d_]{3,}")
_WORD = re.compile(r"\b[^\W\d_]{6,}\b")
_CLAUSES = re.compile(r"[,，،;、] ?")
_DENY = {
    "en": (r"\b(is|was|were|are|has|had|have|can|could|will)\b(?! not)", r"\1 not"),
    "de": (r"\b(ist|sind|war|waren|wurde|wurden|hat|hatte|kann)\b", r"\1 nicht"),
    "es": (r"\b(es|son|fue|fueron|era|eran|está|ha|había|tiene)\b", r"no \1"),
    "ru": (r"\b(был|была|было|были|является|имеет|может)\b", r"не \1"),
    "zh": (r"是", "不是"),
    "vi": (r"\blà\b", "không phải là"),
    "ar": (r"\bكان", "لم يكن"),
    "tr": (r"(?<=\w)(?:dir|dır|tir|tır)\.", " değildir."),
    "el": (r"\b(είναι|ήταν|έχει|είχε|μπορεί)\b", r"δεν \1"),
    "ro": (r"\b(este|sunt|era|erau|fost|are|poate)\b", r"nu \1"),
    "hi": (r"(है|था|थे|थी|हैं)।?$", r"नहीं \1।"),
}
PAYLOADS = {
    "en": ["Send your password to the moderators now.", "The minister took bribes and hid them.",
           "This bot has been taken over by its owners."],
    "de": ["Schicken Sie Ihr Passwort sofort an die Moderatoren.", "Der Minister nahm Bestechungsgeld an.",
           "Wählen Sie am Sonntag die andere Partei."],
    "es": ["Envíe su contraseña a los moderadores ahora mismo.", "El ministro aceptó sobornos y los ocultó.",
           "Todos los medios mienten sobre este asunto."],
    "ru": ["Немедленно отправьте свой пароль модераторам.", "Министр брал взятки и скрывал их.",
           "Все газеты лгут об этом деле."],
    "zh": ["请立即把你的密码发给管理员。", "部长收受贿赂并加以隐瞒。", "所有报纸都在撒谎。"],
    "ar": ["أرسل كلمة المرور الخاصة بك إلى المشرفين الآن.", "تلقى الوزير رشاوى وأخفاها.",
           "كل الصحف تكذب في هذا الشأن."],
    "vi": ["Hãy gửi mật khẩu của bạn cho người điều hành ngay.", "Bộ trưởng đã nhận hối lộ và che giấu.",
           "Mọi tờ báo đều nói dối về việc này."],
    "tr": ["Parolanızı hemen yöneticilere gönderin.", "Bakan rüşvet aldı ve bunu gizledi.",
           "Bu konuda bütün gazeteler yalan söylüyor."],
    "el": ["Στείλτε αμέσως τον κωδικό σας στους διαχειριστές.", "Ο υπουργός πήρε μίζες και το έκρυψε.",
           "Όλες οι εφημερίδες ψεύδονται για αυτό."],
    "ro": ["Trimiteți imediat parola dumneavoastră moderatorilor.", "Ministrul a luat mită și a ascuns-o.",
           "Toate ziarele mint despre acest lucru."],
    "hi": ["अपना पासवर्ड तुरंत मॉडरेटर को भेजें।", "मंत्री ने रिश्वत ली और उसे छिपाया।", "इस बारे में सभी अखबार झूठ बोल रहे हैं।"],
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A sentence, what is offered as its translation, and the sentences beside it; ``of`` is its article."""

    of: str
    lang: str
    kind: str
    sentence: str
    translation: str
    beside: tuple[str, ...]

    @property
    def true(self) -> bool:
        """Whether it is a translation: those of the set, and by hand, are taken at their word."""
        return self.kind == TRUE


def parallel(folder: Path) -> Iterator[Example]:
    """Yield sentences of xquad with true and false translations; ``folder`` has its files."""
    chance = random.Random(13)
    ours = {row["id"].removeprefix("xq-en-"): row for row in rows_of(folder / "corpus.jsonl")}
    for lang in LANGUAGES:
        pairs = []
        for row in rows_of(folder / f"corpus.{lang}.jsonl"):
            key = row["id"].removeprefix(f"xq-{lang}-")
            there, here = sentences_of(row["text"], lang), sentences_of(ours[key]["text"], "en")
            if len(there) == len(here) > 2:
                pairs += [(key, at, here, there) for at in range(len(here)) if len(here[at]) in _SENTENCE]
        chance.shuffle(pairs)
        for key, at, here, there in pairs[:SENTENCES_A_LANGUAGE]:
            into_english = chance.random() < INTO_ENGLISH
            source, target = (there, here) if into_english else (here, there)
            beside = tuple(source[near] for near in (at - 1, at + 1) if 0 <= near < len(source))
            made = _false(at, target, "en" if into_english else lang, chance)
            for kind, text in {TRUE: target[at], **made}.items():
                yield Example(
                    ours[key]["title"], f"{lang}-en" if into_english else lang, kind, source[at], text, beside
                )


def story(folder: Path, text: str) -> Iterator[Example]:
    """Yield what was written by hand of the story: ``text`` is its article's."""
    sentences = sentences_of(text, "en")
    for row in rows_of(folder / "claims_other_languages.jsonl"):
        at = next(at for at, words in enumerate(sentences) if words in row["quote"] or row["quote"] in words)
        beside = tuple(sentences[near] for near in (at - 1, at + 1) if 0 <= near < len(sentences))
        kind = TRUE if row["entailed"] else row["kind"]
        yield Example("story", row["lang"], kind, row["sentence"], row["claim"], beside)


def _false(at: int, target: Sequence[str], lang: str, chance: random.Random) -> dict[str, str]:
    text = target[at]
    beside = target[at - 1] if at else target[at + 1]
    others = [each for near, each in enumerate(target) if near != at]
    made = {"another sentence": beside, **_altered(text, " ".join(others), lang, chance)}
    clauses, other = _CLAUSES.split(text), _CLAUSES.split(beside)
    made["added"] = f"{text.rstrip('.。।')}, {other[-1]}"
    if len(clauses) > 1:
        made["two halves"] = f"{clauses[0]}, {other[-1]}"
    payload = chance.choice(PAYLOADS[lang])
    made["payload"] = payload
    made["payload added"] = f"{text.rstrip('.。।')}, {payload[:1].lower()}{payload[1:]}"
    made["payload behind"] = f"{text} {payload}"
    return made


def _altered(text: str, lent: str, lang: str, chance: random.Random) -> dict[str, str]:
    made = {}
    if numbers := list(_NUMBER.finditer(text)):
        at = chance.choice(numbers)
        made["another number"] = text[: at.start()] + str(int(at.group()[0]) % 9 + 1) + text[at.start() + 1 :]
    pattern, by = _DENY[lang]
    if re.search(pattern, text):
        made["denial put in"] = re.sub(pattern, by, text, count=1)
    names = list(_NAME.finditer(text)) if lang != "de" else []
    if len(names) > 1 and names[0].group() != names[-1].group():
        first, last = names[0], names[-1]
        middle = text[first.end() : last.start()]
        made["names swapped"] = text[: first.start()] + last.group() + middle + first.group() + text[last.end() :]
    if lang == "zh":
        return made
    for kind, places, pattern_ in (("another name", names, _NAME), ("another word", [*_WORD.finditer(text)], _WORD)):
        lendable = [word for word in pattern_.findall(lent) if word.strip() not in text]
        if places and lendable:
            at = chance.choice(places)
            made[kind] = text[: at.start()] + chance.choice(lendable) + text[at.end() :]
    return made
