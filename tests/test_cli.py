"""The contracts of the command line: names, fields and exit statuses, on input made for the tests."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import cli
from stance.coding.adapt import UNMEASURED
from stance.errors import InputError
from stance.positions import COLUMNS
from stance.snapshot import open_snapshot

REPORT = """Minister calls for a ceasefire in Gaza

4 November 2023

AMMAN - Jordan's Foreign Minister Ayman Safadi called for an immediate ceasefire in Gaza on Saturday.

"We need a ceasefire now, and we need it to last," Safadi told reporters in Amman.
"""


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_extract_gives_json_lines_with_spans_into_the_file(tmp_path: Path, capsys) -> None:
    file = tmp_path / "amman.txt"
    file.write_text(REPORT, encoding="utf-8")
    status, out, err = run(capsys, "extract", file)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    direct = next(row for row in rows if row["quote_type"] == "direct")
    assert REPORT[direct["char_start"] : direct["char_end"]] == direct["text"]
    assert (direct["doc"], direct["speaker"], direct["country"]) == ("amman", "Ayman Safadi", "JOR")
    assert (direct["date"], direct["cue"]) == ("2023-11-04", "told")
    assert REPORT[direct["source_start"] : direct["source_end"]] == "Safadi"
    assert set(rows[0]) >= set(cli.EXTRACT_FIELDS)


def test_extract_does_the_rest_when_one_file_is_refused(tmp_path: Path, capsys) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text(REPORT, encoding="utf-8")
    empty.write_text("", encoding="utf-8")
    status, out, err = run(capsys, "extract", empty, tmp_path / "missing.txt", good)
    assert status == 1
    assert out.count('"doc": "good"') == len(out.splitlines()) > 0
    assert err.splitlines() == [
        "error: empty.txt: the file is empty. Give a file that holds a text.",
        "error: missing.txt: cannot read the file (No such file or directory). Check the path.",
    ]


def test_extract_says_by_its_status_that_a_row_was_refused(tmp_path: Path, capsys) -> None:
    table = tmp_path / "t.csv"
    table.write_text("text,country\nWe want peace,NOR\nBad,Absurdistan\n", encoding="utf-8")
    status, out, err = run(capsys, "extract", table)
    assert (status, len(out.splitlines())) == (1, 1)
    assert err.startswith("error: t.csv, line 3: the country 'Absurdistan' is not known.")


def test_what_standard_input_holds_is_refused_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'\xef\xbb\xbf{"id": "1", "text": "Words."}\n{"id": "2", "text": "caf\xe9"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), encoding="ascii", errors="strict"))
    refused: list[InputError] = []
    assert [row["id"] for row in cli._statement_lines(cli._input(None), "standard input", refused)] == ["1"]
    assert [str(problem) for problem in refused] == [
        "standard input, line 2: not UTF-8. Save the file as UTF-8."
    ]


def test_a_file_whose_name_is_not_utf_8_can_be_named_in_an_error(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    done = subprocess.run([sys.executable, "-m", "stance", "extract", name], capture_output=True, timeout=60)  # noqa: S603
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"error: caf\\udce9.txt: ")


def test_code_passes_other_keys_through_and_refuses_line_by_line(tmp_path: Path, capsys) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(
        b'{"id": 1, "text": "We call for an immediate ceasefire in Gaza.", "mine": [1]}\n'
        b'not json\n\n{"text": "no id"}\n{"id": 2, "text": " "}\n{"id": 3, "text": "\xff"}\n[1]\n'
        b'{"id": 4, "text": "half \\ud800"}\n'
    )
    status, out, err = run(capsys, "code", "--issue", ISSUE, file)
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert (row["id"], row["mine"], row["issue"], row["position"]) == (1, [1], ISSUE, "ceasefire")
    assert {"confidence", "probabilities", "stances", "condition", "because"} <= set(row)
    assert row["stances"]["ceasefire"]["stance"] == "supports"
    assert abs(sum(row["probabilities"].values()) - 1) < 0.01
    assert row["because"] in row["text"]
    mend = 'Write one JSON object a line, with "id" and "text".'
    assert err.splitlines() == [
        f"error: in.jsonl, line 2: not JSON. {mend}",
        f"error: in.jsonl, line 4: no id. {mend}",
        f"error: in.jsonl, line 5: no text. {mend}",
        "error: in.jsonl, line 6: not UTF-8. Save the file as UTF-8.",
        f"error: in.jsonl, line 7: no id. {mend}",
        "error: in.jsonl, line 8: not UTF-8. Save the file as UTF-8.",
    ]


def test_positions_prints_the_columns_of_the_contract(tmp_path: Path, capsys) -> None:
    path = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire")).path
    arguments = ("positions", "--issue", ISSUE, "--snapshot", path, "--as-of", "2023-12-01")
    status, out, _ = run(capsys, *arguments)
    (row,) = csv.DictReader(io.StringIO(out))
    assert (status, tuple(row)) == (0, COLUMNS)
    assert (row["country"], row["position"], row["since"]) == ("FRA", "ceasefire", "2023-11-01")
    status, out, _ = run(capsys, *arguments, "--own-words", "--format", "json")
    assert json.loads(out)[0]["country"] == "FRA"


def test_export_writes_a_file_or_standard_output(tmp_path: Path, capsys) -> None:
    path = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire")).path
    out = tmp_path / "out.html"
    assert run(capsys, "export", "--format", "html", "--snapshot", path, "--out", out)[0] == 0
    assert "Words" in out.read_text(encoding="utf-8")
    status, _, err = run(capsys, "export", "--format", "html", "--snapshot", path, "--out", tmp_path / "a" / "b")
    assert status == 1
    assert err == f"error: {tmp_path}/a/b: cannot write (No such file or directory). Name another file with --out.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["extract"],
        ["code", "--issue", "moon"],
        ["positions", "--issue", ISSUE, "--as-of", "yesterday"],
        ["positions", "--issue", ISSUE, "--with-blocs", "--with-votes"],
        ["export", "--format", "docx"],
        ["search", "--issue", ISSUE, "--limit", "-1", "pause"],
    ],
)
def test_wrong_usage_ends_with_status_2(arguments: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2


def test_a_missing_snapshot_names_the_mend(tmp_path: Path, capsys) -> None:
    status, _, err = run(capsys, "positions", "--issue", ISSUE, "--snapshot", tmp_path)
    assert status == 1
    assert err == f"error: {tmp_path}: there is no snapshot here. Make one: python -m stance build --out DIR.\n"


@pytest.mark.parametrize("command", ["extract", "code", "evaluate", "build", "positions", "search", "export"])
def test_every_command_has_help(command: str, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main([command, "--help"])
    assert caught.value.code == 0
    assert f"stance {command}" in capsys.readouterr().out


def test_the_read_path_imports_no_model(tmp_path: Path) -> None:
    path = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire")).path
    program = (
        "import sys\nfrom stance import cli\n"
        f"cli.main(['positions', '--issue', '{ISSUE}', '--snapshot', sys.argv[1]])\n"
        "cli.main(['export', '--format', 'csv', '--snapshot', sys.argv[1]])\n"
        "heavy = {'torch', 'transformers', 'spacy', 'sklearn', 'openvino', 'streamlit', 'pandas'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    path = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire")).path
    command = [sys.executable, "-m", "stance", "positions", "--issue", ISSUE, "--snapshot", str(path)]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("raised", "status", "said_of_it"),
    [
        (KeyboardInterrupt(), 130, ""),
        (
            OSError(28, "No space left on device"),
            1,
            "error: the output: No space left on device. Check the path, its rights and the space on the disk.\n",
        ),
    ],
)
def test_what_stops_a_command_from_outside_is_no_traceback(
    raised: BaseException, status: int, said_of_it: str, monkeypatch, capsys
) -> None:
    def stop(_options: object) -> int:
        raise raised

    monkeypatch.setitem(cli.RUNS, "positions", stop)
    assert run(capsys, "positions", "--issue", ISSUE) == (status, "", said_of_it)


def test_build_says_what_it_assumed_and_what_it_refused(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("stance.kept.folder", lambda: tmp_path / "cache")
    (tmp_path / "c" / "documents").mkdir(parents=True)
    (tmp_path / "c" / "documents" / "empty.txt").write_text("")
    (tmp_path / "c" / "documents" / "undated.txt").write_text(REPORT.replace("4 November 2023", ""))
    status, out, err = run(capsys, "build", "--sources", tmp_path / "c")
    lines = [line for line in err.splitlines() if line.startswith(("note", "error"))]
    lines = [line for line in lines if UNMEASURED not in line]
    assert status == 1
    assert out.startswith("snapshot ") and out.splitlines()[0].endswith(f" in {tmp_path}/c/snapshot")
    assert lines == [
        "note: undated: no date found in the text: write it under the headline or name it beside the text (extract --date)",
        "error: empty.txt: the file is empty. Give a file that holds a text.",
    ]


def test_build_takes_a_table_with_columns_by_choice_and_reports_by_row(tmp_path: Path, capsys) -> None:
    (tmp_path / "mine.csv").write_text(
        'Day,Name,Land,"Words, as said"\n2023-11-04,Ada Rahal,Jordan,We want a ceasefire in Gaza.\n'
        "2023-11-05,Ben Cole,Atlantis,We want a pause.\n"
    )
    columns = ("--columns", "speaker=Name,date=Day,text=Words, as said", "country=Land")
    status, out, err = run(capsys, "build", "--sources", tmp_path / "mine.csv", *columns)
    assert status == 1 and f" in {tmp_path / 'mine-snapshot'}\n" in out
    told = [line for line in err.splitlines() if line.startswith(("error", "note: mine"))]
    assert told == [
        "note: mine.csv: 1 rows read, 1 refused; speaker from 'Name', date from 'Day', "
        "text from 'Words, as said', country from 'Land'",
        "error: mine.csv, line 3: the country 'Atlantis' is not known. "
        "Use an ISO 3166 code like EGY, the English name, or an organisation like EU.",
    ]
    (row,) = open_snapshot(tmp_path / "mine-snapshot").rows("SELECT * FROM statements")
    assert (row["speaker"], row["country"], row["date"]) == ("Ada Rahal", "JOR", "2023-11-04")


@pytest.mark.parametrize("columns", ["Name", "name=Name", "speaker=", "=Name"])
def test_columns_that_say_nothing_are_wrong_usage(tmp_path: Path, columns: str, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, "build", "--sources", tmp_path, "--columns", columns)
    assert ended.value.code == 2
    assert "names no column: write FIELD=COLUMN, FIELD one of text, date, " in capsys.readouterr().err
