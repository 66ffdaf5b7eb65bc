"""Prose is told from furniture without moving a character."""

import time

import pytest

from stance.sources.prose import passages

PAGE = (
    "Minister backs a pause in Freedonia | World News | The Example Post\n\n\n"
    "Skip linksMenuNewsWorldSportOpinionVideoMoreHome AboutSearchLive blog"
    "Minister backs a pause in FreedoniaThe position is at odds with that of its neighbours."
    "Left to right, the ministers of Sylvania and Freedonia meet, March 3, 2023 [A Photographer/Reuters]"
    "Published On 3 Mar 20233 Mar 2023Foreign Minister Ann Roe has backed a “pause” in the fighting.\n"
    "She spoke in the capital on Friday.Keep reading list of 2 itemslist 1 of 2Another story"
    "list 2 of 2A letter from a readerend of list\n"
    "While Sylvania asked for more, Roe said “a pause is enough”.\n"
    "‘A sea of trouble’\n"
    "“We do not accept this,” Roe said.\n"
    "Source: The Example Post and agenciesAboutShow moreAbout UsCookie PolicyContact UsAppsPodcasts\n"
)


def prose(text: str) -> list[str]:
    return [text[start:end] for start, end in passages(text)]


def test_a_saved_page_gives_its_sentences_and_nothing_else():
    assert prose(PAGE) == [
        "Foreign Minister Ann Roe has backed a “pause” in the fighting.",
        "She spoke in the capital on Friday.",
        "While Sylvania asked for more, Roe said “a pause is enough”.",
        "“We do not accept this,” Roe said.",
    ]


def test_the_same_page_with_its_line_ends_lost():
    text = " ".join(PAGE.split())
    first = prose(text)[0]
    assert first.startswith("Foreign Minister Ann Roe has backed")
    assert prose(text)[-1].endswith("“We do not accept this,” Roe said.")
    assert not any("Cookie" in part or "list 1" in part for part in prose(text))


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Read more: Five things to know about the talks",
        "Follow the newspaper on Twitter: @example",
        "© 2023 The Example Post. All rights reserved.",
        "Ministers meet in the capital [A Photographer/Getty Images]",
        "By Ann Roe and John Doe",
        "Reporting by Ann Roe; Editing by John Doe",
        "list 2 of 4 Another story about the talks that ran here.",
    ],
)
def test_furniture_on_a_line_of_its_own(line: str):
    text = f"The talks began on Monday.\n{line}\nThey ended on Friday."
    assert prose(text) == ["The talks began on Monday.", "They ended on Friday."]


@pytest.mark.parametrize(
    "line",
    [
        "Source of the river: unknown, said McDonald of the MacArthur Foundation, and DeSantis agreed.",
        "Roe said the talks had failed",
        "Recommended by the minister, the plan was sent to the parliament, which after a debate of "
        "many hours in which each party spoke more than once, and all of them at length, rejected it.",
        "Statement by Sylvania: we want peace",
        "“A quotation without a full stop”",
    ],
)
def test_prose_that_looks_like_furniture_stays(line: str):
    assert prose(line) == [line]


def test_a_paragraph_wrapped_by_hand_is_one_passage():
    text = (
        "The foreign minister of Freedonia said on Monday that her country would\n"
        "support a pause in the fighting for as long as the talks with the other\n"
        "side went on.\n\n"
        "She did not say how long that would be, and her office did not answer a\n"
        "question put to it by telephone.\n"
    )
    assert [part.split()[0] for part in prose(text)] == ["The", "She"]


def test_offsets_hold_with_windows_line_ends_and_a_byte_order_mark():
    text = "\ufeffRoe said no.\r\n\r\n  Doe said yes.  \r\n"
    assert prose(text) == ["Roe said no.", "Doe said yes."]


def test_a_hostile_text_takes_no_time():
    hostile = "[" * 50_000 + "Published " * 20_000 + "list 1 of 9" * 5_000 + "aB" * 50_000 + "© " * 50_000
    begin = time.perf_counter()
    passages(hostile)
    assert time.perf_counter() - begin < 5
