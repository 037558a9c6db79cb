"""The bot's own words: each language says all of them, within Discord's limits, and the code asks for no others."""

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from discord import Locale, app_commands
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from hypothesis import given
from hypothesis import strategies as st

from bot.translating import CommandTranslator, described
from bot.words.catalogue import LANGUAGES, language_of, words_in

BOT = Path(__file__).parents[2] / "bot"
TREES = {path.relative_to(BOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in BOT.rglob("*.py")}
# Every variable that is a number; all others are texts.
NUMBERS = set(
    "number passages place page pages start end claims articles answers feedback requests hours days seconds waiting "
    "most readers questions places read written count".split()
)
COUNTS = (0, 1, 2, 5, 1234)
LIMITS = {"command-": 100, "command-check": 32, "button-": 80, "reason-": 45, "reason-placeholder": 100}
LIMITS |= {"command-explain": 32, "draft-title": 45, "draft-field-": 45}
DISCORD = {
    "en": ("en-US", "en-GB"),
    "fr": ("fr",),
    "de": ("de",),
    "es": ("es-ES", "es-419"),
    "zh": ("zh-CN", "zh-TW"),
}


def catalogue(language: str) -> list[fluent.EntryType]:
    text = (BOT / "words" / f"{language}.ftl").read_text(encoding="utf-8")
    return FluentParser(with_spans=False).parse(text).body


def within(node: fluent.BaseNode) -> Iterator[fluent.BaseNode]:
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, fluent.BaseNode):
                yield from within(child)


def variables(message: fluent.BaseNode) -> set[str]:
    return {node.id.name for node in within(message) if isinstance(node, fluent.VariableReference)}


MESSAGES = {
    language: {entry.id.name: entry for entry in catalogue(language) if isinstance(entry, fluent.Message)}
    for language in LANGUAGES
}
ENGLISH = {message_id: variables(message) for message_id, message in MESSAGES["en"].items()}


def formatted(language: str, message_id: str) -> list[str]:
    """What a message says at each count, with a plausible text for every other variable."""
    return [
        words_in(language)(
            message_id, **{name: count if name in NUMBERS else "Harbour Road" for name in ENGLISH[message_id]}
        )
        for count in COUNTS
    ]


@pytest.mark.parametrize("language", LANGUAGES)
class TestACatalogue:
    def test_has_no_line_that_is_not_fluent(self, language: str) -> None:
        assert [entry.content for entry in catalogue(language) if isinstance(entry, fluent.Junk)] == []

    def test_says_each_message_once(self, language: str) -> None:
        names = [entry.id.name for entry in catalogue(language) if isinstance(entry, fluent.Message)]
        assert sorted(names) == sorted(set(names))

    def test_has_the_messages_of_english_with_the_same_variables(self, language: str) -> None:
        theirs = {message_id: variables(message) for message_id, message in MESSAGES[language].items()}
        assert theirs == ENGLISH

    def test_chooses_only_by_numbers(self, language: str) -> None:
        choosers = {
            node.selector.id.name
            for message in MESSAGES[language].values()
            for node in within(message)
            if isinstance(node, fluent.SelectExpression) and isinstance(node.selector, fluent.VariableReference)
        }
        assert choosers <= NUMBERS

    @pytest.mark.parametrize("message_id", ENGLISH)
    def test_formats_each_message_whole_and_within_its_limit(self, language: str, message_id: str) -> None:
        limit = max((prefix for prefix in LIMITS if message_id.startswith(prefix)), key=len, default=None)
        for text in formatted(language, message_id):
            assert text.strip() == text != ""
            assert not set("{}$") & set(text)
            assert not any(name not in NUMBERS and "Harbour Road" not in text for name in ENGLISH[message_id])
            assert limit is None or len(text) <= LIMITS[limit]

    def test_translates_what_english_says(self, language: str) -> None:
        french = {"sources-passages", "edition", "page-of"}
        alike = {"marked-source", "fact-named"} | (french if language == "fr" else set())
        same = {message_id for message_id in ENGLISH if formatted(language, message_id) == formatted("en", message_id)}
        assert language == "en" or same <= alike


class TestWords:
    def test_an_unknown_message_is_a_fault_that_names_it(self) -> None:
        with pytest.raises(KeyError, match=r"fr\.ftl has no message 'no-such'"):
            words_in("fr")("no-such")

    @pytest.mark.parametrize("message_id", [message_id for message_id, names in ENGLISH.items() if names])
    def test_a_missing_variable_is_a_fault_that_names_it(self, message_id: str) -> None:
        with pytest.raises(ValueError, match=rf"{message_id}: .*({'|'.join(ENGLISH[message_id])})"):
            words_in("en")(message_id)

    def test_an_unknown_language_is_a_fault_that_names_those_there_are(self) -> None:
        with pytest.raises(KeyError, match=r"'pt', only in en, fr, de, es, zh"):
            words_in("pt")

    def test_a_catalogue_is_read_once(self) -> None:
        assert words_in("de") is words_in("de")
        assert words_in("de").language == "de"

    @given(question=st.text(), times=st.sampled_from((1, 4000)))
    def test_a_text_is_inserted_as_it_is_however_long(self, question: str, times: int) -> None:
        asked = question * times
        assert words_in("en")("carried-from", question=asked) == f"Read as a follow-up to: {asked}"

    def test_a_text_that_looks_like_a_stand_in_is_not_read_again(self) -> None:
        assert words_in("en")("check-differs-word", claimed="\ue001", stated="\ue000").count("\ue000") == 1

    @pytest.mark.parametrize(("language", "shown"), [("en", "4,000"), ("de", "4.000"), ("fr", "4\u202f000")])
    def test_numbers_are_written_as_the_language_writes_them(self, language: str, shown: str) -> None:
        assert shown in words_in(language)("trouble-too-long", most=4000)

    @pytest.mark.parametrize(
        ("language", "shown"),
        [
            ("en", "4 May 2026"),
            ("fr", "4 mai 2026"),
            ("de", "4. Mai 2026"),
            ("es", "4 de mayo de 2026"),
            ("zh", "2026年5月4日"),
        ],
    )
    def test_days_are_written_as_the_language_writes_them(self, language: str, shown: str) -> None:
        assert words_in(language).date(date(2026, 5, 4)) == shown
        assert words_in(language).date(datetime(2026, 5, 4, 23, 59, tzinfo=UTC)) == shown


@pytest.mark.parametrize("locale", [*Locale, ""])
def test_a_reader_is_answered_in_the_language_of_their_discord_else_in_english(locale: Locale | str) -> None:
    spoken = [language for language, locales in DISCORD.items() if str(locale) in locales]
    assert language_of(str(locale)) == (spoken[0] if spoken else "en")


class TestTheTranslator:
    @staticmethod
    async def translated(string: app_commands.locale_str, locale: Locale) -> str | None:
        where: app_commands.TranslationContextTypes = app_commands.TranslationContext(
            app_commands.TranslationContextLocation.other, None
        )
        return await CommandTranslator().translate(string, locale, where)

    @pytest.mark.parametrize("locale", list(Locale))
    async def test_describes_a_command_in_each_language_that_we_have_and_in_no_other(self, locale: Locale) -> None:
        spoken = [language for language, locales in DISCORD.items() if locale.value in locales]
        expected = words_in(spoken[0])("command-ask") if spoken else None
        assert await self.translated(described("command-ask"), locale) == expected

    async def test_leaves_a_plain_name_as_it_is(self) -> None:
        assert await self.translated(app_commands.locale_str("ask"), Locale.german) is None

    def test_shows_english_to_all_others(self) -> None:
        assert described("command-help").message == words_in("en")("command-help")


def asked_for(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """The calls that ask for a message by its name: words("id"), said("id"), words_of(asker)("id"), described("id")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            asked = node.func.func if isinstance(node.func, ast.Call) else node.func
            name = asked.attr if isinstance(asked, ast.Attribute) else getattr(asked, "id", "")
            if name in {"words", "said", "described"} or (name in {"words_in", "words_of"} and asked is not node.func):
                yield str(node.args[0].value), node


@pytest.mark.parametrize("path", TREES)
def test_the_code_asks_for_messages_that_there_are_with_their_variables(path: str) -> None:
    for message_id, call in asked_for(TREES[path]):
        assert message_id in ENGLISH, f"{path}:{call.lineno}"
        names = {keyword.arg for keyword in call.keywords}
        if None not in names:
            assert names == ENGLISH[message_id], f"{path}:{call.lineno}"


def test_every_message_is_used() -> None:
    nodes = [node for tree in TREES.values() for node in ast.walk(tree)]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    starts = [node.values[0] for node in nodes if isinstance(node, ast.JoinedStr) and node.values]
    prefixes = tuple(
        start.value
        for start in starts
        if isinstance(start, ast.Constant) and isinstance(start.value, str) and start.value.endswith("-")
    )
    unused = [message_id for message_id in ENGLISH if message_id not in texts and not message_id.startswith(prefixes)]
    assert unused == []
