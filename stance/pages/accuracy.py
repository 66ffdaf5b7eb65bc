"""How often the model's coding is right, as measured when the data were built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from stance.counting import MIN_CONFIDENCE
from stance.pages import evidence
from stance.pages.evidence import escape
from stance.records import Issue
from stance.snapshot import Snapshot


def show(snapshot: Snapshot, issue: Issue) -> None:
    """The measured figures, or that there are none."""
    measured = snapshot.manifest.get("accuracy", {}).get(issue.id)
    if not measured:
        st.markdown("These data were built without a measurement: take every coding by a model as unchecked.")
        return
    st.markdown(summary(measured))
    st.markdown(table(issue, measured))
    st.markdown("\n".join(f"- {line}" for line in details(issue, measured)))
    if measured.get("bins"):
        st.markdown("**When it says how sure it is, is it?** Each line should have two like shares.")
        st.markdown(curve(measured))
    if phenomena := [row for row in measured.get("phenomena", {}).items() if row[0]]:
        st.markdown("**What it trips over**: minimal pairs by what is turned round in them.")
        st.markdown(tripped(dict(phenomena)))


def curve(measured: Mapping[str, Any]) -> str:
    """The reliability curve as a markdown table."""
    lines = ["| Confidence | Statements | Mean confidence | Right |", "|---|--:|--:|--:|"]
    for part in measured["bins"]:
        lines.append(
            f"| {part['low']:.0%} to {part['high']:.0%} | {part['n']:,} | {part['confidence']:.0%} "
            f"| {part['right']:.0%} |"
        )
    return "\n".join(lines)


def tripped(phenomena: Mapping[str, tuple[int, int]]) -> str:
    """Each kind of minimal pair with how many were read right on both sides, as a markdown table."""
    lines = ["| Turned round | Pairs | Both sides right |", "|---|--:|--:|"]
    for name, (right, n) in phenomena.items():
        lines.append(f"| {escape(name.replace('_', ' '))} | {n} | {right} |")
    return "\n".join(lines)


def summary(measured: Mapping[str, Any]) -> str:
    """The one sentence to remember, as markdown."""
    return (
        f"The model was tried on **{measured['n']:,} statements** that people had coded and that it "
        "never learnt from, nor from other words of the same speakers. It was right in "
        f"**{measured['accuracy']:.0%}** of them."
    )


def table(issue: Issue, measured: Mapping[str, Any]) -> str:
    """Precision, recall and F1 of each position as a markdown table; few statements are said to be few."""
    lines = [
        "| Position | Statements | Right when it says so (precision) | Found of those there (recall) | F1 |",
        "|---|--:|--:|--:|--:|",
    ]
    for score in measured["scores"]:
        few = " (few)" if score["n"] < 20 else ""
        lines.append(
            f"| {evidence.dot(issue, score['position'])} | {score['n']:,}{few} | "
            f"{_share(score, 'given', 'precision')} | {_share(score, 'n', 'recall')} | {score['f1']:.2f} "
            "|"
        )
    lines.append(f"| Mean of the positions | {measured['n']:,} | | | {measured['macro_f1']:.2f} |")
    return "\n".join(lines)


def _share(score: Mapping[str, Any], of: str, name: str) -> str:
    return f"{score[name]:.0%}" if score[of] else "none"


def details(issue: Issue, measured: Mapping[str, Any]) -> list[str]:
    """What else was measured, a sentence each, as markdown."""
    names = {concept.id: concept.name for concept in issue.concepts}
    stances = [f"{escape(names[key])} {share:.0%}" for key, share in measured["stance_accuracy"].items()]
    return [
        f"Where it was at least {measured['threshold']:.0%} sure, which it was for "
        f"{measured['coverage']:.0%} of the statements, it was right in {measured['sure_precision']:.0%}.",
        *_surest(measured),
        f"On the map a model's coding counts from {MIN_CONFIDENCE:.0%} on; what is less sure is shown as "
        "unsure.",
        f"Its confidence missed how often it was right by {measured['calibration_error']:.0%} on average.",
        f"Of {measured['pairs']} pairs of nearly equal sentences with different positions, such as a "
        f"call and its denial, it got both sides of {measured['pairs_right']}.",
        f"Right on each concept by itself: {', '.join(stances)}.",
        f"Measured on the hand-coded file with the digest {escape(measured['gold_sha256'][:12])}, for "
        f"the coder {escape(measured['coder'])}. It can be measured again: `python -m stance evaluate`.",
        "The statements tried are the short, quotable kind that this collection holds. On long speeches, "
        "or on another question, expect less.",
    ]


def _surest(measured: Mapping[str, Any]) -> list[str]:
    """Data of older versions lack the figure."""
    if "surest_precision" not in measured:
        return []
    return [f"Of the 70% that it was surest of it got {measured['surest_precision']:.0%} right."]
