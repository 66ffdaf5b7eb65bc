"""Who holds which position on a day, since when: standings, and whether voices differ.

A *standing* is the latest statement that counts, carried forward. A statement that states no position neither
makes nor ends one. Who says two things on one day stands at the first of them on the codebook's scale; what
else was said that day is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stance.counting import DEFAULT, Rules, said, scale, scope
from stance.filters import Filters
from stance.led import Led, Steps, best, date_of, led, number
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

    ``since`` is the first day of the unbroken run of this position on which its sources were enough,
    ``stated`` the day of the latest statement, ``statement_id`` that statement (or the roll call, where
    ``basis`` names a vote). ``statements`` and ``sources`` count the evidence of the run up to the date;
    ``basis`` is ``own words``, ``vote`` or ``bloc:NAME``.
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
    # A bloc's words are those of no voice of the government.
    return [
        replace(item, contested=item.country in differ and not item.basis.startswith("bloc:"))
        for item in found
    ]


def on_days(
    snapshot: Snapshot, filters: Filters, rules: Rules, days: Sequence[str]
) -> dict[str, list[Standing]]:
    """The standings on each of ``days``, by country code; whether they are contested is not asked."""
    found = _own(snapshot, replace(filters, blocs=()), rules, days)
    for day in days if filters.blocs else ():
        inside = scope(snapshot, replace(filters, end=day)) or frozenset()
        found[day] = [item for item in found[day] if item.country in inside]
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
    import numpy as np

    filters = replace(filters, end=max(days, default=""))
    asked = np.array([number(day) for day in days], np.int32)
    held: list[tuple[str, str, Led, Steps, int]] = []
    for country, one in led(snapshot, filters, rules).items():
        steps, latest = one.steps(rules), one.days.searchsorted(asked, side="right") - 1
        holds = (latest >= 0) & (steps.sources[latest] >= rules.min_sources)
        if rules.max_age:
            holds &= asked - one.days[latest] <= rules.max_age
        held += [(days[n], country, one, steps, int(latest[n])) for n in np.flatnonzero(holds).tolist()]
    said_by = best(snapshot, filters, rules, {one.key(country, at) for _, country, one, _, at in held})
    order = scale(snapshot.issues[filters.issue])
    found: dict[str, list[Standing]] = {day: [] for day in days}
    for day, country, one, steps, at in held:
        said_so = said_by.get(one.key(country, at))
        if said_so is None:
            continue  # see ``best``
        found[day].append(Standing(
            country, order[one.places[at] - 1], date_of(one.days[steps.begun(at, rules)]), said_so["id"],
            int(steps.statements[at]), int(steps.sources[at]), round(said_so["confidence"], 3), False,
            said_so["basis"], date_of(one.days[at]), said_so["speaker"],
        ))  # fmt: skip
    return found


def contested(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT) -> frozenset[str]:
    """Countries of which two speakers' latest positions differ in the last days of their evidence."""
    last = [int(one.days[-1]) for one in led(snapshot, filters, rules).values()]
    if not last:
        return frozenset()
    # Nothing older than the days of the country that spoke longest ago can make voices differ.
    start = max(filters.start, date_of(min(last) - CONTESTED_DAYS))
    sql, values = said(snapshot, replace(filters, start=start, blocs=()), rules)
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


def as_rows(items: Iterable[Standing]) -> list[dict[str, Any]]:
    """Standings as dictionaries with ``COLUMNS`` as keys."""
    return [{name: getattr(item, name) for name in COLUMNS} for item in items]
