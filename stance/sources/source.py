"""What reading one file gives, and how its bytes become text: size, binary, encoding, dates checked."""

from __future__ import annotations

import codecs
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from stance.errors import InputError
from stance.records import Document, Statement

#: The largest file that is read, in bytes (20 MB); a daily paper's year is smaller.
MAX_BYTES = 20_000_000
# Said to whoever builds or pastes as well, where there is no --date.
NO_DATE = "no date found in the text: write it under the headline or name it beside the text (extract --date)"
_SPLIT = "Split it into one file a document"
_SAVE_AS_TEXT = "Save the document as text (.txt) or as a web page (.html)"
_MARKS = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip or Office file", b"\xff\xd8\xff": "a picture"}


@dataclass(frozen=True, slots=True)
class Source:
    """A document as read. ``statements`` is None where the text itself does not say who speaks:
    then the attribution station finds them. ``notes`` tell what was assumed, ``refused`` what was no use."""

    document: Document
    statements: tuple[Statement, ...] | None = None
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def read_bytes(path: Path) -> bytes:
    """The file's bytes; InputError when it is missing, empty or over ``MAX_BYTES``, or when its name is of
    bytes that no table or page could hold."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        shown = path.name.encode(errors="backslashreplace").decode()
        raise InputError(shown, "the name of the file is not UTF-8", "Rename it") from None
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            problem = f"{size / 1e6:.0f} MB is more than the {MAX_BYTES // 1_000_000} MB a file may have"
            raise InputError(path.name, problem, _SPLIT)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(path.name, f"cannot read the file ({reason})", "Check the path") from None
    if not data.strip():
        raise InputError(path.name, "the file is empty", "Give a file that holds a text")
    return data


def decode(data: bytes, name: str) -> str:
    """The text of ``data``: UTF-8, or UTF-16 where a byte order mark says so; every character kept.

    Raises InputError for binary files and, with the line, for bytes that are not UTF-8: guessing an
    encoding would change words silently.
    """
    for mark, what in _MARKS.items():
        if data.startswith(mark):
            raise InputError(name, f"the file is {what}, not text", _SAVE_AS_TEXT)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", name)
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        raise InputError(name, "the file holds NUL bytes: it is not text", _SAVE_AS_TEXT, line)
    return _strict(data, "utf-8", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = f"the bytes are not {encoding.upper()} (first at byte {error.start})"
        mend = "Save the file with the encoding UTF-8; older Windows files are often Windows-1252"
        raise InputError(name, problem, mend, line) from None


def check_date(date: str, name: str) -> str:
    """``date`` as given; InputError when it is no day of the calendar or lies in the future."""
    if not date:
        return ""
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        problem = f"the date {date!r} is not of the form YYYY-MM-DD"
        raise InputError(name, problem, "Write it like 2023-11-04") from None
    if day > dt.date.today():
        raise InputError(name, f"the date {date} lies in the future", "Give the day of publication")
    return day.isoformat()
