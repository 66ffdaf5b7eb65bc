"""k-means for many small fits: a search over resamples makes hundreds, where a library's checks cost most."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stance.clusters.projection import SEED

if TYPE_CHECKING:
    import numpy as np

STARTS = 4
ROUNDS = 100


def fit(rows: np.ndarray, k: int) -> Callable[[np.ndarray], np.ndarray]:
    """A function from rows (m, d) to the number of the nearest of ``k`` centres learnt from ``rows`` (n, d).

    Lloyd's algorithm from four seeded k-means++ starts (Arthur and Vassilvitskii 2007); the tightest wins.
    """
    import numpy as np

    draw = np.random.default_rng(SEED)
    ends = [_settled(rows, _spread(rows, k, draw)) for _ in range(STARTS)]
    centres = min(ends, key=lambda end: float(_squares(rows, end).min(axis=1).sum()))
    return lambda other: np.asarray(_squares(other, centres).argmin(axis=1))


def _spread(rows: np.ndarray, k: int, draw: np.random.Generator) -> np.ndarray:
    """k-means++: each further centre is a row drawn in proportion to its squared distance to the others."""
    import numpy as np

    chosen = [int(draw.integers(len(rows)))]
    far = _squares(rows, rows[chosen]).ravel()
    for _ in range(k - 1):
        total = np.cumsum(far)
        chosen.append(min(int(np.searchsorted(total, draw.random() * total[-1])), len(rows) - 1))
        far = np.minimum(far, _squares(rows, rows[chosen[-1:]]).ravel())
    return np.asarray(rows[chosen], dtype=np.float64)


def _settled(rows: np.ndarray, centres: np.ndarray) -> np.ndarray:
    import numpy as np

    labels = None
    for _ in range(ROUNDS):
        nearest = _squares(rows, centres).argmin(axis=1)
        if labels is not None and np.array_equal(nearest, labels):
            break
        labels = nearest
        members = (labels[:, None] == np.arange(len(centres))).astype(np.float64)
        size = members.sum(axis=0)
        # A centre without rows stays where it is.
        full = size > 0
        centres = centres.copy()
        centres[full] = (members.T @ rows)[full] / size[full, None]
    return centres


def _squares(rows: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Squared distances (n, k), never below zero."""
    import numpy as np

    cross = rows @ centres.T
    squares = (rows**2).sum(axis=1)[:, None] - 2 * cross + (centres**2).sum(axis=1)
    return np.asarray(np.maximum(squares, 0.0))
