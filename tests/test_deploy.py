"""What is deployed cannot be built here, so it is linted, and held to config.toml, the Makefile and pyproject.toml."""

import http.server
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterable, Iterator
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from bot.moderating.reviewing import golden_path
from bot.settings import PREFIX, Settings, load
from tests.chroma_server import running_server

HOUSE = Path(__file__).parents[1]
DOCKERFILE = (HOUSE / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
UNIT = HOUSE / "deploy" / "newsdesk.service"
DEPLOYING = (HOUSE / "docs" / "deploying.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
SECRETS = ("DISCORD_TOKEN", "PGPASSWORD")
OPTIONAL_SECRETS = ("OPENAI_API_KEY", "EMBEDDING_API_KEY")
SECONDS_TO_CLOSE = 5


def instructions() -> list[tuple[str, str]]:
    """Each of the Dockerfile's instructions with what it is given, its lines joined and comments left out."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE).replace("\\\n", "")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line]


def given(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def image_environment() -> dict[str, str]:
    """The variables of the last stage."""
    return dict(pair.split("=", 1) for pair in shlex.split(given("ENV")[-1]))


def unit() -> RawConfigParser:
    class Unit(RawConfigParser):
        def optionxform(self, optionstr: str) -> str:
            return optionstr

    parser = Unit(delimiters="=", comment_prefixes="#", strict=True)
    parser.read(UNIT, encoding="utf-8")
    return parser


def unit_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in shlex.split(unit()["Service"]["Environment"]))


def settings_under(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Settings:
    """config.toml as shipped, under these variables; refuses those that Newsdesk does not know."""
    for name, value in environment.items():
        if name.startswith(PREFIX) and name != "NEWSDESK_CONFIG":
            monkeypatch.setenv(name, value)
    return load(HOUSE / "config.toml")


def seconds(duration: str) -> int:
    assert re.fullmatch(r"\d+s?", duration)
    return int(duration.removesuffix("s"))


def mounts(service: str) -> dict[str, str]:
    """What is mounted in a service: where, and from what."""
    return {(parts := volume.split(":"))[1]: parts[0] for volume in SERVICES[service]["volumes"]}


def is_within(path: Path, folders: Iterable[str]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


class TestTheImage:
    def test_has_no_fault_that_hadolint_knows(self) -> None:
        linter = Path(sys.executable).with_name("hadolint")
        done = subprocess.run([linter, "--no-color", "-"], input=DOCKERFILE, capture_output=True, text=True)
        assert (done.returncode, done.stdout) == (0, "")

    def test_is_not_built_on_what_may_change_under_it(self) -> None:
        bases = [line.split()[0] for line in given("FROM")]
        assert len(set(bases)) == 1
        assert re.fullmatch(r"python:3\.\d+-slim-\w+", bases[0])

    def test_has_a_python_that_newsdesk_runs_on(self) -> None:
        version = re.search(r"python:3\.(\d+)", given("FROM")[0])
        least = re.search(r">=3\.(\d+)", PYPROJECT["project"]["requires-python"])
        assert version
        assert least
        assert int(version[1]) >= int(least[1])

    def test_takes_the_torch_of_the_makefile_as_a_cpu_build(self) -> None:
        makefile = re.search(r"^TORCH +:= (\S+)", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert makefile
        assert given("ARG") == [f"TORCH={makefile[1]}"]
        assert "UV_TORCH_BACKEND=cpu" in given("ENV")[0]

    def test_does_not_run_as_root(self) -> None:
        assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", given("USER")[-1])
        names = [instruction for instruction, _ in instructions()]
        assert names.index("USER") > max(at for at, name in enumerate(names) if name in {"RUN", "COPY"})

    def test_waits_for_no_model_hub(self) -> None:
        assert image_environment()["HF_HUB_OFFLINE"] == "1"

    def test_is_stopped_by_a_signal_that_newsdesk_ends_well_on(self) -> None:
        assert given("STOPSIGNAL") == ["SIGINT"]

    def test_writes_only_on_volumes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = settings_under(image_environment(), monkeypatch)
        volumes = yaml.safe_load(given("VOLUME")[0])
        database = Path(urlsplit(settings.records.database).path.replace("//", "/"))
        assert all(is_within(path, volumes) for path in (settings.corpus.folder, settings.state.folder, database))

    def test_is_served_and_looked_at_on_the_port_of_the_config(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monitoring = settings_under(image_environment(), monkeypatch).monitoring
        assert monitoring.host == "0.0.0.0"
        assert given("EXPOSE") == [str(monitoring.port)]
        assert f"http://127.0.0.1:{monitoring.port}/ready" in given("HEALTHCHECK")[0]

    @pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
    def test_is_healthy_when_it_is_ready(self, status: int, healthy: bool) -> None:
        check = yaml.safe_load(given("HEALTHCHECK")[0].split("CMD", 1)[1])
        with answering(status) as port:
            command = [sys.executable, *(word.replace("9464", str(port)) for word in check[1:])]
            assert (subprocess.run(command, capture_output=True).returncode == 0) is healthy

    def test_brings_the_golden_questions_beside_the_articles_and_lets_the_bot_write_both(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = settings_under(image_environment(), monkeypatch)
        owner = "--chown=newsdesk:newsdesk"
        assert f"{owner} corpus/articles {settings.corpus.folder}" in given("COPY")
        assert f"{owner} corpus/golden.yaml {golden_path(settings)}" in given("COPY")

    def test_copies_only_what_is_there_and_let_through(self) -> None:
        let_through = set(re.findall(r"^!(\S+)", (HOUSE / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE))
        copied = {
            source
            for rest in given("COPY")
            if "--from=" not in rest
            for source in [word for word in rest.split() if not word.startswith("--")][:-1]
        }
        assert {source for source in copied if not (HOUSE / source).exists()} == set()
        assert {source.split("/")[0] for source in copied} == let_through

    def test_has_each_package_of_the_wheel_in_it(self) -> None:
        packages = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
        assert {f"{package} {package}" for package in packages} <= set(given("COPY"))


class TestCompose:
    def test_is_what_the_compose_specification_allows(self) -> None:
        linter = Path(sys.executable).with_name("check-jsonschema")
        command = [str(linter), "--builtin-schema", "vendor.compose-spec", str(HOUSE / "compose.yaml")]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    @pytest.mark.parametrize("name", SERVICES)
    def test_names_a_version_of_each_image(self, name: str) -> None:
        assert re.fullmatch(r"[\w/]+:\d[\w.-]*", SERVICES[name]["image"])

    def test_has_the_chroma_and_the_newsdesk_of_pyproject(self) -> None:
        project = PYPROJECT["project"]
        chroma = next(each.split("==")[1] for each in project["dependencies"] if each.startswith("chromadb=="))
        assert SERVICES["chroma"]["image"] == f"chromadb/chroma:{chroma}"
        assert SERVICES["bot"]["image"] == f"newsdesk:{project['version']}"

    def test_sets_what_newsdesk_knows_and_points_it_at_its_services(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = settings_under(image_environment() | SERVICES["bot"]["environment"], monkeypatch)
        database, chroma = urlsplit(settings.records.database), urlsplit(settings.index.chroma)
        postgres = SERVICES["postgres"]["environment"]
        assert (database.hostname, database.username) == ("postgres", postgres["POSTGRES_USER"])
        assert database.path == f"/{postgres['POSTGRES_DB']}"
        assert (chroma.hostname, chroma.port) == ("chroma", 8000)

    def test_starts_the_bot_once_the_others_are_well(self) -> None:
        others = set(SERVICES) - {"bot"}
        assert SERVICES["bot"]["depends_on"] == {name: {"condition": "service_healthy"} for name in others}
        assert all("healthcheck" in SERVICES[name] for name in others)

    def test_keeps_what_is_written_on_named_volumes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = settings_under(image_environment() | SERVICES["bot"]["environment"], monkeypatch)
        named = {where for name in SERVICES for where, source in mounts(name).items() if source in COMPOSE["volumes"]}
        written = (settings.corpus.folder, golden_path(settings), settings.state.folder)
        assert all(is_within(path, named) for path in written)
        assert [each for each in SERVICES["bot"]["volumes"] if each.endswith(":ro")] == [
            "./config.toml:/etc/newsdesk/config.toml:ro"
        ]
        assert {"/var/lib/postgresql/data", "/data"} <= named
        used = {source for name in SERVICES for source in mounts(name).values()}
        assert set(COMPOSE["volumes"]) <= used

    def test_lets_the_bot_write_nowhere_else(self) -> None:
        bot = SERVICES["bot"]
        assert bot["read_only"]
        assert bot["cap_drop"] == ["ALL"]
        assert all("no-new-privileges:true" in service["security_opt"] for service in SERVICES.values())

    def test_mounts_the_config_where_the_image_reads_it(self) -> None:
        assert mounts("bot")[image_environment()["NEWSDESK_CONFIG"]] == "./config.toml"

    def test_shows_ports_to_this_machine_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        port = settings_under({}, monkeypatch).monitoring.port
        assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
            "bot": [f"127.0.0.1:{port}:{port}"]
        }

    def test_gives_questions_in_flight_their_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        needed = settings_under({}, monkeypatch).limits.shutdown_seconds + SECONDS_TO_CLOSE
        assert seconds(SERVICES["bot"]["stop_grace_period"]) >= needed

    def test_finds_a_chroma_server_well_only_while_it_is(self, tmp_path: Path) -> None:
        check = SERVICES["chroma"]["healthcheck"]["test"][1:]

        def code(port: str) -> int:
            return subprocess.run([word.replace("8000", port) for word in check], stderr=subprocess.DEVNULL).returncode

        with running_server(tmp_path) as url:
            port = url.rsplit(":", 1)[1]
            assert code(port) == 0
        assert code(port) != 0
        with answering(503) as unwell:
            assert code(str(unwell)) != 0


class TestTheUnit:
    def test_has_no_fault_that_systemd_knows(self, tmp_path: Path) -> None:
        done = self.analyzed(tmp_path, "verify")
        assert (done.returncode, done.stdout + done.stderr) == (0, "")

    def test_is_as_closed_as_systemd_can_measure(self, tmp_path: Path) -> None:
        done = self.analyzed(tmp_path, "security", "--offline=true", "--threshold=20", "--no-pager")
        assert done.returncode == 0, done.stdout

    @staticmethod
    def analyzed(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        program = shutil.which("systemd-analyze")
        if program is None:
            pytest.skip("systemd-analyze is not here: Debian's package systemd has it")
        # It asks that the program be there, so another one stands for it.
        text = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", UNIT.read_text(encoding="utf-8"), flags=re.M)
        (tmp_path / UNIT.name).write_text(text, encoding="utf-8")
        return subprocess.run([program, *arguments, tmp_path / UNIT.name], capture_output=True, text=True)

    def test_sets_only_what_newsdesk_knows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert settings_under(unit_environment(), monkeypatch)
        assert unit_environment()["HF_HUB_OFFLINE"] == "1"

    def test_runs_beside_a_config_whose_folders_stay_in_the_state_directory(self) -> None:
        service = unit()["Service"]
        assert service["WorkingDirectory"] == f"%S/{service['StateDirectory']}"
        written = tomllib.loads((HOUSE / "config.toml").read_text(encoding="utf-8"))
        for path in (written["corpus"]["folder"], written["state"]["folder"]):
            assert not Path(path).is_absolute()
        assert re.fullmatch(r"sqlite:///[^/]+", written["records"]["database"])

    def test_runs_as_nobody_that_is_there_and_writes_nowhere_else(self) -> None:
        service = unit()["Service"]
        assert service["DynamicUser"] == service["NoNewPrivileges"] == "yes"
        assert service["ProtectSystem"] == "strict"
        assert service["CapabilityBoundingSet"] == ""

    def test_stops_newsdesk_as_it_asks_to_be_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        service = unit()["Service"]
        assert service["KillSignal"] == "SIGINT"
        needed = settings_under({}, monkeypatch).limits.shutdown_seconds + SECONDS_TO_CLOSE
        assert seconds(service["TimeoutStopSec"]) >= needed

    def test_starts_again_what_a_restart_can_mend(self) -> None:
        service = unit()["Service"]
        assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")

    def test_runs_what_the_documentation_installs(self) -> None:
        installed = Path(unit()["Service"]["ExecStart"].split()[0]).parents[1]
        assert f"python3 -m venv {installed}\n" in DEPLOYING


class TestSeveralProcesses:
    def test_share_the_shards_as_the_documentation_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = re.findall(r"^(NEWSDESK_.+?) newsdesk run", DEPLOYING, re.MULTILINE)
        shares = [
            settings_under(dict(pair.split("=", 1) for pair in shlex.split(each)), monkeypatch).discord
            for each in shown
        ]
        assert [share.shard_count for share in shares] == [len(shares)] * len(shares)
        assert [shard for share in shares for shard in share.shards] == list(range(len(shares)))

    def test_lose_only_what_is_made_anew_when_the_documented_volumes_go(self) -> None:
        removed = re.search(r"docker volume rm ([\w ]+?) +#", DEPLOYING)
        assert removed
        assert removed[1].split() == [f"{COMPOSE['name']}_{each}" for each in ("state", "vectors")]


class TestSecrets:
    def test_are_asked_for_by_name_and_have_no_value(self) -> None:
        lines = (HOUSE / ".env.example").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line and not line.startswith("#")] == [
            f"{name}=" for name in (*SECRETS, *OPTIONAL_SECRETS)
        ]

    def test_are_what_compose_takes_from_outside_and_refuses_to_start_without(self) -> None:
        text = (HOUSE / "compose.yaml").read_text(encoding="utf-8")
        assert set(re.findall(r"\$\{(\w+):\?[^}]+\}", text)) == set(SECRETS)
        assert set(re.findall(r"\$\{(\w+):-\}", text)) == set(OPTIONAL_SECRETS)
        assert len(re.findall(r"\$\{", text)) == len(re.findall(r"\$\{\w+:[?-]", text))

    @pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "deploy/newsdesk.service", "docs/deploying.md"])
    def test_are_written_nowhere(self, name: str) -> None:
        text = (HOUSE / name).read_text(encoding="utf-8")
        assert re.findall(r"(?:TOKEN|PASSWORD|SECRET)\w* *[=:] *(?!\$\{|\?)\S+", text) == []

    def test_of_the_unit_stand_in_a_file_of_their_own(self) -> None:
        assert unit()["Service"]["EnvironmentFile"] == "/etc/newsdesk/secrets.env"

    def test_are_kept_out_of_commits(self) -> None:
        assert ".env" in (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()


@contextmanager
def answering(status: int) -> Iterator[int]:
    """An HTTP server on this machine that gives every request this status; its port is yielded."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
