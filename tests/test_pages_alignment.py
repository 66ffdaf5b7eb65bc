"""The page of alignment through AppTest: pairs, groups, scale, polarisation, wordings, and what opens them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from small import said, snapshot_of
from visit import chart, told, visit

from stance.alignment import held, wordings
from stance.counting import Rules
from stance.filters import Filters
from stance.pages import evidence, pairs


def test_pairs_stand_in_the_order_of_the_tree_with_n() -> None:
    at = visit("alignment")
    assert not at.exception
    assert at.title[0].value == "Who agrees with whom"
    figure = chart(at)
    names = figure["layout"]["yaxis"]["ticktext"]
    # Eight states of the made-up data have three statements that take a position; Israel stands apart.
    assert set(names) == {
        "Jordan", "United States", "Brazil", "Egypt", "Israel", "Germany", "Netherlands", "Norway",
    }  # fmt: skip
    assert names[-1] == "Israel"
    assert len(figure["data"][0]["z"]) == 8
    assert "n = 8 states, 28 pairs, 28 statements" in told(at)
    assert "10 Oct 2023 to 11 Dec 2024" in told(at)
    # A point over every cell but the diagonal takes the clicks.
    assert len(figure["data"][1]["customdata"]) == 56
    assert all(one != other for one, other in figure["data"][1]["customdata"])


def test_a_pair_opens_the_words_of_both_with_their_agreement() -> None:
    at = visit("alignment", mark=["JOR", "ISR"])
    assert "Jordan and Israel: 0% agreement" in [header.value for header in at.header]
    text = told(at)
    assert "Ada Rahal" in text and "Sara Noy" in text and "Ben Cole" not in text
    assert "n = at least 3 statements each, 412 days in common." in text
    assert len(chart(at)["layout"]["shapes"]) == 2
    next(button for button in at.button if button.label == "Close").click().run()
    assert not at.session_state["view"].marked


def test_a_pair_can_be_chosen_without_a_pointer() -> None:
    at = visit("alignment")
    at.selectbox(key="alignment_one").select("BRA").run()
    at.selectbox(key="alignment_other").select("EGY").run()
    assert at.session_state["view"].marked == ("BRA", "EGY")
    assert "Brazil and Egypt: 100% agreement" in [header.value for header in at.header]


def test_the_table_holds_every_pair_the_least_alike_first() -> None:
    at = visit("alignment")
    at.session_state["alignment_table"] = True
    rows = at.run().dataframe[0].value
    assert len(rows) == 28
    assert rows["agreement"].is_monotonic_increasing
    assert "Israel" in {rows["one"][0], rows["other"][0]}


def test_by_profiles_and_among_speakers() -> None:
    at = visit("alignment", agree="profiles", among="speakers")
    assert not at.exception
    assert "Sara Noy" in chart(at)["layout"]["yaxis"]["ticktext"]
    assert "n = 7 speakers, 21 pairs" in told(at)


def test_too_few_to_compare_says_what_to_do() -> None:
    at = visit("alignment", among="blocs", actor="NOR")
    assert not at.exception
    assert "Fewer than two blocs" in at.info[0].value


def test_the_scale_has_named_ends_intervals_and_told() -> None:
    at = visit("alignment", part="scale", mark="ISR")
    assert not at.exception
    figure = chart(at)
    assert figure["layout"]["xaxis"]["ticktext"] == ["Ceasefire", "Humanitarian<br>pauses", "Opposes a<br>ceasefire"]
    dots = figure["data"][1]
    assert dots["customdata"][-1] == "ISR" and dots["marker"]["size"][-1] > dots["marker"]["size"][0]
    assert "From **Ceasefire** to **Opposes a ceasefire** · n = 8 states" in told(at)
    assert [header.value for header in at.header] == ["Israel"]
    assert "Sara Noy" in told(at)


def test_polarisation_has_its_value_interval_and_n() -> None:
    at = visit("alignment", part="polarisation")
    assert not at.exception
    text = told(at)
    assert "on 11 Dec 2024 · n = 12 states" in text and "**0.33**" in text and "van der Eijk" in text
    line = chart(at)["data"][-1]
    assert line["customdata"][-1] == ["2024-12-11", ""]
    opened = visit("alignment", part="polarisation", at="2024-12-11")
    assert opened.header[0].value == "States on 11 Dec 2024: n = 12"


def test_wordings_name_their_speakers_and_what_is_too_little() -> None:
    at = visit("alignment", part="wordings")
    assert not at.exception
    assert "(too few)" in told(at)
    assert "No wording of two or three words is used by two speakers of two sides." in told(at)
    none = visit("alignment", part="wordings", wording="paraphrase")
    assert "Fewer than two positions have 5 speakers in the chosen form of words" in none.info[0].value


def test_a_shared_wording_opens_the_statements_that_it_is_counted_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wordings, "MIN_SPEAKERS", 2)
    c, p, x = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
    held = [("FRA", c), ("IRL", c), ("ESP", c), ("DEU", p), ("JPN", p), ("ISR", x)]
    rows = [
        *(said(code, "2024-01-01", position, text="We protect civilians.") for code, position in held),
        said("ISR", "2024-01-02", x, text="Not now.", speaker="Another"),
        # Both words, but not the wording; the wording, but not counted.
        said("ITA", "2024-01-01", c, text="Protect hospitals and civilians."),
        said("NLD", "2024-01-01", "none", text="We protect civilians."),
        said("CHN", "2024-01-01", c, text="They protect civilians.", wording="paraphrase", quote_type="indirect"),
        said("BRA", "2023-12-01", c, text="We protect civilians."),
    ]
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot_of(tmp_path, *rows).path))
    at = visit("alignment", part="wordings", find="meaning", **{"from": "2024-01-01"})
    link = next(one.proto for one in at.get("page_link") if "protect civilians" in one.proto.label)
    there = parse_qs(link.query_string)
    assert there["q"] == ['"protect civilians"'] and there["from"] == ["2024-01-01"]
    used = next(block.value for block in at.markdown if block.value.startswith(":small[") and "3" in block.value)
    assert [one[-1] for one in used.removesuffix("]").split(" ")] == ["3", "2"]
    opened = visit("statements", **there)
    assert opened.header[0].value == '5 statements for \\"protect civilians\\"'


@pytest.mark.parametrize("part", ["pairs", "groups", "scale", "polarisation", "wordings"])
def test_where_nothing_is_found_every_part_says_so(part: str) -> None:
    at = visit("alignment", part=part, actor="KEN")
    assert not at.exception
    assert at.info or "None were found" in told(at) or "too few" in told(at)


def test_of_a_member_the_words_are_listed_that_are_counted(tmp_path: Path) -> None:
    days = ("2023-11-01", "2023-12-01", "2024-01-05", "2024-02-01", "2024-03-01")
    joined = {"bloc": "BRICS", "name": "", "country": "EGY", "start": "2024-01-01", "end": "", "source": "x"}
    snapshot = snapshot_of(tmp_path, *[said("EGY", day, "ceasefire") for day in days], blocs=[joined])
    members = Filters("gaza-ceasefire", blocs=("BRICS",))
    listed = evidence.count(snapshot, pairs.narrowed(members, "states", "EGY"))
    assert listed == sum(held.counts(snapshot, members, Rules(), "states")["EGY"]) == 3
