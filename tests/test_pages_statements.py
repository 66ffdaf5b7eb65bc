"""The page Statements: what filters and searches keep, how each is shown, and the same as a file."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import SAID
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest
from visit import visit

from stance import export, networks
from stance.filters import Filters
from stance.pages import added, download
from stance.snapshot import Snapshot

HOSTILE = "<script>a</script> [x](javascript:b) $c$ :red[d] ![e](http://f.example/g.png) `h` <img src=i>"


def opened_at(**params: str | list[str]) -> AppTest:
    at = visit("statements", "2024-04-11", **params)
    assert not at.exception
    assert [title.value for title in at.title] == ["Statements"]
    return at


def head(at: AppTest) -> str:
    return str(at.header[0].value)


def shown(at: AppTest) -> str:
    return "\n".join(element.value for element in (*at.markdown, *at.caption, *at.header))


def test_all_statements_are_counted_and_the_newest_come_first() -> None:
    at = opened_at()
    assert head(at) == "40 statements"
    assert "1 to 10 of 40, newest first" in shown(at)
    quoted = [element.value for element in at.markdown if element.value.startswith("> ")]
    assert len(quoted) == 10 and "(39)" in quoted[0].replace("\\", "")
    counted = {position: sum(row[4] == position for row in SAID) for position in ("ceasefire", "none")}
    assert f"Ceasefire :small[{counted['ceasefire']}]" in shown(at)
    assert f"States no position :small[{counted['none']}]" in shown(at)


def test_another_page_shows_the_next_ten() -> None:
    at = opened_at()
    at.get("pagination")[0].set_value(2).run()
    assert "11 to 20 of 40, newest first" in shown(at)


@pytest.mark.parametrize(
    ("params", "number"),
    [
        ({"actor": "USA"}, sum(row[3] == "USA" for row in SAID)),
        ({"actor": ["USA", "FRA"]}, sum(row[3] in ("USA", "FRA") for row in SAID)),
        ({"bloc": "EU"}, sum(row[3] in ("DEU", "FRA", "NLD") for row in SAID)),
        ({"speaker": "Ada Rahal"}, sum(row[1] == "Ada Rahal" for row in SAID)),
        ({"role": "President"}, sum(row[2] == "President" for row in SAID)),
        ({"from": "2023-11-01", "to": "2023-11-30"}, sum(row[0][:7] == "2023-11" for row in SAID)),
        ({"position": "oppose_ceasefire"}, sum(row[4] == "oppose_ceasefire" for row in SAID)),
        ({"wording": "paraphrase"}, sum(number % 4 == 0 for number in range(len(SAID)))),
        ({"kind": "official"}, sum(number % 3 == 0 for number in range(len(SAID)))),
        ({"confidence": "90"}, sum(row[6] or row[5] >= 0.9 for row in SAID)),
    ],
)
def test_each_filter_keeps_what_it_says(params: dict[str, str | list[str]], number: int) -> None:
    assert 0 < number < len(SAID)
    assert head(opened_at(**params)) == f"{number} statement{'s' if number > 1 else ''}"


def test_a_search_by_words_needs_no_model_and_stands_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a search by words loaded the model")

    monkeypatch.setattr("stance.embedding.embed", refuse)
    at = opened_at()
    at.text_input(key="statements_words").set_value("  Humanitarian   pauses ").run()
    assert head(at) == "9 statements for “Humanitarian pauses”"
    assert at.query_params["q"] == "Humanitarian pauses"
    again = opened_at(q="Humanitarian pauses", actor="DEU")
    assert head(again) == "2 statements for “Humanitarian pauses”"
    assert "best first" not in shown(again)


def test_a_phrase_in_quotation_marks_is_found_as_it_stands() -> None:
    assert head(opened_at(q="“humanitarian pauses”")) == "9 statements for “humanitarian pauses”"
    assert head(opened_at(q='"pauses humanitarian"')) == '0 statements for \\"pauses humanitarian\\"'


def test_nothing_found_is_said_plainly() -> None:
    at = opened_at(q="zzzz")
    assert at.info[0].value == "No statement fits. Clear a filter, or search for fewer words."
    assert head(at) == "0 statements for “zzzz”"


def test_a_search_by_meaning_finds_what_has_other_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        said("USA", "2024-01-01", "ceasefire", text="The guns must fall silent.", vector=[1.0, 0.0]),
        said("FRA", "2024-01-02", "none", text="On fisheries.", vector=[0.0, 1.0]),
    ]
    snapshot = snapshot_of(tmp_path, *rows)
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot.path))
    monkeypatch.setattr("stance.embedding.embed", lambda texts: np.array([[0.9, 0.1]] * len(texts)))
    at = opened_at(q="ceasefire", find="meaning")
    assert head(at) == "1 statement for “ceasefire”"
    assert "The guns must fall silent" in shown(at)


def test_what_sources_say_is_shown_as_it_is_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = said("USA", "2024-01-01", "none", text=HOSTILE, speaker=HOSTILE, role=HOSTILE, context=HOSTILE,
               mention="M " + HOSTILE, cue=HOSTILE, because=HOSTILE, coder=HOSTILE,
               condition=HOSTILE)  # fmt: skip
    documents = [{"id": "d1", "title": HOSTILE, "publisher": HOSTILE, "date": "2024-01-01",
                  "language": "en", "url": "javascript:alert(1)", "kind": "press"}]  # fmt: skip
    snapshot = snapshot_of(tmp_path, row, documents=documents)
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot.path))
    for at in (
        opened_at(),
        opened_at(said=snapshot.rows("SELECT id FROM coded")[0]["id"]),
        opened_at(list="table"),
        opened_at(q="script <img src=x>"),
    ):
        text = shown(at)
        assert ("script" in text) is not bool(at.dataframe)
        # What a backslash stands before is shown as it is; the rest may mean something to markdown.
        live = re.sub(r"\\.", "", text)
        for sign in ("<", "](", "![", "$", ":red", "`", "http://"):
            assert sign not in live, sign
    table = opened_at(list="table").dataframe[0].value
    assert table["Source"].isna().all()


def test_the_table_shows_the_same_and_a_row_opens_the_evidence() -> None:
    at = opened_at(list="table", actor="USA")
    table = at.dataframe[0].value
    assert list(table["Position"])[0] == "Opposes a ceasefire" and len(table) == 6
    assert set(table["Country"]) == {"United States"}
    assert table["Source"][0] == "https://example.org/38" and table["Coded by"][0] == "model, 80% sure"
    at.session_state["statements_row_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    at.run()
    assert "Opposes a ceasefire in the reading of the model, 80% sure, version model\\-1" in shown(at)


def test_the_file_holds_exactly_what_is_filtered(opened: Snapshot) -> None:
    filters = Filters(ISSUE, countries=("USA",), positions=("oppose_ceasefire",))
    made = download.rows(opened, filters)
    assert len(made) == sum(row[3] == "USA" and row[4] == "oppose_ceasefire" for row in SAID)
    text = export.csv_bytes(made).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(text)))
    assert {row["data_version"] for row in read} == {opened.id}
    assert {row["filters"] for row in read} == {
        "issue=gaza-ceasefire countries=USA positions=oppose_ceasefire"
    }
    lines = [json.loads(line) for line in export.jsonl_bytes(made).decode().splitlines()]
    assert [row["id"] for row in lines] == [row["id"] for row in read]


def test_the_file_of_a_search_keeps_its_order_and_names_it(opened: Snapshot) -> None:
    every = [row["id"] for row in download.rows(opened, Filters(ISSUE))]
    made = download.rows(opened, Filters(ISSUE), "aid", [every[3], "unknown", every[1]])
    assert [row["id"] for row in made] == [every[3], every[1]]
    assert made[0]["filters"] == "issue=gaza-ceasefire search=aid"


def kept_row(**more: Any) -> dict[str, Any]:
    return {
        "issue": ISSUE, "country": "FRA", "speaker": "Ana Roux", "role": "Envoy", "position": "ceasefire",
        "wording": "quote", "source_kind": "press", "date": "2023-11-17", "person": False,
        "coding_confidence": 0.7, "text": "A truce, été compris.", **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "words", "fits"),
    [
        ({}, "", True),
        ({}, "ETE truce", True),
        ({}, "war", False),
        ({}, '"truce ete"', True),
        ({}, '"été truce"', False),
        ({}, '"truce, été" roux', True),
        ({}, '"compris ana"', False),
        ({"countries": ("FRA",)}, "", True),
        ({"countries": ("USA",)}, "", False),
        ({"blocs": ("EU",)}, "", True),
        ({"blocs": ("LAS",)}, "", False),
        ({"start": "2023-11-17", "end": "2023-11-17"}, "", True),
        ({"start": "2023-11-18"}, "", False),
        ({"end": "2023-11-16"}, "", False),
        ({"confidence": 0.8}, "", False),
        ({"positions": ("none",)}, "", False),
    ],
)
def test_filters_reach_a_visitors_own_statements(
    opened: Snapshot, more: dict[str, Any], words: str, fits: bool
) -> None:
    assert added.fits(opened, kept_row(), Filters(ISSUE, **more), words) is fits


def test_files_for_other_programs_are_offered_for_filters_and_not_for_a_search() -> None:
    at = AppTest.from_file("../app.py", default_timeout=60).run()
    at.switch_page("stance/pages/statements.py").run()
    labels = [b.label for b in at.get("download_button") if b.label != "Frozen copy (HTML)"]
    assert labels[:4] == ["CSV", "JSON lines", "Parquet", "Event list of DNA (CSV)"]
    assert (labels.count("GraphML"), labels.count("GEXF")) == (3, 3)
    assert tuple(download.NETWORKS) == networks.KINDS
    at.text_input(key="statements_words").set_value("ceasefire").run()
    assert not at.exception
    assert [b.label for b in at.get("download_button") if b.label in labels[:4]] == ["CSV", "JSON lines"]
