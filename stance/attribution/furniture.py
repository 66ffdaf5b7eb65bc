"""Which parts of a text are page furniture: menus, link lists, captions and footers around an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Two words that a page glued together: "Gaza[Photo]Published", "2023US Secretary", "began.Keep reading".
_GLUE = re.compile(r"[a-z\])”’!?.](?=[A-Z][a-z])|\d(?=[A-Z])")
_NOT_GLUE = re.compile(r"(?:\b[A-Z]?[A-Za-z]{0,2}[’'.]|\bM[a]?c|\b[A-Z][a-z]|\bvan|\b[a-z]|[A-Z]\.)$")
_END = re.compile(r"[.!?…][”\"’')\]]*$")
_LIST = re.compile(r"Keep reading.{0,3}\s*list of \d+ items?.*?end of list|(?:list )?\d+ of \d+\b", re.DOTALL)
_PHRASES = re.compile(
    r"^(?:skip links|skip to content|published on|advertisement|read more|sign up|subscribe|share this|"
    r"follow us|related(?: stories| articles)?:?$|source: |©|copyright|all rights reserved|"
    r"cookie|privacy policy|terms and conditions|terms of use|most read|recommended stories|"
    r"listen to this|watch:|play video|image caption|file photo|getty images|photo by)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[\[(][^\])]*(?:/|Reuters|AFP|AP Photo|Getty|EPA|File)[^\])]*[\])]\s*$")

# "AMMAN, Nov 4 (Reuters) - ": where the report was filed, not who speaks.
_DATELINE = re.compile(
    r"[A-Z][A-Z .’'/-]{2,}(?:,? [A-Za-z.’' ]{2,20}){0,2}"
    r"(?:, (?:\w+\.? \d{1,2}|\d{1,2} \w+)(?:,? \d{4})?)?\s*"
    r"(?:\((?:[A-Z][\w.’'&-]*|dpa)(?: [\w.’'&-]+){0,3}\)\s*)?[—–-]{1,2}\s+"
    r"|[A-Z][\w.’' -]{2,25} \((?:AFP|AP|UPI|Reuters|dpa|ANI|IANS|PTI|Xinhua|CNN|VOA)\)\s*[—–-]{1,2}\s+"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Characters ``start:end`` of a text that stand alone; ``furniture`` where no article is in them."""

    start: int
    end: int
    furniture: bool


def blocks(text: str) -> list[Block]:
    """The text cut into paragraphs, and glued lines into their pieces, each judged."""
    out: list[Block] = []
    listed = [match.span() for match in _LIST.finditer(text)]
    for match in re.finditer(r"[^\n]+\n*", text):
        out.extend(_line(text, match.start(), match.end(), listed))
    return out


def _line(text: str, start: int, end: int, listed: list[tuple[int, int]]) -> list[Block]:
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        return [Block(start, dateline.end(), True), *_line(text, dateline.end(), end, listed)]
    cuts = [m.end() for m in _GLUE.finditer(text, start, end)]
    cuts = [cut for cut in cuts if not _NOT_GLUE.search(text[max(start, cut - 4) : cut])]
    inside = [span for span in listed if start <= span[0] < end]
    glued = len(cuts) > 1 or bool(inside)
    points = sorted({start, end, *(cuts if glued else []), *(p for span in inside for p in span if p < end)})
    out = []
    for first, last in zip(points, points[1:], strict=False):
        held = any(a <= first and last <= max(b, a + 1) for a, b in inside)
        out.append(Block(first, last, held or _is_furniture(text[first:last], glued)))
    return out


def _is_furniture(piece: str, glued: bool) -> bool:
    bare = piece.strip()
    if not bare:
        return True
    if _PHRASES.search(bare) or _CREDIT.search(bare) or bare.count(" | ") > 0:
        return True
    return glued and not _END.search(bare)
