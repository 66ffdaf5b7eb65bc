"""Learn the coder of an issue from ``corpus/training/<issue>.csv``: ``python -m stance.coding.learn``.

One softmax regression a concept and one for the position, over the findings of ``findings`` and the sentence
vector. Statements left out of that fit give how much the first reading counts beside it, and each head's
sharpness: minimal pairs that neither the reader nor the words were made from, and real statements. How sure
the coder may be is told by the real ones alone: it reads written pairs, its school, better than officials. No
statement of ``corpus/gold`` is ever read here. The first reader is taught anew before, where it is stale
(minutes; needs torch).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stance.codebook import load_issue
from stance.coding.fit import fit, softmax
from stance.coding.lessons import TRAINING, unseen
from stance.coding.lexicon import CODERS, words_path
from stance.coding.model import POSITION, classes_of, design, heads
from stance.coding.traits import reader_version, traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from stance.records import Issue

STRENGTH = 0.5
# What is tried for the weight of the first reading, and for the factor on the whole.
TRUSTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
SHARPNESS = (
    0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0
)  # fmt: skip
# A position is shown as sure where at least this share of held-out statements of that confidence was right.
SURE = 0.95


def rows(issue_id: str, folder: Path = TRAINING) -> list[dict[str, str]]:
    """The training statements: id, text, position, one column a concept, twins, speaker, source."""
    with (folder / f"{issue_id}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fingerprint(issue_id: str, folder: Path = TRAINING) -> str:
    """Sixteen hex digits over all that a coder is learnt from: statements, words, encoder, first reading."""
    from stance.embedding import MODEL_VERSION

    here = Path(__file__).parent
    parts = [folder / f"{issue_id}.csv", words_path(issue_id)]
    parts += [here / f"{name}.py" for name in ("evidence", "findings", "fit", "learn", "model")]
    content = [path.read_bytes() for path in parts] + [MODEL_VERSION.encode(), reader_version().encode()]
    return hashlib.sha256(b"\0".join(content)).hexdigest()[:16]


def learn(issue_id: str, folder: Path = CODERS) -> Path:
    """Fit every head and write the coder's file."""
    import numpy as np

    issue, data = load_issue(issue_id), rows(issue_id)
    read = traits(issue, [row["text"] for row in data])
    names = sorted({name for present in read.found for name in present})
    table = design(names, read.found, read.vectors)
    right = _right(issue, data)
    classes = classes_of(issue)
    columns = heads(classes)
    weights, bias = fit(table, right, 0 * right, STRENGTH, columns.values())
    trust, sharpness = np.zeros(len(classes)), np.ones(len(classes))
    # The reader was taught the others, and the words were written after them: both would be trusted too much.
    new = np.array([unseen(row) for row in data])
    without, shift = fit(table[~new], right[~new], 0 * right[~new], STRENGTH, columns.values())
    scores, first, held = table[new] @ without + shift, read.first[new], right[new]
    real = np.array([bool(row["speaker"]) for row in data])[new]
    for places in columns.values():
        parts = scores[:, places], first[:, places], held[:, places]
        trust[places], sharpness[places] = _best(*parts, real)
    final = ((scores + trust * first) * sharpness)[:, columns[POSITION]]
    threshold = _threshold(final, held[:, columns[POSITION]])
    path = folder / f"{issue_id}.npz"
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        names=np.array(names),
        classes=np.array(classes),
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
        trust=trust.astype(np.float32),
        sharpness=sharpness.astype(np.float32),
        threshold=np.array(threshold),
        learnt_from=np.array(fingerprint(issue_id)),
        examples=np.array(len(data)),
    )
    return path


def _right(issue: Issue, data: list[dict[str, str]]) -> NDArray[np.float64]:
    """A 1 for each class that a row has, (rows, classes)."""
    import numpy as np

    columns = [name.partition(":") for name in classes_of(issue)]
    return np.array(
        [[float(row[head or "position"] == label) for head, _, label in columns] for row in data]
    )


def _best(
    scores: NDArray[np.float64],
    first: NDArray[np.float64],
    right: NDArray[np.float64],
    real: NDArray[np.bool_],
) -> tuple[float, float]:
    """Weight of the first reading under which the labels are likeliest, and factor on the whole under which
    those of the ``real`` rows are."""
    import numpy as np

    def loss(trust: float, factor: float, rows: NDArray[np.bool_]) -> float:
        chances = softmax((scores[rows] + trust * first[rows]) * factor)
        return -float(np.log(np.maximum(chances[right[rows] == 1], 1e-12)).mean())

    every = np.ones(len(right), dtype=bool)
    tried = ((trust, factor) for trust in TRUSTS for factor in SHARPNESS)
    trust, _ = min(tried, key=lambda pair: loss(pair[0], pair[1], every))
    return trust, min(SHARPNESS, key=lambda factor: loss(trust, factor, real))


def _threshold(scores: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """The lowest confidence, in steps of 0.05, from which on the share ``SURE`` of the held-out is right."""
    import numpy as np

    chances = softmax(scores)
    hit = right[np.arange(len(right)), chances.argmax(axis=1)] == 1
    for step in np.arange(0.4, 1.0, 0.05):
        sure = chances.max(axis=1) >= step
        if sure.any() and hit[sure].mean() >= SURE:
            return round(float(step), 2)
    return 1.0


def main(say: Callable[[str], None]) -> None:
    """The first reader, where what it is taught has changed, then every issue with training statements."""
    from stance.coding import reader, teach

    if reader.learnt_from() != teach.digest():
        say(f"learnt {teach.teach(say)}")
        reader.version.cache_clear()
    for path in sorted(TRAINING.glob("*.csv")):
        if words_path(path.stem).is_file():
            say(f"learnt {learn(path.stem)}")


if __name__ == "__main__":
    import logging

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(logging.getLogger("learn").info)
