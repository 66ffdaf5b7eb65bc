"""The timeline's page through AppTest: its pictures, their numbers, what a bar opens."""

from __future__ import annotations

import pytest
from visit import told, traces, visit


def test_statements_by_month_with_their_number() -> None:
    at = visit("timeline")
    assert not at.exception
    assert at.title[0].value == "How positions moved"
    assert "n = 40 statements" in told(at)
    assert traces(at)["n"]["text"][0] == "10"
    assert traces(at)["Ceasefire"]["y"][0] == 5.0
    assert "Ceasefire: 23" in at.get("plotly_chart")[0].proto.alt


def test_a_bar_opens_its_statements() -> None:
    at = visit("timeline", at="2023-10-01")
    assert at.header[0].value == "1 Oct 2023 to 31 Oct 2023: n = 10"
    assert "Max Ritter" in told(at) and "Erik Dahl" not in told(at)
    next(button for button in at.button if button.label == "Close").click().run()
    assert not at.header and "at" not in at.query_params


def test_an_address_with_a_day_far_from_the_data_opens_nothing() -> None:
    at = visit("timeline", at="9999-12-31")
    assert not at.exception and not at.header


def test_a_bar_of_one_country_opens_only_its_statements() -> None:
    at = visit("timeline", by="country", at="2023-11-01", of="USA")
    assert at.header[0].value == "United States, 1 Nov 2023 to 30 Nov 2023: n = 2"
    assert "Pia Lund" not in told(at)


@pytest.mark.parametrize("more", [{"by": "speaker"}, {"by": "bloc"}, {"actor": "DEU"}, {"bin": "week"}])
def test_a_bar_that_the_chart_no_longer_has_opens_nothing(more: dict[str, str]) -> None:
    at = visit("timeline", **{"by": "country", "at": "2023-11-01", "of": "USA", **more})
    assert not at.exception and not at.header


@pytest.mark.parametrize("show", ["statements", "lanes"])
def test_blocs_say_that_a_statement_counts_in_several(show: str) -> None:
    said = "A statement counts in every bloc of its country"
    assert any(said in text.value for text in visit("timeline", show=show, by="bloc").caption)
    assert not any(said in text.value for text in visit("timeline", show=show, by="country").caption)


def test_shares_below_the_minimum_are_absent() -> None:
    at = visit("timeline", measure="shares")
    assert traces(at)["Ceasefire"]["y"][-1] is None
    assert any("have none, only their number" in text.value for text in at.caption)


def test_states_by_position_and_the_states_of_a_day() -> None:
    at = visit("timeline", show="standings", at="2024-02-29")
    assert traces(at)["Humanitarian pauses"]["y"][1] == 5
    assert at.header[0].value == "States on 29 Feb 2024: n = 11"
    assert "**3**: Germany, Netherlands, Norway" in told(at)


def test_lanes_open_one_statement() -> None:
    at = visit("timeline", show="lanes")
    said = traces(at)["Ceasefire"]["customdata"]
    at = visit("timeline", show="lanes", said=said[0])
    assert not at.exception
    assert "ceasefire at once" in told(at)
    nothing = visit("timeline", show="lanes", said="0" * 16)
    assert any(f"has no statement {'0' * 16}" in text.value for text in nothing.info)


def test_events_can_be_chosen_by_kind() -> None:
    at = visit("timeline", event="UN vote")
    assert len(traces(at)["events"]["x"]) == 2
    assert "The events above the chart (2)" in [box.label for box in at.expander]


def test_the_table_holds_what_the_bars_show() -> None:
    at = visit("timeline", by="speaker")
    at.session_state["timeline_table"] = True
    rows = at.run().dataframe[0].value
    assert rows["n"].sum() == sum(rows["Ceasefire"] + rows["Humanitarian pauses"]
                                  + rows["Opposes a ceasefire"] + rows["States no position"])  # fmt: skip
    assert "Ben Cole" in set(rows["who"])


@pytest.mark.parametrize("show", ["statements", "standings", "lanes"])
def test_where_nothing_is_found_the_page_says_so(show: str) -> None:
    at = visit("timeline", show=show, actor="KEN")
    assert not at.exception
    assert any("No statement found" in text.value for text in at.info)
