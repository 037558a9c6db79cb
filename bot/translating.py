"""What Discord shows of the commands, in each of our languages: descriptions, and the name in a message's menu."""

from discord import Locale, app_commands

from bot.words.catalogue import LANGUAGES, language_of, words_in


def described(message_id: str) -> app_commands.locale_str:
    """Return a message in English for Discord's defaults, which ``CommandTranslator`` puts in the other languages.

    The name of a slash command is what a reader types: give it as a plain string and it is the same in every language.
    """
    return app_commands.locale_str(words_in("en")(message_id), message=message_id)


class CommandTranslator(app_commands.Translator):
    """Puts what ``described`` made in the language of each Discord locale that we have words for."""

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return the words, None for what is not ours to translate: a plain name, a language that we do not have."""
        del context
        message_id = string.extras.get("message")
        if message_id is None or locale.value.partition("-")[0] not in LANGUAGES:
            return None
        return words_in(language_of(locale.value))(message_id)
