"""One axis of time for every figure, with the events as dots above it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from stance.figures.style import Ink, finish

EVENT_ROW = 17  # pixels for each kind of event
Event = Mapping[str, str]


def frame(events: Sequence[Event], look: Ink, heights: Sequence[int], titles: Sequence[str]) -> go.Figure:
    """Rows under one axis of time, the events as dots above them."""
    kinds = list(dict.fromkeys(event["kind"] for event in events))
    above = [EVENT_ROW * len(kinds) + 8] if kinds else []
    gap = 26 if len(heights) > 1 else 10
    total = sum(above) + sum(heights) + gap * (len(above) + len(heights) - 1)
    figure = make_subplots(
        rows=len(above) + len(heights), cols=1, shared_xaxes=True, vertical_spacing=gap / total,
        row_heights=[*above, *heights],
    )  # fmt: skip
    if kinds:
        _events(figure, events, kinds, look)
    finish(figure, look, total + 46)
    for number, title in enumerate(titles):
        if title:
            axis = figure.layout[f"yaxis{number + 1 + len(above) if number + len(above) else ''}"]
            figure.add_annotation(
                text=f"<b>{html.escape(title)}</b>", xref="paper", yref="paper", x=0, y=axis.domain[1],
                xanchor="left", yanchor="bottom", showarrow=False, font={"size": 14, "color": look.text},
            )  # fmt: skip
    return figure


def _events(figure: go.Figure, events: Sequence[Event], kinds: Sequence[str], look: Ink) -> None:
    figure.add_trace(
        go.Scatter(
            x=[event["date"] for event in events], y=[plain(event["kind"]) for event in events],
            mode="markers",
            marker={"size": 7, "color": look.soft, "line": {"width": 1, "color": look.paper}},
            text=[f"<b>{html.escape(event['label'])}</b><br>{event['date']}" for event in events],
            hovertemplate="%{text}<extra></extra>", name="events",
        ),
        row=1, col=1,
    )  # fmt: skip
    figure.update_yaxes(
        categoryorder="array", categoryarray=[plain(kind) for kind in kinds[::-1]],
        range=[-0.6, len(kinds) - 0.4], row=1, col=1,
    )  # fmt: skip


def plain(kind: str) -> str:
    """A kind of event as people write it: "un-vote" is "UN vote"."""
    return {"un-vote": "UN vote"}.get(kind, kind.replace("-", " ").capitalize())


def milliseconds(start: str, stop: str) -> float:
    """The time between two ISO days, as Plotly counts it."""
    return (dt.date.fromisoformat(stop) - dt.date.fromisoformat(start)).days * 86_400_000.0


def dated(figure: go.Figure, look: Ink, span: tuple[str, str]) -> go.Figure:
    """Finish a figure whose axis is time; ``span`` is its first and last day."""
    figure.update_xaxes(
        type="date", showgrid=False, showline=True, linecolor=look.outline, tickformat="%b\n%Y",
        hoverformat="%Y-%m-%d",
    )  # fmt: skip
    figure.update_xaxes(range=list(span))
    figure.update_layout(clickmode="event+select", hovermode="closest", margin={"t": 8, "r": 6})
    return figure
