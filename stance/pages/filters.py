"""The filters that every page shares: the question, the day, and who speaks."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from stance import plain_rules
from stance.counting import Rules
from stance.pages import frame
from stance.pages.evidence import escape
from stance.view import AGES, CONFIDENCES, SOURCES, View

NONE = "none"

WORDINGS = {"quote": "Own words", "paraphrase": "Paraphrase", "vote": "Report of a vote"}
KINDS = {
    "official": "Official page", "press": "Press report", "un-record": "UN record",
    "un-press": "UN press coverage", "table": "Table",
}  # fmt: skip


def show(dated: bool = True, narrowing: bool = True, actors: bool = True, ruled: bool = False) -> None:
    """The question and, where the page uses them, the day, with it the rules of a standing, and a button that
    opens the rest; ``actors`` is False on a page that has its own choice of them, ``ruled`` asks for the
    rules without the day."""
    view, issues = frame.view(), frame.snapshot().issues
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
        if len(issues) > 1:
            _issue(view)
        else:
            st.markdown(escape(issues[view.issue].title), width="stretch")
        held = frame.applied().narrowed(actors=actors)
        if dated:
            _date(view)
        if narrowing:
            with st.popover(f"Filters · {held} set" if held else "Filters", width=150):
                _who(actors)
                _what(view)
                if dated or ruled:
                    _rules(view)
        if narrowing and held:
            st.button("Clear filters", on_click=_clear, args=(actors,), type="tertiary")


def _issue(view: View) -> None:
    issues = frame.snapshot().issues
    key = frame.seed("filter_issue", view.issue)
    st.selectbox(
        "Question", list(issues), key=key, format_func=lambda value: issues[value].title, width=360,
        on_change=lambda: frame.turn(st.session_state[key]),
    )  # fmt: skip


def _date(view: View) -> None:
    first, last = frame.known().span(view.issue)
    key = frame.seed("filter_date", frame.offered(view.date))

    def changed() -> None:
        chosen: dt.date | None = st.session_state[key]
        if chosen is not None:
            frame.change(date=chosen.isoformat())

    st.date_input(
        "On this day", min_value=first, max_value=last, format="YYYY-MM-DD",
        key=key, on_change=changed, width=150,
    )  # fmt: skip


def _who(actors: bool) -> None:
    lists = frame.known().lists
    if actors:
        frame.several("countries", "Countries and organisations", lists["countries"], frame.name)
        frame.several("blocs", "Members of", lists["blocs"], frame.name, "All states")
        frame.several("speakers", "Speakers", lists["speakers"])
    frame.several("roles", "Roles", lists["roles"])


def _what(view: View) -> None:
    frame.several("wordings", "Form of the words", tuple(WORDINGS), WORDINGS.__getitem__)
    frame.several("kinds", "Kind of source", tuple(KINDS), KINDS.__getitem__)
    # As with every control, only where it changes something.
    ends = [(name, label) for name, label in (("start", "From"), ("end", "To")) if frame.applies(name)]
    if ends:
        with st.container(horizontal=True, gap="small"):
            for name, label in ends:
                _limit(name, label, getattr(view, name))
    names = {value: "Any" if value == CONFIDENCES[0] else f"{value} %" for value in CONFIDENCES}
    frame.choose("confidence", "A model's coding is at least this sure", names)


def _rules(view: View) -> None:
    """What trackers decide silently: which positions count, for how long, on how many sources."""
    names = {p.id: p.name for p in frame.snapshot().issues[view.issue].positions if p.id != NONE}
    frame.several("skipped", "Positions that do not count", tuple(names), names.__getitem__, "All count")
    ages = {value: "Never" if value == AGES[0] else f"{value} days" for value in AGES}
    frame.choose("age", "A standing lapses after", ages)
    frame.choose("sources", "A standing needs sources", {value: value for value in SOURCES})


def in_force(rules: Rules) -> None:
    """The rules that are not the default, in one sentence; nothing where all are."""
    if said := plain_rules.in_force(rules, frame.snapshot().issues[frame.view().issue]):
        st.caption(escape(said))


def begins_late(view: View, where: str) -> bool:
    """Whether the period begins after the day that the page shows, so that there is nothing to show; says so.

    ``where`` names the control of the period's first day.
    """
    late = view.start > view.date
    if late:
        st.info(
            f"The period begins on {frame.day(view.start)}, after the day chosen above, "
            f"{frame.day(view.date)}. Choose a later day above, or an earlier beginning: {where}."
        )
    return late


def _limit(field: str, label: str, held: str) -> None:
    """One end of the period; empty is no limit."""
    first, last = frame.known().span(frame.view().issue)
    key = frame.seed(f"filter_{field}", frame.offered(held))

    def changed() -> None:
        chosen: dt.date | None = st.session_state[key]
        made = frame.view().limited(field, chosen.isoformat() if chosen else "")
        frame.change(start=made.start, end=made.end)

    st.date_input(
        label, min_value=first, max_value=last, key=key, format="YYYY-MM-DD",
        on_change=changed, width=150,
    )  # fmt: skip


def _clear(actors: bool) -> None:
    st.session_state["view"] = frame.view().cleared_on(frame.on_page(), actors=actors)
    st.session_state["view_changed"] = True
