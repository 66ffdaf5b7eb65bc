"""Briefs: each sentence from the data and cited, empty states honest, files escaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of

from stance.briefs import Brief, as_html, as_markdown, of_country, of_issue
from stance.counting import Rules
from stance.filters import Filters
from stance.snapshot import Snapshot

C, P, X = "ceasefire", "humanitarian_pause", "oppose_ceasefire"
SECOND = "A/RES/ES-10/22"
RULES = Rules()


@pytest.fixture
def france(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path,
        said("FRA", "2023-10-24", P, id="a", speaker="Nora Weil", role="President"),
        said("FRA", "2023-11-10", C, id="b", speaker="Nora Weil", role="President", sources=2,
             condition="once the hostages are free"),
        said("FRA", "2023-11-20", C, id="c", speaker="Ada Blanc", text="Guns must fall silent."),
        said("FRA", "2024-03-01", X, id="later"),
        said("TON", "2023-11-01", "none", id="t"),
        rollcalls=[{"id": SECOND, "body": "UNGA", "date": "2023-12-12", "title": "Protection of civilians",
                    "topic": "", "sponsor": "", "outcome": "adopted", "yes": 153, "no": 10, "abstain": 23,
                    "url": "https://example.org/vote"}],
        votes=[{"rollcall": SECOND, "country": "FRA", "vote": "Y"}],
    )  # fmt: skip


def on(day: str) -> Filters:
    return Filters(ISSUE, end=day)


def text(brief: Brief, heading: str) -> list[str]:
    found = next(section for section in brief.sections if section.heading == heading)
    return [sentence.text for sentence in found.sentences]


def test_a_country_in_sentences_made_from_its_statements(france: Snapshot) -> None:
    brief = of_country(france, on("2023-12-31"), RULES, "FRA")
    assert brief.title == "France: How should the fighting in Gaza stop?"
    held = text(brief, "What it holds")
    assert held[0] == "On 31 Dec 2023, France holds “Ceasefire”, in its own words since 10 Nov 2023."
    assert held[2] == (
        "It rests on 2 statements in 3 sources; the latest is of 20 Nov 2023, 41 days before."
    )
    assert text(brief, "How it came there") == [
        "From 24 Oct 2023 to 9 Nov 2023: “Humanitarian pauses”, first Nora Weil on 24 Oct 2023.",
        "Since 10 Nov 2023: “Ceasefire”, first Nora Weil on 10 Nov 2023.",
    ]
    assert text(brief, "How it voted") == [
        "On 12 Dec 2023 it voted yes on A/RES/ES-10/22 (Protection of civilians), which the codebook reads as "
        "“Ceasefire”, as its words of 20 Nov 2023 do."
    ]
    assert text(brief, "Who spoke for it")[:2] == [
        "2 speakers from 24 Oct 2023 to 20 Nov 2023.",
        "Nora Weil (President): 2 statements, the latest of 10 Nov 2023.",
    ]
    assert text(brief, "Conditions it named") == [
        "10 Nov 2023, Nora Weil (President): once the hostages are free."
    ]
    assert text(brief, "Its latest words")[0].endswith("coded as “Ceasefire”: “Guns must fall silent.”")
    assert brief.basis.startswith("Made from 3 statements up to 31 Dec 2023 in data version")


def test_a_position_is_told_as_held_in_words_or_by_vote_only_since_these(france: Snapshot) -> None:
    def holds(day: str, *, votes: bool) -> str:
        return text(of_country(france, on(day), Rules(votes=votes), "FRA"), "What it holds")[0]

    assert holds("2023-12-31", votes=True) == (
        "On 31 Dec 2023, France holds “Ceasefire”, since 10 Nov 2023, first in its own words and last by its vote."
    )
    assert holds("2023-12-11", votes=True).endswith("“Ceasefire”, in its own words since 10 Nov 2023.")


def test_what_was_said_on_the_same_day_is_not_denied(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-11-10", C, id="a", speaker="Nora Weil"),
        said("FRA", "2023-11-10", P, id="b", speaker="Nora Weil"),
    )
    assert text(of_country(snapshot, on("2023-12-31"), RULES, "FRA"), "How it came there") == [
        "By what counts here it held no other position; this one was first taken by Nora Weil on 10 Nov 2023."
    ]


def test_every_citation_is_in_the_list_and_every_entry_is_cited(france: Snapshot) -> None:
    for brief in (of_country(france, on("2023-12-31"), RULES, "FRA"), of_issue(france, on("2023-12-31"), RULES)):
        cited = {key for section in brief.sections for one in section.sentences for key in one.cites}
        assert cited == {source.id for source in brief.sources}
        assert {"b", "c", SECOND} <= cited and "later" not in cited
        firsts = [key for s in brief.sections for one in s.sentences for key in one.cites]
        assert [source.id for source in brief.sources] == list(dict.fromkeys(firsts))


def test_what_is_not_in_the_data_is_said_to_be_absent(france: Snapshot) -> None:
    nobody = of_country(france, on("2023-12-31"), RULES, "PER")
    assert text(nobody, "What it holds") == [
        "No statement of Peru up to 31 Dec 2023 is in the data. That is not the same as no position."
    ]
    assert (len(nobody.sections), nobody.sources) == (1, ())
    spoke = of_country(france, on("2023-12-31"), RULES, "TON")
    assert text(spoke, "What it holds") == [
        "Statements of Tonga up to 31 Dec 2023 in the data: 1. None of them takes a position that counts."
    ]
    early = of_issue(france, on("2023-10-01"), RULES)
    assert text(early, "Where states stand") == ["No state holds a position on 1 Oct 2023 in the data."]


def test_who_spoke_before_a_vote_without_a_position_is_not_said_to_be_silent(tmp_path: Path) -> None:
    call = {"id": SECOND, "body": "UNGA", "date": "2023-12-12", "title": "", "topic": "", "sponsor": "",
            "outcome": "adopted", "yes": 1, "no": 0, "abstain": 0, "url": ""}  # fmt: skip
    snapshot = snapshot_of(
        tmp_path, said("TON", "2023-11-01", "none"),
        rollcalls=[call], votes=[{"rollcall": SECOND, "country": "TON", "vote": "Y"}],
    )  # fmt: skip
    assert text(of_country(snapshot, on("2023-12-31"), RULES, "TON"), "How it voted") == [
        "On 12 Dec 2023 it voted yes on A/RES/ES-10/22, which the codebook reads as “Ceasefire”; no position in words "
        "of its own up to that day is found."
    ]


def test_two_voices_are_told_with_their_words(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("ESP", "2023-11-01", C, id="a", speaker="Pía Sol", role="President"),
        said("ESP", "2023-11-20", P, id="b", speaker="Max Rey", role=""),
    )
    held = of_country(snapshot, on("2023-12-01"), RULES, "ESP").sections[0].sentences[-1]
    assert held.text == (
        "Its voices differed in the 30 days up to its latest words: Max Rey: Humanitarian pauses; "
        "Pía Sol: Ceasefire."
    )
    assert held.cites == ("b", "a")
    whole = of_issue(snapshot, on("2024-12-01"), RULES)
    (differ,) = next(part for part in whole.sections if "voices" in part.heading).sentences
    assert differ.text == (
        "Spain: in the 30 days up to its latest words, of 20 Nov 2023, its voices differed: "
        "Max Rey “Humanitarian pauses” (20 Nov 2023); Pía Sol “Ceasefire” (1 Nov 2023)."
    )
    assert differ.cites == ("b", "a")


def test_an_issue_in_sentences(france: Snapshot) -> None:
    brief = of_issue(france, on("2023-12-31"), RULES)
    assert text(brief, "Where states stand")[1] == "Ceasefire: 1 state; France (20 Nov 2023)."
    assert text(brief, "What moved in the 90 days before") == [
        "France moved from “Humanitarian pauses” to “Ceasefire” on 10 Nov 2023 (Nora Weil)."
    ]
    assert text(brief, "How the votes went") == [
        "12 Dec 2023: A/RES/ES-10/22 (Protection of civilians), 153 in favour, 10 against, 23 abstaining; adopted."
    ]
    assert text(brief, "Who spoke")[0] == (
        "4 statements by 3 named speakers for 2 states and organisations, from 24 Oct 2023 to 20 Nov 2023."
    )


def test_who_holds_a_position_by_a_vote_or_through_a_bloc_is_not_told_as_having_said_so(tmp_path: Path) -> None:
    call = {"id": SECOND, "body": "UNGA", "date": "2023-12-12", "title": "", "topic": "", "sponsor": "",
            "outcome": "adopted", "yes": 2, "no": 0, "abstain": 0, "url": ""}  # fmt: skip
    snapshot = snapshot_of(
        tmp_path, said("EU", "2023-11-20", C, capacity="organisation"), said("FRA", "2023-11-10", C), said("CAN", "2023-11-01", P),
        blocs=[{"bloc": "EU", "name": "EU", "country": "MLT", "start": "2000-01-01", "end": "", "source": "x"}],
        rollcalls=[call], votes=[{"rollcall": SECOND, "country": code, "vote": "Y"} for code in ("CAN", "PER")],
    )  # fmt: skip
    brief = of_issue(snapshot, on("2023-12-31"), Rules(blocs=True, votes=True))
    assert text(brief, "Where states stand")[1] == (
        "Ceasefire: 4 states; Canada (by its vote of 12 Dec 2023), Peru (by its vote of 12 Dec 2023), "
        "Malta (through the European Union, 20 Nov 2023), France (10 Nov 2023)."
    )
    assert text(brief, "What moved in the 90 days before") == [
        "Canada moved from “Humanitarian pauses” to “Ceasefire” on 12 Dec 2023 by its vote."
    ]


def test_a_brief_names_the_filters_that_it_applies_and_no_others(france: Snapshot) -> None:
    filters = replace(on("2023-12-31"), countries=("USA",), confidence=0.9)
    assert "Filters: confidence=0.9. What counts" in of_country(france, filters, RULES, "FRA").basis
    assert "Filters: countries=USA confidence=0.9. What counts" in of_issue(france, filters, RULES).basis


def test_a_voice_from_before_a_state_joined_the_chosen_bloc_is_told(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("ESP", "2023-11-01", C, id="a", speaker="Pía Sol"), said("ESP", "2023-11-20", P, id="b", speaker="Max Rey"),
        blocs=[{"bloc": "EU", "name": "EU", "country": "ESP", "start": "2023-11-10", "end": "", "source": "x"}],
    )  # fmt: skip
    brief = of_issue(snapshot, replace(on("2023-12-01"), blocs=("EU",)), RULES)
    (differ,) = next(part for part in brief.sections if "voices" in part.heading).sentences
    assert differ.cites == ("b", "a")


HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) ![i](https://a.b/c) *b* www.a.b # `c`"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]


def test_the_latest_words_lie_days_apart_and_a_speaker_is_cited_with_the_last(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path,
        said("FRA", "2023-10-01", C, id="a"),
        said("FRA", "2023-10-20", C, id="b", speaker="Nora Weil"),
        said("JOR", "2023-11-01", P, id="c"),
        said("FRA", "2023-11-20", C, id="d", speaker="Nora Weil"),
        said("FRA", "2023-11-20", C, id="e", speaker="Nora Weil"),
        said("FRA", "2023-11-30", "none", id="f"),
    )
    issue, country = (of_issue(snapshot, on("2023-12-31"), RULES), of_country(snapshot, on("2023-12-31"), RULES, "FRA"))

    def cited(brief: Brief, heading: str) -> list[tuple[str, ...]]:
        found = next(section for section in brief.sections if section.heading == heading)
        return [sentence.cites for sentence in found.sentences]

    assert cited(issue, "The latest words") == [("d",), ("e",), ("c",)]
    assert cited(country, "Its latest words") == [("f",), ("d",), ("e",)]
    assert cited(issue, "Who spoke") == [(), ("e",), ("f",), ("c",)]


def test_hostile_words_stay_words_in_both_files(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("FRA", "2023-11-10", C, text=HOSTILE, speaker="<b>Eve</b>", role="[r](x)")
    )
    brief = of_country(snapshot, on("2023-12-31"), RULES, "FRA")
    page = as_html(brief).decode()
    seen = Tags()
    seen.feed(page)
    assert not {"script", "img", "b"} & set(seen.tags)
    assert all(re.fullmatch(r"#s\d+|https://example\.org/a", link) for link in seen.links)
    assert "&lt;script&gt;alert(1)" in page
    marks = as_markdown(brief).decode()
    assert r"\<script\>alert(1)" in marks and r"\[x\](javascript\:alert(2))" in marks
    assert r"\!\[i\]" in marks and r"www\.a" in marks and r"\# \`c\`" in marks
    assert re.findall(r"(?<!\\)\]\(<([^>]*)>\)", marks) == ["https://example.org/a"]


def test_an_address_that_is_none_is_no_link(france: Snapshot) -> None:
    brief = of_country(france, on("2023-12-31"), RULES, "FRA")
    bad = replace(brief, sources=tuple(replace(s, url="javascript:alert(1)") for s in brief.sources))
    assert b"javascript" not in as_html(bad) + as_markdown(bad)


def test_the_page_numbers_its_citations_as_the_list_does(france: Snapshot) -> None:
    brief = of_country(france, on("2023-12-31"), RULES, "FRA")
    page = as_html(brief).decode()
    assert set(re.findall(r'href="#(s\d+)"', page)) == set(re.findall(r'<li id="(s\d+)"', page))
    assert "@media print" in page
    assert as_markdown(brief).decode().count("\n## ") == len(brief.sections) + 1
