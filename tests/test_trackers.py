"""Published trackers: their table, their rules put in force here, and why the two lists differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import trackers
from stance.corpus import CORPUS, read_csv
from stance.counting import Rules
from stance.errors import InputError
from stance.snapshot import Snapshot
from stance.trackers import Compared, Tracker

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
LIST = Tracker("A Review", ISSUE, "2023-11-17", C, "blocs", (P,), "EU", 99, "A Review, 17 Nov 2023", ("BEL", "FRA", "IRL", "MLT", "POL"))
NINE = ("BEL", "ESP", "FRA", "GRC", "IRL", "MLT", "POL", "PRT", "SVN")


def members(*codes: str) -> list[dict[str, str]]:
    return [{"bloc": "EU", "name": "EU", "country": code, "start": "2000-01-01", "end": "", "source": "x"} for code in codes]


def test_the_table_holds_the_nine_members_of_the_union() -> None:
    (found,) = [item for item in trackers.load() if item.name == "Le Grand Continent"]
    assert (found.issue, found.date, found.position, found.countries) == ("gaza-ceasefire", "2023-11-17", C, NINE)
    assert found.rules == Rules(blocs=True, skip=(P,)) and (found.scope, found.total) == ("EU", 99)


def test_the_corpus_has_words_of_each_of_the_nine_by_that_day() -> None:
    rows = read_csv(CORPUS / "statements.csv", ("issue", "country", "date", "position", "capacity", "wording"))
    said = {
        row["country"] for _, row in rows
        if row["issue"] == ISSUE and row["position"] == C and row["date"] <= "2023-11-17" and row["capacity"] == "government"
        and row["wording"] != "vote"
    }  # fmt: skip
    assert set(NINE) <= said


@pytest.fixture
def europe(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path, said("FRA", "2023-11-10", C, id="france"), said("IRL", "2023-11-01", P, id="ireland"),
        said("MLT", "2023-11-01", "none", id="malta"), said("BEL", "2023-12-08", C, id="belgium"),
        said("POL", "2023-11-05", X, id="poland"), said("ITA", "2023-11-02", C, id="italy"), said("JOR", "2023-11-01", C),
        blocs=members("BEL", "FRA", "IRL", "MLT", "POL", "ITA", "DEU"),
    )  # fmt: skip


def test_every_state_on_which_the_lists_differ_has_its_reason(europe: Snapshot) -> None:
    found = {item.country: item for item in trackers.compared(europe, LIST)}
    assert found == {
        "FRA": Compared("FRA", True, True, "", C, "own words", "france", "2023-11-10"),
        "BEL": Compared("BEL", True, False, trackers.SILENT, later="2023-12-08", later_id="belgium"),
        "IRL": Compared("IRL", True, False, trackers.SKIPPED, P, "own words", "ireland", "2023-11-01"),
        "MLT": Compared("MLT", True, False, trackers.NO_POSITION, "none", "own words", "malta", "2023-11-01"),
        "POL": Compared("POL", True, False, trackers.OTHER, X, "own words", "poland", "2023-11-05"),
        "ITA": Compared("ITA", False, True, trackers.UNLISTED, C, "own words", "italy", "2023-11-02"),
    }
    # Jordan is outside the list's scope and still counts in the number of states.
    assert trackers.counted(europe, LIST) == 3


def test_another_position_is_named_by_what_it_is_held_by(tmp_path: Path) -> None:
    call = {"id": "A/RES/ES-10/21", "body": "GA", "date": "2023-10-27", "title": "", "topic": "", "sponsor": "",
            "outcome": "adopted", "yes": 0, "no": 1, "abstain": 0, "url": ""}  # fmt: skip
    snapshot = snapshot_of(
        tmp_path, said("POL", "2023-10-20", C, id="before the vote"), said("FRA", "2023-11-10", P, id="z"), said("FRA", "2023-11-10", X, id="a"),
        rollcalls=[call], votes=[{"rollcall": call["id"], "country": "POL", "vote": "N"}],
    )  # fmt: skip
    rules = replace(LIST, basis="votes", skip=(), position=C, countries=("FRA", "POL"))
    assert trackers.compared(snapshot, rules) == [
        Compared("FRA", True, False, trackers.OTHER, P, "own words", "z", "2023-11-10"),
        Compared("POL", True, False, trackers.OTHER, X, "vote", call["id"], "2023-10-27"),
    ]


def test_under_other_rules_the_reasons_are_others(europe: Snapshot) -> None:
    counted = {item.country: item.why for item in trackers.compared(europe, replace(LIST, skip=()))}
    assert counted["IRL"] == trackers.OTHER


def test_a_coding_too_unsure_to_count_is_named_as_that(tmp_path: Path) -> None:
    unsure = {"person": False, "coding_confidence": 0.4}
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-10", C, id="f", **unsure), said("FRA", "2023-12-10", C, id="l", **unsure))
    found = {item.country: item for item in trackers.compared(snapshot, LIST)}
    assert (found["FRA"].why, found["FRA"].statement_id, found["FRA"].later) == (trackers.UNSURE, "f", "")


def test_a_bloc_that_called_counts_for_a_member_that_said_nothing(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("EU", "2023-11-10", C, capacity="organisation"), blocs=members("FRA"))
    found = {item.country: item for item in trackers.compared(snapshot, LIST)}
    assert (found["FRA"].held, found["FRA"].basis) == (True, "bloc:EU")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("T,i,2023-11-17,c,some,,EU,1,FRA,s", "basis 'some'. Use own, blocs, votes, all."),
        ("T,i,2023-11-17,c,own,,EU,1,France,s", "'France' is no state. Write its ISO 3166 code of three letters."),
        ("T,i,2023-11-17,c,own,,EU,many,FRA,s", "total 'many' is not a number. Write digits."),
        ("T,i,17 Nov,c,own,,EU,1,FRA,s", "date '17 Nov' is not a date of the form YYYY-MM-DD. Write it as 2023-11-17."),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "trackers.csv"
    path.write_text(",".join(trackers.COLUMNS) + "\n" + row + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        trackers.load(path)
    assert str(error.value) == f"{path}, line 2: {problem}"
