"""The terms check themselves: what is outside the closed lists never becomes a statement."""

import pytest

from stance.records import Document, Statement


@pytest.mark.parametrize("date", ["20231104", "2023-W44-6", "4 November 2023", "2023-02-30", "2023-11"])
def test_a_date_has_one_form_or_it_would_sort_wrongly(date: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        Statement(doc="d", text="Words.", quote_type="direct", date=date)
    assert str(caught.value) == f"statement date {date!r} is not a date of the form YYYY-MM-DD"


def test_a_word_outside_the_closed_lists_is_named_with_those_inside() -> None:
    with pytest.raises(ValueError, match="document kind") as caught:
        Document(id="d", text="", kind="rumour")
    assert str(caught.value) == (
        "document kind 'rumour' is none of press, official, un-record, un-press, table"
    )


def test_the_id_is_of_what_identifies_a_statement() -> None:
    one = Statement(doc="d", text="Words.", quote_type="direct", date="2023-11-04", cue="said")
    assert Statement(doc="d", text="Words.", quote_type="direct", date="2023-11-04", cue="told").id == one.id
    assert Statement(doc="d", text="Words.", quote_type="direct", date="2023-11-05", cue="said").id != one.id
