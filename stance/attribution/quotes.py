"""Where quotations begin and end: typographic, straight and single marks, nested, or left open.

A quotation left open at the end of its paragraph ends there; when the next paragraph opens with a mark
again, it is marked as running on. No text is refused: a mark that fits nothing is skipped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[\"“”„«»]|''|``|[‘’']|\n")
# A single mark that can close a quotation, with what it leans on.
_LEANS = re.compile(r"[\w.,!?…][’'](?!\w)")
_CLOSE = {"“": "”", "„": "“”", "«": "»", "``": "''", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Quote:
    """An outermost quotation, marks included; ``closed`` is False where the paragraph ended first."""

    start: int
    end: int
    closed: bool


def find(text: str) -> list[Quote]:
    """The outermost quotations of ``text`` in order; characters ``start:end`` include the marks."""
    found: list[Quote] = []
    start, close = -1, ""
    ends = [match.start() for match in _LEANS.finditer(text)]
    for match in _MARK.finditer(text):
        mark, at, end = match.group(), match.start(), match.end()
        if mark == "\n":
            if start >= 0:
                if close not in "’'" and at - start > 2:
                    found.append(Quote(start, at, False))
                start = -1
        elif start < 0:
            close = _opens(text, mark, at, end, ends)
            if close:
                start = at
        elif (mark in close and _closes(text, mark, at, end)) or _wrong_way(text, mark, at, end):
            found.append(Quote(start, end, True))
            start = -1
    if start >= 0 and close not in "’'" and len(text) - start > 2:
        found.append(Quote(start, len(text), False))
    return found


def _opens(text: str, mark: str, at: int, end: int, ends: Sequence[int]) -> str:
    """The marks that would close a quotation opened here, or '' where this mark opens none.

    ``ends`` are the places of single marks that can close one, in order.
    """
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    if after.isspace():
        return ""
    if mark in "“«„" or mark == "``":
        # A writer who mixes marks closes a typographic quotation with a straight one.
        return _CLOSE[mark] + '"'
    if mark == '"':
        return '"”' if not before.isalnum() else ""
    if mark == "”":
        return '”"' if before.isspace() or before in "(—" else ""
    if mark in "‘'" and (before.isspace() or before in "([—–,:;.!?" or at == 0):
        closing = bisect_left(ends, end)
        # On the same line: what runs on is no quotation in single marks.
        opens = after.isalpha() and closing < len(ends) and text.find("\n", end, ends[closing]) < 0
        return "’'" if opens else ""
    return ""


def _wrong_way(text: str, mark: str, at: int, end: int) -> bool:
    """Whether an opening mark closes, as in “Go,“ he said: it leans on a word and no word follows."""
    return mark == "“" and not text[at - 1].isspace() and not text[end : end + 1].isalnum()


def _closes(text: str, mark: str, at: int, end: int) -> bool:
    """Whether this mark can close: not an apostrophe inside a word, not a mark that opens a word."""
    after = text[end] if end < len(text) else " "
    before = text[at - 1] if at else " "
    if mark in "’'":
        return not after.isalnum() and not before.isspace()
    if mark == '"':
        return not (before.isspace() and after.isalnum())
    return True
