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


def _file(bytes_of: Callable[[list[dict[str, Any]]], bytes], made: Rows) -> bytes:
    return bytes_of(made())

