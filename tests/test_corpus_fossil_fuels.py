"""The third issue of the corpus: as many and as wide as promised."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from stance.codebook import load_issue

CORPUS = Path(__file__).parents[1] / "corpus"
ISSUE = load_issue("fossil-fuels")
POSITIONS = {position.id for position in ISSUE.positions}


def table(name: str) -> list[dict[str, str]]:
    with (CORPUS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


STATEMENTS = [row for row in table("statements.csv") if row["issue"] == ISSUE.id]


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
