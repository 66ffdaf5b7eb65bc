"""Wordings that sides share and words that set them apart, with counts and scores by hand."""

from pathlib import Path

import numpy as np
import pytest
from small import ISSUE, said, snapshot_of

from stance.alignment import wordings
from stance.alignment.wordings import alike, apart, best_pairs, shared
from stance.filters import Filters

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"


@pytest.fixture(autouse=True)
def small_sides(monkeypatch) -> None:
    monkeypatch.setattr(wordings, "MIN_SPEAKERS", 2)


def speech(country: str, position: str, text: str, **more: object) -> dict:
    return said(country, "2023-11-01", position, text=text, **more)


def test_a_shared_wording_counts_each_speaker_once_and_scores_by_the_weaker_side(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        speech("FRA", C, "We must protect civilians now."),
        speech("FRA", C, "Again: protect civilians!"),
        speech("IRL", C, "To protect civilians is a duty."),
        speech("DEU", P, "Pauses protect civilians."),
        speech("JPN", P, "They protect  Civilians, we say."),
        speech("ISR", X, "Nobody can protect civilians there."),
    )
    found = wordings.wordings(snapshot, Filters(ISSUE))
    assert found.speakers == {C: 2, P: 2, X: 1}
    assert found.sides == [C, P]
    (one,) = found.shared
    assert (one.wording, one.users) == ("protect civilians", (2, 2))
    assert one.score == pytest.approx((3 / 4 * 3 / 4) ** 0.5)


def test_only_own_words_count_unless_another_form_is_asked_for(tmp_path: Path) -> None:
    rows = [
        speech(code, position, "They protect civilians.", wording="paraphrase")
        for code, position in (("FRA", C), ("IRL", C), ("DEU", P), ("JPN", P))
    ]
    snapshot = snapshot_of(tmp_path, *rows)
    assert wordings.wordings(snapshot, Filters(ISSUE)).shared == ()
    asked = wordings.wordings(snapshot, Filters(ISSUE, wordings=("paraphrase",)))
    assert [one.wording for one in asked.shared] == ["protect civilians"]


def test_of_a_wording_and_its_part_the_longer_is_told_and_grammar_is_none() -> None:
    users = {"humanitarian aid": [2, 2], "humanitarian aid convoys": [2, 2], "of the": [9, 9], "the aid": [9, 9]}
    assert [one.wording for one in shared(users, [10, 10])] == ["humanitarian aid convoys"]
    assert shared({"protect civilians": [9, 1]}, [10, 10]) == []


def test_a_wording_of_all_sides_comes_before_one_of_two() -> None:
    users = {"blue sky": [9, 9, 0], "green grass": [2, 2, 2]}
    found = [(one.wording, one.sides) for one in shared(users, [10, 10, 10])]
    assert found == [("green grass", 3), ("blue sky", 2)]


def test_words_with_a_number_between_them_are_no_pair(tmp_path: Path) -> None:
    rows = [
        speech(code, position, text)
        for code, position, text in (
            ("FRA", C, "The October attack."), ("IRL", C, "The October 7 attack."),
            ("DEU", P, "An October attack."), ("JPN", P, "That October attack."), ("ITA", C, "October attack."),
        )
    ]  # fmt: skip
    (one,) = wordings.wordings(snapshot_of(tmp_path, *rows), Filters(ISSUE)).shared
    assert (one.wording, one.users) == ("october attack", (2, 2))


def test_of_very_many_statements_an_even_sample_is_read(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(wordings, "SAMPLE", 20)
    rows = [speech(f"X{n}", C if n % 2 else P, "protect civilians", speaker=f"S{n}") for n in range(100)]
    speakers = wordings.wordings(snapshot_of(tmp_path, *rows), Filters(ISSUE)).speakers
    assert 5 < sum(speakers.values()) < 45


def test_words_set_a_side_apart_by_their_odds() -> None:
    users = {"pauses": [0, 40], "ceasefire": [60, 4], "civilians": [50, 50], "the": [90, 0], "rare": [0, 1]}
    found = {(one.word, one.position): one for one in apart(users, [C, P])}
    assert set(found) == {("pauses", P), ("ceasefire", C)}
    assert found["pauses", P].users == 40 and found["pauses", P].odds > 4
    assert apart({"pauses": [0, 9]}, [C, P]) == []


def test_pairs_alike_take_different_positions_and_no_statement_twice(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        speech("FRA", C, "a", id="a", vector=[1.0, 0.0]),
        speech("IRL", C, "b", id="b", vector=[1.0, 0.0]),
        speech("DEU", P, "c", id="c", vector=[0.8, 0.6]),
        speech("ISR", X, "d", id="d", vector=[0.0, 1.0]),
    )
    assert [(one.one, one.other, round(one.cosine, 4)) for one in alike(snapshot, Filters(ISSUE))] == [
        ("a", "c", 0.8)
    ]
    near = np.array([[0, 0.9, 0.8], [0, 0, 0.95], [0, 0, 0]])
    assert [(one.one, one.other) for one in best_pairs(near, ["a", "b", "c"])] == [("b", "c")]


def test_nothing_is_said_of_one_side_alone(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, speech("FRA", C, "protect civilians"), speech("IRL", C, "protect civilians"))
    found = wordings.wordings(snapshot, Filters(ISSUE))
    assert (found.shared, found.apart, found.sides) == ((), (), [C])
    assert alike(snapshot, Filters(ISSUE, countries=("ZZZ",))) == []
