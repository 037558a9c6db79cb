"""Is a claim said by what it cites, as far as words can show? What ``verifying`` leaves open, judged without a model.

``verifying`` holds numbers, dates, names and quoted words. Here the rest of the sentence is held against the cited
sentences: every telling word stands there, in an order that they have; what they deny, doubt or put in somebody's mouth
is not told as a fact, nor by another's mouth. English throughout; of a claim in another language than its source only
what ``cues`` knows can be told. It would rather lose a true claim than show a false one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.answer import DraftClaim
from retrieval.citing import Cited, Refusal, locate
from retrieval.comparing import Verdict
from retrieval.errors import UnknownEvidenceError
from retrieval.evidence import Candidate
from retrieval.judging import judge
from retrieval.passage import Passage
from retrieval.wording import Role, Token, tokens_of
from retrieval.writing.arranging import ORDER, order, telling
from retrieval.writing.cues import REPORTING, denies, has_report, is_denial, is_doubt, is_english, is_report, reports
from retrieval.writing.governing import FAR
from retrieval.writing.leaving_off import leaves_off
from retrieval.writing.rewording import is_called, ways

COVER = 1.0
"""The least share of a claim's telling words that must stand in what it cites."""

_HALF = 0.5
_REPORTED = 1 / 3
_SCOPE = 8


class Unsupported(StrEnum):
    """Why a claim is not held by what it cites."""

    NOT_SAID = "not_said"
    CONTRADICTED = "contradicted"
    DENIAL_TURNED = "denial_turned"
    DOUBT_LOST = "doubt_lost"
    SPEAKER_LOST = "speaker_lost"
    SPEAKER_CHANGED = "speaker_changed"
    WORDS_TURNED_ROUND = "words_turned_round"
    WORDS_LEFT_OFF = "words_left_off"
    ANOTHER_LANGUAGE = "another_language"
    CAUSE_ADDED = "cause_added"
    NOT_ALONE = "not_alone"
    """It says "they" or "the firm", and not who that is."""


@dataclass(frozen=True, slots=True)
class Said:
    """One cited sentence: its words with those that name its speaker before them (``led`` of them, and a colon).

    ``quoted`` are the telling words of what is quoted of it, and of its speaker.
    """

    tokens: Sequence[Token]
    led: int
    quoted: frozenset[str]


def unsupported(claim: DraftClaim, evidence: Mapping[str, Passage], cover: float = COVER) -> Unsupported | None:
    """Return why a claim is not held by what it cites, or None if it is: one cited sentence must hold all of it.

    None too where it cites what cannot be found: ``verifying`` says so. A claim in another language than its source,
    which denies and reports as that does, is ANOTHER_LANGUAGE: only its meaning can tell.
    """
    cited = _cited(claim, evidence)
    sentences = [(item, sentence) for item in cited for sentence in _touched(item)]
    if not sentences:
        return None
    verdict = judge(claim.text, [sentence for _, sentence in sentences])[0]
    if verdict is Verdict.CONTRADICTED:
        return Unsupported.CONTRADICTED
    source = " ".join(sentence.words for _, sentence in sentences)
    ours = tokens_of(claim.text)
    said = said_by(claim, evidence)
    best = said[0]
    if verdict is Verdict.SUPPORTED:
        return _unattributed(ours, best)
    covered = _covered(ours, best)
    not_said = Unsupported.NOT_SAID if covered < cover else None
    if is_english(source) and (is_english(claim.text) or covered >= _HALF):
        turned = _turned(ours, said) or _unattributed(ours, best)
    else:
        turned = _turned_abroad(claim.text, source, any(each.led for each in said))
        not_said = not_said and (Unsupported.ANOTHER_LANGUAGE if covered < _HALF else not_said)
    if turned or not_said:
        return turned or not_said
    if is_called(ours, best.tokens):
        return None
    in_order = [way for way in ways(ours, best.tokens) if order(ours, way) >= ORDER]
    if not in_order:
        return Unsupported.WORDS_TURNED_ROUND
    return Unsupported.WORDS_LEFT_OFF if is_english(source) and all(leaves_off(ours, way) for way in in_order) else None


def said_by(claim: DraftClaim, evidence: Mapping[str, Passage]) -> list[Said]:
    """Return the sentences that a claim cites, the one that has most of its words first."""
    said = [_said(item, sentence) for item in _cited(claim, evidence) for sentence in _touched(item)]
    ours = tokens_of(claim.text)
    return sorted(said, key=lambda each: -_covered(ours, each))


def _cited(claim: DraftClaim, evidence: Mapping[str, Passage]) -> list[Cited]:
    found: list[Cited] = []
    for quotation in claim.quotations:
        try:
            place = locate(quotation, evidence)
        except UnknownEvidenceError:
            return []
        if isinstance(place, Refusal):
            return []
        found.append(place)
    return found


def _touched(cited: Cited) -> Iterator[Candidate]:
    for sentence in cited.passage.sentences:
        if sentence.span.start < cited.span.end and cited.span.start < sentence.span.end:
            yield Candidate(cited.passage, sentence, 0.0)


def _said(cited: Cited, candidate: Candidate) -> Said:
    speaker, span = candidate.sentence.attribution, candidate.sentence.span
    text = cited.passage.article.text
    lead = tokens_of(speaker.of(text)) if speaker else ()
    colon = (Token(":", ":", Role.MARK),) if speaker else ()
    quoted = tokens_of(text[max(span.start, cited.span.start) : min(span.end, cited.span.end)])
    named = tokens_of(cited.attribution_quote or "")
    return Said((*lead, *colon, *tokens_of(candidate.words)), len(lead), frozenset(telling((*lead, *named, *quoted))))


def _covered(ours: Sequence[Token], said: Said) -> float:
    """Return the share of a claim's telling words, but for those that report, that are quoted of a sentence."""
    words = [key for key in telling(ours) if key not in REPORTING]
    return sum(key in said.quoted for key in words) / len(words) if words else 0.0


def _turned_abroad(text: str, source: str, spoken: bool) -> Unsupported | None:
    """Tell what can be told where one of the two is not English: whether one denies, or reports, and the other not."""
    theirs, ours = tokens_of(source), tokens_of(text)
    denied = any(map(is_denial, theirs)) if is_english(source) else denies(source)
    if denied != (any(map(is_denial, ours)) if is_english(text) else denies(text)):
        return Unsupported.DENIAL_TURNED
    reported = spoken or (has_report(theirs) if is_english(source) else reports(source))
    if reported and not (has_report(ours) if is_english(text) else reports(text)):
        return Unsupported.SPEAKER_LOST
    return None


def _scope(tokens: Sequence[Token], place: int) -> Sequence[str]:
    """Return the telling words that a word governs: those behind it in its clause."""
    clause: list[Token] = []
    for token in tokens[place + 1 : place + 1 + FAR]:
        if token.role is Role.MARK and clause and token.word not in ('"', "(", ")"):
            break
        clause.append(token)
    return telling(clause, _SCOPE)


def _first_places(tokens: Sequence[Token]) -> Mapping[str, int]:
    """Return where each telling word stands first."""
    return {key: place for place in reversed(range(len(tokens))) for key in telling(tokens[place : place + 1])}


def _states(stated: Collection[str], scope: Sequence[str], is_free: bool = False) -> bool:
    """Tell whether a claim states what stands in a scope: its first word, unless that is free, or half of all."""
    first = bool(scope) and scope[0] in stated and not is_free
    return first or (bool(scope) and sum(key in stated for key in scope) >= _HALF * len(scope))


def _turned(ours: Sequence[Token], said: Sequence[Said]) -> Unsupported | None:
    """Tell whether a claim states what its sources deny or doubt, or denies what they do not."""
    stated = set(telling(ours))
    our_denials = [_scope(ours, place) for place, token in enumerate(ours) if is_denial(token)]
    their_denials = [
        (scope, bool(scope) and first[scope[0]] < place)
        for each in said
        for first in [_first_places(each.tokens)]
        for place, token in enumerate(each.tokens)
        if is_denial(token)
        for scope in [_scope(each.tokens, place)]
    ]
    for denied in our_denials:
        if not any(not denied or set(denied) & set(theirs) for theirs, _ in their_denials):
            return Unsupported.DENIAL_TURNED
    for denied, is_free in their_denials:
        if _states(stated, denied, is_free) and not any(set(denied) & set(mine) for mine in our_denials):
            return Unsupported.DENIAL_TURNED
    conditional = any(token.role is Role.CONDITION for token in ours)
    doubting = bool(our_denials) or any(is_doubt(token) for token in ours)
    for each in said:
        for place, token in enumerate(each.tokens):
            kept = conditional if token.key == "whether" else doubting
            if is_doubt(token) and not kept and _states(stated, _scope(each.tokens, place)):
                return Unsupported.DOUBT_LOST
    return None


def _unattributed(ours: Sequence[Token], said: Said) -> Unsupported | None:
    """Tell whether a claim leaves out who says it, or names another."""
    start = _reporting(said)
    reported: set[str] = set()
    free: set[str] = set()
    for place, token in enumerate(said.tokens):
        (reported if token.quoted or place >= start else free).update(telling([token]))
    speaking = list(_speakers(said, start))
    owners = {token.key for token in speaking}
    speakers = {token.key for token in speaking if not token.possessive}
    stated = set(telling(ours)) & (reported | free)
    if not stated - free or len(stated - free) < _REPORTED * len(stated):
        return None
    cue = next((place for place in range(len(ours)) if is_report(ours, place)), None)
    if cue is None:
        return Unsupported.SPEAKER_LOST
    named = [token for token in ours[:cue] if token.capital and token.role is Role.CONTENT] or [
        token for token in ours[:cue] if token.role is Role.CONTENT
    ]
    known = [token.key in (owners if token.possessive else speakers) for token in named]
    if known and not (all(known) if named[0].capital else any(known)):
        return Unsupported.SPEAKER_CHANGED
    return None


def _reporting(said: Said) -> int:
    """Return where what somebody says begins in a sentence; its end if nobody says anything."""
    if said.led:
        return said.led
    cues = (place for place in range(len(said.tokens)) if is_report(said.tokens, place))
    return next(cues, len(said.tokens))


def _speakers(said: Said, start: int) -> Iterator[Token]:
    """Yield the words that may name who speaks: those before the first verb, and those behind all that is quoted."""
    for token in said.tokens[:start]:
        if not said.led and token.role in (Role.AUXILIARY, Role.MODAL):
            break
        yield token
    relative = max((place for place in range(start) if said.tokens[place].key in ("who", "which")), default=0)
    for token in reversed(said.tokens[:relative]):
        if token.role in (Role.PREPOSITION, Role.AUXILIARY, Role.MODAL):
            break
        yield token
    quoted = max((place for place, token in enumerate(said.tokens) if token.quoted), default=len(said.tokens))
    yield from said.tokens[quoted + 1 :]
