"""The page of alignment through AppTest: pairs, groups, scale, polarisation, wordings, and what opens them."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

APP, PAGE = "../app.py", "stance/pages/alignment.py"


def started(**params: str | list[str]) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=20)
    for name, value in {"issue": "gaza-ceasefire", "date": "2024-12-11", **params}.items():
        at.query_params[name] = value
    at.run()
    return at.switch_page(PAGE).run()


def words(at: AppTest) -> str:
    blocks = [*at.markdown, *at.header, *at.subheader, *at.caption]
    return "\n".join(block.value.replace("\u00a0", " ") for block in blocks)


def spec(at: AppTest) -> dict:
    return json.loads(at.get("plotly_chart")[0].proto.spec)


def test_pairs_stand_in_the_order_of_the_tree_with_n() -> None:
    at = started()
    assert not at.exception
    assert at.title[0].value == "Who agrees with whom"
    figure = spec(at)
    names = figure["layout"]["yaxis"]["ticktext"]
    # Eight states of the made-up data have three statements that take a position; Israel stands apart.
    assert set(names) == {
        "Jordan", "United States", "Brazil", "Egypt", "Israel", "Germany", "Netherlands", "Norway",
    }  # fmt: skip
    assert names[-1] == "Israel"
    assert len(figure["data"][0]["z"]) == 8
    assert "n = 8 states, 28 pairs, 28 statements" in words(at)
    assert "10 Oct 2023 to 11 Dec 2024" in words(at)
    # A point over every cell but the diagonal takes the clicks.
    assert len(figure["data"][1]["customdata"]) == 56
    assert all(one != other for one, other in figure["data"][1]["customdata"])


def test_a_pair_opens_the_words_of_both_with_their_agreement() -> None:
    at = started(mark=["JOR", "ISR"])
    assert "Jordan and Israel: 0% agreement" in [header.value for header in at.header]
    text = words(at)
    assert "Ada Rahal" in text and "Sara Noy" in text and "Ben Cole" not in text
    assert "n = at least 3 statements each, 412 days in common." in text
    assert len(spec(at)["layout"]["shapes"]) == 2
    next(button for button in at.button if button.label == "Close").click().run()
    assert not at.session_state["view"].marked


def test_a_pair_can_be_chosen_without_a_pointer() -> None:
    at = started()
    at.selectbox(key="alignment_one").select("BRA").run()
    at.selectbox(key="alignment_other").select("EGY").run()
    assert at.session_state["view"].marked == ("BRA", "EGY")
    assert "Brazil and Egypt: 100% agreement" in [header.value for header in at.header]


def test_the_table_holds_every_pair_the_least_alike_first() -> None:
    at = started()
    at.session_state["alignment_table"] = True
    rows = at.run().dataframe[0].value
    assert len(rows) == 28
    assert rows["agreement"].is_monotonic_increasing
    assert "Israel" in {rows["one"][0], rows["other"][0]}


def test_by_profiles_and_among_speakers() -> None:
    at = started(agree="profiles", among="speakers")
    assert not at.exception
    assert "Sara Noy" in spec(at)["layout"]["yaxis"]["ticktext"]
    assert "n = 7 speakers, 21 pairs" in words(at)


def test_too_few_to_compare_says_what_to_do() -> None:
    at = started(among="blocs", actor="NOR")
    assert not at.exception
    assert "Fewer than two blocs" in at.info[0].value


def test_the_scale_has_named_ends_intervals_and_words() -> None:
    at = started(part="scale", mark="ISR")
    assert not at.exception
    figure = spec(at)
    assert figure["layout"]["xaxis"]["ticktext"] == ["Ceasefire", "Humanitarian<br>pauses", "Opposes a<br>ceasefire"]
    dots = figure["data"][1]
    assert dots["customdata"][-1] == "ISR" and dots["marker"]["size"][-1] > dots["marker"]["size"][0]
    assert "From **Ceasefire** to **Opposes a ceasefire** · n = 8 states" in words(at)
    assert [header.value for header in at.header] == ["Israel"]
    assert "Sara Noy" in words(at)


def test_polarisation_has_its_value_interval_and_n() -> None:
    at = started(part="polarisation")
    assert not at.exception
    text = words(at)
    assert "on 11 Dec 2024 · n = 12 states" in text and "**0.33**" in text and "van der Eijk" in text
    line = spec(at)["data"][-1]
    assert line["customdata"][-1] == ["2024-12-11", ""]
    opened = started(part="polarisation", at="2024-12-11")
    assert opened.header[0].value == "States on 11 Dec 2024: n = 12"


def test_wordings_name_their_speakers_and_what_is_too_little() -> None:
    at = started(part="wordings")
    assert not at.exception
    assert "(too few)" in words(at)
    assert "No wording of two or three words is used by two speakers of two sides." in words(at)
    none = started(part="wordings", wording="paraphrase")
    assert "Fewer than two positions have 5 speakers in the chosen form of words" in none.info[0].value


@pytest.mark.parametrize("part", ["pairs", "groups", "scale", "polarisation", "wordings"])
def test_where_nothing_is_found_every_part_says_so(part: str) -> None:
    at = started(part=part, actor="KEN")
    assert not at.exception
    assert at.info or "None were found" in words(at) or "too few" in words(at)
