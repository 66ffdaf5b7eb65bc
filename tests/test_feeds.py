"""The feeds: what a reader that is not ours makes of them, ids that stay, links, and hostile text."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from small import ISSUE, said, snapshot_of

from stance import changes, feeds
from stance.addresses import web_address
from stance.counting import Rules
from stance.filters import Filters
from stance.snapshot import Snapshot

C, P = "ceasefire", "humanitarian_pause"
END = Filters(issue=ISSUE, end="2024-12-31")
TURN = {"speaker": "Justin Trudeau", "role": "Prime Minister", "text": "We want a ceasefire <now> & \x0b aid."}


@pytest.fixture
def canada(tmp_path: Path) -> Snapshot:
    return snapshot_of(
        tmp_path, said("CAN", "2023-10-24", P, wording="paraphrase", text="A pause was asked for."), said("CAN", "2023-12-12", C, **TURN)
    )


def made(snapshot: Snapshot, base: str = "https://stance.example") -> feeds.Feed:
    log = changes.log(changes.rows(snapshot, END, Rules())).part(0, 99)
    told = changes.told(snapshot, END, Rules(), log)
    names = {"CAN": "Canada"}
    return feeds.feed(
        told, snapshot.issues[ISSUE], snapshot.id, rules="Own words only.", latest="2024-12-31", base=base,
        shown={"issue": [ISSUE]}, name=names.__getitem__,
    )  # fmt: skip


def test_a_news_reader_reads_the_atom_feed(canada: Snapshot) -> None:
    found = feedparser.parse(feeds.atom(made(canada)))
    assert not found.bozo and found.version == "atom10"
    assert found.feed.title == "What changed: " + canada.issues[ISSUE].title
    assert canada.id in found.feed.subtitle and "Own words only." in found.feed.subtitle
    assert (found.feed.updated, found.feed.link) == ("2023-12-12T00:00:00Z", f"https://stance.example/changes?issue={ISSUE}")
    shift, first = found.entries
    assert shift.title == "Canada: Humanitarian pauses to Ceasefire, 12 Dec 2023, Justin Trudeau"
    assert shift.content[0].value == "“We want a ceasefire <now> & aid.” — Justin Trudeau, Prime Minister — A report"
    assert [tag.term for tag in shift.tags] == ["CAN", "shift"] and [tag.term for tag in first.tags] == ["CAN", "first"]
    assert shift.link == f"https://stance.example/changes?issue={ISSUE}&actor=CAN&date=2023-12-12"
    assert {link.rel: link.href for link in shift.links}["via"] == "https://example.org/a"
    assert first.title == "Canada: first found at Humanitarian pauses, 24 Oct 2023, Minister of CAN"
    # A paraphrase is nobody's own words: no quotation marks.
    assert first.content[0].value.startswith("A pause was asked for. — Minister of CAN")


def test_words_that_are_only_partly_the_actors_own_bear_no_quotation_marks(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("CAN", "2023-12-12", C, quote_type="mixed", text="that Canada wants “a ceasefire”"))
    assert feedparser.parse(feeds.atom(made(snapshot))).entries[0].content[0].value.startswith("that Canada wants “a ceasefire” —")


def test_a_day_is_told_as_surely_as_it_is_known(tmp_path: Path) -> None:
    snapshot = snapshot_of(tmp_path, said("CAN", "2023-10-24", P, date_precision="week"), said("CAN", "2023-12-12", C, date_precision="month"))
    assert [entry.title for entry in made(snapshot).entries] == [
        "Canada: Humanitarian pauses to Ceasefire, Dec 2023, Minister of CAN",
        "Canada: first found at Humanitarian pauses, week of 24 Oct 2023, Minister of CAN",
    ]


def test_the_json_feed_says_the_same(canada: Snapshot) -> None:
    both = made(canada)
    found, atom = json.loads(feeds.json_feed(both)), feedparser.parse(feeds.atom(both))
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == f"https://stance.example/api/changes.json?issue={ISSUE}"
    assert [item["id"] for item in found["items"]] == [entry.id for entry in atom.entries]
    assert [item["title"] for item in found["items"]] == [entry.title for entry in atom.entries]
    assert [item["url"] for item in found["items"]] == [entry.link for entry in atom.entries]
    assert found["items"][0]["date_published"] == "2023-12-12T00:00:00Z" and found["items"][0]["authors"] == [{"name": "Justin Trudeau"}]


def test_ids_stay_when_the_data_grow_and_where_no_server_is_known(canada: Snapshot, tmp_path: Path) -> None:
    grown = snapshot_of(
        tmp_path / "grown", said("CAN", "2023-10-24", P), said("CAN", "2023-12-12", C), said("JOR", "2023-11-01", C), said("CAN", "2024-03-01", P)
    )
    before = {item.id for item in made(canada).entries}
    assert len(before) == 2
    log = changes.told(grown, END, Rules(), changes.log(changes.rows(grown, END, Rules())).part(0, 99))
    after = feeds.feed(log, grown.issues[ISSUE], grown.id, rules="", latest="2024-12-31")
    assert before < {item.id for item in after.entries} and len(after.entries) == 4
    alone = feedparser.parse(feeds.atom(made(canada, base="")))
    assert not alone.bozo and alone.entries[0].link == "https://example.org/a" and not alone.feed.get("links")


def test_a_feed_without_changes_is_a_feed(canada: Snapshot) -> None:
    empty = feeds.feed([], canada.issues[ISSUE], canada.id, rules="", latest="2024-12-31")
    found = feedparser.parse(feeds.atom(empty))
    assert not found.bozo and not found.entries and found.feed.updated == "2024-12-31T00:00:00Z"
    assert json.loads(feeds.json_feed(empty))["items"] == []


def test_an_address_that_is_none_makes_no_link(tmp_path: Path) -> None:
    snapshot = snapshot_of(
        tmp_path, said("CAN", "2023-10-24", P),
        documents=[{"id": "d1", "title": "T", "publisher": "P", "date": "2023-10-24", "language": "en", "url": "javascript:alert(1)",
                    "kind": "press"}],
    )  # fmt: skip
    found = json.loads(feeds.json_feed(made(snapshot, base="")))
    assert "external_url" not in found["items"][0] and "url" not in found["items"][0]


def test_an_address_with_a_control_character_is_no_address() -> None:
    for address in (feeds._web, web_address):
        assert address("https://example.org/ab") and not address("https://example.org/a\x08b")
