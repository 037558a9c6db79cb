"""The command line: what each command prints, its exit code, and one line with a hint for an operator's fault."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from bot.cli import main
from bot.explaining import explanation_object, explanation_of
from corpus.folder import read_folder
from tests.bot.conftest import House
from tests.chroma_server import free_port

SERVED = Path(__file__).parents[2] / "corpus" / "articles"
BOLD, SHY = "[answering]\nminimum_confidence = 0.0\n", "[answering]\nminimum_confidence = 1.0\n"
HOW_MANY = "How many boats sank in the old harbour?"
SANK = "Forty boats sank in the old harbour."
REPLY = {
    *("question", "kind", "text", "reason", "confidence", "claims", "citations", "nearest", "edition", "timings_ms"),
    *("dropped", "disagreement", "written_by", "fallback"),
}
CITATION = {
    *("number", "article_id", "title", "source", "published", "url", "start", "end", "quote"),
    *("attribution", "status", "superseded_by", "successor"),
}


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


def assert_operators_fault(result: Result, *words: str) -> None:
    """Exit code 1 and, on stderr, one line that says what is wrong and one with what to do."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    told, hint = result.stderr.splitlines()[-2:]
    assert told.startswith("newsdesk: ")
    assert hint.startswith("          ")
    assert hint.strip()
    assert [word for word in words if word not in told + hint] == []


@pytest.fixture
def indexed(house: House) -> House:
    house.configure(BOLD)
    assert house.run("index").exit_code == 0
    return house


class TestAsk:
    def test_an_answer_shows_the_words_and_where_they_stand(self, indexed: House) -> None:
        result = indexed.run("ask", HOW_MANY)
        assert result.exit_code == 0
        assert SANK in result.stdout
        start = indexed.root.joinpath("articles", "storm.md").read_text(encoding="utf-8").index(SANK)
        offset = start - indexed.root.joinpath("articles", "storm.md").read_text(encoding="utf-8").index("A storm hit")
        assert f"A storm in Harbourtown · The Gazette · 2026-05-04 · characters {offset}–{offset + len(SANK)}" in (
            " ".join(result.stdout.split())
        )
        assert result.stderr == ""

    def test_declining_is_no_failure(self, indexed: House) -> None:
        indexed.configure(SHY)
        result = indexed.run("ask", HOW_MANY)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.split("\n")[0].strip().startswith("The corpus does not say.")

    @pytest.mark.parametrize(("settings", "kind"), [(BOLD, "answer"), (SHY, "no_answer")])
    def test_json_is_one_object_with_the_same_keys_for_an_answer_and_for_none(
        self, indexed: House, settings: str, kind: str
    ) -> None:
        indexed.configure(settings)
        result = indexed.run("ask", HOW_MANY, "--json")
        assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
        reply = json.loads(result.stdout)
        assert set(reply) == REPLY
        assert (reply["question"], reply["kind"]) == (HOW_MANY, kind)
        cited = reply["citations"] + reply["nearest"]
        assert cited
        for citation in cited:
            assert set(citation) == CITATION
        assert all(set(claim) == {"text", "citations", "translation"} for claim in reply["claims"])

    def test_an_explanation_is_printed_below_the_answer_and_stands_in_its_json(self, indexed: House) -> None:
        told = indexed.run("ask", HOW_MANY, "--explain").stdout
        assert told.index(SANK) < told.index("How the question was read") < told.index("Sentences that fit best")
        assert "No language model was asked." in told
        assert "How the question was read" not in indexed.run("ask", HOW_MANY).stdout
        (line,) = indexed.run("ask", HOW_MANY, "--explain", "--json").stdout.splitlines()
        reply = json.loads(line)
        assert set(reply) == REPLY | {"explanation"}
        explanation = explanation_of(reply["explanation"])
        assert explanation_object(explanation) == reply["explanation"]
        assert explanation.question == HOW_MANY
        assert SANK in [sentence.words for sentence in explanation.sentences]

    def test_stdin_gives_a_json_line_for_each_line_blank_ones_too(self, indexed: House) -> None:
        given = f"{HOW_MANY}\n\n🤷\r\nWho won the election?"
        result = indexed.run("ask", "--stdin", given=given)
        assert result.exit_code == 0
        replies = [json.loads(line) for line in result.stdout.splitlines()]
        assert [reply["question"] for reply in replies] == [HOW_MANY, "", "🤷", "Who won the election?"]
        assert [reply["reason"] for reply in replies] == [None, "nothing_asked", "nothing_asked", None]

    def test_bytes_of_another_encoding_are_asked_as_they_can_be(self, indexed: House) -> None:
        result = indexed.run("ask", "--stdin", given=b"Caf\xe9 boats?\nWho won?\n")
        assert result.exit_code == 0
        assert [json.loads(line)["question"] for line in result.stdout.splitlines()] == ["Caf\ufffd boats?", "Who won?"]
        assert json.loads(indexed.run("ask", "--json", "Caf\udce9 boats?").stdout)["question"] == "Caf? boats?"

    @pytest.mark.parametrize("arguments", [["ask"], ["ask", "Who?", "--stdin"], ["ask", "Who?", "What?"]])
    def test_neither_a_question_nor_stdin_or_both_is_wrong_usage(self, house: House, arguments: list[str]) -> None:
        result = house.run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "Error: " in result.stderr


def test_a_pipe_into_chat_is_answered_question_by_question_then_it_ends(indexed: House) -> None:
    result = indexed.run("chat", given=f"{HOW_MANY}\n\n  \nWho won the election?\n")
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = result.stdout.split("› ")[1:]
    assert first.startswith(HOW_MANY)
    assert SANK in first
    assert second.startswith("Who won the election?")
    assert "Anna Smith won the election" in second


class TestIndex:
    def test_it_tells_what_it_did_and_the_second_time_that_nothing_changed(self, house: House) -> None:
        first, second = house.run("index"), house.run("index")
        assert (first.exit_code, second.exit_code) == (0, 0)
        assert "2 articles" in first.stdout
        assert "0 kept" in first.stdout
        assert "no article has changed" in second.stdout

    def test_only_what_is_new_is_embedded_and_then_answered_from(self, indexed: House) -> None:
        indexed.embedder.embedded.clear()
        indexed.write("garden", "Roses", "The garden opened in June.")
        result = indexed.run("index")
        assert "1 embedded" in result.stdout
        assert indexed.embedder.embedded == ["The garden opened in June."]
        assert "The garden opened in June." in indexed.run("ask", "When was the garden opened?").stdout

    def test_after_a_bad_file_each_is_named_and_the_last_edition_serves(self, indexed: House) -> None:
        (indexed.articles / "latin.md").write_bytes(b"---\ntitle: Caf\xe9\n---\nText.\n")
        (indexed.articles / "open.md").write_text("---\ntitle: Open\n", encoding="utf-8")
        for command in (["index"], ["corpus", "check"], ["corpus", "list"], ["corpus", "diff"]):
            result = indexed.run(*command)
            assert_operators_fault(result, "2 bad files")
            assert "latin.md:2: " in result.stderr
            assert "open.md:1: " in result.stderr
        assert SANK in indexed.run("ask", HOW_MANY).stdout


class TestCorpus:
    def test_check_counts_sound_articles(self, house: House) -> None:
        result = house.run("corpus", "check")
        assert (result.exit_code, result.stdout) == (0, "2 articles, no faults.\n")

    def test_list_names_every_article(self, house: House) -> None:
        result = house.run("corpus", "list")
        assert result.exit_code == 0
        assert [line for line in result.stdout.splitlines() if not line.startswith(" ")] == ["election", "storm"]
        assert "A storm in Harbourtown · The Gazette · 2026-05-04" in result.stdout

    def test_list_as_json_is_an_object_a_line(self, house: House) -> None:
        listed = [json.loads(line) for line in house.run("corpus", "list", "--json").stdout.splitlines()]
        assert [each["id"] for each in listed] == ["election", "storm"]
        assert set(listed[0]) == {"id", "title", "source", "published", "url", "characters"}

    def test_what_an_article_s_title_holds_cannot_command_the_terminal(self, house: House) -> None:
        house.write("turned", '"turned \u202eround"', "Text.")
        assert "\u202e" not in house.run("corpus", "list").stdout

    def test_diff_says_what_index_would_add_change_and_remove(self, indexed: House) -> None:
        assert indexed.run("corpus", "diff").stdout == "Nothing has changed since the edition that serves.\n"
        indexed.write("garden", "Roses", "The garden opened in June.")
        indexed.write("storm", "A storm", "The storm is over.")
        (indexed.articles / "election.md").unlink()
        result = indexed.run("corpus", "diff")
        assert (result.exit_code, result.stdout) == (0, "+ garden\n~ storm\n- election\n")

    def test_before_any_edition_diff_would_add_everything(self, house: House) -> None:
        assert house.run("corpus", "diff").stdout == "+ election\n+ storm\n"


def test_config_prints_every_setting_the_environment_s_included(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_ANSWERING__NEAREST", "7")
    result = house.run("config")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == house.settings.model_dump(mode="json")
    assert json.loads(result.stdout)["answering"]["nearest"] == 7


class TestDoctor:
    def test_a_sound_house_is_told_part_by_part(self, indexed: House) -> None:
        result = indexed.run("doctor")
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert [line.split(":")[0] for line in lines] == [f"ok    {part}" for part in PARTS]

    def test_bad_files_are_faults_each_with_its_mend_and_hide_no_other(self, house: House) -> None:
        (house.articles / "open.md").write_text("---\ntitle: Open\n", encoding="utf-8")
        (house.articles / "with space.md").write_text("---\ntitle: A\n---\nText.\n", encoding="utf-8")
        faults = faults_of(house.run("doctor"))
        assert "open.md:1: " in faults[0]
        assert "with space.md: " in faults[1]
        assert "nothing is indexed yet" in faults[-1]
        assert "newsdesk index" in faults[-1]

    def test_articles_that_changed_since_are_a_fault(self, indexed: House) -> None:
        indexed.write("garden", "Roses", "The garden opened in June.")
        (fault,) = faults_of(indexed.run("doctor"))
        assert "newsdesk index" in fault

    def test_a_model_that_fails_is_a_fault(self, indexed: House) -> None:
        indexed.embedder.broken = True
        (fault,) = faults_of(indexed.run("doctor"))
        assert "the model is broken" in fault
        assert "mend it" in fault

    def test_a_disk_without_room_is_a_fault(self, indexed: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
        corpus, state = faults_of(indexed.run("doctor"))
        assert "corpus: " in corpus
        assert "state: " in state

    def test_a_state_folder_that_cannot_be_one_is_a_fault(self, house: House) -> None:
        (house.root / "state").write_text("a file", encoding="utf-8")
        assert any("cannot be written" in fault for fault in faults_of(house.run("doctor")))

    def test_a_damaged_edition_is_a_fault(self, indexed: House) -> None:
        (words,) = (indexed.root / "state").rglob("words.npz")
        words.write_bytes(b"damaged")
        (fault,) = faults_of(indexed.run("doctor"))
        assert "newsdesk index" in fault

    def test_a_corpus_that_is_not_there_is_a_fault(self, indexed: House) -> None:
        shutil.rmtree(indexed.articles)
        assert any("no folder" in fault for fault in faults_of(indexed.run("doctor")))

    def test_a_chroma_server_that_is_down_is_a_fault(self, indexed: House) -> None:
        indexed.configure(f'[index]\nchroma = "http://127.0.0.1:{free_port()}"\n')
        (fault,) = faults_of(indexed.run("doctor"))
        assert "127.0.0.1" in fault


PARTS = ("corpus", "state", "records", "clock", "model", "writer", "edition")


def faults_of(result: Result) -> list[str]:
    """The faults told, each with its mend; there is at least one, and the exit code says so."""
    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    faults = [f"{line} {lines[at + 1].strip()}" for at, line in enumerate(lines) if line.startswith("FAULT ")]
    assert faults
    return faults


class TestFaults:
    @pytest.mark.parametrize(
        "command", [["ask", "Who?"], ["chat"], ["index"], ["corpus", "list"], ["doctor"], ["config"]]
    )
    def test_without_a_config_every_command_says_so(
        self, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        result = CliRunner().invoke(main, command, catch_exceptions=False)
        assert_operators_fault(result, "config.toml", "--config")

    @pytest.mark.parametrize(
        ("more", "named"),
        [
            ("[answering]\nsentence = 2\n", "answering.sentence"),
            ("[colours]\nred = 1\n", "colours"),
            ("[answering]\nsentences = 99\n", "answering.sentences"),
            ('[index]\nchroma = "localhost"\n', "index.chroma"),
            ("[answering\n", "config.toml"),
        ],
    )
    def test_a_setting_that_is_not_known_or_not_possible_is_named(self, house: House, more: str, named: str) -> None:
        house.configure(more)
        assert_operators_fault(house.run("corpus", "list"), named)

    def test_a_variable_that_is_not_known_is_named(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEWSDESK_COLOUR", "red")
        assert_operators_fault(house.run("corpus", "list"), "NEWSDESK_COLOUR")

    @pytest.mark.parametrize("command", [["ask", HOW_MANY], ["ask", "--stdin"], ["chat"]])
    def test_before_anything_is_indexed_it_says_what_to_run(self, house: House, command: list[str]) -> None:
        assert_operators_fault(house.run(*command, given=f"{HOW_MANY}\n"), "newsdesk index")

    def test_an_empty_corpus_folder_says_what_belongs_there(self, house: House) -> None:
        for path in house.articles.iterdir():
            path.unlink()
        assert_operators_fault(house.run("index"), "no article", ".md")

    def test_a_model_that_is_none_is_named(self, bare_house: House) -> None:
        (bare_house.root / "nothing").mkdir()
        bare_house.configure(f"[embedding]\nmodel = '{bare_house.root / 'nothing'}'\n")
        assert_operators_fault(bare_house.run("index"), "nothing", "multilingual-e5-small")

    @pytest.mark.parametrize("command", [["index"], ["ask", HOW_MANY]])
    def test_a_chroma_server_that_is_down_is_named(self, indexed: House, command: list[str]) -> None:
        indexed.configure(f'[index]\nchroma = "http://127.0.0.1:{free_port()}"\n')
        assert_operators_fault(indexed.run(*command), "127.0.0.1")

    def test_while_another_process_is_indexing_it_says_so(self, house: House) -> None:
        (house.root / "state").mkdir()
        with FileLock(house.root / "state" / "lock"):
            assert_operators_fault(house.run("index"), "another process", "wait")

    def test_a_state_folder_that_is_a_file_is_named(self, house: House) -> None:
        (house.root / "state").write_text("a file", encoding="utf-8")
        assert_operators_fault(house.run("index"), str(house.root / "state"))

    def test_predictions_that_cannot_be_written_are_named(self, house: House) -> None:
        (house.root / "questions.jsonl").write_text(
            '{"id": "1", "question": "Who?", "answerable": false, "answers": [], "gold_ids": []}', encoding="utf-8"
        )
        result = house.run("eval", str(house.root), "--predictions", str(house.root / "nowhere" / "file.jsonl"))
        assert (result.exit_code, result.stdout) == (1, "")
        assert "nowhere" in result.stderr

    def test_a_question_that_fails_amid_others_ends_with_one_line(self, indexed: House) -> None:
        indexed.embedder.broken = True
        assert_operators_fault(indexed.run("ask", HOW_MANY), "broken")

    def test_an_edition_of_short_fragments_alone_can_be_asked(self, house: House) -> None:
        for path in house.articles.iterdir():
            path.unlink()
        house.write("zebras", "Zebras", "Yes. No.")
        assert house.run("index").exit_code == 0
        for question in ("Are there zebras?", "Who won?"):
            assert house.run("ask", question).exit_code == 0


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_command_helps_wherever_it_is_called(
    path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for flag in ("--help", "-h"):
        result = CliRunner().invoke(main, [*path, flag], catch_exceptions=False)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("Usage: ")
        assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments", [["fly"], ["corpus", "fly"], ["index", "--fly"], ["eval", "no such folder"], ["eval"]]
)
def test_wrong_usage_is_exit_code_two(house: House, arguments: list[str]) -> None:
    result = house.run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.fixture
def story(tmp_path: Path, model_state: Path) -> Path:
    """The story that is served, in a state folder of its own but with a model that is exported once."""
    (tmp_path / "state").mkdir()
    (model_state / "models").mkdir(exist_ok=True)
    (tmp_path / "state" / "models").symlink_to(model_state / "models", target_is_directory=True)
    folders = f"[corpus]\nfolder = '{SERVED}'\n[state]\nfolder = \"state\"\n"
    (tmp_path / "config.toml").write_text(folders, encoding="utf-8")
    return tmp_path


class TestProcess:
    """The command as it is installed, with the default model and the story that is served."""

    def newsdesk(self, root: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [str(Path(sys.executable).with_name("newsdesk")), *arguments]
        # A reader's own terminal, which refuses what it cannot encode; the C locale of a test machine would not.
        environment = os.environ | {"PYTHONIOENCODING": "utf-8:strict", "HF_HUB_OFFLINE": "1"}
        return subprocess.run(command, cwd=root, input=given, capture_output=True, env=environment, check=False)

    def test_the_story_is_indexed_answered_and_found_sound(self, story: Path) -> None:
        indexed = self.newsdesk(story, "index")
        assert indexed.returncode == 0, indexed.stderr.decode()
        questions = "What was locked within days of being opened?\nWarum wurde das Konto geschlossen?\n\n"
        asked = self.newsdesk(story, "ask", "--stdin", given=questions.encode() + b"Caf\xe9?\n")
        assert asked.returncode == 0, asked.stderr.decode()
        replies = [json.loads(line) for line in asked.stdout.decode("utf-8").splitlines()]
        texts = {article.id: article.text for article in read_folder(SERVED)}
        assert len(replies) == 4
        assert any("locked" in citation["quote"] for citation in replies[0]["citations"] + replies[0]["nearest"])
        for reply in replies:
            for citation in reply["citations"] + reply["nearest"]:
                assert texts[citation["article_id"]][citation["start"] : citation["end"]] == citation["quote"]
        examined = self.newsdesk(story, "doctor")
        assert (examined.returncode, examined.stdout.count(b"FAULT")) == (0, 0), examined.stdout.decode()

    def test_nothing_ends_in_a_traceback(self, tmp_path: Path) -> None:
        for arguments, code in ((["ask", "Who?"], 1), (["fly"], 2), (["--help"], 0)):
            ended = self.newsdesk(tmp_path, *arguments)
            assert ended.returncode == code
            assert b"Traceback" not in ended.stderr
