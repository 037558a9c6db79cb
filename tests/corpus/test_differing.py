import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.differing import Piece, word_difference

WORDS = st.lists(st.sampled_from(["one", "two", " ", "\n", "\n\n", ".", "1,000", "北", "京", "\u0301", "’", "\r"])).map(
    "".join
)


def marked(old: str, new: str) -> str:
    signs = {"same": "", "removed": "-", "added": "+"}
    return "".join(
        f"[{signs[piece.kind]}{piece.text}]" if signs[piece.kind] else piece.text for piece in word_difference(old, new)
    )


@given(old=st.text() | WORDS, new=st.text() | WORDS)
def test_the_pieces_joined_are_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
    assert all((one.kind, other.kind) != ("added", "removed") for one, other in pairwise(pieces))


@given(text=st.text() | WORDS)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert word_difference(text, text) == ((Piece("same", text),) if text else ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("The council voted on Friday.", "The council voted on Monday.", "The council voted on [-Friday][+Monday]."),
        ("It cost 1,000 euros.", "It cost 1,200.50 euros.", "It cost [-1,000][+1,200.50] euros."),
        ("He said: “Yes.”", "He said: “No, never.”", "He said: “[-Yes][+No, never].”"),
        ("Two small boats sank.", "Three big boats sank.", "[-Two small][+Three big] boats sank."),
        ("One.\nTwo.\nThree.\n", "One.\nThree.\n", "One.\n[-Two.\n]Three.\n"),
        ("One.\nThree.\n", "One.\nTwo.\nThree.\n", "One.\n[+Two.\n]Three.\n"),
        ("क्या हुआ", "क्या हुई", "क्या [-हुआ][+हुई]"),
        ("英国议会关闭账号", "英国政府关闭账号", "英国[-议会][+政府]关闭账号"),
        ("", "All new.", "[+All new.]"),
        ("All gone.", "", "[-All gone.]"),
        ("One\r\n", "One\n", "One[-\r\n][+\n]"),
    ],
)
def test_a_person_can_read_it(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def words(seed: int, count: int, vocabulary: int, per_line: int) -> str:
    draw = random.Random(seed)
    return "".join(f"w{draw.randrange(vocabulary)}{chr(10) if at % per_line == 0 else ' '}" for at in range(count))


LARGE = {
    "nothing in common": ("a " * 1_000_000, "b " * 1_000_000),
    "one word, one line": ("a " * 1_000_000, "a " * 999_000 + "b"),
    "the same words in another order": (words(1, 300_000, 5_000, 12), words(2, 300_000, 5_000, 12)),
    "few words": (words(1, 500_000, 10, 12), words(2, 500_000, 10, 12)),
    "all words once": (words(1, 250_000, 10**9, 12), words(1, 250_000, 10**9, 12)[::-1]),
    "short lines": ("a\nb\n" * 200_000, "b\na\na\n" * 130_000),
    "a long word": ("x" * 2_000_000, "x" * 2_000_001),
    "every tenth word changed": (words(1, 150_000, 5_000, 12), words(1, 150_000, 5_000, 12).replace("w1", "v1")),
    "one line of few words": (words(1, 500_000, 10, 10**9), words(2, 500_000, 10, 10**9)),
    "empty lines": ("\n" * 2_000_000, "\n \n" * 600_000),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_texts_take_seconds(name: str) -> None:
    old, new = LARGE[name]
    begun = time.process_time()
    pieces = word_difference(old, new)
    assert time.process_time() - begun < 20
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
