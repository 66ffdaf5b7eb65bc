"""How far do two actors agree, for every pair?

Two measures of one form, the overlap of two distributions over positions (the sum of the smaller shares;
1: the same, 0: nothing in common). By *days*: the mean over all days on which both hold a standing, the
latest words carried forward; for two states this is the share of these days on which they held the same
position. By *profiles*: the shares of positions among all that each said in the period, whenever. Below
``MIN_STATEMENTS`` of either, or ``MIN_DAYS`` in common, a pair has no value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stance.alignment import held
from stance.alignment.ordering import Node, tree
from stance.counting import Rules
from stance.filters import Filters
from stance.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np

MIN_STATEMENTS = 3
MIN_DAYS = 30
# More rows than this cannot be read on one screen; those with the most statements stay.
MOST = 40


@dataclass(frozen=True)
class Matrix:
    """Agreement of every pair, actors in the order of the tree.

    ``values[i][j]`` is None where the pair has none, ``days[i][j]`` the days in common (0 by profiles),
    ``statements[i]`` the number of statements that take a position; ``few`` counts the actors left out for
    having too few, ``more`` those left out because others have more.
    """

    actors: tuple[str, ...]
    statements: tuple[int, ...]
    values: tuple[tuple[float | None, ...], ...]
    days: tuple[tuple[int, ...], ...]
    root: Node | None
    few: int
    more: int
    period: tuple[str, str] = ("", "")

    def pair(self, one: str, other: str) -> tuple[float | None, int, int]:
        """(agreement, days in common, statements of the one who has fewer) of two actors of the table."""
        i, j = self.actors.index(one), self.actors.index(other)
        return self.values[i][j], self.days[i][j], min(self.statements[i], self.statements[j])


def matrix(snapshot: Snapshot, filters: Filters, rules: Rules, among: str, by: str) -> Matrix:
    """Agreement among ``states``, ``blocs`` or ``speakers`` by ``days`` or ``profiles``."""
    import numpy as np

    counted = held.counts(snapshot, filters, rules, among)
    actors, few, more = chosen(counted)
    if not actors:
        return Matrix((), (), (), (), None, few, more)
    table = np.array([counted[actor] for actor in actors], dtype=float)
    period = ("", "")
    values, days = by_profiles(table), np.zeros((len(actors), len(actors)), dtype=int)
    if by == "days":
        stands = held.by_day(snapshot, filters, rules, among, actors)
        values, days = by_days(stands.shares)
        period = (stands.first, stands.last)
    # Places on the scale give the order its direction.
    root = tree(values, (table @ np.arange(table.shape[1]) / table.sum(axis=1)).tolist())
    order = list(root.members) if root else []
    return Matrix(
        tuple(actors[i] for i in order), tuple(int(table[i].sum()) for i in order),
        tuple(tuple(None if np.isnan(values[i, j]) else float(values[i, j]) for j in order) for i in order),
        tuple(tuple(int(days[i, j]) for j in order) for i in order), root, few, more, period,
    )  # fmt: skip


def chosen(counted: Mapping[str, Sequence[int]]) -> tuple[list[str], int, int]:
    """The actors with enough statements, at most ``MOST``; how many have too few, how many more there are."""
    enough = [actor for actor, row in counted.items() if sum(row) >= MIN_STATEMENTS]
    kept = sorted(enough, key=lambda actor: (-sum(counted[actor]), actor))[:MOST]
    return sorted(kept), len(counted) - len(enough), len(enough) - len(kept)


def by_days(shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Agreement and days in common (actors, actors) from ``shares`` (days, actors, positions)."""
    import numpy as np

    holds = shares.sum(axis=2) > 0
    days = holds.astype(np.float32).T @ holds.astype(np.float32)
    total = np.zeros_like(days)
    for i in range(shares.shape[1]):
        # A day on which one of the two holds nothing adds nothing.
        total[i, i:] = np.minimum(shares[:, i : i + 1], shares[:, i:]).sum(axis=(0, 2))
        total[i:, i] = total[i, i:]
    return np.where(days >= MIN_DAYS, total / np.maximum(days, 1), np.nan), days.astype(int)


def by_profiles(counts: np.ndarray) -> np.ndarray:
    """Agreement (actors, actors) from the numbers of statements (actors, positions)."""
    import numpy as np

    share = counts / counts.sum(axis=1, keepdims=True)
    return np.asarray(np.minimum(share[:, None], share[None]).sum(axis=2))
