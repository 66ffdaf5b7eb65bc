"""What was found in a visitor's sources, to be looked through, corrected, and kept or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from stance import adding, countries
from stance.adding import Found
from stance.errors import InputError
from stance.pages import added, frame
from stance.pages.evidence import escape
from stance.records import Issue

REVIEW, REFUSED, ROUND = "added_review", "added_refused", "added_round"
# Longer texts show only the paragraphs that hold a statement.
WHOLE_TEXT = 20_000


def begin(found: Iterable[Found], refused: Iterable[str]) -> None:
    """Put what was read before the visitor; what was there before is replaced.

    Only the visitor's own session holds it: no cache that others share ever sees it.
    """
    st.session_state[REVIEW] = tuple(found)
    st.session_state[REFUSED] = tuple(refused)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def show() -> None:
    """What was refused, and the statements found, to be corrected and kept."""
    for problem in st.session_state.get(REFUSED, ()):
        st.error(escape(problem))
    found: tuple[Found, ...] = st.session_state.get(REVIEW, ())
    rows = [row for one in found for row in one.rows]
    if not rows:
        return
    issue = frame.snapshot().issues[frame.view().issue]
    many = f"{len(rows)} statement{'s' if len(rows) != 1 else ''}"
    st.header(f"{many} found")
    start = 1
    for one in found:
        if one.text:
            with st.expander(
                f"The text of {escape(one.name)}, with its statements marked", key=f"added_{start}"
            ):
                _marked(one, start)
        for note in one.notes:
            st.caption(f"{escape(one.name)}: {escape(note)}")
        start += len(one.rows)
    st.markdown(
        "Correct what is wrong in the table: speaker, country, date and position can be changed. Take the "
        "tick away from what you do not want."
    )
    edited = _editor(rows, issue)
    with st.container(horizontal=True):
        if st.button("Keep for this visit", key="added_keep"):
            _keep(rows, edited, issue)
        st.button("Discard", key="added_discard", on_click=_discard)


def _editor(rows: Sequence[dict[str, Any]], issue: Issue) -> list[dict[str, Any]]:
    """The table to correct; returns its rows as they stand."""
    import pandas as pd

    names = {position.id: position.name for position in issue.positions}
    codes = sorted(countries.places(), key=frame.name)
    table = pd.DataFrame(
        {
            "keep": [True] * len(rows),
            "number": range(1, len(rows) + 1),
            "text": [row["text"] for row in rows],
            "position": [row["position"] for row in rows],
            "sure": [round(row["coding_confidence"], 2) for row in rows],
            "because": [row["because"] for row in rows],
            "speaker": [row["speaker"] for row in rows],
            "country": [row["country"] or None for row in rows],
            "date": [dt.date.fromisoformat(row["date"]) if row["date"] else None for row in rows],
        }
    )
    config = {
        "keep": st.column_config.CheckboxColumn("Keep", width=60),
        "number": st.column_config.NumberColumn("No", width=50, disabled=True),
        "text": st.column_config.TextColumn("Words", width=340, disabled=True),
        "position": st.column_config.SelectboxColumn(
            "Position",
            options=list(names),
            format_func=lambda value: names[str(value)],
            required=True,
            width=170,
        ),
        "sure": st.column_config.NumberColumn("Sure", format="percent", disabled=True, width=70),
        "because": st.column_config.TextColumn("Decided by", disabled=True, width=140),
        "speaker": st.column_config.TextColumn("Speaker", max_chars=adding.MAX_NAME, width=140),
        "country": st.column_config.SelectboxColumn(
            "Country", options=codes, format_func=lambda value: frame.name(str(value)), width=120
        ),
        "date": st.column_config.DateColumn(
            "Date", max_value=dt.date.today(), format="YYYY-MM-DD", width=110
        ),
    }
    edited = st.data_editor(
        table, hide_index=True, column_config=config, key=f"added_table_{st.session_state[ROUND]}",
        alt="The statements found, one a row, to be corrected",
    )  # fmt: skip
    return [dict(row) for row in edited.to_dict("records")]


def _keep(rows: Sequence[dict[str, Any]], edited: Sequence[dict[str, Any]], issue: Issue) -> None:
    """Keep the ticked rows as corrected; a value outside the lists is refused and its row stays as it was."""
    made, refused = [], []
    for row, changes in zip(rows, edited, strict=True):
        if not changes["keep"]:
            continue
        try:
            made.append(adding.corrected(row, issue, _plain(changes)))
        except InputError as error:
            refused.append(str(error))
            made.append(dict(row))
    left = added.keep(made)
    if left:
        refused.append(
            f"{left} did not fit: a visit keeps {added.MAX_KEPT:,} statements. Download and forget some."
        )
    _discard()
    st.session_state[REFUSED] = tuple(refused)
    st.rerun()


def _plain(changes: Mapping[str, Any]) -> dict[str, str]:
    """The cells that can be corrected as text; an empty cell of any sort is empty text."""
    cells = {name: changes[name] for name in ("position", "speaker", "country")}
    plain = {name: value if isinstance(value, str) else "" for name, value in cells.items()}
    return {**plain, "date": _iso(changes["date"])}


def _iso(value: object) -> str:
    """A cell of the table as an ISO date; empty where there is none."""
    return value.isoformat()[:10] if isinstance(value, dt.date) and value == value else ""  # noqa: PLR0124 - NaT


def _discard() -> None:
    st.session_state[REVIEW], st.session_state[REFUSED] = (), ()


def marked_paragraphs(found: Found, start: int) -> Iterable[str]:
    """The text by paragraph as markdown, each statement set off and numbered as in the table."""
    text, whole, skipped = found.text, len(found.text) <= WHOLE_TEXT, 0
    spans = _spans(found, start)
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        inside = [(max(a, at), min(b, end), n) for a, b, n in spans if a < end and b > at]
        if line.strip() and (inside or whole):
            if skipped:
                yield f":gray[{skipped} paragraphs without a statement are left out]"
                skipped = 0
            yield _paragraph(text, at, end, inside)
        elif line.strip():
            skipped += 1
        at = end + 1


def _spans(found: Found, start: int) -> list[tuple[int, int, str]]:
    """Spans of the text with the numbers of the statements that share them; what overlaps is one span."""
    merged: list[tuple[int, int, str]] = []
    numbered = [(row["char_start"], row["char_end"], start + i) for i, row in enumerate(found.rows)]
    for a, b, number in sorted(item for item in numbered if 0 <= item[0] < item[1]):
        if merged and a < merged[-1][1]:
            first, last, numbers = merged[-1]
            merged[-1] = (first, max(last, b), f"{numbers}, {number}")
        else:
            merged.append((a, b, str(number)))
    return merged


def _paragraph(text: str, at: int, end: int, inside: Sequence[tuple[int, int, str]]) -> str:
    parts = []
    for a, b, numbers in inside:
        parts.append(escape(text[at:a]))
        parts.append(f":primary-background[{escape(text[a:b])}] :small[**{numbers}**]")
        at = b
    parts.append(escape(text[at:end]))
    return " ".join(part for part in parts if part)


def _marked(found: Found, start: int) -> None:
    with st.container(height=420, border=False, key=f"added_text_{start}"):
        for paragraph in marked_paragraphs(found, start):
            st.markdown(paragraph)
