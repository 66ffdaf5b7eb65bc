"""Tables beside charts, and their download."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from stance.export import to_csv
from stance.written import many

Rows = Sequence[Mapping[str, object]]


def beside(label: str, rows: Rows | Callable[[], Rows], key: str, name: str, count: int = 0) -> None:
    """What a chart shows as a table under a line that opens it, with a button that downloads ``name.csv``.

    ``rows`` may be what makes the rows, where that takes time; ``count`` then says how many there are.
    """
    count = count if callable(rows) else len(rows)
    box = st.expander(f"{label} ({many(count, 'row')})", key=key, on_change="rerun")
    # A closed table is not made: the first one costs half a second of imports.
    if not box.open:
        return
    rows = rows() if callable(rows) else rows
    with box:
        if not rows:
            st.caption("Nothing to list.")
            return
        st.dataframe(list(rows), hide_index=True, alt=f"Table: {name}")
        st.download_button(
            "Download as CSV", data=lambda: "\ufeff" + to_csv(rows, rows[0]), file_name=f"{name}.csv",
            mime="text/csv", key=f"{key}_csv", on_click="ignore",
        )  # fmt: skip
