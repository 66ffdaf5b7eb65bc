"""The page of briefs through AppTest: a country, the whole question, silence, files, what counts."""

from __future__ import annotations

from visit import told, visit

DATE = "2023-12-31"


def test_a_country_in_sentences_with_numbered_sources() -> None:
    at = visit("brief", DATE, open="FRA")
    assert not at.exception
    assert at.title[0].value.replace("\\", "") == "France: How should the fighting in Gaza stop?"
    assert [header.value for header in at.header] == [
        "What it holds", "How it came there", "How it voted", "Who spoke for it", "Its latest words",
        "Sources (4)",
    ]  # fmt: skip
    text = told(at)
    assert "On 31 Dec 2023, France holds “Ceasefire”, in its own words since 10 Nov 2023. :small[[1]]" in text
    assert "1. Nora Weil (President), France, 10 Nov 2023: “There must be a ceasefire at once" in text
    assert "which the codebook reads as “Ceasefire”; its words of 24 Oct 2023 stand for" in text
    assert "Made from 2 statements up to 31 Dec 2023" in text


def test_the_day_changes_what_the_brief_says() -> None:
    text = told(visit("brief", "2023-11-01", open="FRA"))
    assert "France holds “Humanitarian pauses”" in text
    assert "10 Nov 2023" not in text


def test_the_question_as_a_whole_without_a_country_and_a_country_by_choice() -> None:
    at = visit("brief", DATE)
    assert at.title[0].value.replace("\\", "") == "How should the fighting in Gaza stop?"
    assert "Where states stand" in [header.value for header in at.header]
    at.selectbox(key="brief_of").select("JOR").run()
    assert at.title[0].value.startswith("Jordan")
    assert at.session_state["view"].opened == "JOR"


def test_of_a_silent_country_the_page_says_that_nothing_was_found() -> None:
    at = visit("brief", DATE, open="KEN")
    text = told(at)
    assert "No statement of Kenya up to 31 Dec 2023 is in the data." in text
    # Its vote is told all the same, and cited.
    assert "it voted yes on A/RES/ES-10/22" in text and "no position in words of its own up to that day is found" in text


def test_what_counts_is_chosen_and_told() -> None:
    assert "What counts: words of its own" in told(visit("brief", DATE, open="ESP"))
    text = told(visit("brief", DATE, open="ESP", basis="votes"))
    assert "Spain holds “Ceasefire”, by its vote since 27 Oct 2023." in text
    assert "Rules in force: votes at the United Nations count beside words." in text
    through = told(visit("brief", DATE, open="ESP", basis="blocs"))
    assert "through the European Union and not in its own words, since 26 Oct 2023" in through


def test_both_files_are_offered() -> None:
    at = visit("brief", DATE, open="FRA")
    assert [button.label for button in at.get("download_button")][1:] == ["Page to print (HTML)", "Markdown"]
