"""Rank correlations: by hand, beside scipy's, and absent where there are none."""

import numpy as np
import pytest

from stance.ranks import MIN_STATES, kendall, spearman


def test_by_hand_with_ties() -> None:
    one, other = [1, 1, 2, 2, 3, 3, 3, 3, 3, 3], [1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
    # Groups of 2, 2 and 6 beside groups of 3 and 7; no pair lies the other way round. Of 45 pairs 28 differ
    # in the first (45 - 1 - 1 - 15), 21 in the second (3 x 7), 20 in both (2 x 1 + 3 x 6).
    assert kendall(one, other).value == pytest.approx(20 / (28 * 21) ** 0.5)


def test_the_values_are_those_of_scipy() -> None:
    from scipy.stats import kendalltau, spearmanr

    draw = np.random.default_rng(5)
    one = draw.integers(0, 3, 70).tolist()
    other = [value + int(more) for value, more in zip(one, draw.integers(0, 3, 70), strict=True)]
    assert spearman(one, other).value == pytest.approx(spearmanr(one, other).statistic)
    assert kendall(one, other).value == pytest.approx(kendalltau(one, other).statistic)


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    one, other = list(range(20)), [*range(10), 12, 10, 11, 13, 19, 14, 15, 16, 17, 18]
    found = spearman(one, other)
    assert found.n == 20
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low <= found.value <= found.high <= 1
    assert spearman(one, other) == found


def test_opposite_orders_are_minus_one() -> None:
    assert spearman(range(12), range(12, 0, -1)).value == pytest.approx(-1)
    assert kendall(range(12), range(12, 0, -1)).value == pytest.approx(-1)


def test_too_few_states_or_all_alike_have_no_correlation() -> None:
    few = MIN_STATES - 1
    assert spearman(range(few), range(few)) == kendall(range(few), range(few))
    assert spearman(range(few), range(few)).value is None
    assert kendall([1] * 12, range(12)).value is None
