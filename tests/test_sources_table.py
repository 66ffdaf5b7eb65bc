"""Tables: columns by name or choice, a report by row, every cell data and nothing else."""

import io
import json
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from stance.corpus import CORPUS
from stance.errors import InputError
from stance.export import jsonl_bytes
from stance.sources import read
from stance.sources.grid import MAX_UNPACKED
from stance.sources.table import TEMPLATE, read_table

DNA = (
    '"statement ID";"time";"document ID";"document title";"author";"source";"section";"type";"text";'
    '"person";"organization";"concept";"agreement"\n'
    '1;2023-11-04 10:00:00;3;"Talks";"A. Roe";"The Paper";"World";"news";"A halt, now";"Jane Roe";'
    '"Ministry of Foreign Affairs of Egypt";"ceasefire";1\n'
    '2;2023-11-05 10:00:00;3;"Talks";"A. Roe";"The Paper";"World";"news";"No halt";"";"Israel";'
    '"ceasefire";0\n'
    '3;2023-11-05 10:00:00;3;"Talks";"";"The Paper";"";"";"";"Jo Doe";"Rivers Trust";"pause";1\n'
)


def table(tmp_path: Path, text: str, name: str = "t.csv", **options):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_table(path, **options)


def problems(found) -> list[str]:
    return [str(error) for error in found.refused]


def whole_refusal(path: Path, **options) -> str:
    with pytest.raises(InputError) as caught:
        read_table(path, **options)
    return str(caught.value)


def test_the_template_can_be_read_as_it_is(tmp_path):
    found = table(tmp_path, TEMPLATE)
    assert problems(found) == []
    first, second = found.rows
    assert (first.statement.country, first.statement.wording) == ("JOR", "quote")
    assert (second.statement.country, second.statement.date) == ("EGY", "2023-11-01")
    assert second.statement.date_precision == "month"
    assert first.document.url == "https://example.org/article"
    assert first.extra["venue"] == "Press conference in Amman"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_columns_are_found_by_name_in_any_csv(tmp_path, separator):
    lines = [["Person", "ISO3", "Day", "Quotation", "Link", "My own"],
             ["Ann Roe", "NOR", "4 Nov 2023", "We want peace", "https://example.org/a", "x"]]  # fmt: skip
    text = "\ufeff" + "\r\n".join(separator.join(line) for line in lines)
    (row,) = table(tmp_path, text).rows
    assert (row.statement.speaker, row.statement.country) == ("Ann Roe", "NOR")
    assert (row.statement.date, row.statement.text) == ("2023-11-04", "We want peace")
    assert (row.document.url, row.extra) == ("https://example.org/a", {"My own": "x"})
    assert row.line == 2


def test_a_choice_outranks_the_names(tmp_path):
    text = "text,words,minister\nnot this,We want peace,Ann Roe\n"
    found = table(tmp_path, text, mapping={"text": "words", "speaker": "minister"})
    assert found.rows[0].statement.text == "We want peace"
    assert found.mapping == {"text": "words", "speaker": "minister"}
    assert found.rows[0].extra == {"text": "not this"}


def test_a_title_is_the_headline_unless_another_column_is(tmp_path):
    assert table(tmp_path, "text,title\nWords,Talks begin\n").mapping["source_title"] == "title"
    both = table(tmp_path, "text,headline,title\nWords,Talks begin,Minister\n")
    assert both.mapping["role"] == "title"


def test_what_is_refused_by_row_and_why_and_the_rest_is_read(tmp_path):
    text = (
        "text,country,date,url,wording\n"
        "Good,NOR,2023-11-04,,\n"
        ",NOR,2023-11-04,,\n"
        "Bad,Absurdistan,2023-11-04,,\n"
        "Bad,NOR,2999-01-01,,\n"
        "Bad,NOR,03/04/2023,,\n"
        "Bad,NOR,2023-02-30,,\n"
        "Bad,NOR,,javascript:alert(1),\n"
        "Bad,NOR,,,shout\n"
        "Bad,NOR,,,quote,too,many\n"
        '"Good, over\ntwo lines",SWE,2022,,\n'
        "Bad,XXX,,,\n"
    )
    found = table(tmp_path, text)
    assert [row.statement.text for row in found.rows] == ["Good", "Good, over\ntwo lines"]
    assert problems(found) == [
        "t.csv, line 3: the text is empty. Fill in the words, or delete the row.",
        "t.csv, line 4: the country 'Absurdistan' is not known. Use an ISO 3166 code like EGY, "
        "the English name, or an organisation like EU.",
        "t.csv, line 5: the date 2999-01-01 lies in the future. Give the day of the statement.",
        "t.csv, line 6: the date '03/04/2023' is not understood. "
        "Write it like 2023-11-04, or 2023-11 or 2023 where the day is not known.",
        "t.csv, line 7: the date '2023-02-30' is not understood. "
        "Write it like 2023-11-04, or 2023-11 or 2023 where the day is not known.",
        "t.csv, line 8: the address 'javascript:alert(1)' is no web address. Begin it with https://.",
        "t.csv, line 9: the wording 'shout' is not known. Use quote, paraphrase or vote.",
        "t.csv, line 10: the row has 7 cells, the header 5. "
        "Put quotation marks around cells that hold the separator.",
        "t.csv, line 13: the country 'XXX' is not known. Use an ISO 3166 code like EGY, "
        "the English name, or an organisation like EU.",
    ]


@pytest.mark.parametrize(
    ("written", "date", "precision"),
    [
        ("2023-11-04", "2023-11-04", "day"),
        ("2023-11-04T10:15:00Z", "2023-11-04", "day"),
        ("2023-11-04 10:15:00", "2023-11-04", "day"),
        ("2023-11", "2023-11-01", "month"),
        ("2023", "2023-01-01", "year"),
        ("4 November 2023", "2023-11-04", "day"),
        ("Nov 4, 2023", "2023-11-04", "day"),
        ("04.11.2023", "2023-11-04", "day"),
        ("24/11/2023", "2023-11-24", "day"),
        ("11/24/2023", "2023-11-24", "day"),
        ("05/05/2023", "2023-05-05", "day"),
        ("", "", "day"),
    ],
)
def test_dates_as_people_write_them(tmp_path, written, date, precision):
    (row,) = table(tmp_path, f'text,date\nWords,"{written}"\n').rows
    assert (row.statement.date, row.statement.date_precision) == (date, precision)


def test_formulas_and_markup_are_data(tmp_path):
    cell = "=cmd|' /C calc'!A1 <script>alert(1)</script>"
    (row,) = table(tmp_path, f'text,speaker\n"{cell}",@SUM(A1)\n').rows
    assert (row.statement.text, row.statement.speaker) == (cell, "@SUM(A1)")


def test_an_event_list_of_discourse_network_analyzer(tmp_path):
    found = table(tmp_path, DNA)
    assert problems(found) == []
    egypt, israel, trust = found.rows
    assert (egypt.statement.speaker, egypt.statement.country) == ("Jane Roe", "EGY")
    assert (egypt.document.publisher, egypt.document.title) == ("The Paper", "Talks")
    assert (egypt.extra["concept"], egypt.extra["agreement"]) == ("ceasefire", "supports")
    assert (israel.statement.speaker, israel.statement.country) == ("Israel", "ISR")
    assert israel.extra["agreement"] == "opposes"
    assert (trust.statement.text, trust.statement.wording) == ("supports: pause", "paraphrase")
    assert (trust.statement.country, trust.statement.capacity) == ("", "unknown")
    assert {row.document.id for row in found.rows} == {egypt.document.id}


def test_json_lines(tmp_path):
    lines = [json.dumps({"text": "We want peace", "country": "Norway", "date": None, "n": 3}),
             "{broken", "[1]", json.dumps({"text": {"deep": 1}}), "", "[" * 100_000]  # fmt: skip
    found = table(tmp_path, "\n".join(lines), "t.jsonl")
    (row,) = found.rows
    assert (row.statement.country, row.extra) == ("NOR", {"n": "3"})
    mend = "Write one JSON object with text values a line."
    assert problems(found) == [
        f"t.jsonl, line 2: the line is not JSON. {mend}",
        f"t.jsonl, line 3: the line is no JSON object. {mend}",
        f"t.jsonl, line 4: the value of 'text' is not a text. {mend}",
        f"t.jsonl, line 6: the line is not JSON. {mend}",
    ]


def test_what_is_exported_as_json_lines_can_be_read_again(tmp_path):
    nested = {"probabilities": '{"none": 1.0}', "stances": '{"ceasefire": {"stance": "none"}}'}
    data = jsonl_bytes([{"text": said, "country": code, **nested} for said, code in (("We want peace", "NOR"), ("Us too", "SWE"))])
    found = table(tmp_path, data.decode(), "t.jsonl")
    assert [row.statement.country for row in found.rows] == ["NOR", "SWE"] and not found.refused
    assert found.rows[0].extra == {}


def test_excel_with_a_formula_a_date_and_an_empty_row(tmp_path):
    import datetime as dt

    book = openpyxl.Workbook()
    for row in (["Text", "Date", "Country"], ["We want peace", dt.datetime(2023, 11, 4), "NOR"],
                [None, None, None], ['=HYPERLINK("http://evil.example")', 2022, "Sweden"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    first, second = read_table(tmp_path / "t.xlsx").rows
    assert (first.statement.date, first.line) == ("2023-11-04", 2)
    assert second.statement.text == '=HYPERLINK("http://evil.example")'
    assert (second.statement.date_precision, second.line) == ("year", 4)


def test_a_zip_bomb_is_refused_unopened(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(MAX_UNPACKED // 10_000_000 + 1):
                part.write(bytes(10_000_000))
    (tmp_path / "t.xlsx").write_bytes(packed.getvalue())
    assert whole_refusal(tmp_path / "t.xlsx") == (
        "t.xlsx: the file unpacks to 210 MB. Split it into smaller files."
    )


def test_a_row_that_claims_thousands_of_cells_is_refused_not_kept(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.active["XFD2"] = "far away"
    book.save(tmp_path / "t.xlsx")
    message = "t.{}, line {}: the table has more than 500 columns. Keep those you need."
    assert whole_refusal(tmp_path / "t.xlsx") == message.format("xlsx", 2)
    (tmp_path / "t.csv").write_text(",".join(f"c{n}" for n in range(300_000)) + "\n")
    assert whole_refusal(tmp_path / "t.csv") == message.format("csv", 1)


def test_half_a_character_is_refused_by_line(tmp_path):
    (tmp_path / "t.jsonl").write_text('{"text": "half \\ud83d"}\n{"text": "whole \\ud83d\\ude00"}\n')
    table = read_table(tmp_path / "t.jsonl")
    assert [row.statement.text for row in table.rows] == ["whole 😀"]
    assert [str(error) for error in table.refused] == [
        "t.jsonl, line 1: the line holds half a character. Save it as UTF-8."
    ]


def test_a_first_line_without_an_end_is_refused(tmp_path):
    (tmp_path / "t.csv").write_text('text,"' + "x" * 200_000)
    assert whole_refusal(tmp_path / "t.csv") == (
        "t.csv, line 1: a quotation mark is opened and not closed. "
        "Close it, and write a quotation mark inside a cell twice."
    )


def damaged_workbook() -> bytes:
    """A workbook whose sheet does not unpack any more."""
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.save(out)
    data = bytearray(out.getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as packed:
        sheet = packed.getinfo("xl/worksheets/sheet1.xml")
    start = sheet.header_offset + 30 + len(sheet.filename)
    data[start : start + 20] = b"\xff" * 20
    return bytes(data)


def workbook_with(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook in one part of which some bytes are others."""
    made, out = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["text"])
    book.save(made)
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(out, "w") as changed:
        for name in packed.namelist():
            data = packed.read(name)
            assert name != part or old in data
            changed.writestr(name, data.replace(old, new) if name == part else data)
    return out.getvalue()


DAMAGED = [
    workbook_with("xl/workbook.xml", b'tabRatio="600"', b'tabRatio=""'),
    workbook_with("xl/styles.xml", b'numFmtId="0"', b'numFmtId="99999999999"'),
]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b"not even that", damaged_workbook(), *DAMAGED])
def test_a_broken_excel_file_is_refused(tmp_path, content):
    (tmp_path / "t.xlsx").write_bytes(content)
    assert whole_refusal(tmp_path / "t.xlsx") == (
        "t.xlsx: the file is no readable Excel table. Save it as .csv."
    )


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    assert whole_refusal(tmp_path / "t.xlsx") == (
        "t.xlsx: the file is no readable Excel table. Save it as .csv."
    )


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (
            "speaker,date\nRoe,2023\n",
            {},
            "t.csv: no column holds the words of the statements. "
            "Name a column 'text' or choose the column that holds the words.",
        ),
        (
            "text,text\na,b\n",
            {},
            "t.csv, line 1: the column 'text' stands twice. Rename one of them.",
        ),
        (
            "text\na\n",
            {"mapping": {"speaker": "who"}},
            "t.csv: there is no column 'who'. Use text.",
        ),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_whole(tmp_path, text, options, message):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert whole_refusal(tmp_path / "t.csv", **options) == message


def test_an_unknown_field_is_refused_with_the_known_ones(tmp_path):
    (tmp_path / "t.csv").write_text("text\na\n", encoding="utf-8")
    message = whole_refusal(tmp_path / "t.csv", mapping={"colour": "text"})
    assert message.startswith("t.csv: the field 'colour' is not known. Use text, date,")


OPEN = "a quotation mark is opened and not closed. Close it, and write a quotation mark inside a cell twice."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("between", "open_line"),
    [
        (['1,"We call for a halt.'], 2),  # open up to the end of the file
        (['1,"We call for a halt.', '2,"We, too"'], 2),  # or up to the next mark
        (['1,"We call for a halt.', '2,"Say ""stop"""'], 2),
        (['1,"One', 'cell, of three', 'lines"', '2,"We call', '3,"A ""halt""'], 5),
        (['"1,We call for a halt.'], 2),
    ],
)
def test_an_open_quotation_mark_costs_its_own_row_and_none_that_follow(tmp_path, between, open_line, end):
    after = [f"{n},We need a pause {n}." for n in range(10, 20)]
    found = table(tmp_path, end.join(["note,text", *between, *after]) + end)
    assert [row.statement.text for row in found.rows][-10:] == [line.split(",")[1] for line in after]
    assert [row.line for row in found.rows][-1] == 1 + len(between) + 10
    assert problems(found)[0] == f"t.csv, line {open_line}: {OPEN}"


def test_honest_line_breaks_and_marks_inside_a_cell_are_read(tmp_path):
    lines = ["note,text", '1,"One', "", 'says ""no"", and', 'goes on"', '2,He said "stop" twice', '3,"a "b" c"', '4,""']
    found = table(tmp_path, "\r\n".join(lines))
    assert [(row.line, row.statement.text) for row in found.rows] == [
        (2, 'One\r\n\r\nsays "no", and\r\ngoes on'), (6, 'He said "stop" twice'), (7, 'a b" c"'),
    ]  # fmt: skip
    assert problems(found) == ["t.csv, line 8: the text is empty. Fill in the words, or delete the row."]


def test_open_quotation_marks_take_no_time(tmp_path):
    start = time.perf_counter()
    found = table(tmp_path, "note,text\n" + '1,"We call.\n2,a "b" c\n3,"a "b" c"\n' * 20_000)
    assert len(found.rows) == 40_000 and len(found.refused) == 20_000
    assert time.perf_counter() - start < 20


def test_a_quotation_mark_open_in_a_long_row_is_named(tmp_path):
    found = table(tmp_path, 'text\nfirst\n"' + "x" * 200_000)
    assert [row.statement.text for row in found.rows] == ["first"]
    assert problems(found) == [f"t.csv, line 3: {OPEN}"]


def test_a_long_cell_costs_its_own_row(tmp_path):
    found = table(tmp_path, "text,body\nfirst,a\nsecond," + "x" * 140_000 + "\nthird,b\n")
    assert [row.statement.text for row in found.rows] == ["first", "third"]
    assert [problem.split(":")[0] for problem in problems(found)] == ["t.csv, line 3"]


def test_a_cell_without_an_end_costs_one_line_however_much_follows(tmp_path):
    lines = ["row " + "y" * 96] * 2_000
    found = table(tmp_path, 'text\nfirst\n"' + "\n".join(lines) + "\nlast\n")
    assert len(found.rows) == 2_001 and found.rows[-1].statement.text == "last"
    assert problems(found) == [f"t.csv, line 3: {OPEN}"]


def test_a_cell_of_very_many_lines_costs_its_own_row(tmp_path):
    lines = ["row " + "y" * 96] * 2_000
    found = table(tmp_path, 'text\nfirst\n"' + "\n".join(lines) + '"\nlast\n')
    assert [row.statement.text for row in found.rows] == ["first", "last"]
    assert problems(found) == [
        "t.csv, line 3: lines 3 to 2002 cannot be read (field larger than field limit (131072)). "
        "Shorten the cell, or look for a quotation mark that is not closed."
    ]


def test_a_byte_order_mark_hides_neither_a_quotation_mark_nor_a_line(tmp_path):
    found = table(tmp_path, '\ufeff"text","date, written"\nWe want peace,2023-11-04\n')
    assert (found.mapping["text"], found.rows[0].extra) == ("text", {"date, written": "2023-11-04"})
    (tmp_path / "t.jsonl").write_text('\ufeff{"text": "We want peace"}\n', encoding="utf-8")
    assert [row.statement.text for row in read_table(tmp_path / "t.jsonl").rows] == ["We want peace"]


def test_a_very_long_text_is_refused_by_row(tmp_path):
    found = table(tmp_path, "text\n" + "x" * 20_001 + "\n")
    assert problems(found) == ["t.csv, line 2: the text has 20001 characters. Keep it under 20000."]


def test_the_corpus_table_is_read_without_a_refusal():
    found = read_table(CORPUS / "statements.csv")
    assert found.refused == ()
    assert len(found.rows) >= 300
    assert found.rows[0].extra["coder"]


def test_a_table_is_a_document_with_its_refusals_apart(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("text,country\nWe want peace,NOR\nBad,Absurdistan\n", encoding="utf-8")
    source = read(path)
    assert (source.document.id, source.document.kind) == ("mine", "table")
    assert [(s.doc, s.country) for s in source.statements or ()] == [("mine", "NOR")]
    assert len(source.refused) == 1 and "mine.csv, line 3: the country" in source.refused[0]


def test_a_field_may_be_chosen_to_have_no_column(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,speaker,title,when\nA truce.,Ada,Minister,2023\n")
    table = read_table(path, {"speaker": "", "source_title": "", "date": "gone"}, where_there=True)
    assert table.mapping == {"text": "text", "date": "when"}
