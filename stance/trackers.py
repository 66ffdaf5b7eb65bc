"""Where a published tracker and these data differ, and why.

A tracker is a list that others made by hand: which states held a position on a day, under rules of their own
(``corpus/trackers.csv``). Its rules are put in force here, and every state on which the two lists differ gets
its reason from the data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stance.corpus import CORPUS, read_csv
from stance.counting import MIN_CONFIDENCE, Rules
from stance.countries import is_state
from stance.errors import InputError
from stance.filters import Filters
from stance.positions import Standing, standings
from stance.snapshot import Snapshot

TABLE = CORPUS / "trackers.csv"
COLUMNS = ("tracker", "issue", "date", "position", "basis", "skip", "scope", "total", "country", "source")
BASES = ("own", "blocs", "votes", "all")
# Why a state is on one list only.
SILENT, NO_POSITION, UNSURE, SKIPPED, OTHER = "silent", "no position", "unsure", "skipped", "other"
UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Tracker:
    """A published list. ``scope`` is the bloc for whose members the list is complete, ``total`` the number of
    states that it counts in all (0: unknown), ``skip`` the positions that do not count in it."""

    name: str
    issue: str
    date: str
    position: str
    basis: str
    skip: tuple[str, ...]
    scope: str
    total: int
    source: str
    countries: tuple[str, ...]

    @property
    def rules(self) -> Rules:
        """The tracker's rules as rules of a standing."""
        return Rules(
            blocs=self.basis in ("blocs", "all"), votes=self.basis in ("votes", "all"), skip=self.skip
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """One state on both lists. ``why`` is empty where they agree, else one of the reasons above.

    ``statement_id`` and ``date`` are those of the words that the reason rests on, ``position`` what they say,
    ``basis`` whose they are; ``later`` is the first day after the list on which words for its position are
    found, ``later_id`` these words. Each is empty where there is none.
    """

    country: str
    listed: bool
    held: bool
    why: str
    position: str = ""
    basis: str = ""
    statement_id: str = ""
    date: str = ""
    later: str = ""
    later_id: str = ""


def load(path: Path = TABLE) -> tuple[Tracker, ...]:
    """The trackers of the table in its order; InputError at the first bad row."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for line, row in read_csv(path, COLUMNS):
        if wrong := _wrong(row):
            raise InputError(str(path), *wrong, line)
        key = tuple(row[name] for name in COLUMNS if name != "country")
        rows.setdefault(key, []).append(row["country"])
    return tuple(
        Tracker(name, issue, date, position, basis, tuple(skip.split()), scope, int(total or 0), source,
                tuple(countries))
        for (name, issue, date, position, basis, skip, scope, total, source), countries in rows.items()
    )  # fmt: skip


def _wrong(row: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a row, and what mends it."""
    if row["basis"] not in BASES:
        return f"basis {row['basis']!r}", f"Use {', '.join(BASES)}"
    if not is_state(row["country"]):
        return f"{row['country']!r} is no state", "Write its ISO 3166 code of three letters"
    if row["total"] and not row["total"].isdecimal():
        return f"total {row['total']!r} is not a number", "Write digits"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["date"]):
        return f"date {row['date']!r} is not a date of the form YYYY-MM-DD", "Write it as 2023-11-17"
    return None


def compared(snapshot: Snapshot, tracker: Tracker) -> list[Compared]:
    """Every state that is on the tracker's list or, within its scope, holds the position here; by code."""
    filters = Filters(issue=tracker.issue, end=tracker.date)
    held = {item.country: item for item in standings(snapshot, filters, tracker.rules)}
    mine = {code for code, item in held.items() if item.position == tracker.position}
    inside = set(scope(snapshot, tracker))
    found = []
    for code in sorted({*tracker.countries, *(mine & inside)}):
        listed, holds = code in tracker.countries, code in mine
        if listed and not holds:
            found.append(_missing(snapshot, tracker, code, held.get(code)))
            continue
        item = held[code]
        why = "" if listed else UNLISTED
        found.append(
            Compared(code, listed, holds, why, item.position, item.basis, item.statement_id, item.stated)
        )
    return found


def scope(snapshot: Snapshot, tracker: Tracker) -> tuple[str, ...]:
    """The states for which the list is complete: the members of its bloc on that day."""
    rows = snapshot.rows(
        'SELECT country FROM blocs WHERE bloc = ? AND start <= ? AND ("end" = \'\' OR "end" >= ?) ORDER BY 1',
        [tracker.scope, tracker.date, tracker.date],
    )
    return tuple(str(row["country"]) for row in rows)


def counted(snapshot: Snapshot, tracker: Tracker) -> int:
    """How many states hold the tracker's position here under its rules."""
    filters = Filters(issue=tracker.issue, end=tracker.date)
    return sum(
        item.position == tracker.position and is_state(item.country)
        for item in standings(snapshot, filters, tracker.rules)
    )


def _missing(snapshot: Snapshot, tracker: Tracker, code: str, held: Standing | None) -> Compared:
    """Why a state of the list does not hold the position here; ``held`` is what it holds instead."""
    said = snapshot.rows(
        "SELECT id, date, position, person OR coding_confidence >= ? AS sure FROM coded "
        "WHERE issue = ? AND country = ? AND capacity = 'government' "
        "AND wording <> 'vote' AND date <> '' ORDER BY date, id",
        [MIN_CONFIDENCE, tracker.issue, code],
    )
    before = [row for row in said if row["date"] <= tracker.date]
    later = next(
        (row for row in said
         if row["date"] > tracker.date and row["position"] == tracker.position and row["sure"]), None
    )  # fmt: skip
    after = (later["date"], later["id"]) if later else ("", "")
    if held:
        return Compared(
            code, True, False, OTHER, held.position, held.basis, held.statement_id, held.stated, *after
        )
    why, shown = _reason(before)
    return Compared(
        code, True, False, why, shown["position"] if shown else "", "own words" if shown else "",
        shown["id"] if shown else "", shown["date"] if shown else "", *after,
    )  # fmt: skip


def _reason(before: Sequence[dict[str, Any]]) -> tuple[str, dict[str, Any] | None]:
    """The reason why it holds nothing, and the latest words that this rests on."""
    taking = [row for row in before if row["position"] != "none"]
    sure = [row for row in taking if row["sure"]]
    for why, rows in ((SKIPPED, sure), (UNSURE, taking), (NO_POSITION, before)):
        if rows:
            return why, rows[-1]
    return SILENT, None
