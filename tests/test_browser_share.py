"""In a real browser: one click from any chart to the words, and everything that a view can be taken along as."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from browser import WAIT, kept, settled

from stance.snapshot import BUNDLED, open_snapshot

ISSUE = "gaza-ceasefire"
SHAPE = """code => {
    const shapes = [...document.querySelectorAll('.choroplethlayer path')];
    const box = shapes.find(shape => shape.__data__ && shape.__data__.loc === code).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def visit(page, address: str) -> None:
    page.goto(address)
    settled(page)


def dialog(page, name: str):
    """The open statement, kept as a picture; waits until its coding is there."""
    page.wait_for_selector("[role=dialog] >> text=How it was coded", timeout=WAIT)
    page.wait_for_function("new URLSearchParams(location.search).get('said')", timeout=WAIT)
    page.screenshot(path=kept(f"opened-from-{name}.png"))
    return page.locator("[role=dialog]")


def closed(page) -> None:
    page.keyboard.press("Escape")
    page.wait_for_selector("[role=dialog]", state="detached", timeout=WAIT)
    page.wait_for_function("!new URLSearchParams(location.search).get('said')", timeout=WAIT)


def download(page, press, name: str) -> Path:
    with page.expect_download(timeout=WAIT) as caught:
        press()
    path = kept(name)
    caught.value.save_as(path)
    return path


def test_a_lane_opens_its_statement_as_often_as_it_is_clicked(page, site: str) -> None:
    visit(page, f"{site}/timeline?issue={ISSUE}&show=lanes&actor=USA&actor=FRA")
    dots = page.locator(".st-key-timeline_lanes .scatterlayer .points path")
    dots.first.wait_for(state="attached", timeout=WAIT)
    seen = []
    for _ in range(2):
        page.wait_for_timeout(1500)
        box = page.locator(".st-key-timeline_lanes .scatterlayer .points path").last.bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        dialog(page, "lane")
        seen.append(parse_qs(urlsplit(page.url).query)["said"])
        closed(page)
    assert seen[0] == seen[1]


def test_a_country_opens_its_words_and_a_card_its_statement(page, browser, site: str) -> None:
    visit(page, f"{site}/?issue={ISSUE}&date=2023-11-17")
    page.locator(".choroplethlayer path").first.wait_for(state="attached", timeout=WAIT)
    page.wait_for_timeout(1500)
    page.mouse.click(*page.evaluate(SHAPE, "BRA"))
    page.wait_for_selector("h2:has-text('Brazil')", timeout=WAIT)
    page.get_by_role("button", name="Context and coding").first.click()
    text = dialog(page, "card").inner_text()
    assert "Look for a copy in the Internet Archive" in text and "Cite these words" in text
    # The address alone opens the same.
    other = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    other.goto(page.url)
    other.wait_for_selector("[role=dialog] >> text=How it was coded", timeout=WAIT)
    quote = other.locator("[role=dialog] blockquote").inner_text()
    other.context.close()
    assert quote == page.locator("[role=dialog] blockquote").inner_text()
    closed(page)


def test_a_point_of_the_landscape_opens_its_statement(page, site: str) -> None:
    visit(page, f"{site}/landscape?issue={ISSUE}")
    page.wait_for_selector(".js-plotly-plot canvas", timeout=WAIT)
    page.wait_for_timeout(3000)
    where = page.evaluate(
        """() => {
            const chart = document.querySelector('.js-plotly-plot');
            const {xaxis, yaxis} = chart._fullLayout;
            const trace = chart._fullData.findLast(one => one.customdata && one.x.length);
            const box = chart.querySelector('.nsewdrag').getBoundingClientRect();
            return [box.x + xaxis.d2p(trace.x[0]), box.y + yaxis.d2p(trace.y[0])];
        }"""
    )
    page.mouse.move(*where)
    page.wait_for_timeout(500)
    page.mouse.click(*where)
    dialog(page, "landscape")


def test_the_link_is_copied_and_the_citation_names_version_filters_day_and_address(page, site: str) -> None:
    visit(page, f"{site}/?issue={ISSUE}&date=2023-11-17&actor=FRA")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_selector("text=The address is copied.", timeout=WAIT)
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.wait_for_timeout(500)
    page.screenshot(path=kept("share.png"))
    text = page.locator("[data-testid=stCode]").first.inner_text()
    assert f"Data version {open_snapshot(BUNDLED).id}" in text and "countries=FRA" in text
    assert "/?issue=gaza-ceasefire&date=2023-11-17&actor=FRA" in text


def test_pictures_carry_title_filters_n_and_data_version(page, site: str) -> None:
    visit(page, f"{site}/?issue={ISSUE}&date=2023-11-17&actor=FRA&actor=BRA")
    page.locator(".choroplethlayer path").first.wait_for(state="attached", timeout=WAIT)
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Share").click()
    vector = download(page, page.get_by_role("button", name="Map as SVG").click, "map.svg")
    root = ET.parse(vector).getroot()  # noqa: S314 - the picture was made a moment ago
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    version = open_snapshot(BUNDLED).id
    for part in ("17 Nov 2023", "countries=FRA,BRA", f"data version {version}", "Ceasefire: ", "No statement found"):
        assert part in text, part
    drawn = [node for node in root.iter("{http://www.w3.org/2000/svg}path") if "rgb(0, 114, 178)" in node.get("style", "") + node.get("fill", "")]
    assert len(drawn) >= 2  # France and Brazil, in the colour of the position
    data = download(page, page.get_by_role("button", name="Map as PNG").click, "map.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG") and width > 2000 and height > 900


def test_a_frozen_copy_opens_without_a_server_or_a_network(page, browser, site: str) -> None:
    visit(page, f"{site}/?issue={ISSUE}&date=2023-11-17")
    page.get_by_role("button", name="Share").click()
    path = download(page, page.get_by_role("button", name="Frozen copy (HTML)").click, "frozen.html")
    context = browser.new_context(viewport={"width": 1440, "height": 1200}, offline=True)
    alone, asked, wrong = context.new_page(), [], []
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: wrong.append(str(error)))
    alone.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    alone.goto(path.resolve().as_uri())
    alone.locator(".choroplethlayer path").nth(150).wait_for(state="attached", timeout=WAIT)
    assert alone.locator("#timeline .barlayer path").count() > 20
    shape = "[...document.querySelectorAll('.choroplethlayer path')].find(s => s.__data__.loc === code)"
    fill = f"code => getComputedStyle({shape}).fill"
    assert alone.evaluate(fill, "BRA") == "rgb(0, 114, 178)"
    alone.screenshot(path=kept("frozen.png"))
    alone.mouse.click(*alone.evaluate(SHAPE, "BRA"))
    alone.wait_for_selector("#shown:has-text('statements of BRA')", timeout=WAIT)
    assert asked == [path.resolve().as_uri()] and wrong == []
    context.close()


def test_a_frame_on_another_site_has_no_masthead_and_says_its_data_version(browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 760})
    page = context.new_page()
    visit(page, f"{site}/?issue={ISSUE}&date=2023-11-17&embed=true")
    page.locator(".choroplethlayer path").first.wait_for(state="attached", timeout=WAIT)
    page.screenshot(path=kept("embedded.png"))
    text = page.inner_text("[data-testid=stMain]")
    assert page.locator(".st-key-masthead, .st-key-filters, .st-key-share_open").count() == 0
    assert f"Stance, data version {open_snapshot(BUNDLED).id}." in text
    link = page.get_by_role("link", name="Open it with its filters and evidence").get_attribute("href")
    assert parse_qs(urlsplit(link).query) == {"issue": [ISSUE], "date": ["2023-11-17"]}
    # The frame's own address stays a frame's.
    assert parse_qs(urlsplit(page.url).query)["embed"] == ["true"]
    context.close()
