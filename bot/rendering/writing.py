"""Who wrote a reply, and the sentences that a language model wrote: what was checked of them, and what was not."""

from collections.abc import Sequence

from bot.escaping import escaped, isolated, on_one_line
from bot.page import Text
from bot.rendering import limits
from bot.rendering.buttons import small_print
from bot.rendering.paging import Item, Running, Whole
from bot.words.catalogue import Words
from retrieval.answer import Answer, Claim, Reply, WrittenBy


def authorship(reply: Reply, said: Sequence[Claim], words: Words) -> str:
    """Return in small print who wrote the claims that are said, or why no language model did; empty if it needs none.

    What the articles' own words say of themselves needs none.
    """
    if reply.fallback is not None:
        reason = words(f"fallback-{reply.fallback.value.replace('_', '-')}")
        outcome = "fallback-answered" if isinstance(reply, Answer) else "fallback-declined"
        return small_print(words(outcome, reason=reason))
    if reply.written_by is not WrittenBy.MODEL or not said:
        return ""
    return small_print(words("written-and-translated" if any(map(_translation, said)) else "written-by-model"))


def written(claim: Claim, marks: str, words: Words) -> Item:
    """Return a sentence, behind it the marks of its sources.

    One with a translation is read in that first, and the sentence that was checked stands right below it; a translation
    too long for a page that holds both is left out.
    """
    sentence, translation = on_one_line(claim.text), _translation(claim)
    if sentence and translation:
        checked = small_print(words("translation-of", sentence=isolated(escaped(sentence))))
        together = f"{escaped(translation)}{marks}\n{checked}"
        if limits.length(together) <= limits.TOGETHER:
            return Whole((Text(together),))
    return Running(claim.text, lambda piece: escaped(piece).strip() + marks)


def _translation(claim: Claim) -> str:
    return on_one_line(claim.translation or "")
