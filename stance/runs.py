"""How a standing came about: the runs in which a country held a position, and the shifts between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stance.counting import DEFAULT, Rules, scale
from stance.filters import Filters
from stance.led import Key, Led, best, date_of, led, number
from stance.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken time in which a country held one position.

    ``start`` is its first day and ``end`` its last (empty: still held), ``stated`` the day of its latest
    evidence, ``statement_id`` the evidence that began it, ``before`` the position held before (empty: none).
    """

    country: str
    position: str
    start: str
    end: str
    stated: str
    statement_id: str
    speaker: str
    basis: str
    statements: int
    sources: int
    before: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of standing: before and after, and the evidence that made it."""

    country: str
    date: str
    before: str
    after: str
    statement_id: str
    basis: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest ``shifts`` of a time, the newest first, and how many it has in all."""

    shifts: tuple[Shift, ...]
    total: int


def runs(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT, *, since: str = "") -> list[Run]:
    """The runs that words and votes of their own make, by their first day; with ``since`` (a day) only those
    that began on it or later. ``filters.end`` is the last day."""
    return _told(snapshot, filters, rules, _begun(snapshot, filters, rules, since))


def shifts(snapshot: Snapshot, filters: Filters, rules: Rules = DEFAULT, *, since: str = "") -> list[Shift]:
    """Every change of standing on ``since`` or later, by date and country."""
    return _moved(snapshot, filters, rules, _changed(snapshot, filters, rules, since))


def newest(snapshot: Snapshot, filters: Filters, rules: Rules, since: str, most: int) -> Newest:
    """The newest ``most`` changes of standing on ``since`` or later; only their evidence is looked up."""
    changed = _changed(snapshot, filters, rules, since)
    return Newest(tuple(_moved(snapshot, filters, rules, changed[-most:])[::-1]), len(changed))


@dataclass(frozen=True, slots=True)
class _Begun:
    """A run before its evidence is looked up: ``key`` is that of what began it, the days count from 1970,
    ``over`` is the first of the next run (None: there is none), ``before`` a place or 0."""

    start: int
    key: Key
    over: int | None
    stated: int
    statements: int
    sources: int
    before: int


def _changed(snapshot: Snapshot, filters: Filters, rules: Rules, since: str) -> list[_Begun]:
    found = _begun(snapshot, filters, rules, since)
    return [run for run in found if run.before and run.before != run.key[2]]


def _begun(snapshot: Snapshot, filters: Filters, rules: Rules, since: str) -> list[_Begun]:
    first = number(since) if since else None
    found = [
        run
        for country, one in led(snapshot, filters, rules).items()
        for run in _of_country(country, one, rules, first)
    ]
    return sorted(found, key=lambda run: (run.start, run.key[0]))


def _of_country(country: str, one: Led, rules: Rules, since: int | None) -> Iterator[_Begun]:
    import numpy as np

    steps, length = one.steps(rules), len(one.days)
    firsts = np.flatnonzero(steps.first == np.arange(length))
    lasts = np.append(firsts[1:], length) - 1
    # A run begins where its sources are enough; one in which they never are is none.
    enough = np.where(steps.sources >= rules.min_sources, np.arange(length), length)
    starts = np.minimum.reduceat(enough, firsts)
    kept = np.flatnonzero(starts < length)
    former = np.concatenate([[0], one.places[firsts[kept]]])
    begun = one.days[starts[kept]]
    for n in np.flatnonzero(begun >= (begun[:1] if since is None else since)).tolist():
        run, start = kept[n], starts[kept[n]]
        over = int(one.days[firsts[run + 1]]) if run + 1 < len(firsts) else None
        yield _Begun(
            int(begun[n]), one.key(country, start), over, int(one.days[lasts[run]]),
            int(steps.statements[lasts[run]]), int(steps.sources[lasts[run]]), int(former[n]),
        )  # fmt: skip


def _moved(snapshot: Snapshot, filters: Filters, rules: Rules, found: Sequence[_Begun]) -> list[Shift]:
    return [
        Shift(item.country, item.start, item.before, item.position, item.statement_id, item.basis,
              item.speaker)
        for item in _told(snapshot, filters, rules, found)
    ]  # fmt: skip


def _told(snapshot: Snapshot, filters: Filters, rules: Rules, found: Sequence[_Begun]) -> list[Run]:
    order = ["", *scale(snapshot.issues[filters.issue])]
    evidence = best(snapshot, filters, rules, {run.key for run in found})
    made = []
    for run in found:
        (country, start, place), began = run.key, evidence.get(run.key)
        if began is None:
            continue  # see ``best``
        made.append(Run(
            country, order[place], start, _end(run, rules, filters.end), date_of(run.stated), began["id"],
            began["speaker"], began["basis"], run.statements, run.sources, order[run.before],
        ))  # fmt: skip
    return made


def _end(run: _Begun, rules: Rules, last: str) -> str:
    """The last day of a run: the day before the next one, or that on which it lapsed; empty if still held."""
    ends = [run.over - 1] if run.over is not None else []
    if rules.max_age:
        ends.append(run.stated + rules.max_age)
    end = date_of(min(ends)) if ends else ""
    return "" if last and end >= last else end
