"""The issues that have no training statements of their own: gold, pairs, and how far two readings of it agree."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from stance.codebook import derive, load_issue
from stance.coding.agreement import kappa
from stance.coding.gold import read_gold
from stance.records import Issue

CORPUS = Path(__file__).parents[1] / "corpus"


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


@pytest.fixture(params=["ukraine-war", "fossil-fuels"])
def issue(request: pytest.FixtureRequest) -> Issue:
    return load_issue(request.param)


def test_the_gold_holds_each_statement_with_its_position_and_stances_that_give_it(issue: Issue) -> None:
    rows = read_gold(issue, CORPUS / "gold" / f"{issue.id}.csv")
    statements = [row for row in table("statements.csv") if row["issue"] == issue.id]
    assert {row["text"]: row["position"] for row in rows} == {row["text"]: row["position"] for row in statements}
    assert len(rows) == len(statements)
    assert [row["id"] for row in rows] == [hashlib.sha256(r["text"].encode()).hexdigest()[:8] for r in rows]


def test_no_statement_of_the_gold_is_an_example_of_the_codebook(issue: Issue) -> None:
    examples = {example.lower() for position in issue.positions for example in position.examples}
    held = [row["text"] for name in ("", "-pairs") for row in table(f"gold/{issue.id}{name}.csv")]
    assert [text for text in held if text.lower() in examples] == []


def test_a_pair_has_two_sides_of_different_position(issue: Issue) -> None:
    sides: dict[str, list[str]] = {}
    for row in read_gold(issue, CORPUS / "gold" / f"{issue.id}-pairs.csv"):
        sides.setdefault(row["pair"], []).append(row["position"])
    assert len(sides) == 20
    assert [pair for pair, found in sides.items() if len(found) != 2 or found[0] == found[1]] == []


def test_the_two_readings_agree_as_the_readme_says(issue: Issue) -> None:
    readings = table(f"gold/{issue.id}-second.csv")
    assert {row["id"] for row in readings} == {row["id"] for row in table(f"gold/{issue.id}.csv")}
    for row in readings:
        stances = {concept.id: row[concept.id] for concept in issue.concepts}
        assert derive(issue, stances) == row["position"], row["id"]
    first, second = ([row[name] for row in readings] for name in ("first", "position"))
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    said = f"{agreed} of {len(readings)} alike, Cohen's kappa {kappa(first, second):.2f}"
    assert said in " ".join((CORPUS / "README.md").read_text(encoding="utf-8").split())


def test_where_the_readings_part_one_of_them_was_taken_and_the_note_says_why(issue: Issue) -> None:
    decided = {row["id"]: row["position"] for row in table(f"gold/{issue.id}.csv")}
    for row in table(f"gold/{issue.id}-second.csv"):
        assert decided[row["id"]] in (row["first"], row["position"]), row["id"]
        assert bool(row["note"]) == (row["first"] != row["position"]), row["id"]
