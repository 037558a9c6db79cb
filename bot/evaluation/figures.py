"""The figures of a report. ``None`` stands for what the set, or the replies, do not let one measure."""

from dataclasses import dataclass

from bot.evaluation.metrics import Coverage, Detection


@dataclass(frozen=True, slots=True)
class Finding:
    """Were the gold articles found? Over ``questions`` that name any; ``within_gold`` of them had no other choice."""

    questions: int
    within_gold: int
    hit: dict[str, float | None]
    recall: dict[str, float | None]
    mrr: float | None


@dataclass(frozen=True, slots=True)
class Shares:
    """One share three ways: of all answerable questions, of those answered, and had it been forced to answer."""

    questions: int
    of_all: float | None
    of_answered: float | None
    if_forced: float | None


@dataclass(frozen=True, slots=True)
class Quoting:
    """Do citations carry the answer? By measure (see ``scoring.Measure``), and over all of them in ``carried``.

    The ``evidence_`` shares are means, by characters, over the questions whose evidence stands in a gold article.
    ``leaks`` of ``withheld`` unanswerable questions were answered in words that should not be there.
    """

    carried: Shares
    by_measure: dict[str, Shares]
    evidence_precision: Shares
    evidence_recall: Shares
    evidence_f1: Shares
    quotes: int
    verbatim_quotes: int
    verbatim_rate: float | None
    withheld: int
    leaks: int
    leak_rate: float | None


@dataclass(frozen=True, slots=True)
class Declining:
    """Does it decline what it should? ``declined`` judges declining as a sign that a question is unanswerable.

    ``auroc`` is the chance that an answerable question has more confidence than an unanswerable one. A reply is right
    when the question is answerable and its citations, given or held back, carry the answer: by this go
    ``calibration_error``, ``risk_by_coverage`` and its area ``aurc``. ``answered`` is the share that was in fact
    answered, ``answered_wrong`` the share of these that is wrong.
    """

    answered: float | None
    answered_wrong: float | None
    declined: Detection
    auroc: float | None
    calibration_error: float | None
    aurc: float | None
    risk_by_coverage: list[Coverage]


@dataclass(frozen=True, slots=True)
class Writing:
    """What the language model ``model`` did: it was asked for ``asked`` questions and wrote ``by_model`` replies.

    ``fallbacks`` counts by reason the replies that the articles' own sentences made in its place. ``shown`` of its
    claims were, ``dropped`` counts by reason those that were not, of all its drafts; "translation_": only that was.
    ``cost`` is None where no price is set. Tokens and cost of all questions; seconds, of one for which it was asked,
    are those of the model alone.
    """

    model: str
    asked: int
    by_model: int
    by_quotes: int
    fallbacks: dict[str, int]
    shown: int
    dropped: dict[str, int]
    tries: int
    prompt_tokens: int
    completion_tokens: int
    tokens_estimated: bool
    cost: float | None
    currency: str
    seconds_p50: float | None
    seconds_p95: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The first figures of the questions of one kind, or one language.

    A group that is all answerable, or all not, has its ``auroc`` against the other questions of the whole set.
    """

    questions: int
    answerable: int
    hit_at_1: float | None
    hit_at_5: float | None
    carried: float | None
    carried_if_forced: float | None
    answerable_answered: float | None
    unanswerable_declined: float | None
    auroc: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything a report says; ``asked`` of ``available`` questions were asked. Times are milliseconds a question.

    ``writing`` is None where no language model was to write.
    """

    name: str
    finished: str
    articles: int
    available: int
    asked: int
    answerable: int
    finding: Finding
    quoting: Quoting
    declining: Declining
    ms_p50: float | None
    ms_p95: float | None
    by_kind: dict[str, Group]
    by_lang: dict[str, Group]
    writing: Writing | None = None
