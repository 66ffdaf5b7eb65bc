"""A page opened through AppTest at an address, and what it says."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

_KINDS = ("title", "header", "subheader", "markdown", "caption", "info")


def visit(page: str, date: str = "2024-12-11", **params: str | list[str]) -> AppTest:
    """The script ``page`` of ``stance/pages`` on the ceasefire issue, with more of the address where it is given."""
    at = AppTest.from_file("../app.py", default_timeout=20)
    for name, value in {"issue": "gaza-ceasefire", "date": date, **params}.items():
        at.query_params[name] = value
    at.run()
    return at.switch_page(f"stance/pages/{page}.py").run()


def told(at: AppTest) -> str:
    """The words on the page, without the signs that keep Markdown from reading them."""
    text = "\n".join(block.value for kind in _KINDS for block in at.get(kind))
    return text.replace("\u00a0", " ").replace("\\", "")


def chart(at: AppTest) -> dict[str, Any]:
    """The first figure of the page."""
    found: dict[str, Any] = json.loads(at.get("plotly_chart")[0].proto.spec)
    return found


def traces(at: AppTest) -> dict[str, dict[str, Any]]:
    """The traces of the first figure, by name."""
    return {one["name"]: one for one in chart(at)["data"]}
