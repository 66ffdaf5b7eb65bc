"""The filters that every page shares: the question, the day, and who speaks."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from stance.pages import frame
from stance.pages.evidence import escape
from stance.view import CONFIDENCES, SOURCE_KINDS, View

WORDINGS = {"quote": "Own words", "paraphrase": "Paraphrase", "vote": "Vote explained"}
KINDS = {
    "official": "Official page", "press": "Press report", "un-record": "UN record",
    "un-press": "UN press coverage", "table": "Table",
}  # fmt: skip
LEAST = {"0": "Any", "60": "60 %", "80": "80 %", "90": "90 %"}


def show() -> None:
    """The question, the day, and a button that opens the rest."""
    view, issues = frame.view(), frame.snapshot().issues
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
        if len(issues) > 1:
            _issue(view)
        else:
            st.markdown(escape(issues[view.issue].title), width="stretch")
        held = view.narrowed()
        if held:
            st.button("Clear filters", on_click=_clear, type="tertiary")
        _date(view)
        with st.popover(f"Filters · {held} set" if held else "Filters", width=150):
            _who()
            _what(view)


def _issue(view: View) -> None:
    issues = frame.snapshot().issues
    key = frame.seed("filter_issue", view.issue)
    st.selectbox(
        "Question", list(issues), key=key, format_func=lambda value: issues[value].title, width=360,
        on_change=lambda: frame.change(issue=st.session_state[key], positions=()),
    )  # fmt: skip


def _date(view: View) -> None:
    known = frame.known()
    key = frame.seed("filter_date", dt.date.fromisoformat(view.date))

    def changed() -> None:
        chosen: dt.date | None = st.session_state[key]
        if chosen is not None:
            frame.change(date=chosen.isoformat())

    st.date_input(
        "On this day", min_value=known.first, max_value=known.last, format="YYYY-MM-DD",
        key=key, on_change=changed, width=150,
    )  # fmt: skip


def _who() -> None:
    known = frame.known()
    frame.several("countries", "Countries and organisations", known.lists["countries"], frame.name,
                  placeholder="All")  # fmt: skip
    frame.several("blocs", "Members of", known.lists["blocs"], frame.name, placeholder="All states")
    frame.several("speakers", "Speakers", known.lists["speakers"], placeholder="All")
    frame.several("roles", "Roles", known.lists["roles"], placeholder="All")


def _what(view: View) -> None:
    known = frame.known()
    frame.several("wordings", "Form of the words", tuple(WORDINGS), WORDINGS.__getitem__,
                  placeholder="All")  # fmt: skip
    frame.several("kinds", "Kind of source", SOURCE_KINDS, KINDS.__getitem__, placeholder="All")
    first, last = (dt.date.fromisoformat(day) for day in (known.first, known.last))
    held = (view.start or known.first, view.end or known.last)
    key = frame.seed("filter_period", tuple(dt.date.fromisoformat(day) for day in held))

    def changed() -> None:
        chosen = st.session_state[key]
        if len(chosen) == 2:
            start, end = (day.isoformat() for day in chosen)
            frame.change(start=start if start != known.first else "",
                         end=end if end != known.last else "")  # fmt: skip

    st.date_input("Period (timeline, statements)", min_value=first, max_value=last, key=key,
                  format="YYYY-MM-DD", on_change=changed)  # fmt: skip
    frame.choose("confidence", "A model's coding is at least this sure", dict(
        zip(CONFIDENCES, (LEAST[value] for value in CONFIDENCES), strict=True)))  # fmt: skip


def _clear() -> None:
    view = frame.view()
    st.session_state["view"] = View(view.issue, view.date, opened=view.opened, picks=view.picks)
    st.session_state["view"] = frame.view().picked("confidence", CONFIDENCES[0])
    st.session_state["view_changed"] = True
