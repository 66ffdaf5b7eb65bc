"""Rows of named cells from CSV, JSON lines and Excel files; every cell is data, no formula is computed."""

from __future__ import annotations

import datetime as dt
import io
import json
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from stance.errors import InputError
from stance.sources.rows import Record, records
from stance.sources.source import decode, read_bytes

MAX_ROWS = 200_000
#: Bytes that an Excel file may unpack to; far more is a bomb, not a table.
MAX_UNPACKED = 200_000_000
#: Columns of a table; a row that claims more is a mistake, or is made to fill the memory.
MAX_COLUMNS = 500
# Half of a surrogate pair: JSON may hold one as an escape, no table of a snapshot can.
_HALF = re.compile("[\ud800-\udfff]")
#: What zipfile and openpyxl raise for files that are damaged, locked or something else.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, KeyError, ValueError, IndexError,
    OSError, SyntaxError, RuntimeError, TypeError, AttributeError, ArithmeticError,
)  # fmt: skip
_DELIMITERS = ",;\t|"
_SPLIT = "Split it into smaller files"
#: What to do about a line of JSON that is no row.
JSON_MEND = "Write one JSON object with text values a line"
_NAME_COLUMNS = "Write the names of the columns into the first row"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its line in the file (from 1), its cells by column, or why it cannot be read.

    ``nested`` are the columns whose value is a list or an object; their cells are empty.
    """

    line: int
    cells: dict[str, str]
    refused: InputError | None = None
    nested: frozenset[str] = frozenset()


def read_grid(path: Path) -> tuple[list[str], list[GridRow]]:
    """The columns and rows of a table file.

    Raises InputError when the file as a whole cannot be used; a bad row is given with its reason.
    """
    data = read_bytes(path)
    if path.suffix.lower() == ".xlsx" or data.startswith(b"PK\x03\x04"):
        header, rows = _excel(data, path.name)
    elif path.suffix.lower() in (".jsonl", ".ndjson"):
        header, rows = _json_lines(_text(data, path.name), path.name)
    else:
        header, rows = _csv(_text(data, path.name), path.name)
    kept = list(islice(rows, MAX_ROWS + 1))
    if len(kept) > MAX_ROWS:
        raise InputError(path.name, f"the table has more than {MAX_ROWS} rows", _SPLIT)
    return header or list(dict.fromkeys(name for row in kept for name in row.cells)), kept


def _text(data: bytes, name: str) -> str:
    """The characters without the byte order mark, which would hide the quotation mark behind it."""
    return decode(data, name).removeprefix("\ufeff")


def _columns(cells: list[str], name: str, line: int) -> list[str]:
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if len(header) > MAX_COLUMNS:
        raise _too_wide(name, line)
    twice = sorted({column for column in header if column and header.count(column) > 1})
    if twice:
        raise InputError(name, f"the column {twice[0]!r} stands twice", "Rename one of them", line)
    if not any(header):
        raise InputError(name, "the first row names no columns", _NAME_COLUMNS, line)
    return header


def _too_wide(name: str, line: int) -> InputError:
    return InputError(name, f"the table has more than {MAX_COLUMNS} columns", "Keep those you need", line)


def _row(header: list[str], cells: list[str], name: str, line: int) -> GridRow:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        problem = f"the row has {len(cells)} cells, the header {len(header)}"
        mend = "Put quotation marks around cells that hold the separator"
        return GridRow(line, {}, InputError(name, problem, mend, line))
    pairs = zip(header, cells, strict=False)
    return GridRow(line, {column: cell.strip() for column, cell in pairs if column})


def _csv(text: str, name: str) -> tuple[list[str], Iterator[GridRow]]:
    line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=line.count)
    found = (row for row in records(text, delimiter) if row.problem or any(map(str.strip, row.cells)))
    first = next(found, None)
    if first is None:
        return [], iter(())
    if first.problem:
        raise InputError(name, first.problem, first.mend, first.line)
    header = _columns(first.cells, name, first.line)
    return header, (_record(header, record, name) for record in found)


def _record(header: list[str], record: Record, name: str) -> GridRow:
    if record.problem:
        return GridRow(record.line, {}, InputError(name, record.problem, record.mend, record.line))
    return _row(header, record.cells, name, record.line)


def _json_lines(text: str, name: str) -> tuple[list[str], Iterator[GridRow]]:
    def rows() -> Iterator[GridRow]:
        for line, raw in enumerate(text.split("\n"), start=1):
            if raw.strip():
                yield _json_row(raw, name, line)

    return [], rows()


def _json_row(raw: str, name: str, line: int) -> GridRow:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return GridRow(line, {}, InputError(name, "the line is not JSON", JSON_MEND, line))
    if not isinstance(value, dict):
        return GridRow(line, {}, InputError(name, "the line is no JSON object", JSON_MEND, line))
    nested = frozenset(key for key, cell in value.items() if isinstance(cell, (dict, list)))
    cells = {k: "" if cell is None or k in nested else str(cell).strip() for k, cell in value.items()}
    if _HALF.search("".join([*cells, *cells.values()])):
        problem = "the line holds half a character"
        return GridRow(line, {}, InputError(name, problem, "Save it as UTF-8", line))
    return GridRow(line, cells, nested=nested)


def _excel(data: bytes, name: str) -> tuple[list[str], Iterator[GridRow]]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MAX_UNPACKED:
            problem = f"the file unpacks to {unpacked / 1e6:.0f} MB"
            raise InputError(name, problem, _SPLIT)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a file may lie about its size
        rows = enumerate(islice(sheet.values, MAX_ROWS + 2), start=1)
        grid = [_narrow(row, name, line) for line, row in rows]
    except _BROKEN as error:
        if isinstance(error, InputError):
            raise
        raise InputError(name, "the file is no readable Excel table", "Save it as .csv") from None
    filled = [(line, row) for line, row in enumerate(grid, start=1) if any(row)]
    if not filled:
        raise InputError(name, "the first sheet is empty", _NAME_COLUMNS)
    header = _columns(filled[0][1], name, filled[0][0])
    return header, (_row(header, row, name, line) for line, row in filled[1:])


def _narrow(row: tuple[object, ...], name: str, line: int) -> list[str]:
    """The cells of a row as text; a row may claim 16,384 of them, and 200,000 rows may."""
    if any(value is not None for value in row[MAX_COLUMNS:]):
        raise _too_wide(name, line)
    cells = [_cell(value) for value in row[:MAX_COLUMNS]]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(value: object) -> str:
    """A cell as text: days as ISO dates, whole numbers without a point, formulas as they are written."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
