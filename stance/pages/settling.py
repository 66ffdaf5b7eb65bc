"""Statements that people read differently, one after the other, to be settled by whoever is to decide."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from stance.pages import evidence, frame, reviewed
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.records import Issue
from stance.review.decisions import Decision, latest, plain_text, same_coder
from stance.review.disputes import Dispute, Reading, disputes
from stance.snapshot import Snapshot
from stance.written import many

_SKIPPED = "review_settle_later"


def show(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """How many wait, the first of them with every reading, and what has been settled."""
    if coder.blind:
        st.info(reviewed.NOT_BLIND)
        return
    waiting = disputes(snapshot, frame.view().filters(), log)
    settled = latest(log, "adjudicated")
    st.markdown(
        "What is settled here counts before every single coding. Until then the position counts that most "
        "coders gave, and where as many gave another, the one decided last."
    )
    later = st.session_state.get(_SKIPPED, ())
    first = next((item for item in waiting if item.statement_id not in later), None)
    first = first or (waiting[0] if waiting else None)
    if first is None:
        st.success(f"No statement waits to be settled. {many(len(settled), 'statement')} settled so far.")
    else:
        st.caption(f"{many(len(waiting), 'statement')} to settle, {len(settled):,} settled so far")
        _one(snapshot, issue, coder, first)
    _settled(snapshot, issue, coder, [entry for given in settled.values() for entry in given.values()])


def _one(snapshot: Snapshot, issue: Issue, coder: Coder, item: Dispute) -> None:
    (row,) = evidence.by_id(snapshot, [item.statement_id], issue.id)
    evidence.card(snapshot, row, "settle", coding=False)
    st.markdown("\n".join(f"- {_reading(issue, reading)}" for reading in item.readings))
    with st.container(horizontal=True, gap="small", key="review_settle_keys"):
        for number, position in enumerate(issue.positions, start=1):
            st.button(
                f"{evidence.sign(issue, position.id)} {escape(position.name)}",
                key=f"review_settle_{row['id']}_{number}", shortcut=str(number) if number < 10 else None,
                disabled=not coder.name, on_click=_settle,
                args=(issue.id, row["id"], position.id, coder),
            )  # fmt: skip
        st.button("Later", key=f"review_later_{row['id']}", shortcut="S", type="tertiary", on_click=_later,
                  args=(row["id"],))  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.text_input("Why, for whoever reads the log", key=f"review_reason_{row['id']}", max_chars=500)
        st.text_input("Condition, if the position holds only under one", max_chars=500,
                      key=f"review_settle_if_{row['id']}")  # fmt: skip
    if any(same_coder(reading.coder, coder.name) for reading in item.readings):
        st.caption("You are one of these coders. Somebody who has not coded the statement settles it better.")
    if not coder.name:
        st.caption("Type your name above to settle: it stands beside each decision, for everybody to see.")
    evidence.opener(row, "settle")


def _reading(issue: Issue, reading: Reading) -> str:
    when = f", {frame.day(reading.made[:10])}" if reading.made else ", in the data"
    said = f"**{escape(reading.coder)}**{when}: {reviewed.named(issue, reading.position)}"
    said += f", under the condition “{escape(reading.condition)}”" if reading.condition else ""
    return said + (f". {escape(reading.note)}" if reading.note else "")


def _settle(issue: str, statement: str, position: str, coder: Coder) -> None:
    typed = (st.session_state.get(f"review_{what}_{statement}") or "" for what in ("settle_if", "reason"))
    condition, note = map(plain_text, typed)
    reviewed.add(Decision(
        coder.name, issue, statement, position, kind="adjudicated", condition=condition, note=note,
        data_version=frame.snapshot().id,
    ))  # fmt: skip


def _later(statement: str) -> None:
    st.session_state[_SKIPPED] = (*st.session_state.get(_SKIPPED, ()), statement)


def _settled(snapshot: Snapshot, issue: Issue, coder: Coder, found: Sequence[Decision]) -> None:
    recent = sorted(found, key=lambda entry: entry.made, reverse=True)[:20]
    if not recent:
        return
    st.subheader("Settled last")
    rows = {row["id"]: row for row in evidence.by_id(snapshot, [e.statement_id for e in recent], issue.id)}
    for entry in recent:
        row = rows.get(entry.statement_id)
        if row is None:
            continue
        key = f"review_set_{entry.id}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
            what = f"{reviewed.named(issue, entry.position)} by **{escape(entry.coder)}**"
            st.markdown(f"{what} · {escape(reviewed.short(row['text']))}", width="stretch")
            if coder.name and same_coder(coder.name, entry.coder):
                st.button("Take back", key=f"{key}_back", type="tertiary", on_click=reviewed.take_back,
                          args=(entry.id, coder))  # fmt: skip
