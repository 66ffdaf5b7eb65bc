"""The codebook as people read it: the question, the answers, the rule, and what votes are taken to say."""

from __future__ import annotations

import streamlit as st

from stance.pages import evidence, frame
from stance.pages.evidence import escape
from stance.records import Issue, Position
from stance.snapshot import Snapshot

VERBS = {"supports": "supports", "opposes": "opposes", "none": "does not address"}
VOTES = {"Y": "Yes", "N": "No", "A": "Abstention", "X": "Absence"}


def show(snapshot: Snapshot, issue: Issue) -> None:
    """The whole codebook."""
    st.markdown(f"**{escape(issue.question)}**")
    st.markdown("Two readings come before the answer: what the statement says of each concept." if len(
        issue.concepts) == 2 else "First it is asked what the statement says of each concept.")  # fmt: skip
    for concept in issue.concepts:
        st.markdown(f"**{escape(concept.name)}.** {escape(concept.definition)}")
    for position in issue.positions:
        _position(issue, position)
    st.markdown("### From stances to the position")
    st.markdown("The first line that holds decides.")
    st.markdown("\n".join(f"{n}. {line}" for n, line in enumerate(rule(issue), start=1)))
    if issue.votes:
        st.markdown("### What a vote is taken to say")
        st.markdown(
            "Votes count only where the reader asks for them. Roll calls that say nothing on this question "
            "are not listed and never count."
        )
        st.markdown(votes_table(snapshot, issue))


def _position(issue: Issue, position: Position) -> None:
    with st.container(gap="xsmall", key=f"method_position_{position.id}"):
        st.markdown(f"### {evidence.dot(issue, position.id)}")
        st.markdown(escape(position.definition))
        with st.grid(2, min_column_width=300, gap=("small", "large")):
            for title, lines in (("Counts", position.counts), ("Does not count", position.does_not_count)):
                with st.container(gap="xsmall"):
                    st.markdown(f"**{title}**")
                    st.markdown("\n".join(f"- {escape(line)}" for line in lines))
        st.markdown("Such as: " + " ".join(f"*“{escape(said)}”*" for said in position.examples))


def rule(issue: Issue) -> list[str]:
    """The codebook's rule as sentences, in the order in which they are tried."""
    names = {concept.id: concept.name for concept in issue.concepts}
    lines = []
    for when, then in issue.rule:
        parts = [f"{VERBS[stance]} *{escape(names[concept])}*" for concept, stance in when.items()]
        said = f"It {' and '.join(parts)}" if parts else "Anything else"
        lines.append(f"{said}: {evidence.dot(issue, then)}")
    return lines


def votes_table(snapshot: Snapshot, issue: Issue) -> str:
    """The roll calls that count, with what each vote says, as a markdown table."""
    known = {row["id"]: row for row in snapshot.rows("SELECT id, date, title, url FROM rollcalls")}
    names = {position.id: escape(position.name) for position in issue.positions}
    lines = ["| Day | Roll call | Yes | No | Abstention |", "|---|---|---|---|---|"]
    for key in sorted(issue.votes, key=lambda key: known.get(key, {}).get("date", "")):
        row = known.get(key, {"date": "", "title": "", "url": ""})
        says = [names[issue.votes[key].get(vote, "none")] for vote in ("Y", "N", "A")]
        label = evidence.link(key, row["url"] or "")
        title = f" {escape(row['title'])}" if row["title"] else ""
        day = frame.day(row["date"]) if row["date"] else "not in these data"
        day = day.replace(" ", "\u00a0")
        lines.append(f"| {day} | {label}{title} | {' | '.join(says)} |")
    return "\n".join(lines)
