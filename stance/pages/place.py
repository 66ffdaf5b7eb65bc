"""The parts of the map's page: its key, the organisations beside it, one country's words, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from stance import atlas, countries
from stance.atlas import NO_POSITION, OLD_DAYS, SURE, UNSURE, Place
from stance.counting import Rules
from stance.figures.style import colours, ink, tint
from stance.figures.world import OLD, shade
from stance.pages import evidence, frame
from stance.positions import Evidence
from stance.positions import evidence as dated
from stance.records import Issue
from stance.runs import Newest, Shift, shifts
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import many

LIMITS = (
    "What this map cannot show: a state of which no statement was found may well have spoken. Words are "
    "carried forward until the same state says something else; the report of a vote counts with the "
    "votes only. Boundaries and names imply no endorsement "
    "by anyone; areas in dispute stay neutral."
)
ONLY_VOTES = (
    "Only reports of votes were found up to this day. They count with the votes: see “+ UN votes” above."
)
SAYS = {"Y": "yes", "N": "no", "A": "abstained", "X": "absent"}


def states(scope: frozenset[str] | None) -> int:
    """How many states the filters speak of."""
    return sum(
        place.kind == "state" and (scope is None or code in scope)
        for code, place in countries.places().items()
    )


def key(issue: Issue, found: Sequence[Place], whole: int, view: View) -> str:
    """The colours with the number of states that hold each, out of ``whole``, as markdown."""
    look = ink(frame.is_dark())
    count = atlas.tally(found)
    parts = []
    for position in issue.positions:
        label = "spoke, no position" if position.id == NO_POSITION else evidence.escape(position.name)
        parts.append(f"{evidence.sign(issue, position.id, '■')} {label} **{count[position.id]}**")
    grey = issue.position(NO_POSITION)
    pale = tint(grey.colour_dark if look.dark else grey.colour, look.paper, 0.45)
    if count[UNSURE]:
        parts.append(f':color[■]{{foreground="{pale}"}} unsure **{count[UNSURE]}**')
    silent = whole - len(found)
    nothing = "no statement or vote found" if view.rules().votes else "no statement found"
    parts.append(f':color[□]{{foreground="{look.soft}"}} {nothing} **{silent}**')
    # A part of the world only brings the map nearer: the numbers stay those of all.
    parts.append(f"n = {many(whole, 'state')}{', all parts' if view.pick('region') != 'world' else ''}")
    # Kept together, a square and its words never part at the end of a line.
    return " &emsp;".join(part.replace(" ", "\u00a0") for part in parts)


def alt(issue: Issue, found: Sequence[Place], whole: int, date: str) -> str:
    """What the map says, in one sentence, for those who do not see it."""
    count = atlas.tally(found)
    parts = [f"{p.name}: {many(count[p.id], 'state')}" for p in issue.positions]
    if count[UNSURE]:
        parts.append(f"unsure: {many(count[UNSURE], 'state')}")
    return f"World map of positions on {date}. {'; '.join(parts)}; no statement found: {whole - len(found)}."


def faint(issue: Issue, found: Sequence[Place]) -> str:
    """What the fainter fills mean on this day and how many there are, as markdown; empty without any."""
    holding = [item for item in found if item.holds]
    old = sum(item.basis == "own words" and item.old for item in holding)
    doubtful = sum(item.basis == "own words" and item.doubtful and not item.old for item in holding)
    if not old and not doubtful:
        return ""
    first = issue.positions[0]
    look = ink(frame.is_dark())
    pale = tint(first.colour_dark if look.dark else first.colour, look.paper, OLD)
    said = []
    if old:
        said.append(
            f"the latest words are more than {OLD_DAYS} days old on this day: **{old} of {len(holding)}**"
        )
    if doubtful:
        said.append(f"the coding is less than {SURE:.0%} sure: **{doubtful} of {len(holding)}**")
    stands = " A position stands until the same state is found saying something else." if old else ""
    return f':color[■]{{foreground="{pale}"}} Fainter: {"; ".join(said)}.{stands}'


def shades(issue: Issue, found: Sequence[Place]) -> list[tuple[str, str]]:
    """The colours of the map that are no position's own, with their meaning, for a picture of it."""
    look, palette = ink(frame.is_dark()), colours(issue, frame.is_dark())
    made: dict[str, str] = {}
    for item in found:
        fill = shade(item, palette, look)
        if item.position == UNSURE:
            made[fill] = "Position unsure"
        elif item.holds and fill != palette[item.position]:
            why = "older than half a year, or unsure" if item.basis == "own words" else "not in own words"
            made[fill] = f"{issue.position(item.position).name}, {why}"
    return [*sorted(made.items(), key=lambda pair: pair[1]), (look.silent, "No statement found")]


def reading(rules: Rules) -> str:
    """How to read the signs for what counts now."""
    parts = ["A cross: two voices of one government differed in the 30 days up to its latest words."]
    if rules.votes:
        parts.append("A very faint fill with a square: the latest that counts is a vote, not words.")
    if rules.blocs:
        parts.append("A very faint fill with a diamond: only a bloc that the state belongs to has spoken.")
    parts.append("Small states are dots. Click a country for its words.")
    return " ".join(parts)


def organisations(issue: Issue, found: Sequence[Place]) -> None:
    """Organisations that spoke, each a button that opens its words."""
    st.markdown("**Organisations**")
    if not found:
        st.caption("No organisation's statement found up to this day under these filters.")
    with st.container(gap=None, key="map_bodies"):
        for item in sorted(found, key=lambda one: (not one.holds, one.position, frame.name(one.code))):
            shown = item.position if item.position != UNSURE else NO_POSITION
            st.button(
                f"{evidence.sign(issue, shown)} {evidence.escape(frame.name(item.code))}",
                key=f"map_org_{item.code}", type="tertiary", on_click=_open, args=(item.code,),
                help=f"Latest words {frame.day(item.stated)}; {item.statements} found",
            )  # fmt: skip


def _open(code: str) -> None:
    frame.change(opened=code)


def chooser() -> None:
    """A list of every country and organisation, for those who use no pointer."""
    codes = sorted(
        (code for code in frame.known().lists["countries"] if code),
        key=lambda code: frame.name(code).casefold(),
    )
    chosen = frame.seed("map_open", frame.view().opened or None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Open the words of", codes, index=None, key=chosen, format_func=frame.name, width=320,
            placeholder="a country or organisation", on_change=lambda: _open(st.session_state[chosen] or ""),
        )  # fmt: skip
        if frame.view().opened:
            st.button("Close", on_click=_open, args=("",), type="tertiary", key="map_close")


def words(snapshot: Snapshot, view: View) -> None:
    """One country up to the chosen day: how it stands, how it got there, its words and its votes."""
    filters = replace(view.on_date(), countries=(view.opened,), blocs=())
    issue = snapshot.issues[view.issue]
    st.header(frame.name(view.opened))
    found = [p for p in frame.cached(snapshot, atlas.places, filters, view.rules()) if p.code == view.opened]
    # The road to where it stands is told in its own words; its votes stand beside them.
    rules = replace(view.rules(), votes=False)
    said = dated(snapshot, filters, rules)
    if not found and frame.cached(snapshot, evidence.count, filters):
        st.markdown(ONLY_VOTES)
    else:
        own = said.get(view.opened, []) if found and found[0].basis == "own words" else []
        st.markdown(_stands(issue, found[0] if found else None) + _several(issue, own))
    moved = shifts(snapshot, filters, rules)
    if moved:
        st.markdown("Before: " + " → ".join(
            [evidence.dot(issue, moved[0].before), *(_step(issue, item) for item in moved)]))  # fmt: skip
    left, right = st.columns([3, 2], gap="large")
    with left:
        evidence.browse(snapshot, filters, "map_words")
    with right:
        _votes(snapshot, view)


def _stands(issue: Issue, item: Place | None) -> str:
    if item is None:
        return "No statement found up to this day. That is not the same as no position."
    sources = many(item.sources, "source")
    n = f"{many(item.statements, 'statement')} in {sources}"
    if item.position == NO_POSITION:
        return f"Spoke, but took no position on this question: {n}."
    if item.position == UNSURE:
        return f"Its words may take a position, but no coding of them is sure enough to count: {n}."
    own = f"in own words, {many(item.statements, 'statement')} for it in {sources}"
    if item.old:
        own += f", the latest {item.age:,} days before this day"
    how = {"own words": own, "vote": "by its vote at the United Nations"}.get(
        item.basis,
        f"through {evidence.escape(frame.name(item.basis.removeprefix('bloc:')))}, not in own words",
    )
    contested = " **Contested**: two voices differed in the 30 days up to the latest words."
    contested = contested if item.contested else ""
    return f"{evidence.dot(issue, item.position)} since {frame.day(item.since)}, {how}.{contested}"


def _several(issue: Issue, said: Sequence[Evidence]) -> str:
    """Which other positions were taken on the day of the latest words, and why they do not count."""
    latest = [item for item in said if item.date == said[-1].date]
    others = {item.position for item in latest} - {said[-1].position} if said else set()
    if not others:
        return ""
    names = " and ".join(evidence.escape(issue.position(other).name) for other in sorted(others))
    first = evidence.escape(issue.position(said[-1].position).name)
    day = frame.day(said[-1].date)
    return (
        f" On {day} its words also say: {names}. Of one day's words the first on the scale counts: {first}."
    )


def _step(issue: Issue, item: Shift) -> str:
    return f"{evidence.dot(issue, item.after)} ({frame.day(item.date)})"


def _votes(snapshot: Snapshot, view: View) -> None:
    """The country's recorded votes on texts that the codebook reads as a position."""
    says = snapshot.issues[view.issue].votes
    rows = snapshot.rows(
        "SELECT r.id, r.date, r.title, r.url, v.vote FROM votes v JOIN rollcalls r ON r.id = v.rollcall "
        "WHERE v.country = ? AND r.date <= ? ORDER BY r.date DESC",
        [view.opened, view.date],
    )
    rows = [row for row in rows if row["id"] in says]
    st.markdown("**Votes at the United Nations on this question**")
    if not rows:
        st.caption("None recorded up to this day.")
    else:
        st.caption("Beside each vote what the codebook takes it to say, if anything.")
    issue = snapshot.issues[view.issue]
    for row in rows:
        meant = issue.position(says[row["id"]].get(row["vote"], NO_POSITION))
        taken = f" · {evidence.dot(issue, meant.id)}" if meant.order is not None else ""
        st.markdown(
            f"{SAYS.get(row['vote'], row['vote']).capitalize()} · {frame.day(row['date'])}{taken}  \n"
            f":small[{evidence.link(row['id'], row['url'])} {evidence.escape(row['title'])}]"
        )


def changes(snapshot: Snapshot, view: View) -> None:
    """What changed in the thirty days before the chosen day."""
    st.subheader("What changed in the 30 days before")
    issue = snapshot.issues[view.issue]
    found: Newest = frame.cached(snapshot, atlas.recent, view.on_date(), view.rules())
    if not found.total:
        st.caption("No country or organisation is known to have changed its position in its own words.")
    with st.container(gap=None, key="map_shifts"):
        for item in found.shifts:
            moved = f"{evidence.dot(issue, item.before)} → {evidence.dot(issue, item.after)}"
            st.button(
                f"{frame.day(item.date)} **{evidence.escape(frame.name(item.country))}** {moved}",
                key=f"map_shift_{item.country}_{item.date}_{item.statement_id}", type="tertiary",
                on_click=_open, args=(item.country,),
            )  # fmt: skip
    if found.total > len(found.shifts):
        st.caption(f"The latest {len(found.shifts)} of {found.total:,}; the page Changes lists them all.")


def rows(issue: Issue, found: Sequence[Place]) -> list[dict[str, Any]]:
    """The map as rows of a table."""
    names = {p.id: p.name for p in issue.positions} | {NO_POSITION: "Spoke, no position", UNSURE: "Unsure"}
    return [
        {
            "code": item.code, "name": frame.name(item.code),
            "kind": "state" if countries.is_state(item.code) else "organisation",
            "position": names[item.position], "since": item.since, "latest words": item.stated,
            "days old": item.age, "basis": item.basis, "statements": item.statements, "sources": item.sources,
            "confidence": round(item.confidence, 2), "contested": "yes" if item.contested else "no",
            # A vote is no statement: it opens on its roll call.
            "statement": "" if item.basis == "vote" else item.statement_id,
        }
        for item in found
    ]  # fmt: skip
