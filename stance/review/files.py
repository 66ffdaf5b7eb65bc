"""Decisions as a CSV file, and the file of another coder read again, line by line.

A file holds the log whole, undos and all, so that two hosts that exchange their files hold the same
decisions. A line that names no time or id, such as one written by hand, gets both; the id is then made of
what the line says, so that the same file read twice adds nothing. Without a time a line says what its coder
holds now: whatever they decided since it was said before, it is a new decision.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from stance.codebook import derive
from stance.errors import InputError
from stance.export import to_csv
from stance.records import STANCES, Issue, digest
from stance.review.decisions import KINDS, Decision, now, plain_name, plain_text, same_coder

COLUMNS = (
    "id", "made", "coder", "kind", "issue", "statement_id", "position", "condition", "note", "stances",
    "before", "before_by", "undoes", "blind", "data_version", "merged_by",
)  # fmt: skip
# Clocks of two machines may differ; a decision of next week would outrank every other until then.
_AHEAD = timedelta(minutes=10)
_FORMULA = re.compile("'[=+@\t\r-]")


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds: decisions to be added, and the lines that cannot be used."""

    decisions: tuple[Decision, ...]
    refused: tuple[InputError, ...]


def csv_bytes(log: Iterable[Decision]) -> bytes:
    """The log as a CSV file that opens in a spreadsheet and runs nothing there."""
    rows = ({**asdict(entry), "stances": json.dumps(dict(entry.stances))} for entry in log)
    return ("\ufeff" + to_csv(rows, COLUMNS)).encode()


def read(
    name: str, data: bytes, issues: Mapping[str, Issue], statements: set[str], log: Sequence[Decision],
    merged_by: str,
) -> Read:
    """The decisions in a table (CSV, as ``csv_bytes`` writes them or with fewer columns).

    ``statements`` are the ids that the data hold, ``log`` what has been decided. Raises InputError where the
    file as a whole is of no use.
    """
    from stance.sources.grid import read_grid

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        path.write_bytes(data)
        try:
            columns, rows = read_grid(path)
        except InputError as error:
            raise InputError(name, error.problem, error.mend, error.line) from None
    missing = [column for column in ("coder", "issue", "statement_id", "position") if column not in columns]
    if missing:
        problem = f"the columns {', '.join(missing)} are missing"
        raise InputError(name, problem, "Take a file that was downloaded here as the pattern", 1)
    said: list[tuple[int, Decision]] = []
    refused: list[InputError] = []
    for row in rows:
        try:
            if row.refused:
                raise _Unfit(row.refused.problem, row.refused.mend)
            said.append((row.line, _decision(_plain(row.cells), issues, statements, merged_by)))
        except _Unfit as error:
            refused.append(InputError(name, error.problem, error.mend, row.line))
    made: dict[str, Decision] = {}
    whose = {entry.id: entry.coder for entry in log if entry.kind != "undo"}
    whole = _completed([entry for _, entry in said], log)
    for (line, _), entry in zip(said, whole, strict=True):
        if entry.kind != "undo":
            whose[entry.id] = entry.coder
        elif not same_coder(whose.get(entry.undoes, ""), entry.coder):
            problem = "it takes back what this coder did not decide"
            refused.append(InputError(name, problem, "Take the line away", line))
            continue
        made[entry.id] = entry
    return Read(tuple(made.values()), tuple(sorted(refused, key=lambda error: error.line or 0)))


def _completed(said: Sequence[Decision], log: Sequence[Decision]) -> list[Decision]:
    """The lines of a file, with an id and a time where one is empty.

    What a coder decided last may be what the file begins with: it was read before. What follows is new, and
    where the same was said earlier, the id is made of the decision that it follows, too.
    """
    made = [replace(line, id=line.id or _made_up(line), made=line.made or now()) for line in said]
    held: dict[tuple[str, ...], list[Decision]] = {}
    for entry in sorted(log, key=lambda entry: entry.made):
        held.setdefault(_place(entry), []).append(entry)
    told: dict[tuple[str, ...], list[int]] = {}
    for number, line in enumerate(said):
        if line.kind != "undo" and not line.made:
            told.setdefault(_place(line), []).append(number)
    for place, numbers in told.items():
        # Whoever says the same again has not decided anew.
        before = [list(same)[-1] for _, same in groupby(held.get(place, ()), _content)]
        turns = [list(same) for _, same in groupby(numbers, lambda number: _content(said[number]))]
        there = _repeated([_content(entry) for entry in before], [_content(said[turn[0]]) for turn in turns])
        known = {entry.id for entry in held.get(place, ())}
        last = before[-1].id if before else ""
        for step, turn in enumerate(turns):
            key = made[turn[0]].id
            if step < there:
                key = before[step - there].id
            elif key in known and not said[turn[0]].id:
                key = _made_up(said[turn[0]], last)
            for number in turn:
                made[number] = replace(made[number], id=said[number].id or key)
            known.add(key)
            last = key
    return made


def _repeated(before: Sequence[object], now: Sequence[object]) -> int:
    """With how many of its first things ``now`` goes through the last ones of ``before`` again."""
    most = min(len(before), len(now))
    return next((n for n in range(most, 0, -1) if before[-n:] == now[:n]), 0)


def _place(entry: Decision) -> tuple[str, ...]:
    return entry.coder.casefold(), entry.kind, entry.issue, entry.statement_id


def _content(entry: Decision) -> tuple[str, ...]:
    return entry.position, entry.condition, entry.note, json.dumps(dict(entry.stances), sort_keys=True)


def _made_up(line: Decision, after: str = "") -> str:
    """The id of a line that names none: what it says and, where need be, the decision that it follows."""
    return digest("decision", *_place(line), *_content(line), line.undoes, line.made, after)


class _Unfit(ValueError):
    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend
        super().__init__(problem)


def _plain(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells without the apostrophe that keeps a spreadsheet from running them."""
    return {key: cell[1:] if _FORMULA.match(cell) else cell for key, cell in cells.items()}


def _decision(
    cells: Mapping[str, str], issues: Mapping[str, Issue], statements: set[str], merged_by: str
) -> Decision:
    """What a line says; id and time are empty where it names none."""

    def cell(name: str) -> str:
        return cells.get(name, "")

    kind = cell("kind") or "coding"
    if kind not in KINDS:
        raise _Unfit(f"the kind {kind[:20]!r} is unknown", f"Use {', '.join(KINDS)}")
    coder = plain_name(cell("coder"))
    if not coder:
        raise _Unfit("no coder", "Write who decided")
    if cell("issue") not in issues:
        raise _Unfit(f"the issue {cell('issue')[:40]!r} is unknown", f"Use {', '.join(issues)}")
    if cell("statement_id") not in statements:
        problem = f"there is no statement {cell('statement_id')[:40]!r} in these data"
        raise _Unfit(problem, "Merge it where those data are shown")
    issue = issues[cell("issue")]
    known = [position.id for position in issue.positions]
    undoes = re.sub("[^0-9a-z]", "", cell("undoes"))[:64] or "nothing" if kind == "undo" else ""
    if kind != "undo" and cell("position") not in known:
        problem = f"the position {cell('position')[:40]!r} is not in the codebook"
        raise _Unfit(problem, f"Use {', '.join(known)}")
    position = "" if kind == "undo" else cell("position")
    found = re.fullmatch("[0-9a-z]{8,64}", cell("id"))
    return Decision(
        coder=coder, issue=issue.id, statement_id=cell("statement_id"), position=position, kind=kind,
        condition=plain_text(cell("condition")), note=plain_text(cell("note")),
        stances=_stances(cell("stances"), issue, position), before=cell("before")[:64],
        before_by=plain_text(cell("before_by"), 200), undoes=undoes,
        blind=cell("blind").lower() in ("true", "1", "yes"),
        data_version=plain_text(cell("data_version"), 40), merged_by=plain_name(merged_by),
        made=_time(cell("made")), id=found[0] if found else "",
    )  # fmt: skip


def _stances(cell: str, issue: Issue, position: str) -> dict[str, str]:
    if not cell or cell == "{}" or not position:
        return {}
    mend = 'Write {"concept": "supports", ...}, or leave it empty'
    try:
        held = json.loads(cell)
    except (ValueError, RecursionError):
        raise _Unfit("the stances are not JSON", mend) from None
    concepts = {concept.id for concept in issue.concepts}
    if not isinstance(held, dict) or not all(
        key in concepts and isinstance(value, str) and value in STANCES for key, value in held.items()
    ):
        raise _Unfit("the stances name something that the codebook does not have", mend)
    if derive(issue, held) != position:
        raise _Unfit(f"the stances give {derive(issue, held)!r}, the line says {position!r}", mend)
    return held


def _time(cell: str) -> str:
    """The time of a decision in the form of the log; empty where the line names none."""
    if not cell:
        return ""
    mend = "Write it in UTC, such as 2026-01-31T14:05:00Z"
    try:
        time = datetime.fromisoformat(cell)
        latest = datetime.fromisoformat(now()) + _AHEAD
        # A time without a zone is taken as UTC.
        aware = time if time.tzinfo else time.replace(tzinfo=latest.tzinfo)
        aware = aware.astimezone(latest.tzinfo)
    except (ValueError, OverflowError):
        raise _Unfit(f"the time {cell[:40]!r} is none", mend) from None
    if aware > latest:
        raise _Unfit(f"the time {cell[:40]} lies in the future", mend)
    return aware.isoformat(timespec="microseconds").replace("+00:00", "Z")
