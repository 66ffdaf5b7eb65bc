"""The same sentence is said of every war; the document tells which one is meant."""

from dataclasses import replace

import pytest

from stance.codebook import derive, load_issue
from stance.coding.relevance import is_older, names, within
from stance.records import Coding

ISSUE = load_issue("gaza-ceasefire")


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("The guns must fall silent in Gaza.", "2023-11-04", True),
        ("Palestinians wait. The guns must fall silent.", "2023-11-04", True),
        ("KYIV - The leaders called for a full ceasefire in Ukraine.", "2025-05-10", False),
        ("An Engazan village.", "2025-05-10", False),
        ("The guns must fall silent in Gaza.", "2021-05-14", False),
        ("", "2023-11-04", True),
        ("", "", True),
    ],
)
def test_a_document_must_name_something_of_the_issue_and_not_be_older(text: str, date: str, expected: bool) -> None:
    assert (names(ISSUE, text) and not is_older(ISSUE, date)) is expected


@pytest.mark.parametrize("text", ["the West\nBank", "the West\u00a0Bank", "the west  bank", "#Gaza"])
def test_a_phrase_is_found_across_lines_and_spaces(text: str) -> None:
    assert names(ISSUE, text)
    assert not names(ISSUE, "the Westbank of megaGaza")


@pytest.mark.parametrize(
    ("date", "precision", "older"),
    [
        ("2023-10-06", "day", True),
        ("2023-10-02", "week", False),
        ("2023-09-25", "week", True),
        ("2023-10-01", "month", False),
        ("2023-09-01", "month", True),
        ("2023-01-01", "year", False),
        ("2022-01-01", "year", True),
        ("9999-12-30", "week", False),
    ],
)
def test_a_time_that_is_not_known_to_the_day_is_older_once_it_is_over(date: str, precision: str, older: bool) -> None:
    assert is_older(ISSUE, date, precision) is older


def test_an_issue_without_such_words_takes_every_document() -> None:
    anything = replace(ISSUE, about=(), start="")
    assert names(anything, "Anything.")
    assert not is_older(anything, "1999-01-01")


def test_what_is_off_the_issue_states_no_position_and_the_rest_is_untouched() -> None:
    coding = Coding("s", ISSUE.id, "ceasefire", 0.9, "model", because="ceasefire", condition="now")
    kept, off = within(ISSUE, [coding, coding], [True, False])
    assert kept is coding
    assert (off.position, off.because, off.condition) == ("none", "", "")
    assert abs(sum(off.probabilities.values()) - 1) < 1e-9
    assert derive(ISSUE, {name: stance.stance for name, stance in off.stances.items()}) == "none"
