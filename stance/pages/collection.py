"""A visitor's files as a snapshot: which column holds what, progress, what was refused, the archive."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from stance import own_corpus
from stance.corpus import TABLE_SUFFIXES
from stance.errors import InputError
from stance.own_corpus import File, Made
from stance.pages.evidence import escape
from stance.sources.grid import read_grid
from stance.sources.table import map_columns
from stance.written import many

MADE = "collection_made"
# What is asked for by name; a table may have more, which its own names still tell.
ASKED = {
    "text": "The words", "date": "Date", "speaker": "Speaker", "role": "Office", "country": "Country",
    "position": "Position", "source_title": "Title of the source", "source_url": "Address of the source",
}  # fmt: skip
STEPS = {"documents": "Reading documents", "vectors": "Comparing words", "positions": "Finding positions"}
MOST_PROBLEMS = 200


def show() -> None:
    """The part of the page: files, columns, the work, its report and the archive."""
    st.markdown(
        "Make a collection of your own: texts, saved web pages, tables, or a folder of them packed as one "
        "zip file. You get a **snapshot**, which Stance opens on your machine with all these pages. Put "
        "codebooks of your own into a folder *issues* of the zip; without one those of this site are used."
    )
    uploads = st.file_uploader(
        "Texts, tables or a zip file, 5 MB each", type=[end.lstrip(".") for end in own_corpus.ENDINGS],
        accept_multiple_files=True, key="collection_files",
    )  # fmt: skip
    files = [(file.name, file.getvalue()) for file in uploads]
    columns = _columns(files)
    if st.button("Make the snapshot", key="collection_make", disabled=not files):
        st.session_state[MADE] = _make(files, columns)
    made: Made | str | None = st.session_state.get(MADE)
    if isinstance(made, str):
        st.error(made)
    elif made is not None:
        _report(made)


def _columns(files: Sequence[File]) -> dict[str, str]:
    """Which column of the first table holds what, as far as it differs from what its names tell."""
    tables = [file for file in files if file[0].lower().endswith(TABLE_SUFFIXES)]
    if not tables:
        return {}
    name, data = tables[0]
    try:
        header = _header(name, data)
    except InputError as error:
        st.warning(escape(str(error)))
        return {}
    try:
        found = map_columns(header, {}, name)
    except InputError:
        # No column is known to hold the words: the visitor chooses it, the others are still told by name.
        found = map_columns([*header, ""], {"text": ""}, name)
    st.markdown(f"**Columns of {escape(name)}**")
    st.caption("Taken from the names; choose another where a name misleads. The words are needed.")
    chosen: dict[str, str] = {}
    with st.grid(4, min_column_width=220, gap="small"):
        for field, label in ASKED.items():
            held = found.get(field)
            picked = st.selectbox(
                label, header, index=header.index(held) if held in header else None,
                key=f"collection_{field}", placeholder="Not in the table",
            )  # fmt: skip
            if picked and picked != held:
                chosen[field] = picked
    return chosen


def _header(name: str, data: bytes) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{Path(name).suffix.lower()[:6]}"
        path.write_bytes(data)
        try:
            header, _ = read_grid(path)
        except InputError as error:
            raise InputError(name, error.problem, error.mend, error.line) from None
    return [column for column in header if column]


def _make(files: Sequence[File], columns: dict[str, str]) -> Made | str:
    bar = st.progress(0.0, "Reading")

    def told(step: str, done: int, total: int) -> None:
        part = list(STEPS).index(step)
        bar.progress((part + done / max(total, 1)) / len(STEPS), f"{STEPS[step]}: {done:,} of {total:,}")

    try:
        return own_corpus.snapshot_of(files, columns, told)
    except InputError as error:
        return str(error)
    finally:
        bar.empty()


def _report(made: Made) -> None:
    counts = made.counts
    st.subheader(f"Snapshot {made.id}")
    st.markdown(
        f"{many(counts['statements'], 'statement')} in {many(counts['documents'], 'source')}. "
        f"Files and rows left out: {len(made.refused) or 'none'}."
    )
    if not counts["statements"]:
        st.warning("No statement was found. Do these texts report speech? Has the table a column of words?")
    if made.refused:
        st.caption("What was left out, and what mends it:")
        rows = [
            {"where": error.where, "line": error.line, "what is wrong": error.problem, "mend": error.mend}
            for error in made.refused[:MOST_PROBLEMS]
        ]
        st.dataframe(rows, hide_index=True, alt="Files and rows that were left out, with the reason")
    for note in made.notes[:20]:
        st.caption(escape(note))
    st.download_button(
        "Download the snapshot (zip)", made.archive, f"stance-snapshot-{made.id}.zip", "application/zip",
        key="collection_zip", on_click="ignore", type="primary",
    )  # fmt: skip
    st.markdown("Unpack it beside Stance and open it there:")
    st.code(f"make run SNAPSHOT={own_corpus.FOLDER}", language=None)

