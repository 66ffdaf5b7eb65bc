"""Softmax regression in plain numpy: how much each number of a table speaks for each label.

A head has to be learnt from a handful of examples while a page waits, where no learning library is loaded.
The penalised likelihood has one maximum, so the result depends on nothing but the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEPS = 300
# The largest change of a weight in one step at which the work is done.
ENOUGH = 1e-5


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row of ``scores`` (n, labels) as probabilities that add up to 1."""
    import numpy as np

    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return shares


def fit(
    table: NDArray[np.float32],
    right: NDArray[np.float64],
    known: NDArray[np.float64],
    strength: float,
    heads: Iterable[list[int]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (columns, labels) and bias (labels,) that are added to the scores known before.

    ``table`` is (n, columns), ``right`` (n, labels) with shares that add up to 1 in each head, ``known`` (n,
    labels) the scores that the weights correct; ``heads`` are the columns of ``right`` that exclude one
    another. A small ``strength`` keeps the weights near 0. Nesterov's accelerated gradient, whose step is set
    by the table's largest singular value.
    """
    import numpy as np

    # Single precision is enough for the gradient and twice as fast to read.
    x = np.hstack([table, np.ones((len(table), 1))]).astype(np.float32)
    groups = list(heads)
    small = x @ x.T if len(x) < x.shape[1] else x.T @ x
    step = 1 / (0.5 * float(np.linalg.eigvalsh(small)[-1]) + 1 / strength)
    weights = ahead = np.zeros((x.shape[1], right.shape[1]))
    gap = np.zeros(right.shape)
    pace = 1.0
    for _ in range(STEPS):
        scores = known + x @ ahead.astype(np.float32)
        for places in groups:
            gap[:, places] = softmax(scores[:, places]) - right[:, places]
        new = ahead - step * (x.T @ gap.astype(np.float32) + ahead / strength)
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        done = float(np.abs(new - weights).max()) < ENOUGH
        weights, pace = new, faster
        if done:
            break
    return weights[:-1], weights[-1]
