"""Every statement, found by words, by meaning and by filter, with its source and the whole evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import streamlit as st

from stance.addresses import web_address
from stance.errors import InputError
from stance.filters import Filters
from stance.pages import added, download, evidence, frame, tables
from stance.pages.evidence import escape
from stance.records import Issue, digest
from stance.search import asked, search
from stance.snapshot import Snapshot
from stance.view import plain_words

READ_PAGE, TABLE_PAGE = 10, 50
# A search lists its best; more than this is a filter's work.
MOST = 200
Row = dict[str, Any]


def page() -> None:
    """The whole page: search, count, files, and the statements one by one."""
    snapshot, view = frame.snapshot(), frame.view()
    st.title("Statements")
    meaning, shape = _controls()
    filters = view.filters(positions=True)
    found = _search(snapshot, filters, view.words, meaning) if view.words else None
    total = len(found) if found is not None else frame.cached(snapshot, evidence.count, filters)
    _summary(snapshot, filters, found, total)
    _own(filters, view.words)
    size = READ_PAGE if shape == "read" else TABLE_PAGE
    at = _page_number(filters, view.words, meaning, total, size)
    if found is not None:
        shown = found[at : at + size]
    else:
        shown = frame.cached(snapshot, evidence.find, filters, size, at)
    if not shown:
        st.info("No statement fits. Clear a filter, or search for fewer words.")
    elif shape == "read":
        with st.grid(2, min_column_width=420, gap=("small", "large")):
            for row in shown:
                evidence.card(snapshot, row, "statements")
    else:
        _table(snapshot.issues[filters.issue], shown)


def _controls() -> tuple[bool, str]:
    view, issue = frame.view(), frame.snapshot().issues[frame.view().issue]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="statements_controls"):
        key = frame.seed("statements_words", view.words)
        st.text_input(
            "Search", key=key, max_chars=300, placeholder="Words, “a phrase”, or what is meant", width=380,
            on_change=lambda: frame.change(words=plain_words(st.session_state[key] or "")),
        )  # fmt: skip
        find = frame.choose("find", "Find by", {"words": "Words", "meaning": "Words and meaning"})
        with st.container(width=300):
            names = {position.id: position.name for position in issue.positions}
            frame.several("positions", "Position", tuple(names), names.__getitem__)
        shape = frame.choose("list", "Show as", {"read": "Text", "table": "Table"})
    return find == "meaning", shape


def found_by_search(snapshot: Snapshot, filters: Filters, words: str, meaning: bool) -> list[Row]:
    """The best statements for a search, at most ``MOST``."""
    return search(snapshot, filters, words, limit=MOST, meaning=meaning)


def _search(snapshot: Snapshot, filters: Filters, words: str, meaning: bool) -> list[Row]:
    if not meaning:
        return frame.cached(snapshot, found_by_search, filters, words, False)
    try:
        with st.spinner("Comparing meanings. The first search after a start takes about ten seconds."):
            return frame.cached(snapshot, found_by_search, filters, words, True)
    except InputError as error:
        st.error(f"Search by meaning does not work here, so these are found by words only. {error}")
        return frame.cached(snapshot, found_by_search, filters, words, False)


def counts(snapshot: Snapshot, filters: Filters) -> dict[str, int]:
    """Statements for each position under ``filters``."""
    where, values = filters.where()
    rows = snapshot.rows(
        f"SELECT position, count(*) AS n FROM coded s WHERE {where} GROUP BY 1",  # noqa: S608
        values,
    )
    return {row["position"]: row["n"] for row in rows}


def _summary(snapshot: Snapshot, filters: Filters, found: Sequence[Row] | None, total: int) -> None:
    """How many, of which positions, and the same as files."""
    words, issue = frame.view().words, snapshot.issues[filters.issue]
    by = Counter(row["position"] for row in found) if found is not None else None
    numbers = by if by is not None else frame.cached(snapshot, counts, filters)
    ids = [row["id"] for row in found] if found is not None else None
    many = f"{total:,} statement{'s' if total != 1 else ''}"
    said = f"The best {many} for" if total == MOST and found is not None else f"{many} for"
    # Who searches for a phrase has set the marks.
    shown = escape(words) if asked(words)[0] else f"“{escape(words)}”"
    head = f"{said} {shown}" if words else many
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="statements_count"):
        st.header(head, width="stretch")
        if total:
            name = f"stance-{filters.issue}-{snapshot.id}"
            download.buttons(lambda: download.rows(snapshot, filters, words, ids), name, "statements")
            if found is None:
                download.more(snapshot, filters, name, "statements")
    parts = [
        f"{evidence.dot(issue, position.id)} :small[{numbers[position.id]:,}]"
        for position in issue.positions
        if numbers.get(position.id)
    ]
    st.markdown(" &emsp; ".join(parts))


def _own(filters: Filters, words: str) -> None:
    """What this visitor has kept on the page Add sources; nobody else sees it."""
    kept = [row for row in added.kept() if added.fits(frame.snapshot(), row, filters, words)]
    if not kept:
        return
    many = f"{len(kept)} statement{'s' if len(kept) != 1 else ''}"
    with st.expander(f"{many} from your own sources, kept for this visit", key="statements_own"):
        st.caption(
            "Only you see these. They are in no number or file on this page: download them in Add sources."
        )
        evidence.show(frame.snapshot(), kept, "statements-own", opens=False)


def _page_number(filters: Filters, words: str, meaning: bool, total: int, size: int) -> int:
    """The offset of the page; another filter or search begins with the first."""
    pages = -(-total // size)
    if pages < 2:
        return 0
    key = f"statements_page_{digest(repr(filters), words, str(meaning), str(size))}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        # Left to itself in a row, the control with two pages shows only one of them.
        at = ((st.pagination(pages, key=key, width=84 + 36 * min(pages, 7)) or 1) - 1) * size
        last = min(at + size, total)
        order = "newest first"
        if words:
            order = "best first" if meaning else "those with most of the words first, then the newest"
        st.caption(f"{at + 1:,} to {last:,} of {total:,}, {order}")
    return at


def _table(issue: Issue, rows: Sequence[Row]) -> None:
    import pandas as pd

    names = {position.id: position.name for position in issue.positions}
    table = pd.DataFrame(
        {
            "Date": [frame.day(row["date"], row["date_precision"]) for row in rows],
            "Speaker": [row["speaker"] for row in rows],
            "Country": [frame.name(row["country"]) for row in rows],
            "Position": [names[row["position"]] for row in rows],
            "Words": [row["text"] for row in rows],
            "Coded by": [
                "person" if row["person"] else f"model, {row['coding_confidence']:.0%} sure" for row in rows
            ],
            "Source": [web_address(row["source_url"] or "") or None for row in rows],
            "Title": [row["source_title"] or row["publisher"] for row in rows],
        }
    )
    config = {
        "Speaker": st.column_config.TextColumn(width=170),
        "Position": st.column_config.TextColumn(width=150),
        "Words": st.column_config.TextColumn(width=400),
        "Source": st.column_config.LinkColumn(display_text=r"^https?://(?:www\.)?([^/]+)", width=140),
    }
    st.caption("Choose a row to open the statement with its context and coding.")
    tables.opening(
        table, [row["id"] for row in rows], "statements_row", column_config=config, height=460,
        alt="Statements, one a row; the chosen row opens with its evidence",
    )  # fmt: skip


page()
