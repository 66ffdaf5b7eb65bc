"""One scale with intervals, polarisation over time, and the wordings of the sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from stance import view as views
from stance.alignment import held
from stance.alignment import polarisation as measure
from stance.alignment import scale as line
from stance.alignment import wordings as words
from stance.alignment.agreement import MIN_STATEMENTS, chosen
from stance.alignment.polarisation import MIN_STATES, Moment
from stance.counting import Rules
from stance.counting import scale as ordered
from stance.figures import scale as figures
from stance.filters import Filters
from stance.pages import evidence, frame, moments
from stance.pages.evidence import escape
from stance.pages.pairs import among, namer, narrowed, too_few
from stance.pages.tables import beside
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import many

NO_LINE = (
    "The codebook of this question puts fewer than two positions on a scale, so there is no line to measure "
    "on. Give positions an order in its file to see one."
)
WIDTH = {"month": "Month", "week": "Week", "quarter": "Quarter"}


def scale(snapshot: Snapshot, view: View) -> None:
    """Actors on the line from the first position to the last."""
    with st.container(horizontal=True, gap="medium", key="scale_choices"):
        who = among()
        frame.basis()
    view, issue = frame.view(), snapshot.issues[view.issue]
    if len(line.ordered(issue)) < 2:
        st.info(NO_LINE)
        return
    found, few = frame.cached(snapshot, placed, view.filters(), view.rules(), who)
    if len(found) < 2:
        too_few(few, who)
        return
    name = namer(who)
    marked = [place.actor for place in found if place.actor in view.marked][:1]
    first, last = _ends(issue)
    figure = figures.scale(found, issue, name, dark=frame.is_dark(), marked=marked)
    st.markdown(f"From **{escape(first)}** to **{escape(last)}** · n = {len(found)} {who}, "
                f"{sum(place.n for place in found):,} statements")  # fmt: skip
    frame.chart(
        figure, key="alignment_scale", on_select=_clicked,
        alt=f"{len(found)} actors on a line from {first} to {last}, each with its interval. Nearest to "
        f"{first}: {name(found[0].actor)}; nearest to {last}: {name(found[-1].actor)}.",
    )  # fmt: skip
    st.caption(
        "A dot is the mean place of an actor's statements on the codebook's scale, with one statement of the "
        "average actor mixed in, as three alike are no proof of a fourth; the bar is the 95 % interval of a "
        "bootstrap over statements. In brackets the number of statements. Positions count as equally far "
        "apart. "
        f"{many(few, 'other')} with fewer than {MIN_STATEMENTS} statements are left out. Click a dot for "
        "its words."
    )
    actors = sorted((place.actor for place in found), key=lambda actor: name(actor).casefold())
    key = frame.seed("alignment_actor", marked[0] if marked else None)
    st.selectbox(
        "Words of", actors, index=None, key=key, format_func=name, width=320, placeholder="Choose",
        on_change=lambda: frame.change(marked=tuple(filter(None, (st.session_state[key],)))),
    )  # fmt: skip
    if marked:
        st.header(escape(name(marked[0])))
        evidence.browse(snapshot, narrowed(view.filters(), who, marked[0]), "alignment_words")
    rows = [
        {"actor": name(p.actor), "place": round(p.value, 3), "from": round(p.low, 3), "to": round(p.high, 3),
         "statements": p.n} for p in found
    ]  # fmt: skip
    beside("The scale as a table", rows, "alignment_scale_table", f"scale-{view.issue}-{who}-{snapshot.id}")


def placed(snapshot: Snapshot, filters: Filters, rules: Rules, who: str) -> tuple[list[line.Place], int]:
    """The actors with enough statements on the scale, and how many have too few."""
    import numpy as np

    issue = snapshot.issues[filters.issue]
    at, order = line.points(issue), ordered(issue)
    kept = [index for index, name in enumerate(order) if name in at]
    counted = held.counts(snapshot, filters, rules, who)
    on_line = {actor: [row[index] for index in kept] for actor, row in counted.items()}
    actors, few, _ = chosen(on_line)
    table = np.array([on_line[actor] for actor in actors])
    return line.places(actors, table, [at[order[index]] for index in kept]), few


def _ends(issue: Issue) -> tuple[str, str]:
    names = line.ordered(issue)
    return issue.position(names[0]).name, issue.position(names[-1]).name


def _clicked() -> None:
    points = [point for point in frame.clicked("alignment_scale") if point.get("customdata")]
    if points:
        held_by = points[-1]["customdata"]
        frame.change(marked=(held_by if isinstance(held_by, str) else held_by[0],))


def polarisation(snapshot: Snapshot, view: View) -> None:
    """How far apart states stand at the end of each stretch of time."""
    with st.container(horizontal=True, gap="medium", key="polarisation_choices"):
        width = frame.choose("bin", "A dot for each", WIDTH)
        frame.basis()
    view = frame.view()
    if len(line.ordered(snapshot.issues[view.issue])) < 2:
        st.info(NO_LINE)
        return
    issue, marked = snapshot.issues[view.issue], moments.events(snapshot, view)
    days = moments.days(snapshot, view)
    found = measure.over_time(days, line.ordered(issue))
    known = [item for item in found if item.value is not None]
    if not known:
        st.info(
            f"On no day do {MIN_STATES} states hold a position under these filters, so there is no value. "
            "Clear a "
            "filter, or count the words of blocs and votes too."
        )
        return
    last = known[-1]
    st.markdown(f"**{last.value:.2f}** on {frame.day(last.date)} · n = {many(last.n, 'state')}, "
                f"95 % interval {last.low:.2f} to {last.high:.2f}")  # fmt: skip
    figure = figures.polarisation(found, dark=frame.is_dark(), span=moments.span(view), events=marked)
    frame.chart(
        figure, key="alignment_polarisation", on_select=moments.opener("standings", "alignment_polarisation"),
        alt=f"Polarisation among states at the end of each {width}, from {known[0].value:.2f} on "
        f"{known[0].date} to {last.value:.2f} on {last.date}; 0 is all on one position, 1 half at each end.",
    )  # fmt: skip
    st.caption(
        "Polarisation is (1 - A) / 2, A being van der Eijk's agreement in ordered scales (Quality and "
        "Quantity 35, "
        "2001): 0 all states on one position, 0.5 spread evenly over all, 1 half at each end. The band is "
        "the 95 % "
        f"interval of a bootstrap over states; below {MIN_STATES} states there is no value. States enter "
        "when they "
        "are first found to speak, so early values rest on few. Click a dot for the states of that day."
    )
    if view.moment:
        moments.opened(snapshot, view, "standings")
    beside("Polarisation as a table", [_row(item) for item in found], "alignment_polarisation_table",
           f"polarisation-{view.issue}-{snapshot.id}")  # fmt: skip


def _row(item: Moment) -> dict[str, Any]:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 3)

    return {"day": item.date, "polarisation": rounded(item.value), "from": rounded(item.low),
            "to": rounded(item.high), "states": item.n}  # fmt: skip


def wordings(snapshot: Snapshot, view: View) -> None:
    """What the sides share in words and what sets each apart; statements alike that differ in position."""
    issue = snapshot.issues[view.issue]
    found: words.Wordings = frame.cached(snapshot, words.wordings, view.filters())
    sides = " &emsp; ".join(
        f"{evidence.dot(issue, side)} **{n}**{'' if n >= words.MIN_SPEAKERS else ' (too few)'}"
        for side, n in found.speakers.items()
    )
    form = "in the chosen form of words" if view.wordings else "in their own words"
    st.markdown(f"{sides} &emsp; n = speakers {form}")
    if len(found.sides) < 2:
        st.info(
            f"Fewer than two positions have {words.MIN_SPEAKERS} speakers {form}. Clear a filter, or choose "
            "another form of words under Filters."
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        _shared(issue, view, found)
    with right:
        _apart(issue, found)
    _alike(snapshot, issue, view)


def _shared(issue: Issue, view: View, found: words.Wordings) -> None:
    st.header("Shared across the sides")
    if not found.shared:
        st.caption("No wording of two or three words is used by two speakers of two sides.")
    for one in found.shared:
        used = " ".join(f"{evidence.sign(issue, side)}\u00a0{n}" for side, n in _users(found, one))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                "stance/pages/statements.py", label=f"“{escape(one.wording)}”",
                query_params=views.address(holding(view, found, one)),
            )  # fmt: skip
            st.markdown(f":small[{used}]", width="content")
    st.caption(
        "Word pairs and triples that two speakers or more of at least two sides use, with their number on "
        "each of these sides; those of most sides first. Each opens the statements of these sides that hold "
        "it."
    )


def _users(found: words.Wordings, one: words.Shared) -> list[tuple[str, int]]:
    """The sides that use a wording, with their speakers; a side with a single one is told as none."""
    return [(side, n) for side, n in zip(found.sides, one.users, strict=True) if n]


def holding(view: View, found: words.Wordings, one: words.Shared) -> View:
    """The view of the statements that a shared wording is counted in."""
    forms = tuple(form for form in words.own_words(view.filters()).wordings if form != "vote")
    sides = tuple(side for side, _ in _users(found, one))
    there = replace(view, words=f'"{one.wording}"', positions=sides, wordings=forms)
    return there.picked("find", "words")


def _apart(issue: Issue, found: words.Wordings) -> None:
    st.header("What sets each side apart")
    for side in found.sides:
        held_words = [one for one in found.apart if one.position == side]
        told = ", ".join(f"*{escape(one.word)}* :small[{one.odds:.0f}×, {one.users}]" for one in held_words)
        st.markdown(f"{evidence.dot(issue, side)}: {told or 'no word stands out.'}")
    st.caption(
        "A word's odds on this side as a multiple of those on the others, then its speakers here; log-odds "
        "with an "
        "informative prior, 1.96 standard errors or more."
    )


def _alike(snapshot: Snapshot, issue: Issue, view: View) -> None:
    """Read only when it is opened: comparing vectors takes a moment."""
    box = st.expander("Alike in words, opposed in position", key="alignment_alike", on_change="rerun")
    if not box.open:
        return
    with box:
        found = frame.cached(snapshot, words.alike, view.filters())
        st.caption(
            "Statements of different speakers that a language model's vectors place near each other though "
            "they take different positions: the same matter, and the difference that counts. "
            f"At most {words.COMPARED:,} statements are compared."
        )
        if not found:
            st.caption("None lie near enough to each other.")
        for number, pair in enumerate(found):
            rows = evidence.by_id(snapshot, [pair.one, pair.other], issue.id)
            for column, row in zip(st.columns(2, gap="large"), rows, strict=False):
                with column:
                    evidence.show(snapshot, [row], f"alike-{number}")
