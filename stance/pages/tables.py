"""Tables beside charts, and their download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from stance.export import to_csv
from stance.written import many


def beside(label: str, rows: Sequence[Mapping[str, object]], key: str, name: str) -> None:
    """What a chart shows as a table under a line that opens it, with a button that downloads ``name.csv``."""
    box = st.expander(f"{label} ({many(len(rows), 'row')})", key=key, on_change="rerun")
    # A closed table is not made: the first one costs half a second of imports.
    if not box.open:
        return
    with box:
        if not rows:
            st.caption("Nothing to list.")
            return
        st.dataframe(list(rows), hide_index=True, alt=f"Table: {name}")
        st.download_button(
            "Download as CSV", data=lambda: "\ufeff" + to_csv(rows, rows[0]), file_name=f"{name}.csv",
            mime="text/csv", key=f"{key}_csv", on_click="ignore",
        )  # fmt: skip
