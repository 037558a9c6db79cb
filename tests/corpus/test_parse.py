import time
from datetime import date

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import front_matter
from corpus.errors import Fault, FaultyCorpus
from corpus.fields import FIELDS
from corpus.parse import MAX_BYTES, parse_article


def faults_of(content: bytes | str, file: str = "story.md") -> list[Fault]:
    with pytest.raises(FaultyCorpus) as caught:
        parse_article(file, content.encode() if isinstance(content, str) else content)
    return list(caught.value.faults)


def article_with(line: str) -> str:
    return f"---\ntitle: A story\n{line}\n---\nIts text.\n"


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_matter, "_LOADER", getattr(yaml, request.param))


FAULTS = {
    "no front matter": ("Just text.\n", 1, "no front matter", "begin the file with a line `---`"),
    "nothing at all": ("", 1, "no front matter", "begin the file with a line `---`"),
    "front matter after a blank line": ("\n---\ntitle: A\n---\nText", 1, "no front matter", "begin the file"),
    "unclosed front matter": ("---\ntitle: A\nText.\n", 1, "never closed", "put a line `---`"),
    "a closing line that goes on": ("---\ntitle: A\n---- \nText.\n", 1, "never closed", "put a line `---`"),
    "no title": ("---\nsource: Gazette\n---\nText.\n", 1, "no title", "add a line such as `title:"),
    "no keys": ("---\n---\nText.\n", 1, "no title", "add a line such as `title:"),
    "an empty title": ("---\nsource: Gazette\ntitle:\n---\nText.\n", 3, "title is empty", "write the headline"),
    "a blank title": ('---\ntitle: "  "\n---\nText.\n', 2, "title is empty", "write the headline"),
    "no text": ("---\ntitle: A\n---\n", 3, "no text", "write the article's text"),
    "blank text": ("---\ntitle: A\n---\n \r\n\t\n", 3, "no text", "write the article's text"),
    "an unknown key": (article_with("subtitle: B"), 3, 'key "subtitle" is not known', "did you mean `title`?"),
    "a key of a wrong case": (article_with("Author: B"), 3, 'key "Author" is not known', "did you mean `author`?"),
    "a strange key": (article_with("zzz: B"), 3, 'key "zzz" is not known', "the keys are title, source"),
    "a key that is a list": (article_with("? [a, b]\n: c"), 3, "not a plain word", "use only the keys"),
    "a duplicate key": (article_with("title: B"), 3, "title is given a second time", "keep one"),
    "a list": (article_with("author: [A, B]"), 3, "author is a list", "one line of text"),
    "a list of lines": (article_with("author:\n  - A\n  - B"), 3, "author is a list", "one line of text"),
    "a mapping": (article_with("source: {name: Gazette}"), 3, "source is a mapping", "one line of text"),
    "two lines in a value": (article_with("source: |\n  A\n  B"), 3, "line break", "one line of plain text"),
    "an escaped NUL": (article_with('source: "A\\0"'), 3, "U+0000", "one line of plain text"),
    "an ftp address": (article_with("url: ftp://example.org/a"), 3, "not a web address", "https://"),
    "a script address": (article_with("url: javascript:alert(1)"), 3, "not a web address", "https://"),
    "an address without a host": (article_with("url: https:///a"), 3, "not a web address", "https://"),
    "an address with a space": (article_with("url: https://example.org/a b"), 3, "not a web address", "https://"),
    "an address with a bad port": (article_with("url: https://a.org:99999/"), 3, "not a web address", "https://"),
    "an address with a bad host": (article_with('url: "https://[::1/"'), 3, "not a web address", "https://"),
    "a word for a date": (article_with("published: yesterday"), 3, "not a date", "such as 2022-08-03"),
    "a day that is not": (article_with("published: 2023-02-29"), 3, "not a date", "such as 2022-08-03"),
    "a date of another order": (article_with("published: 03/08/2022"), 3, "not a date", "such as 2022-08-03"),
    "a date without dashes": (article_with("published: 20220803"), 3, "not a date", "such as 2022-08-03"),
    "an hour that is not": (article_with("published: 2022-08-03T25:00"), 3, "not a date", "such as 2022-08-03"),
    "a language by its name": (article_with("language: English"), 3, "not a language tag", "BCP 47"),
    "a locale": (article_with("language: en_GB"), 3, "not a language tag", "BCP 47"),
    "a colon": ("---\ntitle: Vote: it stays\n---\nText.\n", 2, "not valid YAML", "in double quotes"),
    "an open quote": ('---\nlanguage: en\ntitle: "A\n---\nText.\n', 3, "not valid YAML", "in double quotes"),
    "an open bracket": ("---\nlanguage: en\ntitle: [A\n---\nText.\n", 3, "not valid YAML", "in double quotes"),
    "a tab before a key": ("---\n\ttitle: A\n---\nText.\n", 2, "not valid YAML", "key: value"),
    "prose for keys": ("---\nHello.\n---\nText.\n", 2, "not valid YAML", "key: value"),
    "a list for keys": ("---\n- title\n---\nText.\n", 2, "not valid YAML", "key: value"),
    "an early end": ("---\ntitle: A\n...\n---\nText.\n", 3, "not valid YAML", "key: value"),
    "a comment that eats a title": ("---\ntitle: We are #1 #2\n---\nText.\n", 2, "would drop", "in double quotes"),
    "a tag": (article_with("author: !!str A"), 3, "tag", "in double quotes"),
    "an alias": ("---\ntitle: &a A\nauthor: B\n---\nText.\n", 2, "alias", "in double quotes"),
    "a control character": (article_with("author: A\x07"), 3, "control character U+0007", "delete it"),
    "a NUL in front matter": (article_with("author: A\0"), 3, "control character U+0000", "delete it"),
    "a NUL in the text": ("---\ntitle: A\n---\nOne\r\nTwo\0\n", 5, "NUL", "delete it"),
    "a line separator before a fault": (
        '---\ntitle: "A\u2028B"\nurl: x\n---\nText.\n',
        3,
        "not a web address",
        "https://",
    ),
    "long front matter": (article_with("# " + "x" * 16_384), 1, "longer than 16,384 characters", "close the front"),
}


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_names_file_line_problem_and_remedy(name: str) -> None:
    content, line, problem, remedy = FAULTS[name]
    faults = faults_of(content, "folder/story.md")
    assert [fault for fault in faults if fault.line == line and problem in fault.problem and remedy in fault.remedy]
    assert {fault.file for fault in faults} == {"folder/story.md"}
    assert all("\n" not in str(fault) for fault in faults)


def test_bytes_that_are_not_utf_8_are_told_with_the_line_of_the_first() -> None:
    assert faults_of(b"---\ntitle: A\n---\nOne\r\ncaf\xe9\n\xff") == [
        Fault("story.md", 5, "the byte 0xE9 is not UTF-8", "save the file as UTF-8")
    ]


def test_a_byte_cut_off_at_the_end_is_told() -> None:
    assert faults_of("One\nTwo –".encode()[:-1], "story.txt")[0].line == 2


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_utf_16_is_told_as_such_and_alone(codec: str) -> None:
    (fault,) = faults_of(("" if codec == "utf-16" else "\ufeff").encode(codec) + "Text".encode(codec), "story.txt")
    assert (fault.line, fault.problem) == (1, "it is UTF-16, not UTF-8")


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_lines() -> None:
    content = (
        b"---\ntitle: Vote: it stays\npublished: tomorrow\nTitle: B\nurl: x\nauthor: caf\xe9\nlanguage: English\n"
        b"source: [A]\nsource: B\n---\n\0"
    )
    faults = faults_of(content, "a b.md")
    assert [fault.line for fault in faults] == [0, 2, 3, 4, 5, 6, 7, 8, 9, 11]


def test_a_file_too_large_is_refused_and_one_just_small_enough_is_read() -> None:
    assert [fault.problem for fault in faults_of(b"x" * (MAX_BYTES + 1), "story.txt")] == ["it is larger than 2 MiB"]
    assert len(parse_article("story.txt", b"x" * MAX_BYTES).text) == MAX_BYTES


def test_a_file_of_another_ending_is_refused() -> None:
    assert "name it .md or .txt" in faults_of(article_with("language: en"), "story.pdf")[0].remedy


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    "hostile",
    [
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "source: " + "[" * 16_000,
        "source: " + "{a: " * 4_000,
        "- " * 8_000,
        "? " * 8_000,
        "published: " + "9" * 16_000,
        "published: 2022-08-03 " + " " * 16_000 + "x",
        "language: en" + "-a" * 8_000,
        "url: https://" + "a." * 8_000 + "\\",
        'author: "\n' * 1_400,
        "author: a: b\n" * 1_200,
        "author: '" + "\n" * 16_000,
        "source: !!python/object/apply:os.system ['true']",
        "source: !!python/name:os.system",
        "<<: *a",
        "source: *a",
        "&" * 16_000,
        "x" * 16_000 + ": y",
    ],
    ids=lambda text: f"{text[:20]!r}",
)
def test_hostile_yaml_ends_in_a_fault_soon(hostile: str) -> None:
    begun = time.process_time()
    assert faults_of(f"---\ntitle: A\n{hostile}\n---\nText.\n")
    assert time.process_time() - begun < 1


LITERAL = {
    "title: 1984": ("title", "1984"),
    "title: 007": ("title", "007"),
    "title: yes": ("title", "yes"),
    "title: 12:30:45": ("title", "12:30:45"),
    'title: "null"': ("title", "null"),
    "title: |-\n  One line": ("title", "One line"),
    "title: >\n  Folded\n  lines\n": ("title", "Folded lines"),
    'title: "Vote: it stays #1"': ("title", "Vote: it stays #1"),
    "title: “Curly” – quotes": ("title", "“Curly” – quotes"),
    "title: A\nlanguage: no": ("language", "no"),
    "title: A\nlanguage: PT-br": ("language", "pt-BR"),
    "title: A\nlanguage: zh-hant-tw": ("language", "zh-Hant-TW"),
    "title: A\nlanguage: es-419": ("language", "es-419"),
    "title: A\npublished: 2022-08-03": ("published", date(2022, 8, 3)),
    "title: A\npublished: '2022-08-03'": ("published", date(2022, 8, 3)),
    "title: A\npublished: 2022-08-03T23:59:59-11:00": ("published", date(2022, 8, 3)),
    "title: A\npublished: 2022-08-03 10:00:00 +0200": ("published", date(2022, 8, 3)),
    "title: A\npublished: 2022-08-03T10:00:00.123Z": ("published", date(2022, 8, 3)),
    "title: A\nurl: HTTP://example.org:80/a?b=c#d": ("url", "HTTP://example.org:80/a?b=c#d"),
    "title: A\nurl: https://bücher.example/ä": ("url", "https://bücher.example/ä"),
    "title: A\nsource:": ("source", None),
    "title: A\nauthor: null": ("author", None),
    "title: A\n# a comment on its own line": ("author", None),
    '{"title": "A", "source": "B"}': ("source", "B"),
}


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize("lines", LITERAL)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_value_is_read_as_it_is_written(lines: str, newline: str) -> None:
    name, value = LITERAL[lines]
    content = f"---\n{lines}\n---\nText.\n".replace("\n", newline)
    assert getattr(parse_article("story.md", content.encode()), name) == value


def test_what_is_not_given_is_unknown() -> None:
    article = parse_article("story.md", b"---\ntitle: A\n---\nText.\n")
    assert (article.source, article.published, article.url, article.author, article.language) == (None,) * 5


@pytest.mark.parametrize(
    ("file", "id", "title"),
    [
        ("liz-truss_speaks.txt", "liz-truss_speaks", "Liz truss speaks"),
        ("folder/v1.2.TXT", "v1.2", "V1.2"),
        ("क्या-हुआ.txt", "क्या-हुआ", "क्या हुआ"),
        ("cafe\u0301.txt", "café", "Café"),
        ("北京.txt", "北京", "北京"),
    ],
)
def test_a_plain_text_is_named_by_its_file(file: str, id: str, title: str) -> None:
    article = parse_article(file, b"Text.")
    assert (article.id, article.title, article.text) == (id, title, "Text.")


@pytest.mark.parametrize(
    ("file", "problem", "example"),
    [
        ("a b (1).txt", "holds a space, `(`, `)`", "`a-b-1.txt`"),
        ("a:b#c.txt", "holds `:`, `#`", "`a-b-c.txt`"),
        ("line\nbreak.txt", "holds the character U+000A", "`line-break.txt`"),
        ("stray\udc80.txt", "holds the character U+DC80", "`stray.txt`"),
        ("right\u202eleft.txt", "holds the character U+202E", "`right-left.txt`"),
        ("-rf.txt", "must begin with a letter or digit", "`rf.txt`"),
        ("dot..txt", "not end in a dot", "`dot.txt`"),
        ("!!!.txt", "holds `!`", "`my-article.txt`"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_told_with_one_that_can(file: str, problem: str, example: str) -> None:
    (fault,) = faults_of("Text.", file)
    assert problem in fault.problem
    assert example in fault.remedy
    assert "letters of any script, digits, `-`, `_` and `.`" in fault.remedy
    assert fault.file.isprintable()
    parse_article(example.strip("`"), b"Text.")


def test_a_name_has_at_most_80_characters() -> None:
    parse_article("x" * 80 + ".txt", b"Text.")
    assert "81 characters, more than 80" in faults_of("Text.", "x" * 81 + ".txt")[0].problem


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.lists(
    st.sampled_from(["---", "\n", "\r\n", "\r", "\ufeff", "title: B", " ", "...", "\u2028", "\x85", "\x07", "A", "’"])
).map("".join)


@given(text=TEXTS.filter(lambda text: bool(text.strip())), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
@example(text="\ufeffText", mark=b"\xef\xbb\xbf")
def test_any_text_comes_back_to_the_letter_from_a_txt_file(text: str, mark: bytes) -> None:
    if text.startswith("\ufeff"):
        mark = b"\xef\xbb\xbf"  # without it the text's first character would be the mark
    assert parse_article("story.txt", mark + text.encode()).text == text


@given(
    text=TEXTS.filter(lambda text: bool(text.strip())),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    opening=st.sampled_from(["---\n", "---\r\n", "--- \t\n"]),
)
@example(text="---\ntitle: B\n---\n", mark=b"", opening="---\n")
@example(text="\ufeffText", mark=b"", opening="---\n")
@example(text="\r\n\r\nText", mark=b"", opening="---\r\n")
@example(text="\n\n Text \n\n", mark=b"", opening="---\n")
def test_any_text_comes_back_to_the_letter_from_an_md_file(text: str, mark: bytes, opening: str) -> None:
    article = parse_article("story.md", mark + f"{opening}title: A\n{opening}{text}".encode())
    assert (article.title, article.text) == ("A", text)


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@given(content=st.binary(max_size=400) | TEXTS.map(lambda text: f"---\n{text}\n---\nText".encode()))
@example(content=b'---\ntitle: "\\UFFFFFFFF"\n---\nText')
@example(content=b"---\n%YAML " + b"1" * 5000 + b".1\n---\nText")
def test_any_bytes_give_an_article_or_faults_of_one_line_inside_the_file(loader: type, content: bytes) -> None:
    told: tuple[str, ...]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(front_matter, "_LOADER", loader)
        try:
            told, places = (parse_article("story.md", content).title,), [0]
        except FaultyCorpus as error:
            told, places = tuple(map(str, error.faults)), [fault.line for fault in error.faults]
    assert all(told)
    assert all("\n" not in line for line in told)
    assert 0 <= min(places) <= max(places) <= content.count(b"\n") + 1


VALUES = (
    *(
        "A story",
        "1984",
        "no",
        "null",
        "null ",
        "A story  ",
        "~",
        "Null x",
        "a: b",
        "a:b",
        "a:",
        "a #b",
        "a#b",
        "# a",
        "a ",
        " a",
        "- a",
        "-a",
    ),
    *("[a]", "a]", "{a", "'a'", '"a: b"', "a\tb", "a:\tb", "a\t#b", "é\u2028b", "é\xa0b", "\xa0é", "议会", "\ufeffa"),
    *(
        "%a",
        "@a",
        "a, b",
        "a? b",
        "? a",
        "| a",
        ">",
        "&a b",
        "*a",
        "!a b",
        "2022-08-03",
        "2022-08-03T10:00:00Z",
        "1 May",
    ),
    *("https://example.org/a?b#c", "superseded", "corrected", "en", "pt-BR", "---", "...", "a ---", "", "a\r", "😀 a"),
    *("a 😀", "a\\n", "x" * 1100, "a\ufffe", "a\n  b", "a\n# b", "a\n---", "a\nb"),
)
LINES = st.builds(
    "{}{}{}".format,
    st.sampled_from([*FIELDS, "source", "source", "source", "Source", " source", '"source"']),
    st.sampled_from([": ", ": ", ": ", ": ", ":", ":   ", ":\t", " : "]),
    st.sampled_from(VALUES) | st.text(max_size=4),
)


def read_plain_and_by_yaml(text: str) -> list[object]:
    read: list[object] = [front_matter.read_front_matter(text, file="story.md", first_line=2)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(front_matter, "_plain", lambda _: None)
        return [*read, front_matter.read_front_matter(text, file="story.md", first_line=2)]


@pytest.mark.parametrize("value", VALUES)
def test_a_line_is_plain_only_where_yaml_reads_the_same(value: str) -> None:
    plain, by_yaml = read_plain_and_by_yaml(f"title: A story\nsource: {value}\n")
    assert plain == by_yaml


@given(st.lists(LINES, max_size=4).map("\n".join), st.sampled_from(["", "\n", "\r\n"]))
@example("title: A story\nstatus: superseded\nsuperseded_by: b", "\n")
@example("title: A story\nsuperseded_by: b", "\n")
@example("title: A story\nsource: A\nsource: B", "\n")
@example("source: A", "\n")
def test_plain_lines_are_read_as_yaml_reads_them(text: str, end: str) -> None:
    plain, by_yaml = read_plain_and_by_yaml(text + end)
    assert plain == by_yaml
