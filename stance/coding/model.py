"""The learnt coder of one issue: findings, sentence vector and first reading in, calibrated probabilities
out.

The file ``corpus/coder/<issue>.npz`` holds numbers and names only (no pickle). It carries a hash of what it
was learnt from, so that a test can say when it is stale; ``python -m stance.coding.learn`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from stance.coding.fit import softmax
from stance.coding.lexicon import CODERS
from stance.errors import InputError
from stance.records import STANCES, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much a unit vector weighs beside the findings, each of which counts 1; chosen by cross-validation.
VECTOR_WEIGHT = 1.5
# The name of the head for the position; the others have their concept's id.
POSITION = ""


@dataclass(frozen=True)
class Model:
    """Softmax heads over named findings and the 384 numbers of the sentence vector.

    ``weights`` has the shape (findings + 384, classes), ``bias`` (classes,); ``classes`` are ``head:label``.
    What the first reading of a text says of each class is added, ``trust`` times. ``sharpness`` is one factor
    a class by which the sum is multiplied, so that a confidence of 0.8 means right in 8 of 10 statements that
    were not learnt from. ``threshold`` is the confidence from which on a position can be shown as sure;
    ``examples`` says how many texts it was learnt from.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    trust: NDArray[np.float32]
    sharpness: NDArray[np.float32]
    threshold: float
    learnt_from: str
    examples: int

    def scores(
        self, found: Sequence[Sequence[str]], vectors: NDArray[np.float32], first: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """What speaks for each class, float64 (n, classes), before it is sharpened.

        ``found`` has the findings of each statement, ``vectors`` its sentence vector, float32 (n, 384), and
        ``first`` the first reading as log-probabilities, (n, classes).
        """
        import numpy as np

        own = design(self.names, found, vectors) @ self.weights + self.bias
        return np.asarray(own + self.trust * first, dtype=np.float64)

    def probabilities(
        self, found: Sequence[Sequence[str]], vectors: NDArray[np.float32], first: NDArray[np.float64]
    ) -> dict[str, list[dict[str, float]]]:
        """For each head and each statement, the probability of each label (they add up to 1)."""
        scores = self.scores(found, vectors, first) * self.sharpness
        result: dict[str, list[dict[str, float]]] = {}
        for head, places in heads(self.classes).items():
            labels = [self.classes[i].partition(":")[2] for i in places]
            part = softmax(scores[:, places])
            result[head] = [dict(zip(labels, map(float, row), strict=True)) for row in part]
        return result


def classes_of(issue: Issue) -> tuple[str, ...]:
    """Every class of an issue's coder in order: the positions, then the stances of each concept."""
    concepts = [f"{concept.id}:{stance}" for concept in issue.concepts for stance in STANCES]
    return (*(f"{POSITION}:{position.id}" for position in issue.positions), *concepts)


def heads(classes: Sequence[str]) -> dict[str, list[int]]:
    """The columns of each head, by its name."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(classes):
        found.setdefault(name.partition(":")[0], []).append(place)
    return found


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


def trained(issue_id: str, folder: Path = CODERS) -> bool:
    """Whether a coder was trained for this issue beforehand."""
    return (folder / f"{issue_id}.npz").is_file()


@lru_cache(maxsize=8)
def load(issue_id: str, folder: Path = CODERS) -> Model:
    """The coder that was trained for this issue; InputError where nobody has."""
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
            trust=data["trust"],
            sharpness=data["sharpness"],
            threshold=float(data["threshold"]),
            learnt_from=str(data["learnt_from"]),
            examples=int(data["examples"]),
        )
