"""The rules of published trackers as views: a link that puts them in force, one to where the lists differ."""

from __future__ import annotations

from dataclasses import fields, replace

import streamlit as st

from stance import trackers
from stance import view as views
from stance.pages import frame
from stance.pages.evidence import escape
from stance.trackers import Tracker
from stance.view import View

# What a tracker's rules change in a view; everything else that narrows it is cleared.
CHANGED = tuple(field.name for field in fields(View))


def of_issue(issue: str) -> list[Tracker]:
    """The trackers of an issue that the data can be held against."""
    known = frame.known()
    return [
        item
        for item in trackers.load()
        if item.issue == issue and known.first <= item.date <= known.last
        and {item.position, *item.skip} <= set(known.positions[issue])
    ]  # fmt: skip


def title(tracker: Tracker) -> str:
    """A tracker's name with its day."""
    return f"{tracker.name}, {frame.day(tracker.date)}"


def view_of(tracker: Tracker, view: View) -> View:
    """The map of the tracker's day under its rules, without any other filter."""
    bare = replace(view.cleared(), issue=tracker.issue, date=tracker.date, opened="")
    bare = replace(bare, skipped=tracker.skip)
    return bare.picked("basis", tracker.basis)


def links(view: View) -> None:
    """For each tracker of the question: its rules put in force; where they are, where the lists differ."""
    for tracker in of_issue(view.issue):
        there = view_of(tracker, view)
        named = escape(title(tracker))
        if (view.rules(), view.date) == (there.rules(), there.date):
            st.page_link(
                "stance/pages/trackers.py", label=f"Where this differs from {named}",
                query_params=views.address(there),
            )  # fmt: skip
        else:
            # A link to the page that is open would not change what the browser shows as its address.
            st.button(
                f"Apply the rules of {named}", key=f"presets_{tracker.name}_{tracker.date}", type="tertiary",
                on_click=frame.change, kwargs={name: getattr(there, name) for name in CHANGED},
            )  # fmt: skip
