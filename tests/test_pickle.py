"""Nothing is unpickled: not by us, nor by a library on the way of an article or a question, nor in a child process."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsprint import STORM
from tests.retrieval.conftest import model_state

__all__ = ["model_state"]
HOUSE = Path(__file__).parents[1]
SOURCES = sorted(path for floor in ("corpus", "retrieval", "bot") for path in (HOUSE / floor).rglob("*.py"))
UNPICKLERS = {"pickle", "_pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "multiprocessing"}
CONFIG = '[corpus]\nfolder = "articles"\n[state]\nfolder = "state"\n[answering]\nminimum_confidence = 0.0\n'
# Read by every Python process that starts with it on its path, before anything else.
WATCHES = """
import os, pickle, _pickle, sys, traceback

def tell(how):
    with open(os.environ["UNPICKLED"], "a") as told:
        told.write(how + " in " + " ".join(sys.orig_argv) + "\\n" + "".join(traceback.format_stack()))

sys.addaudithook(lambda event, _: tell(event) if event == "pickle.find_class" else None)

def watched(name, module):
    real = getattr(module, name)
    def watching(*given, **named):
        tell(f"{module.__name__}.{name}")
        return real(*given, **named)
    class Watching(real if isinstance(real, type) else object):
        def __init__(self, *given, **named):
            tell(f"{module.__name__}.{name}")
            super().__init__(*given, **named)
    setattr(module, name, Watching if isinstance(real, type) else watching)

for module in (pickle, _pickle):
    for name in ("load", "loads", "Unpickler"):
        watched(name, module)
"""


@pytest.fixture
def watching(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that tells of everything that it, or a child of its, unpickles."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCHES, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    path = os.pathsep.join((str(tmp_path / "watch"), str(HOUSE)))
    return kept | {"PYTHONPATH": path, "UNPICKLED": str(tmp_path / "unpickled"), "HF_HUB_OFFLINE": "1"}


def python(watching: dict[str, str], folder: Path, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=watching, input=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def unpickled(folder: Path) -> str:
    told = folder / "unpickled"
    return told.read_text(encoding="utf-8") if told.exists() else ""


def test_the_way_of_an_article_and_of_a_question_unpickles_nothing(
    watching: dict[str, str], tmp_path: Path, model_state: Path
) -> None:
    (model_state / "models").mkdir(exist_ok=True)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "storm.txt").write_text(STORM.text, encoding="utf-8")
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    python(watching, tmp_path, "-m", "bot", "index")
    change = '{"written": {"lake.txt": "The lake is nine metres deep."}, "removed": []}'
    assert '"edition"' in python(watching, tmp_path, "-m", "bot.staging", given=change)
    assert "Forty boats" in python(watching, tmp_path, "-m", "bot", "ask", "How many boats sank in the old harbour?")
    assert unpickled(tmp_path) == ""


@pytest.mark.parametrize(
    "code",
    [
        "import pickle; pickle.loads(pickle.dumps([1]))",
        "import numpy, io; a = io.BytesIO(); "
        "numpy.save(a, numpy.array([{}])); a.seek(0); numpy.load(a, allow_pickle=True)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import pickle; pickle.loads(b\"N.\")'])",
    ],
    ids=["pickle", "numpy", "a child"],
)
def test_what_is_unpickled_is_told(watching: dict[str, str], tmp_path: Path, code: str) -> None:
    python(watching, tmp_path, "-c", code)
    assert "pickle.load" in unpickled(tmp_path)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_file_of_ours_can_unpickle(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {name.split(".")[0] for name in names} & UNPICKLERS
    assert not re.search(
        r"allow_pickle\s*=\s*True|torch\.load\(|weights_only\s*=\s*False|trust_remote_code\s*=\s*True", text
    )
