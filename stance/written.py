"""How dates, numbers and words from sources are written for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

# A source that begins with one of these has set its words in marks itself.
_MARKS = ("“", '"', "«", "‘", "„")
_FORMS = {"quote": "own words", "paraphrase": "paraphrase", "vote": "report of a vote"}
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


def form(row: Mapping[str, Any]) -> str:
    """In which form a statement gives its actor's words."""
    partly = row["wording"] == "quote" and row["quote_type"] != "direct"
    return "partly own words" if partly else _FORMS[row["wording"]]


def in_marks(row: Mapping[str, Any]) -> bool:
    """Whether a statement is set in quotation marks: all of it is the actor's own words, and the source's own
    marks are not doubled."""
    return form(row) == _FORMS["quote"] and not row["text"].startswith(_MARKS)


def said(row: Mapping[str, Any]) -> str:
    """The words as they stand in the source, in quotation marks only where they are the actor's own."""
    text = " ".join(str(row["text"]).split())
    return f"“{text}”" if in_marks(row) else text


def many(count: int, noun: str) -> str:
    """A number with its noun: 1 statement, 2 statements, 1,200 statements."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
