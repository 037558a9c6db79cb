"""The local model: what is asked of its engine, what is said when a part is missing, and the real thing (slow)."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from bot import local_model
from bot.local_model import FILE, NAME, PACKAGE, LocalModelError, environment, main, serving, weights
from bot.settings import PREFIX

HOUSE = Path(__file__).parents[2]
EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@dataclass(slots=True)
class FakeModel:
    path: str = ""


@dataclass(slots=True)
class FakeSampling:
    penalty_repeat: float = 1.0


@dataclass(slots=True)
class FakeParams:
    """Like the engine's, it refuses what it does not know; what it would do by itself is what is not wanted."""

    model: FakeModel = field(default_factory=FakeModel)
    model_alias: set[str] = field(default_factory=set)
    sampling: FakeSampling = field(default_factory=FakeSampling)
    hostnames: list[str] = field(default_factory=lambda: ["0.0.0.0"])
    port: int = 0
    n_parallel: int = 4
    n_predict: int = -1
    cache_ram_mib: int = 8192
    offline: bool = False
    ui: bool = True
    endpoint_slots: bool = True
    cors_origins: str = "*"
    cors_origins_explicit: bool = False
    cors_credentials: bool = True
    verbosity: int = 3


class FakeEngine(ModuleType):
    """The engine, serving nothing: it keeps what it was asked for, and whether it still runs."""

    CommonParams = FakeParams

    def __init__(self, fault: str = "", reply: str = "choices") -> None:
        super().__init__("xllamacpp")
        self.asked: list[FakeParams] = []
        self.running = self.answered = 0
        engine = self

        class Server:
            def __init__(self, params: FakeParams) -> None:
                if fault:
                    raise RuntimeError(fault)
                engine.asked.append(params)
                engine.running += 1
                self.listening_address = f"http://{params.hostnames[0]}:{params.port}"

            def handle_chat_completions(self, request: dict[str, Any]) -> dict[str, Any]:
                assert request["messages"]
                engine.answered += 1
                return {reply: []}

            def __del__(self) -> None:
                if not fault:
                    engine.running -= 1

        self.Server = Server


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    engine = FakeEngine()
    monkeypatch.setitem(sys.modules, "xllamacpp", engine)
    return engine


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package that holds an empty file of weights, and that cannot be imported."""
    folder = tmp_path / "weights_package"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise AssertionError('imported')", encoding="utf-8")
    (folder / FILE).touch()
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


@pytest.fixture
def opened(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``main`` find the empty weights."""
    monkeypatch.setattr(local_model, "weights", lambda: weights(package, EMPTY_SHA256))


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


class TestWeights:
    def test_they_are_found_without_importing_their_package(self, package: str) -> None:
        assert weights(package, EMPTY_SHA256).name == FILE

    def test_another_file_than_the_one_that_is_meant_is_refused(self, package: str) -> None:
        with pytest.raises(LocalModelError, match=f"is not the model that is meant: its SHA-256 is {EMPTY_SHA256}"):
            weights(package, "0" * 64)

    def test_a_package_that_is_not_installed_is_named_with_what_installs_it(self) -> None:
        with pytest.raises(LocalModelError, match=f"{FILE} in no_such_package, are not installed") as caught:
            weights("no_such_package")
        assert "make local" in caught.value.hint

    def test_a_package_without_the_file_is_as_good_as_none(self, package: str) -> None:
        found = weights(package, EMPTY_SHA256)
        found.unlink()
        with pytest.raises(LocalModelError, match="are not installed"):
            weights(package, EMPTY_SHA256)


class TestServing:
    def test_it_listens_on_loopback_alone_offline_and_without_pages(self, engine: FakeEngine) -> None:
        with serving(Path("model.gguf"), 0):
            pass
        (asked,) = engine.asked
        assert asked.hostnames == ["127.0.0.1"]
        assert asked.offline
        assert not asked.ui
        assert not asked.endpoint_slots
        assert (asked.cors_origins, asked.cors_origins_explicit, asked.cors_credentials) == ("localhost", True, False)

    def test_it_answers_one_at_a_time_with_an_end_and_keeps_no_prompts(self, engine: FakeEngine) -> None:
        with serving(Path("model.gguf"), 0):
            pass
        (asked,) = engine.asked
        assert asked.n_parallel == 1
        assert asked.n_predict > 0
        assert asked.cache_ram_mib == 0

    def test_it_runs_while_the_block_lasts_and_no_longer(self, engine: FakeEngine) -> None:
        with serving(Path("model.gguf"), port := free_port()) as base_url:
            assert base_url == f"http://127.0.0.1:{port}/v1"
            assert engine.running == 1
        assert engine.running == 0

    def test_it_has_answered_before_it_is_offered(self, engine: FakeEngine) -> None:
        with serving(Path("model.gguf"), 0):
            assert engine.answered == 1

    def test_an_engine_that_does_not_answer_is_ended_and_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        engine = FakeEngine(reply="error")
        monkeypatch.setitem(sys.modules, "xllamacpp", engine)
        with pytest.raises(LocalModelError, match="does not answer"):
            serving(Path("model.gguf"), 0).__enter__()
        assert engine.running == 0

    def test_a_port_that_is_taken_is_named(self, engine: FakeEngine) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with pytest.raises(LocalModelError, match=f"port {port} of 127.0.0.1 cannot be had"):
                serving(Path("model.gguf"), port).__enter__()
        assert not engine.asked

    def test_an_engine_that_is_not_installed_is_named_with_what_installs_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "xllamacpp", None)
        with pytest.raises(LocalModelError, match="xllamacpp, which runs the local model, is not installed") as caught:
            serving(Path("model.gguf"), 0).__enter__()
        assert "make local" in caught.value.hint

    def test_an_engine_that_cannot_open_the_model_is_translated(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "xllamacpp", FakeEngine(fault="Failed to init server"))
        with pytest.raises(LocalModelError, match="cannot be served: Failed to init server"):
            serving(Path("model.gguf"), 0).__enter__()


@pytest.mark.usefixtures("opened")
class TestCommand:
    @pytest.fixture(autouse=True)
    def _same_signals_afterwards(self) -> Iterator[None]:
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
        yield
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in before.items():
            signal.signal(number, handler)

    def test_it_runs_beside_the_model_with_settings_that_find_it_and_its_code_is_returned(
        self, engine: FakeEngine, tmp_path: Path
    ) -> None:
        told = tmp_path / "told.json"
        script = "import json, os, sys; json.dump(dict(os.environ), open(sys.argv[1], 'w')); sys.exit(7)"
        port = free_port()
        assert main(["--port", str(port), sys.executable, "-c", script, str(told)]) == 7
        assert engine.running == 0
        expected = environment(f"http://127.0.0.1:{port}/v1")
        assert expected.items() <= json.loads(told.read_text(encoding="utf-8")).items()
        assert expected[f"{PREFIX}WRITING__MODEL"] == NAME

    @pytest.mark.usefixtures("engine")
    def test_one_that_a_signal_ended_has_the_code_that_a_shell_gives_it(self) -> None:
        script = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
        assert main(["--port", "0", sys.executable, "-c", script]) == 128 + signal.SIGKILL

    @pytest.mark.usefixtures("engine")
    def test_one_that_is_not_there_is_said_in_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["--port", "0", "no-such-command-anywhere"]) == 1
        assert "newsdesk: no-such-command-anywhere cannot be run" in capsys.readouterr().err

    def test_without_the_extra_it_ends_with_one_line_and_a_hint(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setitem(sys.modules, "xllamacpp", None)
        assert main([]) == 1
        said = capsys.readouterr().err.splitlines()
        assert said[0] == "newsdesk: xllamacpp, which runs the local model, is not installed"
        assert len(said) == 2

    @pytest.mark.parametrize("port", ["65536", "-1", "http", ""])
    def test_what_is_no_port_is_refused(self, port: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main([f"--port={port}"])
        assert "is no port" in capsys.readouterr().err


def installed() -> bool:
    return find_spec("xllamacpp") is not None and find_spec(PACKAGE) is not None


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    with serving(weights(), 0) as base_url:
        yield base_url


@pytest.mark.slow
@pytest.mark.skipif(not installed(), reason="the local model is not installed: `make local` does it")
class TestRealModel:
    @staticmethod
    def sent(base_url: str, **wanted: Any) -> Any:
        """What the endpoint says to "Say hello.", or to what is wanted instead."""
        body = {"model": NAME, "messages": [{"role": "user", "content": "Say hello."}], "temperature": 0} | wanted
        address, kind = f"{base_url}/chat/completions", {"Content-Type": "application/json"}
        with urlopen(Request(address, json.dumps(body).encode(), kind), timeout=300) as reply:
            said = reply.read().decode()
        return said if wanted.get("stream") else json.loads(said)

    def test_it_is_listed_under_its_name(self, base_url: str) -> None:
        with urlopen(f"{base_url}/models", timeout=60) as reply:
            assert [model["id"] for model in json.load(reply)["data"]] == [NAME]

    def test_at_temperature_0_it_says_the_same_again_and_counts_its_tokens(self, base_url: str) -> None:
        first, again = (self.sent(base_url, max_tokens=8, seed=1) for _ in range(2))
        assert first["choices"][0]["message"]["content"]
        assert first["choices"][0]["message"] == again["choices"][0]["message"]
        assert first["choices"][0]["finish_reason"] == "length"
        usage = first["usage"]
        assert usage["completion_tokens"] == 8
        assert usage["total_tokens"] == usage["prompt_tokens"] + 8

    def test_it_stops_where_it_is_told_to(self, base_url: str) -> None:
        whole = self.sent(base_url, max_tokens=8)["choices"][0]["message"]["content"]
        stopped = self.sent(base_url, max_tokens=8, stop=[whole[4]])["choices"][0]
        assert stopped["message"]["content"] == whole[: whole.index(whole[4])]
        assert stopped["finish_reason"] == "stop"

    def test_it_streams_the_same_words_and_what_they_cost(self, base_url: str) -> None:
        whole = self.sent(base_url, max_tokens=8)
        said = self.sent(base_url, max_tokens=8, stream=True, stream_options={"include_usage": True})
        *events, end = [line.removeprefix("data: ") for line in said.splitlines() if line]
        assert end == "[DONE]"
        parts = [json.loads(event) for event in events]
        words = "".join(choice["delta"].get("content") or "" for part in parts for choice in part["choices"])
        assert words == whole["choices"][0]["message"]["content"]
        assert parts[-1]["usage"]["completion_tokens"] == whole["usage"]["completion_tokens"]

    def test_a_schema_holds_it(self, base_url: str) -> None:
        schema = {
            "type": "object",
            "properties": {"in_sources": {"type": "boolean"}, "evidence": {"enum": ["p7f3a"]}},
            "required": ["in_sources", "evidence"],
            "additionalProperties": False,
        }
        wanted = {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": schema}}
        said = json.loads(self.sent(base_url, response_format=wanted)["choices"][0]["message"]["content"])
        assert isinstance(said["in_sources"], bool)
        assert said["evidence"] == "p7f3a"

    @pytest.mark.parametrize(
        ("wanted", "kind"),
        [
            ({"messages": [{"role": "user", "content": "word " * 9_000}]}, "exceed_context_size_error"),
            ({"response_format": {"type": "a poem"}}, "invalid_request_error"),
            ({"messages": "hello"}, "invalid_request_error"),
        ],
    )
    def test_what_it_cannot_do_it_refuses_as_a_bad_request(
        self, base_url: str, wanted: dict[str, Any], kind: str
    ) -> None:
        with pytest.raises(HTTPError) as caught:
            self.sent(base_url, **wanted)
        with caught.value as refused:
            assert refused.code == HTTPStatus.BAD_REQUEST
            assert json.load(refused)["error"]["type"] == kind

    def test_a_page_of_another_site_does_not_get_to_read_it(self, base_url: str) -> None:
        request = Request(f"{base_url}/models", headers={"Origin": "https://elsewhere.example"})
        with urlopen(request, timeout=60) as reply:
            assert reply.headers["Access-Control-Allow-Origin"] is None

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_the_process_says_where_it_serves_and_ends_well_when_told(self, number: signal.Signals) -> None:
        command = [sys.executable, "-m", "bot.local_model", "--port", "0"]
        with subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith(f"{NAME} at http://127.0.0.1:")
            try:
                process.send_signal(number)
                assert process.wait(timeout=60) == 0
                assert not process.stderr.read()
            finally:
                process.kill()
