"""Taking a view along: its address, its citation, its pictures, a frozen copy, a frame for other sites."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from stance import citing, frozen
from stance import view as views
from stance.citing import Cited
from stance.figures.style import colours, ink
from stance.pages import frame, look
from stance.snapshot import Snapshot
from stance.view import View
from stance.written import day

_ROOT = '<div id="share"></div><p id="status" role="status" aria-live="polite"></p>'
_CSS = """
#share div { display: flex; gap: .5rem; align-items: center; padding: .2rem 0; }
#share span { flex: 1; }
button { font: inherit; color: var(--st-link-color); background: none; cursor: pointer;
  border: 1px solid currentColor; border-radius: 2px; padding: .25rem .8rem; min-height: 1.9rem; }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
p { margin: .2rem 0; min-height: 1.3em; color: var(--st-gray-text-color); }
"""
_SCRIPT = Path(__file__).with_name("share.js").read_text(encoding="utf-8")
_share = st.components.v2.component("stance_share", html=_ROOT, css=_CSS, js=_SCRIPT)


def show(place: Any, snapshot: Snapshot, page: str) -> None:  # noqa: ANN401 - a container of Streamlit
    """The button that opens all of it, in ``place``, made when the page's charts are known."""
    with place, st.popover("Share", type="tertiary", key="share_open"):
        view, charts = frame.view(), frame.drawn()
        if st.session_state.get("map_playing"):
            st.info("Pause the map to share what it shows.")
            return
        if frame.shows_own():
            st.info("This is your own collection: the link shows others the data of this site. Give them the "
                    "zip file of Add sources, or a frozen copy.")  # fmt: skip
        address = citing.link(st.context.url or "", views.address(view))
        question, today = snapshot.issues[view.issue].title, dt.date.today()
        cited = Cited(page, question, citing.chosen(frame.applied()), look.version(snapshot), address, today)
        _share(key="share_tools", data=_data(snapshot, view, cited, charts))
        st.markdown("**Cite this view**")
        st.code(cited.text(), language=None, wrap_lines=True)
        st.code(cited.bibtex(), language=None, wrap_lines=True)
        _take(snapshot, frame.applied())
        st.markdown("**Show it on another site**")
        st.code(snippet(address), language=None, wrap_lines=True)


def snippet(address: str) -> str:
    """The lines that put the view into another page, without masthead and filters."""
    source = html.escape(f"{address}&embed=true" if "?" in address else f"{address}?embed=true")
    return f'<iframe src="{source}" title="Stance" width="100%" height="760" style="border:0"></iframe>'


def _take(snapshot: Snapshot, view: View) -> None:
    st.markdown("**Keep a copy**")
    st.caption(
        "One file with the map, the timeline and the statements of this view. It opens in any browser, "
        "without a server or the internet (6 MB)."
    )
    made = partial(frozen.page, snapshot, view.filters(positions=True), view.date, view.rules())
    st.download_button(
        "Frozen copy (HTML)", data=made, file_name=f"stance-{view.issue}-{view.date}-{snapshot.id}.html",
        mime="text/html", key="share_frozen", on_click="ignore",
    )  # fmt: skip


def _data(snapshot: Snapshot, view: View, cited: Cited, charts: Sequence[frame.Drawn]) -> dict[str, Any]:
    """What a picture says of itself beside its chart: everything is text."""
    issue, dark = snapshot.issues[view.issue], frame.is_dark()
    look, palette = ink(dark), colours(issue, dark)
    return {
        "page": cited.page,
        "lines": [issue.question, f"Day {day(view.date)}. Filters: {cited.chosen}"],
        "foot": f"Stance, data version {cited.version}, retrieved {day(cited.seen.isoformat())}.",
        "legend": [{"colour": palette[p.id], "label": p.name} for p in issue.positions],
        "charts": [
            {"key": one.key, "name": one.name, "said": one.said,
             "legend": [{"colour": colour, "label": label} for colour, label in one.legend]}
            for one in charts
        ],
        "paper": look.paper, "ink": look.text, "soft": look.soft,
        "file": f"stance-{view.issue}-{view.date}-{snapshot.id}",
    }  # fmt: skip
