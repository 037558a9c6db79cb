"""A Q4_0 file -> a folder that sentence-transformers opens like any other: weights, tokenizer, pooling, in float32."""

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retrieval.errors import EmbeddingError
from retrieval.q4_weights import NetworkShape, Q4File, Q4FormatError, UnigramVocabulary, read_q4

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WORD_START = "▁"
_MODULES = ("Transformer", "Pooling", "Normalize")
_TOP_PARTS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def unpack(content: bytes, max_tokens: int, folder: Path) -> None:
    """Write the model in these bytes (see ``q4_weights``) into an empty folder, mean pooling and unit length added.

    Raises EmbeddingError when the bytes are not such a file.
    """
    from safetensors.numpy import save_file

    try:
        file = read_q4(content)
        weights = bert_weights(file)
    except (Q4FormatError, KeyError, ValueError) as error:
        raise EmbeddingError(f"the carried weights are not in the expected format: {error}") from error
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    unigram_tokenizer(file.vocabulary).save(str(folder / "tokenizer.json"))
    pieces = [piece for piece, _score in file.vocabulary.pieces]
    documents: dict[str, object] = {
        "config.json": _network(file.shape),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": max_tokens,
            "bos_token": pieces[file.vocabulary.start_id],
            "eos_token": pieces[file.vocabulary.end_id],
            "pad_token": pieces[file.vocabulary.padding_id],
            "unk_token": pieces[file.vocabulary.unknown_id],
        },
        "sentence_bert_config.json": {"max_seq_length": max_tokens, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": file.shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "modules.json": [
            {
                "idx": at,
                "name": str(at),
                "path": f"{at}_{kind}" if at else "",
                "type": f"sentence_transformers.models.{kind}",
            }
            for at, kind in enumerate(_MODULES)
        ],
    }
    for name, document in documents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(document), encoding="utf-8")


def bert_weights(file: Q4File) -> dict[str, NDArray[np.float32]]:
    """Return the tensors in their shapes under the names of transformers' ``BertModel`` without a pooler."""
    hidden = file.shape.hidden
    weights = {}
    for name, flat in file.tensors.items():
        matrix = name in ("emb.word", "emb.pos", "emb.type") or (name.endswith(".w") and "ln." not in name)
        columns = file.shape.intermediate if name.endswith(".fo.w") else hidden
        weights[_bert_name(name)] = flat.reshape(-1, columns) if matrix else flat
    return weights


def unigram_tokenizer(vocabulary: UnigramVocabulary) -> "Tokenizer":
    """Return the vocabulary as a fast tokenizer: `<s> text </s>`, spaces collapsed, characters in normal form.

    The file rewrites single code points only; NFKC, which does that and composes what was written apart as the
    model's own tokenizer does, carries all of them but the few that are put before it.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    classes: dict[str, str] = {}
    for character, form in vocabulary.normal_forms.items():
        if unicodedata.normalize("NFKC", character) != form:
            classes[form] = classes.get(form, "") + f"\\x{{{ord(character):x}}}"
    steps = [normalizers.Replace(Regex(f"[{members}]"), form) for form, members in classes.items()]
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unknown_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=WORD_START, prepend_scheme="always")
    start, end = (vocabulary.pieces[at][0] for at in (vocabulary.start_id, vocabulary.end_id))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}", special_tokens=[(start, vocabulary.start_id), (end, vocabulary.end_id)]
    )
    return tokenizer


def _bert_name(name: str) -> str:
    if name in _TOP_PARTS:
        return _TOP_PARTS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"


def _network(shape: NetworkShape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.intermediate,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.layer_norm_epsilon,
    }
