"""The lanes of compared actors: bars, hatching, dots, crosses, and names that no dot covers."""

from __future__ import annotations

from stance.codebook import load_issue
from stance.comparison import Stretch
from stance.day_by_day import BLOC, OWN
from stance.figures.compared import Lane, compared
from stance.figures.style import LIGHT, tint
from stance.voices import Words

ISSUE = load_issue("gaza-ceasefire")
C, P = "ceasefire", "humanitarian_pause"
BLUE = ISSUE.position(C).colour.lower()
FRANCE = Lane(
    "France",
    [
        Stretch("2023-11-01", "2023-11-09", P, OWN, "2023-11-01", False),
        Stretch("2023-11-10", "2024-05-07", C, OWN, "2023-11-10", False),
        Stretch("2024-05-08", "2024-12-31", C, OWN, "2023-11-10", True),
    ],
    [
        Words("2023-11-01", P, "p", 1, True),
        Words("2023-11-10", P, "both", 1, False, True), Words("2023-11-10", C, "c", 2, True, True),
        Words("2023-11-20", C, "later", 1, True, True),
    ],
)  # fmt: skip
EUROPE = Lane("Members", [Stretch("2023-11-01", "2023-11-30", "", OWN, "", False), Stretch("2023-12-01", "2024-12-31", C, BLOC, "2023-12-01", False)], [])


def traces(*lanes: Lane) -> dict[str, dict]:
    figure = compared(lanes, ISSUE, dark=False, span=("2023-11-01", "2024-12-31"))
    return {trace["name"]: trace for trace in figure.to_plotly_json()["data"]}


def test_a_bar_says_how_long_how_old_and_whose_words_it_is() -> None:
    held = traces(FRANCE, EUROPE)["Ceasefire, held"]
    assert list(held["y"]) == ["France", "France", "Members"]
    assert list(held["base"]) == ["2023-11-10", "2024-05-08", "2023-12-01"]
    # From 10 November to 7 May are 180 days, both included.
    assert held["x"][0] == 180 * 86_400_000
    assert list(held["marker"]["pattern"]["shape"]) == ["", "/", ""]
    assert list(held["marker"]["color"]) == [tint(BLUE, LIGHT.paper, share) for share in (0.55, 0.26, 0.2)]
    # A click opens the words; a bloc's bar stands for nobody's.
    assert list(held["customdata"]) == ["c", "c", ""]


def test_days_on_which_members_are_divided_have_no_position_s_colour() -> None:
    divided = traces(FRANCE, EUROPE)["divided"]
    assert (list(divided["y"]), divided["marker"]["pattern"]["shape"]) == (["Members"], "x")


def test_words_that_do_not_lead_are_hollow_and_a_cross_marks_where_voices_begin_to_differ() -> None:
    drawn = traces(FRANCE)
    pauses = drawn["Humanitarian pauses"]
    assert list(pauses["customdata"]) == ["p", "both"] and pauses["marker"]["color"][1] == LIGHT.paper
    assert list(drawn["Ceasefire"]["customdata"]) == ["c", "later"]
    assert list(drawn["voices differ"]["customdata"]) == ["c"]
    names = [trace["name"] for trace in compared([FRANCE], ISSUE, dark=False, span=("2023-11-01", "2024-12-31")).to_plotly_json()["data"]]
    # What counts lies above what does not, and dots above bars.
    assert names.index("Ceasefire") > names.index("Humanitarian pauses") > names.index("Ceasefire, held")


def test_a_name_stands_in_the_longest_part_without_a_dot_and_short_bars_have_none() -> None:
    names = traces(FRANCE)["names"]
    assert list(zip(names["text"], names["base"], strict=True)) == [("Ceasefire", "2023-11-20"), ("Ceasefire", "2024-05-08")]


def test_text_of_a_codebook_or_a_source_is_no_html() -> None:
    lane = Lane("<b>x</b>", FRANCE.stretches, FRANCE.words)
    assert all("<b>x</b>" not in text for text in traces(lane)["Ceasefire, held"]["hovertext"])


def test_of_many_words_every_change_and_a_share_of_the_rest_are_drawn() -> None:
    words = [Words(f"2024-{1 + n // 28:02}-{1 + n % 28:02}", P if n == 200 else C, f"w{n}", 1, True) for n in range(300)]
    drawn = traces(Lane("France", [], words))
    assert list(drawn["Humanitarian pauses"]["customdata"]) == ["w200"]
    assert "w201" in drawn["Ceasefire"]["customdata"] and len(drawn["Ceasefire"]["x"]) == 100


def test_what_lies_on_the_last_day_is_drawn_whole() -> None:
    figure = compared([FRANCE], ISSUE, dark=False, span=("2023-11-01", "2024-12-31"))
    # A bar that includes the last day ends the day after; past the axis its name would not be drawn.
    assert figure.layout.xaxis.range == ("2023-11-01", "2025-01-01")
    assert [trace.name for trace in figure.data if trace.type == "scatter" and trace.cliponaxis is not False] == []
