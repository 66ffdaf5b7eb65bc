"""One page on a country or on the whole issue in plain sentences, each with the statements it rests on."""

import streamlit as st

from stance.pages import evidence, frame, sheet

snapshot, view = frame.snapshot(), frame.view()
country = sheet.chooser()
view = frame.view()
brief = sheet.brief(snapshot, view, country)
st.title(evidence.escape(brief.title))
sheet.downloads(brief, f"brief-{view.issue}-{country or 'all'}-{view.date}-{snapshot.id}")
sheet.sentences(brief)
sheet.sources(brief)
st.caption(evidence.escape(brief.basis))
