"""The second issue of the corpus: its statements, its gold, its events, and how far two readings agree."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter, defaultdict
from pathlib import Path

from stance.codebook import derive, load_issue
from stance.coding.agreement import kappa
from stance.coding.gold import read_gold
from stance.countries import is_state

CORPUS = Path(__file__).parents[1] / "corpus"
ISSUE = load_issue("ukraine-war")
POSITIONS = {position.id for position in ISSUE.positions}
# On whose words the map would be judged first: the parties, the powers, and those who speak for a region.
LOOKED_FOR = (
    "UKR RUS USA GBR FRA DEU POL HUN TUR CHN IND BRA ZAF BLR SYR PRK NIC MLI ERI IRN PAK IDN MEX SAU EU UN"
).split()


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


STATEMENTS = [row for row in table("statements.csv") if row["issue"] == ISSUE.id]
GOLD = table("gold/ukraine-war.csv")
SECOND = table("gold/ukraine-war-second.csv")


def test_the_statements_are_as_many_and_as_wide_as_promised() -> None:
    assert len(STATEMENTS) >= 300
    countries = {row["country"] for row in STATEMENTS}
    assert sum(is_state(country) for country in countries) >= 150
    assert [country for country in LOOKED_FOR if country not in countries] == []
    assert {row["position"] for row in STATEMENTS} == POSITIONS
    assert min(Counter(row["position"] for row in STATEMENTS).values()) >= 20


def test_every_row_of_a_state_is_a_short_quotation_of_the_years_2022_to_2024() -> None:
    for row in STATEMENTS:
        assert row["wording"] == "quote" or row["country"] == "UN", row["text"]
        assert len(row["text"].split()) <= 35, row["text"]
        assert "2022-02-24" <= row["date"] <= "2024-12-31", row["text"]
        assert not row["condition"] or row["position"] == "withdrawal", row["text"]


def test_a_statement_of_the_general_debate_is_dated_to_the_week_of_its_session() -> None:
    opened = {"77th": "2022-09-20", "78th": "2023-09-19", "79th": "2024-09-24"}
    debate = [row for row in STATEMENTS if row["source_title"].startswith("General Debate, ")]
    assert {row["country"] for row in STATEMENTS if row not in debate} == {"UN"}
    for row in debate:
        session = row["source_title"].removeprefix("General Debate, ").split(" session: ")[0]
        assert (row["date"], row["date_precision"]) == (opened[session], "week"), row["text"]
        assert (row["publisher"], row["source_kind"]) == ("United Nations", "un-record")


def test_fifteen_governments_said_another_thing_in_another_year() -> None:
    """What a map of changes can show; ``none`` is no position, and so no move."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in STATEMENTS:
        if row["position"] != "none":
            said[row["country"]][row["date"][:4]].add(row["position"])
    moved = {c for c, years in said.items() if len({frozenset(found) for found in years.values()}) > 1}
    assert {"GTM", "GUY", "HUN", "LCA", "LUX", "MLT", "PLW", "PRY"} <= moved
    assert len(moved) >= 15


def test_the_gold_holds_each_statement_with_its_position_and_stances_that_give_it() -> None:
    rows = read_gold(ISSUE, CORPUS / "gold" / "ukraine-war.csv")
    assert {row["text"]: row["position"] for row in rows} == {
        row["text"]: row["position"] for row in STATEMENTS
    }
    assert len(rows) == len(STATEMENTS)
    assert [row["id"] for row in rows] == [hashlib.sha256(r["text"].encode()).hexdigest()[:8] for r in rows]


def test_no_statement_of_the_gold_is_an_example_of_the_codebook() -> None:
    examples = {example.lower() for position in ISSUE.positions for example in position.examples}
    pairs = [row["text"] for row in table("gold/ukraine-war-pairs.csv")]
    assert [text for text in [*pairs, *(row["text"] for row in GOLD)] if text.lower() in examples] == []


def test_a_pair_has_two_sides_of_different_position() -> None:
    sides: dict[str, list[str]] = {}
    for row in read_gold(ISSUE, CORPUS / "gold" / "ukraine-war-pairs.csv"):
        sides.setdefault(row["pair"], []).append(row["position"])
    assert len(sides) == 20
    assert [pair for pair, found in sides.items() if len(found) != 2 or found[0] == found[1]] == []


def test_the_two_readings_agree_as_the_readme_says() -> None:
    assert {row["id"] for row in SECOND} == {row["id"] for row in GOLD}
    for row in SECOND:
        stances = {concept.id: row[concept.id] for concept in ISSUE.concepts}
        assert derive(ISSUE, stances) == row["position"], row["id"]
    first, second = ([row[name] for row in SECOND] for name in ("first", "position"))
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    said = f"{agreed} of {len(SECOND)} alike, Cohen's kappa {kappa(first, second):.2f}"
    assert said in " ".join((CORPUS / "README.md").read_text(encoding="utf-8").split())


def test_where_the_readings_part_one_of_them_was_taken_and_the_note_says_why() -> None:
    decided = {row["id"]: row["position"] for row in GOLD}
    for row in SECOND:
        assert decided[row["id"]] in (row["first"], row["position"]), row["id"]
        assert bool(row["note"]) == (row["first"] != row["position"]), row["id"]


def test_the_timeline_of_this_war_has_its_own_events() -> None:
    events = [row for row in table("events.csv") if row["issue"] == ISSUE.id]
    assert len(events) >= 30
    assert {row["kind"] for row in events} >= {"fighting", "diplomacy", "un-vote", "agreement", "court"}
    assert [row["label"] for row in events if "Gaza" in row["label"] or "Hamas" in row["label"]] == []
