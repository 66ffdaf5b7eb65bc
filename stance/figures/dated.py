"""Rows of a figure under one axis of time, with the events as dots above them."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from stance.figures.style import Ink, axis, layout

EVENT_ROW = 17  # pixels for each kind of event
Event = Mapping[str, str]
WHOLE = {"marker": {"opacity": 1}}  # a click opens words; it greys out nothing


@dataclass(frozen=True)
class Row:
    """Traces with an axis of their own: its settings, height in pixels and title."""

    traces: Sequence[Mapping[str, Any]]
    axis: Mapping[str, Any] = field(default_factory=dict)
    height: int = 300
    title: str = ""


def stack(
    rows: Sequence[Row], events: Sequence[Event], look: Ink, span: tuple[str, str], day: str = "",
    **more: object,
) -> go.Figure:  # fmt: skip
    """The rows from above to below, the events first; ``span`` is the first and the last day.

    ``day`` is the day that the reader has chosen, drawn as a dotted line.

    The figure is made in one go: adding traces and axes one by one costs ten times as much.
    """
    every = [_events(events, look), *rows] if events else list(rows)
    gap = 26 if len(rows) > 1 else 10
    total = sum(row.height for row in every) + gap * (len(every) - 1)
    made: dict[str, Any] = {**layout(look, total + 46), "annotations": [], **more}
    traces, top = [], float(total)
    for number, row in enumerate(every, start=1):
        name = f"y{number if number > 1 else ''}"
        domain = [max(0.0, (top - row.height) / total), top / total]
        made[f"yaxis{name[1:]}"] = {**axis(look), "domain": domain, "anchor": "x", **row.axis}
        # A dot on the first or the last day is drawn whole.
        traces += [
            {**trace, "xaxis": "x", "yaxis": name} | ({} if trace["type"] == "bar" else {"cliponaxis": False})
            for trace in row.traces
        ]
        if row.title:
            made["annotations"].append(_title(row.title, domain[1], look))
        top -= row.height + gap
    made["xaxis"] = {
        **axis(look), "type": "date", "range": [span[0], after(span[1])], "showgrid": False, "showline": True,
        "linecolor": look.outline, "tickformat": "%b\n%Y", "hoverformat": "%Y-%m-%d",
        "anchor": f"y{len(every) if len(every) > 1 else ''}",
    }  # fmt: skip
    if day:
        made["shapes"] = [{
            "type": "line", "xref": "x", "yref": "paper", "x0": day, "x1": day, "y0": 0, "y1": 1,
            "line": {"color": look.text, "width": 1, "dash": "dot"},
        }]  # fmt: skip
    made |= {"clickmode": "event+select", "hovermode": "closest"}
    made["margin"] = {"l": 0, "r": 9, "t": 8, "b": 0}
    return go.Figure(data=traces, layout=made)


def _title(text: str, height: float, look: Ink) -> dict[str, Any]:
    return {
        "text": f"<b>{html.escape(text)}</b>", "xref": "paper", "yref": "paper", "x": 0, "y": height,
        "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "font": {"size": 14, "color": look.text},
    }  # fmt: skip


def _events(events: Sequence[Event], look: Ink) -> Row:
    kinds = list(dict.fromkeys(event["kind"] for event in events))
    dots = {
        "type": "scatter", "mode": "markers", "name": "events", "x": [event["date"] for event in events],
        "y": [plain(event["kind"]) for event in events],
        "marker": {"size": 7, "color": look.soft, "line": {"width": 1, "color": look.paper}},
        "text": [f"<b>{html.escape(event['label'])}</b><br>{event['date']}" for event in events],
        "hovertemplate": "%{text}<extra></extra>", "selected": WHOLE, "unselected": WHOLE,
    }  # fmt: skip
    names = [plain(kind) for kind in kinds[::-1]]
    scale = {"categoryorder": "array", "categoryarray": names, "range": [-0.6, len(kinds) - 0.4]}
    return Row([dots], scale, EVENT_ROW * len(kinds) + 8)


def plain(kind: str) -> str:
    """A kind of event as people write it: "un-vote" is "UN vote"."""
    return {"un-vote": "UN vote"}.get(kind, kind.replace("-", " ").capitalize())


def after(day: str) -> str:
    """The day after: where a bar that includes ``day`` ends."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def milliseconds(start: str, stop: str) -> float:
    """The time between two ISO days, as Plotly counts it."""
    return (dt.date.fromisoformat(stop) - dt.date.fromisoformat(start)).days * 86_400_000.0
