"""A coder for any issue, from its codebook alone, and better with every statement that people code.

A new issue starts from what its codebook says: the examples of its positions, and the first reading of each
text, which knows support and opposition but not this issue. What people code is learnt on top, as a
correction of the coder that was there before; it takes about a second, so a page can do it while somebody
works. Nobody has measured such a coder: ``measured`` says so, and so must every page that shows its codings.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import product
from typing import TYPE_CHECKING

from stance.coding import nli, rule
from stance.coding.fit import fit, softmax
from stance.coding.gold import GOLD
from stance.coding.model import POSITION, Model, classes_of, design, heads, load, trained
from stance.coding.traits import Traits, traits
from stance.records import STANCES, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A text, its position, and the stances where the coder named them too.
Row = tuple[str, str] | tuple[str, str, Mapping[str, str]]

# What is said wherever such a coder's codings are shown.
UNMEASURED = "its coder knows the codebook's examples alone, and nobody has measured how often it is right"
# How far a row may move the weights; chosen on made-up issues that are no part of the corpus.
STRENGTH = 1.0
# The same for a coder that was learnt from hundreds of statements, which one more must not upset.
GENTLY = 0.1
MANY = 500
# From which confidence a position counts as sure.
THRESHOLD = 0.7
# What is tried, on examples left out in turn: how far a row may move the weights, the weight of the first
# reading, the factor on the whole.
FOLDS = 8
STRENGTHS = (1.0, 8.0)
TRUSTS = (0.25, 0.5, 1.0)
SHARPNESS = (0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0)

_made: dict[str, Model] = {}


def model_of(issue: Issue) -> Model:
    """The coder to use for this issue: the one trained for it beforehand, or one made of its codebook.

    A codebook whose positions or concepts are not those that the coder was trained for gets one of its own,
    and so does every issue where ``STANCE_NLI`` puts another reader in place of the one that was trained
    with.
    """
    if not nli.setting() and trained(issue.id) and load(issue.id).classes == classes_of(issue):
        return load(issue.id)
    key = _digest(issue)
    if key not in _made:
        _made.clear()
        _made[key] = _from_codebook(issue, key)
    return _made[key]


def measured(issue: Issue) -> bool:
    """Whether anybody has measured the coder of this issue: there is gold for it in the corpus."""
    return (GOLD / f"{issue.id}.csv").is_file()


def learn(issue: Issue, rows: Sequence[Row], base: Model | None = None) -> Model:
    """The coder ``base`` (by default the issue's own), corrected by what people coded; in memory only.

    ``rows`` are (text, position) or (text, position, {concept: stance}); of several for one text the last
    counts. About a second for 2,000 rows that were read before. ValueError where a position or a
    stance is none of the issue's.
    """
    base = base or model_of(issue)
    latest = {row[0]: row for row in rows}
    if not latest:
        return base
    strength = GENTLY if base.examples >= MANY else STRENGTH
    made = _corrected(issue, base, list(latest.values()), strength)
    digest = hashlib.sha256(f"{base.learnt_from}{json.dumps(sorted(map(_plain, latest.values())))}".encode())
    return replace(made, learnt_from=digest.hexdigest()[:16], examples=base.examples + len(latest))


def _from_codebook(issue: Issue, key: str) -> Model:
    import numpy as np

    classes = classes_of(issue)
    empty = np.zeros(len(classes), dtype=np.float32)
    width = traits(issue, [""]).vectors.shape[1]
    start = Model(
        names=(), classes=classes, weights=np.zeros((width, len(classes)), dtype=np.float32), bias=empty,
        trust=empty + 1, sharpness=empty + 1, threshold=THRESHOLD, learnt_from=key, examples=0,
    )  # fmt: skip
    # What a codebook says counts is near enough to what is said to be learnt from too.
    rows: list[Row] = [(text, p.id) for p in issue.positions for text in (*p.examples, *p.counts)]
    strength, trust, sharpness = _chosen(issue, start, rows)
    made = _corrected(issue, replace(start, trust=empty + trust), rows, strength)
    return replace(made, sharpness=empty + sharpness, examples=len(rows))


def _corrected(issue: Issue, base: Model, rows: Sequence[Row], strength: float) -> Model:
    """``base`` with weights added that make the rows likelier."""
    import numpy as np

    read = traits(issue, [row[0] for row in rows])
    table = design(base.names, read.found, read.vectors)
    right = targets(issue, read, rows)
    more, shift = fit(table, right, base.scores(*read), strength, heads(base.classes).values())
    return replace(
        base, weights=(base.weights + more).astype(np.float32), bias=(base.bias + shift).astype(np.float32)
    )


def targets(issue: Issue, read: Traits, rows: Sequence[Row]) -> NDArray[np.float64]:
    """What each head should say of each row, (n, classes): a 1 where it is known, else how likely it is."""
    import numpy as np

    names = [position.id for position in issue.positions]
    for row in rows:
        if row[1] not in names:
            raise ValueError(f"the position {row[1]!r} is none of {', '.join(names)}")
    places = np.array([names.index(row[1]) for row in rows])
    reading = read.first[:, len(names) :].reshape(len(rows), len(issue.concepts), len(STANCES))
    held = rule.stances(issue, reading, places)
    for number, row in enumerate(rows):
        for concept, stance in (row[2] if len(row) == 3 else {}).items():
            column = [c.id for c in issue.concepts].index(concept)
            held[number, column] = np.eye(len(STANCES))[STANCES.index(stance)]
    return np.hstack([np.eye(len(names))[places], held.reshape(len(rows), -1)])


def _chosen(issue: Issue, start: Model, rows: Sequence[Row]) -> tuple[float, float, float]:
    """Strength, weight of the first reading and factor under which rows left out in turn are likeliest."""
    import numpy as np

    read = traits(issue, [row[0] for row in rows])
    places = heads(start.classes)[POSITION]
    table, first = design((), read.found, read.vectors), read.first[:, places]
    right = targets(issue, read, rows)[:, places]
    folds = np.arange(len(rows)) % FOLDS
    losses: dict[tuple[float, float, float], float] = {}
    for strength, trust in product(STRENGTHS, TRUSTS):
        scores = trust * first
        for fold in set(folds.tolist()):
            out = folds == fold
            weights, bias = fit(table[~out], right[~out], trust * first[~out], strength, [places])
            scores[out] += table[out] @ weights + bias
        for factor in SHARPNESS:
            chances = softmax(scores * factor)[right == 1]
            losses[strength, trust, factor] = -float(np.log(np.maximum(chances, 1e-12)).mean())
    return min(losses, key=lambda tried: losses[tried])


def _digest(issue: Issue) -> str:
    from stance.coding.traits import reader_version

    content = json.dumps([asdict(issue), reader_version()], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _plain(row: Row) -> list[object]:
    return [row[0], row[1], dict(row[2]) if len(row) == 3 else {}]
