"""One statement over a page: its words with what stands around them, its source, its coding."""

from pathlib import Path

import pytest
from small import ISSUE, said, snapshot_of
from streamlit.testing.v1 import AppTest

from stance.pages import evidence
from stance.snapshot import Snapshot

KEY = "0123456789abcdef"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    row = said("FRA", "2023-11-10", "ceasefire", id=KEY, text="We want a ceasefire now", because="a ceasefire",
               before="Then she said:", after="Nobody <b>answered</b>.")  # fmt: skip
    other = said("FRA", "2023-11-11", "ceasefire", id="f" * 16, same_as=KEY, text="We want a ceasefire now")
    made = snapshot_of(tmp_path, row, other)
    monkeypatch.setenv("STANCE_SNAPSHOT", str(made.path))
    return made


def opened(statement: str, page: str = "statements") -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["issue"], at.query_params["said"] = ISSUE, statement
    at.switch_page(f"stance/pages/{page}.py")
    return at.run()


def told(at: AppTest) -> str:
    return "\n".join(element.value for kind in ("markdown", "caption", "info", "code") for element in at.get(kind))


@pytest.mark.parametrize("page", ["map", "timeline", "landscape", "statements"])
def test_an_address_opens_the_statement_over_any_page(snapshot: Snapshot, page: str) -> None:
    text = told(opened(KEY, page))
    assert ":gray[… Then she said\\:]" in text
    assert "“We want :primary-background[a ceasefire] now”" in text
    assert ":gray[Nobody \\<b\\>answered\\<\\/b\\>\\. …]" in text
    assert "**The same words also in**" in text
    assert "Ceasefire in the reading of" in text
    assert f"said={KEY}" in text or "Stance, data version" in text


def test_the_source_has_its_address_and_a_place_to_look_for_a_copy(snapshot: Snapshot) -> None:
    text = told(opened(KEY))
    assert "Address: https\\:\u2060\\/\\/example\\.org\\/a" in text
    assert "(<https://web.archive.org/web/20231110/https://example.org/a>), if it kept one" in text


def test_a_statement_that_is_not_there_is_said_to_be_missing(snapshot: Snapshot) -> None:
    at = opened("0" * 16)
    assert not at.exception
    assert f"has no statement {'0' * 16} on this question" in told(at)


def test_every_card_opens_its_statement(snapshot: Snapshot) -> None:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.query_params["issue"] = ISSUE
    at.switch_page("stance/pages/statements.py")
    at.run()
    assert "**How it was coded**" not in told(at)
    at.button(key=f"open-statements-{KEY}").click().run()
    assert "**How it was coded**" in told(at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("نطالب بوقف إطلاق النار", True), ("“שלום” Peace", True), ("Peace نعم", False), ("12 …", False), ("", False)],
)
def test_a_script_from_right_to_left_is_known_by_its_first_letter(text: str, expected: bool) -> None:
    assert evidence.right_to_left(text) is expected
