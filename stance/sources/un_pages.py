"""The pages of a UN verbatim record: furniture dropped, hyphenation undone, paragraphs put together.

The record is the text of a two-column PDF: running heads and job numbers stand between the lines of a
sentence, words are broken at line ends, and nothing but a short line marks the end of a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SYMBOL = r"(?:S/PV\.\d+|A/(?:[A-Z]+-)?\d+/PV\.\d+)(?:\s*\([^)\n]{1,30}\))?"
_DAY = r"\d{1,2}/\d{1,2}/\d{4}"
_FURNITURE = re.compile(
    rf"^(?:{SYMBOL}\b.*{_DAY}|{_DAY}\b.*{SYMBOL}|{SYMBOL}"  # running heads
    r"|(?:\d+/\d+\s+)?\d{2}-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d+/\d+)?|\d{1,3}/\d{1,3}|Page \d+"
    r"|\*\d{5,8}\*|Please recycle.*|.*Accessible document.*)$"
)
# What the printed record says between the turns: nobody's words.
_DIRECTION = re.compile(
    r"^(?:The meeting (?:was called to order|rose|was suspended|was resumed)\b"
    r"|The agenda was adopted\.$|It was so decided(?: \([^)]*\))?\.$"
    r"|In the absence of the President\b"
    r"|(?:The President|M[rs]{1,2}\. [^.]{1,80}) (?:returned to|took|in) the Chair\.$"
    r"|(?:M[rs]{1,2}\.|The) [^.]{1,120} was escorted \w+ (?:to|into|from)\b"
    r"|The members? of the (?:Council|(?:General )?Assembly)\b[^.]{0,60} observed\b"
    r"|(?:Draft|The draft|Operative|Preambular|Paragraph|The amendment|The motion|The decision)\b"
    r"[^.]{0,200} (?:was|were) (?:adopted|rejected|retained|not adopted|carried)\b"
    r"|\[Subsequently,)"
)
_VOTE = re.compile(
    r"^(?:A (?:recorded |separate )?vote was taken\b|A vote was taken\b|In favour:|Against:|Abstaining:)"
)
_ENDED = re.compile(r"[.?!:][”’\"')\]]*$")
_SHORT = 0.86  # share of the column's width below which a line may be the last of a paragraph
_NOTICE_LINES = 12  # of the notice on corrections, at the foot of the first page
_LANGUAGE = re.compile(r"\s*\((?:spoke|continued|resumed) in [A-Z]\w+\)")
_SOFT = "\u00ad"
# First parts of compounds that keep their hyphen although the record may not hold them alone.
_COMPOUND = frozenset(
    "all anti area co counter cross decision double ever far first full gender good half hard "
    "high human ill inter intra law life long low multi non off one peace policy post pre pro "
    "quasi right rule second self semi short single so socio sub third three trans two ultra "
    "under vice war well wide world".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, stripped, with its offsets in the text as read."""

    text: str
    start: int
    end: int
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words as they are read, and the span of the printed lines they come from."""

    text: str
    start: int
    end: int


def lines(text: str) -> list[Line]:
    """The printed lines with words of the meeting or its headings: without blanks and furniture."""
    found: list[Line] = []
    blank, notice = False, 0
    for match in re.finditer(r"[^\r\n\f]*", text):
        words = match.group().strip()
        if not words:
            blank = blank or text[match.start() - 1 : match.start() + 1].count("\n") == 2
            continue
        if words.startswith("This record contains the text of speeches"):
            notice = _NOTICE_LINES
        if notice and not _FURNITURE.match(words):
            notice = 0 if "documents.un.org" in words else notice - 1
            continue
        if _FURNITURE.match(words):
            # A shorter notice than usual ends with the page.
            blank, notice = False, 0
            continue
        start = match.start() + match.group().index(words)
        # A blank line counts only between lines of one page, not around a page's foot.
        found.append(Line(words, start, start + len(words), blank))
        blank = False
    return found


def paragraphs(turn: list[Line], words: frozenset[str], breaks: list[int], width: int) -> list[Paragraph]:
    """The paragraphs of one turn. ``words`` are all words of the record in small letters, ``breaks``
    offsets at which a paragraph must end, ``width`` the characters of a full line.

    Stage directions, vote lists and headings are left out. A paragraph ends at a sentence whose line
    is clearly shorter than the column.
    """
    groups: list[list[Line]] = [[]]
    for before, line in zip([None, *turn], turn, strict=False):
        if before is not None and _new_paragraph(before, line, width, breaks):
            groups.append([])
        groups[-1].append(line)
    kept: list[list[Line]] = []
    for group in groups:
        if group and _VOTE.match(group[0].text):
            break  # the lists of votes run to the end of the turn
        if group and not _DIRECTION.match(join(group, words)):
            kept.append(group)
    while kept and not _ENDED.search(kept[-1][-1].text):
        kept[-1].pop()  # the heading of the next item
        if not kept[-1]:
            kept.pop()
    return [Paragraph(join(group, words), group[0].start, group[-1].end) for group in kept]


def column(printed: list[Line]) -> int:
    """The length of a full line in characters: the 80th percentile of all lines."""
    lengths = sorted(len(line.text) for line in printed)
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0


def _new_paragraph(before: Line, line: Line, width: int, breaks: list[int]) -> bool:
    if any(before.end <= offset <= line.start for offset in breaks):
        return True
    if _VOTE.match(line.text) or _DIRECTION.match(line.text):
        return bool(_ENDED.search(before.text)) or len(before.text) < _SHORT * width
    if not _ENDED.search(before.text) or before.text.endswith(":"):
        return False
    opens = line.text[0].isupper() or line.text[0] in "“‘\"'([" or line.text[0].isdigit()
    return opens and (line.after_blank or len(before.text) < _SHORT * width)


def join(group: list[Line], words: frozenset[str]) -> str:
    """The lines as running text, words broken at line ends put together."""
    said = ""
    for line in group:
        if said.endswith(_SOFT):
            said = said[:-1] + line.text
        elif re.search(r"\w-$", said[-2:]):
            said = _mend(said, line.text, words)
        else:
            said = f"{said} {line.text}" if said else line.text
    return _LANGUAGE.sub("", said.replace(_SOFT, "")).strip()


def _mend(said: str, following: str, words: frozenset[str]) -> str:
    """Joins "hard-" and "headed": without the hyphen only where the record shows it was no compound."""
    left = re.search(r"[\w’'-]+-$", said[-80:])
    right = re.match(r"[\w’']+", following)
    if left is None or right is None:
        return said + following
    first, second = left.group()[:-1], right.group()
    joined, compound = (first + second).lower(), f"{first}-{second}".lower()
    last = first.rsplit("-", 1)[-1].lower()
    if compound in words or second[0].isupper() or second[0].isdigit() or "-" in first:
        return said + following
    if joined in words or (last not in words and last not in _COMPOUND):
        return said[:-1] + following
    return said + following
