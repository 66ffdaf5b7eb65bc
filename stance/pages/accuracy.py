"""How often the model's coding is right, as measured when the data were built."""

from __future__ import annotations

import streamlit as st

from stance.records import Issue
from stance.snapshot import Snapshot


def show(snapshot: Snapshot, issue: Issue) -> None:
    """The measured figures, or that there are none."""
    measured = snapshot.manifest.get("accuracy", {}).get(issue.id)
    if not measured:
        st.markdown("These data were built without a measurement: take every coding by a model as unchecked.")
        return
    st.json(measured)
