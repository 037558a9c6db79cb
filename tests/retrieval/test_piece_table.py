"""The token ids are those of the whole tokenizer, and the whole tokenizer is not opened for them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

from corpus.folder import read_folder
from retrieval.embedder import OnnxEmbedder
from retrieval.errors import EmbeddingError
from retrieval.exported import ExportedModel, ModelCard
from retrieval.piece_table import LARGE_VOCABULARY, PieceTable, write_table
from retrieval.settings import EmbeddingSettings

HOUSE = Path(__file__).parents[2]
SENTENCES = """\
Why did Parliament close its account on TikTok?
Who owns the app, and where is it based?
It's "over", she said; wasn't it? (2022–2023)
The e-mail address is press@parliament.example, £3.50 a copy.
Pourquoi le Parlement a-t-il fermé son compte ?
L'été dernier, où étaient les députés ?
Ça va bientôt recommencer, n'est-ce pas ?
Warum hat das Parlament sein Konto geschlossen?
Die Bundestagsabgeordneten äußerten Datenschutzbedenken.
Straßenbahnhaltestellenüberdachung
¿Por qué cerró el Parlamento su cuenta?
¡Qué vergüenza! dijo el señor Núñez.
Quem mandou fechar a conta e por quê?
Não há informações sobre a decisão.
Почему парламент закрыл свой аккаунт?
Кто именно возражал против этого решения?
Съешь ещё этих мягких французских булок.
Чому парламент закрив обліковий запис?
Її власник живе в Києві, а не у Львові.
Hvorfor lukkede parlamentet sin konto på øen?
Meclis hesabını neden kapattı?
Kullanıcıların bilgileri Çin'e aktarılıyor mu?
Γιατί έκλεισε το κοινοβούλιο τον λογαριασμό του;
Ποιος το αποφάσισε και πότε;
为什么议会关闭了它的账户？
数据会不会被传到中国？谁反对？
議會帳號在星期三被關閉。
なぜ議会はアカウントを閉鎖したのですか？
ユーザーのデータはどこに保存されていますか。
의회는 왜 계정을 폐쇄했습니까?
누가 그 결정을 내렸나요?
لماذا أغلق البرلمان حسابه؟
من الذي اعترض على القرار، ومتى؟
ﷺ والسَّلامُ عليكم
संसद ने अपना खाता क्यों बंद किया?
उपयोगकर्ताओं का डेटा कहाँ जाता है?
ทำไมรัฐสภาจึงปิดบัญชีของตน
ใครเป็นคนตัดสินใจ
Tại sao Quốc hội đóng tài khoản của mình?
Ai đã phản đối quyết định này?
למה הפרלמנט סגר את החשבון שלו?
Zürich, Kraków, Malmö, İstanbul, Ōsaka, Đà Nẵng, Reykjavík.
""".splitlines()
ODDITIES = [
    "",
    " ",
    "\t\n\u3000\u00a0",
    "▁",
    "▁▁a▁",
    "a\0b\0",
    "ấ稣",
    "e\u0301\u0301\u0301",
    "<s>closed</s> <unk><mask> <pad>",
    "＜s＞ ＜unk＞",
    "👩‍👩‍👧‍👦🇬🇧😀",
    "𒀀𒀁 𓀀 unknown 𐍈𐍈",
    "\u200b\u200d\ufeff\u202e",
    "ﬁn ﷽ ㌖ Ⅷ ① ｆｕｌｌ",
    "x" * 3000,
    "𒀀" * 600 + " a" * 600,
    "long " * 700,
    " ".join(map(str, range(1500))),
]
ODD_CHARACTERS = st.sampled_from("▁ \0\u0301\u0308ấ稣ﬁ㌖ﷺ😀👩\u200d\u200b<>s/unk𒀀𐍈।က가漢áéАaа.,0")
QUESTIONS = st.lists(
    st.one_of(st.text(), st.text(ODD_CHARACTERS), st.sampled_from(SENTENCES + ODDITIES)), max_size=4
).map("".join)


@pytest.fixture(scope="module")
def model(export_model: Callable[[EmbeddingSettings], ExportedModel]) -> ExportedModel:
    return export_model(EmbeddingSettings())


@pytest.fixture(scope="module")
def table(model: ExportedModel) -> PieceTable:
    return PieceTable(model)


@pytest.fixture(scope="module")
def whole(model: ExportedModel) -> Callable[[list[str]], list[list[int]]]:
    return whole_tokenizer(model)


def whole_tokenizer(model: ExportedModel) -> Callable[[list[str]], list[list[int]]]:
    tokenizer = Tokenizer.from_file(str(model.folder / "tokenizer.json"))
    tokenizer.enable_truncation(model.card.max_tokens)
    return lambda texts: [encoding.ids for encoding in tokenizer.encode_batch(texts)]


def test_sentences_of_twelve_languages_and_more_have_the_ids_of_the_whole_tokenizer_alone_and_together(
    table: PieceTable, whole: Callable[[list[str]], list[list[int]]]
) -> None:
    texts = [prefix + text for text in SENTENCES for prefix in ("query: ", "")]
    assert table.encode(texts) == whole(texts)
    assert [table.encode([text])[0] for text in texts] == whole(texts)


def test_the_story_has_the_ids_of_the_whole_tokenizer(
    table: PieceTable, whole: Callable[[list[str]], list[list[int]]]
) -> None:
    lines = [line for article in read_folder(HOUSE / "corpus" / "articles") for line in article.text.splitlines()]
    assert sum(map(len, lines)) > 1000
    assert table.encode(lines) == whole(lines)


@pytest.mark.parametrize("text", ODDITIES, ids=lambda text: ascii(text[:12]))
def test_what_no_one_writes_has_the_ids_of_the_whole_tokenizer(
    text: str, table: PieceTable, whole: Callable[[list[str]], list[list[int]]]
) -> None:
    assert table.encode([text]) == whole([text])


@given(st.lists(QUESTIONS, min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_any_text_has_the_ids_of_the_whole_tokenizer(
    table: PieceTable, whole: Callable[[list[str]], list[list[int]]], texts: list[str]
) -> None:
    assert table.encode(texts) == whole(texts)


Pieces = list[tuple[str, float]]
FILLING: Pieces = [(f"{at:06}", -3.0 - at % 7) for at in range(LARGE_VOCABULARY)]
OVERLAPPING: Pieces = [("[X]", 0.0), ("a", -2.0), ("b", -9.0), ("ab", -11.0), ("ba", -11.0), ("aba", -13.0)]
OVERLAPPING += [("abab", -1.0), ("xa", -9.0), ("▁", -1.0), ("▁a", -3.0)]


def crafted(
    folder: Path,
    pieces: Pieces,
    unknown: int | None = 0,
    byte_fallback: bool = False,
    added: str | AddedToken = "[MASK]",
) -> ExportedModel:
    """A model that knows hardly more than its tokenizer, whose last piece is a special token."""
    folder.mkdir()
    tokenizer = Tokenizer(models.Unigram([*pieces, ("[MASK]", 0.0)], unknown, byte_fallback))
    tokenizer.add_special_tokens([added])
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.BertProcessing(("[MASK]", len(pieces)), ("a", 1))
    tokenizer.save(str(folder / "tokenizer.json"))
    write_table(folder)
    return ExportedModel(ModelCard("crafted", "d" * 32, 8, 12, 1, "", "", "fp32"), folder)


@pytest.fixture(scope="module")
def overlapping(tmp_path_factory: pytest.TempPathFactory) -> ExportedModel:
    """Many pieces of the same score, the one of lowest score far behind, and a special token behind all."""
    return crafted(tmp_path_factory.mktemp("crafted") / "model", [*OVERLAPPING, *FILLING, ("c", -99.0)])


@pytest.fixture(scope="module")
def whole_of_overlapping(overlapping: ExportedModel) -> Callable[[list[str]], list[list[int]]]:
    return whole_tokenizer(overlapping)


@given(texts=st.lists(st.lists(st.sampled_from(["a", "b", "c", "x", "y", " ", "0", "1", "[MASK]"])).map("".join)))
@example(texts=["xabab"])  # as far as "c" is unlikely, an unknown "x" before "abab" is worse than any pieces
@settings(max_examples=200, deadline=None)
def test_ties_unknown_runs_and_added_tokens_are_decided_as_by_the_whole_tokenizer(
    overlapping: ExportedModel, whole_of_overlapping: Callable[[list[str]], list[list[int]]], texts: list[str]
) -> None:
    assert PieceTable(overlapping).encode(texts) == whole_of_overlapping(texts)


@pytest.mark.parametrize("blanks", [{"lstrip": True}, {"rstrip": True}, {"lstrip": True, "rstrip": True}], ids=str)
def test_an_added_token_that_takes_the_blanks_beside_it_is_told_from_a_word(
    blanks: dict[str, bool], tmp_path: Path
) -> None:
    added = AddedToken("[MASK]", special=True, **blanks)
    model = crafted(tmp_path / "model", [*OVERLAPPING, *FILLING, ("c", -99.0)], added=added)
    texts = ["a [MASK] b", "[MASK][MASK]  [MASK]", "ab[MASK]", " [MASK] ab", "[mask]"]
    assert PieceTable(model).encode(texts) == whole_tokenizer(model)(texts)


def test_words_that_were_forgotten_are_looked_up_again(
    overlapping: ExportedModel,
    whole_of_overlapping: Callable[[list[str]], list[list[int]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table, texts = PieceTable(overlapping), ["aba abab [MASK]", "b [X] xab", "aba xab"]
    for kept in (10**6, 0):
        monkeypatch.setattr("retrieval.piece_table.KEPT_CHARACTERS", kept)
        assert [table.encode([text])[0] for text in texts * 2] == whole_of_overlapping(texts * 2)


@pytest.mark.parametrize(
    "unlike",
    [
        {"pieces": OVERLAPPING},
        {"pieces": [*OVERLAPPING, *FILLING, ("a", -7.0)]},
        {"pieces": [*OVERLAPPING, *FILLING, ("a\0", -7.0)]},
        {"unknown": None},
        {"byte_fallback": True},
        {"added": "[ELSE]"},
        {"added": "ab"},
        {"unknown": len(OVERLAPPING) + len(FILLING), "added": AddedToken("[MASK]", special=True, lstrip=True)},
    ],
    ids=[
        "small",
        "a piece twice",
        "a zero byte ends a piece",
        "none unknown",
        "byte fallback",
        "added without a piece",
        "added of a low score",
        "unknown is added and takes blanks",
    ],
)
def test_a_vocabulary_that_a_table_cannot_stand_for_has_none(unlike: dict[str, Any], tmp_path: Path) -> None:
    assert PieceTable.stands(crafted(tmp_path / "served", [*OVERLAPPING, *FILLING]))
    assert not PieceTable.stands(crafted(tmp_path / "unlike", **{"pieces": [*OVERLAPPING, *FILLING], **unlike}))


def test_only_a_large_unigram_vocabulary_has_a_table(
    model: ExportedModel, export_model: Callable[[EmbeddingSettings], ExportedModel]
) -> None:
    assert PieceTable.stands(model)
    assert not PieceTable.stands(export_model(EmbeddingSettings(model="all-MiniLM-L6-v2")))


def without_whole_tokenizer(model: ExportedModel, folder: Path) -> ExportedModel:
    folder.mkdir()
    for file in model.folder.iterdir():
        if file.name != "tokenizer.json":
            (folder / file.name).symlink_to(file)
    return ExportedModel(model.card, folder)


def test_the_whole_tokenizer_is_opened_neither_for_questions_nor_for_passages(
    model: ExportedModel, tmp_path: Path
) -> None:
    embedder = OnnxEmbedder(without_whole_tokenizer(model, tmp_path / "model"))
    assert embedder.embed_questions(["Why was it closed?"]).shape == (1, 384)
    assert embedder.embed_passages(["It was closed."]).shape == (1, 384)


def test_a_question_takes_a_fraction_of_the_memory_that_the_whole_vocabulary_takes(model: ExportedModel) -> None:
    program = f"""
import sys
from pathlib import Path
from retrieval.exported import ExportedModel, ModelCard
from retrieval.piece_table import PieceTable
import numpy, tokenizers

def anonymous():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

before = anonymous()
table = PieceTable(ExportedModel(ModelCard(*{[*vars(model.card).values()][:8]!r}), Path({str(model.folder)!r})))
table.encode(["Why was the account closed?"])
print(anonymous() - before)
"""
    if not Path("/proc/self/status").is_file():
        pytest.skip("this system does not say how much memory a process takes")
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 30_000


@pytest.mark.parametrize("name", ["pieces.npy", "scores.npy", "shell.json"])
def test_a_damaged_file_of_the_table_is_named_and_so_is_the_remedy(
    name: str, model: ExportedModel, tmp_path: Path
) -> None:
    damaged = without_whole_tokenizer(model, tmp_path / "model")
    (damaged.folder / name).unlink()
    (damaged.folder / name).write_bytes(b"{")
    with pytest.raises(EmbeddingError, match=name) as caught:
        OnnxEmbedder(damaged).embed_questions(["closed"])
    assert "remove the folder" in caught.value.hint
