"""A visitor's own collection: made from a table, shown on every page to them alone, taken back and away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from stance import collecting
from stance.pages import collection, frame, reviewed

PAGE = "stance/pages/add_sources.py"
TABLE = (
    b"Day,Who,Land,Quote\n"
    b"2023-11-04,Ada Rahal,Jordan,We want a ceasefire in Gaza now.\n"
    b"2023-11-05,Ben Cole,Atlantis,We want a pause.\n"
    b"2023-11-06,Cy Moreau,France,A ceasefire now would only help Hamas.\n"
)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def opened() -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=240).run()
    at.switch_page(PAGE).run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    return "\n".join(element.value for element in (*at.markdown, *at.caption, *at.header, *at.subheader))


def uploaded(*files: tuple[str, bytes]) -> AppTest:
    at = opened()
    for name, data in files:
        at.file_uploader(key="collection_files").upload(name, data)
    return at.run()


def box(at: AppTest, label: str) -> Any:
    return next(box for box in at.selectbox if box.label == label)


def test_a_table_becomes_a_collection_that_every_page_shows_to_its_visitor(
    places: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[str] = []
    keep = frame._kept
    monkeypatch.setattr(frame, "_kept", lambda *a: [made := keep(*a), shared.append(repr(a[:3]) + repr(made))][0])
    at = uploaded(("mine.csv", TABLE))
    assert [box(at, label).value for label in ("Words", "Date", "Speaker", "Country")] == ["Quote", "Day", "Who", ""]
    box(at, "Country").select("Land").run()
    press(at, "collection_make")
    assert "Your collection: 2 statements in 1 source" in shown(at)
    assert "One row or file could not be used" in shown(at)
    (report,) = [d.value for d in at.dataframe if "What mends it" in d.value.columns]
    assert report.to_dict("records")[0]["File"] == "mine.csv" and report.to_dict("records")[0]["Line"] == 3
    # The pages show the host's data until the visitor asks.
    assert "Your own collection" not in shown(at)
    press(at, "collected_show")
    at.switch_page("stance/pages/statements.py").run()
    assert not at.exception
    assert "2 statements" in shown(at) and "Ada Rahal" in shown(at)
    assert "**Your own collection**, 2 statements. Only you see it, in this visit." in shown(at)
    assert at.session_state["view"].date == "2023-11-06"
    for page in ("map", "timeline", "compare", "changes", "alignment", "votes", "brief", "landscape", "review", "method"):
        at.switch_page(f"stance/pages/{page}.py").run()
        assert not at.exception, page
        assert "**Your own collection**" in shown(at)
    other = opened()
    other.switch_page("stance/pages/statements.py").run()
    assert "40 statements" in shown(other) and "own" not in other.session_state
    assert shared and not any("Moreau" in item for item in shared)
    press(at, "banner_back")
    at.switch_page("stance/pages/statements.py").run()
    assert "40 statements" in shown(at) and "Your own collection" not in shown(at)
    at.switch_page(PAGE).run()
    press(at, "collected_forget")
    assert list(places.glob("stance-*")) == [] and "Your collection" not in shown(at)


def test_what_cannot_be_made_is_said_and_leaves_nothing(places: Path) -> None:
    at = press(uploaded(("mine.csv", b"a,b\n1,2\n")), "collection_make")
    assert "Your collection: 0 statements in 0 sources" in shown(at)
    assert at.button(key="collected_show").disabled
    at = press(uploaded(("votes.csv", b"rollcall\n1\n"), ("a.txt", b"x")), "collection_make")
    assert at.error[0].value.replace("\\", "") == "votes.csv, line 1: no column country, vote. Add it to the first line."
    assert "Your collection" not in shown(at)


def test_decisions_of_review_are_never_laid_over_a_visitors_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STANCE_REVIEW", str(tmp_path / "log.sqlite"))
    monkeypatch.setattr(frame, "shows_own", lambda: True)
    assert reviewed.store() is None
    monkeypatch.setattr(frame, "shows_own", lambda: False)
    assert reviewed.store() is not None


def test_the_file_holds_the_snapshot_and_the_report() -> None:
    at = press(uploaded(("mine.csv", TABLE)), "collection_make")
    made = at.session_state["own"].made
    with zipfile.ZipFile(io.BytesIO(collecting.pack(made.snapshot, made.refused))) as packed:
        names = {Path(name).name for name in packed.namelist()}
    assert {"manifest.json", "coded.parquet", "README.txt", "refused.csv"} <= names


def test_odd_tables_and_names_do_no_harm() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a/x.csv", "text,,speaker\nOne.,2,Ada\n")
        made.writestr("b/x.csv", "text\nTwo.\n")
        made.writestr("b/[a](javascript:b) :red[c] <b>.csv", "text\nThree.\n")
    at = uploaded(("all.zip", packed.getvalue()))
    assert not at.exception
    labels = [element.label for element in at.expander if element.label.startswith("Columns of")]
    assert labels[0] == "Columns of x\\.csv" and len(labels) == 2 and "](javascript" not in labels[1]
    assert box(at, "Words").options == ["(no column)", "text", "speaker"]


def test_of_very_many_tables_the_first_can_be_chosen_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "MOST_TABLES", 1)
    at = uploaded(("a.csv", b"text\nOne.\n"), ("b.csv", b"text\nTwo.\n"), ("c.csv", b"text\nThree.\n"))
    assert "The columns of the other 2 tables are found by their names." in shown(at)
    assert [element.label for element in at.expander if element.label.startswith("Columns of")] == ["Columns of a\\.csv"]
