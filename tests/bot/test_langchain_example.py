"""What docs/langchain.md tells to write does what it says, on the story that is served."""

import re
from pathlib import Path

import pytest

from bot.settings import load
from bot.wiring import index
from corpus.folder import read_folder

HOUSE = Path(__file__).parents[2]
SERVED = HOUSE / "corpus" / "articles"
EXAMPLES = re.findall(r"^```python\n(.*?)^```", (HOUSE / "docs/langchain.md").read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def here(tmp_path: Path, model_state: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run in: the story, indexed, and a model that is exported once."""
    (model_state / "models").mkdir(exist_ok=True)
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    folders = f'[corpus]\nfolder = \'{SERVED}\'\n[state]\nfolder = "state"\n[writing]\nwriter = "quote"\n'
    (tmp_path / "config.toml").write_text(folders, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    index(load())
    return tmp_path


@pytest.mark.usefixtures("here")
def test_the_example_finds_passages_answers_and_follows_up(capsys: pytest.CaptureFixture[str]) -> None:
    [example] = EXAMPLES
    exec(compile(example, "docs/langchain.md", "exec"), {"__name__": "__main__"})
    printed = capsys.readouterr().out
    [story] = read_folder(SERVED)
    assert re.search(rf"^\d\.\d{{3}} {re.escape(story.title)}: ", printed, re.M)
    cited = [(int(start), int(end)) for start, end in re.findall(r"characters (\d+)-(\d+)", printed)]
    assert cited
    assert any(story.text[start:end] in printed for start, end in cited)
    assert printed.count("[1] ") >= 2, printed
