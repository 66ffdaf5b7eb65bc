"""The registry that ships: its rows, and facts of record about who held which office when."""

import csv
import re
from itertools import combinations

import pytest

from stance import countries
from stance.actor_table import COLUMNS, OFFICES, bounds
from stance.actors import SINGLE, TABLE, Registry, capacity
from stance.names import fold

# Bosnia and Herzegovina's presidency has three members; they are all entered as its head of state.
SHARED = {("head_of_state", "BIH")}


@pytest.fixture(scope="module")
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def registry():
    return Registry.load()


def slug(name):
    return re.sub("[^a-z0-9]+", "-", fold_all(name)).strip("-")


def fold_all(name):
    """``fold`` without its honours and spellings: ids keep every word of the name."""
    import unicodedata

    table = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "ð": "d",
                           "þ": "th", "ə": "a"} | dict.fromkeys("'’‘ʻ`", ""))  # fmt: skip
    plain = unicodedata.normalize("NFKD", name.lower().translate(table))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def test_at_least_600_officials_in_office_between_2021_and_2025(registry):
    first, last = bounds("2021")[0], bounds("2025")[1]
    serving = [
        actor.id
        for actor in registry.actors
        if actor.kind == "person"
        and any(
            bounds(date)[1] >= first and bounds(date)[0] <= last
            for role in actor.roles
            for date in (role.end or role.start, *role.seen)
            if date
        )
    ]
    assert len(serving) >= 1200


def test_every_un_member_has_a_head_of_state_or_government_or_foreign_minister(registry):
    top = {"head_of_state", "head_of_government", "foreign_minister"}
    known = {r.country for a in registry.actors for r in a.roles if r.office in top}
    states = {code for code in countries.places() if countries.is_state(code)}
    assert states - known == set()


def test_rows_are_sorted_and_every_id_is_the_slug_of_its_name(rows):
    assert list(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    assert [row["id"] for row in rows if row["id"] != slug(row["name"])] == []


def test_no_row_stands_twice(rows):
    keys = [(r["id"], r["office"], r["country"], r["start"], r["role"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_every_term_of_a_person_has_a_date_and_every_row_a_source(rows):
    for row in rows:
        if row["kind"] == "person":
            assert row["start"] or row["end"] or row["seen"], row
        for source in row["source"].split("; "):
            assert re.fullmatch(
                r"https?://[^\s|]+"
                r"|UN General Debate speaker list, session 7[6-9] \(202[1-4]\)"
                r"|UN General Debate speaker list, sessions 7[6-9] \(202[1-4]\)"
                r"(, 7[6-9] \(202[1-4]\))+"
                r"|corpus/statements\.csv",
                source,
            ), (row["id"], source)


def test_dates_seen_lie_inside_the_term(rows):
    for row in rows:
        for date in filter(None, row["seen"].split("|")):
            first, last = bounds(date)
            assert not row["start"] or last >= bounds(row["start"])[0], row
            assert not row["end"] or first <= bounds(row["end"])[1], row


def test_names_are_plain_text_without_honours_or_stray_signs(rows):
    for row in rows:
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert name == " ".join(name.split()), name
            assert name[0] not in "=+-@\t", name
            assert not re.match(r"(H\.E\.|Mr\.? |Hon\.)", row["name"]), name


def test_no_two_actors_share_a_whole_name(registry):
    owners = {}
    for actor in registry.actors:
        for form in {fold(name) for name in (actor.name, *actor.aliases)}:
            owners.setdefault(form, set()).add(actor.id)
    shared = {form: ids for form, ids in owners.items() if len(ids) > 1}
    assert {form for form in shared if " " in form} == set()
    assert shared["wang"] == {"wang-yi", "wang-wenbin"}


def settled(role):
    """First and last day on which the role was held for certain, at their narrowest."""
    seen = [day for date in role.seen for day in bounds(date)]
    start = bounds(role.start)[1] if role.start else min(seen, default=None)
    end = bounds(role.end)[0] if role.end else max(seen, default=start)
    return (start if start is not None else end), end


def test_offices_of_one_holder_do_not_overlap(registry):
    terms = {}
    for actor in registry.actors:
        for role in actor.roles:
            if role.office in SINGLE and (role.office, role.country) not in SHARED:
                terms.setdefault((role.office, role.country), []).append((actor.name, role))
    overlapping = [
        (office, one[0], other[0])
        for office, held in terms.items()
        for one, other in combinations(held, 2)
        if min(settled(one[1])[1], settled(other[1])[1])
        > max(settled(one[1])[0], settled(other[1])[0])
    ]
    assert overlapping == []


def test_every_kind_of_office_is_used(rows):
    assert {row["office"] for row in rows} == set(OFFICES)


@pytest.mark.parametrize(
    ("date", "office", "country", "name"),
    [
        ("2023-11-04", "foreign_minister", "USA", "Antony Blinken"),
        ("2025-01-20", "head_of_state", "USA", "Donald Trump"),
        ("2025-01-19", "head_of_state", "USA", "Joe Biden"),
        ("2025-02-01", "foreign_minister", "USA", "Marco Rubio"),
        ("2023-11-12", "foreign_minister", "GBR", "James Cleverly"),
        ("2023-11-13", "foreign_minister", "GBR", "David Cameron"),
        ("2024-07-05", "foreign_minister", "GBR", "David Lammy"),
        ("2022-09-20", "head_of_government", "GBR", "Liz Truss"),
        ("2024-07-02", "foreign_minister", "EGY", "Sameh Shoukry"),
        ("2024-07-03", "foreign_minister", "EGY", "Badr Abdelatty"),
        ("2023-11-04", "foreign_minister", "JOR", "Ayman Safadi"),
        ("2023-11-04", "head_of_state", "TUR", "Recep Tayyip Erdogan"),
        ("2023-12-17", "foreign_minister", "FRA", "Catherine Colonna"),
        ("2024-03-30", "foreign_minister", "FRA", "Stéphane Séjourné"),
        ("2025-09-10", "head_of_government", "FRA", "Sébastien Lecornu"),
        ("2023-12-31", "foreign_minister", "ISR", "Eli Cohen"),
        ("2024-01-01", "foreign_minister", "ISR", "Israel Katz"),
        ("2025-01-15", "foreign_minister", "ISR", "Gideon Sa'ar"),
        ("2022-07-01", "head_of_government", "ISR", "Yair Lapid"),
        ("2023-10-07", "head_of_government", "ISR", "Benjamin Netanyahu"),
        ("2023-06-01", "foreign_minister", "CHN", "Qin Gang"),
        ("2023-08-01", "foreign_minister", "CHN", "Wang Yi"),
        ("2024-02-20", "permanent_representative", "CHN", "Zhang Jun"),
        ("2023-10-21", "foreign_minister", "JPN", "Yoko Kamikawa"),
        ("2024-06-01", "head_of_government", "IRN", "Mohammad Mokhber"),
        ("2023-11-19", "foreign_minister", "IRN", "Hossein Amirabdollahian"),
        ("2021-12-01", "head_of_government", "DEU", "Angela Merkel"),
        ("2023-11-30", "foreign_minister", "NZL", "Winston Peters"),
        ("2024-01-05", "head_of_state", "KWT", "Meshal Al-Ahmad Al-Sabah"),
        ("2023-07-01", "head_of_state", "CHE", "Alain Berset"),
        ("2024-12-10", "head_of_state", "SYR", None),
    ],
)
def test_who_held_the_office(registry, date, office, country, name):
    holder = registry.holder(office, country, date)
    assert (holder.name if holder else None) == name


@pytest.mark.parametrize(
    ("said", "date", "country", "name", "role", "of"),
    [
        ("Blinken", "2023-11-04", "", "Antony Blinken", "Secretary of State", "USA"),
        ("Shoukry", "2023-11-04", "EGY", "Sameh Shoukry", "Foreign Minister", "EGY"),
        ("Safadi", "2023-11-04", "", "Ayman Safadi", "Deputy Prime Minister and Foreign Minister", "JOR"),
        ("Gargash", "2023-11-04", "ARE", "Anwar Gargash", "Diplomatic adviser to the President", "ARE"),
        ("Erdoğan", "2023-11-04", "", "Recep Tayyip Erdogan", "President", "TUR"),
        ("Netanyahu", "2023-11-04", "", "Benjamin Netanyahu", "Prime Minister", "ISR"),
        ("Marco Rubio", "2024-05-01", "", "Marco Rubio", "Senator", "USA"),
        ("Marco Rubio", "2025-05-01", "", "Marco Rubio", "Secretary of State", "USA"),
        ("Lecornu", "2023-11-04", "", "Sébastien Lecornu", "Minister of the Armed Forces", "FRA"),
        ("Lecornu", "2025-10-01", "", "Sébastien Lecornu", "Prime Minister", "FRA"),
        ("Cleverly", "2024-01-10", "GBR", "James Cleverly", "Home Secretary", "GBR"),
        ("Lammy", "2024-01-10", "GBR", "David Lammy", "Shadow Foreign Secretary", "GBR"),
        ("Kallas", "2024-01-10", "", "Kaja Kallas", "Prime Minister", "EST"),
        ("Kallas", "2025-01-10", "", "Kaja Kallas",
         "High Representative for Foreign Affairs and Security Policy", "EU"),
        ("Baerbock", "2025-09-20", "", "Annalena Baerbock", "President of the General Assembly", "UN"),
        ("Lula", "2023-10-11", "", "Luiz Inácio Lula da Silva", "President", "BRA"),
        ("Xi", "2023-11-21", "", "Xi Jinping", "President", "CHN"),
        ("Mohammed bin Salman", "2023-11-11", "", "Mohammed bin Salman",
         "Crown Prince and Prime Minister", "SAU"),
        ("MBS", "2021-11-11", "", "Mohammed bin Salman", "Crown Prince and Minister of Defence", "SAU"),
        ("Zelensky", "2023-11-11", "", "Volodymyr Zelenskyy", "President", "UKR"),
        ("Narendra Modi", "2022-01-01", "", "Narendra Modi", "Prime Minister", "IND"),
        ("Griffiths", "2023-11-11", "UN", "Martin Griffiths",
         "Under-Secretary-General for Humanitarian Affairs and Emergency Relief Coordinator", "OCHA"),
        ("Jun Zhang", "2024-02-20", "", "Zhang Jun", "Permanent Representative to the United Nations",
         "CHN"),
        ("Tedros", "2023-11-11", "", "Tedros Adhanom Ghebreyesus", "Director-General", "WHO"),
        ("Micheál Martin", "2023-11-22", "", "Micheál Martin",
         "Tánaiste and Minister for Foreign Affairs", "IRL"),
        ("Michael Martin", "2025-03-01", "", "Micheál Martin", "Taoiseach", "IRL"),
        ("Egyptian Foreign Ministry", "2024-03-25", "", "Ministry of Foreign Affairs of Egypt",
         "Foreign ministry", "EGY"),
    ],
)  # fmt: skip
def test_who_is_meant_and_in_which_office(registry, said, date, country, name, role, of):
    actor = registry.find(said, date, country)
    held = registry.role_on(actor, date)
    assert (actor.name, held.role, held.country) == (name, role, of)


def test_a_reporter_is_not_an_official(registry):
    assert registry.find("Alan Fisher", "2023-11-04") is None
    assert registry.find("Fisher", "2023-11-04") is None
    assert registry.find("Miller", "2023-11-04") is None


@pytest.mark.parametrize("name", ["Ahmed", "Mohammed", "Hussein", "Ibrahim", "Mustafa", "Abdullah"])
def test_a_resident_known_by_a_given_name_is_no_head_of_government(registry, name):
    assert registry.find(name, "2024-06-01") is None


@pytest.mark.parametrize(
    ("name", "date", "whose"),
    [
        ("Antony Blinken", "2023-11-04", "government"),
        ("Bernie Sanders", "2023-11-04", "other"),
        ("Ismail Haniyeh", "2023-11-04", "other"),
        ("Hamas", "2023-11-04", "other"),
        ("Yair Lapid", "2023-11-04", "other"),
        ("Humza Yousaf", "2023-11-04", "other"),
        ("Francesca Albanese", "2023-11-04", "other"),
        ("Philippe Lazzarini", "2023-11-04", "organisation"),
        ("White House", "2023-11-04", "government"),
    ],
)
def test_whose_position_an_actor_states(registry, name, date, whose):
    assert capacity(registry.role_on(registry.find(name), date)) == whose


def test_an_office_that_grew_is_told_as_it_was_on_the_day(registry: Registry) -> None:
    offices = []
    for day in ("2023-11-04", "2024-09-24"):
        actor = registry.find("Rania Al-Mashat", day, "EGY")
        assert actor is not None
        role = registry.role_on(actor, day)
        offices.append(role.role if role else "")
    assert offices == [
        "Minister of International Cooperation",
        "Minister of Planning, Economic Development and International Cooperation",
    ]
