"""Which words stand around a statement in its document: enough to judge it, too few to be the article.

The snapshot keeps no document's text. A reader who opens a statement still sees what comes before and after
it, some ``REACH`` characters each, whole words only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stance.records import Statement

REACH = 150  # characters on each side


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after ``text[start:end]``, on one line each; empty where the span is none."""
    if not 0 <= start < end <= len(text):
        return "", ""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if start > REACH:
        # A word that is cut at the window's edge says nothing, or something else.
        before = before.partition(" ")[2] if not text[start - REACH - 1].isspace() else before
    if end + REACH < len(text) and not text[end + REACH].isspace():
        after = after.rpartition(" ")[0]
    return " ".join(before.split()), " ".join(after.split())


def of(statement: Statement, documents: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The columns ``before`` and ``after`` of a statement; empty for a table's, which has no text around."""
    text = str(documents.get(statement.doc, {}).get("text") or "")
    before, after = around(text, statement.char_start, statement.char_end)
    return {"before": before, "after": after}
