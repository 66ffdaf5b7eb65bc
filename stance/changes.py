"""What changed: every change of standing, with the words before and after it, and voices that differ.

A change is read off the rows of days (``stance.day_by_day``), so that the same rules make it that make a
standing. A bloc's words move no member here: the bloc itself is listed. A standing that lapses by age is no
change; the next position is one only where it is another.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stance import day_by_day
from stance.counting import Rules, said, scale
from stance.countries import is_state
from stance.day_by_day import NOTHING, VOTE, Days
from stance.filters import Filters
from stance.positions import CONTESTED_DAYS, contested
from stance.snapshot import Snapshot

FIRST = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A country or organisation takes another position on a day.

    ``before`` is ``FIRST`` where none was known; ``last`` is the day of the latest words for it, empty with
    it. ``vote`` says that a vote, not words, made the change; ``voted`` that a vote was the last before it.
    """

    country: str
    date: str
    before: str
    after: str
    last: str = ""
    vote: bool = False
    voted: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the evidence before (None for the first) and after: a row of ``_WORDS``."""

    change: Change
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def rows(snapshot: Snapshot, filters: Filters, rules: Rules) -> Days:
    """The days of which changes are read: own words and, where they count, votes."""
    return day_by_day.days(snapshot, filters, replace(rules, blocs=False))


@dataclass(frozen=True)
class Log:
    """Changes, the newest first. They are kept as numbers of rows and days, and told one by one when asked
    for: of a million statements there are fifty thousand, and a reader sees twenty."""

    held: Days
    # (row, day, last day before with a position or -1), the days counted from the first.
    found: tuple[tuple[int, int, int], ...]

    def __len__(self) -> int:
        return len(self.found)

    @property
    def first(self) -> int:
        """How many of them are first positions."""
        return sum(last < 0 for _, _, last in self.found)

    def shifts(self) -> Log:
        """Those that are no first positions."""
        return Log(self.held, tuple(entry for entry in self.found if entry[2] >= 0))

    def part(self, start: int, stop: int) -> tuple[Change, ...]:
        """Some of them in their order."""
        return tuple(_change(self.held, *entry) for entry in self.found[start:stop])


def log(held: Days, start: str = "", positions: Sequence[str] = ()) -> Log:
    """Every change from the day ``start`` on; with ``positions`` only those to one of them."""
    import numpy as np

    first = held.index(start) if start else 0
    wanted = np.array([name in (positions or held.scale) for name in ("", *held.scale)])
    found: list[tuple[int, int, int]] = []
    for row in range(len(held.keys)):
        place = held.place[row]
        known = np.flatnonzero(place != NOTHING)
        if not len(known):
            continue
        values = place[known]
        turns = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
        days = known[turns]
        last = np.where(turns > 0, known[turns - 1], -1)
        keep = (days >= first) & wanted[values[turns]]
        pairs = zip(days[keep].tolist(), last[keep].tolist(), strict=True)
        found += ((row, day, before) for day, before in pairs)
    # Newest first, and of one day in the order of the countries' codes.
    return Log(held, tuple(sorted(found, key=lambda entry: (-entry[1], entry[0]))))


def _change(held: Days, row: int, index: int, last: int) -> Change:
    country, after = held.keys[row], held.position(row, index)
    vote = bool(held.basis[row, index] == VOTE)
    if last < 0:
        return Change(country, held.day(index), FIRST, after, vote=vote)
    stated = held.day(int(held.stated[row, last]))
    voted = bool(held.basis[row, last] == VOTE)
    return Change(country, held.day(index), held.position(row, last), after, stated, vote, voted)


def turnover(held: Days, start: str, codes: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many of ``codes`` moved from which position on the day before ``start`` to which on the last day.

    A position that is not known is an empty text; those unknown on both days are left out.
    """
    first = held.index(start) - 1
    found: Counter[tuple[str, str]] = Counter()
    for code in codes:
        if code in held.keys:
            row = held.row(code)
            before = held.position(row, first) if first >= 0 else FIRST
            after = held.position(row, held.length - 1)
            if before or after:
                found[before, after] += 1
    return found


# Of one day's words for one position the last stays: a person's before a model's, as positions.py takes them.
_WORDS = """
WITH counted AS ({said})
SELECT c.country, c.date, c.place, c.basis = 'vote' AS vote, c.id, c.speaker, t.role, t.wording, t.quote_type,
    t.date_precision, coalesce(t.text, r.title) AS text, t.source_title, t.publisher,
    coalesce(t.source_url, r.url) AS source_url
FROM counted c
LEFT JOIN coded t ON t.id = c.id AND t.issue = ? AND t.date BETWEEN ? AND ? AND c.basis <> 'vote'
LEFT JOIN rollcalls r ON r.id = c.id AND c.basis = 'vote'
WHERE (c.country, c.date, c.place) IN ({wanted}) ORDER BY c.person, c.confidence, c.id
"""


def told(snapshot: Snapshot, filters: Filters, rules: Rules, items: Sequence[Change]) -> list[Told]:
    """The changes with the statement or the roll call that made each and the last before it."""
    order = scale(snapshot.issues[filters.issue])
    after = [(item.country, item.date, item.after, item.vote) for item in items]
    before = [(item.country, item.last, item.before, item.voted) for item in items]
    keys = sorted({(c, d, order.index(p) + 1) for c, d, p, _ in [*after, *before] if p})
    found = _evidence(snapshot, filters, rules, keys) if keys else {}
    return [
        Told(item, found.get(old), found.get(new))
        for item, old, new in zip(items, before, after, strict=True)
    ]


def _evidence(
    snapshot: Snapshot, filters: Filters, rules: Rules, keys: Sequence[tuple[str, str, int]]
) -> dict[tuple[str, str, str, bool], dict[str, Any]]:
    """By (country, day, position, vote): the statement, or the roll call, that stands for it."""
    order = scale(snapshot.issues[filters.issue])
    days = [day for _, day, _ in keys]
    within = replace(filters, start=min(days), end=max(days), blocs=())
    sql, values = said(snapshot, within, rules)
    sql = _WORDS.format(said=sql, wanted=", ".join("(?, ?, ?)" for _ in keys))
    span = (filters.issue, within.start, within.end)
    rows = snapshot.rows(sql, [*values, *span, *(value for key in keys for value in key)])
    return {(row["country"], row["date"], order[row["place"] - 1], row["vote"]): row for row in rows}


def differing(
    snapshot: Snapshot, filters: Filters, rules: Rules, held: Days, most: int
) -> dict[str, list[dict[str, Any]]]:
    """By state whose voices differ (``positions.contested``): the latest statement of each, the newest first.

    ``held`` are days under the same filters and rules; the ``most`` states that spoke last are taken.
    """
    rules = replace(rules, votes=False)
    last = {key: int(held.stated[row, -1]) for row, key in enumerate(held.keys) if is_state(key)}
    spoke = {key: held.day(index) for key, index in last.items() if index >= 0}
    differ = [code for code in contested(snapshot, filters, rules) if code in spoke]
    shown = sorted(differ, key=lambda code: (spoke[code], code), reverse=True)[:most]
    if not shown:
        return {}
    start = max(filters.start, min(_since(spoke[code]) for code in shown))
    sql, values = said(snapshot, replace(filters, countries=tuple(shown), blocs=(), start=start), rules)
    latest: dict[str, dict[str, dict[str, Any]]] = {code: {} for code in shown}
    for row in snapshot.rows(
        f"SELECT id, country, speaker, date FROM ({sql}) WHERE speaker <> '' "  # noqa: S608 - parameters only
        "ORDER BY date, place DESC, person, confidence, id",
        values,
    ):
        if row["date"] >= _since(spoke[row["country"]]):
            latest[row["country"]][row["speaker"]] = row
    return {
        code: sorted(voices.values(), key=lambda row: str(row["date"]), reverse=True)
        for code, voices in latest.items()
    }


def _since(day: str) -> str:
    """The first of the ``CONTESTED_DAYS`` up to a day."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=CONTESTED_DAYS)).isoformat()
