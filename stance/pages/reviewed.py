"""People's decisions on every page: laid over the data when somebody decides, and the history of each."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from stance.errors import InputError
from stance.pages import evidence, frame
from stance.pages.evidence import escape
from stance.records import Issue
from stance.review import laying
from stance.review.decisions import Decision, Lesson, latest, same_coder
from stance.review.store import Store, open_store

# After the log could not be read, pages do not wait for it again for this many seconds.
PATIENCE = 15
T = TypeVar("T")
NOT_BLIND = "This part shows how others read the statements. Switch *Blind* off to see it."
PROBLEM, _MADE = "review_problem", "review_made"


@st.cache_resource(show_spinner=False)
def _trouble() -> dict[str, object]:
    """What keeps the log from being read, for all visitors: ``problem`` and ``until`` when to believe it."""
    return {"problem": "", "until": 0.0}


def catch_up() -> None:
    """Show what people have decided by now. A log that cannot be read keeps nobody from reading the data."""
    held = _trouble()
    if frame.shows_own():
        return
    if time.monotonic() < float(str(held["until"])):
        return
    try:
        laying.catch_up(frame.snapshot())
        held["problem"] = ""
    except InputError as error:
        held.update(problem=str(error), until=time.monotonic() + PATIENCE)


def warn() -> None:
    """Say that the log cannot be read, if so."""
    if (problem := str(_trouble()["problem"])) and not frame.shows_own():
        shown = "as they were last read" if frame.snapshot().laid else "without them"
        st.warning(f"People's decisions cannot be read now; pages show the data {shown}. {escape(problem)}")


@dataclass(frozen=True, slots=True)
class Coder:
    """Who decides in this visit: a name as typed (empty: nobody yet), and whether they want to be blind."""

    name: str
    blind: bool

    def own(self, log: Sequence[Decision]) -> dict[str, Decision]:
        """This coder's latest decision on each statement of an issue's log."""
        if not self.name:
            return {}
        return {
            statement: given[self.name.casefold()]
            for (_, statement), given in latest(log).items()
            if self.name.casefold() in given
        }

    def last(self, issue: str) -> str:
        """The id of this coder's latest decision of this visit on this issue that was not taken back, or
        nothing."""
        made = [
            item
            for item in st.session_state.get(_MADE, ())
            if same_coder(item[0], self.name) and item[3] == issue
        ]
        return str(made[-1][1]) if made else ""

    def remember(self, made: Decision) -> None:
        """Put a decision on top of those that can be taken back by one key."""
        line = (self.name, made.id, made.statement_id, made.issue)
        st.session_state[_MADE] = (*st.session_state.get(_MADE, ()), line)[-100:]

    def forget(self, line: str) -> str:
        """Take a decision off these; returns its statement."""
        held = st.session_state[_MADE]
        st.session_state[_MADE] = tuple(item for item in held if item[1] != line)
        return next(str(item[2]) for item in held if item[1] == line)


def add(entry: Decision) -> Decision | None:
    """Write a decision and show it everywhere; None, with a word on the page, where it cannot be written."""
    return _written(lambda log: log.add([entry])[0])


def add_all(entries: Sequence[Decision]) -> list[Decision]:
    """Write decisions from a file; returns those that were new. InputError where they cannot be written."""
    held = store()
    made = held.add(entries) if held and entries else []
    _trouble()["until"] = 0.0
    return made


def teach(lesson: Lesson) -> None:
    """Put what a model learnt to use, for everybody."""
    _written(lambda log: log.teach(lesson))


def undo(line: str, coder: Coder) -> Decision | None:
    """Take a decision back, likewise."""
    return _written(lambda log: log.undo(line, coder.name, frame.snapshot().id))


def take_back(line: str, coder: Coder) -> None:
    """The callback of a button that takes a decision back."""
    undo(line, coder)


def _written(write: Callable[[Store], T]) -> T | None:
    held = store()
    try:
        made = write(held) if held else None
    except InputError as error:
        st.session_state[PROBLEM] = str(error)
        return None
    _trouble()["until"] = 0.0
    return made


def store() -> Store | None:
    """The log, or None where it is switched off, its address is of no use, or a visitor looks at what is
    theirs alone: the log is everybody's."""
    try:
        return None if frame.shows_own() else open_store()
    except InputError:
        return None


def log(issue: str) -> tuple[Decision, ...]:
    """Every decision on this issue, oldest first; none where the log cannot be read, which ``warn`` says."""
    held = store()
    try:
        return _log(held.shown, held.revision(), issue, held) if held else ()
    except InputError:
        return ()


@st.cache_data(show_spinner=False, max_entries=8)
def _log(shown: str, lines: int, issue: str, _store: Store) -> tuple[Decision, ...]:  # noqa: ARG001 - the key
    return tuple(_store.log(issue))


def history(issue: Issue, statement: str) -> list[str]:
    """Every decision on a statement, oldest first, a line each, as markdown; empty where there is none."""
    try:
        held = store()
        log = held.log(issue.id, statement) if held else []
    except InputError as error:
        return [f"The history cannot be read now. {escape(str(error))}"]
    made = {entry.id: entry for entry in log}
    return [_line(issue, entry, made) for entry in log]


def _line(issue: Issue, entry: Decision, made: dict[str, Decision]) -> str:
    when = f"{frame.day(entry.made[:10])}, {entry.made[11:16]} UTC"
    who = f"**{escape(entry.coder)}**"
    if entry.kind == "undo":
        back = made.get(entry.undoes)
        what = named(issue, back.position) if back else "a decision"
        said = f"{who} took back {what}"
    else:
        verb = "settled on" if entry.kind == "adjudicated" else "decided"
        said = f"{who} {verb} {named(issue, entry.position)}"
        said += f" under the condition “{escape(entry.condition)}”" if entry.condition else ""
        said += ", blind" if entry.blind else ""
    if entry.before:
        by = f" ({escape(entry.before_by)})" if entry.before_by else ""
        said += f"; before: {named(issue, entry.before)}{by}"
    said += f". Note: {escape(entry.note)}" if entry.note else ""
    return f"{when}: {said}" + (f" · merged by {escape(entry.merged_by)}" if entry.merged_by else "")


def named(issue: Issue, position: str) -> str:
    """A position's dot and name as markdown; the bare id where the codebook has it no more."""
    try:
        return evidence.dot(issue, position)
    except KeyError:
        return escape(position)


def short(text: str, most: int = 110) -> str:
    """The beginning of a text, for a list."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
