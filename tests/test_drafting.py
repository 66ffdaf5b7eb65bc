"""A draft of an issue: to YAML and back, its checks and hints, and the changes that keep it whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest

from stance.codebook import derive, from_text, load_issues
from stance.drafting import changes, hints
from stance.drafting.text import (
    MAX_BYTES,
    MAX_ENTRIES,
    PALETTE,
    blank,
    copy_of,
    error_of,
    from_yaml,
    lines,
    slug,
    to_yaml,
)  # fmt: skip
from stance.errors import InputError
from stance.records import STANCES, Issue

HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} !!python/object/apply:os.system ['id'] &a *a: - ? | > % @ `x` \u202e"


def finished() -> Issue:
    """The blank draft with every hole filled."""
    draft = replace(blank(), title="Whaling", question="Should whales be hunted?", about=("whal",))
    draft = changes.set_concept(draft, 0, "definition", "No whale is hunted.")
    for at, position in enumerate(draft.positions):
        for field in ("definition", "counts", "does_not_count"):
            draft = changes.set_position(draft, at, field, f"{field} of {position.id}")
        said = "\n".join(f"Example {n} of {position.id}" for n in range(8))
        draft = changes.set_position(draft, at, "examples", said)
    return draft


@pytest.mark.parametrize("issue", load_issues().values(), ids=lambda issue: issue.id)
def test_every_issue_goes_to_yaml_and_back(issue: Issue) -> None:
    assert from_yaml(to_yaml(issue), "x.yaml") == (issue, None)
    copy = copy_of(issue)
    assert copy.id == f"{issue.id}-copy" and error_of(copy) is None
    assert from_text(to_yaml(copy), Path(f"{copy.id}.yaml")) == copy


def test_a_finished_draft_is_a_codebook_and_asks_for_nothing_more() -> None:
    assert error_of(finished()) is None
    assert hints.hints(finished()) == []
    assert derive(finished(), {"measure": "opposes"}) == "against"


def test_a_blank_draft_says_what_the_reader_of_files_would_say() -> None:
    error = error_of(blank())
    assert str(error) == "my-issue.yaml: the concept 'measure' has no text under 'definition'. Write definition: with text in quotes."
    with pytest.raises(InputError) as caught:
        from_text(to_yaml(blank()), Path("my-issue.yaml"))
    assert str(caught.value) == str(error)
    assert str(error_of(replace(finished(), id=""))) == (
        "the draft: the issue has no id. Write a short name for its file."
    )
    assert str(error_of(replace(finished(), start="spring"))) == (
        "my-issue.yaml: start 'spring' is not a date. Write start: \"YYYY-MM-DD\" or \"\"."
    )


def test_an_unfinished_file_is_read_as_far_as_it_goes() -> None:
    draft = changes.set_position(finished(), 0, "examples", "")
    read, wrong = from_yaml(to_yaml(draft), "half.yaml")
    assert read == draft
    assert str(wrong) == "my-issue.yaml: the position 'for' has no list under 'examples'. Write examples: with one text a line."
    read, wrong = from_yaml("id: 3\npositions: [{id: a b, order: x, colour: red}, 7]\nrule: [{then: a b}, {}]", "odd.yaml")
    assert wrong is not None and read.id == "3" and [p.id for p in read.positions] == ["a-b"]
    assert read.rule[-1][0] == {}
    assert to_yaml(from_yaml(to_yaml(read), "odd.yaml")[0]) == to_yaml(read)


def test_a_line_of_the_rule_that_cannot_be_read_is_left_out_and_said() -> None:
    text = to_yaml(finished())
    for old, new, said in (
        ("measure: supports", "measure: support", "has the stance 'support'. Use supports, opposes, none."),
        ("measure: supports", "mesure: supports", "names the concept 'mesure'. Name one of concepts:."),
    ):
        read, wrong = from_yaml(text.replace(old, new), "typo.yaml")
        # Without its condition the line would give its position to every statement.
        assert read.rule == (({"measure": "opposes"}, "against"), ({}, "none"))
        assert error_of(read) is None
        assert str(wrong) == f"my-issue.yaml: line 1 of the rule {said}"
    read, wrong = from_yaml(text.replace("- when: {}\n  then: none\n", ""), "open.yaml")
    assert (read.rule, str(wrong)) == (
        finished().rule, "my-issue.yaml: the last line of the rule may not hold. End with when: {}."
    )  # fmt: skip
    read, wrong = from_yaml(text.replace("id: my-issue\n", ""), "mine.yaml")
    assert str(wrong) == "mine.yaml: the id None is not the file's name. Write id: mine."


def test_what_states_no_position_has_no_place_on_the_scale() -> None:
    assert changes.turn_scale(finished(), 2) == finished()
    read, wrong = from_yaml(to_yaml(finished()).replace("order: null", "order: 3"), "placed.yaml")
    assert read == finished() and wrong is not None and "the position 'none' has the order 3" in str(wrong)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "x.yaml, line 1: this is not YAML (expected the node content, but found '<stream end>'). "
         "Mend the line or the indentation."),
        ("- a\n- b", "x.yaml: the file is not a table of keys. Begin with id: and version:."),
        ("a: &b [x]\nc: *b", "x.yaml: the file uses YAML aliases. Write each text where it is used."),
        ("!!python/object/apply:os.system ['true']", "x.yaml, line 1: this is not YAML (could not determine a "
         "constructor for the tag 'tag:yaml.org,2002:python/object/apply:os.system'). Mend the line or the indentation."),
        ("start: 2021-99-99", "x.yaml: this is not YAML that can be read. Save it as plain text, with days in quotes."),
        ("a: \x07", "x.yaml: this is not YAML that can be read. Save it as plain text, with days in quotes."),
        ("[" * 5000, "x.yaml: this is not YAML that can be read. Save it as plain text, with days in quotes."),
        ("#" * (MAX_BYTES + 1), "x.yaml: this file is too long for a codebook. Keep it under 200,000 bytes."),
        ("concepts: [" + "{id: a}, " * 9 + "]", "x.yaml: more than 8 concepts or positions, or 24 lines of the rule. "
         "Edit a codebook of this size as a file."),
    ],
)  # fmt: skip
def test_what_is_no_codebook_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        from_yaml(text, "x.yaml")
    assert str(caught.value) == message


def test_what_a_visitor_types_stays_text() -> None:
    draft = changes.set_text(finished(), "title", HOSTILE)
    draft = changes.set_position(draft, 0, "examples", f"{HOSTILE}\nno\n2021-01-01\n~\n- [a]: *b")
    read, wrong = from_yaml(to_yaml(draft), "x.yaml")
    assert wrong is None and read == draft
    assert read.title == " ".join(HOSTILE.split())
    assert read.positions[0].examples[1:] == ("no", "2021-01-01", "~", "[a]: *b")


def test_names_become_ids() -> None:
    assert slug("Réduction graduelle, 2030!") == "reduction-graduelle-2030"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("停火", "position-1") == "position-1"
    assert lines("- one\n\n  two  words \n• three\n") == ("one", "two words", "three")


def test_an_id_made_from_a_name_follows_it_and_the_rule_follows_the_id() -> None:
    draft = changes.set_position(finished(), 0, "name", "Full ban")
    assert (draft.positions[0].id, draft.rule[0]) == ("full-ban", ({"measure": "supports"}, "full-ban"))
    draft = changes.set_concept(draft, 0, "name", "Ban on whaling")
    assert draft.rule[0] == ({"ban-on-whaling": "supports"}, "full-ban")
    assert error_of(draft) is None
    # One typed by hand stays, and so does "none", which means something.
    draft = changes.set_position(draft, 0, "id", "B 1")
    draft = changes.set_position(draft, 0, "name", "Ban of all whaling")
    assert draft.positions[0].id == draft.rule[0][1] == "b-1"
    assert changes.set_position(draft, 2, "name", "Says nothing").positions[2].id == "none"
    # Two of one name are kept apart.
    assert changes.set_position(draft, 1, "id", "b-1").positions[1].id == "b-1-2"


def test_positions_come_go_and_move_with_rule_votes_and_scale() -> None:
    draft = replace(finished(), votes={"R/1": {"Y": "for", "N": "against"}})
    more = changes.add_position(draft)
    assert [p.id for p in more.positions] == ["for", "against", "position", "none"]
    assert [p.order for p in more.positions] == [1, 2, 3, None]
    assert len({p.colour for p in more.positions}) == 4
    moved = changes.move_position(more, 2, -5)
    assert [(p.id, p.order) for p in moved.positions] == [
        ("position", 1), ("for", 2), ("against", 3), ("none", None),
    ]  # fmt: skip
    off = changes.turn_scale(moved, 0)
    assert [p.order for p in off.positions] == [None, 1, 2, None]
    assert changes.turn_scale(off, 0) == moved
    gone = changes.remove_position(draft, 1)
    assert gone.rule == (({"measure": "supports"}, "for"), ({}, "none"))
    assert gone.votes == {"R/1": {"Y": "for"}}
    assert error_of(gone) is None


def test_the_rule_keeps_a_last_line_that_always_holds() -> None:
    draft = changes.add_line(changes.add_concept(finished()))
    assert draft.rule[-2:] == (({"concept": "supports"}, "for"), ({}, "none"))
    assert changes.move_line(draft, 2, -2).rule[0] == ({"concept": "supports"}, "for")
    assert changes.move_line(draft, 0, 9).rule[-1] == ({}, "none")
    draft = changes.set_then(changes.set_stance(draft, 2, "measure", "none"), 2, "against")
    assert draft.rule[2] == ({"concept": "supports", "measure": "none"}, "against")
    draft = changes.set_stance(draft, 2, "concept", "")
    assert draft.rule[2] == ({"measure": "none"}, "against")
    assert changes.remove_line(draft, 2).rule == finished().rule
    assert changes.remove_concept(draft, 0).rule == (({}, "none"),)


def test_a_page_holds_so_many_concepts_and_positions_and_no_more() -> None:
    draft = finished()
    for _ in range(MAX_ENTRIES + 3):
        draft = changes.add_line(changes.add_position(changes.add_concept(draft)))
    assert (len(draft.concepts), len(draft.positions)) == (MAX_ENTRIES, MAX_ENTRIES)
    assert len({c.id for c in draft.concepts}) == len({p.id for p in draft.positions}) == MAX_ENTRIES


def test_hints_name_what_is_missing() -> None:
    draft = changes.set_text(finished(), "about", "")
    draft = changes.set_position(draft, 0, "examples", "Example 1 of against\nanother")
    draft = changes.set_colour(changes.set_position(draft, 0, "name", "A *ban*"), 0, "Wine")
    draft = changes.set_then(draft, 1, "a-ban")
    assert hints.hints(draft) == [
        "No words under “about”: a ceasefire in any war, a tax in any country would count as this issue.",
        "“A *ban*” has 2 of 8 examples.",
        "Two positions share the example “example 1 of against”.",
        "Another position has the colour of “A *ban*”.",
        "No line of the rule gives “Against”.",
    ]
    pale = replace(finished().positions[0], colour="#FFFF00", colour_dark="#000033")
    assert hints.hints(replace(finished(), positions=(pale, *finished().positions[1:]))) == [
        "The colour of “For” is hard to see on a light page.",
        "The colour of “For” is hard to see on a dark page.",
    ]


def test_a_line_that_never_decides_is_named() -> None:
    draft = changes.add_line(finished())
    assert hints.decides(draft) == [1, 1, 0, 1]
    assert hints.hints(draft) == ["Line 3 of the rule never decides: a line above it holds first."]


def test_a_line_decides_where_the_codebook_says_so() -> None:
    for issue in load_issues().values():
        names = [concept.id for concept in issue.concepts]
        given: dict[str, int] = {}
        for row in product(STANCES, repeat=len(names)):
            position = derive(issue, dict(zip(names, row, strict=True)))
            given[position] = given.get(position, 0) + 1
        found: dict[str, int] = {}
        for (_, then), n in zip(issue.rule, hints.decides(issue), strict=True):
            found[then] = found.get(then, 0) + n
        assert {key: n for key, n in found.items() if n} == given, issue.id


# How red-, green- and blue-blind eyes mix red, green and blue light (Machado, Oliveira and Fernandes, 2009).
EYES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def lab(colour: str, eye: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as this eye sees it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    seen = [min(1, max(0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eye]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) / w for row, w in zip(rows, (0.9505, 1, 1.089), strict=True)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize(("theme", "paper"), [(0, "#ffffff"), (1, "#0e1117")])
def test_the_palette_stays_apart_for_every_eye_and_from_the_paper(eye: str, theme: int, paper: str) -> None:
    colours = [pair[theme] for pair in PALETTE.values()]
    assert min(hints.contrast(colour, paper) for colour in colours) >= hints.LEAST_CONTRAST
    for one, two in combinations(colours, 2):
        gap = sum((a - b) ** 2 for a, b in zip(lab(one, eye), lab(two, eye), strict=True)) ** 0.5
        assert gap >= 12, (one, two, eye, gap)
