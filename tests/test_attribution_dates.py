"""When was it said, seen from the document's date (2024-02-10 is a Saturday)."""

from __future__ import annotations

import pytest

from stance.actors import Registry
from stance.attribution import attribute
from stance.attribution.dates import resolve
from stance.records import Document

SATURDAY = "2024-02-10"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("on Saturday", ("2024-02-10", "day")),
        ("on Friday evening", ("2024-02-09", "day")),
        ("last Saturday", ("2024-02-03", "day")),
        ("yesterday", ("2024-02-09", "day")),
        ("the day before yesterday", ("2024-02-08", "day")),
        ("earlier today", ("2024-02-10", "day")),
        ("earlier this week", ("2024-02-05", "week")),
        ("last week", ("2024-01-29", "week")),
        ("earlier this month", ("2024-02-01", "month")),
        ("last month", ("2024-01-01", "month")),
        ("on 4 November", ("2023-11-04", "day")),
        ("on November 4, 2022", ("2022-11-04", "day")),
        ("on Feb. 8", ("2024-02-08", "day")),
        ("on the 9th of February", ("2024-02-09", "day")),
        ("next Monday", None),
        ("on 14 February 2024", None),
        ("on 31 February", None),
        ("with 40 others in Rome", None),
        ("", None),
    ],
)
def test_a_phrase_is_resolved_against_the_document(phrase: str, expected: tuple[str, str] | None) -> None:
    assert resolve(phrase, SATURDAY) == expected


def test_without_a_document_date_nothing_is_guessed() -> None:
    assert resolve("on Saturday", "") is None


def dated(text: str, date: str = SATURDAY) -> list[tuple[str, str]]:
    found = attribute(Document("report", text, date=date), Registry([]))
    return [(s.date, s.date_precision) for s in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm said that the talks had failed.", (SATURDAY, "day")),
        ("Holm said on Thursday that the talks had failed.", ("2024-02-08", "day")),
        ("Speaking in Oslo on Thursday, Holm said the talks had failed.", ("2024-02-08", "day")),
        ("Earlier this week, Holm told Moreau not to leave.", ("2024-02-05", "week")),
        ("Holm said that on Thursday the talks had failed.", (SATURDAY, "day")),
        ("Holm condemned the attack of October 7.", (SATURDAY, "day")),
        ("Holm said on October 25, 2022 that the talks had failed.", ("2022-10-25", "day")),
        ("In a speech on Oct. 25, 2022, Holm said the talks had failed.", ("2022-10-25", "day")),
        ("Holm said on 25 October 2022 that the talks had failed.", ("2022-10-25", "day")),
    ],
)
def test_only_the_time_of_the_saying_dates_a_statement(text: str, expected: tuple[str, str]) -> None:
    assert dated(text) == [expected]


def test_a_statement_without_any_date_has_none() -> None:
    assert dated("Holm said on Thursday that the talks had failed.", "") == [("", "day")]
