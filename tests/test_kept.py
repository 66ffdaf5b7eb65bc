"""Documents read before are not read again, unless anything that matters has changed."""

from pathlib import Path

import pytest

from stance import kept as module
from stance.errors import InputError
from stance.kept import kept
from stance.records import Document, Extracted, Statement


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))
    module._version.cache_clear()


class Reader:
    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path) -> Extracted:
        text = path.read_text()
        self.read.append(text)
        if not text:
            raise InputError(path.name, "the file is empty", "Give a file that holds a text")
        statement = Statement(doc=path.stem, text=text, quote_type="direct", date="2023-11-04")
        return Extracted(Document(id=path.stem, text=text), (statement,), ("a note",))


def test_the_same_file_is_read_once_and_comes_back_equal(tmp_path: Path) -> None:
    file, actors, reader = tmp_path / "a.txt", tmp_path / "actors.csv", Reader()
    file.write_text("Words.")
    actors.write_text("one")
    first = kept(file, actors, reader)
    assert kept(file, actors, reader) == first
    assert reader.read == ["Words."]


def test_other_words_or_another_registry_are_read_anew(tmp_path: Path) -> None:
    file, actors, reader = tmp_path / "a.txt", tmp_path / "actors.csv", Reader()
    actors.write_text("one")
    for text in ("Words.", "Other words."):
        file.write_text(text)
        assert kept(file, actors, reader).document.text == text
    other = tmp_path / "other.csv"
    other.write_text("two")
    kept(file, other, reader)
    assert reader.read == ["Words.", "Other words.", "Other words."]


def test_what_was_refused_is_refused_again(tmp_path: Path) -> None:
    file, actors, reader = tmp_path / "a.txt", tmp_path / "actors.csv", Reader()
    file.write_text("")
    actors.write_text("one")
    for _ in range(2):
        with pytest.raises(InputError):
            kept(file, actors, reader)


def test_a_damaged_store_is_read_over(tmp_path: Path) -> None:
    file, actors, reader = tmp_path / "a.txt", tmp_path / "actors.csv", Reader()
    file.write_text("Words.")
    actors.write_text("one")
    first = kept(file, actors, reader)
    (store,) = (tmp_path / "cache" / "documents").iterdir()
    store.write_text('{"document": 1}')
    assert kept(file, actors, reader) == first
    assert len(reader.read) == 2


def test_other_names_of_countries_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, actors, table = (tmp_path / name for name in ("a.txt", "actors.csv", "countries.csv"))
    reader = Reader()
    for path in (file, actors, table):
        path.write_text("one")
    monkeypatch.setattr(module.countries, "TABLE", table)
    kept(file, actors, reader)
    table.write_text("two")
    module._version.cache_clear()
    kept(file, actors, reader)
    assert reader.read == ["one", "one"]


def test_a_list_of_speakers_put_beside_a_speech_is_used(tmp_path: Path) -> None:
    file, actors, reader = tmp_path / "FRA_78_2023.txt", tmp_path / "actors.csv", Reader()
    file.write_text("Words.")
    actors.write_text("one")
    for content in ("", "a list", "another list"):
        if content:
            (tmp_path / "Speakers_by_session.xlsx").write_text(content)
        kept(file, actors, reader)
        kept(file, actors, reader)
    assert reader.read == ["Words."] * 3
