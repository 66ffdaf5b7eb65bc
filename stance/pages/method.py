"""How it is done: the codebook, finding and coding statements, accuracy, limits, terms, licences."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from stance import method
from stance.coding.lexicon import words
from stance.pages import accuracy, codebook, frame
from stance.pages.evidence import escape
from stance.records import Issue
from stance.snapshot import Snapshot

# Heading and anchor of each part, in the order of the page.
PARTS = {
    "codebook": "The codebook",
    "finding": "From a text to statements",
    "coding": "From a statement to a position",
    "standing": "From positions to a standing",
    "landscape": "Nearness and clusters",
    "search": "Search",
    "accuracy": "How often the coding is right",
    "limits": "What it cannot show",
    "terms": "The terms",
    "data": "The data, and how to cite them",
    "host": "Licences, and running it yourself",
}
TABLES = {
    "documents": "sources", "statements": "statements", "codings": "codings", "rollcalls": "roll calls",
    "votes": "votes", "blocs": "memberships of blocs", "events": "dated events",
}  # fmt: skip
# Lines longer than this tire the eye.
MEASURE = 760


def page() -> None:
    """The whole page, one part after the other."""
    snapshot, issue = frame.snapshot(), frame.snapshot().issues[frame.view().issue]
    st.title("Method")
    st.markdown(
        "Reports and records go in. Statements are found in them and attributed to whoever made them; "
        "each is coded to one position by a written codebook, by a person or by a model; and what the "
        "map, the timeline and the landscape show are counts of these. Every colour opens the words "
        "behind it."
    )
    contents, text = st.columns([1, 3], gap="large")
    with contents:
        st.markdown("  \n".join(f"[{title}](#{anchor})" for anchor, title in PARTS.items()))
    with text, st.container(width=MEASURE):
        _parts(snapshot, issue)


def _parts(snapshot: Snapshot, issue: Issue) -> None:
    _part("codebook")
    codebook.show(snapshot, issue)
    _finding()
    _coding(issue)
    _part("standing")
    st.markdown(method.said_by("stance.positions") + " " + method.said_by("stance.counting", "A state"))
    _part("landscape")
    st.markdown(method.said_by("stance.clusters", "- Vectors"))
    _part("search")
    st.markdown(
        "Statements are found by their words and, where the reader asks for it, also by their meaning: by "
        "how near their vectors lie to that of the question. " + method.said_by("stance.search")
    )
    _part("accuracy")
    accuracy.show(snapshot, issue)
    _part("limits")
    st.markdown("\n".join(f"- {line}" for line in method.LIMITS))
    _terms()
    _data(snapshot)
    _host()


def _part(anchor: str) -> None:
    st.header(PARTS[anchor], anchor=anchor)


def _finding() -> None:
    _part("finding")
    st.markdown(
        "A text is read as it is; menus, captions and footers of web pages are left out. Direct, "
        "indirect and mixed speech is found by its words of saying and by quotation marks, and each "
        "statement keeps the exact place of its words. The speaker is taken from the text, pronouns and "
        "titles included, and looked up in a dated registry of offices: a former minister does not speak "
        "for the government. Records and tables that say themselves who speaks are read as they say."
    )
    st.markdown("**The same words in several sources.** " + method.said_by("stance.duplicates"))


def _coding(issue: Issue) -> None:
    _part("coding")
    listed = " and what the words say that are listed for this question" if words(issue.id) else ""
    st.markdown(
        "A small language model, the *first reader*, reads of each concept whether the words support it, "
        "oppose it or are silent. It was taught English and reads no other language. Beside its reading "
        f"{'stand' if listed else 'stands'} the sentence's vector{listed}. Learnt weights bring these "
        "together, calibrated on statements left out, and say how likely each position is; the likeliest is "
        "shown with the words that decided it. A person who reads the statement outranks it. A statement in "
        "a table that a person has coded keeps that coding."
    )
    st.markdown(method.said_by("stance.review.decisions"))
    st.markdown(method.said_by("stance.embedding", "What a vector"))


def _terms() -> None:
    _part("terms")
    with st.grid(2, min_column_width=340, gap=("small", "large")):
        for term, meaning in method.GLOSSARY:
            st.markdown(f"**{term}.** {meaning}")


def _data(snapshot: Snapshot) -> None:
    _part("data")
    counts = snapshot.manifest["counts"]
    held = [f"{counts[table]:,} {name}" for table, name in TABLES.items() if counts.get(table)]
    known = frame.known()
    st.markdown(
        f"Data version **{escape(snapshot.id)}**: {', '.join(held)}. Statements from "
        f"{frame.day(known.first)} to {frame.day(known.last)}. Made from "
        f"{len(snapshot.manifest.get('inputs', {}))} files, each known by its hash in the manifest; "
        f"wording compared by {escape(str(snapshot.manifest.get('model', 'no model')))}."
    )
    day = frame.day(dt.date.today().isoformat())
    st.markdown("To cite the data as they stand:")
    st.code(f"Stance. Who holds which position, since when, in whose words. Data version {snapshot.id}, "
            f"retrieved {day}.", language=None, wrap_lines=True)  # fmt: skip
    st.markdown(
        "The address of a page holds the question, the day and the filters. Together with the data "
        "version it shows another reader what you saw. Every downloaded file names both."
    )


def _host() -> None:
    _part("host")
    st.markdown(
        "- **Code**: MIT licence.\n- **Tables, codings and paraphrases**: CC BY 4.0. Quoted words remain "
        "those of their speakers and stand here with their source; votes and dates are public record.\n- "
        "**Outlines of countries**: United Nations geodata as packaged with plotly.js (MIT). Boundaries "
        "and names imply no endorsement.\n- **Typefaces**: Source Sans and Source Serif, SIL Open Font "
        "License."
    )
    st.markdown("To run it on your own machine, with your own data, or for others:")
    # Wrapped, the lines need no scrolling, which the keyboard could not do here.
    st.code("# this dashboard, on port 8501\nmake run\n\n"
            "# a data version of your own, and the dashboard on it\n"
            "python -m stance build --sources FOLDER --out DATA\nSTANCE_SNAPSHOT=DATA make run\n\n"
            "# the same in a container\n"
            "docker build -t stance .\ndocker run -p 8501:8501 stance",
            language="bash", wrap_lines=True)  # fmt: skip
    st.markdown(
        "It needs no graphics card, sends nothing to anybody, and asks no other host for anything. "
        "`/api/ready` says whether the data can be read. Several copies behind one address need sessions "
        "that stay with their copy."
    )


page()
