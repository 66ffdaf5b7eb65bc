"""The page that compares through AppTest: who is compared, the numbers, the words, the empty state."""

from __future__ import annotations

import pytest
from visit import told, traces, visit


def test_two_states_side_by_side_with_their_agreement() -> None:
    at = visit("compare", actor=["USA", "FRA"])
    assert not at.exception
    said = told(at)
    # Both hold one from 24 October 2023 on: pauses both on 9 November, a ceasefire both from 20 February to 19 November.
    assert "| United States · France | **66%** | 415 |" in said
    assert "Who holds what on 11 Dec 2024" in said and "Where their words differ most" in said
    assert "United States: Opposes a ceasefire; France: Ceasefire" in at.get("plotly_chart")[0].proto.alt


def test_lanes_hold_bars_dots_and_old_words_hatched() -> None:
    drawn = traces(visit("compare", actor=["USA", "FRA"]))
    held = drawn["Ceasefire, held"]
    # Words of February and March carried to November grow old in September; France's of November 2023 in May.
    assert list(zip(held["y"], held["base"], strict=True)) == [
        ("United States", "2024-02-20"), ("United States", "2024-09-22"), ("France", "2023-11-10"), ("France", "2024-05-09"),
    ]  # fmt: skip
    assert set(held["marker"]["pattern"]["shape"]) == {"", "/"}
    assert len(drawn["Ceasefire"]["x"]) == 3 and drawn["Ceasefire"]["marker"]["symbol"] == "circle"


def test_a_dot_opens_its_statement() -> None:
    dot = traces(visit("compare", actor=["USA", "FRA"]))["Humanitarian pauses"]["customdata"][0]
    at = visit("compare", actor=["USA", "FRA"], said=dot)
    assert not at.exception
    assert "**How it was coded**" in told(at)


def test_blocs_and_people_stand_beside_states() -> None:
    at = visit("compare", actor="NOR", bloc="EU", speaker="Erik Dahl")
    assert not at.exception
    said = told(at)
    assert "**European Union members**" in said and "**Erik Dahl**" in said and "**Norway**" in said
    assert "Speakers are held against speakers" in said


def test_below_the_minimum_of_days_there_is_no_share() -> None:
    at = visit("compare", actor=["TUV", "SGP"])
    assert "| Tuvalu · Singapore | too few days | 0 |" in told(at)
    assert "Nobody held a position on half of its days, and on 30 at least." in told(at)


def test_no_more_than_six_and_the_rest_are_named() -> None:
    at = visit("compare", actor=["USA", "FRA", "DEU", "JPN", "BRA", "CHN", "EGY"])
    assert "7 were asked for and six are compared. Left out: Egypt." in told(at)
    assert len(at.get("plotly_chart")) == 1


@pytest.mark.parametrize("params", [{}, {"actor": "USA"}, {"actor": ["nobody", "<script>"]}])
def test_with_fewer_than_two_the_page_says_what_to_choose(params: dict) -> None:
    at = visit("compare", **params)
    assert not at.exception and not at.get("plotly_chart")
    said = told(at)
    assert "Choose at least one more" in said if params.get("actor") == "USA" else "Choose two to six above" in said
    examples = [button for button in at.button if "·" in button.label]
    assert len(examples) == 3 and "United States" in examples[0].label and "European Union members" in examples[1].label
    examples[0].click().run()
    view = at.session_state["view"]
    assert len(view.countries) == 3 and not view.blocs and len(at.get("plotly_chart")) == 1


def test_the_rules_in_force_are_said_and_change_the_numbers() -> None:
    at = visit("compare", actor=["USA", "FRA"], skip="humanitarian_pause", basis="votes")
    assert "“Humanitarian pauses” does not count" in told(at).replace("\\", "")
    assert "| **66%** | 415 |" not in told(at)
    assert "Humanitarian pauses, held" in traces(at) and not traces(at)["Humanitarian pauses, held"]["x"]


def test_the_events_over_the_lanes_run_to_the_day_whatever_ends_the_period() -> None:
    shown = [traces(visit("compare", actor=["USA", "FRA"], **more))["events"]["x"] for more in ({}, {"to": "2023-11-01"})]
    assert shown[0] == shown[1] and len(shown[0]) > 1


def test_a_period_that_begins_after_the_day_is_said_and_nothing_is_drawn() -> None:
    at = visit("compare", "2024-01-10", actor=["USA", "FRA"], **{"from": "2024-03-01"})
    assert not at.exception
    assert at.info[0].value == (
        "The period begins on 1 Mar 2024, after the day chosen above, 10 Jan 2024. "
        "Choose a later day above, or an earlier beginning: From, behind Filters."
    )
    assert not at.get("plotly_chart") and not at.subheader and "Of the days from" not in told(at)


def test_choosing_an_actor_changes_the_address() -> None:
    at = visit("compare", actor=["USA", "FRA"])
    next(box for box in at.multiselect if box.label == "People").select("Ben Cole").run()
    assert at.session_state["view"].speakers == ("Ben Cole",)
    assert "**Ben Cole**" in told(at)


@pytest.mark.parametrize(
    ("days", "precision", "said"),
    [(0, "day", "on the same day"), (3, "day", "3 days apart"), (0, "week", "at about the same time"), (3, "month", "about 3 days apart")],
)
def test_two_statements_are_as_far_apart_as_their_days_are_known(days: int, precision: str, said: str) -> None:
    from stance.pages.agreeing import _apart

    assert _apart(days, [{"date_precision": "day"}, {"date_precision": precision}]) == said


@pytest.mark.parametrize(
    ("share", "said"), [(1, "100%"), (0.997, ">99%"), (0.994, "99%"), (0.5, "50%"), (0.003, "<1%"), (0, "0%")]
)
def test_a_share_that_is_not_quite_all_does_not_look_like_all(share: float, said: str) -> None:
    from stance.pages.agreeing import percent

    assert percent(share) == said
