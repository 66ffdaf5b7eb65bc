"""A coder for any issue: from its codebook at once, and better with what people code."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stance.codebook import derive, load_issue
from stance.coding import code, version
from stance.coding.adapt import Row, learn, measured, model_of
from stance.coding.fit import fit, softmax
from stance.records import Issue

BOOK = """
id: harbour
version: "1"
title: What should happen to the old harbour?
question: Does the statement ask for the harbour's closure, or for its renewal?
start: ""
end: ""
concepts:
  - {id: closing, name: closure of the old harbour, definition: The old harbour is shut and ships go elsewhere.}
positions:
  - id: close
    name: Close it
    definition: Asks for the closure.
    counts: [A call for the closure.]
    does_not_count: [A closure for a day.]
    examples:
      - The old harbour has to be closed this year.
      - We ask the council to shut the harbour for good.
      - Let the ships go elsewhere and close these docks.
      - It is time to end the traffic in the old port.
    order: 1
    colour: "#000000"
    colour_dark: "#ffffff"
  - id: keep
    name: Keep it
    definition: Refuses the closure.
    counts: [A refusal of the closure.]
    does_not_count: [Praise of the ships.]
    examples:
      - The harbour must stay open, for it feeds the town.
      - We shall never agree to close the docks.
      - Shutting the old port would be a grave mistake.
      - Our harbour deserves new cranes and not a funeral.
    order: 2
    colour: "#000000"
    colour_dark: "#ffffff"
  - id: none
    name: No position
    definition: Says nothing on it.
    counts: [Anything else.]
    does_not_count: [A position.]
    examples:
      - The harbour was built two hundred years ago.
      - Three ships arrived on Monday.
      - The school needs another teacher.
      - The weather on the coast was bad.
    order: null
    colour: "#000000"
    colour_dark: "#ffffff"
rule:
  - {when: {closing: supports}, then: close}
  - {when: {closing: opposes}, then: keep}
  - {when: {}, then: none}
votes: {}
"""


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    (tmp_path / "harbour.yaml").write_text(BOOK, encoding="utf-8")
    return load_issue("harbour", tmp_path)


def test_a_codebook_alone_codes(issue: Issue) -> None:
    texts = ["The harbour must be closed.", "We refuse to close the harbour; it feeds us.", "Rain fell on Sunday."]
    made = code(issue, texts)
    assert [one.position for one in made] == ["close", "keep", "none"]
    for text, one in zip(texts, made, strict=True):
        assert math.isclose(sum(one.probabilities.values()), 1, abs_tol=1e-6)
        assert derive(issue, {name: held.stance for name, held in one.stances.items()}) == one.position
        assert one.because in text
        assert bool(one.because) == (one.position != "none")
        assert one.coder == version(issue)


def test_an_issue_with_no_gold_is_unmeasured(issue: Issue) -> None:
    assert not measured(issue)
    assert measured(load_issue("gaza-ceasefire"))


def test_a_changed_rule_under_a_known_name_is_neither_trained_for_nor_measured() -> None:
    shipped = load_issue("gaza-ceasefire")
    assert measured(shipped) and model_of(shipped).examples > 1000
    (_, first), *rest = shipped.rule
    other = replace(shipped, rule=(({"humanitarian_pause": "supports"}, "oppose_ceasefire"), *rest))
    assert not measured(other)
    assert model_of(other).examples < 1000
    # Other words, colours or days change nothing of what is asked.
    assert measured(replace(shipped, title="Gaza", start=""))
    assert first == "ceasefire"


def test_it_improves_as_people_code(issue: Issue) -> None:
    odd = "Let gulls have the quay."
    before = code(issue, [odd])[0].probabilities["close"]
    rows: list[Row] = [(odd, "close"), ("Give the quay back to the gulls.", "close", {"closing": "supports"})]
    model = learn(issue, rows)
    after = code(issue, [odd], model)[0]
    assert after.probabilities["close"] > before + 0.1
    assert after.coder == version(issue, model) != version(issue)
    assert model.examples == model_of(issue).examples + 2
    assert code(issue, [odd])[0].probabilities["close"] == before


def test_the_same_rows_give_the_same_coder_and_the_last_decision_on_a_text_counts(issue: Issue) -> None:
    rows: list[Row] = [("Close it now.", "close"), ("Keep it open.", "keep")]
    one, two = learn(issue, rows), learn(issue, [("Keep it open.", "none"), *reversed(rows)])
    assert one.learnt_from == two.learnt_from
    assert np.allclose(one.weights, two.weights, atol=1e-4)
    assert learn(issue, []) is model_of(issue)


def test_what_the_codebook_does_not_know_is_refused(issue: Issue) -> None:
    with pytest.raises(ValueError, match="'shut' is none of close, keep, none"):
        learn(issue, [("Shut it.", "shut")])


def test_learning_again_takes_about_a_second(issue: Issue) -> None:
    rows: list[Row] = [(f"Statement {number} on the harbour.", "none") for number in range(200)]
    learn(issue, rows)
    start = time.perf_counter()
    learn(issue, rows)
    assert time.perf_counter() - start < 10


def test_a_correction_of_a_trained_coder_starts_from_it() -> None:
    gaza = load_issue("gaza-ceasefire")
    text = "Aid is needed."
    corrected = learn(gaza, [("An unheard-of phrase.", "ceasefire")])
    assert code(gaza, [text], corrected)[0].position == code(gaza, [text])[0].position == "none"


def test_a_fit_separates_what_can_be_separated_and_keeps_near_what_was_known() -> None:
    table = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)
    right = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float64)
    weights, bias = fit(table, right, np.zeros((4, 2)), 10, [[0, 1]])
    assert softmax(table @ weights + bias)[0, 0] > 0.9
    weak, _ = fit(table, right, np.zeros((4, 2)), 0.01, [[0, 1]])
    assert np.abs(weak).max() < 0.05
    assured = np.where(right == 1, 9.0, -9.0)
    none, _ = fit(table, right, assured, 10, [[0, 1]])
    assert np.abs(none).max() < 1e-3
