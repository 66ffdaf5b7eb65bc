"""One statement after the other, the most doubtful first: one key decides, and another takes it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from stance.atlas import NO_POSITION
from stance.codebook import derive
from stance.filters import Filters
from stance.pages import evidence, frame, reviewed
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.records import STANCES, Issue
from stance.review import queue
from stance.review.decisions import Decision, latest, living, plain_text, same_coder
from stance.snapshot import Snapshot
from stance.written import many

ORDERS = {"doubt": "Most doubtful", "against": "Against people", "chance": "By chance"}
VERBS = {"supports": "Supports", "opposes": "Opposes", "none": "Does not address"}
# So many are asked for at once; asking costs a second where a million statements are held.
AHEAD = 60
NEAR = 0.15  # two positions whose chances are this close are a near tie
_HELD = "review_queue"
Row = dict[str, Any]


def show(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """The statement that is next, its buttons, and what this coder decided last."""
    mine = coder.own(log)
    filters = _filters(issue, coder)
    _progress(snapshot, issue, filters, mine, log)
    row = _next(snapshot, issue, filters, coder, mine)
    if row is None:
        _nothing_left(issue, mine)
    else:
        _one(snapshot, issue, coder, row, log)
    _last(snapshot, issue, coder, log)


def _filters(issue: Issue, coder: Coder) -> Filters:
    """What is to be decided; a blind coder may not choose by the readings of others."""
    offered = {key: ORDERS[key] for key in ORDERS if not (coder.blind and key == "against")}
    with st.grid(2, min_column_width=340, gap=("small", "medium")):
        frame.choose("queue", "Order", offered)
        if not coder.blind:
            names = {position.id: position.name for position in issue.positions}
            with st.container(width=320):
                frame.several("positions", "Read so far as", tuple(names), names.__getitem__)
    return frame.view().filters(positions=not coder.blind)


def _progress(
    snapshot: Snapshot, issue: Issue, filters: Filters, mine: dict[str, Decision], log: Sequence[Decision]
) -> None:
    total = _total(snapshot, filters)
    people = len(latest(log))
    said = f"{many(len(mine), 'statement')} decided by you, {people:,} by anybody, of {total:,}"
    if filters != Filters(issue.id, officials=filters.officials):
        said += " that the filters keep"
    st.progress(min(1.0, len(mine) / total) if total else 0.0, text=said)


def _total(snapshot: Snapshot, filters: Filters) -> int:
    """How many statements the filters keep; counted anew after a decision only where it may matter."""
    if filters.positions or filters.confidence:
        return frame.cached(snapshot, evidence.count, filters)
    return _counted(f"{snapshot.path}:{snapshot.manifest['content']}", filters, snapshot)


@st.cache_data(show_spinner=False, max_entries=32)
def _counted(data: str, filters: Filters, _snapshot: Snapshot) -> int:  # noqa: ARG001 - data is the key
    return evidence.count(_snapshot, filters)


def _next(
    snapshot: Snapshot, issue: Issue, filters: Filters, coder: Coder, mine: dict[str, Decision]
) -> Row | None:
    """The statement to show: the one to be changed, else the first that is neither decided nor skipped."""
    change = st.session_state.get(_changed(issue.id), "")
    if change and (rows := evidence.by_id(snapshot, [change], issue.id)):
        return rows[0]
    order = frame.view().pick("queue")
    order = "doubt" if coder.blind and order == "against" else order
    done = {*mine, *st.session_state.get(_skipped(issue.id), ())}
    key = (snapshot.path, snapshot.manifest["content"], filters, order, coder.name.casefold())
    held = st.session_state.get(_HELD, {})
    left = [item for item in held.get("ids", ()) if item not in done] if held.get("key") == key else []
    if not left:
        found = queue.left(snapshot, filters, order, tuple(sorted(done)), AHEAD)
        left = [item["id"] for item in found]
    st.session_state[_HELD] = {"key": key, "ids": left}
    rows = evidence.by_id(snapshot, left[:1], issue.id)
    return rows[0] if rows else None


def _nothing_left(issue: Issue, mine: dict[str, Decision]) -> None:
    skipped = st.session_state.get(_skipped(issue.id), ())
    if skipped:
        st.info(f"Only what you skipped is left: {many(len(skipped), 'statement')}.")
        st.button("Show them again", key="review_again", on_click=_forget_skipped,
                  args=(issue.id,))  # fmt: skip
    elif mine:
        st.success("You have decided every statement that the filters keep.")
    else:
        st.info("No statement fits. Clear a filter, or choose another order.")


def _skipped(issue: str) -> str:
    """Where it is kept which statements of this issue are put off. Issues have statements in common."""
    return f"review_skipped_{issue}"


def _changed(issue: str) -> str:
    """Where it is kept which statement of this issue is to be decided anew."""
    return f"review_change_{issue}"


def _forget_skipped(issue: str) -> None:
    st.session_state[_skipped(issue)] = ()


def _one(snapshot: Snapshot, issue: Issue, coder: Coder, row: Row, log: Sequence[Decision]) -> None:
    """The words, why they are asked about, and the ways to decide."""
    own = coder.own(log).get(row["id"])
    # Whoever decided once has been shown the other readings, also where it was taken back.
    decided = any(e.statement_id == row["id"] and same_coder(e.coder, coder.name) for e in log)
    seen = not coder.blind or decided
    if seen:
        model = _models(snapshot, issue, [row["id"]]).get(row["id"])
        st.caption(_why(issue, row, model))
        row = {**row, "because": row["because"] or (model["because"] if model else "")}
    evidence.card(snapshot, row, "review", coding=seen)
    with st.container(horizontal=True, gap="small", key="review_keys"):
        for number, position in enumerate(issue.positions, start=1):
            label = f"{evidence.sign(issue, position.id)} {escape(position.name)}"
            # The key holds the statement: a key pressed twice cannot decide the one that comes next, unread.
            st.button(
                label, key=f"review_{row['id']}_{number}", shortcut=str(number) if number < 10 else None,
                disabled=not coder.name, on_click=_decide, args=(issue.id, row, position.id, coder, not seen),
            )  # fmt: skip
        st.button("Skip", key=f"review_{row['id']}_skip", shortcut="S", type="tertiary", on_click=_skip,
                  args=(issue.id, row["id"]))  # fmt: skip
        last = coder.last(issue.id)
        st.button("Undo my last", key=f"review_undo_{last}", shortcut="U", type="tertiary",
                  disabled=not (coder.name and last), on_click=_undo, args=(issue.id, coder))  # fmt: skip
    if not coder.name:
        st.caption("Type your name above to decide: it stands beside each decision, for everybody to see.")
    _more(issue, coder, row, own, seen)


def _models(snapshot: Snapshot, issue: Issue, ids: Sequence[str]) -> dict[str, Row]:
    """The model's reading of each of these statements, where there is one."""
    found = snapshot.rows(
        "SELECT statement_id, position, confidence, because, probabilities FROM codings "
        "WHERE issue = ? AND NOT person AND statement_id IN (SELECT unnest(?::VARCHAR[])) "
        "ORDER BY confidence",
        [issue.id, list(ids)],
    )
    return {row["statement_id"]: row for row in found}


def _why(issue: Issue, row: Row, model: Row | None) -> str:
    """Why this statement is asked about, in a sentence."""
    if model is None:
        return "No model has read these words."
    says = f"The model reads {reviewed.named(issue, model['position'])}, {model['confidence']:.0%} sure"
    if row["person"] and row["position"] != model["position"]:
        return f"{says}; people read {reviewed.named(issue, row['position'])}."
    chances = sorted(json.loads(model["probabilities"] or "{}").items(), key=lambda item: -item[1])
    if len(chances) > 1 and chances[0][1] - chances[1][1] < NEAR:
        return f"{says}, nearly a tie with {reviewed.named(issue, chances[1][0])} at {chances[1][1]:.0%}."
    return f"{says}." + (" People read it so, too." if row["person"] else "")


def _more(issue: Issue, coder: Coder, row: Row, own: Decision | None, seen: bool) -> None:
    """Condition and note, which a decision takes along; and deciding by concept instead."""
    key = f"review_with_{row['id']}"
    with st.expander("Condition, note, or concept by concept", key=key, type="compact"):
        with st.container(horizontal=True, gap="small"):
            said, _ = _filled(row, own, seen)
            st.text_input("Condition, if the position holds only under one", value=said, max_chars=500,
                          key=_typed("if", row), placeholder="in the words of the statement")  # fmt: skip
            st.text_input("Note, for whoever reads the log", value=own.note if own else "", max_chars=500,
                          key=_typed("note", row))  # fmt: skip
        st.caption("They go into the log with the decision. While a field holds the cursor, keys write into "
                   "it: click beside it before you decide by key.")  # fmt: skip
        _by_concept(issue, coder, row, not seen)


def _typed(what: str, row: Row) -> str:
    return f"review_{what}_{row['id']}"


def _filled(row: Row, own: Decision | None, seen: bool) -> tuple[str, str]:
    """The condition that the field is filled with, and the position that it belongs to."""
    if own:
        return own.condition, own.position
    return (row["condition"] or "", row["position"]) if seen else ("", "")


def _by_concept(issue: Issue, coder: Coder, row: Row, blind: bool) -> None:
    st.caption("Or say what the words do to each concept; the codebook's rule gives the position.")
    stances: dict[str, str] = {}
    for concept in issue.concepts:
        picked = st.segmented_control(
            concept.name, STANCES, key=f"review_{row['id']}_{concept.id}", default="none", required=True,
            format_func=VERBS.__getitem__,
        )  # fmt: skip
        stances[concept.id] = str(picked or "none")
    position = derive(issue, stances)
    st.button(
        f"Decide: {evidence.dot(issue, position)}", key=f"review_{row['id']}_rule", disabled=not coder.name,
        on_click=_decide, args=(issue.id, row, position, coder, blind, stances),
    )  # fmt: skip


def _decide(
    issue: str, row: Row, position: str, coder: Coder, blind: bool, stances: dict[str, str] | None = None
) -> None:
    condition, note = (plain_text(st.session_state.get(_typed(what, row)) or "") for what in ("if", "note"))
    held = coder.own(reviewed.log(issue)).get(row["id"])
    filled, of = _filled(row, held, not blind)
    if condition == plain_text(filled) and (position != of or position == NO_POSITION):
        # It stood there with another position, and nobody typed it for this one.
        condition = ""
    # A key pressed while the page still changes may reach the old button too: the same again is no line.
    if held and (held.position, held.condition, held.note) == (position, condition, note) and not stances:
        return
    made = reviewed.add(Decision(
        coder.name, issue, row["id"], position, condition=condition, note=note, stances=stances or {},
        before=row["position"], before_by=row["coder"], blind=blind, data_version=frame.snapshot().id,
    ))  # fmt: skip
    if made:
        coder.remember(made)
        st.session_state[_changed(issue)] = ""


def _skip(issue: str, statement: str) -> None:
    st.session_state[_skipped(issue)] = (*st.session_state.get(_skipped(issue), ()), statement)
    st.session_state[_changed(issue)] = ""


def _undo(issue: str, coder: Coder) -> None:
    last = coder.last(issue)
    if last and reviewed.undo(last, coder):
        # What was taken back is asked again.
        st.session_state[_changed(issue)] = coder.forget(last)


def _change(issue: str, statement: str) -> None:
    st.session_state[_changed(issue)] = statement


def _last(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """This coder's latest decisions, each to be changed."""
    own = [e for e in living(log) if e.kind == "coding" and coder.name and same_coder(e.coder, coder.name)]
    recent = list({entry.statement_id: entry for entry in reversed(own)}.values())[:8]
    if not recent:
        return
    st.subheader("Your latest decisions")
    ids = [entry.statement_id for entry in recent]
    rows = {row["id"]: row for row in evidence.by_id(snapshot, ids, issue.id)}
    models = _models(snapshot, issue, ids)
    for entry in recent:
        if entry.statement_id in rows:
            _done(issue, entry, rows[entry.statement_id], models.get(entry.statement_id))


def _done(issue: Issue, entry: Decision, row: Row, model: Row | None) -> None:
    key = f"review_done_{row['id']}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        said = reviewed.named(issue, entry.position)
        if model and model["position"] != entry.position:
            said += f" :small[(the model: {reviewed.named(issue, model['position'])})]"
        st.markdown(f"{said} · {escape(reviewed.short(row['text']))}", width="stretch")
        st.button("Change", key=f"review_change_{row['id']}", type="tertiary", on_click=_change,
                  args=(issue.id, row["id"]))  # fmt: skip
