"""Which country or organisation a name stands for, in tables and in running text."""

import csv
import subprocess
import sys

import pytest

from stance import countries
from stance.errors import InputError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Egypt", "EGY"),
        ("EGY", "EGY"),
        ("egypt", "EGY"),
        ("Egyptian", "EGY"),
        ("Emirati", "ARE"),
        ("the United Arab Emirates", "ARE"),
        ("UAE", "ARE"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("Washington", "USA"),
        ("the White House", "USA"),
        ("UK", "GBR"),
        ("Britain", "GBR"),
        ("Downing Street", "GBR"),
        ("the Kremlin", "RUS"),
        ("Russian Federation", "RUS"),
        ("the Elysee", "FRA"),
        ("Élysée", "FRA"),
        ("Türkiye", "TUR"),
        ("Turkey", "TUR"),
        ("TURKEY", "TUR"),
        ("Ankara", "TUR"),
        ("Beijing", "CHN"),
        ("Tehran", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("Plurinational State of Bolivia", "BOL"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Republic of Korea", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Lao People’s Democratic Republic", "LAO"),
        ("Czech Republic", "CZE"),
        ("Federated States of Micronesia", "FSM"),
        ("Micronesia (Federated States of)", "FSM"),
        ("State of Palestine", "PSE"),
        ("Palestinian Authority", "PSE"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Viet Nam", "VNM"),
        ("Kingdom of the Netherlands", "NLD"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("Congo", "COG"),
        ("Democratic Republic of the Congo", "COD"),
        ("Holy See", "VAT"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Hong Kong", "HKG"),
        ("the Arab League", "LAS"),
        ("OIC", "OIC"),
        ("Nato", "NATO"),
        ("European Union", "EU"),
        ("Brussels", "EU"),
        ("World Health Organization", "WHO"),
    ],
)
def test_a_whole_name_gives_its_code(text, code):
    assert countries.code(text) == code


@pytest.mark.parametrize(
    "text",
    ["", "us", "Us", "who", "un", "Korea", "Atlantis", "Scotland", "Northern Ireland", "New Mexico",
     "Jerusalem", "The Hague", "Egypt Today", "Hamas"],
)  # fmt: skip
def test_what_is_no_country_gives_nothing(text):
    assert countries.code(text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Egypt's Foreign Minister Sameh Shoukry", [("Egypt", "EGY")]),
        ("the president of the United Arab Emirates", [("United Arab Emirates", "ARE")]),
        ("Jordan and Egypt reiterated the demand", [("Jordan", "JOR"), ("Egypt", "EGY")]),
        ("the U.S. Secretary of State", [("U.S.", "USA")]),
        ("he told us that the US", [("US", "USA")]),
        ("a doctor who said WHO staff", [("WHO", "WHO")]),
        ("roast turkey for Turkey", [("Turkey", "TUR")]),
        ("Israeli Foreign Minister Israel Katz", [("Israeli", "ISR")]),
        ("Israel Defense Forces", [("Israel", "ISR")]),
        ("Chad Smith met Chad's president", [("Chad", "TCD")]),
        ("as Michael Jordan said", []),
        ("the Washington Post on Washington", [("Washington", "USA")]),
        ("Blinken spoke in Washington, at the White House", []),
        ("Washington said", [("Washington", "USA")]),
        ("flights from Paris and a visit to Doha", []),
        ("Guinea-Bissau, Guinea, Equatorial Guinea and Papua New Guinea",
         [("Guinea-Bissau", "GNB"), ("Guinea", "GIN"), ("Equatorial Guinea", "GNQ"),
          ("Papua New Guinea", "PNG")]),
        ("South Sudan and Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("Latin America, the Indian Ocean and New Mexico", []),
        ("SAMEH SHOUKRY (EGYPT)", [("EGYPT", "EGY")]),
        ("the Democratic Republic of the Congo", [("Democratic Republic of the Congo", "COD")]),
        ("", []),
    ],
)  # fmt: skip
def test_mentions_in_running_text(text, found):
    assert [(text[start:end], code) for start, end, code in countries.find(text)] == found


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("French President", "FRA"),
        ("US ambassador to Israel", "USA"),
        ("Permanent Representative of Jamaica to the United Nations", "JAM"),
        ("UN special envoy for Syria", "UN"),
        ("special envoy for Syria", ""),
        ("ambassador to the United States", ""),
        ("the Arab League's Secretary-General", "LAS"),
        ("Kremlin spokesman", "RUS"),
        ("spokesman", ""),
    ],
)
def test_whose_office_it_is(role, code):
    assert countries.of_role(role) == code


def test_names_are_for_display_and_unknown_codes_stay_visible():
    assert countries.name("TUR") == "Türkiye"
    assert countries.name("VAT") == "Holy See"
    assert countries.name("LAS") == "League of Arab States"
    assert countries.name("QQQ") == "QQQ"


def test_states_are_the_members_the_observers_kosovo_and_taiwan():
    states = [code for code in countries.places() if countries.is_state(code)]
    assert len(states) == 193 + 2 + 2
    assert {"PSE", "VAT", "XKX", "TWN"} < set(states)
    assert not countries.is_state("HKG")
    assert not countries.is_state("EU")
    assert "SUN" not in countries.places(), "former states are no places of today"
    assert countries.is_organisation("EU")
    assert not countries.is_organisation("FRA")


def test_no_name_stands_for_two_places():
    owners: dict[str, set[str]] = {}
    for place in countries.places().values():
        for form in (*place.names, *place.adjectives, *place.metonyms):
            owners.setdefault(countries.fold(form), set()).add(place.code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


def test_every_name_in_the_table_is_found_as_its_own_place():
    for place in countries.places().values():
        for form in (*place.names, *place.adjectives, *place.metonyms):
            assert countries.code(form) == place.code, form


def test_the_names_cost_no_heavy_import():
    program = (
        "import sys; from stance import countries; countries.name('EGY'); countries.find('Egypt');"
        "sys.exit(any(m in sys.modules for m in ('pandas', 'country_converter')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def _table(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([countries.COLUMNS, *rows])
    return path


def test_a_bad_kind_names_file_line_and_mend(tmp_path):
    path = _table(tmp_path / "countries.csv", ["EGY", "", "state", "", "", ""],
                  ["LBN", "", "land", "", "", ""])  # fmt: skip
    with pytest.raises(InputError) as error:
        countries.load(path)
    assert str(error.value) == "countries.csv, line 3: kind 'land'. Use state or organisation."


def test_a_code_without_a_name_names_file_line_and_mend(tmp_path):
    path = _table(tmp_path / "countries.csv", ["ZZZ", "", "state", "", "", ""])
    with pytest.raises(InputError) as error:
        countries.load(path)
    assert str(error.value) == (
        "countries.csv, line 2: 'ZZZ' has no name. Fill in the column name, or correct the code."
    )


def test_wrong_columns_name_the_right_ones(tmp_path):
    path = tmp_path / "countries.csv"
    path.write_text("code,name\nEGY,Egypt\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        countries.load(path)
    assert str(error.value) == (
        "countries.csv, line 1: these are not the columns of this table. "
        "The first line must be code,name,kind,adjectives,metonyms,aliases."
    )


@pytest.mark.parametrize(
    ("code", "whose"), [("FRA", "government"), ("EU", "organisation"), ("GRL", "other"), ("", "other")]
)
def test_a_territory_speaks_neither_for_a_government_nor_for_an_organisation(code: str, whose: str) -> None:
    assert countries.capacity_of(code, "other") == whose
