"""Agreement of pairs by days and by profiles, with hand-computed values; absent where it rests on too little."""

from pathlib import Path

import numpy as np
import pytest
from small import ISSUE, said, snapshot_of

from stance import comparison, day_by_day
from stance.alignment import held
from stance.alignment.agreement import by_days, by_profiles, chosen, matrix
from stance.counting import Rules
from stance.filters import Filters

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
RULES = Rules()


def three(country: str, *said_on: tuple[str, str], **more: object) -> list[dict]:
    return [said(country, date, position, **more) for date, position in said_on]


def filters(**more: object) -> Filters:
    return Filters(issue=ISSUE, **more)


def test_two_states_agree_on_the_share_of_days_on_which_both_hold_the_same(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-11-01", P), ("2023-11-02", P), ("2023-11-21", C)),
        *three("IRL", ("2023-11-11", C), ("2023-11-12", C), ("2023-11-13", C)),
    )
    found = matrix(snapshot, filters(end="2023-12-20"), RULES, "states", "days")
    # Both hold something from 11 November on: 40 days, the same from 21 November on: 30 days.
    assert found.pair("FRA", "IRL") == (pytest.approx(0.75), 40, 3)
    assert found.period == ("2023-11-01", "2023-12-20")
    short = matrix(snapshot, filters(end="2023-12-09"), RULES, "states", "days")
    assert short.pair("IRL", "FRA") == (None, 29, 3)


def test_the_share_is_the_one_that_comparing_two_states_shows(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-11-01", P), ("2023-11-02", P), ("2023-11-21", C)),
        *three("IRL", ("2023-11-11", C), ("2023-11-12", C), ("2023-12-13", X)),
    )
    asked = filters(end="2024-01-20")
    ((one,),) = [comparison.pairs(day_by_day.days(snapshot, asked, RULES))]
    value, days, _ = matrix(snapshot, asked, RULES, "states", "days").pair("FRA", "IRL")
    assert (value, days) == (pytest.approx(one.share), one.days)


def test_words_from_before_the_period_are_carried_into_it(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-10-10", C), ("2023-12-03", C), ("2023-12-04", C), ("2023-12-05", C)),
        *three("IRL", ("2023-10-11", C), ("2023-12-03", C), ("2023-12-04", C), ("2023-12-05", C)),
    )
    period = filters(start="2023-11-01", end="2023-12-10")
    found = matrix(snapshot, period, RULES, "states", "days")
    assert found.pair("FRA", "IRL") == (1.0, 40, 3)
    assert found.period == ("2023-11-01", "2023-12-10")


def test_profiles_overlap_in_the_smaller_shares() -> None:
    counts = np.array([[2.0, 1.0, 1.0], [1.0, 0.0, 3.0]])
    # 0.50 0.25 0.25 beside 0.25 0.00 0.75: 0.25 + 0.00 + 0.25.
    assert by_profiles(counts)[0, 1] == pytest.approx(0.5)
    assert by_profiles(counts).diagonal().tolist() == [1.0, 1.0]


def test_a_day_on_which_one_holds_nothing_is_not_a_day_in_common() -> None:
    shares = np.zeros((40, 2, 2), np.float32)
    shares[:, 0, 0] = 1
    shares[5:, 1, 0] = 1
    shares[20:, 1] = [0.5, 0.5]  # a bloc in two halves
    values, days = by_days(shares)
    assert days[0, 1] == 35
    assert values[0, 1] == pytest.approx((15 + 20 * 0.5) / 35)


def test_an_actor_with_too_few_statements_is_left_out_and_counted(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-11-01", P), ("2023-11-02", C), ("2023-11-03", C)),
        *three("TON", ("2023-11-01", X), ("2023-11-02", X)),
        *three("PER", ("2023-11-01", "none"), ("2023-11-02", "none"), ("2023-11-03", "none")),
    )
    found = matrix(snapshot, filters(), RULES, "states", "profiles")
    assert (found.actors, found.statements, found.few, found.more) == (("FRA",), (3,), 1, 0)
    assert found.values == ((1.0,),)


def test_of_too_many_actors_those_with_the_most_statements_stay(monkeypatch) -> None:
    monkeypatch.setattr("stance.alignment.agreement.MOST", 2)
    assert chosen({"A": [3], "B": [5], "C": [4], "D": [1]}) == (["B", "C"], 1, 1)


def test_speakers_are_compared_whatever_their_country(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-11-01", C), ("2023-11-02", C), ("2023-11-03", C), speaker="Nora Weil"),
        *three("FRA", ("2023-11-01", P), ("2023-11-02", P), ("2023-12-20", P), speaker="Max Ritter"),
    )
    found = matrix(snapshot, filters(), RULES, "speakers", "days")
    assert found.pair("Nora Weil", "Max Ritter") == (0.0, 50, 3)


def test_a_bloc_holds_the_shares_of_its_members_of_that_day(tmp_path: Path) -> None:
    bloc = {"name": "", "start": "2000-01-01", "end": "", "source": "x"}
    members = ("FRA", "DEU", "IRL", "ITA")
    snapshot = snapshot_of(
        tmp_path,
        *[said(code, "2023-11-01", C if code != "ITA" else X) for code in members],
        said("GBR", "2023-11-01", X),
        blocs=[{**bloc, "bloc": "EU", "country": code} for code in members]
        + [{**bloc, "bloc": "EU", "country": "GBR", "end": "2020-01-31"}]
        + [{**bloc, "bloc": "G7", "country": code} for code in ("FRA", "DEU")],
    )  # fmt: skip
    found = held.by_day(snapshot, filters(end="2023-11-10"), RULES, "blocs", ["EU", "G7"])
    assert found.shares.shape == (10, 2, 3)
    # Britain had left; of the two members of the other one there are too few.
    assert found.shares[0].tolist() == [[0.75, 0.0, 0.25], [0.0, 0.0, 0.0]]


def test_positions_that_do_not_count_are_in_neither_measure(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        *three("FRA", ("2023-11-01", C), ("2023-11-02", C), ("2023-11-03", C), ("2023-11-20", P)),
        *three("IRL", ("2023-11-01", C), ("2023-11-02", C), ("2023-12-15", C)),
    )
    rules = Rules(skip=(P,))
    for by in ("days", "profiles"):
        assert matrix(snapshot, filters(), rules, "states", by).pair("FRA", "IRL")[0] == 1.0
        assert matrix(snapshot, filters(), RULES, "states", by).pair("FRA", "IRL")[0] < 1.0


def test_nothing_found_is_an_empty_table(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", C))
    for among in held.AMONG:
        found = matrix(snapshot, filters(countries=("ZZZ",)), RULES, among, "days")
        assert (found.actors, found.root) == ((), None)
