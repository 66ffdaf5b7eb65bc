"""In a real browser: a lasso opens words, and what one visitor brings no other visitor sees."""

from __future__ import annotations

from browser import WAIT

REPORT = (
    "Ministers meet in Amman\n4 November 2023\n\n"
    "Jordan's Foreign Minister Ayman Safadi called for an immediate ceasefire in Gaza on Saturday.\n"
)


def visit(browser, address: str):
    page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    page.goto(address)
    page.wait_for_selector("h1", timeout=WAIT)
    return page


def test_a_lasso_around_points_opens_what_was_said(browser, small_site: str) -> None:
    page = visit(browser, f"{small_site}/landscape")
    page.wait_for_selector(".js-plotly-plot .gl-canvas, .js-plotly-plot canvas", timeout=WAIT)
    page.locator(".modebar-btn[data-title='Lasso Select'], .modebar-btn[aria-label='Lasso Select']").first.click()
    page.wait_for_timeout(500)
    box = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    left, top = box["x"] + 3, box["y"] + 3
    right, bottom = left + box["width"] - 6, top + box["height"] - 6
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top)):
        page.mouse.move(x, y, steps=6)
    page.mouse.up()
    page.wait_for_selector("h2:has-text('40 statements')", timeout=WAIT)
    assert page.locator("blockquote").count() == 4
    page.get_by_role("button", name="Clear", exact=True).click()
    page.wait_for_selector("h2:has-text('40 statements')", state="detached", timeout=WAIT)


def test_what_one_visitor_brings_no_other_sees(browser, small_site: str) -> None:
    mine, other = visit(browser, f"{small_site}/add-sources"), visit(browser, f"{small_site}/add-sources")
    mine.get_by_label("Text", exact=True).fill(REPORT)
    mine.get_by_role("button", name="Find statements").first.click()
    mine.wait_for_selector("h2:has-text('1 statement found')", timeout=WAIT)
    mine.get_by_role("button", name="Keep for this visit").click()
    mine.wait_for_selector("h2:has-text('1 statement kept for this visit')", timeout=WAIT)
    assert "immediate ceasefire" in mine.inner_text("[data-testid=stMain]")
    for page in (other, visit(browser, f"{small_site}/add-sources")):
        page.get_by_role("tab", name="Upload texts").click()
        assert "Safadi" not in page.content()
        assert page.locator("h2").count() == 0
