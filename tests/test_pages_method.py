"""The page Method: the codebook in full, the words of the modules themselves, and the measured accuracy."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stance import method
from stance.codebook import load_issue
from stance.coding.lexicon import words
from stance.counting import MIN_CONFIDENCE
from stance.pages import accuracy, codebook
from stance.snapshot import Snapshot

PAGE = "stance/pages/method.py"
ISSUE = load_issue("gaza-ceasefire")
MEASURED = {
    "n": 164, "accuracy": 0.88, "macro_f1": 0.8, "threshold": 0.7, "coverage": 0.9, "sure_precision": 0.95,
    "calibration_error": 0.04, "pairs": 48, "pairs_right": 40, "gold_sha256": "abcdef0123456789",
    "coder": "c-1.0",
    "stance_accuracy": {"ceasefire": 0.9, "humanitarian_pause": 0.97},
    "scores": [
        {"position": "ceasefire", "n": 100, "given": 90, "right": 81, "precision": 0.9, "recall": 0.81,
         "f1": 0.853},
        {"position": "oppose_ceasefire", "n": 12, "given": 0, "right": 0, "precision": 0.0, "recall": 0.0,
         "f1": 0.0},
    ],
}  # fmt: skip


def page() -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=20).run()
    at.switch_page(PAGE).run()
    assert not at.exception
    assert [title.value for title in at.title] == ["Method"]
    return at


def shown(at: AppTest) -> str:
    text = "\n".join(element.value for element in (*at.markdown, *at.caption, *at.header, *at.code))
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


def test_the_codebook_stands_there_in_full() -> None:
    text = shown(page())
    assert ISSUE.question in text
    for concept in ISSUE.concepts:
        assert concept.definition in text
    for position in ISSUE.positions:
        for part in (position.definition, *position.counts, *position.does_not_count, *position.examples):
            assert part in text


def test_the_rule_reads_as_sentences() -> None:
    lines = [re.sub(r":color\[(.)\]\{.*?\}", r"\1", line) for line in codebook.rule(ISSUE)]
    assert lines == [
        "It supports *Ceasefire*: ●\u00a0Ceasefire",
        "It supports *Humanitarian pause*: ●\u00a0Humanitarian pauses",
        "It opposes *Ceasefire*: ●\u00a0Opposes a ceasefire",
        "It opposes *Humanitarian pause*: ●\u00a0Opposes a ceasefire",
        "Anything else: ○\u00a0States no position",
    ]


def test_votes_are_read_as_the_codebook_says(opened: Snapshot) -> None:
    rows = [line for line in codebook.votes_table(opened, ISSUE).splitlines() if "ES\\-10\\/22" in line]
    assert rows == [
        "| 12\u00a0Dec\u00a02023 | [A\\/RES\\/ES\\-10\\/22](<https://example.org/vote>) Protection of civilians "
        "| Ceasefire | Opposes a ceasefire | States no position |"
    ]
    assert len(codebook.votes_table(opened, ISSUE).splitlines()) == 2 + len(ISSUE.votes)


def test_the_words_on_a_station_are_those_of_its_module() -> None:
    text = shown(page())
    assert "A *standing* is the latest statement that counts, carried forward." in text
    assert f"Below {MIN_CONFIDENCE} a model's coding does not count." in text
    assert "Vectors group topics, not stances" in text
    assert "The two rankings are joined by reciprocal rank" in text
    assert "An agency's report is printed by twelve papers" in text


def test_the_coder_is_told_as_it_works_and_a_list_of_words_only_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader = "reads of each concept whether the words support it, oppose it or are silent."
    listed = "Beside its reading stand the sentence's vector and what the words say that are listed for this question."
    assert words(ISSUE.id) and words("fossil-fuels") is None
    text = shown(page())
    assert reader in text and listed in text and "calibrated on statements left out" in text
    monkeypatch.setattr("stance.coding.lexicon.words", lambda _: None)
    text = shown(page())
    assert reader in text and "Beside its reading stands the sentence's vector. Learnt weights" in text
    assert "listed for this question" not in text


def test_a_paragraph_that_is_gone_is_an_error() -> None:
    message = "the description of stance.positions has no paragraph that begins with 'No'"
    with pytest.raises(ValueError, match=message):
        method.said_by("stance.positions", "No")


def test_every_term_is_explained_once() -> None:
    text = shown(page())
    for term, meaning in method.GLOSSARY:
        assert text.count(f"**{term}.** {meaning}") == 1
    assert all(line in text for line in method.LIMITS)


def test_the_terms_say_what_the_pages_do(opened: Snapshot) -> None:
    terms = dict(method.GLOSSARY)
    # As ``counting.scope`` and ``Filters`` take a bloc.
    assert "standings are those of its members of the shown day" in terms["Bloc"]
    assert "said while they were members" in terms["Bloc"]
    assert len(opened.id) == 7 and "a plus sign and seven more" in terms["Data version"]


def test_the_data_version_and_its_counts(opened: Snapshot) -> None:
    at = page()
    text = shown(at)
    assert f"Data version **{opened.id}**: 40 sources, 40 statements, 40 codings, 2 roll calls" in text
    assert "Statements from 10 Oct 2023 to 11 Dec 2024." in text
    assert f"Data version {opened.id}, retrieved" in at.code[0].value


def test_without_a_measurement_nothing_is_claimed() -> None:
    assert "These data were built without a measurement" in shown(page())


def test_the_measured_accuracy_is_shown_as_it_was_measured(
    made_up_snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "snapshot"
    shutil.copytree(made_up_snapshot, copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["accuracy"] = {ISSUE.id: MEASURED}
    (copy / "manifest.json").write_text(json.dumps(manifest))
    monkeypatch.setenv("STANCE_SNAPSHOT", str(copy))
    text = shown(page())
    assert "**164 statements**" in text and "right in **88%** of them" in text
    assert "| 100 | 90% | 81% | 0.85 |" in text
    assert "| 12 (few) | none | 0% | 0.00 |" in text
    assert "Of 48 pairs" in text and "both sides of 40" in text
    assert "the digest abcdef012345, for the coder c-1.0" in text


def test_confidence_is_laid_beside_being_right_and_pairs_are_told_by_kind() -> None:
    bins = [{"low": 0.8, "high": 0.9, "n": 40, "confidence": 0.86, "right": 0.85}]
    assert accuracy.curve({"bins": bins}).splitlines()[-1] == "| 80% to 90% | 40 | 86% | 85% |"
    assert accuracy.tripped({"vote_explanation": (9, 14)}).splitlines()[-1] == "| vote explanation | 14 | 9 |"
    assert any("surest of it got 93% right" in line for line in accuracy.details(ISSUE, MEASURED | {"surest_precision": 0.93}))


def test_a_share_of_nothing_is_no_number() -> None:
    assert "| none | 0% | 0.00 |" in accuracy.table(ISSUE, MEASURED)
