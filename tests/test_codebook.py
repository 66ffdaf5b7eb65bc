"""The codebook: what the bundled issue says, what its rule gives, and how a broken file is refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from stance.codebook import DEFAULT, ISSUES, derive, in_order, load_issue, load_issues
from stance.errors import InputError
from stance.records import STANCES, Issue

MINIMAL = """
id: tea
version: "1"
title: Tea
question: Is there tea?
start: "2024-01-01"
end: ""
concepts:
  - {id: tea, name: Tea, definition: A drink.}
positions:
  - {id: yes-tea, name: Tea, definition: D., counts: [a], does_not_count: [b], examples: [c],
     order: 1, colour: "#000000", colour_dark: "#ffffff"}
  - {id: none, name: None, definition: D., counts: [a], does_not_count: [b], examples: [c],
     order: null, colour: "#000000", colour_dark: "#ffffff"}
rule:
  - {when: {tea: supports}, then: yes-tea}
  - {when: {}, then: none}
votes:
  "R/1": {Y: yes-tea, N: none}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "tea.yaml").write_text(text, encoding="utf-8")
    return folder


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def test_the_bundled_issue_has_the_four_positions_in_order() -> None:
    issue = load_issue("gaza-ceasefire")
    assert [(p.id, p.order) for p in issue.positions] == [
        ("ceasefire", 1), ("humanitarian_pause", 2), ("oppose_ceasefire", 3), ("none", None),
    ]
    assert [concept.id for concept in issue.concepts] == ["ceasefire", "humanitarian_pause"]
    assert set(load_issues()) == {path.stem for path in ISSUES.glob("*.yaml")}


@pytest.mark.parametrize(
    ("ceasefire", "pause", "position"),
    [
        ("supports", "opposes", "ceasefire"),
        ("supports", "supports", "ceasefire"),
        ("opposes", "supports", "humanitarian_pause"),
        ("none", "supports", "humanitarian_pause"),
        ("opposes", "none", "oppose_ceasefire"),
        ("none", "opposes", "oppose_ceasefire"),
        ("none", "none", "none"),
    ],
)
def test_the_rule_gives_one_position(ceasefire: str, pause: str, position: str) -> None:
    issue = load_issue("gaza-ceasefire")
    assert derive(issue, {"ceasefire": ceasefire, "humanitarian_pause": pause}) == position


def test_a_concept_that_is_not_named_counts_as_none() -> None:
    assert derive(load_issue("gaza-ceasefire"), {}) == "none"


def test_votes_carry_a_position_and_an_abstention_carries_none() -> None:
    votes = load_issue("gaza-ceasefire").votes
    assert votes["A/RES/ES-10/22"] == {"Y": "ceasefire", "N": "oppose_ceasefire", "A": "none"}
    assert "A/RES/ES-10/24" not in votes
    assert {meaning["A"] for meaning in votes.values()} == {"none"}


@pytest.mark.parametrize(("field", "paper"), [("colour", "#ffffff"), ("colour_dark", "#0e1117")])
def test_colours_can_be_read_on_their_background(field: str, paper: str) -> None:
    for issue in load_issues().values():
        for position in issue.positions:
            assert contrast(getattr(position, field), paper) >= 3.0, (issue.id, position.id, field)


def test_the_issue_meant_where_none_is_named_comes_first() -> None:
    assert in_order({"b", DEFAULT, "a"}) == [DEFAULT, "a", "b"]
    assert list(load_issues()) == in_order(path.stem for path in ISSUES.glob("*.yaml"))


@pytest.mark.parametrize("issue", load_issues().values(), ids=lambda issue: issue.id)
def test_the_rule_of_every_issue_reaches_every_position(issue: Issue) -> None:
    concepts = [concept.id for concept in issue.concepts]
    rows = product(STANCES, repeat=len(concepts))
    reached = {derive(issue, dict(zip(concepts, row, strict=True))) for row in rows}
    assert reached == {position.id for position in issue.positions}


def test_fossil_fuels_has_eight_examples_a_position_and_no_example_twice() -> None:
    issue = load_issue("fossil-fuels")
    assert [(p.id, p.order, len(p.examples)) for p in issue.positions] == [
        ("phase_out", 1, 8), ("phase_down", 2, 8), ("continue", 3, 8), ("none", None, 8),
    ]
    examples = [example for position in issue.positions for example in position.examples]
    assert len(set(examples)) == len(examples)


@pytest.mark.parametrize(
    ("stances", "position"),
    [
        ({"phase_out": "supports", "continued_use": "supports"}, "continue"),
        ({"phase_down": "supports", "continued_use": "supports"}, "continue"),
        ({"phase_out": "supports", "phase_down": "opposes"}, "phase_out"),
        ({"phase_out": "opposes", "phase_down": "supports"}, "continue"),
        ({"continued_use": "opposes"}, "phase_out"),
        ({"phase_down": "supports"}, "phase_down"),
        ({}, "none"),
    ],
)
def test_who_defends_a_fossil_fuel_defends_it_whatever_else_is_promised(
    stances: dict[str, str], position: str
) -> None:
    assert derive(load_issue("fossil-fuels"), stances) == position


def test_a_file_of_the_right_form_is_read(tmp_path: Path) -> None:
    issue = load_issue("tea", written(tmp_path, MINIMAL))
    assert derive(issue, {"tea": "supports"}) == "yes-tea"
    assert issue.votes == {"R/1": {"Y": "yes-tea", "N": "none"}}


def test_an_unknown_issue_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_issue("coffee", written(tmp_path, MINIMAL))
    assert str(caught.value) == f"{tmp_path}: there is no issue 'coffee'. Issues here: tea."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: tea\n", "id: coffee\n", "the id 'coffee' is not the file's name. Write id: tea."),
        (
            "when: {tea: supports}",
            "when: {milk: supports}",
            "line 1 of the rule names the concept 'milk'. Name one of concepts:.",
        ),
        (
            "when: {tea: supports}",
            "when: {tea: likes}",
            "line 1 of the rule has the stance 'likes'. Use supports, opposes, none.",
        ),
        (
            "then: yes-tea",
            "then: maybe",
            "line 1 of the rule gives the position 'maybe'. Name one of positions:.",
        ),
        (
            "then: yes-tea",
            "then: [yes-tea]",
            "line 1 of the rule gives the position ['yes-tea']. Name one of positions:.",
        ),
        (
            "then: yes-tea",
            "then: {}",
            "line 1 of the rule gives the position {}. Name one of positions:.",
        ),
        (
            "when: {tea: supports}",
            "when: {tea: [supports]}",
            "line 1 of the rule has the stance ['supports']. Use supports, opposes, none.",
        ),
        (
            "  - {when: {}, then: none}\n",
            "",
            "the last line of the rule may not hold. End with when: {}.",
        ),
        (
            'colour: "#000000"',
            "colour: black",
            "the position 'yes-tea' has the colour 'black'. Write it as \"#RRGGBB\".",
        ),
        (
            "{Y: yes-tea, N: none}",
            "{Y: often}",
            "the roll call 'R/1' gives 'often'. Name one of positions:.",
        ),
        (
            "{Y: yes-tea, N: none}",
            "{Y: [yes-tea]}",
            "the roll call 'R/1' gives ['yes-tea']. Name one of positions:.",
        ),
        (
            "{Y: yes-tea, N: none}",
            "[yes-tea]",
            "the roll call 'R/1' maps ['yes-tea']. Map Y, N, A or X.",
        ),
        (
            "title: Tea\n",
            "",
            "the issue has no text under 'title'. Write title: with text in quotes.",
        ),
        (
            'start: "2024-01-01"',
            'start: "1 January"',
            "start '1 January' is not a date. Write start: \"YYYY-MM-DD\" or \"\".",
        ),
        (
            'start: "2024-01-01"',
            'start: "2023-99-99"',
            "start '2023-99-99' is not a date. Write start: \"YYYY-MM-DD\" or \"\".",
        ),
        (
            'end: ""',
            'end: "2021-11-31"',
            "end '2021-11-31' is not a date. Write end: \"YYYY-MM-DD\" or \"\".",
        ),
        (
            'end: ""',
            'end: "20241130"',
            "end '20241130' is not a date. Write end: \"YYYY-MM-DD\" or \"\".",
        ),
        (
            'end: ""',
            'end: "2023-12-31"',
            "the start 2024-01-01 is after the end 2023-12-31. Swap the two, or leave one empty.",
        ),
        (
            "order: null",
            "order: 2",
            "the position 'none' has the order 2. Write order: null: who states no position has no place.",
        ),
        (
            "id: none,",
            "id: yes-tea,",
            "the position 'yes-tea' stands twice. Keep one of them.",
        ),
    ],
)
def test_a_broken_file_says_what_is_wrong_and_how_to_mend_it(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in MINIMAL
    with pytest.raises(InputError) as caught:
        load_issue("tea", written(tmp_path, MINIMAL.replace(old, new, 1)))
    assert str(caught.value) == f"{tmp_path / 'tea.yaml'}: {message}"


def test_text_that_is_no_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_issue("tea", written(tmp_path, "id: tea\nversion: [1\n"))
    assert caught.value.line == 3
    assert str(caught.value).endswith("Mend the line or the indentation.")


@pytest.mark.parametrize("issue", load_issues().values(), ids=lambda issue: issue.id)
def test_an_abstention_carries_no_position_and_no_two_positions_share_a_colour(issue: Issue) -> None:
    assert {meaning.get("A", "none") for meaning in issue.votes.values()} <= {"none"}
    for colours in ([p.colour for p in issue.positions], [p.colour_dark for p in issue.positions]):
        assert len(set(colours)) == len(colours)


def test_the_issue_on_ukraine_has_its_positions_in_order_and_eight_examples_each() -> None:
    issue = load_issue("ukraine-war")
    assert [(p.id, p.order) for p in issue.positions] == [
        ("withdrawal", 1), ("ceasefire_now", 2), ("backs_russia", 3), ("none", None),
    ]
    assert [concept.id for concept in issue.concepts] == ["withdrawal", "ceasefire", "arms"]
    assert all(len(set(position.examples)) >= 8 for position in issue.positions)


@pytest.mark.parametrize(
    ("withdrawal", "ceasefire", "arms", "position"),
    [
        ("supports", "supports", "none", "withdrawal"),
        ("supports", "opposes", "opposes", "withdrawal"),
        ("none", "supports", "supports", "withdrawal"),
        ("none", "supports", "opposes", "ceasefire_now"),
        ("opposes", "supports", "none", "ceasefire_now"),
        ("opposes", "opposes", "none", "backs_russia"),
        ("opposes", "none", "opposes", "backs_russia"),
        ("none", "opposes", "none", "withdrawal"),
        ("none", "none", "opposes", "ceasefire_now"),
        ("none", "none", "none", "none"),
    ],
)
def test_the_rule_on_ukraine_puts_what_is_asked_before_who_is_blamed(
    withdrawal: str, ceasefire: str, arms: str, position: str
) -> None:
    stances = {"withdrawal": withdrawal, "ceasefire": ceasefire, "arms": arms}
    assert derive(load_issue("ukraine-war"), stances) == position
