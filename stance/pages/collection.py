"""A collection of one's own: texts, tables or a zip file become a snapshot for this visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from stance import collecting, unpacking
from stance.codebook import load_issues
from stance.errors import InputError
from stance.pages import collected, frame
from stance.pages.evidence import escape
from stance.sources.grid import read_grid
from stance.sources.table import map_columns
from stance.unpacking import Unpacked

# The fields that a reader may have to choose a column for; others are found by their names.
FIELDS = {
    "text": "Words", "date": "Date", "speaker": "Speaker", "role": "Role", "country": "Country",
    "publisher": "Publisher", "source_title": "Title of the source", "source_url": "Address of the source",
    "position": "Position", "condition": "Condition",
}  # fmt: skip
STEPS = {
    "documents": "Reading texts", "vectors": "Comparing words", "codings": "Coding, by question",
    "places": "Finding what lies together, by question",
}  # fmt: skip
PREVIEW = 3
MOST_TABLES = 20


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as uploaded: its columns, what they are taken for, its first rows, or why it is of no use."""

    name: str
    header: tuple[str, ...]
    guessed: dict[str, str]
    rows: tuple[dict[str, str], ...]


def tab() -> None:
    """Upload, columns, progress, report."""
    st.markdown(
        "A whole corpus at once: texts, saved web pages, tables of statements, or one zip file of them. It "
        "becomes a collection that **every page here can show to you, and to nobody else, until you leave**; "
        "download it to open it on your own machine for good. A codebook written on the page Issues (.yaml) "
        "may be among the files; without one the questions of this site are asked."
    )
    files = st.file_uploader(
        f"Texts, tables, codebooks or a zip file of them: 5 MB an upload, {unpacking.MAX_FILES} files and "
        f"{unpacking.MAX_TOTAL // 1_000_000} MB in all",
        type=[*unpacking.KINDS, ".zip"], accept_multiple_files=True, key="collection_files",
    )  # fmt: skip
    if files:
        mark = "-".join(file.file_id for file in files)
        found, tables = _unpacked(mark, files)
        columns = {table.name: _columns(table, mark, len(tables) == 1) for table in tables[:MOST_TABLES]}
        if len(tables) > MOST_TABLES:
            left = len(tables) - MOST_TABLES
            st.caption(f"The columns of the other {left} tables are found by their names.")
        if st.button("Make the collection", key="collection_make"):
            _make(found, columns)
    if problem := st.session_state.pop("collection_problem", ""):
        st.error(escape(problem))
    collected.show()


def _unpacked(mark: str, files: Sequence[Any]) -> tuple[Unpacked, list[_Table]]:
    """The files of these uploads, opened once; only this visit holds them."""
    held = st.session_state.get("collection_unpacked")
    if not held or held[0] != mark:
        found = unpacking.unpack([(file.name, file.getvalue()) for file in files])
        # Tables of one name share a choice, which holds where they have the column.
        tables = {Path(name).name: _table(name, found.files[name]) for name in reversed(found.tables())}
        held = (mark, found, list(reversed(tables.values())))
        st.session_state["collection_unpacked"] = held
    return held[1], held[2]


def _table(place: str, data: bytes) -> _Table:
    """The columns of a table; one that cannot be read has none here and is refused with its reason later."""
    name = Path(place).name
    with TemporaryDirectory(prefix="stance-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            header, rows = read_grid(path)
        except InputError:
            return _Table(name, (), {}, ())
    try:
        guessed = map_columns(header, {}, name)
    except InputError:
        guessed = {}
    return _Table(name, tuple(filter(None, header)), guessed, tuple(row.cells for row in rows[:PREVIEW]))


def _columns(table: _Table, mark: str, alone: bool) -> dict[str, str]:
    """Which column is taken for what, as the reader chose; empty where a field has none."""
    if not table.header:
        return {}
    chosen: dict[str, str] = {}
    with st.expander(
        f"Columns of {escape(table.name)}", expanded=alone or not table.guessed,
        key=f"collection_columns_{table.name}_{mark}",
    ):  # fmt: skip
        alt = f"The first rows of the table {table.name}"
        st.dataframe(list(table.rows), hide_index=True, alt=alt, height="content")
        options = ["", *table.header]
        with st.grid(5, min_column_width=150, gap="small"):
            for wanted, label in FIELDS.items():
                guess = table.guessed.get(wanted, "")
                chosen[wanted] = st.selectbox(
                    label, options, index=options.index(guess) if guess in options else 0,
                    format_func=lambda column: column or "(no column)",
                    key=f"collection_{wanted}_{table.name}_{mark}",
                )  # fmt: skip
        if not chosen["text"] and "concept" not in table.guessed:
            st.warning("Choose the column that holds the words; without it the table is refused.")
    return chosen


def _make(found: Unpacked, columns: dict[str, dict[str, str]]) -> None:
    """Build it while the reader sees how far it is."""
    bar = st.progress(0.0, "Waiting for a free place. Collections are made one after the other.")

    def tell(step: str, done: int, of: int) -> None:
        share = min(1.0, done / of) if of else 1.0
        counted = f", {done:,} of {of:,}" if of > 1 else ""
        bar.progress((list(STEPS).index(step) + share) / len(STEPS), f"{STEPS[step]}{counted}")

    try:
        made = collecting.make(found, columns, tell, _accuracy())
    except InputError as error:
        st.session_state["collection_problem"] = " ".join(map(str, [error, *found.refused[:5]]))
    else:
        collected.drop()
        frame.bring(made)
    st.rerun()


def _accuracy() -> dict[str, Any]:
    """What was measured of the questions that ship, where this site's data say it."""
    host, ours = frame.host(), load_issues()
    measured: dict[str, Any] = host.manifest.get("accuracy", {})
    return {name: value for name, value in measured.items() if host.issues.get(name) == ours.get(name)}
