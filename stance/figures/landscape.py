"""The landscape as a figure: points by what lies near what, with the few labels that fit."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import plotly.graph_objects as go

from stance.figures import style
from stance.landscape import Point, corners
from stance.records import Issue

# Width and height of the chart in pixels: the width only decides which labels find room.
WIDE, NARROW = (800, 560), (350, 380)
# The view by positions always shows its corners and their names.
CORNERS = ((-1.4, 1.4), (-0.78, 1.2))
# Colours for whatever is not a position: none of them is the colour of one.
LIGHT = ("#2f6b4f", "#6a4c93", "#bf5a1b", "#137c8b", "#7d7414", "#8a3a6c")
DARK = ("#7fcf9f", "#b9a0e8", "#f29a63", "#63c8d6", "#d3c85a", "#e39ac6")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
# The same shapes as characters, for the legend.
SIGNS = ("●", "■", "◆", "▲", "✚", "★")
MOST = len(SYMBOLS)
OTHER = ""
DOT = 8.5  # pixels: the point of one statement
_SHORT = 130
# A line of a hover label: words up to 46 characters, or a part of a longer word.
_LINE = re.compile(r"\S.{0,45}(?=\s|$)|\S{46}")


@dataclass(frozen=True, slots=True)
class Group:
    """Points of one colour and shape; ``key`` is what they share, ``OTHER`` for the rest."""

    key: str
    colour: str
    symbol: str
    sign: str
    points: tuple[Point, ...]


def groups(
    points: Sequence[Point], by: str, issue: Issue, *, dark: bool, marked: Sequence[str] = ()
) -> list[Group]:
    """The points in groups of one colour, the rest first so that it lies below.

    ``by`` is ``position``, ``country``, ``speaker`` or ``cluster``. Positions keep the codebook's colours; of
    the others the ``marked`` ones, or else the six most frequent, have a colour each and the rest is grey.
    """
    look = style.ink(dark)
    if by == "position":
        shown = style.colours(issue, dark)
        keys = [p.id for p in sorted(issue.positions, key=lambda p: (p.order is None, p.order or 0))]
        order = [(key, shown[key], index % MOST) for index, key in enumerate(keys)]
    else:
        palette = DARK if dark else LIGHT
        order = [(key, palette[i], i) for i, key in enumerate(_foremost(points, by, marked))]
    held: dict[str, list[Point]] = {key: [] for key, _, _ in order}
    rest: list[Point] = []
    for point in points:
        held.get(_value(point, by), rest).append(point)
    found = [Group(OTHER, look.outline, "circle", "●", tuple(rest))] if rest else []
    # Those without a position lie below those with one.
    for key, colour, index in sorted(order, key=lambda item: item[0] != "none"):
        if held[key]:
            empty = by == "position" and issue.position(key).order is None
            signs = ("circle-open", "○") if empty else (SYMBOLS[index], SIGNS[index])
            found.append(Group(key, colour, *signs, tuple(held[key])))
    return found


def _value(point: Point, by: str) -> str:
    return str(getattr(point, by)) if by != "cluster" or point.cluster >= 0 else OTHER


def _foremost(points: Sequence[Point], by: str, marked: Sequence[str]) -> list[str]:
    if marked:
        return list(marked)[:MOST]
    counted: Counter[str] = Counter()
    for point in points:
        value = _value(point, by)
        if value != OTHER:
            counted[value] += point.n
    return [key for key, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST]]


def landscape(
    grouped: Sequence[Group], names: Callable[[str], str], clusters: Mapping[int, str], *, dark: bool,
    actors: bool, corners_of: Issue | None = None, touch: bool = False, opened: str = "",
) -> go.Figure:  # fmt: skip
    """The figure. ``names`` turns a country's code into its name; with ``actors`` points are sized by their
    statements and the largest carry a name, else the clusters carry their names.
    ``corners_of`` draws the positions of that issue as corners; ``touch`` makes it fit a telephone, where a
    cluster has its number alone.
    ``opened`` is the point that gets a ring.
    """
    look = style.ink(dark)
    every = [point for group in grouped for point in group.points]
    traces = [_points(group, names, look, actors) for group in grouped]
    traces += [_ring(point, look) for point in every if point.key == opened]
    # All at once: a figure checks every value anew with each trace that is added.
    figure = go.Figure(data=traces)
    labels = _actor_labels(every, names) if actors else _cluster_labels(every, clusters, touch)
    size = NARROW if touch else WIDE
    _write(figure, labels, _scale(every, size, corners_of is not None), look, actors)
    style.finish(figure, look, size[1])
    quiet = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": False,
             "showline": True, "mirror": True, "linecolor": look.rule}  # fmt: skip
    figure.update_xaxes(**quiet)
    figure.update_yaxes(**quiet, scaleanchor="x")
    figure.update_layout(
        margin={"l": 1, "r": 1, "t": 34, "b": 1},
        # On a touch screen a finger on the chart scrolls the page until a tool is picked.
        # Elsewhere a drag moves the chart: while a lasso is in the hand Streamlit takes no click on a point.
        dragmode=False if touch else "pan",
        newselection={"line": {"color": look.text, "width": 1, "dash": "dot"}},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": look.soft, "activecolor": look.text},
        uirevision="landscape",
    )  # fmt: skip
    if corners_of is not None:
        _corners(figure, corners_of, look)
    return figure


def _points(
    group: Group, names: Callable[[str], str], look: style.Ink, actors: bool
) -> dict[str, Any]:  # fmt: skip
    """The points of one colour; ``customdata`` of a point is its key."""
    hollow = group.symbol.endswith("open")
    return {
        "type": "scattergl", "mode": "markers", "x": [p.x for p in group.points],
        "y": [p.y for p in group.points], "customdata": [p.key for p in group.points],
        "hovertext": [_hover(p, names, actors) for p in group.points], "hoverinfo": "text",
        "marker": {
            "color": group.colour, "symbol": group.symbol,
            "size": [_size(p, actors) for p in group.points] if actors else DOT,
            "opacity": 0.55 if group.key == OTHER else 0.85,
            "line": {"width": 1.6 if hollow else 0.8, "color": group.colour if hollow else look.paper},
        },
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 0.18}},
    }  # fmt: skip


def _ring(point: Point, look: style.Ink) -> dict[str, Any]:
    """Around the point that is open."""
    return {
        "type": "scattergl", "mode": "markers", "x": [point.x], "y": [point.y], "hoverinfo": "skip",
        "marker": {"size": 18, "symbol": "circle-open", "color": look.text, "line": {"width": 2.4}},
    }  # fmt: skip


def _corners(figure: go.Figure, issue: Issue, look: style.Ink) -> None:
    """The corners of the view by positions, each named in its colour."""
    colours = style.colours(issue, look.dark)
    placed = corners(issue)
    ring = [*placed.values(), next(iter(placed.values()))]
    figure.add_trace(
        go.Scatter(
            x=[x for x, _ in ring], y=[y for _, y in ring], mode="lines", hoverinfo="skip",
            line={"color": look.outline, "width": 1},
        )
    )  # fmt: skip
    for key, (x, y) in placed.items():
        figure.add_annotation(
            x=x, y=y, text=f"<b>{html.escape(issue.position(key).name)}</b>", showarrow=False,
            yshift=16 if y > 0 else -18, font={"size": 14, "color": colours[key]},
        )  # fmt: skip
    figure.update_xaxes(showline=False, range=CORNERS[0])
    figure.update_yaxes(showline=False, range=CORNERS[1])


def _size(point: Point, actors: bool) -> float:
    return min(8 + 3.2 * point.n**0.5, 30) if actors else DOT


def _hover(point: Point, names: Callable[[str], str], actors: bool) -> str:
    """A few words on the point. What comes from a source is escaped: hover text reads some HTML."""
    if actors:
        who = names(point.key) if not point.text and point.key == point.country else point.key
        many = f"{point.n} statement{'s' if point.n != 1 else ''}"
        place = "" if point.key == point.country else f"{html.escape(names(point.country))} · "
        return f"<b>{html.escape(who)}</b><br>{place}{many}"
    short = point.text if len(point.text) <= _SHORT else point.text[:_SHORT].rsplit(" ", 1)[0] + " …"
    said = _LINE.findall(short)
    who = ", ".join(filter(None, (point.speaker, names(point.country), point.date)))
    return "<br>".join([*map(html.escape, said), f"<i>{html.escape(who[:70])}</i>"])


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    x: float
    y: float
    above: float  # pixels between the point and the label


def _actor_labels(points: Sequence[Point], names: Callable[[str], str]) -> list[_Label]:
    ordered = sorted(points, key=lambda p: (-p.n, p.key))
    return [
        _Label(names(p.key) if p.key == p.country else p.key, p.x, p.y, _size(p, True) / 2 + 8)
        for p in ordered
    ]


def _cluster_labels(points: Sequence[Point], clusters: Mapping[int, str], numbers: bool) -> list[_Label]:
    places: dict[int, list[Point]] = {}
    for point in points:
        places.setdefault(point.cluster, []).append(point)
    result = []
    for label, members in sorted(places.items(), key=lambda item: -len(item[1])):
        if label in clusters:
            x, y = median(p.x for p in members), median(p.y for p in members)
            result.append(_Label(f"{label + 1}" if numbers else clusters[label], x, y, 0))
    return result


def _scale(points: Sequence[Point], size: tuple[int, int], cornered: bool) -> float:
    """Pixels for one unit of the axes, as far as can be told before the chart is drawn."""
    xs = CORNERS[0] if cornered else [p.x for p in points] or [0]
    ys = CORNERS[1] if cornered else [p.y for p in points] or [0]
    return min(size[0] / (max(xs) - min(xs) or 1), (size[1] - 80) / (max(ys) - min(ys) or 1))


def _write(figure: go.Figure, labels: Sequence[_Label], scale: float, look: style.Ink, actors: bool) -> None:
    """Write each label that covers none before it."""
    # The paper's colour around the letters keeps them legible over points.
    halo = ",".join([f"0 0 4px {look.paper}"] * 6)
    font = {"family": style.SANS if actors else style.SERIF, "size": 13 if actors else 18,
            "weight": 400 if actors else 700, "color": look.text, "shadow": halo}  # fmt: skip
    taken: list[tuple[float, float, float]] = []
    written: list[dict[str, object]] = []
    for label in labels:
        half, x, y = (
            (3.7 if actors else 5) * len(label.text) + 4,
            label.x * scale,
            label.y * scale + label.above,
        )
        if any(abs(x - u) < half + width and abs(y - v) < 19 for u, v, width in taken):
            continue
        taken.append((x, y, half))
        written.append(
            {"x": label.x, "y": label.y, "text": html.escape(label.text), "showarrow": False,
             "yshift": label.above, "font": font}
        )  # fmt: skip
    # All at once: the figure checks every annotation anew each time one is added.
    figure.update_layout(annotations=written)


def table(points: Sequence[Point], names: Mapping[str, str]) -> list[dict[str, object]]:
    """The points as rows of a table, in the order given; ``names`` are those of the positions."""
    return [
        {"cluster": p.cluster + 1 if p.cluster >= 0 else None, "position": names[p.position],
         "country": p.country, "speaker": p.speaker or (p.key if p.key != p.country else ""),
         "date": p.date, "words": p.text, "statements": p.n}
        for p in points
    ]  # fmt: skip
