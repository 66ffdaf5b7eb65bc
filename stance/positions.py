"""Who holds which position, since when: standings on a day, the runs they came in, and the shifts between.

A *standing* is the latest statement that counts, carried forward. A statement that states no position neither
makes nor ends one. Who says two things on one day stands at the first of them on the codebook's scale; what
else was said that day is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from stance.counting import DEFAULT, Rules, said, scale
from stance.filters import Filters
from stance.snapshot import Snapshot

COLUMNS = ("country", "position", "since", "statement_id", "statements", "sources",
           "confidence", "contested", "basis")  # fmt: skip
# Voices of one government differ when two speakers' latest positions within this time do.
CONTESTED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """One dated piece of evidence for the position of a country: a statement or a vote."""

    country: str
    date: str
    position: str
    statement_id: str
    speaker: str
    confidence: float
    sources: int
    basis: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A country's position on a date.

    ``since`` is the first day of the unbroken run of this position, ``stated`` the day of the latest
    statement, ``statement_id`` that statement (or the roll call, where ``basis`` names a vote).
    ``statements`` and ``sources`` count the evidence of the run up to the date; ``basis`` is ``own words``,
    ``vote`` or ``bloc:NAME``.
    """

    country: str
    position: str
    since: str
    statement_id: str
    statements: int
    sources: int
    confidence: float
    contested: bool
    basis: str
    stated: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken time in which a country held one position.

    ``start`` is its first day and ``end`` its last (empty: still held), ``stated`` the day of its latest
    evidence, ``statement_id`` the evidence that began it, ``before`` the position held before (empty: none).
    """

    country: str
    position: str
    start: str
    end: str
    stated: str
    statement_id: str
    speaker: str
    basis: str
    statements: int
    sources: int
    before: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of standing: before and after, and the evidence that made it."""

    country: str
    date: str
    before: str
    after: str
    statement_id: str
    basis: str
    speaker: str = ""


# leads: of the words of a day those that lead it; steps: every such day with what its run has so far.
_STEPS = """
WITH said AS ({said}),
grouped AS (SELECT country, date, place, count(*) AS n, sum(sources) AS sources,
    max({{'vote': basis = 'vote', 'person': person, 'confidence': confidence, 'id': id,
          'speaker': speaker, 'basis': basis}}) AS said
    FROM said GROUP BY country, date, place),
leads AS (SELECT *, lag(place) OVER days AS former, lag(date) OVER days AS earlier
    FROM (SELECT * FROM grouped QUALIFY row_number() OVER (PARTITION BY country, date ORDER BY place) = 1)
    WINDOW days AS (PARTITION BY country ORDER BY date)),
numbered AS (SELECT *, count(*) FILTER (former IS DISTINCT FROM place
        OR ({age} > 0 AND date_diff('day', earlier::DATE, date::DATE) > {age})) OVER (
        PARTITION BY country ORDER BY date) AS run
    FROM leads),
steps AS (SELECT country, date, place, run, said, min(date) OVER so_far AS since,
        sum(n) OVER so_far AS statements, sum(sources) OVER so_far AS carried
    FROM numbered WINDOW so_far AS (PARTITION BY country, run ORDER BY date))
"""
_ON_DAYS = """, asked AS (
    SELECT day, country FROM (SELECT unnest(?) AS day) CROSS JOIN (SELECT DISTINCT country FROM steps))
SELECT a.day, a.country, s.place, s.since, s.date AS stated, s.statements::INT AS statements,
    s.carried::INT AS sources, s.said.id AS id, s.said.confidence AS confidence, s.said.basis AS basis,
    s.said.speaker AS speaker
FROM asked a ASOF JOIN steps s ON s.country = a.country AND a.day >= s.date
WHERE s.carried >= {sources} AND ({age} = 0 OR date_diff('day', s.date::DATE, a.day::DATE) <= {age})
ORDER BY a.day, a.country
"""
_RUNS = """, begun AS (
    SELECT country, run, lead(min(date)) OVER (PARTITION BY country ORDER BY run) AS over
    FROM steps GROUP BY country, run),
runs AS (SELECT country, run, any_value(place) AS place, min(date) AS start, max(date) AS stated,
        max(statements)::INT AS statements, max(carried)::INT AS sources, arg_min(said, date) AS said
    FROM steps WHERE carried >= {sources} GROUP BY country, run)
SELECT *, lag(place) OVER (PARTITION BY country ORDER BY run) AS former
FROM runs JOIN begun USING (country, run) {kept} ORDER BY start, country
"""
_VOICES = """WITH said AS ({said}),
latest AS (SELECT country, max(date)::DATE - {days} AS since FROM said GROUP BY country),
voices AS (SELECT country, speaker, arg_max(place, {{'date': date, 'place': -place}}) AS place
    FROM said JOIN latest USING (country) WHERE date >= strftime(since, '%Y-%m-%d') AND speaker <> ''
    GROUP BY country, speaker)
SELECT country FROM voices GROUP BY country HAVING count(DISTINCT place) > 1
"""


def evidence(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT) -> dict[str, list[Evidence]]:
    """The evidence that counts, oldest first, by country; ``filters.end`` is the last day.

    It brings every piece to this process: for one country or a few, not for a map.
    """
    sql, values = said(snapshot, filters, rules)
    order = scale(snapshot.issues[filters.issue])
    grouped: dict[str, list[Evidence]] = {}
    for row in snapshot.rows(
        f"SELECT * FROM ({sql}) ORDER BY date, place DESC, basis = 'vote', person, confidence, id",  # noqa: S608
        values,
    ):
        grouped.setdefault(row["country"], []).append(
            Evidence(row["country"], row["date"], order[row["place"] - 1], row["id"], row["speaker"],
                     row["confidence"], row["sources"], row["basis"])
        )  # fmt: skip
    return grouped


def standings(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT) -> list[Standing]:
    """Every country's standing on ``filters.end``, by country code; those without one are absent."""
    day = filters.end or "9999-12-31"
    found = on_days(snapshot, filters, rules, (day,))[day]
    differ = contested(snapshot, filters, rules)
    return [replace(item, contested=item.country in differ) for item in found]


def on_days(
    snapshot: Snapshot, filters: Filters, rules: Rules, days: Sequence[str]
) -> dict[str, list[Standing]]:
    """The standings on each of ``days``, by country code; whether they are contested is not asked."""
    found = _own(snapshot, filters, rules, days)
    if rules.blocs:
        for day, items in _inherited(snapshot, filters, rules, days).items():
            spoken = {item.country for item in found[day]}
            found[day] += [item for item in items if item.country not in spoken]
            found[day].sort(key=lambda item: item.country)
    return found


def _own(
    snapshot: Snapshot, filters: Filters, rules: Rules, days: Sequence[str]
) -> dict[str, list[Standing]]:
    """The standings that words and votes of their own make."""
    sql, values = said(snapshot, replace(filters, end=max(days, default="")), rules)
    order = scale(snapshot.issues[filters.issue])
    found: dict[str, list[Standing]] = {day: [] for day in days}
    rows = snapshot.rows(_filled(_STEPS + _ON_DAYS, sql, rules), [*values, list(days)])
    for row in rows:
        found[row["day"]].append(
            Standing(row["country"], order[row["place"] - 1], row["since"], row["id"], row["statements"],
                     row["sources"], round(row["confidence"], 3), False, row["basis"], row["stated"],
                     row["speaker"])
        )  # fmt: skip
    return found


def _filled(template: str, sql: str, rules: Rules, **more: str) -> str:
    """The template with the rows that count and the two limits, which are whole numbers of ours."""
    return template.format(said=sql, age=int(rules.max_age), sources=int(rules.min_sources), **more)


def contested(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT) -> frozenset[str]:
    """Countries of which two speakers' latest positions differ in the last days of their evidence."""
    sql, values = said(snapshot, filters, rules)
    rows = snapshot.rows(_VOICES.format(said=sql, days=CONTESTED_DAYS), values)
    return frozenset(row["country"] for row in rows)


def _inherited(
    snapshot: Snapshot, filters: Filters, rules: Rules, days: Sequence[str]
) -> dict[str, list[Standing]]:
    """Standings of members through their blocs: the bloc that spoke last comes first."""
    members = snapshot.rows('SELECT bloc, country, start, "end" FROM blocs')
    blocs = tuple(sorted({row["bloc"] for row in members}))
    # A bloc's words count for a member whoever else the filters ask for.
    spoke = _own(snapshot, replace(filters, countries=blocs, blocs=()), rules, days)
    result: dict[str, list[Standing]] = {}
    for day in days:
        current = [r for r in members if r["start"] <= day and (not r["end"] or r["end"] >= day)]
        wanted = {r["country"] for r in current if not filters.blocs or r["bloc"] in filters.blocs}
        wanted &= set(filters.countries) or wanted
        voices = {item.country: item for item in spoke[day]}
        heard: dict[str, Standing] = {}
        rows = [row for row in current if row["bloc"] in voices and row["country"] in wanted]
        for row in sorted(rows, key=lambda row: (voices[row["bloc"]].stated, row["bloc"]), reverse=True):
            basis = f"bloc:{row['bloc']}"
            heard.setdefault(
                row["country"], replace(voices[row["bloc"]], country=row["country"], basis=basis)
            )
        result[day] = list(heard.values())
    return result


def runs(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT, *, since: str = "") -> list[Run]:
    """The runs that words and votes of their own make, by their first day; with ``since`` (a day) only those
    that began on it or later. ``filters.end`` is the last day."""
    return _runs(snapshot, filters, rules, "QUALIFY start >= ?", [since])


def shifts(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT, *, since: str = "") -> list[Shift]:
    """Every change of standing on ``since`` or later, by date and country."""
    changed = _runs(snapshot, filters, rules, "QUALIFY start >= ? AND former <> place", [since])
    return [
        Shift(item.country, item.start, item.before, item.position, item.statement_id, item.basis,
              item.speaker)
        for item in changed
    ]  # fmt: skip


def _runs(
    snapshot: Snapshot, filters: Filters, rules: Rules, kept: str, more: Sequence[object]
) -> list[Run]:
    sql, values = said(snapshot, filters, rules)
    order = scale(snapshot.issues[filters.issue])
    rows = snapshot.rows(_filled(_STEPS + _RUNS, sql, rules, kept=kept), [*values, *more])
    return [
        Run(
            row["country"], order[row["place"] - 1], row["start"], _end(row, rules, filters.end),
            row["stated"], row["said"]["id"], row["said"]["speaker"], row["said"]["basis"],
            row["statements"], row["sources"], order[row["former"] - 1] if row["former"] else "",
        )
        for row in rows
    ]  # fmt: skip


def _end(row: dict[str, Any], rules: Rules, last: str) -> str:
    """The last day of a run: the day before the next one, or that on which it lapsed; empty if still held."""
    ends = []
    if row["over"]:
        ends.append((date.fromisoformat(row["over"]) - timedelta(days=1)).isoformat())
    if rules.max_age:
        ends.append((date.fromisoformat(row["stated"]) + timedelta(days=rules.max_age)).isoformat())
    end = min(ends, default="")
    return "" if last and end >= last else end


def as_rows(items: Iterable[Standing]) -> list[dict[str, Any]]:
    """Standings as dictionaries with ``COLUMNS`` as keys."""
    return [{name: getattr(item, name) for name in COLUMNS} for item in items]
