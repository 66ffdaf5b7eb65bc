"""Comparing, what changed and the rules of a tracker in a real browser; pictures are kept."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from browser import WAIT, kept, settled

GAZA = "issue=gaza-ceasefire"


def picture(page, name: str) -> None:
    page.screenshot(path=kept(f"{name}.png"), full_page=True)


def held(page, name: str) -> dict[str, list[str]]:
    """The parameters of the address once it names one of them."""
    page.wait_for_function("name => new URLSearchParams(location.search).has(name)", arg=name, timeout=WAIT)
    return parse_qs(urlsplit(page.url).query)


def main_text(page) -> str:
    return page.inner_text("[data-testid=stMain]").replace("\u2060", "").replace("\u00a0", " ")


def test_compare_three_actors_open_the_words_of_a_dot_and_share_the_address(page, browser, site: str) -> None:
    page.goto(f"{site}/compare?{GAZA}&date=2024-06-30&actor=USA&actor=FRA&bloc=EU")
    settled(page, "h3:has-text('Who holds what on 30 Jun 2024')")
    text = main_text(page)
    for said in ("How often they agree", "Nearest and farthest", "Where their words differ most", "n = "):
        assert said in text
    assert re.search(r"United States · France\s+\d+%\s+\d+", text)
    dot = page.locator(".st-key-compare_lanes .scatterlayer .point").last
    dot.wait_for(timeout=WAIT)
    dot.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = dot.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("[role=dialog]", timeout=WAIT)
    params = held(page, "said")
    picture(page, "compare")
    assert (params["actor"], params["bloc"]) == (["USA", "FRA"], ["EU"])

    other = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    other.goto(page.url)
    settled(other, "[role=dialog]")
    # A chart takes the width of its place once it is drawn.
    other.wait_for_timeout(1000)
    assert other.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    other.context.close()


def test_an_empty_comparison_says_what_to_do_and_an_example_leads_to_one(page, site: str) -> None:
    page.goto(f"{site}/compare?{GAZA}")
    settled(page, "text=Choose two to six above")
    picture(page, "compare-empty")
    page.locator("button", has_text="·").first.click()
    settled(page, "h3:has-text('How often they agree')")
    assert len(held(page, "actor")["actor"]) == 3


def test_what_changed_since_a_day_opens_the_words_before_and_after(page, site: str) -> None:
    page.goto(f"{site}/changes?{GAZA}&date=2024-06-30&from=2023-12-01")
    settled(page, "h1:has-text('What changed since 1 Dec 2023')")
    entry = page.locator(".st-key-changes_log summary", has_text="Canada").first
    label = entry.inner_text().replace("\u00a0", " ")
    assert re.search(r"Canada: . Humanitarian pauses → . Ceasefire, \d+ \w+ 20\d\d, .+", label)
    entry.click()
    page.wait_for_selector(".st-key-changes_log blockquote >> nth=1", timeout=WAIT)
    text = page.inner_text(".st-key-changes_log")
    assert "Before" in text and "After" in text
    picture(page, "changes")


def test_the_feeds_are_served_with_absolute_links_and_refuse_what_they_do_not_know(page, site: str) -> None:
    address = f"{site}/api/changes.atom?{GAZA}&since=2023-12-01"
    with urllib.request.urlopen(address) as answer:
        body, tag = answer.read(), answer.headers["etag"]
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(body)
    assert not found.bozo and found.entries and all(entry.link.startswith(f"{site}/changes?") for entry in found.entries)
    with urllib.request.urlopen(f"{site}/api/changes.json?{GAZA}&since=2023-12-01") as answer:
        assert [item["id"] for item in json.load(answer)["items"]] == [entry.id for entry in found.entries]
    again = urllib.request.Request(address, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(again)
    assert unchanged.value.code == 304
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{site}/api/changes.atom?issue=other")
    assert refused.value.code == 400 and b"issue 'other' is not known here" in refused.value.read()
    # The link of an entry leads to the page of that change.
    shift = next(entry for entry in found.entries if entry.tags[1].term == "shift")
    page.goto(shift.link)
    settled(page, ".st-key-changes_log summary")
    assert shift.title.split(":")[0] in page.inner_text(".st-key-changes_log")


def test_a_tracker_s_rules_on_the_map_and_where_the_lists_differ(page, site: str) -> None:
    page.goto(f"{site}/?{GAZA}")
    settled(page)
    page.get_by_role("button", name="Apply the rules of Le Grand Continent, 17 Nov 2023").click()
    settled(page, "text=Rules in force: a bloc's words count")
    params = held(page, "skip")
    assert (params["date"], params["basis"], params["skip"]) == (["2023-11-17"], ["blocs"], ["humanitarian_pause"])
    page.wait_for_timeout(2_000)
    picture(page, "map-tracker")
    page.get_by_role("link", name="Where this differs from Le Grand Continent, 17 Nov 2023").click()
    settled(page, "text=Both lists as a table")
    text = main_text(page)
    # Each of the nine is there.
    for state in ("Belgium", "France", "Greece", "Ireland", "Malta", "Poland", "Portugal", "Slovenia", "Spain"):
        assert state in text
    picture(page, "trackers")
