"""The road from a folder to a snapshot, and the tables that lay things out."""

import builtins
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from stance import arrange, pipeline, readings
from stance.codebook import ISSUES, load_issue, load_issues
from stance.coding.adapt import UNMEASURED
from stance.coding.coder import version
from stance.errors import InputError
from stance.gather import Gathered, Reading
from stance.pipeline import build, spread
from stance.records import Coding, Statement
from stance.snapshot import open_snapshot

ISSUE = "gaza-ceasefire"
HEADER = "date,speaker,role,country,capacity,wording,text,source_title,source_url,position,coder\n"
ROW = "{date},Ayman Safadi,Foreign Minister,JOR,government,quote,{text},{title},https://example.org/{title},{position},editors\n"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read anew; the encoder that other tests converted is used again."""
    monkeypatch.setattr("stance.kept.folder", lambda: tmp_path / "cache")


def corpus_with(folder: Path, *rows: dict[str, str]) -> Path:
    folder.mkdir()
    (folder / "statements.csv").write_text(HEADER + "".join(ROW.format(**row) for row in rows))
    return folder


def test_a_folder_becomes_a_snapshot_with_people_before_the_model(tmp_path: Path) -> None:
    words = "We call for an immediate ceasefire in Gaza."
    folder = corpus_with(
        tmp_path / "c",
        {"date": "2023-11-04", "text": words, "title": "one", "position": "none"},
        {"date": "2023-11-05", "text": words, "title": "two", "position": ""},
        {"date": "2024-01-05", "text": "Aid must reach the north.", "title": "three", "position": ""},
        {"date": "2024-01-06", "text": "Aid must reach the south too.", "title": "four", "position": "perhaps"},
    )
    made = build(folder, quiet=True)
    assert made.counts["statements"] == 4
    assert [str(problem).split(".")[0] for problem in made.refused] == ["statements"]
    assert "'perhaps'" in str(made.refused[0])
    snapshot = open_snapshot(folder / "snapshot")
    rows = snapshot.rows("SELECT text, position, person, sources FROM coded ORDER BY date")
    assert rows[0] == {"text": words, "position": "none", "person": True, "sources": 2}
    assert len(rows) == 3
    (model,) = snapshot.rows(
        "SELECT position FROM codings c JOIN statements s ON s.id = c.statement_id "
        "WHERE NOT person AND s.date = '2023-11-04'"
    )
    assert model["position"] == "ceasefire"
    assert len(snapshot.rows("SELECT * FROM blocs LIMIT 1")) == 1


def test_what_people_read_in_any_report_of_the_same_words_counts(tmp_path: Path) -> None:
    words = "We want peace at once."
    folder = corpus_with(
        tmp_path / "c",
        {"date": "2023-11-04", "text": words, "title": "one", "position": ""},
        {"date": "2023-11-05", "text": words, "title": "two", "position": "oppose_ceasefire"},
    )
    table = folder / "statements.csv"
    lines = table.read_text().splitlines()
    other = lines[1].replace("2023-11-04", "2023-11-06").replace("one", "three")
    third = other.replace(",,editors", ",ceasefire_now,Eva,ukraine-war")
    rows = [f"{lines[0]},issue", f"{lines[1]},", f"{lines[2]},gaza-ceasefire", third]
    table.write_text("\n".join(rows) + "\n")
    build(folder, quiet=True)
    shown = open_snapshot(folder / "snapshot").rows(
        "SELECT issue, position, coder, person, sources FROM coded ORDER BY issue"
    )
    assert shown == [
        {"issue": ISSUE, "position": "oppose_ceasefire", "coder": "editors", "person": True, "sources": 3},
        {"issue": "ukraine-war", "position": "ceasefire_now", "coder": "Eva", "person": True, "sources": 3},
    ]


def test_a_persons_name_makes_no_person_of_a_model(tmp_path: Path) -> None:
    model = version(load_issue(ISSUE))
    row = {"date": "2023-11-04", "text": "We call for a ceasefire in Gaza.", "title": "one", "position": "none"}
    folder = corpus_with(tmp_path / "c", row, {**row, "text": "Aid must reach Gaza.", "position": ""})
    table = folder / "statements.csv"
    table.write_text(table.read_text().replace("editors", model))
    build(folder, quiet=True)
    assert not any(row["person"] for row in open_snapshot(folder / "snapshot").rows("SELECT person FROM coded"))


@pytest.mark.parametrize(("place", "position"), [("Kyiv", ""), ("Gaza", "ceasefire")])
def test_a_report_of_another_war_takes_no_position_on_this_issue(
    tmp_path: Path, place: str, position: str
) -> None:
    report = (
        "10 May 2025\n\n“There must be an immediate ceasefire,” British Prime Minister Keir Starmer said.\n\n"
        f"The bombardment of {place} went on through the night.\n"
    )
    (tmp_path / "c" / "documents").mkdir(parents=True)
    (tmp_path / "c" / "documents" / "report.txt").write_text(report)
    build(tmp_path / "c", quiet=True)
    rows = open_snapshot(tmp_path / "c" / "snapshot").rows(
        "SELECT country, position FROM coded WHERE issue = ?", [ISSUE]
    )
    assert rows == ([{"country": "GBR", "position": position}] if position else [])


def test_a_folder_with_nothing_in_it_is_an_empty_snapshot(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    assert build(tmp_path / "c", quiet=True).counts["statements"] == 0


def test_work_is_spread_in_order_and_a_missing_ray_names_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(spread("local", len, ["a", "bb", "ccc"])) == [1, 2, 3]
    real = builtins.__import__

    def without_ray(name: str, *rest: object, **more: object) -> object:
        if name == "ray":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_ray)
    with pytest.raises(InputError) as caught:
        list(spread("ray", len, ["a"]))
    assert str(caught.value) == "--engine ray: Ray is not installed. pip install -r requirements-cluster.txt."


def test_a_position_or_an_issue_that_no_codebook_has_is_refused_with_its_line() -> None:
    said = [("maybe", ""), ("none", ""), ("none", "moon")]
    read = [Reading(position, "", "x", issue, "t.csv", line) for line, (position, issue) in enumerate(said, 2)]
    found = Gathered(readings={"s1": read})
    readings.check(found, {ISSUE: load_issue(ISSUE)})
    assert [(reading.position, reading.issue) for reading in found.readings["s1"]] == [("none", ISSUE)]
    assert [str(problem) for problem in found.refused] == [
        "t.csv, line 2: the position 'maybe' is not in the codebook of gaza-ceasefire. "
        "Write one of ceasefire, humanitarian_pause, none, oppose_ceasefire.",
        "t.csv, line 4: there is no issue 'moon'. Write one of gaza-ceasefire.",
    ]


def test_an_issue_of_ones_own_stands_on_what_people_coded(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    (folder / "issues").mkdir(parents=True)
    book = (ISSUES / f"{ISSUE}.yaml").read_text(encoding="utf-8")
    (folder / "issues" / f"{ISSUE}.yaml").write_text(book, encoding="utf-8")
    own = book.replace(f"id: {ISSUE}", "id: a-truce", 1)
    (folder / "issues" / "a-truce.yaml").write_text(own, encoding="utf-8")
    row = "2023-11-0{},Ayman Safadi,Foreign Minister,JOR,quote,Words {}.,one,https://example.org/1,{},editors,{}\n"
    (folder / "statements.csv").write_text(
        "date,speaker,role,country,wording,text,source_title,source_url,position,coder,issue\n"
        + row.format(4, 1, "ceasefire", "a-truce")
        + row.format(4, 1, "none", "")
        + row.format(5, 2, "oppose_ceasefire", "a-truce")
    )
    made = build(folder, quiet=True)
    assert made.refused == ()
    assert f"a-truce: {UNMEASURED}" in made.notes
    snapshot = open_snapshot(folder / "snapshot")
    rows = snapshot.rows("SELECT issue, date, position FROM coded WHERE person ORDER BY issue, date")
    assert [tuple(row.values()) for row in rows] == [
        ("a-truce", "2023-11-04", "ceasefire"),
        ("a-truce", "2023-11-05", "oppose_ceasefire"),
        (ISSUE, "2023-11-04", "none"),
    ]
    assert set(snapshot.manifest["accuracy"]) == {ISSUE}


def test_figures_are_told_of_the_bundled_codebook_alone() -> None:
    issues = load_issues()
    given = {ISSUE: {"n": 446}, "another": {"n": 1}}
    assert pipeline._accuracy(issues, given) == {ISSUE: {"n": 446}}
    assert pipeline._accuracy({**issues, ISSUE: replace(issues[ISSUE], version="9")}, given) == {}


def test_a_place_that_cannot_be_used_is_named_before_the_work(tmp_path: Path) -> None:
    folder = corpus_with(tmp_path / "c")
    (folder / "issues").mkdir()
    with pytest.raises(InputError) as caught:
        build(folder, folder, quiet=True)
    assert str(caught.value) == (
        f"{folder}: this folder holds something that is not a snapshot. Name an empty or a new folder with --out."
    )
    with pytest.raises(InputError) as caught:
        build(folder, quiet=True)
    assert str(caught.value) == (
        f"{folder}/issues: there is no codebook here. Put an issue's .yaml there, or take the folder away."
    )


def statement(number: int, text: str, **more: str) -> Statement:
    fields = {"country": "JOR", "date": "2023-11-04", "speaker": "Ayman Safadi", "capacity": "government"}
    return Statement(doc=f"d{number}", text=text, quote_type="direct", **{**fields, **more})


def test_the_same_words_are_shown_once_and_list_every_source() -> None:
    items = [statement(n, "We need a ceasefire now.") for n in range(3)] + [statement(9, "Something else.")]
    shown = arrange.same_words(items, np.eye(4, dtype=np.float32))
    firsts = {first for first, _ in shown.values()}
    assert len(firsts) == 2
    assert sorted(count for _, count in shown.values()) == [1, 3, 3, 3]


def test_a_call_for_a_pause_is_not_the_words_of_a_call_for_a_ceasefire() -> None:
    said = [statement(n, f"We call for an immediate {what}.") for n, what in enumerate(("ceasefire", "pause"))]
    alike = np.ones((2, 1), dtype=np.float32)
    assert len({first for first, _ in arrange.same_words(said, alike).values()}) == 1
    assert len({first for first, _ in arrange.same_words(said, alike, [load_issue(ISSUE)]).values()}) == 2


def test_a_persons_reading_counts_before_a_models_and_of_two_the_surer_then_the_first_by_name() -> None:
    models = [Coding(key, ISSUE, "ceasefire", 0.9, "model") for key in ("s1", "s2", "s3")]
    people = [
        Coding("s1", ISSUE, "humanitarian_pause", 1.0, "bob"),
        Coding("s1", ISSUE, "none", 1.0, "anna"),
        Coding("s3", ISSUE, "none", 0.5, "anna"),
        Coding("s3", ISSUE, "oppose_ceasefire", 1.0, "bob"),
        Coding("s2", "ukraine-war", "withdrawal", 1.0, "anna"),
    ]
    found = arrange.positions_of(models, people, ISSUE)
    assert found == {"s1": "none", "s2": "ceasefire", "s3": "oppose_ceasefire"}


def test_actors_lie_where_their_positions_draw_them_and_too_few_have_no_place() -> None:
    positions = {"CHN": "ceasefire", "BRA": "ceasefire", "ISR": "oppose_ceasefire", "GBR": "humanitarian_pause"}
    items = [
        statement(n, f"Words {n} of {code}.", country=code, speaker=code)
        for code in positions
        for n in range(5)
    ] + [statement(99, "Once.", country="FJI", speaker="FJI")]
    coded = {item.id: positions.get(item.country, "none") for item in items}
    vectors = np.random.default_rng(1).normal(size=(len(items), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    placements, clusters = arrange.actor_tables(load_issue(ISSUE), arrange.frame_of(items, coded), vectors)
    place = {
        row["key"]: row for row in placements if row["level"] == "country" and row["view"] == "positions"
    }
    assert place["FJI"]["x"] is None
    assert place["CHN"]["x"] < place["GBR"]["x"] < place["ISR"]["x"]
    assert (place["CHN"]["x"], place["CHN"]["y"]) != (place["BRA"]["x"], place["BRA"]["y"])
    assert {row["level"] for row in clusters} == {"speaker", "country"}
    assert all("note" in json.loads(row["parameters"]) for row in clusters if row["label"] == -1)
