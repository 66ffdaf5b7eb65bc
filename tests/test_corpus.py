"""The hand-edited tables of the corpus: codes, dates, addresses, vocabularies, doubles, recorded totals."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlparse

import pytest

from stance.codebook import load_issues

CORPUS = Path(__file__).parents[1] / "corpus"

# ISO 3166-1 alpha-3: the members of the UN, its two observers, and Western Sahara (in the African Union).
ISO3 = frozenset(
    """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN
    BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY
    ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND
    IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU
    LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR
    NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR
    SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY
    USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE PSE VAT ESH
    """.split()
)
UN_MEMBERS = ISO3 - {"PSE", "VAT", "ESH"}
ORGANISATIONS = frozenset("UN EU LAS OIC AU CARICOM ASEAN BRICS".split())
BLOCS = frozenset("EU LAS OIC ASEAN AU G7 BRICS CARICOM GCC NATO".split())

COLUMNS = {
    "statements": "date date_precision speaker role country capacity wording text language venue publisher "
    "source_kind source_title source_url issue position condition context coder note",
    "rollcalls": "id body date title topic sponsor outcome yes no abstain url",
    "votes": "rollcall country vote",
    "blocs": "bloc name country start end source",
    "events": "issue date label kind source source_url note",
}
OPTIONAL = frozenset("source_url condition context note sponsor start end".split())
VOCABULARY = {
    ("statements", "date_precision"): "day week month year",
    ("statements", "capacity"): "government organisation other",
    ("statements", "wording"): "quote paraphrase vote",
    ("statements", "source_kind"): "press official un-record un-press",
    ("statements", "issue"): " ".join(load_issues()),
    ("events", "issue"): " ".join(load_issues()),
    ("statements", "language"): "en es fr it no pt",
    ("statements", "coder"): "editors",
    ("rollcalls", "body"): "UNGA UNSC",
    ("rollcalls", "outcome"): "adopted vetoed not_adopted",
    ("votes", "vote"): "Y N A X",
    ("events", "kind"): "fighting diplomacy un-vote agreement court humanitarian",
}
# The key of a row: no two rows of a table share it.
KEYS = {
    "statements": ("date", "speaker", "country", "text", "issue"),
    "rollcalls": ("id",),
    "votes": ("rollcall", "country"),
    "blocs": ("bloc", "country", "start"),
    "events": ("date", "label"),
}
# (for, against, abstaining) as the UN recorded them.
RECORDED = {
    "A/RES/68/262": (100, 11, 58),
    "A/RES/ES-11/1": (141, 5, 35),
    "S/2022/155": (11, 1, 3),
    "S/2022/720": (10, 1, 4),
    "A/RES/ES-11/4": (143, 5, 35),
    "A/RES/ES-11/6": (141, 7, 32),
    "A/RES/ES-10/21": (120, 14, 45),
    "A/RES/ES-10/22": (153, 10, 23),
    "A/RES/ES-10/23": (143, 9, 25),
    "A/RES/ES-10/24": (124, 14, 43),
    "A/RES/ES-10/25": (159, 9, 11),
    "A/RES/ES-10/26": (158, 9, 13),
    "A/RES/79/232": (137, 12, 22),
    "A/RES/ES-10/27": (149, 12, 19),
    "A/DEC/80/506": (142, 10, 12),
    "A/RES/80/1": (145, 5, 6),
    "A/RES/80/78": (151, 10, 14),
    "A/RES/80/116": (139, 12, 19),
    "S/2023/775 (amendment)": (6, 1, 8),
    "S/2023/776 (amendment)": (7, 1, 7),
    "S/2023/773": (12, 1, 2),
    "S/2023/792": (10, 3, 2),
    "S/2023/795": (4, 2, 9),
    "S/2023/970": (13, 1, 1),
    "S/RES/2720": (13, 0, 2),
    "S/2024/173": (13, 1, 1),
    "S/2024/239": (11, 3, 1),
    "S/RES/2735": (14, 0, 1),
    "S/2024/835": (14, 1, 0),
    "S/2025/353": (14, 1, 0),
    "S/RES/2803": (13, 0, 2),
}


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def wrong(name: str, column: str, good) -> list[tuple[int, str]]:
    """(line, cell) of every cell of the column that is not good; a line of the file, as an editor counts."""
    return [(n, row[column]) for n, row in enumerate(table(name), 2) if not good(row[column])]


def is_date(cell: str) -> bool:
    try:
        return dt.date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def is_address(cell: str) -> bool:
    parts = urlparse(cell)
    return parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", cell)


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_are_those_of_the_contract(name):
    with (CORPUS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        assert next(csv.reader(lines)) == COLUMNS[name].split()
    assert all(None not in row and None not in row.values() for row in table(name))


@pytest.mark.parametrize("name", COLUMNS)
def test_required_cells_are_filled(name):
    required = [column for column in COLUMNS[name].split() if column not in OPTIONAL]
    assert [(column, bad) for column in required for bad in wrong(name, column, bool)] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_cells_are_clean_text(name):
    def clean(cell: str) -> bool:
        return cell == cell.strip() and cell.isprintable() and not cell.startswith(("=", "+", "-", "@"))

    assert [bad for column in COLUMNS[name].split() for bad in wrong(name, column, clean)] == []


@pytest.mark.parametrize(("name", "column"), VOCABULARY)
def test_vocabularies_are_closed(name, column):
    allowed = [word.replace("not_", "not ") for word in VOCABULARY[name, column].split()]
    assert wrong(name, column, lambda cell: cell in allowed) == []


@pytest.mark.parametrize("name", KEYS)
def test_no_row_stands_twice(name):
    counts = Counter(tuple(row[column] for column in KEYS[name]) for row in table(name))
    assert [key for key, n in counts.items() if n > 1] == []


def test_countries_are_iso_codes_or_known_organisations():
    assert wrong("statements", "country", lambda c: c in ISO3 | ORGANISATIONS) == []
    assert wrong("votes", "country", lambda c: c in UN_MEMBERS) == []
    assert wrong("blocs", "country", lambda c: c in ISO3) == []
    assert wrong("blocs", "bloc", lambda c: c in BLOCS) == []
    sponsors = UN_MEMBERS | {"PSE", "E10"}
    assert wrong("rollcalls", "sponsor", lambda c: not c or set(c.split("|")) <= sponsors) == []


def test_an_organisation_speaks_as_one_and_a_state_does_not():
    rows = enumerate(table("statements"), 2)
    assert [n for n, r in rows if (r["country"] in ORGANISATIONS) != (r["capacity"] == "organisation")] == []


def test_dates_exist_and_lie_in_the_period():
    starts = {name: issue.start for name, issue in load_issues().items()}
    for name in ("statements", "events"):
        rows = [(n, row["date"], starts[row["issue"]]) for n, row in enumerate(table(name), 2)]
        assert [n for n, date, start in rows if not (is_date(date) and start <= date <= "2025-12-31")] == []
    assert wrong("rollcalls", "date", lambda d: is_date(d) and "2014-01-01" <= d <= "2025-12-31") == []
    for column in ("start", "end"):
        assert wrong("blocs", column, lambda d: not d or (is_date(d) and d <= "2025-12-31")) == []


@pytest.mark.parametrize(
    ("name", "column"), [("rollcalls", "url"), ("blocs", "source"), ("events", "source_url")]
)
def test_addresses_are_of_the_web(name, column):
    assert wrong(name, column, is_address) == []


def test_only_the_report_without_a_known_address_has_none():
    assert wrong("statements", "source_url", lambda url: not url or is_address(url)) == []
    titles = {(r["publisher"], r["source_title"]) for r in table("statements") if not r["source_url"]}
    assert titles == {("Al Jazeera", "Blinken reaffirms US support for ‘humanitarian pauses’ in Gaza")}


def test_quotations_are_at_most_35_words():
    quotes = [(n, row["text"]) for n, row in enumerate(table("statements"), 2) if row["wording"] == "quote"]
    assert [(n, text) for n, text in quotes if len(text.split()) > 35] == []


def test_our_own_sentences_end_as_sentences():
    for n, row in enumerate(table("statements"), 2):
        own = [row["context"], row["note"]] + ([row["text"]] if row["wording"] != "quote" else [])
        assert [(n, s) for s in own if s and not (s.endswith((".", '."', '".')) and s[0].isupper())] == []


def test_a_vote_row_agrees_with_the_roll_call():
    says = {"Y": "ceasefire", "N": "oppose_ceasefire", "A": "none"}
    votes = {(v["rollcall"], v["country"]): v["vote"] for v in table("votes")}
    on = {"2023-10-27": "21", "2023-12-12": "22", "2024-12-11": "26", "2025-06-12": "27"}
    rows = [r for r in table("statements") if r["wording"] == "vote"]
    assert len(rows) >= 30
    for row in rows:
        vote = votes[f"A/RES/ES-10/{on[row['date']]}", row["country"]]
        assert row["position"] == says[vote], (row["country"], row["date"])


def test_a_condition_belongs_to_a_position_on_a_ceasefire():
    conditioned = [
        r["position"] for r in table("statements") if r["condition"] and r["issue"] == "gaza-ceasefire"
    ]
    assert conditioned and set(conditioned) <= {"ceasefire", "oppose_ceasefire"}


def test_the_corpus_is_as_wide_as_promised():
    rows = [row for row in table("statements") if row["issue"] == "gaza-ceasefire"]
    assert len(rows) >= 300
    assert len({r["country"] for r in rows}) >= 90
    assert min(Counter(r["position"] for r in rows).values()) >= 20
    assert len(table("events")) >= 40
    assert {b["bloc"] for b in table("blocs")} == BLOCS


def test_every_roll_call_has_the_recorded_totals():
    counts = Counter((v["rollcall"], v["vote"]) for v in table("votes"))
    counted = {i: tuple(counts[i, v] for v in "YNA") for i in {v["rollcall"] for v in table("votes")}}
    stated = {r["id"]: (int(r["yes"]), int(r["no"]), int(r["abstain"])) for r in table("rollcalls")}
    assert stated == RECORDED
    assert counted == RECORDED


def test_a_codebook_maps_votes_that_were_recorded_while_its_issue_ran():
    dates = {r["id"]: r["date"] for r in table("rollcalls")}
    for issue in load_issues().values():
        assert [i for i in issue.votes if i not in dates or dates[i] < issue.start] == [], issue.id


def test_every_member_stands_in_every_roll_call():
    voters = defaultdict(set)
    for v in table("votes"):
        voters[v["rollcall"]].add(v["country"])
    bodies = {r["id"]: r["body"] for r in table("rollcalls")}
    assert {i for i, body in bodies.items() if body == "UNGA" and voters[i] != UN_MEMBERS} == set()
    assert {i for i, body in bodies.items() if body == "UNSC" and len(voters[i]) != 15} == set()
    council = {r["id"] for r in table("rollcalls") if r["body"] == "UNSC"}
    assert [v for v in table("votes") if v["rollcall"] in council and v["vote"] == "X"] == []


def test_a_veto_is_a_no_of_a_permanent_member():
    permanent = {"CHN", "FRA", "GBR", "RUS", "USA"}
    against = defaultdict(set)
    for v in table("votes"):
        if v["vote"] == "N":
            against[v["rollcall"]].add(v["country"])
    for row in table("rollcalls"):
        if row["body"] == "UNSC":
            outcome = "vetoed" if against[row["id"]] & permanent else "adopted"
            assert row["outcome"] == (outcome if int(row["yes"]) >= 9 else "not adopted"), row["id"]


def test_memberships_are_ordered_and_do_not_overlap():
    spans = defaultdict(list)
    names = defaultdict(set)
    for row in table("blocs"):
        spans[row["bloc"], row["country"]].append((row["start"], row["end"]))
        names[row["bloc"]].add(row["name"])
    assert [bloc for bloc, found in names.items() if len(found) > 1] == []
    for member, rows in spans.items():
        assert [(member, s, e) for s, e in rows if e and e < s] == []
        assert rows == sorted(rows), member
        pairs = zip(rows, rows[1:], strict=False)
        assert [(member, a, b) for a, b in pairs if not a[1] or a[1] >= b[0]] == []


@pytest.mark.parametrize(
    ("bloc", "date", "members"),
    [
        ("EU", "2023-11-17", 27),
        ("LAS", "2021-11-17", 21),
        ("LAS", "2023-11-17", 22),
        ("OIC", "2023-11-17", 56),
        ("OIC", "2025-06-01", 57),
        ("AU", "2023-11-17", 55),
        ("ASEAN", "2023-11-17", 10),
        ("ASEAN", "2025-12-01", 11),
        ("CARICOM", "2023-11-17", 14),
        ("G7", "2023-11-17", 7),
        ("BRICS", "2023-11-17", 5),
        ("BRICS", "2024-06-01", 9),
        ("BRICS", "2025-06-01", 10),
        ("GCC", "2023-11-17", 6),
        ("NATO", "2023-11-17", 31),
        ("NATO", "2024-06-01", 32),
    ],
)
def test_a_bloc_has_its_members_on_a_date(bloc, date, members):
    rows = [r for r in table("blocs") if r["bloc"] == bloc]
    assert sum(r["start"] <= date and (not r["end"] or date <= r["end"]) for r in rows) == members


def test_tables_are_sorted():
    for name in ("statements", "events", "rollcalls"):
        dates = [r["date"] for r in table(name)]
        assert dates == sorted(dates), name


def test_event_labels_fit_a_timeline():
    assert wrong("events", "label", lambda label: len(label) <= 60 and not label.endswith(".")) == []


def test_every_position_is_in_the_codebook_of_its_issue() -> None:
    positions = {key: {position.id for position in issue.positions} for key, issue in load_issues().items()}
    strays = [row for row in table("statements") if row["position"] not in positions[row["issue"]]]
    assert strays == []
