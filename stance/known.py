"""Which values an address may name: the issues, days, countries, people and roll calls of a snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from stance.records import DOCUMENT_KINDS, WORDINGS
from stance.snapshot import Snapshot


@dataclass(frozen=True)
class Known:
    """What the snapshot knows: the only values that an address may name.

    ``spans`` holds for each issue that has statements the days one may choose, ``first`` and ``last`` are the
    days of the first and the last statement of all.
    """

    issues: tuple[str, ...]
    positions: Mapping[str, tuple[str, ...]]
    lists: Mapping[str, tuple[str, ...]]
    spans: Mapping[str, tuple[str, str]]
    first: str
    last: str

    def span(self, issue: str) -> tuple[str, str]:
        """The days that a reader may choose: from the issue's start to its latest statement."""
        return self.spans.get(issue, (self.first, self.last))


def known_in(snapshot: Snapshot) -> Known:
    """Every value that an address may name, read from the snapshot."""

    def column(sql: str) -> tuple[str, ...]:
        return tuple(str(row["v"]) for row in snapshot.rows(sql) if row["v"])

    said = (
        "SELECT DISTINCT {0} AS v FROM statements WHERE capacity IN ('government', 'organisation') ORDER BY 1"
    )
    found = snapshot.rows(
        "SELECT issue, min(date) AS first, max(date) AS last FROM coded WHERE date <> '' GROUP BY issue"
    )
    starts = {key: issue.start for key, issue in snapshot.issues.items()}
    # From the issue's own start: votes and events may be older than the first statement found.
    spans = {
        row["issue"]: (min(starts.get(row["issue"]) or row["first"], row["first"]), row["last"])
        for row in found
    }
    issues = tuple(snapshot.issues)
    positions = {key: tuple(p.id for p in issue.positions) for key, issue in snapshot.issues.items()}
    codes = (
        "SELECT country AS v FROM statements UNION SELECT country FROM votes "
        "UNION SELECT country FROM blocs ORDER BY 1"
    )
    lists = {
        "countries": column(codes),
        "blocs": column("SELECT DISTINCT bloc AS v FROM blocs ORDER BY 1"),
        "speakers": column(said.format("speaker")),
        "roles": column(said.format("role")),
        "wordings": WORDINGS,
        "kinds": DOCUMENT_KINDS,
        "events": column("SELECT DISTINCT kind AS v FROM events ORDER BY 1"),
    }
    lists["rolls"] = column("SELECT id AS v FROM rollcalls ORDER BY date, id")
    days = [row[end] for row in found for end in ("first", "last")] or [dt.date.today().isoformat()]
    lists["series"] = tuple({*lists["countries"], *lists["speakers"], *lists["blocs"]})
    lists["marked"] = tuple(dict.fromkeys(lists["countries"] + lists["speakers"] + lists["blocs"]))
    return Known(issues, positions, lists, spans, min(days), max(days))
