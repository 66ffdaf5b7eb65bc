"""In which order do actors stand so that those who agree stand together?

Average linkage (UPGMA; Sokal and Michener 1958) on the distance 1 - agreement. It is written here in a few
lines of numpy rather than taken from scipy: the order follows every filter and date, so it is made while a
reader waits, for forty actors at most, and scipy would cost the dashboard half a second and 60 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Groups of which no pair can be compared are joined last, at the greatest distance there is.
UNKNOWN = 1.0


@dataclass(frozen=True, slots=True)
class Node:
    """A leaf or a join. ``members`` are row numbers from first to last, ``height`` is the mean distance
    (0 to 1) between the two sides; a leaf has height 0 and no sides."""

    members: tuple[int, ...]
    height: float = 0.0
    sides: tuple[Node, ...] = ()


def tree(agreement: np.ndarray, places: Sequence[float]) -> Node | None:
    """The tree of the rows of ``agreement`` (n, n; NaN where a pair cannot be compared).

    At each join the side whose mean in ``places`` (n,) is smaller comes first, so that the order of the
    whole has a direction and does not change between two readings. None without rows.
    """
    import numpy as np

    n = len(agreement)
    if n == 0:
        return None
    known = ~np.isnan(agreement)
    total = np.where(known, 1 - np.nan_to_num(agreement), 0.0)
    count = known.astype(float)
    nodes = {row: Node((row,)) for row in range(n)}
    while len(nodes) > 1:
        first, second, height = _nearest(total, count, list(nodes))
        sides = sorted((nodes[first], nodes.pop(second)), key=lambda node: _key(node, places))
        nodes[first] = Node(sides[0].members + sides[1].members, height, tuple(sides))
        for table in (total, count):
            table[first] += table[second]
            table[:, first] += table[:, second]
    return next(iter(nodes.values()))


def _key(node: Node, places: Sequence[float]) -> tuple[float, int]:
    return sum(places[row] for row in node.members) / len(node.members), min(node.members)


def _nearest(total: np.ndarray, count: np.ndarray, alive: list[int]) -> tuple[int, int, float]:
    """The two groups with the smallest mean distance, the first by row numbers among equals."""
    import numpy as np

    part = np.ix_(alive, alive)
    with np.errstate(invalid="ignore"):
        mean = np.where(count[part] > 0, total[part] / np.maximum(count[part], 1), np.inf)
    mean[np.tril_indices(len(alive))] = np.nan
    # Rounded, so that equal distances summed in another order still count as equal.
    rounded = np.round(mean, 9)
    where = int(np.nanargmin(rounded)) if not np.isinf(np.nanmin(rounded)) else 1
    one, other = divmod(where, len(alive))
    height = float(mean[one, other])
    return alive[one], alive[other], UNKNOWN if np.isinf(height) else height


def joins(root: Node) -> list[tuple[float, float, float, float, float]]:
    """The lines of a dendrogram, a join each: (place of the first side, its height, place of the second
    side, its height, height of the join). Places count the leaves from 0 in the order of ``members``."""
    place = {row: float(index) for index, row in enumerate(root.members)}
    lines: list[tuple[float, float, float, float, float]] = []

    def middle(node: Node) -> float:
        if not node.sides:
            return place[node.members[0]]
        one, other = node.sides
        first, second = middle(one), middle(other)
        lines.append((first, one.height, second, other.height, node.height))
        return (first + second) / 2

    middle(root)
    return lines
