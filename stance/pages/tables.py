"""Tables beside charts, and their download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from stance.export import to_csv


def table(rows: Sequence[Mapping[str, object]], name: str) -> None:
    """A table and a button that downloads it as ``name.csv``; a plain word when there are no rows."""
    if not rows:
        st.caption("Nothing to list.")
        return
    st.dataframe(list(rows), hide_index=True, alt=f"Table: {name}")
    st.download_button(
        "Download as CSV", data=lambda: "\ufeff" + to_csv(rows, rows[0]), file_name=f"{name}.csv",
        mime="text/csv", key=f"csv_{name}", on_click="ignore",
    )  # fmt: skip
