"""How far coders agree: people with one another and with the model, and what they took for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from stance.coding.agreement import MIN_UNITS, Agreement, confusions
from stance.figures import kappas as figures
from stance.pages import evidence, frame, reviewed
from stance.pages.evidence import escape
from stance.pages.reviewed import Coder
from stance.pages.tables import beside
from stance.records import Issue
from stance.review.compare import Pair, pairs, people_together, readers
from stance.review.decisions import Decision
from stance.snapshot import Snapshot
from stance.written import many

_PAIR, _CASE = "review_pair", "review_case"
SHOWN = 6


def show(snapshot: Snapshot, issue: Issue, coder: Coder, log: Sequence[Decision]) -> None:
    """Alpha over all people, kappa of every two, and the statements behind each difference."""
    if coder.blind:
        st.info(reviewed.NOT_BLIND)
        return
    blind = st.toggle("Only decisions made blind", key="review_only_blind")
    found = readers(snapshot, issue.id, log, blind=blind)
    version = f"{snapshot.path} {snapshot.id} {len(log)} {log[-1].id if log else ''}"
    made = _pairs(version, issue.id, blind, snapshot, log)
    if not made:
        st.info(
            f"There is nothing to compare yet. Two people who decide the same {MIN_UNITS} statements make "
            "the first figure; the order *By chance* gives each the same ones."
        )
        return
    together = people_together(found)
    st.markdown(_together(together, sum(reader.person for reader in found)))
    enough = [pair for pair in made if pair.kappa.value is not None]
    if enough:
        each = "; ".join(f"{_names(pair)} {said(pair.kappa)}" for pair in enough)
        frame.chart(
            figures.kappas(made, dark=frame.is_dark()), key="review_kappas",
            alt=f"Cohen's kappa by pair of coders: {each}",
            on_select=lambda: _open("review_kappas", made),
        )  # fmt: skip
    st.caption(
        "A dot is Cohen's kappa of two coders, its line the 95 % interval from statements drawn anew: 1 is "
        "full agreement, 0 what chance would give. Below "
        f"{MIN_UNITS} statements that both coded there is none. "
        "What it cannot show: statements taken up because the model doubted them are harder than others, so "
        "agreement on these is lower than on all; whoever saw another reading first agrees with it more "
        "easily; and the model may have learnt from some of these statements. Its measured accuracy is in "
        "Method."
    )
    beside("Every two coders as a table", [_row(pair) for pair in made], "review_pairs",
           f"agreement-{issue.id}-{snapshot.id}")  # fmt: skip
    _differences(snapshot, issue, made)


@st.cache_data(show_spinner=False, max_entries=16)
def _pairs(
    version: str, issue: str, blind: bool, _snapshot: Snapshot, _log: Sequence[Decision]  # noqa: ARG001 - the key
) -> list[Pair]:  # fmt: skip
    return pairs(readers(_snapshot, issue, _log, blind=blind))


def _together(found: Agreement, people: int) -> str:
    if people < 2:
        return "One person alone cannot agree or differ with anybody but the model."
    common = f"People have read {many(found.units, 'statement')} in common"
    if found.value is None and found.units >= MIN_UNITS:
        return f"{common} and gave all the same position: there is no difference to measure agreement by."
    if found.value is None:
        return f"{common}: too few for a figure of all."
    return (
        f"Krippendorff's alpha over {people} people is **{said(found)}**, on "
        f"{many(found.units, 'statement')} that at least two of them read ({found.ratings:,} readings)."
    )


def said(found: Agreement) -> str:
    """A figure with its interval: 0.81 (0.72 to 0.89)."""
    if found.value is None:
        return f"none (n {found.units:,})"
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _names(pair: Pair) -> str:
    return f"{pair.first.name} and {pair.second.name}"


def _row(pair: Pair) -> dict[str, Any]:
    kappa = pair.kappa
    return {
        "Coder": pair.first.name, "And": pair.second.name, "Statements": len(pair.statements),
        "Alike": f"{pair.alike:.0%}", "Kappa": None if kappa.value is None else round(kappa.value, 3),
        "From": None if kappa.low is None else round(kappa.low, 3),
        "To": None if kappa.high is None else round(kappa.high, 3),
    }  # fmt: skip


def _open(key: str, made: Sequence[Pair]) -> None:
    points = [point for point in frame.clicked(key) if point.get("customdata") is not None]
    if points:
        held = points[-1]["customdata"]
        place = int(held[0] if isinstance(held, list) else held)
        if place < len(made):
            st.session_state[_PAIR] = _names(made[place])


def _differences(snapshot: Snapshot, issue: Issue, made: Sequence[Pair]) -> None:
    """What two coders took for what, and the statements of one such difference."""
    st.subheader("Who took what for what")
    names = {_names(pair): pair for pair in made}
    if st.session_state.get(_PAIR) not in names:
        st.session_state[_PAIR] = next(iter(names))
    pair = names[st.selectbox("Two coders", list(names), key=_PAIR, width=420)]
    first, second = pair.columns()
    counted = confusions(first, second)
    if not counted:
        st.success(f"They read all {many(len(pair.statements), 'statement')} alike.")
        return
    lines = [
        f"- **{n:,}** {'time' if n == 1 else 'times'} {escape(pair.first.name)} read "
        f"{reviewed.named(issue, one)} and {escape(pair.second.name)} {reviewed.named(issue, other)}"
        for one, other, n in counted
    ]
    st.markdown("\n".join(lines))
    cases = {f"{_plain(issue, one)} / {_plain(issue, other)}": (one, other) for one, other, _ in counted}
    if st.session_state.get(_CASE) not in cases:
        st.session_state[_CASE] = next(iter(cases))
    case = cases[st.selectbox("The statements behind", list(cases), key=_CASE, width=420)]
    behind = [k for k, a, b in zip(pair.statements, first, second, strict=True) if (a, b) == case]
    if len(behind) > SHOWN:
        st.caption(f"{SHOWN} of {len(behind):,}; the log as a file holds all.")
    with st.grid(2, min_column_width=420, gap=("small", "large")):
        evidence.show(snapshot, evidence.by_id(snapshot, behind[:SHOWN], issue.id), "coders")


def _plain(issue: Issue, position: str) -> str:
    names = {held.id: held.name for held in issue.positions}
    return names.get(position, position)
