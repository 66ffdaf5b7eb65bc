"""What to look at next: the statements on which the model is least sure, or differs from people, first.

How unsure a model is, is the gap between its two likeliest positions: none in a tie, 1 where it is certain.
Statements that no person has coded come before those that people and the model read alike; where people
say one thing and the model another, the surest contradiction comes first of all. *By chance* takes
statements in an order that only their ids decide, the same for every coder: agreement measured on the
doubtful ones alone would look worse than it is.
"""

from __future__ import annotations

from typing import Any

from stance.filters import Filters
from stance.snapshot import Snapshot

ORDERS = ("doubt", "against", "chance")
_LEFT = """
SELECT id, position, person, model, chances FROM (
    SELECT s.id, s.position, s.person, m.position AS model, m.probabilities AS chances, {gap} AS gap,
        s.person AND m.position <> s.position AS against
    FROM coded s LEFT JOIN codings m ON m.statement_id = s.id AND m.issue = s.issue AND NOT m.person
    WHERE {where} AND s.id NOT IN (SELECT unnest(?::VARCHAR[])))
"""
# A model that says no chances has one confidence only, and a statement without any coding is all doubt.
_GAP = """coalesce(
    list_reverse_sort(json_extract(nullif(m.probabilities, '{}'), '$.*')::DOUBLE[])[1]
    - coalesce(list_reverse_sort(json_extract(nullif(m.probabilities, '{}'), '$.*')::DOUBLE[])[2], 0),
    2 * m.confidence - 1, 0)"""
_ORDER = {
    "doubt": "ORDER BY coalesce(against, false) DESC, person, CASE WHEN against THEN -gap ELSE gap END, id",
    "against": "AND against ORDER BY gap DESC, id",
    "chance": "ORDER BY md5(id), id",
}


def left(
    snapshot: Snapshot, filters: Filters, order: str, done: tuple[str, ...], limit: int
) -> list[dict[str, Any]]:
    """Up to ``limit`` statements that are not ``done``, in one of ``ORDERS``.

    A row has id, position and person (the reading that counts), model (the model's position or None) and
    chances (its probabilities as JSON, or None).
    """
    where, values = filters.where()
    sql = _LEFT.format(gap=_GAP, where=where) + "WHERE true " + _ORDER[order] + " LIMIT ?"
    return snapshot.rows(sql, [*values, list(done), limit])
