"""What a draft says of words that were said: statements of the snapshot, coded by its codebook alone.

Nothing is kept, neither the visitor's examples, not even as numbers, nor the codings. They are a first
guess of a model that nobody has measured, and the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stance.counting import MIN_CONFIDENCE
from stance.embedding.vectors import forgetting
from stance.records import Issue
from stance.snapshot import Snapshot

MOST = 400
Row = dict[str, Any]
_COLUMNS = (
    "s.id, s.date, s.date_precision, s.speaker, s.role, s.country, s.wording, s.quote_type, s.text, s.cue, "
    "s.context, s.sources, d.title AS source_title, d.publisher, d.url AS source_url, d.kind AS source_kind"
)


@dataclass(frozen=True, slots=True)
class Count:
    """One position: how many statements were given it, and how many of them surely enough to count."""

    position: str
    n: int
    sure: int


def sample(snapshot: Snapshot, about: Sequence[str], most: int = MOST) -> tuple[list[Row], int]:
    """Up to ``most`` statements that name a word of ``about`` (empty: any), and how many there are in all.

    Always the same ones for one snapshot: in the order of their ids, which are as good as drawn by lot.
    """
    words = _pattern(about) if about else ""
    where = "s.same_as = s.id AND (? = '' OR regexp_matches(s.text, ?))"
    (total,) = snapshot.rows(f"SELECT count(*) AS n FROM statements s WHERE {where}", [words, words])  # noqa: S608
    rows = snapshot.rows(
        f"SELECT {_COLUMNS} FROM statements s JOIN documents d ON d.id = s.doc "  # noqa: S608 - parameters only
        f"WHERE {where} ORDER BY s.id LIMIT ?",
        [words, words, most],
    )
    return rows, int(total["n"])


def _pattern(about: Sequence[str]) -> str:
    """The words where they begin, as ``coding.relevance`` finds them; to DuckDB only a to z make a word."""
    phrases = (r"[\s\pZ]+".join(map(re.escape, phrase.split())) for phrase in about)
    return rf"(?i)(?:^|[^\pL\pN_])(?:{'|'.join(phrases)})"


def coded(issue: Issue, rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows with the draft's position, confidence and deciding words; InputError where it cannot code."""
    from stance.coding.reported import code_reported

    fields = ([str(row[name] or "") for row in rows] for name in ("text", "cue", "quote_type"))
    with forgetting():
        codings = code_reported(issue, *fields)
    return [
        {**row, "issue": issue.id, "position": made.position, "coding_confidence": made.confidence,
         "because": made.because, "condition": made.condition, "coder": made.coder, "person": False}
        for row, made in zip(rows, codings, strict=True)
    ]  # fmt: skip


def counts(issue: Issue, rows: Sequence[Mapping[str, Any]]) -> list[Count]:
    """How many rows were given each position, in the codebook's order."""
    given = {p.id: [row for row in rows if row["position"] == p.id] for p in issue.positions}
    return [
        Count(name, len(held), sum(row["coding_confidence"] >= MIN_CONFIDENCE for row in held))
        for name, held in given.items()
    ]


def telling(rows: Sequence[Row], position: str, most: int = 4) -> list[Row]:
    """The surest statements with this position, or the least sure of all where ``position`` is empty."""
    if not position:
        return sorted(rows, key=lambda row: (row["coding_confidence"], row["id"]))[:most]
    held = [row for row in rows if row["position"] == position]
    return sorted(held, key=lambda row: (-row["coding_confidence"], row["id"]))[:most]
