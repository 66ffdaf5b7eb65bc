"""What people read in statements, as it stands in tables: checked, laid on what is shown, as codings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stance.codebook import DEFAULT
from stance.errors import InputError
from stance.gather import Gathered, Reading
from stance.records import Coding, Issue, Statement


def check(found: Gathered, issues: dict[str, Issue]) -> None:
    """Keep the readings that a codebook knows; those that name no issue are of the default one, or else of
    the folder's first."""
    first = DEFAULT if DEFAULT in issues else next(iter(issues))
    for key, readings in found.readings.items():
        known: list[Reading] = []
        for reading in readings:
            reading = replace(reading, issue=reading.issue or first)
            problem = _unknown(reading, issues)
            if problem is None:
                known.append(reading)
            else:
                found.refused.append(problem)
        found.readings[key] = known


def _unknown(reading: Reading, issues: dict[str, Issue]) -> InputError | None:
    if reading.issue not in issues:
        known, problem = sorted(issues), f"there is no issue {reading.issue!r}"
    else:
        known = sorted(position.id for position in issues[reading.issue].positions)
        if reading.position in known:
            return None
        problem = f"the position {reading.position!r} is not in the codebook of {reading.issue}"
    return InputError(reading.where, problem, f"Write one of {', '.join(known)}", reading.line)


def to_the_shown(found: Gathered, shown: Mapping[str, tuple[str, int]]) -> None:
    """What people read in the same words elsewhere counts for the statement that is shown for them."""
    for key in list(found.readings):
        first = shown[key][0]
        if first == key:
            continue
        known = found.readings.setdefault(first, [])
        stay = [reading for reading in found.readings[key] if _read_by(known, reading)]
        known += [reading for reading in found.readings[key] if not _read_by(known, reading)]
        found.readings[key] = stay


def _read_by(known: Sequence[Reading], reading: Reading) -> bool:
    return any((one.coder, one.issue) == (reading.coder, reading.issue) for one in known)


def codings(statements: Sequence[Statement], found: Gathered) -> list[Coding]:
    """What people read, as codings that are wholly sure."""
    return [
        Coding(item.id, reading.issue, reading.position, 1.0, reading.coder, condition=reading.condition)
        for item in statements
        for reading in found.readings.get(item.id, ())
    ]
