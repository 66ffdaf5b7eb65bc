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
from typing import TYPE_CHECKING

from stance.codebook import load_issues
from stance.coding import nli, rule
from stance.coding.fit import fit, softmax
from stance.coding.gold import GOLD
from stance.coding.model import POSITION, Model, classes_of, design, heads, load, trained
from stance.coding.reader import name_of
from stance.coding.traits import Traits, traits
from stance.records import STANCES, Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A text, its position, and the stances where the coder named them too.
Row = tuple[str, str] | tuple[str, str, Mapping[str, str]]

# What is said wherever such a coder's codings are shown.
UNMEASURED = "its coder knows the codebook's examples alone, and nobody has measured how often it is right"
# How far a row may move the weights of a coder that knows a codebook alone.
STRENGTH = 8.0
# The same for a coder that was learnt from hundreds of statements, which one more must not upset.
GENTLY = 0.1
MANY = 500
# From which confidence a position counts as sure.
THRESHOLD = 0.7
# Of what a codebook says, far more; and the first reading, surer of a codebook's clean sentences than of what
# is said, counts a quarter.
FREELY, TRUST = 64.0, 0.25
# What is tried for the factor on the whole, on sentences left out in turn.
FOLDS = 8
SHARPNESS = (0.4, 0.6, 0.8, 1.0, 1.25, 1.5, 2.0)

# Coders of codebooks that are kept; a draft makes a new one with each change.
KEPT = 8
_made: dict[str, Model] = {}


def model_of(issue: Issue) -> Model:
    """The coder to use for this issue: the one trained for it beforehand, or one made of its codebook.

    A codebook whose positions, concepts or rule are not those that the coder was trained for gets one of its
    own, and so does every issue where ``STANCE_NLI`` puts another reader in place of the one that was trained
    with.
    """
    if not nli.setting() and trained(issue.id) and _bundled(issue):
        return load(issue.id)
    key = _digest(issue)
    made = _made.get(key)
    if made is None:
        if len(_made) >= KEPT:
            _made.clear()
        made = _made[key] = _from_codebook(issue, key)
    return made


def measured(issue: Issue) -> bool:
    """Whether anybody has measured the coder of this issue: there is gold for it in the corpus."""
    return (GOLD / f"{issue.id}.csv").is_file() and _bundled(issue)


def _bundled(issue: Issue) -> bool:
    """Whether this codebook asks what the bundled one of its name asks, however it words the rest."""
    ours = load_issues().get(issue.id)
    return ours is not None and _asks(ours) == _asks(issue)


def _asks(issue: Issue) -> tuple[object, ...]:
    return classes_of(issue), [name_of(concept) for concept in issue.concepts], issue.rule


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
    """Each reading learnt by itself, so that the one helps where the other fails."""
    import numpy as np

    # What a codebook says is near enough to what is said to be learnt from.
    rows: list[Row] = [
        (text, p.id) for p in issue.positions for text in (*p.examples, *p.counts, p.definition)
    ]
    classes = classes_of(issue)
    read = traits(issue, [row[0] for row in rows])
    table, right = design((), read.found, read.vectors), targets(issue, read, rows)
    weights, bias = fit(table, right, 0 * right, FREELY, heads(classes).values())
    places = heads(classes)[POSITION]
    each = np.ones(len(classes), dtype=np.float32)
    return Model(
        names=(), classes=classes, weights=weights.astype(np.float32), bias=bias.astype(np.float32),
        trust=TRUST * each, sharpness=each * _sharpness(table, right[:, places], read.first[:, places]),
        threshold=THRESHOLD, learnt_from=key, examples=len(rows),
    )  # fmt: skip


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


def _sharpness(
    table: NDArray[np.float32], right: NDArray[np.float64], first: NDArray[np.float64]
) -> float:
    """The factor under which rows left out in turn are likeliest."""
    import numpy as np

    folds = np.arange(len(table)) % FOLDS
    scores = TRUST * first
    for fold in set(folds.tolist()):
        out = folds == fold
        weights, bias = fit(table[~out], right[~out], 0 * right[~out], FREELY, [list(range(right.shape[1]))])
        scores[out] += table[out] @ weights + bias

    def loss(factor: float) -> float:
        return -float(np.log(np.maximum(softmax(scores * factor)[right == 1], 1e-12)).mean())

    return min(SHARPNESS, key=loss)


def _digest(issue: Issue) -> str:
    from stance.coding.traits import reader_version

    content = json.dumps([asdict(issue), reader_version()], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _plain(row: Row) -> list[object]:
    return [row[0], row[1], dict(row[2]) if len(row) == 3 else {}]
