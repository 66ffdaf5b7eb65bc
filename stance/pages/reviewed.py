"""People's decisions on every page: laid over the data when somebody decides, and the history of each."""

from __future__ import annotations

import time

import streamlit as st

from stance.errors import InputError
from stance.pages import evidence, frame
from stance.pages.evidence import escape
from stance.records import Issue
from stance.review import laying
from stance.review.decisions import Decision
from stance.review.store import open_store

# After the log could not be read, pages do not wait for it again for this many seconds.
PATIENCE = 15


@st.cache_resource(show_spinner=False)
def _trouble() -> dict[str, object]:
    """What keeps the log from being read, for all visitors: ``problem`` and ``until`` when to believe it."""
    return {"problem": "", "until": 0.0}


def catch_up() -> None:
    """Show what people have decided by now. A log that cannot be read keeps nobody from reading the data."""
    held = _trouble()
    if time.monotonic() < float(str(held["until"])):
        return
    try:
        laying.catch_up(frame.snapshot())
        held["problem"] = ""
    except InputError as error:
        held.update(problem=str(error), until=time.monotonic() + PATIENCE)


def warn() -> None:
    """Say that the log cannot be read, if so."""
    if problem := str(_trouble()["problem"]):
        shown = "as they were last read" if frame.snapshot().laid else "without them"
        st.warning(f"People's decisions cannot be read now; pages show the data {shown}. {escape(problem)}")


def history(issue: Issue, statement: str) -> list[str]:
    """Every decision on a statement, oldest first, a line each, as markdown; empty where there is none."""
    try:
        store = open_store()
        log = store.log(issue.id, statement) if store else []
    except InputError as error:
        return [f"The history cannot be read now. {escape(str(error))}"]
    made = {entry.id: entry for entry in log}
    return [_line(issue, entry, made) for entry in log]


def _line(issue: Issue, entry: Decision, made: dict[str, Decision]) -> str:
    when = f"{frame.day(entry.made[:10])}, {entry.made[11:16]} UTC"
    who = f"**{escape(entry.coder)}**"
    if entry.kind == "undo":
        back = made.get(entry.undoes)
        what = named(issue, back.position) if back else "a decision"
        said = f"{who} took back {what}"
    else:
        verb = "settled on" if entry.kind == "adjudicated" else "decided"
        said = f"{who} {verb} {named(issue, entry.position)}"
        said += f" under the condition “{escape(entry.condition)}”" if entry.condition else ""
        said += ", blind" if entry.blind else ""
    if entry.before:
        by = f" ({escape(entry.before_by)})" if entry.before_by else ""
        said += f"; before: {named(issue, entry.before)}{by}"
    said += f". Note: {escape(entry.note)}" if entry.note else ""
    return f"{when}: {said}" + (f" · merged by {escape(entry.merged_by)}" if entry.merged_by else "")


def named(issue: Issue, position: str) -> str:
    """A position's dot and name as markdown; the bare id where the codebook has it no more."""
    try:
        return evidence.dot(issue, position)
    except KeyError:
        return escape(position)
