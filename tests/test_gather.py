"""A corpus folder becomes statements; what cannot be used is said and nothing else is lost."""

from pathlib import Path

import pytest

from stance import corpus
from stance.errors import InputError
from stance.gather import STATEMENT_COLUMNS, Gathered, gather

ROW = {
    "date": "2023-11-04", "date_precision": "day", "speaker": "Antony Blinken", "role": "Secretary of State",
    "country": "USA", "capacity": "government", "wording": "quote", "text": "We want pauses.", "language": "en",
    "venue": "Amman", "publisher": "The Paper", "source_kind": "press", "source_title": "A report",
    "source_url": "https://example.org/a", "position": "humanitarian_pause", "condition": "",
    "context": "He was asked about Gaza.", "coder": "editors",
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANCE_CACHE", str(tmp_path / "cache"))


def folder_with(folder: Path, *rows: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    lines = [",".join(STATEMENT_COLUMNS)] + [",".join(row[name] for name in STATEMENT_COLUMNS) for row in rows]
    (folder / "statements.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def found_in(folder: Path) -> Gathered:
    return gather(folder, lambda function, items: map(function, items))


def test_a_row_of_the_table_keeps_everything_that_is_known_beside_the_words(tmp_path: Path) -> None:
    found = found_in(folder_with(tmp_path / "c", ROW))
    ((key, statement),) = found.statements.items()
    assert (statement.speaker, statement.actor, statement.country) == ("Antony Blinken", "antony-blinken", "USA")
    assert (statement.quote_type, statement.wording) == ("direct", "quote")
    assert found.contexts[key] == "He was asked about Gaza."
    assert (found.readings[key].position, found.readings[key].coder) == ("humanitarian_pause", "editors")
    document = found.documents[statement.doc]
    assert (document["title"], document["url"], document["kind"]) == ("A report", "https://example.org/a", "press")


def test_documents_and_table_are_read_together_and_a_bad_document_costs_nothing_else(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    (folder / "documents" / "empty.txt").write_text("")
    (folder / "documents" / "report.txt").write_text(
        "4 November 2023\n\n“We call for a ceasefire in Gaza now,” Jordan's Foreign Minister Ayman Safadi said.\n"
    )
    found = found_in(folder)
    assert {statement.speaker for statement in found.statements.values()} == {"Antony Blinken", "Ayman Safadi"}
    assert [str(problem) for problem in found.refused] == [
        "empty.txt: the file is empty. Give a file that holds a text."
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "4 Nov"}, "statement date '4 Nov' is not a date of the form YYYY-MM-DD. Mend the cell."),
        ({"wording": "heard"}, "wording 'heard' is none of quote, paraphrase, vote. Mend the cell."),
    ],
)
def test_a_bad_row_is_named_by_line_and_the_others_stay(tmp_path: Path, change, message: str) -> None:
    table = folder_with(tmp_path / "c", ROW, {**ROW, "text": "Other."} | change) / "statements.csv"
    found = found_in(table.parent)
    assert len(found.statements) == 1
    assert [str(problem) for problem in found.refused] == [f"{table}, line 3: {message}"]


def test_a_missing_column_and_a_short_row_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text("rollcall,country\nR1,FRA\n")
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, "votes")
    assert str(caught.value) == f"{file}, line 1: no column vote. Add it to the first line."
    file.write_text("rollcall,country,vote\nR1,FRA\n")
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, "votes")
    assert str(caught.value) == (
        f"{file}, line 2: this row has not as many cells as the first line. Put cells with commas in quotes."
    )


def test_tables_of_the_world_fall_back_to_the_bundled_ones(tmp_path: Path) -> None:
    assert corpus.table_path(tmp_path, "blocs") == corpus.CORPUS / "blocs.csv"
    (tmp_path / "blocs.csv").write_text("bloc,name,country,start,end,source\n")
    assert corpus.shared_table(tmp_path, "blocs") == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        corpus.documents(tmp_path / "nowhere")
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no such folder. Name a corpus folder with --sources."
