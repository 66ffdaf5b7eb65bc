"""Rows of days: carry-forward, votes, blocs, ageing; and the same answer as the standings of each day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import day_by_day
from stance.counting import Rules
from stance.day_by_day import BLOC, DIVIDED, NOTHING, OWN, VOTE, Days
from stance.filters import Filters
from stance.positions import standings
from stance.snapshot import Snapshot

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"


def upto(day: str, **more: object) -> Filters:
    return Filters(issue=ISSUE, end=day, **more)


def row(held: Days, key: str) -> list[int]:
    return [int(value) for value in held.place[held.row(key)]]


def bloc(name: str, country: str, start: str = "2000-01-01", end: str = "") -> dict[str, str]:
    return {"bloc": name, "name": name, "country": country, "start": start, "end": end, "source": "x"}


def test_a_position_is_carried_forward_until_the_next_one(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-02", P), said("FRA", "2023-11-05", C), said("JOR", "2023-11-01", C))
    held = day_by_day.days(snapshot, upto("2023-11-06"), Rules())
    assert (held.first, held.keys, held.scale) == ("2023-11-01", ("FRA", "JOR"), (C, P, X))
    assert row(held, "FRA") == [0, 2, 2, 2, 1, 1]
    assert row(held, "JOR") == [1, 1, 1, 1, 1, 1]
    assert [int(day) for day in held.stated[0]] == [-1, 1, 1, 1, 4, 4]
    assert (held.position(0, 0), held.position(0, 1), held.day(4), held.index("2023-11-05")) == ("", P, "2023-11-05", 4)


def test_of_one_day_the_first_position_on_the_scale_counts_with_its_sources_only(tmp_path: Path) -> None:
    rows = [said("FRA", "2023-11-01", X, sources=5), said("FRA", "2023-11-01", C), said("FRA", "2023-11-02", C)]
    snapshot = snapshot_of(tmp_path, *rows)
    held = day_by_day.days(snapshot, upto("2023-11-02"), Rules())
    assert row(held, "FRA") == [1, 1]
    two = day_by_day.days(snapshot, upto("2023-11-02"), Rules(min_sources=2))
    assert row(two, "FRA") == [NOTHING, 1]


def test_a_standing_lapses_when_its_latest_words_are_older_than_the_rule_allows(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", P), said("FRA", "2023-11-05", C))
    held = day_by_day.days(snapshot, upto("2023-11-07"), Rules(max_age=2))
    assert row(held, "FRA") == [2, 2, 2, 0, 1, 1, 1]
    assert [int(day) for day in held.stated[0]] == [0, 0, 0, -1, 4, 4, 4]


def test_a_position_that_does_not_count_neither_makes_nor_ends_a_standing(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", C), said("FRA", "2023-11-02", P), said("FRA", "2023-11-03", X))
    held = day_by_day.days(snapshot, upto("2023-11-03"), Rules(skip=(P,)))
    assert row(held, "FRA") == [1, 1, 3]


def test_votes_count_by_their_date_beside_words(tmp_path: Path) -> None:
    call = {"id": "A/RES/ES-10/22", "body": "GA", "date": "2023-12-12", "title": "t", "topic": "gaza", "sponsor": "EGY",
            "outcome": "adopted", "yes": 1, "no": 0, "abstain": 0, "url": "https://example.org"}  # fmt: skip
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-12-11", P), said("JOR", "2023-12-11", P), rollcalls=[call],
        votes=[{"rollcall": call["id"], "country": code, "vote": "Y"} for code in ("FRA", "KEN")],
    )  # fmt: skip
    assert day_by_day.days(snapshot, upto("2023-12-13"), Rules()).keys == ("FRA", "JOR")
    held = day_by_day.days(snapshot, upto("2023-12-13"), Rules(votes=True))
    assert (row(held, "FRA"), row(held, "KEN"), row(held, "JOR")) == ([2, 1, 1], [0, 1, 1], [2, 2, 2])
    assert [int(value) for value in held.basis[held.row("FRA")]] == [OWN, VOTE, VOTE]


def test_a_member_holds_what_its_bloc_says_only_while_it_says_nothing_and_belongs(tmp_path: Path) -> None:
    words = {"capacity": "organisation"}
    snapshot = snapshot_of(
        tmp_path, said("EU", "2023-11-01", P, **words), said("LAS", "2023-11-02", C, **words), said("FRA", "2023-11-03", X),
        blocs=[bloc("EU", "FRA"), bloc("EU", "EST", end="2023-11-02"), bloc("EU", "BHR"), bloc("LAS", "BHR")],
    )  # fmt: skip
    held = day_by_day.days(snapshot, upto("2023-11-04"), Rules(blocs=True))
    assert row(held, "FRA") == [2, 2, 3, 3]
    assert row(held, "EST") == [2, 2, 0, 0]
    assert row(held, "BHR") == [2, 1, 1, 1]
    assert [int(value) for value in held.basis[held.row("FRA")]] == [BLOC, BLOC, OWN, OWN]


def test_a_bloc_stands_where_more_than_half_of_its_members_stand(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", C), said("DEU", "2023-11-01", P), said("ESP", "2023-11-02", C),
        said("ITA", "2023-11-03", P), said("POL", "2023-11-05", C), said("USA", "2023-11-01", X),
    )  # fmt: skip
    held = day_by_day.days(snapshot, upto("2023-11-06"), Rules())
    members = [bloc("EU", code) for code in ("FRA", "DEU", "ESP", "ITA")] + [bloc("EU", "POL", "2023-11-06")]
    together = day_by_day.of_blocs(held, members, ["EU", "NATO"])
    # Two of two are too few; two of three; two of four are not more than half; three of five.
    assert row(together, "EU") == [NOTHING, 1, DIVIDED, DIVIDED, DIVIDED, 1]
    assert [int(day) for day in together.stated[0]] == [-1, 1, -1, -1, -1, 4]
    assert row(together, "NATO") == [NOTHING] * 6


def test_speakers_have_rows_of_their_own(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("ESP", "2023-11-01", C, speaker="Ana"), said("ESP", "2023-11-02", P, speaker="Eva"))
    held = day_by_day.days(snapshot, upto("2023-11-02"), Rules(), "speaker")
    assert (row(held, "Ana"), row(held, "Eva")) == ([1, 1], [0, 2])


RULES = [
    Rules(), Rules(votes=True), Rules(blocs=True), Rules(blocs=True, votes=True), Rules(skip=(P,)),
    Rules(max_age=60), Rules(blocs=True, votes=True, skip=(P,), max_age=90, min_sources=2), Rules(min_sources=3),
]  # fmt: skip


@pytest.mark.parametrize("rules", RULES, ids=str)
def test_every_day_is_as_the_standings_of_that_day(opened: Snapshot, rules: Rules) -> None:
    held = day_by_day.days(opened, upto("2025-01-31"), rules)
    seen = 0
    for day in ("2023-10-09", "2023-10-30", "2023-11-11", "2023-11-21", "2023-12-12", "2024-03-01", "2024-09-30", "2025-01-31"):
        index = held.index(day)
        expected = {
            item.country: (item.position, item.stated, {"own words": OWN, "vote": VOTE}.get(item.basis, BLOC))
            for item in standings(opened, replace(upto(day)), rules)
        }
        found = {
            key: (held.position(number, index), held.day(int(held.stated[number, index])), int(held.basis[number, index]))
            for number, key in enumerate(held.keys)
            if day >= held.first and held.place[number, index] > 0
        }
        assert found == expected, day
        seen += len(expected)
    assert seen > 10
