"""The measured accuracy has a floor, the gold is pinned, and nothing of it was learnt from."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer

import bench.floors
from bench.floors import MARGIN, floor, lowered
from stance.codebook import derive, load_issue, load_issues
from stance.coding import Report, evaluate
from stance.coding.adapt import measured
from stance.coding.evaluation import Score, by_phenomenon, reliability, surest_precision
from stance.coding.gold import GOLD, read_gold, sha256
from stance.coding.learn import fingerprint, rows
from stance.coding.model import load
from stance.errors import InputError

ISSUE = load_issue("gaza-ceasefire")
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(ISSUE.id)


def known_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_the_gold_is_the_one_that_the_floors_were_set_for(name: str) -> None:
    paths = [path for path in (GOLD / f"{name}.csv", GOLD / f"{name}-pairs.csv") if path.is_file()]
    changed = "the gold changed: set its floors with python bench/floors.py"
    assert sha256(*paths) == FLOORS[name]["gold_sha256"], changed


def test_every_issue_with_gold_has_a_floor() -> None:
    assert set(FLOORS) == {name for name, issue in load_issues().items() if measured(issue)}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_accuracy_stays_above_its_floor(name: str) -> None:
    report = evaluate(name)
    fallen = lowered(FLOORS[name], {key: float(v) + MARGIN for key, v in floor(report).items() if key != "gold_sha256"})
    assert not fallen


def test_the_issue_that_was_trained_is_calibrated(report: Report) -> None:
    assert report.surest_precision > report.accuracy
    assert report.calibration_error < 0.06


def test_a_floor_rises_by_itself_and_is_never_lowered_unasked(report: Report, monkeypatch, tmp_path, capsys) -> None:
    assert lowered({"macro_f1": 0.8}, {"macro_f1": 0.81}) == []
    assert lowered({"macro_f1": 0.8}, {"macro_f1": 0.79}) == ["macro_f1 from 0.8 to 0.79"]
    path = tmp_path / "floors.json"
    for name, value in {"FLOORS": path, "ROOT": tmp_path}.items():
        monkeypatch.setattr(f"bench.floors.{name}", value)
    monkeypatch.setattr("bench.floors.load_issues", lambda: {ISSUE.id: ISSUE})
    monkeypatch.setattr("bench.floors.evaluate", lambda _: report)
    monkeypatch.setattr("sys.argv", ["floors.py"])
    path.write_text(json.dumps({ISSUE.id: {"gold_sha256": "x", "macro_f1": 0.999}}))
    assert bench.floors.main() == 1
    assert "macro_f1 from 0.999 to" in capsys.readouterr().out
    assert json.loads(path.read_text())[ISSUE.id]["macro_f1"] == 0.999
    monkeypatch.setattr("sys.argv", ["floors.py", "--allow-lower"])
    assert bench.floors.main() == 0
    assert json.loads(path.read_text())[ISSUE.id]["macro_f1"] < 0.999


def test_the_coder_is_learnt_from_what_lies_in_the_corpus() -> None:
    stale = "Run python -m stance.coding.learn: the training statements, the words or the encoder changed"
    assert load(ISSUE.id).learnt_from == fingerprint(ISSUE.id), stale


def test_nothing_of_the_gold_was_learnt_from() -> None:
    training = rows(ISSUE.id)
    gold = read_gold(ISSUE, GOLD / f"{ISSUE.id}.csv") + read_gold(ISSUE, GOLD / f"{ISSUE.id}-pairs.csv")
    counter = CountVectorizer(analyzer=known_words, dtype=np.int32)
    learnt = counter.fit_transform([row["text"] for row in training])
    sizes = np.asarray(learnt.sum(axis=1)).ravel()
    for row in gold:
        mine = known_words(row["text"])
        shared = (learnt @ counter.transform([row["text"]]).T).toarray().ravel()
        closest = (shared / (sizes + len(mine) - shared)).max()
        assert closest < (1.0 if row.get("wording") == "vote" else 0.9), row["text"]
    assert not {row.get("speaker") for row in gold} & {row["speaker"] for row in training if row["speaker"]}


def test_training_statements_follow_the_codebook_and_stand_once() -> None:
    training = rows(ISSUE.id)
    assert len({row["text"] for row in training}) == len(training) >= 1000
    for row in training:
        assert derive(ISSUE, {c.id: row[c.id] for c in ISSUE.concepts}) == row["position"], row["text"]
        written = row["source"] == "written for training, not a real statement"
        assert written != bool(row["speaker"]), row["text"]
        assert written or row["source"].startswith(("https://", "http://", "Al Jazeera")), row["text"]


def test_each_pair_has_two_sides_of_different_position() -> None:
    pairs = read_gold(ISSUE, GOLD / f"{ISSUE.id}-pairs.csv")
    sides: dict[str, list[str]] = {}
    for row in pairs:
        sides.setdefault(row["pair"], []).append(row["position"])
    assert len(sides) >= 160
    assert all(len(held) == 2 == len(set(held)) for held in sides.values())


def test_conditions_of_the_gold_are_words_of_the_statement() -> None:
    for row in read_gold(ISSUE, GOLD / f"{ISSUE.id}.csv"):
        assert row["condition"] in row["text"]


def test_a_report_is_a_table_and_plain_data(report: Report) -> None:
    lines = report.table().splitlines()
    assert lines[0].split() == ["position", "n", "precision", "recall", "F1"]
    assert [line.split()[0] for line in lines[1:5]] == [position.id for position in ISSUE.positions]
    assert f"Minimal pairs with both sides right: {report.pairs_right} of {report.pairs}." in lines
    data = report.as_dict()
    assert data["macro_f1"] == report.macro_f1
    assert data["scores"][0]["recall"] == report.scores[0].recall  # type: ignore[index]


def test_a_score_counts_what_was_given_and_what_was_right() -> None:
    score = Score("ceasefire", n=4, given=5, right=3)
    assert (score.precision, score.recall, score.f1) == (0.6, 0.75, pytest.approx(2 / 3))
    assert Score("none", 0, 0, 0).f1 == 0


def test_a_pair_counts_only_with_both_sides_right() -> None:
    sides = [("Stop the war now.", "ceasefire"), ("Aid is needed.", "none")]
    pair = [
        {"pair": "p", "phenomenon": "calls", "text": text, "position": position} for text, position in sides
    ]
    assert by_phenomenon(ISSUE, pair) == {"calls": (1, 1)}
    assert by_phenomenon(ISSUE, [pair[0], pair[1] | {"position": "ceasefire"}]) == {"calls": (0, 1)}


def test_a_reliability_curve_lays_confidence_beside_being_right() -> None:
    curve = reliability([0.95, 0.99, 1.0, 0.55], [True, True, False, False])
    assert [(b.low, b.high, b.n) for b in curve] == [(0.5, 0.6, 1), (0.9, 1.0, 3)]
    assert curve[1].right == pytest.approx(2 / 3)
    assert curve[1].confidence == pytest.approx(0.98)
    assert surest_precision([0.9, 0.8, 0.7, 0.1], [True, True, False, False]) == pytest.approx(2 / 3)


def gold_file(folder: Path, *lines: dict[str, str]) -> Path:
    path = folder / "gold.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["text", "position", "ceasefire", "humanitarian_pause"])
        writer.writeheader()
        writer.writerows(lines)
    return path


def test_a_gold_row_that_breaks_the_codebook_names_its_line(tmp_path: Path) -> None:
    right = {"text": "Stop.", "position": "ceasefire", "ceasefire": "supports", "humanitarian_pause": "none"}
    path = gold_file(tmp_path, right, right | {"position": "none"})
    with pytest.raises(InputError) as caught:
        read_gold(ISSUE, path)
    problem = "the stances give 'ceasefire', the row says 'none'"
    assert str(caught.value) == f"{path}, line 3: {problem}. Mend the stances or the position."


def test_gold_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_gold(ISSUE, tmp_path / "no.csv")
    wanted = f"{tmp_path / 'no.csv'}: there is no such gold file. Code statements by hand first."
    assert str(caught.value) == wanted
    path = gold_file(tmp_path)
    with pytest.raises(InputError) as caught:
        read_gold(ISSUE, path)
    assert str(caught.value) == f"{path}: the file has no statements. Code statements by hand first."
