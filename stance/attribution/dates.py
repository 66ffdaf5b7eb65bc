"""When was it said: the document's date, or the day, week or month that the sentence names."""

from __future__ import annotations

import datetime as dt
import re

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = """january february march april may june july august september october november
december""".split()
_MONTH = "|".join([*_MONTHS, *(m[:3] + r"\.?" for m in _MONTHS), r"sept\.?"])
_DAY = re.compile(rf"\b(?:(last|next|this|previous)\s+)?({'|'.join(_DAYS)})\b", re.IGNORECASE)
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})|({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?!\d)(?:,?\s+(\d{4}))?(?!\w)",
    re.IGNORECASE,
)
_RELATIVE: tuple[tuple[str, str, int], ...] = (
    (r"the day before yesterday", "day", 2),
    (r"yesterday|(?:the )?(?:previous|day before) day|last night", "day", 1),
    (r"today|tonight|this (?:morning|afternoon|evening)", "day", 0),
    (r"(?:earlier|late|later|early) this week|this week|in recent days|days (?:ago|earlier)", "week", 0),
    (r"last week|(?:a|one) week (?:ago|earlier)|the previous week", "week", 7),
    (r"(?:earlier |late |early )?this month", "month", 0),
    (r"last month|(?:a|one) month (?:ago|earlier)|the previous month", "month", 1),
)
_MOMENTS = tuple((re.compile(rf"\b(?:{form})\b", re.IGNORECASE), p, back) for form, p, back in _RELATIVE)


def resolve(phrase: str, document: str) -> tuple[str, str] | None:
    """The date (ISO) and precision that ``phrase`` names, seen from the ``document`` date.

    A weekday is the latest one on or before the document's date. A week is given by its Monday, a month
    by its first day. None where the phrase names no time, or one after the document.
    """
    if not document:
        return None
    base = dt.date.fromisoformat(document)
    found = _calendar(phrase, base) or _weekday(phrase, base) or _moment(phrase, base)
    return (found[0].isoformat(), found[1]) if found and found[0] <= base else None


def _calendar(phrase: str, base: dt.date) -> tuple[dt.date, str] | None:
    match = _DATE.search(phrase)
    if not match:
        return None
    day = int(match[1] or match[4])
    name = (match[2] or match[3]).lower()[:3]
    month = next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name))
    year = int(match[5]) if match[5] else base.year
    try:
        date = dt.date(year, month, day)
        if not match[5] and date > base:
            date = dt.date(year - 1, month, day)
    except ValueError:
        return None
    return date, "day"


def _weekday(phrase: str, base: dt.date) -> tuple[dt.date, str] | None:
    match = _DAY.search(phrase)
    if not match or (match[1] or "").lower() == "next":
        return None
    back = (base.weekday() - _DAYS.index(match[2].lower())) % 7
    if (match[1] or "").lower() in ("last", "previous") and back == 0:
        back = 7
    return base - dt.timedelta(days=back), "day"


def _moment(phrase: str, base: dt.date) -> tuple[dt.date, str] | None:
    for pattern, precision, back in _MOMENTS:
        if pattern.search(phrase):
            if precision == "day":
                return base - dt.timedelta(days=back), precision
            if precision == "week":
                return base - dt.timedelta(days=base.weekday() + back), precision
            first = base.replace(day=1)
            return (first - dt.timedelta(days=1)).replace(day=1) if back else first, precision
    return None
