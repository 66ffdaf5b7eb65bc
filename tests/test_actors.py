"""The registry: names to actors, actors to the office they held on a date."""

import csv

import pytest

from stance import actor_table
from stance.actors import Registry, capacity
from stance.errors import InputError
from stance.names import fold
from stance.records import Actor, Role


def person(name, *roles, aliases=()):
    return Actor(fold(name).replace(" ", "-"), name, "person", tuple(aliases), tuple(roles))


def fm(country, start="", end="", seen=()):
    return Role("Foreign Minister", country, start, end, tuple(seen), "a list", "foreign_minister")


def minister(country, role, start="", end=""):
    return Role(role, country, start, end, (), "a list", "minister")


def leader(country, start="", end=""):
    return Role("Prime Minister", country, start, end, (), "a list", "head_of_government")


@pytest.fixture
def registry():
    return Registry(
        [
            person("James Cleverly", fm("GBR", "2022-09-06", "2023-11-13"),
                   minister("GBR", "Home Secretary", "2023-11-13", "2024-07-05")),
            person("David Cameron", leader("GBR", "2010-05-11", "2016-07-13"),
                   fm("GBR", "2023-11-13", "2024-07-05")),
            person("Zhang Jun", fm("CHN", "2019", "2024-03")),
            person("Wang Yi", fm("CHN", "2024-04", "2025-06"), aliases=["Wang"]),
            person("Wang Wenbin", minister("CHN", "Minister", "2020", "2023"), aliases=["Wang"]),
            person("Abdel Fattah el-Sisi", leader("EGY", "2014-06-08", "2030")),
            person("Luis Lacalle Pou", leader("URY", "2020-03-01", "2025-03-01")),
            person("Mohammed bin Salman", leader("SAU", "2022-09-27", "2030")),
            person("Péter Szijjártó", fm("HUN", "2014-09-23", "2030")),
            person("Sameh Shoukry", fm("EGY", "2014-06-17", "2024-07-03")),
            person("Ali Sabry", fm("LKA", "2022-07-22", "2024-09-23")),
            person("Hadi Sabry", fm("TUN", "2022", "2024")),
            Actor("kremlin", "Kremlin", "institution", ("The Kremlin",),
                  (Role("Office of the President", "RUS", office="institution"),)),
        ]
    )  # fmt: skip


def name_of(actor):
    return actor.name if actor else None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("David Cameron", "David Cameron"),
        ("Mr. David Cameron", "David Cameron"),
        ("H.E. Mr David CAMERON", "David Cameron"),
        ("Foreign Secretary David Cameron", "David Cameron"),
        ("Cameron", "David Cameron"),
        ("Peter Szijjarto", "Péter Szijjártó"),
        ("Szijjártó Péter", "Péter Szijjártó"),
        ("Jun Zhang", "Zhang Jun"),
        ("Abdel-Fattah Al-Sisi", "Abdel Fattah el-Sisi"),
        ("al-Sisi", "Abdel Fattah el-Sisi"),
        ("Sisi", "Abdel Fattah el-Sisi"),
        ("Lacalle Pou", "Luis Lacalle Pou"),
        ("Crown Prince Mohamed bin Salman", "Mohammed bin Salman"),
        ("bin Salman", "Mohammed bin Salman"),
        ("Salman", None),
        ("Sameh Hassan Shoukry", "Sameh Shoukry"),
        ("Samir Shoukry", None),
        ("Luis Otero Pou", None),
        ("Sabry", None),
        ("Alan Fisher", None),
        ("the Kremlin", "Kremlin"),
        ("", None),
        ("...", None),
    ],
)
def test_names_without_date_or_country(registry, said, name):
    assert name_of(registry.find(said)) == name


def test_a_shared_surname_is_decided_by_country_or_date_and_else_left_open(registry):
    assert registry.find("Sabry") is None
    assert name_of(registry.find("Sabry", country="LKA")) == "Ali Sabry"
    assert name_of(registry.find("Sabry", country="TUN")) == "Hadi Sabry"
    assert registry.find("Wang", date="2022-05-01", country="CHN").name == "Wang Wenbin"
    assert registry.find("Wang", date="2024-05-01", country="CHN").name == "Wang Yi"
    assert registry.find("Sabry", date="2023-05-01") is None
    assert registry.find("Sabry", date="2024-11-01").name == "Hadi Sabry"
    assert registry.find("Wang", date="2024-05-01", country="USA") is None
    assert registry.find("Wang") is None


def test_a_surname_alone_must_fit_the_country_and_an_office_on_the_date(registry):
    assert name_of(registry.find("Cameron", date="2023-12-01")) == "David Cameron"
    assert registry.find("Cameron", date="2019-12-01") is None
    assert registry.find("Cameron", country="USA") is None
    assert name_of(registry.find("David Cameron", date="2019-12-01")) == "David Cameron"
    # The office must be of that country on that date, not one of each.
    assert registry.find("Cameron", date="2014-01-01", country="GBR")


def test_a_bare_surname_without_a_country_is_for_prominent_offices_only():
    miller = Role("Spokesperson", "USA", "2023-04", "2025-01", office="spokesperson")
    registry = Registry([person("Matthew Miller", miller)])
    assert registry.find("Miller", date="2024-01-01") is None
    assert registry.find("Miller") is None
    assert name_of(registry.find("Miller", date="2024-01-01", country="USA")) == "Matthew Miller"
    assert name_of(registry.find("Matthew Miller", date="2024-01-01")) == "Matthew Miller"


def test_a_given_name_is_nobody_without_a_country_or_a_title():
    registry = Registry([person("Abiy Ahmed", leader("ETH", "2018-04-02", "2030")),
                         person("Ahmed Attaf", fm("DZA", "2023-03", "2030")),
                         person("Abdullah II", leader("JOR", "1999", "2030"),
                                aliases=["King Abdullah"]),
                         person("Abdullah bin Zayed", fm("ARE", "2006", "2030"))])  # fmt: skip
    assert registry.find("Ahmed", "2023-11-04") is None
    assert registry.find("Mr. Ahmed", "2023-11-04") is None
    assert name_of(registry.find("Ahmed", "2023-11-04", "ETH")) == "Abiy Ahmed"
    assert name_of(registry.find("Attaf", "2023-11-04")) == "Ahmed Attaf"
    assert registry.find("Abdullah", "2023-11-04") is None
    assert name_of(registry.find("King Abdullah", "2023-11-04")) == "Abdullah II"


def test_the_agencies_of_the_un_are_of_the_un_too():
    chief = Role("Emergency Relief Coordinator", "OCHA", "2021", "2024", office="organisation_head")
    registry = Registry([person("Martin Griffiths", chief)])
    assert name_of(registry.find("Griffiths", "2023-11-04", "UN")) == "Martin Griffiths"
    assert registry.find("Griffiths", "2023-11-04", "EU") is None


def test_one_person_in_two_offices_has_the_one_of_the_date(registry):
    cleverly = registry.find("James Cleverly")
    assert registry.role_on(cleverly, "2023-11-12").role == "Foreign Minister"
    assert registry.role_on(cleverly, "2023-11-14").role == "Home Secretary"
    cameron = registry.find("David Cameron")
    assert registry.role_on(cameron, "2015-01-01").role == "Prime Minister"
    assert registry.role_on(cameron, "2020-01-01") is None
    assert registry.role_on(cameron, "2023-12-16").role == "Foreign Minister"
    assert registry.role_on(cameron, "") is None


def test_on_the_day_of_a_handover_the_new_holder_and_the_new_office_count(registry):
    assert registry.holder("foreign_minister", "GBR", "2023-11-12").name == "James Cleverly"
    assert registry.holder("foreign_minister", "GBR", "2023-11-13").name == "David Cameron"
    cleverly = registry.find("James Cleverly")
    assert registry.role_on(cleverly, "2023-11-13").role == "Home Secretary"


def test_an_office_that_several_hold_has_no_holder():
    both = Registry([person("A B", minister("FRA", "Minister", "2020", "2024")),
                     person("C D", minister("FRA", "Minister", "2022", "2024"))])  # fmt: skip
    assert both.holder("minister", "FRA", "2021-01-01").name == "A B"
    assert both.holder("minister", "FRA", "2023-01-01") is None
    assert both.holder("minister", "FRA", "") is None


def test_who_holds_two_offices_at_once_speaks_in_the_first(registry):
    double = person("E F", fm("QAT", "2016", "2030"), leader("QAT", "2023-03-07", "2030"))
    role = Registry([double]).role_on(double, "2024-01-01")
    assert role.office == "head_of_government"


@pytest.mark.parametrize(
    ("role", "date", "held"),
    [
        (fm("FRA", "2022", "2023"), "2023-12-31", True),
        (fm("FRA", "2022", "2023"), "2024-01-01", False),
        (fm("FRA", "2022-02", "2023-02"), "2023-02-28", True),
        (fm("FRA", "2022-02", "2023-02"), "2022-01-31", False),
        # No end: up to the last date seen for certain, then for NEAR days.
        (fm("FRA", "2012-05-07", "", ["2025-06-30"]), "2019-01-01", True),
        (fm("FRA", "2012-05-07", "", ["2025-06-30"]), "2026-06-30", True),
        (fm("FRA", "2012-05-07", "", ["2025-06-30"]), "2026-09-01", False),
        (fm("FRA", "2012-05-07", "", ["2025-06-30"]), "2012-05-06", False),
        # Only seen: NEAR days to both sides of each date, not in between.
        (fm("FRA", seen=["2021-09", "2024-09"]), "2022-10-01", True),
        (fm("FRA", seen=["2021-09", "2024-09"]), "2023-03-01", False),
        (fm("FRA", seen=["2021-09", "2024-09"]), "2020-09-01", True),
        (fm("FRA", seen=["2021-09", "2024-09"]), "2020-07-01", False),
        (fm("FRA"), "2022-01-01", False),
    ],
)
def test_what_is_known_of_a_term_decides(role, date, held):
    somebody = person("G H", role)
    assert bool(Registry([somebody]).role_on(somebody, date)) is held


def test_evidence_of_the_next_holder_ends_the_last_one():
    old, new = person("I J", fm("FRA", seen=["2022-09-25"])), person("K L", fm("FRA", "2023-03-01"))
    registry = Registry([old, new])
    assert registry.role_on(old, "2023-02-28")
    assert registry.role_on(old, "2023-03-01") is None
    assert registry.holder("foreign_minister", "FRA", "2023-05-01") == new


def test_nobody_is_believed_in_an_office_that_another_holds_for_certain():
    guest = person("Q R", fm("FRA", seen=["2022-09-25"]))
    registry = Registry([guest, person("S T", fm("FRA", "2022-01-01", "2024-01-01"))])
    assert registry.role_on(guest, "2022-10-10") is None


def test_evidence_of_the_last_holder_delays_the_next_one():
    old = person("M N", fm("FRA", "2020-01-01", "2022-12-31"))
    new = person("O P", fm("FRA", seen=["2023-03-01"]))
    registry = Registry([old, new])
    assert registry.role_on(new, "2022-12-01") is None
    assert registry.role_on(new, "2023-01-15")


def test_an_institution_holds_its_office_at_any_date(registry):
    role = registry.role_on(registry.find("The Kremlin"), "2021-01-01")
    assert (role.role, role.country) == ("Office of the President", "RUS")


@pytest.mark.parametrize(
    ("office", "role", "country", "whose"),
    [
        ("foreign_minister", "Foreign Minister", "EGY", "government"),
        ("spokesperson", "Spokesperson", "QAT", "government"),
        ("institution", "Foreign ministry", "QAT", "government"),
        ("organisation_head", "Secretary-General", "UN", "organisation"),
        ("spokesperson", "Spokesperson", "WHO", "organisation"),
        ("organisation_head", "Chief of the Hamas political bureau", "PSE", "other"),
        ("legislator", "Leader of the Opposition", "GBR", "other"),
        ("legislator", "President of the European Parliament", "EU", "other"),
        ("envoy", "Special Rapporteur on torture", "UN", "other"),
    ],
)
def test_whose_position_a_role_states(office, role, country, whose):
    assert capacity(Role(role, country, office=office)) == whose


ROW = {
    "id": "anwar-gargash", "name": "Anwar Gargash", "kind": "person", "aliases": "A. Gargash|Gargash",
    "office": "envoy", "role": "Diplomatic adviser", "country": "ARE", "start": "2021-02", "end": "",
    "seen": "2023-11-04|2024", "source": "a page",
}  # fmt: skip


def table(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, actor_table.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_rows_of_an_actor_are_put_together(tmp_path):
    other = ROW | {"office": "minister", "role": "Minister of State", "end": "2021-02",
                   "start": "2008", "seen": "", "aliases": "Dr Gargash"}  # fmt: skip
    (actor,) = Registry.load(table(tmp_path / "actors.csv", ROW, other)).actors
    assert actor.aliases == ("A. Gargash", "Gargash", "Dr Gargash")
    assert actor.roles == (
        Role("Diplomatic adviser", "ARE", "2021-02", "", ("2023-11-04", "2024"), "a page", "envoy"),
        Role("Minister of State", "ARE", "2008", "2021-02", (), "a page", "minister"),
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "dog"}, "kind 'dog' is unknown. Use one of person, institution."),
        ({"office": "boss"}, f"office 'boss' is unknown. Use one of {', '.join(actor_table.OFFICES)}."),
        ({"id": "Anwar G"},
         "id 'Anwar G' is no slug. Use small letters, digits and single hyphens."),
        ({"country": "UAE"},
         "country 'UAE' is unknown. Use an ISO 3166 alpha-3 code or an organisation of "
         "countries.csv."),
        ({"source": " "}, "source is empty. Fill it in."),
        ({"start": "2021-13"},
         "'2021-13' is not in the calendar. Correct the date or leave it empty."),
        ({"end": "2023-02-29"},
         "'2023-02-29' is not in the calendar. Correct the date or leave it empty."),
        ({"seen": "2021|spring"},
         "'spring' is not of the form YYYY, YYYY-MM or YYYY-MM-DD. Correct the date or leave it "
         "empty."),
        ({"end": "2020"}, "start 2021-02 is after end 2020. Correct one of them."),
        ({"name": "A. Gargash"},
         "id 'anwar-gargash' has two names or kinds. Make the rows agree."),
    ],
)  # fmt: skip
def test_a_bad_row_names_file_line_and_mend(tmp_path, change, message):
    with pytest.raises(InputError) as error:
        Registry.load(table(tmp_path / "actors.csv", ROW, ROW | change))
    assert str(error.value) == f"actors.csv, line 3: {message}"


def test_a_row_of_the_wrong_length_names_file_line_and_mend(tmp_path):
    path = table(tmp_path / "actors.csv", ROW)
    path.write_text(path.read_text(encoding="utf-8") + "a,b\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        Registry.load(path)
    assert str(error.value) == (
        "actors.csv, line 3: the number of cells is not that of the first line. "
        'Put cells with commas between "quotation marks".'
    )


def test_a_byte_order_mark_is_no_part_of_a_column(tmp_path):
    path = table(tmp_path / "actors.csv", ROW)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Registry.load(path)


def test_wrong_columns_name_the_right_ones(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        Registry.load(path)
    assert str(error.value) == (
        "actors.csv, line 1: these are not the columns of this table. The first line must be "
        "id,name,kind,aliases,office,role,country,start,end,seen,source."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfe", "actors.csv: this is not UTF-8 text. Save it as UTF-8."),
        (
            ",".join(actor_table.COLUMNS).encode() + b'\na,"b\n',
            "actors.csv, line 2: unexpected end of data. "
            "Close every quotation mark and double those inside a cell.",
        ),
    ],
)
def test_a_broken_file_is_an_input_error(tmp_path, data, message):
    path = tmp_path / "actors.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        Registry.load(path)
    assert str(error.value) == message
