"""What states said beside how they voted: by roll call and by state, mismatches first."""

import streamlit as st

from stance.pages import ballots, frame

BALLOTS = {"calls": "By roll call", "states": "By state"}

snapshot, view = frame.snapshot(), frame.view()
st.title("Words against votes")
show = frame.choose("ballots", "Show", BALLOTS, hidden=True)
found = ballots.found(snapshot, view)
if not found:
    ballots.empty(snapshot, view)
elif show == "calls":
    ballots.by_call(snapshot, view, found)
else:
    ballots.by_state(snapshot, view, found)
st.caption(ballots.LIMITS)
