"""What this is, in under a minute: for whoever comes for the first time, by no link; gone at a click."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from stance import view as views
from stance.pages import frame, look
from stance.snapshot import Snapshot
from stance.written import many

SEEN = "welcome_seen"


def show(snapshot: Snapshot) -> None:
    """A short box above the page, unless the visit began with a link, or the box was put away."""
    if not st.session_state.get("came_bare") or st.session_state.get(SEEN) or look.embedded():
        return
    counts = snapshot.manifest["counts"]
    with st.container(border=True, key="welcome"):
        st.markdown(
            "**What governments said, and where that puts them.** Each colour is a position that a state "
            f"took in words on record: {many(counts['statements'], 'statement')} from "
            f"{many(counts['documents'], 'source')}. Where there is none, nothing was found; that is not "
            "neutrality. **Click a country** to read its words, **move the day** to see it change."
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button("Start", key="welcome_start", on_click=_put_away)
            _link("timeline", "Over time")
            _link("compare", "Two states side by side", _two())
            _link("method", "How it is made")


def _put_away() -> None:
    st.session_state[SEEN] = True


def _link(page: str, label: str, view: views.View | None = None) -> None:
    there = views.address(view or frame.view())
    st.page_link(f"stance/pages/{page}.py", label=label, query_params=there)


def _two() -> views.View:
    """The two countries with the most statements on the question, to begin with."""
    found: list[str] = frame.cached(frame.snapshot(), most_heard, frame.view().issue)
    return replace(frame.view(), countries=tuple(found))


def most_heard(snapshot: Snapshot, issue: str) -> list[str]:
    """The codes of the two countries with the most statements that take a position."""
    rows = snapshot.rows(
        "SELECT country FROM coded WHERE issue = ? AND position <> 'none' AND capacity = 'government' "
        "GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 2",
        [issue],
    )
    return [str(row["country"]) for row in rows]
