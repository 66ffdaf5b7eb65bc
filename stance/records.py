"""The terms of the field as frozen dataclasses; this module imports nothing of ours.

Countries are ISO 3166 alpha-3 codes; an organisation that speaks for itself stands in the same field by
its usual short name (``UN``, ``EU``, ``OIC``). Dates are ISO ``YYYY-MM-DD`` strings: they compare and sort
as text, and that is how every table, address and file of the project holds them. An empty string means
"not known"; it is never guessed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field

DOCUMENT_KINDS = ("press", "official", "un-record", "un-press", "table")
# As what a text may be read; "auto" decides by its content.
READ_AS = ("auto", "press", "un-record", "un-press")
QUOTE_TYPES = ("direct", "mixed", "indirect")
# How the words stand in the source: the actor's own, our sentence for them, or the record of a vote.
WORDINGS = ("quote", "paraphrase", "vote")
DATE_PRECISIONS = ("day", "week", "month", "year")
# Whose position a statement can carry: only "government" and "organisation" colour a map.
CAPACITIES = ("government", "organisation", "other", "unknown")
STANCES = ("supports", "opposes", "none")


def digest(*parts: str) -> str:
    """Sixteen hex digits that identify ``parts``; the same on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _check(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise ValueError(f"{what} {value!r} is none of {', '.join(allowed)}")


def _check_date(value: str, what: str) -> None:
    if value:
        try:
            written = dt.date.fromisoformat(value).isoformat()
        except ValueError:
            written = ""
        # "20231104" is ISO too, and would sort among other dates in the wrong place.
        if written != value:
            raise ValueError(f"{what} {value!r} is not a date of the form YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class Document:
    """A source text. ``id`` is the file's stem or a digest; statement offsets count in ``text``."""

    id: str
    text: str
    kind: str = "press"
    title: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        _check(self.kind, DOCUMENT_KINDS, "document kind")
        _check_date(self.date, "document date")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words attributed to an actor.

    ``char_start:char_end`` is the span of the words in the document, ``source_start:source_end`` that of
    the mention of the speaker (-1 where there is none, as in tables). ``mention`` is the speaker as the
    document names them, ``speaker`` the resolved name (or the mention where nobody is known), ``actor``
    the registry's id or empty.
    """

    doc: str
    text: str
    quote_type: str
    date: str
    speaker: str = ""
    mention: str = ""
    actor: str = ""
    role: str = ""
    country: str = ""
    capacity: str = "unknown"
    date_precision: str = "day"
    wording: str = "quote"
    char_start: int = -1
    char_end: int = -1
    cue: str = ""
    source_start: int = -1
    source_end: int = -1
    confidence: float = 1.0
    id: str = field(default="")

    def __post_init__(self) -> None:
        _check(self.quote_type, QUOTE_TYPES, "quote type")
        _check(self.capacity, CAPACITIES, "capacity")
        _check(self.date_precision, DATE_PRECISIONS, "date precision")
        _check(self.wording, WORDINGS, "wording")
        _check_date(self.date, "statement date")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if not self.id:
            made = digest(
                self.doc, self.speaker, self.country, self.date, self.text, str(self.char_start)
            )
            object.__setattr__(self, "id", made)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one document gives: its statements, notes on what was assumed, and what was refused, as told."""

    document: Document
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """An office held by an actor: ``start`` and ``end`` are inclusive dates, empty where not known.

    ``seen`` lists dates on which a source shows the actor in this office; it stands in for unknown ends.
    ``office`` is the kind of office, from the registry's closed list (``foreign_minister``).
    """

    role: str
    country: str
    start: str = ""
    end: str = ""
    seen: tuple[str, ...] = ()
    source: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or an institution, with the names it goes by and its offices over time."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()

    def __post_init__(self) -> None:
        _check(self.kind, ("person", "institution"), "actor kind")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that can be supported or opposed. ``phrase`` names it in full for the coder ("phase-out of
    fossil fuels") where the name is short; empty where name and definition do."""

    id: str
    name: str
    definition: str
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to the issue's question. ``order`` is its place on the scale; ``none`` has no place."""

    id: str
    name: str
    definition: str
    counts: tuple[str, ...]
    does_not_count: tuple[str, ...]
    examples: tuple[str, ...]
    order: int | None
    colour: str
    colour_dark: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A question with its codebook. ``votes`` says what a vote means: {roll call: {"Y": position}};
    ``about`` are words of which a document on the issue names at least one (empty: any document is)."""

    id: str
    version: str
    title: str
    question: str
    concepts: tuple[Concept, ...]
    positions: tuple[Position, ...]
    rule: tuple[tuple[dict[str, str], str], ...]
    votes: dict[str, dict[str, str]]
    start: str
    end: str
    about: tuple[str, ...] = ()

    def position(self, name: str) -> Position:
        """The position with this id; KeyError if the codebook has none."""
        for position in self.positions:
            if position.id == name:
                return position
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement says of one concept, with the calibrated probability that this is right."""

    stance: str
    confidence: float

    def __post_init__(self) -> None:
        _check(self.stance, STANCES, "stance")


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's position for one statement; ``because`` are the deciding words, verbatim in the text."""

    statement_id: str
    issue: str
    position: str
    confidence: float
    coder: str
    because: str = ""
    condition: str = ""
    probabilities: dict[str, float] = field(default_factory=dict)
    stances: dict[str, Stance] = field(default_factory=dict)
