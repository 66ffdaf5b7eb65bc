"""The page Issues: a codebook is written from choices, checked as it grows, tried, downloaded and read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import small
from streamlit.testing.v1 import AppTest

from stance.codebook import from_text, load_issue
from stance.counting import MIN_CONFIDENCE
from stance.drafting import trial
from stance.drafting.text import MAX_BYTES, blank, copy_of, to_yaml
from stance.pages import draft_trial
from stance.pages.evidence import escape
from stance.snapshot import Snapshot

PAGE = "stance/pages/issues.py"
GAZA = load_issue("gaza-ceasefire")
HOSTILE = "<script>a</script> [x](javascript:b) $c$ :red[d] ![e](http://f.example/g.png)"


def started() -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=120).run()
    at.switch_page(PAGE).run()
    assert not at.exception
    assert [title.value for title in at.title] == ["Write an issue"]
    return at


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=f"draft_{key}").click().run()
    assert not at.exception
    return at


def type_in(at: AppTest, name: str, said: str) -> AppTest:
    key = f"draft_field_{name}"
    boxes = [box for box in (*at.text_input, *at.text_area) if box.key == key]
    boxes[0].set_value(said).run()
    assert not at.exception
    return at


def upload(at: AppTest, name: str, text: str) -> AppTest:
    at.file_uploader(key="draft_upload").upload(name, text.encode(), "application/yaml").run()
    assert not at.exception
    return at


def shown(at: AppTest) -> str:
    parts = (*at.markdown, *at.caption, *at.subheader, *at.error, *at.success, *at.info, *at.warning)
    return "\n".join(element.value for element in parts)


def file_of(at: AppTest) -> str:
    """What the download button gives."""
    return to_yaml(at.session_state["draft_issue"])


def test_a_codebook_is_written_from_nothing() -> None:
    at = started()
    assert "Not complete" in shown(at) and "my\\-issue\\.yaml" in shown(at)
    for name, said in (
        ("title", "Whaling"), ("question", "Should whales be hunted?"), ("about", "whal\n"), ("id", "Whales!"),
        ("concept_name_0", "Ban"), ("concept_definition_0", "No whale is hunted."),
        ("position_name_0", "Ban whaling"), ("position_name_1", "Go on"),
    ):  # fmt: skip
        type_in(at, name, said)
    for place in range(3):
        for field in ("definition", "counts", "does_not_count"):
            type_in(at, f"position_{field}_{place}", f"{field} of {place}")
        type_in(at, f"position_examples_{place}", "\n".join(f"Example {n} of {place}." for n in range(8)))
    issue = at.session_state["draft_issue"]
    assert "The file can be used." in shown(at)
    assert issue.rule == (({"ban": "supports"}, "ban-whaling"), ({"ban": "opposes"}, "go-on"), ({}, "none"))
    assert from_text(file_of(at), Path("whales.yaml")) == issue
    assert "It supports *Ban*: " in shown(at)


def test_counters_and_hints_follow_what_is_typed() -> None:
    at = started()
    assert "“For” has 0 of 8 examples" in shown(at)
    type_in(at, "position_examples_0", "One.\n\n- Two.\n")
    assert "“For” has 2 of 8 examples" in shown(at)
    assert [box.label for box in at.expander if "2 of 8" in box.label]
    assert at.text_area(key="draft_field_position_examples_0").value == "One.\nTwo."


def test_positions_and_lines_come_go_and_move() -> None:
    at = press(press(started(), "position_add"), "concept_add")
    type_in(at, "position_name_2", "Between")
    press(press(at, "position_up_2"), "rule_add")
    issue = at.session_state["draft_issue"]
    assert [(p.id, p.order) for p in issue.positions] == [("for", 1), ("between", 2), ("against", 3), ("none", None)]
    assert issue.rule[2] == ({"concept": "supports"}, "between")
    at.selectbox(key="draft_field_rule_2_0").select("none").run()
    at.selectbox(key="draft_field_position_colour_1").select("Brown").run()
    issue = at.session_state["draft_issue"]
    assert issue.rule[2] == ({"concept": "supports", "measure": "none"}, "between")
    assert issue.position("between").colour == "#6B3300"
    press(press(at, "position_drop_1"), "concept_drop_1")
    issue = at.session_state["draft_issue"]
    assert issue.rule == blank().rule and len(issue.positions) == 3


def test_a_copy_of_a_bundled_issue_is_complete_and_one_can_go_back() -> None:
    at = type_in(started(), "title", "Mine")
    at.selectbox(key="draft_copy").select(GAZA.id).run()
    press(at, "copy_it")
    assert at.session_state["draft_issue"] == copy_of(GAZA)
    assert "The file can be used" in shown(at)
    assert at.text_input(key="draft_field_title").value == GAZA.title
    press(at, "back")
    assert at.session_state["draft_issue"].title == "Mine"


def test_a_file_is_read_and_what_it_lacks_is_said() -> None:
    at = upload(started(), "mine.yaml", to_yaml(GAZA))
    assert at.session_state["draft_issue"] == GAZA
    assert "mine\\.yaml was read. It is complete." in shown(at)
    at = upload(started(), "half.yml", "title: Half\nconcepts: [{id: a}]")
    assert at.session_state["draft_issue"].title == "Half"
    assert "half\\.yml was read. It is not complete yet." in shown(at)
    assert "Not complete" in shown(at)
    at = upload(started(), "typo.yaml", to_yaml(GAZA).replace("ceasefire: supports", "ceasefire: support", 1))
    assert "typo\\.yaml was read without what cannot be used" in shown(at)
    assert "line 1 of the rule has the stance" in shown(at)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &b [x]\nc: *b", "x.yaml: the file uses YAML aliases. Write each text where it is used."),
        ("a: [", "x.yaml, line 1: this is not YAML (expected the node content, but found '<stream end>'). "
         "Mend the line or the indentation."),
        ("#" * (MAX_BYTES + 9), "x.yaml: this file is too long for a codebook. Keep it under 200,000 bytes."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_codebook_leaves_the_draft(text: str, message: str) -> None:
    at = upload(type_in(started(), "title", "Mine"), "x.yaml", text)
    assert at.error[0].value == escape(message)
    assert at.session_state["draft_issue"].title == "Mine"


def test_hostile_words_are_shown_and_not_read() -> None:
    at = type_in(type_in(started(), "position_name_0", HOSTILE), "concept_name_0", HOSTILE)
    # Labels are read as markdown too.
    said = shown(at) + "\n".join(box.label for box in (*at.expander, *at.selectbox, *at.text_area, *at.button))
    assert escape(HOSTILE) in said
    assert HOSTILE not in said and "](javascript" not in said and "<script>" not in said


def test_nothing_of_a_draft_is_kept_for_the_next_visit() -> None:
    type_in(started(), "title", "Mine alone")
    assert started().session_state["draft_issue"] == blank()


def test_an_incomplete_draft_says_what_to_do_before_it_can_be_tried() -> None:
    at = started()
    assert at.info[0].value.startswith("The draft can be tried when its file is complete.")
    assert not [button for button in at.button if button.key == "draft_try"]


def test_a_draft_codes_the_collection_and_says_that_it_is_unmeasured() -> None:
    at = started()
    at.selectbox(key="draft_copy").select(GAZA.id).run()
    press(at, "copy_it")
    at.checkbox(key="draft_about").uncheck().run()
    said = shown(press(at, "try"))
    assert draft_trial.UNMEASURED in said
    (title,) = [item.value for item in at.subheader if item.value.startswith("What it makes of")]
    issue, rows, total = at.session_state["draft_tried"]
    assert issue == copy_of(GAZA) and len(rows) == total and title == f"What it makes of {total} statements"
    assert sum(item.n for item in trial.counts(issue, rows)) == len(rows)
    assert all(row["because"] in row["text"] for row in rows)
    # A guess is never shown in full colour.
    cards = [row for _, some in draft_trial.sections(issue, rows) for row in some]
    unsure = sum(row["coding_confidence"] < MIN_CONFIDENCE for row in cards)
    assert len(cards) >= 8 and said.count("◌ perhaps ") == unsure
    assert "a person" not in said and "coded by a model" in said
    type_in(at, "title", "Another")
    assert "The draft has changed since" in shown(at)


def test_words_that_nothing_names_give_no_numbers() -> None:
    at = started()
    at.selectbox(key="draft_copy").select(GAZA.id).run()
    press(at, "copy_it")
    press(type_in(at, "about", "zzyzx"), "try")
    assert at.warning[0].value.startswith("No statement of this collection names any of these words.")
    assert "draft_tried" not in at.session_state


def test_the_sample_is_the_same_each_time_and_names_the_words(opened: Snapshot) -> None:
    rows, total = trial.sample(opened, ["ceasefire"], 20)
    assert len(rows) == 20 < total
    assert all("ceasefire" in row["text"].lower() for row in rows)
    assert trial.sample(opened, ["ceasefire"], 20)[0] == rows
    everything, more = trial.sample(opened, [], 20)
    assert more > total and everything != rows
    # Signs of a pattern are words like others.
    assert trial.sample(opened, [".*"], 20)[1] == 0


def test_the_sample_finds_words_as_documents_are_found_by_them(tmp_path: Path) -> None:
    texts = ["Die Ökosteuer kommt.", "We stand with #Gaza.", "The West\nBank too.", "MegaGaza, Windökosteuer."]
    held = small.snapshot_of(tmp_path, *(small.said("DEU", "2023-11-01", "none", text=text) for text in texts))
    for word, expected in (("ökosteuer", 0), ("#gaza", 1), ("West Bank", 2)):
        rows, total = trial.sample(held, [word])
        assert ([row["text"] for row in rows], total) == ([texts[expected]], 1)


def test_no_vector_of_what_a_visitor_wrote_is_kept(
    opened: Snapshot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from stance.embedding import MODEL_VERSION, vectors

    monkeypatch.setattr(vectors, "path", lambda: tmp_path / "vectors.sqlite")
    draft = replace(copy_of(GAZA), id="mine-alone", title="Mine alone")
    rows = trial.coded(draft, trial.sample(opened, [], 5)[0])
    assert len(rows) == 5 and {row["issue"] for row in rows} == {"mine-alone"}
    assert vectors.read(MODEL_VERSION, [said for p in draft.positions for said in p.examples]) == {}
