"""Who holds which position on a chosen day, on a map of the world."""

import streamlit as st

from stance.pages import evidence, frame

snapshot, view = frame.snapshot(), frame.view()
st.title("Map")
evidence.browse(snapshot, view.on_date(), "map")
