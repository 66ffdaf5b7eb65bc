"""Transcripts and releases: who speaks stands in their form."""

from pathlib import Path

from stance.actors import Registry
from stance.records import Document, Statement
from stance.sources import read
from stance.sources.official import statements

REGISTRY = Registry.load()

BRIEFING = """Foreign Ministry Spokesperson Mao Ning's Regular Press Conference on November 9, 2023

AFP: Does China support the pauses in the north that were announced today?

Mao Ning: We have noted the reports. What matters most is that the fighting stops.

Parties to the conflict should return to the resolutions of the General Assembly.

Bloomberg: Will the minister travel to the region?

Mao Ning: I have nothing to share on that.
"""
RELEASE = """MEDIA RELEASE
14 February 2024

Joint statement by the Prime Ministers of Australia, Canada and New Zealand

We are alarmed by plans for an offensive into the south.

A humanitarian ceasefire is urgently needed.

Statement by Australian Foreign Minister Penny Wong:

“Do not go down this path.”

Media contact: press@example.org
"""


def document(text: str, date: str) -> Document:
    return Document(id="d", text=text, date=date)


def shown(found: tuple[Statement, ...]) -> list[tuple[str, str, str, str]]:
    return [(item.speaker, item.role, item.country, item.text[:20]) for item in found]


def test_who_answers_in_a_transcript_speaks_and_who_asks_does_not(tmp_path: Path) -> None:
    file = tmp_path / "briefing.txt"
    file.write_text(BRIEFING, encoding="utf-8")
    source = read(file)
    assert source.document.date == "2023-11-09"
    found = statements(source.document, REGISTRY)
    assert {(item.speaker, item.country, item.capacity) for item in found} == {("Mao Ning", "CHN", "government")}
    assert [item.text for item in found] == [
        "We have noted the reports. What matters most is that the fighting stops.",
        "Parties to the conflict should return to the resolutions of the General Assembly.",
        "I have nothing to share on that.",
    ]
    assert all(BRIEFING[item.char_start : item.char_end] == item.text for item in found)
    assert {BRIEFING[item.source_start : item.source_end] for item in found} == {"Mao Ning"}


def test_a_surname_in_capitals_is_the_person_whom_the_head_names() -> None:
    text = (
        "Matthew Miller, Department Spokesperson\nDepartment Press Briefing\n\nQUESTION: Is there a date?\n\n"
        "MR MILLER: There is none that I can give.\n\nQUESTION: Why not?\n\nMR MILLER: Talks go on.\n"
    )
    found = statements(document(text, "2023-11-06"), REGISTRY)
    assert shown(found) == [
        ("Matthew Miller", "State Department spokesperson", "USA", "There is none that I"),
        ("Matthew Miller", "State Department spokesperson", "USA", "Talks go on."),
    ]


def test_an_office_alone_stands_for_whom_the_heading_names_and_questions_are_nobodys() -> None:
    text = (
        "Remarks by President Biden on the Middle East\n\nTHE PRESIDENT: We want a deal. We want it now.\n\n"
        "Q: Mr. President, will you stop arms deliveries?\n\nTHE PRESIDENT: I have nothing on that.\n"
    )
    found = statements(document(text, "2024-05-31"), REGISTRY)
    assert shown(found) == [
        ("Joe Biden", "President", "USA", "We want a deal. We w"),
        ("Joe Biden", "President", "USA", "I have nothing on th"),
    ]


def test_prepared_words_end_where_the_questions_begin() -> None:
    text = (
        "Remarks by President Biden\n\nWe want a deal. We want it now.\n\n"
        "Q: Mr. President, will you stop arms deliveries to our ally?\n\nIt is late.\n"
    )
    assert [item.text for item in statements(document(text, "2024-05-31"), REGISTRY)] == [
        "We want a deal. We want it now."
    ]


def test_an_interview_with_nobody_in_the_registry_is_left_alone() -> None:
    text = BRIEFING.replace("Mao Ning", "Joan Doe")
    assert statements(document(text, "2023-11-09"), REGISTRY) == ()


def test_a_joint_release_is_the_word_of_each_signatory_until_the_next_heading() -> None:
    found = statements(document(RELEASE, "2024-02-14"), REGISTRY)
    assert {(item.country, item.text) for item in found if item.role == "Prime Minister"} == {
        (code, text)
        for code in ("AUS", "CAN", "NZL")
        for text in (
            "We are alarmed by plans for an offensive into the south.",
            "A humanitarian ceasefire is urgently needed.",
        )
    }
    assert shown(found)[-1] == ("Penny Wong", "Foreign Minister", "AUS", "Do not go down this ")
    assert len(found) == 7


def test_a_report_about_a_statement_is_no_release() -> None:
    text = (
        "Statement by Prime Minister of Canada draws criticism\n\n“We want peace,” the prime minister said.\n\n"
        "The opposition said that our country was late.\n"
    )
    assert statements(document(text, "2024-02-14"), REGISTRY) == ()
