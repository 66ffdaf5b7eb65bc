"""The parts of the page of changes: the log, what changed since a day, voices that differ, the feeds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from stance import changes, countries, feed_requests, plain_rules
from stance.changes import Log, Told
from stance.counting import Rules
from stance.day_by_day import Days
from stance.filters import Filters
from stance.pages import evidence, frame
from stance.pages.compared import line
from stance.pages.evidence import escape
from stance.positions import CONTESTED_DAYS
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import many

PER_PAGE, VOICES, MOST_ROWS = 20, 8, 1000
BASIS = {"own": "Own words", "votes": "+ UN votes"}
LOG = {"shifts": "Shifts", "first": "Shifts and first positions"}


def rules(issue: Issue, view: View) -> None:
    """What makes a standing, in plain words."""
    with st.expander("What counts, what outranks what, when it ends", key="changes_rules"):
        st.markdown("\n".join(f"- {escape(rule)}" for rule in plain_rules.in_full(view.rules(), issue)))
        st.caption("The rules are set under Filters; the address holds them.")


def begin() -> None:
    """The first day that the page speaks of; empty is the first statement."""
    view = frame.view()
    first, last = frame.known().span(view.issue)
    key = frame.seed("changes_since", frame.offered(view.start))

    def changed() -> None:
        chosen: dt.date | None = st.session_state[key]
        made = frame.view().limited("start", chosen.isoformat() if chosen else "")
        frame.change(start=made.start, end=made.end)

    st.date_input(
        "Since", min_value=first, max_value=last, key=key, format="YYYY-MM-DD", on_change=changed, width=170,
    )  # fmt: skip


def since(view: View) -> str:
    """The first day that the page speaks of, for people."""
    return f"since {frame.day(view.start)}" if view.start else "since the first statement"


def turnover(issue: Issue, view: View, held: Days) -> None:
    """How many states moved from where to where: a table that fits a telephone."""
    states = [code for code in held.keys if countries.is_state(code)]
    found = changes.turnover(held, view.start, states) if view.start else None
    if found is None:
        st.caption("Give a day under Since to see how many states moved from then to now, and where to.")
        return
    before = frame.day(view.start)
    st.markdown(f"**States by position before {before} (down) and on {frame.day(view.date)} (across)**")
    scale = [*held.scale, ""]
    lines = [line(["", *(_held(issue, name) for name in scale)]), line(["---", *("---:" for _ in scale)])]
    for old in scale:
        cells = [f"{found[old, new]:,}" if found[old, new] else "–" for new in scale]
        same = scale.index(old)
        cells[same] = f":gray[{cells[same]}]"
        lines.append(line([_held(issue, old), *cells]))
    st.markdown("\n".join(lines))
    n = many(sum(found.values()), "state")
    st.caption(
        f"n = {n} that held anything on either day; grey stand where they stood. A state that moved twice is "
        "two shifts above and one move here."
    )


def _held(issue: Issue, position: str) -> str:
    return evidence.dot(issue, position) if position else "nothing found"


def log(snapshot: Snapshot, view: View, found: Log) -> None:
    """The changes one under the other, each opening its words before and after."""
    issue = snapshot.issues[view.issue]
    page = 1
    pages = -(-len(found) // PER_PAGE)
    if pages > 1:
        page = st.pagination(pages, key=f"changes_page_{len(found)}") or 1
    shown = found.part((page - 1) * PER_PAGE, page * PER_PAGE)
    if not shown:
        st.caption("No change fits. Clear a filter, or give an earlier day.")
    told = frame.cached(snapshot, changes.told, view.on_date(), own(view), shown)
    with st.container(gap="xxsmall", key="changes_log"):
        for item in told:
            _entry(snapshot, issue, item)


def own(view: View) -> Rules:
    """The rules of the view for a log of what each said or voted itself."""
    return replace(view.rules(), blocs=False)


def title(issue: Issue, item: Told) -> str:
    """A change in one line: who, from where, to where, when, by whom."""
    change = item.change
    who = f"**{escape(frame.name(change.country))}**"
    before = evidence.dot(issue, change.before) if change.before else "first found at"
    arrow = " → " if change.before else " "
    when = frame.day(change.date, (item.after or {}).get("date_precision") or "day")
    by = "its vote" if change.vote else escape(str((item.after or {}).get("speaker") or "speaker not named"))
    return f"{who}: {before}{arrow}{evidence.dot(issue, change.after)}, {when}, {by}"


def _entry(snapshot: Snapshot, issue: Issue, item: Told) -> None:
    change = item.change
    key = f"changes_{change.country}_{change.date}_{change.after}"
    box = st.expander(title(issue, item), key=key, on_change="rerun", type="compact")
    if not box.open:
        return
    with box, st.grid(2, min_column_width=420, gap=("xxsmall", "large"), key=f"{key}_pair"):
        for side, label, row in (("before", "Before", item.before), ("after", "After", item.after)):
            if row is not None:
                with st.container(gap="xxsmall"):
                    st.markdown(f":gray[{label}]")
                    _words(snapshot, issue, row, f"{key}-{side}")


def _words(snapshot: Snapshot, issue: Issue, row: dict[str, Any], key: str) -> None:
    if row["vote"]:
        text = evidence.link(str(row["id"]), str(row["source_url"] or ""))
        st.markdown(f"Vote of {frame.day(str(row['date']))}: {text} {escape(str(row['text']))}")
        return
    for found in evidence.by_id(snapshot, [str(row["id"])], issue.id):
        evidence.card(snapshot, found, key)


def rows(snapshot: Snapshot, view: View, found: Log) -> list[dict[str, Any]]:
    """The log as rows of a table, the newest ``MOST_ROWS``."""
    issue = snapshot.issues[view.issue]
    told = changes.told(snapshot, view.on_date(), own(view), found.part(0, MOST_ROWS))
    return [
        {
            "date": item.change.date, "code": item.change.country, "name": frame.name(item.change.country),
            "before": issue.position(item.change.before).name if item.change.before else "",
            "after": issue.position(item.change.after).name, "by": "vote" if item.change.vote else "words",
            "speaker": (item.after or {}).get("speaker") or "", "role": (item.after or {}).get("role") or "",
            "statement": (item.after or {}).get("id", ""),
            "source": (item.after or {}).get("source_title") or (item.after or {}).get("publisher") or "",
            "address": (item.after or {}).get("source_url") or "",
        }
        for item in told
    ]  # fmt: skip


def differing(snapshot: Snapshot, view: View) -> None:
    """Governments whose voices differ up to the day: the latest words of each voice, side by side."""
    st.subheader(f"Governments whose voices differ, up to {frame.day(view.date)}")
    # Voices are words: a vote is nobody's voice, and the days of own words say when each spoke last.
    found = frame.cached(snapshot, _voices, view.on_date(), replace(own(view), votes=False))
    if not found:
        st.caption(
            f"No two speakers of one government are found to differ in the {CONTESTED_DAYS} days up to its "
            "latest words."
        )
        return
    st.caption(
        f"The latest words of each voice in the {CONTESTED_DAYS} days up to the latest words of its "
        "government. One who changes their mind makes a shift, not a difference."
        + (f" The {VOICES} governments that spoke last are shown." if len(found) == VOICES else "")
    )
    heard = [row for voices in found.values() for row in voices]
    ids, days = [row["id"] for row in heard], [row["date"] for row in heard]
    said = {row["id"]: row for row in evidence.by_id(snapshot, ids, view.issue, days)}
    for country, voices in found.items():
        st.markdown(f"**{escape(frame.name(country))}**, latest words {frame.day(voices[0]['date'])}")
        with st.grid(2, min_column_width=420, gap=("xxsmall", "large"), key=f"changes_voices_{country}"):
            for row in voices:
                evidence.card(snapshot, said[row["id"]], f"changes-voice-{country}")


def _voices(snapshot: Snapshot, filters: Filters, rules: Rules) -> dict[str, list[dict[str, Any]]]:
    held = frame.cached(snapshot, changes.rows, filters, rules)
    return changes.differing(snapshot, filters, rules, held, VOICES)


def feeds(snapshot: Snapshot, view: View) -> None:
    """The same changes as feeds: their addresses, and the files."""
    with st.popover("Follow", width="content"):
        if frame.shows_own():
            st.caption("Your own collection has no address for news readers; these are files of it.")
        else:
            st.markdown("A news reader that polls one of these shows each new change as it is found.")
        held = urlencode(feed_requests.parameters(view, view.start), doseq=True)
        for form, label in () if frame.shows_own() else (("atom", "Atom"), ("json", "JSON Feed")):
            st.markdown(f"**{label}**")
            st.code(f"{base()}/api/changes.{form}?{held}", language=None, wrap_lines=True)
        with st.container(horizontal=True, gap="small"):
            for form, label in (("atom", "Atom file"), ("json", "JSON Feed file")):
                st.download_button(
                    label, data=partial(feed_requests.answer, snapshot, view, view.start, form, base()),
                    file_name=f"changes-{view.issue}-{snapshot.id}.{form}", key=f"changes_{form}",
                    mime=feed_requests.FORMS[form][0].partition(";")[0], on_click="ignore",
                )  # fmt: skip


def base() -> str:
    """The address of this server as the reader's browser knows it, without a last slash."""
    address = (st.context.url or "").partition("?")[0].rstrip("/")
    return address.removesuffix("/changes")
