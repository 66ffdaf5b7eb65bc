"""Decisions as a CSV file, and the file of another coder read again, line by line.

A file holds the log whole, undos and all, so that two hosts that exchange their files hold the same
decisions. A line that names no time or id, such as one written by hand, gets both; the id is then made of
what the line says, so that the same file read twice adds nothing.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
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
    made: dict[str, Decision] = {}
    refused: list[InputError] = []
    whose = {entry.id: entry.coder for entry in log if entry.kind != "undo"}
    for row in rows:
        try:
            if row.refused:
                raise _Unfit(row.refused.problem, row.refused.mend)
            entry = _decision(_plain(row.cells), issues, statements, merged_by)
            if entry.kind != "undo":
                whose[entry.id] = entry.coder
            elif not same_coder(whose.get(entry.undoes, ""), entry.coder):
                raise _Unfit("it takes back what this coder did not decide", "Take the line away")
            made[entry.id] = entry
        except _Unfit as error:
            refused.append(InputError(name, error.problem, error.mend, row.line))
    return Read(tuple(made.values()), tuple(refused))


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
    made = digest("decision", coder.casefold(), kind, issue.id, cell("statement_id"), position, undoes,
                  cell("made"))  # fmt: skip
    return Decision(
        coder=coder, issue=issue.id, statement_id=cell("statement_id"), position=position, kind=kind,
        condition=plain_text(cell("condition")), note=plain_text(cell("note")),
        stances=_stances(cell("stances"), issue, position), before=cell("before")[:64],
        before_by=plain_text(cell("before_by"), 200), undoes=undoes,
        blind=cell("blind").lower() in ("true", "1", "yes"),
        data_version=plain_text(cell("data_version"), 40), merged_by=plain_name(merged_by),
        made=_time(cell("made")), id=found[0] if found else made,
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
    """The time of a decision in the form of the log; now where the line names none."""
    if not cell:
        return now()
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
