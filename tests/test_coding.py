"""Codings: what each text states, how surely, and in which words."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from stance.codebook import derive, load_issue
from stance.coding import code, kappa, version
from stance.coding.model import load
from stance.counting import MIN_CONFIDENCE
from stance.errors import InputError
from stance.records import Coding

ISSUE = load_issue("gaza-ceasefire")
BLINKEN = "It’s our view that a ceasefire now would leave Hamas in place to regroup and repeat attacks"


def one(text: str) -> Coding:
    return code(ISSUE, [text])[0]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (BLINKEN, "oppose_ceasefire"),
        ("A pause is not enough; a full ceasefire is needed.", "ceasefire"),
        ("We ask for humanitarian pauses now and, in time, a ceasefire.", "humanitarian_pause"),
        ("The EU calls for an immediate pause leading to a sustainable ceasefire.", "humanitarian_pause"),
        ("No ceasefire until Hamas is destroyed.", "oppose_ceasefire"),
        ("There should be a ceasefire as soon as the hostages are free.", "ceasefire"),
        ("They did not call for a ceasefire.", "none"),
        ("We call for an immediate ceasefire in Sudan.", "none"),
        ("All hostages must be released and aid must reach Gaza.", "none"),
        ("The delegation voted against the resolution demanding an immediate ceasefire.", "oppose_ceasefire"),
        ("", "none"),
        ("Lorem ipsum dolor sit amet.", "none"),
    ],
)
def test_a_text_gets_the_position_that_the_codebook_gives_it(text: str, position: str) -> None:
    assert one(text).position == position


@pytest.mark.parametrize(
    "text",
    [
        "Pedimos un alto el fuego inmediato en Gaza.", "Rechazamos un alto el fuego en Gaza.",
        "Nous refusons un cessez-le-feu à Gaza.", "Wir fordern einen sofortigen Waffenstillstand in Gaza.",
        "Der Krieg muss weitergehen, bis die Hamas besiegt ist.",
    ],
)  # fmt: skip
def test_of_another_language_the_coder_is_never_sure(text: str) -> None:
    assert one(text).confidence < min(MIN_CONFIDENCE, load("gaza-ceasefire").threshold)


def test_a_coding_holds_together() -> None:
    texts = [BLINKEN, "We want pauses, not a ceasefire.", "Stop the war.", "Aid is needed.", "?!", "ſ" * 40]
    for text, made in zip(texts, code(ISSUE, texts), strict=True):
        assert set(made.probabilities) == {position.id for position in ISSUE.positions}
        assert math.isclose(sum(made.probabilities.values()), 1, abs_tol=1e-6)
        assert made.confidence == made.probabilities[made.position] == max(made.probabilities.values())
        assert derive(ISSUE, {name: held.stance for name, held in made.stances.items()}) == made.position
        assert made.because in text
        assert made.condition in text
        assert (made.issue, made.statement_id, made.coder) == (ISSUE.id, "", version(ISSUE))


def test_two_concepts_are_coded_apart() -> None:
    stances = one("A pause is not enough; a full ceasefire is needed.").stances
    assert stances["ceasefire"].stance == "supports"
    assert stances["humanitarian_pause"].stance == "opposes"


def test_the_deciding_words_and_the_condition_are_shown() -> None:
    assert one(BLINKEN).because == "ceasefire now would leave Hamas"
    assert one("We back a truce once the captives are home.").condition == "once the captives are home"
    assert one("Free the captives once and for all.").condition == ""


def test_a_text_is_coded_alike_alone_and_among_others() -> None:
    among = code(ISSUE, ["Aid is needed.", BLINKEN, "Stop the war."])[1]
    assert among.position == one(BLINKEN).position
    assert math.isclose(among.confidence, one(BLINKEN).confidence, abs_tol=1e-3)


def test_no_texts_give_no_codings() -> None:
    assert code(ISSUE, []) == []


def test_an_issue_without_a_coder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load("tea", tmp_path)
    mend = "Add training statements and run python -m stance.coding.learn"
    assert str(caught.value) == f"{tmp_path / 'tea.npz'}: this issue has no trained coder. {mend}."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (["a", "a", "b", "b"], ["a", "a", "b", "b"], 1.0),
        (["a", "a", "b", "b"], ["a", "b", "a", "b"], 0.0),
        (["a", "a", "b", "b"], ["a", "a", "b", "a"], 0.5),
        (["a", "a"], ["a", "a"], 1.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(first: list[str], second: list[str], expected: float) -> None:
    assert kappa(first, second) == pytest.approx(expected)


def test_kappa_needs_two_codings_of_the_same_statements() -> None:
    with pytest.raises(ValueError, match="not 1 and 2"):
        kappa(["a"], ["a", "b"])
