"""`newsdesk ask` with the local model behind it: a real endpoint, a weak model, and not a word that is not held."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bot.local_model import PACKAGE
from corpus.folder import read_folder
from retrieval.answer import Fallback, WrittenBy
from retrieval.wording import tokens_of
from retrieval.writing.arranging import telling
from retrieval.writing.cues import REPORTING

HOUSE = Path(__file__).parents[2]
SERVED = HOUSE / "corpus" / "articles"
QUESTION = "Why did Parliament close its TikTok account?"
DATELINE = re.compile(r"\A\d{4}-\d\d-\d\d: ")


def installed() -> bool:
    return find_spec("xllamacpp") is not None and find_spec(PACKAGE) is not None


@pytest.fixture
def story(tmp_path: Path, model_state: Path) -> Path:
    """The story that is served, indexed in a state folder of its own."""
    (tmp_path / "state").mkdir()
    (model_state / "models").mkdir(exist_ok=True)
    (tmp_path / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    folders = f"[corpus]\nfolder = '{SERVED}'\n[state]\nfolder = \"state\"\n"
    (tmp_path / "config.toml").write_text(folders, encoding="utf-8")
    subprocess.run([newsdesk(), "index"], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def newsdesk() -> str:
    return str(Path(sys.executable).with_name("newsdesk"))


def words_of_what_is_cited(reply: dict[str, Any], numbers: list[int]) -> set[str]:
    said = [
        part
        for each in reply["citations"]
        if each["number"] in numbers
        for part in (each["quote"], (each["attribution"] or {}).get("quote") or "")
    ]
    return {word for text in said for word in telling(tokens_of(text))}


@pytest.mark.slow
@pytest.mark.skipif(not installed(), reason="the local model is not installed: `make test-slow` does it")
def test_whatever_it_writes_a_reader_sees_checked_and_cited_words_or_why_not(story: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    asked = subprocess.run(
        [sys.executable, "-m", "bot.local_model", "--port", "0", newsdesk(), "ask", "--json", QUESTION],
        cwd=story,
        env=environment | {"HF_HUB_OFFLINE": "1"},
        capture_output=True,
        check=False,
    )
    told = asked.stderr.decode()
    assert asked.returncode == 0, told
    assert "Traceback" not in told
    reply = json.loads(asked.stdout)
    assert reply["question"] == QUESTION
    texts = {article.id: article.text for article in read_folder(SERVED)}
    for citation in reply["citations"] + reply["nearest"]:
        assert texts[citation["article_id"]][citation["start"] : citation["end"]] == citation["quote"]
    for claim in reply["claims"]:
        assert claim["citations"]
        stated = set(telling(tokens_of(DATELINE.sub("", claim["text"])))) - REPORTING
        assert stated <= words_of_what_is_cited(reply, claim["citations"]), claim
    # It was asked: it wrote, or it did so in vain.
    assert reply["written_by"] == WrittenBy.MODEL or reply["fallback"] in {
        *(Fallback.MALFORMED, Fallback.UNSUPPORTED, Fallback.GARBLED, Fallback.REFUSED, Fallback.TIMEOUT)
    }, reply
