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
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.93  # cosine of unit vectors
WINDOW = 7  # days between the first report and a later one
CONTAINED = 0.6  # share of the longer one's words
_LEAST_WORDS = 5  # a shorter fragment stands word for word in too much
# Rows that are compared at once, and how far a product of many may differ from the product of two.
_BLOCK, _SLACK = 512, 1e-4
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
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        buckets[plain(key.who), key.country, *_turns(words[index], decisive)].append(index)
    for members in buckets.values():
        members.sort(key=lambda i: (keys[i].date, keys[i].id))
        found = _joined(
            [words[i] for i in members],
            None if vectors is None else vectors[members],
            _lows([keys[i].date for i in members]),
        )
        for index, first in zip(members, found, strict=True):
            shown[index] = members[first]
    return shown


def _joined(words: list[str], rows: NDArray[np.float32] | None, lows: list[int]) -> list[int]:
    """For each text, in the order of the reports, which first report it joins: itself where none.

    Only those from ``lows`` of a text on come into question. Of these few can be the same, and looking all
    of them through would take time in the square of their number: words that stand in others share five in
    a row with them, and what is near as a vector is found for many at once.
    """
    import numpy as np

    firsts: list[int] = []
    is_first = np.zeros(len(words), dtype=bool)
    holding, opening = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    nears = _near(rows, lows) if rows is not None else repeat(np.zeros(0, dtype=int))
    for at, near in zip(range(len(words)), nears, strict=False):
        runs = _runs(words[at])
        rarest = min((holding[run] if run in holding else [] for run in runs), key=len)
        likely = {first for first in rarest if first >= lows[at]}
        for run in runs:
            likely.update(first for first in opening.get(run, ()) if first >= lows[at])
        likely.update(near[is_first[near]].tolist())
        same = (first for first in sorted(likely) if _same(words, rows, first, at))
        firsts.append(next(same, at))
        if firsts[at] == at:
            is_first[at] = True
            opening[runs[0]].append(at)
            for run in dict.fromkeys(runs):
                holding[run].append(at)
    return firsts


def _runs(words: str) -> list[str]:
    """All runs of ``_LEAST_WORDS`` words, or the words themselves where they are fewer."""
    split = words.split()
    last = max(len(split) - _LEAST_WORDS, 0)
    return [" ".join(split[n : n + _LEAST_WORDS]) for n in range(last + 1)]


def _near(rows: NDArray[np.float32], lows: list[int]) -> Iterator[NDArray[np.intp]]:
    """For each row those from its low on and before it that are as near as the threshold, or nearly."""
    for start in range(0, len(rows), _BLOCK):
        stop, low = min(start + _BLOCK, len(rows)), lows[start]
        alike = rows[start:stop] @ rows[low:stop].T >= THRESHOLD - _SLACK
        for at in range(start, stop):
            yield alike[at - start, lows[at] - low : at - low].nonzero()[0] + lows[at]


def _lows(dates: list[str]) -> list[int]:
    """For each of the sorted ``dates`` the first that lies within the window before it."""
    low, lows = 0, []
    for date in dates:
        while not _close(dates[low], date):
            low += 1
        lows.append(low)
    return lows


def _close(first: str, later: str) -> bool:
    """Whether two ISO dates lie within the window; statements without a date go only together."""
    if not first or not later:
        return first == later
    gap = dt.date.fromisoformat(later) - dt.date.fromisoformat(first)
    return gap.days <= WINDOW


def _same(words: list[str], vectors: NDArray[np.float32] | None, a: int, b: int) -> bool:
    """Whether two texts with the same turns are the same words."""
    if words[a] == words[b]:
        return True
    short, long = sorted((words[a], words[b]), key=len)
    count = short.count(" ") + 1
    if count >= _LEAST_WORDS and count >= CONTAINED * (long.count(" ") + 1):
        if f" {short} " in f" {long} ":
            return True
    return vectors is not None and float(vectors[a] @ vectors[b]) >= THRESHOLD


def _turns(words: str, decisive: frozenset[str]) -> list[str]:
    """The words that turn what is said: negations, refusals, numbers, and the decisive ones."""
    return sorted(_TURNING.findall(words)) + sorted(decisive.intersection(words.split()))
