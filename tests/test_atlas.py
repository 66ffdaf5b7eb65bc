"""Who stands where on a day, on the made-up snapshot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from small import said, snapshot_of

from stance import atlas, counting
from stance.atlas import Place
from stance.counting import DEFAULT, Rules
from stance.filters import Filters
from stance.snapshot import Snapshot


def on(date: str, opened: Snapshot, rules: Rules = DEFAULT, **more) -> dict[str, Place]:
    found = atlas.places(opened, Filters("gaza-ceasefire", end=date, **more), rules)
    return {place.code: place for place in found}


def test_the_latest_words_are_carried_forward_with_their_age(opened: Snapshot) -> None:
    france = on("2024-12-11", opened)["FRA"]
    assert (france.position, france.since, france.age) == ("ceasefire", "2023-11-10", 397)
    assert france.old and not on("2023-12-01", opened)["FRA"].old


def test_no_position_unsure_and_silent_are_three_things(opened: Snapshot) -> None:
    october, november = on("2023-10-31", opened), on("2023-11-17", opened)
    assert october["DEU"].position == "none"
    assert november["SGP"].position == "unsure" and november["SGP"].confidence == 0.55
    assert "KEN" not in november


def test_votes_and_blocs_count_only_where_they_are_asked_for(opened: Snapshot) -> None:
    assert "ESP" not in on("2023-12-31", opened)
    assert on("2023-12-31", opened, Rules(votes=True))["ESP"].basis == "vote"
    assert on("2023-12-31", opened, Rules(blocs=True))["ESP"].basis == "bloc:EU"
    assert on("2023-12-31", opened, Rules(blocs=True, votes=True))["MLT"].holds


def test_voices_that_differ_make_a_place_contested(opened: Snapshot) -> None:
    assert on("2023-11-25", opened)["NOR"].contested
    assert not on("2023-11-25", opened)["FRA"].contested


def test_the_tally_and_recent_changes(opened: Snapshot) -> None:
    assert atlas.tally(on("2023-11-17", opened).values()) == {
        "ceasefire": 6, "humanitarian_pause": 5, "oppose_ceasefire": 1, "unsure": 1,
    }  # fmt: skip
    changed = atlas.recent(opened, Filters("gaza-ceasefire", end="2023-11-17"))
    assert [(item.country, item.date) for item in changed.shifts] == [
        ("FRA", "2023-11-10"), ("USA", "2023-11-09"),
    ]  # fmt: skip


def test_the_scope_is_what_the_filters_speak_of(opened: Snapshot) -> None:
    filters = Filters("gaza-ceasefire", end="2023-11-17")
    assert counting.scope(opened, filters) is None
    assert counting.scope(opened, replace(filters, countries=("USA",))) == {"USA"}
    assert counting.scope(opened, replace(filters, blocs=("LAS",))) == {"EGY", "JOR", "DZA", "BHR"}
    both = replace(filters, blocs=("LAS", "EU"), countries=("USA", "EGY", "FRA"))
    assert counting.scope(opened, both) == {"EGY", "FRA"}


def test_months_end_on_the_last_day_of_the_data() -> None:
    assert atlas.months("2023-10-10", "2024-01-15") == [
        "2023-10-31", "2023-11-30", "2023-12-31", "2024-01-15",
    ]  # fmt: skip
    assert atlas.months("2023-10-01", "2023-10-31") == ["2023-10-31"]


def test_what_the_rules_leave_out_is_no_standing(opened: Snapshot) -> None:
    pauses = Rules(skip=("humanitarian_pause",))
    assert on("2023-10-31", opened)["FRA"].position == "humanitarian_pause"
    assert on("2023-10-31", opened, pauses)["FRA"].position == "none"
    assert on("2024-12-11", opened, Rules(max_age=180))["FRA"].position == "unsure"
    assert on("2023-10-31", opened, Rules(min_sources=3))["BRA"].position == "unsure"


def test_whoever_speaks_for_no_state_makes_none_unsure(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("TTO", "2023-11-01", "ceasefire", capacity="organisation", role="President of the General Assembly"),
        said("USA", "2023-11-01", "ceasefire", capacity="other", role="professor"),
        said("FRA", "2023-11-01", "none"),
    )
    for officials in (True, False):
        filters = Filters("gaza-ceasefire", end="2023-12-01", officials=officials)
        assert [(place.code, place.position) for place in atlas.places(snapshot, filters)] == [("FRA", "none")]
