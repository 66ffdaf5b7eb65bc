"""The masthead, and the few rules of style that the theme cannot say.

The rules are fixed text: nothing from a source comes near them.
"""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from stance import citing
from stance import view as views
from stance.pages import frame
from stance.review import laying
from stance.snapshot import Snapshot
from stance.written import many

_STYLE = """
<style>
.stMain h1 { letter-spacing: -.012em; padding-bottom: .7rem; }
.st-key-map_bodies button, .st-key-map_shifts button {
  text-align: left; justify-content: flex-start; min-height: 0; }
/* The map keeps its shape at every width; its figure has no height of its own. */
.st-key-map_world, .st-key-map_world [data-testid="stPlotlyChart"] { height: clamp(200px, 33vw, 620px); }
.st-key-masthead { border-bottom: 1px solid currentColor; padding-bottom: .35rem; }
.st-key-masthead [data-testid="stMarkdown"] p {
  font: 700 1.35rem/1.2 "Source Serif", serif; letter-spacing: -.02em; }
.st-key-masthead_first { display: none; }
@media (max-width: 760px) {
  .st-key-masthead { flex-wrap: nowrap; }
  .st-key-masthead_row { display: none; }
  .st-key-masthead_first { display: flex; } }
.st-key-filters [data-testid="stMarkdown"] p {
  font: italic 1.2rem/1.3 "Source Serif", serif; min-width: 15rem; }
.st-key-filters [data-testid="stDateInput"] label { display: none; }
@media (max-width: 640px) {
  [data-testid="stMarkdownContainer"] table { width: 100%; font-size: .75rem; overflow-wrap: break-word; }
  [data-testid="stMarkdownContainer"] :is(td, th) { padding: .2rem; min-width: 0; }
  [class*="st-key-"]:is([class*="_choices"], [class*="_controls"], .st-key-map_rules) { row-gap: .6rem; }
  /* Choices in a row of their own would run out of a telephone. */
  [data-testid="stButtonGroup"] div:has(> button) { flex-wrap: wrap; }
}
.st-key-brief_sentences [data-testid="stMarkdown"] p {
  font: 1.08rem/1.55 "Source Serif", serif; max-width: 46rem; margin-bottom: .45rem; }
@media print {
  .st-key-masthead, .st-key-filters, .st-key-brief_files, .st-key-brief_choices { display: none; } }
/* What looks like words of the text and is a button says so. */
[data-testid="stButton"] button[kind="tertiary"] p {
  text-decoration: underline; text-underline-offset: .2em; }
:is(.st-key-map_bodies, .st-key-map_shifts) button p { text-decoration: none !important; }
[data-testid="stMultiSelectTagsContainer"] [data-tag] {
  background: transparent; color: inherit; border: 1px solid currentColor; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { opacity: 1; }
[class*="st-key-words-"] { padding-bottom: 1.2rem; }
[class*="st-key-words-"] blockquote {
  margin: .15rem 0 .3rem 0; padding: 0 0 0 .9rem; border-left: 2px solid currentColor;
  color: inherit; opacity: 1; }
[class*="st-key-words-"] blockquote p {
  font: 1.12rem/1.5 "Source Serif", serif; max-width: 42rem; color: inherit; }
/* Each paragraph of a source runs as its own script does. */
[class*="st-key-words-"] p, [role="dialog"] p { unicode-bidi: plaintext; text-align: start; }
[class*="st-key-words-rtl-"] blockquote {
  direction: rtl; padding: 0 .9rem 0 0; border-left: 0; border-right: 2px solid currentColor; }
[class*="st-key-words-rtl-"] blockquote p { margin-left: auto; font-size: 1.25rem; }
:is([class*="st-key-words-"], .st-key-changes_log, .st-key-trackers_why) :is(summary, summary p) {
  color: inherit; opacity: 1; }
[class*="st-key-words-"] blockquote span { padding: .08em 0 !important; margin: 0 !important; }
/* Whoever asked their machine for less motion moves the day by hand, and nothing else moves. */
@media (prefers-reduced-motion: reduce) {
  .st-key-map_play { display: none; }
  *, *::before, *::after { animation: none !important; transition: none !important;
    scroll-behavior: auto !important; } }
</style>
"""


# On the light blue of a dark page's first button white letters could not be read.
_DARK = '<style>button[kind^="primary"] :is(p, span) { color: #15171a; }</style>'


def put() -> None:
    """Put the rules into the page."""
    st.html(_STYLE + (_DARK if frame.is_dark() else ""))


def embedded() -> bool:
    """Whether another site shows this page in a frame of its own (``?embed=true``)."""
    return bool(st.context.is_embedded)


def masthead(groups: Mapping[str, Sequence[Page]], page: Page) -> DeltaGenerator:
    """The name and the links to the pages; each link carries the view. Returns the place for what the whole
    page offers.

    The first group stands in a row, the others behind a button, which names ``page`` where it is one of them;
    on a telephone all are behind it.
    """
    first, *_ = groups
    behind = "More" if page in groups[first] else f"More: {page.title}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="masthead"):
        st.markdown("Stance", width="content")
        with st.container(horizontal=True, gap="small", width="stretch", key="masthead_row"):
            _links(groups[first])
        with st.popover(behind, type="tertiary", key="masthead_more"):
            for name, pages in groups.items():
                with st.container(gap=None, key=f"masthead_{'first' if name == first else name}"):
                    st.caption(name)
                    _links(pages)
        return st.container(width="content", key="masthead_share")


def _links(pages: Sequence[Page]) -> None:
    address = views.address(frame.view())
    for page in pages:
        st.page_link(page, query_params=address)


def footer() -> None:
    """Which data a reader saw: what a citation names."""
    snapshot = frame.snapshot()
    if embedded():
        there = citing.link(st.context.url or "", views.address(frame.view()))
        whole = f"[Open it with its filters and evidence](<{there}>)." if there else ""
        st.caption(f"Stance, data version {snapshot.id}. Each colour rests on dated, sourced words. {whole}")
        return
    counts = snapshot.manifest["counts"]
    others = frame.cached(snapshot, _by_others)
    apart = f" ({others:,} by others than governments and organisations, not counted)" if others else ""
    decided = frame.cached(snapshot, laying.decided)
    people = f", {decided:,} of them as people decided in review" if decided else ""
    st.space("medium")
    st.caption(
        f"Data version {snapshot.id}: {many(counts['statements'], 'statement')}{apart} in "
        f"{many(counts['documents'], 'source')}{people}. How they were found and coded: see Method.",
    )


def version(snapshot: Snapshot) -> str:
    """The data version with the number of people's decisions that are laid over it, if any."""
    decided = frame.cached(snapshot, laying.decided)
    return f"{snapshot.id} with {many(decided, 'decision')} of review" if decided else snapshot.id


def _by_others(snapshot: Snapshot) -> int:
    """Statements of people who speak for no government or organisation; no page counts them."""
    sql = "SELECT count(*) AS n FROM statements WHERE capacity NOT IN ('government', 'organisation')"
    return int(snapshot.rows(sql)[0]["n"])
