"""Changes of standing with the words before and after, what changed since a day, voices that differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small import ISSUE, said, snapshot_of

from stance import changes
from stance.changes import FIRST, Change
from stance.counting import Rules
from stance.filters import Filters
from stance.runs import shifts
from stance.snapshot import Snapshot

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
END = Filters(issue=ISSUE, end="2024-12-31")
CALL = {"id": "A/RES/ES-10/22", "body": "GA", "date": "2023-12-12", "title": "Protection of civilians", "topic": "gaza",
        "sponsor": "EGY", "outcome": "adopted", "yes": 1, "no": 0, "abstain": 0, "url": "https://example.org/vote"}  # fmt: skip
YES = {"rollcall": CALL["id"], "country": "CAN", "vote": "Y"}


def entries(*args: Any, **more: Any) -> list[Change]:
    return list(changes.log(*args, **more).part(0, 1000))


@pytest.fixture
def canada(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path, said("CAN", "2023-10-24", P, id="first"), said("CAN", "2023-11-20", P, id="last"),
        said("CAN", "2024-02-14", C, id="turn", speaker="A. Prime", role="Prime Minister"), said("JOR", "2023-11-01", C, id="jordan"),
        rollcalls=[CALL], votes=[YES],
    )  # fmt: skip


def test_the_log_holds_shifts_and_first_positions_the_newest_first(canada: Snapshot) -> None:
    held = changes.rows(canada, END, Rules())
    log = changes.log(held)
    assert log.part(0, 9) == (
        Change("CAN", "2024-02-14", P, C, "2023-11-20"), Change("JOR", "2023-11-01", FIRST, C), Change("CAN", "2023-10-24", FIRST, P),
    )  # fmt: skip
    assert (len(log), log.first, log.shifts().part(0, 9), log.part(1, 2)) == (3, 2, log.part(0, 1), log.part(0, 2)[1:])
    assert [item.country for item in entries(held, "2023-11-01")] == ["CAN", "JOR"]
    assert entries(held, "2024-02-15") == []
    assert [item.date for item in entries(held, positions=(P,))] == ["2023-10-24"]


def test_each_change_is_told_by_the_words_that_made_it_and_the_last_before(canada: Snapshot) -> None:
    told = changes.told(canada, END, Rules(), entries(changes.rows(canada, END, Rules())))
    shift, first = told[0], told[1]
    assert shift.before is not None and shift.after is not None
    assert (shift.before["id"], shift.after["id"]) == ("last", "turn")
    assert (shift.after["speaker"], shift.after["role"], shift.after["source_title"]) == ("A. Prime", "Prime Minister", "A report")
    assert first.before is None and first.after is not None and first.after["id"] == "jordan"


def test_a_vote_makes_a_change_only_where_votes_count(canada: Snapshot) -> None:
    rules = Rules(votes=True)
    log = entries(changes.rows(canada, END, rules), "2023-11-02")
    assert log == [Change("CAN", "2023-12-12", P, C, "2023-11-20", vote=True)]
    (told,) = changes.told(canada, END, rules, log)
    assert told.after is not None and told.before is not None
    assert (told.after["id"], told.after["text"], told.after["source_url"]) == (CALL["id"], CALL["title"], CALL["url"])
    assert told.before["id"] == "last"


def test_a_standing_that_lapses_and_is_said_again_is_no_change(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("CAN", "2023-10-24", P), said("CAN", "2024-02-14", P), said("CAN", "2024-06-01", C))
    log = entries(changes.rows(snapshot, END, Rules(max_age=30)))
    assert [(item.date, item.before, item.last) for item in log] == [("2024-06-01", P, "2024-02-14"), ("2023-10-24", FIRST, "")]


@pytest.mark.parametrize("rules", [Rules(), Rules(votes=True), Rules(skip=(P,)), Rules(blocs=True), Rules(min_sources=2)], ids=str)
def test_the_log_is_as_the_shifts(opened: Snapshot, rules: Rules) -> None:
    log = entries(changes.rows(opened, END, rules))
    found = {(item.country, item.date, item.before, item.after) for item in log if item.before}
    if rules.min_sources == 1:
        # positions.shifts dates a change by the first words of its run, the log by the day on which it counts.
        assert found == {(item.country, item.date, item.before, item.after) for item in shifts(opened, END, rules)}
    told = changes.told(opened, END, rules, log)
    assert log and all(item.after for item in told) and all(bool(item.before) == bool(item.change.before) for item in told)


def test_what_changed_since_a_day_is_counted_by_where_from_and_where_to(canada: Snapshot) -> None:
    held = changes.rows(canada, END, Rules())
    assert changes.turnover(held, "2023-11-01", ["CAN", "JOR", "KEN"]) == {(P, C): 1, (FIRST, C): 1}
    assert changes.turnover(held, "2023-10-24", ["CAN"]) == {(FIRST, C): 1}
    assert changes.turnover(held, "2024-03-01", ["CAN", "JOR"]) == {(C, C): 2}


def test_who_held_nothing_on_both_days_is_in_no_count(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("CAN", "2023-10-24", P), said("JOR", "2024-02-20", C))
    held = changes.rows(snapshot, replace(END, end="2024-03-01"), Rules(max_age=30))
    assert changes.turnover(held, "2024-02-01", ["CAN", "JOR"]) == {(FIRST, C): 1}


def test_voices_that_differ_are_the_latest_of_each_in_the_last_thirty_days(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("ESP", "2023-11-01", C, speaker="A", id="a"), said("ESP", "2023-11-20", P, speaker="B", id="b"),
        said("ESP", "2023-11-15", X, speaker="B", id="older"), said("ESP", "2023-09-01", X, speaker="D", id="long ago"),
        said("ESP", "2023-11-18", P, speaker="", id="nobody"), said("ITA", "2023-11-01", C, speaker="A"),
    )  # fmt: skip
    def differing(filters: Filters, rules: Rules) -> dict[str, list[str]]:
        found = changes.differing(snapshot, filters, rules, changes.rows(snapshot, filters, rules), 9)
        return {code: [row["id"] for row in rows] for code, rows in found.items()}

    assert differing(END, Rules()) == {"ESP": ["b", "a"]}
    # Where pauses do not count, the refusal of B stands against A.
    assert differing(END, Rules(skip=(P,))) == {"ESP": ["older", "a"]}
    assert differing(replace(END, end="2023-11-10"), Rules()) == {}
