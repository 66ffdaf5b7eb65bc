"""The learnt coder: findings and sentence vector in, calibrated probabilities out.

The file ``corpus/coder/<issue>.npz`` holds numbers and names only (no pickle). It carries the hashes of what it was
learnt from, so a test can say when it is stale; ``python -m stance.coding.learn`` writes it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stance.coding.evidence import Evidence
from stance.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CODERS = Path(__file__).resolve().parent.parent.parent / "corpus" / "coder"


@dataclass(frozen=True)
class Model:
    """Softmax heads over named findings.

    ``weights`` has the shape (findings, classes), ``bias`` (classes,); ``classes`` are ``head:label`` in order.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    learnt_from: str

    def probabilities(self, evidence: list[Evidence]) -> dict[str, list[dict[str, float]]]:
        """For each head and each statement, the probability of each label (they add up to 1)."""
        import numpy as np

        column = {name: place for place, name in enumerate(self.names)}
        table = np.zeros((len(evidence), len(self.names)), dtype=np.float32)
        for row, found in enumerate(evidence):
            for name, value in found.features.items():
                if name in column:
                    table[row, column[name]] = value
        scores = table @ self.weights + self.bias
        result: dict[str, list[dict[str, float]]] = {}
        for head in dict.fromkeys(name.split(":")[0] for name in self.classes):
            places = [i for i, name in enumerate(self.classes) if name.startswith(f"{head}:")]
            labels = [self.classes[i].split(":")[1] for i in places]
            part = np.exp(scores[:, places] - scores[:, places].max(axis=1, keepdims=True))
            part /= part.sum(axis=1, keepdims=True)
            result[head] = [dict(zip(labels, map(float, row), strict=True)) for row in part]
        return result


@lru_cache(maxsize=8)
def load(issue_id: str, folder: Path = CODERS) -> Model:
    """The coder of this issue; InputError where nobody has trained one."""
    import numpy as np

    path = folder / f"{issue_id}.npz"
    if not path.is_file():
        raise InputError(str(path), "there is no trained coder", "Run python -m stance.coding.learn")
    with np.load(path, allow_pickle=False) as data:
        return Model(
            names=tuple(map(str, data["names"])),
            classes=tuple(map(str, data["classes"])),
            weights=data["weights"],
            bias=data["bias"],
            learnt_from=str(data["learnt_from"]),
        )
