"""Passages hold what the article says where it says it, whatever the article is."""

import re
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.article import Article
from retrieval import cutting, sentence_ends
from retrieval.blocks import blocks_of
from retrieval.cutting import cut
from retrieval.passage import Passage, Sentence

PROSE = st.lists(
    st.sampled_from(
        ["A b. ", "Tom said: “", "We go. ", "” ", '"', "\n", "\n\n", "\r\n", "# Head\n", "- ", "1. ", "’", "x" * 60,
         "é", "e\u0301", "我们走。", "「", "」", "😀", "\u202e", "\u2028",
         "\u00a0", "\u200b", "Mr. ", "---\n", "> ", "‘", "»"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=400), PROSE)


def article(text: str, language: str | None = None) -> Article:
    return Article("a", "A title", text, language=language)


def sentences(text: str, passage_characters: int = 700) -> list[str]:
    return [
        sentence.span.of(text) for passage in cut(article(text), passage_characters) for sentence in passage.sentences
    ]


def all_sentences(passages: tuple[Passage, ...]) -> list[Sentence]:
    return [sentence for passage in passages for sentence in passage.sentences]


@settings(deadline=None)  # the first long sentence imports the splitter
@given(ANY_TEXT, st.integers(20, 300), st.sampled_from([None, "en", "de", "zh", "ar", "th", "xx-YY"]))
@example("“a.\n“b.\n\n# Head\n\n“c.” d", 20, None)
@example("A \u2028A. B", 20, "en")
@example("»: 000000000000000000", 20, None)
def test_every_text_is_cut_into_passages_that_are_slices_of_it(text: str, limit: int, language: str | None) -> None:
    passages = cut(article(text, language), limit)
    end = 0
    for passage in passages:
        assert passage.text == text[passage.span.start : passage.span.end]
        assert end <= passage.span.start
        assert 0 < len(passage.text) <= limit
        inner = passage.span.start
        for sentence in passage.sentences:
            words = sentence.span.of(text)
            assert inner <= sentence.span.start
            assert sentence.span.end <= passage.span.end
            assert words == words.strip()
            inner = sentence.span.end
            if sentence.attribution:
                assert (
                    sentence.attribution.end <= sentence.span.start or sentence.span.end <= sentence.attribution.start
                )
                assert any(map(str.isalnum, sentence.attribution.of(text)))
        assert inner == passage.span.end
        end = passage.span.end


@settings(deadline=None)  # the first long sentence imports the splitter
@given(ANY_TEXT, st.integers(20, 300))
def test_every_letter_and_digit_outside_headings_is_in_exactly_one_sentence(text: str, limit: int) -> None:
    covered = [0] * len(text)
    for sentence in all_sentences(cut(article(text), limit)):
        for position in range(sentence.span.start, sentence.span.end):
            covered[position] += 1
    position = 0
    lines = text.splitlines(keepends=True)
    underlines = [bool(re.fullmatch(r"\s*(=+|-{3,})\s*", line)) for line in lines]
    for number, line in enumerate(lines):
        heading = re.match(r" {0,3}#{1,6}[ \t]+\S", line) or (number + 1 < len(lines) and underlines[number + 1])
        for offset, character in enumerate(line):
            if character.isalnum() and not heading:
                assert covered[position + offset] == 1, (line, offset)
            assert covered[position + offset] <= 1
        position += len(line)


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "»", "[", "\n", ".", "x", "中", "a ", "A. ", "“a. b” ", '"a. ', "‘", "a.\n", "“a\n", "# a\n", "😀."],
)
def test_work_grows_with_the_length_of_a_hostile_text_not_its_square(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may take time with the square is never handed more than a window, and all of it but a few times."""
    handed: list[int] = []
    propose, split = sentence_ends._proposed, cutting._split

    def counted_propose(tag: str, text: str) -> list[int]:
        handed.append(len(text))
        return propose(tag, text)

    def counted_split(words: str, limit: int) -> list[int]:
        handed.append(len(words))
        return split(words, limit)

    monkeypatch.setattr(sentence_ends, "_proposed", counted_propose)
    monkeypatch.setattr(cutting, "_split", counted_split)
    text = (unit * 60_000)[:60_000]
    passages = cut(article(text), 700)
    assert max(handed, default=0) <= 2048
    assert sum(handed) <= 5 * len(text)
    assert all(len(passage.text) <= 700 for passage in passages)


class TestSentences:
    def test_end_where_sentences_end_not_at_abbreviations(self) -> None:
        assert sentences("Mr. Bertram wrote at 5 p.m. on Friday. It cost £1.5 million. Why?") == [
            "Mr. Bertram wrote at 5 p.m. on Friday.",
            "It cost £1.5 million.",
            "Why?",
        ]

    def test_a_quotation_of_several_sentences_is_kept_whole(self) -> None:
        assert sentences("He said: “I go. I will be back.” Then he left.") == [
            "He said: “I go. I will be back.”",
            "Then he left.",
        ]

    def test_never_run_over_the_end_of_a_paragraph(self) -> None:
        assert sentences("Tom said: “We go.\n“We stay.”\nIt rained.") == [
            "Tom said: “We go.",
            "“We stay.”",
            "It rained.",
        ]

    def test_run_over_lines_wrapped_by_width(self) -> None:
        text = "The UK Parliament has shut down its account on the app\nTikTok, amid security concerns. It was a pilot."
        assert sentences(text) == [
            "The UK Parliament has shut down its account on the app\nTikTok, amid security concerns.",
            "It was a pilot.",
        ]

    def test_a_headline_without_a_full_stop_does_not_run_into_the_text(self) -> None:
        line = "Parliament closes its account after members object to it"
        assert (
            sentences(f"{line}\nThe account was closed within days of its opening, all content deleted, for good.")[0]
            == line
        )

    def test_headings_rules_and_bullets_are_no_sentences(self) -> None:
        text = "# Head\n\nOne is here.\n\n---\n\n## Two\n\n- first item\n* second item\n> said so\n\n"
        text += "Under\n=====\n\n1. Counted. End.\n"
        assert sentences(text) == ["One is here.", "first item", "second item", "said so", "1. Counted.", "End."]

    def test_a_title_of_rules_only_has_no_passage(self) -> None:
        assert cut(article("# Only a heading\n\n***\n\n“…”\n"), 700) == ()

    def test_longer_than_a_passage_is_cut_at_the_sentences_it_quotes(self) -> None:
        quoted = "We go on and on, and then we stop it."
        found = sentences("Tom said: “" + " ".join([quoted] * 6) + "” He left.", 100)
        assert found[1:5] == [quoted] * 4

    def test_longer_than_a_passage_without_an_end_is_cut_at_commas_then_blanks(self) -> None:
        text = "alpha beta, " * 20
        found = sentences(text, 50)
        assert all(len(piece) <= 50 and piece.endswith(",") for piece in found)
        assert " ".join(found) == text.strip()


class TestPassages:
    def test_hold_the_heading_they_stand_under(self) -> None:
        text = "## Why\n\nIt closed."
        (passage,) = cut(article(text), 700)
        assert passage.text == text
        assert [sentence.span.of(text) for sentence in passage.sentences] == ["It closed."]

    def test_break_at_a_heading_once_half_full(self) -> None:
        text = "Long words stand here. " * 5 + "\n\n# Next\n\n" + "Short ones there. " * 3
        assert [passage.text[:6] for passage in cut(article(text.strip()), 200)] == ["Long w", "# Next"]

    def test_break_at_a_blank_line_rather_than_inside_a_paragraph(self) -> None:
        first, second = "One two three four. " * 8, "Five six seven. " * 8
        passages = cut(article(f"{first.strip()}\n\n{second.strip()}"), 200)
        assert passages[0].text == first.strip()

    def test_leave_no_tiny_rest(self) -> None:
        passages = cut(article("Nineteen letters go. " * 10 + "The end."), 210)
        assert min(len(passage.text) for passage in passages) > 60

    def test_are_named_by_article_and_offsets(self) -> None:
        (passage,) = cut(article("It closed."), 700)
        assert passage.key == "a:0-10"


@cache
def attributed(text: str, limit: int = 700) -> dict[str, str | None]:
    return {
        sentence.span.of(text): sentence.attribution.of(text) if sentence.attribution else None
        for sentence in all_sentences(cut(article(text), limit))
    }


class TestAttribution:
    def test_goes_with_each_paragraph_of_a_quotation_opened_again(self) -> None:
        text = "A spokesperson said: “We close it.\n“It was a pilot.”\nThe app was locked."
        assert attributed(text) == {
            "A spokesperson said: “We close it.": None,
            "“It was a pilot.”": "A spokesperson said:",
            "The app was locked.": None,
        }

    @pytest.mark.parametrize(
        ("text", "quoted", "speaker"),
        [
            ('Ann said: "We go.\n\n"We stay."\n\nIt rained.', '"We stay."', "Ann said:"),
            ("Der Chef sagte: „Wir gehen.\n„Wir bleiben.“ Dann kam er.", "„Wir bleiben.“", "Der Chef sagte:"),
            ("Paul dit : « On part.\n« On reste. » Il pleut.", "« On reste. »", "Paul dit :"),
            ("他说：“我们走。\n“我们留。”然后他走了。", "“我们留。”", "他说："),
            ("Ann said: “A ‘big lie’ it’s not.\n“We stay.” It rained.", "“We stay.”", "Ann said:"),
            ("Ann said: “We go on\nfor ever.\nAnd we stay.” It rained.", "And we stay.”", "Ann said:"),
        ],
    )
    def test_is_found_for_the_marks_of_many_countries(self, text: str, quoted: str, speaker: str) -> None:
        assert attributed(text)[quoted] == speaker

    def test_is_the_clause_behind_the_closing_mark_when_nothing_stands_before_the_opening_one(self) -> None:
        assert attributed("“We go.\n“We stay,” said Ann. It rained.") == {
            "“We go.": "said Ann",
            "“We stay,” said Ann.": None,
            "It rained.": None,
        }

    def test_is_the_sentence_that_opened_the_quotation_when_nobody_is_named(self) -> None:
        assert attributed("“We go.\n“We stay.”\nIt rained.")["“We stay.”"] == "“We go."

    def test_is_the_paragraph_before_that_ends_with_a_colon(self) -> None:
        assert attributed("She added:\n\n“We go.\n\n“We stay.”\n\nIt rained.") == {
            "She added:": None,
            "“We go.": "She added:",
            "“We stay.”": "She added:",
            "It rained.": None,
        }

    def test_goes_from_a_quotation_to_the_next_one_in_the_same_paragraph(self) -> None:
        assert attributed("“It is late,” said Ann. “We go home.” It rained.")["“We go home.”"] == "said Ann"

    def test_goes_with_each_piece_of_a_long_quotation(self) -> None:
        quoted = " ".join(f"We count to {number} and then we stop it." for number in range(6))
        found = attributed(f"Ann said: “{quoted}” It rained.", 100)
        assert found["We count to 3 and then we stop it."] == "Ann said:"
        assert found["It rained."] is None

    @pytest.mark.parametrize(
        "text",
        [
            "Ann called it “bad”. Then it closed.",
            "It’s the members’ vote in the ‘90s. Then it closed, they said.",
            "Ann said: “We go.\n\nIt rained.",
            "Ann said: “We go.\nIt rained. It snowed.\n\nIt ended.",
            'The pipe has 5" and 6" ends. Then it rained.',
            '"All of a table cell. Wrapped in marks, ""as"" spreadsheets do."',
        ],
    )
    def test_is_given_to_nothing_that_is_outside_a_quotation(self, text: str) -> None:
        assert set(attributed(text).values()) == {None}


@settings(max_examples=300, deadline=None)
@given(PROSE)
def test_paragraphs_are_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for block in blocks_of(text):
        assert end <= block.lead <= block.start < block.end
        end = block.end
