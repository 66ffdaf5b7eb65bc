"""Positions over time: statements by stretch of time, and states by position on each day."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from stance.figures.dated import WHOLE, Event, Row, milliseconds, stack
from stance.figures.style import Ink, colours, ink, patterns
from stance.over_time import MIN_STATEMENTS, Bin, Day, after
from stance.records import Issue, Position

BAR_HEIGHT, ROW_HEIGHT = 330, 96  # pixels: one row of bars, or each of several
MOST_NUMBERS = 40  # more bars than this and the numbers above them would overlap
_SHARE_AXIS = {"range": [0, 1.1], "tickformat": ".0%", "tickvals": [0, 0.5, 1]}


def bars(
    found: Sequence[Bin], issue: Issue, *, dark: bool, width: str, span: tuple[str, str],
    series: Sequence[str] = ("",), shares: bool = False, events: Sequence[Event] = (),
    name: Callable[[str], str] = str, opened: tuple[str, str] = ("", ""), day: str = "",
) -> go.Figure:  # fmt: skip
    """Statements by position, one row of bars for each of ``series``.

    ``customdata`` of a bar is [first day, series, position, n]. In shares a bar with too few statements is
    absent. ``opened`` is the (first day, series) of the bar that is set off.
    """
    look, palette, fills = ink(dark), colours(issue, dark), patterns(issue)
    shown = [position for position in issue.positions if not shares or position.order is not None]
    rows = []
    for one in series:
        items = [item for item in found if item.series == one]
        traces = [
            _bar(items, position, width, shares)
            | {"marker": _marker(palette[position.id], fills[position.id], look,
                                 [(item.start, one) == opened for item in items])}
            for position in shown
        ]  # fmt: skip
        if len(items) <= MOST_NUMBERS:
            traces.append(_numbers(items, width, shares, look))
        height = BAR_HEIGHT if len(series) == 1 else ROW_HEIGHT
        # One scale for all rows, so that they can be compared.
        scale = _SHARE_AXIS if shares else _count_axis(found, series)
        rows.append(Row(traces, scale, height, name(one) if one else ""))
    return stack(rows, events, look, span, day, barmode="stack", bargap=0)


def days(
    found: Sequence[Day], issue: Issue, *, dark: bool, span: tuple[str, str], shares: bool = False,
    events: Sequence[Event] = (), opened: str = "", day: str = "",
) -> go.Figure:  # fmt: skip
    """How many states hold each position at the end of each stretch.

    ``customdata`` of a bar is [day, "", position, n].
    """
    look, palette, fills = ink(dark), colours(issue, dark), patterns(issue)
    dates = [day.date for day in found]
    spans = _spans(dates)
    traces = []
    for position in issue.positions:
        if position.order is None:
            continue
        counts = [len(day.holders.get(position.id, ())) for day in found]
        heights = [
            (count / day.n if day.n >= MIN_STATEMENTS else None) if shares else count
            for count, day in zip(counts, found, strict=True)
        ]
        traces.append({
            "type": "bar", "name": position.name, "x": dates, "y": heights, "width": spans,
            "offset": [-span for span in spans], "selected": WHOLE, "unselected": WHOLE,
            "customdata": [[date, "", position.id, n] for date, n in zip(dates, counts, strict=True)],
            "marker": _marker(palette[position.id], fills[position.id], look, [d == opened for d in dates]),
            "hovertemplate": f"<b>%{{customdata[0]}}</b><br>{html.escape(position.name)}: "
                             "%{customdata[3]} states<extra></extra>",
        })  # fmt: skip
    scale = {"range": [0, 1], "tickformat": ".0%"} if shares else {"rangemode": "tozero"}
    return stack([Row(traces, scale, BAR_HEIGHT)], events, look, span, day, barmode="stack", bargap=0)


def _bar(items: Sequence[Bin], position: Position, width: str, shares: bool) -> dict[str, Any]:
    counts = [item.counts.get(position.id, 0) for item in items]
    return {
        "type": "bar", "name": position.name, "offset": 0, "selected": WHOLE, "unselected": WHOLE,
        "x": [item.start for item in items],
        "y": [item.share(position.id) for item in items] if shares else counts,
        "width": [milliseconds(item.start, after(item.start, width)) * 0.9 for item in items],
        "customdata": [
            [item.start, item.series, position.id, n] for item, n in zip(items, counts, strict=True)
        ],
        "hovertext": [
            f"<b>{html.escape(position.name)}</b><br>{width} from {item.start}: {n} of "
            + (f"{item.taking} that take a position" if shares else f"{item.n} statements")
            for item, n in zip(items, counts, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _numbers(items: Sequence[Bin], width: str, shares: bool, look: Ink) -> dict[str, Any]:
    """The number of statements above each bar; where they are too few for a share it stands alone."""
    counted = [item.taking if shares else item.n for item in items]
    return {
        "type": "scatter", "mode": "text", "name": "n", "text": [str(n) for n in counted],
        "x": [_middle(item.start, after(item.start, width)) for item in items],
        "y": [int(n >= MIN_STATEMENTS) if shares else n for n in counted],
        "textposition": "top center", "hoverinfo": "skip", "cliponaxis": False,
        "textfont": {"size": 11, "color": look.soft},
    }  # fmt: skip


def _middle(start: str, stop: str) -> str:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(stop)
    return (dt.datetime.combine(first, dt.time()) + (last - first) / 2).isoformat()


def _marker(colour: str, fill: str, look: Ink, opened: Sequence[bool]) -> dict[str, Any]:
    return {
        "color": colour,
        "pattern": {"shape": fill, "fgcolor": look.paper, "fgopacity": 0.55, "size": 6, "solidity": 0.14,
                    "fillmode": "overlay"},
        "line": {"color": look.text, "width": [2 if one else 0 for one in opened]},
    }  # fmt: skip


def _count_axis(found: Sequence[Bin], series: Sequence[str]) -> dict[str, Any]:
    top = max((item.n for item in found if item.series in series), default=1)
    # Room for the number above the highest bar, more where the title of a row stands there.
    return {
        "range": [0, top * (1.3 if len(series) > 1 else 1.08)],
        "nticks": 3 if len(series) > 1 else 6,
        "tickformat": "d",
    }


def _spans(dates: Sequence[str]) -> list[float]:
    """The time from each date back to the one before it."""
    steps = [milliseconds(a, b) for a, b in zip(dates, dates[1:], strict=False)]
    return [steps[0] if steps else 86_400_000.0, *steps]
