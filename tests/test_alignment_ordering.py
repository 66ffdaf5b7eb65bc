"""The order of actors: average linkage by hand and beside scipy's, missing pairs, a fixed direction."""

import numpy as np
import pytest

from stance.alignment.ordering import UNKNOWN, joins, tree

NAN = float("nan")


def test_average_linkage_by_hand() -> None:
    agreement = np.array([[1.0, 0.9, 0.2], [0.9, 1.0, 0.4], [0.2, 0.4, 1.0]])
    root = tree(agreement, [0.0, 0.5, 1.0])
    assert root is not None
    assert root.members == (0, 1, 2)
    assert root.height == pytest.approx(0.7)  # the mean of 0.8 and 0.6
    assert root.sides[0].height == pytest.approx(0.1)
    assert joins(root) == [
        pytest.approx((0, 0, 1, 0, 0.1)),
        pytest.approx((0.5, 0.1, 2, 0, 0.7)),
    ]


def test_the_heights_are_those_of_scipy() -> None:
    from scipy.cluster.hierarchy import average
    from scipy.spatial.distance import squareform

    draw = np.random.default_rng(3).random((12, 12))
    agreement = (draw + draw.T) / 2
    np.fill_diagonal(agreement, 1)
    root = tree(agreement, list(range(12)))
    assert root is not None
    expected = average(squareform(1 - agreement, checks=False))[:, 2]
    assert sorted(join[4] for join in joins(root)) == pytest.approx(sorted(expected))


def test_the_side_that_is_first_on_the_scale_comes_first() -> None:
    agreement = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.1], [0.1, 0.1, 1.0]])
    forward, back = tree(agreement, [0.0, 0.1, 1.0]), tree(agreement, [1.0, 0.9, 0.0])
    assert forward is not None and back is not None
    assert (forward.members, back.members) == ((0, 1, 2), (2, 1, 0))


def test_pairs_that_cannot_be_compared_do_not_count_and_strangers_come_last() -> None:
    agreement = np.array([[1.0, 0.8, NAN], [0.8, 1.0, 0.4], [NAN, 0.4, 1.0]])
    root = tree(agreement, [0.0, 0.0, 0.0])
    assert root is not None and root.height == pytest.approx(0.6)  # of the one pair that is known
    strangers = tree(np.array([[1.0, NAN], [NAN, 1.0]]), [0.0, 1.0])
    assert strangers is not None and strangers.height == UNKNOWN


def test_one_actor_and_none() -> None:
    alone = tree(np.ones((1, 1)), [0.0])
    assert alone is not None and (alone.members, joins(alone)) == ((0,), [])
    assert tree(np.zeros((0, 0)), []) is None
