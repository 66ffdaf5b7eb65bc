"""The parts of the timeline's page: what each picture draws, what its note says, what a click opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from stance import countries, over_time
from stance import view as views
from stance.counting import Rules
from stance.figures import lanes as lane_figures
from stance.figures import timeline as figures
from stance.figures.dated import plain
from stance.filters import Filters
from stance.over_time import MIN_STATEMENTS
from stance.pages import evidence, frame
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.view import View

__all__ = ["events", "key", "lanes", "opened", "opener", "plain", "standings", "statements"]
ROWS, LANES = 8, 20
SEVERAL = " A statement counts in every bloc of its country, so the blocs add up to more than all statements."


@dataclass(frozen=True)
class Picture:
    """A figure with its words: alt text, the note under it, its table, and the totals by position."""

    figure: go.Figure
    alt: str
    note: str
    rows: list[dict[str, Any]]
    totals: dict[str, int]
    unit: str
    marks: str = "■■■■■■"


def events(snapshot: Snapshot, view: View) -> list[dict[str, Any]]:
    """The dated events of the chosen kinds within the period."""
    rows = snapshot.rows(
        "SELECT * FROM events WHERE issue IN ('', ?) ORDER BY date, label", [view.issue]
    )
    start, end = span(view)
    return [
        row for row in rows if start <= row["date"] < end and (not view.events or row["kind"] in view.events)
    ]


def key(issue: Issue, picture: Picture) -> str:
    """The colours, and in lanes the shapes, with their totals, as markdown."""
    parts = []
    for position, shape in zip(issue.positions, picture.marks, strict=False):
        if position.id in picture.totals:
            mark, name = evidence.sign(issue, position.id, shape), evidence.escape(position.name)
            part = f"{mark} {name} **{picture.totals[position.id]}**"
            # Kept together, a mark and its words never part at the end of a line.
            parts.append(part.replace(" ", "\u00a0"))
    total = f"n\u00a0=\u00a0{sum(picture.totals.values())}\u00a0{picture.unit}"
    return " &emsp;".join([*parts, total])


def statements(snapshot: Snapshot, view: View, marked: list[dict[str, Any]]) -> Picture:
    """Bars of statements by stretch of time, for everybody or in a row for each of the busiest."""
    issue, by, width = snapshot.issues[view.issue], view.pick("by"), view.pick("bin")
    shares = view.pick("measure") == "shares"
    found = frame.cached(snapshot, over_time.bins, view.filters(), by, width)
    series = [over_time.EVERYBODY] if by == "all" else over_time.busiest(found, ROWS)
    shown = [item for item in found if item.series in series]
    figure = figures.bars(
        found, issue, dark=frame.is_dark(), width=width, series=series or [""], shares=shares, events=marked,
        name=label, opened=(view.moment, view.series), span=span(view), day=view.date,
    )  # fmt: skip
    totals = {p.id: sum(item.counts.get(p.id, 0) for item in shown) for p in issue.positions}
    few = sum(item.taking < MIN_STATEMENTS for item in shown)
    note = f"The number above a bar is its n. Click a bar for its words. {_left_out(found, series)}"
    note += SEVERAL if by == "bloc" and len(view.blocs) != 1 else ""
    if shares:
        note += (
            f" Shares are of statements that take a position; {few} bars with fewer than {MIN_STATEMENTS} "
            "have none, only their number."
        )
    rows = [
        {"from": item.start, "to": over_time.last_day(item.start, width), "who": label(item.series) or "all",
         **{p.name: item.counts.get(p.id, 0) for p in issue.positions}, "n": item.n}
        for item in shown
    ]  # fmt: skip
    alt = f"Statements by {width} and position. " + "; ".join(
        f"{p.name}: {totals[p.id]}" for p in issue.positions
    )
    return Picture(figure, alt, note, rows, totals, "statements")


def standings(snapshot: Snapshot, view: View, marked: list[dict[str, Any]]) -> Picture:
    """How many states hold each position at the end of each stretch of time."""
    issue, shares = snapshot.issues[view.issue], view.pick("measure") == "shares"
    found = days(snapshot, view)
    figure = figures.days(
        found, issue, dark=frame.is_dark(), span=span(view), shares=shares, events=marked,
        opened=view.moment, day=view.date,
    )  # fmt: skip
    taking = [p for p in issue.positions if p.order is not None]
    last = found[-1]
    totals = {p.id: len(last.holders.get(p.id, ())) for p in taking}
    note = (
        f"Each bar shows the last day of its {view.pick('bin')}: the states that hold a position then, their "
        "latest words carried forward. It grows when a state is first found to speak, so compare the colours "
        f"with each other before their heights. The numbers above are those of {frame.day(last.date)}. Click "
        "a bar for the states."
    )
    if shares:
        note += f" Below {MIN_STATEMENTS} states there is no share."
    rows = [
        {"day": day.date, **{p.name: len(day.holders.get(p.id, ())) for p in taking}, "states": day.n}
        for day in found
    ]
    alt = f"States by position over time. On {last.date}: " + "; ".join(
        f"{p.name}: {totals[p.id]}" for p in taking
    )
    return Picture(figure, alt, note, rows, totals, "states")


def days(snapshot: Snapshot, view: View) -> list[over_time.Day]:
    """Which states hold which position at the end of each stretch of the period."""
    found: list[over_time.Day] = frame.cached(
        snapshot, _days, view.filters(), view.rules(), view.pick("bin"), _period(view)
    )
    return found


def _days(
    snapshot: Snapshot, filters: Filters, rules: Rules, width: str, period: tuple[str, str]
) -> list[over_time.Day]:
    first, last = period
    ends = [over_time.last_day(start, width) for start in over_time.calendar(first, last, width)]
    dates = tuple(min(end, last) for end in ends)
    return over_time.holders(snapshot, filters, rules, dates, countries.is_state)


def lanes(snapshot: Snapshot, view: View, marked: list[dict[str, Any]]) -> Picture:
    """A lane for each actor, those who shifted most first."""
    issue = snapshot.issues[view.issue]
    by = view.pick("by") if view.pick("by") != "all" else "country"
    found = frame.cached(snapshot, over_time.lanes, view.filters(), by, LANES)
    figure = lane_figures.lanes(
        found, issue, dark=frame.is_dark(), name=label, span=span(view), events=marked, day=view.date,
        until=_period(view)[1], said=view.said,
    )  # fmt: skip
    said = [item for items in found for item in items]
    totals = {p.id: sum(item.position == p.id for item in said) for p in issue.positions}
    note = (
        f"The {len(found)} who shifted most, then those who spoke most; choose others under Filters. A dot "
        "is a statement, the line the position it leaves. Hollow: no position, or it does not count (an "
        "unsure coding, the report of a vote, something else said that day). Of those with more than "
        f"{over_time.MOST_DOTS} statements, all that changed the position and some of the others are shown. "
        "Click a dot for its words."
    )
    note += SEVERAL if by == "bloc" and len(view.blocs) != 1 else ""
    rows = [
        {"who": label(item.series), "date": item.date, "statement": item.id,
         "position": issue.position(item.position).name, "speaker": item.speaker,
         "confidence": round(item.confidence, 2),
         "coded by": "person" if item.person else "model"} for item in said
    ]  # fmt: skip
    alt = f"Positions over time of {', '.join(label(items[0].series) for items in found)}."
    return Picture(figure, alt, note, rows, totals, "statements", "●■◆▲★⬢")


def label(series: str) -> str:
    """A country, a bloc or a speaker for people."""
    return countries.name(series) if series else ""


def _period(view: View) -> tuple[str, str]:
    first, last = frame.known().span(view.issue)
    return view.start or first, view.end or last


def span(view: View) -> tuple[str, str]:
    """The time shown: whole stretches, so that the first and last bars are not cut."""
    first, last = _period(view)
    starts = over_time.calendar(first, last, view.pick("bin"))
    return starts[0], over_time.after(starts[-1], view.pick("bin"))


def _left_out(found: list[over_time.Bin], series: list[str]) -> str:
    others = {item.series for item in found} - set(series)
    if not others:
        return ""
    return f"The {len(series)} with most statements are shown, {len(others)} left out: see Filters."


def opener(show: str, key: str = "") -> Callable[[], None]:
    """What a click on this picture does: it is kept in the view, so that the address holds it."""

    def clicked() -> None:
        points = [p for p in frame.clicked(key or f"timeline_{show}") if p.get("customdata")]
        if not points:
            return
        held = points[-1]["customdata"]
        if show == "lanes":
            chosen = held if isinstance(held, str) else held[0]
            frame.change(said=chosen)
        else:
            view = frame.view()
            same = (view.moment, view.series) == (held[0], held[1])
            frame.change(moment="" if same else held[0], series="" if same else held[1])

    return clicked


def opened(snapshot: Snapshot, view: View, show: str) -> None:
    """The words, or the states, of what is open."""
    if show == "lanes":
        return  # a dot opens its statement over the page
    if view.moment and show == "standings":
        _states(snapshot, view)
    elif view.moment:
        _words(snapshot, view)


def _close() -> None:
    st.button(
        "Close", key="timeline_close", type="tertiary", on_click=lambda: frame.change(moment="", series="")
    )


def _words(snapshot: Snapshot, view: View) -> None:
    by, width = view.pick("by"), view.pick("bin")
    found = frame.cached(snapshot, over_time.bins, view.filters(), by, width)
    series = view.series if by != "all" else over_time.EVERYBODY
    if not any((item.start, item.series) == (view.moment, series) for item in found):
        return  # a bar of other rows, widths or filters: none of this chart stands for these words
    end = over_time.last_day(view.moment, width)
    filters = replace(view.filters(), start=max(view.start, view.moment), end=min(view.end or end, end))
    if view.series and by in ("country", "speaker", "bloc"):
        field = {"country": "countries", "speaker": "speakers", "bloc": "blocs"}[by]
        filters = replace(filters, **{field: (view.series,)})  # type: ignore[arg-type]
    who = f"{evidence.escape(label(view.series))}, " if view.series and by != "all" else ""
    total = frame.cached(snapshot, evidence.count, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(
            f"{who}{frame.day(filters.start)} to {frame.day(filters.end)}: n = {total}", width="content"
        )
        _close()
    evidence.browse(snapshot, filters, "timeline_words")


def _states(snapshot: Snapshot, view: View) -> None:
    issue = snapshot.issues[view.issue]
    day = next((item for item in days(snapshot, view) if item.date == view.moment), None)
    if day is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(f"States on {frame.day(day.date)}: n = {day.n}", width="content")
        there = views.address(replace(view, date=day.date, moment=""))
        st.page_link("stance/pages/map.py", label="See this day on the map", query_params=there)
        _close()
    for position in issue.positions:
        codes = day.holders.get(position.id, ())
        if codes:
            names = ", ".join(sorted(evidence.escape(frame.name(code)) for code in codes))
            st.markdown(f"{evidence.dot(issue, position.id)} **{len(codes)}**: {names}")
