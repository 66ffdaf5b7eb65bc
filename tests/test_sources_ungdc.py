"""General Debate speeches: country and date from the file's name, speaker and post from the list."""

import openpyxl
import pytest

from stance.sources import read
from stance.sources.ungdc import LIST, is_speech, speech_spans

SPEECH = (
    "Mr. President,\n\n"
    "\tNorway stands for peace, and for the rivers of all nations.\n"
    "We call for an immediate truce on every river.  \n"
)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "Session 78 - 2023"
    folder.mkdir()
    (folder / "NOR_78_2023.txt").write_text(SPEECH, encoding="utf-8")
    (folder / "EU_60_2005.txt").write_text(SPEECH, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["Year", "Session", "ISO Code", "Country", "Name of Person Speaking", "Post"])
    book.active.append([2023, 78, "NOR", "Norway", "Pia Lund ", "Prime Minister "])
    book.save(tmp_path / LIST)
    return folder


def test_a_speech_is_its_paragraphs_by_the_listed_speaker(corpus):
    source = read(corpus / "NOR_78_2023.txt")
    assert [s.text for s in source.statements or ()] == [
        "Norway stands for peace, and for the rivers of all nations.",
        "We call for an immediate truce on every river.",
    ]
    for s in source.statements or ():
        assert source.document.text[s.char_start : s.char_end] == s.text
        assert (s.speaker, s.role, s.country, s.capacity) == (
            "Pia Lund",
            "Prime Minister",
            "NOR",
            "government",
        )
        assert (s.date, s.date_precision, s.quote_type) == ("2023-09-19", "week", "direct")
    assert source.document.title == "General Debate, session 78, 2023: Norway"
    assert source.notes == ()


def test_without_the_list_the_speech_is_the_countrys_and_a_note_says_so(corpus):
    source = read(corpus / "EU_60_2005.txt")
    statement = (source.statements or ())[0]
    assert (statement.speaker, statement.country) == ("Representative of European Union", "EU")
    assert (statement.date, statement.date_precision) == ("2005-09-01", "month")
    assert source.notes == (f"no speaker found: put {LIST} beside the files",)


def test_only_names_of_states_and_organisations_are_speeches(tmp_path):
    assert is_speech(tmp_path / "NOR_78_2023.txt")
    assert not is_speech(tmp_path / "XQZ_78_2023.txt")
    assert not is_speech(tmp_path / "NOR_78_2023_notes.txt")


def test_a_long_paragraph_is_cut_at_sentences_and_loses_nothing():
    sentence = "The rivers of every nation must flow freely to the sea, and so they will. "
    text = sentence * 60
    spans = speech_spans(text)
    assert len(spans) > 2
    assert all(end - start <= 1500 and text[:end].endswith("will.") for start, end in spans)
    assert " ".join(text[start:end] for start, end in spans) == text.strip()
