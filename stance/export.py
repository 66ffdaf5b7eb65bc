"""Snapshots as files for other programs: Excel, R, Gephi, a browser.

Every file carries the data version and the filters it was made with. A cell that a spreadsheet would
run as a formula is made plain text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

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
    "probabilities", "stances", "decided",
)  # fmt: skip
# Characters that no XML file may hold, escaped or not.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
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
    return [{name: row[name] for name in COLUMNS} for row in rows]


def describe(filters: Filters) -> str:
    """The filters that are set, in words that can be typed again: ``issue=... country=USA,FRA``."""
    parts = []
    for name, value in asdict(filters).items():
        if value and value is not True:
            shown = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            parts.append(f"{name}={shown}")
    return " ".join(parts)


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


def _network(snapshot: Snapshot, filters: Filters) -> Any:  # noqa: ANN401 - networkx has no types
    """Actors and positions as a two-mode network; an edge's weight is the number of statements."""
    import networkx as nx

    where, values = filters.where()
    graph = nx.Graph(**_provenance(snapshot, filters))
    for row in snapshot.rows(
        "SELECT speaker, country, position, count(*) AS n, min(date) AS first, max(date) AS last "  # noqa: S608
        f"FROM coded s WHERE {where} AND position <> 'none' AND speaker <> '' "
        "GROUP BY ALL ORDER BY ALL",
        values,
    ):
        speaker = _NO_XML.sub(" ", row["speaker"])
        actor = f"{speaker} ({row['country']})" if row["country"] else speaker
        graph.add_node(actor, label=actor, kind="actor", country=row["country"])
        graph.add_node(row["position"], label=row["position"], kind="position", country="")
        graph.add_edge(
            actor, row["position"], weight=row["n"], first=row["first"], last=row["last"]
        )
    return graph


def _graphml(snapshot: Snapshot, filters: Filters) -> bytes:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_network(snapshot, filters))).encode() + b"\n"


def _gexf(snapshot: Snapshot, filters: Filters) -> bytes:
    import networkx as nx

    graph = _network(snapshot, filters)
    # The format has no place of its own for where a graph comes from; its name is kept by every reader.
    graph.graph = {"name": " ".join(f"{k}={v}" for k, v in _provenance(snapshot, filters).items())}
    return "\n".join(nx.generate_gexf(graph)).encode() + b"\n"


def _html(snapshot: Snapshot, filters: Filters) -> bytes:
    from stance import frozen

    return frozen.page(snapshot, filters)


FORMATS: dict[str, Callable[[Snapshot, Filters], bytes]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "graphml": _graphml,
    "gexf": _gexf,
    "html": _html,
}


def export(snapshot: Snapshot, filters: Filters, form: str) -> bytes:
    """The statements under ``filters`` in one of ``FORMATS``; KeyError for another."""
    return FORMATS[form](snapshot, filters)
