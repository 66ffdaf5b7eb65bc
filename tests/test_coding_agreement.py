"""Agreement between coders: the published examples, the intervals, and where a figure does not exist."""

from __future__ import annotations

import numpy as np
import pytest

from stance.coding.agreement import (
    MIN_UNITS,
    Agreement,
    alpha,
    alpha_interval,
    confusions,
    kappa,
    kappa_interval,
)

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): sections A, B and C.
MEG, OWEN = "0100000010", "1110010000"
BEN, GERRY = "aabbdcccedda", "babbbccceddd"
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(*coders: str) -> list[list[str]]:
    return [[value for value in column if value != "."] for column in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "published"), [((MEG, OWEN), 0.095), ((BEN, GERRY), 0.692), (FOUR, 0.743)]
)
def test_alpha_is_what_the_published_examples_say(coders: tuple[str, ...], published: float) -> None:
    assert alpha(units(*coders)) == pytest.approx(published, abs=0.0005)


def test_kappa_is_what_cohens_example_says() -> None:
    # J. Cohen, Educational and Psychological Measurement 20 (1960): 0.70 agreed, 0.41 by chance.
    table = {"aa": 88, "ab": 10, "ac": 2, "ba": 14, "bb": 40, "bc": 6, "ca": 18, "cb": 10, "cc": 12}
    pairs = [pair for pair, n in table.items() for _ in range(n)]
    assert kappa([pair[0] for pair in pairs], [pair[1] for pair in pairs]) == pytest.approx(0.492, abs=0.0005)


def test_alpha_does_not_exist_without_pairs_or_without_variation() -> None:
    assert alpha([]) is None and alpha([["a"], ["b"]]) is None
    assert alpha([["a", "a"], ["a", "a"]]) is None
    assert alpha([["a", "a"], ["b", "b"]]) == 1.0


def test_too_few_statements_give_no_figure() -> None:
    few = ["a", "b"] * (MIN_UNITS // 2)
    assert kappa_interval(few[:-1], few[:-1]) == Agreement(None, None, None, MIN_UNITS - 1, 18)
    assert alpha_interval([[name, name] for name in few[:-1]]).value is None
    assert alpha_interval([[name, name] for name in few]).value == 1.0


def test_an_interval_holds_its_figure_and_narrows_with_more_statements() -> None:
    def coded(n: int) -> tuple[list[str], list[str]]:
        chance = np.random.default_rng(3)
        first = chance.choice(list("abc"), n).tolist()
        return first, [name if chance.random() < 0.8 else str(chance.choice(list("abc"))) for name in first]

    widths = []
    for n in (40, 1000):
        first, second = coded(n)
        for found in (kappa_interval(first, second), alpha_interval(list(zip(first, second, strict=True)))):
            assert found.value is not None and found.low is not None and found.high is not None
            assert found.low < found.value < found.high <= 1
            assert (found.units, found.ratings) == (n, 2 * n)
            widths.append(found.high - found.low)
    assert max(widths[2:]) < min(widths[:2]) / 3
    assert kappa_interval(*coded(40)) == kappa_interval(*coded(40))


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    chance = np.random.default_rng(5)
    covered = 0
    for _ in range(200):
        first = chance.choice(["a", "b"], 120).tolist()
        second = [name if chance.random() < 0.9 else ("b" if name == "a" else "a") for name in first]
        found = kappa_interval(first, second)
        assert found.low is not None and found.high is not None
        covered += found.low <= 0.8 <= found.high
    assert 180 <= covered <= 199


def test_confusions_name_who_took_what_for_what() -> None:
    assert confusions(list("aabbc"), list("abaab")) == [("b", "a", 2), ("a", "b", 1), ("c", "b", 1)]


def test_the_interval_of_coders_who_agree_by_chance_alone_does_not_reach_full_agreement() -> None:
    first, second = ["a"] * 18 + ["a", "b"], ["a"] * 18 + ["b", "a"]
    found = kappa_interval(first, second)
    assert found.value == pytest.approx(-0.053, abs=0.001)
    assert found.low is not None and found.high is not None and found.low <= found.value <= found.high < 0.2
    same = kappa_interval(["a"] * 20, ["a"] * 20)
    assert (same.value, same.low, same.high) == (1.0, 1.0, 1.0)
