"""Exports open in other programs, say where they come from, and run nothing."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest
from small import ISSUE, said, snapshot_of

from stance.export import COLUMNS, FORMATS, describe, export, neutral
from stance.filters import Filters
from stance.snapshot import Snapshot

HOSTILE = '=HYPERLINK("http://evil","x")<script>alert(1)</script>'


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", speaker="Émile Élan"),
        said("DEU", "2023-11-02", "none", id="b"),
        said("FRA", "2023-11-03", "ceasefire", id="c", speaker="Émile Élan", text=HOSTILE),
    )


def test_csv_opens_in_a_spreadsheet_with_accents_and_without_formulas(snapshot: Snapshot) -> None:
    data = export(snapshot, Filters(ISSUE), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert rows[0]["speaker"] == "Émile Élan"
    assert rows[2]["text"] == "'" + HOSTILE
    assert {row["data_version"] for row in rows} == {snapshot.id}
    assert rows[0]["filters"] == f"issue={ISSUE}"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_whatever_a_spreadsheet_would_run_is_made_text(value: str) -> None:
    assert neutral(value) == "'" + value
    assert neutral("A - B") == "A - B"
    assert neutral(-1.5) == -1.5


def test_filters_narrow_every_format_and_stand_inside(snapshot: Snapshot) -> None:
    filters = Filters(ISSUE, countries=("FRA",), start="2023-11-02")
    lines = export(snapshot, filters, "jsonl").decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["c"]
    assert json.loads(lines[0])["filters"] == f"issue={ISSUE} countries=FRA start=2023-11-02"
    assert json.loads(lines[0])["probabilities"] == {}
    table = pq.read_table(io.BytesIO(export(snapshot, filters, "parquet")))
    assert table.column("id").to_pylist() == ["c"]
    assert table.schema.metadata[b"data_version"] == snapshot.id.encode()


def test_files_with_other_statements_say_other_filters(tmp_path: Path) -> None:
    made = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", "ceasefire", id="a"),
        said("FRA", "2023-11-02", "ceasefire", id="b", capacity="other"),
    )  # fmt: skip
    held = {
        lines[0]["filters"]: [line["id"] for line in lines]
        for filters in (Filters(ISSUE), Filters(ISSUE, officials=False))
        if (lines := [json.loads(line) for line in export(made, filters, "jsonl").decode().splitlines()])
    }
    assert held == {f"issue={ISSUE}": ["a"], f"issue={ISSUE} officials=no": ["a", "b"]}
    assert describe(Filters(ISSUE, end="2023-11-02", officials=False)) == f"issue={ISSUE} end=2023-11-02 officials=no"


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_hold_actors_positions_and_counts(snapshot: Snapshot, form: str, read) -> None:
    graph = read(io.BytesIO(export(snapshot, Filters(ISSUE), form)))
    assert set(graph.nodes) == {"Émile Élan (FRA)", "ceasefire"}
    assert graph.edges["Émile Élan (FRA)", "ceasefire"]["weight"] == 2
    assert graph.nodes["ceasefire"]["kind"] == "position"
    assert snapshot.id in export(snapshot, Filters(ISSUE), form).decode()


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_mark_that_xml_forbids_does_not_spoil_the_file(tmp_path: Path, form: str, read) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire", speaker="Ann\x0bRoe & <Co>"))
    assert "Ann Roe & <Co> (FRA)" in read(io.BytesIO(export(snapshot, Filters(ISSUE), form))).nodes


def test_the_names_of_a_codebook_are_text_too(snapshot: Snapshot) -> None:
    held = tuple(replace(p, name=f"<b>{p.name}") for p in snapshot.issues[ISSUE].positions)
    marked = replace(snapshot, issues={ISSUE: replace(snapshot.issues[ISSUE], positions=held)})
    assert "<b>" not in export(marked, Filters(ISSUE), "html").decode()


def test_graphml_declares_its_types_and_no_vendor(snapshot: Snapshot) -> None:
    text = export(snapshot, Filters(ISSUE), "graphml").decode()
    assert 'attr.type="long"' in text
    assert snapshot.id in text


def test_a_page_shows_words_as_text(snapshot: Snapshot) -> None:
    page = export(snapshot, Filters(ISSUE), "html").decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert f"Data version {snapshot.id}" in page
    assert 'href="https://example.org/a"' in page


def test_an_address_that_is_not_of_the_web_is_no_link(tmp_path: Path) -> None:
    document = {
        "id": "d1", "title": "T", "publisher": "", "date": "", "language": "en",
        "url": "javascript:alert(1)", "kind": "press",
    }  # fmt: skip
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"), documents=[document])
    assert "javascript:alert" not in export(snapshot, Filters(ISSUE), "html").decode()


def test_every_statement_has_a_place_to_look_for_a_copy(snapshot: Snapshot) -> None:
    row = json.loads(export(snapshot, Filters(ISSUE), "jsonl").decode().splitlines()[0])
    assert row["archive_url"] == "https://web.archive.org/web/20231101/https://example.org/a"


def test_an_empty_selection_is_an_empty_file_of_the_same_form(snapshot: Snapshot) -> None:
    for form in FORMATS:
        assert isinstance(export(snapshot, Filters(ISSUE, countries=("XXX",)), form), bytes)


def test_tables_open_in_other_programs_with_the_same_rows(snapshot: Snapshot, tmp_path: Path) -> None:
    import duckdb
    import pandas as pd

    for form in ("csv", "jsonl", "parquet"):
        (tmp_path / f"out.{form}").write_bytes(export(snapshot, Filters(ISSUE), form))
    first = pd.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    second = pd.read_json(tmp_path / "out.jsonl", lines=True)
    third = duckdb.read_parquet(str(tmp_path / "out.parquet")).df()
    fourth = duckdb.read_csv(str(tmp_path / "out.csv")).df()
    for table in (first, second, third, fourth):
        assert tuple(table.columns) == COLUMNS
        assert list(table["id"]) == ["a", "b", "c"] and list(table["country"]) == ["FRA", "DEU", "FRA"]
        assert list(table["position"]) == ["ceasefire", "none", "ceasefire"]
