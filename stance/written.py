"""How dates and numbers are written for people."""

from __future__ import annotations

import datetime as dt

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def day(value: str, precision: str = "day") -> str:
    """An ISO date as people write it: 17 Nov 2023; a month or a year where no more is known."""
    if not value:
        return "no date"
    date = dt.date.fromisoformat(value)
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    if precision == "year":
        return str(date.year)
    if precision == "month":
        return month
    return f"{'week of ' if precision == 'week' else ''}{date.day} {month}"


def many(count: int, noun: str) -> str:
    """A number with its noun: 1 statement, 2 statements, 1,200 statements."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
