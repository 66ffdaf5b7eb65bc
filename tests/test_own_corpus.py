"""A visitor's files become a snapshot that opens; hostile archives do nothing but be refused."""

import io
import stat
import zipfile
from pathlib import Path

import pytest

from stance import own_corpus
from stance.errors import InputError
from stance.own_corpus import put, snapshot_of
from stance.snapshot import open_snapshot

TABLE = (
    "Said by;Their words;When;Where from\n"
    "Ada Rahal;We demand an immediate ceasefire in Gaza.;2023-11-04;JOR\n"
    "Ben Cole;A ceasefire in Gaza now would only help Hamas.;2023-11-05;USA\n"
    "Ben Cole;;2023-11-06;USA\n"
    "Max Ritter;We call for humanitarian pauses in Gaza.;never;DEU\n"
)
COLUMNS = {"text": "Their words", "speaker": "Said by", "date": "When", "country": "Where from"}


def packed(*files: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def placed(tmp_path: Path, *files: tuple[str, bytes]) -> tuple[list[str], list[str]]:
    """The files of the corpus folder, and what was refused."""
    refused = put(files, tmp_path / "corpus")
    base = tmp_path / "corpus"
    found = sorted(path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file())
    return found, [str(error) for error in refused]


def test_a_table_becomes_a_snapshot_that_opens_with_a_report_by_row(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    made = snapshot_of([("mine.csv", TABLE.encode())], COLUMNS, lambda *step: heard.append(step))
    assert made.counts["statements"] == 2
    assert [str(error) for error in made.refused] == [
        "mine.csv, line 4: the text is empty. Fill in the words, or delete the row.",
        "mine.csv, line 5: the date 'never' is not understood. Write it like 2023-11-04, or 2023-11 or 2023 where the day is not known.",
    ]
    assert ("vectors", 2, 2) in heard and heard[-1] == ("positions", 1, 1)
    with zipfile.ZipFile(io.BytesIO(made.archive)) as archive:
        archive.extractall(tmp_path)
    snapshot = open_snapshot(tmp_path / own_corpus.FOLDER)
    assert snapshot.id == made.id
    rows = snapshot.rows("SELECT speaker, country, position FROM coded WHERE issue = 'gaza-ceasefire' ORDER BY date")
    assert [row["speaker"] for row in rows] == ["Ada Rahal", "Ben Cole"]
    assert [row["country"] for row in rows] == ["JOR", "USA"]
    assert "make run SNAPSHOT=" in (tmp_path / own_corpus.FOLDER / "README.txt").read_text()


def test_a_folder_in_an_archive_keeps_its_order(tmp_path: Path) -> None:
    data = packed(("My corpus/statements.csv", "a"), ("My corpus/documents/a/b.txt", "b"), ("My corpus/issues/q.yml", "c"),
                  ("My corpus/actors.csv", "d"), ("My corpus/.DS_Store", "x"), ("__MACOSX/My corpus/._a", "x"))  # fmt: skip
    found, refused = placed(tmp_path, ("corpus.zip", data))
    assert found == ["actors.csv", "documents/a/b.txt", "issues/q.yaml", "statements.csv"]
    assert refused == []


def test_loose_files_are_documents(tmp_path: Path) -> None:
    found, refused = placed(tmp_path, ("C:\\x\\Re port.txt", b"a"), ("b.zip", packed(("c.html", "c"), ("d.pdf", "d"))))
    assert found == ["documents/Re-port.txt", "documents/c.html"]
    assert refused == ["d.pdf: files of this kind are not read. Bring .txt, .html, .htm, .csv, .jsonl, .xlsx, .zip."]


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:/evil.txt"])
def test_a_path_that_leads_out_is_left_out(tmp_path: Path, name: str) -> None:
    found, refused = placed(tmp_path, ("a.zip", packed((name, "x"), ("good.txt", "y"))))
    assert found == ["documents/good.txt"]
    assert len(refused) == 1 and "its path leads out of the archive. Pack plain files only." in refused[0]
    assert not list(tmp_path.parent.rglob("evil*"))


def test_links_are_left_out(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found, refused = placed(tmp_path, ("a.zip", packed((link, "/etc/passwd"), ("good.txt", "y"))))
    assert found == ["documents/good.txt"]
    assert refused == ["a.zip: link.txt: it is a link or no plain file. Pack plain files only."]


def test_a_bomb_is_refused_whole_whatever_it_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_corpus, "MAX_UNPACKED", 1_000_000)
    bomb = bytearray(packed(("a.txt", b"0" * 3_000_000)))
    with pytest.raises(InputError, match="unpacks to more than 1 MB"):
        placed(tmp_path / "a", ("bomb.zip", bytes(bomb)))
    # The size in the archive's own list is a lie: 100 bytes.
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = (100).to_bytes(4, "little")
    try:
        found, refused = placed(tmp_path / "b", ("bomb.zip", bytes(bomb)))
    except InputError:
        return
    assert all((tmp_path / "b" / "corpus" / name).stat().st_size <= 1_000_000 for name in found)


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    many = packed(*((f"{n}.txt", "x") for n in range(own_corpus.MAX_FILES + 1)))
    with pytest.raises(InputError, match="the archive holds 201 files"):
        placed(tmp_path, ("many.zip", many))


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a.zip: the archive cannot be read"):
        placed(tmp_path, ("a.zip", b"PK\x03\x04 not a zip"))


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    found, refused = placed(tmp_path, ("a.txt", b"1"), ("x.zip", packed(("a.txt", "2"))))
    assert found == ["documents/a.txt"]
    assert refused == ["a.txt: another file has the same name. Rename one of them."]


def test_where_nothing_can_be_read_it_says_what_can(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        placed(tmp_path, ("a.pdf", b"x"))
    assert str(caught.value).startswith("your files: none of them can be read (a.pdf: files of this kind are not read.")


def test_a_hostile_codebook_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "evil"
    evil = f"!!python/object/apply:os.system ['touch {mark}']"
    with pytest.raises(InputError):
        snapshot_of([("a.zip", packed(("issues/q.yaml", evil), ("statements.csv", TABLE)))], COLUMNS)
    assert not mark.exists()
