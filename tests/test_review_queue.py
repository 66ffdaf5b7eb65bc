"""What to look at next: contradictions, then what nobody coded and the model doubts, then the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small import ISSUE, said, snapshot_of

from stance.filters import Filters
from stance.review.queue import left
from stance.snapshot import Snapshot

A, B = "ceasefire", "humanitarian_pause"


def coding(statement: str, position: str, chances: dict[str, float] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "statement_id": statement, "issue": ISSUE, "position": position, "confidence": 0.7, "coder": "model-1",
        "person": False, "because": "", "condition": "", "probabilities": json.dumps(chances or {}), "stances": "{}",
        **more,
    }  # fmt: skip


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    by = {"person": True, "coder": "editors", "confidence": 1.0}
    codings = [
        coding("tie", A, {A: 0.46, B: 0.44, "none": 0.1}), coding("sure", A, {A: 0.95, B: 0.05}),
        coding("low", A, {A: 0.5, B: 0.3, "none": 0.2}), coding("bare", A),
        coding("against", A, {A: 0.6, B: 0.4}), coding("against", B, **by),
        coding("clash", A, {A: 0.9, B: 0.1}), coding("clash", B, **by),
        coding("alike", A, {A: 0.5, B: 0.5}), coding("alike", A, **by),
        coding("alone", A, **by),
    ]  # fmt: skip
    names = ("sure", "low", "tie", "bare", "against", "clash", "alike", "alone")
    return snapshot_of(tmp_path, *(said("FRA", "2023-11-01", A, id=name) for name in names), codings=codings)


def ids(snapshot: Snapshot, order: str, done: tuple[str, ...] = (), limit: int = 20) -> list[str]:
    return [row["id"] for row in left(snapshot, Filters(ISSUE), order, done, limit)]


def test_doubt_comes_first(snapshot: Snapshot) -> None:
    assert ids(snapshot, "doubt") == ["clash", "against", "tie", "low", "bare", "sure", "alike", "alone"]
    assert ids(snapshot, "doubt", limit=3) == ["clash", "against", "tie"]
    assert ids(snapshot, "doubt", ("clash", "tie"), 2) == ["against", "low"]


def test_contradictions_alone_the_surest_first(snapshot: Snapshot) -> None:
    assert ids(snapshot, "against") == ["clash", "against"]


def test_a_decision_in_review_makes_a_contradiction(snapshot: Snapshot) -> None:
    snapshot.lay([{"statement_id": "sure", "issue": ISSUE, "position": B, "condition": "", "coder": "Ann",
                   "decided": "2026"}])  # fmt: skip
    assert ids(snapshot, "against") == ["sure", "clash", "against"]
    (row,) = left(snapshot, Filters(ISSUE), "against", (), 1)
    assert (row["position"], row["person"], row["model"]) == (B, True, A)
    assert json.loads(row["chances"]) == {A: 0.95, B: 0.05}


def test_by_chance_is_the_same_for_every_coder_and_no_order_of_doubt(snapshot: Snapshot) -> None:
    first = ids(snapshot, "chance")
    assert sorted(first) == sorted(ids(snapshot, "doubt")) and first != ids(snapshot, "doubt")
    assert ids(snapshot, "chance", (first[0],)) == first[1:]


def test_filters_hold(snapshot: Snapshot) -> None:
    assert left(snapshot, Filters(ISSUE, countries=("DEU",)), "doubt", (), 9) == []
    assert len(left(snapshot, Filters(ISSUE, positions=(B,)), "doubt", (), 9)) == 2
