"""A lane for each compared actor: what it held on every day, how old that was, and its words as dots."""

from __future__ import annotations

import bisect
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from stance.comparison import Stretch
from stance.day_by_day import BLOC, OWN, VOTE
from stance.figures.dated import WHOLE, Event, Row, after, milliseconds, stack
from stance.figures.lanes import SHAPES, distinct
from stance.figures.style import Ink, colours, ink, tint
from stance.records import Issue
from stance.voices import Words
from stance.written import day as written
from stance.written import many

LANE, BAR = 46, 0.5  # pixels of a lane, and the share of it that its bar fills
# More dots than this in one lane cannot be told apart; every change of position keeps its dot.
MOST_DOTS = 120
# A bar shorter than this part of the time shown has no room for a name.
MOST_LABELS = 40
# How full the colour of a bar is: carried forward, older than is safe to rely on, not in own words.
CARRIED, OLD, INDIRECT = 0.55, 0.26, 0.2
HATCH = {True: "/", False: ""}


@dataclass(frozen=True)
class Lane:
    """One actor: its name, what it held (see ``comparison.stretches``) and what it said."""

    name: str
    stretches: Sequence[Stretch]
    words: Sequence[Words]


def compared(
    lanes: Sequence[Lane], issue: Issue, *, dark: bool, span: tuple[str, str], events: Sequence[Event] = (),
    day: str = "",
) -> go.Figure:  # fmt: skip
    """The figure. ``customdata`` of a bar and of a dot is the id of the statement that it stands for.

    A bar is what the actor holds; hatched and paler where its latest words are old, faint where only a vote
    or a bloc speaks for it. No bar: nothing found. A dot is a day's words, with a cross on it where two
    voices of the government begin to differ.
    """
    look, palette = ink(dark), colours(issue, dark)
    names = distinct([lane.name for lane in lanes])
    traces = [
        trace
        for position, shape in zip(issue.positions, SHAPES, strict=False)
        if position.order is not None
        for trace in (
            _bars(names, lanes, issue, position.id, palette[position.id], look),
            _dots(names, lanes, issue, position.id, palette[position.id], shape, look),
        )
    ]
    # Bars below dots; of two dots on one day the one that counts lies above.
    traces = sorted(traces, key=lambda trace: str(trace["type"]))
    bars = [trace for trace in traces if trace["type"] == "bar"]
    dots = [trace for trace in traces if trace["type"] != "bar"]
    traces = [_divided(names, lanes, look), *bars, _labels(names, lanes, issue, look, span), *dots[::-1]]
    traces.append(_crosses(names, lanes, look))
    scale = {
        "categoryorder": "array", "categoryarray": names[::-1], "showgrid": False,
        "range": [-0.6, len(lanes) - 0.4], "tickfont": {"size": 14, "color": look.text},
    }  # fmt: skip
    return stack(
        [Row(traces, scale, LANE * len(lanes) + 8)], events, look, span, day, barmode="overlay",
        uniformtext={"minsize": 11, "mode": "hide"},
    )  # fmt: skip


def _bars(
    names: Sequence[str], lanes: Sequence[Lane], issue: Issue, position: str, colour: str, look: Ink
) -> dict[str, Any]:
    held = [
        (name, lane, item)
        for name, lane in zip(names, lanes, strict=True)
        for item in lane.stretches
        if item.position == position
    ]
    title = issue.position(position).name
    said = {
        name: {word.date: word.id for word in lane.words if word.leads}
        for name, lane in zip(names, lanes, strict=True)
    }
    return {
        **_along([(name, item) for name, _, item in held]), "name": f"{title}, held",
        "customdata": [_spoken(said[name], item) for name, _, item in held],
        "hovertext": [_held(name, item, title) for name, _, item in held],
        "marker": {
            "color": [tint(colour, look.paper, _fullness(item)) for _, _, item in held],
            "pattern": {
                "shape": [HATCH[item.old] for _, _, item in held], "fillmode": "overlay", "size": 7,
                "fgcolor": tint(colour, look.paper, 0.7), "fgopacity": 0.8, "solidity": 0.14,
            },
            "line": {"width": 0},
        },
    }  # fmt: skip


def _labels(
    names: Sequence[str], lanes: Sequence[Lane], issue: Issue, look: Ink, span: tuple[str, str]
) -> dict[str, Any]:
    """The position's name on each bar, where no dot covers it; one that finds no room is not drawn."""
    room = milliseconds(*span) / MOST_LABELS
    free = [
        (name, _widest(item, days))
        for name, lane in zip(names, lanes, strict=True)
        for days in [[word.date for word in lane.words]]
        for item in lane.stretches
        if item.position and milliseconds(item.start, item.end) > room
    ]
    return {
        **_along(free), "name": "names", "hoverinfo": "skip", "hovertemplate": None,
        # A click on a dot would turn them grey.
        "selected": {"textfont": {"color": look.text}}, "unselected": {"textfont": {"color": look.text}},
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "text": [html.escape(issue.position(item.position).name) for _, item in free],
        "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
        "textfont": {"color": look.text, "size": 12},
    }  # fmt: skip


def _widest(item: Stretch, days: Sequence[str]) -> Stretch:
    """The part of a stretch that lies between two of ``days`` (in order) and is the longest."""
    inside = days[bisect.bisect_right(days, item.start) : bisect.bisect_left(days, item.end)]
    edges = [item.start, *inside, item.end]
    gaps = list(zip(edges, edges[1:], strict=False))
    start, end = max(gaps, key=lambda gap: milliseconds(*gap))
    return replace(item, start=start, end=end)


def _along(held: Sequence[tuple[str, Stretch]]) -> dict[str, Any]:
    """Bars that lie along the axis of time."""
    return {
        "type": "bar", "orientation": "h", "width": BAR, "selected": WHOLE, "unselected": WHOLE,
        "y": [name for name, _ in held], "base": [item.start for _, item in held],
        "x": [milliseconds(item.start, after(item.end)) for _, item in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _divided(names: Sequence[str], lanes: Sequence[Lane], look: Ink) -> dict[str, Any]:
    """Days on which a bloc's members stand apart."""
    apart = [
        (name, item)
        for name, lane in zip(names, lanes, strict=True)
        for item in lane.stretches
        if not item.position
    ]
    return {
        **_along(apart), "name": "divided",
        "hovertext": [f"<b>{html.escape(name)}</b><br>Divided: no position is held by more than half<br>"
                      f"{written(item.start)} to {written(item.end)}" for name, item in apart],
        "marker": {"color": look.silent, "line": {"color": look.outline, "width": 1},
                   "pattern": {"shape": "x", "fgcolor": look.outline, "size": 6, "solidity": 0.16}},
    }  # fmt: skip


def _dots(
    names: Sequence[str],
    lanes: Sequence[Lane],
    issue: Issue,
    position: str,
    colour: str,
    shape: str,
    look: Ink,
) -> dict[str, Any]:  # fmt: skip
    said = [
        (name, item)
        for name, lane in zip(names, lanes, strict=True)
        for item in _few(lane.words)
        if item.position == position
    ]
    title = issue.position(position).name
    return {
        "type": "scatter", "mode": "markers", "name": title, "x": [item.date for _, item in said],
        "y": [name for name, _ in said], "customdata": [item.id for _, item in said],
        "text": [_said(name, item, title) for name, item in said], "selected": WHOLE, "unselected": WHOLE,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": shape, "size": [11 if item.leads else 16 for _, item in said], "opacity": 1,
            "color": [colour if item.leads else look.paper for _, item in said],
            "line": {"color": [look.paper if item.leads else colour for _, item in said], "width": 1.4},
        },
    }  # fmt: skip


def _crosses(names: Sequence[str], lanes: Sequence[Lane], look: Ink) -> dict[str, Any]:
    """A cross on the first day of each time in which two voices of a government differ."""
    differ = []
    for name, lane in zip(names, lanes, strict=True):
        leading = [item for item in lane.words if item.leads]
        for before, item in zip([None, *leading], leading, strict=False):
            if item.contested and not (before and before.contested):
                differ.append((name, item))
    return {
        "type": "scatter", "mode": "markers", "name": "voices differ", "hoverinfo": "skip",
        "x": [item.date for _, item in differ], "y": [name for name, _ in differ],
        "customdata": [item.id for _, item in differ], "selected": WHOLE, "unselected": WHOLE,
        "marker": {"symbol": "x-thin", "size": 14, "opacity": 1, "line": {"color": look.text, "width": 1.8}},
    }  # fmt: skip


def _few(words: Sequence[Words]) -> list[Words]:
    """The words that are drawn: all, or the changes of position and as many others as can be told apart."""
    if len(words) <= MOST_DOTS:
        return list(words)
    leading = [item for item in words if item.leads]
    moved = zip(leading, leading[1:], strict=False)
    turns = {leading[0].id, *(b.id for a, b in moved if a.position != b.position)} if leading else set()
    step = -(-len(words) // MOST_DOTS)
    if len(turns) > MOST_DOTS:
        return list(words[::step])
    return [item for number, item in enumerate(words) if item.id in turns or number % step == 0]


def _spoken(said: Mapping[str, str], item: Stretch) -> str:
    """The statement that a bar stands for: the latest words on its first day, of those that lead a day."""
    return said.get(item.stated, "") if item.basis == OWN else ""


def _fullness(item: Stretch) -> float:
    if item.basis != OWN:
        return INDIRECT
    return OLD if item.old else CARRIED


def _held(name: str, item: Stretch, title: str) -> str:
    lines = [
        f"<b>{html.escape(name)}</b>",
        f"{html.escape(title)}, {written(item.start)} to {written(item.end)}",
    ]
    lines.append({OWN: f"latest words {written(item.stated)}", VOTE: "by its vote at the United Nations",
                  BLOC: "through a bloc, not in own words"}[item.basis])  # fmt: skip
    if item.old:
        lines.append("carried forward, but old")
    return "<br>".join(lines)


def _said(name: str, item: Words, title: str) -> str:
    lines = [
        f"<b>{html.escape(name)}</b>",
        f"{item.date}: {html.escape(title)}, {many(item.statements, 'statement')}",
    ]
    if not item.leads:
        lines.append("does not count: something else leads that day")
    if item.contested:
        lines.append("contested: two voices differed")
    return "<br>".join(lines)
