"""The records of a CSV file; one with an open quotation mark costs itself and not all that follow it.

To Python's reader a quotation mark that nobody closed holds everything up to the end of the file, or up to
the next one. Here a cell in quotation marks ends with a mark before a separator or the end of a line; where
a mark stands elsewhere, or none follows, the first was left open, and reading goes on at the line after it.
Line breaks inside a cell that is closed are part of it.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

OPEN = "a quotation mark is opened and not closed"
#: What to do about it.
CLOSE = "Close it, and write a quotation mark inside a cell twice"
_SHORTEN = "Shorten the cell, or look for a quotation mark that is not closed"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of the record that begins on ``line`` (from 1), or the problem for which it has none."""

    line: int
    cells: list[str]
    problem: str = ""
    mend: str = ""


def records(text: str, delimiter: str) -> Iterator[Record]:
    """Every record of ``text`` in order; a blank line is one without cells, as it is to Python's reader."""
    lines = list(io.StringIO(text, newline=""))
    starts = list(accumulate(map(len, lines), initial=0))
    at = 0
    while at < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter, strict=True)
        read = at
        try:
            for cells in reader:
                yield Record(read + 1, cells)
                read = at + reader.line_num
            return
        except csv.Error as error:
            alone = _alone(lines[read], delimiter)
            if alone is not None:
                # Marks in the middle of a cell, none of which goes on to the next line.
                record, at = Record(read + 1, alone), read + 1
            else:
                record, at = _lost(text, starts, read, delimiter, str(error))
            yield record


def _alone(line: str, delimiter: str) -> list[str] | None:
    """The cells of a line that ends as a record does, as far as Python's reader makes sense of its marks."""
    reader = csv.reader([line, ""], delimiter=delimiter)
    try:
        cells = next(reader)
    except csv.Error:
        return None
    return cells if reader.line_num == 1 else None


def _lost(text: str, starts: list[int], at: int, delimiter: str, problem: str) -> tuple[Record, int]:
    """Why the record that begins at line ``at`` (from 0) has no cells, and the line at which to go on."""
    mark, end = _open_mark(text, starts[at], delimiter)
    if mark >= 0:
        line = bisect_right(starts, mark) - 1
        return Record(line + 1, [], OPEN, CLOSE), line + 1
    after = bisect_right(starts, end)
    lost = f"lines {at + 1} to {after}" if after > at + 1 else "the row"
    return Record(at + 1, [], f"{lost} cannot be read ({problem})", _SHORTEN), after


def _open_mark(text: str, at: int, delimiter: str) -> tuple[int, int]:
    """Where the mark stands that the record from ``at`` on leaves open (-1: none), and the record's end."""
    stop = f"[{re.escape(delimiter)}\r\n]"
    cell = re.compile(f'"[^"]*+(?:""[^"]*+)*+"(?={stop}|\\Z)|(?!")[^{stop[1:]}*')
    while found := cell.match(text, at):
        at = found.end()
        if text[at : at + 1] != delimiter:
            return -1, at
        at += 1
    return at, at
