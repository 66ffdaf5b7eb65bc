"""The tables of a snapshot: names, columns and types, in one place.

Every table is one Parquet file. A row of ``codings`` is one coder's reading; ``coded``, made from the
others when a snapshot is written, lays the reading that counts beside its statement: a person's before a
model's. JSON columns hold small nested values that are shown, never filtered by.
"""

from __future__ import annotations

from typing import Any

# DuckDB types; ``pyarrow_schema`` turns them into Arrow's.
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "id": "VARCHAR", "title": "VARCHAR", "publisher": "VARCHAR", "date": "VARCHAR",
        "language": "VARCHAR", "url": "VARCHAR", "kind": "VARCHAR",
    },
    # same_as: the statement that is shown for the same words (itself when it is the one);
    # sources: number of documents that carry these words; before, after: what stands around them there.
    "statements": {
        "id": "VARCHAR", "doc": "VARCHAR", "actor": "VARCHAR", "speaker": "VARCHAR",
        "mention": "VARCHAR", "role": "VARCHAR", "country": "VARCHAR", "capacity": "VARCHAR",
        "date": "VARCHAR", "date_precision": "VARCHAR", "wording": "VARCHAR",
        "quote_type": "VARCHAR", "text": "VARCHAR", "context": "VARCHAR", "venue": "VARCHAR",
        "char_start": "INTEGER", "char_end": "INTEGER", "cue": "VARCHAR", "source_start": "INTEGER",
        "source_end": "INTEGER", "confidence": "DOUBLE", "same_as": "VARCHAR",
        "sources": "INTEGER", "before": "VARCHAR", "after": "VARCHAR",
    },
    "codings": {
        "statement_id": "VARCHAR", "issue": "VARCHAR", "position": "VARCHAR",
        "confidence": "DOUBLE", "coder": "VARCHAR", "person": "BOOLEAN", "because": "VARCHAR",
        "condition": "VARCHAR", "probabilities": "JSON", "stances": "JSON",
    },
    # One row a statement (view words), or an actor (level speaker or country) and view (positions or words).
    "placements": {
        "level": "VARCHAR", "view": "VARCHAR", "issue": "VARCHAR", "key": "VARCHAR",
        "x": "FLOAT", "y": "FLOAT", "cluster": "INTEGER", "statements": "INTEGER",
    },
    "clusters": {
        "level": "VARCHAR", "view": "VARCHAR", "issue": "VARCHAR", "label": "INTEGER",
        "size": "INTEGER", "stability": "DOUBLE", "representatives": "JSON", "words": "JSON",
        "profile": "JSON", "parameters": "JSON",
    },
    "actors": {
        "id": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "aliases": "VARCHAR",
        "office": "VARCHAR", "role": "VARCHAR", "country": "VARCHAR", "start": "VARCHAR",
        "end": "VARCHAR", "seen": "VARCHAR", "source": "VARCHAR",
    },
    "rollcalls": {
        "id": "VARCHAR", "body": "VARCHAR", "date": "VARCHAR", "title": "VARCHAR",
        "topic": "VARCHAR", "sponsor": "VARCHAR", "outcome": "VARCHAR", "yes": "INTEGER",
        "no": "INTEGER", "abstain": "INTEGER", "url": "VARCHAR",
    },
    "votes": {"rollcall": "VARCHAR", "country": "VARCHAR", "vote": "VARCHAR"},
    "blocs": {
        "bloc": "VARCHAR", "name": "VARCHAR", "country": "VARCHAR", "start": "VARCHAR",
        "end": "VARCHAR", "source": "VARCHAR",
    },
    # issue: empty where an event belongs to every issue.
    "events": {
        "issue": "VARCHAR", "date": "VARCHAR", "label": "VARCHAR", "kind": "VARCHAR", "source": "VARCHAR",
        "source_url": "VARCHAR", "note": "VARCHAR",
    },
    "vectors": {"id": "VARCHAR", "vector": "FLOAT[]"},
}  # fmt: skip


# A person's coding outranks a model's; among several of one sort the surer, then the first by name, so that
# two builds never disagree. In this order a day or an actor lies close together on the disk.
CODED = """
SELECT s.*, c.issue, c.position, c.confidence AS coding_confidence, c.coder, c.person,
       c.because, c.condition, c.probabilities, c.stances, d.title AS source_title, d.publisher,
       d.url AS source_url, d.kind AS source_kind, d.language, p.x, p.y, p.cluster
FROM statements s
JOIN (SELECT *, row_number() OVER (
        PARTITION BY statement_id, issue ORDER BY person DESC, confidence DESC, coder) AS n
      FROM codings) c ON c.statement_id = s.id AND c.n = 1
JOIN documents d ON d.id = s.doc
LEFT JOIN placements p ON p.level = 'statement' AND p.issue = c.issue AND p.key = s.id
WHERE s.same_as = s.id
ORDER BY c.issue, s.date, s.id
"""


def pyarrow_schema(table: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Arrow's schema of a table; KeyError for a table that a snapshot does not have."""
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(), "JSON": pa.string(), "INTEGER": pa.int32(), "DOUBLE": pa.float64(),
        "FLOAT": pa.float32(), "BOOLEAN": pa.bool_(), "FLOAT[]": pa.list_(pa.float32()),
    }  # fmt: skip
    return pa.schema([(name, types[kind]) for name, kind in TABLES[table].items()])
