"""Files of strangers become the files of a corpus folder, and nothing of them gets anywhere else."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from stance import unpacking
from stance.errors import InputError
from stance.unpacking import Unpacked, unpack, write


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files:
            packed.writestr(name, data)
    return out.getvalue()


def refusals(found: Unpacked) -> list[str]:
    return [str(error) for error in found.refused]


def test_each_file_gets_its_place() -> None:
    corpus = zipped(
        ("mine/statements.csv", b"text\nA\n"), ("mine/documents/le monde/1.txt", b"x"), ("mine/issues/q.yml", b"y"),
        ("mine/blocs.csv", b"z"), ("__MACOSX/mine/._a.txt", b"m"), ("mine/.DS_Store", b"m"),
    )  # fmt: skip
    found = unpack([("corpus.zip", corpus), ("report.TXT", b"r"), ("votes.csv", b"v"), ("table.xlsx", b"t")])
    assert set(found.files) == {
        "statements.csv", "documents/le monde/1.txt", "issues/q.yaml", "blocs.csv", "documents/report.txt",
        "votes.csv", "documents/table.xlsx",
    }  # fmt: skip
    assert found.refused == []
    assert found.tables() == ["statements.csv", "documents/table.xlsx"]


def test_a_zip_without_a_folder_of_its_own_keeps_its_folders() -> None:
    found = unpack([("a.zip", zipped(("documents/x/1.txt", b"1"), ("documents/y/1.txt", b"2")))])
    assert found.files == {"documents/x/1.txt": b"1", "documents/y/1.txt": b"2"}


def test_two_files_of_one_name_are_both_kept() -> None:
    found = unpack([("a.txt", b"1"), ("A.txt", b"2"), ("a.txt", b"3")])
    assert sorted(found.files.values()) == [b"1", b"2", b"3"]


def test_a_second_table_of_statements_is_read_too_and_a_second_table_of_the_world_is_refused() -> None:
    one, two = zipped(("a/statements.csv", b"text\nA\n"), ("a/issues/q.yaml", b"1"), ("a/votes.csv", b"v")), zipped(
        ("b/statements.csv", b"text\nB\n"), ("b/issues/q.yml", b"2"), ("b/votes.csv", b"w")
    )
    found = unpack([("a.zip", one), ("b.zip", two)])
    assert found.tables() == ["statements.csv", "documents/statements.csv"]
    assert [found.files[name] for name in found.tables()] == [b"text\nA\n", b"text\nB\n"]
    assert refusals(found) == [
        f"b.zip: b/{name}: another file is {place} already. Give one of the two, or build two collections."
        for name, place in (("issues/q.yml", "issues/q.yaml"), ("votes.csv", "votes.csv"))
    ]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "a/../../b.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt", "a/..\\..\\x.txt"]
)
def test_a_path_out_of_the_zip_is_refused(name: str, tmp_path: Path) -> None:
    found = unpack([("a.zip", zipped((name, b"evil"), ("good.txt", b"good")))])
    assert found.files == {"documents/good.txt": b"good"}
    assert len(refusals(found)) == 1
    assert refusals(found)[0].endswith(": its path leads out of the zip file. Pack it again.")
    write(found, tmp_path / "c")
    assert [path.name for path in tmp_path.rglob("*.txt")] == ["good.txt"]


@pytest.mark.parametrize("name", ["a\x01b.txt", "con<>|?.txt", "\u202egnp.txt", "...txt", "x" * 300 + ".txt"])
def test_an_odd_name_is_cleaned(name: str, tmp_path: Path) -> None:
    found = unpack([(name, b"x")])
    write(found, tmp_path / "c")
    (path,) = (tmp_path / "c" / "documents").iterdir()
    assert path.read_bytes() == b"x" and path.suffix == ".txt" and len(path.name) < 90


def test_sixty_files_of_one_name_are_all_kept(tmp_path: Path) -> None:
    found = unpack([("index.html", b"%d" % n) for n in range(60)])
    write(found, tmp_path / "c")
    kept = [path for path in (tmp_path / "c" / "documents").iterdir()]
    assert {path.read_bytes() for path in kept} == {b"%d" % n for n in range(60)}
    assert max(len(path.name) for path in kept) < 20


def test_names_that_no_folder_can_hold_together_cost_nothing(tmp_path: Path) -> None:
    names = ["a.txt", "a.txt/b.txt", "v." + "x" * 300 + "/c.txt", "𠀀" * 200 + "/" + "語" * 200 + ".txt", "q/" * 400 + "d.txt",
             "v.<b>\"\n&/e.txt"]  # fmt: skip
    found = unpack([("a.zip", zipped(*((name, name.encode()) for name in names)))])
    write(found, tmp_path / "c")
    kept = [path for path in (tmp_path / "c" / "documents").rglob("*") if path.is_file()]
    assert {path.read_bytes() for path in kept} == {name.encode() for name in names} and found.refused == []
    assert not any(sign in str(path) for path in kept for sign in '<>"\n&')


def test_a_link_is_not_followed() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found = unpack([("a.zip", zipped((link, b"/etc/passwd")))])
    assert found.files == {}
    assert refusals(found) == [
        "a.zip: link.txt: this is a link, and links are not followed. Put the file itself there."
    ]


def test_a_file_that_unpacks_to_far_more_than_its_size_is_refused() -> None:
    found = unpack([("a.zip", zipped(("bomb.txt", b"0" * 9_000_000), ("good.txt", b"good")))])
    assert list(found.files) == ["documents/good.txt"]
    assert refusals(found) == [
        "a.zip: bomb.txt: the file unpacks to more than 200 times its size. Give the file itself."
    ]


def test_a_size_that_is_a_lie_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 1000)
    data = zipped(("a.txt", bytes(range(33, 126)) * 50))
    size = (93 * 50).to_bytes(4, "little")
    found = unpack([("a.zip", data.replace(size, (900).to_bytes(4, "little")))])
    assert found.files == {} and len(found.refused) == 1


def test_too_large_too_much_and_too_many_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_BYTES", 2_000_000)
    monkeypatch.setattr(unpacking, "MAX_TOTAL", 3_000_000)
    monkeypatch.setattr(unpacking, "MAX_FILES", 3)
    one, two = b"a" * 1_900_000, b"b" * 2_100_000
    found = unpack([("1.txt", one), ("2.txt", two), ("3.txt", one), ("4.txt", b"4"), ("5.txt", b"5"), ("6.txt", b"6")])
    fewer = "Leave some out, or build on your own machine: python -m stance build."
    assert refusals(found) == [
        "2.txt: the file is larger than the 2 MB that one may have. Split it into smaller files.",
        f"3.txt: a collection holds 3 MB, and this file does not fit any more. {fewer}",
        f"6.txt: a collection holds 3 files, and there are more. {fewer}",
    ]
    many = unpack([("a.zip", zipped(*((f"{n}.txt", b"x") for n in range(9))))])
    assert refusals(many) == [f"a.zip: 6 files were left out: a collection holds 3. {fewer}"]
    assert len(many.files) == 3


def test_what_is_no_zip_damaged_or_locked_costs_only_itself() -> None:
    good = zipped(("a.txt", b"The words of a report. " * 50))
    broken = good[:40] + b"\xff" * 8 + good[48:]
    locked = bytearray(good)
    locked[6] |= 1
    central = good.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    found = unpack([("no.zip", b"text"), ("broken.zip", broken), ("locked.zip", bytes(locked)), ("b.txt", b"b")])
    assert list(found.files) == ["documents/b.txt"]
    assert refusals(found) == [
        "no.zip: this is no zip file that can be read. Pack it again.",
        "broken.zip: a.txt: the file is damaged. Pack it again.",
        "locked.zip: a.txt: the file is locked with a password. Pack it without one.",
    ]


def test_other_kinds_of_files_and_finished_snapshots_are_refused() -> None:
    kinds = ".txt, .html, .htm, .csv, .tsv, .jsonl, .ndjson, .xlsx, .yaml, .yml"
    inner = zipped(("x.txt", b"x"))
    found = unpack([("a.exe", b"MZ"), ("b.zip", zipped(("c.zip", inner))), ("d.zip", zipped(("s/manifest.json", b"{}")))])
    assert refusals(found) == [
        f"a.exe: this kind of file is not read. Use {kinds} or .zip.",
        f"b.zip: c.zip: this kind of file is not read. Use {kinds} or .zip.",
        "d.zip: this is a finished snapshot, not its sources. Unpack it and open it with --snapshot, or give the "
        "sources themselves.",
    ]


def test_a_collection_without_a_text_or_table_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        write(unpack([("votes.csv", b"x")]), tmp_path)
    assert str(error.value) == (
        "the collection: there is no text and no table of statements. "
        "Give files that end in .txt, .html, .htm, .csv, .tsv, .jsonl, .ndjson, .xlsx."
    )
