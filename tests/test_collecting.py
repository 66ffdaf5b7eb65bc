"""A visitor's files become a snapshot of their own, that leaves nothing behind and opens elsewhere."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from stance import collecting
from stance.collecting import Collection, corpus_of, make, pack, report_csv, without
from stance.errors import InputError
from stance.snapshot import open_snapshot
from stance.unpacking import unpack

TABLE = (
    b"Day,Name,Land,Quote\n"
    b"2023-11-04,Ada Rahal,Jordan,We want a ceasefire in Gaza now.\n"
    b"2023-11-05,Ben Cole,Atlantis,We want a pause.\n"
    b"2023-11-06,Ben Cole,France,A ceasefire now would only help Hamas.\n"
)
COLUMNS = {"mine.csv": {"text": "Quote", "date": "Day", "speaker": "Name", "country": "Land", "role": ""}}
REFUSED = {
    "file": "mine.csv", "line": 3, "problem": "the country 'Atlantis' is not known",
    "mend": "Use an ISO 3166 code like EGY, the English name, or an organisation like EU",
}  # fmt: skip


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary folders and the cache lie where the test can see them."""
    (tmp_path / "t").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "t"


def made(*files: tuple[str, bytes]) -> tuple[Collection, list[str]]:
    steps: list[str] = []
    found = make(unpack(files or [("mine.csv", TABLE)]), COLUMNS, lambda s, d, n: steps.append(f"{s} {d}/{n}"), {})
    return found, steps


def test_a_table_with_chosen_columns_becomes_a_snapshot_and_tells_how_far_it_is(places: Path) -> None:
    found, steps = made()
    rows = found.snapshot.rows("SELECT speaker, country, position FROM coded WHERE issue = 'gaza-ceasefire' ORDER BY date")
    assert [(row["speaker"], row["country"]) for row in rows] == [("Ada Rahal", "JOR"), ("Ben Cole", "FRA")]
    assert rows[0]["position"] == "ceasefire"
    assert found.refused == (REFUSED,)
    assert {"vectors 2/2", "codings 3/3", "places 3/3"} <= set(steps)
    # Only the snapshot's own folder is left, and it goes with the collection.
    assert list(places.glob("stance-*")) == [found.snapshot.path.parent]
    found.forget()
    assert list(places.glob("stance-*")) == []


def test_what_is_dropped_is_removed(places: Path) -> None:
    found, _ = made()
    assert list(places.glob("stance-*"))
    del found
    import gc

    gc.collect()
    assert list(places.glob("stance-*")) == []


def test_nothing_of_a_visitors_words_is_kept(tmp_path: Path) -> None:
    from stance.embedding import MODEL_VERSION, vectors

    report = "4 November 2023\n\n“We call for a ceasefire in Gaza now,” Jordan's Foreign Minister Ayman Safadi said.\n"
    found, _ = made(("report.txt", report.encode()))
    texts = [row["text"] for row in found.snapshot.rows("SELECT text FROM statements")]
    assert texts and vectors.read(MODEL_VERSION, texts) == {}
    assert not (tmp_path / "cache" / "documents").exists()


def test_a_build_that_fails_leaves_nothing_and_names_no_folder_of_ours(places: Path) -> None:
    with pytest.raises(InputError) as error:
        made(("mine.csv", TABLE), ("votes.csv", b"rollcall\nR1\n"))
    assert str(error.value) == "votes.csv, line 1: no column country, vote. Add it to the first line."
    assert list(places.glob("stance-*")) == []


def test_a_visitor_who_leaves_meanwhile_leaves_nothing(places: Path) -> None:
    class Gone(BaseException):
        pass

    def leave(step: str, done: int, of: int) -> None:
        raise Gone

    with pytest.raises(Gone):
        make(unpack([("mine.csv", TABLE)]), COLUMNS, leave, {})
    assert list(places.glob("stance-*")) == []
    assert not collecting._TURN.locked()


def test_the_zip_opens_elsewhere(tmp_path: Path) -> None:
    found, _ = made()
    with zipfile.ZipFile(io.BytesIO(pack(found.snapshot, found.refused))) as packed:
        packed.extractall(tmp_path / "elsewhere")
    folder = tmp_path / "elsewhere" / f"stance-{found.snapshot.id}"
    assert open_snapshot(folder).id == found.snapshot.id
    assert f"make run SNAPSHOT=/where/it/lies/stance-{found.snapshot.id}\n" in (folder / "README.txt").read_text()
    assert (folder / "refused.csv").read_text() == report_csv(found.refused)


def test_the_report_runs_nothing_in_a_spreadsheet() -> None:
    row = {"file": "=1+1.csv", "line": None, "problem": "@x", "mend": "y"}
    assert report_csv([row]) == "file,line,problem,mend\n'=1+1.csv,,'@x,y\n"


def test_a_refusal_names_the_file_as_the_visitor_does(tmp_path: Path) -> None:
    error = InputError(f"{tmp_path}/documents/a/b.txt", f"as {tmp_path}/issues/x.yaml says", "Mend it", 3)
    assert str(without(error, tmp_path)) == "a/b.txt, line 3: as issues/x.yaml says. Mend it."


def test_a_folder_is_taken_as_it_is_and_a_file_is_put_into_one(tmp_path: Path, places: Path) -> None:
    with corpus_of(tmp_path) as (folder, refused):
        assert (folder, refused) == (tmp_path, [])
    (tmp_path / "mine.csv").write_bytes(TABLE)
    with corpus_of(tmp_path / "mine.csv") as (folder, refused):
        assert (folder / "documents" / "mine.csv").read_bytes() == TABLE and refused == []
    assert list(places.glob("stance-*")) == []
    (tmp_path / "a.exe").write_bytes(b"MZ")
    with pytest.raises(InputError) as error, corpus_of(tmp_path / "a.exe"):
        pass
    assert str(error.value).startswith("a.exe: this kind of file is not read. Use .txt, ")


def test_a_hostile_codebook_is_refused_and_runs_nothing(tmp_path: Path, places: Path) -> None:
    mark = tmp_path / "evil"
    evil = f"!!python/object/apply:os.system ['touch {mark}']".encode()
    for data, said in ((evil, "issues/q.yaml, line 1: "), (b"\xff\xfe\x00", "issues/q.yaml: the file is not UTF-8")):
        with pytest.raises(InputError) as error:
            made(("mine.csv", TABLE), ("q.yaml", data))
        assert str(error.value).startswith(said)
    assert not mark.exists() and list(places.glob("stance-*")) == []


def test_more_than_a_small_host_can_do_is_refused(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = "Leave some out, or build on your own machine: python -m stance build."
    monkeypatch.setattr(collecting, "MAX_STATEMENTS", 1)
    with pytest.raises(InputError) as error:
        made()
    assert str(error.value) == f"the collection: it has 2 statements, and one made here may have 1. {alone}"
    with pytest.raises(InputError) as error:
        made(("a.txt", b"x" * 3_500_000), ("b.html", b"x" * 3_500_000))
    assert str(error.value) == f"the collection: its texts have 7.0 MB, and one made here may have 6. {alone}"
    assert list(places.glob("stance-*")) == []


def test_a_server_that_stops_removes_every_collection(places: Path) -> None:
    import asyncio

    from stance import serving

    async def life() -> None:
        async with serving.lifespan(None):
            pass

    held = made()[0]
    assert held.snapshot.path.is_dir()
    asyncio.run(life())
    assert list(places.glob("stance-*")) == []
