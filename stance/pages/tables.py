"""Tables beside charts, and their download."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from stance import citing
from stance.export import to_csv
from stance.pages import frame
from stance.written import many

Rows = Sequence[Mapping[str, object]]
# The column that holds a statement's id: a chosen row opens it.
STATEMENT = "statement"


def beside(label: str, rows: Rows | Callable[[], Rows], key: str, name: str, count: int = 0) -> None:
    """What a chart shows as a table under a line that opens it, with a button that downloads ``name.csv``.

    ``rows`` may be what makes the rows, where that takes time; ``count`` then says how many there are. Where
    rows have a column ``statement``, a chosen row opens that statement.
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
        if STATEMENT in rows[0]:
            st.caption("Choose a row to open the statement.")
            opening(list(rows), [str(row[STATEMENT]) for row in rows], f"{key}_row", alt=f"Table: {name}")
        else:
            st.dataframe(list(rows), hide_index=True, alt=f"Table: {name}")
        st.download_button(
            "Download as CSV", data=lambda: "\ufeff" + with_provenance(rows), file_name=f"{name}.csv",
            mime="text/csv", key=f"{key}_csv", on_click="ignore",
        )  # fmt: skip


def with_provenance(rows: Rows) -> str:
    """The rows as CSV text; the last two columns say of each which data and which view it is from.

    Columns, not lines above the header: those would spoil the file for every program that reads tables.
    """
    more = {"data_version": frame.snapshot().id, "view": citing.chosen(frame.applied())}
    return to_csv([{**row, **more} for row in rows], [*rows[0], *more])


def opening(table: Any, ids: Sequence[str], key: str, **looks: Any) -> None:  # noqa: ANN401 - Streamlit's own
    """A table whose chosen row opens the statement of that row; ``looks`` is passed to ``st.dataframe``."""
    # A new name forgets the choice, so that the same row can be chosen again.
    count = f"{key}_count"
    nth = st.session_state.setdefault(count, 0)
    event = st.dataframe(
        table, hide_index=True, key=f"{key}_{nth}", on_select="rerun", selection_mode="single-row", **looks
    )
    chosen = [ids[row] for row in event["selection"]["rows"] if row < len(ids)]
    if chosen and chosen[0]:
        st.session_state[count] = nth + 1
        frame.change(said=chosen[0])
        st.rerun()
