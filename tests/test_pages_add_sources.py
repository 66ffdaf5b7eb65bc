"""The page Add sources: what is found, corrected, kept for one visit and seen by nobody else."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from stance import adding, export
from stance.adding import Found
from stance.codebook import load_issue
from stance.errors import InputError
from stance.pages import added, looked_through
from stance.pages.evidence import escape
from stance.snapshot import Snapshot
from stance.sources.table import TEMPLATE

PAGE = "stance/pages/add_sources.py"
STATEMENTS = "stance/pages/statements.py"
ISSUE = load_issue("gaza-ceasefire")
REPORT = (
    "Ministers meet in Amman\n4 November 2023\n\n"
    "Jordan's Foreign Minister Ayman Safadi called for an immediate ceasefire in Gaza on Saturday.\n\n"
    "“A ceasefire now would leave Hamas in place,” said US Secretary of State Antony Blinken.\n"
)
HOSTILE = "<script>a</script> [x](javascript:b) $c$ :red[d] ![e](http://f.example/g.png)"


def opened() -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=60).run()
    at.switch_page(PAGE).run()
    assert not at.exception
    assert [title.value for title in at.title] == ["Add sources"]
    return at


def press(at: AppTest, label: str, number: int = 0) -> AppTest:
    [button for button in at.button if button.label == label][number].click().run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    parts = (*at.markdown, *at.caption, *at.subheader, *at.header, *at.error)
    return "\n".join(element.value for element in parts)


def pasted(text: str) -> AppTest:
    at = opened()
    at.text_area(key="added_text").set_value(text)
    return press(at, "Find statements")


def test_a_pasted_report_is_read_coded_kept_and_found_again() -> None:
    at = pasted(REPORT)
    table = at.data_editor[0].value
    found = {row["speaker"]: row for row in table.to_dict("records")}
    assert found["Ayman Safadi"]["country"] == "JOR" and found["Ayman Safadi"]["position"] == "ceasefire"
    assert found["Antony Blinken"]["position"] == "oppose_ceasefire"
    assert found["Antony Blinken"]["date"] == dt.date(2023, 11, 4)
    assert 0 < found["Antony Blinken"]["sure"] <= 1 and found["Antony Blinken"]["because"]
    assert f"{len(table)} statements found" in shown(at)
    press(at, "Keep for this visit")
    assert f"{len(table)} statements kept for this visit" in shown(at)
    assert not at.data_editor
    at.switch_page(STATEMENTS).run()
    assert f"{len(table)} statements from your own sources, kept for this visit" in [
        e.label for e in at.expander
    ]
    assert at.header[0].value == "40 statements"


def test_nobody_else_sees_what_a_visitor_brought(monkeypatch: pytest.MonkeyPatch) -> None:
    from stance.pages import frame

    shared: list[str] = []
    keep = frame._kept

    def watched(*args: Any) -> Any:
        made = keep(*args)
        shared.append(repr(args[:3]) + repr(made))
        return made

    monkeypatch.setattr(frame, "_kept", watched)
    mine = press(pasted(REPORT), "Keep for this visit")
    mine.switch_page(STATEMENTS).run()
    assert shared and not any("Ayman Safadi" in item for item in shared)
    other = opened()
    assert (
        "Ayman Safadi" not in shown(other)
        and "kept for this visit" not in shown(other).replace("**", "")[400:]
    )
    other.switch_page(STATEMENTS).run()
    assert not any("your own sources" in element.label for element in other.expander)
    assert "added_kept" not in other.session_state and "added_review" not in other.session_state


def test_a_bad_file_costs_nothing_but_itself() -> None:
    at = opened()
    uploader = at.file_uploader(key="added_uploads")
    for name, data in (
        ("empty.txt", b" "),
        ("picture.txt", b"\xff\xd8\xff\x00"),
        ("good.txt", REPORT.encode()),
    ):
        uploader.upload(name, data)
    press(at, "Find statements", 1)
    errors = [element.value.replace("\\", "") for element in at.error]
    assert errors == [
        "empty.txt: the file is empty. Give a file that holds a text.",
        "picture.txt: the file is a picture, not text. Save the document as text (.txt) or as a web page "
        "(.html).",
    ]
    assert "Ayman Safadi" in set(at.data_editor[0].value["speaker"])


def test_an_unknown_country_date_or_speaker_may_stay_unknown() -> None:
    at = opened()
    at.file_uploader(key="added_grids").upload(
        "mine.csv", b"text,country\nWe want a ceasefire.,\nAid now.,FRA\n"
    )
    press(at, "Read the table")
    press(at, "Keep for this visit")
    assert not at.error
    assert {row["country"] for row in at.session_state["added_kept"].values()} == {"", "FRA"}


def test_a_table_is_read_row_by_row() -> None:
    table = (
        "date,speaker,country,text,position\n"
        "2023-11-04,Ada,JOR,We want a ceasefire.,humanitarian_pause\n"
        "2023-11-05,Ben,Atlantis,We want peace.,\n"
        "2023-11-06,Cy,FRA,=HYPERLINK(1),maybe\n"
    )
    at = opened()
    at.file_uploader(key="added_grids").upload("mine.csv", table.encode())
    press(at, "Read the table")
    errors = [element.value.replace("\\", "") for element in at.error]
    assert errors == [
        "mine.csv, line 3: the country 'Atlantis' is not known. Use an ISO 3166 code like EGY, the "
        "English name, or an organisation like EU.",
        "mine.csv, line 4: the position 'maybe' is not in the codebook, so the model's stands. Use "
        "ceasefire, humanitarian_pause, none, oppose_ceasefire.",
    ]
    assert list(at.data_editor[0].value["position"])[0] == "humanitarian_pause"
    press(at, "Keep for this visit")
    assert "coded by a person" in shown(at)


def test_nothing_to_read_is_said() -> None:
    at = pasted("   ")
    assert (
        at.error[0].value.replace("\\", "")
        == "pasted-text.txt: the file is empty. Give a file that holds a text."
    )
    at = pasted("The river rose in the night. Nobody was hurt.")
    assert "no attributed statement was found" in at.error[0].value
    at = press(opened(), "Find statements", 1)
    assert at.error[0].value.replace("\\", "") == "There is nothing to read yet: choose a file."


def test_what_is_kept_can_be_forgotten() -> None:
    at = press(pasted(REPORT), "Keep for this visit")
    before = len(at.session_state["added_kept"])
    press(at, "Forget this one")
    assert len(at.session_state["added_kept"]) == before - 1
    press(at, "Forget all")
    assert at.session_state["added_kept"] == {}


def made(**more: Any) -> dict[str, Any]:
    found = adding.read_table(
        "a.csv", b"text,speaker,country,date\nWe want a ceasefire.,Ada,JOR,2023-11-04\n", ISSUE
    )
    return {**found.rows[0], **more}


def test_a_corrected_position_is_a_persons() -> None:
    row = adding.corrected(made(), ISSUE, {"position": "none"})
    assert (row["position"], row["person"], row["coder"], row["because"]) == ("none", True, "visitor", "")
    same = adding.corrected(made(), ISSUE, {"position": "ceasefire", "speaker": "Ada", "country": "JOR"})
    assert same == made() and not same["person"]


def test_a_corrected_country_speaks_for_a_government_or_an_organisation() -> None:
    assert adding.corrected(made(), ISSUE, {"country": "EGY"})["capacity"] == "government"
    assert adding.corrected(made(), ISSUE, {"country": "EU"})["capacity"] == "organisation"
    assert adding.corrected(made(), ISSUE, {"country": None})["capacity"] == "unknown"


def test_a_senator_and_a_movement_speak_for_no_government() -> None:
    table = b"text,speaker,role,country,date\nStop.,Ada,Senator,USA,2023-11-04\nStop.,Ismail Haniyeh,,PSE,2023-11-04\n"
    rows = adding.read_table("a.csv", table, ISSUE).rows
    assert [row["capacity"] for row in rows] == ["other", "other"]
    assert adding.corrected(rows[0], ISSUE, {"country": "CAN"})["capacity"] == "other"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"position": "pro"}, "the position 'pro' is unknown. Choose one of the list."),
        ({"country": "XXX"}, "the country 'XXX' is not known. Choose one of the list."),
        ({"date": "2199-01-01"}, "the date 2199-01-01 lies in the future. Give the day it was said."),
        ({"date": "yesterday"}, "the date 'yesterday' is not a day. Write it like 2023-11-04."),
        ({"speaker": "x" * 121}, "the speaker's name is too long or not text. Use 120 letters."),
    ],
)
def test_a_correction_outside_the_lists_is_refused(changes: dict[str, str], message: str) -> None:
    with pytest.raises(InputError) as error:
        adding.corrected(made(), ISSUE, changes)
    assert str(error.value) == f"the statement “We want a ceasefire.”: {message}"


def test_a_text_too_long_for_the_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MAX_CHARACTERS", 50)
    with pytest.raises(InputError) as error:
        adding.read_text("long.txt", REPORT.encode(), ISSUE)
    assert str(error.value) == (
        f"long.txt: {len(REPORT)} characters are more than this page reads (50). "
        "Split the text, or use python -m stance extract."
    )


def test_too_many_statements_are_cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MAX_STATEMENTS", 1)
    found = adding.read_table("a.csv", b"text\nOne.\nTwo.\n", ISSUE)
    assert len(found.rows) == 1
    assert found.notes == ("2 statements were found; the first 1 are shown",)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "a/../b.txt", "..\\..\\x.txt", "\u202e.txt", "." * 300 + ".txt"]
)
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    path = adding._written(tmp_path, name, b"x")
    assert path.parent == tmp_path and path.read_bytes() == b"x" and path.suffix == ".txt"


def test_nothing_stays_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    adding.read_table("a.csv", b"text\nOne.\n", ISSUE)
    with pytest.raises(InputError):
        adding.read_text("a.txt", b"", ISSUE)
    assert list(tmp_path.iterdir()) == []


def test_no_vector_of_a_visitors_words_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from stance.embedding import MODEL_VERSION, embed, vectors

    monkeypatch.setattr(vectors, "path", lambda: tmp_path / "vectors.sqlite")
    (row,) = adding.read_table("a.csv", b"text\nWe want a ceasefire.\n", ISSUE).rows
    rows = adding.read_text("a.txt", REPORT.encode(), ISSUE).rows
    words = [row["text"], *(found["text"] for found in rows)]
    assert vectors.read(MODEL_VERSION, words) == {}
    # Outside of a visitor's sources the same call keeps them.
    embed(words)
    assert set(vectors.read(MODEL_VERSION, words)) == set(words)


def test_statements_are_marked_in_the_text_and_numbered() -> None:
    text = "First line.\nHe said stop now and\nmore " + HOSTILE
    rows = tuple({"char_start": a, "char_end": b} for a, b in ((20, 24), (20, 28), (33, 37)))
    parts = list(looked_through.marked_paragraphs(Found("a", text, rows), 3))
    assert parts == [
        "First line\\.",
        "He said :primary-background[stop now] :small[**3, 4**] and",
        f":primary-background[more] :small[**5**] {escape(HOSTILE)}",
    ]


def test_long_texts_leave_out_what_holds_no_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked_through, "WHOLE_TEXT", 10)
    parts = list(
        looked_through.marked_paragraphs(
            Found("a", "One.\nTwo.\nThree said.", ({"char_start": 10, "char_end": 15},)), 1
        )
    )
    assert parts == [
        ":gray[2 paragraphs without a statement are left out]",
        ":primary-background[Three] :small[**1**] said\\.",
    ]


def test_the_file_of_what_is_kept_has_the_columns_of_every_file(opened: Snapshot) -> None:
    rows = added.export_rows(opened, [made(text="=1+1", context="@x")])
    text = export.csv_bytes(rows).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert tuple(row) == export.COLUMNS
    assert row["text"] == "'=1+1" and row["context"] == "'@x"
    assert row["data_version"] == f"none (added by a visitor beside {opened.id})"


def test_the_template_can_be_read() -> None:
    found = adding.read_table("template.csv", TEMPLATE.encode(), ISSUE)
    assert len(found.rows) == 2 and not found.refused


def test_a_visit_keeps_only_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(added, "MAX_KEPT", 1)
    at = press(pasted(REPORT), "Keep for this visit")
    assert len(at.session_state["added_kept"]) == 1
    assert "did not fit: a visit keeps 1 statements" in at.error[0].value.replace("\\", "")
