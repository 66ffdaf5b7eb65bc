"""A visitor's own sources: what would be found in them, how it would be coded, corrected and kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from stance import adding
from stance.adding import Found
from stance.errors import InputError
from stance.pages import added, collection, download, evidence, frame, looked_through
from stance.records import Issue
from stance.sources.table import TEMPLATE

MAX_FILES = 20
PER_PAGE = 8
WAIT = "Reading. The first text after a start takes about 20 seconds, the next ones one or two."
Job = tuple[str, Callable[[], Found]]


def page() -> None:
    """The whole page: four ways in, what was found, and what is kept."""
    st.title("Add sources")
    st.markdown(
        "Bring a report, a transcript or a table of your own. You see which statements are found in it and "
        "how each would be coded; correct what is wrong and keep the rest **for this visit**. Nobody "
        "else sees what you bring, and the server forgets it when the visit ends: download what you want to "
        "keep longer."
    )
    names = ["Paste a text", "Upload texts", "Upload a table", "Make a collection"]
    paste, files, table, whole = st.tabs(names, key="added_tabs")
    with paste:
        _paste()
    with files:
        _files()
    with table:
        _table()
    with whole:
        collection.tab()
    looked_through.show()
    _kept()


def _paste() -> None:
    issue = frame.snapshot().issues[frame.view().issue]
    with st.form("added_paste", border=False):
        text = st.text_area("Text", height=220, max_chars=adding.MAX_CHARACTERS, key="added_text",
                            placeholder="The whole report, with its headline and date")  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="bottom"):
            title = st.text_input("Title, if the text has none", key="added_title", max_chars=200)
            day = st.date_input("Date, if the text has none", value=None, max_value=dt.date.today(),
                                format="YYYY-MM-DD", key="added_day", width=220)  # fmt: skip
        if st.form_submit_button("Find statements"):
            date = day.isoformat() if isinstance(day, dt.date) else ""
            name, data = "pasted-text.txt", (text or "").encode(errors="replace")
            _work([(name, lambda: adding.read_text(name, data, issue, date, title or ""))])


def _files() -> None:
    issue = frame.snapshot().issues[frame.view().issue]
    with st.form("added_files", border=False):
        files = st.file_uploader(
            f"Text files or saved web pages, up to {MAX_FILES}, 5 MB each", type=list(adding.TEXTS),
            accept_multiple_files=True, key="added_uploads",
        )  # fmt: skip
        if st.form_submit_button("Find statements"):
            _work([(f.name, _reader(adding.read_text, f.name, f.getvalue(), issue)) for f in files])


def _table() -> None:
    issue = frame.snapshot().issues[frame.view().issue]
    st.markdown(
        "One statement a row. Only the words are required; columns for the date, the speaker, the country "
        "and the source make them comparable. Common column names are recognised, and so is the event list "
        "that Discourse Network Analyzer exports."
    )
    st.download_button("Download a template", TEMPLATE, "statements-template.csv", "text/csv",
                       key="added_template", on_click="ignore")  # fmt: skip
    with st.form("added_tables", border=False):
        files = st.file_uploader(
            f"CSV, JSON lines or Excel, up to {MAX_FILES}, 5 MB each", type=list(adding.TABLES),
            accept_multiple_files=True, key="added_grids",
        )  # fmt: skip
        if st.form_submit_button("Read the table"):
            _work([(f.name, _reader(adding.read_table, f.name, f.getvalue(), issue)) for f in files])


def _reader(read: Callable[..., Found], name: str, data: bytes, issue: Issue) -> Callable[[], Found]:
    return lambda: read(name, data, issue)


def _work(jobs: Sequence[Job]) -> None:
    """Read one source after the other; one that fails costs nothing else."""
    found: list[Found] = []
    refused: list[str] = []
    if len(jobs) > MAX_FILES:
        refused.append(f"{len(jobs)} files are more than {MAX_FILES}: the first {MAX_FILES} were read.")
    with st.spinner(WAIT):
        for name, job in jobs[:MAX_FILES]:
            try:
                one = job()
            except InputError as error:
                refused.append(str(error))
                continue
            refused += [str(error) for error in one.refused]
            if one.rows:
                found.append(one)
            else:
                refused.append(
                    f"{name}: no attributed statement was found. Is it a text that reports speech?"
                )
    if not jobs:
        refused.append("There is nothing to read yet: choose a file.")
    looked_through.begin(found, refused)


def _kept() -> None:
    rows = added.kept()
    if not rows:
        return
    snapshot = frame.snapshot()
    many = f"{len(rows)} statement{'s' if len(rows) != 1 else ''}"
    st.header(f"{many} kept for this visit")
    st.caption(
        "They stand in a part of their own on the page Statements. Map, Timeline and Landscape do not count "
        "them: their numbers belong to the data version, so that others find the same."
    )
    with st.container(horizontal=True):
        download.buttons(lambda: added.export_rows(snapshot, rows), "stance-own-sources", "added")
        st.button("Forget all", key="added_forget", on_click=added.drop, args=([row["id"] for row in rows],))
    pages = -(-len(rows) // PER_PAGE)
    at = ((st.pagination(pages, key="added_page") or 1) - 1) * PER_PAGE if pages > 1 else 0
    with st.grid(2, min_column_width=420, gap=("small", "large")):
        for row in rows[at : at + PER_PAGE]:
            evidence.card(snapshot, row, "added", partial(_forget, row["id"]))


def _forget(statement: str) -> None:
    st.button("Forget this one", key=f"added_drop_{statement}", type="tertiary",
              on_click=added.drop, args=([statement],))  # fmt: skip


page()
