"""Which statements are the same words reported more than once?

An agency's report is printed by twelve papers: the words count once and list twelve sources. Two
statements are the same where speaker and country are the same, their dates lie within a week, and

* their words are equal once case, spaces, punctuation and quotation marks are taken away, or
* they differ in no negation, no number and no decisive word, and the shorter stands word for word in the
  longer and is at least 60 % of it, or their vectors have a cosine of at least 0.93.

The words that turn are needed: a sentence and its negation are 0.95 alike, and "an immediate ceasefire"
stands in "we reject an immediate ceasefire".
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.93  # cosine of unit vectors
WINDOW = 7  # days between the first report and a later one
CONTAINED = 0.6  # share of the longer one's words
_LEAST_WORDS = 5  # a shorter fragment stands word for word in too much
_TURNING = re.compile(
    r"\b(?:no|not|never|none|nor|neither|without|cannot|refus\w*|reject\w*|oppos\w*|against|until"
    r"|(?:do|does|did|is|are|was|were|ca|wo|would|should|could|have|has|had|must)nt|condemn\w*"
    r"|unless|before|\d+)\b"
)


class Key(NamedTuple):
    """What besides its words identifies a statement; ``who`` is the actor's id or the speaker's name."""

    who: str
    country: str
    date: str
    id: str


def plain(text: str) -> str:
    """The bare words: small letters, one space between them, no marks; "don’t" is "dont"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"\w+", re.sub(r"[’'‘`]", "", folded)))


def group(
    texts: Sequence[str],
    vectors: NDArray[np.float32] | None,
    keys: Sequence[Key],
    decisive: frozenset[str] = frozenset(),
) -> list[int]:
    """For each statement the index of the one that is shown for it: itself, or the first report.

    ``vectors`` are unit rows, one a text, or None where only equal words count. ``decisive`` are words
    in small letters, such as those of an issue's concepts, in which near-duplicates must agree too.
    The first report is the earliest by date, then by id, whatever the order of the input. A report
    joins a first report, never a later one: a phrase repeated every week stays many statements.
    """
    words = [plain(text) for text in texts]
    shown = list(range(len(texts)))
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        buckets[plain(key.who), key.country].append(index)
    for members in buckets.values():
        firsts: list[int] = []
        for index in sorted(members, key=lambda i: (keys[i].date, keys[i].id)):
            firsts = [first for first in firsts if _close(keys[first].date, keys[index].date)]
            same = (first for first in firsts if _same(words, vectors, first, index, decisive))
            shown[index] = next(same, index)
            if shown[index] == index:
                firsts.append(index)
    return shown


def _close(first: str, later: str) -> bool:
    """Whether two ISO dates lie within the window; statements without a date go only together."""
    if not first or not later:
        return first == later
    gap = dt.date.fromisoformat(later) - dt.date.fromisoformat(first)
    return gap.days <= WINDOW


def _same(
    words: list[str],
    vectors: NDArray[np.float32] | None,
    a: int,
    b: int,
    decisive: frozenset[str],
) -> bool:
    if words[a] == words[b]:
        return True
    if _turns(words[a], decisive) != _turns(words[b], decisive):
        return False
    short, long = sorted((words[a], words[b]), key=len)
    count = short.count(" ") + 1
    if count >= _LEAST_WORDS and count >= CONTAINED * (long.count(" ") + 1):
        if f" {short} " in f" {long} ":
            return True
    return vectors is not None and float(vectors[a] @ vectors[b]) >= THRESHOLD


def _turns(words: str, decisive: frozenset[str]) -> list[str]:
    """The words that turn what is said: negations, refusals, numbers, and the decisive ones."""
    return sorted(_TURNING.findall(words)) + sorted(decisive.intersection(words.split()))
