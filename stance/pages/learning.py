"""What the model would read otherwise, had it learnt from the decisions; and putting that to use."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from stance.errors import InputError
from stance.pages import evidence, frame, reviewed
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.records import Issue
from stance.review.decisions import Decision, Lesson, standings
from stance.review.learnt import Change, Learnt, learn
from stance.snapshot import Snapshot
from stance.written import many

FEWEST = 5
SHOWN = 8
_LEARNT = "review_learnt"


def show(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """Learn, look, and put to use or leave."""
    counted = len(standings(log, {issue.id: issue}))
    st.markdown(
        "The model can learn from what people decided: its weights are corrected in about a second, and it "
        "reads those statements anew that no person has coded. Nothing changes for anybody until it is put "
        "to use, and no person's reading is ever replaced."
    )
    _in_use(issue, coder)
    if counted < FEWEST:
        st.info(f"{many(counted, 'statement')} decided so far; {FEWEST} are the least to learn from.")
        return
    st.button(f"Learn from {many(counted, 'decided statement')}", key="review_learn", on_click=_ask)
    key = (snapshot.manifest["content"], issue.id, tuple(entry.id for entry in log))
    held = st.session_state.get(_LEARNT)
    if st.session_state.pop("review_learning", False):
        try:
            with st.spinner("Learning. The first time after a start takes some seconds."):
                held = (key, learn(snapshot, issue, log, coder.name))
        except InputError as error:
            st.error(escape(str(error)))
            return
        st.session_state[_LEARNT] = held
    if held and held[0] == key:
        _found(snapshot, issue, coder, held[1])


def _ask() -> None:
    st.session_state["review_learning"] = True


def _in_use(issue: Issue, coder: Coder) -> None:
    try:
        store = reviewed.store()
        lesson = store.lessons().get(issue.id) if store else None
    except InputError:
        return
    if lesson:
        st.success(f"In use since {frame.day(lesson.made[:10])}: {escape(lesson.name)}, put there by "
                   f"{escape(lesson.by)}, for {many(len(lesson.codings), 'statement')}.")  # fmt: skip
        st.button("Go back to the model of the data", key="review_forget", disabled=not coder.name,
                  on_click=reviewed.teach, args=(Lesson(issue.id, "", coder.name or "-"),))  # fmt: skip


def _found(snapshot: Snapshot, issue: Issue, coder: Coder, found: Learnt) -> None:
    read = len(found.lesson.codings)
    otherwise = f"It would read {many(len(found.changes), 'statement')} otherwise"
    st.subheader(otherwise if read else "What it learnt")
    st.markdown("\n".join(f"- {line}" for line in _said(found)))
    _list(snapshot, issue, found.changes, "learning")
    if read:
        st.button("Use it for everybody", key="review_use", type="primary", disabled=not coder.name,
                  on_click=reviewed.teach, args=(found.lesson,))  # fmt: skip
        if not coder.name:
            st.caption("Type your name above: who put a model to use stands beside it.")
    if found.retried:
        st.subheader(f"Tried on what people coded: {many(len(found.retried), 'statement')} read otherwise")
        st.caption("People's readings stand. The list shows what the model would have said, before and now.")
        _list(snapshot, issue, found.retried, "retried")


def _said(found: Learnt) -> list[str]:
    """What was learnt and tried, a sentence each, as markdown."""
    read = len(found.lesson.codings)
    lines = [
        f"Learnt from {many(found.rows, 'statement')} in {found.seconds:.1f} seconds; it calls itself "
        f"{escape(found.lesson.name)}."
    ]
    if found.of > read:
        lines.append(f"Of {found.of:,} statements that no person coded it read the {read:,} most doubtful.")
    elif found.of:
        lines.append(f"No person has coded {many(found.of, 'statement')}; it read them all.")
    else:
        lines.append("People have coded every statement of this question: there is none for it to read.")
    if found.tested:
        lines.append(
            f"On {many(found.tested, 'statement')} that people coded in the data and that it did not learn "
            f"from here, it reads {found.right_after:,} as they do; before it was {found.right_before:,}. "
            "The model may have learnt from some of these when it was made."
        )
    return lines


def _list(snapshot: Snapshot, issue: Issue, changes: Sequence[Change], key: str) -> None:
    """The first of the changes, each with its words."""
    shown = changes[:SHOWN]
    rows = {row["id"]: row for row in evidence.by_id(snapshot, [c.statement_id for c in shown], issue.id)}
    if len(changes) > SHOWN:
        st.caption(f"The {SHOWN} most doubtful of {len(changes):,}:")
    with st.grid(2, min_column_width=420, gap=("small", "large")):
        for item in shown:
            with st.container(gap="xsmall", key=f"{key}_{item.statement_id}"):
                said = f"{reviewed.named(issue, item.before)} → {reviewed.named(issue, item.after)}"
                said += f", {item.confidence:.0%} sure"
                said += f"; people: {reviewed.named(issue, item.people)}" if item.people else ""
                st.markdown(said)
                evidence.card(snapshot, rows[item.statement_id], key, coding=False)
