"""The model taught by decisions: named so, shown before it is used, below every person, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest

from stance.review import laying
from stance.review.decisions import Decision, Lesson
from stance.review.learnt import learn
from stance.review.store import Store
from stance.snapshot import Snapshot

A, N = "ceasefire", "none"
# The model took the first sort of sentence for a call; people here say that it states no position.
ODD = "The {} must be on the table of the mediators before the week is out."
THINGS = ("maps", "lists", "tents", "roads", "wells", "ports", "fields", "fences", "bridges", "trucks")


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    model = {"person": False, "coder": "model-1", "coding_confidence": 0.7}
    rows = [
        said("FRA", f"2023-11-{number + 1:02}", A, id=f"s{number}", text=ODD.format(thing), **model)
        for number, thing in enumerate(THINGS)
    ]
    rows.append(said("DEU", "2023-11-20", A, id="p", text="We call for an immediate ceasefire.", coder="editors"))
    return snapshot_of(tmp_path, *rows)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("STANCE_REVIEW", str(tmp_path / "review.sqlite"))
    return Store(str(tmp_path / "review.sqlite"))


def decisions(many: int) -> list[Decision]:
    return [Decision("Ann", ISSUE, f"s{number}", N) for number in range(many)]


def test_what_people_decided_is_learnt_and_what_nobody_coded_is_read_anew(snapshot: Snapshot) -> None:
    found = learn(snapshot, snapshot.issues[ISSUE], decisions(6), "Ann")
    assert (found.rows, found.of, found.seconds < 30) == (6, 4, True)
    assert found.lesson.name.endswith("-retrained-on-6") and found.lesson.name.startswith(ISSUE)
    assert [coding[0] for coding in found.lesson.codings] == ["s6", "s7", "s8", "s9"]
    assert {coding[1] for coding in found.lesson.codings} == {N}
    assert [(change.statement_id, change.before, change.after) for change in found.changes] == [
        (f"s{number}", A, N) for number in range(6, 10)
    ]


def test_decisions_under_an_older_codebook_neither_teach_nor_break(snapshot: Snapshot) -> None:
    old = [Decision("Ann", ISSUE, "s8", "truce"), Decision("Ann", ISSUE, "s9", N, stances={"truce": "supports"})]
    found = learn(snapshot, snapshot.issues[ISSUE], [*decisions(6), *old], "Ann")
    assert (found.rows, found.of) == (7, 3)


def test_what_is_of_another_matter_by_its_document_is_not_read_anew(tmp_path: Path) -> None:
    model = {"person": False, "coder": "model-1"}
    rows = [
        said("FRA", f"2023-11-{number + 1:02}", A, id=f"s{number}", text=ODD.format(thing), coding_confidence=0.7, **model)
        for number, thing in enumerate(THINGS)
    ]
    words = "There must be an immediate ceasefire."
    rows.append(said("DEU", "2023-11-20", N, id="sudan", text=words, coding_confidence=0.95, **model))
    rows.append(said("DEU", "2023-11-21", N, id="doubt", text=words, coding_confidence=0.5, **model))
    snapshot = snapshot_of(tmp_path, *rows)
    found = learn(snapshot, snapshot.issues[ISSUE], decisions(6), "Ann")
    assert {coding[0] for coding in found.lesson.codings} == {"s6", "s7", "s8", "s9", "doubt"}
    assert found.of == 5


def test_in_use_it_is_laid_below_every_person_and_can_be_taken_back(snapshot: Snapshot, log: Store) -> None:
    log.add(decisions(2))
    codings = tuple((key, N, 0.8, "") for key in ("s1", "s5", "p"))
    log.teach(Lesson(ISSUE, "model-2-retrained-on-2", "Ann", codings))
    assert log.lessons()[ISSUE].codings == codings
    laying.catch_up(snapshot)
    rows = {row["id"]: (row["position"], row["coder"], row["person"]) for row in snapshot.rows("SELECT * FROM coded")}
    assert rows["s5"] == (N, "model-2-retrained-on-2", False)
    assert rows["s1"] == (N, "Ann", True) and rows["p"] == (A, "editors", True) and rows["s6"][1] == "model-1"
    assert laying.decided(snapshot) == 2
    log.teach(Lesson(ISSUE, "", "Ben"))
    laying.catch_up(snapshot)
    assert snapshot.rows("SELECT coder FROM coded WHERE id = 's5'") == [{"coder": "model-1"}]
    assert log.lessons() == {} and log.revision() == 4


def test_a_statement_says_which_model_reads_it_now(tmp_path: Path, log: Store, monkeypatch) -> None:
    key = "0123456789abcdef"
    made = snapshot_of(tmp_path / "one", said("FRA", "2023-11-01", A, id=key, person=False, coder="model-1"))
    monkeypatch.setenv("STANCE_SNAPSHOT", str(made.path))
    log.teach(Lesson(ISSUE, "model-2-retrained-on-2", "Ann", ((key, N, 0.8, ""),)))
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.query_params["issue"], at.query_params["said"] = ISSUE, key
    at.run()
    assert not at.exception
    assert "in the reading that is in use, by model\\-2\\-retrained\\-on\\-2, 80% sure" in words(at)


def words(at: AppTest) -> str:
    kinds = (*at.markdown, *at.info, *at.success, *at.error, *at.subheader)
    return "\n".join(element.value for element in kinds).replace("\u00a0", " ")


def test_the_page_shows_what_it_would_change_before_anybody_uses_it(snapshot: Snapshot, log: Store, monkeypatch) -> None:
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot.path))
    log.add(decisions(4))
    at = AppTest.from_file("../app.py", default_timeout=120)
    at.query_params["issue"], at.query_params["task"] = ISSUE, "learn"
    at.run()
    at.switch_page("stance/pages/review.py").run()
    assert "4 statements decided so far; 5 are the least to learn from." in words(at)
    log.add(decisions(6)[4:])
    at.text_input(key="review_name_box").set_value("Ann").run()
    at.button(key="review_learn").click().run()
    assert not at.exception
    shown = words(at)
    assert "It would read 4 statements otherwise" in shown and "Learnt from 6 statements in" in shown
    assert "No person has coded 4 statements; it read them all." in shown
    assert log.lessons() == {}
    at.button(key="review_use").click().run()
    assert "put there by Ann, for 4 statements." in words(at)
    assert len(log.lessons()[ISSUE].codings) == 4
    at.button(key="review_forget").click().run()
    assert log.lessons() == {} and "put there by" not in words(at)
