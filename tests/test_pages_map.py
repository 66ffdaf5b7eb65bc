"""The map's page through AppTest: its title, its numbers, its words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small import said, snapshot_of
from streamlit.testing.v1 import AppTest

from stance import atlas, countries, serving
from stance.codebook import load_issue
from stance.pages import place
from stance.snapshot import open_snapshot

APP = "../app.py"


def started(**params: str | list[str]) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=20)
    for name, value in {"issue": "gaza-ceasefire", "date": "2023-11-17", **params}.items():
        at.query_params[name] = value
    return at.run()


def words(at: AppTest) -> str:
    return "\n".join(block.value.replace("\u00a0", " ") for block in at.markdown)


def shapes(at: AppTest) -> dict[str, str]:
    trace = json.loads(at.get("plotly_chart")[0].proto.spec)["data"][0]
    return dict(zip(trace["locations"], trace["text"], strict=True))


def test_the_map_of_a_day_with_its_numbers() -> None:
    at = started()
    assert not at.exception
    assert at.title[0].value == "Where states stand on 17 Nov 2023"
    said = words(at)
    assert "Ceasefire **5**" in said and "Humanitarian pauses **4**" in said
    assert "Opposes a ceasefire **1**" in said and "no statement found **186**" in said
    assert "n = 197 states" in said
    assert shapes(at)["FRA"].startswith("<b>France</b><br>Ceasefire since 10 Nov 2023<br>1 statement")
    assert shapes(at)["KEN"] == "<b>Kenya</b><br>No statement found"
    assert "Ceasefire: 5 states" in at.get("plotly_chart")[0].proto.alt


def test_an_open_country_shows_its_words_its_way_and_its_votes() -> None:
    at = started(open="USA")
    assert at.header[0].value == "United States"
    said = words(at)
    assert "Humanitarian pauses since 9 Nov 2023, in own words, 1 statement for it in 2 sources." in said
    assert "Before: " in said and "(9 Nov 2023)" in said
    assert "No · 27 Oct 2023 · " in said and said.split("No · 27 Oct 2023 · ")[1].split("\n")[0].endswith(
        "Opposes a ceasefire  "
    ), "what the codebook takes the vote to say"
    assert "A\\/RES\\/ES\\-10\\/21" in said
    assert "(38)" not in said, "a statement after the chosen day"


def test_a_country_of_which_nothing_was_found_says_so() -> None:
    at = started(open="KEN")
    assert "No statement found up to this day. That is not the same as no position." in words(at)


def test_fainter_fills_are_counted_and_explained_only_where_there_are_any() -> None:
    assert not [text.value for text in started(date="2023-10-20").caption if "Fainter" in text.value]
    unsure = [text.value for text in started().caption if "Fainter" in text.value]
    assert unsure[0].endswith("Fainter: the coding is less than 80% sure: **1 of 10**.")
    at = started(date="2024-12-11")
    (said,) = [text.value for text in at.caption if "Fainter" in text.value]
    found = atlas.places(open_snapshot(serving.snapshot_path()), at.session_state["view"].on_date())
    holding = [place for place in found if place.holds and countries.is_state(place.code)]
    old = [place for place in holding if place.old]
    assert 0 < len(old) < len(holding)
    assert (
        f"the latest words are more than 180 days old on this day: **{len(old)} of {len(holding)}**" in said
    )
    at = started(date="2024-12-11", open=old[0].code)
    assert f"the latest {old[0].age} days before this day" in words(at)


def test_a_part_of_the_world_changes_no_number() -> None:
    assert "n = 197 states, all parts" in words(started(region="europe"))


def test_a_country_that_only_explained_a_vote_and_one_that_said_two_things(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        said("PRY", "2023-10-27", "oppose_ceasefire", wording="vote"),
        said("FRA", "2023-11-10", "humanitarian_pause"),
        said("FRA", "2023-11-10", "ceasefire"),
    ]
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot_of(tmp_path, *rows).path))
    at = started(date="2023-11-10", open="PRY")
    assert "Only reports of votes were found up to this day." in words(at)
    assert "No statement found up to this day" not in words(at)
    at = started(date="2023-11-10", open="FRA")
    assert (
        "1 statement for it in 1 source. On 10 Nov 2023 its words also say: Humanitarian pauses. Of one day's "
        "words the first on the scale counts: Ceasefire."
    ) in words(at)


def test_votes_are_counted_when_asked_for() -> None:
    at = started(basis="votes")
    assert "no statement or vote found" in words(at)
    assert "by its vote at the United Nations" in shapes(at)["KEN"]
    assert at.segmented_control(key="pick_basis").value == "votes"


def test_the_list_opens_a_country_and_close_closes_it() -> None:
    at = started()
    at.selectbox(key="map_open").set_value("BRA").run()
    assert at.header[0].value == "Brazil" and at.query_params["open"] == "BRA"
    next(button for button in at.button if button.label == "Close").click().run()
    assert not at.header and "open" not in at.query_params


def test_the_slider_moves_the_day_and_the_address() -> None:
    at = started()
    at.select_slider(key="map_month").set_value("2024-02-29").run()
    assert at.title[0].value == "Where states stand on 29 Feb 2024"
    assert at.query_params["date"] == "2024-02-29"


def test_playing_starts_again_from_the_end() -> None:
    at = started(date="2024-12-11")
    at.button(key="map_play").click().run()
    assert at.button(key="map_play").label == "Pause"
    assert at.session_state["view"].date == "2023-10-31"


def test_what_changed_lately_and_organisations() -> None:
    at = started()
    labels = [button.label for button in at.button]
    assert any("**France**" in label and "Ceasefire" in label for label in labels)
    assert any("League of Arab States" in label for label in labels)
    quiet = started(date="2024-10-30")
    assert any("changed its position" in text.value for text in quiet.caption)


def test_the_table_beside_the_map_holds_every_place() -> None:
    at = started()
    assert "The map as a table (13 rows)" in [box.label for box in at.expander]
    at.session_state["map_table"] = True
    rows = at.run().dataframe[0].value
    assert len(rows) == 13
    assert rows.set_index("code").loc["SGP", "position"] == "Unsure"
    assert rows.set_index("code").loc["EU", "kind"] == "organisation"


def test_filters_narrow_the_map() -> None:
    at = started(bloc="EU")
    assert "Ceasefire **1**" in words(at) and "Humanitarian pauses **2**" in words(at)
    assert "no statement found **2**" in words(at), "of the five members, two are silent"
    assert shapes(at)["BRA"] == "<b>Brazil</b><br>Left out by the filters"
    assert shapes(at)["ESP"] == "<b>Spain</b><br>No statement found"


def test_a_long_list_of_changes_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stance.atlas.MOST_RECENT", 1)
    at = started(date="2023-11-10")
    buttons = [button for button in at.button if (button.key or "").startswith("map_shift_")]
    assert len(buttons) == 1
    assert any("The latest 1 of 2; the page Changes lists them all." in text.value for text in at.caption)


def test_the_sentence_of_the_map_adds_up_to_all_states() -> None:
    held = [
        atlas.Place(code, position, "2023-11-01", "2023-11-01", 0, 1, 1, 0.9, False, "own words", "", "")
        for code, position in (("FRA", "ceasefire"), ("IRL", atlas.UNSURE), ("ESP", atlas.UNSURE))
    ]
    said = place.alt(load_issue("gaza-ceasefire"), held, 193, "2023-11-17")
    assert "Ceasefire: 1 state;" in said and "unsure: 2 states; no statement found: 190." in said
