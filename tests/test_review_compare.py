"""Who agrees with whom: people, people in the data and the model, on the statements that both read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small import ISSUE, said, snapshot_of

from stance.coding.agreement import kappa
from stance.filters import Filters
from stance.review.compare import MODEL, pairs, people_together, readers
from stance.review.decisions import Decision
from stance.review.disputes import disputes
from stance.snapshot import Snapshot

A, B, N = "ceasefire", "humanitarian_pause", "none"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Twelve statements: the model reads each, editors the first ten."""
    model = [
        said("FRA", "2023-11-01", A if number % 2 else B, id=f"s{number}", person=False, coder="model-1")
        for number in range(12)
    ]
    extra = [
        {"statement_id": f"s{number}", "issue": ISSUE, "position": A if number % 2 else N, "confidence": 1.0,
         "coder": "editors", "person": True, "because": "", "condition": "", "probabilities": "{}", "stances": "{}"}
        for number in range(10)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("compare")
    base = [
        {"statement_id": row["id"], "issue": ISSUE, "position": row["position"], "confidence": 0.8, "coder": "model-1",
         "person": False, "because": "", "condition": "", "probabilities": "{}", "stances": "{}"} for row in model
    ]  # fmt: skip
    return snapshot_of(folder, *model, codings=[*base, *extra])


def coded(coder: str, positions: str, **more: object) -> list[Decision]:
    names = {"a": A, "b": B, "n": N}
    return [
        Decision(coder, ISSUE, f"s{number}", names[letter], **more)  # type: ignore[arg-type]
        for number, letter in enumerate(positions)
        if letter != "."
    ]


def test_everybody_who_read_is_compared_on_what_both_read(snapshot: Snapshot) -> None:
    log = [*coded("Ann", "babababababa"), *coded("Ben", "..nananananb")]
    found = readers(snapshot, ISSUE, log)
    assert [(reader.name, reader.person, len(reader.positions)) for reader in found] == [
        ("Ann", True, 12), ("Ben", True, 10), ("editors", True, 10), (MODEL, False, 12),
    ]  # fmt: skip
    made = {(pair.first.name, pair.second.name): pair for pair in pairs(found)}
    assert list(made)[-3:] == [("Ann", MODEL), ("Ben", MODEL), ("editors", MODEL)]
    assert made["Ann", MODEL].kappa.value == 1.0 and made["Ann", MODEL].alike == 1.0
    ann = made["Ann", "Ben"]
    assert (len(ann.statements), ann.alike) == (10, 0.4)
    assert ann.kappa.value == pytest.approx(kappa(*ann.columns()))
    assert made["Ben", "editors"].kappa.value is None and len(made["Ben", "editors"].statements) == 8
    together = people_together(found)
    assert (together.units, together.ratings) == (12, 32) and together.value is not None


def test_only_blind_decisions_count_where_that_is_asked(snapshot: Snapshot) -> None:
    log = [*coded("Ann", "bbbb", blind=True, made="2026-01-01T00:00:00.000000Z"), *coded("Ann", "aaaa")]
    found = readers(snapshot, ISSUE, log, blind=True)
    assert found[0].positions == {f"s{number}": B for number in range(4)}
    assert readers(snapshot, ISSUE, log)[0].positions == {f"s{number}": A for number in range(4)}


def test_an_adjudication_and_what_was_taken_back_are_no_readings(snapshot: Snapshot) -> None:
    log = coded("Ann", "ab")
    log.append(replace(log[0], id="x" * 32, kind="adjudicated", position=N))
    log.append(Decision("Ann", ISSUE, "s1", "", kind="undo", undoes=log[1].id))
    assert readers(snapshot, ISSUE, log)[0].positions == {"s0": A}


def test_what_was_taken_back_is_no_blind_reading_either(snapshot: Snapshot) -> None:
    log = [*coded("Ann", "a", blind=True, made="2026-01-01T00:00:00.000000Z"), *coded("Ann", "bb", blind=True)]
    # An undo is made with everything in view, and counts all the same.
    log += [Decision("Ann", ISSUE, entry.statement_id, "", kind="undo", undoes=entry.id) for entry in log[1:]]
    assert readers(snapshot, ISSUE, log, blind=True)[0].positions == {"s0": A}


def test_a_decision_for_a_position_that_the_codebook_no_longer_has_is_no_reading(snapshot: Snapshot) -> None:
    log = [*coded("Ann", "ab"), *(replace(entry, position="truce") for entry in coded("Ben", "ab"))]
    assert [reader.name for reader in readers(snapshot, ISSUE, log)] == ["Ann", "editors", MODEL]
    ann = replace(coded("Ann", "n")[0], position=N)
    # Editors read the first statement as Ann did, so nothing is left to be settled.
    assert disputes(snapshot, Filters(ISSUE), [ann, *log[2:]]) == []


def test_whoever_types_the_name_of_the_datas_coder_is_not_taken_for_them(snapshot: Snapshot) -> None:
    names = [reader.name for reader in readers(snapshot, ISSUE, coded("Editors", "a"))]
    assert names == ["Editors", "editors (in the data)", MODEL]


def test_nobody_and_one_alone_agree_with_nobody(snapshot: Snapshot) -> None:
    assert readers(snapshot, "tea", []) == [] and pairs([]) == []
    assert people_together(readers(snapshot, ISSUE, [])).value is None
