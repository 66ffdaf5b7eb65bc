"""The page Review: one key a decision, blind coders, differences settled, agreement, the model taught, files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from postgres import binaries, serving
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest

from stance.review.decisions import Decision
from stance.review.store import Store
from stance.snapshot import Snapshot

A, P, X, N = "ceasefire", "humanitarian_pause", "oppose_ceasefire", "none"
KEYS = {A: 1, P: 2, X: 3, N: 4}


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    file = tmp_path / "review.sqlite"
    monkeypatch.setenv("STANCE_REVIEW", str(file))
    return Store(str(file))


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """Twelve statements that a model read, s0 with the least confidence."""
    made = snapshot_of(tmp_path, *(
        said("FRA", f"2023-11-{number + 1:02}", A, id=f"s{number}", person=False, coder="model-1",
             coding_confidence=0.5 + number / 30, because="a ceasefire now",
             text=f"We ask for a ceasefire now, number {number}.")
        for number in range(12)
    ))  # fmt: skip
    monkeypatch.setenv("STANCE_SNAPSHOT", str(made.path))
    return made


def opened(name: str = "Ann", task: str = "", **params: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.query_params["issue"] = ISSUE
    for key, value in {**params, **({"task": task} if task else {})}.items():
        at.query_params[key] = value
    at.run()
    at.switch_page("stance/pages/review.py").run()
    assert not at.exception
    if name:
        at.text_input(key="review_name_box").set_value(name).run()
    return at


def words(at: AppTest) -> str:
    kinds = (*at.markdown, *at.caption, *at.info, *at.success, *at.warning, *at.error, *at.subheader)
    return "\n".join(element.value for element in kinds).replace("\u00a0", " ")


def statement(at: AppTest) -> str:
    """The statement whose buttons are on the page."""
    found = {b.key.split("_")[1] for b in at.button if b.key and b.key.startswith("review_s") and b.key.endswith("_1")}
    (one,) = found
    return one


def press(at: AppTest, position: str) -> AppTest:
    at.button(key=f"review_{statement(at)}_{KEYS[position]}").click().run()
    assert not at.exception
    return at


def undo(at: AppTest) -> AppTest:
    next(b for b in at.button if b.label == "Undo my last").click().run()
    return at


def decided(coder: str, number: int, position: str, **more: Any) -> Decision:
    return Decision(coder, ISSUE, f"s{number}", position, **more)


def test_without_a_name_nothing_can_be_decided(snapshot: Snapshot, log: Store) -> None:
    at = opened("")
    assert at.button(key="review_s0_1").disabled
    assert "Type your name above to decide" in words(at)
    assert log.log() == []


def test_the_name_is_kept_for_the_visit_and_can_be_another(snapshot: Snapshot, log: Store) -> None:
    at = opened("Ann")
    assert "You decide as **Ann**." in words(at) and "review_name_box" not in [box.key for box in at.text_input]
    at.switch_page("stance/pages/map.py").run()
    at.switch_page("stance/pages/review.py").run()
    press(at, A)
    at.button(key="review_rename").click().run()
    at.text_input(key="review_name_box").set_value("Ben").run()
    assert next(b for b in at.button if b.label == "Undo my last").disabled
    assert "0 statements decided by you, 1 by anybody" in at.get("progress")[0].proto.text
    press(at, X)
    assert [(entry.coder, entry.statement_id) for entry in log.log()] == [("Ann", "s0"), ("Ben", "s1")]


def test_each_position_has_a_key_and_so_have_skip_and_undo(snapshot: Snapshot, log: Store) -> None:
    at = opened()
    shortcuts = {b.key: b.proto.shortcut for b in at.button if b.proto.shortcut}
    assert [shortcuts[f"review_s0_{number}"] for number in (1, 2, 3, 4)] == ["1", "2", "3", "4"]
    assert {value.upper() for value in shortcuts.values()} == {"1", "2", "3", "4", "S", "U"}


def test_the_most_doubtful_comes_first_and_a_decision_brings_the_next(snapshot: Snapshot, log: Store) -> None:
    at = opened(" Ann\u202e ")
    assert statement(at) == "s0"
    assert ":primary-background[a ceasefire now]" in words(at)
    at.text_input(key="review_if_s0").set_value("once\x00 free")
    at.text_input(key="review_note_s0").set_value("<b>why</b>")
    press(at, P)
    assert statement(at) == "s1"
    assert at.get("progress")[0].proto.text == "1 statement decided by you, 1 by anybody, of 12"
    (made,) = log.log()
    assert (made.coder, made.statement_id, made.position, made.kind) == ("Ann", "s0", P, "coding")
    assert (made.before, made.before_by, made.condition, made.note) == (A, "model-1", "once free", "<b>why</b>")
    assert (made.blind, made.data_version) == (False, snapshot.id)
    assert "Your latest decisions" in words(at) and "Humanitarian pauses :small[(the model:" in words(at)


def test_what_was_decided_is_changed_and_taken_back(snapshot: Snapshot, log: Store) -> None:
    at = press(press(opened(), A), A)
    at.button(key="review_change_s0").click().run()
    assert statement(at) == "s0"
    press(at, X)
    assert [(e.statement_id, e.position, e.before, e.before_by) for e in log.log()] == [
        ("s0", A, A, "model-1"), ("s1", A, A, "model-1"), ("s0", X, A, "Ann"),
    ]  # fmt: skip
    undo(at)
    assert statement(at) == "s0" and log.log()[-1].undoes == log.log()[2].id
    assert "2 statements decided by you" in at.get("progress")[0].proto.text
    undo(undo(at))
    assert log.revision() == 6
    assert next(b for b in at.button if b.label == "Undo my last").disabled
    assert "0 statements decided by you" in at.get("progress")[0].proto.text


def test_what_is_skipped_comes_back_at_the_end(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("Ann", number, A) for number in range(1, 12)])
    at = opened()
    at.button(key="review_s0_skip").click().run()
    assert "Only what you skipped is left: 1 statement." in words(at)
    at.button(key="review_again").click().run()
    press(at, A)
    assert "You have decided every statement that the filters keep." in words(at)


def test_a_blind_coder_sees_no_reading_before_deciding(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("Ben", 0, X, note="he refuses")])
    at = opened(position=X)
    assert statement(at) == "s0" and "people read" in words(at)
    at.toggle(key="review_blind_box").set_value(True).run()
    shown = words(at)
    # The filter by position would tell, too, so it does not hold.
    assert at.get("progress")[0].proto.text.endswith("of 12")
    for told in ("The model reads", "primary-background", "coded by", "decided in review by", "Opposes a ceasefire ·",
                 "he refuses", "Ben"):  # fmt: skip
        assert told not in shown, told
    assert not [button for button in at.button if button.label == "Context and coding"]
    press(at, A)
    assert log.log()[-1].blind
    at.button(key=f"review_change_{log.log()[-1].statement_id}").click().run()
    assert "The model reads" in words(at)
    press(at, P)
    assert not log.log()[-1].blind


def test_who_took_back_a_blind_decision_is_not_blind_again(snapshot: Snapshot, log: Store) -> None:
    at = opened()
    at.toggle(key="review_blind_box").set_value(True).run()
    press(at, X)
    assert log.log()[-1].blind and "(the model:" in words(at)
    undo(at)
    assert statement(at) == "s0" and "The model reads" in words(at)
    press(at, A)
    assert not log.log()[-1].blind


@pytest.mark.parametrize("task", ["agreement", "settle", "log"])
def test_a_blind_coder_is_told_nothing_by_the_other_parts(snapshot: Snapshot, log: Store, task: str) -> None:
    log.add([decided("Ben", 0, X, note="he refuses"), decided("Cem", 0, A)])
    at = opened(task=task)
    at.toggle(key="review_blind_box").set_value(True).run()
    assert "Switch *Blind* off to see it." in words(at) and not at.subheader
    assert "he refuses" not in words(at) and not at.dataframe


def test_a_condition_is_taken_along_only_with_the_position_that_it_was_read_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: Store
) -> None:
    model = {"person": False, "coder": "model-1", "coding_confidence": 0.6, "condition": "once they are free"}
    made = snapshot_of(tmp_path, *(said("FRA", f"2023-11-0{n}", A, id=f"s{n}", **model) for n in (1, 2, 3, 4)))
    monkeypatch.setenv("STANCE_SNAPSHOT", str(made.path))
    at = opened()
    for position in (A, N, P):
        press(at, position)
    at.text_input(key=f"review_if_{statement(at)}").set_value("if both agree")
    press(at, P)
    assert [(entry.position, entry.condition) for entry in log.log()] == [
        (A, "once they are free"), (N, ""), (P, ""), (P, "if both agree"),
    ]  # fmt: skip


def test_the_last_decision_on_another_question_is_not_taken_back_unseen(snapshot: Snapshot, log: Store) -> None:
    at = press(opened(), A)
    (made,) = log.log()
    at.session_state["review_made"] = (*at.session_state["review_made"], ("Ann", "x1", "s0", "another-question"))
    undo(at)
    assert log.log()[-1].undoes == made.id
    assert next(b for b in at.button if b.label == "Undo my last").disabled


def test_concepts_give_the_position_by_the_rule(snapshot: Snapshot, log: Store) -> None:
    at = opened()
    at.segmented_control(key="review_s0_ceasefire").set_value("opposes").run()
    at.button(key="review_s0_rule").click().run()
    (made,) = log.log()
    assert made.position == X and made.stances["ceasefire"] == "opposes"


def test_differences_are_settled_and_that_outranks(snapshot: Snapshot, log: Store) -> None:
    log.add([decided("Ann", 3, A), decided("Ben", 3, X, note="*n*"), decided("Ann", 4, A), decided("Ben", 4, A)])
    at = opened("Cem", "settle")
    shown = words(at)
    assert "1 statement to settle, 0 settled so far" in shown
    assert "**Ann**" in shown and "**Ben**" in shown and "\\*n\\*" in shown
    at.text_input(key="review_reason_s3").set_value("the words refuse")
    at.button(key="review_settle_s3_3").click().run()
    assert "No statement waits to be settled. 1 statement settled so far." in words(at)
    made = log.log()[-1]
    assert (made.kind, made.position, made.coder, made.note) == ("adjudicated", X, "Cem", "the words refuse")
    log.add([decided("Dan", 3, A), decided("Eve", 3, A)])
    at.switch_page("stance/pages/statements.py").run()
    assert "decided in review by Cem" in words(at)
    at.switch_page("stance/pages/review.py").run()
    next(b for b in at.button if b.label == "Take back").click().run()
    assert "1 statement to settle, 0 settled so far" in words(at)


def test_people_in_the_data_differ_too_and_a_party_is_told_so(tmp_path: Path, log: Store, monkeypatch) -> None:
    made = snapshot_of(tmp_path / "b", said("FRA", "2023-11-01", A, id="s0", coder="editors"))
    monkeypatch.setenv("STANCE_SNAPSHOT", str(made.path))
    log.add([decided("Ann", 0, N)])
    at = opened("ann", "settle")
    assert "**editors**, in the data: " in words(at)
    assert "You are one of these coders." in words(at)


def test_agreement_has_figures_with_intervals_and_the_statements_behind(snapshot: Snapshot, log: Store) -> None:
    letters = {"a": A, "x": X, "n": N}
    for coder, read in (("Ann", "aaaaaaxxxxnn"), ("Ben", "aaaaaxxxxxna")):
        log.add([decided(coder, number, letters[letter]) for number, letter in enumerate(read)])
    at = opened(task="agreement")
    shown = words(at)
    assert "Krippendorff's alpha over 2 people is **0.7" in shown and "(24 readings)" in shown
    chart = at.get("plotly_chart")[0].proto
    assert "Ann and Ben 0.7" in chart.alt and "the model" in chart.alt
    assert "**1** time Ann read" in shown
    assert "number 5" in shown
    at.selectbox(key="review_case").set_value("States no position / Ceasefire").run()
    assert "number 11" in words(at) and "number 5" not in words(at)
    at.toggle(key="review_only_blind").set_value(True).run()
    assert "There is nothing to compare yet." in words(at)


def test_the_log_shows_lines_and_a_file_is_merged_line_by_line(snapshot: Snapshot, log: Store) -> None:
    at = opened(task="log")
    assert "Nobody has decided anything on this question yet." in words(at)
    text = f"coder,issue,statement_id,position\nBen,{ISSUE},s2,none\nBen,{ISSUE},s99,none\n"
    at.file_uploader(key="review_file").upload("ben.csv", text.encode())
    next(b for b in at.button if b.label == "Merge").click().run()
    assert not at.exception
    shown = words(at).replace("\\", "")
    assert "1 decision added, 0 there already, 1 refused." in shown
    assert "ben.csv, line 3: there is no statement 's99' in these data. Merge it where those data are shown." in shown
    assert [(e.coder, e.merged_by) for e in log.log()] == [("Ben", "Ann")]
    table = at.dataframe[0].value
    assert list(table["Who"]) == ["Ben"] and list(table["Did"]) == ["decided"]


@pytest.mark.skipif(
    binaries() is None and not os.environ.get("STANCE_REQUIRE_POSTGRES"), reason="no PostgreSQL is installed"
)
def test_a_shared_host_keeps_the_decisions_on_its_server(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as address:
        monkeypatch.setenv("STANCE_REVIEW", address)
        undo(press(press(opened("Ann"), P), A))
        at = opened("Ben", "log")
        assert "3 lines on this question, kept on this host's review server." in words(at)
        assert list(at.dataframe[0].value["Did"]) == ["took back", "decided", "decided"]
        at.switch_page("stance/pages/statements.py").run()
        assert "1 of them as people decided in review" in words(at)
    # The server has gone: the pages show what was read last, and say so.
    monkeypatch.setattr("stance.review.database.WAIT", 1)
    at.run()
    assert not at.exception
    assert "People's decisions cannot be read now; pages show the data as they were last read." in words(at)
    assert "postgres" not in words(at).lower().replace("postgresql", "")


def test_switched_off_nothing_is_offered(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_REVIEW", "off")
    at = opened("")
    assert "Nothing can be decided here" in words(at) and not at.text_input


def test_a_host_may_ask_for_a_word(snapshot: Snapshot, log: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_REVIEW_KEY", "sésame")
    at = opened("")
    assert [box.key for box in at.text_input if box.key.startswith("review")] == ["review_word"]
    at.text_input(key="review_word").set_value("sesame")
    next(b for b in at.button if b.label == "Go on").click().run()
    assert "That is not the word." in words(at)
    at.text_input(key="review_word").set_value("sésame")
    next(b for b in at.button if b.label == "Go on").click().run()
    assert at.text_input(key="review_name_box").value == ""


def test_a_log_that_cannot_be_written_is_said(snapshot: Snapshot, log: Store) -> None:
    at = opened()
    assert log.file is not None
    log.file.mkdir()
    press(at, A)
    assert any("the decisions of people cannot be written" in error.value for error in at.error)
    assert statement(at) == "s0"


def test_hostile_names_are_shown_as_they_are(snapshot: Snapshot, log: Store) -> None:
    name = "<script>x</script> [a](javascript:b) :red[c]"
    at = press(opened(name), A)
    at.button(key="review_change_s0").click().run()
    assert "decided in review by \\<script\\>x\\<\\/script\\> \\[a\\]\\(javascript" in words(at)
