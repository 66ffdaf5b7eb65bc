"""Where does each actor lie on one line from the first position of the codebook to the last?

An actor's place is the mean of its statements' places on the codebook's scale (0: the first position, 1:
the last), with one statement of the average actor mixed in, as in the clusters: three equal statements are
no proof that a fourth would be equal. The interval is a Bayesian bootstrap over statements (Rubin 1981):
each of ``DRAWS`` draws weighs the actor's statements, and that one, anew. Seeded, so the same data give
the same bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance.records import Issue

if TYPE_CHECKING:
    import numpy as np

DRAWS = 2000
SEED = 20231007
# Statements of the average actor that are mixed with an actor's own (as in stance.clusters.actors).
SHRINK = 1.0
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Place:
    """An actor's place from 0 to 1, the ``LEVEL`` interval round it, and the number of statements."""

    actor: str
    value: float
    low: float
    high: float
    n: int


def ordered(issue: Issue) -> list[str]:
    """The positions that have a place on the scale, the first one first."""
    return [p.id for p in sorted(issue.positions, key=lambda p: p.order or 0) if p.order is not None]


def points(issue: Issue) -> dict[str, float]:
    """Position -> its place on the scale: the first 0, the last 1, the others by their order between."""
    orders = {p.id: p.order for p in issue.positions if p.order is not None}
    if not orders:
        return {}
    first, last = min(orders.values()), max(orders.values())
    return {name: (order - first) / ((last - first) or 1) for name, order in orders.items()}


def places(actors: Sequence[str], counts: np.ndarray, at: Sequence[float]) -> list[Place]:
    """The actors' places, the first of the scale first; ``counts`` is (actors, positions), each row with a
    statement at least, ``at`` (positions,) where each position lies."""
    import numpy as np

    if not len(actors):
        return []
    alpha = mixed(counts)
    line = np.asarray(at, dtype=float)
    value = alpha @ line / alpha.sum(axis=1)
    draw = np.random.default_rng(SEED)
    weights = draw.standard_gamma(np.maximum(alpha, 1e-9), (DRAWS, *alpha.shape))
    means = weights @ line / weights.sum(axis=2)
    low, high = np.quantile(means, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=0)
    found = [
        Place(actor, float(value[i]), float(low[i]), float(high[i]), int(counts[i].sum()))
        for i, actor in enumerate(actors)
    ]
    return sorted(found, key=lambda place: (place.value, -place.n, place.actor))


def mixed(counts: np.ndarray) -> np.ndarray:
    """The counts with ``SHRINK`` statements of the average actor, in which every actor counts once."""
    import numpy as np

    table = np.asarray(counts, dtype=float)
    average = (table / table.sum(axis=1, keepdims=True)).mean(axis=0)
    return np.asarray(table + SHRINK * average)
