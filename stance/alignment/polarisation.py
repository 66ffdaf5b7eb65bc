"""How far apart do states stand as a whole, and how does that move?

The measure is (1 - A) / 2, where A is van der Eijk's agreement in ordered rating scales (C. van der Eijk
2001, "Measuring agreement in ordered rating scales", Quality and Quantity 35(3), 325-341): 0 when all
states hold one position, 0.5 when they spread evenly over all of them, 1 when half stand at each end. It
needs no distances between positions, only their order. The interval is a bootstrap over states, seeded:
what it would be with other states of the same kind; it says nothing of errors in the coding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from stance.over_time import Day

if TYPE_CHECKING:
    import numpy as np

# Fewer states than this make no value.
MIN_STATES = 5
DRAWS = 1000
SEED = 20231007
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Moment:
    """The polarisation on a day among ``n`` states, with its interval; None below ``MIN_STATES``."""

    date: str
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def over_time(days: Sequence[Day], scale: Sequence[str]) -> list[Moment]:
    """The polarisation on each day among the states that hold a position then; ``scale`` are the ids of
    the positions in their order."""
    import numpy as np

    made = []
    for day in days:
        counts = np.array([len(day.holders.get(position, ())) for position in scale])
        n = int(counts.sum())
        if n < MIN_STATES or len(scale) < 2:
            made.append(Moment(day.date, n))
            continue
        draws = np.random.default_rng(SEED).multinomial(n, counts / n, DRAWS)
        low, high = np.quantile(polarisation(draws), ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
        made.append(Moment(day.date, n, float(polarisation(counts[None])[0]), float(low), float(high)))
    return made


def polarisation(counts: np.ndarray) -> np.ndarray:
    """(1 - A) / 2 of each row of ``counts`` (rows, positions), none of them empty; two positions have no
    A, and there it is twice the smaller share."""
    import numpy as np

    table = np.asarray(counts, dtype=float)
    if table.shape[1] == 2:
        return np.asarray(2 * table.min(axis=1) / table.sum(axis=1))
    return np.asarray((1 - agreement(table)) / 2)


def agreement(counts: np.ndarray) -> np.ndarray:
    """Van der Eijk's A of each row of ``counts`` (rows, K >= 3): 1 agreement, 0 even spread, -1 two ends.

    A row is taken apart into layers of equal height; each layer's pattern of filled and empty positions has
    an agreement of its own, and a layer weighs as many as it holds.
    """
    import numpy as np

    left = np.array(counts, dtype=float)
    rows, width = left.shape
    of_pattern = np.array([_pattern(code, width) for code in range(2**width)])
    bits = 2 ** np.arange(width)
    whole, result = left.sum(axis=1), np.zeros(rows)
    for _ in range(width):
        filled = left > 0
        height = np.where(filled, left, np.inf).min(axis=1)
        height[~filled.any(axis=1)] = 0.0
        result += height * filled.sum(axis=1) / whole * of_pattern[filled @ bits]
        left = np.where(filled, left - height[:, None], 0.0)
    return result


def _pattern(code: int, width: int) -> float:
    """A of one layer; bit i of ``code`` says whether position i is filled."""
    filled = [code >> i & 1 for i in range(width)]
    together = apart = 0
    for triple in combinations(filled, 3):
        together += triple in ((1, 1, 0), (0, 1, 1))
        apart += triple == (1, 0, 1)
    unimodal = 1.0
    if together + apart:
        unimodal = ((width - 2) * together - (width - 1) * apart) / ((width - 2) * (together + apart))
    return unimodal * (1 - (sum(filled) - 1) / (width - 1)) if any(filled) else 0.0
