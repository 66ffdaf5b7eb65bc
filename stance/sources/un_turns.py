"""The turns of a UN verbatim record: who spoke, for which country, in which language, which words.

Every turn begins with a speaker line, "Mr. Amari (Tunisia) (spoke in Arabic): ". The President's words
are the chair's, except between "I shall now make a statement in my capacity as the representative of"
and "I now resume my functions", where they are the country's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from stance.countries import code
from stance.sources.un_pages import SYMBOL, Line, Paragraph, column, lines, paragraphs

_HONORIFIC = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Baron|Count|Prince|Princess|King|Queen|Emperor"
    r"|Crown Prince|Sheikh|Sheikha|Sultan|Amir|President|Archbishop|Cardinal|Monsignor|Bishop|Father"
    r"|Reverend|Judge|Justice|General|Lieutenant General|Major General|Admiral|Professor)\b\.?"
)
_NAME = rf"{_HONORIFIC}(?:[ \n](?:[A-Z]\.|[\w’'`-]{{1,40}})){{1,7}}"
_OFFICER = (
    r"The (?:(?:Acting|Temporary|Vice-)\s?)?(?:President|Chair(?:man|person)?)"
    r"|The (?:Deputy )?Secretary-General"
)
_TONGUE = r"\((?:spoke in|interpretation from)\s+(?P<tongue>[A-Z]\w+)[^()]*\)"
_SPEAKER = re.compile(
    rf"^(?P<name>{_OFFICER}|{_NAME}|[A-Z][\w’'-]{{1,40}}(?: [\w’'-]{{1,40}}){{0,6}}(?= \())"
    rf"(?:\s+\((?!spoke in|interpretation)(?P<country>[^()]{{2,80}})\))?(?:\s+{_TONGUE})?"
    r"(?:,\s(?:speaking |also )?(?:on behalf|in (?:its|his|her) capacity)[^:()]{2,80})?\s*:(?=\s|$)",
    re.MULTILINE,
)
_LEADER = r"\s*(?:\.\s?){3,}\s*"
_PRESIDENT = re.compile(
    rf"^President:\s*(?P<name>.+?){_LEADER}\(?(?P<country>[^()\n]+?)\)?\s*$", re.MULTILINE
)
_MEMBER = re.compile(rf"^(?:Members:\s*)?(?P<country>[A-Z].+?){_LEADER}(?P<name>{_NAME})\s*$", re.M)
_OPENING = re.compile(r"^The meeting (?:was called to order|was resumed|resumed)\b.*$", re.MULTILINE)
_NATIONAL = re.compile(
    r"\bI\s+(?:shall|will|should\s+like\s+to|would\s+like\s+to)\s+(?:now\s+)?(?:make|deliver|give)"
    r"[^.]{0,120}?\bin\s+my\s+(?:national\s+)?capacity(?:\s+as\s+(?:the\s+)?[^.]{0,80}?"
    r"\bof\s+(?P<country>[^.]{3,80}?))?\.(?=\s)"
)
_RESUME = re.compile(r"\bI\s+(?:shall\s+)?now\s+resume\s+my\s+(?:functions|duties)")
_RECORD = re.compile(rf"^.{{0,200}}{SYMBOL}", re.MULTILINE)
CHAIR = ("The President", "The Acting President", "The Temporary President", "The Vice-President")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as the record prints it. ``country`` is the code of the country in the speaker line
    ('' for the chair), ``spoken`` the language that was spoken, ``start:end`` the speaker's name."""

    speaker: str
    country: str
    spoken: str
    paragraphs: tuple[Paragraph, ...]
    start: int
    end: int
    national: tuple[tuple[int, int, str], ...] = ()

    @property
    def text(self) -> str:
        """The words of the turn, one space between paragraphs."""
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record taken apart: where the meeting begins, its printed lines, its members by name."""

    text: str
    body: int
    printed: list[Line]
    members: dict[str, str]
    words: frozenset[str]
    width: int


def is_record(text: str) -> bool:
    """Whether a text is a verbatim record: its symbol near the top, and speaker lines."""
    return bool(_RECORD.search(text[:3000]) and _SPEAKER.search(text))


def turns(text: str) -> list[Turn]:
    """The turns of a verbatim record in order, without one line of furniture.

    Offsets count in ``text``. The words of a paragraph are cleaned (hyphenation, page heads); its span
    covers the printed lines they come from.
    """
    record = _record(text)
    heads = [m for m in _SPEAKER.finditer(text, record.body) if _begins_turn(m, record.printed)]
    return [
        _turn(record, head, following.start() if following else len(text))
        for head, following in pairwise([*heads, None])
        if head is not None
    ]


def _record(text: str) -> _Record:
    opening = _OPENING.search(text)
    body = opening.start() if opening else 0
    printed = [line for line in lines(text) if line.start >= body]
    words = frozenset(re.findall(r"[\w’'-]+", text.lower()))
    return _Record(text, body, printed, members(text[:body]), words, column(printed))


def _begins_turn(match: re.Match[str], printed: list[Line]) -> bool:
    """A speaker line follows the end of a sentence or a heading, never the middle of a sentence."""
    country = match["country"]
    if country and not re.match(rf"{_HONORIFIC}|{_OFFICER}", match["name"]):
        return bool(code(" ".join(country.split())))
    place = bisect_left(printed, match.start(), key=lambda line: line.start)
    if country or place == 0 or match["name"].startswith("The "):
        return True
    before = printed[place - 1].text
    return bool(re.search(r"[.?!][”’\")\]]*$", before)) or len(before.split()) < 5


def _turn(record: _Record, head: re.Match[str], end: int) -> Turn:
    national = []
    name = " ".join(head["name"].split())
    for match in _NATIONAL.finditer(record.text, head.end(), end) if name in CHAIR else ():
        resumed = _RESUME.search(record.text, match.end(), end)
        named = code(" ".join((match["country"] or "").split())) or record.members.get("country", "")
        national.append((match.end(), resumed.start() if resumed else end, named))
    breaks = sorted({offset for start, until, _ in national for offset in (start, until)})
    own = _between(record.printed, head.end(), end, breaks)
    country = code(" ".join((head["country"] or "").split()))
    officer = "UN" if name.endswith("Secretary-General") else record.members.get(name, "")
    return Turn(
        speaker=name,
        country=country or officer,
        spoken=head["tongue"] or "English",
        paragraphs=tuple(paragraphs(own, record.words, breaks, record.width)),
        start=head.start("name"),
        end=head.end("name"),
        national=tuple(national),
    )


def _between(printed: list[Line], start: int, end: int, breaks: list[int]) -> list[Line]:
    """The printed lines from ``start`` to ``end``, cut at these and at every break."""
    found = []
    first = bisect_right(printed, start, key=lambda line: line.end)
    last = bisect_left(printed, end, key=lambda line: line.start)
    for line in printed[first:last]:
        edges = [line.start, *(e for e in (start, *breaks) if line.start < e < line.end), line.end]
        for left, right in zip(edges, edges[1:], strict=False):
            piece = line.text[left - line.start : right - line.start]
            said = piece.strip()
            if said and left >= start:
                begin = left + piece.index(said)
                found.append(Line(said, begin, begin + len(said), line.after_blank))
    return found


def members(front: str) -> dict[str, str]:
    """Name as in speaker lines -> code, from the list on the first page; "country" and "name" are
    the President's own."""
    found = {}
    for match in _MEMBER.finditer(front):
        found[match["name"]] = code(match["country"].strip())
    if president := _PRESIDENT.search(front):
        found["name"] = president["name"]
        found["country"] = found[president["name"]] = code(president["country"].strip())
    return found
