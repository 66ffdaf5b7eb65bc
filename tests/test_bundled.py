"""The snapshot that ships is the one that the corpus and the code of today make."""

from pathlib import Path

import pytest

from stance.alignment.agreement import matrix
from stance.codebook import load_issues
from stance.coding import version
from stance.corpus import CORPUS
from stance.counting import Rules
from stance.day_by_day import days
from stance.embedding import MODEL_VERSION
from stance.filters import Filters
from stance.pipeline import build, input_hashes
from stance.positions import standings
from stance.snapshot import BUNDLED, Snapshot, open_snapshot

ISSUE = "gaza-ceasefire"
STALE = "the bundled snapshot is stale: run make snapshot"


@pytest.fixture(scope="module")
def bundled() -> Snapshot:
    return open_snapshot(BUNDLED)


def test_it_was_built_from_the_files_that_are_here(bundled: Snapshot) -> None:
    assert bundled.manifest["inputs"] == input_hashes(CORPUS), STALE
    assert bundled.manifest["model"] == MODEL_VERSION, STALE
    coders = {row["coder"] for row in bundled.rows("SELECT DISTINCT coder FROM codings WHERE NOT person")}
    assert coders == {version(issue) for issue in load_issues().values()}, STALE


def test_building_it_again_gives_the_same_statements_codings_and_groups(bundled: Snapshot, tmp_path: Path) -> None:
    made = build(CORPUS, tmp_path / "again", quiet=True)
    assert made.refused == ()
    again = open_snapshot(tmp_path / "again")
    for sql in (
        "SELECT id, same_as, sources, actor, country, date, text FROM statements ORDER BY id",
        "SELECT statement_id, position, coder, person, because FROM codings ORDER BY ALL",
        "SELECT * FROM documents ORDER BY id",
        "SELECT * FROM votes ORDER BY ALL",
    ):
        assert again.rows(sql) == bundled.rows(sql), STALE


def test_it_has_what_was_asked_of_it(bundled: Snapshot) -> None:
    counts = bundled.manifest["counts"]
    assert counts["statements"] >= 300
    (row,) = bundled.rows("SELECT count(DISTINCT country) AS n FROM statements")
    assert row["n"] >= 90
    assert bundled.manifest["accuracy"][ISSUE]["n"] >= 100


@pytest.mark.parametrize(
    ("country", "day", "position"),
    [
        ("USA", "2023-11-05", "humanitarian_pause"),
        ("JOR", "2023-11-05", "ceasefire"),
        ("ISR", "2023-12-31", "oppose_ceasefire"),
        ("FRA", "2023-11-11", "ceasefire"),
        ("DEU", "2023-11-21", "oppose_ceasefire"),
        ("DEU", "2024-03-24", "ceasefire"),
        ("GBR", "2023-12-20", "humanitarian_pause"),
        ("GBR", "2024-07-10", "ceasefire"),
    ],
)
def test_known_standings(bundled: Snapshot, country: str, day: str, position: str) -> None:
    (found,) = standings(bundled, Filters(ISSUE, end=day, countries=(country,)))
    assert found.position == position


@pytest.mark.parametrize("bloc", ["", "EU", "NATO", "BRICS", "OIC"])
@pytest.mark.parametrize("rules", [Rules(), Rules(blocs=True), Rules(blocs=True, votes=True, max_age=90)])
def test_one_day_and_every_day_tell_the_same_of_the_members_of_a_bloc(
    bundled: Snapshot, bloc: str, rules: Rules
) -> None:
    for day in ("2023-11-17", "2024-01-15", "2024-06-01", "2025-10-14"):
        asked = Filters(ISSUE, end=day, blocs=(bloc,) if bloc else ())
        held = days(bundled, asked, rules)
        last = {key: held.position(row, held.length - 1) for row, key in enumerate(held.keys)}
        assert {key: said for key, said in last.items() if said} == {
            item.country: item.position for item in standings(bundled, asked, rules)
        }


@pytest.mark.parametrize("rules", [Rules(), Rules(blocs=True, max_age=90)])
def test_two_states_agree_alike_whoever_else_is_asked_for(bundled: Snapshot, rules: Rules) -> None:
    every = matrix(bundled, Filters(ISSUE), rules, "states", "days")
    for asked in (Filters(ISSUE, countries=("DEU", "GRC")), Filters(ISSUE, blocs=("EU",))):
        assert matrix(bundled, asked, rules, "states", "days").pair("DEU", "GRC") == every.pair("DEU", "GRC")


def test_members_of_the_union_that_had_called_for_a_ceasefire_by_17_november_2023(bundled: Snapshot) -> None:
    """Le Grand Continent's count of that day, by a state's own words, where the corpus has any."""
    calling = {"BEL", "FRA", "GRC", "IRL", "MLT", "POL", "PRT", "SVN", "ESP"}
    union = {row["country"] for row in bundled.rows("SELECT country FROM blocs WHERE bloc = 'EU' AND \"end\" = ''")}
    found = standings(bundled, Filters(ISSUE, end="2023-11-17"))
    ours = {item.country for item in found if item.position == "ceasefire"} & union
    assert ours <= calling
