"""The control of time: a slider by month and a button that plays it.

The server moves the date a month at a time and draws the page's body anew; the address and the filters
above follow when the play is paused, so that going back does not lead through every month.
"""

from collections.abc import Callable

import streamlit as st

from stance import atlas
from stance.pages import frame

SECONDS = 1.4


def player(head: Callable[[], None], body: Callable[[], None]) -> None:
    """Draw ``head``, the controls of time and ``body``; while playing only these are drawn anew."""
    playing = bool(st.session_state.get("map_playing"))
    steps = atlas.months(*frame.known().span(frame.view().issue))

    @st.fragment(run_every=SECONDS if playing else None)
    def scene() -> None:
        if st.session_state.pop("map_drawn", False):
            _again(steps, playing)
        head()
        _controls(steps, playing)
        body()
        st.session_state["map_drawn"] = True

    # The first drawing belongs to the whole page; later ones are the fragment's own.
    st.session_state["map_drawn"] = False
    scene()


def _again(steps: list[str], playing: bool) -> None:
    """The fragment runs by itself: a tick of the play, or a change that the whole page must follow."""
    if not playing:
        if st.session_state.get("view_changed"):
            st.rerun()
        return
    later = [day for day in steps if day > frame.view().date]
    if not later or not st.session_state.get("map_playing"):
        st.session_state["map_playing"] = False
        st.rerun()
    frame.change(date=later[0])


def _controls(steps: list[str], playing: bool) -> None:
    day = frame.view().date
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="player"):
        st.button(
            "Pause" if playing else "Play", key="map_play", on_click=_toggle, args=(steps,), width=110,
            icon=":material/pause:" if playing else ":material/play_arrow:",
        )  # fmt: skip
        key = frame.seed("map_month", day)
        st.select_slider(
            "Day", sorted({*steps, day}), key=key, format_func=frame.day, disabled=playing,
            on_change=lambda: frame.change(date=st.session_state[key]), label_visibility="collapsed",
        )  # fmt: skip


def _toggle(steps: list[str]) -> None:
    playing = not st.session_state.get("map_playing")
    st.session_state["map_playing"] = playing
    # Played from its end the film begins anew; marked as a change so that the whole page runs.
    again = playing and frame.view().date >= steps[-1]
    frame.change(date=steps[0] if again else frame.view().date)
