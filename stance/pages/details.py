"""Everything that is known of one statement beside its words: how it was coded, and where it stands."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from stance.addresses import archived
from stance.pages import evidence, frame, reviewed
from stance.pages.evidence import escape
from stance.records import Issue
from stance.snapshot import Snapshot

STANCES = {"supports": "supports", "opposes": "opposes", "none": "does not address"}
QUOTED = {"direct": "direct speech", "mixed": "partly direct speech", "indirect": "indirect speech"}


def show(snapshot: Snapshot, row: dict[str, Any], full: dict[str, Any]) -> None:
    """Every coding of the statement, its place in the source, and where else the words stand.

    ``row`` is the statement as ``evidence`` finds it, ``full`` its row of the table ``statements``.
    """
    issue = snapshot.issues[row["issue"]]
    st.markdown("**Source**")
    st.markdown("\n".join(f"- {line}" for line in [*_source(row), *_place(full)]))
    others = _elsewhere(snapshot, row)
    if others:
        st.markdown("**The same words also in**")
        st.markdown("\n".join(f"- {line}" for line in others))
    st.markdown("**How it was coded**")
    codings = snapshot.rows(
        "SELECT * FROM codings WHERE statement_id = ? AND issue = ? ORDER BY person DESC, coder",
        [row["id"], issue.id],
    )
    st.markdown("\n".join(f"- {line}" for coding in codings for line in _coding(issue, coding)))
    if not row["person"] and row["coder"] not in {coding["coder"] for coding in codings}:
        # A model that was taught in review reads the statement now.
        st.markdown(f"- {evidence.dot(issue, row['position'])} in the reading that is in use, by "
                    f"{escape(row['coder'])}, {row['coding_confidence']:.0%} sure")  # fmt: skip
    decided = reviewed.history(issue, row["id"])
    if decided:
        st.markdown("**Decided in review**\n" + "\n".join(f"- {line}" for line in decided))


def _source(row: dict[str, Any]) -> list[str]:
    """Where the words stand, which sort of source that is, and where a copy of it may be kept."""
    title, url = row["source_title"] or row["publisher"] or "source", row["source_url"] or ""
    kind = evidence.KIND.get(row["source_kind"], "")
    lines = [", ".join(part for part in (evidence.link(title, url), kind) if part)]
    if url:
        lines.append(f"Address: {escape(url)}")
    copy = archived(url, row["date"])
    if copy:
        lines.append(f"{evidence.link('Look for a copy in the Internet Archive', copy)}, if it kept one")
    return lines


def _elsewhere(snapshot: Snapshot, row: dict[str, Any]) -> list[str]:
    """The other sources that carry the same words, each a link with its day."""
    others = snapshot.rows(
        "SELECT d.title, d.publisher, d.url, d.date, d.kind FROM statements s "
        "JOIN documents d ON d.id = s.doc WHERE s.same_as = ? AND s.id <> ? ORDER BY d.date, d.title",
        [row["id"], row["id"]],
    )
    lines = []
    for other in others:
        title = evidence.link(other["title"] or other["publisher"] or "source", other["url"] or "")
        parts = (title, evidence.KIND.get(other["kind"], ""), frame.day(other["date"]))
        lines.append(", ".join(part for part in parts if part))
    return lines


def _coding(issue: Issue, coding: dict[str, Any]) -> list[str]:
    who = f"a person ({escape(coding['coder'])})" if coding["person"] else "the model"
    lines = [f"{evidence.dot(issue, coding['position'])} in the reading of {who}"]
    if coding["person"]:
        return lines
    lines[0] += f", {coding['confidence']:.0%} sure, version {escape(coding['coder'])}"
    chances = json.loads(coding["probabilities"] or "{}")
    if chances:
        ranked = sorted(chances.items(), key=lambda item: -item[1])
        parts = [f"{escape(issue.position(name).name)} {chance:.0%}" for name, chance in ranked]
        lines.append("Its chances for each position: " + ", ".join(parts))
    names = {concept.id: concept.name for concept in issue.concepts}
    stances = json.loads(coding["stances"] or "{}")
    for name, held in stances.items():
        verb = STANCES.get(held["stance"], held["stance"])
        lines.append(f"{escape(names.get(name, name))}: {verb} ({held['confidence']:.0%} sure)")
    if coding["because"]:
        lines.append(f"Decided by the words “{escape(coding['because'])}”")
    return lines


def _place(row: dict[str, Any]) -> list[str]:
    lines = [f"{QUOTED[row['quote_type']].capitalize()}"]
    if row["cue"]:
        lines[0] += f", introduced by “{escape(row['cue'])}”"
    if row["mention"] and row["mention"] != row["speaker"]:
        lines.append(f"The source names the speaker as “{escape(row['mention'])}”")
    if row["char_start"] is not None and row["char_start"] >= 0 and row["char_end"] > row["char_start"]:
        lines.append(f"Characters {row['char_start']:,} to {row['char_end']:,} of the source")
    if row["confidence"] < 1:
        lines.append(f"Attributed to this speaker with {row['confidence']:.0%} confidence")
    lines.append(f"Statement {escape(row['id'])}")
    return lines
