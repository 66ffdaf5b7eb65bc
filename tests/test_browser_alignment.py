"""In a real browser: a cell opens its pair, a diamond its vote and words, a brief is read without a server."""

from __future__ import annotations

from pathlib import Path

from browser import WAIT, settled

VIEW = "issue=gaza-ceasefire&date=2023-12-20"


def visit(page, path: str) -> None:
    page.goto(path)
    settled(page)


def wait_for(page, name: str, values: list[str]) -> None:
    page.wait_for_function(
        "([name, values]) => JSON.stringify(new URLSearchParams(location.search).getAll(name))"
        " === JSON.stringify(values)",
        arg=[name, values], timeout=WAIT,
    )  # fmt: skip


def place(page, key: str, trace: int, index: int) -> tuple[float, float]:
    """Where a point of a trace lies on the page."""
    box = page.locator(f".st-key-{key} .js-plotly-plot")
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    found = box.evaluate(
        """(plot, [trace, index]) => {
            const box = plot.getBoundingClientRect(), shown = plot._fullLayout, data = plot._fullData[trace];
            const x = shown.xaxis, y = shown.yaxis;
            return [box.x + x._offset + x.d2p(data.x[index]), box.y + y._offset + y.d2p(data.y[index])];
        }""",
        [trace, index],
    )
    return found[0], found[1]


def test_a_click_on_a_cell_opens_the_words_of_both(page, site: str) -> None:
    visit(page, f"{site}/alignment?{VIEW}")
    page.wait_for_selector(".st-key-alignment_pairs .js-plotly-plot .heatmaplayer", timeout=WAIT)
    pair = page.locator(".st-key-alignment_pairs .js-plotly-plot").evaluate(
        "plot => Array.from(plot._fullData[1].customdata[4])"
    )
    page.mouse.click(*place(page, "alignment_pairs", 1, 4))
    wait_for(page, "mark", pair)
    page.wait_for_selector("h2:has-text('agreement')", timeout=WAIT)
    assert page.locator("blockquote").count() >= 4


def test_a_click_on_a_vote_opens_it_beside_the_words(page, site: str) -> None:
    visit(page, f"{site}/votes?{VIEW}&ballots=states&open=USA")
    page.wait_for_selector(".st-key-votes_timeline .js-plotly-plot .scatterlayer", timeout=WAIT)
    box = page.locator(".st-key-votes_timeline .js-plotly-plot")
    trace = box.evaluate("plot => plot._fullData.findIndex(one => one.name === 'votes')")
    calls = box.evaluate("(plot, trace) => Array.from(plot._fullData[trace].customdata)", trace)
    index = calls.index("S/2024/173")
    page.mouse.click(*place(page, "votes_timeline", trace, index))
    wait_for(page, "roll", ["S/2024/173"])
    page.wait_for_selector("[class*=st-key-votes_chosen]", timeout=WAIT)
    assert "S/2024/173" in page.inner_text("[class*=st-key-votes_chosen]").replace("\u2060", "")


def test_a_brief_is_taken_along_and_read_without_a_server(page, browser, site: str, tmp_path: Path) -> None:
    visit(page, f"{site}/brief?{VIEW}&open=FRA")
    with page.expect_download(timeout=WAIT) as waiting:
        page.get_by_role("button", name="Page to print (HTML)").click()
    file = tmp_path / "brief.html"
    waiting.value.save_as(file)
    context = browser.new_context(java_script_enabled=False, offline=True)
    alone = context.new_page()
    alone.goto(file.as_uri())
    assert alone.inner_text("h1") == "France: How should the fighting in Gaza stop?"
    cited, listed = alone.locator("sup a").count(), alone.locator("ol li").count()
    assert cited >= listed >= 5
    alone.locator("sup a").first.click()
    assert alone.url.endswith("#s1")
    context.close()
