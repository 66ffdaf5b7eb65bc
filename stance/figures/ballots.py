"""One state's words and votes on one line of time, each at the position that it takes."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from stance.against_votes import AGREES, DIFFERS, Call, Case, Share
from stance.counting import scale
from stance.figures.dated import WHOLE, Event, Row, milliseconds, stack
from stance.figures.style import Ink, axis, colours, ink, layout, tint
from stance.over_time import Said
from stance.records import Issue
from stance.written import day as written

ROW = 62  # pixels for each position
# Words lie above the middle of a row, votes below it: of one day neither hides the other.
WORDS, VOTES = -0.18, 0.22
LABEL_ROOM = 0.05  # of the width: nearer than this two words would overlap
SAYS = {"Y": "yes", "N": "no", "A": "abstained", "X": "absent"}


def ballots(
    said: Sequence[Said], cases: Sequence[Case], issue: Issue, *, dark: bool, span: tuple[str, str],
    events: Sequence[Event] = (), chosen: str = "",
) -> go.Figure:  # fmt: skip
    """``customdata`` of a dot is the statement's id, of a vote the roll call's; ``chosen`` is the roll call
    that is set off. The line is the standing in own words."""
    look, palette = ink(dark), colours(issue, dark)
    line = scale(issue)
    rows = {name: index for index, name in enumerate(line)}
    names = [html.escape(issue.position(name).name) for name in line]
    below = len(line)
    traces = [
        _standing(said, name, rows, tint(palette[name], look.paper, 0.55), span[1]) for name in line
    ]
    traces.append(_words(said, issue, rows, below, palette, look))
    traces.append(_votes(cases, rows, below, palette, look, chosen, span))
    lines = {
        "tickvals": list(range(below + 1)), "ticktext": [*names, "No position"], "range": [below + 0.6, -0.6],
        "showgrid": False, "zeroline": False,
    }  # fmt: skip
    return stack([Row(traces, lines, ROW * (below + 1))], events, look, span)


def _standing(
    said: Sequence[Said], position: str, rows: dict[str, int], colour: str, end: str
) -> dict[str, Any]:
    counting = [item for item in said if item.counts]
    stops = [*(item.date for item in counting[1:]), end]
    x: list[str | None] = []
    for item, stop in zip(counting, stops, strict=False):
        if item.position == position:
            x += [item.date, stop, None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": [rows[position] + WORDS] * len(x),
        "line": {"color": colour, "width": 6}, "connectgaps": False, "hoverinfo": "skip",
    }  # fmt: skip


def _words(
    said: Sequence[Said], issue: Issue, rows: dict[str, int], below: int, palette: dict[str, str], look: Ink
) -> dict[str, Any]:
    hover = [
        f"<b>{item.date}: {html.escape(issue.position(item.position).name)}</b>"
        f"<br>{html.escape(item.speaker)}"
        + ("<br>reports a vote, does not count here" if item.wording == "vote" else "")
        for item in said
    ]
    return {
        "type": "scatter", "mode": "markers", "name": "words", "x": [item.date for item in said],
        "y": [rows.get(item.position, below) + WORDS for item in said],
        "customdata": [item.id for item in said], "text": hover, "hovertemplate": "%{text}<extra></extra>",
        "selected": WHOLE, "unselected": WHOLE,
        "marker": {
            "symbol": "circle", "size": [11 if item.counts else 8 for item in said], "opacity": 1,
            "color": [palette[item.position] if item.counts else look.paper for item in said],
            "line": {"color": [look.paper if i.counts else palette[i.position] for i in said], "width": 1.5},
        },
    }  # fmt: skip


def _votes(
    cases: Sequence[Case], rows: dict[str, int], below: int, palette: dict[str, str], look: Ink, chosen: str,
    span: tuple[str, str],
) -> dict[str, Any]:  # fmt: skip
    against = {DIFFERS: "<br>differs from its words", AGREES: "<br>agrees with its words"}
    return {
        "type": "scatter", "mode": "markers+text", "name": "votes", "x": [case.date for case in cases],
        "y": [rows.get(case.voted, below) + VOTES for case in cases],
        "customdata": [case.rollcall for case in cases], "hovertemplate": "%{hovertext}<extra></extra>",
        "hovertext": [
            f"<b>{html.escape(case.rollcall)}</b><br>{written(case.date)}: {SAYS.get(case.vote, case.vote)}"
            + against.get(case.verdict, "") for case in cases
        ],
        "text": _labels(cases, span),
        "textposition": "bottom center", "textfont": {"size": 12, "color": look.text},
        "selected": WHOLE, "unselected": WHOLE,
        "marker": {
            "symbol": ["diamond-x" if case.verdict == DIFFERS else "diamond" for case in cases], "opacity": 1,
            "size": [17 if case.rollcall == chosen else 13 for case in cases],
            "color": [palette[case.voted] if case.voted else look.paper for case in cases],
            "line": {"width": 1.5,
                     "color": [look.text if c.verdict == DIFFERS else look.soft for c in cases]},
        },
    }  # fmt: skip


def _labels(cases: Sequence[Case], span: tuple[str, str]) -> list[str]:
    """How each vote was cast, where no neighbour at the same height stands in the way of the word."""
    room = milliseconds(*span) * LABEL_ROOM
    made = []
    for case in cases:
        near = sum(
            abs(milliseconds(case.date, other.date)) < room for other in cases if other.voted == case.voted
        )
        made.append(SAYS.get(case.vote, case.vote) if near == 1 else "")
    return made


def shares(
    found: Sequence[tuple[Call, Share]], *, dark: bool, chosen: str = ""
) -> go.Figure:
    """How often words and vote agree in each roll call, with its interval; ``customdata`` is the roll call.

    A roll call with too few states to compare keeps its row, with words instead of a dot.
    """
    look = ink(dark)
    rows = list(range(len(found)))
    known = [(row, call, one) for row, (call, one) in zip(rows, found, strict=True) if one.value is not None]
    bars: dict[str, Any] = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"color": look.outline, "width": 3},
        "x": [value for _, _, one in known for value in (one.low, one.high, None)],
        "y": [value for row, _, _ in known for value in (row, row, None)],
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers", "x": [one.value for _, _, one in known],
        "y": [row for row, _, _ in known], "customdata": [call.id for _, call, _ in known],
        "text": [
            f"<b>{html.escape(call.id)}</b><br>{one.agree} of {one.n} agree ({one.value:.0%}), interval "
            f"{one.low:.0%} to {one.high:.0%}" for _, call, one in known
        ],
        "hovertemplate": "%{text}<extra></extra>", "selected": WHOLE, "unselected": WHOLE,
        "marker": {"size": [14 if call.id == chosen else 10 for _, call, _ in known], "opacity": 1,
                   "color": look.text, "line": {"color": look.paper, "width": 1.5}},
    }  # fmt: skip
    few = [row for row, (_, one) in zip(rows, found, strict=True) if one.value is None]
    words = {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "x": [0] * len(few), "y": few,
        "text": ["too few states"] * len(few), "textposition": "middle right",
        "textfont": {"size": 12, "color": look.soft},
    }  # fmt: skip
    made = layout(look, 40 * len(found) + 40)
    made["margin"] = {**made["margin"], "r": 22}  # half of the last label
    made["xaxis"] = axis(look) | {
        "side": "top", "range": [-0.02, 1.03], "tickformat": ".0%", "tickvals": [0, 0.25, 0.5, 0.75, 1],
        "zeroline": False,
    }  # fmt: skip
    made["yaxis"] = axis(look) | {
        "tickvals": rows, "range": [len(found) - 0.5, -0.6], "showgrid": False, "zeroline": False,
        "ticktext": [
            f"{html.escape(call.id)}<br><span style='color:{look.soft};font-size:12px'>{written(call.date)}, "
            f"n = {one.n}</span>" for call, one in found
        ],
    }  # fmt: skip
    made |= {"clickmode": "event+select", "hovermode": "closest"}
    return go.Figure(data=[bars, words, dots], layout=made)
