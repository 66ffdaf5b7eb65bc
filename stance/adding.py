"""A visitor's own sources: bytes in, coded statements out. Nothing is kept here, on disk or in memory.

A row has the keys of the snapshot's view ``coded``, so that the same pages and files show it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from stance import countries, surroundings
from stance.attribution.roles import of_office
from stance.corpus import DOCUMENT_SUFFIXES, TABLE_SUFFIXES
from stance.embedding.vectors import forgetting
from stance.errors import InputError
from stance.records import Coding, Document, Issue, Statement

TEXTS = DOCUMENT_SUFFIXES
TABLES = TABLE_SUFFIXES
# Ten seconds and 200 MB of parsing; other visitors wait meanwhile.
MAX_CHARACTERS = 150_000
MAX_STATEMENTS = 500
MAX_NAME = 120
VISITOR = "visitor"
_DAY_FORM = "Write it like 2023-11-04"


@dataclass(frozen=True, slots=True)
class Found:
    """What one source gave: its text (empty for a table), rows, notes, and what was refused of it."""

    name: str
    text: str
    rows: tuple[dict[str, Any], ...]
    notes: tuple[str, ...] = ()
    refused: tuple[InputError, ...] = ()


def read_text(name: str, data: bytes, issue: Issue, date: str = "", title: str = "") -> Found:
    """The statements of a text or web page, coded; InputError when it cannot be used."""
    from stance.coding.relevance import code_statements
    from stance.gather import attributed
    from stance.sources import read

    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), name, data)
        try:
            source = read(path, date=date)
        except InputError as error:
            raise InputError(name, error.problem, error.mend, error.line) from None
    document = replace(source.document, title=title) if title else source.document
    if len(document.text) > MAX_CHARACTERS:
        problem = f"{len(document.text):,} characters are more than this page reads ({MAX_CHARACTERS:,})"
        raise InputError(name, problem, "Split the text, or use python -m stance extract")
    said = attributed(replace(source, document=document), _registry()).statements
    # A visitor's words leave no trace, not even as numbers.
    with forgetting():
        codings = code_statements(issue, said, {item.doc: document.text for item in said})
    rows = [_row(issue, s, document, c) for s, c in zip(said, codings, strict=True)]
    return Found(name, document.text, *_limited(rows, source.notes))


def read_table(name: str, data: bytes, issue: Issue) -> Found:
    """The statements of a table, coded; a position in the table is a person's. Raises InputError as above."""
    from stance.coding import code
    from stance.gather import with_office
    from stance.sources import table

    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), name, data)
        try:
            read = table.read_table(path)
        except InputError as error:
            raise InputError(name, error.problem, error.mend, error.line) from None
    refused = [InputError(name, e.problem, e.mend, e.line) for e in read.refused]
    known = {position.id for position in issue.positions}
    with forgetting():
        codings = code(issue, [item.statement.text for item in read.rows])
    rows = []
    for item, coding in zip(read.rows, codings, strict=True):
        row = _row(issue, with_office(item, _registry()), item.document, coding)
        row.update(context=item.extra.get("context", ""), venue=item.extra.get("venue", ""))
        said = item.extra.get("position", "")
        if said in known:
            row = _by_person(row, said, item.extra.get("coder", VISITOR))
        elif said:
            problem = f"the position {said!r} is not in the codebook, so the model's stands"
            mend = f"Use {', '.join(sorted(known))}"
            refused.append(InputError(name, problem, mend, item.line))
        rows.append(row)
    kept, notes = _limited(rows, ())
    return Found(name, "", kept, notes, tuple(refused))


def corrected(row: Mapping[str, Any], issue: Issue, changes: Mapping[str, Any]) -> dict[str, Any]:
    """``row`` with a visitor's ``position``, ``speaker``, ``country`` or ``date``.

    A position that differs from the model's becomes a person's coding. Raises InputError for a value outside
    the closed lists: a browser's own checks are no guard.
    """
    made, where = dict(row), f"the statement “{str(row['text'])[:40]}”"
    date = str(changes.get("date", row["date"]) or "")
    if date != row["date"]:
        made.update(date=check_day(date, where), date_precision="day")
    country = str(changes.get("country", row["country"]) or "")
    if country != row["country"]:
        if country and country not in countries.places():
            raise InputError(where, f"the country {country[:20]!r} is not known", "Choose one of the list")
        made["country"] = country
        made["capacity"] = of_office(str(row.get("role") or ""), country)
    speaker = " ".join(str(changes.get("speaker", row["speaker"]) or "").split())
    if speaker != row["speaker"]:
        if len(speaker) > MAX_NAME or not speaker.isprintable():
            raise InputError(where, "the speaker's name is too long or not text", f"Use {MAX_NAME} letters")
        made.update(speaker=speaker, actor="", role="")
    position = str(changes.get("position", row["position"]))
    if position != row["position"]:
        if position not in {held.id for held in issue.positions}:
            raise InputError(where, f"the position {position[:20]!r} is unknown", "Choose one of the list")
        made = _by_person(made, position, VISITOR)
    return made


@lru_cache(maxsize=1)
def _registry() -> Any:  # noqa: ANN401 - actors are read only when a text is
    from stance.actors import Registry

    return Registry.load()


def _written(folder: Path, name: str, data: bytes) -> Path:
    """The bytes as a file for the readers, under a name that cannot leave the folder."""
    plain = Path(name.replace("\\", "/")).name
    stem = re.sub(r"[^\w.-]+", "-", Path(plain).stem)[:60].strip(".-") or "source"
    path = folder / f"{stem}{Path(plain).suffix.lower()[:6]}"
    path.write_bytes(data)
    return path


def _limited(
    rows: Sequence[dict[str, Any]], notes: Sequence[str]
) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    if len(rows) <= MAX_STATEMENTS:
        return tuple(rows), tuple(notes)
    left = f"{len(rows):,} statements were found; the first {MAX_STATEMENTS} are shown"
    return tuple(rows[:MAX_STATEMENTS]), (*notes, left)


def _row(issue: Issue, statement: Statement, document: Document, coding: Coding) -> dict[str, Any]:
    return {
        **asdict(statement),
        "issue": issue.id, "position": coding.position, "coding_confidence": coding.confidence,
        "coder": coding.coder, "person": False, "because": coding.because, "condition": coding.condition,
        "probabilities": json.dumps(coding.probabilities),
        "stances": json.dumps({name: asdict(held) for name, held in coding.stances.items()}),
        **surroundings.of(statement, {statement.doc: {"text": document.text}}),
        "context": "", "sources": 1, "same_as": statement.id, "venue": "",
        "source_title": document.title or document.id, "publisher": document.publisher,
        "source_url": document.url, "source_kind": document.kind, "language": document.language,
    }  # fmt: skip


def _by_person(row: Mapping[str, Any], position: str, coder: str) -> dict[str, Any]:
    """The row as a person reads it, without what the model found for a reading of its own."""
    return {
        **row, "position": position, "person": True, "coder": coder, "coding_confidence": 1.0,
        "because": "", "condition": "", "probabilities": "{}", "stances": "{}",
    }  # fmt: skip


def check_day(date: str, where: str) -> str:
    """``date`` if it is a day up to today, or empty; InputError otherwise."""
    if not date:
        return ""
    try:
        day = dt.date.fromisoformat(date)
    except ValueError:
        raise InputError(where, f"the date {date[:20]!r} is not a day", _DAY_FORM) from None
    if day > dt.date.today():
        raise InputError(where, f"the date {date} lies in the future", "Give the day it was said")
    return day.isoformat()
