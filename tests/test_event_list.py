"""The event list is as Discourse Network Analyzer has it, and says what the codebook says."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from small import ISSUE, said, snapshot_of

from stance.codebook import derive
from stance.event_list import COLUMNS, stances
from stance.export import export
from stance.filters import Filters
from stance.gather import gather
from stance.snapshot import Snapshot
from stance.sources.table import read_table

HOSTILE = '=1+1; "quoted"'
BOTH = '{"ceasefire": {"stance": "opposes", "confidence": 0.9}, "humanitarian_pause": {"stance": "supports", "confidence": 0.8}}'


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", person=True),
        said("DEU", "2023-11-02", "none", id="b"),
        said("USA", "2023-11-03", "humanitarian_pause", id="c", text=HOSTILE, stances=BOTH, person=False),
    )


def listed(snapshot: Snapshot) -> pd.DataFrame:
    made = export(snapshot, Filters(ISSUE), "dna")
    # A version of digits alone is no number.
    return pd.read_csv(io.BytesIO(made), sep=";", dtype={"data version": str})


def test_there_is_a_row_for_each_statement_and_concept_it_speaks_of(snapshot: Snapshot) -> None:
    table = listed(snapshot)
    assert tuple(table.columns) == COLUMNS
    assert list(zip(table["statement"], table["concept"], table["agreement"], strict=True)) == [
        ("a", "Ceasefire", 1), ("c", "Ceasefire", 0), ("c", "Humanitarian pause", 1),
    ]  # fmt: skip
    assert list(table["statement ID"]) == [1, 2, 3] and table["document ID"].nunique() == 1
    assert table["time"][0] == "2023-11-01 00:00:00" and table["organization"][0] == "France"
    assert set(table["data version"]) == {snapshot.id}


def test_a_cell_that_looks_like_a_formula_is_text(snapshot: Snapshot) -> None:
    assert listed(snapshot)["text"][1] == "'" + HOSTILE


def test_text_stands_in_quotation_marks_and_numbers_bare(snapshot: Snapshot) -> None:
    head, first = export(snapshot, Filters(ISSUE), "dna").decode().splitlines()[:2]
    assert head.startswith('"statement ID";"time";"document ID";"document title";"author";"source";"section"')
    assert first.startswith('1;"2023-11-01 00:00:00";1;')
    assert len(next(csv.reader([first], delimiter=";"))) == len(COLUMNS)


def test_what_is_written_is_read_again(snapshot: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(export(snapshot, Filters(ISSUE), "dna"))
    found = read_table(path)
    assert [str(error) for error in found.refused] == []
    assert [row.statement.country for row in found.rows] == ["FRA", "USA", "USA"]
    assert [row.extra["agreement"] for row in found.rows] == ["supports", "opposes", "supports"]
    # What a corpus folder takes from it: each statement once, and a person's codings as a person's.
    (tmp_path / "c" / "documents").mkdir(parents=True)
    path.rename(tmp_path / "c" / "documents" / "events.csv")
    gathered = gather(tmp_path / "c", lambda function, items: map(function, items))
    readings = [reading.position for made in gathered.readings.values() for reading in made]
    assert len(gathered.statements) == 2 and readings == ["ceasefire"]


def test_a_persons_position_speaks_by_the_rule_of_the_codebook(snapshot: Snapshot) -> None:
    issue = snapshot.issues[ISSUE]
    for position in issue.positions:
        made = stances({"stances": "{}", "position": position.id}, issue)
        assert derive(issue, made) == position.id


def test_stances_that_make_another_position_do_not_count(snapshot: Snapshot) -> None:
    issue = replace(snapshot.issues[ISSUE])
    assert stances({"stances": BOTH, "position": "oppose_ceasefire"}, issue) == {"ceasefire": "opposes"}


def test_a_statement_without_a_date_gets_none(tmp_path: Path) -> None:
    made = snapshot_of(tmp_path, said("FRA", "", "ceasefire"))
    assert listed(made)["time"].isna().all()
