"""Pairs of actors in the order of their agreement, the words behind each pair, and the groups they form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from stance import landscape
from stance.alignment.agreement import MIN_DAYS, MIN_STATEMENTS, Matrix, matrix
from stance.counting import scale
from stance.figures import agreement as figures
from stance.filters import Filters
from stance.pages import evidence, frame
from stance.pages import groups as drawn
from stance.pages.evidence import escape
from stance.pages.tables import beside
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import many

AMONG = {"states": "States", "blocs": "Blocs", "speakers": "Speakers"}
AGREE = {"days": "Days on the same position", "profiles": "All they said"}
MEANS = {
    "days": "The share of the days on which both hold a standing, the latest words carried forward, and hold "
    "the same one.",
    "profiles": "How far the shares of positions in all that each said overlap, whenever it was said: 100 % "
    "is the same mixture, 0 % nothing in common.",
}
BLOCS = (
    " A bloc is what its members of that day hold or said, not what it declared; two blocs are as alike as "
    "the shares of their members overlap, and members that they have in common make them more so."
)


def among(names: dict[str, str] = AMONG) -> str:
    """Whom the page compares."""
    return frame.choose("among", "Compare", names)


def pairs(snapshot: Snapshot, view: View) -> None:
    """The heat map with its tree, and the pair that is open."""
    with st.container(horizontal=True, gap="medium", key="pairs_choices"):
        who = among()
        by = frame.choose("agree", "Agreement by", AGREE)
        frame.basis()
    view = frame.view()
    found: Matrix = frame.cached(snapshot, matrix, view.filters(), view.rules(), who, by)
    if len(found.actors) < 2:
        too_few(found.few, who)
        return
    name = namer(who)
    pair = [actor for actor in view.marked if actor in found.actors][:2]
    st.markdown(_key(found, who, by))
    figure = figures.heat_map(found, name, dark=frame.is_dark(), pair=pair, narrow=frame.is_touch())
    frame.chart(figure, key="alignment_pairs", alt=_alt(found, name), on_select=_clicked)
    # On a telephone a cell is smaller than a finger, and there is no room for the tree.
    tree = "" if frame.is_touch() else ", the tree beside the map"
    opens = "Choose two" if frame.is_touch() else "Click a cell for its words, or choose two"
    st.caption(
        f"{MEANS[by]}{BLOCS if who == 'blocs' else ''} Ordered by average linkage{tree}; the side nearer to "
        "the first position of the codebook comes first. A pair is blank where either has fewer than "
        f"{MIN_STATEMENTS} statements that take a position"
        + (f" or the days in common are fewer than {MIN_DAYS}" if by == "days" else "")
        + f". {_left_out(found, who)} {opens} below."
    )
    _chooser(found, name, pair)
    if len(pair) == 2:
        _open(snapshot, view, found, who, pair)
    rows = _rows(found, name)
    beside("The pairs as a table", rows, "alignment_table", f"agreement-{view.issue}-{who}-{snapshot.id}")
    st.caption(
        "What this cannot show: agreement on one question is no alliance, and an actor of which few "
        "statements were "
        "found may have said more."
    )


def too_few(few: int, who: str) -> None:
    """Nothing to compare, and what to do."""
    st.info(
        f"Fewer than two {AMONG[who].lower()} have at least {MIN_STATEMENTS} statements that take a position "
        f"under these filters ({few} have fewer). Clear a filter, or compare others."
    )


def namer(who: str) -> Callable[[str], str]:
    """How actors of a kind are called."""
    return str if who == "speakers" else frame.name


def narrowed(filters: Filters, who: str, actor: str) -> Filters:
    """The filters for the statements of one actor."""
    if who == "speakers":
        return replace(filters, speakers=(actor,))
    if who == "blocs":
        return replace(filters, blocs=(actor,))
    # Its words are counted while it was a member of the chosen blocs, and so they are listed.
    return replace(filters, countries=(actor,))


def _key(found: Matrix, who: str, by: str) -> str:
    dark = frame.is_dark()
    steps = (
        f':color[■]{{foreground="{figures.shade(step, dark)}"}}\u00a0{step:.0%}' for step in figures.STEPS
    )
    period = ""
    if by == "days":
        period = f" &emsp; {frame.day(found.period[0])} to {frame.day(found.period[1])}"
    known = sum(value is not None for i, row in enumerate(found.values) for value in row[:i])
    n = f"n = {len(found.actors)} {AMONG[who].lower()}, {many(known, 'pair')}, {sum(found.statements):,} "
    n += "statements"
    return " &ensp; ".join(steps) + f" &emsp; {n}{period}"


def _alt(found: Matrix, name: Callable[[str], str]) -> str:
    closest = ", ".join(name(actor) for actor in found.actors[:3])
    farthest = ", ".join(name(actor) for actor in found.actors[-3:])
    return (
        f"Heat map of agreement among {len(found.actors)} actors in the order of their agreement, from "
        f"{closest} "
        f"to {farthest}. Every pair stands in the table below."
    )


def _left_out(found: Matrix, who: str) -> str:
    parts = []
    if found.few:
        parts.append(f"{many(found.few, 'other')} of the {AMONG[who].lower()} have fewer statements")
    if found.more:
        parts.append(f"{found.more} more have enough; those with most statements are shown")
    return f"{'; '.join(parts)}." if parts else ""


def _clicked() -> None:
    points = [point for point in frame.clicked("alignment_pairs") if point.get("customdata")]
    if points:
        frame.change(marked=tuple(points[-1]["customdata"][:2]))


def _chooser(found: Matrix, name: Callable[[str], str], pair: Sequence[str]) -> None:
    """The way to a pair that needs no pointer."""
    actors = sorted(found.actors, key=lambda actor: name(actor).casefold())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        keys = [
            frame.seed(f"alignment_{side}", pair[at] if len(pair) > at else None)
            for at, side in enumerate(("one", "other"))
        ]
        for key, label in zip(keys, ("Words of", "beside those of"), strict=True):
            st.selectbox(
                label, actors, index=None, key=key, format_func=name, width=300, placeholder="Choose",
                on_change=lambda: frame.change(
                    marked=tuple(dict.fromkeys(one for key in keys if (one := st.session_state[key])))
                ),
            )  # fmt: skip
        if pair:
            st.button("Close", type="tertiary", key="alignment_close",
                      on_click=lambda: frame.change(marked=()))  # fmt: skip


def _open(snapshot: Snapshot, view: View, found: Matrix, who: str, pair: Sequence[str]) -> None:
    """The two actors' statements that take a position, side by side, the newest first."""
    name, issue = namer(who), snapshot.issues[view.issue]
    value, days, least = found.pair(*pair)
    said = "too few to compare" if value is None else f"{value:.0%} agreement"
    common = f", {many(days, 'day')} in common" if days else ""
    st.header(f"{escape(name(pair[0]))} and {escape(name(pair[1]))}: {said}")
    st.markdown(f"n = at least {many(least, 'statement')} each{common}.")
    taking = tuple(scale(issue))
    for column, actor in zip(st.columns(2, gap="large"), pair, strict=True):
        with column:
            st.subheader(escape(name(actor)))
            filters = replace(narrowed(view.filters(), who, actor), positions=taking)
            evidence.browse(snapshot, filters, f"alignment_{pair.index(actor)}")


def _rows(found: Matrix, name: Callable[[str], str]) -> list[dict[str, Any]]:
    """Every pair once, the least alike first; those without a value last."""
    pairs = [(found.values[i][j], i, j) for i in range(len(found.actors)) for j in range(i)]
    pairs.sort(key=lambda pair: (pair[0] is None, pair[0] or 0.0, pair[1:]))
    return [
        {"one": name(found.actors[i]), "other": name(found.actors[j]),
         "agreement": None if value is None else round(value, 3), "days in common": found.days[i][j],
         "statements of one": found.statements[i], "of the other": found.statements[j]}
        for value, i, j in pairs
    ]  # fmt: skip


def groups(snapshot: Snapshot, view: View) -> None:
    """The clusters that the build found on position profiles, with what lies in none."""
    who = among({key: AMONG[key] for key in ("states", "speakers")})
    level = "countries" if who == "states" else "speakers"
    clusters = frame.cached(snapshot, landscape.clusters, view.issue, level, "positions")
    points = frame.cached(snapshot, landscape.points, view.filters(), level, "positions")
    drawn.show(clusters, points, level, "positions")
    alone = [point for point in points if point.cluster < 0]
    few = frame.cached(snapshot, landscape.unplaced, view.filters(), level, "positions")
    st.subheader("In no cluster")
    name = namer(who)
    if alone:
        st.markdown(", ".join(sorted(escape(name(point.key)) for point in alone)))
    between = landscape.amount(level, len(alone))
    st.caption(
        f"{between} between the clusters or alone; {few:,} more have too few statements that take a "
        "position to "
        "have a profile."
    )
    note = frame.cached(snapshot, landscape.note, view.issue, level, "positions")
    if clusters and note:
        st.caption(escape(note))
