"""Held against published trackers: their rules put in force here, and state by state where they differ."""

from __future__ import annotations

import streamlit as st

from stance import plain_rules, trackers
from stance import view as views
from stance.pages import evidence, frame, presets
from stance.pages.compared import line
from stance.pages.evidence import escape
from stance.pages.tables import beside
from stance.records import Issue
from stance.trackers import Compared, Tracker

snapshot, view = frame.snapshot(), frame.view()


def page() -> None:
    """Every tracker of the question, one under the other."""
    st.title("Held against published trackers")
    found = presets.of_issue(view.issue)
    if not found:
        st.info(
            "No published tracker of this question is in the table corpus/trackers.csv, or none whose day "
            "these data cover. Choose another question above."
        )
    for tracker in found:
        _one(tracker)


def _one(tracker: Tracker) -> None:
    issue = snapshot.issues[tracker.issue]
    found = frame.cached(snapshot, trackers.compared, tracker)
    st.header(presets.title(tracker))
    st.markdown(
        f"The list is of those that held {evidence.dot(issue, tracker.position)}. "
        f"{escape(plain_rules.in_force(tracker.rules, issue, 'Its rules'))} The same rules are put in force "
        "here; no other filter is."
    )
    st.markdown(_summary(tracker, found))
    there = views.address(presets.view_of(tracker, view))
    st.page_link("stance/pages/map.py", label="See the map under these rules →", query_params=there)
    differ = [item for item in found if item.why]
    _table(issue, found)
    if differ:
        st.subheader("Why they differ")
        with st.container(gap="xxsmall", key="trackers_why"):
            for item in differ:
                _reason(issue, tracker, item)
    rows = [_row(issue, item) for item in found]
    beside("Both lists as a table", rows, f"trackers_{tracker.name}", f"tracker-{tracker.date}-{snapshot.id}")
    st.caption(
        f"Source of the list: {escape(tracker.source)}. What this page cannot show: which words the tracker "
        "had before it. A state that is on its list and not here may have spoken in a source that is not in "
        "these data."
    )


def _summary(tracker: Tracker, found: list[Compared]) -> str:
    listed = [item for item in found if item.listed]
    both = sum(item.held for item in listed)
    more = sum(not item.listed for item in found)
    whose = f"{escape(frame.name(tracker.scope))} members" if tracker.scope else "states"
    text = (
        f"Of the **{len(listed)}** {whose} on its list **{both}** hold this position here and "
        f"**{len(listed) - both}** do not; **{more}** hold it here and are not on the list."
    )
    if tracker.total:
        here = frame.cached(snapshot, trackers.counted, tracker)
        text += f" In all it counted **{tracker.total}** states; under its rules these data give **{here}**."
    return text


def _table(issue: Issue, found: list[Compared]) -> None:
    lines = [line(["", "On the list", "Here"]), line(["---", "---", "---"])]
    for item in found:
        here = evidence.dot(issue, item.position) if item.held else "–"
        lines.append(line([escape(frame.name(item.country)), "yes" if item.listed else "–", here]))
    st.markdown("\n".join(lines))


def _why(issue: Issue, item: Compared) -> str:
    """The reason in a sentence, as plain text."""
    day = frame.day(item.date) if item.date else ""
    said = issue.position(item.position).name if item.position else ""
    reasons = {
        trackers.SILENT: "No statement of its government is found up to that day.",
        trackers.NO_POSITION: f"It is found to have spoken, last on {day}, without taking a position.",
        trackers.UNSURE: f"Its words of {day} may take a position, but their coding is too unsure to count.",
        trackers.SKIPPED: f"Only words for “{said}” are found, last on {day}; these rules do not count them.",
        trackers.OTHER: f"Here it holds “{said}” {_basis(item)}, of {day}.",
        trackers.UNLISTED: f"Here it holds the position {_basis(item)}, of {day}; it is not on the list.",
    }
    text = reasons[item.why]
    if item.later:
        text += f" The first words for the position that are found after it are of {frame.day(item.later)}."
    return text


def _basis(item: Compared) -> str:
    through = f"through words of {frame.name(item.basis.removeprefix('bloc:'))}"
    return {"own words": "in its own words", "vote": "by its vote"}.get(item.basis, through)


def _reason(issue: Issue, tracker: Tracker, item: Compared) -> None:
    st.markdown(f"**{escape(frame.name(item.country))}.** {escape(_why(issue, item))}")
    ids = [one for one in (item.statement_id, item.later_id) if one and item.basis != "vote"]
    if ids:
        key = f"trackers_{tracker.name}_{item.country}"
        box = st.expander("The words", key=key, on_change="rerun", type="compact")
        if box.open:
            with box:
                evidence.show(snapshot, evidence.by_id(snapshot, ids, issue.id), f"trackers-{item.country}")


def _row(issue: Issue, item: Compared) -> dict[str, object]:
    return {
        "code": item.country, "name": frame.name(item.country), "on the list": "yes" if item.listed else "no",
        "here": "yes" if item.held else "no", "basis": item.basis, "statement": item.statement_id,
        "words of": item.date, "why they differ": _why(issue, item) if item.why else "",
    }  # fmt: skip


page()
