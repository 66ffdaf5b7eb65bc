"""What a page offers to take along: link, citation, pictures, a frozen copy, a frame for other sites."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stance.pages.share import snippet
from stance.snapshot import Snapshot

ROOT = Path(__file__).resolve().parent.parent


def at_page(page: str, **params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"issue": "gaza-ceasefire", **params}.items():
        at.query_params[name] = value
    at.switch_page(f"stance/pages/{page}.py")
    return at.run()


def codes(at: AppTest) -> list[str]:
    return [element.value for element in at.code]


# Pages of single statements apply no rules of a standing, so they name none.
RULED = {"map": " basis=votes", "timeline": " basis=votes", "landscape": "", "statements": "", "method": " basis=votes"}


@pytest.mark.parametrize("page", list(RULED))
def test_every_page_can_be_cited_with_the_data_version_and_what_is_chosen(opened: Snapshot, page: str) -> None:
    at = at_page(page, date="2024-03-01", actor="USA", basis="votes")
    assert not at.exception
    text, entry, frame = codes(at)[:3]
    assert f"Data version {opened.id}, retrieved" in text
    assert f"(date=2024-03-01 issue=gaza-ceasefire countries=USA{RULED[page]})" in text
    assert entry.startswith(f"@misc{{stance-{opened.id}-")
    assert frame.startswith("<iframe src=")


KEPT = {"from": "2023-11-01", "to": "2024-06-01", "position": "ceasefire", "q": "aid"}
PERIOD = "start=2023-11-01 end=2024-06-01"


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("map", ""),
        ("brief", ""),
        ("timeline", PERIOD),
        ("landscape", PERIOD),
        ("votes", PERIOD),
        ("compare", "start=2023-11-01"),
        ("changes", "positions=ceasefire start=2023-11-01"),
        ("statements", f"positions=ceasefire {PERIOD} search=aid"),
    ],
)
def test_only_what_a_page_applies_is_named_and_the_rest_is_kept(opened: Snapshot, page: str, named: str) -> None:
    at = at_page(page, date="2024-03-01", **KEPT)
    assert not at.exception
    chosen = " ".join(["date=2024-03-01 issue=gaza-ceasefire", *named.split()])
    assert f" ({chosen}). Data version" in codes(at)[0] and f"; {chosen}}}" in codes(at)[1]
    assert {name: at.query_params[name] for name in KEPT} == KEPT


def test_changes_names_what_it_makes_of_the_filters(opened: Snapshot) -> None:
    at = at_page("changes", date="2024-03-01", position="none", basis="blocs")
    assert " (date=2024-03-01 issue=gaza-ceasefire). " in codes(at)[0]


def _a_table() -> None:
    import streamlit as st

    from stance.pages import frame, tables

    frame.adopt_address()
    for page in ("Map", "Timeline"):
        frame.begin(page)
        st.text(tables.with_provenance([{"who": "FRA"}]))


def test_a_table_of_a_page_names_only_what_the_page_applies(opened: Snapshot) -> None:
    at = AppTest.from_function(_a_table)
    for name, value in {"issue": "gaza-ceasefire", "date": "2024-03-01", **KEPT}.items():
        at.query_params[name] = value
    at.run()
    assert [one.value.splitlines()[1] for one in at.text] == [
        f"FRA,{opened.id},date=2024-03-01 issue=gaza-ceasefire",
        f"FRA,{opened.id},date=2024-03-01 issue=gaza-ceasefire {PERIOD}",
    ]


def test_the_charts_of_the_page_are_offered_as_pictures(opened: Snapshot) -> None:
    for page, name in (("map", "Map"), ("timeline", "Statements"), ("landscape", "Landscape")):
        drawn = at_page(page).session_state["drawn"]
        assert [one.name for one in drawn.values()] == [name]
        assert all(one.said for one in drawn.values())
    assert at_page("method").session_state["drawn"] == {}


def test_a_playing_map_is_not_shared(opened: Snapshot) -> None:
    at = at_page("map")
    at.session_state["map_playing"] = True
    at.run()
    assert any("Pause the map" in element.value for element in at.info)


def test_the_frame_for_other_sites_is_plain_text() -> None:
    assert snippet('https://a.example/?q="><script>') == (
        '<iframe src="https://a.example/?q=&quot;&gt;&lt;script&gt;&amp;embed=true" title="Stance" width="100%" '
        'height="760" style="border:0"></iframe>'
    )
    assert "?embed=true" in snippet("https://a.example/")


def test_a_picture_of_the_map_explains_its_paler_colours(opened: Snapshot) -> None:
    (old,) = at_page("map", date="2024-12-11").session_state["drawn"].values()
    labels = [label for _, label in old.legend]
    assert "Ceasefire, older than half a year, or unsure" in labels and labels[-1] == "No statement found"
    (votes,) = at_page("map", date="2023-12-12", basis="votes").session_state["drawn"].values()
    assert "Ceasefire, not in own words" in [label for _, label in votes.legend]
    assert len({colour for colour, _ in votes.legend}) == len(votes.legend)
