"""How positions moved: statements by stretch of time, states by position, a lane for each actor."""

import streamlit as st

from stance.pages import evidence, filters, frame, moments
from stance.pages.tables import beside

SHOW = {"statements": "Statements", "standings": "States by position", "lanes": "Who shifted"}
BY = {"all": "Together", "country": "By country", "speaker": "By speaker", "bloc": "By bloc"}
WIDTH = {"month": "Month", "week": "Week", "quarter": "Quarter"}
MEASURE = {"counts": "Counts", "shares": "Shares"}

snapshot, view = frame.snapshot(), frame.view()
issue = snapshot.issues[view.issue]

st.title("How positions moved")
with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="timeline_choices"):
    show = frame.choose("show", "Show", SHOW)
    if show != "standings":
        # A lane is an actor's: "together" has none.
        frame.choose("by", "Rows", BY if show == "statements" else {k: BY[k] for k in BY if k != "all"})
    if show != "lanes":
        frame.choose("bin", "A bar for each", WIDTH)
        frame.choose("measure", "Measure", MEASURE)
    if show == "standings":
        frame.basis()
if show == "standings":
    filters.in_force(frame.view().rules())

events = moments.events(snapshot, view)
drawn = {"statements": moments.statements, "standings": moments.standings, "lanes": moments.lanes}
picture = drawn[show](snapshot, frame.view(), events)
if sum(picture.totals.values()):
    st.markdown(moments.key(issue, picture))
    frame.chart(picture.figure, key=f"timeline_{show}", alt=picture.alt, on_select=moments.opener(show),
                name=SHOW[show])  # fmt: skip
    st.caption(f"{picture.note} The dotted line is the day chosen above.")
else:
    st.info(
        "No statement found under these filters. That is not the same as no position. Clear a filter above, "
        "or choose a longer period."
    )
moments.opened(snapshot, frame.view(), show)

left, right = st.columns(2, gap="large")
with left, st.expander(f"The events above the chart ({len(events)})"):
    frame.several("events", "Kinds of event", frame.known().lists["events"], moments.plain)
    for event in events:
        source = evidence.link(event["source"], event["source_url"])
        st.markdown(f"{frame.day(event['date'])} · {evidence.escape(event['label'])} :small[{source}]")
with right:
    beside(
        "The chart as a table", picture.rows, "timeline_table", f"timeline-{view.issue}-{show}-{snapshot.id}"
    )
silence = " A stretch without bars is one without statements found, not one of silence."
st.caption(
    "What this chart cannot show: how often somebody spoke depends on which sources are in the data."
    + (silence if show == "statements" else "")
)
