"""Who held which position on every day: a row of days for each country, organisation or speaker.

``positions.standings`` answers for one day. Comparing actors, and finding whom they agree with, asks for all
days at once; rows of small numbers answer that for a million statements. Both read the same evidence by the
same rules, and a test holds one against the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stance.counting import Rules, scale, scope
from stance.filters import Filters
from stance.led import Led, date_of, led, number
from stance.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.int32]

# What a row holds on a day without a position, and on one when a bloc's members hold several.
NOTHING, DIVIDED = 0, -1
OWN, VOTE, BLOC = 0, 1, 2
# Fewer members of a bloc than this that hold a position make no majority.
MIN_MEMBERS = 3

@dataclass(frozen=True)
class Days:
    """Rows of days. ``scale`` names the positions: 1 in a row is ``scale[0]``.

    ``place``, ``stated`` and ``basis`` have the shape (rows, days): the position held (``NOTHING`` or
    ``DIVIDED`` where there is none), the day of its latest words counted from ``first`` (-1 for none), and
    whether these are the actor's own words, a vote or a bloc's words.
    """

    first: str
    keys: tuple[str, ...]
    scale: tuple[str, ...]
    place: Row
    stated: Row
    basis: Row

    @property
    def length(self) -> int:
        """The number of days."""
        return int(self.place.shape[1])

    def row(self, key: str) -> int:
        """The number of the row of ``key``; ValueError where there is none."""
        return self.keys.index(key)

    def day(self, index: int) -> str:
        """The date of a column."""
        return (dt.date.fromisoformat(self.first) + dt.timedelta(days=index)).isoformat()

    def index(self, day: str) -> int:
        """The column of a date, 0 for an earlier one and ``length`` for a later one."""
        apart = (dt.date.fromisoformat(day) - dt.date.fromisoformat(self.first)).days
        return min(max(apart, 0), self.length)

    def position(self, row: int, index: int) -> str:
        """The position held in a row on a day; empty where none is."""
        held = int(self.place[row, index])
        return self.scale[held - 1] if held > 0 else ""


def days(snapshot: Snapshot, filters: Filters, rules: Rules, by: str = "country") -> Days:
    """Every country's and organisation's days up to ``filters.end``; ``by="speaker"`` gives every speaker's.

    ``filters.end`` must be given. Votes and blocs count for countries alone.
    """
    import numpy as np

    people = by == "speaker"
    rules = replace(rules, votes=False, blocs=False) if people else rules
    order = scale(snapshot.issues[filters.issue])
    inside = None if people else scope(snapshot, filters)
    if rules.blocs:
        # A bloc's words count for a member whoever else the filters ask for.
        filters = replace(filters, countries=(), blocs=())
    said = led(snapshot, filters, rules, by)
    end = number(filters.end)
    first = min(_first(snapshot, filters.issue), end, *(int(one.days[0]) for one in said.values()))
    shape = (len(said), end - first + 1)
    place, stated, basis = (np.full(shape, value, np.int32) for value in (NOTHING, -1, OWN))
    for index, one in enumerate(said.values()):
        place[index], stated[index], basis[index] = _carried(one, first, shape[1], rules)
    made = Days(date_of(first), tuple(said), tuple(order), place, stated, basis)
    if not rules.blocs:
        return made
    made = _inherit(made, snapshot)
    return _kept(made, np.array([inside is None or key in inside for key in made.keys], bool))


def side_by_side(one: Days, other: Days) -> tuple[Days, Days]:
    """Both from the same first day on; what begins later holds nothing before."""
    first = min(one.first, other.first)
    return _begun(one, first), _begun(other, first)


def _begun(held: Days, first: str) -> Days:
    import numpy as np

    more = number(held.first) - number(first)
    if not more:
        return held
    wide = ((0, 0), (more, 0))
    return replace(
        held, first=first, place=np.pad(held.place, wide), basis=np.pad(held.basis, wide),
        stated=np.pad(np.where(held.stated < 0, -1, held.stated + more), wide, constant_values=-1),
    )  # fmt: skip


def _first(snapshot: Snapshot, issue: str) -> int:
    """The first day on which anything was said on the issue."""
    (row,) = snapshot.rows("SELECT min(date) AS day FROM coded WHERE issue = ? AND date <> ''", [issue])
    return number(row["day"] or "9999-12-31")


def _carried(one: Led, first: int, length: int, rules: Rules) -> tuple[Row, Row, Row]:
    """(place, stated, basis) on each of ``length`` days: the latest that counts, carried forward."""
    import numpy as np

    at = one.days - first
    latest = np.full(length, -1, np.int32)
    latest[at] = np.arange(len(at), dtype=np.int32)
    latest = np.maximum.accumulate(latest)
    spoken = latest >= 0
    place = np.where(spoken, one.places[latest], NOTHING)
    stated = np.where(spoken, at[latest], -1)
    if rules.max_age:
        place[np.arange(length) - stated > rules.max_age] = NOTHING
    if rules.min_sources > 1:
        place[one.steps(rules).sources[latest] < rules.min_sources] = NOTHING
    held = place != NOTHING
    return place, np.where(held, stated, -1), np.where(held, one.votes[latest], OWN)


def _inherit(own: Days, snapshot: Snapshot) -> Days:
    """A member that holds nothing itself takes what its bloc holds: of several the one that spoke last."""
    import numpy as np

    rows = memberships(snapshot)
    keys = tuple(sorted({*own.keys, *(row["country"] for row in rows if row["bloc"] in own.keys)}))
    place, stated, basis = (np.full((len(keys), own.length), v, np.int32) for v in (NOTHING, -1, OWN))
    number = {key: index for index, key in enumerate(keys)}
    for index, key in enumerate(own.keys):
        place[number[key]], stated[number[key]] = own.place[index], own.stated[index]
        basis[number[key]] = own.basis[index]
    silent = place == NOTHING
    # By name, so that of two that spoke on one day the later name counts, as in ``positions``.
    for row in sorted(rows, key=lambda one: str(one["bloc"])):
        if row["bloc"] not in own.keys:
            continue
        member, bloc = number[row["country"]], own.row(row["bloc"])
        inside = within(own, row["start"], row["end"])
        newer = own.stated[bloc] >= stated[member]
        takes = silent[member] & inside & (own.place[bloc] > 0) & newer
        place[member] = np.where(takes, own.place[bloc], place[member])
        stated[member] = np.where(takes, own.stated[bloc], stated[member])
        basis[member] = np.where(takes, BLOC, basis[member])
    made = replace(own, keys=keys, place=place, stated=stated, basis=basis)
    return _kept(made, (place != NOTHING).any(axis=1))


def _kept(held: Days, kept: NDArray[np.bool_]) -> Days:
    """The rows that are kept."""
    keys = tuple(key for key, keep in zip(held.keys, kept, strict=True) if keep)
    return replace(held, keys=keys, place=held.place[kept], stated=held.stated[kept], basis=held.basis[kept])


def memberships(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Every membership: bloc, country, start, end (empty while it lasts)."""
    return snapshot.rows('SELECT bloc, country, start, "end" FROM blocs ORDER BY bloc, country, start')


def within(held: Days, start: str, end: str) -> NDArray[np.bool_]:
    """Which days lie between two dates, both included; an empty ``end`` is no limit."""
    import numpy as np

    inside = np.zeros(held.length, bool)
    # The last day belongs to it, unless it lies before all days.
    stop = held.index(end) + (end >= held.first) if end else held.length
    inside[held.index(start) if start else 0 : stop] = True
    return inside


def of_blocs(held: Days, members: Sequence[Mapping[str, Any]], blocs: Sequence[str]) -> Days:
    """A row for each of ``blocs``: where more than half of its members of that day stand that hold anything.

    Where they stand apart the row is ``DIVIDED``, and ``NOTHING`` where fewer than ``MIN_MEMBERS`` hold one.
    ``stated`` is the day of the latest words among those that make the majority.
    """
    import numpy as np

    shape = (len(blocs), held.length)
    place, stated = np.full(shape, NOTHING, np.int32), np.full(shape, -1, np.int32)
    for row_of, bloc in enumerate(blocs):
        counts = np.zeros((len(held.scale) + 1, held.length), np.int32)
        latest = np.full((len(held.scale) + 1, held.length), -1, np.int32)
        for row in members:
            if row["bloc"] != bloc or row["country"] not in held.keys:
                continue
            index = held.row(row["country"])
            mine = np.where(within(held, row["start"], row["end"]), held.place[index], NOTHING)
            for step in range(1, len(held.scale) + 1):
                here = mine == step
                counts[step] += here
                latest[step] = np.maximum(latest[step], np.where(here, held.stated[index], -1))
        total, top = counts[1:].sum(axis=0), counts.argmax(axis=0)
        enough, most = total >= MIN_MEMBERS, counts.max(axis=0) * 2 > total
        place[row_of] = np.where(enough, np.where(most, top, DIVIDED), NOTHING)
        stated[row_of] = np.where(place[row_of] > 0, np.take_along_axis(latest, top[None], 0)[0], -1)
    return replace(held, keys=tuple(blocs), place=place, stated=stated, basis=np.zeros(shape, np.int32))
