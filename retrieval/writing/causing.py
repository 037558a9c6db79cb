"""Does a claim give a reason that its source does not give? "Amid" a storm is not "because of" one. Pure.

English in detail; of other languages the words that can mean nothing else than a cause, to hold a translation.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.wording import Role, Token, key_of
from retrieval.writing.arranging import telling

_REACH = 8
_CAUSES = frozenset({"because", "due", "owing", "thanks"})
_CARRYING = frozenset(
    key_of(word)
    for word in "because due owing thanks therefore thus hence consequently result cause lead prompt force trigger "
    "reason why based".split()
) | _CAUSES  # fmt: skip
_FOLLOWING = frozenset("so thus therefore hence consequently".split())
_NEARLY = _CARRYING | frozenset("so since as for over from through given by".split())
"""What an English sentence may have for a cause that its translation names."""

_NO_CAUSE = frozenset("far called much many".split())
_ABROAD = re.compile(
    r"\b(?:wegen|aufgrund|auf ?grund|weil|infolge|deshalb|deswegen|daher|aus \w*gründen"  # de
    r"|à cause|en raison|parce qu\w*|du fait|puisqu\w*|grâce à|pour (?:des|cause de) raisons?"  # fr
    r"|debido|porque|a causa|a raíz|por culpa|ya que|puesto que|por (?:motivos?|razones)"  # es
    r"|perché|poiché|per via|a motivo|devido|por causa|em razão|já que|por motivos?"  # it, pt
    r"|din cauz\w*|din motive|pentru că|deoarece|fiindcă|datorită"  # ro
    r"|wegens|vanwege|omdat|doordat|på grund av|eftersom|därför att"  # nl, sv
    r"|z powodu|ponieważ|gdyż|ze względu|из-за|потому|поскольку|вследствие|по причине|по соображениям"  # pl, ru
    r"|тому що|оскільки|внаслідок|λόγω|επειδή|εξαιτίας|διότι|nedeniyle|yüzünden|sebebiyle|çünkü)\b"  # uk, el, tr
    r"|بسبب|لأن|के कारण|की वजह|क्योंकि|\bbởi vì\b|\bdo lo ngại\b"  # ar, hi, vi
    r"|因为|因為|由于|由於|出于|出於|因此|因而|所以|(?<![基起成病原])因(?![特素子])|なぜなら|때문|인해|เพราะ|เนื่องจาก",
    re.IGNORECASE,
)


def adds_a_cause(claim: Sequence[Token], sources: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a claim gives something as a reason, or as what follows, where none of its sources does."""
    for place, word in _causes(claim):
        behind = telling(claim[place + 1 :])[:1]
        if not any(_carries(source, word, behind) for source in sources):
            return True
    return False


def may_give_a_cause(tokens: Sequence[Token]) -> bool:
    """Tell whether an English sentence may be translated by one that gives a reason."""
    return any(token.key in _NEARLY or token.word.casefold() in _NEARLY for token in tokens)


def gives_a_cause(tokens: Sequence[Token]) -> bool:
    """Tell whether an English sentence says "because" or the like; "since" and "so" say as often something else."""
    return any(token.word.casefold() in _CAUSES for token in tokens)


def gives_a_cause_abroad(text: str) -> bool:
    """Tell whether a sentence that is not English says "because" or the like."""
    return _ABROAD.search(text) is not None


def _causes(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Yield each word that gives a reason or says what followed, with its place; "since 2020" gives none."""
    for place, token in enumerate(tokens):
        word = token.word.casefold()
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        dated = after is None or after.role in (Role.DATE, Role.NUMBER)
        if (
            word in _CAUSES
            or (word in _FOLLOWING and (after is None or after.key not in _NO_CAUSE))
            or (word == "since" and not dated)
        ):
            yield place, word


def _carries(source: Sequence[Token], word: str, behind: Sequence[str]) -> bool:
    """Tell whether a source gives the same as a reason: right behind its own "because", or with another word for it."""
    for place, token in enumerate(source):
        said = token.word.casefold()
        if word == "since":
            carried = said == "since"
        elif word in _FOLLOWING:
            carried = said in _FOLLOWING or token.key in _CARRYING
        else:
            carried = token.key in _CARRYING or said in _CARRYING or _is_for_doing(source, place)
        if carried and (said not in _CAUSES or not behind or behind[0] in _governed(source, place)):
            return True
    return False


def _governed(tokens: Sequence[Token], place: int) -> Sequence[str]:
    clause: list[Token] = []
    for token in tokens[place + 1 :]:
        if token.role is Role.MARK and token.word not in ('"', "(", ")"):
            break
        clause.append(token)
    return telling(clause)[:_REACH]


def _is_for_doing(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether somebody is punished, thanked or the like for doing something."""
    return tokens[place].key == "for" and place + 1 < len(tokens) and tokens[place + 1].word.endswith("ing")
