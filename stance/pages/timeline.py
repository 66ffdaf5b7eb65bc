"""Positions over time."""

import streamlit as st

from stance.pages import evidence, frame

snapshot, view = frame.snapshot(), frame.view()
st.title("Timeline")
evidence.browse(snapshot, view.filters(), "timeline")
