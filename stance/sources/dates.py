"""Dates as pages print them, made ISO. Every day-month-year form of English news and UN documents."""

from __future__ import annotations

import datetime as dt
import re

from stance.sources.prose import DATE, STAMP

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_HEAD = 3000  # characters in which a page prints its date
_TITLED = re.compile(rf"\s*[^\n]{{0,200}}?\b(?:on |of |, |\(|[-–—] ?)(?P<date>{DATE})\)?[ \t]*(?:\r?\n|$)")
_ALONE = re.compile(
    r"^[^\w\n]*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s+|Date:\s*|(?:By|Press release)\b.{0,60}?)?"
    rf"(?P<date>{DATE})(?P<rest>.*)$",
    re.IGNORECASE | re.MULTILINE,
)


def iso(printed: str) -> str:
    """``4 Nov 2023``, ``November 4, 2023``, ``2023-11-04`` as ISO; '' when it is no day of the calendar."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", printed):
        year, month, day = (int(part) for part in printed.split("-"))
    else:
        name = re.search(r"[A-Za-z]{3}", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", printed))
        numbers = [int(number) for number in re.findall(r"\d+", printed)]
        if name is None or name.group().lower() not in _MONTHS or len(numbers) < 2:
            return ""
        day, year, month = numbers[0], numbers[-1], _MONTHS.index(name.group().lower()) + 1
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def printed_date(text: str) -> str:
    """The date a page prints for itself: a publication stamp, else a date on a line of its own near
    the top, else one that ends the title ("Regular Press Conference on November 9, 2023"). A date inside a
    sentence is the story's, not the document's. '' where there is none."""
    for match in STAMP.finditer(text[: 3 * _HEAD]):
        if found := iso(match["date"]):
            return found
    for match in _ALONE.finditer(text[:_HEAD]):
        if len(match["rest"].split()) <= 6 and (found := iso(match["date"])):
            return found
    title = _TITLED.match(text)
    return iso(title["date"]) if title else ""


def cell_date(written: str) -> tuple[str, str]:
    """A table cell's date and its precision; ('', 'day') where it is none or reads two ways.

    Taken are ISO dates with or without a time of day, years, months, printed dates, and day.month.year
    in either order where one number is over 12.
    """
    written = re.sub(r"[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$", "", written.strip())
    if part := re.fullmatch(r"(\d{4})(?:-(\d{2}))?", written):
        first = iso(f"{part[1]}-{part[2] or '01'}-01")
        return first, "month" if part[2] else "year"
    if part := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", written):
        day, month = int(part[1]), int(part[2])
        if day <= 12 and month <= 12 and day != month and "." not in written:
            return "", "day"
        if month > 12:
            day, month = month, day
        return iso(f"{part[3]}-{month:02}-{day:02}"), "day"
    if re.fullmatch(DATE, written, re.IGNORECASE):
        return iso(written), "day"
    return "", "day"
