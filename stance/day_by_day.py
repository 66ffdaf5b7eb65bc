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

from stance.counting import Rules, said, scale
from stance.countries import places
from stance.filters import Filters
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
# So many speakers at most, those with the most days: more rows than this are not compared.
MOST_ROWS = 500
_EPOCH = dt.date(1970, 1, 1)
# Of one day the first position on the scale counts; where a vote takes it too, it is the vote's. ``led`` says
# both in one number, twice the place, less one for a vote: a third of the cost of grouping by position.
_LED = """
WITH said AS ({said}),
led AS (
    SELECT {series} AS series, date, min(2 * place - CAST(basis = 'vote' AS INTEGER)) AS led,
        {sources} AS sources
    FROM said WHERE {series} <> '' GROUP BY series, date)
SELECT series, CAST(date AS DATE) - DATE '1970-01-01' AS day, CAST(led AS INTEGER) AS led, {chosen} AS sources
FROM led JOIN (SELECT series FROM led GROUP BY series ORDER BY count(*) DESC, series LIMIT ?) USING (series)
ORDER BY series, day
"""


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

    ``filters.end`` must be given. Votes and blocs count for countries alone; where blocs count, ``filters``
    names no countries, for a bloc would be missing among them.
    """
    import numpy as np

    people = by == "speaker"
    rules = replace(rules, votes=False, blocs=False) if people else rules
    order = scale(snapshot.issues[filters.issue])
    led = _led(snapshot, filters, rules, by)
    end = _number(filters.end)
    first = min(_first(snapshot, filters.issue), end, *(int(one.days[0]) for one in led.values()))
    shape = (len(led), end - first + 1)
    place, stated, basis = (np.full(shape, value, np.int32) for value in (NOTHING, -1, OWN))
    for number, one in enumerate(led.values()):
        place[number], stated[number], basis[number] = _carried(one, first, shape[1], rules)
    start = (_EPOCH + dt.timedelta(days=first)).isoformat()
    made = Days(start, tuple(led), tuple(order), place, stated, basis)
    return _inherit(made, snapshot, filters) if rules.blocs else made


@dataclass(frozen=True)
class _Led:
    """What one actor said that counts: days since 1970, places, whether a vote, and sources, a day each."""

    days: Row
    places: Row
    votes: Row
    sources: Row


def _led(snapshot: Snapshot, filters: Filters, rules: Rules, by: str) -> dict[str, _Led]:
    """By actor, in their order: the position that led on each day on which it said something that counts."""
    import numpy as np

    sql, values = said(snapshot, filters, rules)
    sums, chosen = _sources(len(scale(snapshot.issues[filters.issue])), rules)
    query = _LED.format(said=sql, series=by, sources=sums, chosen=chosen)
    most = MOST_ROWS if by == "speaker" else 10 * len(places())
    found = snapshot.arrays(query, [*values, most])
    series, numbers = found["series"], found["led"].astype(np.int32)
    # The rows come by actor: each begins where the name changes.
    changes = series[1:] != series[:-1]
    starts = [0, *(np.flatnonzero(changes) + 1).tolist()] if len(series) else []
    ends = [*starts[1:], len(series)]
    return {
        str(series[a]): _Led(
            found["day"][a:b].astype(np.int32), (numbers[a:b] + 1) // 2, numbers[a:b] % 2,
            found["sources"][a:b].astype(np.int32),
        )
        for a, b in zip(starts, ends, strict=False)
    }  # fmt: skip


def _sources(positions: int, rules: Rules) -> tuple[str, str]:
    """SQL for the sources of a day by place, and for those of the place that led; 1 where no rule asks."""
    if rules.min_sources <= 1:
        return "1", "1"
    parts = (f"sum(CASE WHEN place = {n + 1} THEN sources ELSE 0 END)::INTEGER" for n in range(positions))
    return f"[{', '.join(parts)}]", "list_extract(sources, (led + 1) // 2)"


def side_by_side(one: Days, other: Days) -> tuple[Days, Days]:
    """Both from the same first day on; what begins later holds nothing before."""
    first = min(one.first, other.first)
    return _begun(one, first), _begun(other, first)


def _begun(held: Days, first: str) -> Days:
    import numpy as np

    more = _number(held.first) - _number(first)
    if not more:
        return held
    wide = ((0, 0), (more, 0))
    return replace(
        held, first=first, place=np.pad(held.place, wide), basis=np.pad(held.basis, wide),
        stated=np.pad(np.where(held.stated < 0, -1, held.stated + more), wide, constant_values=-1),
    )  # fmt: skip


def _number(day: str) -> int:
    """Days since 1970."""
    return (dt.date.fromisoformat(day) - _EPOCH).days


def _first(snapshot: Snapshot, issue: str) -> int:
    """The first day on which anything was said on the issue."""
    (row,) = snapshot.rows("SELECT min(date) AS day FROM coded WHERE issue = ? AND date <> ''", [issue])
    return _number(row["day"] or "9999-12-31")


def _carried(led: _Led, first: int, length: int, rules: Rules) -> tuple[Row, Row, Row]:
    """(place, stated, basis) on each of ``length`` days: the latest that counts, carried forward."""
    import numpy as np

    at = led.days - first
    latest = np.full(length, -1, np.int32)
    latest[at] = np.arange(len(at), dtype=np.int32)
    latest = np.maximum.accumulate(latest)
    spoken = latest >= 0
    place = np.where(spoken, led.places[latest], NOTHING)
    stated = np.where(spoken, at[latest], -1)
    if rules.max_age:
        place[np.arange(length) - stated > rules.max_age] = NOTHING
    if rules.min_sources > 1:
        lapsed = np.diff(at, prepend=at[:1]) > rules.max_age if rules.max_age else np.zeros(len(at), bool)
        place[_gathered(led.places, led.sources, lapsed)[latest] < rules.min_sources] = NOTHING
    held = place != NOTHING
    return place, np.where(held, stated, -1), np.where(held, led.votes[latest], OWN)


def _gathered(held: Row, sources: Row, lapsed: NDArray[np.bool_]) -> Row:
    """The sources of the unbroken run of one position up to each entry."""
    import numpy as np

    total = np.cumsum(sources)
    starts = np.concatenate([[True], held[1:] != held[:-1]]) | lapsed
    return total - np.maximum.accumulate(np.where(starts, total - sources, 0))


def _inherit(own: Days, snapshot: Snapshot, filters: Filters) -> Days:
    """A member that holds nothing itself takes what its bloc holds: of several the one that spoke last."""
    import numpy as np

    rows = memberships(snapshot)
    wanted = [row for row in rows if not filters.countries or row["country"] in filters.countries]
    keys = tuple(sorted({*own.keys, *(row["country"] for row in wanted if row["bloc"] in own.keys)}))
    place, stated, basis = (np.full((len(keys), own.length), v, np.int32) for v in (NOTHING, -1, OWN))
    number = {key: index for index, key in enumerate(keys)}
    for index, key in enumerate(own.keys):
        place[number[key]], stated[number[key]] = own.place[index], own.stated[index]
        basis[number[key]] = own.basis[index]
    silent = place == NOTHING
    # By name, so that of two that spoke on one day the later name counts, as in ``positions``.
    for row in sorted(wanted, key=lambda one: str(one["bloc"])):
        if row["bloc"] not in own.keys:
            continue
        member, bloc = number[row["country"]], own.row(row["bloc"])
        inside = within(own, row["start"], row["end"])
        newer = own.stated[bloc] >= stated[member]
        takes = silent[member] & inside & (own.place[bloc] > 0) & newer
        place[member] = np.where(takes, own.place[bloc], place[member])
        stated[member] = np.where(takes, own.stated[bloc], stated[member])
        basis[member] = np.where(takes, BLOC, basis[member])
    kept = (place != NOTHING).any(axis=1)
    chosen = tuple(key for key, keep in zip(keys, kept, strict=True) if keep)
    return replace(own, keys=chosen, place=place[kept], stated=stated[kept], basis=basis[kept])


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
    for number, bloc in enumerate(blocs):
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
        place[number] = np.where(enough, np.where(most, top, DIVIDED), NOTHING)
        stated[number] = np.where(place[number] > 0, np.take_along_axis(latest, top[None], 0)[0], -1)
    return replace(held, keys=tuple(blocs), place=place, stated=stated, basis=np.zeros(shape, np.int32))
