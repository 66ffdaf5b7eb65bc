"""Learn the coder of an issue from ``corpus/training``: ``python -m stance.coding.learn``."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from stance.coding.evidence import analyse
from stance.coding.model import CODERS

TRAINING = CODERS.parent / "training"


def rows(folder: Path = TRAINING) -> list[dict[str, str]]:
    """Every training statement, with one column a concept and one for the position."""
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def fingerprint(folder: Path = TRAINING) -> str:
    """Sixteen hex digits over the training files and the words of the analyser."""
    parts = [*sorted(folder.glob("*.csv")), Path(__file__).with_name("lexicon.py")]
    parts.append(Path(__file__).with_name("evidence.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in parts)).hexdigest()[:16]


def learn(issue_id: str, heads: tuple[str, ...]) -> Path:
    """Fit one softmax head a concept and one for the position; write the coder's file."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    data = rows()
    vectorizer = DictVectorizer(dtype=np.float32, sparse=False)
    table = vectorizer.fit_transform([analyse(row["text"]).features for row in data])
    weights, biases, classes = [], [], []
    for head in heads:
        fitted = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced")
        fitted.fit(table, [row[head] for row in data])
        weights.append(fitted.coef_.T)
        biases.append(fitted.intercept_)
        classes += [f"{head}:{label}" for label in fitted.classes_]
    path = CODERS / f"{issue_id}.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        names=np.array(vectorizer.feature_names_),
        classes=np.array(classes),
        weights=np.hstack(weights).astype(np.float32),
        bias=np.concatenate(biases).astype(np.float32),
        learnt_from=np.array(fingerprint()),
    )
    return path


if __name__ == "__main__":
    learn("gaza-ceasefire", ("position", "ceasefire", "humanitarian_pause"))
