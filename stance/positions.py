"""Who holds which position, since when: standings on a date, shifts, and positions over time.

A *standing* is the latest statement that counts, carried forward. What counts is a choice, and each
has its switch: a state's own words always; the votes it cast, by their date, beside its words; the
words of a bloc that it belongs to, only where it has said nothing itself. A statement that states no
position neither makes nor ends a standing. Below ``MIN_CONFIDENCE`` a model's coding does not count.
Who says two things on one day stands at the first of them on the codebook's scale: asking for a pause as
the way to a ceasefire asks for a ceasefire, and refusing a ceasefire in favour of pauses asks for pauses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from stance.countries import is_state
from stance.filters import Filters
from stance.snapshot import Snapshot

COLUMNS = ("country", "position", "since", "statement_id", "statements", "sources",
           "confidence", "contested", "basis")  # fmt: skip
MIN_CONFIDENCE = 0.6
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
    ``statements`` and ``sources`` count the evidence of the run; ``basis`` is ``own words``,
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
class Shift:
    """A change of standing: before and after, and the evidence that made it."""

    country: str
    date: str
    before: str
    after: str
    statement_id: str
    basis: str


def evidence(
    snapshot: Snapshot, filters: Filters, *, with_votes: bool = False
) -> dict[str, list[Evidence]]:
    """The evidence that counts, oldest first, by country; ``filters.end`` is the last day."""
    counting = replace(filters, confidence=max(filters.confidence, MIN_CONFIDENCE), officials=True)
    where, values = counting.where()
    rows = snapshot.rows(
        "SELECT country, date, position, id, speaker, capacity, coding_confidence, sources "  # noqa: S608
        f"FROM coded s WHERE {where} AND position <> 'none' AND wording <> 'vote' "
        "AND country <> '' AND date <> '' ORDER BY person, coding_confidence, id",
        values,
    )
    found = [
        Evidence(row["country"], row["date"], row["position"], row["id"], row["speaker"],
                 row["coding_confidence"], row["sources"], "own words")
        for row in rows
        # The President of the General Assembly is named with a country and does not speak for it.
        if row["capacity"] == "government" or not is_state(row["country"])
    ]  # fmt: skip
    if with_votes:
        found += _votes(snapshot, filters)
    order = {p.id: p.order or 0 for p in snapshot.issues[filters.issue].positions}
    found.sort(key=lambda item: (item.date, -order.get(item.position, 0)))
    grouped: dict[str, list[Evidence]] = {}
    for item in found:
        grouped.setdefault(item.country, []).append(item)
    return grouped


def _votes(snapshot: Snapshot, filters: Filters) -> list[Evidence]:
    """Votes that the codebook reads as a position, as evidence of the country that cast them."""
    says = snapshot.issues[filters.issue].votes
    rows = snapshot.rows(
        "SELECT r.id, r.date, v.country, v.vote FROM rollcalls r "
        "JOIN votes v ON v.rollcall = r.id ORDER BY r.date, r.id"
    )
    found = []
    for row in rows:
        position = says.get(row["id"], {}).get(row["vote"], "none")
        inside = filters.start <= row["date"] and (not filters.end or row["date"] <= filters.end)
        wanted = not filters.countries or row["country"] in filters.countries
        if position != "none" and inside and wanted:
            found.append(
                Evidence(row["country"], row["date"], position, row["id"], "", 1.0, 1, "vote")
            )
    return found


def standing(items: list[Evidence]) -> Standing:
    """The standing that ``items`` (one country's evidence, oldest first, not empty) make at their end."""
    last = items[-1]
    run = [last]
    for item in reversed(_leading(items)[:-1]):
        if item.position != last.position:
            break
        run.append(item)
    return Standing(
        country=last.country, position=last.position, since=run[-1].date,
        statement_id=last.statement_id, statements=len(run),
        sources=sum(item.sources for item in run), confidence=round(last.confidence, 3),
        contested=_contested(items), basis=last.basis, stated=last.date, speaker=last.speaker,
    )  # fmt: skip


def _leading(items: list[Evidence]) -> list[Evidence]:
    """The evidence without what is outranked by something else that was said on the same day."""
    leads = {item.date: item.position for item in items}
    return [item for item in items if item.position == leads[item.date]]


def _contested(items: list[Evidence]) -> bool:
    """Whether two speakers' latest positions differ in the last ``CONTESTED_DAYS`` of the evidence."""
    since = (date.fromisoformat(items[-1].date) - timedelta(days=CONTESTED_DAYS)).isoformat()
    latest = {item.speaker: item.position for item in items if item.date >= since and item.speaker}
    return len(set(latest.values())) > 1


def standings(
    snapshot: Snapshot, filters: Filters, *, with_blocs: bool = False, with_votes: bool = False
) -> list[Standing]:
    """Every country's standing on ``filters.end``, by country code; those without one are absent."""
    found = evidence(snapshot, filters, with_votes=with_votes)
    result = {country: standing(items) for country, items in found.items()}
    if with_blocs:
        blocs = evidence(snapshot, replace(filters, countries=(), blocs=())) if (
            filters.countries or filters.blocs) else found  # fmt: skip
        for inherited in _inherited(snapshot, filters, blocs):
            result.setdefault(inherited.country, inherited)
    return [result[country] for country in sorted(result)]


def _inherited(
    snapshot: Snapshot, filters: Filters, found: dict[str, list[Evidence]]
) -> Iterable[Standing]:
    """Standings of members through their blocs: the bloc that spoke last comes first."""
    as_of = filters.end or "9999-12-31"
    members = snapshot.rows(
        'SELECT bloc, country FROM blocs WHERE start <= ? AND ("end" = \'\' OR "end" >= ?)',
        [as_of, as_of],
    )
    spoke = {bloc: standing(items) for bloc, items in found.items()}
    rows = [(spoke[row["bloc"]], row) for row in members if row["bloc"] in spoke]
    for said, row in sorted(rows, key=lambda pair: (pair[0].stated, pair[1]["bloc"]), reverse=True):
        if filters.countries and row["country"] not in filters.countries:
            continue
        yield replace(said, country=row["country"], basis=f"bloc:{row['bloc']}")


def shifts(found: dict[str, list[Evidence]]) -> list[Shift]:
    """Every change of standing in the evidence, by date and country."""
    changes = []
    for items in found.values():
        leading = _leading(items)
        for before, after in zip(leading, leading[1:], strict=False):
            if before.position != after.position:
                changes.append(
                    Shift(after.country, after.date, before.position, after.position,
                          after.statement_id, after.basis)
                )  # fmt: skip
    return sorted(changes, key=lambda change: (change.date, change.country))


def as_rows(items: Iterable[Standing]) -> list[dict[str, Any]]:
    """Standings as dictionaries with ``COLUMNS`` as keys."""
    return [{name: getattr(item, name) for name in COLUMNS} for item in items]
