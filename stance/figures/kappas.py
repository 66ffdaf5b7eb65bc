"""Kappa of every two coders with its interval, on one scale."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from stance.figures.style import finish, ink
from stance.review.compare import Pair

ROW = 40  # pixels


def kappas(pairs: Sequence[Pair], *, dark: bool) -> go.Figure:
    """A dot a pair that has a kappa, its line the 95 % interval; round for people, square with the model.

    ``customdata`` is the place of the pair in ``pairs``. The scale ends at 1, full agreement; 0 is chance.
    """
    look = ink(dark)
    shown = [(place, pair) for place, pair in enumerate(pairs) if pair.kappa.value is not None]
    names = [label(pair) for _, pair in shown]
    values = [pair.kappa.value or 0.0 for _, pair in shown]
    up = [(pair.kappa.high or 0.0) - value for (_, pair), value in zip(shown, values, strict=True)]
    down = [value - (pair.kappa.low or 0.0) for (_, pair), value in zip(shown, values, strict=True)]
    people = "#56B4E9" if dark else "#0072B2"
    trace: dict[str, Any] = {
        "type": "scatter", "mode": "markers", "x": values, "y": names,
        "error_x": {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "thickness": 2,
                    "width": 0, "color": look.soft},
        "marker": {"size": 12, "symbol": ["circle" if p.second.person else "square" for _, p in shown],
                   "color": [people if p.second.person else look.text for _, p in shown]},
        "customdata": [place for place, _ in shown],
        "hovertemplate": "%{y}<br>kappa %{x:.2f}<extra></extra>",
    }  # fmt: skip
    figure = finish(go.Figure(trace), look, ROW * max(1, len(shown)) + 60)
    lowest = min([0.0, *((pair.kappa.low or 0.0) for _, pair in shown)])
    figure.update_xaxes(range=[lowest - 0.05, 1.04], tickformat=".1f", title_text="Cohen's kappa",
                        zeroline=True, dtick=0.2)  # fmt: skip
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure


def label(pair: Pair) -> str:
    """The two readers and on how many statements, as the figure's axis shows them."""
    names = f"{html.escape(pair.first.name)} – {html.escape(pair.second.name)}"
    return f"{names}  (n {len(pair.statements):,})"
