"""One look for every figure: ink, paper and type in light and in dark, and how doubt is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from stance.records import Issue

SANS = "'Source Sans', sans-serif"
SERIF = "'Source Serif', serif"
# Position colours differ in lightness too; the pattern tells bars apart without any colour.
PATTERNS = ("", "/", "x", ".", "+", "-")


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one appearance. ``paper`` is the page's background, never drawn by a figure."""

    dark: bool
    paper: str
    text: str
    soft: str
    rule: str
    silent: str
    outline: str


LIGHT = Ink(False, "#fffdf9", "#201d19", "#5f5a52", "#e4ddd0", "#f3efe6", "#c2b9a8")
DARK = Ink(True, "#15171a", "#ece7de", "#b5b0a7", "#33363b", "#262a30", "#5b6067")


def ink(dark: bool) -> Ink:
    """The colours for dark or light pages."""
    return DARK if dark else LIGHT


def colours(issue: Issue, dark: bool) -> dict[str, str]:
    """Position id -> colour on this background."""
    return {p.id: (p.colour_dark if dark else p.colour).lower() for p in issue.positions}


def patterns(issue: Issue) -> dict[str, str]:
    """Position id -> fill pattern of bars; the first of the scale is solid."""
    return dict(zip((p.id for p in issue.positions), PATTERNS, strict=False))


def tint(colour: str, background: str, share: float) -> str:
    """``colour`` laid over ``background`` with this share (1 = only the colour), as #rrggbb."""
    pairs = zip(_rgb(colour), _rgb(background), strict=True)
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02x}" for top, below in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    value = int(colour.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def axis(look: Ink) -> dict[str, Any]:
    """The settings of every axis: quiet rules, no ticks, no zooming by accident."""
    quiet = {"color": look.soft, "size": 13}
    return {
        "gridcolor": look.rule, "linecolor": look.rule, "zerolinecolor": look.rule, "tickfont": quiet,
        "title": {"font": quiet}, "ticks": "", "automargin": True, "fixedrange": True,
    }  # fmt: skip


def layout(look: Ink, height: int) -> dict[str, Any]:
    """The settings of every figure: no background of its own, one typeface, one kind of hover box."""
    clear = "rgba(0,0,0,0)"
    hover = {"family": SANS, "size": 14, "color": look.text}
    return {
        "height": height, "margin": {"l": 0, "r": 0, "t": 8, "b": 0}, "paper_bgcolor": clear,
        "plot_bgcolor": clear, "font": {"family": SANS, "size": 14, "color": look.text},
        "showlegend": False, "dragmode": False,
        "hoverlabel": {"bgcolor": look.paper, "bordercolor": look.outline, "align": "left", "font": hover},
    }  # fmt: skip


def finish(figure: go.Figure, look: Ink, height: int) -> go.Figure:
    """Put the shared look on a figure that has its traces."""
    figure.update_xaxes(**axis(look))
    figure.update_yaxes(**axis(look))
    figure.update_layout(**layout(look, height))
    return figure
