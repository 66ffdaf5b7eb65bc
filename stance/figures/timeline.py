"""Positions over time: statements by stretch of time, and states by position on each day."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from stance.figures.dated import Event, dated, frame, milliseconds
from stance.figures.style import Ink, colours, ink, patterns
from stance.over_time import MIN_STATEMENTS, Bin, Day, after
from stance.records import Issue

BAR_HEIGHT, ROW_HEIGHT = 330, 96  # pixels: one row of bars, or each of several
WHOLE = {"marker": {"opacity": 1}}  # a click opens words; it greys out nothing
MOST_NUMBERS = 40  # more bars than this and the numbers above them would overlap


def bars(
    found: Sequence[Bin], issue: Issue, *, dark: bool, width: str, span: tuple[str, str],
    series: Sequence[str] = ("",),
    shares: bool = False, events: Sequence[Event] = (), name: Callable[[str], str] = str,
    opened: tuple[str, str] = ("", ""),
) -> go.Figure:  # fmt: skip
    """Statements by position, one row of bars for each of ``series``.

    ``customdata`` of a bar is [first day, series, position, n]. In shares a bar with too few statements is
    absent. ``opened`` is the (first day, series) of the bar that is set off.
    """
    look, palette, fills = ink(dark), colours(issue, dark), patterns(issue)
    rows = [[item for item in found if item.series == one] for one in series]
    each = BAR_HEIGHT if len(series) == 1 else ROW_HEIGHT
    figure = frame(events, look, [each] * len(series), [name(one) if one else "" for one in series])
    first = 2 if events else 1
    for number, items in enumerate(rows):
        for position in issue.positions:
            if shares and position.order is None:
                continue
            figure.add_trace(
                _bar(items, position.id, position.name, width, shares, palette[position.id],
                     fills[position.id], look, opened),
                row=first + number, col=1,
            )  # fmt: skip
        if len(items) <= MOST_NUMBERS:
            figure.add_trace(_numbers(items, width, shares, look), row=first + number, col=1)
    figure.update_layout(barmode="stack", bargap=0)
    _scales(figure, rows, first, shares)
    return dated(figure, look, span)


def days(
    found: Sequence[Day], issue: Issue, *, dark: bool, span: tuple[str, str], shares: bool = False,
    events: Sequence[Event] = (),
    opened: str = "",
) -> go.Figure:  # fmt: skip
    """How many states hold each position at the end of each stretch.

    ``customdata`` of a bar is [day, "", position, n].
    """
    look, palette, fills = ink(dark), colours(issue, dark), patterns(issue)
    figure = frame(events, look, [BAR_HEIGHT], [""])
    dates = [day.date for day in found]
    spans = _spans(dates)
    for position in issue.positions:
        if position.order is None:
            continue
        counts = [len(day.holders.get(position.id, ())) for day in found]
        heights = [
            (count / day.n if day.n >= MIN_STATEMENTS else None) if shares else count
            for count, day in zip(counts, found, strict=True)
        ]
        figure.add_trace(
            go.Bar(
                x=dates, y=heights, width=spans, offset=[-span for span in spans], name=position.name,
                customdata=[[date, "", position.id, n] for date, n in zip(dates, counts, strict=True)],
                selected=WHOLE, unselected=WHOLE,
                marker=_marker([palette[position.id]] * len(dates), fills[position.id], look,
                               [day == opened for day in dates]),
                hovertemplate=f"<b>%{{customdata[0]}}</b><br>{html.escape(position.name)}: "
                "%{customdata[3]} states<extra></extra>",
            ),
            row=2 if events else 1, col=1,
        )  # fmt: skip
    figure.update_layout(barmode="stack", bargap=0)
    if shares:
        figure.update_yaxes(range=[0, 1], tickformat=".0%", row=2 if events else 1, col=1)
    return dated(figure, look, span)


def _bar(
    items: Sequence[Bin], position: str, label: str, width: str, shares: bool, colour: str, fill: str,
    look: Ink, opened: tuple[str, str],
) -> go.Bar:  # fmt: skip
    starts = [item.start for item in items]
    spans = [milliseconds(start, after(start, width)) for start in starts]
    counts = [item.counts.get(position, 0) for item in items]
    heights: list[float | None] = (
        [item.share(position) for item in items] if shares else [*map(float, counts)]
    )
    said = [
        f"{n} of {item.taking} that take a position" if shares else f"{n} of {item.n} statements"
        for n, item in zip(counts, items, strict=True)
    ]
    return go.Bar(
        x=starts, y=heights, width=[span * 0.9 for span in spans], offset=0, name=label, text=None,
        customdata=[[item.start, item.series, position, n] for item, n in zip(items, counts, strict=True)],
        marker=_marker([colour] * len(items), fill, look,
                       [(item.start, item.series) == opened for item in items]),
        selected=WHOLE, unselected=WHOLE,
        hovertext=[
            f"<b>{html.escape(label)}</b><br>{width} from {item.start}: {words}"
            for item, words in zip(items, said, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _numbers(items: Sequence[Bin], width: str, shares: bool, look: Ink) -> go.Scatter:
    """The number of statements above each bar; where they are too few for a share it stands alone."""
    counted = [item.taking if shares else item.n for item in items]
    tops = [(1.0 if n >= MIN_STATEMENTS else 0.0) if shares else float(n) for n in counted]
    return go.Scatter(
        x=[_middle(item.start, after(item.start, width)) for item in items], y=tops, mode="text",
        text=[str(n) for n in counted], textposition="top center", hoverinfo="skip", cliponaxis=False,
        textfont={"size": 11, "color": look.soft}, name="n",
    )  # fmt: skip


def _middle(start: str, stop: str) -> str:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(stop)
    return (dt.datetime.combine(first, dt.time()) + (last - first) / 2).isoformat()


def _marker(colour: list[str], fill: str, look: Ink, opened: Sequence[bool]) -> dict[str, Any]:
    return {
        "color": colour,
        "pattern": {"shape": fill, "fgcolor": look.paper, "fgopacity": 0.55, "size": 6, "solidity": 0.14,
                    "fillmode": "overlay"},
        "line": {"color": look.text, "width": [2 if one else 0 for one in opened]},
    }  # fmt: skip


def _scales(figure: go.Figure, rows: Sequence[Sequence[Bin]], first: int, shares: bool) -> None:
    """One scale for all rows, so that they can be compared."""
    top = max((item.n for items in rows for item in items), default=1)
    for number in range(len(rows)):
        if shares:
            figure.update_yaxes(
                range=[0, 1.1], tickformat=".0%", tickvals=[0, 0.5, 1], row=first + number, col=1
            )
        else:
            figure.update_yaxes(range=[0, top * 1.08], nticks=3 if len(rows) > 1 else 6, tickformat="d",
                                row=first + number, col=1)  # fmt: skip


def _spans(dates: Sequence[str]) -> list[float]:
    """The time from each date back to the one before it."""
    steps = [milliseconds(a, b) for a, b in zip(dates, dates[1:], strict=False)]
    return [steps[0] if steps else 86_400_000.0, *steps]
