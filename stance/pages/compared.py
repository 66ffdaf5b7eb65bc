"""The page that compares, first half: who is chosen, their lanes over time, what each holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from stance import atlas, comparison, day_by_day
from stance.comparison import Stretch
from stance.day_by_day import BLOC, OWN, VOTE, Days
from stance.figures import compared as figures
from stance.filters import Filters
from stance.pages import evidence, frame
from stance.pages.evidence import escape
from stance.positions import CONTESTED_DAYS
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.view import View
from stance.voices import Actor, Words
from stance.written import many

FIELDS = {"country": "countries", "bloc": "blocs", "speaker": "speakers"}
Said = Mapping[str, Sequence[Words]]
HOLDS = {OWN: "own words", VOTE: "by a vote", BLOC: "through a bloc"}


def chosen(view: View) -> list[Actor]:
    """The actors of the address in its order: countries and organisations, blocs, people."""
    return [Actor(kind, code) for kind, field in FIELDS.items() for code in getattr(view, field)]


def everything(view: View) -> Filters:
    """The view's filters up to its day, without the actors, which are compared and filter nothing."""
    return replace(view.on_date(), countries=(), blocs=(), speakers=())


def name(actor: Actor) -> str:
    """An actor's name for people."""
    if actor.kind == "speaker":
        return actor.code
    return f"{frame.name(actor.code)} members" if actor.kind == "bloc" else frame.name(actor.code)


def chooser(actors: Sequence[Actor]) -> None:
    """Three lists to choose from; together they hold six."""
    lists = frame.known().lists
    labels: dict[str, tuple[str, str, Callable[[str], str]]] = {
        "country": ("Countries and organisations", "countries", frame.name),
        "bloc": ("Blocs, their members together", "blocs", frame.name),
        "speaker": ("People", "speakers", str),
    }
    with st.grid(3, min_column_width=240, gap="small", key="compare_choose"):
        for kind, (label, field, shown) in labels.items():
            mine = [actor.code for actor in actors if actor.kind == kind]
            others = len(actors) - len(mine)
            key = frame.seed(f"compare_{field}", mine)
            st.multiselect(
                label, lists[field], key=key, format_func=shown, placeholder="None",
                max_selections=max(comparison.MOST - others, 1), on_change=_choose, args=(field, key),
            )  # fmt: skip


def _choose(field: str, key: str) -> None:
    frame.change(**{field: tuple(st.session_state[key])}, said="")


def empty(snapshot: Snapshot, view: View, actors: Sequence[Actor]) -> None:
    """What to choose, and examples from the data."""
    if actors:
        st.info(f"{name(actors[0])} is chosen. Choose at least one more to compare with, six in all.")
    else:
        st.info(
            "Choose two to six above: countries and organisations, blocs, or people. "
            "The address of the page then holds them, so a link shows the same comparison."
        )
    st.markdown("**Or begin with one of these**")
    nobody: dict[str, tuple[str, ...]] = dict.fromkeys(FIELDS.values(), ())
    for number, (label, fields) in enumerate(frame.cached(snapshot, examples, everything(view))):
        # A link to the page that is open would not change what the browser shows as its address.
        st.button(
            escape(label), key=f"compare_example_{number}", type="tertiary", on_click=frame.change,
            kwargs={**nobody, **fields},
        )  # fmt: skip


def examples(snapshot: Snapshot, filters: Filters) -> list[tuple[str, dict[str, tuple[str, ...]]]]:
    """Comparisons that these data can show: those who are heard most of each kind."""
    found = []
    sets = (("country", "countries", 3), ("bloc", "blocs", 2), ("speaker", "speakers", 2))
    for kind, field, most in sets:
        codes = comparison.busiest(snapshot, filters, kind, most)
        if len(codes) >= comparison.FEWEST:
            label = " · ".join(name(Actor(kind, code)) for code in codes)
            found.append((label, {field: tuple(codes)}))
    return found


def key(issue: Issue) -> str:
    """The signs of the lanes, as markdown."""
    parts = []
    for position, shape in zip(issue.positions, "●■◆▲★⬢", strict=False):
        if position.order is not None:
            parts.append(f"{evidence.sign(issue, position.id, shape)} {escape(position.name)}")
    return " &emsp;".join(part.replace(" ", "\u00a0") for part in parts)


def lanes(snapshot: Snapshot, view: View, actors: Sequence[Actor], held: Days, said: Said) -> None:
    """The standings side by side over time; a dot or a bar opens its words."""
    issue = snapshot.issues[view.issue]
    drawn = [
        figures.Lane(
            name(actor),
            [item for item in _stretches(held, number) if not view.start or item.end >= view.start],
            # The members of a bloc are not one voice: its lane has no dots.
            [] if actor.kind == "bloc" else [w for w in said[actor.key] if w.date >= view.start],
        )
        for number, actor in enumerate(actors)
    ]
    begun = [lane.stretches[0].start for lane in drawn if lane.stretches]
    first = view.start or min(begun, default=held.first)
    n = sum(word.statements for lane in drawn for word in lane.words)
    st.markdown(f"{key(issue)} &emsp;dots: n\u00a0=\u00a0{many(n, 'statement')}")
    # A little room on the left, so that no dot of the first day is cut.
    room = (dt.date.fromisoformat(first) - dt.timedelta(days=6)).isoformat()
    figure = figures.compared(
        drawn, issue, dark=frame.is_dark(), span=(room, view.date), events=_events(snapshot, view, first)
    )
    held_now = "; ".join(f"{name(a)}: {_now(issue, held, i)}" for i, a in enumerate(actors))
    alt = f"Positions of {len(actors)} actors over time. On {view.date}: {held_now}."
    frame.chart(figure, key="compare_lanes", alt=alt, on_select=_open)
    st.caption(
        "A bar is the position held, the latest words carried forward; hatched and paler once they are more "
        f"than {atlas.OLD_DAYS} days old, faint where only a vote or a bloc speaks. No bar: nothing found. A "
        "dot is a day's words, hollow where something else said that day counts; a cross on it: from here "
        f"two voices of the government differ within {CONTESTED_DAYS} days. A bloc stands where more than "
        f"half of its members stand that hold anything, {day_by_day.MIN_MEMBERS} at least; crossed grey "
        "where they are divided. Click a dot or a bar for its words."
    )


def _open() -> None:
    points = [point for point in frame.clicked("compare_lanes") if point.get("customdata")]
    if points:
        data = points[-1]["customdata"]
        chosen_id = data if isinstance(data, str) else data[0]
        frame.change(said=chosen_id)


def _events(snapshot: Snapshot, view: View, first: str) -> list[dict[str, Any]]:
    from stance.pages import moments

    # The lanes end with the day, not with the period.
    view = replace(view, end="")
    return [row for row in moments.events(snapshot, view) if first <= row["date"] <= view.date]


def _stretches(held: Days, row: int) -> list[Stretch]:
    return comparison.stretches(held, row, atlas.OLD_DAYS)


def _now(issue: Issue, held: Days, row: int) -> str:
    """What is held on the last day, for people."""
    if not held.length or held.place[row, -1] == day_by_day.NOTHING:
        return "nothing found"
    position = held.position(row, held.length - 1)
    return issue.position(position).name if position else "divided"


def matrix(
    issue: Issue, view: View, actors: Sequence[Actor], held: Days,
    counted: Mapping[str, Mapping[str, int]],
) -> None:  # fmt: skip
    """Who holds what on the day, and how many statements of each position are found."""
    st.subheader(f"Who holds what on {frame.day(view.date)}")
    signs = [evidence.dot(issue, position.id) for position in issue.positions]
    lines = [line(["", *signs]), line(["---", *("---:" for _ in issue.positions)])]
    standing = []
    for row, actor in enumerate(actors):
        runs = _stretches(held, row)
        now = runs[-1] if runs and runs[-1].end == view.date else None
        standing.append(f"- **{escape(name(actor))}**: {_holds(issue, now, runs)}")
        lines.append(line([
            escape(name(actor)),
            *(_count(counted[actor.key], p.id, now is not None and now.position == p.id)
              for p in issue.positions),
        ]))  # fmt: skip
    st.markdown("\n".join(standing))
    st.markdown("\n".join(lines))
    st.caption(
        "The numbers are statements found up to this day, in bold those for the position held. They say what "
        "the sources hold, not how often somebody spoke; those of a bloc are all its members'."
    )


def line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _holds(issue: Issue, now: Stretch | None, runs: Sequence[Stretch]) -> str:
    if now is None:
        return "nothing found"
    since = f"since {frame.day(_since(runs))}"
    if not now.position:
        return f"divided {since}"
    doubt = ", old words" if now.old else ""
    how = "" if now.basis == OWN else f", {HOLDS[now.basis]}"
    return f"{evidence.dot(issue, now.position)} {since}{how}{doubt}"


def _since(runs: Sequence[Stretch]) -> str:
    """The first day of the unbroken run of the last position."""
    first = runs[-1]
    for item in reversed(runs[:-1]):
        if item.position != first.position:
            break
        first = item
    return first.start


def _count(counts: Mapping[str, int], position: str, bold: bool) -> str:
    number = counts.get(position, 0)
    shown = f"{number:,}" if number else "–"
    return f"**{shown}**" if bold else shown


def table(actors: Sequence[Actor], held: Days, issue: Issue) -> list[dict[str, Any]]:
    """The lanes as rows of a table."""
    return [
        {"actor": name(actor), "code": actor.code, "kind": actor.kind, "from": item.start, "to": item.end,
         "position": issue.position(item.position).name if item.position else "divided",
         "basis": HOLDS[item.basis], "latest words": item.stated, "old": "yes" if item.old else "no"}
        for row, actor in enumerate(actors)
        for item in _stretches(held, row)
    ]  # fmt: skip
