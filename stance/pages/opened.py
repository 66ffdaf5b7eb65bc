"""One statement opened over any page: its words in their context, its source, and how it was coded.

The address holds which one it is (``said``), so that a link opens it again. Charts, tables and cards all open
it by ``open_it``.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from stance import citing
from stance import view as views
from stance.pages import details, evidence, frame, look
from stance.pages.evidence import escape
from stance.records import Issue
from stance.snapshot import Snapshot


def open_it(statement: str) -> None:
    """Open a statement by its id. Call it in a callback."""
    frame.change(said=statement)


def close() -> None:
    """Close what is open."""
    frame.change(said="")


def show(snapshot: Snapshot) -> None:
    """The dialog, where the view names a statement."""
    if frame.view().said:
        st.dialog("Statement", width="medium", on_dismiss=close)(_body)(snapshot, frame.view().said)


def _body(snapshot: Snapshot, statement: str) -> None:
    found = evidence.by_id(snapshot, [statement], frame.view().issue)
    if not found:
        st.info(
            f"Data version {snapshot.id} has no statement {escape(statement)} on this question. It may stand "
            "in another version, or under another question."
        )
        return
    row = found[0]
    issue = snapshot.issues[row["issue"]]
    full = snapshot.rows("SELECT * FROM statements WHERE id = ?", [statement])[0]
    evidence.head(issue, row)
    with evidence.words(row, "opened"):
        st.markdown(f"> {passage(row, full)}")
    st.markdown("  \n".join([evidence.who(row), *evidence.told(row)]))
    if full.get("before") or full.get("after"):
        st.caption("In grey: the words around it in the document.")
    details.show(snapshot, row, full)
    _cite(snapshot, issue, row)


def passage(row: dict[str, Any], full: dict[str, Any]) -> str:
    """The words as markdown with what stands around them, where the snapshot has it."""
    said = evidence.quoted(row)
    before, after = (escape(full.get(name) or "") for name in ("before", "after"))
    parts = [f":gray[… {before}]" if before else "", said, f":gray[{after} …]" if after else ""]
    return " ".join(part for part in parts if part)


def _cite(snapshot: Snapshot, issue: Issue, row: dict[str, Any]) -> None:
    st.markdown("**Cite these words**")
    there = views.address(views.View(issue.id, frame.view().date, said=row["id"]))
    line = citing.statement(
        {**row, "country": frame.name(row["country"])}, look.version(snapshot), dt.date.today(),
        citing.link(st.context.url or "", there),
    )  # fmt: skip
    st.code(line, language=None, wrap_lines=True)
