"""How positions moved, on the made-up snapshot and on single bins."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small import said, snapshot_of

from stance import over_time
from stance.alignment import held
from stance.counting import Rules
from stance.countries import is_state
from stance.filters import Filters
from stance.over_time import Bin
from stance.positions import standings
from stance.runs import shifts
from stance.snapshot import Snapshot

ALL = Filters("gaza-ceasefire")


def test_statements_by_month(opened: Snapshot) -> None:
    found = over_time.bins(opened, ALL, "all", "month")
    assert sum(item.n for item in found) == 40
    october = found[0]
    assert (october.start, october.n, october.taking) == ("2023-10-01", 10, 9)
    assert october.counts == {"ceasefire": 5, "humanitarian_pause": 2, "oppose_ceasefire": 2, "none": 1}
    assert "2024-10-01" not in [item.start for item in found], "a month without statements has no bin"


@pytest.mark.parametrize(
    ("width", "first"), [("week", "2023-10-09"), ("month", "2023-10-01"), ("quarter", "2023-10-01")]
)
def test_stretches_begin_where_the_calendar_begins_them(opened: Snapshot, width: str, first: str) -> None:
    assert over_time.bins(opened, ALL, "all", width)[0].start == first
    assert over_time.calendar("2023-10-10", "2024-12-11", width)[0] == first


def test_a_share_needs_enough_statements() -> None:
    few = Bin("", "2023-10-01", {"ceasefire": 4, "none": 9})
    enough = Bin("", "2023-10-01", {"ceasefire": 4, "humanitarian_pause": 1, "none": 9})
    assert few.share("ceasefire") is None
    assert enough.share("ceasefire") == 0.8
    assert enough.share("oppose_ceasefire") == 0.0


def test_series_by_country_speaker_and_bloc(opened: Snapshot) -> None:
    by_country = over_time.bins(opened, ALL, "country", "quarter")
    assert over_time.busiest(by_country, 2) == ["USA", "DEU"]
    by_speaker = over_time.bins(opened, ALL, "speaker", "quarter")
    assert over_time.busiest(by_speaker, 1) == ["Ben Cole"]
    by_bloc = over_time.bins(opened, ALL, "bloc", "quarter")
    assert over_time.busiest(by_bloc, 9) == ["EU", "LAS"]
    members = over_time.bins(opened, replace(ALL, blocs=("EU",)), "all", "quarter")
    of_eu = [item for item in by_bloc if item.series == "EU"]
    assert sum(item.n for item in of_eu) == sum(item.n for item in members) == 9


def test_a_bloc_that_filters_leave_out_has_no_row_of_the_members_in_common(tmp_path: Path) -> None:
    codes = {"EU": ("FRA", "IRL"), "G7": ("FRA", "USA")}
    blocs = [
        {"bloc": bloc, "name": "", "country": code, "start": "2000-01-01", "end": "", "source": "x"}
        for bloc, members in codes.items() for code in members
    ]  # fmt: skip
    spoken = [said(code, "2023-11-01", "ceasefire") for code in ("FRA", "IRL", "USA")]
    snapshot = snapshot_of(tmp_path, *spoken, blocs=blocs)
    some = replace(ALL, blocs=("EU",))
    assert [(b.series, b.n) for b in over_time.bins(snapshot, some, "bloc", "month")] == [("EU", 2)]
    assert [lane[0].series for lane in over_time.lanes(snapshot, some, "bloc", 9)] == ["EU"]
    assert held.counts(snapshot, some, Rules(), "blocs") == {"EU": [2, 0, 0]}


def test_the_calendar_of_weeks_months_and_quarters() -> None:
    assert over_time.calendar("2023-11-15", "2024-01-02", "month") == [
        "2023-11-01", "2023-12-01", "2024-01-01",
    ]  # fmt: skip
    assert over_time.calendar("2023-11-15", "2024-01-02", "quarter") == ["2023-10-01", "2024-01-01"]
    assert over_time.after("2023-12-25", "week") == "2024-01-01"
    assert over_time.last_day("2024-02-01", "month") == "2024-02-29"


@pytest.mark.parametrize(
    "rules",
    [
        Rules(),
        Rules(blocs=True),
        Rules(votes=True),
        Rules(blocs=True, votes=True, skip=("humanitarian_pause",), max_age=90, min_sources=2),
    ],
)
def test_states_by_position_agree_with_the_map(opened: Snapshot, rules: Rules) -> None:
    dates = ("2023-10-31", "2023-12-31", "2024-12-11")
    for day in over_time.holders(opened, ALL, rules, dates, is_state):
        held = standings(opened, replace(ALL, end=day.date), rules)
        wanted = {item.country: item.position for item in held if is_state(item.country)}
        assert {code: p for p, codes in day.holders.items() for code in codes} == wanted
        assert day.n == len(wanted)


def test_lanes_begin_with_those_who_shifted_most(opened: Snapshot) -> None:
    found = over_time.lanes(opened, ALL, "country", 3)
    assert [items[0].series for items in found] == ["USA", "NOR", "DEU"]
    assert [item.date for item in found[0]] == sorted(item.date for item in found[0])
    assert len(over_time.lanes(opened, replace(ALL, countries=("SGP",)), "speaker", 9)) == 1


def test_an_unsure_coding_does_not_count(opened: Snapshot) -> None:
    (singapore,) = over_time.lanes(opened, replace(ALL, countries=("SGP",)), "country", 1)
    assert (singapore[0].position, singapore[0].counts) == ("ceasefire", False)


def test_a_full_lane_keeps_what_changed_its_position(opened: Snapshot) -> None:
    everything = over_time.lanes(opened, ALL, "country", 3)
    thinned = over_time.lanes(opened, ALL, "country", 3, dots=1)
    for full, few in zip(everything, thinned, strict=True):
        held = [item for item in full if item.counts]
        turns = [now for before, now in zip(held, held[1:], strict=False) if before.position != now.position]
        assert {held[0].date, *(item.date for item in turns)} <= {item.date for item in few}
    assert len(thinned[0]) < len(everything[0])


def test_lanes_count_what_the_map_counts(tmp_path: Path) -> None:
    rows = [
        said("USA", "2024-01-01", "oppose_ceasefire"),
        said("USA", "2024-02-01", "ceasefire", wording="vote"),
        said("USA", "2024-03-01", "ceasefire", capacity="organisation"),
        said("USA", "2024-04-01", "humanitarian_pause"),
        said("USA", "2024-04-01", "oppose_ceasefire"),
    ]
    snapshot = snapshot_of(tmp_path, *rows)
    (lane,) = over_time.lanes(snapshot, ALL, "country", 5)
    counted = [(item.date, item.position) for item in lane if item.counts]
    assert counted == [("2024-01-01", "oppose_ceasefire"), ("2024-04-01", "humanitarian_pause")]
    (change,) = shifts(snapshot, ALL)
    assert (change.date, change.after) == counted[-1]
