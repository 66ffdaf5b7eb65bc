"""What lies near what: statements, speakers and countries in two dimensions, and the clusters among them.

The places are made once, when a snapshot is built; filters hide points and never move them. Clusters are
those of the whole snapshot, so their sizes and words do not change with a filter either.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from stance.counting import MIN_CONFIDENCE
from stance.filters import Filters
from stance.positions import standings
from stance.records import Issue
from stance.snapshot import Snapshot

# More points than this say nothing more to the eye and make a browser slow.
LIMIT = 5000
LEVELS = ("statements", "speakers", "countries")
_LEVEL = {"statements": "statement", "speakers": "speaker", "countries": "country"}
# Mean overlap with what resampling finds, from which a cluster is a pattern and is stable (Hennig 2007).
PATTERN, STABLE = 0.6, 0.75


@dataclass(frozen=True, slots=True)
class Point:
    """One point. ``key`` is the statement's id, the speaker's name or the country's code.

    ``position`` is that of the statement, or the actor's latest that counts, as on the map; where none
    counts (an unsure coding, the report of a vote), the latest that it stated, and ``none`` where it
    stated none. ``n`` counts statements.
    """

    key: str
    x: float
    y: float
    cluster: int
    position: str
    country: str
    speaker: str
    date: str
    text: str
    n: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster. ``stability`` is the mean overlap (Jaccard, 0 to 1) with the cluster found again when the
    data are resampled, ``representatives`` are statement ids, the most typical first, ``words`` are those
    that set it apart, with the ratio of their odds inside to those outside, and ``profile`` is the share of
    each position among the statements that state one."""

    label: int
    size: int
    stability: float | None
    representatives: tuple[str, ...]
    words: tuple[tuple[str, float], ...]
    profile: dict[str, float]

    @property
    def hold(self) -> str:
        """How far it can be trusted: ``stable``, ``fairly stable``, ``unstable`` or ``untested``."""
        if self.stability is None:
            return "untested"
        if self.stability >= STABLE:
            return "stable"
        return "fairly stable" if self.stability >= PATTERN else "unstable"


def amount(level: str, number: int) -> str:
    """``1 country``, ``2,000 countries``."""
    return f"{number:,} {level if number != 1 else _LEVEL[level]}"


def corners(issue: Issue) -> dict[str, tuple[float, float]]:
    """Where the view by positions has its corners: one a position, in the order of the scale."""
    scale = [p.id for p in sorted(issue.positions, key=lambda p: p.order or 0) if p.order is not None]
    turns = [math.pi * (7 / 6 - 2 * i / len(scale)) for i in range(len(scale))]
    return {name: (math.cos(turn), math.sin(turn)) for name, turn in zip(scale, turns, strict=True)}


def points(snapshot: Snapshot, filters: Filters, level: str, view: str) -> list[Point]:
    """The points that the filters keep, at most ``LIMIT``; ``level`` is one of ``LEVELS``, ``view`` is
    ``words`` or ``positions`` (statements have only ``words``)."""
    where, values = filters.where()
    if level != "statements":
        return [Point(**row) for row in _actors(snapshot, filters, level, view) if row["x"] is not None]
    rows = snapshot.rows(
        "SELECT id AS key, x, y, cluster, position, country, speaker, date, text, 1 AS n "  # noqa: S608
        f"FROM coded s WHERE {where} AND x IS NOT NULL AND y IS NOT NULL ORDER BY id LIMIT ?",
        [*values, LIMIT],
    )
    return [Point(**row) for row in rows]


def unplaced(snapshot: Snapshot, filters: Filters, level: str, view: str) -> int:
    """How many actors the filters keep that have too few statements for a place."""
    if level == "statements":
        return 0
    return sum(row["x"] is None for row in _actors(snapshot, filters, level, view))


def _actors(snapshot: Snapshot, filters: Filters, level: str, view: str) -> list[dict[str, Any]]:
    where, values = filters.where()
    scale = sorted((p.order, p.id) for p in snapshot.issues[filters.issue].positions if p.order is not None)
    latest = "last(position ORDER BY date, list_position(?, position) DESC, id) FILTER (position <> 'none'{})"
    counting = latest.format(" AND wording <> 'vote' AND (person OR coding_confidence >= ?)")
    order = [name for _, name in scale]
    rows = snapshot.rows(
        f"""WITH said AS (SELECT {_LEVEL[level]} AS key, count(*) AS n, max(date) AS date,
              coalesce({counting}, {latest.format("")}, 'none') AS position,
              arg_max(country, date) AS country FROM coded s WHERE {where} GROUP BY 1)
            SELECT key, p.x, p.y, p.cluster, position, country, '' AS speaker, date, '' AS text, n
            FROM placements p JOIN said USING (key)
            WHERE p.level = ? AND p.view = ? AND p.issue = ? ORDER BY n DESC, key LIMIT ?""",  # noqa: S608
        [order, MIN_CONFIDENCE, order, *values, _LEVEL[level], view, filters.issue, LIMIT],
    )
    if level == "countries":
        held = {item.country: item.position for item in standings(snapshot, filters)}
        rows = [{**row, "position": held.get(row["key"], row["position"])} for row in rows]
    return rows


def clusters(snapshot: Snapshot, issue: str, level: str, view: str) -> list[Cluster]:
    """The clusters of a level and view by their numbers; what lies in none has no row here."""
    rows = snapshot.rows(
        "SELECT * FROM clusters WHERE level = ? AND view = ? AND issue = ? AND label >= 0 ORDER BY label",
        [_LEVEL[level], view, issue],
    )
    return [
        Cluster(
            row["label"], row["size"], row["stability"],
            tuple(_json(row["representatives"], [])),
            tuple((word, math.exp(effect)) for word, effect in _json(row["words"], [])),
            dict(_json(row["profile"], {})),
        )
        for row in rows
    ]  # fmt: skip


def note(snapshot: Snapshot, issue: str, level: str, view: str) -> str:
    """Why there are no clusters, or how they were found, as the build wrote it down; else empty."""
    rows = snapshot.rows(
        "SELECT parameters FROM clusters WHERE level = ? AND view = ? AND issue = ? ORDER BY label LIMIT 1",
        [_LEVEL[level], view, issue],
    )
    return str(_json(rows[0]["parameters"], {}).get("note", "")) if rows else ""


def _json(value: str | None, empty: Any) -> Any:  # noqa: ANN401 - what JSON holds
    return json.loads(value) if value else empty
