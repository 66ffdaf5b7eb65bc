"""Learn the coder of an issue from ``corpus/training/<issue>.csv``: ``python -m stance.coding.learn``.

One softmax regression a concept and one for the position, over the findings of ``findings`` and the sentence
vector. Cross-validation, with minimal pairs and the words of one speaker kept together, gives each head's
sharpness; no statement of ``corpus/gold`` is ever read here.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stance.codebook import load_issue
from stance.coding.evidence import analyse
from stance.coding.findings import findings
from stance.coding.lexicon import CODERS, words, words_path
from stance.coding.model import design

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TRAINING = CODERS.parent / "training"
FOLDS = 8
SHARPNESS = (0.5, 3.0)
# A position is shown as sure where at least this share of held-out statements of that confidence was right.
SURE = 0.95


def rows(issue_id: str, folder: Path = TRAINING) -> list[dict[str, str]]:
    """The training statements: id, text, position, one column a concept, twins, speaker, source."""
    with (folder / f"{issue_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fingerprint(issue_id: str, folder: Path = TRAINING) -> str:
    """Sixteen hex digits over everything a coder is learnt from: statements, words, encoder."""
    from stance.embedding import MODEL_VERSION

    here = Path(__file__).parent
    parts = [folder / f"{issue_id}.csv", words_path(issue_id)]
    parts += [here / f"{name}.py" for name in ("evidence", "findings", "learn", "model")]
    content = b"\0".join([*(path.read_bytes() for path in parts), MODEL_VERSION.encode()])
    return hashlib.sha256(content).hexdigest()[:16]


def learn(issue_id: str, folder: Path = CODERS) -> Path:
    """Fit every head and write the coder's file."""
    import numpy as np

    from stance.embedding import embed

    data = rows(issue_id)
    lex = words(issue_id)
    found = [findings(analyse(row["text"], lex), lex) for row in data]
    names = sorted({name for present in found for name in present})
    table = design(names, found, embed([row["text"] for row in data]))
    groups = np.array([row["twins"] or row["speaker"] for row in data])
    parts = []
    threshold = 1.0
    for head in ("position", *(concept.id for concept in load_issue(issue_id).concepts)):
        labels = np.array([row[head] for row in data])
        fitted = _regression().fit(table, labels)
        scores = _held_out(table, labels, groups)
        sharpness = _sharpness(scores, labels, fitted.classes_)
        if head == "position":
            threshold = _threshold(scores * sharpness, labels, fitted.classes_)
        classes = [f"{head}:{label}" for label in fitted.classes_]
        parts.append((classes, fitted.coef_.T, fitted.intercept_, [sharpness] * len(classes)))
    path = folder / f"{issue_id}.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        names=np.array(names),
        classes=np.array([name for part in parts for name in part[0]]),
        weights=np.hstack([part[1] for part in parts]).astype(np.float32),
        bias=np.concatenate([part[2] for part in parts]).astype(np.float32),
        sharpness=np.concatenate([part[3] for part in parts]).astype(np.float32),
        threshold=np.array(threshold),
        learnt_from=np.array(fingerprint(issue_id)),
    )
    return path


def _regression() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=0.5, max_iter=3000)


def _held_out(
    table: NDArray[np.float32], labels: NDArray[np.str_], groups: NDArray[np.str_]
) -> NDArray[np.float64]:
    """Scores of each statement from a model that saw neither it nor its group; (statements, labels)."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    scores = np.zeros((len(labels), len(set(labels))))
    for train, test in GroupKFold(FOLDS).split(table, labels, groups):
        scores[test] = _regression().fit(table[train], labels[train]).decision_function(table[test])
    return scores


def _sharpness(
    scores: NDArray[np.float64], labels: NDArray[np.str_], classes: NDArray[np.str_]
) -> float:
    """The factor on the scores under which the held-out labels are likeliest (temperature scaling)."""
    import numpy as np
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    right = np.searchsorted(classes, labels)

    def loss(factor: float) -> float:
        return -float(log_softmax(scores * factor, axis=1)[np.arange(len(right)), right].mean())

    return float(minimize_scalar(loss, bounds=SHARPNESS, method="bounded").x)


def _threshold(
    scores: NDArray[np.float64], labels: NDArray[np.str_], classes: NDArray[np.str_]
) -> float:
    """The lowest confidence, in steps of 0.05, from which on the share ``SURE`` of the held-out is right."""
    import numpy as np
    from scipy.special import softmax

    chances = softmax(scores, axis=1)
    right = classes[chances.argmax(axis=1)] == labels
    for step in np.arange(0.4, 1.0, 0.05):
        sure = chances.max(axis=1) >= step
        if sure.any() and right[sure].mean() >= SURE:
            return round(float(step), 2)
    return 1.0


if __name__ == "__main__":
    learn("gaza-ceasefire")
