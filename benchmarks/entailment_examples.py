"""Claims that are entailed by what they cite, and the same made false, out of question sets: for `fit_entailment`."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.evaluation.dataset import read_set
from corpus.article import Article
from retrieval.answer import DraftClaim, Quotation
from retrieval.asking import FUNCTION_WORDS, GENERIC_WORDS
from retrieval.cutting import cut
from retrieval.passage import Passage
from retrieval.sentence_ends import sentence_ends
from retrieval.settings import CuttingSettings
from retrieval.stemming import question_stems

TRUE = {"answer", "reworded", "verbatim", "supported"}
MOST_ANSWERS = 220
QUESTIONS_A_SET = 450
OVERLAP = 0.4
"""A reference answer's sentence is taken if so large a share of its stems stands in one sentence of the passage."""

SAME = 0.85
"""A sentence of another passage with so large a share says the same, and is no false citation."""

_NUMBER = re.compile(r"(?<![\w.,-])\d(?:[\d,.]*\d)?(?!\w)")
_NAME = re.compile(r"(?<=[a-zà-ÿа-я,] )[A-Z][a-z]{3,}")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_VERB = re.compile(r"\b(?:is|was|were|are|has|had|have|can|could|will)\b(?! not)")
_DENIAL = re.compile(r" (?:not|never)\b|(?<=\w)n't\b")
_HEDGE = re.compile(r"\b(?:could|may|might|would|should) (?:have been|be)\b|\b(?:could|may|might|would|should) |"
                    r"\b(?:possibly|perhaps|probably|allegedly|reportedly|likely) ")  # fmt: skip
_SPOKEN = re.compile(
    r"^[^“\"]{3,90}?\b(?:said|says|claimed|claims|argued|argues|suggested|suggests|believed?s?|stated|states|reported"
    r"|denied|alleged|insisted|warned)(?: that)? (?=\w+ \w+ \w+ \w+)"
)
_WHO = re.compile(r"^(?:Who|What) (?=(?:is|was|were|are|has|had|did|can)\b|\w+(?:ed|s)\b)(?!did |do |does )")
_WHAT_IS = re.compile(r"^(?:What|Who) (is|was|are|were) (the [^?]+)\?$")


@dataclass(frozen=True)
class Example:
    """A claim, what it cites, whether that entails it; ``of`` its article, which is in the fit or held out whole."""

    of: str
    kind: str
    claim: DraftClaim
    passage: Passage

    @property
    def true(self) -> bool:
        """Whether the citation says so: reference answers are taken at their word."""
        return self.kind in TRUE


def english(folder: Path) -> Iterator[Example]:
    """Yield reference answers of two sets, and questions of two others made statements, true and altered."""
    chance = random.Random(11)
    for name in ("clapnq", "mtrag_un"):
        read = read_set(folder / name, served=tuple, open_corpus=True)
        passages = _passages(read.articles)
        asked = [each for each in read.questions if each.answerable and each.kind in ("long-answer", "answerable")]
        claims = [(at, text) for each in asked if (at := each.gold_ids) for text in sentences_of(each.answers[0])]
        chance.shuffle(claims)
        for gold, text in claims[:MOST_ANSWERS]:
            found = _best(text, [passage for each in gold for passage in passages[each]])
            if found and found[2] >= OVERLAP:
                title = found[0].article.title or found[0].article.id
                namesakes = [p for each in gold for p in passages[each]] if not found[0].article.title else [
                    p for at in read.articles if at.title == title for p in passages[at.id]
                ]  # fmt: skip
                yield from _with_false(f"{name}:{title}", "answer", text, found, namesakes, chance)
    for name in ("squad2", "xquad"):
        yield from _statements(folder / name, chance)


def _statements(folder: Path, chance: random.Random) -> Iterator[Example]:
    read = read_set(folder, served=tuple, open_corpus=True)
    passages = _passages(read.articles)
    by_title = defaultdict(list)
    for article in read.articles:
        by_title[article.title].extend(passages[article.id])
    asked = [each for each in read.questions if each.answerable and each.lang == "en" and each.evidence]
    chance.shuffle(asked)
    titles = {passage.article.id: passage.article.title for each in passages.values() for passage in each}
    for each in asked[:QUESTIONS_A_SET]:
        text = _statement(each.question, each.answers[0])
        found = _best(each.evidence[0], passages[each.gold_ids[0]]) if text else None
        if text and found and found[2] > 0.9:
            title = titles[each.gold_ids[0]]
            yield from _with_false(f"squad:{title}", "reworded", text, found, by_title[title], chance)
            others = [a.answers[0] for a in asked if titles[a.gold_ids[0]] == title and a.answers[0] not in found[1]]
            wrong = _statement(each.question, chance.choice(others)) if others else None
            if wrong:
                yield _example(f"squad:{title}", "another answer", wrong, found[0], found[1])


def _statement(question: str, answer: str) -> str | None:
    """Return a question about a subject with its answer as a statement, or None for a question of another form."""
    answer = answer[:1].upper() + answer[1:]
    if match := _WHAT_IS.match(question):
        return f"{match[2][:1].upper()}{match[2][1:]} {match[1]} {answer[:1].lower() + answer[1:]}."
    if _WHO.match(question):
        return _WHO.sub(lambda _: f"{answer} ", question).rstrip("?") + "."
    return None


def _with_false(
    of: str, kind: str, text: str, found: tuple[Passage, str, float], near: Sequence[Passage], chance: random.Random
) -> Iterator[Example]:
    """Yield a true claim, and false ones made of it, of its source and of what stands near that."""
    passage, quote, _ = found
    yield _example(of, kind, text, passage, quote)
    elsewhere = _best(text, [each for each in near if each.article.id != passage.article.id])
    if elsewhere and elsewhere[2] < SAME:
        yield _example(of, "another passage", text, elsewhere[0], elsewhere[1])
    beside = [words for s in passage.sentences if quote not in (words := s.span.of(passage.article.text))]
    if beside:
        yield _example(of, "another sentence", text, passage, max(beside, key=lambda each: _shared(text, each)))
        made = f"{text.rstrip('. ')}, and {chance.choice(beside)[:1].lower()}{chance.choice(beside)[1:]}"
        yield _example(of, "added", made, passage, quote)
    lent = " ".join(each.text for each in near) or passage.text
    for name, altered in _altered(text, lent, chance):
        yield _example(of, name, altered, passage, quote)
    for name, altered in (*_altered_source(quote),):
        yield _example(of, name, altered, passage, quote)


def _altered(text: str, lent: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    numbers, names = list(_NUMBER.finditer(text)), list(_NAME.finditer(text))
    if numbers:
        at = chance.choice(numbers)
        digit = str((int(at.group()[0]) + chance.randint(1, 7)) % 9 + 1)
        yield "another number", text[: at.start()] + digit + text[at.start() + 1 :]
    for kind, pattern, places in (("another name", _NAME, names), ("another word", _WORD, [*_WORD.finditer(text)])):
        lendable = [word for word in pattern.findall(lent) if word not in text and _is_telling(word)]
        places = [at for at in places if _is_telling(at.group())]
        if places and lendable:
            at = chance.choice(places)
            yield kind, text[: at.start()] + chance.choice(lendable) + text[at.end() :]
    if len(names) > 1 and names[0].group() != names[-1].group():
        first, last = names[0], names[-1]
        middle = text[first.end() : last.start()]
        yield "names swapped", text[: first.start()] + last.group() + middle + first.group() + text[last.end() :]
    if _DENIAL.search(text):
        yield "denial taken out", _DENIAL.sub("", text, count=1)
    elif verb := _VERB.search(text):
        yield "denial put in", f"{text[: verb.end()]} not{text[verb.end() :]}"


def _is_telling(word: str) -> bool:
    return word.casefold() not in FUNCTION_WORDS | GENERIC_WORDS


def _altered_source(quote: str) -> Iterator[tuple[str, str]]:
    """Yield what a source says told without its speaker, or without its "could"."""
    if match := _SPOKEN.match(quote):
        told = quote[match.end() :]
        yield "speaker left off", f"{told[:1].upper()}{told[1:]}"
    if _HEDGE.search(quote):
        yield "hedge dropped", _HEDGE.sub(lambda m: "is " if m.group().endswith("be") else "", quote, count=1)


def story(folder: Path, article: Article) -> Iterator[Example]:
    """Yield what was written by hand of the story: each claim cites the sentence given, or the nearest one in words."""
    passages = cut(article, CuttingSettings().passage_characters)
    for row in rows_of(folder / "claims.jsonl"):
        found = _best(row["claim"], passages)
        assert found is not None
        kind = (
            row["kind"] if row["kind"] == "verbatim" else "supported" if row["expected"] == "supported" else row["kind"]
        )
        yield _example("story", kind, row["claim"], found[0], found[1])


def _example(of: str, kind: str, text: str, passage: Passage, quote: str) -> Example:
    return Example(of, kind, DraftClaim(text, (Quotation(passage.key, quote),)), passage)


def _passages(articles: Sequence[Article]) -> dict[str, list[Passage]]:
    return {each.id: list(cut(each, CuttingSettings().passage_characters)) for each in articles}


def sentences_of(text: str, lang: str = "en") -> list[str]:
    """Return the sentences of a text that are more than a few words."""
    found = []
    for line in text.replace("\ufeff", "").splitlines():
        for start, end in pairwise([0, *sentence_ends(line, lang)]):
            if len(line[start:end].split()) > 3 or lang == "zh":
                found.append(line[start:end].strip())
    return [each for each in found if each]


def _best(text: str, passages: Sequence[Passage]) -> tuple[Passage, str, float] | None:
    """Return the sentence that has the greatest share of a text's stems, its passage, and the share."""
    weighed = [
        (_shared(text, words), passage, words)
        for passage in passages
        for sentence in passage.sentences
        if any(map(str.isalnum, words := sentence.span.of(passage.article.text)))
    ]
    if not weighed:
        return None
    share, passage, words = max(weighed, key=lambda each: each[0])
    return passage, words, share


def _shared(text: str, other: str) -> float:
    wanted = set(question_stems(text))
    return len(wanted.intersection(question_stems(other))) / max(len(wanted), 1)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
