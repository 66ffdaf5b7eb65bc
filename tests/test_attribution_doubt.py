"""Nobody rather than the wrong person, and nothing rather than what was not said: invented sentences."""

from __future__ import annotations

import pytest

from stance.actors import Registry
from stance.attribution import attribute
from stance.attribution.roles import capacity, holds
from stance.records import Actor, Document, Role, Statement

DATE = "2024-02-10"
PEOPLE = (
    ("Ada Holm", "Foreign Minister", "NOR", "foreign_minister"),
    ("Omar Said", "Foreign Minister", "EGY", "foreign_minister"),
    ("Ines Prado", "Prime Minister", "ESP", "head_of_government"),
    ("Rui Costa", "President", "PRT", "head_of_state"),
    ("Petra Lind", "Foreign Minister", "DEU", "foreign_minister"),
)
REGISTRY = Registry(
    [
        Actor(
            name.lower().replace(" ", "-"),
            name,
            "person",
            (),
            (Role(title, country, "2023-01-01", "2025-01-01", (DATE,), "made for the test", office),),
        )
        for name, title, country, office in PEOPLE
    ]
)


def statements(text: str) -> list[Statement]:
    return attribute(Document("report", text, date=DATE), REGISTRY)


def last(text: str) -> tuple[str, str]:
    """Speaker and country of the last statement."""
    found = statements(text)[-1]
    return found.speaker, found.country


END = " said that it was over."
WHO = [
    # A title goes to whoever has spoken with it, never to somebody the article brings in later.
    (
        "Omar Said told reporters that talks went on. The minister" + END,
        ("Omar Said", "EGY"),
    ),
    (
        "Said flew in. The minister added that roads were open.",
        ("Omar Said", "EGY"),
    ),
    # Not exactly the office: a prime minister is no "minister", nor a vice president the president.
    ("Ines Prado, Spain's prime minister, arrived. The minister" + END, ("The minister", "")),
    ("Rui Costa, Portugal's president, arrived. The prime minister" + END, ("The prime minister", "")),
    ("Jane Wairimu, Kenya's vice president, arrived. The president" + END, ("The president", "")),
    ("Jane Wairimu, Kenya's former foreign minister, came. The minister" + END, ("The minister", "")),
    # Two of the title.
    ("Ada Holm gave the floor to Omar Said. The minister" + END, ("The minister", "")),
    (
        "Ada Holm arrived.\n\nOmar Said arrived.\n\nNobody else came. The minister" + END,
        ("The minister", ""),
    ),
    ("Ada Holm left. The foreign minister, who was tired," + END, ("Ada Holm", "NOR")),
    ("Ada Holm left. The minister of defence" + END, ("The minister of defence", "")),
    # Pronouns: one gender a person.
    (
        "Ada Holm met Egypt's Omar Said. She said that talks went on. He warned that time was short.",
        ("Omar Said", "EGY"),
    ),
    ("Ada Holm spoke. She said that talks went on. He" + END, ("He", "")),
    ("Omar Said and his German colleague Petra Lind came. She" + END, ("She", "")),
    ("Omar Said spoke. His host said that tea was served. He" + END, ("He", "")),
    ("Rui Costa spoke. A spokesman told reporters that talks went on. He" + END, ("He", "")),
    (
        "Rui Costa spoke.\n\nIn Oslo they met Ada Holm, who was tired. She" + END,
        ("She", ""),
    ),
    # A colleague has a country of their own.
    ("Egypt's Foreign Minister Omar Said and his German colleague Petra Lind" + END, ("Petra Lind", "DEU")),
    ("Ada Holm came. Her Kenyan colleague, Jane Wairimu," + END, ("Jane Wairimu", "KEN")),
    ("Both Ada Holm and Omar Said" + END, ("Omar Said", "EGY")),
    # Who speaks for the head of a government speaks for it.
    ("Ines Prado's official spokesman" + END, ("Ines Prado's official spokesman", "ESP")),
    ("A spokesman for Ines Prado" + END, ("A spokesman for Ines Prado", "ESP")),
    ("A spokesman for Tom Okello" + END, ("A spokesman for Tom Okello", "")),
    ("Ines Prado left. Her ministry" + END, ("Her ministry", "ESP")),
    # The forms of ministries, Arabic names, lists.
    ("Minister of Foreign Affairs Jane Wairimu of Kenya" + END, ("Jane Wairimu", "KEN")),
    ("Minister of Foreign Affairs Ada Holm" + END, ("Ada Holm", "NOR")),
    (
        "Khalil al-Masri, Lebanon's chief negotiator, said the group would honour the truce.",
        ("Khalil al-Masri", ""),
    ),
    # The place and date of a report are nobody.
    ("OSLO, 10 May 2024 - Four leaders called for a ceasefire.", ("Four leaders", "")),
    ("OSLO, 2 December 2023 (Harbour News) — Ada Holm" + END, ("Ada Holm", "NOR")),
    ("OSLO (Harbour Wire) - Ada Holm" + END, ("Ada Holm", "NOR")),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_speaks_or_nobody(text: str, expected: tuple[str, str]) -> None:
    assert last(text) == expected


def test_a_title_does_not_take_somebody_named_later() -> None:
    text = (
        "Lind looks ahead\n\nThe minister said that it was over.\n\n"
        "Germany's foreign minister, Petra Lind, was in Oslo."
    )
    assert [(s.speaker, s.country) for s in statements(text) if "over" in s.text] == [("The minister", "")]


def test_both_is_no_part_of_a_name() -> None:
    found = statements("Both Ada Holm and Omar Said said that it was over.")
    assert [(s.speaker, s.country) for s in found] == [("Ada Holm", "NOR"), ("Omar Said", "EGY")]


def test_a_list_of_three_officials_is_three_statements() -> None:
    text = "Norway's Ada Holm, Egypt's Omar Said and Portugal's president, Rui Costa, demanded a ceasefire."
    assert [(s.speaker, s.country) for s in statements(text)] == [
        ("Ada Holm", "NOR"),
        ("Omar Said", "EGY"),
        ("Rui Costa", "PRT"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Holm nor Said called for a ceasefire.",
        "No one called for a ceasefire.",
        "None of them called for a ceasefire.",
        "Nobody demanded a ceasefire.",
        "Ada Holm stopped short of demanding that the guns fall silent.",
        "Ada Holm fell short of calling for a ceasefire.",
        "Ada Holm left without calling for a ceasefire.",
        "Ada Holm avoided calling for a ceasefire.",
        "Ada Holm declined to call for a ceasefire.",
        "Ada Holm thanked her.",
        "The ministry declined to comment.",
    ],
)
def test_what_was_not_said_is_no_statement(text: str) -> None:
    assert [s.text for s in statements(text)] == []


def test_a_question_put_to_somebody_is_not_a_statement() -> None:
    text = "Asked whether Kenya had agreed to a pause, Ada Holm said that talks went on."
    assert [s.text for s in statements(text)] == ["that talks went on"]


def test_words_of_the_report_do_not_hold_its_dateline() -> None:
    (found,) = statements("OSLO (Harbour Wire) - The raids must stop, Ada Holm said on Saturday.")
    assert found.text == "The raids must stop"


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("president of the Kenyan Senate", "other"),
        ("the speaker of the Kenyan parliament", "other"),
        ("parliament speaker", "other"),
        ("incoming prime minister", "other"),
        ("prime minister-designate", "other"),
        ("leader of the Labour Party", "other"),
        ("prime minister", "government"),
        ("president", "government"),
    ],
)
def test_for_whom_an_office_speaks(description: str, kind: str) -> None:
    assert capacity(description, "KEN", False, False) == kind


@pytest.mark.parametrize(
    ("title", "description", "held"),
    [
        ("minister", "Foreign Minister", True),
        ("minister", "Prime Minister", False),
        ("minister", "spokesman for the foreign minister", False),
        ("foreign secretary", "Foreign Secretary", True),
        ("foreign secretary", "shadow foreign secretary", False),
        ("secretary of state", "Secretary of State", True),
        ("prime minister", "Deputy Prime Minister", False),
        ("finance minister", "Foreign Minister", False),
        ("diplomat", "ambassador to Oslo", True),
        ("secretary", "Secretary-General", False),
    ],
)
def test_which_title_is_whose(title: str, description: str, held: bool) -> None:
    assert holds(title, description) is held
