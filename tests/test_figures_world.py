"""What the map draws: every UN member, the right fill for each kind of finding, signs for doubt."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from stance import atlas, countries
from stance.codebook import load_issue
from stance.counting import DEFAULT, Rules
from stance.figures import world as figure
from stance.figures.style import DARK, LIGHT, colours, tint
from stance.filters import Filters
from stance.snapshot import Snapshot

ISSUE = load_issue("gaza-ceasefire")
STATES = Path(__file__).parent.parent / "corpus" / "countries.csv"


def drawn(data: Snapshot, date: str, rules: Rules = DEFAULT, **more):
    found = atlas.places(data, Filters("gaza-ceasefire", end=date), rules)
    return figure.world(found, ISSUE, dark=False, name=countries.name, **more)


def fill(made, code: str) -> str:
    shapes = made.data[0]
    place = shapes.locations.index(code)
    steps = [colour for _, colour in shapes.colorscale][::2]
    return steps[shapes.z[place]]


def test_every_state_has_a_shape_or_a_dot(opened: Snapshot) -> None:
    made = drawn(opened, "2023-11-17")
    there = set(made.data[0].locations) | set(made.data[1].customdata)
    with STATES.open(encoding="utf-8") as file:
        states = {row["code"] for row in csv.DictReader(file) if row["kind"] == "state"}
    assert len(states) >= 195
    # Kosovo has no shape in the United Nations' outlines; it gets a dot once it has spoken.
    assert states - there - {"XKX"} == set()
    assert set(figure.SMALL) <= set(figure.centres())


def test_the_fill_tells_position_silence_and_no_position_apart(opened: Snapshot) -> None:
    made, palette = drawn(opened, "2023-10-31"), colours(ISSUE, False)
    assert fill(made, "BRA") == palette["ceasefire"]
    assert fill(made, "USA") == palette["oppose_ceasefire"]
    assert fill(made, "DEU") == palette["none"]
    assert fill(made, "KEN") == LIGHT.silent
    assert len({palette["none"], LIGHT.silent, palette["ceasefire"]}) == 3


def test_what_the_filters_leave_out_stays_paper(opened: Snapshot) -> None:
    made = drawn(opened, "2023-10-31", scope=frozenset({"BRA", "KEN"}))
    assert fill(made, "KEN") == LIGHT.silent
    assert fill(made, "ZAF") == LIGHT.paper != LIGHT.silent
    assert list(made.data[1].customdata) == [], "no dots for small states that are left out"


def test_old_words_are_paler_and_votes_paler_still_with_a_square(opened: Snapshot) -> None:
    made, palette = drawn(opened, "2024-12-11", Rules(votes=True)), colours(ISSUE, False)
    assert fill(made, "CHN") == tint(palette["ceasefire"], LIGHT.paper, figure.OLD)
    assert fill(made, "KEN") == tint(palette["ceasefire"], LIGHT.paper, figure.INDIRECT)
    # Six days old, but the model is only 70 % sure.
    doubtful, pauses = drawn(opened, "2023-11-20"), palette["humanitarian_pause"]
    assert fill(doubtful, "NLD") == tint(pauses, LIGHT.paper, figure.OLD)
    assert "the coding is 70% sure" in doubtful.data[0].text[doubtful.data[0].locations.index("NLD")]
    signs = dict(zip(made.data[2].customdata, made.data[2].marker.symbol, strict=True))
    assert signs["KEN"] == "square" and "CHN" not in signs
    assert drawn(opened, "2023-11-25").data[2].customdata == ("NOR",)
    assert drawn(opened, "2023-11-25").data[2].marker.symbol == ("x",)


def test_signs_and_dots_hide_less_on_a_telephone(opened: Snapshot) -> None:
    desk, telephone = drawn(opened, "2023-11-25", opened="TUV"), drawn(opened, "2023-11-25", opened="TUV", touch=True)
    for trace in (1, 2, 3):
        sizes = [figure.data[trace].marker.size for figure in (desk, telephone)]
        large, small = (size if isinstance(size, tuple) else (size,) for size in sizes)
        assert [round(size / 0.6, 6) for size in small] == list(large)


def test_a_small_state_is_a_dot_in_its_colour(opened: Snapshot) -> None:
    dots = drawn(opened, "2024-08-01").data[1]
    place = dots.customdata.index("TUV")
    assert dots.marker.color[place] == colours(ISSUE, False)["ceasefire"]
    assert dots.marker.size[place] > dots.marker.size[dots.customdata.index("NRU")]


def test_the_open_country_is_outlined(opened: Snapshot) -> None:
    assert drawn(opened, "2023-11-17", opened="FRA").data[3].locations == ("FRA",)
    assert drawn(opened, "2023-11-17", opened="SGP").data[3].type == "scattergeo"
    assert len(drawn(opened, "2023-11-17", opened="EU").data) == 3


def test_names_from_data_cannot_write_markup(opened: Snapshot) -> None:
    found = atlas.places(opened, Filters("gaza-ceasefire", end="2023-11-17"))
    made = figure.world(found, ISSUE, dark=True, name=lambda code: f"<a href='x'>{code}</a>")
    assert not any("<a" in text for text in made.data[0].text)


@pytest.mark.parametrize("region", figure.REGIONS)
def test_each_part_of_the_world_can_be_shown(opened: Snapshot, region: str) -> None:
    geo = drawn(opened, "2023-11-17", region=region).layout.geo
    assert (geo.lonaxis.range, geo.lataxis.range) == figure.REGIONS[region][1:]
    assert geo.fitbounds is False


def test_tints_lie_between_the_colours() -> None:
    assert tint("#000000", "#ffffff", 0.5) == "#808080"
    assert tint("#0072B2", DARK.paper, 1) == "#0072b2"
    assert re.fullmatch("#[0-9a-f]{6}", tint("#FF7FA8", DARK.paper, 0.28))
