"""The parts of the page on words and votes: one roll call, one state, each mismatch with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from stance import against_votes as votes
from stance import over_time
from stance.against_votes import AGREES, DIFFERS, NO_SIDE, NO_WORDS, Call, Case, Share
from stance.alignment.scale import ordered
from stance.counting import scale
from stance.figures import ballots as figures
from stance.pages import evidence, frame, moments
from stance.pages.evidence import escape
from stance.pages.tables import beside
from stance.ranks import Correlation
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import many

LIMITS = (
    "Words are a state's own, carried forward to the day of the vote; reports of votes, the words of blocs "
    "and earlier votes are left out. An abstention or an absence carries no position, and a state of which "
    "no words that take one were found is no mismatch. What this page cannot show: why a state voted as it "
    "did; a vote on a whole text can turn on one of its paragraphs."
)
SAID = {
    AGREES: "vote and words agree", DIFFERS: "vote and words differ",
    NO_SIDE: "words, but no side taken in the vote", NO_WORDS: "no position found in words",
}  # fmt: skip
PER_PAGE = 6
Namer = Callable[[Case], str]  # what a case is called among its like: its state, or its roll call


def found(snapshot: Snapshot, view: View) -> list[Case]:
    """Every state in every roll call of the issue, under the reader's filters and rules."""
    cases: list[Case] = frame.cached(snapshot, votes.cases, view.filters(), view.rules())
    return cases


def empty(snapshot: Snapshot, view: View) -> None:
    """Why there is nothing to show, and what to do."""
    if not snapshot.issues[view.issue].votes:
        st.info(
            "The codebook of this question reads no roll call as a position. To compare words with votes, "
            "name roll calls under `votes:` in its YAML file and put them into rollcalls.csv and votes.csv."
        )
    else:
        st.info("No roll call of this question lies within the filters. Clear a filter to see some.")


def by_call(snapshot: Snapshot, view: View, cases: Sequence[Case]) -> None:
    """The share of agreement in each roll call; one of them with its mismatches."""
    issue = snapshot.issues[view.issue]
    present = {case.rollcall for case in cases}
    calls = [call for call in votes.calls(snapshot, issue) if call.id in present]
    shares = [(call, votes.share(case for case in cases if case.rollcall == call.id)) for call in calls]
    call = _chosen_call(view, shares)
    _whole(issue, cases)
    frame.chart(
        figures.shares(shares, dark=frame.is_dark(), chosen=call.id), key="votes_calls",
        alt="Share of states whose vote agrees with their words, by roll call: " + "; ".join(
            f"{one.id}: {_percent(said)} of {said.n}" for one, said in shares),
        on_select=lambda: _open_call("votes_calls"),
    )  # fmt: skip
    st.caption(
        "A dot is the share of states with words and a vote for or against in which both take the same "
        f"position, the line its 95 % interval (Wilson). Below {votes.MIN_CASES} states there is none. The "
        "larger dot is the roll call told below. Click another for its own, or choose one here."
    )
    key = frame.seed("votes_call", call.id)
    st.selectbox(
        "Roll call", [one.id for one in calls], key=key, format_func=_title(calls),
        on_change=lambda: frame.change(roll=st.session_state[key]),
    )  # fmt: skip
    mine = [case for case in cases if case.rollcall == call.id]
    _one_call(issue, call, mine, votes.share(mine))
    _mismatches(snapshot, issue, mine, lambda case: frame.name(case.country))
    rows = [_row(issue, case) for case in mine]
    beside("Every state in this roll call as a table", rows, "votes_table", f"words-votes-{snapshot.id}")


def _chosen_call(view: View, shares: Sequence[tuple[Call, Share]]) -> Call:
    """The roll call of the address, else the one with the most states to compare."""
    for call, _ in shares:
        if call.id == view.roll:
            return call
    return max(shares, key=lambda pair: pair[1].n)[0]


def _title(calls: Sequence[Call]) -> Callable[[str], str]:
    names = {call.id: f"{frame.day(call.date)} · {call.id} · {call.title}" for call in calls}
    return names.__getitem__


def _open_call(key: str) -> None:
    points = [point for point in frame.clicked(key) if point.get("customdata")]
    if points:
        held = points[-1]["customdata"]
        frame.change(roll=held if isinstance(held, str) else held[0])


def _whole(issue: Issue, cases: Sequence[Case]) -> None:
    """The outside check of the whole chain, in a sentence."""
    said = votes.share(cases)
    rho, tau = votes.ranks(cases, issue)
    if said.value is None:
        return
    text = (
        f"Over all roll calls **{said.agree} of {said.n}** votes for or against carry the position that the "
        f"state held in its own words (**{said.value:.0%}**, 95 % interval {said.low:.0%} to "
        f"{said.high:.0%})."
    )
    if rho.value is not None:
        text += (
            f" Over {many(rho.n, 'state')} the order by words and the order by votes agree: Spearman "
            f"{_number(rho)}, Kendall {_number(tau)}. For this an abstention lies between yes and no."
        )
    st.markdown(text.replace("~", "\\~"))


def _number(found: Correlation) -> str:
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _percent(said: Share) -> str:
    return "too few" if said.value is None else f"{said.value:.0%}"


def _one_call(issue: Issue, call: Call, cases: Sequence[Case], said: Share) -> None:
    st.header(f"{frame.day(call.date)}: {call.id}")
    count = Counter(case.verdict for case in cases)
    totals = f"{call.yes} yes, {call.no} no, {call.abstain} abstained"
    st.markdown(
        f"{evidence.link(call.title or call.id, call.url)} · {escape(call.outcome)} ({totals}). "
        f"Of {many(len(cases), 'state')}: "
        + " · ".join(f"{SAID[verdict]} **{count[verdict]}**" for verdict in votes.VERDICTS)
    )
    if said.value is None:
        st.caption(f"{said.n} states to compare make no share: at least {votes.MIN_CASES} are needed.")
    _cross(issue, cases)


def _cross(issue: Issue, cases: Sequence[Case]) -> None:
    """States by what they said and how they voted, as a small table."""
    cast = [vote for vote in "YNAX" if any(case.vote == vote for case in cases)]
    count = Counter((case.said, case.vote) for case in cases)
    lines = ["| Words before the vote | " + " | ".join(figures.SAYS[v].capitalize() for v in cast) + " |"]
    lines.append("|---" + "|--:" * len(cast) + "|")
    for key in [*scale(issue), ""]:
        label = evidence.dot(issue, key) if key else "None found"
        lines.append(f"| {label} | " + " | ".join(str(count[key, vote]) for vote in cast) + " |")
    st.markdown("\n".join(lines))


def by_state(snapshot: Snapshot, view: View, cases: Sequence[Case]) -> None:
    """One state's statements and votes on one timeline, its mismatches with their words."""
    issue = snapshot.issues[view.issue]
    differ = Counter(case.country for case in cases if case.verdict == DIFFERS)
    codes = sorted({case.country for case in cases}, key=lambda code: (-differ[code], frame.name(code)))
    country = view.opened if view.opened in codes else codes[0]
    key = frame.seed("votes_state", country)
    st.selectbox(
        "State, those with the most mismatches first", codes, key=key, width=420,
        format_func=lambda code: f"{frame.name(code)} ({differ[code]})",
        on_change=lambda: frame.change(opened=st.session_state[key], said="", roll=""),
    )  # fmt: skip
    mine = sorted((case for case in cases if case.country == country), key=lambda case: case.date)
    _timeline(snapshot, view, issue, country, mine)
    chosen = [case for case in mine if case.rollcall == view.roll]
    if chosen:
        _cases(snapshot, issue, chosen, lambda case: case.rollcall, "votes_chosen")
    _mismatches(snapshot, issue, sorted(mine, key=votes.order), lambda case: case.rollcall)
    beside("Its votes as a table", [_row(issue, case) for case in mine], "votes_mine",
           f"words-votes-{country}-{snapshot.id}")  # fmt: skip
    rows = _states(cases, codes)
    beside("Every state as a table", rows, "votes_states", f"words-votes-states-{snapshot.id}")


def _timeline(snapshot: Snapshot, view: View, issue: Issue, country: str, mine: Sequence[Case]) -> None:
    filters = replace(view.filters(), countries=(country,), blocs=())
    lanes = frame.cached(snapshot, over_time.lanes, filters, "country", 1)
    said = lanes[0] if lanes else []
    count = Counter(case.verdict for case in mine)
    figure = figures.ballots(
        said, mine, issue, dark=frame.is_dark(), span=moments.span(view), chosen=view.roll,
    )  # fmt: skip
    spoken = (many(len(said), "statement"), many(len(mine), "vote"), str(count[DIFFERS]))
    st.markdown(
        f"● words, the line the standing they leave · ◆ votes, with a cross where they differ from the words "
        f"· n = {spoken[0]}, {spoken[1]}, **{spoken[2]}** {'differs' if count[DIFFERS] == 1 else 'differ'}"
    )
    frame.chart(
        figure, key="votes_timeline", on_select=_open_dot,
        alt=f"Statements and votes of {frame.name(country)} over time: {spoken[0]}, {spoken[1]}, of which "
        f"{spoken[2]} differ from its words. The same stand in the tables below.",
    )  # fmt: skip
    st.caption("Hollow: no position, or it does not count. Click a dot for its words, a diamond for both.")


def _open_dot() -> None:
    points = [point for point in frame.clicked("votes_timeline") if point.get("customdata")]
    if points:
        held = points[-1]["customdata"]
        held = held if isinstance(held, str) else held[0]
        is_call = held in frame.known().lists["rolls"]
        frame.change(roll=held if is_call else "", said="" if is_call else held)


def _mismatches(snapshot: Snapshot, issue: Issue, cases: Sequence[Case], name: Namer) -> None:
    """The cases in which words and vote differ, some at a time; the same words are shown once."""
    line = ordered(issue)
    by_words: dict[str, list[Case]] = {}
    for case in cases:
        if case.verdict == DIFFERS:
            by_words.setdefault(case.statement_id, []).append(case)
    far = sum(case.steps == len(line) - 1 for group in by_words.values() for case in group)
    st.header(f"Where vote and words differ: {sum(map(len, by_words.values()))}")
    if not by_words:
        st.caption("Nowhere: they agree wherever both take a side.")
        return
    if len(line) > 2:
        ends = " and ".join(f"“{escape(issue.position(name).name)}”" for name in (line[0], line[-1]))
        st.caption(
            f"At opposite ends of the scale, {ends}: {far}. The others lie nearer, and a state may well vote "
            "for a text that asks for more or less than it did itself."
        )
    groups = list(by_words.values())
    pages = -(-len(groups) // PER_PAGE)
    page = (st.pagination(pages, key="votes_page") or 1) if pages > 1 else 1
    with st.grid(2, min_column_width=460, gap=("small", "large"), key="votes_differ"):
        for group in groups[(page - 1) * PER_PAGE : page * PER_PAGE]:
            _cases(snapshot, issue, group, name, "votes_words")


def _cases(snapshot: Snapshot, issue: Issue, cases: Sequence[Case], name: Namer, key: str) -> None:
    """Votes of one state with the words that they are laid beside."""
    first = cases[0]
    with st.container(gap="xsmall", key=f"{key}_{first.country}_{first.statement_id}"):
        lines = []
        for case in cases:
            read = f"read as {evidence.dot(issue, case.voted)}" if case.voted else ""
            meant = read or "which carries no position"
            vote = figures.SAYS.get(case.vote, case.vote)
            line = f"**{escape(name(case))}** · {frame.day(case.date)}: **{vote}**, {meant}"
            lines.append(f"{line} · {_before(case)}" if case.said else line)
        st.markdown("  \n".join(lines))
        if not first.said:
            st.caption("No position in words of its own up to that day was found.")
            return
        evidence.show(snapshot, evidence.by_id(snapshot, [first.statement_id], issue.id), key)


def _before(case: Case) -> str:
    return "its words on that day" if case.age == 0 else f"its words {many(case.age, 'day')} before"


def _row(issue: Issue, case: Case) -> dict[str, Any]:
    names = {p.id: p.name for p in issue.positions} | {"": ""}
    return {
        "code": case.country, "state": frame.name(case.country), "roll call": case.rollcall, "day": case.date,
        "vote": figures.SAYS.get(case.vote, case.vote), "vote read as": names[case.voted],
        "words": names[case.said], "latest words": case.stated, "by": case.speaker,
        "days before": case.age if case.stated else None, "finding": SAID[case.verdict],
        "statement": case.statement_id,
    }  # fmt: skip


def _states(cases: Sequence[Case], codes: Sequence[str]) -> list[dict[str, Any]]:
    count = Counter((case.country, case.verdict) for case in cases)
    return [
        {"code": code, "state": frame.name(code), **{SAID[v]: count[code, v] for v in votes.VERDICTS},
         "votes": sum(count[code, v] for v in votes.VERDICTS)}
        for code in codes
    ]  # fmt: skip
