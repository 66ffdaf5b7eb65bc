"""The log: every decision as it was made, as a file, and the file of another coder merged into it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from stance.errors import InputError
from stance.pages import evidence, reviewed
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.records import Issue
from stance.review import files
from stance.review.decisions import Decision
from stance.snapshot import Snapshot
from stance.written import many

MOST = 200
_MERGED = "review_merged"


def show(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """Download, merge, and the latest lines."""
    store = reviewed.store()
    where = "on this host's review server" if store and store.file is None else "in a file on this machine"
    st.markdown(
        f"{many(len(log), 'line')} on this question, kept {where}. The file holds them all, with who, when, "
        "what stood before and what was taken back; another copy of this dashboard can merge it."
    )
    with st.container(horizontal=True, gap="small"):
        name = f"stance-decisions-{issue.id}-{snapshot.id}.csv"
        st.download_button(
            "Download as CSV", data=lambda: files.csv_bytes(log), file_name=name, mime="text/csv",
            key="review_csv", on_click="ignore", disabled=not log,
        )  # fmt: skip
    _merge(snapshot, coder)
    if coder.blind:
        st.info(reviewed.NOT_BLIND)
    else:
        _lines(snapshot, issue, log)


def _merge(snapshot: Snapshot, coder: Coder) -> None:
    with st.form("review_merge", border=False):
        file = st.file_uploader("Merge decisions of another coder (CSV, as downloaded here)", type=["csv"],
                                key="review_file")  # fmt: skip
        if st.form_submit_button("Merge", disabled=not coder.name) and file is not None:
            _add(snapshot, coder, file.name, file.getvalue())
    if not coder.name:
        st.caption("Type your name above to merge a file: each line keeps who merged it.")
    done, refused = st.session_state.get(_MERGED, ("", ()))
    if done:
        st.success(done)
    for problem in refused[:50]:
        st.error(escape(problem))
    if len(refused) > 50:
        st.error(f"{len(refused) - 50:,} more lines were refused.")


def _add(snapshot: Snapshot, coder: Coder, name: str, data: bytes) -> None:
    """Merge a file; the lines of no use are named, the others are kept."""
    store = reviewed.store()
    if store is None:
        return
    try:
        known = {row["id"] for row in snapshot.rows("SELECT id FROM statements")}
        read = files.read(name, data, snapshot.issues, known, store.log(), coder.name)
        made = reviewed.add_all(read.decisions)
    except InputError as error:
        st.session_state[_MERGED] = ("", (str(error),))
        return
    held = len(read.decisions) - len(made)
    said = f"{many(len(made), 'decision')} added, {held:,} there already, {len(read.refused):,} refused."
    st.session_state[_MERGED] = (said, tuple(str(error) for error in read.refused))
    # So that the page shows at once what was merged.
    st.rerun()


def _lines(snapshot: Snapshot, issue: Issue, log: Sequence[Decision]) -> None:
    st.subheader("The latest lines")
    recent = list(reversed(log))[:MOST]
    if not recent:
        st.caption("Nobody has decided anything on this question yet.")
        return
    texts = {row["id"]: row["text"] for row in evidence.by_id(
        snapshot, list(dict.fromkeys(entry.statement_id for entry in recent)), issue.id)}  # fmt: skip
    names = {position.id: position.name for position in issue.positions}
    rows = [
        {"When (UTC)": entry.made[:19].replace("T", " "), "Who": entry.coder,
         "Did": {"coding": "decided", "adjudicated": "settled", "undo": "took back"}[entry.kind],
         "Before": names.get(entry.before, entry.before), "Of": entry.before_by,
         "After": names.get(entry.position, entry.position), "Words": texts.get(entry.statement_id, ""),
         "Condition": entry.condition, "Note": entry.note, "Blind": entry.blind}
        for entry in recent
    ]  # fmt: skip
    if len(log) > MOST:
        st.caption(f"The latest {MOST} of {len(log):,}; the file holds all.")
    st.dataframe(rows, hide_index=True, alt="The log of decisions, the latest first")
