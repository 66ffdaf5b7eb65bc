"""The first reader: what it reads is what was taught, whatever stands beside it, and it is learnt the same each time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stance.codebook import load_issue
from stance.coding import reader, teach
from stance.coding.lessons import FOR_CHOOSING, NEAR_GOLD, csv_rows, lessons, unseen
from stance.coding.lexicon import CODERS
from stance.embedding.encoders import model_folder
from stance.records import STANCES, Concept

ISSUE = load_issue("gaza-ceasefire")
TEXTS = ["We call for a ceasefire now.", "We reject a ceasefire; the operation goes on.", "Two trucks arrived."]


def test_the_reader_is_taught_what_lies_in_the_corpus() -> None:
    stale = "Run python -m stance.coding.learn: what the reader is taught, or how, has changed"
    assert reader.learnt_from() == teach.digest(), stale


def test_whole_questions_and_a_part_of_the_ceasefire_are_never_taught() -> None:
    taught = lessons()
    assert not {lesson.topic for lesson in taught} & (NEAR_GOLD | FOR_CHOOSING)
    rows = csv_rows(CODERS.parent / "training" / f"{ISSUE.id}.csv")
    kept = {row["text"] for row in rows if unseen(row)}
    assert len(kept) >= 500
    assert not kept & {lesson.text for lesson in taught}
    assert all(unseen(row) for row in rows if row["speaker"])


def test_it_reads_each_side(tmp_path: Path) -> None:
    chances = np.exp(reader.read(ISSUE, TEXTS))
    assert chances.shape == (3, 2, 3)
    assert np.allclose(chances.sum(axis=2), 1, atol=1e-3)
    assert [STANCES[place] for place in chances[:, 0].argmax(axis=1)] == ["supports", "opposes", "none"]


def test_a_text_is_read_alike_alone_and_among_others_and_when_kept() -> None:
    alone = np.exp(reader.read(ISSUE, TEXTS[:1]))[0]
    among = np.exp(reader.read(ISSUE, [*TEXTS, "A longer text. " * 50, ""]))[0]
    assert np.allclose(alone, among, atol=1e-3)


def test_openvino_reads_what_torch_reads() -> None:
    import torch

    from stance.coding import adapter

    with np.load(reader.NUMBERS, allow_pickle=False) as data:
        numbers = {name: data[name] for name in data.files if name != "learnt_from"}
    network = adapter.restored(model_folder(), numbers)
    names = [reader.name_of(concept) for concept in ISSUE.concepts]
    concepts, texts = teach.states(network, names), teach.states(network, TEXTS)
    network.eval()
    with torch.inference_mode():
        wanted = teach.scores(network, [(text, concepts) for text in texts]).softmax(1).reshape(3, 2, 3)
    assert np.allclose(np.exp(reader.read(ISSUE, TEXTS)), wanted.numpy(), atol=5e-3)


def test_the_same_lessons_teach_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = lessons()[:32]
    monkeypatch.setattr(teach, "lessons", lambda: few)
    said: list[str] = []
    one = teach.teach(said.append, tmp_path / "one.npz", 1)
    two = teach.teach(said.append, tmp_path / "two.npz", 1)
    with np.load(one) as a, np.load(two) as b:
        assert set(a.files) == set(b.files)
        assert all(np.array_equal(a[name], b[name]) for name in a.files)
        assert any(np.abs(a[name]).max() > 0 for name in a.files if name.endswith(".up"))
    assert said[0].startswith("32 texts, ")
    assert said[1].startswith("round 1 of 1: loss ")
    assert one.stat().st_size < 4_000_000


def test_twins_are_read_side_by_side_and_in_the_same_company() -> None:
    from stance.coding.adapter import Network

    twins = [lesson for lesson in lessons() if lesson.twins][:300]
    school = teach.School(Network(model_folder()), twins, 1)
    shown = school._company()
    batches = school._batches(shown)
    assert sorted(place for batch in batches for place in batch) == list(range(300))
    assert all(len(batch) <= teach.BATCH for batch in batches)
    groups = [group for group in school.groups if len(group) > 1]
    assert len(groups) >= 90
    for group in groups:
        assert len({tuple(name for name, _, _ in shown[place]) for place in group}) == 1
    of = {place: number for number, batch in enumerate(batches) for place in batch}
    assert sum(len({of[place] for place in group}) == 1 for group in groups) >= 0.8 * len(groups)


def test_a_concept_is_named_by_its_phrase_or_its_name_and_definition() -> None:
    assert reader.name_of(ISSUE.concepts[0]) == "ceasefire in Gaza"
    assert reader.name_of(Concept("ban", "Ban", "No more of it.")) == "Ban: No more of it."
