"""The clusters of a landscape: what is in them, what tells them apart, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from stance import landscape as data
from stance.landscape import Cluster, Point
from stance.pages import evidence, frame
from stance.pages.evidence import escape

# Members named before the rest is only counted.
NAMED = 12


def names(clusters: Sequence[Cluster]) -> dict[int, str]:
    """The number of each cluster with what best tells it apart: words, or the position most held in it."""
    view = frame.view()
    issue = frame.snapshot().issues[view.issue]
    by_words = view.pick("level") == "statements" or view.pick("near") == "words"
    found = {}
    for cluster in clusters:
        said = ", ".join(word for word, _ in cluster.words[:2])
        if not by_words and cluster.profile:
            said = issue.position(max(cluster.profile, key=lambda key: cluster.profile[key])).name
        found[cluster.label] = f"{cluster.label + 1} {said}".strip()
    return found


def show(clusters: Sequence[Cluster], points: Sequence[Point], level: str, near: str) -> None:
    """All clusters of a level and view, or why there are none."""
    st.header(f"Clusters of {level}")
    if not clusters:
        said = frame.cached(frame.snapshot(), data.note, frame.view().issue, level, near)
        st.caption(escape(said) or "None were found: the points do not fall into groups that hold.")
        return
    by = "wording" if near == "words" else "positions"
    st.caption(
        f"Found in the whole data by their {by}; filters do not change them. A cluster that resampling "
        "the data seldom brings back is a hint and no more; what is near no other is in none. Shares are of "
        "what takes a position. 3× at a word: its odds are three times those elsewhere."
    )
    with st.grid(2, min_column_width=320, gap=("small", "large")):
        for cluster in clusters:
            with st.container(gap="xsmall", key=f"landscape_cluster_{cluster.label}"):
                _one(cluster, [point for point in points if point.cluster == cluster.label], level)


def _one(cluster: Cluster, members: Sequence[Point], level: str) -> None:
    snapshot, issue = frame.snapshot(), frame.snapshot().issues[frame.view().issue]
    st.subheader(f"Cluster {cluster.label + 1}")
    st.markdown(f"{data.amount(level, cluster.size)} · {stability(cluster)}")
    if level != "statements":
        st.markdown(_members(members, level))
    parts = sorted(cluster.profile.items(), key=lambda item: -item[1])
    if parts:
        shares = (f"{evidence.dot(issue, key)} {share:.0%}" for key, share in parts if share >= 0.005)
        st.markdown(" &ensp; ".join(shares))
    if cluster.words:
        words = ", ".join(f"*{escape(word)}* :small[{odds:.0f}×]" for word, odds in cluster.words)
        st.markdown(f"Words that set it apart: {words}")
    with st.expander("Typical statements", key=f"landscape_open_{cluster.label}", on_change="rerun") as box:
        if box.open:
            rows = evidence.by_id(snapshot, cluster.representatives, issue.id)
            evidence.show(snapshot, rows, f"typical-{cluster.label}")


def _members(members: Sequence[Point], level: str) -> str:
    """The members that filters leave, those with most statements first."""
    shown = frame.name if level == "countries" else str
    named = ", ".join(escape(shown(point.key)) for point in members[:NAMED])
    more = f" and {len(members) - NAMED:,} more" if len(members) > NAMED else ""
    return named + more or "None of its members is left by the filters."


def stability(cluster: Cluster) -> str:
    """How far a cluster can be trusted, in words and with its number, as markdown."""
    if cluster.stability is None:
        return "**too small to test**"
    same = f"{cluster.stability:.0%} of it comes back when the data are resampled"
    return f"**unstable**: only {same}" if cluster.hold == "unstable" else f"{cluster.hold}: {same}"
