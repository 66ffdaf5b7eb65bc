"""Which position led each day of each actor: what standings, runs, shifts and rows of days are read off.

Of one day's words and votes the first position on the scale leads. What led a day depends on no later one, so
what is read once serves every last day; it is kept with the snapshot, and another date costs no new query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from stance.counting import Rules, said, scale, scope
from stance.filters import Filters
from stance.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.int32]

# A country, a day, and a place on the scale (from 1).
Key = tuple[str, str, int]
# So many speakers at most, those with the most days: more rows than this are not compared.
MOST_SPEAKERS = 500
_EPOCH = dt.date(1970, 1, 1)
# ``led`` says in one number which place led and whether a vote took it, twice the place, less one for a vote:
# grouping by the day alone and adding up by place is cheaper than grouping by place first.
_LED = """
WITH said AS ({said}),
led AS (SELECT {series} AS series, date, min(2 * place - CAST(basis = 'vote' AS INTEGER)) AS led,
    [{statements}] AS statements, [{sources}] AS sources
    FROM said WHERE {series} <> '' GROUP BY series, date)
SELECT series, (date::DATE - DATE '1970-01-01')::INTEGER AS day, led::INTEGER AS led,
    statements[(led + 1) // 2]::INTEGER AS statements, sources[(led + 1) // 2]::INTEGER AS sources
FROM led {most} ORDER BY series, day
"""
_MOST = """JOIN (SELECT series FROM led GROUP BY series ORDER BY count(*) DESC, series LIMIT ?)
    USING (series)"""


# Of one day's words for one position the surest stays, people's before a model's; a vote comes after all.
_BEST = """
SELECT country, date, place, max({{'vote': basis = 'vote', 'person': person, 'confidence': confidence,
    'id': id, 'speaker': speaker, 'basis': basis}}) AS said
FROM ({said}) JOIN (SELECT unnest(?) AS country, unnest(?) AS date, unnest(?) AS place)
    USING (country, date, place)
GROUP BY country, date, place
"""


@dataclass(frozen=True)
class Led:
    """The days on which one actor said something that counts, oldest first: five rows of one length.

    ``days`` are days since 1970, ``places`` the positions that led (from 1 in ``counting.scale``), ``votes``
    1 where a vote took it, ``statements`` and ``sources`` what the day has for it (of speakers 1, unless the
    rules ask for sources).
    """

    days: Row
    places: Row
    votes: Row
    statements: Row
    sources: Row

    def until(self, end: str) -> Led:
        """The days up to ``end``, all where it is empty."""
        if not end:
            return self
        stop = int(self.days.searchsorted(number(end), side="right"))
        return Led(*(row[:stop] for row in (
            self.days, self.places, self.votes, self.statements, self.sources)))  # fmt: skip

    def key(self, country: str, at: int) -> Key:
        """The key of the evidence that led the day of index ``at``, for ``best``."""
        return country, date_of(self.days[at]), int(self.places[at])

    def steps(self, rules: Rules) -> Steps:
        """How the days gather to runs: unbroken times of one position that never lapsed."""
        import numpy as np

        fresh = np.ones(len(self.days), bool)
        fresh[1:] = self.places[1:] != self.places[:-1]
        if rules.max_age:
            fresh[1:] |= np.diff(self.days) > rules.max_age
        first = np.maximum.accumulate(np.where(fresh, np.arange(len(fresh), dtype=np.int32), 0))
        return Steps(first, _since(first, self.statements), _since(first, self.sources))


@dataclass(frozen=True)
class Steps:
    """For each day of a ``Led`` the index of the first day of its run, and the statements and sources that
    the run has by then."""

    first: Row
    statements: Row
    sources: Row

    def begun(self, at: int, rules: Rules) -> int:
        """The index of the day from which on the sources of the run of day ``at`` are enough."""
        first = int(self.first[at])
        return first + int(self.sources[first : at + 1].searchsorted(rules.min_sources))


def _since(first: Row, counts: Row) -> Row:
    import numpy as np

    total = np.cumsum(counts, dtype=np.int32)
    return total - (total - counts)[first]


def led(snapshot: Snapshot, filters: Filters, rules: Rules, by: str = "country") -> dict[str, Led]:
    """By country or organisation in their order, the days up to ``filters.end``; whoever said nothing that
    counts is absent. ``by="speaker"`` gives the ``MOST_SPEAKERS`` speakers with the most such days."""
    if by == "speaker":
        # Who is among the most depends on the last day.
        return _read(snapshot, filters, rules, by)
    # Whom a bloc's standings are asked of is told by the last day, not by when they spoke.
    inside = scope(snapshot, filters) if filters.blocs else None
    ever = replace(filters, end="", blocs=())
    key = ("led", ever, rules.votes, rules.skip)
    every: Mapping[str, Led] = snapshot.keep(key, lambda: _read(snapshot, ever, rules, by))
    cut = {key: one.until(filters.end) for key, one in every.items() if inside is None or key in inside}
    return {key: one for key, one in cut.items() if len(one.days)}


def _read(snapshot: Snapshot, filters: Filters, rules: Rules, by: str) -> dict[str, Led]:
    import numpy as np

    sql, values = said(snapshot, filters, rules)
    most, limit = (_MOST, [MOST_SPEAKERS]) if by == "speaker" else ("", [])
    sums = ("sum((place = {0})::INTEGER)", "sum(CASE WHEN place = {0} THEN sources ELSE 0 END)")
    # Of speakers nobody asks how much they said, unless a rule does.
    sums = sums if by == "country" or rules.min_sources > 1 else ("1", "1")
    places = range(1, len(scale(snapshot.issues[filters.issue])) + 1)
    statements, sources = (", ".join(one.format(place) for place in places) for one in sums)
    sql = _LED.format(said=sql, series=by, most=most, statements=statements, sources=sources)
    found = snapshot.arrays(sql, [*values, *limit])
    series, led = found["series"], found["led"]
    columns = (found["day"], (led + 1) // 2, led % 2, found["statements"], found["sources"])
    # The rows come by actor: each begins where the name changes.
    starts = [0, *(np.flatnonzero(series[1:] != series[:-1]) + 1).tolist()] if len(series) else []
    ends = [*starts[1:], len(series)]
    return {
        str(series[a]): Led(*(np.asarray(column[a:b], np.int32) for column in columns))
        for a, b in zip(starts, ends, strict=False)
    }


def best(
    snapshot: Snapshot, filters: Filters, rules: Rules, keys: Iterable[Key]
) -> dict[Key, dict[str, Any]]:
    """What stands for a country, a day and a place: ``id`` (of a statement or roll call), ``speaker``,
    ``confidence`` and ``basis``. What is asked of a few is looked up late, so that no words pass through the
    counting of all. A key may be missing where other decisions were laid since the days were read."""
    wanted = sorted(keys)
    if not wanted:
        return {}
    countries, days, held = (list(column) for column in zip(*wanted, strict=True))
    sql, values = said(snapshot, replace(filters, start=min(days), end=max(days), blocs=()), rules)
    rows = snapshot.rows(_BEST.format(said=sql), [*values, countries, days, held])
    return {(row["country"], row["date"], row["place"]): row["said"] for row in rows}


def number(day: str) -> int:
    """Days since 1970."""
    return (dt.date.fromisoformat(day) - _EPOCH).days


def date_of(number: Any) -> str:  # noqa: ANN401 - a number of numpy's or Python's
    """The date so many days after the first of 1970."""
    return (_EPOCH + dt.timedelta(days=int(number))).isoformat()
