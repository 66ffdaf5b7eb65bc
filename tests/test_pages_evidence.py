"""Words from sources reach the page as words and as nothing else."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from stance.filters import Filters
from stance.pages import evidence
from stance.snapshot import Snapshot

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=http://evil.example/x.png>",
    "[x](javascript:alert(1))",
    "![img](http://evil.example/i.png)",
    "$\\sum x$ and $$y$$",
    ":red[now] :material/bolt: :tada:",
    "# Heading\n- list\n> quote",
    "*bold* _italic_ `code` ~gone~",
    "see www.evil.example or https://evil.example or a@evil.example",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_sign_of_markdown_is_escaped(text: str) -> None:
    shown = evidence.escape(text)
    bare = shown.replace("\\\\", "")
    for sign in "<>[]()!$:#*_`~@|":
        assert f"\\{sign}" in shown or sign not in text
        assert bare.count(sign) == bare.count(f"\\{sign}")
    assert "\n" not in shown
    assert shown.replace("\u2060", "").replace("\\", "") == " ".join(text.split()).replace("\\", "")


def test_plain_addresses_in_words_do_not_become_links() -> None:
    shown = evidence.escape("https://evil.example www.evil.example a@evil.example")
    assert shown.count("\u2060") == 3


def test_signs_that_the_page_would_set_as_arrows_and_dashes_stay_apart() -> None:
    assert evidence.escape("a -> b -- c").count("\u2060") == 2


def test_the_deciding_words_are_set_off_and_escaped() -> None:
    made = evidence.marked("We want [peace] now, please", "[peace] now")
    assert made == "We want :primary-background[\\[peace\\] now]\\, please"
    assert evidence.marked("We want peace now", " peace ") == "We want :primary-background[peace] now"
    wrapped = evidence.marked("We want\npeace\nnow", "peace")
    assert wrapped == "We want :primary-background[peace] now", "a line's end parts words too"


def test_deciding_words_that_are_not_in_the_text_mark_nothing() -> None:
    assert evidence.marked("Peace now", "war") == "Peace now"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d", "[Title](<https://a.example/b?c=d>)"),
        ("https://en.example/wiki/X_(Y)", "[Title](<https://en.example/wiki/X_%28Y%29>)"),
        ("javascript:alert(1)", "Title"),
        ("data:text/html,x", "Title"),
        ("https://a.example/> [x](http://b)", "Title"),
        ("ftp://a.example/", "Title"),
        ("//a.example/", "Title"),
        ("http://[broken", "Title"),
        ("", "Title"),
    ],
)
def test_only_web_addresses_are_linked(url: str, expected: str) -> None:
    assert evidence.link("Title", url) == expected


def test_statements_are_found_newest_first_and_counted(opened: Snapshot) -> None:
    filters = Filters("gaza-ceasefire", countries=("USA",))
    rows = evidence.find(opened, filters, limit=2)
    assert [row["date"] for row in rows] == ["2024-11-20", "2024-03-25"]
    assert evidence.count(opened, filters) == 6


def test_statements_by_id_keep_the_order_asked_for(opened: Snapshot) -> None:
    ids = [row["id"] for row in evidence.find(opened, Filters("gaza-ceasefire"))][::-1]
    assert [row["id"] for row in evidence.by_id(opened, ids, "gaza-ceasefire")] == ids


def _one_card() -> None:
    import streamlit as st

    from stance.pages import evidence, frame

    frame.adopt_address()
    row = evidence.find(frame.snapshot(), frame.view().filters())[0]
    row["text"], row["because"] = st.session_state["text"], ""
    evidence.show(frame.snapshot(), [row], "test")


def test_a_card_says_who_when_where_and_how_it_was_coded() -> None:
    at = AppTest.from_function(_one_card)
    at.session_state["text"] = "<b>Stop</b>"
    at.run()
    assert not at.exception
    assert "Ceasefire" in at.markdown[0].value and "11 Dec 2024" in at.markdown[0].value
    assert at.markdown[1].value == "> “\\<b\\>Stop\\<\\/b\\>”"
    said = at.markdown[2].value
    assert "**Pia Lund**, Foreign Minister, Norway" in said
    assert "[Briefing 39](<https://example.org/39>)" in said
    assert "in 2 sources · coded by a model, 94% sure" in said
    assert all(not block.allow_html for block in at.markdown)


def _a_mixed_card() -> None:
    from stance.pages import evidence, frame

    frame.adopt_address()
    row = evidence.find(frame.snapshot(), frame.view().filters())[0]
    row |= {"text": 'that "there must be a ceasefire"', "because": "", "quote_type": "mixed"}
    evidence.show(frame.snapshot(), [row], "test")


def test_words_that_are_partly_the_reporters_bear_no_marks_of_their_own() -> None:
    at = AppTest.from_function(_a_mixed_card).run()
    assert not at.exception
    assert at.markdown[0].value.endswith("· partly own words]")
    assert at.markdown[1].value == '> that \\"there must be a ceasefire\\"'
