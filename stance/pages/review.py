"""People in charge: statements to decide, differences to settle, how far coders agree, the log as a file."""

from __future__ import annotations

import hmac
import os
from typing import Literal

import streamlit as st

from stance.pages import coders, deciding, exchange, frame, learning, reviewed, settling
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.review.decisions import MAX_NAME, plain_name

TASKS = {
    "decide": "Decide", "settle": "Settle differences", "agreement": "Agreement", "learn": "Teach the model",
    "log": "Log and files",
}  # fmt: skip
KEY = "STANCE_REVIEW_KEY"


def page() -> None:
    """The whole page: who decides, and one task at a time."""
    snapshot, issue = frame.snapshot(), frame.snapshot().issues[frame.view().issue]
    st.title("Review")
    if frame.shows_own():
        st.info("Decisions belong to the data of this site, for everybody. To code your own collection, "
                "download it and open it on your own machine: Add sources says how.")  # fmt: skip
        return
    if reviewed.store() is None:
        st.info("Nothing can be decided here: this dashboard is set to show the data as they were built "
                "(`STANCE_REVIEW=off`). On your own machine, start it without that setting.")  # fmt: skip
        return
    st.markdown(
        "What people decide here outranks the model on every page, for everybody who opens this dashboard. "
        "Each decision keeps its name, its time and what stood before it; all of it can be taken back, and "
        "nothing is erased."
    )
    if not _admitted():
        return
    coder = _coder()
    task = frame.choose("task", "Task", TASKS, hidden=True)
    log = reviewed.log(issue.id)
    if problem := st.session_state.pop(reviewed.PROBLEM, ""):
        st.error(escape(problem))
    if task == "decide":
        deciding.show(snapshot, issue, coder, log)
    elif task == "settle":
        settling.show(snapshot, issue, coder, log)
    elif task == "agreement":
        coders.show(snapshot, issue, coder, log)
    elif task == "learn":
        learning.show(snapshot, issue, coder, log)
    else:
        exchange.show(snapshot, issue, coder, log)


def _admitted() -> bool:
    """Whether this visitor may decide: anybody, or who knows the word that the host has set."""
    word = os.environ.get(KEY, "")
    if not word or st.session_state.get("review_admitted"):
        return True
    with st.form("review_admission", border=False):
        typed = st.text_input("The word that the host of this dashboard gave to its coders", type="password",
                              key="review_word", max_chars=200, width=420)  # fmt: skip
        if st.form_submit_button("Go on"):
            if hmac.compare_digest((typed or "").encode(), word.encode()):
                st.session_state["review_admitted"] = True
                st.rerun()
            st.error("That is not the word.")
    return False


def _coder() -> Coder:
    """Who decides, as typed; kept for the visit."""
    held: str = st.session_state.get("review_name", "")
    align: Literal["center", "bottom"] = "center" if held else "bottom"
    with st.container(horizontal=True, vertical_alignment=align, gap="medium", key="review_who"):
        if held:
            # The field goes once it is filled: keys would write into it instead of deciding.
            st.markdown(f"You decide as **{escape(held)}**.", width="content")
            st.button("Another name", key="review_rename", type="tertiary", on_click=_rename)
        else:
            key = frame.seed("review_name_box", "")
            st.text_input("Your name, as it shall stand beside your decisions", key=key, max_chars=MAX_NAME,
                          width=320, on_change=_named, placeholder="Name")  # fmt: skip
        blind_key = frame.seed("review_blind_box", bool(st.session_state.get("review_blind", False)))
        st.toggle("Blind: show no other reading until I have decided", key=blind_key, on_change=_blinded)
    return Coder(held, bool(st.session_state.get("review_blind", False)))


def _rename() -> None:
    st.session_state["review_name"] = ""


def _named() -> None:
    st.session_state["review_name"] = plain_name(st.session_state["review_name_box"] or "")


def _blinded() -> None:
    st.session_state["review_blind"] = bool(st.session_state["review_blind_box"])


page()
