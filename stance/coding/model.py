"""The learnt coder: findings and sentence vector in, calibrated probabilities out.

The file ``corpus/coder/<issue>.npz`` holds numbers and names only (no pickle). It carries a hash of what it
was learnt from, so that a test can say when it is stale; ``python -m stance.coding.learn`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stance.coding.lexicon import CODERS
from stance.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much a unit vector weighs beside the findings, each of which counts 1; chosen by cross-validation.
VECTOR_WEIGHT = 1.5


@dataclass(frozen=True)
class Model:
    """Softmax heads over named findings and the 384 numbers of the sentence vector.

    ``weights`` has the shape (findings + 384, classes), ``bias`` (classes,); ``classes`` are ``head:label``.
    ``sharpness`` is one factor a class by which its scores are multiplied, so that a confidence of 0.8 means
    right in 8 of 10 statements that were not learnt from. ``threshold`` is the confidence from which on a
    position can be shown as sure.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    sharpness: NDArray[np.float32]
    threshold: float
    learnt_from: str

    def probabilities(
        self, found: Sequence[Sequence[str]], vectors: NDArray[np.float32]
    ) -> dict[str, list[dict[str, float]]]:
        """For each head and each statement, the probability of each label (they add up to 1).

        ``found`` has the findings of each statement, ``vectors`` its sentence vector, float32 (n, 384).
        """
        import numpy as np

        scores = (design(self.names, found, vectors) @ self.weights + self.bias) * self.sharpness
        result: dict[str, list[dict[str, float]]] = {}
        for head in dict.fromkeys(name.split(":")[0] for name in self.classes):
            places = [i for i, name in enumerate(self.classes) if name.startswith(f"{head}:")]
            labels = [self.classes[i].split(":")[1] for i in places]
            part = np.exp(scores[:, places] - scores[:, places].max(axis=1, keepdims=True))
            part = part.astype(np.float64) / part.sum(axis=1, keepdims=True, dtype=np.float64)
            result[head] = [dict(zip(labels, map(float, row), strict=True)) for row in part]
        return result


def design(
    names: Sequence[str], found: Sequence[Sequence[str]], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The table a head reads: one column a finding of ``names``, then the weighted vector."""
    import numpy as np

    column = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(found), len(names)), dtype=np.float32)
    for row, present in enumerate(found):
        table[row, [column[name] for name in present if name in column]] = 1.0
    return np.hstack([table, VECTOR_WEIGHT * vectors]).astype(np.float32)


@lru_cache(maxsize=8)
def load(issue_id: str, folder: Path = CODERS) -> Model:
    """The coder of this issue; InputError where nobody has trained one."""
    import numpy as np

    path = folder / f"{issue_id}.npz"
    if not path.is_file():
        mend = "Add training statements and run python -m stance.coding.learn"
        raise InputError(str(path), "this issue has no trained coder", mend)
    with np.load(path, allow_pickle=False) as data:
        return Model(
            names=tuple(map(str, data["names"])),
            classes=tuple(map(str, data["classes"])),
            weights=data["weights"],
            bias=data["bias"],
            sharpness=data["sharpness"],
            threshold=float(data["threshold"]),
            learnt_from=str(data["learnt_from"]),
        )
