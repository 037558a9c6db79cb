"""What a text says to a model that reads it, and hardly ever to a person: the wordings by which it is known.

The core of prompt injections is one sentence, in any language: "ignore the instructions before this" (OWASP LLM01;
Greshake et al. 2023, "Not what you've signed up for"); around it stand feigned turns of a conversation.
"""

import re
from typing import Final, NamedTuple


class Wording(NamedTuple):
    """A pattern over text in lower case, and single words of which one stands in any text that it can be found in."""

    needs: tuple[str, ...]
    pattern: re.Pattern[str]


# A word and what stands between words share no character, so that each can be read in one way only.
_GAP = r"(?:[\s*_\"'’“”`.,:;!?~-]{1,6})"
_WORD = r"[^\s*_\"'’“”`.,:;!?~-]{1,24}"


def _wording(needs: str, pattern: str) -> Wording:
    """Make a wording; in its pattern a blank stands for what may stand between words, `@N` for up to N words."""
    spelled = pattern.replace(" ", _GAP)
    for most in "1234":
        spelled = spelled.replace(f"@{most}", f"(?:{_WORD}{_GAP}){{0,{most}}}")
    return Wording(tuple(needs.split("|")), re.compile(spelled, re.MULTILINE))


_MODEL = r"(?:ais?|llms?|large language models?|language models?|chatgpt|claude|gemini|copilot|chat-?bots?)"

WORDINGS: Final = (
    # English
    _wording(
        "instruction|prompt|rule|guideline|directive|command|programming|context",
        r"\b(?:ignore|disregard|forget|override|bypass|(?:do not|don['’]t|stop) (?:follow|obey|following|"
        r"obeying)) @3"
        r"(?:previous|prior|above|earlier|preceding|foregoing|your|system|initial|original|existing|all|any) @3"
        r"(?:instructions?|prompts?|guidelines|directives?|programming|context)\b",
    ),
    _wording(
        "rules|commands|orders",
        r"\b(?:ignore|disregard|forget|override|bypass) @2(?:previous|prior|above|preceding|foregoing|"
        r"system) @1"
        r"(?:rules|commands|orders)\b",
    ),
    _wording(
        "above|previous|prior",
        r"\b(?:ignore|disregard|forget) (?:everything|anything|all|all of the|the) "
        r"(?:above|previous|prior)(?: (?:text|messages?|conversation|content))?[.:!\n]",
    ),
    _wording(
        "instructions",
        r"\b(?:instructions|rules|text) above (?:is|are) (?:void|invalid|outdated|cancell?ed|obsolete)\b",
    ),
    _wording(
        "now|pretend|act",
        r"\b(?:you are now|from now on you are|pretend (?:to be|that you are|you are)|act as) "
        rf"(?:an? |the |in )?(?:{_WORD} )?(?:{_MODEL}|assistant|developer mode|dan|jailbroken|unrestricted)\b",
    ),
    _wording(
        "prompt|instructions",
        r"\b(?:reveal|print|repeat|output|leak|show me|disclose|display) @2(?:your|system|initial|hidden) "
        r"(?:system |initial |hidden )?(?:prompt|instructions)\b",
    ),
    _wording(
        "instruction|prompt|rules",
        r"\b(?:new|updated|important|additional|real|secret) (?:system )?(?:instructions?|prompts?|"
        r"rules)[*_\s]{0,3}:",
    ),
    _wording(
        "ai|llm|model|gpt|claude|gemini|copilot|bot",
        rf"\b(?:instructions?|notes?|messages?|attention|notice|warning|commands?) (?:to|for) @1{_MODEL}\b",
    ),
    _wording(
        "ai|llm|model|assistant|bot|gpt|claude|gemini|copilot",
        rf"\bif you(?:['’]re| are) (?:an? )?(?:{_WORD} )?(?:{_MODEL}|ai assistant|assistant|bot)\b",
    ),
    _wording(
        "answer|respond|reply",
        r"\byou (?:must|should|will|shall|have to|are to|need to) (?:now |only |always |never |instead )?"
        r"(?:answer|respond|reply)(?: (?:only|always|with|that|as|in|to)\b|:)",
    ),
    _wording(
        "ask",
        r"\b(?:if|when|whenever) (?:you are |you['’]re |anyone |someone |a user |the user |users )?(?:is |"
        r"are )?(?:asks?|asked)\b"
        r"[^.\n]{0,80}[,;] ?(?:you |always |just |only |please |simply ){0,3}(?:say|answer|reply|respond|"
        r"state|claim) (?:that|with|only|[\"'“])",
    ),
    _wording(
        "question|quer|prompt",
        r"\b(?:answer|reply to|respond to) (?:all|every|any) @1(?:questions?|query|queries|prompts?|"
        r"messages?) (?:with|by|as)\b",
    ),
    _wording(
        "user|instruction|prompt",
        r"\b(?:do not|don['’]t|never) (?:tell|inform|alert|mention|reveal|disclose) @2"
        r"(?:the users?|(?:this|these|your|the system) (?:instructions?|prompts?|message))\b",
    ),
    # German, Dutch, Swedish, Norwegian, Danish
    _wording(
        "anweisung|instruktion|vorgabe|befehl|regeln|prompt",
        r"\b(?:ignorier\w{0,3}|vergiss|vergessen|missachte\w?|übergeh\w{1,2}) @3(?:bisherig|vorherig|"
        r"vorig|vorangegangen|vorangehend|früher|obig|"
        r"deine|ursprünglich)\w{0,3} @1(?:anweisung|instruktion|vorgabe|befehl|regeln|prompt)",
    ),
    _wording(
        "anweisung|instruktion|prompt",
        r"\b(?:ignoriere|vergiss|missachte|ignorieren sie|vergessen sie) (?:alle|sämtliche) "
        r"(?:anweisungen|instruktionen|prompts)\b",
    ),
    _wording(
        "instructies|aanwijzingen|opdrachten|regels",
        r"\b(?:negeer|vergeet) @3(?:vorige|voorgaande|eerdere|bovenstaande) (?:instructies|aanwijzingen|"
        r"opdrachten|regels)\b",
    ),
    _wording(
        "instruktion|instruks|anvisning",
        r"\b(?:ignorera|ignorer|glöm|glem|se bort fra) @3(?:tidigare|föregående|ovanstående|tidligere|"
        r"forrige|foregående|ovenstående) (?:instruktion|instruks|anvisning)",
    ),
    # Romance
    _wording(
        "instructions|consignes|directives",
        r"\b(?:ignore[rz]?|oublie[rz]?|tenez? (?:pas )?compte|fais abstraction|faites abstraction) "
        r"@3(?:instructions|consignes|directives|règles) @1(?:précédentes|antérieures|ci dessus|"
        r"préalables)",
    ),
    _wording(
        "instrucciones|indicaciones|órdenes",
        r"\b(?:ignor(?:a|e|en|ad|ar)|olvid(?:a|e|en|ar)|(?:haz|haga|hacer) caso omiso|descarta|no sigas) "
        r"@3(?:instrucciones|indicaciones|órdenes|reglas) @1(?:anteriores|previas|precedentes|de arriba)",
    ),
    _wording(
        "instruções|orientações|ordens",
        r"\b(?:ignor[ea]|ignorem|esque[çc][ae]|desconsidere) @3(?:instruções|orientações|ordens|regras) "
        r"@1(?:anteriores|prévias|precedentes|acima)",
    ),
    _wording(
        "istruzioni|indicazioni",
        r"\b(?:ignora(?:te|re)?|dimentica(?:te|re)?|trascura) @3(?:istruzioni|indicazioni|regole) "
        r"@1(?:precedenti|anteriori|di cui sopra)",
    ),
    _wording(
        "instrucțiun|instructiun",
        r"\b(?:ignor[ăa](?:ți)?|uit[ăa](?:ți)?) @3(?:instruc[țt]iuni\w{0,3}) @1(?:anterioare|precedente|"
        r"de mai sus)",
    ),
    # Slavic
    _wording(
        "инструкци|указани|команд|правил",
        r"\b(?:про)?(?:игнорируй|игнорируйте|забудь|забудьте|обращай внимания|обращайте внимания|следуй|"
        r"следуйте) @3"
        r"(?:предыдущ|прежн|вышеуказанн|вышестоящ|изначальн|свои|твои|ваши)\w{0,4} @1(?:инструкци|указани|"
        r"команд|правил)",
    ),
    _wording(
        "інструкці|вказівк|команд",
        r"\b(?:про)?(?:ігноруй|ігноруйте|забудь|забудьте) @3(?:попередн|вищевказан|свої|твої|"
        r"ваші)\w{0,4} @1(?:інструкці|вказівк|команд)",
    ),
    _wording(
        "instrukcj|poleceni|zasad",
        r"\b(?:zignoruj|ignoruj|zapomnij|pomiń)(?:cie)? @3(?:poprzedni|wcześniejsz|powyższ|"
        r"dotychczasow)\w{0,3} @1(?:instrukcj|poleceni|zasad)",
    ),
    _wording(
        "instrukc|pokyn",
        r"\b(?:ignoruj|zapomeň)(?:te)? @3(?:předchozí|předešlé|výše uvedené) @1(?:instrukc|pokyn)",
    ),
    # Turkish, Greek, Indonesian, Vietnamese
    _wording(
        "talimat|yönerge|komut",
        r"\b(?:önceki|yukarıdaki) @1(?:talimat|yönerge|komut)\w{0,8} @1(?:yok say|görmezden gel|unut|"
        r"dikkate alma)",
    ),
    _wording(
        "οδηγίες|εντολές",
        r"\b(?:αγνόησε|αγνοήστε|ξέχνα|ξεχάστε) @3(?:προηγούμενες|παραπάνω) @1(?:οδηγίες|εντολές)",
    ),
    _wording(
        "instruksi|perintah|petunjuk",
        r"\b(?:abaikan|lupakan) @2(?:instruksi|perintah|petunjuk) @2(?:sebelumnya|di atas|terdahulu)",
    ),
    _wording(
        "dẫn|thị|lệnh",
        r"\b(?:bỏ qua|phớt lờ|quên) @4(?:hướng dẫn|chỉ dẫn|chỉ thị|lệnh) @1(?:trước|ở trên|phía trên)",
    ),
    # Arabic, Persian, Hebrew, Hindi
    _wording(
        "تعليمات|أوامر|توجيهات",
        r"(?:تجاهل|انس|انسَ|تجاوز) @2(?:ال)?(?:تعليمات|أوامر|توجيهات) @1(?:السابقة|أعلاه|المذكورة)",
    ),
    _wording("دستور", r"دستور\S{0,10} @2(?:قبلی|پیشین|بالا) @2(?:نادیده|فراموش)"),
    _wording(
        "הוראות|הנחיות",
        r"(?:התעלם|התעלמי|התעלמו|שכח|שכחי|שכחו) @1\S{0,2}(?:הוראות|הנחיות) @1(?:הקודמות|קודמות|לעיל|"
        r"שלמעלה)",
    ),
    _wording(
        "निर्देश|आदेश",
        r"(?:पिछले|पिछली|पूर्व|उपरोक्त) @1(?:निर्देश|आदेश)\S{0,4} @1(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|उपेक्षा|"
        r"भूल)",
    ),
    # Chinese, Japanese, Korean, Thai: written without blanks, or with few
    _wording(
        "指令|提示|指示",
        r"(?:忽略|无视|無視|忘记|忘記|不要理会|不要遵[守循])[^\n。，]{0,8}(?:之前|以上|先前|上述|前面|此前|上面|所有)[^\n。，]{0,6}(?:指令|提示|指示)",
    ),
    _wording(
        "指示|命令|プロンプト",
        r"(?:以前|これまで|上記|前|先|すべて|全て)の?[^\n。、]{0,6}(?:指示|命令|プロンプト)を?[^\n。、]{0,4}(?:無視|忘れ)",
    ),
    _wording(
        "지시|명령|지침|프롬프트",
        r"(?:이전|위의|앞선|앞의|모든)[^\n.]{0,6}(?:지시|명령|지침|프롬프트)\S{0,3}\s?[^\n.]{0,4}(?:무시하|잊어)",
    ),
    _wording(
        "คำสั่ง|คำแนะนำ",
        r"(?:เพิกเฉย|ละเว้น|ไม่ต้องสนใจ|ลืม)[^\n]{0,8}(?:คำสั่ง|คำแนะนำ)[^\n]{0,8}(?:ก่อนหน้า|ข้างต้น)",
    ),
    # Feigned turns of a conversation, and the marks that part a prompt
    _wording(
        "system|assistant|developer",
        r"^[#>*\t_\[(]{0,6}(?:system|assistant|developer)(?: (?:prompt|message|"
        r"instructions?))?[\])*_]{0,4}:",
    ),
    _wording(
        "instruction|system|response",
        r"^#{2,4}\s?(?:instructions?|system|system prompt|response)\s{0,3}:?\s{0,3}$",
    ),
    _wording("<|", r"<\|[a-z_]{2,40}\|>"),
    _wording("inst]|<sys>", r"\[/?inst\]|<</?sys>>"),
    _wording(
        "<",
        r"</?(?:system|assistant|instructions?|prompt|system_prompt|user_query|tool_call|tool_result|"
        r"function_calls?|untrusted\w{0,20})>",
    ),
    _wording('"role"', r"\"role\"\s{0,4}:\s{0,4}\"(?:system|assistant|developer|tool)\""),
    _wording(
        "begin|end",
        r"(?<![-=#*<\[])[-=#*<\[]{2,} ?(?:begin|end|start)(?: of)?(?: the)? (?:system|prompts?|instructions?|context|"
        r"documents?|articles?|sources?)\b",
    ),
)
"""All wordings: each is tried on the whole text, in time that grows with its length only."""
