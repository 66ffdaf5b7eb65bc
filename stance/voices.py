"""What each of several actors said, day by day, and in which words two of them differ most.

Actors are countries and organisations, blocs (all their members' words) and speakers.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stance import counting
from stance.counting import Rules
from stance.filters import Filters, marks
from stance.positions import CONTESTED_DAYS
from stance.snapshot import Snapshot

# Two statements further apart than this are not held against each other: much may have happened between.
MOST_APART = 60
# How the statements of an actor of each kind are found.
COLUMN = {"country": "s.country", "bloc": "b.bloc", "speaker": "s.speaker"}
MEMBERS = (
    'JOIN blocs b ON b.country = s.country AND b.start <= s.date AND (b."end" = \'\' OR b."end" >= s.date)'
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a comparison is about: ``kind`` is ``country`` (or organisation), ``bloc`` or ``speaker``."""

    kind: str
    code: str

    @property
    def key(self) -> str:
        """The actor as one text: a country and a bloc may have the same code."""
        return f"{self.kind}:{self.code}"


@dataclass(frozen=True, slots=True)
class Words:
    """What an actor said on a day: a position, one statement that says it, and how many do.

    ``leads`` says whether it is the position that counts that day, ``contested`` whether two voices of the
    government differed in the ``CONTESTED_DAYS`` up to it.
    """

    date: str
    position: str
    id: str
    statements: int
    leads: bool
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Against:
    """Two statements of two actors that differ, ``days`` days and ``steps`` steps of the scale apart."""

    one: str
    other: str
    first: Words
    second: Words
    days: int
    steps: int


def words(
    snapshot: Snapshot, filters: Filters, rules: Rules, actors: Sequence[Actor]
) -> dict[str, list[Words]]:
    """What each actor said that counts, oldest first, by the actor's key; ``filters`` names no actors."""
    found: dict[str, list[Words]] = {actor.key: [] for actor in actors}
    for kind in COLUMN:
        codes = [actor.code for actor in actors if actor.kind == kind]
        if codes:
            for key, said in _said(snapshot, filters, rules, kind, codes).items():
                found[f"{kind}:{key}"] = said
    return found


# One row for each day, position and voice; ``best`` ends with the statement that positions.py would show.
_WORDS = """
WITH s AS ({said})
SELECT {column} AS series, s.date, s.place, {voice} AS voice, count(*) AS statements,
    max(row(s.person, s.confidence, s.id)) AS best
FROM s {members} WHERE {column} IN ({codes})
GROUP BY series, s.date, s.place, voice
ORDER BY series, s.date, s.place DESC, voice
"""


def _said(
    snapshot: Snapshot, filters: Filters, rules: Rules, kind: str, codes: Sequence[str]
) -> dict[str, list[Words]]:
    counted, values = counting.said(snapshot, filters, replace(rules, votes=False))
    sql = _WORDS.format(
        said=counted, column=COLUMN[kind], members=MEMBERS if kind == "bloc" else "", codes=marks(codes),
        # Only of a government is it asked whether its voices differ.
        voice="s.speaker" if kind == "country" else "''",
    )  # fmt: skip
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in snapshot.rows(sql, [*values, *codes]):
        grouped.setdefault(row["series"], []).append(row)
    order = counting.scale(snapshot.issues[filters.issue])
    return {key: _by_day(rows, order) for key, rows in grouped.items()}


def _by_day(rows: Sequence[Mapping[str, Any]], order: Sequence[str]) -> list[Words]:
    """One entry a day and position from rows of one actor, oldest first, the position that leads last."""
    contested = _contested(rows)
    leading = {row["date"]: row["place"] for row in rows}
    best: dict[tuple[str, int], tuple[int, tuple[Any, ...]]] = {}
    for row in rows:
        count, shown = best.get((row["date"], row["place"]), (0, (False,)))
        best[row["date"], row["place"]] = (count + row["statements"], max(shown, tuple(row["best"])))
    return [
        Words(day, order[place - 1], shown[-1], count, leading[day] == place, day in contested)
        for (day, place), (count, shown) in best.items()
    ]


def _contested(rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """The days on which the latest positions of two voices, as far back as ``CONTESTED_DAYS``, differ."""
    found, start = set(), 0
    ends = {row["date"]: index + 1 for index, row in enumerate(rows)}
    for day, end in ends.items():
        since = (dt.date.fromisoformat(day) - dt.timedelta(days=CONTESTED_DAYS)).isoformat()
        while rows[start]["date"] < since:
            start += 1
        latest = {row["voice"]: row["place"] for row in rows[start:end] if row["voice"]}
        if len(set(latest.values())) > 1:
            found.add(day)
    return found


def differences(said: Mapping[str, Sequence[Words]], order: Sequence[str], most: int) -> list[Against]:
    """Statements of two actors that differ, ``most`` in all, the sharpest first.

    Those furthest apart on the scale (``order``) come first, then those nearest in time. No statement is
    shown twice, and every two actors come to word before any come again.
    """
    step = {name: index for index, name in enumerate(order)}
    keys = list(said)
    # Of a bloc nothing leads: its members are not one voice.
    counting = {
        key: [item for item in items if item.leads or key.startswith("bloc:")] for key, items in said.items()
    }
    near = {
        (one, other): _against(counting[one], counting[other], step)
        for index, one in enumerate(keys)
        for other in keys[index + 1 :]
    }
    found: list[Against] = []
    used: set[str] = set()
    for turn in range(max(map(len, near.values()), default=0)):
        for (steps, days, mine, theirs), one, other in sorted(
            (items[turn], *both) for both, items in near.items() if turn < len(items)
        ):
            pair = Against(one, other, counting[one][mine], counting[other][theirs], days, -steps)
            if len(found) < most and not {pair.first.id, pair.second.id} & used:
                found.append(pair)
                used |= {pair.first.id, pair.second.id}
        if len(found) == most:
            break
    return sorted(found, key=lambda pair: (-pair.steps, pair.days, pair.first.date))


def _against(
    ours: Sequence[Words], theirs: Sequence[Words], step: Mapping[str, int]
) -> list[tuple[int, int, int, int]]:
    """(less the steps apart, days apart, index of ours, index of theirs), the sharpest first: for each of our
    words those of theirs for another position that are the nearest in time before and after."""
    by: dict[str, list[tuple[int, int]]] = {}
    for index, item in enumerate(theirs):
        by.setdefault(item.position, []).append((_number(item.date), index))
    found = []
    for index, mine in enumerate(ours):
        day = _number(mine.date)
        for position, items in by.items():
            steps = abs(step[position] - step[mine.position])
            place = bisect.bisect_left(items, (day, 0)) if steps else 0
            for near, other in items[max(0, place - 1) : place + 1] if steps else ():
                if abs(near - day) <= MOST_APART:
                    found.append((-steps, abs(near - day), index, other))
    return sorted(found)


def _number(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()
