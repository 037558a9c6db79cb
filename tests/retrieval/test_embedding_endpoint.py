"""An endpoint keeps to what every Embedder keeps to; what it does wrong is one clear line, and it can come back."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval import embedding_door
from retrieval.embedder import OnnxEmbedder
from retrieval.embedding_door import EndpointUnavailableError, RefusedError, vectors_of
from retrieval.embedding_endpoint import BATCH_CHARACTERS, BATCH_TEXTS, EndpointEmbedder, in_parts, reach, requests
from retrieval.errors import EmbeddingError
from retrieval.exported import ExportedModel
from retrieval.ports import Embedder, Vectors
from retrieval.recognising import PROBES, SAME, carried_as, recognised
from retrieval.settings import EmbeddingSettings
from tests.embedding_server import LASTING, TRANSIENT, EmbeddingServer, Reply, Sent, embedding_server
from tests.fakes import FakeEmbedder
from tests.openai_server import Refuses, Sends, nobody_listens
from tests.retrieval.test_embedder import TEXTS, EmbedderContract

KEY = "sk-planted-77aa01"
MODELS = ("multilingual-e5-small", "all-MiniLM-L6-v2")


@pytest.fixture
def server() -> Iterator[EmbeddingServer]:
    with embedding_server() as server:
        yield server


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause between two tries lasts as long as the endpoint asks for, else no time."""
    monkeypatch.setattr(embedding_door, "backing_off", lambda _, seconds: seconds or 0.0)


def reached(server: EmbeddingServer, state: Path, key: str = "", **settings: object) -> EndpointEmbedder:
    given = {"model": "bag", "endpoint": server.url, "timeout_seconds": 5.0} | settings
    embedder = reach(EmbeddingSettings.model_validate(given), state, key)
    server.requests.clear()
    return embedder


def without_prefixes(model: ExportedModel) -> OnnxEmbedder:
    """What an endpoint does: it embeds what it is sent."""
    return OnnxEmbedder(ExportedModel(replace(model.card, question_prefix="", passage_prefix=""), model.folder))


def noisy(embed: Callable[[Sequence[str]], Vectors], seed: int, noise: float) -> Callable[[Sequence[str]], Vectors]:
    """The same model on another processor: every number a little off."""

    def embed_noisily(texts: Sequence[str]) -> Vectors:
        vectors = embed(texts)
        off = np.random.default_rng(seed).normal(0, noise / np.sqrt(vectors.shape[1]), vectors.shape)
        moved = vectors + off
        unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
        return unit

    return embed_noisily


class TestBehindAnEndpoint(EmbedderContract):
    @pytest.fixture
    def embedder(self, server: EmbeddingServer, tmp_path: Path) -> Embedder:
        return reached(server, tmp_path)


class TestTheRealModelBehindAnEndpoint(EmbedderContract):
    @pytest.fixture
    def model(self, export_model: Callable[[EmbeddingSettings], ExportedModel]) -> ExportedModel:
        return export_model(EmbeddingSettings())

    @pytest.fixture
    def embedder(self, model: ExportedModel, server: EmbeddingServer, tmp_path: Path) -> Embedder:
        server.embed = without_prefixes(model).embed_questions
        return reached(server, tmp_path, model="intfloat/multilingual-e5-small", timeout_seconds=100.0)

    def test_its_vectors_are_those_of_this_machine(self, embedder: Embedder, model: ExportedModel) -> None:
        here = OnnxEmbedder(model)
        np.testing.assert_allclose(embedder.embed_questions(TEXTS), here.embed_questions(TEXTS), atol=1e-5)
        np.testing.assert_allclose(embedder.embed_passages(TEXTS), here.embed_passages(TEXTS), atol=1e-5)

    def test_it_is_known_for_what_it_is(self, embedder: Embedder) -> None:
        assert isinstance(embedder, EndpointEmbedder)
        assert embedder.carried_as == "multilingual-e5-small"


class TestWhatIsSent:
    def test_texts_go_in_requests_that_a_server_takes_by_default(self, server: EmbeddingServer, tmp_path: Path) -> None:
        texts = [f"Boat {number} sank." for number in range(100)]
        reached(server, tmp_path).embed_passages(texts)
        assert [len(request) for request in server.texts] == [31, 31, 31, 7]
        assert [text for request in server.texts for text in request] == texts

    def test_prefixes_are_the_settings(self, server: EmbeddingServer, tmp_path: Path) -> None:
        embedder = reached(server, tmp_path, question_prefix="Q: ", passage_prefix="P: ")
        embedder.embed_questions(["who?"])
        embedder.embed_passages(["they"])
        assert server.texts == [["Q: who?"], ["P: they"]]

    @pytest.mark.parametrize("name", ["multilingual-e5-small", "intfloat/multilingual-e5-small"])
    def test_prefixes_of_a_carried_model_are_its_own(self, server: EmbeddingServer, tmp_path: Path, name: str) -> None:
        reached(server, tmp_path, model=name).embed_questions(["who?"])
        assert server.texts == [["query: who?"]]
        assert server.requests[0].body["model"] == name

    def test_of_the_environment_only_the_key_is_sent(
        self, server: EmbeddingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for variable in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
            monkeypatch.setenv(variable, "sk-of-another")
        monkeypatch.setenv("OPENAI_BASE_URL", nobody_listens())
        reached(server, tmp_path, KEY).embed_questions(["who?"])
        reached_without = reached(server, tmp_path)
        reached_without.embed_questions(["who?"])
        assert "sk-of-another" not in str(server.requests)
        assert server.requests[0].headers["authorization"] == "Bearer none"

    def test_the_key_opens(self, server: EmbeddingServer, tmp_path: Path) -> None:
        server.key = KEY
        assert reached(server, tmp_path, KEY).embed_questions(["who?"]).shape == (1, 1024)

    def test_a_key_that_cannot_be_sent_is_refused(self, server: EmbeddingServer, tmp_path: Path) -> None:
        with pytest.raises(EmbeddingError, match="EMBEDDING_API_KEY") as caught:
            reached(server, tmp_path, f"{KEY} twice")
        assert KEY not in f"{caught.value} {caught.value.hint}"

    def test_from_many_threads_each_gets_its_own(self, server: EmbeddingServer, tmp_path: Path) -> None:
        embedder = reached(server, tmp_path)
        texts = [f"boat {number}" for number in range(20)]
        with ThreadPoolExecutor(8) as pool:
            vectors = np.concatenate(list(pool.map(lambda text: embedder.embed_questions([text]), texts)))
        np.testing.assert_allclose(vectors, FakeEmbedder().embed_questions(texts), atol=1e-6)

    @given(st.lists(st.text(max_size=3000), max_size=70).map(lambda texts: [text * 20 for text in texts]))
    def test_requests_hold_every_text_once_in_order_within_the_limits(self, texts: list[str]) -> None:
        made = list(requests(texts))
        assert [text for request in made for text in request] == texts
        for request in made:
            assert 0 < len(request) <= BATCH_TEXTS
            assert len(request) == 1 or sum(map(len, request)) <= BATCH_CHARACTERS


class TestWhatIsTooMuch:
    def test_a_server_that_takes_fewer_texts_gets_fewer(self, server: EmbeddingServer, tmp_path: Path) -> None:
        server.most_texts = 4
        texts = [f"boat {number}" for number in range(40)]
        vectors = reached(server, tmp_path).embed_passages(texts)
        np.testing.assert_allclose(vectors, FakeEmbedder().embed_passages(texts), atol=1e-6)

    def test_a_text_that_is_too_long_loses_its_end_and_its_neighbours_nothing(
        self, server: EmbeddingServer, tmp_path: Path
    ) -> None:
        server.most_characters = 1100  # the longest probe is longer
        embedder = reached(server, tmp_path)
        texts = ["one boat", "word " * 700, "two boats", ""]
        together = embedder.embed_passages(texts)
        assert max(len(text) for request in server.texts for text in request) == 3500
        np.testing.assert_allclose(together[[0, 2]], FakeEmbedder().embed_passages([texts[0], texts[2]]), atol=1e-6)
        np.testing.assert_allclose(embedder.embed_passages(texts[1:2]), together[1:2], atol=1e-6)

    def test_a_refusal_of_another_kind_is_not_asked_for_in_parts(self) -> None:
        asked: list[Sequence[str]] = []

        def refuse(texts: Sequence[str]) -> Vectors:
            asked.append(texts)
            raise RefusedError("says 404", 404, hint="")

        with pytest.raises(RefusedError):
            in_parts(["one", "two"], refuse)
        assert asked == [["one", "two"]]


class TestFaults:
    @pytest.mark.parametrize("name", TRANSIENT)
    def test_what_passes_is_asked_again(self, server: EmbeddingServer, tmp_path: Path, name: str) -> None:
        embedder = reached(server, tmp_path)
        server.then(TRANSIENT[name], TRANSIENT[name])
        assert embedder.embed_questions(["who?"]).shape == (1, 1024)
        assert len(server.requests) == 3

    @pytest.mark.parametrize("name", TRANSIENT)
    def test_what_does_not_pass_is_one_line_with_a_hint_and_once_it_has_passed_all_is_well(
        self, server: EmbeddingServer, tmp_path: Path, name: str
    ) -> None:
        embedder = reached(server, tmp_path)
        server.always = TRANSIENT[name]
        with pytest.raises(EndpointUnavailableError, match=server.url) as caught:
            embedder.embed_questions(["who?"])
        assert caught.value.retry_can_help
        assert caught.value.hint
        assert "\n" not in str(caught.value)
        assert len(server.requests) == 3
        server.always = Sent()
        assert embedder.embed_questions(["who?"]).shape == (1, 1024)

    @pytest.mark.parametrize("name", LASTING)
    def test_what_lasts_is_one_line_with_its_mend_at_once(
        self, server: EmbeddingServer, tmp_path: Path, name: str
    ) -> None:
        reply, what, mend = LASTING[name]
        embedder = reached(server, tmp_path, KEY)
        server.always = reply
        with pytest.raises(EmbeddingError, match=server.url) as caught:
            embedder.embed_questions(["who?"])
        told = f"{caught.value} {caught.value.hint}"
        assert what in str(caught.value)
        assert mend in caught.value.hint
        assert "\n" not in told
        assert KEY not in told + repr(caught.value.__cause__) + repr(caught.value.__context__)
        assert len(server.requests) == 1

    def test_nobody_there_is_said(self, tmp_path: Path) -> None:
        settings = EmbeddingSettings(endpoint=nobody_listens())
        with pytest.raises(EndpointUnavailableError, match="no connection to http://127") as caught:
            reach(settings, tmp_path, "")
        assert "[embedding] endpoint" in caught.value.hint

    def test_a_name_that_no_machine_has_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(EndpointUnavailableError, match=r"no connection to http://nowhere\.invalid"):
            reach(EmbeddingSettings(endpoint="http://nowhere.invalid/v1"), tmp_path, "")

    @pytest.mark.parametrize("reply", [Sent(seconds=30), Sent(drip=0.1)], ids=["silent", "drop by drop"])
    def test_a_question_waits_no_longer_than_it_was_told(
        self, server: EmbeddingServer, tmp_path: Path, reply: Reply
    ) -> None:
        embedder = reached(server, tmp_path, timeout_seconds=0.5)
        server.always = reply
        began = monotonic()
        with pytest.raises(EndpointUnavailableError, match=r"within 0\.5 s"):
            embedder.embed_questions(["who?"])
        assert monotonic() - began < 2

    def test_an_endpoint_that_asks_for_an_hour_is_not_waited_for(self, server: EmbeddingServer, tmp_path: Path) -> None:
        embedder = reached(server, tmp_path)
        server.always = Refuses(429, "Rate limit reached.", headers={"Retry-After": "3600"})
        with pytest.raises(EndpointUnavailableError, match="says 429"):
            embedder.embed_questions(["who?"])
        assert len(server.requests) == 1

    def test_an_endless_reply_is_not_read_to_its_end(
        self, server: EmbeddingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        embedder = reached(server, tmp_path)
        monkeypatch.setattr(embedding_door, "LONGEST_REPLY_BYTES", 1 << 20)
        server.always = Sends(b" " * (2 << 20), 200, "application/json")
        with pytest.raises(EmbeddingError, match="more than 1 MB"):
            embedder.embed_questions(["who?"])

    def test_who_indexes_is_more_patient_than_who_asks(self, server: EmbeddingServer, tmp_path: Path) -> None:
        embedder = reached(server, tmp_path)
        done: list[int] = []
        server.then(*[Refuses(503, "starting")] * 8)
        embedder.embed_passages(["one", "two"], done.append)
        assert done == [2]
        server.then(*[Refuses(503, "starting")] * 8)
        with pytest.raises(EndpointUnavailableError):
            embedder.embed_passages(["one", "two"])

    @given(st.binary(max_size=300) | st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["data", "index", "embedding"]), inner, max_size=3),
    ).map(lambda value: json.dumps({"data": value}).encode()))  # fmt: skip
    def test_whatever_is_sent_is_vectors_of_unit_length_or_an_embedding_error(self, body: bytes) -> None:
        try:
            vectors = vectors_of(body, 1, "http://here/v1")
        except EmbeddingError:
            return
        assert vectors.shape[0] == 1
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


class TestWhichModelItIs:
    def test_the_fingerprint_stays_through_noise_and_restarts(self, server: EmbeddingServer, tmp_path: Path) -> None:
        fake = FakeEmbedder().embed_questions
        first = reached(server, tmp_path).fingerprint
        for seed in range(5):
            server.embed = noisy(fake, seed, 0.01)
            assert reached(server, tmp_path).fingerprint == first

    def test_it_does_not_depend_on_the_address(self, server: EmbeddingServer, tmp_path: Path) -> None:
        first = reached(server, tmp_path).fingerprint
        with embedding_server() as moved:
            assert reached(moved, tmp_path).fingerprint == first

    @pytest.mark.parametrize("change", [{"model": "other"}, {"question_prefix": "Q: "}, {"passage_prefix": "P: "}])
    def test_whatever_changes_a_vector_changes_it(
        self, server: EmbeddingServer, tmp_path: Path, change: dict[str, str]
    ) -> None:
        assert reached(server, tmp_path).fingerprint != reached(server, tmp_path, **change).fingerprint

    def test_other_weights_under_the_same_name_change_it_and_the_former_ones_are_known_again(
        self, server: EmbeddingServer, tmp_path: Path
    ) -> None:
        first = reached(server, tmp_path).fingerprint
        server.embed = noisy(FakeEmbedder().embed_questions, 1, 0.1)
        second = reached(server, tmp_path).fingerprint
        server.embed = FakeEmbedder(512).embed_questions
        third = reached(server, tmp_path).fingerprint
        assert len({first, second, third}) == 3
        server.embed = FakeEmbedder().embed_questions
        assert reached(server, tmp_path).fingerprint == first

    @pytest.mark.parametrize("dimension", [1024, 512])
    def test_a_model_that_is_swapped_meanwhile_is_noticed_at_the_first_request(
        self, server: EmbeddingServer, tmp_path: Path, dimension: int
    ) -> None:
        embedder = reached(server, tmp_path)
        server.embed = noisy(FakeEmbedder(dimension).embed_questions, 1, 0.1)
        with pytest.raises(EmbeddingError, match="another model by now") as caught:
            embedder.embed_questions(["who?"])
        assert "newsdesk index" in caught.value.hint
        with pytest.raises(EmbeddingError, match="another model by now"):
            embedder.embed_passages(["they"])
        server.embed = FakeEmbedder().embed_questions
        assert embedder.embed_questions(["who?"]).shape == (1, 1024)

    def test_two_processes_that_start_together_come_to_one_fingerprint(self, tmp_path: Path) -> None:
        probes = FakeEmbedder().embed_questions(PROBES)
        off = [noisy(lambda _: probes, seed, 0.01)(PROBES) for seed in range(16)]
        with ThreadPoolExecutor(16) as pool:
            kept = list(pool.map(lambda vectors: recognised(tmp_path, "bag", vectors), off))
        assert all(np.array_equal(each, kept[0]) for each in kept)

    def test_what_was_kept_and_is_damaged_is_kept_anew(self, server: EmbeddingServer, tmp_path: Path) -> None:
        first = reached(server, tmp_path).fingerprint
        [kept] = (tmp_path / "models" / "endpoints").glob("*.json")
        for content in ("", "{}", '{"seen": 3}', '{"seen": [["x"]]}', '{"seen": [1.0]}'):
            kept.write_text(content)
            assert reached(server, tmp_path).fingerprint == first

    def test_a_state_folder_that_cannot_be_written_is_said(self, server: EmbeddingServer, tmp_path: Path) -> None:
        (tmp_path / "models").write_text("a file")
        with pytest.raises(EmbeddingError, match="cannot be written"):
            reached(server, tmp_path)

    @pytest.mark.parametrize("name", MODELS)
    def test_the_carried_models_are_known_by_their_vectors(
        self, export_model: Callable[[EmbeddingSettings], ExportedModel], name: str
    ) -> None:
        vectors = without_prefixes(export_model(EmbeddingSettings(model=name))).embed_questions(PROBES)
        kept = json.loads((Path(__file__).parents[2] / "retrieval" / "probes.json").read_text(encoding="utf-8"))[name]
        np.testing.assert_allclose(vectors, np.array(kept), atol=1e-3)
        assert carried_as(vectors) == name

    def test_another_precision_is_another_model_to_an_index_and_the_same_to_what_was_fitted(
        self, export_model: Callable[[EmbeddingSettings], ExportedModel]
    ) -> None:
        full, small = (
            without_prefixes(
                export_model(EmbeddingSettings.model_validate({"model": MODELS[1], "precision": precision}))
            ).embed_questions(PROBES)
            for precision in ("fp32", "int8")
        )
        assert (full * small).sum(axis=1).min() < SAME
        assert carried_as(small) == MODELS[1]

    def test_a_name_alone_proves_nothing(self, server: EmbeddingServer, tmp_path: Path) -> None:
        assert reached(server, tmp_path, model="intfloat/multilingual-e5-small").carried_as == ""
