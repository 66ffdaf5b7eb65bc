"""What the timeline draws: heights, absent shares, numbers, events, lanes."""

from __future__ import annotations

from stance import countries, over_time
from stance.codebook import load_issue
from stance.figures import lanes as lane_figures
from stance.figures import timeline
from stance.figures.dated import plain
from stance.figures.style import colours
from stance.filters import Filters
from stance.over_time import Bin, Day
from stance.snapshot import Snapshot

ISSUE = load_issue("gaza-ceasefire")
SPAN = ("2023-10-01", "2025-01-01")
FOUND = [
    Bin("", "2023-10-01", {"ceasefire": 6, "oppose_ceasefire": 2, "none": 1}),
    Bin("", "2023-11-01", {"ceasefire": 3}),
]
EVENTS = [
    {"date": "2023-10-07", "label": "The <b>attack</b>", "kind": "attack"},
    {"date": "2023-10-27", "label": "Roll call", "kind": "un-vote"},
]


def drawn(found=FOUND, **more):
    return timeline.bars(found, ISSUE, dark=False, width="month", span=SPAN, **more)


def trace(figure, name: str):
    return next(one for one in figure.data if one.name == name)


def test_bars_are_the_counts_with_their_number_above() -> None:
    made = drawn()
    assert tuple(trace(made, "Ceasefire").y) == (6, 3)
    assert tuple(trace(made, "Opposes a ceasefire").y) == (2, 0)
    assert trace(made, "n").text == ("9", "3") and tuple(trace(made, "n").y) == (9, 3)
    assert trace(made, "Ceasefire").customdata[0] == ["2023-10-01", "", "ceasefire", 6]
    assert made.layout.barmode == "stack"


def test_a_share_of_too_few_is_absent_not_zero() -> None:
    made = drawn(shares=True)
    assert tuple(trace(made, "Ceasefire").y) == (0.75, None)
    assert trace(made, "n").text == ("8", "3")
    assert "States no position" not in [one.name for one in made.data]


def test_positions_differ_in_colour_and_in_pattern() -> None:
    made = drawn()
    bars = [one for one in made.data if one.type == "bar"]
    assert len({one.marker.color for one in bars}) == len({one.marker.pattern.shape for one in bars}) == 4


def test_events_stand_above_and_cannot_write_markup() -> None:
    made = drawn(events=EVENTS)
    events = trace(made, "events")
    assert tuple(events.x) == ("2023-10-07", "2023-10-27")
    assert tuple(events.y) == ("Attack", "UN vote")
    assert "&lt;b&gt;attack" in events.text[0]
    assert plain("un-vote") == "UN vote"


def test_one_row_for_each_series_on_one_scale() -> None:
    found = [Bin("USA", "2023-10-01", {"ceasefire": 8}), Bin("FRA", "2023-10-01", {"ceasefire": 2})]
    made = drawn(found, series=["USA", "FRA"], name=countries.name)
    assert made.layout.yaxis.range == made.layout.yaxis2.range
    assert [note.text for note in made.layout.annotations] == ["<b>United States</b>", "<b>France</b>"]


def test_the_open_bar_is_outlined() -> None:
    lines = trace(drawn(opened=("2023-11-01", "")), "Ceasefire").marker.line.width
    assert tuple(lines) == (0, 2)


def test_numbers_are_left_out_where_they_would_overlap() -> None:
    starts = over_time.calendar("2023-01-01", "2024-12-31", "week")
    made = drawn([Bin("", start, {"ceasefire": 1}) for start in starts])
    assert "n" not in [one.name for one in made.data]


def test_states_by_position_as_counts_and_shares() -> None:
    found = [
        Day("2023-10-31", {"ceasefire": ("BRA", "CHN")}),
        Day("2023-11-30", {"ceasefire": ("BRA", "CHN", "EGY"), "oppose_ceasefire": ("ISR", "USA")}),
    ]
    made = timeline.days(found, ISSUE, dark=True, span=SPAN)
    assert tuple(trace(made, "Ceasefire").y) == (2, 3)
    assert trace(made, "Ceasefire").marker.color == colours(ISSUE, True)["ceasefire"]
    shares = timeline.days(found, ISSUE, dark=True, span=SPAN, shares=True)
    assert tuple(trace(shares, "Opposes a ceasefire").y) == (None, 0.4)


def test_a_lane_bears_the_position_until_the_next_statement(opened: Snapshot) -> None:
    found = over_time.lanes(opened, Filters("gaza-ceasefire", countries=("FRA", "SGP")), "country", 9)
    made = lane_figures.lanes(found, ISSUE, dark=False, name=countries.name, span=SPAN, events=EVENTS)
    pauses, ceasefire = (
        next(one for one in made.data if one.name == name and one.mode == "lines")
        for name in ("Humanitarian pauses", "Ceasefire")
    )
    assert tuple(pauses.x) == ("2023-10-24", "2023-11-10", None)
    assert tuple(ceasefire.x) == ("2023-11-10", "2025-01-01", None), "an unsure coding moves no line"
    ended = lane_figures.lanes(found, ISSUE, dark=False, name=countries.name, span=SPAN, until="2024-12-11")
    assert next(one for one in ended.data if one.name == "Ceasefire").x[1] == "2024-12-11"
    dots = next(one for one in made.data if one.name == "Ceasefire" and one.mode == "markers")
    sizes = dict(zip(dots.y, dots.marker.size, strict=True))
    assert sizes["Singapore"] < sizes["France"]
    assert any("the coding is unsure" in text for text in dots.text)
    assert len(dots.customdata[0]) == 16
