"""Which words set a group of texts apart, and by how much.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", section
3.4): a word's odds in the group against its odds in the rest, both drawn towards the whole corpus, so that a
rare word needs evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# How many words of the whole corpus each side is mixed with before the odds are taken.
PRIOR_WORDS = 100.0
# A word is named where its log-odds are this many standard errors above zero ...
MIN_Z = 1.96
# ... and this many texts of the group hold it.
MIN_TEXTS = 2
PATTERN = r"(?u)\b[^\W\d_]{3,}\b"


def distinguishing_words(
    texts: Sequence[str], labels: Sequence[int] | np.ndarray, most: int = 8
) -> dict[int, tuple[tuple[str, float], ...]]:
    """For each label from 0 on: words commoner there than in all other texts, surest first.

    The number beside a word is its log-odds ratio (natural logarithm): 0.7 is twice the odds. A word counts
    once a text; stopwords, figures and words under three letters are left out. -1 is part of "the others".
    """
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer

    marks = np.asarray(labels, dtype=int)
    groups = sorted(set(marks[marks >= 0].tolist()))
    counter = CountVectorizer(binary=True, stop_words="english", token_pattern=PATTERN)
    try:
        table = counter.fit_transform(list(texts)).tocsr() if groups else None
    except ValueError:
        # scikit-learn's way to say that no word is left.
        table = None
    if table is None or table.shape[1] < 2:
        return {group: () for group in groups}
    names = counter.get_feature_names_out()
    whole = np.asarray(table.sum(axis=0)).ravel()
    found = {}
    for group in groups:
        inside = np.asarray(table[marks == group].sum(axis=0)).ravel()
        effect, z = log_odds(inside, whole - inside)
        order = np.argsort(-z, kind="stable")
        good = [i for i in order if z[i] > MIN_Z and inside[i] >= MIN_TEXTS][:most]
        found[group] = tuple((str(names[i]), round(float(effect[i]), 2)) for i in good)
    return found


def log_odds(inside: np.ndarray, outside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds ratio of each word between two count vectors of one length, and its z-score."""
    import numpy as np

    whole = inside + outside
    prior = PRIOR_WORDS * whole / whole.sum()
    a, b = inside + prior, outside + prior
    effect = np.log(a / (a.sum() - a)) - np.log(b / (b.sum() - b))
    return effect, effect / np.sqrt(1 / a + 1 / b)
