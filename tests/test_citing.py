"""A view and a statement are named so that another reader finds the same."""

import datetime as dt
from itertools import accumulate

import pytest

from stance.citing import Cited, chosen, link, statement
from stance.view import View

SEEN = dt.date(2026, 11, 25)
URL = "https://stance.example/map?issue=gaza-ceasefire&date=2023-11-17"


def cited(**changed: str) -> Cited:
    fields = {"page": "Map", "question": "Stop? {100% & more}", "chosen": "issue=gaza date=2023-11-17",
              "version": "3f2a91c", "url": URL, "seen": SEEN, **changed}  # fmt: skip
    return Cited(**fields)


def test_a_view_is_cited_with_version_filters_day_and_address() -> None:
    assert cited().text() == (
        "Stance. Stop? {100% & more} Map (issue=gaza date=2023-11-17). Data version 3f2a91c, retrieved "
        f"25 Nov 2026, {URL}."
    )
    assert cited(url="").text().endswith("retrieved 25 Nov 2026.")


def test_bibtex_reads_nothing_of_the_text() -> None:
    entry = cited(url=URL + "&q={x}").bibtex()
    assert entry.startswith("@misc{stance-3f2a91c-20261125,\n")
    assert r"title   = {Stance: Stop? \textbraceleft{}100\% \& more\textbraceright{} Map}" in entry
    assert "urldate = {2026-11-25}" in entry
    assert "url     = {" + URL + "&q=%7Bx%7D}" in entry


def test_braces_in_words_leave_those_of_the_entry_in_pairs() -> None:
    # A program that reads BibTeX counts every brace, also one after a backslash.
    for words in ("search={", "search=a } b", "search=\\{"):
        entry = cited(chosen=words, page=words).bibtex()
        depths = list(accumulate((sign == "{") - (sign == "}") for sign in entry[entry.index("{") :]))
        assert depths[-1] == 0 and min(depths[:-1]) == 1


def test_what_is_chosen_can_be_typed_again() -> None:
    view = View("gaza-ceasefire", "2023-11-17", countries=("FRA", "USA"), skipped=("humanitarian_pause",),
                words="no halt", picks=(("basis", "votes"), ("level", "speakers")))  # fmt: skip
    assert chosen(view) == (
        "date=2023-11-17 issue=gaza-ceasefire countries=FRA,USA basis=votes skip=humanitarian_pause search=no halt"
    )


def test_an_address_is_whole() -> None:
    params = {"issue": ["gaza"], "actor": ["USA", "FRA"]}
    assert link("http://localhost:8501", params) == "http://localhost:8501/?issue=gaza&actor=USA&actor=FRA"
    assert link("https://a.example/atlas/timeline?x=1", {"q": ["a b"]}) == "https://a.example/atlas/timeline?q=a+b"
    assert link("", params) == ""


def test_a_statement_is_cited_with_its_source() -> None:
    row = {"speaker": "Ada Rahal", "role": "Foreign Minister", "country": "Jordan", "text": "Peace now",
           "date": "2023-11-01", "date_precision": "month", "source_title": "Talks", "publisher": "Talks",
           "source_url": "https://example.org/a", "wording": "quote", "quote_type": "direct"}  # fmt: skip
    assert statement(row, "3f2a91c", SEEN, URL) == (
        "Ada Rahal, Foreign Minister, Jordan: “Peace now” (Nov 2023). Talks, https://example.org/a. "
        f"Stance, data version 3f2a91c, retrieved 25 Nov 2026, {URL}."
    )


@pytest.mark.parametrize(
    ("wording", "quote_type", "text", "cited"),
    [
        ("quote", "direct", "Peace now.", "“Peace now.”"),
        ("quote", "direct", "“Peace now”, and soon.", "“Peace now”, and soon."),
        ("quote", "mixed", 'that there be "peace"', 'that there be "peace" (partly own words)'),
        ("paraphrase", "indirect", "She wants peace.", "She wants peace. (paraphrase)"),
        ("vote", "indirect", "Norland voted for the text.", "Norland voted for the text. (report of a vote)"),
    ],
)
def test_only_an_actor_s_own_words_are_cited_in_quotation_marks(
    wording: str, quote_type: str, text: str, cited: str
) -> None:
    row = {"speaker": "Ada Rahal", "role": "", "country": "Jordan", "text": text, "date": "2023-11-01",
           "date_precision": "day", "source_title": "Talks", "publisher": "", "source_url": "", "wording": wording,
           "quote_type": quote_type}  # fmt: skip
    assert statement(row, "3f2a91c", SEEN, "").startswith(f"Ada Rahal, Jordan: {cited} (1 Nov 2023). Talks. ")
