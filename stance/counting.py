"""Which statements and votes count towards a standing: the rules that readers can switch, as SQL.

A state's own words always count; votes and the words of blocs only where a reader asks for them. What
states no position and what only reports a vote never count.
Below ``MIN_CONFIDENCE`` a model's coding does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stance.countries import places
from stance.filters import Filters, marks
from stance.records import Issue
from stance.snapshot import Snapshot

# Below this confidence a model's coding does not count.
MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Rules:
    """The switches. ``blocs``: a bloc's words count for members that have said nothing themselves; ``votes``:
    votes count beside words; ``skip``: positions that do not count; ``max_age``: days after which a standing
    lapses (0: never); ``min_sources``: documents that must carry a standing's words."""

    blocs: bool = False
    votes: bool = False
    skip: tuple[str, ...] = ()
    max_age: int = 0
    min_sources: int = 1


DEFAULT = Rules()

# The last of the words of a country on a day is the surest, people before models; a vote comes after all.
_SAID = """SELECT s.country, s.date, list_position(?, s.position) AS place, s.id, s.speaker,
    s.coding_confidence AS confidence, s.sources, s.person, 'own words' AS basis
FROM coded s WHERE {where} AND s.position IN ({positions})"""
_VOTED = """SELECT s.country, s.date, list_position(?, m.position), s.rollcall, '', 1.0, 1, true, 'vote'
FROM (SELECT v.country, r.date, r.id AS rollcall, v.vote FROM rollcalls r JOIN votes v ON v.rollcall = r.id) s
JOIN (SELECT unnest(?) AS rollcall, unnest(?) AS vote, unnest(?) AS position) m
    ON m.rollcall = s.rollcall AND m.vote = s.vote
WHERE {where}"""


def scale(issue: Issue) -> list[str]:
    """The positions that can be held, in the order of the scale; what has no place comes last."""
    held = [p for p in issue.positions if p.id != "none"]
    return [p.id for p in sorted(held, key=lambda p: (p.order is None, p.order or 0))]


def said(snapshot: Snapshot, filters: Filters, rules: Rules) -> tuple[str, list[object]]:
    """SQL for the rows that count, and its parameters.

    Columns: country, date, place (from 1 in ``scale``), id (of a statement or roll call), speaker,
    confidence, sources, person, basis (``own words`` or ``vote``).

    ``filters.end`` is the last day.
    """
    order = scale(snapshot.issues[filters.issue])
    counted = [name for name in order if name not in rules.skip] or [""]
    where, values = spoken(replace(filters, confidence=max(filters.confidence, MIN_CONFIDENCE)))
    sql = _SAID.format(where=where, positions=marks(counted))
    parameters: list[object] = [order, *values, *counted]
    # A vote is cast by a country: it has no speaker, role, wording or kind of source to be chosen by.
    narrowed = filters.speakers or filters.roles or filters.wordings or filters.source_kinds
    if rules.votes and not narrowed:
        voted, more = _voted(snapshot, filters, counted, order)
        sql, parameters = f"{sql} UNION ALL {voted}", parameters + more
    return sql, parameters


def spoken(filters: Filters) -> tuple[str, list[object]]:
    """The condition over ``coded s`` for words that states and organisations said themselves, whatever they
    say, and its parameters.

    The President of the General Assembly is named with a country and does not speak for it, so a state's
    words are those of its government alone.
    """
    where, values = replace(filters, officials=True).where()
    states = [code for code, place in places().items() if place.kind == "state"]
    own = f"(s.capacity = 'government' OR s.country NOT IN ({marks(states)}))"
    where += f" AND s.wording <> 'vote' AND s.country <> '' AND s.date <> '' AND {own}"
    return where, [*values, *states]


def scope(snapshot: Snapshot, filters: Filters) -> frozenset[str] | None:
    """The countries whose standings on ``filters.end`` are asked for; None when all are.

    A standing rests on what was said on any day before, so a bloc's are those of its members of that day,
    also where they spoke before they joined.
    """
    if not filters.countries and not filters.blocs:
        return None
    wanted = frozenset(filters.countries)
    if not filters.blocs:
        return wanted
    day = filters.end or "9999-12-31"
    rows = snapshot.rows(
        f"SELECT DISTINCT country FROM blocs WHERE bloc IN ({marks(filters.blocs)}) "  # noqa: S608
        'AND start <= ? AND ("end" = \'\' OR "end" >= ?)',
        [*filters.blocs, day, day],
    )
    members = frozenset(str(row["country"]) for row in rows)
    return members & wanted if wanted else members


def _voted(
    snapshot: Snapshot, filters: Filters, counted: list[str], order: list[str]
) -> tuple[str, list[object]]:
    meanings = [
        (rollcall, vote, position)
        for rollcall, says in snapshot.issues[filters.issue].votes.items()
        for vote, position in says.items()
        if position in counted
    ]
    columns = [list(column) for column in zip(*meanings, strict=True)] or [[], [], []]
    where, values = filters.placed()
    return _VOTED.format(where=where), [order, *columns, *values]
