"""Claims made out of a set's own sentences, one thing altered: how many are called supported that are not?

`python -m benchmarks.altered_claims SET [SENTENCES]`: every kind but the first is false or unspoken of, as a rule. The
sentences held against a claim are the ten of its article's namesakes that share the most words with it: no model.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.dataset import read_set
from retrieval.comparing import Verdict
from retrieval.cutting import cut
from retrieval.evidence import Candidate
from retrieval.judging import WEIGHED, judge
from retrieval.settings import CuttingSettings
from retrieval.stemming import stems

SENTENCES = 400
_NUMBER = re.compile(r"(?<![\w.,-])\d(?:[\d,.]*\d)?(?!\w)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_VERB = re.compile(r"\b(?:is|was|were|are|has|had|have)\b(?! not)")


def altered(sentence: str, other: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Yield claims made out of a sentence, and of what kind they are; ``other`` lends them words."""
    if numbers := list(_NUMBER.finditer(sentence)):
        at = chance.choice(numbers)
        digit = str((int(at.group()[0]) + chance.randint(1, 8)) % 9 + 1)
        if digit != at.group()[0]:
            yield "another number", sentence[: at.start()] + digit + sentence[at.start() + 1 :]
    names = list(_NAME.finditer(sentence))
    for kind, pattern, places in (("another name", _NAME, names), ("another word", _WORD, [*_WORD.finditer(sentence)])):
        foreign = [word for word in pattern.findall(other) if word not in sentence]
        if places and foreign:
            at = chance.choice(places)
            yield kind, sentence[: at.start()] + chance.choice(foreign) + sentence[at.end() :]
    if len(names) > 1 and names[0].group() != names[-1].group():
        first, last = names[0], names[-1]
        middle = sentence[first.end() : last.start()]
        yield (
            "names swapped",
            sentence[: first.start()] + last.group() + middle + first.group() + sentence[last.end() :],
        )
    if verb := _VERB.search(sentence):
        yield "denied", f"{sentence[: verb.end()]} not{sentence[verb.end() :]}"
    ours, theirs = sentence.split(), other.split()
    yield "two halves", " ".join([*ours[: len(ours) // 2], *theirs[len(theirs) // 2 :]])


def main(folder: Path, count: int) -> None:
    """Print, for each kind of claim, how often each verdict was given."""
    chance = random.Random(7)
    namesakes: dict[str, list[Candidate]] = defaultdict(list)
    for article in read_set(folder, served=tuple).articles:
        for passage in cut(article, CuttingSettings().passage_characters):
            namesakes[article.title].extend(Candidate(passage, sentence, 0.0) for sentence in passage.sentences)
    everything = [each for near in namesakes.values() for each in near if 8 < len(each.words.split()) < 45]
    verdicts: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for chosen in chance.sample(everything, min(count, len(everything))):
        article = chosen.passage.article
        others = namesakes[article.title]
        made = [("verbatim", chosen.words), *altered(chosen.words, chance.choice(everything).words, chance)]
        for kind, claim in made:
            verdicts[kind][judge(claim, nearest(claim, others))[0]] += 1
        hidden = [each for each in others if each.passage.article.id != article.id]
        verdicts["its article left out"][judge(chosen.words, nearest(chosen.words, hidden))[0]] += 1
    for kind, counted in verdicts.items():
        print(f"{kind:22}", *(f"{verdict.value} {counted[verdict]:<6}" for verdict in Verdict))


def nearest(claim: str, candidates: list[Candidate]) -> list[Candidate]:
    """Return the sentences that share the most words with a claim."""
    words = set(stems(claim))
    return sorted(candidates, key=lambda each: -len(words.intersection(stems(each.words))))[:WEIGHED]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SENTENCES)
