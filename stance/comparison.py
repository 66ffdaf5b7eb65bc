"""How actors compare: where each stood day by day, how often they agree, who is nearest to them.

A bloc stands where most of its members stand. Agreement is the share of the days on which both hold a
position and hold the same; below ``MIN_DAYS`` such days it is absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from stance import day_by_day
from stance.counting import Rules
from stance.day_by_day import NOTHING, OWN, Days
from stance.filters import Filters, marks
from stance.snapshot import Snapshot
from stance.voices import COLUMN, MEMBERS, Actor

FEWEST, MOST = 2, 6
MIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, on which nothing changes for an actor. ``position`` is empty where it is divided.

    ``basis`` is one of ``day_by_day.OWN``, ``VOTE`` and ``BLOC``; ``stated`` is the day of the latest words
    on the first of these days, ``old`` says that they are older than a reader should take for granted.
    """

    start: str
    end: str
    position: str
    basis: int
    stated: str
    old: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many of ``days``, on which two actors both held a position, they held the ``same``.

    ``apart`` is how far apart they stood on average, in steps of the scale.
    """

    one: str
    other: str
    days: int
    same: int
    apart: float

    @property
    def share(self) -> float | None:
        """The share of the days; None below ``MIN_DAYS``."""
        return self.same / self.days if self.days >= MIN_DAYS else None


def lines(
    snapshot: Snapshot, filters: Filters, rules: Rules, actors: Sequence[Actor], countries: Days
) -> Days:
    """A row of days for each actor, in their order; one of whom nothing is known holds nothing.

    ``filters`` names no actors itself and gives the last day as ``end``; ``countries`` are the days of all
    countries under them.
    """
    import numpy as np

    kinds = {actor.kind for actor in actors}
    people = countries
    if "speaker" in kinds:
        names = [actor.code for actor in actors if actor.kind == "speaker"]
        wanted = replace(filters, speakers=tuple(names))
        people = day_by_day.days(snapshot, wanted, rules, "speaker")
        countries, people = day_by_day.side_by_side(countries, people)
    found = {f"country:{key}": (countries, index) for index, key in enumerate(countries.keys)}
    if "bloc" in kinds:
        names = [actor.code for actor in actors if actor.kind == "bloc"]
        together = day_by_day.of_blocs(countries, day_by_day.memberships(snapshot), names)
        found |= {f"bloc:{key}": (together, index) for index, key in enumerate(together.keys)}
    if "speaker" in kinds:
        found |= {f"speaker:{key}": (people, index) for index, key in enumerate(people.keys)}
    shape = (len(actors), countries.length)
    place, stated, basis = (np.full(shape, value, np.int32) for value in (NOTHING, -1, OWN))
    for number, actor in enumerate(actors):
        if actor.key in found:
            held, index = found[actor.key]
            place[number], stated[number] = held.place[index], held.stated[index]
            basis[number] = held.basis[index]
    keys = tuple(actor.key for actor in actors)
    return replace(countries, keys=keys, place=place, stated=stated, basis=basis)


def as_actors(found: Days, kind: str) -> Days:
    """Days of all countries or speakers under the keys of actors."""
    return replace(found, keys=tuple(Actor(kind, key).key for key in found.keys))


def stretches(held: Days, row: int, old_days: int) -> list[Stretch]:
    """The stretches of one row in which position, basis and age class stay the same, gaps left out."""
    import numpy as np

    place, basis = held.place[row], held.basis[row]
    old = (np.arange(held.length) - held.stated[row] > old_days) & (held.stated[row] >= 0)
    code = place * 100 + basis * 10 + old
    starts = np.flatnonzero(np.concatenate([[True], code[1:] != code[:-1]]))
    ends = np.concatenate([starts[1:], [held.length]]) - 1
    return [
        Stretch(held.day(a), held.day(b), held.position(row, a), int(basis[a]),
                held.day(int(held.stated[row, a])) if held.stated[row, a] >= 0 else "", bool(old[a]))
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        if place[a] != NOTHING
    ]  # fmt: skip


def agreement(held: Days, others: Days, row: int, start: str = "") -> list[Agreement]:
    """How one row of ``held`` agrees with each row of ``others`` from the day ``start`` on."""
    import numpy as np

    held, others = day_by_day.side_by_side(held, others)
    first = held.index(start) if start else 0
    mine, theirs = held.place[row, first:], others.place[:, first:]
    both = (mine > 0) & (theirs > 0)
    apart = np.where(both, np.abs(theirs - mine), 0)
    days, same = both.sum(axis=1), (both & (apart == 0)).sum(axis=1)
    mean = apart.sum(axis=1) / np.maximum(days, 1)
    return [
        Agreement(held.keys[row], key, int(days[i]), int(same[i]), float(mean[i]))
        for i, key in enumerate(others.keys)
    ]


def pairs(held: Days, start: str = "") -> list[Agreement]:
    """The agreement of every two rows, in the order of the rows."""
    return [found for row in range(len(held.keys)) for found in agreement(held, held, row, start)[row + 1 :]]


def ranked(found: Iterable[Agreement], least: float = 0) -> list[Agreement]:
    """Those with a share of at least ``least`` days, the nearest first: by share, then how far apart, then
    how many days."""
    known = [
        item for item in found if item.share is not None and item.days >= least and item.one != item.other
    ]
    return sorted(known, key=lambda item: (-(item.share or 0.0), item.apart, -item.days, item.other))


def tally(snapshot: Snapshot, filters: Filters, actors: Sequence[Actor]) -> dict[str, dict[str, int]]:
    """Statements by actor's key and position, those that state none among them."""
    where, values = filters.where()
    found: dict[str, dict[str, int]] = {actor.key: {} for actor in actors}
    for kind, column in COLUMN.items():
        codes = [actor.code for actor in actors if actor.kind == kind]
        if not codes:
            continue
        rows = snapshot.rows(
            f"SELECT {column} AS series, s.position, count(*) AS n FROM coded s "  # noqa: S608
            f"{MEMBERS if kind == 'bloc' else ''} WHERE {where} AND s.date <> '' "
            f"AND {column} IN ({marks(codes)}) GROUP BY ALL",
            [*values, *codes],
        )
        for row in rows:
            found[f"{kind}:{row['series']}"][row["position"]] = row["n"]
    return found


def busiest(snapshot: Snapshot, filters: Filters, kind: str, most: int) -> list[str]:
    """The codes of the actors of one kind with the most statements that take a position."""
    where, values = filters.where()
    column = COLUMN[kind]
    rows = snapshot.rows(
        f"SELECT {column} AS code FROM coded s {MEMBERS if kind == 'bloc' else ''} "  # noqa: S608
        f"WHERE {where} AND s.position <> 'none' AND s.date <> '' AND {column} <> '' "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
        [*values, most],
    )
    return [row["code"] for row in rows]
