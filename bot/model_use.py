"""What a language model wrote of a server's answers, why it did not write others, and what that took."""

from dataclasses import dataclass

from bot.words.catalogue import Words
from retrieval.answer import Fallback
from retrieval.settings import WritingSettings
from retrieval.usage import NO_TOKENS, Usage


@dataclass(frozen=True, slots=True)
class Spent:
    """How often language models were asked, and the tokens of all these times."""

    requests: int = 0
    usage: Usage = NO_TOKENS


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What language models did for a server in some days.

    ``written`` and ``quoted`` count its answers: by a model, and in the articles' own sentences. ``fallbacks`` are why
    a model that was to write did not, each with for how many questions, the most first. ``here`` is what the server's
    questions took, ``everywhere`` those of all; the same of the last of these days in ``here_today`` and
    ``everywhere_today``.
    """

    written: int = 0
    quoted: int = 0
    fallbacks: tuple[tuple[Fallback, int], ...] = ()
    here: Spent = Spent()
    everywhere: Spent = Spent()
    here_today: Spent = Spent()
    everywhere_today: Spent = Spent()

    @property
    def is_any(self) -> bool:
        """Whether a model wrote for the server, was to write, or was asked."""
        return bool(self.written or self.fallbacks or self.here.requests)


def model_use_text(use: ModelUse, writing: WritingSettings, words: Words, *, for_keepers: bool) -> str:
    """Return it as lines of plain text (escape it before Discord reads it as markdown); the last day is today.

    What all servers together use, and what it costs, is for those who keep the corpus.
    """
    lines = [words("insights-model-written", answers=use.written), words("insights-model-quoted", answers=use.quoted)]
    if use.fallbacks:
        lines.append(words("insights-model-fallbacks"))
    for why, questions in use.fallbacks:
        reason = words(f"fallback-{why.value.replace('_', '-')}")
        lines.append(words("insights-model-fallback", reason=reason, questions=questions))
    lines.append(words("insights-model-tokens", tokens=use.here.usage.total, requests=use.here.requests))
    if for_keepers:
        everywhere = use.everywhere
        lines.append(words("insights-model-tokens-all", tokens=everywhere.usage.total, requests=everywhere.requests))
    if writing.server_tokens_a_day:
        percent = _percent(use.here_today, writing.server_tokens_a_day)
        lines.append(words("insights-model-budget", percent=percent))
    if writing.tokens_a_day:
        percent = _percent(use.everywhere_today, writing.tokens_a_day)
        lines.append(words("insights-model-budget-all", percent=percent))
    here, everywhere_cost = (writing.cost(each.usage) for each in (use.here, use.everywhere))
    if for_keepers and here is not None and everywhere_cost is not None:
        cost, total = (words.money(amount, writing.currency) for amount in (here, everywhere_cost))
        lines.append(words("insights-model-cost", cost=cost, total=total))
    return "\n".join(lines)


def _percent(spent: Spent, tokens_a_day: int) -> int:
    """Return the share that is used up, in percent rounded down: 100 says that nothing is left."""
    return min(100, 100 * spent.usage.total // tokens_a_day)
