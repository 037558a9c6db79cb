"""Numbers written as words, in the languages that readers ask in: a claim says "fünf" where its source says "five"."""

import re

from retrieval.asking import words_of

_SPELT = {
    "2": "zwei beide beiden deux dos due dois duas twee två dwa dwie два две двух два iki اثنان اثنين दो hai",
    "3": "drei trois tres tre três drie trzy три трёх трех üç ثلاثة ثلاث तीन ba",
    "4": "vier quatre cuatro quattro quatro fyra cztery четыре четырёх четырех dört أربعة أربع चार bốn",
    "5": "fünf cinq cinco cinque vijf fem pięć пять пяти beş خمسة خمس पांच पाँच năm",
    "6": "sechs six seis sei zes sex sześć шесть шести altı ستة ست छह sáu",
    "7": "sieben sept siete sette sete zeven sju siedem семь семи yedi سبعة سبع सात bảy",
    "8": "acht huit ocho otto oito åtta osiem восемь восьми sekiz ثمانية ثماني आठ tám",
    "9": "neun neuf nueve nove negen nio dziewięć девять девяти dokuz تسعة تسع नौ chín",
    "10": "zehn dix diez dieci dez tien tio dziesięć десять десяти عشرة عشر दस mười",
    "11": "elf onze once undici elva jedenaście одиннадцать",
    "12": "zwölf douze doce dodici doze twaalf tolv dwanaście двенадцать",
    "15": "fünfzehn quinze quince quindici vijftien femton piętnaście пятнадцать",
    "20": "zwanzig vingt veinte venti vinte twintig tjugo dwadzieścia двадцать yirmi",
    "30": "dreißig trente treinta trenta trinta dertig trettio trzydzieści тридцать",
    "40": "vierzig quarante cuarenta quaranta quarenta veertig fyrtio czterdzieści сорок",
    "50": "fünfzig cinquante cincuenta cinquanta cinquenta vijftig femtio pięćdziesiąt пятьдесят",
}
_AMBIGUOUS = frozenset("neuf once due six elf sei ba hai năm tre".split())
"""Words for other things in another of the languages: "neuf" is new, "six" is English."""

_VALUES = {word: value for value, words in _SPELT.items() for word in words.split() if word not in _AMBIGUOUS}
_HAN = dict(zip("二两兩三四五六七八九十", ("2", "2", "2", *map(str, range(3, 11))), strict=True))
_HAN_COUNT = re.compile(
    r"(?<![一二两兩三四五六七八九十百第])([二两兩三四五六七八九十])(?=[个個名位年月日天人次周週家条條台项項岁歲种種])"
)


def counted(text: str) -> frozenset[str]:
    """Return the numbers that stand as words in a text that is not English, in digits; "one" is none of them."""
    words = (word.casefold() for word in words_of(text))
    spelt = frozenset(_VALUES[word] for word in words if word in _VALUES)
    return spelt | {_HAN[match[1]] for match in _HAN_COUNT.finditer(text)}
