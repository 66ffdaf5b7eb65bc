"""Snapshots: content-addressed, renamed into place, refused with a mend when broken."""

import json
import threading
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance.errors import InputError
from stance.snapshot import open_snapshot, write_snapshot


def test_the_id_is_of_the_content_only(tmp_path: Path) -> None:
    row = said("FRA", "2023-11-01", "ceasefire", id="a")
    one = snapshot_of(tmp_path / "one", row)
    two = snapshot_of(tmp_path / "two", row)
    other = snapshot_of(tmp_path / "three", {**row, "text": "Other words."})
    assert one.id == two.id != other.id
    assert len(one.id) == 7


def test_a_new_snapshot_replaces_the_old_one_and_leaves_nothing_beside(tmp_path: Path) -> None:
    snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))
    snapshot_of(tmp_path, said("DEU", "2023-11-01", "ceasefire"))
    assert [path.name for path in tmp_path.iterdir()] == ["snapshot"]
    assert open_snapshot(tmp_path / "snapshot").rows("SELECT country FROM coded") == [{"country": "DEU"}]


def test_the_folder_one_stands_in_can_be_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    made = write_snapshot(Path("."), {}, {"issues": {}})
    monkeypatch.chdir(tmp_path)
    assert open_snapshot(tmp_path / "mine").id == made
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_folder_that_is_no_snapshot_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("years of work")
    with pytest.raises(InputError) as caught:
        write_snapshot(out, {}, {"issues": {}})
    assert str(caught.value) == (
        f"{out}: this folder holds something that is not a snapshot. Name an empty or a new folder with --out."
    )
    assert (out / "chapter.txt").read_text() == "years of work"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis"]


def test_a_file_is_neither_a_snapshot_nor_a_place_for_one(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("notes")
    with pytest.raises(InputError) as caught:
        write_snapshot(file, {}, {"issues": {}})
    assert str(caught.value) == (
        f"{file}: this is a file, and a snapshot is a folder. Name an empty or a new folder with --out."
    )
    with pytest.raises(InputError) as caught:
        open_snapshot(file)
    assert str(caught.value) == (
        f"{file}: there is no snapshot here. Make one: python -m stance build --out DIR."
    )


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (
            lambda path: (path / "manifest.json").unlink(),
            "{path}: there is no snapshot here. Make one: python -m stance build --out DIR.",
        ),
        (
            lambda path: (path / "manifest.json").write_text('{"format": 99}'),
            "{path}/manifest.json: not a snapshot of format 2. Build it with this version.",
        ),
        (
            lambda path: (path / "votes.parquet").unlink(),
            "{path}/votes.parquet: this table of the snapshot is missing. Build it again.",
        ),
        (
            lambda path: (path / "votes.parquet").write_bytes(b"PAR1 and no more"),
            "{path}/votes.parquet: this table cannot be read. Build the snapshot again.",
        ),
        (
            lambda path: (path / "manifest.json").write_text('{"format": 2, "issues": {"x": {}}}'),
            "{path}: the tables or the codebooks are not as this version writes them. Build the snapshot again.",
        ),
    ],
)
def test_what_is_broken_is_named_with_its_mend(tmp_path: Path, break_it, message: str) -> None:
    path = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire")).path
    break_it(path)
    with pytest.raises(InputError) as caught:
        open_snapshot(path)
    assert str(caught.value) == message.format(path=path)


def test_a_person_outranks_a_model(tmp_path: Path) -> None:
    row = said("FRA", "2023-11-01", "ceasefire", id="a", person=False, coding_confidence=0.99)
    codings = [
        {"statement_id": "a", "issue": ISSUE, "position": position, "confidence": 1.0, "coder": coder,
         "person": coder == "editors", "because": "", "condition": "", "probabilities": "{}", "stances": "{}"}
        for position, coder in (("ceasefire", "model"), ("none", "editors"))
    ]  # fmt: skip
    snapshot = snapshot_of(tmp_path, row, codings=codings)
    assert snapshot.rows("SELECT position, coder FROM coded") == [{"position": "none", "coder": "editors"}]


def test_the_same_words_from_two_sources_are_one_row(tmp_path: Path) -> None:
    first = said("FRA", "2023-11-01", "ceasefire", id="a", sources=2)
    again = said("FRA", "2023-11-02", "ceasefire", id="b", same_as="a")
    snapshot = snapshot_of(tmp_path, first, again)
    assert snapshot.rows("SELECT id, sources FROM coded") == [{"id": "a", "sources": 2}]


def test_several_threads_read_at_once(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, *(said("FRA", "2023-11-01", "ceasefire") for _ in range(50)))
    seen: list[int] = []

    def read() -> None:
        seen.extend(snapshot.rows("SELECT count(*) AS n FROM coded")[0]["n"] for _ in range(20))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [50] * 160


def test_the_manifest_says_what_is_inside(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))
    manifest = json.loads((snapshot.path / "manifest.json").read_text())
    assert manifest["counts"]["statements"] == 1
    assert manifest["content"].startswith(snapshot.id)
    assert snapshot.issues[ISSUE].position("ceasefire").order == 1


def test_what_is_kept_is_made_once_and_of_too_many_the_one_unused_longest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stance.snapshot._MOST_KEPT", 2)
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))
    made: list[str] = []
    for key in ("a", "b", "a", "c", "a", "b"):
        assert snapshot.keep(key, lambda key=key: made.append(key) or key) == key
    assert made == ["a", "b", "c", "b"]


def test_what_was_being_made_when_decisions_were_laid_is_not_kept(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("FRA", "2023-11-01", "ceasefire"))

    def slow() -> str:
        snapshot.lay([])
        return "of the codings before"

    assert snapshot.keep("key", slow) == "of the codings before"
    assert snapshot.keep("key", lambda: "of those after") == "of those after"
