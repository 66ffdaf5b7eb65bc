"""The page of words against votes through AppTest: one roll call, one state, what opens, what is empty."""

from __future__ import annotations

import pytest
from visit import chart, told, visit

SECOND = "A/RES/ES-10/22"


def test_a_roll_call_with_its_numbers_and_its_mismatches_first() -> None:
    at = visit("votes", roll=SECOND)
    assert not at.exception
    assert at.title[0].value == "Words against votes"
    assert at.header[0].value == f"12 Dec 2023: {SECOND}"
    # USA asked for pauses and voted no; France, Japan and Brazil voted yes and asked for a ceasefire, Israel no.
    text = told(at)
    assert "Of 10 states: vote and words differ **1** · vote and words agree **4**" in text
    assert "words, but no side taken in the vote **1** · no position found in words **4**" in text
    assert "| ● Ceasefire |" not in text and "| 3 | 0 | 0 |" in text
    assert "Where vote and words differ: 1" in text
    ends = "At opposite ends of the scale, “Ceasefire” and “Opposes a ceasefire”: 0."
    assert any(caption.value.startswith(ends) for caption in at.caption)
    assert "**United States** · 12 Dec 2023: **no**, read as" in text and "its words 33 days before" in text
    assert "What is needed now are" in text


def test_the_whole_is_told_with_its_interval_and_n() -> None:
    text = told(visit("votes"))
    assert "**7 of 9** votes for or against carry the position" in text
    assert "78%" in text and "95 % interval" in text
    # Too few states in the made-up data for a correlation: none is told.
    assert "Spearman" not in text


def test_without_a_roll_call_the_one_with_most_comparisons_is_open_and_a_choice_changes_the_address() -> None:
    at = visit("votes")
    assert at.header[0].value == f"12 Dec 2023: {SECOND}"
    at.selectbox(key="votes_call").select("A/RES/ES-10/21").run()
    assert at.header[0].value == "27 Oct 2023: A/RES/ES-10/21"
    assert at.session_state["view"].roll == "A/RES/ES-10/21"


def test_one_state_on_its_timeline_and_the_vote_that_is_open() -> None:
    at = visit("votes", ballots="states", open="USA", roll=SECOND)
    assert not at.exception
    data = {one.get("name"): one for one in chart(at)["data"]}
    assert len(data["words"]["x"]) == 6
    assert data["votes"]["customdata"] == ["A/RES/ES-10/21", SECOND]
    assert data["votes"]["marker"]["symbol"] == ["diamond", "diamond-x"]
    text = told(at)
    assert f"**{SECOND}**" in text
    assert "n = 6 statements, 2 votes, **1** differs" in text


def test_a_statement_of_the_timeline_opens() -> None:
    at = visit("votes", ballots="states", open="USA")
    said = {one.get("name"): one for one in chart(at)["data"]}["words"]["customdata"][0]
    at = visit("votes", ballots="states", open="USA", said=said)
    assert "A ceasefire now would only help" in told(at)


def test_the_state_with_the_most_mismatches_is_first() -> None:
    at = visit("votes", ballots="states")
    box = at.selectbox(key="votes_state")
    assert box.options[:3] == ["France (1)", "United States (1)", "Brazil (0)"]
    assert box.value == "FRA"
    box.select("USA").run()
    assert at.session_state["view"].opened == "USA"
    assert "Statements and votes of United States" in at.get("plotly_chart")[0].proto.alt


def test_the_table_holds_every_state_of_the_roll_call() -> None:
    at = visit("votes", roll=SECOND)
    at.session_state["votes_table"] = True
    rows = at.run().dataframe[0].value
    assert len(rows) == 10
    assert rows["finding"].value_counts().to_dict() == {
        "vote and words agree": 4, "no position found in words": 4, "vote and words differ": 1,
        "words, but no side taken in the vote": 1,
    }  # fmt: skip


def test_where_no_roll_call_is_left_the_page_says_what_to_do() -> None:
    at = visit("votes", to="2023-10-20")
    assert not at.exception
    assert "No roll call of this question lies within the filters" in at.info[0].value


@pytest.mark.parametrize("value", ["A/RES/68/262", "x' OR '1'='1", "<script>"])
def test_an_unknown_roll_call_is_the_default(value: str) -> None:
    at = visit("votes", roll=value)
    assert at.header[0].value == f"12 Dec 2023: {SECOND}"
