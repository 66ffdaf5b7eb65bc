"""Decisions as files: the log whole, nothing that a spreadsheet runs, and each bad line named."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from stance.codebook import load_issue
from stance.errors import InputError
from stance.review.decisions import Decision, standings
from stance.review.files import COLUMNS, csv_bytes, read
from stance.review.store import Store

ISSUE = "gaza-ceasefire"
ISSUES = {ISSUE: load_issue(ISSUE)}
STATEMENTS = {"s1", "s2", "s3"}


def decided(coder: str, statement: str, position: str, **more: object) -> Decision:
    return Decision(coder, ISSUE, statement, position, **more)  # type: ignore[arg-type]


def lines(text: str, log: tuple[Decision, ...] = ()) -> tuple[list[Decision], list[str]]:
    found = read("ben.csv", text.encode(), ISSUES, STATEMENTS, log, "Cem")
    return list(found.decisions), [str(error) for error in found.refused]


def test_a_log_is_read_again_as_it_was_and_adds_nothing_twice(tmp_path: Path) -> None:
    here, there = Store(str(tmp_path / "a.sqlite")), Store(str(tmp_path / "b.sqlite"))
    here.add([
        decided("=Ann", "s1", "ceasefire", condition="-once, \"free\"", note="+1", blind=True, data_version="3f2a91c",
                stances={"ceasefire": "supports"}),
        decided("Ben", "s2", "none", before="ceasefire", before_by="the model"),
        decided("Ben", "s1", "none", kind="adjudicated"),
    ])  # fmt: skip
    here.undo(here.log()[2].id, "Ben")
    file = csv_bytes(here.log())
    found = read("a.csv", file, ISSUES, STATEMENTS, there.log(), "")
    assert (list(found.decisions), found.refused) == (here.log(), ())
    merged = read("a.csv", file, ISSUES, STATEMENTS, there.log(), "Cem")
    assert len(there.add(merged.decisions)) == 4 and there.add(merged.decisions) == []
    assert standings(there.log()) == standings(here.log())
    assert {entry.merged_by for entry in there.log()} == {"Cem"}
    assert [entry.before for entry in there.log()] == [entry.before for entry in here.log()]


def test_nothing_in_a_file_is_run_by_a_spreadsheet() -> None:
    file = csv_bytes([decided("=Ann", "s1", "none", note="@x", condition="-2")])
    assert file.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))
    assert tuple(row) == COLUMNS
    assert (row["coder"], row["note"], row["condition"]) == ("'=Ann", "'@x", "'-2")


def test_a_line_written_by_hand_is_enough() -> None:
    text = f"coder,issue,statement_id,position\nBen,{ISSUE},s1,none\nBen,{ISSUE},s2,ceasefire\n"
    made, refused = lines(text)
    assert refused == [] and [entry.statement_id for entry in made] == ["s1", "s2"]
    assert [entry.id for entry in lines(text)[0]] == [entry.id for entry in made]
    assert made[0].made.endswith("Z") and made[0].merged_by == "Cem"


CORRECTED = ["ceasefire,", "ceasefire,once they are free", "none,", "ceasefire,"]


def by_hand(*rows: str) -> str:
    """A file without ids and times: Ben on one statement, position and condition a line."""
    return "\n".join(["coder,issue,statement_id,position,condition", *(f"Ben,{ISSUE},s1,{row}" for row in rows)])


def merged(log: Store, text: str) -> list[str]:
    """What a file adds to a log, as position and condition."""
    return [f"{entry.position},{entry.condition}" for entry in log.add(lines(text, tuple(log.log()))[0])]


@pytest.mark.parametrize("at_once", [True, False])
def test_lines_by_hand_that_correct_one_another_all_count_in_turn(tmp_path: Path, at_once: bool) -> None:
    log = Store(str(tmp_path / "a.sqlite"))
    for file in [by_hand(*CORRECTED)] if at_once else map(by_hand, CORRECTED):
        assert merged(log, file) and merged(log, file) == []
    assert [f"{entry.position},{entry.condition}" for entry in log.log()] == CORRECTED
    assert [(found.position, found.condition) for found in standings(log.log())] == [("ceasefire", "")]
    # The file with one line more adds this line.
    assert merged(log, by_hand(*CORRECTED, "none,")) == ["none,"]
    assert merged(log, by_hand(*CORRECTED, "none,")) == []


def test_a_line_by_hand_corrects_what_its_coder_decided_elsewhere_and_repeats_nothing(tmp_path: Path) -> None:
    log, file = Store(str(tmp_path / "a.sqlite")), by_hand("none,", "none,", "ceasefire,")
    assert merged(log, file) == ["none,", "ceasefire,"] and merged(log, file) == []
    log.add([decided("ben", "s1", "humanitarian_pause"), decided("Ann", "s1", "none")])
    assert merged(log, by_hand("ceasefire,")) == ["ceasefire,"] and merged(log, by_hand("ceasefire,")) == []
    # What was taken back since does not come back with the same file.
    log.undo(log.log()[-1].id, "Ben")
    assert merged(log, by_hand("ceasefire,")) == []


def test_lines_of_one_time_that_differ_in_more_than_the_position_are_two() -> None:
    header = "coder,issue,statement_id,position,condition,note,stances,made"
    said = [",,", "if so,,", ",a note,", ',,"{""ceasefire"": ""supports""}"']
    rows = [f"Ben,{ISSUE},s1,ceasefire,{more},2026-01-31" for more in said]
    made, refused = lines("\n".join([header, *rows, *rows]))
    assert refused == [] and len(made) == len({entry.id for entry in made}) == 4


def test_each_line_of_no_use_is_named_and_the_rest_is_kept() -> None:
    header = "coder,kind,issue,statement_id,position,stances,undoes,made,id"
    wrong = [
        f",,{ISSUE},s1,none,,,,",
        f"Ben,vote,{ISSUE},s1,none,,,,",
        "Ben,,tea,s1,none,,,,",
        f"Ben,,{ISSUE},s9,none,,,,",
        f"Ben,,{ISSUE},s1,peace,,,,",
        f"Ben,undo,{ISSUE},s1,,,,,",
        f"Ben,undo,{ISSUE},s1,,,a0a0a0a0,,",
        f'Ben,,{ISSUE},s1,none,"{{""tea"": ""supports""}}",,,',
        f'Ben,,{ISSUE},s1,none,"{{""ceasefire"": ""supports""}}",,,',
        f"Ben,,{ISSUE},s1,none,[,,,",
        f"Ben,,{ISSUE},s1,none,,,2999-01-01T00:00:00Z,",
        f"Ben,,{ISSUE},s1,none,,,yesterday,",
        f"Ben,,{ISSUE},s1,none,,,,,more",
        f"Ben,,{ISSUE},s3,none,,,2026-01-01T01:00:00+01:00,feedbeef",
    ]
    log = (decided("Ann", "s1", "none", id="a0a0a0a0"),)
    made, refused = lines("\n".join([header, *wrong]), log)
    assert [(entry.statement_id, entry.made, entry.id) for entry in made] == [
        ("s3", "2026-01-01T00:00:00.000000Z", "feedbeef")
    ]
    stances = 'Write {"concept": "supports", ...}, or leave it empty.'
    utc = "Write it in UTC, such as 2026-01-31T14:05:00Z."
    known = "ceasefire, humanitarian_pause, oppose_ceasefire, none"
    assert refused == [
        f"ben.csv, line {number}: {said}"
        for number, said in enumerate(
            [
                "no coder. Write who decided.",
                "the kind 'vote' is unknown. Use coding, adjudicated, undo.",
                f"the issue 'tea' is unknown. Use {ISSUE}.",
                "there is no statement 's9' in these data. Merge it where those data are shown.",
                f"the position 'peace' is not in the codebook. Use {known}.",
                "it takes back what this coder did not decide. Take the line away.",
                "it takes back what this coder did not decide. Take the line away.",
                f"the stances name something that the codebook does not have. {stances}",
                f"the stances give 'ceasefire', the line says 'none'. {stances}",
                f"the stances are not JSON. {stances}",
                f"the time 2999-01-01T00:00:00Z lies in the future. {utc}",
                f"the time 'yesterday' is none. {utc}",
                "the row has 10 cells, the header 9. Put quotation marks around cells that hold the separator.",
            ],
            start=2,
        )
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"coder,position\nBen,none\n", "ben.csv, line 1: the columns issue, statement_id are missing. "
         "Take a file that was downloaded here as the pattern."),
        (b"", "ben.csv: the file is empty. Give a file that holds a text."),
    ],
)  # fmt: skip
def test_a_file_of_no_use_is_said(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read("ben.csv", data, ISSUES, STATEMENTS, (), "Cem")
    assert str(caught.value) == said
