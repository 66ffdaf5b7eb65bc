"""The one way in which words are shown: verbatim, with speaker, date, source and how they were coded.

Words come from sources that nobody here controls. They reach the page only through ``escape``: every
sign that markdown could read is taken for itself, so nothing in them becomes a link, a picture, a
formula or colour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from stance.filters import Filters, marks
from stance.pages import frame
from stance.records import Issue
from stance.snapshot import Snapshot

PER_PAGE = 8
WORDING = {"quote": "own words", "paraphrase": "paraphrase", "vote": "explanation of vote"}
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
    gaps = (" " * before.endswith(" "), " " * after.startswith(" "))
    return f"{escape(before)}{gaps[0]}:primary-background[{escape(because)}]{gaps[1]}{escape(after)}"


def link(title: str, url: str) -> str:
    """A title as markdown, linked where the address is an ordinary web address."""
    shown = escape(title) or "source"
    if not web_address(url):
        return shown
    # Signs that would end the link are written as the address itself may write them.
    safe = re.sub(r"[<>()\[\]\\`]", lambda found: f"%{ord(found[0]):02X}", url)
    return f"[{shown}](<{safe}>)"


def web_address(url: str) -> str:
    """The address if it is an ordinary web address, else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    ordinary = parts.scheme in ("http", "https") and parts.netloc and not re.search(r"\s", url)
    return url if ordinary else ""


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


def by_id(snapshot: Snapshot, ids: Sequence[str], issue: str) -> list[dict[str, Any]]:
    """The statements with these ids, in the order of the ids."""
    if not ids:
        return []
    rows = snapshot.rows(
        f"SELECT {_COLUMNS} FROM coded s WHERE issue = ? AND id IN ({marks(ids)})",  # noqa: S608
        [issue, *ids],
    )
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


def facts(row: dict[str, Any], coding: bool = True) -> str:
    """The line under the words, as markdown: who, in which office, where it is found.

    Without ``coding`` nothing is said of how the words were read.
    """
    who = [f"**{escape(row['speaker'] or 'Speaker not named')}**"]
    if row["role"]:
        who.append(escape(row["role"]))
    who.append(escape(frame.name(row["country"])))
    found = [link(row["source_title"] or row["publisher"] or "source", row["source_url"] or "")]
    if row["publisher"] and row["publisher"] != row["source_title"]:
        found.append(escape(row["publisher"]))
    found.append(KIND.get(row["source_kind"], ""))
    if row["sources"] and row["sources"] > 1:
        found.append(f"in {row['sources']} sources")
    found.append(coded_by(row) if coding else "")
    lines = [", ".join(who), f":small[{' · '.join(part for part in found if part)}]"]
    for name in ("condition", "context") if coding else ("context",):
        if row[name]:
            lines.append(f":small[{name.capitalize()}: {escape(row[name])}]")
    return "  \n".join(lines)


def card(
    snapshot: Snapshot, row: dict[str, Any], key: str, more: Callable[[], None] | None = None, *,
    coding: bool = True,
) -> None:  # fmt: skip
    """One statement with what is known of it, and ``more`` below it; ``key`` is new on the page.

    Without ``coding`` the words stand alone, for whoever is to read them with nobody else's reading in mind.
    """
    issue = snapshot.issues[row["issue"]]
    with st.container(key=f"words-{key}-{row['id']}", gap="xxsmall"):
        when = frame.day(row["date"], row["date_precision"])
        mixed = row["wording"] == "quote" and row["quote_type"] == "mixed"
        form = "partly own words" if mixed else WORDING[row["wording"]]
        read = f"{dot(issue, row['position'])} :gray[· {when} · {form}]"
        st.markdown(read if coding else f":gray[{when} · {form}]")
        words = marked(row["text"], (row["because"] or "") if coding else "")
        # A source's own quotation marks are not doubled, nor put round words that are the reporter's.
        whole = row["wording"] == "quote" and not mixed
        bare = whole and not row["text"].startswith(("“", '"', "«", "‘", "„"))
        quoted = f"“{words}”" if bare else words
        st.markdown(f"> {quoted}")
        st.markdown(facts(row, coding))
        if more:
            more()


def show(snapshot: Snapshot, rows: Iterable[dict[str, Any]], key: str) -> None:
    """Statements one under the other, or a plain word that there are none."""
    empty = True
    for row in rows:
        empty = False
        card(snapshot, row, key)
    if empty:
        st.caption("No statement found. That is not the same as no position: see Method.")


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
