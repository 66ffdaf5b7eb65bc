"""Verbatim records of the Security Council and the General Assembly: turns become statements.

A statement is a paragraph of a turn. The chair speaks for nobody's government, but for the country in
the paragraphs between "in my capacity as the representative of" and "I now resume my functions".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stance.countries import capacity_of, of_role
from stance.errors import InputError
from stance.records import Document, Statement
from stance.sources.dates import iso
from stance.sources.prose import DATE
from stance.sources.source import NO_DATE, Source
from stance.sources.un_pages import SYMBOL, Paragraph
from stance.sources.un_turns import CHAIR, Turn, members, turns

_PERSON = r"(?P<name>(?: [A-Z][\w’'-]+| (?:de|al|van|der|von|bin|ibn|II|III))+)"
#: Who is presented with name and post: in an invitation to brief, or in the heading of an address.
_PRESENTED = re.compile(
    rf"(?:Mr\.|Mrs\.|Ms\.|Dr\.|Sir|Dame|Majesty King|Majesty Queen){_PERSON},\s"
    r"(?P<post>[A-Z][^;:.]{3,160}?)"
    r"(?=[;.\n]|$|, and (?:Mr|Ms|Dr)| and (?:Mr|Mrs|Ms|Dr)\.| to participate)"
)
_ADDRESS = re.compile(r"^Address by .+(?:\n.+)?", re.MULTILINE)
_UN_OFFICE = re.compile(
    r"Secretary-General|Special (?:Coordinator|Envoy|Representative|Adviser)|High Commissioner"
    r"|United Nations|Emergency Relief Coordinator|UN[A-Z]{2,}"
)
_STATE_OFFICE = re.compile(
    r"(?:Vice-|Deputy |First |Crown )?(?:President|Prime Minister|Minister|King|Queen|Prince|Amir|Emir"
    r"|Sultan|Chancellor|Secretary of State|Foreign Minister|Head of State|Chair of the Presidency)\b"
)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What the whole record says: its body, date, chair, and the posts of those it presents."""

    doc: str
    body: str
    date: str
    chair: str
    posts: dict[str, str]


def _title(front: str, symbol: str) -> str:
    """Symbol and agenda item, from the first page."""
    agenda = re.search(r"^Agenda\s*\n(.+?)(?=\nThis record|\n\n|\Z)", front, re.MULTILINE | re.DOTALL)
    item = " ".join(agenda[1].split())[:200] if agenda else ""
    return f"{symbol}: {item}" if item else symbol


def _posts(text: str, said: list[Turn]) -> dict[str, str]:
    """Part of a name -> post of everybody whom the chair or a heading presents ("Ms. Ann Roe, Director
    of X"); speaker lines print the surname, or a king's first name."""
    presented = [turn.text for turn in said if turn.speaker in CHAIR]
    presented += [" ".join(match.group().split()) for match in _ADDRESS.finditer(text)]
    return {
        part: match["post"].strip()
        for words in presented
        for match in _PRESENTED.finditer(words)
        for part in match["name"].split()
    }


def _voice(turn: Turn, paragraph: Paragraph, meeting: _Meeting) -> tuple[str, str, str]:
    """Speaker, country and role for one paragraph of a turn."""
    for start, end, country in turn.national:
        if start <= paragraph.start < end:
            return meeting.chair or turn.speaker, country, "representative"
    if turn.speaker in CHAIR:
        return turn.speaker, "", f"President of the {meeting.body}"
    if turn.country == "UN":
        return turn.speaker, "UN", turn.speaker.removeprefix("The ")
    if turn.country:
        return turn.speaker, turn.country, "representative"
    post = meeting.posts.get(turn.speaker.split()[-1], "")
    if _UN_OFFICE.search(post):
        return turn.speaker, "UN", post
    return turn.speaker, of_role(post) if _STATE_OFFICE.match(post) else "", post


def _statement(turn: Turn, paragraph: Paragraph, meeting: _Meeting) -> Statement:
    speaker, country, role = _voice(turn, paragraph, meeting)
    return Statement(
        doc=meeting.doc, text=paragraph.text, quote_type="direct", date=meeting.date,
        speaker=speaker, mention=turn.speaker, role=role, country=country,
        capacity=capacity_of(country, "other"),
        char_start=paragraph.start, char_end=paragraph.end,
        source_start=turn.start, source_end=turn.end,
        cue="" if turn.spoken == "English" else f"spoke in {turn.spoken}",
    )  # fmt: skip


def read(text: str, stem: str, name: str, date: str) -> Source:
    """A verbatim record with one statement a paragraph of each turn.

    ``text`` of a statement is cleaned; its span covers the printed lines in the file. Raises
    InputError where no speaker line is found.
    """
    said = turns(text)
    if not said:
        problem = 'no speaker line such as "Mr. Amari (Tunisia):" was found'
        raise InputError(name, problem, "Use --kind press if this is no verbatim record")
    front = text[: said[0].start]
    symbol = re.search(SYMBOL, front)
    printed = re.search(DATE, front)
    day = date or (iso(printed.group()) if printed else "")
    body = "Security Council" if symbol and symbol.group().startswith("S/") else "General Assembly"
    meeting = _Meeting(stem, body, day, members(front).get("name", ""), _posts(text, said))
    document = Document(
        id=stem, text=text, kind="un-record", title=_title(front, symbol.group() if symbol else stem),
        publisher="United Nations", date=day, language="en",
    )  # fmt: skip
    found = tuple(_statement(turn, part, meeting) for turn in said for part in turn.paragraphs)
    return Source(document, found, () if day else (NO_DATE,))
