"""The figures of alignment and of words against votes: what they draw, what they leave out, how they say n."""

from __future__ import annotations

import pytest

from stance.against_votes import Call, Case, Share
from stance.alignment.agreement import Matrix
from stance.alignment.ordering import Node
from stance.alignment.polarisation import Moment
from stance.alignment.scale import Place
from stance.codebook import load_issue
from stance.figures import agreement, ballots, scale
from stance.over_time import Said

ISSUE = load_issue("gaza-ceasefire")
C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
TREE = Node((0, 1, 2), 0.7, (Node((0, 1), 0.1, (Node((0,)), Node((1,)))), Node((2,))))
MATRIX = Matrix(
    ("FRA", "IRL", "ISR"), (3, 4, 5), ((1.0, 0.9, None), (0.9, 1.0, 0.2), (None, 0.2, 1.0)),
    ((9, 50, 7), (50, 60, 40), (7, 40, 70)), TREE, 1, 0,
)  # fmt: skip


def case(rollcall: str, date: str, vote: str, voted: str, said: str) -> Case:
    return Case(rollcall, date, "FRA", vote, voted, said, "2023-10-10" if said else "", "s1", "Nora Weil", 1)


def test_a_pair_without_a_value_is_blank_and_says_so() -> None:
    cells, points, tree = agreement.heat_map(MATRIX, str.lower, dark=False).data
    assert cells.z[0][2] is None and cells.text[0][2] == ""
    assert cells.text[0][1] == "90%"
    hover = dict(zip([tuple(pair) for pair in points.customdata], points.text, strict=True))
    assert "too few to compare" in hover["FRA", "ISR"]
    assert hover["FRA", "IRL"] == "<b>fra, irl</b><br>90% agreement<br>3 statements and 4; 50 days in common"
    assert max(value for value in tree.x if value is not None) == 0.7


def test_a_narrow_map_has_no_tree_and_no_names_above() -> None:
    figure = agreement.heat_map(MATRIX, str, dark=True, narrow=True)
    assert len(figure.data) == 2 and figure.layout.xaxis.showticklabels is False
    assert figure.layout.xaxis.domain == (0, 1)


def test_the_open_pair_is_set_off_twice_and_names_are_escaped() -> None:
    figure = agreement.heat_map(MATRIX, lambda code: f"<b>{code}", dark=False, pair=("FRA", "ISR"))
    assert [(shape.x0, shape.y0) for shape in figure.layout.shapes] == [(-0.5, 1.5), (1.5, -0.5)]
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;FRA"
    assert not agreement.heat_map(MATRIX, str, dark=False, pair=("FRA", "XXX")).layout.shapes


def test_agreement_of_nothing_has_a_colour_and_no_position_has_it() -> None:
    shades = [agreement.shade(step, False) for step in agreement.STEPS]
    assert len(set(shades)) == 5
    assert not {shade.lower() for shade in shades} & {p.colour.lower() for p in ISSUE.positions}


def test_the_scale_names_its_ends_and_n() -> None:
    figure = scale.scale([Place("FRA", 0.1, 0.0, 0.3, 7)], ISSUE, str, dark=False, marked=("FRA",))
    assert figure.layout.xaxis.ticktext[0] == "Ceasefire" and figure.layout.xaxis.tickvals == (0.0, 0.5, 1.0)
    assert figure.layout.yaxis.ticktext == ("FRA (7)",)
    assert list(figure.data[0].x) == [0.0, 0.3, None]


def test_days_without_a_value_are_not_drawn() -> None:
    found = [Moment("2023-10-31", 3), Moment("2023-11-30", 8, 0.4, 0.2, 0.6)]
    band, line = scale.polarisation(found, dark=False, span=("2023-10-01", "2023-12-01")).data
    assert list(line.x) == ["2023-11-30"] and "8 states" in line.text[0]
    assert list(band.y) == [0.6, 0.2]


def test_words_and_votes_lie_at_the_positions_they_take() -> None:
    said = [
        Said("FRA", "2023-10-10", P, "a", 1.0, True, "Nora Weil", "quote", True),
        Said("FRA", "2023-12-12", X, "b", 1.0, True, "Nora Weil", "vote", False),
    ]
    votes = [case("one", "2023-10-27", "Y", C, P), case("two", "2023-12-12", "A", "", P)]
    figure = ballots.ballots(said, votes, ISSUE, dark=False, span=("2023-10-01", "2024-01-01"), chosen="one")
    drawn = {trace.name: trace for trace in figure.data}
    words, cast = drawn["words"], drawn["votes"]
    assert [round(y) for y in words.y] == [1, 2] and [round(y) for y in cast.y] == [0, 3]
    assert words.marker.color[1] != ISSUE.position(X).colour.lower()  # hollow: it does not count
    assert list(cast.marker.symbol) == ["diamond-x", "diamond"]
    assert list(cast.text) == ["yes", "abstained"] and cast.marker.size[0] > cast.marker.size[1]


def test_votes_close_together_have_no_words_that_would_overlap() -> None:
    votes = [case("one", "2023-10-27", "Y", C, C), case("two", "2023-10-28", "Y", C, C)]
    figure = ballots.ballots([], votes, ISSUE, dark=False, span=("2023-10-01", "2024-10-01"))
    assert list(figure.data[-1].text) == ["", ""]


@pytest.mark.parametrize("chosen", ["two", ""])
def test_a_roll_call_with_too_few_states_has_its_row_and_no_dot(chosen: str) -> None:
    calls = [Call(key, "2023-10-27", "UNGA", "A text", "adopted", "", 1, 1, 1) for key in ("one", "two")]
    shares = [(calls[0], Share(1, 3, None, None, None)), (calls[1], Share(8, 10, 0.8, 0.5, 0.9))]
    figure = ballots.shares(shares, dark=False, chosen=chosen)
    one, two = figure.layout.yaxis.ticktext
    assert one.startswith("one<br>") and "27 Oct 2023, n = 3<" in one and "n = 10<" in two
    _, words, dots = figure.data
    assert (list(words.text), list(words.y)) == (["too few states"], [0])
    assert list(dots.customdata) == ["two"]
    assert dots.marker.size[0] == (14 if chosen else 10)
