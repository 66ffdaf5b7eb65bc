"""Dates and numbers as people write them."""

from __future__ import annotations

import pytest

from stance.written import day, many


@pytest.mark.parametrize(
    ("value", "precision", "shown"),
    [
        ("2023-11-07", "day", "7 Nov 2023"),
        ("2023-11-06", "week", "week of 6 Nov 2023"),
        ("2023-11-01", "month", "Nov 2023"),
        ("2023-01-01", "year", "2023"),
        ("", "day", "no date"),
    ],
)
def test_a_date_says_no_more_than_is_known(value: str, precision: str, shown: str) -> None:
    assert day(value, precision) == shown


def test_a_number_agrees_with_its_noun() -> None:
    assert [many(n, "state") for n in (0, 1, 1200)] == ["0 states", "1 state", "1,200 states"]
