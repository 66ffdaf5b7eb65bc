"""The second issue of the corpus: its statements and its events."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from stance.codebook import load_issue
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







def test_the_timeline_of_this_war_has_its_own_events() -> None:
    events = [row for row in table("events.csv") if row["issue"] == ISSUE.id]
    assert len(events) >= 30
    assert {row["kind"] for row in events} >= {"fighting", "diplomacy", "un-vote", "agreement", "court"}
    assert [row["label"] for row in events if "Gaza" in row["label"] or "Hamas" in row["label"]] == []
