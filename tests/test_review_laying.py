"""What people decided is what everybody sees: pages, files and the command line; a broken log stops nobody."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest

from stance import cli
from stance.filters import Filters
from stance.pages import reviewed
from stance.positions import standings
from stance.review import laying
from stance.review.decisions import Decision
from stance.review.store import Store
from stance.snapshot import Snapshot, open_snapshot

BROKEN = "not a database, but long enough to be looked at " * 20


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty log of this test's own."""
    file = tmp_path / "log" / "review.sqlite"
    monkeypatch.setenv("STANCE_REVIEW", str(file))
    return Store(str(file))


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", person=False, coding_confidence=0.9, coder="model-1",
             because="now", text="Stop now"),
        said("DEU", "2023-11-02", "none", id="b", coder="editors"),
    )  # fmt: skip


def decided(statement: str, position: str, coder: str = "Ann", **more: object) -> Decision:
    return Decision(coder, ISSUE, statement, position, **more)  # type: ignore[arg-type]


def test_a_position_that_the_codebook_has_no_more_outvotes_nobody(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("a", "truce", "Ann"), decided("a", "truce", "Ben"), decided("a", "oppose_ceasefire", "Cem")])
    laying.catch_up(snapshot)
    rows = snapshot.rows("SELECT position, coder FROM coded WHERE id = 'a'")
    assert rows == [{"position": "oppose_ceasefire", "coder": "Cem"}]


def test_decisions_outrank_models_and_people_and_are_taken_back(snapshot: Snapshot, log: Store) -> None:
    before = snapshot.id
    laying.catch_up(snapshot)
    assert (snapshot.id, snapshot.laid) == (before, "")
    stances = {"ceasefire": "opposes"}
    (first, _) = log.add([
        decided("a", "oppose_ceasefire", condition="until “then”", stances=stances), decided("b", "ceasefire", "Ben")
    ])  # fmt: skip
    laying.catch_up(snapshot)
    assert laying.decided(snapshot) == 2
    rows = {row["id"]: row for row in snapshot.rows("SELECT * FROM coded")}
    a = rows["a"]
    assert (a["position"], a["coder"], a["person"], a["coding_confidence"]) == ("oppose_ceasefire", "Ann", True, 1.0)
    assert (a["condition"], a["because"], a["decided"]) == ("until “then”", "", first.made)
    assert json.loads(a["stances"]) == {"ceasefire": {"stance": "opposes", "confidence": 1.0}}
    assert (rows["b"]["position"], rows["b"]["coder"]) == ("ceasefire", "Ben")
    assert snapshot.id.startswith(f"{before}+") and len(snapshot.id) == 15
    held = {item.country: item.position for item in standings(snapshot, Filters(ISSUE))}
    assert held == {"FRA": "oppose_ceasefire", "DEU": "ceasefire"}

    log.undo(first.id, "Ann")
    laying.catch_up(snapshot)
    assert {item.country: item.position for item in standings(snapshot, Filters(ISSUE))}["FRA"] == "ceasefire"
    assert laying.decided(snapshot) == 1


def test_switched_off_the_data_are_shown_as_they_are(snapshot: Snapshot, log: Store, monkeypatch) -> None:
    log.add([decided("a", "none")])
    laying.catch_up(snapshot)
    monkeypatch.setenv("STANCE_REVIEW", "off")
    laying.catch_up(snapshot)
    assert (snapshot.laid, laying.decided(snapshot), "+" in snapshot.id) == ("", 0, False)


def test_the_same_decisions_give_the_same_data_version(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("a", "none", id="x", made="2026-01-01T00:00:00.000000Z")])
    laying.catch_up(snapshot)
    other = open_snapshot(snapshot.path)
    laying.catch_up(other)
    assert other.id == snapshot.id
    log.add([decided("b", "ceasefire", id="y", made="2026-01-01T00:00:00.000000Z")])
    laying.catch_up(other)
    assert other.id != snapshot.id


def test_a_position_that_the_codebook_does_not_have_is_left_out(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("a", "unheard_of"), Decision("Ann", "tea", "b", "none")])
    laying.catch_up(snapshot)
    assert laying.decided(snapshot) == 0


def test_a_models_coding_laid_over_never_takes_the_place_of_a_persons(snapshot: Snapshot) -> None:
    row = {"issue": ISSUE, "position": "none", "condition": "", "coder": "model-2", "decided": "",
           "person": False, "confidence": 0.7}  # fmt: skip
    snapshot.lay([{**row, "statement_id": "a"}, {**row, "statement_id": "b", "position": "ceasefire"}])
    rows = {row["id"]: row for row in snapshot.rows("SELECT * FROM coded")}
    a, b = rows["a"], rows["b"]
    assert (a["position"], a["coder"], a["person"], a["coding_confidence"]) == ("none", "model-2", False, 0.7)
    assert (b["position"], b["coder"], b["person"]) == ("none", "editors", True)


def test_the_command_line_takes_decisions_in_and_says_so(snapshot: Snapshot, log: Store, capsys) -> None:
    note = "note: 1 coding stands as people decided in review (left out by STANCE_REVIEW=off)\n"
    log.add([decided("a", "humanitarian_pause", "=Ann")])
    where = ["--issue", ISSUE, "--snapshot", str(snapshot.path)]
    assert cli.main(["positions", *where]) == 0
    out, err = capsys.readouterr()
    assert err == note and "FRA,humanitarian_pause,2023-11-01,a," in out
    assert cli.main(["export", "--format", "csv", *where]) == 0
    out, err = capsys.readouterr()
    row = next(row for row in csv.DictReader(io.StringIO(out.lstrip("\ufeff"))) if row["id"] == "a")
    assert (row["position"], row["coder"], row["person"]) == ("humanitarian_pause", "'=Ann", "True")
    assert row["decided"].endswith("Z") and "+" in row["data_version"] and err == note


def test_a_broken_log_is_said_and_the_rest_is_done(snapshot: Snapshot, log: Store, capsys) -> None:
    assert log.file is not None
    log.file.parent.mkdir()
    log.file.write_text(BROKEN)
    assert cli.main(["positions", "--issue", ISSUE, "--snapshot", str(snapshot.path)]) == 1
    out, err = capsys.readouterr()
    assert "FRA,ceasefire,2023-11-01,a," in out
    assert err == (
        f"error: {log.file}: the decisions of people cannot be read (file is not a database). "
        "Check STANCE_REVIEW, or set it to off to go on without them.\n"
    )


def test_where_nobody_has_decided_no_database_is_loaded(snapshot: Snapshot, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom stance import cli\n"
        f"assert cli.main(['positions', '--issue', '{ISSUE}', '--snapshot', {str(snapshot.path)!r}]) == 0\n"
        "assert not {'sqlalchemy', 'psycopg'} & set(sys.modules)\n"
    )
    environment = {"XDG_DATA_HOME": str(tmp_path / "home"), "PYTHONPATH": ".", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "home").exists()


def started(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot.path))
    at = AppTest.from_file("../app.py", default_timeout=20)
    at.query_params["issue"] = ISSUE
    at.run()
    at.switch_page("stance/pages/statements.py").run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    return "\n".join(element.value for element in (*at.markdown, *at.caption, *at.warning))


def test_pages_show_a_decision_as_soon_as_it_is_made(snapshot: Snapshot, log: Store, monkeypatch) -> None:
    at = started(snapshot, monkeypatch)
    assert "coded by a model, 90% sure" in words(at) and "decided in review" not in words(at)
    log.add([decided("a", "humanitarian_pause", "Ann [x](y)")])
    at.run()
    shown = words(at)
    assert "decided in review by Ann \\[x\\]\\(y\\)" in shown
    assert "Humanitarian pauses :small[1]" in shown
    assert "1 of them as people decided in review" in shown


def test_a_statement_shows_the_history_of_its_decisions(snapshot: Snapshot, log: Store, monkeypatch) -> None:
    made = "2026-01-02T03:04:05.000000Z"
    log.add([decided("a", "none", before="ceasefire", before_by="model-1", note="*why*", blind=True, made=made),
             decided("a", "humanitarian_pause", "Ben", kind="adjudicated", condition="if x")])  # fmt: skip
    (line, last) = log.log()
    log.undo(line.id, "Ann")
    lines = reviewed.history(snapshot.issues[ISSUE], "a")
    plain = [line.split(": ", 1)[1].replace("\u00a0", " ") for line in at_once(lines)]
    assert plain == [
        "**Ann** decided ○ States no position, blind; before: ● Ceasefire (model\\-1). Note: \\*why\\*",
        "**Ben** settled on ● Humanitarian pauses under the condition “if x”; before: ○ States no position (Ann)",
        "**Ann** took back ○ States no position; before: ● Humanitarian pauses (Ben)",
    ]
    assert lines[0].startswith("2 Jan 2026, 03:04 UTC: ")


def at_once(lines: list[str]) -> list[str]:
    """Lines without the colours of the dots."""
    return [re.sub(r":color\[(.)\]\{[^}]*\}", r"\1", line) for line in lines]


def test_pages_show_the_data_when_the_log_cannot_be_read(snapshot: Snapshot, log: Store, monkeypatch) -> None:
    assert log.file is not None
    log.file.parent.mkdir()
    log.file.write_text(BROKEN)
    at = started(snapshot, monkeypatch)
    assert "coded by a model, 90% sure" in words(at)
    (warning,) = at.warning
    assert warning.value.startswith("People's decisions cannot be read now; pages show the data without them. ")
    assert "Check STANCE\\_REVIEW" in warning.value
