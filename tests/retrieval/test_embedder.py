"""What every Embedder keeps to, the fake one and the real ones; and that an exported graph is its model."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.embedder import OnnxEmbedder, batches
from retrieval.errors import EmbeddingError
from retrieval.exported import ExportedModel
from retrieval.ports import Embedder, Vectors
from retrieval.settings import EmbeddingSettings
from tests.fakes import FakeEmbedder
from tests.retrieval.conftest import PROMPTS

HOUSE = Path(__file__).parents[2]
E5 = EmbeddingSettings()
MINILM = EmbeddingSettings(model="all-MiniLM-L6-v2")
TEXTS = [
    "The account was closed.",
    "Why was the account closed?",
    "¿Por qué se cerró la cuenta, y quién se opuso?",
    "Das Konto wurde gesperrt; die Opposition widersprach.",
    "Почему закрыли аккаунт?",
    "账户为什么被关闭？",
    "لماذا أُغلق الحساب؟",
    "खाता क्यों बंद किया गया?",
    "บัญชีถูกปิดเพราะอะไร",
    "Two  spaces,\ta tab,\na line, “curly” quotes – and a ligature: ﬁn.",
    "e\u0301 is written apart here, é is not",
    "😀",
    "",
    "A spokesperson for Parliament said that nothing had been decided. " * 5,
    "long " * 700,
]


class EmbedderContract:
    @pytest.fixture
    def embedder(self) -> Embedder:
        raise NotImplementedError

    def test_every_text_even_an_empty_one_has_a_vector_of_unit_length(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_questions(TEXTS), embedder.embed_passages(TEXTS)):
            assert vectors.shape == (len(TEXTS), embedder.dimension)
            assert vectors.dtype == np.float32
            np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)

    def test_several_threads_may_embed_at_once(self, embedder: Embedder) -> None:
        texts = [f"{text} {number}" for number, text in enumerate(TEXTS[:8] * 4)]
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda text: embedder.embed_questions([text])[0], texts))
        for text, vector in zip(texts, found, strict=True):
            np.testing.assert_allclose(vector, embedder.embed_questions([text])[0], atol=1e-5)

    def test_no_texts_have_no_vectors(self, embedder: Embedder) -> None:
        assert embedder.embed_questions([]).shape == (0, embedder.dimension)
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_a_lone_surrogate_of_a_command_line_is_embedded_too(self, embedder: Embedder) -> None:
        assert np.isfinite(embedder.embed_questions(["closed\udcff"])).all()

    def test_a_vector_depends_neither_on_the_order_of_the_texts_nor_on_what_stands_beside(
        self, embedder: Embedder
    ) -> None:
        together = embedder.embed_passages(TEXTS)
        np.testing.assert_allclose(embedder.embed_passages(TEXTS[::-1])[::-1], together, atol=1e-4)
        np.testing.assert_allclose(embedder.embed_passages(TEXTS[:1]), together[:1], atol=1e-4)

    def test_progress_counts_every_passage_once(self, embedder: Embedder) -> None:
        done: list[int] = []
        embedder.embed_passages(TEXTS, progress=done.append)
        assert sum(done) == len(TEXTS)

    def test_a_question_is_nearer_to_its_passage_than_to_another(self, embedder: Embedder) -> None:
        (question,) = embedder.embed_questions(["Why was the account closed?"])
        own, other = embedder.embed_passages(["The account was closed over its name.", "It rained on Monday."])
        assert question @ own > question @ other

    def test_the_fingerprint_stays(self, embedder: Embedder) -> None:
        before = embedder.fingerprint
        embedder.embed_questions(["closed"])
        assert embedder.fingerprint == before != ""


class TestFakeEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return FakeEmbedder()

    def test_nearness_is_the_share_of_shared_words(self, embedder: Embedder) -> None:
        (one,) = embedder.embed_questions(["Account closed!"])
        (two,) = embedder.embed_passages(["closed account on Monday night, today again, officially"])
        assert one @ two == pytest.approx(2 / np.sqrt(2 * 8))


@pytest.fixture(scope="module", params=[E5, MINILM], ids=lambda wish: wish.model)
def exported(
    request: pytest.FixtureRequest, export_model: Callable[[EmbeddingSettings], ExportedModel]
) -> ExportedModel:
    return export_model(request.param)


class TestOnnxEmbedder(EmbedderContract):
    @pytest.fixture
    def embedder(self, exported: ExportedModel) -> Embedder:
        return OnnxEmbedder(exported)


@pytest.mark.parametrize("wish", [E5, MINILM], ids=lambda wish: wish.model)
def test_an_exported_graph_holds_the_vectors_of_sentence_transformers(
    wish: EmbeddingSettings,
    export_model: Callable[[EmbeddingSettings], ExportedModel],
    sentence_transformers_vectors: Callable[[EmbeddingSettings, list[str]], Vectors],
) -> None:
    model = export_model(wish)
    embedder = OnnxEmbedder(model)
    for prefix, vectors in (
        (model.card.question_prefix, embedder.embed_questions(TEXTS)),
        (model.card.passage_prefix, embedder.embed_passages(TEXTS)),
    ):
        expected = sentence_transformers_vectors(wish, [prefix + text for text in TEXTS])
        assert (vectors * expected).sum(axis=1).min() >= 0.999


def test_a_folder_of_sentence_transformers_is_exported_like_a_carrier_with_its_own_prompts(
    tiny_model: Path,
    export_model: Callable[[EmbeddingSettings], ExportedModel],
    sentence_transformers_vectors: Callable[[EmbeddingSettings, list[str]], Vectors],
) -> None:
    wish = EmbeddingSettings(model=str(tiny_model))
    model = export_model(wish)
    assert (model.card.question_prefix, model.card.passage_prefix) == (PROMPTS["query"], PROMPTS["document"])
    assert (model.card.max_tokens, model.card.padding_id, model.card.dimension) == (48, 1, 32)
    expected = sentence_transformers_vectors(wish, [PROMPTS["query"] + text for text in TEXTS])
    assert (OnnxEmbedder(model).embed_questions(TEXTS) * expected).sum(axis=1).min() >= 0.999


def test_int8_stays_near_the_full_precision_and_has_a_name_of_its_own(
    export_model: Callable[[EmbeddingSettings], ExportedModel],
) -> None:
    full, small = (export_model(MINILM.model_copy(update={"precision": name})) for name in ("fp32", "int8"))
    assert full.card.digest != small.card.digest
    nearness = (OnnxEmbedder(full).embed_passages(TEXTS) * OnnxEmbedder(small).embed_passages(TEXTS)).sum(axis=1)
    assert nearness.mean() >= 0.97


@pytest.mark.usefixtures("exported")
def test_nothing_of_torch_is_imported_on_the_way_of_a_question(model_state: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from retrieval.embedder import OnnxEmbedder
from retrieval.exporting import export
from retrieval.settings import EmbeddingSettings
assert "onnxruntime" not in sys.modules, "importing the adapter opens its third party"
embedder = OnnxEmbedder(export(EmbeddingSettings(), Path({str(model_state)!r})))
assert embedder.embed_questions(["Why was the account closed?"]).shape == (1, 384)
heavy = {{"torch", "transformers", "sentence_transformers", "onnx"}} & set(sys.modules)
assert not heavy, heavy
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_files_that_were_damaged_are_named_and_so_is_the_remedy(
    tiny_model: Path, export_model: Callable[[EmbeddingSettings], ExportedModel], tmp_path: Path
) -> None:
    model = export_model(EmbeddingSettings(model=str(tiny_model)))
    for name in ("model.ort", "tokenizer.json"):
        damaged = tmp_path / name.replace(".", "-")
        damaged.mkdir()
        for file in model.folder.iterdir():
            (damaged / file.name).write_bytes(b"{" if file.name == name else file.read_bytes())
        with pytest.raises(EmbeddingError, match=name) as caught:
            OnnxEmbedder(ExportedModel(model.card, damaged)).embed_questions(["closed"])
        assert "remove the folder" in caught.value.hint


@given(st.lists(st.integers(1, 512), max_size=60), st.integers(1, 4096))
@settings(max_examples=200)
def test_batches_hold_every_text_once_sorted_by_length_within_the_budget(lengths: list[int], budget: int) -> None:
    grouped = batches(lengths, budget)
    order = [at for batch in grouped for at in batch]
    assert sorted(order) == list(range(len(lengths)))
    assert [lengths[at] for at in order] == sorted(lengths)
    assert all(len(batch) == 1 or len(batch) * max(lengths[at] for at in batch) <= budget for batch in grouped)
