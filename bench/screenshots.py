"""Pictures of every page in a real browser: ``python bench/screenshots.py [--out DIR] [--all]``.

By default the pictures of the README are made: map, timeline, landscape; the map dark and on a telephone.
``--all`` takes every page at 1440 and 390 pixels, light and dark, to be looked at after a change.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import ARGUMENTS, executable, serving  # noqa: E402 - the tests start the same server

PAGES = ("map", "timeline", "landscape", "compare", "changes", "trackers", "alignment", "votes", "brief",
         "statements", "add-sources", "review", "method")  # fmt: skip
README = [(page, 1440, "light") for page in PAGES[:3]] + [("map", 1440, "dark"), ("map", 390, "light")]
EVERY = list(itertools.product(PAGES, (1440, 390), ("light", "dark")))
# A view worth a picture: the day of Le Grand Continent's count, with a country open.
QUERY = {
    "map": "?issue=gaza-ceasefire&date=2023-11-17&open=FRA", "timeline": "?date=2025-10-14",
    "compare": "?issue=gaza-ceasefire&date=2024-06-30&actor=USA&actor=FRA&actor=DEU&bloc=EU",
    "changes": "?issue=gaza-ceasefire&from=2023-12-01", "trackers": "?issue=gaza-ceasefire",
}  # fmt: skip


# Pages ask by this name whether fingers will do the clicking.
TELEPHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def take(browser: Browser, base: str, page: str, width: int, scheme: str, out: Path) -> None:
    """One page, whole, as a PNG file."""
    height = 900 if width > 500 else 844
    telephone = {"user_agent": TELEPHONE, "is_mobile": True, "has_touch": True} if width < 500 else {}
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, **telephone)  # type: ignore[arg-type]
    view = context.new_page()
    view.goto(f"{base}/{'' if page == 'map' else page}{QUERY.get(page, '')}")
    view.wait_for_selector("h1", timeout=60_000)
    view.wait_for_timeout(5_000)
    full = view.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    view.set_viewport_size({"width": width, "height": min(int(full) + 20, 5_000)})
    view.wait_for_timeout(2_000)
    view.screenshot(path=out / f"{page}-{width}-{scheme}.png")
    context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with serving() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        for page, width, scheme in EVERY if options.all else README:
            take(browser, base, page, width, scheme, options.out)
            print(f"{page} {width} {scheme}")
        browser.close()


if __name__ == "__main__":
    main()
