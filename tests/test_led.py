"""Which position led each day: the same answers as a slow reading of every piece of evidence, and kept rightly."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance import day_by_day
from stance.counting import Rules, scale
from stance.filters import Filters
from stance.led import best, date_of, led
from stance.positions import Evidence, evidence, standings
from stance.runs import newest, runs, shifts
from stance.snapshot import Snapshot

CALL = "A/RES/ES-10/22"
RULES = [
    Rules(), Rules(votes=True), Rules(max_age=3), Rules(min_sources=3), Rules(max_age=3, min_sources=3, votes=True),
    Rules(skip=("ceasefire",)),
]  # fmt: skip


def upto(day: str, **more: object) -> Filters:
    return Filters(issue=ISSUE, end=day, **more)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three states that speak often and change their minds, several voices a day, and a roll call."""
    draw = random.Random(3)  # noqa: S311 - made-up data, not secrets
    first = dt.date(2023, 10, 20).toordinal()
    rows = [
        said(
            draw.choice(["FRA", "JOR", "USA"]), dt.date.fromordinal(first + draw.randrange(120)).isoformat(),
            draw.choice(["ceasefire", "humanitarian_pause", "oppose_ceasefire", "none"]), sources=draw.choice([1, 1, 2]),
            speaker=draw.choice(["A", "B", ""]), person=draw.random() < 0.3, coding_confidence=draw.choice([0.4, 0.7, 0.9]),
        )
        for _ in range(160)
    ]  # fmt: skip
    votes = [{"rollcall": CALL, "country": code, "vote": "Y"} for code in ("FRA", "KEN", "USA")]
    rollcalls = [{"id": CALL, "date": "2023-12-12"}]
    return snapshot_of(tmp_path_factory.mktemp("busy"), *rows, rollcalls=rollcalls, votes=votes)


def slow_runs(said_so: Sequence[Evidence], order: Sequence[str], rules: Rules) -> list[list[tuple[str, Evidence, int, int]]]:
    """Runs of (day, evidence that leads it, its statements, its sources), read piece by piece."""
    found: list[list[tuple[str, Evidence, int, int]]] = []
    for day in sorted({item.date for item in said_so}):
        today = [item for item in said_so if item.date == day]
        first = min((item.position for item in today), key=order.index)
        leads = [item for item in today if item.position == first]
        # Pieces come in their order, so the last is the one that stands for the day.
        step = (day, leads[-1], len(leads), sum(item.sources for item in leads))
        if found and found[-1][-1][1].position == first and not (
            rules.max_age and (dt.date.fromisoformat(day) - dt.date.fromisoformat(found[-1][-1][0])).days > rules.max_age
        ):  # fmt: skip
            found[-1].append(step)
        else:
            found.append([step])
    return found


@pytest.mark.parametrize("rules", RULES, ids=str)
@pytest.mark.parametrize("end", ["2023-10-25", "2023-12-12", "2024-01-15", "2024-03-30"])
def test_standings_and_runs_are_those_of_a_slow_reading(busy: Snapshot, rules: Rules, end: str) -> None:
    order = scale(busy.issues[ISSUE])
    stands, road, moves = {}, [], []
    for country, said_so in evidence(busy, upto(end), rules).items():
        before = ""
        for run in slow_runs(said_so, order, rules):
            sources = 0
            counts = [step for step in run if (sources := sources + step[3]) >= rules.min_sources]
            if not counts:
                continue
            start, began = counts[0][0], counts[0][1]
            road.append((start, country, began.position, began.statement_id, run[-1][0], sum(s[2] for s in run), sources, before))
            if before not in ("", began.position):
                moves.append((start, country, before, began.position, began.statement_id, began.speaker, began.basis))
            before = began.position
        last, leads = run[-1][0], run[-1][1]
        age = (dt.date.fromisoformat(end) - dt.date.fromisoformat(last)).days
        if counts and not (rules.max_age and age > rules.max_age):
            stands[country] = (leads.position, counts[0][0], last, leads.statement_id, sum(s[2] for s in run), sources, leads.basis)
    found = standings(busy, upto(end), rules)
    assert {
        s.country: (s.position, s.since, s.stated, s.statement_id, s.statements, s.sources, s.basis) for s in found
    } == stands
    assert [
        (r.start, r.country, r.position, r.statement_id, r.stated, r.statements, r.sources, r.before)
        for r in runs(busy, upto(end), rules)
    ] == sorted(road)
    changed = shifts(busy, upto(end), rules)
    assert [(m.date, m.country, m.before, m.after, m.statement_id, m.speaker, m.basis) for m in changed] == sorted(moves)
    held = day_by_day.days(busy, upto(end), rules)
    assert {key: held.position(row, held.length - 1) for row, key in enumerate(held.keys) if held.place[row, -1] > 0} == {
        key: stand[0] for key, stand in stands.items()
    }
    some = newest(busy, upto(end), rules, "2023-11-20", 4)
    late = [item for item in changed if item.date >= "2023-11-20"]
    assert (list(some.shifts), some.total) == (late[::-1][:4], len(late))


def test_another_last_day_is_read_off_what_was_kept(busy: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = led(busy, upto("2024-03-30"), Rules())
    monkeypatch.setattr(Snapshot, "arrays", lambda *_: pytest.fail("read again"))
    cut = led(busy, upto("2023-11-20"), Rules(max_age=9, min_sources=2, blocs=True))
    assert max(date_of(one.days[-1]) for one in cut.values()) <= "2023-11-20"
    assert all((one.places == whole[key].places[: len(one.places)]).all() for key, one in cut.items())
    assert led(busy, upto("2023-10-01"), Rules()) == {}


@pytest.mark.parametrize(
    ("filters", "rules"),
    [
        (upto("2024-03-30", roles=("Envoy",)), Rules()), (upto("2024-03-30", start="2024-03-29"), Rules()),
        (upto("2024-03-30"), Rules(votes=True)), (upto("2024-03-30"), Rules(skip=("ceasefire",))),
    ],
    ids=["role", "start", "votes", "skip"],
)  # fmt: skip
def test_other_filters_and_rules_are_read_anew(busy: Snapshot, filters: Filters, rules: Rules) -> None:
    usual = led(busy, upto("2024-03-30"), Rules())
    other = led(busy, filters, rules)
    assert {key: one.places.tolist() for key, one in other.items()} != {key: one.places.tolist() for key, one in usual.items()}


def test_what_was_kept_ends_with_the_decisions_that_are_laid(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire", id="s"), said("FRA", "2023-11-02", "ceasefire"))
    assert [one.places.tolist() for one in led(snapshot, upto("2024-01-01"), Rules()).values()] == [[1, 1]]
    decision = {"statement_id": "s", "issue": ISSUE, "position": "humanitarian_pause", "condition": "",
                "coder": "Ada", "decided": "2024-01-01T10:00:00Z"}  # fmt: skip
    snapshot.lay([decision])
    assert [one.places.tolist() for one in led(snapshot, upto("2024-01-01"), Rules()).values()] == [[2, 1]]


def test_decisions_laid_between_two_readings_take_a_standing_away_for_that_moment_and_break_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire", id="s"), said("JOR", "2023-11-02", "ceasefire"))
    decision = {"statement_id": "s", "issue": ISSUE, "position": "humanitarian_pause", "condition": "",
                "coder": "Ada", "decided": "2024-01-01T10:00:00Z"}  # fmt: skip

    def laid_before(*asked: object) -> object:
        snapshot.lay([decision])
        return best(*asked)  # type: ignore[arg-type]

    for place in ("stance.positions.best", "stance.runs.best"):
        snapshot.lay([])
        monkeypatch.setattr(place, laid_before)
        read = standings if place == "stance.positions.best" else runs
        assert [item.country for item in read(snapshot, upto("2024-01-01"))] == ["JOR"]
        assert [item.country for item in read(snapshot, upto("2024-01-01"))] == ["FRA", "JOR"]


def test_speakers_are_the_busiest_up_to_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stance.led.MOST_SPEAKERS", 1)
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", "ceasefire", speaker="A"),
        *(said("FRA", f"2023-11-0{day}", "ceasefire", speaker="B") for day in (5, 6)),
    )  # fmt: skip
    assert list(led(snapshot, upto("2023-11-04"), Rules(), "speaker")) == ["A"]
    assert list(led(snapshot, upto("2023-11-07"), Rules(), "speaker")) == ["B"]
