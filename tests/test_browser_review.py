"""Review in a real browser: keys decide, skip and take back; two coders at once; nothing unread is decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import WAIT, serving

from stance.review.decisions import Decision
from stance.review.store import Store
from stance.snapshot import BUNDLED

ADDRESS = "review?issue=gaza-ceasefire&date=2023-11-17"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(str(tmp_path_factory.mktemp("review") / "review.sqlite"))


@pytest.fixture(scope="module")
def base(log: Store) -> Iterator[str]:
    with serving(STANCE_SNAPSHOT=str(BUNDLED), STANCE_REVIEW=str(log.file)) as address:
        yield address


def opened(browser, base: str, name: str, width: int = 1440):
    page = browser.new_context(viewport={"width": width, "height": 1000}).new_page()
    page.goto(f"{base}/{ADDRESS}")
    page.get_by_label("Your name").fill(name, timeout=WAIT)
    page.keyboard.press("Enter")
    page.get_by_text(f"You decide as {name}.").wait_for(timeout=WAIT)
    page.wait_for_selector(".st-key-review_keys button:enabled", timeout=WAIT)
    # The keys listen once the page stands still.
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=WAIT)
    page.wait_for_timeout(1500)
    return page


def words(page) -> str:
    return str(page.locator("[class*=st-key-words-review] blockquote").first.inner_text())


def until(page, log: Store, lines: int) -> list[Decision]:
    """The log once it has so many lines."""
    for _ in range(WAIT // 200):
        if log.revision() >= lines:
            return log.log()
        page.wait_for_timeout(200)
    raise AssertionError(f"the log has {log.revision()} lines, not {lines}")


def other_words(page, before: str) -> None:
    page.wait_for_function(
        "before => document.querySelector('[class*=st-key-words-review] blockquote')?.innerText !== before",
        arg=before, timeout=WAIT,
    )  # fmt: skip


def test_one_key_decides_one_skips_one_takes_back(browser, base: str, log: Store) -> None:
    page = opened(browser, base, "Ann")
    first = words(page)
    page.keyboard.press("2")
    (made,) = until(page, log, 1)
    assert (made.coder, made.position, made.kind) == ("Ann", "humanitarian_pause", "coding")
    other_words(page, first)
    second = words(page)
    page.keyboard.press("s")
    other_words(page, second)
    page.keyboard.press("u")
    back = until(page, log, 2)[1]
    assert (back.kind, back.undoes) == ("undo", made.id)
    page.wait_for_function(
        "first => document.querySelector('[class*=st-key-words-review] blockquote')?.innerText === first",
        arg=first, timeout=WAIT,
    )  # fmt: skip
    # In a text field the same keys are letters.
    page.get_by_text("Condition, note, or concept by concept").click()
    page.get_by_label("Note, for whoever reads the log").click()
    page.keyboard.type("1 2 s u")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    assert log.revision() == 2 and words(page) == first
    page.locator("h1").click()
    page.keyboard.press("4")
    again = until(page, log, 3)[2]
    assert (again.statement_id, again.position, again.note) == (made.statement_id, "none", "1 2 s u")
    page.context.close()


def test_a_key_pressed_twice_decides_no_statement_unread(browser, base: str, log: Store) -> None:
    def decided() -> set[str]:
        return {entry.statement_id for entry in log.log() if entry.coder == "Bea"}

    # On a busy machine the second press may come after the next statement: then the test runs again.
    lines, before = log.revision(), decided()
    page = opened(browser, base, "Bea")
    page.keyboard.press("1")
    page.keyboard.press("1")
    until(page, log, lines + 1)
    page.wait_for_timeout(4000)
    assert len(decided() - before) == 1
    page.context.close()


def test_two_coders_at_once_lose_nothing(browser, base: str, log: Store) -> None:
    pages = {name: opened(browser, base, name) for name in ("Cem", "Dan")}
    for _ in range(4):
        before = {name: words(page) for name, page in pages.items()}
        for page in pages.values():
            page.keyboard.press("1")
        for name, page in pages.items():
            other_words(page, before[name])
    made = log.log()
    for name, page in pages.items():
        mine = [entry for entry in made if entry.coder == name]
        assert len(mine) == len({entry.statement_id for entry in mine}) == 4
        page.context.close()


@pytest.mark.parametrize("task", ["decide", "settle", "agreement", "learn", "log"])
def test_no_part_is_wider_than_a_telephone(browser, base: str, task: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{base}/{ADDRESS}&task={task}")
    page.wait_for_selector(".st-key-review_who", timeout=WAIT)
    page.wait_for_timeout(1500)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    page.context.close()
