"""The third issue of the corpus: its statements, its gold, and how far two readings of them agree."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

import pytest

from stance.codebook import derive, load_issue
from stance.coding.agreement import kappa
from stance.coding.gold import read_gold

CORPUS = Path(__file__).parents[1] / "corpus"
ISSUE = load_issue("fossil-fuels")
POSITIONS = {position.id for position in ISSUE.positions}


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


STATEMENTS = [row for row in table("statements.csv") if row["issue"] == ISSUE.id]
GOLD = table("gold/fossil-fuels.csv")
SECOND = table("gold/fossil-fuels-second.csv")


def test_the_statements_are_as_many_and_as_wide_as_promised() -> None:
    assert len(STATEMENTS) >= 150
    assert len({row["country"] for row in STATEMENTS}) >= 100
    assert {row["position"] for row in STATEMENTS} == POSITIONS
    assert min(Counter(row["position"] for row in STATEMENTS).values()) >= 30


def test_a_statement_of_the_general_debate_is_dated_to_the_week_of_its_session() -> None:
    opened = {"76th": "2021-09-21", "77th": "2022-09-20", "78th": "2023-09-19", "79th": "2024-09-24"}
    for row in STATEMENTS:
        session = row["source_title"].removeprefix("General Debate, ").split(" session: ")[0]
        assert (row["date"], row["date_precision"]) == (opened[session], "week"), row["text"]
        assert (row["publisher"], row["source_kind"], row["wording"]) == ("United Nations", "un-record", "quote")


def test_the_gold_holds_each_statement_with_its_position_and_stances_that_give_it() -> None:
    rows = read_gold(ISSUE, CORPUS / "gold" / "fossil-fuels.csv")
    assert {row["text"]: row["position"] for row in rows} == {
        row["text"]: row["position"] for row in STATEMENTS
    }
    assert len(rows) == len(STATEMENTS)
    assert [row["id"] for row in rows] == [hashlib.sha256(r["text"].encode()).hexdigest()[:8] for r in rows]


def test_no_statement_of_the_gold_is_an_example_of_the_codebook() -> None:
    examples = {example.lower() for position in ISSUE.positions for example in position.examples}
    pairs = [row["text"] for row in table("gold/fossil-fuels-pairs.csv")]
    assert [text for text in [*pairs, *(row["text"] for row in GOLD)] if text.lower() in examples] == []


def test_a_pair_has_two_sides_of_different_position() -> None:
    sides: dict[str, list[str]] = {}
    for row in read_gold(ISSUE, CORPUS / "gold" / "fossil-fuels-pairs.csv"):
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
    assert kappa(first, second) == pytest.approx(0.966, abs=0.001)


def test_where_the_readings_part_one_of_them_was_taken_and_the_note_says_why() -> None:
    decided = {row["id"]: row["position"] for row in GOLD}
    for row in SECOND:
        assert decided[row["id"]] in (row["first"], row["position"]), row["id"]
        assert bool(row["note"]) == (row["first"] != row["position"]), row["id"]
