"""One line from the first position to the last: actors with their intervals, and polarisation over time."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from stance.alignment.polarisation import Moment
from stance.alignment.scale import Place, points
from stance.figures.dated import WHOLE, Event, Row, stack
from stance.figures.style import axis, ink, layout, tint
from stance.records import Issue
from stance.written import many

ROW = 21  # pixels
ENDS = {0: "0: all on<br>one position", 0.5: "0.5: spread<br>evenly", 1: "1: half at<br>each end"}


def scale(
    found: Sequence[Place], issue: Issue, name: Callable[[str], str], *, dark: bool,
    marked: Sequence[str] = (),
) -> go.Figure:  # fmt: skip
    """A dot with its interval for each actor, the first of the scale on top; ``customdata`` is the actor."""
    look, line = ink(dark), points(issue)
    names = [html.escape(name(place.actor)) for place in found]
    places = list(range(len(found)))
    bars: dict[str, Any] = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": look.outline, "width": 3},
        "x": [value for place in found for value in (place.low, place.high, None)],
        "y": [value for row in places for value in (row, row, None)],
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "x": [place.value for place in found], "y": places,
        "customdata": [place.actor for place in found], "selected": WHOLE, "unselected": WHOLE,
        "text": [
            f"<b>{label}</b><br>{place.value:.2f}, interval {place.low:.2f} to {place.high:.2f}"
            f"<br>{many(place.n, 'statement')}" for place, label in zip(found, names, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "size": [13 if place.actor in marked else 9 for place in found], "opacity": 1, "color": look.text,
            "line": {"color": look.paper, "width": 1.5},
        },
    }  # fmt: skip
    made = layout(look, ROW * len(found) + 56)
    made["margin"] = {**made["margin"], "r": 44}  # half of the last label
    made["xaxis"] = axis(look) | {
        "side": "top", "range": [-0.04, 1.04], "showgrid": True, "zeroline": False,
        "tickvals": list(line.values()),
        "ticktext": ["<br>".join(wrap(html.escape(issue.position(key).name), 14)) for key in line],
    }  # fmt: skip
    made["yaxis"] = axis(look) | {
        "tickvals": places, "range": [len(found) - 0.4, -0.6], "showgrid": False, "zeroline": False,
        "ticktext": [f"{label} ({place.n:,})" for place, label in zip(found, names, strict=True)],
    }  # fmt: skip
    made |= {"clickmode": "event+select", "hovermode": "closest"}
    return go.Figure(data=[bars, dots], layout=made)


def polarisation(
    found: Sequence[Moment], *, dark: bool, span: tuple[str, str], events: Sequence[Event] = ()
) -> go.Figure:  # fmt: skip
    """The polarisation at the end of each stretch of time with its interval; ``customdata`` is [day, ""]."""
    look = ink(dark)
    known = [item for item in found if item.value is not None]
    band = {
        "type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip", "line": {"width": 0},
        "fillcolor": tint(look.text, look.paper, 0.14),
        "x": [item.date for item in known] + [item.date for item in known[::-1]],
        "y": [item.high for item in known] + [item.low for item in known[::-1]],
    }  # fmt: skip
    line = {
        "type": "scatter", "mode": "lines+markers", "x": [item.date for item in known],
        "y": [item.value for item in known], "customdata": [[item.date, ""] for item in known],
        "line": {"color": look.text, "width": 2}, "selected": WHOLE, "unselected": WHOLE,
        "marker": {"size": 8, "color": look.text, "line": {"color": look.paper, "width": 1.5}, "opacity": 1},
        "text": [
            f"<b>{item.date}</b><br>{item.value:.2f}, interval {item.low:.2f} to {item.high:.2f}"
            f"<br>{many(item.n, 'state')}" for item in known
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    scaled = {"range": [-0.03, 1.03], "tickvals": list(ENDS), "ticktext": list(ENDS.values())}
    return stack([Row([band, line], scaled, 300)], events, look, span)
