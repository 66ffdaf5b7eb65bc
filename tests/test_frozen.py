"""A frozen copy: one file, what it says of itself, and nothing in it that runs or asks."""

import json
import re
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import frozen
from stance.counting import Rules
from stance.filters import Filters
from stance.snapshot import Snapshot

HOSTILE = "</script><script>alert(1)</script>{{rows}}<img src=x>"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", because="a ceasefire", text="We want a ceasefire now"),
        said("DEU", "2023-11-02", "none", id="b"),
        said("FRA", "2023-11-03", "ceasefire", id="c", speaker=HOSTILE, text=HOSTILE, because=HOSTILE[:8]),
    )


def own(made: bytes) -> str:
    """The page without the drawing program, which speaks of many addresses that it never asks."""
    text = made.decode()
    start = text.index("<script>", text.index("PlotlyGeoAssets"))
    return text[:start] + text[text.rindex("<script>") :]


def test_the_words_stand_in_the_file_newest_first_with_the_deciding_ones_marked(snapshot: Snapshot) -> None:
    text = own(frozen.page(snapshot, Filters(ISSUE)))
    assert "We want <mark>a ceasefire</mark> now" in text
    assert [found for found in re.findall(r'data-date="([\d-]+)"', text)] == ["2023-11-03", "2023-11-02", "2023-11-01"]
    assert "3 statements" in text


def test_only_an_actors_own_words_stand_in_quotation_marks(tmp_path: Path) -> None:
    made = snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", text="We want it to stop", because=""),
        said("DEU", "2023-11-02", "ceasefire", id="b", text="Germany wants “a truce”", because="", quote_type="mixed"),
        said("ITA", "2023-11-03", "ceasefire", id="c", text="“Enough,” he said", because=""),
    )
    text = own(frozen.page(made, Filters(ISSUE)))
    assert re.findall(r"<q [^>]*>([^<]*)</q>", text) == ["We want it to stop"]
    assert "Germany wants “a truce”</span>" in text and "“Enough,” he said</span>" in text


def test_text_from_a_source_stays_text(snapshot: Snapshot) -> None:
    text = own(frozen.page(snapshot, Filters(ISSUE)))
    assert "<script>alert" not in text and "<img" not in text
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in text
    # What looks like a place of the page's own text is text, too.
    assert "{{rows}}" in text.replace("&#x27;", "'")


def test_the_file_says_what_it_was_made_from(snapshot: Snapshot) -> None:
    filters = Filters(ISSUE, countries=("FRA",))
    text = own(frozen.page(snapshot, filters, "2023-11-02", Rules(votes=True, max_age=90)))
    assert f"Data version {snapshot.id}. Filters: issue={ISSUE} countries=FRA." in text
    assert "Map of 2 Nov 2023, what counts: own words, UN votes, lapsing after 90 days." in text
    assert 'data-country="DEU"' not in text


def test_the_file_may_ask_nobody(snapshot: Snapshot) -> None:
    text = own(frozen.page(snapshot, Filters(ISSUE)))
    assert "default-src 'none'" in text
    assert "showSendToCloud: false" in text
    assert not re.search(r'(?:src|href)="(?!https?://)', text)
    assert "cdn" not in text.lower()


def test_the_outlines_and_figures_are_inside(snapshot: Snapshot) -> None:
    text = own(frozen.page(snapshot, Filters(ISSUE)))
    outlines = re.search(r"world_50m: (\{.*?\})\}\};</script>", text)
    assert outlines and "countries" in json.loads(outlines[1])["objects"]
    figures = re.search(r"const figures = (\{.*\});\n", text)
    assert figures and set(json.loads(figures[1])) == {"map", "timeline"}


def test_the_numbers_above_the_bars_are_those_of_the_table(snapshot: Snapshot) -> None:
    text = own(frozen.page(snapshot, Filters(ISSUE, positions=("ceasefire",))))
    figures = re.search(r"const figures = (\{.*\});\n", text)
    numbers = [trace["text"] for trace in json.loads(figures[1])["timeline"]["data"] if trace["name"] == "n"] if figures else []
    assert numbers == [["2"]] and text.count("<tr data-country") == 2


def test_a_long_table_is_cut_and_says_so(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "MOST", 2)
    text = own(frozen.page(snapshot, Filters(ISSUE)))
    assert "3 statements, the newest 2 of which stand here" in text
    assert text.count("<tr data-country") == 2


def test_the_day_and_the_period_are_those_of_the_issue(tmp_path: Path) -> None:
    first, later = (said("FRA", day, "ceasefire", id=name) for day, name in (("2023-11-01", "a"), ("2025-06-01", "b")))
    undated = said("DEU", "", "ceasefire", id="c")
    codings = [
        {"statement_id": name, "issue": issue, "position": "ceasefire", "confidence": 1.0, "coder": "editors",
         "person": True, "because": "", "condition": "", "probabilities": "{}", "stances": "{}"}
        for name, issue in (("a", ISSUE), ("b", "tea"), ("c", ISSUE))
    ]  # fmt: skip
    made = snapshot_of(tmp_path, first, later, undated, codings=codings)
    text = own(frozen.page(made, Filters(ISSUE)))
    assert "Map of 1 Nov 2023," in text
    figures = re.search(r"const figures = (\{.*\});\n", text)
    months = json.loads(figures[1])["timeline"]["layout"]["xaxis"]["range"] if figures else []
    assert [day[:7] for day in months] == ["2023-11", "2023-12"]
