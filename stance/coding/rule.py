"""What stances and positions imply of each other, as probabilities: the codebook's rule, read in both
directions.

A reading of a text gives the chance of each stance on each concept. With the rule these make the chance of
each position; and where a person has named the position alone, they tell which stances it can have come from.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from stance.codebook import derive
from stance.records import STANCES, Issue, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What a position gets that the rule never gives, as a logarithm: possible, but hardly.
HARDLY = -12.0


def positions(issue: Issue, reading: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-probabilities of the positions, (n, positions), from those of the stances, (n, concepts, 3)."""
    import numpy as np

    table, given = _combinations(issue)
    chances = np.exp(_together(reading, table))
    columns = [chances[:, given == place].sum(axis=1) for place in range(len(issue.positions))]
    logs: NDArray[np.float64] = np.log(np.maximum(np.stack(columns, axis=1), np.exp(HARDLY)))
    return logs


def stances(
    issue: Issue, reading: NDArray[np.float64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How likely each stance is, (n, concepts, 3), where ``right`` (n,) is the position's place in the
    codebook.

    A position that no stances give says nothing of them.
    """
    import numpy as np

    table, given = _combinations(issue)
    logs = _together(reading, table)
    result = np.exp(reading)
    for row, place in enumerate(right):
        allowed = given == place
        if allowed.any():
            chances = np.exp(logs[row, allowed] - logs[row, allowed].max())
            chances /= chances.sum()
            held = table[allowed][:, :, None] == np.arange(len(STANCES))
            result[row] = (held * chances[:, None, None]).sum(axis=0)
    return result


def likeliest(issue: Issue, position: str, chances: dict[str, dict[str, float]]) -> dict[str, Stance]:
    """The likeliest stances from which the rule derives ``position``; empty where there are none."""
    best: dict[str, Stance] = {}
    best_chance = -1.0
    for held in product(STANCES, repeat=len(chances)):
        chosen = dict(zip(chances, held, strict=True))
        if derive(issue, chosen) != position:
            continue
        chance = 1.0
        for concept, stance in chosen.items():
            chance *= chances[concept].get(stance, 0.0)
        if chance > best_chance:
            best_chance = chance
            best = {c: Stance(s, chances[c].get(s, 0.0)) for c, s in chosen.items()}
    return best


def decided_by(issue: Issue, stances: dict[str, Stance]) -> dict[str, str]:
    """The concepts, with their stances, of the line of the rule that gave the position."""
    held = {concept: stance.stance for concept, stance in stances.items()}
    for when, _ in issue.rule:
        if all(held.get(concept, "none") == stance for concept, stance in when.items()):
            return {concept: stance for concept, stance in when.items() if stance != "none"}
    return {}


def _together(reading: NDArray[np.float64], table: NDArray[np.int64]) -> NDArray[np.float64]:
    """The log-probability of each combination of stances, (n, combinations)."""
    import numpy as np

    parts = [reading[:, concept, table[:, concept]] for concept in range(table.shape[1])]
    return np.asarray(np.sum(parts, axis=0))


def _combinations(issue: Issue) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rule = tuple((tuple(sorted(when.items())), then) for when, then in issue.rule)
    names = tuple(concept.id for concept in issue.concepts)
    return _tabled(rule, names, tuple(position.id for position in issue.positions))


@lru_cache(maxsize=32)
def _tabled(
    rule: tuple[tuple[tuple[tuple[str, str], ...], str], ...],
    concepts: tuple[str, ...],
    places: tuple[str, ...],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each combination of stances, (combinations, concepts), and the place of the position that it gives."""
    import numpy as np

    table, given = [], []
    for held in product(range(len(STANCES)), repeat=len(concepts)):
        chosen = {name: STANCES[place] for name, place in zip(concepts, held, strict=True)}
        then = next(t for when, t in rule if all(chosen.get(c, "none") == s for c, s in when))
        table.append(held)
        given.append(places.index(then))
    return np.array(table, dtype=np.int64), np.array(given, dtype=np.int64)
