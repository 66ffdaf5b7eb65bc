"""Standings, shifts and the three bases on which a position can be read."""

from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance.counting import Rules
from stance.filters import Filters
from stance.positions import COLUMNS, as_rows, evidence, on_days, standings
from stance.runs import runs, shifts

BLOC = {"bloc": "EU", "name": "European Union", "start": "2000-01-01", "end": "", "source": "x"}


def on(day: str, **more: object) -> Filters:
    return Filters(issue=ISSUE, end=day, **more)


def test_the_latest_statement_is_carried_forward_and_dated_from_the_start_of_its_run(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-10-20", "humanitarian_pause"),
        said("FRA", "2023-11-01", "ceasefire", sources=3),
        said("FRA", "2023-11-10", "ceasefire", id="last"),
    )
    (france,) = standings(snapshot, on("2024-06-01"))
    assert (france.position, france.since, france.stated) == ("ceasefire", "2023-11-01", "2023-11-10")
    assert (france.statement_id, france.statements, france.sources) == ("last", 2, 4)
    (before,) = standings(snapshot, on("2023-10-31"))
    assert before.position == "humanitarian_pause"
    assert standings(snapshot, on("2023-10-19")) == []


@pytest.mark.parametrize(
    "more",
    [
        {"position": "none"},
        {"wording": "vote"},
        {"capacity": "other"},
        {"capacity": "organisation"},
        {"person": False, "coding_confidence": 0.3},
    ],
)
def test_what_does_not_count_neither_makes_nor_ends_a_standing(tmp_path: Path, more: dict[str, object]) -> None:
    row = {**said("FRA", "2023-12-01", "ceasefire"), **more}
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-10-20", "humanitarian_pause"), row)
    (france,) = standings(snapshot, on("2024-01-01"))
    assert france.position == "humanitarian_pause"


def test_voices_of_one_government_that_differ_within_a_month_are_contested(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("ESP", "2023-11-01", "ceasefire", speaker="Prime Minister"),
        said("ESP", "2023-11-20", "humanitarian_pause", speaker="Foreign Minister"),
        said("ITA", "2023-11-01", "ceasefire", speaker="Prime Minister"),
        said("ITA", "2024-01-20", "humanitarian_pause", speaker="Foreign Minister"),
    )
    found = {item.country: item.contested for item in standings(snapshot, on("2024-02-01"))}
    assert found == {"ESP": True, "ITA": False}


@pytest.mark.parametrize(("first", "differ"), [("2023-10-21", True), ("2023-10-20", False)])
def test_voices_thirty_days_apart_are_contested_and_those_further_apart_are_not(
    tmp_path: Path, first: str, differ: bool
) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("ESP", first, "ceasefire", speaker="Prime Minister"),
        said("ESP", "2023-11-20", "humanitarian_pause", speaker="Foreign Minister"),
        said("ITA", "2024-01-20", "ceasefire"),
    )
    assert [item.contested for item in standings(snapshot, on("2024-02-01"))] == [differ, False]


def test_a_change_of_mind_by_one_speaker_is_a_shift_and_not_contested(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("GBR", "2024-01-01", "humanitarian_pause"),
        said("GBR", "2024-01-10", "ceasefire", id="turn"),
    )
    (change,) = shifts(snapshot, on("2024-02-01"))
    assert (change.before, change.after, change.statement_id) == ("humanitarian_pause", "ceasefire", "turn")
    assert not standings(snapshot, on("2024-02-01"))[0].contested


@pytest.mark.parametrize("reverse", [False, True])
def test_of_two_things_said_on_one_day_the_first_on_the_scale_counts(tmp_path: Path, reverse: bool) -> None:
    rows = [
        said("FRA", "2023-11-10", "humanitarian_pause", speaker="President"),
        said("FRA", "2023-11-10", "ceasefire", speaker="President"),
        said("USA", "2023-11-04", "oppose_ceasefire", speaker="Secretary of State"),
        said("USA", "2023-11-04", "humanitarian_pause", speaker="Secretary of State"),
    ]
    snapshot = snapshot_of(tmp_path, *(reversed(rows) if reverse else rows))
    found = {item.country: item.position for item in standings(snapshot, on("2024-01-01"))}
    assert found == {"FRA": "ceasefire", "USA": "humanitarian_pause"}


def test_what_is_outranked_on_its_day_neither_breaks_a_run_nor_makes_shifts(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("USA", "2023-10-20", "humanitarian_pause"),
        said("USA", "2023-11-04", "oppose_ceasefire"),
        said("USA", "2023-11-04", "humanitarian_pause"),
    )
    (usa,) = standings(snapshot, on("2024-01-01"))
    assert (usa.since, usa.stated, usa.statements) == ("2023-10-20", "2023-11-04", 2)
    assert shifts(snapshot, on("2024-01-01")) == []


def test_a_standing_that_needs_two_sources_begins_when_it_has_them(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, *(said("FRA", f"2023-1{month}-01", "ceasefire") for month in (0, 1, 2)))
    rules = Rules(min_sources=2)
    (found,) = standings(snapshot, on("2024-01-01"), rules)
    (run,) = runs(snapshot, on("2024-01-01"), rules)
    assert found.since == run.start == "2023-11-01" and standings(snapshot, on("2023-10-15"), rules) == []
    assert standings(snapshot, on("2024-01-01"))[0].since == "2023-10-01"


def test_a_members_words_from_before_it_joined_are_its_standing_within_the_bloc(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("SWE", "2023-11-01", "humanitarian_pause"),
        said("EU", "2024-03-21", "ceasefire"),
        said("GBR", "2019-05-01", "ceasefire"),
        blocs=[
            {**BLOC, "bloc": "NATO", "country": "SWE", "start": "2024-03-07"},
            {**BLOC, "country": "SWE"},
            {**BLOC, "country": "GBR", "end": "2020-01-31"},
        ],
    )
    for rules in (Rules(), Rules(blocs=True)):
        (swe,) = standings(snapshot, on("2024-06-01", blocs=("NATO",)), rules)
        assert (swe.country, swe.position, swe.since) == ("SWE", "humanitarian_pause", "2023-11-01")
        assert standings(snapshot, on("2024-03-06", blocs=("NATO",)), rules) == []
        # Nor does one stay that has left.
        assert [item.country for item in standings(snapshot, on("2024-06-01", blocs=("EU",)), rules)] == ["SWE"]
    assert not shifts(snapshot, on("2024-06-01", blocs=("NATO",)))


def test_who_stands_by_the_words_of_a_bloc_is_not_contested_by_its_own_lapsed_ones(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-10-01", "ceasefire", speaker="President"),
        said("FRA", "2023-10-05", "oppose_ceasefire", speaker="Foreign Minister"),
        said("EU", "2024-03-01", "humanitarian_pause"),
        blocs=[{**BLOC, "country": "FRA"}],
    )
    found = {i.country: i for i in standings(snapshot, on("2024-03-10"), Rules(blocs=True, max_age=90))}
    assert (found["FRA"].basis, found["FRA"].contested) == ("bloc:EU", False)


def test_a_bloc_speaks_only_for_members_of_that_day_that_are_silent_themselves(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("EU", "2023-10-26", "humanitarian_pause"),
        said("IRL", "2023-10-20", "ceasefire"),
        blocs=[
            {**BLOC, "country": "IRL"},
            {**BLOC, "country": "MLT"},
            {**BLOC, "country": "GBR", "end": "2020-01-31"},
        ],
    )
    plain = {item.country: item.basis for item in standings(snapshot, on("2023-11-01"))}
    assert plain == {"EU": "own words", "IRL": "own words"}
    found = {i.country: (i.position, i.basis) for i in standings(snapshot, on("2023-11-01"), Rules(blocs=True))}
    assert found["IRL"] == ("ceasefire", "own words")
    assert found["MLT"] == ("humanitarian_pause", "bloc:EU")
    assert "GBR" not in found


def test_filters_narrow_inherited_positions_too(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("EU", "2023-10-26", "humanitarian_pause"),
        blocs=[{**BLOC, "country": "IRL"}, {**BLOC, "country": "MLT"}],
    )
    found = standings(snapshot, on("2023-11-01", countries=("MLT",)), Rules(blocs=True))
    assert [item.country for item in found] == ["MLT"]


def test_votes_count_by_their_date_only_when_asked_for_and_never_when_unmapped(tmp_path: Path) -> None:
    roll = {"body": "GA", "title": "", "topic": "", "sponsor": "", "outcome": "", "url": ""}
    snapshot = snapshot_of(
        tmp_path,
        said("AUS", "2023-11-01", "humanitarian_pause"),
        rollcalls=[
            {**roll, "id": "A/RES/ES-10/22", "date": "2023-12-12"},
            {**roll, "id": "A/RES/ES-10/24", "date": "2024-09-18"},
        ],
        votes=[
            {"rollcall": "A/RES/ES-10/22", "country": "AUS", "vote": "Y"},
            {"rollcall": "A/RES/ES-10/22", "country": "AUT", "vote": "N"},
            {"rollcall": "A/RES/ES-10/22", "country": "LTU", "vote": "A"},
            {"rollcall": "A/RES/ES-10/24", "country": "FJI", "vote": "N"},
        ],
    )
    assert [item.country for item in standings(snapshot, on("2024-12-31"))] == ["AUS"]
    found = {i.country: (i.position, i.basis) for i in standings(snapshot, on("2024-12-31"), Rules(votes=True))}
    assert found == {"AUS": ("ceasefire", "vote"), "AUT": ("oppose_ceasefire", "vote")}
    early = standings(snapshot, on("2023-12-11"), Rules(votes=True))
    assert [(item.country, item.position) for item in early] == [("AUS", "humanitarian_pause")]


def test_rows_have_the_columns_of_the_contract_in_order(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))
    (row,) = as_rows(standings(snapshot, on("2024-01-01")))
    assert tuple(row) == COLUMNS
    assert COLUMNS[:5] == ("country", "position", "since", "statement_id", "statements")
    assert COLUMNS[5:] == ("sources", "confidence", "contested", "basis")


def test_values_of_filters_are_never_sql(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))
    hostile = ("FRA') OR 1=1 --", "'; DROP VIEW coded; --")
    assert standings(snapshot, on("2024-01-01", countries=hostile, blocs=hostile)) == []
    assert len(standings(snapshot, on("2024-01-01"))) == 1


def test_a_position_that_does_not_count_leaves_the_standing_before_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", "ceasefire"), said("FRA", "2023-12-01", "humanitarian_pause")
    )
    (france,) = standings(snapshot, on("2024-01-01"), Rules(skip=("humanitarian_pause",)))
    assert (france.position, france.stated) == ("ceasefire", "2023-11-01")
    assert standings(snapshot, on("2024-01-01"), Rules(skip=("humanitarian_pause", "ceasefire"))) == []


def test_a_standing_lapses_after_its_age_and_begins_anew(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire"),
        said("FRA", "2023-11-20", "ceasefire"),
        said("FRA", "2024-06-01", "ceasefire", id="again"),
    )
    rules = Rules(max_age=90)
    assert standings(snapshot, on("2024-02-18"), rules)[0].since == "2023-11-01"
    assert standings(snapshot, on("2024-02-19"), rules) == []
    assert standings(snapshot, on("2024-06-02"), rules)[0].since == "2024-06-01"
    first, second = runs(snapshot, on("2024-06-02"), rules)
    assert (first.start, first.end, first.statements) == ("2023-11-01", "2024-02-18", 2)
    assert (second.start, second.end, second.before, second.statement_id) == ("2024-06-01", "", "ceasefire", "again")
    assert shifts(snapshot, on("2024-06-02"), rules) == []
    assert [run.end for run in runs(snapshot, on("2024-06-02"))] == [""]


def test_a_standing_needs_its_number_of_sources(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "humanitarian_pause", sources=3),
        said("FRA", "2023-12-01", "ceasefire"),
        said("FRA", "2024-01-01", "ceasefire", id="second"),
    )
    rules = Rules(min_sources=2)
    assert standings(snapshot, on("2023-11-30"), rules)[0].position == "humanitarian_pause"
    assert standings(snapshot, on("2023-12-31"), rules) == []
    assert standings(snapshot, on("2024-01-01"), rules)[0].position == "ceasefire"
    (change,) = shifts(snapshot, on("2024-02-01"), rules)
    assert (change.date, change.before, change.after, change.statement_id) == (
        "2024-01-01", "humanitarian_pause", "ceasefire", "second",
    )  # fmt: skip
    assert [run.end for run in runs(snapshot, on("2024-02-01"), rules)] == ["2023-11-30", ""]


def test_runs_tell_the_whole_road_and_since_only_its_end(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-10-20", "humanitarian_pause", id="a", speaker="President"),
        said("FRA", "2023-11-01", "ceasefire", id="b", speaker="Minister"),
        said("FRA", "2023-11-05", "ceasefire"),
        said("USA", "2023-11-03", "oppose_ceasefire", id="c"),
    )
    found = [(r.country, r.position, r.start, r.end, r.stated, r.statement_id) for r in runs(snapshot, on("2024-01-01"))]
    assert found == [
        ("FRA", "humanitarian_pause", "2023-10-20", "2023-10-31", "2023-10-20", "a"),
        ("FRA", "ceasefire", "2023-11-01", "", "2023-11-05", "b"),
        ("USA", "oppose_ceasefire", "2023-11-03", "", "2023-11-03", "c"),
    ]
    assert [r.country for r in runs(snapshot, on("2024-01-01"), since="2023-11-02")] == ["USA"]
    (change,) = shifts(snapshot, on("2024-01-01"), since="2023-11-01")
    assert (change.speaker, change.before) == ("Minister", "humanitarian_pause")
    assert shifts(snapshot, on("2024-01-01"), since="2023-11-02") == []


def test_many_days_say_what_each_day_says(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("EU", "2023-10-26", "humanitarian_pause"),
        said("IRL", "2023-10-20", "ceasefire"),
        blocs=[{**BLOC, "country": "IRL"}, {**BLOC, "country": "MLT", "start": "2023-11-01"}],
    )
    days = ("2023-10-19", "2023-10-21", "2023-10-31", "2023-11-02")
    rules = Rules(blocs=True)
    found = on_days(snapshot, Filters(ISSUE), rules, days)
    assert {day: [item.country for item in items] for day, items in found.items()} == {
        "2023-10-19": [], "2023-10-21": ["IRL"], "2023-10-31": ["EU", "IRL"], "2023-11-02": ["EU", "IRL", "MLT"],
    }  # fmt: skip
    for day in days:
        assert found[day] == standings(snapshot, on(day), rules)


def test_a_filter_by_speaker_leaves_votes_out(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("AUS", "2023-11-01", "humanitarian_pause", speaker="A"),
        rollcalls=[{"id": "A/RES/ES-10/22", "date": "2023-12-12"}],
        votes=[{"rollcall": "A/RES/ES-10/22", "country": "AUS", "vote": "Y"}],
    )
    (own,) = standings(snapshot, on("2024-01-01", speakers=("A",)), Rules(votes=True))
    assert (own.position, own.basis) == ("humanitarian_pause", "own words")


def test_evidence_is_every_piece_in_its_order(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="b"),
        said("FRA", "2023-11-01", "humanitarian_pause", id="a"),
        said("FRA", "2023-10-01", "none"),
    )
    found = evidence(snapshot, on("2024-01-01"))["FRA"]
    assert [(item.statement_id, item.position) for item in found] == [
        ("a", "humanitarian_pause"), ("b", "ceasefire"),
    ]  # fmt: skip


def test_a_persons_decision_laid_over_the_snapshot_outranks_every_coding(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", "ceasefire", id="s", person=False, coding_confidence=0.3, because="now")
    )
    assert standings(snapshot, on("2024-01-01")) == []
    decision = {"statement_id": "s", "issue": ISSUE, "position": "humanitarian_pause", "condition": "",
                "coder": "Ada", "decided": "2024-01-01T10:00:00Z"}  # fmt: skip
    snapshot.lay([decision])
    (france,) = standings(snapshot, on("2024-01-01"))
    assert (france.position, france.confidence) == ("humanitarian_pause", 1.0)
    (row,) = snapshot.rows("SELECT coder, person, because FROM coded")
    assert row == {"coder": "Ada", "person": True, "because": ""}
    snapshot.lay([])
    assert standings(snapshot, on("2024-01-01")) == []
