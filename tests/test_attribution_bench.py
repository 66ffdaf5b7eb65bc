"""The benchmark's arithmetic, and the parts that attribution rests on."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from stance.actors import Registry
from stance.attribution import filter
from stance.attribution.parse import model

BENCH = Path(__file__).resolve().parent.parent / "bench"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_attribution", BENCH / "attribution.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TEXT = "Ada said aaaa bbbb. Ben said cccc dddd. Cy thinks eeee."


def article() -> dict[str, Any]:
    def span(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]]

    rows = [("Ada", "aaaa bbbb", "direct", True), ("Ben", "cccc dddd", "indirect", True)]
    rows.append(("Cy", "eeee", "indirect", False))
    return {
        "doc": "made",
        "text": TEXT,
        "attributions": [
            {"source": span(who), "content": span(words), "type": kind, "speech": speech}
            for who, words, kind, speech in rows
        ],
    }


def found(bench: ModuleType, words: str, who: str) -> Any:
    start = TEXT.index(words)
    return bench.Found(start, start + len(words), (TEXT.index(who), TEXT.index(who) + len(who)))


def test_a_perfect_answer_scores_one(bench: ModuleType) -> None:
    tally = bench.Tally()
    bench.score(article(), [found(bench, "aaaa bbbb", "Ada"), found(bench, "cccc dddd", "Ben")], tally)
    expected = {
        "precision": 1,
        "recall": 1,
        "recall direct": 1,
        "recall mixed": 0,
        "recall indirect": 1,
        "F1": 1,
    }
    assert tally.figures(0.3) == tally.figures(0.8) == expected
    assert tally.ratio("sources right", "sources") == 1


def test_half_the_words_match_at_the_lower_overlap_only(bench: ModuleType) -> None:
    tally = bench.Tally()
    bench.score(article(), [found(bench, "aaaa", "Ben"), found(bench, "said", "Ben")], tally)
    assert tally.figures(0.3)["precision"] == 0.5
    assert tally.figures(0.3)["recall"] == 0.5
    assert tally.figures(0.8)["precision"] == 0
    assert tally.ratio("sources right", "sources") == 0


def test_thought_counts_for_precision_and_not_for_recall(bench: ModuleType) -> None:
    tally = bench.Tally()
    bench.score(article(), [found(bench, "eeee", "Cy")], tally)
    assert (tally.figures(0.3)["precision"], tally.figures(0.3)["recall"]) == (1, 0)


def test_each_annotation_is_found_once(bench: ModuleType) -> None:
    tally = bench.Tally()
    same = found(bench, "aaaa bbbb", "Ada")
    bench.score(article(), [same, same], tally)
    assert tally.figures(0.3)["precision"] == 0.5


def test_the_report_has_a_column_for_each_extractor_that_is_installed(bench: ModuleType) -> None:
    lines = bench.report(bench.measure([article()], Registry([])), 1)
    names = ["stance"] + ["textacy"] * bool(importlib.util.find_spec("textacy"))
    assert lines[0].split() == names
    refused = next(line for line in lines if line.startswith("articles refused"))
    assert refused.split()[2:5] == ["0", "of", "1"]


def test_the_weights_are_numbers_for_names_of_features() -> None:
    table = filter.weights()
    assert {"bias", "threshold", "threshold quoted"} <= table.keys()
    assert all(isinstance(weight, float) for weight in table.values())
    # No words of the articles that they were learnt from: a feature names one cue word at most.
    assert all(" " not in name for name in table if name != "threshold quoted")


PARTS = {
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
}


@pytest.mark.parametrize("part", PARTS)
def test_the_language_model_is_the_one_the_weights_were_learnt_with(part: str) -> None:
    digest = hashlib.sha256((Path(model().path) / part).read_bytes()).hexdigest()
    assert digest == PARTS[part]
