"""What does the table of actors say? One row for each actor and term of office, checked cell by cell."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from stance import countries
from stance.errors import InputError
from stance.records import Actor, Role

COLUMNS = "id,name,kind,aliases,office,role,country,start,end,seen,source".split(",")
KINDS = ("person", "institution")
# In order of precedence: who holds two offices at once speaks in the first of them.
OFFICES = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "organisation_head",
    "defence_minister",
    "permanent_representative",
    "deputy_foreign_minister",
    "minister",
    "envoy",
    "ambassador",
    "spokesperson",
    "legislator",
    "institution",
)


@cache
def bounds(date: str) -> tuple[int, int]:
    """First and last day (ordinals) of a date of the form YYYY, YYYY-MM or YYYY-MM-DD."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
        raise ValueError(f"{date!r} is not of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    try:
        first = dt.date(year, month or 1, day or 1)
        last = dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        raise ValueError(f"{date!r} is not in the calendar") from None
    return first.toordinal(), last.toordinal()


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of a table with exactly our columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            if reader.fieldnames != COLUMNS:
                mend = f"The first line must be {','.join(COLUMNS)}"
                raise InputError(path.name, "these are not the columns of this table", mend, 1)
            for row in reader:
                if None in row or None in row.values():
                    problem = "the number of cells is not that of the first line"
                    mend = 'Put cells with commas between "quotation marks"'
                    raise InputError(path.name, problem, mend, reader.line_num)
                yield reader.line_num, row
        except UnicodeDecodeError:
            mend = "Save it as UTF-8"
            raise InputError(path.name, "this is not UTF-8 text", mend) from None
        except csv.Error as error:
            mend = "Close every quotation mark and double those inside a cell"
            raise InputError(path.name, str(error), mend, reader.reader.line_num) from None


def _wrong(row: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with a row and what mends it, or None."""
    for column, allowed in (("kind", KINDS), ("office", OFFICES)):
        if row[column] not in allowed:
            return f"{column} {row[column]!r} is unknown", f"Use one of {', '.join(allowed)}"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
        return f"id {row['id']!r} is no slug", "Use small letters, digits and single hyphens"
    if row["country"] not in countries.places():
        mend = "Use an ISO 3166 alpha-3 code or an organisation of countries.csv"
        return f"country {row['country']!r} is unknown", mend
    for column in ("name", "role", "source"):
        if not row[column].strip():
            return f"{column} is empty", "Fill it in"
    try:
        for date in filter(None, [row["start"], row["end"], *row["seen"].split("|")]):
            bounds(date)
    except ValueError as error:
        return str(error), "Correct the date or leave it empty"
    if row["start"] and row["end"] and bounds(row["start"])[0] > bounds(row["end"])[1]:
        return f"start {row['start']} is after end {row['end']}", "Correct one of them"
    return None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def read(path: Path) -> list[Actor]:
    """The actors of a table, the rows of each put together; InputError names the line."""
    first: dict[str, dict[str, str]] = {}
    aliases: dict[str, dict[str, None]] = {}
    roles: dict[str, list[Role]] = {}
    for line, row in _rows(path):
        known, key = first.setdefault(row["id"], row), row["id"]
        wrong = _wrong(row)
        if not wrong and (known["name"], known["kind"]) != (row["name"], row["kind"]):
            wrong = f"id {key!r} has two names or kinds", "Make the rows agree"
        if wrong:
            raise InputError(path.name, *wrong, line)
        aliases.setdefault(key, {}).update(dict.fromkeys(_split(row["aliases"])))
        office = row["role"], row["country"], row["start"], row["end"], _split(row["seen"])
        roles.setdefault(key, []).append(Role(*office, row["source"], row["office"]))
    return [
        Actor(key, row["name"], row["kind"], tuple(aliases[key]), tuple(roles[key]))
        for key, row in first.items()
    ]
