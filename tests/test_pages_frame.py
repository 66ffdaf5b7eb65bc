"""The frame of the app: the address opens the view, filters change it, pages keep it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small import said, snapshot_of
from streamlit.testing.v1 import AppTest

APP = "../app.py"


def started(**params: str | list[str]) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=20)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def test_an_address_opens_its_view() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17", actor=["USA", "FRA"])
    assert not at.exception
    view = at.session_state["view"]
    assert (view.date, view.countries) == ("2023-11-17", ("USA", "FRA"))
    assert at.multiselect(key="filter_countries").value == ["USA", "FRA"]


def test_an_empty_address_becomes_a_complete_one() -> None:
    at = started()
    assert at.query_params["issue"] == "gaza-ceasefire"
    assert at.query_params["date"] == "2024-12-11"


def test_a_filter_changes_the_address_and_stays_on_the_next_page() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17")
    at.multiselect(key="filter_countries").set_value(["BRA"]).run()
    assert at.query_params["actor"] == "BRA"
    at.switch_page("stance/pages/timeline.py").run()
    assert not at.exception
    assert at.session_state["view"].countries == ("BRA",)
    assert at.query_params["actor"] == "BRA" and at.query_params["date"] == "2023-11-17"


def test_filters_are_counted_and_cleared() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17", actor="USA", bloc="EU")
    next(button for button in at.button if button.label == "Clear filters").click().run()
    assert "actor" not in at.query_params and "bloc" not in at.query_params
    assert at.query_params["date"] == "2023-11-17"


def labels(at: AppTest) -> set[str]:
    return {box.label for box in at.date_input}


def popovers(at: AppTest) -> set[str]:
    return {box.proto.popover.label for box in at.get("popover")}


def test_a_period_is_offered_and_counted_only_where_it_changes_something_and_kept_for_there() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17", **{"from": "2023-11-01", "to": "2024-03-01"})
    assert not labels(at) & {"From", "To"}
    assert "Filters" in popovers(at)
    assert not any(button.label == "Clear filters" for button in at.button)
    at.switch_page("stance/pages/compare.py").run()
    assert labels(at) & {"From", "To"} == {"From"}
    at.switch_page("stance/pages/timeline.py").run()
    assert {"From", "To"} <= labels(at) and "Filters · 1 set" in popovers(at)
    assert at.session_state["view"].start == "2023-11-01" and at.session_state["view"].end == "2024-03-01"


def test_clearing_leaves_what_the_page_does_not_show() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17", actor="USA", **{"from": "2023-11-01"})
    next(button for button in at.button if button.label == "Clear filters").click().run()
    assert "actor" not in at.query_params and at.query_params["from"] == "2023-11-01"
    at.switch_page("stance/pages/timeline.py").run()
    next(button for button in at.button if button.label == "Clear filters").click().run()
    assert "from" not in at.query_params


def test_an_address_gone_back_to_is_taken_again() -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17")
    at.multiselect(key="filter_countries").set_value(["BRA"]).run()
    at.query_params.clear()
    at.query_params["issue"], at.query_params["date"] = "gaza-ceasefire", "2023-11-17"
    at.run()
    assert at.session_state["view"].countries == ()


def test_nonsense_in_an_address_is_no_error() -> None:
    at = started(issue="../x", date="<script>", actor="'; DROP TABLE statements", open="[x](y)")
    assert not at.exception
    assert at.query_params["date"] == "2024-12-11" and "actor" not in at.query_params


@pytest.mark.parametrize("page", ["map", "timeline", "changes", "statements"])
def test_days_that_the_question_s_data_do_not_cover_are_no_error(page: str) -> None:
    at = started(issue="gaza-ceasefire", date="2023-11-17")
    at.session_state["view"] = replace(at.session_state["view"], start="2022-05-01", end="2025-05-01")
    at.session_state["view_changed"] = True
    at.switch_page(f"stance/pages/{page}.py").run()
    assert not at.exception


def test_without_data_the_page_says_what_mends_it(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("STANCE_SNAPSHOT", str(tmp_path))
    at = started()
    assert not at.exception
    assert at.error[0].value == (
        f"The data cannot be opened. {tmp_path}: there is no snapshot here. "
        "Make one: python -m stance build --out DIR."
    )


def test_the_footer_says_how_many_statements_no_page_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "40 statements in " in started().caption[-1].value
    rows = [said("FRA", "2023-11-10", "ceasefire"), said("FRA", "2023-11-11", "ceasefire", capacity="other")]
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot_of(tmp_path, *rows).path))
    at = started()
    counted = "2 statements (1 by others than governments and organisations, not counted) in 1 source"
    assert counted in at.caption[-1].value
