"""Every page, light and dark, by axe-core: nothing serious keeps anybody from reading or using it."""

from __future__ import annotations

import json

import pytest
from browser import WAIT, kept, pages, settled

axe_api = pytest.importorskip("axe_playwright_python.sync_playwright")

# A view of each page in which it has most to show; the others are seen as they open.
QUERIES = {
    "map": "?issue=gaza-ceasefire&date=2023-11-17&open=FRA",
    "compare": "?issue=gaza-ceasefire&date=2024-03-25&actor=USA&actor=FRA",
    "timeline": "?issue=gaza-ceasefire&show=lanes",
}


def drawn(page) -> None:
    settled(page)
    page.wait_for_selector("[data-testid=stSkeleton]", state="detached", timeout=WAIT)
    page.wait_for_timeout(800)


def serious(page, name: str) -> list[str]:
    """What axe finds serious or critical, one line each; all that it finds is kept as an artefact."""
    found = axe_api.Axe().run(page).response["violations"]
    kept(f"axe-{name}.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    return [
        f"{item['id']}: {node['target']} {node['html'][:200]}"
        for item in found
        if item["impact"] in ("serious", "critical")
        for node in item["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", pages())
def test_axe_finds_nothing_serious(browser, site: str, path: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/{path}{QUERIES.get(path, '')}")
    drawn(page)
    found = serious(page, f"{path}-{scheme}")
    page.screenshot(path=kept(f"{path}-{scheme}.png"))
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_first_visit_is_for_everyone(browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site)
    drawn(page)
    found = serious(page, f"first-visit-{scheme}")
    page.screenshot(path=kept(f"first-visit-{scheme}.png"))
    assert found == []
    page.get_by_role("button", name="Start").click()
    page.wait_for_selector(".st-key-welcome", state="detached", timeout=WAIT)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_statement_and_what_is_shared_are_for_everyone(browser, site: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site}/statements?issue=gaza-ceasefire")
    drawn(page)
    # By keyboard alone: the button of the first card has the focus, Enter opens, Escape closes.
    page.get_by_role("button", name="Context and coding").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=dialog] >> text=How it was coded", timeout=WAIT)
    found = serious(page, f"statement-{scheme}")
    page.screenshot(path=kept(f"statement-{scheme}.png"))
    page.keyboard.press("Escape")
    page.wait_for_function("!new URLSearchParams(location.search).get('said')", timeout=WAIT)
    page.get_by_role("button", name="Share").click()
    page.wait_for_selector("text=Cite this view", timeout=WAIT)
    page.wait_for_timeout(800)
    found += serious(page, f"share-{scheme}")
    page.screenshot(path=kept(f"share-{scheme}.png"))
    context.close()
    assert found == []


def test_motion_stops_where_the_reader_wants_none(browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}/?issue=gaza-ceasefire")
    drawn(page)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].map(e => getComputedStyle(e))
            .filter(s => Math.max(...s.animationDuration.split(',').map(parseFloat)) > 0.01
                && s.animationName !== 'none').length"""
    )
    shown = page.locator(".st-key-map_play:visible").count()
    context.close()
    assert (moving, shown) == (0, 0)
