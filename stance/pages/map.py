"""Who holds which position on a chosen day: the map, its key, the words behind a colour, what changed."""

import streamlit as st

from stance import atlas, counting, countries
from stance.figures.world import REGIONS, world
from stance.pages import filters, frame, place, presets, welcome
from stance.pages.player import player
from stance.pages.tables import beside

snapshot = frame.snapshot()


def open_clicked() -> None:
    """Open the words of the country that was clicked; a second click closes them."""
    points = frame.clicked("map_world")
    code = points and (points[-1].get("location") or points[-1].get("customdata"))
    if isinstance(code, list):
        code = code[0]
    if code:
        frame.change(opened="" if code == frame.view().opened else code)


def head() -> None:
    """The title above the controls of time."""
    st.title(f"Where states stand on {frame.day(frame.view().date)}")
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        frame.basis()
        frame.choose("region", "Part of the world", {key: name for key, (name, *_) in REGIONS.items()})
    with st.container(horizontal=True, gap="medium", key="map_rules"):
        filters.in_force(frame.view().rules())
        presets.links(frame.view())


def body() -> None:
    """Everything that moves with the date."""
    view = frame.view()
    issue, rules = snapshot.issues[view.issue], view.rules()
    found = frame.cached(snapshot, atlas.places, view.on_date(), rules)
    states = [item for item in found if countries.is_state(item.code)]
    bodies = [item for item in found if countries.is_organisation(item.code)]
    scope = counting.scope(snapshot, view.on_date())
    whole = place.states(scope)
    left, right = st.columns([5, 1], gap="medium")
    with left:
        st.markdown(place.key(issue, states, whole, view))
        if said := place.faint(issue, states):
            st.caption(said)
        figure = world(
            found, issue, dark=frame.is_dark(), name=frame.name, opened=view.opened,
            region=view.pick("region"), scope=scope, touch=frame.is_touch(),
        )  # fmt: skip
        frame.chart(
            figure, key="map_world", alt=place.alt(issue, states, whole, view.date), on_select=open_clicked,
            height="stretch", name="Map", legend=place.shades(issue, found),
        )  # fmt: skip
        st.caption(place.reading(rules))
    with right:
        place.organisations(issue, bodies)
    place.chooser()
    if view.opened:
        place.words(snapshot, view)
    place.changes(snapshot, view)
    rows = place.rows(issue, found)
    beside("The map as a table", rows, "map_table", f"positions-{view.issue}-{view.date}-{snapshot.id}")
    st.caption(place.LIMITS)


welcome.show(snapshot)
player(head, body)
