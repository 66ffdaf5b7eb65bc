"""The dashboard: page set-up, the shared filters and their address, the navigation.

Start it with ``streamlit run app.py`` (data of your own: ``-- --snapshot DIR``). Streamlit imports this
file once for ``app``, which adds the readiness address to its server, and runs it as a script for every
visitor.
"""

import sys

import streamlit as st

from stance.errors import InputError
from stance.pages import collected, filters, frame, look, opened, reviewed, share
from stance.serving import lifespan, routes, take

# Spawned processes read this file too, with the arguments of whoever spawned them.
take([] if __name__ == "__mp_main__" else sys.argv)
app = st.App(__file__, routes=routes(), lifespan=lifespan)


def main() -> None:
    """One run for one visitor."""
    st.set_page_config(page_icon="static/icon.png", layout="wide")
    look.put()
    # Those of the first group stand in the masthead, the others behind its button.
    groups = {
        "See": [
            st.Page("stance/pages/map.py", title="Map", url_path="map", default=True),
            st.Page("stance/pages/timeline.py", title="Timeline", url_path="timeline"),
            st.Page("stance/pages/compare.py", title="Compare", url_path="compare"),
            st.Page("stance/pages/changes.py", title="Changes", url_path="changes"),
            st.Page("stance/pages/statements.py", title="Statements", url_path="statements"),
        ],
        "Look closer": [
            st.Page("stance/pages/alignment.py", title="Alignment", url_path="alignment"),
            st.Page("stance/pages/votes.py", title="Votes", url_path="votes"),
            st.Page("stance/pages/brief.py", title="Brief", url_path="brief"),
            st.Page("stance/pages/landscape.py", title="Landscape", url_path="landscape"),
            st.Page("stance/pages/trackers.py", title="Trackers", url_path="trackers"),
        ],
        "Take part": [
            st.Page("stance/pages/add_sources.py", title="Add sources", url_path="add-sources"),
            st.Page("stance/pages/review.py", title="Review", url_path="review"),
            st.Page("stance/pages/issues.py", title="Issues", url_path="issues"),
        ],
        "About": [
            st.Page("stance/pages/method.py", title="Method", url_path="method"),
        ],
    }
    page = st.navigation(groups, position="hidden")
    st.set_page_config(page_title=f"{page.title} · Stance")
    try:
        frame.snapshot()
    except InputError as error:
        # The first visitor of a fresh copy reads what mends it, not a blank page.
        st.error(f"The data cannot be opened. {error}")
        st.stop()
    reviewed.catch_up()
    frame.adopt_address()
    frame.begin(page.title)
    place = None if look.embedded() else look.masthead(groups, page)
    reviewed.warn()
    collected.banner()
    # A control that changes nothing on a page is not shown there.
    if place and page.title != "Issues":
        filters.show(
            page.title in ("Map", "Timeline", "Compare", "Changes", "Brief"),
            page.title not in ("Trackers", "Add sources", "Method"), page.title != "Compare",
            page.title in ("Alignment", "Votes"),
        )  # fmt: skip
    page.run()
    opened.show(frame.snapshot())
    if place:
        share.show(place, frame.snapshot(), page.title)
    look.footer()
    frame.write_address()


if __name__ == "__main__":
    main()
