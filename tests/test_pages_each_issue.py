"""Every page on every issue of the bundled data: it opens, and speaks of no issue but its own."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from stance.codebook import load_issues
from stance.snapshot import BUNDLED

PAGES = ("map", "timeline", "compare", "changes", "votes", "brief", "landscape", "method")
# Words of one issue that a page on another has no reason to say, unless somebody is quoted with them.
OWN = {
    "gaza-ceasefire": r"\bGaza\b|\bHamas\b|humanitarian pause",
    "ukraine-war": r"Ukrain|Russian forces|Kyiv",
    "fossil-fuels": r"fossil|phase-out|coal\b",
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("issue", load_issues())
def test_a_page_on_one_issue_says_nothing_of_another(
    issue: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANCE_SNAPSHOT", str(BUNDLED))
    at = AppTest.from_file("../app.py", default_timeout=60)
    at.query_params["issue"] = issue
    at.run()
    at.switch_page(f"stance/pages/{page}.py").run()
    assert not at.exception
    texts = [str(element.value) for element in (*at.title, *at.header, *at.subheader, *at.markdown, *at.caption)]
    # What is quoted, and the line that names who said it, may be of anything.
    ours = "\n".join(text for text in texts if "“" not in text and not text.startswith(">"))
    others = "|".join(words for name, words in OWN.items() if name != issue)
    assert len(ours) > 100
    assert re.findall(others, ours, re.IGNORECASE) == []
