"""Rows in groups that must earn their place: better apart than one cloud, and there again when resampled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from stance.clusters import kmeans
from stance.clusters.projection import SEED

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 20
MOST_GROUPS = 12
# Mean Jaccard overlap over the resamples below which a group is dissolved (Hennig 2007, "Cluster-wise
# assessment of cluster stability": under 0.6 a cluster is not to be trusted).
MIN_STABILITY = 0.6
# A row must come back to its group in this share of the resamples, or it lies between groups.
MIN_RETURN = 0.6
# Clouds of the same shape to compare the separation with, and rows that one fit of the search learns from.
CLOUDS = 5
LOOKED_AT = 1500


@dataclass(frozen=True, slots=True)
class ClusterNote:
    """What explains one group.

    ``representatives`` are statement ids, nearest the group's centre first; ``words`` are (word, log-odds
    ratio) pairs; ``profile`` is position to share among the ``stated`` statements that state a position
    (empty if none does); ``stability`` is the mean Jaccard overlap with the group found again in resamples.
    """

    label: int
    size: int
    stability: float
    representatives: tuple[str, ...] = ()
    words: tuple[tuple[str, float], ...] = ()
    profile: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    stated: int = 0


@dataclass(frozen=True, slots=True)
class Clustering:
    """A grouping of ``items`` (statement ids, speakers or countries); ``labels[i]`` is the group of item i.

    Groups are numbered from 0, the largest first; -1 is unclustered. ``k`` is the number of groups, 0 where
    there are none. ``stability`` is the mean adjusted Rand index between this grouping and those of the
    resamples (1: always the same; 0: chance), None where nothing was tried. ``parameters`` hold seed,
    measure and thresholds; ``note`` says in a sentence what was found, or why nothing was.
    """

    items: tuple[str, ...]
    labels: np.ndarray
    k: int
    stability: float | None
    parameters: Mapping[str, object]
    clusters: tuple[ClusterNote, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Groups:
    """Labels (n,), the stability of the whole and of each group, and a sentence."""

    labels: np.ndarray
    stability: float | None
    overlap: tuple[float, ...]
    note: str


# Rows to learn from in one resample, and the rows to give labels to.
Resample = Callable[["np.random.Generator"], "tuple[np.ndarray, np.ndarray]"]


def parameters(**more: object) -> dict[str, object]:
    """What a reader needs to repeat a grouping."""
    return {
        "method": "k-means; the most stable number of groups",
        "seed": SEED,
        "resamples": RESAMPLES,
        "most_groups": MOST_GROUPS,
        "min_stability": MIN_STABILITY,
        "min_return": MIN_RETURN,
        **more,
    }


def none_found(n: int, note: str, stability: float | None = None) -> Groups:
    """Everything unclustered, and why."""
    import numpy as np

    return Groups(np.full(n, -1), stability, (), note)


def too_few(n: int, least: int) -> Groups:
    """Not enough rows to group."""
    return none_found(n, f"Too few to group: {n}, and at least {least} are needed.")


def group(table: np.ndarray, resample: Resample, min_size: int, least: int) -> Groups:
    """``searched`` on one thread: many small fits on several wait for each other more than they work."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return searched(table, resample, min_size, least)


def searched(table: np.ndarray, resample: Resample, min_size: int, least: int) -> Groups:
    """Groups among the rows of ``table`` (n, d), or none.

    Of the numbers of groups from 2 to 12, those are left out that separate no better (by silhouette) than a
    Gaussian cloud of the same covariance would; the most stable under ``resample`` is taken, at equal
    stability the finest. Fewer than ``least`` rows are not grouped; groups under ``min_size`` rows are
    dissolved. A resample larger than 1,500 rows is learnt from 1,500 of them.
    """
    import numpy as np

    n = len(table)
    if n < least:
        return too_few(n, least)
    candidates = _separated(table, min_size)
    if not candidates:
        return none_found(n, "No groups: the data spread like one cloud.")
    tried = []
    for k in candidates:
        labels = _numbered(kmeans.fit(table, k)(table))
        again = _repeat(resample, k)
        tried.append((float(np.mean([_rand(labels, other) for other in again])), k, labels, again))
    stability, _, labels, again = max(tried, key=lambda one: one[:2])
    return _kept(labels, again, stability, min_size)


def _separated(table: np.ndarray, min_size: int) -> list[int]:
    """Numbers of groups whose silhouette exceeds that of every one-cloud stand-in."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    rows = table
    if len(table) > LOOKED_AT:
        rows = table[np.sort(draw.choice(len(table), LOOKED_AT, replace=False))]
    distinct = len(np.unique(rows, axis=0))
    tried = range(2, min(MOST_GROUPS, len(rows) // min_size, distinct) + 1)
    middle, spread = rows.mean(axis=0), np.atleast_2d(np.cov(rows, rowvar=False))
    clouds = [draw.multivariate_normal(middle, spread, len(rows), method="eigh") for _ in range(CLOUDS)]
    scores = {k: _silhouette(rows, k) for k in tried}
    chance = {k: max(_silhouette(cloud, k) for cloud in clouds) for k in tried}
    return [k for k in tried if scores[k] > chance[k]]


def _silhouette(rows: np.ndarray, k: int) -> float:
    from sklearn.metrics import silhouette_score

    labels = kmeans.fit(rows, k)(rows)
    return float(silhouette_score(rows, labels)) if len(set(labels.tolist())) > 1 else -1.0


def _repeat(resample: Resample, k: int) -> list[np.ndarray]:
    """The labels of all rows in each resample."""
    import numpy as np

    draw = np.random.default_rng(SEED + k)
    again = []
    for _ in range(RESAMPLES):
        learn, rows = resample(draw)
        again.append(kmeans.fit(learn[:LOOKED_AT], k)(rows))
    return again


def _rand(one: np.ndarray, other: np.ndarray) -> float:
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(one, other))


def _numbered(labels: np.ndarray) -> np.ndarray:
    """The same groups, numbered from the largest (ties: the one with the earliest row); -1 stays."""
    import numpy as np

    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(
        (i for i in range(len(names)) if names[i] >= 0), key=lambda i: (-sizes[i], first[i])
    )
    out = np.full(len(labels), -1)
    for number, i in enumerate(order):
        out[labels == names[i]] = number
    return out


def _kept(labels: np.ndarray, again: list[np.ndarray], stability: float, min_size: int) -> Groups:
    """Dissolve the groups and let go the rows that do not come back."""
    import numpy as np

    overlap: dict[int, float] = {}
    back = np.zeros(len(labels))
    for label in range(int(labels.max()) + 1):
        mine = labels == label
        matched = [_match(mine, other) for other in again]
        overlap[label] = float(np.mean([score for score, _ in matched]))
        back[mine] = np.mean([found[mine] for _, found in matched], axis=0)
    firm = np.where(back >= MIN_RETURN, labels, -1)
    for label, score in overlap.items():
        if score < MIN_STABILITY or (firm == label).sum() < min_size:
            firm[firm == label] = -1
    last = _numbered(firm)
    loose = int((last < 0).sum())
    if last.max() < 1:
        return none_found(len(labels), "No groups: none that was tried came back when resampled.", stability)
    if 2 * loose > len(labels):
        return none_found(len(labels), "No groups: most of the data lie between groups.", stability)
    kept = [overlap[int(firm[last == label][0])] for label in range(int(last.max()) + 1)]
    note = f"{len(kept)} groups; {loose} of {len(labels)} unclustered."
    return Groups(last, stability, tuple(kept), note)


def _match(mine: np.ndarray, other: np.ndarray) -> tuple[float, np.ndarray]:
    """The Jaccard overlap of one group with the likest group of a resample, and that group's rows."""
    import numpy as np

    best, rows = 0.0, np.zeros(len(mine), dtype=bool)
    for label in np.unique(other[mine]):
        found = other == label
        score = float((mine & found).sum() / (mine | found).sum())
        if score > best:
            best, rows = score, found
    return best, rows
