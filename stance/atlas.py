"""Who stands where on one day: a row for every country and organisation of which anything was found.

A row is a standing (see ``stance.positions``), or says that a country spoke without taking a position, or
that it seems to take one but the coding is too unsure to count. A country with no row has no statement.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from stance.counting import DEFAULT, Rules, scope, spoken
from stance.filters import Filters, marks
from stance.positions import Standing, standings
from stance.runs import Newest, newest
from stance.snapshot import Snapshot

# What a place is when it holds no position that counts.
NO_POSITION, UNSURE = "none", "unsure"
# A standing whose latest words are older than this is drawn paler.
OLD_DAYS = 180
# So is one whose coding is less sure than this, though sure enough to count.
SURE = 0.8
# More changes than this are a list to search in, not one to read beside a map.
MOST_RECENT = 30


@dataclass(frozen=True, slots=True)
class Place:
    """A country or organisation on a day. ``position`` is a position's id, ``none`` or ``unsure``.

    ``age`` counts the days since the latest words; ``basis`` is ``own words``, ``vote`` or ``bloc:NAME``.
    """

    code: str
    position: str
    since: str
    stated: str
    age: int
    statements: int
    sources: int
    confidence: float
    contested: bool
    basis: str
    statement_id: str
    speaker: str

    @property
    def old(self) -> bool:
        """Whether the latest words are older than ``OLD_DAYS``."""
        return self.age > OLD_DAYS

    @property
    def doubtful(self) -> bool:
        """Whether the coding counts but is less than ``SURE``."""
        return self.basis != "vote" and self.confidence < SURE

    @property
    def holds(self) -> bool:
        """Whether the place holds a position that counts."""
        return self.position not in (NO_POSITION, UNSURE)


def places(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT) -> list[Place]:
    """Every place of which something was found up to ``filters.end``, by code."""
    found = {item.country: _place(item, filters.end) for item in standings(snapshot, filters, rules)}
    found |= {place.code: place for place in _without_position(snapshot, filters, rules, set(found))}
    return [found[code] for code in sorted(found)]


def recent(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT, days: int = 30) -> Newest:
    """Changes of standing in own words in the ``days`` up to ``filters.end``: the newest ``MOST_RECENT``."""
    since = (dt.date.fromisoformat(filters.end) - dt.timedelta(days=days - 1)).isoformat()
    return newest(snapshot, filters, replace(rules, votes=False), since, MOST_RECENT)


def tally(items: Iterable[Place]) -> Counter[str]:
    """How many places hold each position, took none, or are unsure."""
    return Counter(item.position for item in items)


def months(first: str, last: str) -> list[str]:
    """The last day of every month from ``first`` to ``last``; ``last`` itself ends the list."""
    start, stop = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    days: list[str] = []
    day = start.replace(day=1)
    while True:
        day = (day + dt.timedelta(days=32)).replace(day=1)
        if day > stop:
            return [*days, last]
        days.append((day - dt.timedelta(days=1)).isoformat())


def _place(item: Standing, end: str) -> Place:
    return Place(
        item.country, item.position, item.since, item.stated, _age(item.stated, end),
        item.statements, item.sources, item.confidence, item.contested, item.basis,
        item.statement_id, item.speaker,
    )  # fmt: skip


def _age(stated: str, end: str) -> int:
    return (dt.date.fromisoformat(end) - dt.date.fromisoformat(stated)).days


def _without_position(
    snapshot: Snapshot, filters: Filters, rules: Rules, standing: Collection[str]
) -> list[Place]:
    """Places that spoke, but for those that are ``standing``.

    What the rules do not count is no position here either; what they would count but for its confidence,
    its age or its sources is unsure.
    """
    where, values = spoken(replace(filters, confidence=0.0, blocs=()))
    found = snapshot.rows(f"SELECT DISTINCT country FROM coded s WHERE {where}", values)  # noqa: S608
    inside = scope(snapshot, filters)
    left = [
        row["country"]
        for row in found
        if row["country"] not in standing and (inside is None or row["country"] in inside)
    ]
    # What those that stand said need not be added up.
    if not left:
        return []
    passed = ("none", *rules.skip)
    takes = f"position NOT IN ({marks(passed)})"
    rows = snapshot.rows(
        f"SELECT country, count(*) AS statements, sum(sources) AS sources, max(date) AS stated, "  # noqa: S608
        f"min(date) AS since, count(*) FILTER ({takes}) AS takes, "
        f"max(coding_confidence) FILTER ({takes}) AS confidence, arg_max(id, date) AS id "
        f"FROM coded s WHERE {where} AND country IN ({marks(left)}) GROUP BY 1",
        [*passed, *passed, *values, *left],
    )
    return [
        Place(
            row["country"], UNSURE if row["takes"] else NO_POSITION, row["since"], row["stated"],
            _age(row["stated"], filters.end), row["statements"], int(row["sources"]),
            row["confidence"] or 0.0, False, "own words", row["id"], "",
        )
        for row in rows
    ]  # fmt: skip
