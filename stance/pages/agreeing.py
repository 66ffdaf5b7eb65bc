"""The page that compares, second half: how often actors agree, who is nearest, where their words differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from stance import comparison, day_by_day, voices
from stance.comparison import Agreement
from stance.counting import Rules, scale
from stance.day_by_day import Days
from stance.filters import Filters
from stance.pages import evidence, frame
from stance.pages.compared import Said, everything, line, name
from stance.pages.evidence import escape
from stance.snapshot import Snapshot
from stance.view import View
from stance.voices import Actor, Against
from stance.written import many

NEAR, DIFFERENCES = 5, 6


def agreement(actors: Sequence[Actor], held: Days, view: View) -> list[dict[str, Any]]:
    """How often every two held the same position; returns the rows for the table."""
    names = {actor.key: name(actor) for actor in actors}
    found = comparison.pairs(held, view.start)
    since = frame.day(view.start) if view.start else "the first statement"
    st.subheader("How often they agree")
    st.caption(
        f"Of the days from {since} to {frame.day(view.date)} on which both hold a position: on how many it "
        f"is the same. Below {comparison.MIN_DAYS} such days there is no share."
    )
    lines = [line(["", "Same position", "Days both hold one"]), line(["---", "---:", "---:"])]
    ordered = sorted(found, key=lambda item: (item.share is None, -(item.share or 0.0), -item.days))
    for item in ordered:
        both = f"{escape(names[item.one])} · {escape(names[item.other])}"
        lines.append(line([both, _share(item), f"{item.days:,}"]))
    st.markdown("\n".join(lines))
    return [
        {"one": names[item.one], "other": names[item.other], "days both hold a position": item.days,
         "days with the same": item.same, "share": "" if item.share is None else round(item.share, 4)}
        for item in ordered
    ]  # fmt: skip


def _share(item: Agreement) -> str:
    return "too few days" if item.share is None else f"**{percent(item.share)}**"


def percent(share: float) -> str:
    """A share in whole hundredths; what is not quite all or nothing does not look as if it were."""
    if 0.995 <= share < 1:
        return ">99%"
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def neighbours(snapshot: Snapshot, actors: Sequence[Actor], held: Days, view: View) -> None:
    """For each actor those who agreed with it most and least, with the days that this rests on."""
    st.subheader("Nearest and farthest")
    with st.grid(min(3, len(actors)), min_column_width=280, gap=("small", "large"), key="compare_near"):
        for row, actor in enumerate(actors):
            others = everybody(snapshot, everything(view), view.rules(), actor.kind)
            own = comparison.agreement(held, held, row, view.start)[row].days
            # Whoever spoke late agrees with everybody who came round before.
            ranked = comparison.ranked(comparison.agreement(held, others, row, view.start), own / 2)
            with st.container(gap="xxsmall"):
                st.markdown(f"**{escape(name(actor))}**")
                if not ranked:
                    st.caption(
                        f"Nobody held a position on half of its days, and on {comparison.MIN_DAYS} at least."
                    )
                    continue
                st.markdown(_listed("Nearest", ranked[:NEAR], ranked))
                far = [item for item in ranked[::-1] if item not in ranked[:NEAR]][:NEAR]
                if far:
                    st.markdown(_listed("Farthest", far, ranked))
    st.caption(
        "Listed is who held a position on at least half of an actor's own days. Of equals the one less far "
        "on the scale is the nearer, then the one with more days. Speakers are held against speakers, all "
        "others against countries and organisations."
    )


def everybody(snapshot: Snapshot, filters: Filters, rules: Rules, kind: str) -> Days:
    """The rows of all others, kept for this data version."""
    by = "speaker" if kind == "speaker" else "country"
    return comparison.as_actors(frame.cached(snapshot, day_by_day.days, filters, rules, by), by)


def _listed(title: str, items: Sequence[Agreement], every: Sequence[Agreement]) -> str:
    """Names with their share and days; how many more have the share of the last one listed."""
    lines = [f":gray[{title}]"]
    for item in items:
        who = item.other.partition(":")[2]
        shown = who if item.other.startswith("speaker:") else frame.name(who)
        lines.append(f"{escape(shown)} **{percent(item.share or 0)}** :gray[of {item.days:,} days]")
    last = items[-1].share
    more = sum(item.share == last for item in every) - sum(item.share == last for item in items)
    if more:
        lines.append(f":gray[and {more} more at {percent(last or 0)}]")
    return "  \n".join(lines)


def differences(snapshot: Snapshot, view: View, actors: Sequence[Actor], said: Said) -> None:
    """Statements in which two differ most, side by side."""
    st.subheader("Where their words differ most")
    names = {actor.key: name(actor) for actor in actors}
    order = scale(snapshot.issues[view.issue])
    within = {k: [word for word in words if word.date >= view.start] for k, words in said.items()}
    found = voices.differences(within, order, DIFFERENCES)
    if not found:
        st.caption(
            f"No two of their statements within {voices.MOST_APART} days of each other differ in position."
        )
        return
    st.caption(
        "Furthest apart on the codebook's scale first, then nearest in time; at most "
        f"{voices.MOST_APART} days lie between two."
    )
    shown = [word for item in found for word in (item.first, item.second)]
    ids, days = [word.id for word in shown], [word.date for word in shown]
    rows = {row["id"]: row for row in evidence.by_id(snapshot, ids, view.issue, days)}
    for number, item in enumerate(found):
        _pair(snapshot, item, names, rows, number)


def _apart(days: int, rows: Sequence[Mapping[str, Any]]) -> str:
    """How far apart two statements were made, as surely as their days are known."""
    if any(row["date_precision"] != "day" for row in rows):
        return f"about {many(days, 'day')} apart" if days else "at about the same time"
    return f"{many(days, 'day')} apart" if days else "on the same day"


def _pair(
    snapshot: Snapshot, item: Against, names: Mapping[str, str], rows: Mapping[str, dict[str, Any]],
    number: int,
) -> None:  # fmt: skip
    apart = _apart(item.days, [rows[item.first.id], rows[item.second.id]])
    st.markdown(f"**{escape(names[item.one])} · {escape(names[item.other])}** :gray[{apart}]")
    with st.grid(2, min_column_width=420, gap=("xxsmall", "large"), key=f"compare_pair_{number}"):
        for side, word in (("one", item.first), ("other", item.second)):
            evidence.card(snapshot, rows[word.id], f"compare-{number}-{side}")
