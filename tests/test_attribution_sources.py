"""Whose mention a report's words are given to, and where those words end, in sentences written for these tests."""

from __future__ import annotations

import pytest

from stance.actors import Registry
from stance.attribution import attribute
from stance.records import Document, Statement

NOBODY = Registry([])


def read(text: str) -> list[Statement]:
    return attribute(Document("report", text, date="2024-02-10"), NOBODY)


WHOSE = [
    # Two names before the cue: the nearer one speaks.
    (
        "In Berea, OH, after winning the vote, Gov. John Moreau (R-OH) said that taxes would fall.",
        "that taxes would fall",
        "Gov. John Moreau (R-OH)",
    ),
    # A dateline is no subject.
    (
        "Oslo (AFP) – Moreau has taken a swipe at the plan, saying that it does more harm than good.",
        "that it does more harm than good",
        "Moreau",
    ),
    # A participle goes on from the main verb, not from the clause nearest to it.
    (
        "Moreau is insisting that he has won the vote, claiming that he is the choice of the north.",
        "that he is the choice of the north",
        "Moreau",
    ),
    # Who is written to does not speak.
    (
        "Lindqvist emailed supporters saying that the race was not over.",
        "that the race was not over",
        "Lindqvist",
    ),
    (
        "In addition to stating that the border would close, Lindqvist has vowed to build a wall.",
        "that the border would close",
        "Lindqvist",
    ),
    # "'s" is "has", not a passive.
    ("And she’s predicted big wins in the races ahead.", "big wins in the races ahead", "she"),
    # A sentence that only goes on.
    (
        "Later Moreau said the report “wasn’t good.” Adding, “What they do is never that bad.”",
        "“What they do is never that bad.”",
        "Moreau",
    ),
    # A headline, and a name behind a dash.
    (
        "Moreau on Gaza: ‘We Do Not Pay Armies To Stay At Home.’",
        "‘We Do Not Pay Armies To Stay At Home.’",
        "Moreau",
    ),
    (
        "Pollsters agree - Ole Berg: “One of the biggest lessons was a simple one.”",
        "“One of the biggest lessons was a simple one.”",
        "Ole Berg",
    ),
]


@pytest.mark.parametrize(("text", "words", "mention"), WHOSE)
def test_the_words_are_given_to_the_mention_that_speaks(text: str, words: str, mention: str) -> None:
    found = [s.mention.split(" on ")[0] for s in read(text) if s.text == words]
    assert found == [mention]


@pytest.mark.parametrize(
    ("text", "kind", "mention"),
    [
        ("The talks, Moreau said, had failed long before the war.", "indirect", "Moreau"),
        (
            "In the long run, many diplomats say, the plan could calm the region.",
            "indirect",
            "many diplomats",
        ),
        ("The army, Moreau added, “will not stop.”", "mixed", "Moreau"),
        ("The raid, according to Moreau, was a crime.", "indirect", "Moreau"),
        ("Israel, Lindqvist told reporters on Monday, must halt the bombing.", "indirect", "Lindqvist"),
    ],
)
def test_a_cue_in_the_middle_leaves_the_words_on_both_sides(text: str, kind: str, mention: str) -> None:
    found = [(s.text.rstrip("."), s.quote_type, s.mention) for s in read(text)]
    assert found == [(text.rstrip("."), kind, mention)]


def test_a_lead_in_before_the_cue_is_no_part_of_a_quotation() -> None:
    text = "Asked what the winner should be like, Moreau said, “They have got to be able to win.”"
    assert [(s.text, s.mention) for s in read(text)] == [("“They have got to be able to win.”", "Moreau")]


def test_words_in_marks_belong_to_the_verb_before_them_not_to_the_next_report() -> None:
    text = "Moreau called the plan “an absolute disgrace,” and threatened to close the border."
    assert [(s.cue, s.text) for s in read(text)] == [
        ("called", "the plan “an absolute disgrace,”"),
        ("threatened", "to close the border"),
    ]


def test_a_question_belongs_to_who_asked_it() -> None:
    text = "Berg asked, “If you had known, would you have told her?” Moreau answered, “I would not.”"
    assert [(s.text, s.mention) for s in read(text)] == [
        ("“If you had known, would you have told her?”", "Berg"),
        ("“I would not.”", "Moreau"),
    ]


def test_a_paragraph_of_words_alone_goes_on_with_the_quotation_before_it() -> None:
    text = "“We will open the mill again,” Moreau said.\n\n“And we will do it before the winter comes to us.”"
    assert [(s.text, s.mention) for s in read(text)] == [(text, "Moreau")]


def test_a_paragraph_of_words_alone_belongs_to_who_was_reported_last() -> None:
    text = (
        "“We are not divided,” Moreau told the hall. The hall cheered.\n\n"
        "Lindqvist warned that the party had little time left.\n\n"
        "“I think we can still do that, but the biggest help we got is the weather.”"
    )
    assert [s.mention for s in read(text)] == ["Moreau", "Lindqvist", "Lindqvist"]


def test_a_program_named_behind_a_quotation_does_not_take_its_cue() -> None:
    text = "“She just made it up,” he said of the claim during a call to the BBC’s “This Week.”"
    assert ("“She just made it up,”", "he") in [(s.text, s.mention) for s in read(text)]


def test_what_reporters_were_told_reaches_past_where_they_were_told_it() -> None:
    text = "Moreau hailed the vote, telling reporters during a visit to Oslo that the result was “a great thing.”"
    assert "that the result was “a great thing.”" in [s.text for s in read(text)]


def test_calls_that_are_rejected_are_not_the_calls_of_who_rejects_them() -> None:
    found = read("Norway rejected Egyptian calls for a ceasefire, saying that it was too early.")
    assert not [s for s in found if s.mention == "Norway" and s.text == "a ceasefire"]
    found = read("The vote renewed Egyptian demands for a truce.")
    assert [(s.text, s.mention, s.country, s.capacity) for s in found] == [
        ("a truce", "Egyptian", "", "unknown"),
    ]
