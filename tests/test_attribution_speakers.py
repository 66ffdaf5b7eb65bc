"""Who is meant by a mention, in reports written for these tests."""

from __future__ import annotations

import pytest

from stance.actors import Registry
from stance.attribution import attribute
from stance.attribution.mentions import read
from stance.records import Actor, Document, Role, Statement

DATE = "2024-02-10"


def role(title: str, country: str, office: str, start: str, end: str = "") -> Role:
    return Role(title, country, start, end, (start,), "made for the test", office)


def holder(key: str, name: str, title: str, country: str, office: str) -> Actor:
    return Actor(key, name, "person", (), (role(title, country, office, "2023-01-01", "2025-01-01"),))


REGISTRY = Registry(
    [
        Actor(
            "ada-holm",
            "Ada Holm",
            "person",
            (),
            (
                role("Minister of Defence", "NOR", "defence_minister", "2021-01-01", "2023-06-30"),
                role("Foreign Minister", "NOR", "foreign_minister", "2023-07-01", "2024-12-31"),
            ),
        ),
        holder("omar-said", "Omar Said", "Foreign Minister", "EGY", "foreign_minister"),
        holder("lina-haddad", "Lina Haddad", "Foreign Minister", "JOR", "foreign_minister"),
        holder("rui-costa", "Rui Costa", "President", "PRT", "head_of_state"),
    ]
)


def statements(text: str, date: str = DATE) -> list[Statement]:
    return attribute(Document("report", text, date=date), REGISTRY)


def who(text: str, words: str, date: str = DATE) -> list[tuple[str, str, str, str]]:
    """Speaker, role, country and capacity of the statements whose words begin so."""
    found = [s for s in statements(text, date) if s.text.lstrip("“").startswith(words)]
    return [(s.speaker, s.role, s.country, s.capacity) for s in found]


# What stands before "said it was over." -> speaker, role, country, capacity.
CASES = [
    # Title before the name; then the surname alone, with the registry's role.
    ("Norway’s top diplomat Ada Holm met them. Holm", "Ada Holm", "Foreign Minister", "NOR", "government"),
    # Nobody in the registry: the article's own words give office and country.
    ("Kenya’s Foreign Minister Jane Wairimu", "Jane Wairimu", "Foreign Minister", "KEN", "government"),
    ("Jane Wairimu, Kenya’s foreign minister,", "Jane Wairimu", "foreign minister", "KEN", "government"),
    (
        "The diplomatic adviser of the president of the United Arab Emirates, Salem Rashid,",
        "Salem Rashid",
        "diplomatic adviser of the president of the United Arab Emirates",
        "ARE",
        "government",
    ),
    # Pronouns and common nouns.
    (
        "Kenya’s Foreign Minister Jane Wairimu left. She",
        "Jane Wairimu",
        "Foreign Minister",
        "KEN",
        "government",
    ),
    (
        "Kenya’s Foreign Minister Jane Wairimu left. The minister",
        "Jane Wairimu",
        "Foreign Minister",
        "KEN",
        "government",
    ),
    ("Omar Said, Qatar’s prime minister, left. Mr Said", "Omar Said", "prime minister", "QAT", "government"),
    (
        "Sheikh Tariq bin Omar, Qatar’s prime minister, left. Sheikh Tariq",
        "Tariq bin Omar",
        "prime minister",
        "QAT",
        "government",
    ),
    (
        "The emir of Qatar, Sheikh Tariq bin Omar, left. The emir",
        "Tariq bin Omar",
        "emir of Qatar",
        "QAT",
        "government",
    ),
    (
        "Kenya’s Jane Wairimu met the press. “Tom Okello lied,” he went on. She",
        "Jane Wairimu",
        "",
        "",
        "unknown",
    ),
    ("Mr Tom Okello spoke to Ms Jane Wairimu. He", "Tom Okello", "", "", "unknown"),
    ("Ms Jane Wairimu spoke. Mr Tom Okello left. She", "Jane Wairimu", "", "", "unknown"),
    # Capitals, seats and institutions.
    ("Washington", "Washington", "", "USA", "government"),
    ("The Kremlin", "The Kremlin", "", "RUS", "government"),
    ("The US Department of State", "The US Department of State", "", "USA", "government"),
    (
        "The Foreign Ministry of Chile",
        "The Foreign Ministry of Chile",
        "Foreign Ministry of Chile",
        "CHL",
        "government",
    ),
    ("Costa’s office", "Costa’s office", "", "PRT", "government"),
    ("President Rui Costa of Portugal fell ill. His office", "His office", "", "PRT", "government"),
    (
        "The foreign ministry in Ankara",
        "The foreign ministry in Ankara",
        "foreign ministry in Ankara",
        "TUR",
        "government",
    ),
    ("The Costa government", "The Costa government", "", "PRT", "government"),
    ("The US Central Command", "The US Central Command", "", "USA", "government"),
    ("The African Union", "The African Union", "", "AU", "organisation"),
    # Offices without a name resolve by the registry and the date.
    ("The Portuguese president", "Rui Costa", "President", "PRT", "government"),
    (
        "A spokesman for the Portuguese president",
        "A spokesman for the Portuguese president",
        "spokesman for the Portuguese president",
        "PRT",
        "government",
    ),
    # Those who speak for no government.
    ("Al Jazeera’s Ian Frost", "Ian Frost", "Al Jazeera", "", "other"),
    ("Dr Amal Nasser, a surgeon in Rafah,", "Amal Nasser", "surgeon in Rafah", "", "other"),
    ("Anna Berg, a professor in Uppsala,", "Anna Berg", "professor in Uppsala", "", "other"),
    ("Israeli opposition leader Dov Peretz", "Dov Peretz", "opposition leader", "", "other"),
    ("Egyptian journalist Mona Fawzi", "Mona Fawzi", "journalist", "", "other"),
    ("Former Kenyan minister Jane Wairimu", "Jane Wairimu", "Former Kenyan minister", "", "other"),
    ("Israelis", "Israelis", "", "", "other"),
    # Unknown stays unknown.
    ("He", "He", "", "", "unknown"),
    ("The minister", "The minister", "minister", "", "unknown"),
    ("Tom Okello", "Tom Okello", "", "", "unknown"),
]


@pytest.mark.parametrize(("lead", "speaker", "office", "country", "capacity"), CASES)
def test_a_mention_is_resolved(lead: str, speaker: str, office: str, country: str, capacity: str) -> None:
    assert who(f"{lead} said it was over.", "it was") == [(speaker, office, country, capacity)]


def test_who_stands_behind_a_position_speaks() -> None:
    text = "Washington’s position, calling for “pauses” in the north, has not changed."
    assert who(text, "pauses") == [("Washington", "", "USA", "government")]


def test_the_same_person_in_two_offices() -> None:
    text = "Ada Holm said it was over."
    assert who(text, "it was", "2022-05-01") == [("Ada Holm", "Minister of Defence", "NOR", "government")]
    assert who(text, "it was", "2024-05-01") == [("Ada Holm", "Foreign Minister", "NOR", "government")]


def test_two_countries_are_two_statements_with_one_span() -> None:
    found = statements("Jordan and Egypt called for an immediate ceasefire.")
    assert [(s.speaker, s.country, s.text) for s in found] == [
        ("Jordan", "JOR", "an immediate ceasefire"),
        ("Egypt", "EGY", "an immediate ceasefire"),
    ]
    assert len({s.id for s in found}) == 2
    assert len({(s.char_start, s.char_end, s.source_start) for s in found}) == 1


def test_a_plural_office_is_each_of_its_holders() -> None:
    found = statements(
        "The foreign ministers of Jordan and Egypt said in a joint statement that it was over."
    )
    assert [(s.speaker, s.country, s.text) for s in found] == [
        ("Lina Haddad", "JOR", "that it was over"),
        ("Omar Said", "EGY", "that it was over"),
    ]


def test_two_ministers_by_name_are_two_statements() -> None:
    found = statements("Norway’s Ada Holm and Egypt’s Omar Said wrote that it was over.")
    assert [s.actor for s in found] == ["ada-holm", "omar-said"]


def test_a_name_and_a_group_are_two_statements() -> None:
    found = statements("Ada Holm and other ministers called for an immediate ceasefire.")
    assert [(s.speaker, s.country) for s in found] == [("Ada Holm", "NOR"), ("other ministers", "")]


def test_who_was_told_is_not_the_speaker() -> None:
    found = statements("Ada Holm was told that the talks had failed.")
    assert [(s.speaker, s.capacity, s.source_start) for s in found] == [("", "unknown", -1)]


def test_a_deputy_prime_minister_and_foreign_minister_is_one_person() -> None:
    found = statements("Jordanian Deputy Prime Minister and Foreign Minister Sami Odeh said it was over.")
    assert [(s.speaker, s.country) for s in found] == [("Sami Odeh", "JOR")]


def test_a_pronoun_does_not_mean_somebody_inside_a_quotation() -> None:
    text = "Jane Wairimu spoke. “Tom Okello said no,” Jane Wairimu said. She added that it was over."
    assert who(text, "that it was") == [("Jane Wairimu", "", "", "unknown")]


@pytest.mark.parametrize(
    ("text", "name", "office", "code"),
    [
        ("US Secretary of State Antony Blinken", "Antony Blinken", "Secretary of State", "USA"),
        ("Saudi Crown Prince Mohammed bin Salman", "Mohammed bin Salman", "Crown Prince", "SAU"),
        ("Prime Minister Anna Berg of Sweden", "Anna Berg", "Prime Minister", "SWE"),
        ("Israel’s foreign minister, Israel Katz,", "Israel Katz", "foreign minister", "ISR"),
        ("a spokesman for Mr Blinken", "", "spokesman for Mr Blinken", ""),
        ("Palestinians in Rafah", "", "Palestinians in Rafah", "PSE"),
        ("the Human Rights Council", "", "Human Rights Council", ""),
    ],
)
def test_what_a_mention_says(text: str, name: str, office: str, code: str) -> None:
    said = read(text)
    assert (said.name, said.role, said.code) == (name, office, code)
