"""Search by words and by meaning; the encoder is replaced by one with two topics."""

from pathlib import Path

import numpy as np
import pytest
from small import ISSUE, said, snapshot_of

from stance import embedding
from stance.filters import Filters
from stance.search import search
from stance.snapshot import Snapshot


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setattr(embedding, "embed", lambda _: np.array([[1.0, 0.0]], dtype=np.float32))
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-11-01", "ceasefire", id="both", text="The truce must hold.", vector=[1.0, 0.0]),
        said("DEU", "2023-11-02", "ceasefire", id="meant", text="Silence the guns.", vector=[0.9, 0.436]),
        said("ITA", "2023-11-03", "none", id="word", text="A truce in football.", vector=[0.0, 1.0]),
        said("ESP", "2023-11-04", "none", id="neither", text="Trade grows.", vector=[0.0, 1.0]),
    )


def test_what_words_and_meaning_both_find_comes_first(snapshot: Snapshot) -> None:
    found = search(snapshot, Filters(ISSUE), "truce")
    assert [row["id"] for row in found] == ["both", "word", "meant"] or [row["id"] for row in found] == [
        "both",
        "meant",
        "word",
    ]
    assert found[0]["score"] > found[1]["score"]


def test_words_alone_need_no_model(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "embed", None)
    found = search(snapshot, Filters(ISSUE), "TRUCE", meaning=False)
    assert {row["id"] for row in found} == {"both", "word"}


def test_filters_hold_for_both_rankings(snapshot: Snapshot) -> None:
    found = search(snapshot, Filters(ISSUE, countries=("DEU", "ESP")), "truce")
    assert [row["id"] for row in found] == ["meant"]


@pytest.mark.parametrize("words", ["", "   ", "%", "'; DROP VIEW coded; --", "_", "\\"])
def test_odd_questions_break_nothing(snapshot: Snapshot, words: str) -> None:
    search(snapshot, Filters(ISSUE), words)
    assert snapshot.rows("SELECT count(*) AS n FROM coded") == [{"n": 4}]


def test_accents_do_not_hide_words(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("BRA", "2023-11-01", "ceasefire", speaker="Luiz Inácio"))
    assert len(search(snapshot, Filters(ISSUE), "inacio", meaning=False)) == 1
    assert len(search(snapshot, Filters(ISSUE), "Inácio", meaning=False)) == 1


@pytest.fixture
def pauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setattr(embedding, "embed", lambda _: np.array([[1.0, 0.0]], dtype=np.float32))
    texts = {
        "held": "We want a humanitarian pause now.",
        "signs": "A “humanitarian—Pause” is wanted.",
        "apart": "A pause, for humanitarian reasons.",
        "inside": "Humanitarian pauses are wanted.",
        "number": "Humanitarian 7 pause.",
    }
    return snapshot_of(tmp_path, *(said("FRA", "2023-11-01", "none", id=key, text=text) for key, text in texts.items()))


@pytest.mark.parametrize("words", ['"humanitarian pause"', "“Humanitarian pause”", "„humanitarian,  pausé“"])
@pytest.mark.parametrize("meaning", [False, True])
def test_quotation_marks_search_a_phrase(pauses: Snapshot, words: str, meaning: bool) -> None:
    found = search(pauses, Filters(ISSUE), words, meaning=meaning)
    assert {row["id"] for row in found} == {"held", "signs"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("humanitarian pause", {"held", "signs", "apart", "inside", "number"}),
        ('"humanitarian pause" want', {"held", "signs"}),
        ('"humanitarian pause" now', {"held"}),
        ('"humanitarian" "pause"', {"held", "signs", "apart", "number"}),
        ('"humanitarian pause', {"held", "signs", "apart", "inside", "number"}),
        ('"Minister of FRA"', set()),
        ('"" "!"', set()),
        ("\"'; DROP VIEW coded; --\"", set()),
    ],
)
def test_a_phrase_stands_beside_other_words(pauses: Snapshot, words: str, found: set[str]) -> None:
    assert {row["id"] for row in search(pauses, Filters(ISSUE), words, meaning=False)} == found


def test_a_phrase_in_any_script(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "none", text="वे युद्ध विराम चाहते हैं"))
    assert len(search(snapshot, Filters(ISSUE), '"युद्ध विराम"', meaning=False)) == 1
    assert search(snapshot, Filters(ISSUE), '"विराम युद्ध"', meaning=False) == []


@pytest.mark.parametrize("word", ["Großbritannien", "GROSSBRITANNIEN", "휴전", "हिन्दी", "cafe", "Café", "ISTANBUL"])
def test_words_of_every_script_are_found_as_they_are_written(tmp_path: Path, word: str) -> None:
    text = "Großbritannien Grossbritannien 휴전을 हिन्दी café Istanbul"
    found = search(snapshot_of(tmp_path, said("FRA", "2023-11-01", "none", text=text)), Filters(ISSUE), word, meaning=False)
    assert len(found) == 1
