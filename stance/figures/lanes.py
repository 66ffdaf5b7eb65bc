"""A lane for each actor over time: where it stood, and the statement that moved it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from stance.counting import MIN_CONFIDENCE
from stance.figures.dated import WHOLE, Event, Row, stack
from stance.figures.style import Ink, colours, ink, tint
from stance.over_time import Said
from stance.records import Issue, Position

# Shapes of dots, so that a lane can be read without colour.
SHAPES = ("circle", "square", "diamond", "triangle-up", "star", "hexagon")
LANE = 30  # pixels


def lanes(
    found: Sequence[Sequence[Said]], issue: Issue, *, dark: bool, name: Callable[[str], str],
    span: tuple[str, str],
    events: Sequence[Event] = (), day: str = "", until: str = "", said: str = "",
) -> go.Figure:  # fmt: skip
    """A lane for each actor: the line bears the position it holds, a dot each statement.

    ``customdata`` of a dot is the statement's id. What would not count on the map (an unsure coding, the
    report of a vote) is a hollow dot and moves no line. Lines end on the day ``until``, the last that
    the data speak of; empty is the end of ``span``. ``said`` is the statement that
    is open: its dot has a ring.
    """
    look, palette = ink(dark), colours(issue, dark)
    names = distinct([name(items[0].series) for items in found])
    lines = [
        _line(names, found, position, tint(palette[position.id], look.paper, 0.55), until or span[1])
        for position in issue.positions
        if position.order is not None
    ]
    dots = [
        _dots(names, found, position, palette[position.id], shape, look, said)
        for position, shape in zip(issue.positions, SHAPES, strict=False)
    ]
    scale = {
        "categoryorder": "array", "categoryarray": names[::-1], "showgrid": False,
        "range": [-0.7, len(found) - 0.3],
    }  # fmt: skip
    return stack([Row([*lines, *dots], scale, LANE * len(found) + 10)], events, look, span, day)


def _line(
    names: Sequence[str], found: Sequence[Sequence[Said]], position: Position, colour: str, end: str
) -> dict[str, Any]:
    x: list[str | None] = []
    y: list[str | None] = []
    for label, items in zip(names, found, strict=True):
        for start, stop in _held(items, position.id, end):
            x += [start, stop, None]
            y += [label, label, None]
    return {
        "type": "scatter", "mode": "lines", "name": position.name, "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": colour, "width": 5},
    }  # fmt: skip


def _dots(
    names: Sequence[str],
    found: Sequence[Sequence[Said]],
    position: Position,
    colour: str,
    shape: str,
    look: Ink,
    opened: str,
) -> dict[str, Any]:
    said = [
        (one, item)
        for one, items in zip(names, found, strict=True)
        for item in items
        if item.position == position.id
    ]
    full = [item.counts for _, item in said]
    return {
        "type": "scatter", "mode": "markers", "name": position.name, "x": [item.date for _, item in said],
        "y": [one for one, _ in said], "customdata": [item.id for _, item in said],
        "text": [_hover(one, item, position) for one, item in said],
        "hovertemplate": "%{text}<extra></extra>", "selected": WHOLE, "unselected": WHOLE,
        "marker": {
            "symbol": shape, "size": [9 if yes else 7 for yes in full], "opacity": 1,
            "color": [colour if yes else look.paper for yes in full],
            "line": {
                "color": [look.text if item.id == opened else look.paper if item.counts else colour
                          for _, item in said],
                "width": [3 if item.id == opened else 1.4 for _, item in said],
            },
        },
    }  # fmt: skip


def _hover(name: str, item: Said, position: Position) -> str:
    said = f"{item.date}: {html.escape(position.name)}{_why_not(item, position)}"
    return f"<b>{html.escape(name)}</b><br>{said}<br>{html.escape(item.speaker)}"


def _why_not(item: Said, position: Position) -> str:
    if item.counts or position.order is None:
        return ""
    if item.wording == "vote":
        return ", does not count: it reports a vote"
    if not item.person and item.confidence < MIN_CONFIDENCE:
        return ", does not count: the coding is unsure"
    return ", does not count: something else leads that day"


def _held(items: Sequence[Said], position: str, end: str) -> list[tuple[str, str]]:
    """The stretches in which this position is the latest that counts."""
    counting = [item for item in items if item.counts]
    stops = [*(item.date for item in counting[1:]), end]
    return [
        (item.date, stop) for item, stop in zip(counting, stops, strict=False) if item.position == position
    ]


def distinct(names: Sequence[str]) -> list[str]:
    """Names as categories of an axis: two actors of one name must not share a lane."""
    seen: dict[str, int] = {}
    made = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return made
