"""Do two orders of the same states agree, and how surely?

Spearman's rho on mean ranks and Kendall's tau-b, both with ties, and percentile intervals of a seeded
bootstrap over states. Resamples are weights on the states, so that all draws are a few products of small
matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    # Signs of all differences in each order (n, n), weights (draws, n) -> coefficients (draws,).
    Measure = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]

# Fewer states than this make no correlation.
MIN_STATES = 10
DRAWS = 1000
SEED = 20231007
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Correlation:
    """One coefficient with its interval over ``n`` states; None where there is none: too few states, or
    all of them alike in one of the two orders."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def spearman(one: Sequence[float], other: Sequence[float]) -> Correlation:
    """Spearman's rank correlation of two values of the same states."""
    return _measured(one, other, _rho)


def kendall(one: Sequence[float], other: Sequence[float]) -> Correlation:
    """Kendall's tau-b of two values of the same states."""
    return _measured(one, other, _tau)


def _measured(one: Sequence[float], other: Sequence[float], measure: Measure) -> Correlation:
    import numpy as np

    n = len(one)
    if n < MIN_STATES or len(set(one)) < 2 or len(set(other)) < 2:
        return Correlation(n)
    first, second = (np.sign(np.subtract.outer(values, values)).astype(float) for values in (one, other))
    value = float(measure(first, second, np.ones((1, n)))[0])
    weights = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), DRAWS).astype(float)
    low, high = np.nanquantile(measure(first, second, weights), ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Correlation(n, value, float(low), float(high))


def _rho(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> np.ndarray:
    # Half the weighted sum of signs is a state's mean rank, counted from the middle.
    ranks = [weights @ signs.T / 2 for signs in (first, second)]
    return _ratio(*[(weights * a * b).sum(axis=1) for a, b in (ranks, (ranks[0],) * 2, (ranks[1],) * 2)])


def _tau(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> np.ndarray:
    products = (first * second, first * first, second * second)
    return _ratio(*[((weights @ product) * weights).sum(axis=1) for product in products])


def _ratio(both: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The coefficient of each draw; NaN where a draw holds one value only."""
    import numpy as np

    below = np.sqrt(one * other)
    return np.asarray(np.divide(both, below, out=np.full_like(both, np.nan), where=below > 0))
