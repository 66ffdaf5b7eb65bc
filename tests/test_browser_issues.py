"""In a real browser: an issue is written, taken home as a file, and gone on with in another visit."""

from __future__ import annotations

from pathlib import Path

from browser import WAIT

from stance.codebook import from_text, load_issue

HOSTILE = "Whaling <img src=x onerror=document.title='broken'>"


def visit(browser, small_site: str):
    page = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True).new_page()
    page.goto(f"{small_site}/issues")
    page.wait_for_selector("h1:has-text('Write an issue')", timeout=WAIT)
    page.get_by_label("Title", exact=True).wait_for(timeout=WAIT)
    return page


def test_a_draft_goes_home_and_comes_back(browser, small_site: str, tmp_path: Path) -> None:
    mine = visit(browser, small_site)
    mine.get_by_text("Begin from a copy").click()
    mine.get_by_role("button", name="Copy it").click()
    mine.get_by_text("The file can be used").wait_for(timeout=WAIT)
    # Two fields one after the other: the first one's answer does not take what is typed in the second.
    mine.get_by_label("Title", exact=True).fill(HOSTILE)
    mine.get_by_label("Name of the file", exact=True).fill("whaling")
    mine.get_by_label("Name of the file", exact=True).press("Enter")
    mine.get_by_role("tab", name="4 Rule").click()
    mine.get_by_role("button", name="Add a line").click()
    mine.get_by_text("Line 5 of the rule never decides").wait_for(state="attached", timeout=WAIT)
    with mine.expect_download() as waiting:
        mine.get_by_role("button", name="Download the codebook").click()
    assert waiting.value.suggested_filename == "whaling.yaml"
    file = tmp_path / "whaling.yaml"
    waiting.value.save_as(file)
    issue = from_text(file.read_text(encoding="utf-8"), file)
    assert issue.title == HOSTILE
    assert len(issue.rule) == len(load_issue("gaza-ceasefire").rule) + 1

    other = visit(browser, small_site)
    assert other.get_by_label("Title", exact=True).input_value() == ""
    other.get_by_text("Begin from a copy").click()
    other.locator("input[type=file]").set_input_files(file)
    other.get_by_text("was read. It is complete.").wait_for(timeout=WAIT)
    title = other.get_by_label("Title", exact=True).element_handle()
    other.wait_for_function("([field, value]) => field.value === value", arg=[title, HOSTILE], timeout=WAIT)
    assert "broken" not in mine.title() + other.title()
