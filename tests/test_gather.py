"""A corpus folder becomes statements; what cannot be used is said and nothing else is lost."""

import json
import os
from pathlib import Path

import pytest

import stance.gather as gathering
from stance import corpus
from stance.codebook import load_issue
from stance.coding.coder import version
from stance.embedding.vectors import forgetting
from stance.errors import InputError
from stance.gather import Gathered, gather
from stance.sources import table

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
    lines = [",".join(ROW)] + [",".join(row[name] for name in ROW) for row in rows]
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
    assert [(r.position, r.coder, r.line) for r in found.readings[key]] == [("humanitarian_pause", "editors", 2)]
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


def test_two_papers_may_each_have_a_document_of_one_name(tmp_path: Path) -> None:
    words = "4 November 2023\n\n“We call for a ceasefire in Gaza now,” Jordan's Foreign Minister Ayman Safadi said.\n"
    for paper in ("one", "two"):
        (tmp_path / "c" / "documents" / paper).mkdir(parents=True)
        (tmp_path / "c" / "documents" / paper / "report.txt").write_text(words)
    (tmp_path / "c" / "documents" / "two" / "report.htm").write_text(f"<html><p>{words}</p></html>")
    found = found_in(tmp_path / "c")
    assert set(found.documents) == {"one/report", "two/report"}
    assert sorted(statement.doc for statement in found.statements.values()) == ["one/report", "two/report"]
    assert [str(problem) for problem in found.refused] == [
        f"{tmp_path}/c/documents/two/report.txt: another document beside it has the same name with another ending. "
        "Rename one of them."
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    (tmp_path / "private.txt").write_text("“This is nobody else's business,” said Foreign Minister Ayman Safadi.")
    (folder / "documents" / "link.txt").symlink_to(tmp_path / "private.txt")
    (folder / "documents" / "gone.csv").symlink_to(tmp_path / "gone.csv")
    found = found_in(folder)
    assert set(found.documents) == {statement.doc for statement in found.statements.values()}
    assert len(found.statements) == 1
    assert [str(problem) for problem in found.refused] == [
        f"{folder}/documents/{name}: this link leads out of the corpus folder or nowhere. Put the file itself there."
        for name in ("gone.csv", "link.txt")
    ]


def test_a_file_of_a_kind_that_is_not_read_is_named_and_a_hidden_one_is_not(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents" / ".git").mkdir(parents=True)
    for name in ("speech.PDF", "notes", ".DS_Store", ".git/config", ".draft.txt", "._table.csv", ".git/a.txt"):
        (folder / "documents" / name).write_text("“We want a ceasefire now,” said Foreign Minister Ayman Safadi.")
    (folder / "documents" / "more.tsv").write_text("date\tspeaker\tcountry\ttext\n2023-11-05\tAyman Safadi\tJOR\tStop, please.\n")
    found = found_in(folder)
    assert {statement.text for statement in found.statements.values()} >= {"Stop, please."}
    assert len(found.statements) == 2
    assert [str(problem) for problem in found.refused] == [
        f"{folder}/documents/{name}: this kind of file is not read. Save it as .txt, .html, .htm, .csv, .tsv, .jsonl, .ndjson, .xlsx."
        for name in ("notes", "speech.PDF")
    ]


def test_codings_of_a_model_in_an_exported_table_are_not_a_persons(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    (folder / "statements.csv").write_text(
        "date,speaker,country,text,position,coder,person\n"
        "2023-11-04,Antony Blinken,USA,We want pauses.,humanitarian_pause,gaza-ceasefire-1.0,False\n"
        "2023-11-05,Antony Blinken,USA,We want a pause.,humanitarian_pause,Roe,True\n"
    )
    assert [reading[0].coder for reading in found_in(folder).readings.values()] == ["Roe"]


@pytest.mark.parametrize("person", ["False", "FALSCH", ""])
def test_a_model_is_known_by_its_name_however_the_table_was_saved(tmp_path: Path, person: str) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    name = version(load_issue("gaza-ceasefire"))
    (folder / "statements.csv").write_text(
        "text,speaker,date,position,coder,person\n"
        f"We want pauses.,Ann Roe,2023-11-04,humanitarian_pause,{name},{person}\n"
        f"We want a pause.,Ann Roe,2023-11-05,humanitarian_pause,{name}-retrained-on-12,{person}\n"
    )
    assert found_in(folder).readings == {}


def test_the_issue_of_a_row_is_found_whatever_its_letters(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    table = "\ufeff\"Issue\",Position,Text,Date,Speaker\nukraine-war,none,Hello there.,2023-11-04,Ann Roe\n"
    (folder / "statements.csv").write_text(table, encoding="utf-8")
    ((reading,),) = found_in(folder).readings.values()
    assert (reading.issue, reading.position) == ("ukraine-war", "none")


def test_a_bad_row_is_named_by_line_and_the_others_stay(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW, {**ROW, "text": "Other.", "wording": "heard"})
    found = found_in(folder)
    assert len(found.statements) == 1
    assert [str(problem) for problem in found.refused] == [
        "statements.csv, line 3: the wording 'heard' is not known. Use quote, paraphrase or vote."
    ]


def test_an_office_left_open_is_filled_from_the_registry_of_that_day(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", {**ROW, "role": "", "country": "", "capacity": ""})
    ((key, statement),) = found_in(folder).statements.items()
    assert (statement.role, statement.country, statement.capacity) == ("Secretary of State", "USA", "government")
    assert key == statement.id


@pytest.mark.parametrize(
    ("speaker", "role", "country", "capacity"),
    [
        ("Bernie Sanders", "", "USA", "other"),
        ("Bernie Sanders", "Senator", "USA", "other"),
        ("Jane Roe", "Member of Parliament", "GBR", "other"),
        ("Jane Roe", "Party leader", "GBR", "other"),
        ("Jane Roe", "Shadow Foreign Secretary", "GBR", "other"),
        ("Jane Roe", "former Prime Minister", "GBR", "other"),
        ("Jane Roe", "Minister for Families", "GBR", "government"),
        ("Jane Roe", "Cancillería de la nación", "MEX", "government"),
        ("Jane Roe", "Ambassador of the People's Republic of China", "CHN", "government"),
        ("Jane Roe", "", "GBR", "government"),
        ("Jane Roe", "Head of Hamas in Gaza", "PSE", "other"),
        ("Jane Roe", "Chairwoman of the Labour Party", "GBR", "other"),
        ("Jane Roe", "President of the Conference of the Parties", "ARE", "government"),
        ("Jane Roe", "General Secretary of the Communist Party", "CHN", "government"),
        ("Ismail Haniyeh", "", "PSE", "other"),
        ("Hamas", "", "Palestine", "other"),
        ("Antony Blinken", "", "USA", "government"),
        ("Antony Blinken", "former Secretary of State", "USA", "other"),
        ("Dennis Francis", "President of the General Assembly", "UN", "organisation"),
        ("Jane Roe", "Senator", "", "unknown"),
    ],
)
def test_where_no_cell_says_whose_the_words_are_the_office_decides(
    tmp_path: Path, speaker: str, role: str, country: str, capacity: str
) -> None:
    folder = tmp_path / "c"
    folder.mkdir()
    row = f"2023-11-10,{speaker},{role},{country},We want a ceasefire."
    (folder / "statements.csv").write_text(f"date,speaker,role,country,text\n{row}\n")
    ((_, statement),) = found_in(folder).statements.items()
    assert statement.capacity == capacity


def test_a_cell_that_says_whose_the_words_are_is_believed(tmp_path: Path) -> None:
    row = {**ROW, "speaker": "Bernie Sanders", "role": "Senator", "capacity": "government"}
    ((_, statement),) = found_in(folder_with(tmp_path / "c", row)).statements.items()
    assert (statement.actor, statement.capacity) == ("bernie-sanders", "government")


def test_further_tables_are_read_and_an_unusable_one_costs_only_itself(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    row = {"text": "A truce is needed.", "date": "2024-01-05", "speaker": "Somebody", "country": "Ireland"}
    (folder / "documents" / "more.jsonl").write_text(json.dumps(row) + "\n")
    (folder / "documents" / "numbers.csv").write_text("a,b\n1,2\n")
    found = found_in(folder)
    assert {statement.country for statement in found.statements.values()} == {"USA", "IRL"}
    assert [str(problem) for problem in found.refused] == [
        "numbers.csv: no column holds the words of the statements. "
        "Name a column 'text' or choose the column that holds the words."
    ]


def test_a_list_of_speakers_is_no_table_of_statements(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    (folder / "documents" / corpus.SPEAKERS).write_bytes(b"PK")
    assert found_in(folder).refused == []


def test_a_name_that_is_not_utf_8_costs_only_its_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    Path(os.fsdecode(os.fsencode(folder / "documents") + b"/caf\xe9.txt")).write_text("Words of a report.")
    found = found_in(folder)
    assert len(found.statements) == 1
    assert [str(problem) for problem in found.refused] == [
        "caf\\udce9.txt: the name of the file is not UTF-8. Rename it."
    ]


@pytest.mark.parametrize("day", ["27/10/2023", "2023-13-01", "20231027", ""])
def test_a_day_of_a_roll_call_is_checked(tmp_path: Path, day: str) -> None:
    row = f"R1,UNGA,{day},A title,a topic,JOR,adopted,1,0,0,https://example.org"
    file = tmp_path / "rollcalls.csv"
    file.write_text(f"{','.join(corpus.TABLES['rollcalls'])}\n{row}\n")
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, "rollcalls")
    assert str(caught.value) == f"{file}, line 2: the date {day!r} is no day. Write it like 2023-10-27."


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        ("votes", "R1,FRA,Yes", "the vote 'Yes' is none. Write Y, N, A (abstained) or X (did not vote)"),
        ("votes", "R1,France,Y", "'France' is no country's code. Write its ISO 3166 code of three letters"),
        ("blocs", "EU,Union,fra,,,s", "'fra' is no country's code. Write its ISO 3166 code of three letters"),
        ("blocs", "EU,Union,FRA,01/01/1958,,s", "the date '01/01/1958' is no day. Write it like 2023-10-27"),
        ("blocs", "EU,Union,GBR,1973-01-01,2020,s", "the date '2020' is no day. Write it like 2023-10-27"),
    ],
)
def test_a_vote_or_a_membership_that_would_count_for_nobody_is_refused(
    tmp_path: Path, name: str, row: str, said: str
) -> None:
    file = tmp_path / f"{name}.csv"
    file.write_text(f"{','.join(corpus.TABLES[name])}\n{row}\n")
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, name)
    assert str(caught.value) == f"{file}, line 2: {said}."


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


def test_an_open_quotation_mark_in_a_table_of_the_world_is_refused_on_its_line(tmp_path: Path) -> None:
    file = tmp_path / "votes.csv"
    file.write_text('rollcall,country,vote\nR1,FRA,Y\nR1,"DEU,Y\nR1,ESP,Y\n')
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, "votes")
    assert str(caught.value) == (
        f"{file}, line 3: this row cannot be read (unexpected end of data). "
        "Look for a quotation mark that is not closed, and write one inside a cell twice."
    )
    file.write_text('rollcall,country,vote\nR1,"FRA,Y\nR1,"DEU,Y"\nR1,ESP,Y\n')
    with pytest.raises(InputError) as caught:
        corpus.shared_table(tmp_path, "votes")
    assert str(caught.value).startswith(f"{file}, line 2: this row cannot be read (',' expected after '\"')")


def test_a_fault_of_our_own_costs_only_the_file_at_which_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    (folder / "documents").mkdir()
    (folder / "documents" / "bad.csv").write_text("text\nWe want a ceasefire.\n")
    for name in ("bad", "good"):
        (folder / "documents" / f"{name}.txt").write_text("“We want it to stop,” said Foreign Minister Ayman Safadi.")
    extract, read_table = gathering.extract, table.read_table

    def failing(path: Path, *rest: object, **more: object) -> object:
        if path.stem == "bad":
            raise ZeroDivisionError(path.read_text())
        return (read_table if path.suffix == ".csv" else extract)(path, *rest, **more)

    monkeypatch.setattr(gathering, "extract", failing)
    monkeypatch.setattr(table, "read_table", failing)
    found = found_in(folder)
    assert {statement.speaker for statement in found.statements.values()} == {"Antony Blinken", "Ayman Safadi"}
    assert [str(problem) for problem in found.refused] == [
        f"{name}: the file could not be read, by a fault of this program (ZeroDivisionError). "
        "Leave it out or save it in another form, and report the fault."
        for name in ("bad.csv", "bad.txt")
    ]
    assert "bad.txt" in caplog.text and "Traceback" in caplog.text and "We want it" in caplog.text
    caplog.clear()
    with forgetting():
        assert len(found_in(folder).refused) == 2
    assert "in failing" in caplog.text and "We want" not in caplog.text


def test_tables_of_the_world_fall_back_to_the_bundled_ones(tmp_path: Path) -> None:
    assert corpus.table_path(tmp_path, "blocs") == corpus.CORPUS / "blocs.csv"
    (tmp_path / "blocs.csv").write_text("bloc,name,country,start,end,source\n")
    assert corpus.shared_table(tmp_path, "blocs") == []


def test_texts_beside_the_folder_for_them_are_named(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", ROW)
    for name in ("a.txt", "b.HTML", "mine.csv", "more.xlsx", "z.txt", "README.txt", ".hidden.txt", "events.csv", "q.yaml"):
        (folder / name).write_text("“We want a ceasefire now,” said Foreign Minister Ayman Safadi.")
    found = found_in(folder)
    assert (len(found.statements), found.refused) == (1, [])
    assert found.notes == [
        "not read, for it lies beside documents/: a.txt, b.HTML, mine.csv and 2 more. Put texts and tables into that folder"
    ]


def test_the_bundled_corpus_has_nothing_in_a_wrong_place() -> None:
    assert corpus.misplaced(corpus.CORPUS) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        corpus.documents(tmp_path / "nowhere")
    assert str(caught.value) == f"{tmp_path}/nowhere: there is no such folder. Name a corpus folder with --sources."


def test_columns_are_chosen_for_one_table_or_for_all_that_have_them(tmp_path: Path) -> None:
    documents = tmp_path / "c" / "documents"
    documents.mkdir(parents=True)
    (documents / "one.csv").write_text("Quote,Who said it\nA truce.,Ada\n")
    (documents / "two.csv").write_text("Quote,speaker,actor\nA pause.,Ben,Cy\n")
    columns = {"": {"text": "Quote", "speaker": "Who said it", "venue": "Nowhere"}, "two.csv": {"speaker": "actor"}}
    found = gather(tmp_path / "c", lambda function, items: map(function, items), columns)
    assert {statement.speaker for statement in found.statements.values()} == {"Ada", "Cy"}
    assert [str(problem) for problem in found.refused] == [
        "--columns: no table has a column 'Nowhere' for venue. Write it as the table does."
    ]
    assert found.notes == [
        "one.csv: 1 rows read, 0 refused; text from 'Quote', speaker from 'Who said it'",
        "two.csv: 1 rows read, 0 refused; text from 'Quote', speaker from 'actor'",
    ]


def test_each_statement_of_a_source_keeps_its_own_occasion(tmp_path: Path) -> None:
    other = {**ROW, "date": "2023-11-03", "text": "Aid must flow.", "venue": "Tel Aviv"}
    found = found_in(folder_with(tmp_path / "c", ROW, other))
    assert len(found.documents) == 1
    said = {statement.text: found.venues[key] for key, statement in found.statements.items()}
    assert said == {"We want pauses.": "Amman", "Aid must flow.": "Tel Aviv"}
