"""Newsdesk's own words in each language, from the Fluent catalogues beside this file (https://projectfluent.org)."""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_currency
from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "fr", "de", "es", "zh")
_LOCALES = {"en": "en-GB"}
# Characters of Unicode's private use: no catalogue has them.
_FIRST_MARK = 0xE000


def language_of(locale: str) -> str:
    """Return the language of LANGUAGES that a locale such as "es-419" or "zh-TW" is answered in, else "en"."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else "en"


@cache
def words_in(language: str) -> "Words":
    """Return the words of one of LANGUAGES, read when they are first asked for; KeyError when it is none of them."""
    if language not in LANGUAGES:
        raise KeyError(f"there are no words in {language!r}, only in {', '.join(LANGUAGES)}")
    return Words(language)


class Words:
    """One catalogue: ``words("page-of", page=1, pages=3)``. Get one from ``words_in``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = _LOCALES.get(language, language)
        self._bundle = FluentBundle([self._locale], use_isolating=False)
        catalogue = Path(__file__).with_name(f"{language}.ftl")
        self._bundle.add_resource(FluentResource(catalogue.read_text(encoding="utf-8")))

    def __call__(self, message_id: str, **variables: str | int | float) -> str:
        """Return a message with its variables: texts as they are (escape them first), numbers as the language has them.

        Raises KeyError when there is no such message, ValueError when a variable is missing.
        """
        if not self._bundle.has_message(message_id):
            raise KeyError(f"{self.language}.ftl has no message {message_id!r}")
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise ValueError(f"{self.language}.ftl: {message_id} has no text")
        # Fluent refuses texts of more than 2,500 characters, so marks stand for them until it is done.
        marks = {name: chr(_FIRST_MARK + at) for at, name in enumerate(variables)}
        texts = {ord(marks[name]): value for name, value in variables.items() if isinstance(value, str)}
        given = {name: marks[name] if isinstance(value, str) else value for name, value in variables.items()}
        formatted, faults = self._bundle.format_pattern(pattern, given)
        if faults:
            raise ValueError(f"{self.language}.ftl: {message_id}: {'; '.join(str(fault) for fault in faults)}")
        return str(formatted).translate(texts)

    def date(self, day: date) -> str:
        """Return a day, or the day of a datetime, as the language writes it: "4 May 2026", "4. Mai 2026"."""
        return format_date(day, format="long", locale=self._locale.replace("-", "_"))

    def money(self, amount: float, currency: str) -> str:
        """Return an amount of a currency (an ISO 4217 code) as the language writes it: "US$1.50", "1,50 $US".

        What is less than one has its first two digits: "US$0.0042".
        """
        rounded = Decimal(f"{amount:.2f}" if amount >= 1 else f"{amount:.2g}")
        return format_currency(rounded, currency, locale=self._locale.replace("-", "_"), decimal_quantization=False)
