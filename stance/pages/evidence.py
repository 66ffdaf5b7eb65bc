"""The one way in which words are shown: verbatim, with speaker, date, source and how they were coded.

Words come from sources that nobody here controls. They reach the page only through ``escape``: every
sign that markdown could read is taken for itself, so nothing in them becomes a link, a picture, a
formula or colour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from stance.addresses import web_address
from stance.filters import Filters, with_ids
from stance.pages import frame
from stance.records import Issue
from stance.snapshot import Snapshot
from stance.written import form, in_marks

PER_PAGE = 8
KIND = {
    "official": "official page", "press": "press report", "un-record": "UN record",
    "un-press": "UN press coverage", "table": "table",
}  # fmt: skip
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# A word joiner, which nobody sees, keeps the page from making links, emails, pictograms and arrows out of
# plain text.
_JOINER = "\u2060"
_LIVE = re.compile(r"(?<=[:@])(?=\S)|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_COLUMNS = (
    "id, issue, date, date_precision, speaker, role, country, wording, quote_type, text, context, "
    "sources, position, coding_confidence, coder, person, because, condition, source_title, "
    "publisher, source_url, source_kind, venue, decided"
)


def escape(text: str) -> str:
    """Text that markdown shows exactly as it is, on one line."""
    plain = " ".join(str(text).split())
    return _SIGNS.sub(r"\\\1", _LIVE.sub(_JOINER, plain))


def marked(text: str, because: str) -> str:
    """The words as markdown, the deciding ones set off from the rest."""
    because = because.strip()
    start = text.find(because) if because else -1
    if start < 0 or because == text:
        return escape(text)
    end = start + len(because)
    before, after = text[:start], text[end:]
    gaps = (" " * before[-1:].isspace(), " " * after[:1].isspace())
    return f"{escape(before)}{gaps[0]}:primary-background[{escape(because)}]{gaps[1]}{escape(after)}"


def link(title: str, url: str) -> str:
    """A title as markdown, linked where the address is an ordinary web address."""
    shown = escape(title) or "source"
    if not web_address(url):
        return shown
    # Signs that would end the link are written as the address itself may write them.
    safe = re.sub(r"[<>()\[\]\\`]", lambda found: f"%{ord(found[0]):02X}", url)
    return f"[{shown}](<{safe}>)"


def find(
    snapshot: Snapshot, filters: Filters, limit: int = PER_PAGE, offset: int = 0
) -> list[dict[str, Any]]:
    """Statements that the filters keep, the newest first."""
    where, values = filters.where()
    return snapshot.rows(
        f"SELECT {_COLUMNS} FROM coded s WHERE {where} "  # noqa: S608 - parameters only
        "ORDER BY date DESC, position = 'none', coding_confidence DESC, id LIMIT ? OFFSET ?",
        [*values, limit, offset],
    )


def count(snapshot: Snapshot, filters: Filters) -> int:
    """How many statements the filters keep."""
    where, values = filters.where()
    sql = f"SELECT count(*) AS n FROM coded s WHERE {where}"  # noqa: S608 - parameters only
    return int(snapshot.rows(sql, values)[0]["n"])


def by_id(
    snapshot: Snapshot, ids: Sequence[str], issue: str, days: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The statements with these ids, in the order of the ids (see ``filters.with_ids``)."""
    if not ids:
        return []
    where, values = with_ids(issue, ids, days)
    rows = snapshot.rows(f"SELECT {_COLUMNS} FROM coded WHERE {where}", values)  # noqa: S608
    place = {value: index for index, value in enumerate(ids)}
    return sorted(rows, key=lambda row: place[row["id"]])


def sign(issue: Issue, position: str, shape: str = "") -> str:
    """A dot, or another shape, in the position's colour, as markdown."""
    found = issue.position(position)
    colour = found.colour_dark if frame.is_dark() else found.colour
    shape = shape or ("○" if found.order is None else "●")
    return f':color[{shape}]{{foreground="{colour}"}}'


def dot(issue: Issue, position: str) -> str:
    """A dot in the position's colour and the position's name, as markdown."""
    return f"{sign(issue, position)}\u00a0{escape(issue.position(position).name)}"


def coded_by(row: dict[str, Any]) -> str:
    """Who read these words as this position, and how sure they were."""
    if row["person"]:
        # A reader's own statements, kept for a visit, were decided in no review.
        return f"decided in review by {escape(row['coder'])}" if row.get("decided") else "coded by a person"
    return f"coded by a model, {row['coding_confidence']:.0%} sure"


def who(row: dict[str, Any]) -> str:
    """Who spoke, in which office and for which country, as markdown."""
    parts = [f"**{escape(row['speaker'] or 'Speaker not named')}**"]
    if row["role"]:
        parts.append(escape(row["role"]))
    return ", ".join([*parts, escape(frame.name(row["country"]))])


def told(row: dict[str, Any], coding: bool = True) -> list[str]:
    """Under which condition (a reading's, so only with ``coding``), and in which context, each a line."""
    names = ("condition", "context") if coding else ("context",)
    return [f":small[{name.capitalize()}: {escape(row[name])}]" for name in names if row[name]]


def facts(row: dict[str, Any], coding: bool = True) -> str:
    """The lines under the words, as markdown: who, in which office, where it is found.

    Without ``coding`` nothing is said of how the words were read.
    """
    found = [link(row["source_title"] or row["publisher"] or "source", row["source_url"] or "")]
    if row["publisher"] and row["publisher"] != row["source_title"]:
        found.append(escape(row["publisher"]))
    found.append(KIND.get(row["source_kind"], ""))
    if row["sources"] and row["sources"] > 1:
        found.append(f"in {row['sources']} sources")
    found.append(coded_by(row) if coding else "")
    source = " · ".join(part for part in found if part)
    return "  \n".join([who(row), f":small[{source}]", *told(row, coding)])


def head(issue: Issue, row: dict[str, Any], coding: bool = True) -> None:
    """The line above the words: the position, when they were said, and in what form they are given."""
    when = frame.day(row["date"], row["date_precision"])
    read = f"{dot(issue, row['position'])} :gray[· {when} · {form(row)}]"
    st.markdown(read if coding else f":gray[{when} · {form(row)}]")


def quoted(row: dict[str, Any], coding: bool = True) -> str:
    """The words as markdown, in quotation marks where they are the speaker's own."""
    words = marked(row["text"], (row["because"] or "") if coding else "")
    return f"“{words}”" if in_marks(row) else words


def right_to_left(text: str) -> bool:
    """Whether the first letter of the text that has a direction runs from right to left."""
    ways = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def words(row: dict[str, Any], key: str) -> Any:  # noqa: ANN401 - a container of Streamlit
    """The container of one statement; its name tells the page's style which way the words run."""
    way = "rtl-" if right_to_left(row["text"]) else ""
    return st.container(key=f"words-{way}{key}-{row['id']}", gap="xxsmall")


def opener(row: dict[str, Any], key: str) -> None:
    """The button that opens a statement over the page: see ``pages/opened.py``."""
    st.button(
        "Context and coding", key=f"open-{key}-{row['id']}", type="tertiary",
        on_click=frame.change, kwargs={"said": row["id"]},
    )  # fmt: skip


def card(
    snapshot: Snapshot, row: dict[str, Any], key: str, more: Callable[[], None] | None = None, *,
    coding: bool = True, opens: bool = True,
) -> None:  # fmt: skip
    """One statement with what is known of it, and ``more`` below it; ``key`` is new on the page.

    Without ``coding`` the words stand alone, for whoever is to read them with nobody else's reading in mind.
    ``opens`` puts a button below that opens it with its context; what stands in no snapshot has none.
    """
    issue = snapshot.issues[row["issue"]]
    with words(row, key):
        head(issue, row, coding)
        st.markdown(f"> {quoted(row, coding)}")
        st.markdown(facts(row, coding))
        # What opens tells every reading of the words.
        if opens and coding:
            opener(row, key)
        if more:
            more()


def show(
    snapshot: Snapshot, rows: Iterable[dict[str, Any]], key: str, *, opens: bool = True
) -> None:  # fmt: skip
    """Statements one under the other, or a plain word that there are none; ``opens`` as in ``card``."""
    empty = True
    for row in rows:
        empty = False
        card(snapshot, row, key, opens=opens)
    if empty:
        st.caption(
            "No statement found. That is not the same as no position: see Method. Try a filter less."
        )


def browse(snapshot: Snapshot, filters: Filters, key: str) -> None:
    """All statements that the filters keep, some at a time, with their number."""
    total = frame.cached(snapshot, count, filters)
    pages = -(-total // PER_PAGE)
    page = 1
    if pages > 1:
        page = st.pagination(pages, key=f"{key}_page") or 1
    rows = frame.cached(snapshot, find, filters, PER_PAGE, (page - 1) * PER_PAGE)
    # Two columns where the page is wide, as a newspaper would set them.
    with st.grid(2, min_column_width=460, gap=(None, "large"), key=f"{key}_grid"):
        show(snapshot, rows, key)
