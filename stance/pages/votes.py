"""What states said beside how they voted: by roll call and by state, mismatches first."""

from dataclasses import replace

import streamlit as st

from stance.pages import ballots, filters, frame

BALLOTS = {"calls": "By roll call", "states": "By state"}

snapshot, view = frame.snapshot(), frame.view()
st.title("Words against votes")
show = frame.choose("ballots", "Show", BALLOTS, hidden=True)
# Votes and the words of blocs never count here, whatever counts elsewhere.
filters.in_force(replace(view.rules(), votes=False, blocs=False))
found = ballots.found(snapshot, view)
if not found:
    ballots.empty(snapshot, view)
elif show == "calls":
    ballots.by_call(snapshot, view, found)
else:
    ballots.by_state(snapshot, view, found)
st.caption(ballots.LIMITS)
