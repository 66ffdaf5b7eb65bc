"""In a real browser: a table becomes a collection, the map shows it to its visitor alone, the zip comes down."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import WAIT, serving

BUILD = 240_000
TABLE = (
    b"Day,Who,Land,Quote\n"
    b"2023-11-04,Ada Rahal,Jordan,We want a ceasefire in Gaza now.\n"
    b"2023-11-05,Ben Cole,Atlantis,We want a pause.\n"
    b"2023-11-06,Cy Moreau,France,A ceasefire now would only help Hamas.\n"
)


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


@pytest.fixture(scope="module")
def base(made_up_snapshot: Path, temporary: Path) -> Iterator[str]:
    short = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}
    with serving(STANCE_SNAPSHOT=str(made_up_snapshot), TMPDIR=str(temporary), **short) as address:
        yield address


def visit(browser, address: str):
    page = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True).new_page()
    page.set_default_timeout(WAIT)
    page.goto(address)
    page.wait_for_selector("h1")
    return page


def test_a_collection_is_made_shown_taken_along_and_gone_with_its_visitor(
    browser, base: str, temporary: Path, tmp_path: Path
) -> None:
    page = visit(browser, f"{base}/add-sources")
    page.get_by_role("tab", name="Make a collection").click()
    file = {"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE}
    page.locator("input[type=file]").last.set_input_files(files=[file])
    page.wait_for_selector("text=Columns of mine.csv")
    page.get_by_role("combobox", name="Country").last.click()
    page.get_by_role("option", name="Land").click()
    page.get_by_role("button", name="Make the collection").click()
    page.wait_for_selector("h2:has-text('Your collection: 2 statements in 1 source')", timeout=BUILD)
    assert page.locator("h3:has-text('One row or file could not be used')").count() == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as zip").click()
    waiting.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as packed:
        (report,) = [name for name in packed.namelist() if name.endswith("/refused.csv")]
        assert "mine.csv,3,the country 'Atlantis' is not known" in packed.read(report).decode()
    page.get_by_role("button", name="Show this collection").click()
    page.wait_for_selector("text=Only you see it, in this visit")
    page.get_by_role("link", name="Statements", exact=True).click()
    page.wait_for_selector("h2:has-text('2 statements')")
    page.wait_for_selector("text=Ada Rahal")
    # The same address shows anybody else the data of the site.
    other = visit(browser, page.url)
    other.wait_for_selector("h2:has-text('statement')")
    assert "Moreau" not in other.content() and "Your own collection" not in other.content()
    assert list(temporary.glob("stance-*"))
    page.context.close()
    for _ in range(3):
        # The server looks for visits that are over when another one ends.
        other.wait_for_timeout(2000)
        visit(browser, f"{base}/method").context.close()
    other.wait_for_timeout(1000)
    assert list(temporary.glob("stance-*")) == []
