"""The main road in a real browser: open, pick a date, click a country, read its words, share the address."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import WAIT, pages, serving, settled

from stance.snapshot import BUNDLED, open_snapshot

PAGES = pages()


def wait_for_address(page, name: str, value: str) -> dict[str, list[str]]:
    page.wait_for_function(
        "([name, value]) => new URLSearchParams(location.search).get(name) === value",
        arg=[name, value], timeout=WAIT,
    )  # fmt: skip
    return parse_qs(urlsplit(page.url).query)


def test_open_pick_a_date_click_a_country_read_its_words_and_share_the_address(page, browser, site: str) -> None:
    page.goto(f"{site}/?issue=gaza-ceasefire&date=2023-11-17")
    settled(page)
    assert "17 Nov 2023" in page.inner_text("h1")
    outline = page.locator("path.choroplethlayer, .choroplethlayer path").first
    outline.wait_for(state="attached", timeout=WAIT)

    # Brazil is large, and its middle is no other country's: click the shape itself.
    place = page.evaluate(
        """() => {
            const shapes = [...document.querySelectorAll('.choroplethlayer path')];
            const box = shape => shape.getBoundingClientRect();
            const brazil = shapes.find(shape => shape.__data__ && shape.__data__.loc === 'BRA');
            return {x: box(brazil).x + box(brazil).width / 2, y: box(brazil).y + box(brazil).height / 2};
        }"""
    )
    page.mouse.click(place["x"], place["y"])
    params = wait_for_address(page, "open", "BRA")
    assert (params["issue"], params["date"]) == (["gaza-ceasefire"], ["2023-11-17"])
    page.wait_for_selector("h2:has-text('Brazil')", timeout=WAIT)
    text = page.inner_text("[data-testid=stMain]")
    (said,) = open_snapshot(BUNDLED).rows(
        "SELECT text FROM coded WHERE issue = 'gaza-ceasefire' AND country = 'BRA' AND date <= '2023-11-17'"
    )
    assert said["text"] in text.replace("\u2060", "")

    other = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    other.goto(page.url)
    settled(other, "h2:has-text('Brazil')")
    assert "17 Nov 2023" in other.inner_text("h1")
    assert parse_qs(urlsplit(other.url).query) == params
    other.context.close()


def test_filters_stay_in_the_address_when_the_page_changes(page, site: str) -> None:
    page.goto(f"{site}/?issue=gaza-ceasefire&date=2024-03-25&actor=FRA&actor=USA")
    settled(page)
    page.get_by_role("link", name="Timeline").first.click()
    page.wait_for_url(re.compile("timeline"), timeout=WAIT)
    wait_for_address(page, "date", "2024-03-25")
    settled(page)
    assert parse_qs(urlsplit(page.url).query)["actor"] == ["FRA", "USA"]


def test_the_map_is_found_by_its_name_too(page, site: str) -> None:
    page.goto(f"{site}/map?issue=gaza-ceasefire&date=2023-11-17&actor=FRA")
    settled(page)
    params = wait_for_address(page, "date", "2023-11-17")
    assert params["actor"] == ["FRA"] and urlsplit(page.url).path == "/"
    assert "Page not found" not in page.inner_text("body") and "17 Nov 2023" in page.inner_text("h1")


def test_an_address_full_of_nonsense_shows_the_default_view(page, site: str) -> None:
    nonsense = "issue=%27%3BDROP&date=2023-99-99&actor=%3Cscript%3E&basis=../../etc&open=%00&from=zz"
    page.goto(f"{site}/?{nonsense}")
    settled(page)
    params = wait_for_address(page, "issue", "gaza-ceasefire")
    assert set(params) == {"issue", "date"}


def test_no_page_asks_any_other_host_for_anything_or_reports_an_error(page, site: str) -> None:
    asked: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in PAGES:
        page.goto(f"{site}/{path}")
        settled(page)
        page.wait_for_timeout(1500)
    assert asked - {""} == {urlsplit(site).netloc}
    assert errors == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_telephone(browser, site: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/{path}")
    settled(page)
    page.wait_for_timeout(1000)
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    context.close()
    assert width <= 390


def test_health_and_readiness(site: str) -> None:
    with urllib.request.urlopen(f"{site}/_stcore/health") as answer:
        assert answer.read() == b"ok"
    with urllib.request.urlopen(f"{site}/api/ready") as answer:
        body = json.loads(answer.read())
    assert body["ready"] is True
    assert body["data_version"] == open_snapshot(BUNDLED).id


def test_a_server_without_data_says_that_it_is_not_ready(tmp_path: Path) -> None:
    with serving(STANCE_SNAPSHOT=str(tmp_path)) as address:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(f"{address}/api/ready")
    assert caught.value.code == 503
    assert json.loads(caught.value.read()) == {"ready": False, "reason": "InputError"}
