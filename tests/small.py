"""Small snapshots for tests: only what a test is about is written down, the rest is filled in."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from pathlib import Path
from typing import Any

from stance.codebook import load_issue
from stance.snapshot import Snapshot, open_snapshot, write_snapshot

ISSUE = "gaza-ceasefire"
_COUNTER = itertools.count()


def said(country: str, date: str, position: str, **more: Any) -> dict[str, Any]:
    """One statement with its coding; keys of either table may be given."""
    number = next(_COUNTER)
    return {
        "id": f"s{number}", "doc": "d1", "country": country, "date": date, "position": position,
        "speaker": f"Minister of {country}", "role": "Foreign Minister", "capacity": "government",
        "wording": "quote", "quote_type": "direct", "text": f"Words {number} of {country}.",
        "date_precision": "day", "confidence": 1.0, "coding_confidence": 1.0, "person": True,
        "coder": "editors", "sources": 1, "vector": [1.0, 0.0], **more,
    }  # fmt: skip


def snapshot_of(folder: Path, *statements: dict[str, Any], **tables: list[dict[str, Any]]) -> Snapshot:
    """Write and open a snapshot of ``statements`` (see ``said``) and further tables."""
    issue = load_issue(ISSUE)
    text = {"actor": "", "mention": "", "context": "", "venue": "", "cue": ""}
    rows = [{**text, "same_as": item["id"], **item} for item in statements]
    places = [
        {"level": "statement", "view": "words", "issue": ISSUE, "key": item["id"], "x": item.get("x", 0.0),
         "y": item.get("y", 0.0), "cluster": item.get("cluster", -1), "statements": 1}
        for item in statements
    ]  # fmt: skip
    codings = [
        {"statement_id": item["id"], "issue": ISSUE, "position": item["position"],
         "confidence": item["coding_confidence"], "coder": item["coder"], "person": item["person"],
         "because": item.get("because", ""), "condition": item.get("condition", ""),
         "probabilities": "{}", "stances": item.get("stances", "{}")}
        for item in statements
    ]  # fmt: skip
    document = {
        "id": "d1", "title": "A report", "publisher": "The Paper", "date": "2023-11-04", "language": "en",
        "url": "https://example.org/a", "kind": "press",
    }  # fmt: skip
    names = set(rows[0]) if rows else set()
    made = {
        "documents": [document],
        "statements": [{k: v for k, v in row.items() if k in _statement_columns()} for row in rows],
        "codings": codings,
        "vectors": [{"id": row["id"], "vector": row["vector"]} for row in rows] if names else [],
        **tables,
        "placements": [*places, *tables.get("placements", [])],
    }
    manifest = {"issues": {ISSUE: asdict(issue)}, "inputs": {}, "model": "made up", "accuracy": {}}
    out = folder / "snapshot"
    write_snapshot(out, made, manifest)
    return open_snapshot(out)


def _statement_columns() -> set[str]:
    from stance.tables import TABLES

    return set(TABLES["statements"])
