"""Which position did each actor hold on each day, and how often did it take which?

An actor is a state, a speaker or a bloc. A bloc holds, on a day, the shares of positions that its members of
that day hold; it is not asked what the bloc itself declared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from stance import day_by_day
from stance.counting import Rules, said, scale
from stance.countries import is_state
from stance.day_by_day import Days
from stance.filters import Filters, marks
from stance.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np

AMONG = ("states", "blocs", "speakers")
# Members of a bloc that hold a position on a day, below which the bloc holds none.
MIN_MEMBERS = 3
_ACTOR = {"states": "s.country", "speakers": "s.speaker", "blocs": "b.bloc"}
_MEMBERS = """JOIN blocs b ON b.country = s.country AND b.start <= s.date
    AND (b."end" = '' OR b."end" >= s.date)"""


@dataclass(frozen=True)
class Held:
    """What actors hold by day. ``shares`` is (days, actors, positions): 1 for the position that a state or
    speaker holds, the shares of its members for a bloc; all 0 where nothing is held."""

    actors: tuple[str, ...]
    first: str
    shares: np.ndarray

    @property
    def last(self) -> str:
        """The last day."""
        return (dt.date.fromisoformat(self.first) + dt.timedelta(days=len(self.shares) - 1)).isoformat()


def counts(snapshot: Snapshot, filters: Filters, rules: Rules, among: str) -> dict[str, list[int]]:
    """How much of each actor's evidence takes each position, in the order of the scale, by actor."""
    width = len(scale(snapshot.issues[filters.issue]))
    sql, values = said(snapshot, filters, rules)
    actor = _ACTOR[among]
    # Another bloc would come with those members alone that it has in common with the chosen ones.
    chosen = filters.blocs if among == "blocs" else ()
    only = f"AND b.bloc IN ({marks(chosen)})" if chosen else ""
    rows = snapshot.rows(
        f"SELECT {actor} AS actor, s.place, count(*) AS n FROM ({sql}) s "  # noqa: S608 - parameters only
        f"{_MEMBERS if among == 'blocs' else ''} WHERE {actor} <> '' {only} GROUP BY ALL ORDER BY actor",
        [*values, *chosen],
    )
    found: dict[str, list[int]] = {}
    for row in rows:
        if among != "states" or is_state(row["actor"]):
            found.setdefault(row["actor"], [0] * width)[row["place"] - 1] = row["n"]
    return found


def by_day(
    snapshot: Snapshot, filters: Filters, rules: Rules, among: str, actors: Sequence[str]
) -> Held:
    """What ``actors`` hold on every day of the period, the latest words before it carried into it."""
    end = filters.end or _last_day(snapshot, filters.issue)
    until = replace(filters, start="", end=end)
    if among == "blocs":
        # What a bloc itself says must not come back as what its silent members hold.
        days = day_by_day.days(snapshot, until, replace(rules, blocs=False))
        memberships = day_by_day.memberships(snapshot)
        shares = _of_blocs(days, _one_hot(days, days.keys), actors, memberships)
    else:
        days = day_by_day.days(snapshot, until, rules, "speaker" if among == "speakers" else "country")
        shares = _one_hot(days, actors)
    begins = days.index(filters.start) if filters.start else 0
    return Held(tuple(actors), days.day(begins), shares[begins:])


def _last_day(snapshot: Snapshot, issue: str) -> str:
    """The last day on which anything was said: two agree on the same days whoever else is asked for."""
    rows = snapshot.rows("SELECT max(date) AS day FROM coded WHERE issue = ?", [issue])
    return str(rows[0]["day"] or "1970-01-01")


def _one_hot(days: Days, actors: Sequence[str]) -> np.ndarray:
    """(days, actors, positions): 1 for what is held; an actor without a row holds nothing."""
    import numpy as np

    row = {key: number for number, key in enumerate(days.keys)}
    place = np.zeros((len(actors), days.length), np.int32)
    for index, actor in enumerate(actors):
        if actor in row:
            place[index] = days.place[row[actor]]
    return np.asarray(place.T[:, :, None] == np.arange(1, len(days.scale) + 1), dtype=np.float32)


def _of_blocs(
    days: Days, shares: np.ndarray, blocs: Sequence[str], memberships: Sequence[Mapping[str, str]]
) -> np.ndarray:
    """The shares of blocs from those of their members of each day."""
    import numpy as np

    row = {key: number for number, key in enumerate(days.keys)}
    total = np.zeros((days.length, len(blocs), shares.shape[2]), np.float32)
    for one in memberships:
        if one["bloc"] in blocs and one["country"] in row:
            inside = day_by_day.within(days, one["start"], one["end"])
            total[inside, blocs.index(one["bloc"])] += shares[inside, row[one["country"]]]
    n = total.sum(axis=2, keepdims=True)
    return np.asarray(np.where(n >= MIN_MEMBERS, total / np.maximum(n, 1), 0))
