"""The Q4_0 file: every field where the format says, and nothing read past the end."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.compacting import blocks_of
from retrieval.q4_weights import Q4FormatError, expand_q4_0, read_q4
from retrieval.unpacking import bert_weights, unigram_tokenizer
from tests.q4_writing import HIDDEN, INTERMEDIATE, NORMAL_FORMS, PIECES, q4_block, q4_file

NIBBLES = st.lists(st.integers(0, 15), min_size=32, max_size=32)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, -0.25, 3.0]), NIBBLES), max_size=5))
def test_a_q4_weight_is_its_nibble_less_eight_times_the_scale(blocks: list[tuple[float, list[int]]]) -> None:
    stored = b"".join(q4_block(scale, nibbles) for scale, nibbles in blocks)
    expected = [(nibble - 8) * scale for scale, nibbles in blocks for nibble in nibbles]
    np.testing.assert_array_equal(expand_q4_0(stored), np.array(expected, dtype=np.float32))


def test_a_file_is_read_field_by_field() -> None:
    file = read_q4(q4_file())
    assert [piece for piece, _score in file.vocabulary.pieces] == PIECES
    assert (file.vocabulary.start_id, file.vocabulary.end_id) == (0, 2)
    assert (file.vocabulary.padding_id, file.vocabulary.unknown_id) == (1, 3)
    assert file.vocabulary.normal_forms == NORMAL_FORMS
    assert (file.shape.hidden, file.shape.intermediate, file.shape.vocabulary) == (HIDDEN, INTERMEDIATE, len(PIECES))
    weights = bert_weights(file)
    assert weights["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert weights["encoder.layer.0.intermediate.dense.weight"].shape == (INTERMEDIATE, HIDDEN)
    assert weights["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, INTERMEDIATE)
    assert weights["encoder.layer.0.output.LayerNorm.weight"].shape == (HIDDEN,)


@given(st.integers(0, len(q4_file()) - 1))
def test_a_file_cut_short_anywhere_is_refused(length: int) -> None:
    with pytest.raises(Q4FormatError):
        read_q4(q4_file()[:length])


def test_another_format_is_refused() -> None:
    with pytest.raises(Q4FormatError, match="E5S1"):
        read_q4(b"GGUF" + q4_file()[4:])


def test_the_tokenizer_finds_the_likeliest_pieces_of_the_text_in_normal_form() -> None:
    tokenizer = unigram_tokenizer(read_q4(q4_file()).vocabulary)
    assert tokenizer.encode("the \u200b account\twas\x07 closed ").tokens == [
        "<s>",
        "▁the",
        "▁account",
        "▁was",
        "▁closed",
        "</s>",
    ]
    assert tokenizer.encode("ﬁ").tokens == ["<s>", "▁", "f", "i", "</s>"]


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, -0.25, 3.0]), NIBBLES), min_size=1, max_size=5))
def test_a_table_is_packed_into_blocks_only_if_every_weight_comes_back(
    blocks: list[tuple[float, list[int]]],
) -> None:
    table = expand_q4_0(b"".join(q4_block(scale, nibbles) for scale, nibbles in blocks)).reshape(len(blocks), 32)
    packed = blocks_of(table)
    if packed is not None:
        nibbles, scales = packed
        pairs = np.stack([nibbles & 0x0F, nibbles >> 4], axis=2).reshape(len(blocks), 32)
        np.testing.assert_array_equal((pairs.astype(np.float32) - 8) * scales, table)


def test_blocks_whose_farthest_weight_is_eight_steps_down_are_packed_and_others_are_not() -> None:
    exact = expand_q4_0(q4_block(0.5, list(range(16)) * 2)).reshape(1, 32)
    assert blocks_of(exact) is not None
    assert blocks_of(exact + np.linspace(0, 0.1, 32, dtype=np.float32)) is None
