"""Which characters of an article are its prose, and which are menus, captions, links and footers.

Saved pages glue furniture to sentences ("...[Reuters]Published On 4 Nov 20234 Nov 2023The minister has").
Nothing is deleted here: spans into the unchanged text are returned, so that an offset in a passage
plus the passage's start is an offset into the file. The language of a document is found on these.

A passage is one paragraph. In doubt a line counts as prose: a statement lost is worse than a menu read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
#: A complete date as pages print it; no word boundary after the year, for what is glued behind it.
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})"
)
_CLOCK = r"(?:[\s,|]*(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*(?:[ap]\.?m\.?|GMT|UTC|ET|EST|EDT|BST))*)?"
#: "Published On 4 Nov 2023", with the repeated dates and the clock time that follow it.
STAMP = re.compile(
    rf"(?:First published|Published|Last updated|Last modified|Updated|Posted|Issued)"
    rf"(?:\s+(?:on|at))?\s*:?\s*(?P<date>{DATE}){_CLOCK}(?:{DATE}{_CLOCK})*",
    re.IGNORECASE,
)
# White space is bounded and the end looked up apart: a hostile text must not cost its square.
_LINK_LIST = re.compile(
    r"(?:Keep reading\s{0,9})?(?:list of \d{1,3} items)?\s{0,9}list 1 of \d{1,3}"
    r"|Keep reading\s{0,9}list of \d{1,3} items",
    re.IGNORECASE,
)
_LIST_END = re.compile("end of list", re.IGNORECASE)
_LIST_LENGTH = 3000  # characters of a list of links at most
_LINK_ITEM = re.compile(r"^list \d+ of \d+", re.IGNORECASE)
# A small letter, a closing mark or bracket with a capital straight after it: two page elements in one.
_JOINT = re.compile(
    r"(?<=[a-zé’”\]])(?=[A-Z])(?<!Mc)(?<!Mac)(?<!De)(?<!La)(?<!Le)|(?<=[a-z][.!?])(?=[A-Z][a-z])"
)
_CREDIT = re.compile(
    r"\[[^\[\]\n]{0,80}(?:Reuters|AFP|AP Photo|/AP|Getty|EPA|Anadolu|File|Handout)[^\[\]\n]{0,40}\]\s*$"
    r"|\((?:AP|AFP|Reuters|Getty)?\s*(?:Photo|File)[^()\n]{0,60}\)\s*$"
    r"|(?:Photograph|Photo|Image|Picture)(?: credit)?:[^.\n]{0,80}$"
)
_FOOTER = re.compile(
    r"^\W*(?:source\s*:|advertisement\b|read (?:more|also|next)\b|keep reading\b"
    r"|related(?: stories| articles)?\s*(?::|$)|most read\b|recommended\b|share (?:this|on)\b"
    r"|follow .{0,40} on (?:twitter|x|facebook|instagram|telegram)\b"
    r"|sign up\b|subscribe\b|skip (?:links|to content)\b|copyright\b|©|all rights reserved\b|cookie "
    r"|privacy policy\b|terms (?:of|and)\b|(?:additional )?reporting by .{0,160}editing by\b"
    r"|our standards\s*:|download (?:our|the) app\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?<=[.?!”’\"'\s])(?:Source:|©|Related:|Read more:)")
_LEGAL = re.compile(r"all rights reserved|cookie (?:policy|preferences)|privacy policy", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;,…][\"'’”»)\]]*\s*$|[\"”»]\s*$")
_QUOTE = re.compile(r"[\"“”«»]|[Ss]aid\b|[Ss]ays\b|:\s")
_FOOTER_WORDS = 30
_MENU_JOINTS, _MENU_SHARE, _SENTENCE_WORDS, _HEADING_WORDS = 4, 0.12, 8, 14
_WRAP = range(40, 101)  # lengths of the lines of a paragraph wrapped by hand, in characters

Span = tuple[int, int]


def passages(text: str) -> list[Span]:
    """The paragraphs of ``text`` that are article prose, as (start, end) offsets, in order.

    Leading and trailing white space is outside a passage; headlines, menus, lists of links, captions with
    a credit, publication stamps with what stands before them in their line, and footers are in none.
    """
    cut = _link_lists(text)
    spans: list[Span] = []
    for start, end in blocks(text):
        for stamp in STAMP.finditer(text, start, end):
            start = stamp.end()
        for piece in _outside(start, end, cut):
            spans += _prose(text, *piece)
    return spans


def _link_lists(text: str) -> list[Span]:
    """The spans of "list 1 of 4 ... end of list", without overlaps."""
    ends = [match.end() for match in _LIST_END.finditer(text)]
    spans: list[Span] = []
    for match in _LINK_LIST.finditer(text):
        place = bisect_right(ends, match.end())
        end = match.end()
        if place < len(ends) and ends[place] - end <= _LIST_LENGTH:
            end = ends[place]
        if not spans or match.start() >= spans[-1][1]:
            spans.append((match.start(), end))
    return spans


def blocks(text: str) -> list[Span]:
    """The paragraphs of a text: its lines, with the lines of a hand-wrapped paragraph as one."""
    lines = [match.span() for match in re.finditer(r"[^\r\n]+", text)]
    blocks: list[Span] = []
    wrapped = _hand_wrapped(text, lines)
    for start, end in lines:
        if wrapped and blocks and text[blocks[-1][1] : start].count("\n") < 2:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _hand_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether paragraphs are wrapped by line ends: most lines that another follows have one width."""
    followed = [
        (start, end)
        for (start, end), (after, _) in zip(lines, lines[1:], strict=False)
        if text[end:after].count("\n") < 2
    ]
    if len(followed) < 3:
        return False
    wide = sum(end - start in _WRAP and not _ENDED.search(text[start:end]) for start, end in followed)
    return wide > 0.6 * len(followed) and max(end - start for start, end in lines) < 130


def _outside(start: int, end: int, cut: list[Span]) -> list[Span]:
    pieces = []
    first = bisect_right(cut, start, key=lambda span: span[1])
    last = bisect_left(cut, end, key=lambda span: span[0])
    for cut_start, cut_end in cut[first:last]:
        pieces.append((start, max(start, cut_start)))
        start = min(end, cut_end)
    return [*pieces, (start, end)]


def _prose(text: str, start: int, end: int) -> list[Span]:
    start, end = _trim(text, start, end)
    line = text[start:end]
    if not line or _is_footer(line) or _LINK_ITEM.match(line):
        return []
    end = start + _before_tail(line)
    line = text[start:end]
    if _LEGAL.search(line):
        return []
    joints = [match.start() for match in _JOINT.finditer(line)]
    if len(joints) >= _MENU_JOINTS and len(joints) > _MENU_SHARE * len(line.split()):
        return _sentences_of_menu(text, start, [0, *joints, len(line)])
    if _CREDIT.search(line) or _is_heading(line):
        return []
    return [(start, end)]


def _is_footer(line: str) -> bool:
    return len(line.split()) <= _FOOTER_WORDS and bool(_FOOTER.match(line))


def _before_tail(line: str) -> int:
    """Where a footer glued to the end of a line begins ("... Source: Agenciesaboutcontact"), else its end."""
    # Counted once for the line: a hostile one holds thousands of footers.
    joints = [match.start() for match in _JOINT.finditer(line)]
    words = [match.end() for match in re.finditer(r"\S+", line)]
    for match in _TAIL.finditer(line):
        glued = len(joints) - bisect_right(joints, match.start())
        if glued > _MENU_SHARE * (len(words) - bisect_right(words, match.start())):
            return len(line[: match.start()].rstrip())
    return len(line)


def _sentences_of_menu(text: str, start: int, edges: list[int]) -> list[Span]:
    """The pieces of a glued line that are whole sentences and no captions."""
    spans = []
    for left, right in zip(edges, edges[1:], strict=False):
        piece = text[start + left : start + right]
        whole = len(piece.split()) >= _SENTENCE_WORDS and _ENDED.search(piece)
        if whole and not _CREDIT.search(piece):
            spans.append(_trim(text, start + left, start + right))
    return spans


def _is_heading(line: str) -> bool:
    """A page title, or a short line without a full stop, a quotation mark or a word of saying."""
    if _ENDED.search(line):
        return False
    return " | " in line or (len(line.split()) <= _HEADING_WORDS and not _QUOTE.search(line))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
