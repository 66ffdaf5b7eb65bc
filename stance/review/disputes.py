"""Where people differ on a statement, and nobody has settled it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stance.filters import Filters
from stance.review.decisions import Decision, latest, standings, valid
from stance.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reading:
    """One person's reading of a statement; ``made`` is empty for a person in the data."""

    coder: str
    position: str
    condition: str = ""
    note: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A statement that people read differently, with every reading of it, oldest first."""

    statement_id: str
    readings: tuple[Reading, ...]


def disputes(snapshot: Snapshot, filters: Filters, log: Sequence[Decision]) -> list[Dispute]:
    """The statements under ``filters`` to be settled, the one that has waited longest first."""
    known = {filters.issue: snapshot.issues[filters.issue]}
    found = [s for s in standings(log, known) if s.how != "adjudicated"]
    data = _in_the_data(snapshot, filters, [standing.statement_id for standing in found])
    given = valid(latest(log), known)
    made = []
    for standing in sorted(found, key=lambda s: s.decided):
        if standing.statement_id not in data:
            continue
        readings = (
            *data[standing.statement_id],
            *(Reading(e.coder, e.position, e.condition, e.note, e.made)
              for e in given[standing.issue, standing.statement_id].values()),
        )  # fmt: skip
        if len({reading.position for reading in readings}) > 1:
            made.append(Dispute(standing.statement_id, readings))
    return made


def _in_the_data(
    snapshot: Snapshot, filters: Filters, statements: Sequence[str]
) -> dict[str, list[Reading]]:
    """For each of these statements that the filters keep: how people in the data read it."""
    where, values = filters.where()
    rows = snapshot.rows(
        "SELECT s.id, c.coder, c.position, c.condition FROM coded s "  # noqa: S608 - parameters only
        "LEFT JOIN codings c ON c.statement_id = s.id AND c.issue = s.issue AND c.person "
        f"WHERE {where} AND s.id IN (SELECT unnest(?::VARCHAR[])) ORDER BY c.coder",
        [*values, list(statements)],
    )
    found: dict[str, list[Reading]] = {}
    for row in rows:
        held = found.setdefault(row["id"], [])
        if row["coder"] is not None:
            held.append(Reading(row["coder"], row["position"], row["condition"] or ""))
    return found
