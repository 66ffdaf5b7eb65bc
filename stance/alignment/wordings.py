"""Which wordings do opposed sides share, and which set them apart?

A side is everybody's statements that take one position, a speaker counted once a wording. *Shared* are
word pairs and triples that several sides use: the score is the product over sides of (users + 1) / (speakers
+ 2), to the power of one over the number of sides, as Polis finds statements that all groups agree on: one
silent side pulls it down. *Setting apart* are words by log-odds with an informative Dirichlet prior
(Monroe, Colaresi and Quinn 2008). *Alike* are pairs of statements near in vector though they take
different positions.

By default only an actor's own words are read: a paraphrase is the reporter's wording. Above ``SAMPLE``
statements an even sample of them is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stance.counting import scale as ordered
from stance.filters import Filters
from stance.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np

SAMPLE = 10_000
# Speakers on a side, below which nothing is said of its wording, and those of a side that use a wording.
MIN_SPEAKERS = 5
MIN_USERS = 2
# A word sets a side apart from this many standard errors on.
MIN_Z = 1.96
SHOWN = 8
# Statements that are compared with each other by their vectors, and the least cosine of a pair.
COMPARED = 1_500
MIN_ALIKE = 0.6
# Words that carry grammar only: no wording begins or ends with one.
PLAIN = frozenset(
    "a about above after again against all also am an and any are as at be because been before being "
    "below between both but by can could did do does doing down during each even ever few for from "
    "further had has have having he her here him his how i if in into is it its itself just let many "
    "may me might more most much must my near no nor not now of off on once one only or other our out "
    "over own put s same shall she should since so some such t than that the their them then there "
    "these they this those through to too two under until up upon us very was we were what when where "
    "which while who whom whose why will with without would you your yet".split()
)
_TERMS = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*"
# A number is no wording and no part of one, but words on either side of it are no pair.
_NUMBER = r"\p{N}"
# Every side's users of each word, pair and triple, a speaker once; the empty wording counts the speakers.
# Above ``SAMPLE`` statements every so many are read, chosen by the hash of their ids.
_USERS = """
WITH picked AS (
    SELECT coalesce(nullif(s.speaker, ''), s.id) AS who, s.position, lower(s.text) AS text
    FROM coded s WHERE {where} AND {read} AND hash(s.id) % ? = 0),
split AS (SELECT who, position, regexp_extract_all(text, ?) AS words FROM picked),
ways AS (SELECT who, position, unnest(list_concat([''], words,
    list_transform(range(1, len(words)), lambda i: words[i] || ' ' || words[i + 1]),
    list_transform(range(1, len(words) - 1),
        lambda i: words[i] || ' ' || words[i + 1] || ' ' || words[i + 2]))) AS wording FROM split)
SELECT wording, position, count(DISTINCT who) AS n FROM ways GROUP BY ALL
HAVING (n >= ? OR NOT contains(wording, ' ')) AND NOT regexp_matches(wording, ?)
"""
_READ = "s.position <> 'none' AND s.wording <> 'vote' AND s.language IN ('en', '')"


@dataclass(frozen=True, slots=True)
class Shared:
    """A wording that several sides use, with the users of each side in the order of the scale."""

    wording: str
    users: tuple[int, ...]
    score: float

    @property
    def sides(self) -> int:
        """How many sides use it."""
        return sum(n >= MIN_USERS for n in self.users)


@dataclass(frozen=True, slots=True)
class Apart:
    """A word that sets a side apart: its odds there as a multiple of those elsewhere, and its users."""

    word: str
    position: str
    odds: float
    users: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Two statements near in vector (``cosine``) that take different positions."""

    one: str
    other: str
    cosine: float


@dataclass(frozen=True)
class Wordings:
    """``speakers`` by side; sides with fewer than ``MIN_SPEAKERS`` have no words here."""

    speakers: Mapping[str, int]
    shared: tuple[Shared, ...]
    apart: tuple[Apart, ...]

    @property
    def sides(self) -> list[str]:
        """The positions with enough speakers."""
        return [position for position, n in self.speakers.items() if n >= MIN_SPEAKERS]


def wordings(snapshot: Snapshot, filters: Filters) -> Wordings:
    """What the sides share and what sets each apart, the most telling first."""
    scale = ordered(snapshot.issues[filters.issue])
    users = _users(snapshot, own_words(filters), scale)
    speakers = dict(zip(scale, users.pop("", [0] * len(scale)), strict=True))
    kept = [index for index, position in enumerate(scale) if speakers[position] >= MIN_SPEAKERS]
    if len(kept) < 2:
        return Wordings(speakers, (), ())
    sides = [scale[index] for index in kept]
    on_sides = {wording: [held[index] for index in kept] for wording, held in users.items()}
    pairs = {wording: held for wording, held in on_sides.items() if " " in wording}
    words = {wording: held for wording, held in on_sides.items() if " " not in wording}
    every = [speakers[position] for position in sides]
    return Wordings(speakers, tuple(shared(pairs, every)), tuple(apart(words, sides)))


def own_words(filters: Filters) -> Filters:
    """The filters, with an actor's own words only unless another form of words was asked for."""
    return filters if filters.wordings else replace(filters, wordings=("quote",))


def shared(users: Mapping[str, Sequence[int]], speakers: Sequence[int]) -> list[Shared]:
    """The wordings that ``MIN_USERS`` of two sides or more use, those of more sides first; a part of a longer
    one that is told is left out."""
    made = []
    for wording, held in users.items():
        words = wording.split()
        if sum(n >= MIN_USERS for n in held) < 2 or words[0] in PLAIN or words[-1] in PLAIN:
            continue
        score = 1.0
        for n, whole in zip(held, speakers, strict=True):
            score *= (n + 1) / (whole + 2)
        made.append(Shared(wording, tuple(held), score ** (1 / len(speakers))))
    # The longer of two equal ones says more.
    made.sort(key=lambda one: (-one.sides, -one.score, -len(one.wording), one.wording))
    kept: list[Shared] = []
    for one in made:
        inside = any(f" {one.wording} " in f" {other.wording} " for other in kept)
        if not inside and len(kept) < SHOWN:
            kept.append(one)
    return kept


def apart(users: Mapping[str, Sequence[int]], sides: Sequence[str]) -> list[Apart]:
    """The words of each side whose odds there exceed those elsewhere by ``MIN_Z`` standard errors."""
    import numpy as np

    from stance.clusters.words import log_odds

    names = [word for word in sorted(users) if word not in PLAIN and len(word) > 2 and max(users[word]) > 0]
    if len(names) < 2:
        return []
    table = np.array([users[word] for word in names], dtype=float)
    found: list[Apart] = []
    for index, side in enumerate(sides):
        effect, z = log_odds(table[:, index], table.sum(axis=1) - table[:, index])
        best = [i for i in np.argsort(-z, kind="stable") if z[i] > MIN_Z and table[i, index] >= MIN_USERS]
        found += [
            Apart(names[i], side, float(np.exp(effect[i])), int(table[i, index])) for i in best[:SHOWN]
        ]
    return found


def alike(snapshot: Snapshot, filters: Filters) -> list[Alike]:
    """Pairs of statements by different speakers that are worded alike and take different positions.

    Each statement is in one pair at most, the most alike first. Only ``COMPARED`` statements are read.
    """
    import numpy as np

    where, values = own_words(filters).where()
    rows = snapshot.rows(
        "SELECT p.*, v.vector FROM (SELECT s.id, s.position, s.speaker, s.country FROM coded s "  # noqa: S608
        f"WHERE {where} AND s.position <> 'none' AND s.wording <> 'vote' ORDER BY s.id LIMIT ?) p "
        "JOIN vectors v ON v.id = p.id ORDER BY p.id",
        [*values, COMPARED],
    )
    if len(rows) < 2:
        return []
    vectors = np.array([row["vector"] for row in rows], dtype=np.float32)
    near = np.triu(vectors @ vectors.T, 1)
    for key in ("position", "speaker", "country"):
        _, number = np.unique([row[key] for row in rows], return_inverse=True)
        near[number[:, None] == number[None]] = 0
    return best_pairs(near, [row["id"] for row in rows])


def best_pairs(near: np.ndarray, ids: Sequence[str]) -> list[Alike]:
    """The greatest of ``near`` (n, n; above the diagonal), every id once."""
    import numpy as np

    used: set[int] = set()
    found: list[Alike] = []
    above = np.argwhere(near >= MIN_ALIKE)
    for i, j in sorted(above.tolist(), key=lambda pair: (-near[pair[0], pair[1]], pair)):
        if i in used or j in used:
            continue
        used |= {i, j}
        found.append(Alike(ids[i], ids[j], float(near[i, j])))
        if len(found) == SHOWN:
            break
    return found


def _users(snapshot: Snapshot, filters: Filters, scale: Sequence[str]) -> dict[str, list[int]]:
    """Wording -> its users on each side; the empty wording holds all speakers."""
    where, values = filters.where()
    total = snapshot.rows(f"SELECT count(*) AS n FROM coded s WHERE {where} AND {_READ}", values)[0]["n"]  # noqa: S608
    every = max(1, -(-int(total) // SAMPLE))
    sql = _USERS.format(where=where, read=_READ)
    found: dict[str, list[int]] = {}
    for row in snapshot.rows(sql, [*values, every, _TERMS, MIN_USERS, _NUMBER]):
        held = found.setdefault(row["wording"], [0] * len(scale))
        held[scale.index(row["position"])] = row["n"]
    return found
