"""How positions moved: statements by week, month or quarter; states by position on each day; who shifted.

A share is a share of the statements that take a position. Below ``MIN_STATEMENTS`` it is absent, not zero.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from stance.counting import MIN_CONFIDENCE, Rules
from stance.countries import places
from stance.filters import Filters, marks
from stance.positions import on_days
from stance.snapshot import Snapshot

MIN_STATEMENTS = 5
MOST_DOTS = 120  # in one lane; more cannot be told apart
EVERYBODY = ""
# How the rows of one timeline are told apart; a member counts for its bloc on the day of the statement.
_SERIES = {
    "all": "''",
    "country": "s.country",
    "speaker": "s.speaker",
    "bloc": "b.bloc",
}
_MEMBERS = (
    'JOIN blocs b ON b.country = s.country AND b.start <= s.date AND (b."end" = \'\' OR b."end" >= s.date)'
)
_BINS = {"week": "week", "month": "month", "quarter": "quarter"}


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of one series (a country, a speaker, a bloc, or everybody: "") in one stretch of time.

    ``start`` is the first day; ``counts`` holds the number of statements by position, ``none`` among them.
    """

    series: str
    start: str
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        """All statements of the bin."""
        return sum(self.counts.values())

    @property
    def taking(self) -> int:
        """Statements that take a position."""
        return self.n - self.counts.get("none", 0)

    def share(self, position: str) -> float | None:
        """The position's share of the statements that take one; None where these are too few."""
        if self.taking < MIN_STATEMENTS:
            return None
        return self.counts.get(position, 0) / self.taking


@dataclass(frozen=True, slots=True)
class Day:
    """How many states hold each position on a day; the codes are kept by position."""

    date: str
    holders: Mapping[str, tuple[str, ...]]

    @property
    def n(self) -> int:
        """States that hold any position."""
        return sum(len(codes) for codes in self.holders.values())


def bins(snapshot: Snapshot, filters: Filters, by: str, width: str) -> list[Bin]:
    """Statements by series and stretch of time, oldest first; stretches without any are left out."""
    where, values = _where(filters, by)
    series = _SERIES[by]
    members = _MEMBERS if by == "bloc" else ""
    rows = snapshot.rows(
        f"SELECT {series} AS series, s.position, count(*) AS n, "  # noqa: S608 - parameters only
        f"strftime(date_trunc('{_BINS[width]}', CAST(s.date AS DATE)), '%Y-%m-%d') AS start "
        f"FROM coded s {members} WHERE {where} AND s.date <> '' "
        "GROUP BY ALL ORDER BY start, series, position",
        values,
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row["start"], row["series"]), {})[row["position"]] = row["n"]
    return [Bin(series, start, counts) for (start, series), counts in sorted(found.items())]


def _where(filters: Filters, by: str) -> tuple[str, list[object]]:
    """The condition over ``coded s`` and its parameters. Of chosen blocs only these have rows: in the row of
    another one stood only those members that it has in common with them."""
    where, values = filters.where()
    if by != "bloc" or not filters.blocs:
        return where, values
    return f"{where} AND b.bloc IN ({marks(filters.blocs)})", [*values, *filters.blocs]


def busiest(found: Sequence[Bin], most: int) -> list[str]:
    """The series with the most statements, the first with the most."""
    total: Counter[str] = Counter()
    for item in found:
        total[item.series] += item.n
    ranked = sorted((name for name in total if name), key=lambda name: (-total[name], name))
    return ranked[:most]


def after(start: str, width: str) -> str:
    """The first day of the next stretch."""
    day = dt.date.fromisoformat(start)
    if width == "week":
        return (day + dt.timedelta(days=7)).isoformat()
    months = 3 if width == "quarter" else 1
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1).isoformat()


def last_day(start: str, width: str) -> str:
    """The last day of the stretch that begins on ``start``."""
    return (dt.date.fromisoformat(after(start, width)) - dt.timedelta(days=1)).isoformat()


def calendar(first: str, last: str, width: str) -> list[str]:
    """The first day of every stretch that touches ``first`` to ``last``."""
    day = dt.date.fromisoformat(first)
    if width == "week":
        day -= dt.timedelta(days=day.weekday())
    else:
        day = day.replace(day=1, month=day.month if width == "month" else (day.month - 1) // 3 * 3 + 1)
    days = [day.isoformat()]
    while after(days[-1], width) <= last:
        days.append(after(days[-1], width))
    return days


def holders(
    snapshot: Snapshot, filters: Filters, rules: Rules, dates: Sequence[str], is_state: Callable[[str], bool]
) -> list[Day]:
    """Which states hold which position on each of ``dates``, as the map of that day would show it."""
    days = []
    for date, found in on_days(snapshot, replace(filters, start=""), rules, dates).items():
        grouped: dict[str, list[str]] = {}
        for item in found:
            if is_state(item.country):
                grouped.setdefault(item.position, []).append(item.country)
        days.append(Day(date, {position: tuple(codes) for position, codes in grouped.items()}))
    return days


@dataclass(frozen=True, slots=True)
class Said:
    """One statement in the lane of its series; ``counts`` says whether it makes the position there."""

    series: str
    date: str
    position: str
    id: str
    confidence: float
    person: bool
    speaker: str
    wording: str
    counts: bool


# able: could count on the map (see stance.positions.evidence); turns: days on which the position changed.
_LANES = """
WITH said AS (
    SELECT {series} AS series, s.date, s.position, s.id, s.coding_confidence AS confidence, s.person,
        s.speaker, s.wording, list_position(?, s.position) AS place,
        s.position <> 'none' AND s.wording <> 'vote' AND (s.person OR s.coding_confidence >= ?)
            AND (s.capacity = 'government' OR s.country NOT IN ({states})) AS able
    FROM coded s {members} WHERE {where} AND s.date <> ''),
days AS (SELECT series, date, min(place) AS place FROM said WHERE able GROUP BY ALL),
turns AS (SELECT *, place IS DISTINCT FROM lag(place) OVER (PARTITION BY series ORDER BY date) AS turn
    FROM days),
shifted AS (SELECT series, count(*) FILTER (turn) - 1 AS turned FROM turns GROUP BY series),
top AS (SELECT series, count(*) AS n, coalesce(any_value(turned), 0) AS moves
    FROM said LEFT JOIN shifted USING (series) WHERE series <> '' GROUP BY series
    ORDER BY moves DESC, n DESC, series LIMIT ?)
SELECT said.series, said.date, position, id, confidence, person, speaker, wording,
    coalesce(able AND said.place = turns.place, false) AS counts
FROM said JOIN top USING (series)
LEFT JOIN turns ON turns.series = said.series AND turns.date = said.date
WHERE n <= ? OR turn OR hash(id) % n < ?
ORDER BY moves DESC, n DESC, said.series, said.date, said.place DESC, id
"""


def lanes(
    snapshot: Snapshot, filters: Filters, by: str, most: int, dots: int = MOST_DOTS
) -> list[list[Said]]:
    """The statements of ``most`` series, oldest first in each; who shifted most comes first.

    Of a series with more than ``dots`` statements about as many are kept, among them all of every day on
    which its position changed.
    """
    where, values = _where(filters, by)
    scale = sorted((p.order, p.id) for p in snapshot.issues[filters.issue].positions if p.order is not None)
    states = [code for code, place in places().items() if place.kind == "state"]
    sql = _LANES.format(
        series=_SERIES[by], members=_MEMBERS if by == "bloc" else "", where=where, states=marks(states)
    )
    order = [name for _, name in scale]
    rows = snapshot.rows(sql, [order, MIN_CONFIDENCE, *states, *values, most, dots, dots])
    grouped: dict[str, list[Said]] = {}
    for row in rows:
        grouped.setdefault(row["series"], []).append(Said(**row))
    return list(grouped.values())
