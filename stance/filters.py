"""Which statements a view speaks of: one frozen value that becomes SQL with parameters.

Values may come from an address or a command line, so they never become part of the SQL text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# A member counts for a bloc on the day of the statement only.
_IN_BLOC = """EXISTS (SELECT 1 FROM blocs b WHERE b.country = s.country
    AND b.bloc IN ({marks}) AND b.start <= s.date AND (b."end" = '' OR b."end" >= s.date))"""


@dataclass(frozen=True, slots=True)
class Filters:
    """An empty field filters nothing. ``start`` and ``end`` are inclusive ISO dates.

    ``confidence`` is the least confidence (0 to 1) of the coding; codings by people always pass.
    ``officials`` keeps only those who speak for a government or an organisation.
    """

    issue: str
    countries: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    confidence: float = 0.0
    officials: bool = True

    def where(self) -> tuple[str, list[object]]:
        """The condition over ``coded s`` and its parameters, in order."""
        parts: list[str] = ["s.issue = ?"]
        values: list[object] = [self.issue]
        if self.officials:
            parts.append("s.capacity IN ('government', 'organisation')")
        for column, wanted in self._closed():
            if wanted:
                parts.append(f"s.{column} IN ({marks(wanted)})")
                values.extend(wanted)
        if self.confidence > 0:
            parts.append("(s.person OR s.coding_confidence >= ?)")
            values.append(self.confidence)
        placed, more = self.placed()
        return " AND ".join([*parts, placed]), values + more

    def placed(self) -> tuple[str, list[object]]:
        """The part of the condition that asks only who and when: over any ``s`` with a country and a date."""
        parts: list[str] = []
        values: list[object] = []
        if self.countries:
            parts.append(f"s.country IN ({marks(self.countries)})")
            values.extend(self.countries)
        if self.blocs:
            parts.append(_IN_BLOC.format(marks=marks(self.blocs)))
            values.extend(self.blocs)
        if self.start:
            parts.append("s.date >= ?")
            values.append(self.start)
        if self.end:
            parts.append("s.date <= ?")
            values.append(self.end)
        return " AND ".join(parts) or "true", values

    def _closed(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            ("speaker", self.speakers),
            ("role", self.roles),
            ("position", self.positions),
            ("wording", self.wordings),
            ("source_kind", self.source_kinds),
        ]


def marks(values: Sequence[object]) -> str:
    """Question marks for a list of parameters."""
    return ", ".join("?" for _ in values)


def with_ids(issue: str, ids: Sequence[str], days: Iterable[str] = ()) -> tuple[str, list[object]]:
    """The condition and its parameters for the statements with these ids on an issue; where their ``days``
    are known, no other day is read."""
    on = sorted(set(days))
    dated = f" AND date IN ({marks(on)})" if on else ""
    return f"issue = ? AND id IN ({marks(ids)}){dated}", [issue, *ids, *on]
