"""What actors said by day, when the voices of one differ, and the words in which two differ most."""

from __future__ import annotations

from pathlib import Path

from small import ISSUE, said, snapshot_of

from stance import voices
from stance.counting import Rules
from stance.filters import Filters
from stance.voices import Actor, Words

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
SCALE = (C, P, X)
END = Filters(issue=ISSUE, end="2024-12-31")


def word(date: str, position: str, name: str, leads: bool = True) -> Words:
    return Words(date, position, name, 1, leads)


def test_one_entry_a_day_and_position_the_one_that_counts_last(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-01", C, id="b"), said("FRA", "2023-11-01", C, id="a", speaker="Other"),
        said("FRA", "2023-11-01", P, id="c"), said("FRA", "2023-11-02", "none"), said("FRA", "2023-11-03", X, id="d"),
    )  # fmt: skip
    found = voices.words(snapshot, END, Rules(), [Actor("country", "FRA"), Actor("country", "KEN")])
    assert found == {
        "country:FRA": [
            Words("2023-11-01", P, "c", 1, False), Words("2023-11-01", C, "b", 2, True),
            Words("2023-11-03", X, "d", 1, True, True),
        ],
        "country:KEN": [],
    }  # fmt: skip
    skipped = voices.words(snapshot, END, Rules(skip=(X,)), [Actor("country", "FRA")])
    assert [item.id for item in skipped["country:FRA"]] == ["c", "b"]


def test_two_voices_of_a_government_are_contested_for_thirty_days_one_that_changes_its_mind_is_not(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("ESP", "2023-11-01", C, speaker="A"), said("ESP", "2023-12-01", P, speaker="B"),
        said("ESP", "2024-02-01", C, speaker="B"), said("ITA", "2023-11-01", C, speaker="A"), said("ITA", "2023-11-05", P, speaker="A"),
    )  # fmt: skip
    found = voices.words(snapshot, END, Rules(), [Actor("country", "ESP"), Actor("country", "ITA")])
    assert [(item.date, item.contested) for item in found["country:ESP"]] == [
        ("2023-11-01", False), ("2023-12-01", True), ("2024-02-01", False),
    ]  # fmt: skip
    assert not any(item.contested for item in found["country:ITA"])


def test_speakers_and_the_members_of_a_bloc_on_the_day(tmp_path: Path) -> None:
    member = {"bloc": "EU", "name": "EU", "country": "ESP", "start": "2023-12-01", "end": "", "source": "x"}
    snapshot = snapshot_of(
        tmp_path, said("ESP", "2023-11-01", C, speaker="Ana", id="early"), said("ESP", "2023-12-05", P, speaker="Eva", id="late"),
        blocs=[member],
    )  # fmt: skip
    found = voices.words(snapshot, END, Rules(), [Actor("bloc", "EU"), Actor("speaker", "Ana")])
    assert [item.id for item in found["bloc:EU"]] == ["late"]
    assert [item.id for item in found["speaker:Ana"]] == ["early"]


def test_the_furthest_apart_come_first_then_the_nearest_in_time() -> None:
    ours = [word("2023-11-01", C, "c1"), word("2023-11-20", P, "p1")]
    theirs = [word("2023-11-03", P, "p2"), word("2023-11-11", X, "x2"), word("2024-06-01", X, "x3")]
    found = voices.differences({"country:A": ours, "country:B": theirs}, SCALE, 9)
    # The pause of 20 November would meet the refusal of the 11th, which is used already.
    assert [(item.first.id, item.second.id, item.days, item.steps) for item in found] == [("c1", "x2", 10, 2)]
    both = voices.differences({"country:A": ours, "country:B": [*theirs[:2], word("2023-11-25", X, "x4"), theirs[2]]}, SCALE, 9)
    assert [(item.first.id, item.second.id) for item in both] == [("c1", "x2"), ("p1", "x4")]


def test_every_two_actors_come_to_word_and_words_that_do_not_lead_are_left_out() -> None:
    said = {
        "country:A": [word("2023-11-01", C, "a1"), word("2023-11-02", C, "a2")],
        "country:B": [word("2023-11-01", X, "b1"), word("2023-11-02", X, "b2")],
        "country:D": [word("2023-11-09", P, "d1"), word("2023-11-01", X, "d0", leads=False)],
    }
    found = voices.differences(said, SCALE, 2)
    assert [(item.one, item.other) for item in found] == [("country:A", "country:B"), ("country:A", "country:D")]
    assert "d0" not in {item.second.id for item in voices.differences(said, SCALE, 9)}


def test_statements_more_than_sixty_days_apart_are_not_held_against_each_other() -> None:
    pair = {"country:A": [word("2023-11-01", C, "a")], "country:B": [word("2023-12-31", X, "b")]}
    assert [item.days for item in voices.differences(pair, SCALE, 9)] == [60]
    pair["country:B"] = [word("2024-01-01", X, "b")]
    assert voices.differences(pair, SCALE, 9) == []
