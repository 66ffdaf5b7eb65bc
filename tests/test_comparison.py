"""Comparing actors: stretches, agreement with its n, who is nearest, how many statements of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import comparison, day_by_day
from stance.comparison import Agreement
from stance.counting import Rules
from stance.day_by_day import OWN, Days
from stance.filters import Filters
from stance.snapshot import Snapshot
from stance.voices import Actor

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
END = Filters(issue=ISSUE, end="2023-12-31")


def lines(snapshot: Snapshot, filters: Filters, actors: list[Actor]) -> Days:
    return comparison.lines(snapshot, filters, Rules(), actors, day_by_day.days(snapshot, filters, Rules()))


@pytest.fixture
def three(tmp_path: Path) -> Snapshot:
    """France holds pauses for 40 days and a ceasefire for 21; Jordan a ceasefire for 61; Israel refuses 10."""
    return snapshot_of(
        tmp_path, said("FRA", "2023-11-01", P), said("FRA", "2023-12-11", C), said("JOR", "2023-11-01", C),
        said("ISR", "2023-12-22", X, speaker="Noa"), said("DEU", "2023-11-01", P), said("DEU", "2023-11-02", "none"),
    )  # fmt: skip


def test_agreement_is_the_share_of_days_on_which_both_hold_the_same(three: Snapshot) -> None:
    actors = [Actor("country", code) for code in ("FRA", "JOR", "ISR")]
    held = lines(three, END, actors)
    first, second, third = comparison.pairs(held)
    assert first == Agreement("country:FRA", "country:JOR", 61, 21, 40 / 61)
    assert first.share == 21 / 61
    # Ten days are too few for a share; two steps lie between a ceasefire and its refusal.
    assert second == Agreement("country:FRA", "country:ISR", 10, 0, 2.0)
    assert second.share is None and third.share is None
    (later, *_) = comparison.pairs(held, "2023-12-01")
    assert (later.days, later.same) == (31, 21)


def test_an_actor_of_whom_nothing_is_known_holds_nothing_and_shares_no_day(three: Snapshot) -> None:
    held = lines(three, END, [Actor("country", "KEN"), Actor("country", "JOR")])
    assert comparison.stretches(held, 0, 180) == []
    assert comparison.pairs(held) == [Agreement("country:KEN", "country:JOR", 0, 0, 0.0)]


def test_nearest_and_farthest_come_with_their_days_and_without_the_actor_itself(three: Snapshot) -> None:
    held = lines(three, END, [Actor("country", "FRA")])
    others = comparison.as_actors(day_by_day.days(three, END, Rules()), "country")
    found = comparison.ranked(comparison.agreement(held, others, 0))
    assert [(item.other, item.days, item.same) for item in found] == [("country:DEU", 61, 40), ("country:JOR", 61, 21)]


def test_of_two_with_one_share_the_one_less_far_on_the_scale_is_nearer() -> None:
    far, near = Agreement("a", "far", 40, 0, 2.0), Agreement("a", "near", 35, 0, 1.0)
    assert comparison.ranked([far, near, Agreement("a", "few", 29, 29, 0.0)]) == [near, far]
    assert comparison.ranked([far, near], least=36) == [far]


def test_a_stretch_ends_where_the_position_changes_or_the_words_grow_old(three: Snapshot) -> None:
    held = lines(three, END, [Actor("country", "FRA")])
    found = [(item.start, item.end, item.position, item.old, item.stated) for item in comparison.stretches(held, 0, 30)]
    assert found == [
        ("2023-11-01", "2023-12-01", P, False, "2023-11-01"),
        ("2023-12-02", "2023-12-10", P, True, "2023-11-01"),
        ("2023-12-11", "2023-12-31", C, False, "2023-12-11"),
    ]
    assert {item.basis for item in comparison.stretches(held, 0, 30)} == {OWN}


def test_speakers_blocs_and_countries_stand_side_by_side(three: Snapshot, opened: Snapshot) -> None:
    held = lines(three, END, [Actor("speaker", "Noa"), Actor("country", "ISR")])
    assert held.keys == ("speaker:Noa", "country:ISR")
    assert (held.place[0] == held.place[1]).all() and (held.place[0] == 3).sum() == 10
    late = Filters(issue=ISSUE, end="2024-12-31")
    held = lines(opened, late, [Actor("bloc", "EU"), Actor("country", "EU")])
    members = day_by_day.days(opened, late, Rules())
    # France and, from 2024, Germany and the Netherlands: the members' majority, not the Council's words.
    index = members.index("2024-05-20")
    assert held.position(0, index) == C and held.position(0, members.index("2023-11-16")) == P


def test_statements_by_position_count_those_without_one(three: Snapshot) -> None:
    actors = [Actor("country", "DEU"), Actor("speaker", "Noa"), Actor("country", "KEN")]
    assert comparison.tally(three, END, actors) == {
        "country:DEU": {P: 1, "none": 1}, "speaker:Noa": {X: 1}, "country:KEN": {},
    }  # fmt: skip
