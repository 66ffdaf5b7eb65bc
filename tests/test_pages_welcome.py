"""Whoever comes for the first time, by no link, reads in a minute what this is; nobody else is held up."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from stance.pages.welcome import most_heard
from stance.snapshot import Snapshot

ROOT = Path(__file__).resolve().parent.parent


def came(**params: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    return at.run()


def told(at: AppTest) -> str:
    return "\n".join(element.value for element in at.markdown)


def test_a_first_visit_without_a_link_says_what_this_is_and_is_put_away(opened: Snapshot) -> None:
    at = came()
    assert "**What governments said, and where that puts them.**" in told(at)
    assert "40 statements from 40 sources" in told(at)
    (said,) = [text.value for text in at.markdown if "What governments said" in text.value]
    assert len(said.split()) < 80  # less than half a minute of reading
    at.button(key="welcome_start").click().run()
    assert "What governments said" not in told(at)


def test_a_link_shows_what_it_leads_to(opened: Snapshot) -> None:
    assert "What governments said" not in told(came(issue="gaza-ceasefire"))


def test_the_comparison_begins_with_those_who_are_heard_most(opened: Snapshot) -> None:
    assert most_heard(opened, "gaza-ceasefire") == ["USA", "ISR"]
