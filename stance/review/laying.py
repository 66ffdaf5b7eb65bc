"""The decisions that count, laid over the codings of a snapshot for everybody who reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from stance.review.decisions import Decision, Lesson, standings
from stance.review.store import open_store
from stance.snapshot import Snapshot


def catch_up(snapshot: Snapshot) -> None:
    """Lay what people have decided by now over ``snapshot``.

    Costs one count where nothing was decided since the last call. Raises InputError where the log cannot
    be read; what was laid before then stays.
    """
    store = open_store()
    if store is None or not store.exists():
        if snapshot.laid:
            snapshot.lay([])
        return
    # One log read twice is equal as long as it has as many lines.
    mark = f"{store.shown} {store.revision()}"
    if snapshot.laid != mark:
        decided = rows(snapshot, store.log())
        snapshot.lay([*decided, *learnt(snapshot, store.lessons(), decided)], mark)


def decided(snapshot: Snapshot) -> int:
    """How many codings stand as people decided in review."""
    return int(snapshot.rows("SELECT count(*) AS n FROM coded WHERE decided <> ''")[0]["n"])


def rows(snapshot: Snapshot, log: Sequence[Decision]) -> list[dict[str, Any]]:
    """The decisions that count as ``Snapshot.lay`` takes them."""
    return [
        {"statement_id": found.statement_id, "issue": found.issue, "position": found.position,
         "condition": found.condition, "coder": found.coder, "decided": found.decided,
         "stances": stances_json(found.stances)}
        for found in standings(log, snapshot.issues)
    ]  # fmt: skip


def learnt(
    snapshot: Snapshot, lessons: Mapping[str, Lesson], decided: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The codings of models that learnt from decisions, where nobody decided; they outrank no person."""
    taken = {(row["issue"], row["statement_id"]) for row in decided}
    return [
        {"statement_id": statement, "issue": lesson.issue, "position": position, "condition": condition,
         "coder": lesson.name, "decided": "", "person": False, "confidence": confidence}
        for lesson in lessons.values()
        if lesson.issue in snapshot.issues
        for statement, position, confidence, condition in lesson.codings
        if (lesson.issue, statement) not in taken
        and position in {held.id for held in snapshot.issues[lesson.issue].positions}
    ]  # fmt: skip


def stances_json(stances: Any) -> str:  # noqa: ANN401 - a mapping of concepts to stances
    """Stances as codings hold them; what a person says of a concept is taken as certain."""
    made = {concept: {"stance": stance, "confidence": 1.0} for concept, stance in stances.items()}
    return json.dumps(made, sort_keys=True)
