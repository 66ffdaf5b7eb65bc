"""How far coders agree beyond chance: Cohen's kappa, Krippendorff's alpha, and how sure these are.

Intervals are percentiles of the figure over statements drawn anew with replacement (A. Zapf and others, BMC
Medical Research Methodology 16:93, 2016, who find this sound for alpha on nominal data). The draws are
seeded, so the same codings give the same interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Fewer statements than this say nothing about two coders: the figure is left out.
MIN_UNITS = 10
DRAWS = 2000
SEED = 20231007


@dataclass(frozen=True, slots=True)
class Agreement:
    """One figure with its 95 % interval and what it rests on.

    ``value`` is 1 for full agreement, 0 for what chance would give, and None where it does not exist: for
    fewer than ``MIN_UNITS`` statements, or for alpha where everybody gave one single position throughout.
    ``units`` counts the statements that at least two coders coded, ``ratings`` their codings.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    ratings: int


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two codings of the same statements, in the same order: 1 is full agreement, 0 chance.

    Two coders who both gave one single position throughout agree fully (1). ValueError where the codings are
    empty or of different length. (J. Cohen, Educational and Psychological Measurement 20, 1960.)
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"two codings of the same statements are needed, not {len(first)} and {len(second)}")
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    one, two = Counter(first), Counter(second)
    chance = sum(one[name] * two[name] for name in one) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal codings by any number of coders, missing ones left out.

    Each unit holds the positions that its coders gave it; units with fewer than two are of no use and are
    skipped. None where no unit is left, or where one single position was given throughout: then there is no
    disagreement to compare with. (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University of
    Pennsylvania, 2011: the coincidence matrix and formula of section C.)
    """
    pairable = [unit for unit in units if len(unit) > 1]
    if not pairable:
        return None
    value = float(_alphas(_coincidences(pairable).sum(axis=0, keepdims=True))[0])
    return None if value != value else value  # noqa: PLR0124 - not a number


def kappa_interval(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Cohen's kappa of two coders with its interval."""
    import numpy as np

    n = len(first)
    if n < MIN_UNITS:
        return Agreement(None, None, None, n, 2 * n)
    place = {name: i for i, name in enumerate(sorted({*first, *second}))}
    if len(place) == 1:
        return Agreement(1.0, 1.0, 1.0, n, 2 * n)
    tables = np.zeros((n, len(place), len(place)))
    for unit, (a, b) in enumerate(zip(first, second, strict=True)):
        tables[unit, place[a], place[b]] = 1.0
    low, high = _interval(tables, _kappas)
    return Agreement(kappa(first, second), low, high, n, 2 * n)


def alpha_interval(units: Sequence[Sequence[str]]) -> Agreement:
    """Krippendorff's alpha (nominal) of any number of coders with its interval."""
    pairable = [unit for unit in units if len(unit) > 1]
    ratings = sum(len(unit) for unit in pairable)
    value = alpha(pairable) if len(pairable) >= MIN_UNITS else None
    if value is None:
        return Agreement(None, None, None, len(pairable), ratings)
    low, high = _interval(_coincidences(pairable), _alphas)
    return Agreement(value, low, high, len(pairable), ratings)


def confusions(first: Sequence[str], second: Sequence[str]) -> list[tuple[str, str, int]]:
    """Which positions two coders took for one another, the most frequent first."""
    pairs = Counter((a, b) for a, b in zip(first, second, strict=True) if a != b)
    return [(a, b, n) for (a, b), n in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))]


def _coincidences(units: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """What each unit adds to the matrix of coincidences: float64 (units, positions, positions)."""
    import numpy as np

    place = {name: i for i, name in enumerate(sorted({name for unit in units for name in unit}))}
    counts = np.zeros((len(units), len(place)))
    for row, unit in enumerate(units):
        for name in unit:
            counts[row, place[name]] += 1.0
    pairs = counts[:, :, None] * counts[:, None, :]
    ways = np.arange(len(place))
    pairs[:, ways, ways] -= counts
    made: NDArray[np.float64] = pairs / (counts.sum(axis=1) - 1.0)[:, None, None]
    return made


def _alphas(matrices: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alpha of each matrix of coincidences, (n, positions, positions) to (n,); NaN where it has none."""
    import numpy as np

    totals = matrices.sum(axis=2)
    all_values = totals.sum(axis=1)
    observed = all_values - np.trace(matrices, axis1=1, axis2=2)
    expected = (all_values**2 - (totals**2).sum(axis=1)) / (all_values - 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        values: NDArray[np.float64] = np.where(expected > 0, 1.0 - observed / expected, np.nan)
    return values


def _kappas(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kappa of each table of two coders, (n, positions, positions) to (n,); NaN where both gave one single
    position, which says nothing of agreement beyond chance."""
    import numpy as np

    n = tables.sum(axis=(1, 2))
    agreed = np.trace(tables, axis1=1, axis2=2) / n
    chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / n**2
    with np.errstate(invalid="ignore", divide="ignore"):
        values: NDArray[np.float64] = np.where(chance < 1, (agreed - chance) / (1 - chance), np.nan)
    return values


def _interval(
    tables: NDArray[np.float64], figure: Callable[[NDArray[np.float64]], NDArray[Any]]
) -> tuple[float, float]:
    """The middle 95 % of ``figure`` over ``DRAWS`` draws of the units, with replacement."""
    import numpy as np

    units = len(tables)
    drawn = np.random.default_rng(SEED).multinomial(units, np.full(units, 1 / units), size=DRAWS)
    flat = drawn.astype(np.float64) @ tables.reshape(units, -1)
    low, high = np.nanpercentile(figure(flat.reshape(DRAWS, *tables.shape[1:])), [2.5, 97.5])
    return float(low), float(high)
