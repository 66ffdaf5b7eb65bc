"""The statements that a coder is measured on: ``corpus/gold/<issue>.csv`` and its minimal pairs."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

from stance.codebook import derive
from stance.coding.lexicon import CODERS
from stance.errors import InputError
from stance.records import Issue

GOLD = CODERS.parent / "gold"


def sha256(*paths: Path) -> str:
    """The digest of these files together: what a floor in the tests is pinned to."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def read_gold(issue: Issue, path: Path) -> list[dict[str, str]]:
    """The rows of a gold file, each checked against the codebook.

    Raises InputError, with the line, where a row's stances do not give its position or a text is empty.
    """
    if not path.is_file():
        raise InputError(str(path), "there is no such gold file", "Code statements by hand first")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        raise InputError(str(path), "the file has no statements", "Code statements by hand first")
    needed = {"text", "position", *(concept.id for concept in issue.concepts)}
    if missing := sorted(needed - set(rows[0])):
        raise InputError(str(path), f"the columns {', '.join(missing)} are missing", "Add them", 1)
    for line, row in enumerate(rows, start=2):
        derived = derive(issue, {concept.id: row[concept.id] for concept in issue.concepts})
        if not row["text"].strip() or derived != row["position"]:
            problem = f"the stances give {derived!r}, the row says {row['position']!r}"
            raise InputError(str(path), problem, "Mend the stances or the position", line)
    return rows
