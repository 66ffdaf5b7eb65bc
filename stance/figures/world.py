"""The world by position on a day. Outlines are the browser's to fetch; only codes travel with the figure."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from stance.atlas import NO_POSITION, UNSURE, Place
from stance.figures.dated import WHOLE
from stance.figures.style import Ink, colours, ink, layout, tint
from stance.records import Issue
from stance.written import day, many

OUTLINES = Path(__file__).resolve().parents[2] / "static" / "topo" / "world_50m.json"
# UN members and observers too small for the eye at world scale: the coarse outlines leave them out.
SMALL = tuple(
    "AND ATG BHR BRB COM CPV DMA FSM GRD KIR KNA LCA LIE MCO MDV MHL MLT MUS NRU PLW SGP SMR STP SYC TON TUV "
    "VAT VCT WSM".split()
)
# Places without a shape in the outlines; they have a dot.
SHAPELESS = ("XKX", "SMR", "VAT")
# Not in the outlines, or their centre there is not where the eye looks.
_CENTRES = {
    "SMR": (12.46, 43.94), "VAT": (12.45, 41.9), "XKX": (20.9, 42.58), "PSE": (35.2, 31.9),
    "KIR": (173.0, 1.4),
}  # fmt: skip
# How full a colour is: own words, older or doubtful ones, a vote or a bloc's words only.
FRESH, OLD, INDIRECT = 1.0, 0.5, 0.28
# Part of the world -> its name, longitudes and latitudes shown.
REGIONS: dict[str, tuple[str, tuple[int, int], tuple[int, int]]] = {
    "world": ("World", (-168, 190), (-56, 83)),
    "europe": ("Europe", (-25, 45), (34, 71)),
    "mideast": ("Middle East", (22, 66), (11, 43)),
    "africa": ("Africa", (-26, 60), (-36, 38)),
    "asia": ("Asia", (58, 150), (-12, 56)),
    "pacific": ("Pacific", (110, 200), (-48, 22)),
    "americas": ("Americas", (-130, -32), (-56, 62)),
}
SYMBOLS = {"vote": "square", "bloc": "diamond"}


@cache
def centres() -> dict[str, tuple[float, float]]:
    """Longitude and latitude of a point within each shape, from the outlines that the map draws."""
    shapes = json.loads(OUTLINES.read_text(encoding="utf-8"))["objects"]["countries"]["geometries"]
    found: dict[str, tuple[float, float]] = {}
    for shape in shapes:
        # Disputed areas bear made-up codes beginning with X; nobody speaks for them.
        if not shape["id"].startswith("X"):
            lon, lat = shape["properties"]["ct"]
            found.setdefault(shape["id"], (float(lon), float(lat)))
    return {**found, **_CENTRES}


@dataclass(frozen=True)
class _Drawing:
    """What every part of the map asks for."""

    held: Mapping[str, Place]
    issue: Issue
    look: Ink
    palette: Mapping[str, str]
    name: Callable[[str], str]
    scope: frozenset[str] | None
    # Of signs and dots: on a telephone those of a desk would hide the countries that they stand on.
    scale: float

    def fill(self, code: str) -> str:
        place = self.held.get(code)
        if place is None and not self.inside(code):
            return self.look.paper
        return shade(place, self.palette, self.look)

    def inside(self, code: str) -> bool:
        return self.scope is None or code in self.scope

    def text(self, code: str) -> str:
        place = self.held.get(code)
        if place is None and not self.inside(code):
            return f"<b>{html.escape(self.name(code))}</b><br>Left out by the filters"
        return describe(place, code, self.issue, self.name)


def shade(place: Place | None, palette: Mapping[str, str], look: Ink) -> str:
    """The fill of a place: hue for the position, fullness for how directly and how recently it was said."""
    if place is None:
        return look.silent
    if place.position == NO_POSITION:
        return palette[NO_POSITION]
    if place.position == UNSURE:
        return tint(palette[NO_POSITION], look.paper, 0.45)
    own = OLD if place.old or place.doubtful else FRESH
    share = own if place.basis == "own words" else INDIRECT
    return tint(palette[place.position], look.paper, share)


def describe(place: Place | None, code: str, issue: Issue, name: Callable[[str], str]) -> str:
    """What the map says of a place under the pointer."""
    title = f"<b>{html.escape(name(code))}</b>"
    if place is None:
        return f"{title}<br>No statement found"
    n = f"{many(place.statements, 'statement')}, latest {day(place.stated)}"
    if place.position == NO_POSITION:
        return f"{title}<br>Spoke, took no position<br>{n}"
    if place.position == UNSURE:
        return f"{title}<br>Position unsure: no coding is sure enough<br>{n}"
    lines = [title, f"{html.escape(issue.position(place.position).name)} since {day(place.since)}"]
    if place.basis == "vote":
        lines.append("by its vote at the United Nations")
    elif place.basis.startswith("bloc:"):
        lines.append(f"through {html.escape(name(place.basis.removeprefix('bloc:')))}, not in own words")
    else:
        lines.append(f"{n}, {many(place.age, 'day')} before")
    if place.doubtful:
        lines.append(f"the coding is {place.confidence:.0%} sure")
    if place.contested:
        lines.append("contested: two voices of its government differed")
    return "<br>".join(lines)


def world(
    places: Sequence[Place], issue: Issue, *, dark: bool, name: Callable[[str], str], opened: str = "",
    region: str = "world", scope: frozenset[str] | None = None, touch: bool = False,
) -> go.Figure:  # fmt: skip
    """The map. Each shape and dot carries its code: ``location`` in shapes, ``customdata`` in dots.

    ``scope`` holds the codes that the filters speak of; the rest of the world stays paper. ``touch`` makes it
    fit a telephone.
    """
    look, points = ink(dark), centres()
    held = {place.code: place for place in places}
    drawing = _Drawing(held, issue, look, colours(issue, dark), name, scope, 0.6 if touch else 1.0)
    traces = [_shapes(drawing), _dots(drawing), _signs(drawing)]
    if opened in points:
        traces.append(_outline(opened, drawing))
    _, longitudes, latitudes = REGIONS[region]
    geo = {
        "projection": {"type": "equal earth"}, "fitbounds": False, "bgcolor": "rgba(0,0,0,0)",
        "showframe": False, "showcoastlines": False, "showland": True, "landcolor": look.silent,
        "showcountries": False, "resolution": 50, "lataxis": {"range": latitudes},
        "lonaxis": {"range": longitudes},
    }  # fmt: skip
    shared = layout(look, 0)
    del shared["height"]  # the page gives the map its height
    more = {"dragmode": "pan", "uirevision": region, "clickmode": "event+select", "geo": geo}
    margin = {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}}
    return go.Figure(data=traces, layout={**shared, **more, **margin})


def _shapes(drawing: _Drawing) -> dict[str, Any]:
    codes = [code for code in centres() if code not in SHAPELESS]
    fills = [drawing.fill(code) for code in codes]
    steps = list(dict.fromkeys(fills))
    place = {fill: index for index, fill in enumerate(steps)}
    count = len(steps)
    return {
        "type": "choropleth", "locations": codes, "z": [place[fill] for fill in fills],
        "zmin": -0.5, "zmax": count - 0.5, "showscale": False,
        "colorscale": [[(i + end) / count, fill] for i, fill in enumerate(steps) for end in (0, 1)],
        "marker": {"line": {"color": drawing.look.outline, "width": 0.5}},
        "text": [drawing.text(code) for code in codes], "hovertemplate": "%{text}<extra></extra>",
        "selected": WHOLE, "unselected": WHOLE,
    }  # fmt: skip


def _points(codes: Sequence[str], texts: Sequence[str], marker: Mapping[str, Any]) -> dict[str, Any]:
    points = centres()
    return {
        "type": "scattergeo", "mode": "markers", "customdata": list(codes), "text": list(texts),
        "lon": [points[code][0] for code in codes], "lat": [points[code][1] for code in codes],
        "hovertemplate": "%{text}<extra></extra>", "selected": WHOLE, "unselected": WHOLE,
        "marker": {"opacity": 1, **marker},
    }  # fmt: skip


def _dots(drawing: _Drawing) -> dict[str, Any]:
    """Small states: a dot each, smaller where nothing was found, none where the filters leave them out."""
    codes = [
        code for code in (*SMALL, "XKX") if code in drawing.held or (code != "XKX" and drawing.inside(code))
    ]
    marker = {
        "color": [drawing.fill(code) for code in codes],
        "size": [drawing.scale * (9 if code in drawing.held else 6) for code in codes],
        "symbol": [_symbol(drawing.held.get(code)) for code in codes],
        "line": {"color": drawing.look.soft, "width": 0.8},
    }
    return _points(codes, [drawing.text(code) for code in codes], marker)


def _symbol(place: Place | None) -> str:
    return SYMBOLS.get(place.basis.partition(":")[0], "circle") if place else "circle"


def _signs(drawing: _Drawing) -> dict[str, Any]:
    """Signs on the shapes: a vote, a bloc's words, voices that differ."""
    look, known = drawing.look, centres()
    marked = [
        place
        for place in drawing.held.values()
        if place.code in known
        and (place.contested or (place.basis != "own words" and place.code not in SMALL))
    ]
    marker = {
        "symbol": ["x" if place.contested else _symbol(place) for place in marked],
        "size": [drawing.scale * (8 if place.contested else 6) for place in marked],
        "color": [look.paper if place.contested else drawing.palette[place.position] for place in marked],
        "line": {
            "color": [look.text if place.contested else look.paper for place in marked],
            "width": [1.2 if place.contested else 0.6 for place in marked],
        },
    }
    codes = [place.code for place in marked]
    return _points(codes, [drawing.text(code) for code in codes], marker)


def _outline(code: str, drawing: _Drawing) -> dict[str, Any]:
    """A ring round the place whose words are open."""
    clear, ink = "rgba(0,0,0,0)", drawing.look.text
    if code in SMALL or code in SHAPELESS:
        line = {"color": ink, "width": 2 * drawing.scale}
        ring = {"size": 16 * drawing.scale, "color": clear, "line": line}
        return {**_points([code], [""], ring), "hoverinfo": "skip", "hovertemplate": None}
    return {
        "type": "choropleth", "locations": [code], "z": [0], "colorscale": [[0, clear], [1, clear]],
        "showscale": False, "hoverinfo": "skip",
        "marker": {"line": {"color": ink, "width": 1.4 * drawing.scale}},
    }  # fmt: skip
