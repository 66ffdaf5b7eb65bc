"""The world by position on a day. Outlines are the browser's to fetch; only codes travel with the figure."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import plotly.graph_objects as go

from stance.atlas import NO_POSITION, OLD_DAYS, UNSURE, Place
from stance.figures.style import SANS, Ink, colours, ink, tint
from stance.records import Issue

OUTLINES = Path(__file__).resolve().parents[2] / "static" / "topo" / "world_50m.json"
# UN members and observers too small for the eye at world scale: the coarse outlines leave them out.
SMALL = tuple(
    "AND ATG BHR BRB COM CPV DMA FSM GRD KIR KNA LCA LIE MCO MDV MHL MLT MUS NRU PLW SGP SMR STP SYC TON TUV "
    "VAT VCT WSM".split()
)
# Not in the outlines, or their centre there is not where the eye looks.
_CENTRES = {
    "SMR": (12.46, 43.94), "VAT": (12.45, 41.9), "XKX": (20.9, 42.58), "PSE": (35.2, 31.9),
    "KIR": (173.0, 1.4),
}  # fmt: skip
# How full a colour is: own words, older own words, a vote or a bloc's words only.
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


def shade(place: Place | None, palette: Mapping[str, str], look: Ink) -> str:
    """The fill of a place: hue for the position, fullness for how directly and how recently it was said."""
    if place is None:
        return look.silent
    if place.position == NO_POSITION:
        return palette[NO_POSITION]
    if place.position == UNSURE:
        return tint(palette[NO_POSITION], look.paper, 0.45)
    share = INDIRECT if place.basis != "own words" else OLD if place.old else FRESH
    return tint(palette[place.position], look.paper, share)


def describe(place: Place | None, code: str, issue: Issue, name: Callable[[str], str]) -> str:
    """What the map says of a place under the pointer."""
    title = f"<b>{html.escape(name(code))}</b>"
    if place is None:
        return f"{title}<br>No statement found"
    n = f"{place.statements} statement{'s' * (place.statements != 1)}"
    if place.position == NO_POSITION:
        return f"{title}<br>Spoke, took no position<br>{n}, latest {place.stated}"
    if place.position == UNSURE:
        return f"{title}<br>Position unsure: no coding is sure enough<br>{n}, latest {place.stated}"
    lines = [title, f"{html.escape(issue.position(place.position).name)} since {place.since}"]
    if place.basis == "vote":
        lines.append("by its vote at the United Nations")
    elif place.basis.startswith("bloc:"):
        lines.append(f"through {html.escape(name(place.basis.removeprefix('bloc:')))}, not in own words")
    else:
        lines.append(f"{n}; latest {place.stated}, {place.age} days before")
    if place.contested:
        lines.append("contested: voices of one government differ")
    return "<br>".join(lines)


def world(
    places: Sequence[Place], issue: Issue, *, dark: bool, name: Callable[[str], str], opened: str = "",
    region: str = "world",
) -> go.Figure:  # fmt: skip
    """The map. Each shape and dot carries its code: ``location`` in shapes, ``customdata`` in dots."""
    look, palette = ink(dark), colours(issue, dark)
    held = {place.code: place for place in places}
    points = centres()
    figure = go.Figure()
    figure.add_trace(_shapes(held, points, palette, look, issue, name))
    figure.add_trace(_dots(held, points, palette, look, issue, name))
    figure.add_trace(_signs(places, points, palette, look, issue, name))
    if opened in points:
        _outline(figure, opened, points, look)
    _, longitudes, latitudes = REGIONS[region]
    figure.update_geos(
        projection_type="equal earth", fitbounds=False, bgcolor="rgba(0,0,0,0)", showframe=False,
        showcoastlines=False, showland=True, landcolor=look.silent, showcountries=False,
        lataxis_range=latitudes, lonaxis_range=longitudes, resolution=50,
    )  # fmt: skip
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, paper_bgcolor="rgba(0,0,0,0)", showlegend=False,
        dragmode="pan", uirevision=region, clickmode="event+select",
        hoverlabel={"bgcolor": look.paper, "bordercolor": look.outline, "align": "left",
                    "font": {"family": SANS, "size": 14, "color": look.text}},
    )  # fmt: skip
    return figure


def _shapes(
    held: Mapping[str, Place], points: Mapping[str, tuple[float, float]], palette: Mapping[str, str],
    look: Ink, issue: Issue, name: Callable[[str], str],
) -> go.Choropleth:  # fmt: skip
    codes = [code for code in points if code not in ("XKX", "SMR", "VAT")]
    fills = [shade(held.get(code), palette, look) for code in codes]
    steps = list(dict.fromkeys(fills))
    count = len(steps)
    scale = [[(index + end) / count, fill] for index, fill in enumerate(steps) for end in (0, 1)]
    return go.Choropleth(
        locations=codes, z=[steps.index(fill) for fill in fills], zmin=-0.5, zmax=count - 0.5,
        colorscale=scale, showscale=False, marker_line={"color": look.outline, "width": 0.5},
        text=[describe(held.get(code), code, issue, name) for code in codes],
        hovertemplate="%{text}<extra></extra>", selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _dots(
    held: Mapping[str, Place], points: Mapping[str, tuple[float, float]], palette: Mapping[str, str],
    look: Ink, issue: Issue, name: Callable[[str], str],
) -> go.Scattergeo:  # fmt: skip
    """Small states: a dot each, smaller where nothing was found."""
    codes = [*SMALL, *(code for code in ("XKX",) if code in held)]
    return go.Scattergeo(
        lon=[points[code][0] for code in codes], lat=[points[code][1] for code in codes],
        customdata=codes, mode="markers", text=[describe(held.get(c), c, issue, name) for c in codes],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "color": [shade(held.get(code), palette, look) for code in codes],
            "size": [9 if code in held else 6 for code in codes],
            "symbol": [_symbol(held.get(code)) for code in codes],
            "line": {"color": look.soft, "width": 0.8}, "opacity": 1,
        },
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _symbol(place: Place | None) -> str:
    return SYMBOLS.get(place.basis.partition(":")[0], "circle") if place else "circle"


def _signs(
    places: Sequence[Place], points: Mapping[str, tuple[float, float]], palette: Mapping[str, str],
    look: Ink, issue: Issue, name: Callable[[str], str],
) -> go.Scattergeo:  # fmt: skip
    """Signs on the shapes: a vote, a bloc's words, voices that differ."""
    marked = [
        place
        for place in places
        if place.code in points
        and (place.contested or (place.basis != "own words" and place.code not in SMALL))
    ]
    return go.Scattergeo(
        lon=[points[place.code][0] for place in marked], lat=[points[place.code][1] for place in marked],
        customdata=[place.code for place in marked], mode="markers",
        text=[describe(place, place.code, issue, name) for place in marked],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "symbol": ["x" if place.contested else _symbol(place) for place in marked],
            "size": [8 if place.contested else 6 for place in marked],
            "color": [look.paper if place.contested else palette[place.position] for place in marked],
            "line": {"color": [look.text if place.contested else look.paper for place in marked],
                     "width": [1.2 if place.contested else 0.6 for place in marked]}, "opacity": 1,
        },
        selected={"marker": {"opacity": 1}}, unselected={"marker": {"opacity": 1}},
    )  # fmt: skip


def _outline(figure: go.Figure, code: str, points: Mapping[str, tuple[float, float]], look: Ink) -> None:
    """A ring round the place whose words are open."""
    if code in SMALL or code == "XKX":
        lon, lat = points[code]
        figure.add_trace(go.Scattergeo(
            lon=[lon], lat=[lat], mode="markers", hoverinfo="skip",
            marker={"size": 16, "color": "rgba(0,0,0,0)", "line": {"color": look.text, "width": 2}},
        ))  # fmt: skip
        return
    clear = [[0, "rgba(0,0,0,0)"], [1, "rgba(0,0,0,0)"]]
    figure.add_trace(go.Choropleth(
        locations=[code], z=[0], colorscale=clear, showscale=False, hoverinfo="skip",
        marker_line={"color": look.text, "width": 1.4},
    ))  # fmt: skip


def legend_note() -> str:
    """How to read the fills, in words."""
    return f"Paler: the latest words are more than {OLD_DAYS} days old on this day."
