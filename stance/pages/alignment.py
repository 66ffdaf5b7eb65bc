"""Who agrees with whom: pairs in order, groups, one scale, polarisation, wordings."""

import streamlit as st

from stance.pages import filters, frame, pairs, sides

PARTS = {
    "pairs": "Pairs", "groups": "Groups", "scale": "One scale", "polarisation": "Polarisation",
    "wordings": "Wordings",
}  # fmt: skip
DRAWN = {
    "pairs": pairs.pairs, "groups": pairs.groups, "scale": sides.scale,
    "polarisation": sides.polarisation, "wordings": sides.wordings,
}  # fmt: skip

st.title("Who agrees with whom")
part = frame.choose("part", "Show", PARTS, hidden=True)
filters.in_force(frame.view().rules())
DRAWN[part](frame.snapshot(), frame.view())
