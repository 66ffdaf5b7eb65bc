"""Reported speech is coded with its cue: the words of a call under "rejected" are a refusal."""

import pytest

from stance.codebook import load_issue
from stance.coding.reported import code_reported, head_of

ISSUE = load_issue("gaza-ceasefire")


@pytest.mark.parametrize(
    ("cue", "text", "position"),
    [
        ("rejected", "calls for an immediate ceasefire in Gaza", "oppose_ceasefire"),
        ("refused", "to demand a ceasefire", "oppose_ceasefire"),
        ("ruled out", "a ceasefire", "oppose_ceasefire"),
        ("calling", "an immediate ceasefire in Gaza", "ceasefire"),
        ("welcomed", "the truce", "ceasefire"),
        ("requested", "a pause in the fighting", "humanitarian_pause"),
    ],
)
def test_the_cue_decides_what_the_words_amount_to(cue: str, text: str, position: str) -> None:
    (coding,) = code_reported(ISSUE, [text], [cue], ["indirect"])
    assert coding.position == position
    assert coding.because and coding.because in text
    assert coding.condition in text


def test_direct_words_and_words_merely_said_are_read_alone() -> None:
    assert head_of("a ceasefire", "rejected", "direct") == ""
    assert head_of("a ceasefire is needed", "said", "indirect") == ""
    assert head_of("a ceasefire is needed", "", "indirect") == ""


def test_the_preposition_that_the_cue_lost_is_put_back() -> None:
    assert head_of("an immediate ceasefire", "calling", "indirect") == "The minister calling for "
    assert head_of("for a ceasefire", "called", "indirect") == "The minister called "
    assert head_of("a ceasefire", "called for", "mixed") == "The minister called for "
    assert head_of("that the war end", "asked", "indirect") == "The minister asked "
