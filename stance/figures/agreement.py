"""Agreement between actors as a heat map in the order of its tree, with the tree beside it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go

from stance.alignment.agreement import Matrix
from stance.alignment.ordering import Node, joins
from stance.figures.dated import WHOLE
from stance.figures.style import Ink, ink, layout, tint
from stance.written import many

CELL = 19  # pixels
# The hue of agreement is none of the positions': it says how far, never which.
HUES = {False: "#0b5557", True: "#8fd6cf"}
NUMBERED = 14  # actors up to which the numbers are written into the cells
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def shade(value: float, dark: bool) -> str:
    """The colour of an agreement from 0 to 1."""
    # Some colour at nought: an agreement of nothing is a finding, a blank is not.
    return tint(HUES[dark], ink(dark).paper, 0.2 + 0.8 * value)


def heat_map(
    matrix: Matrix, name: Callable[[str], str], *, dark: bool, pair: Sequence[str] = (), narrow: bool = False
) -> go.Figure:  # fmt: skip
    """The pairs of ``matrix``. ``customdata`` of a cell is [one, other]; ``pair`` is set off.

    Streamlit hears no click on a heat map, so each cell has an unseen point that takes it. A ``narrow``
    figure has no tree and no names above.
    """
    look, n = ink(dark), len(matrix.actors)
    names = [html.escape(name(actor)) for actor in matrix.actors]
    traces = [_cells(matrix, dark), _points(matrix, names)]
    wide = 1.0 if narrow or not matrix.root else 0.86
    made: dict[str, Any] = layout(look, CELL * n + (26 if narrow else 96))
    made["margin"] = {"l": 0, "r": 4, "t": 4, "b": 0}
    made["xaxis"] = _axis(look, n, [wide, None]) | {"side": "top", "showticklabels": not narrow}
    made["xaxis"] |= {"tickvals": list(range(n)), "ticktext": _short(matrix.actors, names), "tickangle": -90}
    made["yaxis"] = _axis(look, n, [1.0, None]) | {"tickvals": list(range(n)), "ticktext": names}
    made["yaxis"]["range"] = [n - 0.5, -0.5]
    if wide < 1 and matrix.root:
        traces.append(_tree(matrix.root, look))
        made["xaxis2"] = {
            "domain": [wide + 0.01, 1], "range": [0, max(0.3, 1.02 * matrix.root.height)],
            "fixedrange": True, "visible": False,
            "anchor": "y",
        }  # fmt: skip
    made["shapes"] = _outlines(matrix.actors, pair, look)
    made |= {"clickmode": "event+select", "hovermode": "closest"}
    return go.Figure(data=traces, layout=made)


def _axis(look: Ink, n: int, domain: Sequence[float | None]) -> dict[str, Any]:
    size = 12 if n > NUMBERED else 13
    return {
        "domain": [0, domain[0]], "range": [-0.5, n - 0.5], "fixedrange": True, "showgrid": False,
        "zeroline": False, "ticks": "", "automargin": True, "tickfont": {"color": look.soft, "size": size},
    }  # fmt: skip


def _short(actors: Sequence[str], names: Sequence[str]) -> list[str]:
    """Codes stay as they are, long names lose their end: the full ones stand at the side."""
    return [code if len(code) <= 8 else f"{text[:14].strip()}…" if len(text) > 15 else text
            for code, text in zip(actors, names, strict=True)]  # fmt: skip


def _cells(matrix: Matrix, dark: bool) -> dict[str, Any]:
    n = len(matrix.actors)
    cells: dict[str, Any] = {
        "type": "heatmap", "z": [list(row) for row in matrix.values], "zmin": 0, "zmax": 1,
        "colorscale": [[step, shade(step, dark)] for step in STEPS], "showscale": False,
        "xgap": 1, "ygap": 1, "hoverinfo": "skip",
    }  # fmt: skip
    if n <= NUMBERED:
        cells["text"] = [["" if v is None else f"{v:.0%}" for v in row] for row in matrix.values]
        # Without a colour of its own the text is black or white as the cell needs it.
        cells |= {"texttemplate": "%{text}", "textfont": {"size": 12}}
    return cells


def _points(matrix: Matrix, names: Sequence[str]) -> dict[str, Any]:
    places = [(i, j) for i in range(len(names)) for j in range(len(names)) if i != j]
    return {
        "type": "scatter", "mode": "markers", "x": [j for _, j in places], "y": [i for i, _ in places],
        "customdata": [[matrix.actors[i], matrix.actors[j]] for i, j in places],
        "text": [_hover(matrix, names, i, j) for i, j in places], "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": CELL - 4, "symbol": "square", "opacity": 0},
        "selected": {"marker": {"opacity": 0}}, "unselected": {"marker": {"opacity": 0}},
    }  # fmt: skip


def _hover(matrix: Matrix, names: Sequence[str], i: int, j: int) -> str:
    value, days = matrix.values[i][j], matrix.days[i][j]
    said = "too few to compare" if value is None else f"{value:.0%} agreement"
    n = f"{many(matrix.statements[i], 'statement')} and {matrix.statements[j]:,}"
    common = f"; {many(days, 'day')} in common" if days else ""
    return f"<b>{names[i]}, {names[j]}</b><br>{said}<br>{n}{common}"


def _tree(root: Node, look: Ink) -> dict[str, Any]:
    """Each join a bracket: along the first side, across, and back along the second."""
    x: list[float | None] = []
    y: list[float | None] = []
    for one, from_one, other, from_other, height in joins(root):
        x += [from_one, height, height, from_other, None]
        y += [one, one, other, other, None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "xaxis": "x2", "yaxis": "y", "hoverinfo": "skip",
        "line": {"color": look.soft, "width": 1}, "selected": WHOLE, "unselected": WHOLE,
    }  # fmt: skip


def _outlines(actors: Sequence[str], pair: Sequence[str], look: Ink) -> list[dict[str, Any]]:
    if len(pair) < 2 or not set(pair[:2]) <= set(actors):
        return []
    i, j = actors.index(pair[0]), actors.index(pair[1])
    return [
        {"type": "rect", "x0": x - 0.5, "x1": x + 0.5, "y0": y - 0.5, "y1": y + 0.5,
         "line": {"color": look.text, "width": 2}} for x, y in ((i, j), (j, i))
    ]  # fmt: skip
