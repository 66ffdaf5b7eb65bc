"""What the model would read otherwise, had it learnt from what people decided here.

The coder of the issue is corrected by the decisions that count (``coding.adapt``), in about a second, and
reads the statements anew that no person has coded. Statements that people coded in the data and that it did
not learn from say whether it got better.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from stance.coding.relevance import SURE
from stance.records import Issue
from stance.review.decisions import Decision, Lesson, standings
from stance.snapshot import Snapshot

# So many statements are read anew; at 80 a second more would try anybody's patience.
MOST = 1000
# What no person has coded, but what the build found to be on another matter by its document or its day: the
# words alone would bring it back.
UNREAD = f"NOT b.person AND NOT (b.position = 'none' AND b.coding_confidence = {SURE})"


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that the corrected coder reads otherwise than the model did.

    ``people`` is the position that people gave it in the data, or nothing.
    """

    statement_id: str
    before: str
    after: str
    confidence: float
    people: str = ""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a coder corrected by ``rows`` decisions reads, and what that changes.

    ``lesson`` holds its codings of the statements that no person has coded: ``of`` in all, the most
    doubtful ``MOST`` of them read. ``tested`` statements were coded by people in the data and not learnt
    from; ``right_before`` and ``right_after`` of them were read as people read them, and ``retried`` are
    those that are now read otherwise.
    """

    lesson: Lesson
    rows: int
    seconds: float
    of: int
    changes: tuple[Change, ...]
    tested: int
    right_before: int
    right_after: int
    retried: tuple[Change, ...]


def learn(snapshot: Snapshot, issue: Issue, log: Sequence[Decision], by: str) -> Learnt:
    """Correct the coder of ``issue`` by the decisions that count, and read anew what it is to read."""
    from stance.coding.adapt import learn as corrected
    from stance.coding.coder import version
    from stance.coding.reported import code_reported, head_of

    counted = {s.statement_id: s for s in standings(log, {issue.id: issue})}
    taught = _statements(snapshot, issue, "b.id IN (SELECT unnest(?::VARCHAR[]))", counted, len(counted))
    begun = time.perf_counter()
    model = corrected(issue, [
        (head_of(row["text"], row["cue"] or "", row["quote_type"]) + row["text"], counted[row["id"]].position,
         counted[row["id"]].stances)
        for row in taught
    ])  # fmt: skip
    seconds = time.perf_counter() - begun
    others = "b.id NOT IN (SELECT unnest(?::VARCHAR[]))"
    unread = _statements(snapshot, issue, f"{UNREAD} AND {others}", counted, MOST)
    tested = _statements(snapshot, issue, f"b.person AND m.position IS NOT NULL AND {others}", counted, MOST)
    asked = [*unread, *tested]
    fields = ([row[name] or "" for row in asked] for name in ("text", "cue", "quote_type"))
    codings = code_reported(issue, *fields, model=model)
    new = list(zip(unread, codings, strict=False))
    name = f"{version(issue, model)}-retrained-on-{len(taught)}"
    kept = tuple((row["id"], made.position, made.confidence, made.condition) for row, made in new)
    again = list(zip(tested, codings[len(unread) :], strict=True))
    return Learnt(
        lesson=Lesson(issue.id, name, by, kept), rows=len(taught), seconds=seconds,
        of=_open(snapshot, issue, list(counted)),
        changes=tuple(Change(row["id"], row["built"], made.position, made.confidence)
                      for row, made in new if row["built"] != made.position),
        tested=len(tested),
        right_before=sum(row["model"] == row["built"] for row in tested),
        right_after=sum(made.position == row["built"] for row, made in again),
        retried=tuple(Change(row["id"], row["model"], made.position, made.confidence, row["built"])
                      for row, made in again if row["model"] != made.position),
    )  # fmt: skip


def _statements(
    snapshot: Snapshot, issue: Issue, where: str, ids: Iterable[str], limit: int
) -> list[dict[str, Any]]:
    """Statements with their words, the reading of the data and the model's, the most doubtful first.

    They are those of the data as built: what was learnt before does not teach itself.
    """
    return snapshot.rows(
        "SELECT b.id, b.text, b.cue, b.quote_type, b.position AS built, m.position AS model "  # noqa: S608
        "FROM built b LEFT JOIN codings m ON m.statement_id = b.id AND m.issue = b.issue AND NOT m.person "
        f"WHERE b.issue = ? AND {where} ORDER BY m.confidence, b.id LIMIT ?",
        [issue.id, list(ids), limit],
    )


def _open(snapshot: Snapshot, issue: Issue, counted: list[str]) -> int:
    sql = (
        f"SELECT count(*) AS n FROM built b WHERE b.issue = ? AND {UNREAD} "  # noqa: S608 - fixed text
        "AND b.id NOT IN (SELECT unnest(?::VARCHAR[]))"
    )
    return int(snapshot.rows(sql, [issue.id, counted])[0]["n"])
