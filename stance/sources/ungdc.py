"""The UN General Debate corpus: one text file a speech, ``ISO3_session_year.txt``, and a list of speakers.

Corpus: Jankin, Baturo, Dasandi, "Words to unite nations" (UNGDC). The list, ``Speakers_by_session.xlsx``
beside the files or one folder up, gives speaker and post; without it the speech is the country's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from stance.corpus import SPEAKERS as LIST
from stance.countries import capacity_of, is_organisation, is_state, name
from stance.errors import InputError
from stance.records import Document, Statement
from stance.sources.grid import read_grid
from stance.sources.prose import blocks
from stance.sources.source import Source, check_date
from stance.sources.un_press import sentences

_STEM = re.compile(r"(?P<land>[A-Z]{2,3})_(?P<session>\d{1,3})_(?P<year>(?:19|20)\d{2})$")
#: First day of the general debate; it lasts a week, so a speech is dated to the week.
_OPENED = {
    74: "2019-09-24", 75: "2020-09-22", 76: "2021-09-21", 77: "2022-09-20", 78: "2023-09-19",
    79: "2024-09-24", 80: "2025-09-23",
}  # fmt: skip
_LONG = 1500  # characters above which a paragraph is cut at a sentence
_LEAST_WORDS = 5  # shorter paragraphs are salutations


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str
    post: str


def is_speech(path: Path) -> bool:
    """Whether a file is named as a General Debate speech by a state or organisation we know."""
    match = _STEM.match(path.stem)
    return match is not None and (is_state(match["land"]) or is_organisation(match["land"]))


def read(path: Path, text: str, date: str) -> Source:
    """A speech with one statement a paragraph, spans exact; speaker and post from the list."""
    match = _STEM.match(path.stem)
    if match is None:
        mend = "Name it like FRA_79_2024.txt: ISO code, session, year"
        raise InputError(path.name, "this is not the name of a General Debate speech", mend)
    land, session, year = match["land"], int(match["session"]), match["year"]
    day = date or _OPENED.get(session, f"{year}-09-01")
    precision = "day" if date else "week" if session in _OPENED else "month"
    check_date(day, path.name)
    listed = list_beside(path)
    speakers = _speakers(listed, listed.stat().st_mtime_ns) if listed else {}
    speaker = speakers.get((land, session), _Speaker(f"Representative of {name(land)}", "representative"))
    document = Document(
        id=path.stem, text=text, kind="un-record", date=day, language="en", publisher="United Nations",
        title=f"General Debate, session {session}, {year}: {name(land)}",
    )  # fmt: skip
    statements = tuple(
        Statement(
            doc=path.stem,
            text=text[start:end],
            quote_type="direct",
            date=day,
            date_precision=precision,
            speaker=speaker.name,
            mention=speaker.name,
            role=speaker.post,
            country=land,
            capacity=capacity_of(land),
            char_start=start,
            char_end=end,
        )  # fmt: skip
        for start, end in speech_spans(text)
    )
    missing = f"no speaker found: put {LIST} beside the files"
    return Source(document, statements, () if (land, session) in speakers else (missing,))


def speech_spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a speech, the long ones cut at sentences, without salutations."""
    spans: list[tuple[int, int]] = []
    for start, end in blocks(text):
        start += len(text[start:end]) - len(text[start:end].lstrip("\ufeff \t"))
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        first = start
        if end - start > _LONG:
            for left, right in sentences(text, start, end):
                if right - first > _LONG and left > first:
                    spans.append((first, len(text[:left].rstrip())))
                    first = left
        spans.append((first, end))
    return [(a, b) for a, b in spans if len(text[a:b].split()) >= _LEAST_WORDS]


def list_beside(path: Path) -> Path | None:
    """The list of speakers beside a speech or above it."""
    places = (folder / LIST for folder in (path.parent, path.parent.parent))
    return next((place for place in places if place.is_file()), None)


@lru_cache(maxsize=4)
def _speakers(path: Path, _changed: int) -> dict[tuple[str, int], _Speaker]:
    """(ISO code, session) -> speaker, read once for each state of the file."""
    found: dict[tuple[str, int], _Speaker] = {}
    _, rows = read_grid(path)
    for row in rows:
        cells = row.cells
        session, speaker = cells.get("Session", ""), cells.get("Name of Person Speaking", "")
        if session.isdigit() and speaker:
            key = (cells.get("ISO Code", ""), int(session))
            found.setdefault(key, _Speaker(speaker, cells.get("Post", "")))
    return found
