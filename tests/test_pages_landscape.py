"""The page Landscape: what is placed, coloured, named and opened, and what is said of nearness."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest
from visit import chart, visit

from stance import landscape as data
from stance.codebook import load_issue
from stance.figures import landscape as figures
from stance.filters import Filters
from stance.landscape import Cluster, Point
from stance.snapshot import Snapshot

HOSTILE = "<script>x</script> %{x} <b>[x](javascript:y)</b>"


def placed(level: str, view: str, key: str, x: float | None, cluster: int = 0) -> dict[str, Any]:
    return {"level": level, "view": view, "issue": ISSUE, "key": key, "x": x,
            "y": None if x is None else 0.0, "cluster": cluster, "statements": 1}  # fmt: skip


def clustered(label: int, stability: float | None, **more: Any) -> dict[str, Any]:
    return {"level": "statement", "view": "words", "issue": ISSUE, "label": label, "size": 3 - label,
            "stability": stability, "representatives": "[]", "words": "[]", "profile": "{}",
            "parameters": json.dumps({"note": "2 groups."}), **more}  # fmt: skip


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """Six statements by three countries, two clusters; two places by words, one by positions."""
    rows = [
        said("USA", "2023-10-10", "oppose_ceasefire", id="a", x=0.0, cluster=0, text="Not now."),
        said("USA", "2024-03-25", "ceasefire", id="b", x=1.0, cluster=0),
        said("USA", "2024-04-01", "none", id="c", x=1.0, cluster=0),
        said("FRA", "2023-11-10", "ceasefire", id="d", x=2.0, cluster=1, text=HOSTILE),
        said("FRA", "2023-11-12", "ceasefire", id="e", x=3.0, cluster=-1),
        said("JOR", "2023-11-12", "none", id="f", x=3.0, cluster=-1),
    ]
    placements = [
        placed("country", "words", "USA", 0.0), placed("country", "words", "FRA", 1.0),
        placed("country", "positions", "USA", 0.5), placed("country", "positions", "FRA", None, -1),
        placed("speaker", "words", "Minister of USA", 0.0),
    ]  # fmt: skip
    clusters = [
        clustered(-1, 0.7),
        clustered(0, 0.83, words='[["pause", 1.1], ["aid", 0.7]]', profile='{"ceasefire": 0.5, "oppose_ceasefire": 0.5}',
                  representatives='["a", "b"]'),
        clustered(1, 0.41),
        clustered(-1, None, level="country", parameters='{"note": "No groups: one cloud."}'),
    ]  # fmt: skip
    snapshot = snapshot_of(tmp_path, *rows, placements=placements, clusters=clusters)
    monkeypatch.setenv("STANCE_SNAPSHOT", str(snapshot.path))
    return snapshot


def opened_at(**params: str | list[str]) -> AppTest:
    at = visit("landscape", "2024-04-01", **params)
    assert not at.exception
    assert [title.value for title in at.title] == ["Landscape"]
    return at


def keys(figure: dict[str, Any]) -> set[str]:
    return {point for trace in figure["data"] for point in trace.get("customdata", [])}


def said_on(at: AppTest) -> str:
    return "\n".join(element.value for element in (*at.markdown, *at.caption, *at.subheader, *at.header))


def test_every_statement_has_its_point_in_the_colour_of_its_position(made: Snapshot) -> None:
    at = opened_at()
    figure = chart(at)
    assert keys(figure) == set("abcdef")
    found = {t["marker"]["color"].lower(): set(t["customdata"]) for t in figure["data"]}
    colours = {position.id: position.colour.lower() for position in load_issue(ISSUE).positions}
    assert found == {
        colours["ceasefire"]: {"b", "d", "e"}, colours["oppose_ceasefire"]: {"a"},
        colours["none"]: {"c", "f"},
    }  # fmt: skip
    assert "6 statements." in said_on(at)
    assert "They need **not** agree: a sentence and its denial lie side by side." in said_on(at)


def test_filters_hide_points_and_move_none(made: Snapshot) -> None:
    whole = {p.key: (p.x, p.y) for p in data.points(made, Filters(ISSUE), "statements", "words")}
    at = opened_at(actor="FRA")
    assert keys(chart(at)) == {"d", "e"}
    some = data.points(made, Filters(ISSUE, countries=("FRA",)), "statements", "words")
    assert {p.key: (p.x, p.y) for p in some} == {key: whole[key] for key in ("d", "e")}
    empty = opened_at(bloc="none-such", role="Foreign Minister", actor="JOR", **{"from": "2023-12-01"})
    assert (
        empty.info[0].value
        == "No statement that the filters keep has a place here. Clear a filter to see some."
    )


def test_countries_are_sized_by_statements_and_coloured_by_the_latest_position(made: Snapshot) -> None:
    found = {p.key: p for p in data.points(made, Filters(ISSUE), "countries", "words")}
    assert {key: (p.position, p.n) for key, p in found.items()} == {
        "USA": ("ceasefire", 3),
        "FRA": ("ceasefire", 2),
    }
    at = opened_at(level="countries")
    sizes = {
        p: s for t in chart(at)["data"] for p, s in zip(t["customdata"], t["marker"]["size"], strict=True)
    }
    assert sizes["USA"] > sizes["FRA"]
    names = {note["text"] for note in chart(at)["layout"]["annotations"]}
    assert names == {"United States", "France"}


def test_an_actor_bears_the_colour_of_the_map(tmp_path: Path) -> None:
    rows = [
        said("ARG", "2024-06-06", "ceasefire"),
        said("ARG", "2024-06-06", "humanitarian_pause"),
        said("ARG", "2024-12-11", "oppose_ceasefire", wording="vote"),
        said("ARG", "2024-12-12", "oppose_ceasefire", person=False, coding_confidence=0.5),
        said("PRY", "2024-12-11", "oppose_ceasefire", wording="vote"),
    ]
    levels = {"country": ("ARG", "PRY"), "speaker": ("Minister of ARG", "Minister of PRY")}
    places = [placed(level, "words", key, 0.0) for level, keys in levels.items() for key in keys]
    made = snapshot_of(tmp_path, *rows, placements=places)
    for level in ("countries", "speakers"):
        found = [p.position for p in data.points(made, Filters(ISSUE), level, "words")]
        assert found == ["ceasefire", "oppose_ceasefire"], level


def test_positions_are_the_corners_and_the_unplaced_are_counted(made: Snapshot) -> None:
    at = opened_at(level="countries", near="positions")
    notes = {note["text"] for note in chart(at)["layout"]["annotations"]}
    assert {"<b>Ceasefire</b>", "<b>Humanitarian pauses</b>", "<b>Opposes a ceasefire</b>"} <= notes
    assert keys(chart(at)) == {"USA"}
    assert "1 country. 1 more have too few statements to be placed." in said_on(at)
    assert "Each corner is a position" in said_on(at) and "directions have no meaning" not in said_on(at)


def test_clusters_say_how_far_they_hold(made: Snapshot) -> None:
    text = said_on(opened_at())
    assert "3 statements · stable: 83% of it comes back when the data are resampled" in text
    assert "2 statements · **unstable**: only 41% of it comes back when the data are resampled" in text
    assert "Words that set it apart: *pause* :small[3×], *aid* :small[2×]" in text
    assert "No groups: one cloud." in said_on(opened_at(level="countries")).replace("\\", "")


def test_a_cluster_chosen_from_the_list_opens_its_words(made: Snapshot) -> None:
    at = opened_at()
    at.selectbox(key="landscape_list").set_value(0).run()
    assert not at.exception
    assert "3 statements" in [element.value for element in at.header]
    assert "Not now\\." in said_on(at)
    next(button for button in at.button if button.label == "Clear").click().run()
    assert "3 statements" not in [element.value for element in at.header]


def test_countries_chosen_from_the_list_open_their_words(made: Snapshot) -> None:
    at = opened_at(level="countries")
    at.multiselect(key="landscape_list").set_value(["USA"]).run()
    assert "1 country" in [element.value for element in at.header]
    assert "Not now\\." in said_on(at)
    # Another set of points begins with nothing picked.
    at.session_state["view"] = at.session_state["view"].picked("level", "statements")
    at.run()
    assert "Not now\\." not in said_on(at)


def test_rows_chosen_in_the_table_open_their_words(made: Snapshot) -> None:
    at = opened_at()
    at.session_state["landscape_table"] = True
    at.run()
    table = at.dataframe[0].value
    assert list(table["position"])[0] == "Opposes a ceasefire" and len(table) == 6
    assert set(table["country"]) == {"United States", "France", "Jordan"}
    assert list(table["cluster"].fillna(0)) == [1, 1, 1, 2, 0, 0]


def test_marked_speakers_have_the_colours_and_the_rest_is_grey(made: Snapshot) -> None:
    at = opened_at(colour="country", mark="FRA")
    parts = [set(trace["customdata"]) for trace in chart(at)["data"]]
    assert parts == [{"a", "b", "c", "f"}, {"d", "e"}]
    grouped = figures.groups(
        data.points(made, Filters(ISSUE), "statements", "words"), "country", load_issue(ISSUE),
        dark=False, marked=("FRA",),
    )  # fmt: skip
    assert [(group.key, len(group.points)) for group in grouped] == [("", 4), ("FRA", 2)]


def test_without_marks_the_most_frequent_are_coloured() -> None:
    points = [
        Point(f"{country}{n}", 0, 0, -1, "none", country, "", "", "", 1)
        for country, many in zip("ABCDEFGH", range(8, 0, -1), strict=True)
        for n in range(many)
    ]
    grouped = figures.groups(points, "country", load_issue(ISSUE), dark=True)
    assert [group.key for group in grouped] == ["", *"ABCDEF"]
    assert len({group.colour for group in grouped}) == len({group.sign for group in grouped[1:]}) + 1 == 7


def test_words_of_sources_stay_words_in_the_hover(made: Snapshot) -> None:
    shown = " ".join(text for trace in chart(opened_at())["data"] for text in trace["hovertext"])
    assert "<script>" not in shown and "&lt;script&gt;" in shown and "&lt;b&gt;" in shown
    assert all("hovertemplate" not in trace for trace in chart(opened_at())["data"])


def test_an_unplaced_statement_has_no_point(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("USA", "2024-01-01", "none", x=None, y=None), said("USA", "2024-01-02", "none")
    )
    assert len(data.points(snapshot, Filters(ISSUE), "statements", "words")) == 1


def test_positions_without_an_order_have_no_corners_to_be_drawn_to(made: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "corners", lambda _: {})
    at = opened_at(level="countries", near="positions")
    assert not at.exception
    assert keys(chart(at)) == {"USA", "FRA"}
    assert "pick_near" not in {control.key for control in at.segmented_control}


def test_the_corners_stand_in_the_order_of_the_scale() -> None:
    corners = data.corners(load_issue(ISSUE))
    assert list(corners) == ["ceasefire", "humanitarian_pause", "oppose_ceasefire"]
    assert corners["ceasefire"][0] < 0 < corners["oppose_ceasefire"][0]
    assert corners["humanitarian_pause"][1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("overlap", "hold"),
    [(None, "untested"), (0.75, "stable"), (0.6, "fairly stable"), (0.59, "unstable")],
)
def test_stability_in_words(overlap: float | None, hold: str) -> None:
    assert Cluster(0, 1, overlap, (), (), {}).hold == hold
