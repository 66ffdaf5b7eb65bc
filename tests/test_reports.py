"""Whole reports in many forms: who said what, for which country, in which office on that day.

The people and their offices are real; the reports in ``tests/reports`` and every word in them are made up.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from stance.actors import Registry
from stance.gather import extract
from stance.records import Extracted, Statement

REPORTS = Path(__file__).parent / "reports"
FILES = {
    "agency": ("agency.txt", "2023-11-06"),
    "broadsheet": ("broadsheet.txt", "2023-12-18"),
    "web": ("web.html", ""),
    "live": ("live.txt", "2024-03-25"),
    "press_release": ("press_release.txt", "2024-02-14"),
    "readout": ("readout.txt", "2023-11-21"),
    "briefing": ("briefing.txt", "2023-11-09"),
    "analysis": ("analysis.txt", "2023-10-27"),
    "doha": ("doha.txt", "2025-01-17"),
    "ukraine": ("ukraine.txt", "2025-03-18"),
    "climate": ("climate.txt", "2023-12-02"),
    "tokyo": ("tokyo.txt", "2023-11-08"),
}
# Speaker, country, capacity, some of the words.
SAID = {
    "agency": [
        ("Ayman Safadi", "JOR", "government", "plants a hatred"),
        ("Antony Blinken", "USA", "government", "hand Hamas the time"),
        ("Antony Blinken", "USA", "government", "asked for are humanitarian pauses"),
        ("Sameh Shoukry", "EGY", "government", "justify the strikes"),
        ("Sameh Shoukry", "EGY", "government", "immediate and unconditional ceasefire"),
        ("Benjamin Netanyahu", "ISR", "government", "no ceasefire for those"),
        ("The Palestinian health ministry", "PSE", "government", "10,000 people"),
        ("Israel", "ISR", "government", "targets only militants"),
        ("Hamas", "PSE", "other", "hospitals as cover"),
        ("Umm Khalil", "", "other", "clean water"),
    ],
    "broadsheet": [
        ("David Cameron", "GBR", "government", "sustainable ceasefire"),
        ("David Cameron", "GBR", "government", "cannot put my name"),
        ("David Lammy", "GBR", "other", "change of tone"),
        ("David Lammy", "GBR", "other", "playing catch-up"),
        ("Annalena Baerbock", "DEU", "government", "only be lasting if Hamas"),
        ("Annalena Baerbock", "DEU", "government", "goes on firing rockets"),
        ("Humza Yousaf", "GBR", "other", "emptied it of meaning"),
    ],
    "web": [
        ("Espen Barth Eide", "NOR", "government", "recognising a Palestinian state"),
        ("Espen Barth Eide", "NOR", "government", "has to stop for good"),
        ("Simon Harris", "IRL", "government", "look at the pictures"),
        ("Simon Harris", "IRL", "government", "immediate ceasefire and the unconditional"),
        ("Israel Katz", "ISR", "government", "cheerleaders for murderers"),
        ("Israel Katz", "ISR", "government", "is a surrender"),
        ("Hugh Lovell", "", "other", "little leverage"),
        ("Hugh Lovell", "", "other", "symbolism matters"),
    ],
    "live": [
        ("John Kirby", "USA", "government", "shift in policy"),
        ("John Kirby", "USA", "government", "ceasefire as part of a hostage deal"),
        ("António Guterres", "UN", "organisation", "beyond excuse"),
        ("France", "FRA", "government", "permanent ceasefire"),
        ("Yoav Gallant", "ISR", "government", "send this army home"),
        ("Riyad Mansour", "PSE", "government", "open a door"),
        ("Riyad Mansour", "PSE", "government", "This onslaught has to end"),
        ("Zhang Jun", "CHN", "government", "demanded that the fighting cease"),
        ("Vassily Nebenzia", "RUS", "government", "had been replaced"),
        ("Vassily Nebenzia", "RUS", "government", "ought to be shut"),
        ("Matthew Miller", "USA", "government", "softened its line"),
        ("Matthew Miller", "USA", "government", "standing on its own"),
    ],
    "press_release": [
        ("Penny Wong", "AUS", "government", "flee a fifth time"),
        ("Mélanie Joly", "CAN", "government", "need the violence to stop"),
    ],
    "readout": [
        ("Subrahmanyam Jaishankar", "IND", "government", "had begun with"),
        ("Subrahmanyam Jaishankar", "IND", "government", "half-way house"),
        ("Subrahmanyam Jaishankar", "IND", "government", "90 tonnes"),
        ("Subrahmanyam Jaishankar", "IND", "government", "two-state solution"),
        ("Cyril Ramaphosa", "ZAF", "government", "comprehensive ceasefire"),
        ("Luiz Inácio Lula da Silva", "BRA", "government", "release of hostages"),
        ("Luiz Inácio Lula da Silva", "BRA", "government", "lasting end of the hostilities"),
        ("Wang Yi", "CHN", "government", "should cease fire"),
        ("Arindam Bagchi", "IND", "government", "asked to mediate"),
    ],
    "briefing": [
        ("Mao Ning", "CHN", "government", "before the winter does"),
        ("Mao Ning", "CHN", "government", "water from Fukushima"),
        ("Mao Ning", "CHN", "government", "all acts that harm civilians"),
        ("Mao Ning", "CHN", "government", "guns must fall silent"),
    ],
    "analysis": [
        ("Olaf Scholz", "DEU", "government", "know its rules"),
        ("Lucia Ferrante", "", "other", "nobody expects the war to stop"),
        ("Josep Borrell", "EU", "organisation", "the least that one can ask for"),
        ("Viktor Orbán", "HUN", "government", "no time for talk of a ceasefire"),
        ("Emmanuel Macron", "FRA", "government", "humanitarian truce was needed"),
    ],
    "doha": [
        ("Mohammed bin Abdulrahman Al Thani", "QAT", "government", "would take effect"),
        ("Mohammed bin Abdulrahman Al Thani", "QAT", "government", "to keep their nerve"),
        ("Mohammed bin Abdulrahman Al Thani", "QAT", "government", "last winter that Gaza"),
        ("Badr Abdelatty", "EGY", "government", "no alternative to the full implementation"),
        ("Joe Biden", "USA", "government", "laid on the table"),
        ("Israel Katz", "ISR", "government", "violates the terms"),
        ("Itamar Ben-Gvir", "ISR", "government", "put my hand up"),
        ("Itamar Ben-Gvir", "ISR", "government", "leave the government"),
        ("Esmaeil Baghaei", "IRN", "government", "Palestinian patience"),
        ("Tom Fletcher", "OCHA", "organisation", "teams were ready"),
    ],
    "ukraine": [
        ("The Kremlin", "RUS", "government", "energy facilities"),
        ("Dmitry Peskov", "RUS", "government", "number of knots"),
        ("Dmitry Peskov", "RUS", "government", "only let Kyiv regroup"),
        ("Volodymyr Zelenskyy", "UKR", "government", "support the proposal"),
        ("Volodymyr Zelenskyy", "UKR", "government", "Russian words weigh nothing"),
        ("Alexander Stubb", "FIN", "government", "one bridge"),
        ("Karoline Leavitt", "USA", "government", "within arm"),
        ("Marco Rubio", "USA", "government", "shut out of the talks"),
        ("Downing Street", "GBR", "government", "spoken to Mr Zelenskyy"),
        ("Annalena Baerbock", "DEU", "government", "no step forward"),
        ("Mao Ning", "CHN", "government", "efforts towards peace"),
    ],
    "climate": [
        ("Mia Mottley", "BRB", "government", "line in the sand"),
        ("Mia Mottley", "BRB", "government", "tax oil profits"),
        ("Kamala Harris", "USA", "government", "3 billion dollars"),
        ("Kamala Harris", "USA", "government", "outrun a flood"),
        ("Kamala Harris", "USA", "government", "Palestinian dead"),
        ("Kamala Harris", "USA", "government", "right to defend itself"),
        ("Narendra Modi", "IND", "government", "host the talks in 2031"),
        ("Pedro Sánchez", "ESP", "government", "no place in the century"),
        ("Gustavo Petro", "COL", "government", "trailer of the century"),
        ("Emmanuel Macron", "FRA", "government", "worried to the bone"),
        ("Rachel Oduya", "", "other", "trade-off"),
        ("John Kerry", "USA", "government", "yesterday’s fuel"),
    ],
    "tokyo": [
        ("Yoko Kamikawa", "JPN", "government", "worth more than"),
        ("Yoko Kamikawa", "JPN", "government", "agree to a pause"),
        ("Antony Blinken", "USA", "government", "go back under Hamas"),
        ("Catherine Colonna", "FRA", "government", "first stone"),
        ("A senior Japanese official", "JPN", "government", "disputed until dawn"),
        ("Annalena Baerbock", "DEU", "government", "calls for an immediate ceasefire"),
        ("The Israeli government", "ISR", "government", "not agree to any halt"),
        ("Eylon Levy", "ISR", "government", "No fuel, no pauses"),
        ("Retno Marsudi", "IDN", "government", "before you use the word"),
    ],
}
# Office on the day of the report, for people who held another one before or after it.
ROLES = [
    ("broadsheet", "David Cameron", "Foreign Secretary"),
    ("broadsheet", "David Lammy", "Shadow Foreign Secretary"),
    ("web", "Simon Harris", "Taoiseach"),
    ("web", "Israel Katz", "Foreign Minister"),
    ("live", "John Kirby", "National Security Council spokesman"),
    ("readout", "Wang Yi", "Foreign Minister"),
    ("doha", "Israel Katz", "Minister of Defence"),
    ("doha", "Joe Biden", "President"),
    ("ukraine", "Annalena Baerbock", "Foreign Minister"),
]
# A day that the sentence names, where it is not that of the report.
DAYS = [
    ("agency", "hospitals as cover", "2023-11-05"),
    ("analysis", "humanitarian truce was needed", "2023-10-25"),
    ("tokyo", "No fuel, no pauses", "2023-11-07"),
]
FURNITURE = [
    ("agency", "Reporting by"),
    ("live", "Updated at"),
    ("press_release", "media@"),
    ("web", "We value your privacy"),
    ("web", "buy now"),
    ("web", "cookies"),
    ("web", "last baker"),
    ("web", "recognition was overdue"),
    ("web", "best thing in my inbox"),
    ("web", "there must be a ceasefire now"),
    ("web", "all views are"),
]
# What those who ask at a briefing say of others is no statement of anybody.
QUESTIONS = ["daily four-hour pauses", "seafood talks", "silence on Hamas"]


@cache
def read(report: str) -> Extracted:
    name, date = FILES[report]
    return extract(REPORTS / name, Registry.load(), date=date)


def holding(report: str, words: str) -> list[Statement]:
    found = [s for s in read(report).statements if words in s.text]
    assert found, f"no statement in {report} holds {words!r}"
    return found


@pytest.mark.parametrize("report", SAID)
def test_the_words_of_a_report_are_given_to_those_who_said_them(report: str) -> None:
    said = [(s.speaker, s.country, s.capacity, s.text) for s in read(report).statements]
    missing = [
        row for row in SAID[report] if not any(found[:3] == row[:3] and row[3] in found[3] for found in said)
    ]
    assert missing == []


@pytest.mark.parametrize("report", FILES)
def test_spans_are_the_words_and_the_mention(report: str) -> None:
    text = read(report).document.text
    assert read(report).statements
    for s in read(report).statements:
        assert text[s.char_start : s.char_end] == s.text
        assert text[s.source_start : s.source_end] == s.mention or s.source_start == -1


@pytest.mark.parametrize(("report", "speaker", "role"), ROLES)
def test_the_office_is_that_of_the_day(report: str, speaker: str, role: str) -> None:
    assert {s.role for s in read(report).statements if s.speaker == speaker} == {role}


@pytest.mark.parametrize(("report", "words", "day"), DAYS)
def test_a_day_in_the_sentence_is_the_day_of_the_words(report: str, words: str, day: str) -> None:
    assert {s.date for s in holding(report, words)} == {day}


def test_the_page_says_its_own_day() -> None:
    assert {s.date for s in read("web").statements} == {"2024-05-29"}


@pytest.mark.parametrize(("report", "words"), FURNITURE)
def test_furniture_is_nobodys_words(report: str, words: str) -> None:
    name, _ = FILES[report]
    assert words in (REPORTS / name).read_text(encoding="utf-8")
    assert [s.text for s in read(report).statements if words in s.text] == []


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_at_a_briefing_is_no_statement(words: str) -> None:
    assert words in read("briefing").document.text
    assert [s.text for s in read("briefing").statements if words in s.text] == []


def test_a_joint_statement_is_that_of_every_signatory() -> None:
    found = holding("press_release", "humanitarian ceasefire is urgently needed")
    assert sorted((s.country, s.capacity) for s in found) == [
        ("AUS", "government"),
        ("CAN", "government"),
        ("NZL", "government"),
    ]
