"""The words around a statement: whole words, a few, from its document only."""

from stance.records import Statement
from stance.surroundings import REACH, around, of

TEXT = "First came " + "word " * 60 + "and then she said: we want peace now. After that " + "more " * 60 + "end."
START = TEXT.index("we want")
END = START + len("we want peace now.")


def test_whole_words_stand_on_both_sides() -> None:
    before, after = around(TEXT, START, END)
    assert before.endswith("and then she said:") and before.startswith("word word")
    assert after.startswith("After that more") and after.endswith("more")
    assert REACH - 10 < len(before) <= REACH and REACH - 10 < len(after) <= REACH


def test_a_short_document_is_shown_to_its_ends() -> None:
    assert around("He said: peace now. Then he left.", 9, 19) == ("He said:", "Then he left.")


def test_lines_are_joined() -> None:
    assert around("One\n\ntwo: peace.\nThree", 10, 16) == ("One two:", "Three")


def test_a_span_that_is_none_has_nothing_around() -> None:
    for start, end in ((-1, -1), (5, 5), (0, 999), (9, 3)):
        assert around("Peace now", start, end) == ("", "")


def test_a_statement_of_a_table_has_no_document_around_it() -> None:
    said = Statement(doc="d", text="Peace", quote_type="direct", date="2023-11-01", char_start=0, char_end=5)
    assert of(said, {"d": {"text": "Peace now"}}) == {"before": "", "after": "now"}
    assert of(said, {"d": {"title": "T"}}) == {"before": "", "after": ""}
    assert of(said, {}) == {"before": "", "after": ""}
