"""Stances to positions and back, as probabilities."""

from __future__ import annotations

import numpy as np

from stance.codebook import load_issue
from stance.coding import rule
from stance.records import Stance

ISSUE = load_issue("gaza-ceasefire")
POSITIONS = [position.id for position in ISSUE.positions]
# supports, opposes, none: a ceasefire is opposed and a pause supported, nearly surely.
READING = np.log(np.array([[[0.02, 0.9, 0.08], [0.8, 0.05, 0.15]]]))


def test_a_position_is_as_likely_as_the_stances_that_give_it() -> None:
    chances = np.exp(rule.positions(ISSUE, READING))[0]
    assert np.isclose(chances.sum(), 1)
    assert np.isclose(chances[POSITIONS.index("ceasefire")], 0.02)
    assert np.isclose(chances[POSITIONS.index("humanitarian_pause")], 0.98 * 0.8)
    assert np.isclose(chances[POSITIONS.index("none")], 0.08 * 0.15)


def test_a_position_tells_which_stances_it_came_from() -> None:
    even = np.full((1, 2, 3), -np.log(3))
    ceasefire = rule.stances(ISSUE, even, np.array([POSITIONS.index("ceasefire")]))[0]
    assert ceasefire[0].tolist() == [1, 0, 0]
    assert np.allclose(ceasefire[1], 1 / 3)
    none = rule.stances(ISSUE, even, np.array([POSITIONS.index("none")]))[0]
    assert none[:, 2].tolist() == [1, 1]


def test_the_line_of_the_rule_that_decided_is_named() -> None:
    held = {"ceasefire": Stance("opposes", 0.9), "humanitarian_pause": Stance("supports", 0.8)}
    assert rule.decided_by(ISSUE, held) == {"humanitarian_pause": "supports"}
    assert rule.decided_by(ISSUE, {"ceasefire": Stance("opposes", 0.9)}) == {"ceasefire": "opposes"}
    assert rule.decided_by(ISSUE, {}) == {}


def test_the_likeliest_stances_give_the_position() -> None:
    chances = {
        "ceasefire": {"supports": 0.5, "opposes": 0.3, "none": 0.2},
        "humanitarian_pause": {"supports": 0.1, "opposes": 0.2, "none": 0.7},
    }
    assert rule.likeliest(ISSUE, "oppose_ceasefire", chances) == {
        "ceasefire": Stance("opposes", 0.3), "humanitarian_pause": Stance("none", 0.7),
    }  # fmt: skip
