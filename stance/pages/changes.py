"""What changed: shifts of standing with the words before and after, and voices that differ."""

from dataclasses import replace
from functools import partial

import streamlit as st

from stance import changes
from stance.pages import filters, frame, shift_log
from stance.pages.tables import beside
from stance.view import View
from stance.written import many

LIMITS = (
    "What this page cannot show: a shift is dated by the first words for it that were found, and may be "
    "older. A state of which nothing is found may well have spoken. A vote changes a position here only "
    "where the rules count votes."
)

snapshot, view = frame.snapshot(), frame.view()
issue = snapshot.issues[view.issue]


def changed(view: View, kind: str) -> None:
    """Everything under the controls."""
    filters.in_force(shift_log.own(view))
    held = frame.cached(snapshot, changes.rows, view.on_date(), shift_log.own(view))
    every = changes.log(held, view.start, view.positions)
    found = every.shifts() if kind == "shifts" else every

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="changes_count"):
        shifts = many(len(every) - every.first, "shift")
        st.header(f"{shifts}, {many(every.first, 'first position')}", width="stretch")
        shift_log.feeds(snapshot, view)
    shift_log.rules(issue, view)
    shift_log.turnover(issue, view, held)
    shift_log.log(snapshot, view, found)
    shift_log.differing(snapshot, view)
    beside(
        "The changes as a table", partial(shift_log.rows, snapshot, view, found), "changes_table",
        f"changes-{view.issue}-{view.date}-{snapshot.id}", min(len(found), shift_log.MOST_ROWS),
    )  # fmt: skip
    st.caption(LIMITS)


st.title(f"What changed {shift_log.since(view)}")
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="changes_controls"):
    shift_log.begin()
    kind = frame.choose("log", "List", shift_log.LOG)
    # A bloc's words move no member in the log, so what is offered here is less than on the map.
    view = view.picked("basis", frame.choose("basis", "What counts as a position", shift_log.BASIS))
    with st.container(width=300):
        names = {p.id: p.name for p in issue.positions if p.order is not None}
        frame.several("positions", "To the position", tuple(names), names.__getitem__)
# Nobody moves to "no position", which other pages offer and the list here does not.
view = replace(view, positions=tuple(name for name in view.positions if name in names))
frame.apply(view)
if not filters.begins_late(view, "Since"):
    changed(view, kind)
