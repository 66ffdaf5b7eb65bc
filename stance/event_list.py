"""Statements as the event list of Discourse Network Analyzer: one row a statement and concept.

The columns are those that DNA 3 exports, separated by semicolons, and after them the position and where the
row comes from, as further variables. ``agreement`` is 1 where the actor supports the concept and 0 where they
oppose it. Where a person coded the position alone, the stances are those of the first line of the codebook's
rule that gives it. Statements that take no position have no row: DNA has no such thing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from stance import countries
from stance.codebook import derive
from stance.records import Issue

COLUMNS = (
    "statement ID", "time", "document ID", "document title", "author", "source", "section", "type", "text",
    "person", "organization", "concept", "agreement", "position", "position by a model",
    "statement", "data version", "filters",
)  # fmt: skip
AGREES = {"supports": 1, "opposes": 0}


def rows(found: Iterable[Mapping[str, Any]], issue: Issue) -> list[dict[str, Any]]:
    """Rows of the list from rows of ``export.statement_rows``, numbered as DNA numbers them."""
    names = {concept.id: concept.name for concept in issue.concepts}
    documents: dict[str, int] = {}
    made: list[dict[str, Any]] = []
    for row in found:
        document = documents.setdefault(row["doc"], len(documents) + 1)
        for concept, stance in stances(row, issue).items():
            made.append({
                "statement ID": len(made) + 1, "time": f"{row['date']} 00:00:00" if row["date"] else "",
                "document ID": document, "document title": row["source_title"], "author": "",
                "source": row["publisher"] or row["source_url"], "section": row["venue"],
                "type": row["source_kind"], "text": row["text"], "person": row["speaker"],
                "organization": countries.name(row["country"]) if row["country"] else "",
                "concept": names.get(concept, concept), "agreement": AGREES[stance],
                # Read again, a column "position" is a person's coding: a model's must not become one.
                "position": row["position"] if row["person"] else "",
                "position by a model": "" if row["person"] else row["position"], "statement": row["id"],
                "data version": row["data_version"], "filters": row["filters"],
            })  # fmt: skip
    return made


def stances(row: Mapping[str, Any], issue: Issue) -> dict[str, str]:
    """Concept -> ``supports`` or ``opposes``, as far as they make the position of this row."""
    read = json.loads(row["stances"] or "{}")
    held = {concept: value["stance"] for concept, value in read.items()}
    if not held or derive(issue, held) != row["position"]:
        held = next((dict(when) for when, then in issue.rule if then == row["position"]), {})
    return {concept: stance for concept, stance in held.items() if stance in AGREES}


def to_csv(made: Iterable[Mapping[str, Any]]) -> str:
    """The list as DNA writes it: semicolons, text in quotation marks, numbers bare."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in made:
        writer.writerow([row[name] for name in COLUMNS])
    return out.getvalue()
