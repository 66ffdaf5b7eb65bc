"""Networks of actors open in other programs with their attributes, and their weights can be counted by hand."""

import io
from pathlib import Path

import networkx as nx
import pytest
from small import ISSUE, said, snapshot_of

from stance.export import export
from stance.filters import Filters
from stance.networks import overlap
from stance.snapshot import Snapshot

READ = [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)]


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="a", speaker="Ann\x0bRoe & <Co>"),
        said("FRA", "2023-11-09", "ceasefire", id="b", speaker="Ann\x0bRoe & <Co>"),
        said("FRA", "2023-11-03", "humanitarian_pause", id="c", speaker="Ann\x0bRoe & <Co>"),
        said("DEU", "2023-11-04", "humanitarian_pause", id="d", speaker="Max Ritter"),
        said("USA", "2023-11-05", "oppose_ceasefire", id="e", speaker="Ben Cole"),
        said("USA", "2023-11-06", "none", id="f", speaker="Ben Cole"),
    )


@pytest.mark.parametrize(("form", "read"), READ)
def test_speakers_are_tied_by_what_their_profiles_share(snapshot: Snapshot, form: str, read) -> None:
    graph = read(io.BytesIO(export(snapshot, Filters(ISSUE), form, "speakers")))
    assert set(graph.nodes) == {"Ann Roe & <Co> (FRA)", "Max Ritter (DEU)", "Ben Cole (USA)"}
    (edge,) = graph.edges(data=True)
    assert set(edge[:2]) == {"Ann Roe & <Co> (FRA)", "Max Ritter (DEU)"}
    assert (edge[2]["weight"], edge[2]["shared"]) == (0.3333, 1)
    ann = graph.nodes["Ann Roe & <Co> (FRA)"]
    assert (ann["statements"], ann["position"], ann["country"]) == (3, "ceasefire", "FRA")
    assert (ann["first"], ann["last"]) == ("2023-11-01", "2023-11-09")


@pytest.mark.parametrize("network", ["positions", "countries"])
def test_words_without_a_date_are_not_the_first(tmp_path: Path, network: str) -> None:
    made = snapshot_of(
        tmp_path, said("FRA", "", "ceasefire"), said("FRA", "2023-11-01", "ceasefire"), said("FRA", "", "humanitarian_pause"),
    )  # fmt: skip
    graph = nx.read_graphml(io.BytesIO(export(made, Filters(ISSUE), "graphml", network)))
    found = [held["first"] for *_, held in (graph.edges(data=True) if network == "positions" else graph.nodes(data=True))]
    assert found == (["2023-11-01", ""] if network == "positions" else ["2023-11-01"])


@pytest.mark.parametrize(("form", "read"), READ)
def test_countries_carry_their_names(snapshot: Snapshot, form: str, read) -> None:
    graph = read(io.BytesIO(export(snapshot, Filters(ISSUE), form, "countries")))
    assert {key: held["label"] for key, held in graph.nodes(data=True)} == {
        "FRA": "France", "DEU": "Germany", "USA": "United States",
    }  # fmt: skip
    assert graph.has_edge("FRA", "DEU") and not graph.has_edge("FRA", "USA")


def test_the_file_says_where_it_is_from_and_declares_its_types(snapshot: Snapshot) -> None:
    graphml = export(snapshot, Filters(ISSUE), "graphml", "speakers").decode()
    assert 'attr.type="double"' in graphml and 'attr.type="long"' in graphml
    assert snapshot.id in graphml and f"issue={ISSUE}" in graphml
    assert f"data_version={snapshot.id}" in export(snapshot, Filters(ISSUE), "gexf", "speakers").decode()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"a": 2}, {"a": 5}, 1.0),
        ({"a": 1, "b": 1}, {"a": 1}, 0.5),
        ({"a": 3, "b": 1}, {"a": 1, "b": 1}, 0.75),
        ({"a": 1}, {"b": 1}, 0.0),
    ],
)
def test_the_overlap_is_the_sum_of_the_smaller_shares(one, other, expected: float) -> None:
    assert overlap(one, other) == overlap(other, one) == expected
