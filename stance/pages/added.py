"""What a visitor has added: kept in the session of this visit and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from stance.addresses import archived
from stance.export import COLUMNS
from stance.filters import Filters
from stance.search import asked, plain_terms
from stance.snapshot import Snapshot

# A closed tab's session stays in memory for a while, so it is kept small.
MAX_KEPT = 1000
_KEPT = "added_kept"
Row = dict[str, Any]


def kept() -> list[Row]:
    """The statements that this visitor has kept, oldest first."""
    rows: dict[str, Row] = st.session_state.get(_KEPT, {})
    return list(rows.values())


def keep(rows: Iterable[Row]) -> int:
    """Keep statements; those kept before under the same id are replaced. Returns how many did not fit."""
    held: dict[str, Row] = dict(st.session_state.get(_KEPT, {}))
    left = 0
    for row in rows:
        if row["id"] in held or len(held) < MAX_KEPT:
            held[row["id"]] = row
        else:
            left += 1
    st.session_state[_KEPT] = held
    return left


def drop(ids: Iterable[str]) -> None:
    """Forget these statements."""
    gone = set(ids)
    st.session_state[_KEPT] = {row["id"]: row for row in kept() if row["id"] not in gone}


def export_rows(snapshot: Snapshot, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows with the columns of every other export; they belong to no data version."""
    made = []
    for row in rows:
        full = {**row, "attribution_confidence": row["confidence"], "confidence": row["coding_confidence"]}
        full["data_version"] = f"none (added by a visitor beside {snapshot.id})"
        full["filters"] = full["decided"] = ""
        full["archive_url"] = archived(row["source_url"] or "", row["date"])
        made.append({name: full.get(name, "") for name in COLUMNS})
    return made


def fits(snapshot: Snapshot, row: Mapping[str, Any], filters: Filters, words: str) -> bool:
    """Whether filters and the words of a search keep a visitor's own statement."""
    for column, wanted in (
        ("country", filters.countries), ("speaker", filters.speakers), ("role", filters.roles),
        ("position", filters.positions), ("wording", filters.wordings),
        ("source_kind", filters.source_kinds),
    ):  # fmt: skip
        if wanted and row[column] not in wanted:
            return False
    if row["issue"] != filters.issue or not filters.start <= row["date"] <= (filters.end or "9999"):
        return False
    if not row["person"] and row["coding_confidence"] < filters.confidence:
        return False
    if filters.blocs and not _member(snapshot, row, filters.blocs):
        return False
    phrases, rest = asked(words)
    said = _bare(f"{row['text']} {row['speaker']}")
    if not all(_bare(phrase) in _bare(row["text"]) for phrase in phrases):
        return False
    return all(term in said for term in plain_terms(rest))


def _bare(text: str) -> str:
    return f" {' '.join(plain_terms(text))} "


def _member(snapshot: Snapshot, row: Mapping[str, Any], blocs: tuple[str, ...]) -> bool:
    found = snapshot.rows(
        'SELECT bloc FROM blocs WHERE country = ? AND start <= ? AND ("end" = \'\' OR "end" >= ?)',
        [row["country"], row["date"], row["date"]],
    )
    return any(item["bloc"] in blocs for item in found)
