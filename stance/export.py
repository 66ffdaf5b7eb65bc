"""Snapshots as files for other programs: Excel, R, Gephi, Discourse Network Analyzer, a browser.

Every file carries the data version and the filters it was made with. A cell that a spreadsheet would
run as a formula is made plain text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from stance import networks
from stance.addresses import archived
from stance.filters import Filters
from stance.snapshot import Snapshot

# The order is the order of the columns. data_version comes first: a program that trips over the byte
# order mark of a CSV file then spoils no other column's name.
COLUMNS = (
    "data_version", "filters", "id", "issue", "position", "confidence", "coder", "person",
    "because", "condition", "text", "context", "wording", "quote_type", "speaker", "mention",
    "actor", "role", "country", "capacity", "date", "date_precision", "doc", "char_start",
    "char_end", "cue", "source_start", "source_end", "attribution_confidence", "sources",
    "source_title", "publisher", "source_url", "source_kind", "venue", "language",
    "probabilities", "stances", "decided", "before", "after",
    "archive_url",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def statement_rows(snapshot: Snapshot, filters: Filters) -> list[dict[str, Any]]:
    """One row a statement with its coding, ``COLUMNS`` as keys, by date and id."""
    where, values = filters.where()
    rows = snapshot.rows(
        f"SELECT * FROM coded s WHERE {where} ORDER BY date, id",  # noqa: S608
        values,
    )
    said = describe(filters)
    for row in rows:
        row["attribution_confidence"] = row.pop("confidence")
        row["confidence"] = row.pop("coding_confidence")
        row["data_version"], row["filters"] = snapshot.id, said
        row["archive_url"] = archived(row["source_url"] or "", row["date"])
    # A snapshot that was built before they were kept has no words around a statement.
    return [{name: row.get(name, "") for name in COLUMNS} for row in rows]


def describe(filters: Filters) -> str:
    """The filters that are set, in words that can be typed again: ``issue=... country=USA,FRA``."""
    parts = []
    for name, value in asdict(filters).items():
        if value and value is not True:
            shown = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            parts.append(f"{name}={shown}")
    # By default only those count who speak for a government or an organisation.
    return " ".join(parts if filters.officials else [*parts, "officials=no"])


def neutral(value: object) -> object:
    """``value`` as a cell that no spreadsheet runs: text that looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """CSV text with a header line; every cell neutral."""
    out = io.StringIO()
    names = list(columns)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([neutral("" if row[name] is None else row[name]) for name in names])
    return out.getvalue()


def csv_bytes(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows of ``statement_rows`` as a CSV file that Excel reads as UTF-8."""
    # Excel takes a CSV file for Latin-1 unless a byte order mark says UTF-8.
    return ("\ufeff" + to_csv(rows, COLUMNS)).encode()


def jsonl_bytes(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows of ``statement_rows`` as JSON lines; the nested columns are objects, not text."""
    lines = []
    for row in rows:
        nested = {name: json.loads(row[name] or "{}") for name in ("probabilities", "stances")}
        lines.append(json.dumps({**row, **nested}, ensure_ascii=False) + "\n")
    return "".join(lines).encode()


def _csv(snapshot: Snapshot, filters: Filters) -> bytes:
    return csv_bytes(statement_rows(snapshot, filters))


def _jsonl(snapshot: Snapshot, filters: Filters) -> bytes:
    return jsonl_bytes(statement_rows(snapshot, filters))


def _parquet(snapshot: Snapshot, filters: Filters) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = statement_rows(snapshot, filters)
    table = pa.Table.from_pydict({name: [row[name] for row in rows] for name in COLUMNS})
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(_provenance(snapshot, filters)), out)
    return out.getvalue()


def _provenance(snapshot: Snapshot, filters: Filters) -> dict[str, str]:
    return {"data_version": snapshot.id, "filters": describe(filters)}


def _dna(snapshot: Snapshot, filters: Filters) -> bytes:
    from stance import event_list

    made = event_list.rows(statement_rows(snapshot, filters), snapshot.issues[filters.issue])
    plain = [{name: neutral(value) for name, value in row.items()} for row in made]
    return event_list.to_csv(plain).encode()


def _html(snapshot: Snapshot, filters: Filters) -> bytes:
    from stance import frozen

    return frozen.page(snapshot, filters)


_FILES: dict[str, Callable[[Snapshot, Filters], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "html": _html,
    "dna": _dna,
}
_NETWORKS = {"graphml": networks.graphml, "gexf": networks.gexf}
FORMATS = (*_FILES, *_NETWORKS)


def export(snapshot: Snapshot, filters: Filters, form: str, network: str = networks.KINDS[0]) -> bytes:
    """The statements under ``filters`` in one of ``FORMATS``; KeyError for another.

    ``network`` is one of ``networks.KINDS``; only GraphML and GEXF ask for it.
    """
    if form in _NETWORKS:
        return _NETWORKS[form](networks.graph(snapshot, filters, network, _provenance(snapshot, filters)))
    return _FILES[form](snapshot, filters)
