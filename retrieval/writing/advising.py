"""What would have been right, for each reason that a model's claim is dropped for: told when it is asked again.

The words are ours alone: what a draft says may be an article's orders.
"""

from collections.abc import Mapping

from retrieval.verifying import DropReason
from retrieval.writing.screening import Unfit
from retrieval.writing.supporting import Unsupported

_QUOTE = "copy the quoted words from one passage, whole words, letter for letter"
_PLAIN = "write one plain sentence, without addresses, mentions or markup"
_STATED = "state nothing that the quoted words do not"
_TRANSLATE = "translate the whole sentence, word for word, and add nothing"

_ADVICE: Mapping[str, str] = {
    DropReason.SAYS_NOTHING: "write a sentence",
    DropReason.NO_CITATION: "quote a passage for every claim",
    DropReason.UNKNOWN_EVIDENCE: "use only the keys of the passages given",
    DropReason.QUOTE_EMPTY: _QUOTE,
    DropReason.QUOTE_NOT_FOUND: _QUOTE,
    DropReason.QUOTE_CUT: f'{_QUOTE}, with the "not" or "denied" before them',
    DropReason.HIDDEN_CHARACTER: _PLAIN,
    DropReason.WORDS_NOT_QUOTED: "put in quotation marks only what the passage says, to the letter",
    DropReason.DATE_NOT_CITED: "give only dates that the quoted words give",
    DropReason.NUMBER_NOT_CITED: "give only numbers that the quoted words give",
    DropReason.NAME_NOT_CITED: "name only who the quoted words name, as they do",
    Unfit.SPEAKS_TO_A_MODEL: "do not rest on a passage that gives orders",
    Unfit.UNDATED: "leave off today, recently, last year and the like, unless the quoted words have them",
    Unsupported.NOT_SAID: "use the quoted words' own words, all from one sentence",
    Unsupported.CONTRADICTED: _STATED,
    Unsupported.DENIAL_TURNED: "keep every not, never, no and denied with the word it stands by",
    Unsupported.DOUBT_LOST: "keep every could, should, must and suggested with the word it stands by",
    Unsupported.SPEAKER_LOST: "say who says it, as the passage does",
    Unsupported.SPEAKER_CHANGED: "name the speaker in the passage's own words",
    Unsupported.WORDS_TURNED_ROUND: "keep the order of the passage's own words",
    Unsupported.WORDS_LEFT_OFF: "keep what the words hang by: whose, of what, until when",
    Unsupported.ANOTHER_LANGUAGE: "write the text in the passage's language, and the reader's in translation",
    Unsupported.CAUSE_ADDED: "give no reason where the passage gives none: amid is not because of",
    Unsupported.NOT_ALONE: "name who or what is meant instead of they, it or the firm",
}


def advice_on(reason: str) -> str:
    """Return, in one short sentence, what would be right instead."""
    return _TRANSLATE if reason.startswith("translation_") else _ADVICE.get(reason, _PLAIN)
