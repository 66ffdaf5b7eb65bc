"""The form of corpus/training/stances.csv: sentences written to teach support and opposition for any concept."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[1] / "corpus" / "training"
COLUMNS = "id topic concept text stance phenomenon twins source".split()
SOURCE = "written for training, not a real statement"
PHENOMENA = frozenset(
    (
        "call, refusal, negation, verb of stance, consequence, condition, concession, view of others, regret, "
        "vote explanation, too little or too much, comparison, past or hypothetical, procedure, description, "
        "topic without the concept, takes note, question, rhetorical question, idiom, paraphrase, reported, "
        "spokesperson, translated, UN register, slogan, long sentence, slot, degree, irony, subject swap, reproach, "
        "national measure, temporary or lasting, first step and goal"
    ).split(", ")
)


def read(name: str) -> list[dict[str, str]]:
    with (TRAINING / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def stances() -> list[dict[str, str]]:
    return read("stances.csv")


def test_every_row_is_filled_from_the_vocabularies(stances: list[dict[str, str]]) -> None:
    assert list(stances[0]) == COLUMNS
    assert {row["stance"] for row in stances} == {"supports", "opposes", "none"}
    assert {row["phenomenon"] for row in stances} <= PHENOMENA
    assert {row["source"] for row in stances} == {SOURCE}
    for row in stances:
        filled = [row[name] for name in COLUMNS if name != "twins"]
        assert all(filled) and all(cell == " ".join(cell.split()) for cell in row.values()), row


def test_ids_are_made_of_concept_and_text_and_stand_once(stances: list[dict[str, str]]) -> None:
    for row in stances:
        digest = hashlib.sha256((row["concept"] + row["text"]).encode()).hexdigest()
        assert row["id"] == digest[:8], row
    assert len({row["id"] for row in stances}) == len(stances)
    assert len({(row["concept"].casefold(), row["text"].casefold()) for row in stances}) == len(stances)


def test_the_set_is_large_varied_and_counted_in_the_readme(stances: list[dict[str, str]]) -> None:
    assert len({row["topic"] for row in stances}) >= 400
    assert len({row["concept"] for row in stances}) >= 1000
    assert sum(bool(row["twins"]) for row in stances) >= len(stances) / 3
    assert sum(row["phenomenon"] == "slot" for row in stances) <= 0.15 * len(stances)
    readme = (TRAINING.parent / "README.md").read_text(encoding="utf-8")
    assert f"| `training/stances.csv` | {len(stances):,} |" in readme


def test_twins_differ_in_words_and_in_stance(stances: list[dict[str, str]]) -> None:
    groups = defaultdict(list)
    for row in stances:
        if row["twins"]:
            groups[row["twins"]].append(row)
    for name, rows in groups.items():
        assert len({row["stance"] for row in rows}) >= 2, name
        assert len({row["text"] for row in rows}) >= 2, name
        assert len({row["topic"] for row in rows}) == 1, name


def test_no_topic_gives_its_stance_away(stances: list[dict[str, str]]) -> None:
    """Otherwise a model learns which topics are liked instead of what a sentence says."""
    topics = defaultdict(list)
    for row in stances:
        topics[row["topic"]].append(row["stance"])
    for topic, found in topics.items():
        # Of three concepts beside a sentence, it mostly speaks of one.
        assert 0.08 <= found.count("none") / len(found) <= 0.85, topic
        taken = [stance for stance in found if stance != "none"]
        assert 0.08 <= taken.count("supports") / len(taken) <= 0.92, topic


def test_no_sentence_is_that_of_an_issue(stances: list[dict[str, str]]) -> None:
    """The sentences of an issue teach its coder; the same words here would count twice."""
    other = {row["text"].casefold() for row in read("gaza-ceasefire.csv")}
    assert not other & {row["text"].casefold() for row in stances}
