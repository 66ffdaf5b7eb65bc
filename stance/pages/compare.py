"""Two to six actors side by side: where each stood, how often they agree, in which words they differ."""

import streamlit as st

from stance import comparison, day_by_day, voices
from stance.pages import agreeing, compared, filters, frame
from stance.pages.evidence import escape
from stance.pages.tables import beside
from stance.voices import Actor

LIMITS = (
    "What this comparison cannot show: two who agree on a position may mean different things by it, and a "
    "day carried forward is not a day on which anybody spoke. Where few statements were found one of them "
    "may fill a long time."
)

snapshot, view = frame.snapshot(), frame.view()
issue = snapshot.issues[view.issue]


def side_by_side(actors: list[Actor]) -> None:
    """Everything about the chosen actors."""
    said_by, rules, key = compared.everything(view), view.rules(), tuple(actors)
    countries = frame.cached(snapshot, day_by_day.days, said_by, rules, "country")
    held = comparison.lines(snapshot, said_by, rules, actors, countries)
    said = frame.cached(snapshot, voices.words, said_by, rules, key)
    compared.lanes(snapshot, view, actors, held, said)
    compared.matrix(issue, view, actors, held, frame.cached(snapshot, comparison.tally, said_by, key))
    pairs = agreeing.agreement(actors, held, view)
    agreeing.neighbours(snapshot, actors, held, view)
    agreeing.differences(snapshot, view, actors, said)
    name = f"{view.issue}-{view.date}-{snapshot.id}"
    rows = compared.table(actors, held, issue)
    beside("The standings as a table", rows, "compare_table", f"compare-{name}")
    beside("Agreement as a table", pairs, "compare_pairs", f"agreement-{name}")
    st.caption(LIMITS)


st.title("Compare")
asked = compared.chosen(view)
chosen = asked[: comparison.MOST]
compared.chooser(chosen)
if len(asked) > len(chosen):
    left = ", ".join(escape(compared.name(actor)) for actor in asked[comparison.MOST :])
    st.caption(f"{len(asked)} were asked for and six are compared. Left out: {left}.")
if not filters.begins_late(view, "From, behind Filters"):
    frame.basis()
    filters.in_force(view.rules())
    if len(chosen) < comparison.FEWEST:
        compared.empty(snapshot, view, chosen)
    else:
        side_by_side(chosen)
