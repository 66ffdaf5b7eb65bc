"""A file becomes a document, whatever is in it; what cannot be used says so, with the mend."""

import time

import pytest

from stance.errors import InputError
from stance.sources import MAX_BYTES, read

ARTICLE = (
    "Freedonia asks for talks - The Example Post\n"
    "Published: March 3, 2023 10:15 GMT\n"
    "Foreign Minister Ann Roe said on Friday that Freedonia wants talks with Sylvania.\n"
    "“We want peace,” she told reporters in the capital, where both sides had met all week.\n"
)


def write(tmp_path, name: str, content: str | bytes):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def refusal(path, **options) -> str:
    with pytest.raises(InputError) as caught:
        read(path, **options)
    return str(caught.value)


def test_a_text_article_keeps_every_character(tmp_path):
    text = "\ufeff" + ARTICLE.replace("\n", "\r\n") + "\u2028 end"
    document = read(write(tmp_path, "talks.txt", text)).document
    assert document.text == text
    assert (document.id, document.kind, document.language) == ("talks", "press", "en")
    assert (document.title, document.publisher) == ("Freedonia asks for talks", "The Example Post")


def test_a_first_sentence_is_no_title(tmp_path):
    sentence = "The talks went on for a week.\n"
    assert read(write(tmp_path, "a.txt", sentence * 3)).document.title == ""
    assert read(write(tmp_path, "a.txt", f"{sentence}\n{sentence}")).document.title == sentence[:-2]


def test_the_printed_date_is_found_and_a_given_one_outranks_it(tmp_path):
    path = write(tmp_path, "talks.txt", ARTICLE)
    assert read(path).document.date == "2023-03-03"
    assert read(path, date="2023-03-04").document.date == "2023-03-04"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published On 3 Mar 20233 Mar 2023The minister spoke.", "2023-03-03"),
        ("Last updated 31st December 2022", "2022-12-31"),
        ("Friday, 3 March 2023", "2023-03-03"),
        ("2023-03-03", "2023-03-03"),
        ("Published on 31 Feb 2023", ""),
        ("The attack of March 3, 2023 was condemned by everybody who spoke there.", ""),
    ],
)
def test_dates_as_pages_print_them(tmp_path, line, date):
    path = write(tmp_path, "a.txt", f"Talks begin\n{line}\nThe talks began in the capital.\n")
    assert read(path).document.date == date


def test_a_document_without_a_date_says_so(tmp_path):
    source = read(write(tmp_path, "a.txt", "The talks went on for a week in the capital.\n"))
    assert source.document.date == ""
    assert source.notes == ("no date found in the text: write it under the headline or name it beside the text (extract --date)",)


def test_a_printed_date_in_the_future_is_not_taken(tmp_path):
    source = read(write(tmp_path, "a.txt", "Published: March 3, 2999\nThe talks went on all week.\n"))
    assert source.document.date == ""
    assert source.notes == (
        "the date found in the text, 2999-03-03, lies in the future and was not taken: correct it there or name one beside the text (extract --date)",
    )


def test_a_press_article_leaves_its_statements_to_attribution(tmp_path):
    assert read(write(tmp_path, "talks.txt", ARTICLE)).statements is None


def test_utf_16_with_its_mark_is_read(tmp_path):
    assert read(write(tmp_path, "a.txt", ARTICLE.encode("utf-16"))).document.text == ARTICLE


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.txt: the file is empty. Give a file that holds a text."),
        (b" \n\t\n", "a.txt: the file is empty. Give a file that holds a text."),
        (
            b"one\ntwo\x00three",
            "a.txt, line 2: the file holds NUL bytes: it is not text. "
            "Save the document as text (.txt) or as a web page (.html).",
        ),
        (
            b"%PDF-1.7 ...",
            "a.txt: the file is a PDF, not text. Save the document as text (.txt) or as a web page (.html).",
        ),
        (
            b"PK\x03\x04....",
            "a.txt: the file is a zip or Office file, not text. "
            "Save the document as text (.txt) or as a web page (.html).",
        ),
        (
            "Roe said\nthe café".encode("cp1252"),
            "a.txt, line 2: the bytes are not UTF-8 (first at byte 16). Save the file with the "
            "encoding UTF-8; older Windows files are often Windows-1252.",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_the_mend(tmp_path, content, message):
    assert refusal(write(tmp_path, "a.txt", content)) == message


def test_fifty_megabytes_are_refused_at_once(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    begin = time.perf_counter()
    assert refusal(path) == (
        "big.txt: 50 MB is more than the 20 MB a file may have. Split it into one file a document."
    )
    assert time.perf_counter() - begin < 1
    assert MAX_BYTES == 20_000_000


def test_an_article_too_long_to_parse_is_refused(tmp_path):
    path = write(tmp_path, "long.txt", "The talks went on in the capital for a week.\n" * 30_000)
    assert refusal(path) == (
        "long.txt: an article of 1350000 characters is too long to parse. Split it below 1000000 characters."
    )


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "none.txt") == (
        "none.txt: cannot read the file (No such file or directory). Check the path."
    )
    assert refusal(tmp_path).startswith(f"{tmp_path.name}: cannot read the file (")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"date": "2999-01-01"},
            "a.txt: the date 2999-01-01 lies in the future. Give the day of publication.",
        ),
        (
            {"date": "3 March"},
            "a.txt: the date '3 March' is not of the form YYYY-MM-DD. Write it like 2023-11-04.",
        ),
        (
            {"kind": "novel"},
            "a.txt: the kind 'novel' is not known. Use auto, press, un-record, un-press.",
        ),
    ],
)
def test_wrong_options_are_refused(tmp_path, options, message):
    assert refusal(write(tmp_path, "a.txt", ARTICLE), **options) == message
