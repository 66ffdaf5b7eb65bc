"""One scale with intervals, and polarisation: values by hand and from the literature."""

import numpy as np
import pytest

from stance.alignment import polarisation as measure
from stance.alignment.scale import mixed, ordered, places, points
from stance.codebook import load_issue
from stance.over_time import Day

ISSUE = load_issue("gaza-ceasefire")


def test_the_scale_runs_from_the_first_position_to_the_last() -> None:
    assert ordered(ISSUE) == ["ceasefire", "humanitarian_pause", "oppose_ceasefire"]
    assert points(ISSUE) == {"ceasefire": 0.0, "humanitarian_pause": 0.5, "oppose_ceasefire": 1.0}


def test_a_codebook_without_an_order_has_no_line() -> None:
    from dataclasses import replace

    bare = replace(ISSUE, positions=tuple(replace(p, order=None) for p in ISSUE.positions))
    assert (points(bare), ordered(bare)) == ({}, [])


def test_a_place_is_the_mean_with_one_statement_of_the_average_actor_mixed_in() -> None:
    counts = np.array([[3, 0, 0], [0, 0, 1]])
    assert mixed(counts).tolist() == [[3.5, 0, 0.5], [0.5, 0, 1.5]]
    first, last = places(["FRA", "ISR"], counts, [0, 0.5, 1])
    assert (first.actor, first.value, first.n) == ("FRA", 0.125, 3)
    assert (last.actor, last.value, last.n) == ("ISR", 0.75, 1)


def test_more_statements_make_a_narrower_interval_and_equal_ones_no_certainty() -> None:
    many, few = places(["A", "B"], np.array([[3, 0, 3], [60, 0, 60]]), [0, 0.5, 1])
    assert few.value == many.value == 0.5
    assert many.high - many.low < (few.high - few.low) / 2
    alike, _ = places(["A", "B"], np.array([[3, 0, 0], [0, 0, 3]]), [0, 0.5, 1])
    assert alike.low < alike.value < alike.high and alike.high > 0.2
    assert places(["A", "B"], np.array([[3, 0, 0], [0, 0, 3]]), [0, 0.5, 1])[0] == alike
    assert places([], np.zeros((0, 3)), [0, 0.5, 1]) == []


def test_agreement_is_that_of_the_published_example() -> None:
    # The example of the R package agrmt, which implements van der Eijk (2001).
    counts = np.array([[30, 40, 210, 130, 530, 50, 10]])
    assert measure.agreement(counts)[0] == pytest.approx(0.6113333, abs=1e-7)
    assert measure.polarisation(counts)[0] == pytest.approx(0.1943333, abs=1e-7)


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([9, 0, 0], 0.0),
        ([4, 4, 4], 0.5),
        ([5, 0, 5], 1.0),
        # Two neighbours: one layer with A = 1 - 1/2.
        ([3, 3, 0], 0.25),
        # A layer of three ones (weight 3/4, A = 0) and one of one (weight 1/4, A = 1).
        ([2, 1, 1], 0.375),
        ([3, 1], 0.5),
        ([2, 2], 1.0),
    ],
)
def test_polarisation_by_hand(counts: list[int], value: float) -> None:
    assert measure.polarisation(np.array([counts]))[0] == pytest.approx(value)


def test_polarisation_over_time_has_its_n_and_an_interval_and_is_absent_below_the_minimum() -> None:
    scale = ["ceasefire", "humanitarian_pause", "oppose_ceasefire"]
    few, even, one = measure.over_time(
        [
            Day("2023-10-31", {"ceasefire": ("FRA", "IRL"), "oppose_ceasefire": ("ISR", "USA")}),
            Day("2023-11-30", {"ceasefire": ("A", "B", "C"), "oppose_ceasefire": ("D", "E", "F")}),
            Day("2023-12-31", {"ceasefire": ("A", "B", "C", "D", "E", "F")}),
        ],
        scale,
    )
    assert (few.n, few.value, few.low) == (4, None, None)
    assert (even.n, even.value) == (6, 1.0)
    assert even.low is not None and even.high is not None and even.low < 0.7 and even.high == 1.0
    assert (one.value, one.low, one.high) == (0.0, 0.0, 0.0)
