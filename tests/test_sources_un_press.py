"""UN press coverage: whose words, over which paragraphs, in which span."""
# ruff: noqa: E501  (a paragraph of the coverage is one line)

import time
from collections.abc import Iterable

import pytest

from stance.records import Document, Statement
from stance.sources import read
from stance.sources.un_press import is_press, statements

COVERAGE = """The Assembly today adopted a resolution on the rivers of Freedonia (document A/77/L.1), by 2 votes.
Opening the meeting, Ann Roe (Ghana), President of the General Assembly, said the rivers matter. “They must flow,” she said. “All of them.”
The representative of Egypt, introducing “L.1”, said that the text is simple. Dams harm farmers, he said, adding that “no State may close a river”. By the text, the Assembly demands open sluices.
Upstream States must act now, he said. “Why wait?”, he asked. It should not be that hard.
Before the vote, Norway’s delegate welcomed the text and called for a truce on the river. “It is time. It is late. We cannot wait,” he added.
JOHN DOE (Sylvania Islands) left the hall.
MARÍA PÉREZ (Spain), speaking for the European Union, said her bloc would vote in favour.
“Water is life,” said Kenya’s representative. “Water is peace,” she added, noting her country’s support.
The representatives of Chile and Peru said the river is shared.
Tor Lind, Special Coordinator for the Rivers, warned that the talks had failed.
The Assembly then took up its next item, and adopted it without a vote.
"""


def found(text: str, doc: str = "d") -> list[Statement]:
    return list(statements(Document(doc, text, kind="un-press", date="2023-03-06")))


def said(items: Iterable[Statement]) -> list[tuple[str, str, str]]:
    return [(s.country, s.quote_type, s.text) for s in items]


def of_line(line: int) -> list[Statement]:
    return [s for s in found(COVERAGE) if COVERAGE[: s.char_start].count("\n") == line]


def test_every_span_is_the_words_and_the_mention():
    for statement in found(COVERAGE):
        assert COVERAGE[statement.char_start : statement.char_end] == statement.text
        assert COVERAGE[statement.source_start : statement.source_end] == statement.mention


def test_a_summary_paragraph_and_the_next_item_are_nobodys_words():
    assert of_line(0) == of_line(5) == of_line(10) == []


def test_a_presiding_officer_has_a_country_and_speaks_for_no_government():
    first = of_line(1)
    assert said(first) == [
        ("GHA", "indirect", "the rivers matter."),
        ("GHA", "direct", "They must flow,"),
        ("GHA", "direct", "All of them."),
    ]
    assert {(s.speaker, s.role, s.capacity) for s in first} == {
        ("Ann Roe", "President of the General Assembly", "other")
    }


def test_words_before_and_after_the_verb_and_what_is_added():
    assert said(of_line(2)) == [
        ("EGY", "indirect", "the text is simple."),
        ("EGY", "indirect", "Dams harm farmers"),
        ("EGY", "mixed", "“no State may close a river”."),
    ]
    assert {(s.speaker, s.role, s.capacity) for s in of_line(2)} == {
        ("Representative of Egypt", "representative", "government")
    }


def test_a_turn_runs_on_over_the_next_paragraph():
    assert said(of_line(3)) == [
        ("EGY", "indirect", "Upstream States must act now"),
        ("EGY", "direct", "Why wait?"),
        ("EGY", "indirect", "It should not be that hard."),
    ]
    assert [s.confidence for s in of_line(3)] == [1.0, 1.0, 0.7]


def test_a_paragraph_may_say_late_that_it_is_the_same_speaker():
    text = "Egypt’s delegate said no.\nRivers know no border. Dams do, he said.\n"
    assert said(found(text)) == [
        ("EGY", "indirect", "Rivers know no border."),
        ("EGY", "indirect", "Dams do"),
    ]


@pytest.mark.parametrize(
    ("sentence", "statements"),
    [
        (
            "The delegate of Qatar said that talks go on; he thanked Egypt for its help.",
            [("QAT", "talks go on"), ("QAT", "thanked Egypt for its help.")],
        ),
        (
            "The Russian Federation’s delegate, noting a gap, nonetheless said he would agree.",
            [("RUS", "he would agree.")],
        ),
        (
            "The representatives of Cuba, Iran (Islamic Republic of) and Peru said it was late.",
            [("CUB", "it was late."), ("IRN", "it was late."), ("PER", "it was late.")],
        ),
        (
            "The United States representative said no text is better than a bad one.",
            [("USA", "no text is better than a bad one.")],
        ),
        (
            "RITA H. DOE, Permanent Observer of the State of Palestine, said the Council had failed.",
            [("PSE", "the Council had failed.")],
        ),
        (
            "LANA ROE (Ghana), Council President for June, speaking in her national capacity, "
            "stressed the need for a truce.",
            [("GHA", "the need for a truce.")],
        ),
    ],
)
def test_forms_in_which_a_delegation_is_named(sentence, statements):
    assert [(s.country, s.text) for s in found("Iran’s delegate said no to it.\n" + sentence)][
        1:
    ] == statements


def test_after_a_summary_he_is_nobody_known():
    text = "Egypt’s delegate said yes to talks.\nThe vote was 2 to 0.\nIt was late, he said.\n"
    assert said(found(text)) == [("EGY", "indirect", "yes to talks.")]


def test_verbs_that_carry_the_stance_stay_and_long_quotations_stay_whole():
    assert said(of_line(4)) == [
        ("NOR", "indirect", "welcomed the text and called for a truce on the river."),
        ("NOR", "direct", "It is time. It is late. We cannot wait,"),
    ]


def test_a_name_in_capitals_becomes_readable():
    (statement,) = of_line(6)
    assert (statement.speaker, statement.mention) == ("María Pérez", "MARÍA PÉREZ")
    assert (statement.country, statement.text) == ("ESP", "her bloc would vote in favour.")


def test_a_speaker_named_after_the_words():
    assert said(of_line(7)) == [
        ("KEN", "direct", "Water is life,"),
        ("KEN", "direct", "Water is peace,"),
        ("KEN", "indirect", "her country’s support."),
    ]


def test_a_joint_statement_is_each_signatorys():
    assert said(of_line(8)) == [
        ("CHL", "indirect", "the river is shared."),
        ("PER", "indirect", "the river is shared."),
    ]


def test_a_un_official_speaks_for_the_organisation():
    (statement,) = of_line(9)
    assert (statement.speaker, statement.role) == ("Tor Lind", "Special Coordinator for the Rivers")
    assert (statement.country, statement.capacity) == ("UN", "organisation")
    assert statement.text == "the talks had failed."


@pytest.mark.parametrize(
    "sentence",
    [
        "He met the representative of Egypt on Monday in the hall of the Assembly.",
        "Ten States voted against (Egypt, Kenya, Peru), with four abstentions in all.",
        "A letter from the representative of Egypt called the text a grave mistake.",
        "Also speaking were the representatives of Chile, Peru, Kenya and Norway.",
    ],
)
def test_a_country_that_is_only_mentioned_says_nothing(sentence: str):
    assert found(sentence) == []


@pytest.mark.parametrize("marks", ["“”", '""'])
def test_empty_quotation_marks_quote_nothing(marks: str):
    (only,) = found(f"The representative of Egypt said that the {marks} ceasefire must hold and be respected.")
    assert (only.quote_type, only.country) == ("indirect", "EGY")
    assert only.text == f"the {marks} ceasefire must hold and be respected."


@pytest.mark.parametrize("part", ["Mr. A (X ", "“ He said no. ", "A", "Egypt’s ", "a. "])
def test_a_hostile_text_takes_no_time(part: str):
    begin = time.perf_counter()
    found(part * 50_000)
    assert time.perf_counter() - begin < 5


def test_the_form_is_recognised_and_can_be_forced(tmp_path):
    path = tmp_path / "ga1.txt"
    path.write_text(COVERAGE, encoding="utf-8")
    assert is_press(COVERAGE)
    source = read(path, date="2023-03-06")
    assert (source.document.kind, source.document.publisher) == ("un-press", "United Nations")
    assert len(source.statements or ()) == len(found(COVERAGE))
    assert {s.date for s in source.statements or ()} == {"2023-03-06"}
    assert read(path, kind="press").statements is None
    news = "Roe said no.\nThe representative of Egypt said yes to talks.\nDoe said nothing for a long time there.\n"
    path.write_text(news, encoding="utf-8")
    assert read(path).statements is None
    assert [s.country for s in read(path, kind="un-press").statements or ()] == ["EGY"]
