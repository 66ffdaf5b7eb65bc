"""What came of a visitor's collection: its report, its file, and the switch that shows it on every page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from stance import collecting
from stance.pages import frame
from stance.written import many

SHOWN = 500


def show() -> None:
    """The collection of this visit, with what was refused of it."""
    held = frame.own()
    if held is None:
        return
    made, counts = held.made, held.made.snapshot.manifest["counts"]
    sources = many(counts["documents"], "source")
    st.header(f"Your collection: {many(counts['statements'], 'statement')} in {sources}")
    st.caption(f"Data version {made.snapshot.id}. Only you see it, and it is removed after your visit.")
    with st.container(horizontal=True, gap="small"):
        if held.shown:
            st.button("Back to the data of this site", key="collected_back", on_click=_turn, args=(False,))
        else:
            st.button("Show this collection", key="collected_show", on_click=_turn, args=(True,),
                      disabled=not counts["statements"])  # fmt: skip
        _download("collected")
        st.button("Forget it", key="collected_forget", on_click=_forget)
    if made.refused:
        _report()
    with st.expander("How to open the file on your own machine", key="collected_how"):
        st.markdown("Unpack it, and in a copy of this project type")
        st.code(f"make run SNAPSHOT=stance-{made.snapshot.id}", language=None)
        for note in made.notes:
            st.text(note)


def _report() -> None:
    held = frame.own()
    refused = held.made.refused if held else ()
    st.subheader("One row or file could not be used" if len(refused) == 1 else
                 f"{len(refused):,} rows or files could not be used")  # fmt: skip
    rows = [
        {"File": row["file"], "Line": row["line"], "What is wrong": row["problem"],
         "What mends it": row["mend"]}
        for row in refused[:SHOWN]
    ]  # fmt: skip
    st.dataframe(rows, hide_index=True, alt="What was refused, by file and line, with what mends it")
    if len(refused) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(refused):,}; the file holds all.")
    st.download_button(
        "Download the report", data=lambda: collecting.report_csv(refused).encode("utf-8-sig"),
        file_name="refused.csv", mime="text/csv", key="collected_report", on_click="ignore",
    )  # fmt: skip


def banner() -> None:
    """On every page: that it shows the visitor's own collection, and the way back."""
    held = frame.own()
    if held is None or not held.shown:
        return
    size = many(held.made.snapshot.manifest["counts"]["statements"], "statement")
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="own_banner"):
        st.markdown(f"**Your own collection**, {size}. Only you see it, in this visit.", width="stretch")
        _download("banner")
        st.button("Back to the data of this site", key="banner_back", on_click=_turn, args=(False,))


def _download(key: str) -> None:
    held = frame.own()
    if held:
        st.download_button(
            "Download as zip", data=partial(collecting.pack, held.made.snapshot, held.made.refused),
            file_name=f"stance-{held.made.snapshot.id}.zip", mime="application/zip", key=f"{key}_zip",
            on_click="ignore",
        )  # fmt: skip


def _turn(shown: bool) -> None:
    held = frame.own()
    if held:
        frame.bring(held.made, shown)


def _forget() -> None:
    drop()
    frame.bring(None)


def drop() -> None:
    """Remove the collection of this visit from the disk."""
    held = frame.own()
    if held:
        held.made.forget()
