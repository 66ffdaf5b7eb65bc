"""Statements as files, with the data version inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from stance import export
from stance.filters import Filters
from stance.snapshot import Snapshot

Rows = Callable[[], list[dict[str, Any]]]


def rows(
    snapshot: Snapshot, filters: Filters, words: str = "", ids: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """The rows of the export for ``filters``; with ``ids`` only these, in their order."""
    found = export.statement_rows(snapshot, filters)
    if ids is None:
        return found
    by_id = {row["id"]: row for row in found}
    said = f"{export.describe(filters)} search={words}"
    return [{**by_id[key], "filters": said} for key in ids if key in by_id]


def buttons(made: Rows, name: str, key: str) -> None:
    """Two files of the rows that ``made`` gives; they are made when somebody asks for one."""
    for form, label, mime, bytes_of in (
        ("csv", "CSV", "text/csv", export.csv_bytes),
        ("jsonl", "JSON lines", "application/jsonl", export.jsonl_bytes),
    ):
        st.download_button(
            label, data=partial(_file, bytes_of, made), file_name=f"{name}.{form}", mime=mime,
            key=f"{key}_{form}", on_click="ignore",
        )  # fmt: skip


# Which network, in words: see ``stance.networks``.
NETWORKS = {
    "positions": "Speakers and the positions they took",
    "speakers": "Speakers, joined by positions in common",
    "countries": "Countries, joined by positions in common",
}


def more(snapshot: Snapshot, filters: Filters, name: str, key: str) -> None:
    """The same statements for other programs; each file is made when somebody asks for it."""
    with st.popover("More files", key=f"{key}_more"):
        st.markdown("**For R, Python, DuckDB, and Discourse Network Analyzer**")
        with st.container(horizontal=True, gap="small"):
            _other(snapshot, filters, name, key, "parquet", "Parquet")
            _other(snapshot, filters, name, key, "dna", "Event list of DNA (CSV)")
        for kind, said in NETWORKS.items():
            st.markdown(f"**Network for Gephi: {said}**")
            with st.container(horizontal=True, gap="small"):
                _other(snapshot, filters, name, key, "graphml", "GraphML", kind)
                _other(snapshot, filters, name, key, "gexf", "GEXF", kind)
        st.caption("Each holds what stands under the filters, and says so with the data version.")


def _other(
    snapshot: Snapshot, filters: Filters, name: str, key: str, form: str, label: str, kind: str = "positions"
) -> None:
    ending = "csv" if form == "dna" else form
    file = f"{name}-{kind}.{ending}" if form in ("graphml", "gexf") else f"{name}-{form}.{ending}"
    st.download_button(
        label, data=partial(export.export, snapshot, filters, form, kind), file_name=file,
        mime="text/csv" if form == "dna" else "application/octet-stream", key=f"{key}_{form}_{kind}",
        on_click="ignore",
    )  # fmt: skip


def _file(bytes_of: Callable[[list[dict[str, Any]]], bytes], made: Rows) -> bytes:
    return bytes_of(made())

