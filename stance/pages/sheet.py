"""The parts of a brief's page: whom it is on, its sentences, the numbered sources, its files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from stance import briefs
from stance.briefs import Brief, Sentence, Source
from stance.pages import evidence, frame
from stance.pages.evidence import escape
from stance.snapshot import Snapshot
from stance.view import View

WHOLE = "The question as a whole"


def chooser() -> str:
    """A list of all countries and organisations; empty is the question as a whole."""
    codes = sorted(
        (code for code in frame.known().lists["countries"] if code),
        key=lambda code: frame.name(code).casefold(),
    )
    held = frame.view().opened
    key = frame.seed("brief_of", held or None)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom", key="brief_choices"):
        st.selectbox(
            "A brief on", codes, index=None, key=key, format_func=frame.name, placeholder=WHOLE, width=420,
            on_change=lambda: frame.change(opened=st.session_state[key] or ""),
        )  # fmt: skip
        frame.basis()
    return held


def brief(snapshot: Snapshot, view: View, country: str) -> Brief:
    """The brief of the chosen country, or of the question, up to the chosen day."""
    if country:
        return frame.cached(snapshot, briefs.of_country, view.on_date(), view.rules(), country)
    return frame.cached(snapshot, briefs.of_issue, view.on_date(), view.rules())


def downloads(made: Brief, name: str) -> None:
    """The brief as files; the page prints on paper."""
    with st.container(horizontal=True, key="brief_files"):
        for form, label, mime, bytes_of in (
            ("html", "Page to print (HTML)", "text/html", briefs.as_html),
            ("md", "Markdown", "text/markdown", briefs.as_markdown),
        ):
            st.download_button(
                label, data=partial(bytes_of, made), file_name=f"{name}.{form}", mime=mime,
                key=f"brief_{form}", on_click="ignore",
            )  # fmt: skip


def sentences(made: Brief) -> None:
    """The sections; numbers in brackets are those of the list below."""
    with st.container(key="brief_sentences", gap="xsmall"):
        for section in made.sections:
            st.header(section.heading)
            st.markdown("\n\n".join(f"{escape(one.text)}{_numbers(made, one)}" for one in section.sentences))


def _numbers(made: Brief, sentence: Sentence) -> str:
    held = [str(made.number[key]) for key in sentence.cites if key in made.number]
    return f"\u00a0:small[\\[{', '.join(held)}\\]]" if held else ""


def sources(made: Brief) -> None:
    """Each statement and roll call that a sentence cites, with where it is found."""
    st.header(f"Sources ({len(made.sources)})")
    if not made.sources:
        st.caption("There is nothing to cite.")
        return
    lines = [f"{place}. {_entry(source)}" for place, source in enumerate(made.sources, start=1)]
    st.markdown("\n".join(lines))


def _entry(source: Source) -> str:
    return f"{escape(source.by)}: {escape(source.text)} :small[{evidence.link(source.where, source.url)}]"
