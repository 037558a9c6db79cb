"""A virtual environment for each entrant: made once, its size and the seconds it took kept beside it."""

import hashlib
import json
import platform
import subprocess
import sys
import time
import tomllib
from pathlib import Path

from benchmarks.bench.entrants import Entrant

TORCH = "2.13.0"
DECISIVE = (
    "newsdesk",
    "onnxruntime",
    "torch",
    "sentence-transformers",
    "chromadb",
    "langchain-core",
    "langchain-chroma",
    "langchain-huggingface",
    "llama-index-core",
    "haiku.rag",
    "lancedb",
    "paper-qa",
)
REPOSITORY = Path(__file__).parents[2]


class NotInstalledError(Exception):
    """An entrant's environment cannot be made here; the text says why."""


def python_of(environments: Path, entrant: Entrant) -> Path:
    """Return the interpreter of an entrant's environment; NotInstalledError when it was never made, or not in full."""
    folder = environments / entrant.environment
    found = read(folder)
    if found.get("key") != _key(entrant):
        raise NotInstalledError("its environment is not made, or of other requirements")
    if found["failed"]:
        raise NotInstalledError(found["failed"])
    return folder / "bin" / "python"


def install(environments: Path, entrant: Entrant) -> None:
    """Make an entrant's environment, nothing out of pip's cache; if it stands, do nothing. What fails is kept too."""
    folder = environments / entrant.environment
    if read(folder).get("key") == _key(entrant):
        return
    environments.mkdir(parents=True, exist_ok=True)
    _facts(folder).unlink(missing_ok=True)  # were this broken off, they would be of another environment
    began = time.perf_counter()
    failed = ""
    try:
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--no-cache-dir"]
        _run([*pip, "--upgrade", "pip"])
        _install_torch(pip)
        _run([*pip, *entrant.requirements])
    except subprocess.CalledProcessError as error:
        said = [line for line in error.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
        failed = " ".join(" ".join(said).split())[:600]
    facts = {
        "key": _key(entrant),
        "seconds": time.perf_counter() - began,
        "bytes": sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()),
        "packages": len(list(folder.glob("lib/python*/site-packages/*.dist-info"))),
        "failed": failed,
    }
    _facts(folder).write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> dict[str, object]:
    """Return what is known of an environment: nothing, if it was never made."""
    try:
        found: dict[str, object] = json.loads(_facts(folder).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return found


def versions(folder: Path) -> str:
    """Say the versions of what decides the figures, of those that are installed in an environment."""
    found = dict(
        path.name.removesuffix(".dist-info").split("-", 1) for path in folder.glob("lib/*/site-packages/*.dist-info")
    )
    named = {name.replace("_", "-"): version for name, version in found.items()}
    return ", ".join(f"{name} {named[name]}" for name in DECISIVE if name in named)


def _install_torch(pip: list[str]) -> None:
    """Install the build for processors first, as the Makefile does, so that nothing brings the one for CUDA."""
    if platform.system() != "Linux":
        _run([*pip, f"torch=={TORCH}"])
        return
    try:
        _run([*pip, f"torch=={TORCH}+cpu"])
    except subprocess.CalledProcessError:
        _run([*pip, "uv"])
        environment = Path(pip[0]).parent
        uv = [
            str(environment / "uv"),
            "pip",
            "install",
            "--quiet",
            "--no-cache",
            "--python",
            str(environment / "python"),
        ]
        _run([*uv, "--torch-backend", "cpu", f"torch=={TORCH}"])


def _facts(folder: Path) -> Path:
    return folder.with_suffix(".json")


def _key(entrant: Entrant) -> str:
    """Name what an environment is made of: Newsdesk's own requirements stand in pyproject.toml."""
    made_of = [TORCH, sys.version, *entrant.requirements]
    if "." in entrant.requirements:
        project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        made_of += sorted(project["dependencies"])
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True, text=True)
