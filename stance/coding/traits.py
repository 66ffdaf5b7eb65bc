"""What a coder looks at in a text: findings in its words, its sentence vector, a first reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from stance.coding import nli, reader, rule
from stance.coding.evidence import analyse
from stance.coding.findings import findings
from stance.coding.lexicon import words
from stance.records import Issue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Traits(NamedTuple):
    """Of n texts: names of findings, vectors float32 (n, 384), and the first reading, (n, classes).

    The first reading is a log-probability for each position, then for each stance on each concept.
    """

    found: Sequence[Sequence[str]]
    vectors: NDArray[np.float32]
    first: NDArray[np.float64]


def traits(issue: Issue, texts: Sequence[str]) -> Traits:
    """What the coder of this issue looks at in each of ``texts``."""
    import numpy as np

    from stance.embedding import embed

    lex = words(issue.id)
    found = [findings(analyse(text, lex), lex) if lex else () for text in texts]
    reading = read(issue, texts)
    first = np.hstack([rule.positions(issue, reading), reading.reshape(len(texts), -1)])
    return Traits(found, embed(texts), first)


def read(issue: Issue, texts: Sequence[str]) -> NDArray[np.float64]:
    """The first reading as log-probabilities of the stances, (n, concepts, 3)."""
    return nli.read(issue, texts) if nli.setting() else reader.read(issue, texts)


def reader_version() -> str:
    """What the first reading is made by."""
    return nli.version() if nli.setting() else reader.version()
