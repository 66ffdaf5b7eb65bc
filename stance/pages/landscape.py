"""Statements and actors in two dimensions: what lies near what, and the clusters among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from stance import landscape as data
from stance.figures import landscape as figures
from stance.filters import Filters
from stance.landscape import Cluster, Point
from stance.pages import evidence, frame, groups
from stance.pages.evidence import escape

LEVELS = {"statements": "Statements", "speakers": "Speakers", "countries": "Countries"}
NEAR = {"words": "What they say", "positions": "Positions they take"}
COLOURS = {"position": "Position", "country": "Country", "speaker": "Speaker", "cluster": "Cluster"}
COLOURS_OF = {
    "statements": ("position", "country", "speaker", "cluster"),
    "speakers": ("position", "country", "cluster"),
    "countries": ("position", "cluster"),
}
# What nearness means, and what it does not, for each way of placing.
MEANS = {
    "statements": "Points near each other are worded alike. They need **not** agree: a sentence and its "
    "denial lie side by side. Positions are told by colour and shape, not by place.",
    "words": "Points near each other speak in like words. They need **not** agree: whoever refuses a "
    "demand speaks of it much as those do who make it.",
    "positions": "Each corner is a position: the nearer a point lies to it, the larger the share of its "
    "statements that take it. Whoever has few statements is drawn a little towards the average of all; those "
    "with equal shares are spread so that each can be seen.",
}
AXES = "The directions have no meaning of their own, and neither has the distance between far groups."
LATEST = (
    " Its colour is the latest position it stated; the report of a vote counts only where there is "
    "nothing else."
)
TOOLS = {
    "displayModeBar": True, "displaylogo": False, "scrollZoom": False,
    "modeBarButtons": [["lasso2d", "select2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]],
}  # fmt: skip
CHART = "landscape_chart"
PICKED = "landscape_picked"
# As many statements as fit beside the chart.
PER_PAGE = 4
ROWS_PICKED = "landscape_rows"


def page() -> None:
    """The whole page, from the view's choices to the words behind the points."""
    snapshot, view = frame.snapshot(), frame.view()
    st.title("Landscape")
    level, near, colour = _choices()
    filters = view.filters()
    points = frame.cached(snapshot, data.points, filters, level, near)
    clusters = frame.cached(snapshot, data.clusters, view.issue, level, near)
    if not points:
        st.info("No statement that the filters keep has a place here. Clear a filter to see some.")
        return
    _forget_picks_of_another((level, near, view.issue))
    left, right = st.columns([5, 3], gap="large")
    with left:
        _chart(points, clusters, level, colour)
    with right:
        _words(points, clusters, level, filters)
    groups.show(clusters, points, level, near)
    _table(points, level)


def _choices() -> tuple[str, str, str]:
    with st.container(horizontal=True, gap="medium", key="landscape_choices"):
        level = frame.choose("level", "One point for each of the", LEVELS)
        near = "words"
        if level != "statements" and _has_corners():
            near = frame.choose("near", "Placed by", NEAR)
        names = {key: COLOURS[key] for key in COLOURS_OF[level]}
        if frame.view().pick("colour") not in names:
            st.session_state["view"] = frame.view().picked("colour", "position")
        colour = frame.choose("colour", "Coloured by", names)
    return level, near, colour


def _forget_picks_of_another(shown: tuple[str, ...]) -> None:
    """What was picked belongs to one set of points; another set begins with none."""
    if st.session_state.get("landscape_shown") != shown:
        st.session_state["landscape_shown"] = shown
        st.session_state[PICKED] = ()


def _chart(points: Sequence[Point], clusters: Sequence[Cluster], level: str, colour: str) -> None:
    view, issue = frame.view(), frame.snapshot().issues[frame.view().issue]
    if colour in ("country", "speaker"):
        values = sorted({getattr(point, colour) for point in points} - {""})
        held = [value for value in view.marked if value in values]
        key = frame.seed("landscape_marked", held)
        st.multiselect(
            f"Highlight (if none is chosen, the {figures.MOST} with most statements)", values, key=key,
            max_selections=figures.MOST, format_func=frame.name if colour == "country" else str,
            placeholder="Choose", on_change=lambda: frame.change(marked=tuple(st.session_state[key])),
        )  # fmt: skip
        marked: Sequence[str] = held
    else:
        marked = ()
    grouped = figures.groups(points, colour, issue, dark=frame.is_dark(), marked=marked)
    st.markdown(_legend(grouped, colour, clusters), width="stretch")
    figure = figures.landscape(
        grouped, frame.name, groups.names(clusters), dark=frame.is_dark(), actors=level != "statements",
        corners_of=issue if _means(level) == "positions" else None, touch=frame.is_touch(),
        opened=view.said,
    )  # fmt: skip
    many = data.amount(level, len(points))
    frame.chart(
        figure, key=CHART, config=TOOLS, on_select=_picked_in_chart, modes=("points", "box", "lasso"),
        name="Landscape", legend=_colours(grouped, colour, clusters),
        alt=f"{many} in two dimensions, coloured by {colour}. The same points stand in the table below.",
    )  # fmt: skip
    if len(points) >= data.LIMIT:
        many = f"The first {data.LIMIT:,} {level}; a filter shows others"
    left = frame.cached(frame.snapshot(), data.unplaced, view.filters(), level, _means(level))
    few = f" {left:,} more have too few statements to be placed." if left else ""
    numbered = frame.is_touch() and level == "statements" and clusters
    numbers = " A number is that of a cluster below." if numbered else ""
    st.caption(f"{many}.{few}{numbers}")


def _legend(grouped: Sequence[figures.Group], colour: str, clusters: Sequence[Cluster]) -> str:
    """What the colours mean, with the number of points of each, as markdown."""
    parts = []
    for group in sorted(grouped, key=lambda item: (item.key in (figures.OTHER, "none"), -len(item.points))):
        name = _group_name(group, colour, clusters)
        parts.append(
            f':color[{group.sign}]{{foreground="{group.colour}"}}\u00a0{escape(name)} '
            f":small[{len(group.points):,}]"
        )
    return " &emsp; ".join(parts)


def _colours(
    grouped: Sequence[figures.Group], colour: str, clusters: Sequence[Cluster]
) -> list[tuple[str, str]]:  # fmt: skip
    """The same for a picture of the chart."""
    return [
        (group.colour, f"{_group_name(group, colour, clusters)} ({len(group.points):,})") for group in grouped
    ]


def _group_name(group: figures.Group, colour: str, clusters: Sequence[Cluster]) -> str:
    if group.key == figures.OTHER:
        return "in no cluster" if colour == "cluster" else "others"
    if colour == "position":
        return frame.snapshot().issues[frame.view().issue].position(group.key).name
    if colour == "country":
        return frame.name(group.key)
    if colour == "cluster":
        return groups.names(clusters).get(int(group.key), str(int(group.key) + 1))
    return group.key


def _means(level: str) -> str:
    if level == "statements":
        return level
    return frame.view().pick("near") if _has_corners() else "words"


def _has_corners() -> bool:
    """Positions without an order give actors no place."""
    return bool(data.corners(frame.snapshot().issues[frame.view().issue]))


def _picked_in_chart() -> None:
    points = frame.clicked(CHART)
    keys = tuple(dict.fromkeys(str(point["customdata"]) for point in points))
    st.session_state[PICKED] = keys
    if len(keys) == 1 and frame.view().pick("level") == "statements":
        frame.change(said=keys[0])


def _words(points: Sequence[Point], clusters: Sequence[Cluster], level: str, filters: Filters) -> None:
    """The statements behind what was picked, or how to pick."""
    shown = {point.key for point in points}
    picked = [key for key in st.session_state.get(PICKED, ()) if key in shown]
    _by_list(points, clusters, level)
    if not picked:
        st.markdown("**How to read it**")
        means = _means(level)
        st.markdown(MEANS[means] if means == "positions" else f"{MEANS[means]} {AXES}")
        if level != "statements":
            said = LATEST if frame.view().pick("colour") == "position" else ""
            st.markdown(f"A larger point has more statements.{said}")
        st.markdown(
            "To read what was said, click a point, draw around several with the lasso or the box above the "
            "chart, or choose "
            "from the list above."
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(data.amount(level, len(picked)))
        st.button("Clear", type="tertiary", key="landscape_clear", on_click=_clear)
    snapshot, keys = frame.snapshot(), tuple(picked)
    if level == "statements":
        total, find = len(keys), None
    else:
        narrow = replace(filters, countries=keys) if level == "countries" else replace(filters, speakers=keys)
        total, find = frame.cached(snapshot, evidence.count, narrow), narrow
    pages = -(-total // PER_PAGE)
    page = (st.pagination(pages, key="landscape_page", max_visible_pages=5) or 1) if pages > 1 else 1
    at = (page - 1) * PER_PAGE
    if find is None:
        rows = evidence.by_id(snapshot, keys[at : at + PER_PAGE], filters.issue)
    else:
        rows = frame.cached(snapshot, evidence.find, find, PER_PAGE, at)
    evidence.show(snapshot, rows, "landscape")


def _by_list(points: Sequence[Point], clusters: Sequence[Cluster], level: str) -> None:
    """The way to the words that needs no pointer: clusters, or actors by name."""
    if level == "statements":
        names = groups.names(clusters)
        st.selectbox(
            "Read a cluster", list(names), index=None, format_func=names.__getitem__,
            key="landscape_list", placeholder="Choose", on_change=_picked_in_list, args=(tuple(points),),
        )  # fmt: skip
        return
    shown = frame.name if level == "countries" else str
    st.multiselect(
        f"Read {level}", sorted((point.key for point in points), key=shown), format_func=shown,
        key="landscape_list", placeholder="Choose", on_change=_picked_in_list, args=(tuple(points),),
    )  # fmt: skip


def _picked_in_list(points: Sequence[Point]) -> None:
    chosen = st.session_state["landscape_list"]
    if isinstance(chosen, list):
        st.session_state[PICKED] = tuple(chosen)
    elif chosen is not None:
        st.session_state[PICKED] = tuple(p.key for p in points if p.cluster == chosen)


def _clear() -> None:
    st.session_state[PICKED] = ()
    st.session_state.pop("landscape_list", None)


def _table(points: Sequence[Point], level: str) -> None:
    with st.expander("The points as a table", key="landscape_table", on_change="rerun") as box:
        if not box.open:
            return
        import pandas as pd

        issue = frame.snapshot().issues[frame.view().issue]
        names = {position.id: position.name for position in issue.positions}
        rows = pd.DataFrame(figures.table(points, names))
        rows["country"] = [frame.name(code) for code in rows["country"]]
        drop = ["statements"] if level == "statements" else ["words"] + ["speaker"] * (level == "countries")
        st.dataframe(
            rows.drop(columns=drop), hide_index=True, key=ROWS_PICKED, selection_mode="multi-row",
            on_select=lambda: _picked_in_table(tuple(point.key for point in points)),
            alt=f"The {level} of the landscape, one a row; chosen rows open their words above",
        )  # fmt: skip


def _picked_in_table(keys: Sequence[str]) -> None:
    event = st.session_state.get(ROWS_PICKED) or {}
    rows = event.get("selection", {}).get("rows", [])
    st.session_state[PICKED] = tuple(keys[row] for row in rows if row < len(keys))


page()
