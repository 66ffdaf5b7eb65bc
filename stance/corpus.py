"""The corpus folder: hand-kept tables read row by row, and the documents beside them.

A folder of one's own needs only what it has: ``statements.csv``, and below ``documents/`` texts (.txt,
.html) and further tables of statements (.csv, .tsv, .jsonl, .xlsx). Tables that describe the world (actors,
votes, blocs, events, issues) fall back to the bundled ones.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from stance.errors import InputError
from stance.tables import TABLES

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SHARED = ("actors", "rollcalls", "votes", "blocs", "events")
DOCUMENT_SUFFIXES = (".txt", ".html", ".htm")
TABLE_SUFFIXES = (".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
# The list of speakers that stands beside speeches of the General Debate: no table of statements.
SPEAKERS = "Speakers_by_session.xlsx"
# Tables that lie in the folder itself.
_KNOWN = tuple(f"{name}.csv" for name in ("statements", *SHARED, "countries", "trackers"))
# Columns that a table of one's own may lack: empty then.
_OPTIONAL = {"events": ("issue",)}
_NUMBERS = ("INTEGER", "DOUBLE")


def table_path(folder: Path, table: str) -> Path:
    """The file of a shared table: the folder's own, else the bundled one."""
    own = folder / f"{table}.csv"
    return own if own.is_file() else CORPUS / f"{table}.csv"


def shared_table(folder: Path, table: str) -> list[dict[str, object]]:
    """The rows of one of ``SHARED`` with the types of the snapshot; InputError at the first bad row."""
    path = table_path(folder, table)
    columns = TABLES[table]
    result = []
    for line, row in read_csv(path, tuple(columns), _OPTIONAL.get(table, ())):
        typed: dict[str, object] = dict(row)
        for name, kind in columns.items():
            if kind in _NUMBERS:
                typed[name] = _number(path, line, name, row[name])
            if name == "date":
                _check_day(path, line, row[name])
        if table in _CHECKED and (wrong := _CHECKED[table](row)):
            raise InputError(str(path), *wrong, line)
        result.append(typed)
    return result


def read_csv(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows of a CSV file, cells stripped; only ``columns``, which must be there unless
    ``optional`` names them too. InputError at the first bad row, with the line on which it begins."""
    read = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            read = reader.line_num
            if needed := [name for name in missing if name not in optional]:
                raise InputError(str(path), f"no column {', '.join(needed)}", "Add it to the first line", 1)
            for row in reader:
                if None in row or None in row.values():
                    problem = "this row has not as many cells as the first line"
                    raise InputError(str(path), problem, "Put cells with commas in quotes", reader.line_num)
                read = reader.line_num
                yield read, {name: row.get(name, "").strip() for name in columns}
    except csv.Error as error:
        mend = "Look for a quotation mark that is not closed, and write one inside a cell twice"
        raise InputError(str(path), f"this row cannot be read ({error})", mend, read + 1) from None
    except UnicodeDecodeError:
        raise InputError(str(path), "the file is not UTF-8", "Save it as UTF-8") from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(str(path), f"cannot read the file ({reason})", "Check the path") from None


def _number(path: Path, line: int, name: str, value: str) -> int | None:
    if not value:
        return None
    try:
        return int(value)
    except ValueError:
        raise InputError(str(path), f"{name} {value!r} is not a number", "Write digits", line) from None


def _check_day(path: Path, line: int, value: str) -> None:
    """Days are compared and counted as ISO dates; one of another form would stop every page later."""
    if wrong := _no_day(value):
        raise InputError(str(path), *wrong, line)


def _no_day(value: str) -> tuple[str, str] | None:
    try:
        if dt.date.fromisoformat(value).isoformat() == value:
            return None
    except ValueError:
        pass
    return f"the date {value!r} is no day", "Write it like 2023-10-27"


def _no_code(country: str) -> tuple[str, str] | None:
    if re.fullmatch(r"[A-Z]{3}", country):
        return None
    return f"{country!r} is no country's code", "Write its ISO 3166 code of three letters"


def _no_vote(row: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a row of votes, which would count for nobody, and what mends it."""
    if row["vote"] not in ("Y", "N", "A", "X"):
        return f"the vote {row['vote']!r} is none", "Write Y, N, A (abstained) or X (did not vote)"
    return _no_code(row["country"])


def _no_membership(row: Mapping[str, str]) -> tuple[str, str] | None:
    """The same of a row of blocs, which would hold on wrong days; an empty day is an open one."""
    days = (row[name] for name in ("start", "end") if row[name])
    return next(filter(None, map(_no_day, days)), None) or _no_code(row["country"])


_CHECKED = {"votes": _no_vote, "blocs": _no_membership}


def documents(folder: Path) -> list[Path]:
    """The folder's texts, in a stable order; InputError when the folder is not there."""
    return [path for path in _below(folder, DOCUMENT_SUFFIXES) if _inside(folder, path)]


def statement_tables(folder: Path) -> list[Path]:
    """The folder's tables of statements, in a stable order; InputError when the folder is not there."""
    own = [folder / "statements.csv"] if (folder / "statements.csv").is_file() else []
    found = (path for path in _below(folder, TABLE_SUFFIXES) if path.name != SPEAKERS)
    return own + [path for path in found if _inside(folder, path)]


def speaker_lists(folder: Path) -> list[Path]:
    """The lists of speakers beside speeches of the General Debate."""
    found = (path for path in _below(folder, TABLE_SUFFIXES) if path.name == SPEAKERS)
    return [path for path in found if _inside(folder, path)]


def document_id(folder: Path, path: Path) -> str:
    """What a document of the folder is called: its path below ``documents/`` without the ending."""
    return path.relative_to(folder / "documents").with_suffix("").as_posix()


def strays(folder: Path) -> list[InputError]:
    """What is passed over below ``documents/``: links out of the folder, files of a kind that is not read.

    A folder from elsewhere may link to any file of this machine, and a snapshot is made to be published.
    """
    kinds = DOCUMENT_SUFFIXES + TABLE_SUFFIXES
    unread = "this kind of file is not read", f"Save it as {', '.join(kinds)}"
    led_out = "this link leads out of the corpus folder or nowhere", "Put the file itself there"
    found = []
    for path in _below(folder):
        if path.suffix.lower() not in kinds:
            found.append(InputError(str(path), *unread))
        elif not _inside(folder, path):
            found.append(InputError(str(path), *led_out))
    return found


def misplaced(folder: Path) -> list[str]:
    """The texts and tables that lie in the folder itself, where nothing is read but tables known by name."""
    names = (path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    kinds = DOCUMENT_SUFFIXES + TABLE_SUFFIXES
    found = (name for name in names if Path(name).suffix.lower() in kinds and name not in _KNOWN)
    return sorted(name for name in found if not name.lower().startswith(("readme", "licen")))


def _inside(folder: Path, path: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _below(folder: Path, suffixes: tuple[str, ...] = ()) -> list[Path]:
    """The files and links below ``documents/`` that end so; all of them where no ending is named.

    Hidden files are nobody's text: drafts, and what some systems lay beside each file.
    """
    if not folder.is_dir():
        raise InputError(str(folder), "there is no such folder", "Name a corpus folder with --sources")
    found = (
        path
        for path in (folder / "documents").rglob("*")
        if (path.is_file() or path.is_symlink())
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    return sorted(path for path in found if not suffixes or path.suffix.lower() in suffixes)
