"""Vectors to points on a plane: neighbours stay neighbours, distances across the plane mean little."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

SEED = 20231007
# Below this t-SNE has too few neighbours to work with; principal components are shown instead.
TSNE_FROM = 30
PERPLEXITY = 30
COMPONENTS = 50
# t-SNE is fitted on this many distinct vectors; the others are placed among their nearest fitted ones.
FIT_AT_MOST = 5_000
NEIGHBOURS = 5


def project(vectors: np.ndarray, fit_at_most: int = FIT_AT_MOST) -> np.ndarray:
    """Points in [-1, 1], float32 of shape (n, 2), for vectors of shape (n, d); equal vectors share a point.

    Fewer than 30 distinct vectors: the first two principal components. From there on t-SNE on the first 50,
    begun at the principal components; beyond ``fit_at_most`` distinct vectors t-SNE sees a seeded sample
    and each of the rest is put at the weighted mean of its five nearest in the sample.
    The axes have no meaning of their own. Raises ValueError for anything that is not a finite table.
    """
    import numpy as np

    vectors = np.asarray(vectors, dtype=np.float32)
    if vectors.ndim != 2 or not np.isfinite(vectors).all():
        raise ValueError(f"vectors must be a finite table of shape (n, d), not {vectors.shape}")
    if not len(vectors):
        return np.empty((0, 2), dtype=np.float32)
    distinct, where = np.unique(vectors, axis=0, return_inverse=True)
    few = len(distinct) < TSNE_FROM
    reduced = principal(distinct, 2 if few else COMPONENTS)
    points = _fitted(reduced, fit_at_most) if not few else _two_columns(reduced)
    return _scaled(points)[where.reshape(-1)]


def principal(table: np.ndarray, most: int) -> np.ndarray:
    """The rows of ``table`` on its first principal components, float64 (n, at most ``most``), signs fixed."""
    import numpy as np

    centred = np.asarray(table, dtype=np.float64) - np.mean(table, axis=0, dtype=np.float64)
    values, axes = np.linalg.eigh(centred.T @ centred)
    keep = np.argsort(values)[::-1][: min(most, len(table))]
    axes = axes[:, keep]
    # An axis and its mirror image are equally right: take the one whose largest loading is positive.
    largest = axes[np.abs(axes).argmax(axis=0), range(axes.shape[1])]
    return np.asarray(centred @ (axes * np.where(largest < 0, -1.0, 1.0)))


def _fitted(table: np.ndarray, fit_at_most: int) -> np.ndarray:
    import numpy as np

    if len(table) <= fit_at_most:
        return _tsne(table)
    order = np.random.default_rng(SEED).permutation(len(table))
    seen, rest = np.sort(order[:fit_at_most]), np.sort(order[fit_at_most:])
    points = np.empty((len(table), 2))
    points[seen] = _tsne(table[seen])
    points[rest] = _placed(table[rest], table[seen], points[seen])
    return points


def _tsne(table: np.ndarray) -> np.ndarray:
    import numpy as np
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    # Sums over several threads come in any order, and t-SNE blows the last digit up.
    with threadpool_limits(1):
        shape = TSNE(
            perplexity=min(PERPLEXITY, (len(table) - 1) / 3),
            init=table[:, :2] / (np.std(table[:, 0]) or 1.0) * 1e-4,
            random_state=SEED,
            max_iter=750,
        )
        return np.asarray(shape.fit_transform(table))


def _placed(rest: np.ndarray, seen: np.ndarray, points: np.ndarray) -> np.ndarray:
    import numpy as np
    from sklearn.neighbors import NearestNeighbors

    distance, index = NearestNeighbors(n_neighbors=NEIGHBOURS).fit(seen).kneighbors(rest)
    weight = 1 / (distance + 1e-9)
    weight /= weight.sum(axis=1, keepdims=True)
    return np.asarray((points[index] * weight[:, :, None]).sum(axis=1))


def _two_columns(table: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.pad(table, ((0, 0), (0, 2 - table.shape[1])))


def _scaled(points: np.ndarray) -> np.ndarray:
    import numpy as np

    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    reach = np.abs(points - middle).max() or 1.0
    return np.asarray((points - middle) / reach, dtype=np.float32)
