"""How far two coders agree beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two codings of the same statements, in the same order: 1 is full agreement, 0 chance.

    Two coders who both gave one single position throughout agree fully (1). ValueError where the codings are
    empty or of different length. (J. Cohen, Educational and Psychological Measurement 20, 1960.)
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"two codings of the same statements are needed, not {len(first)} and {len(second)}")
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    one, two = Counter(first), Counter(second)
    chance = sum(one[name] * two[name] for name in one) / n**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
