"""Official texts that say by their form who speaks: transcripts ("Mao Ning: ...") and releases
("Joint statement by the Prime Ministers of ...", "Statement by Foreign Minister ...:").

Whoever asks the questions of a transcript makes no statements, and a transcript is one only where the
registry knows somebody who answers. A release is every paragraph under its heading, where these speak for
themselves, as "we" or in quotation marks, and nobody is reported as saying anything: a report that merely
has "Statement by ..." in its headline is left to the attribution station.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stance.actors import Registry, capacity
from stance.countries import capacity_of, find, name
from stance.records import Actor, Document, Statement
from stance.sources.prose import passages

_LABEL = re.compile(r"(?P<who>[A-Z][\w.’'\- ]{0,48}?)(?: \([^()\n]{2,40}\))?:\s+(?=\S)")
_ASKING = re.compile(r"^(?:q|question|reporter|journalist|moderator)\d*$", re.IGNORECASE)
# A label that names an office alone stands for whom the heading names.
_BY_OFFICE = re.compile(
    r"^(?:the )?(?:president|vice president|prime minister|chancellor|king|minister|foreign minister"
    r"|foreign secretary|secretary(?:-general| general)?)$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^[ \t]*(?:(?:Joint|Press|Media|Official|Full|Opening)\s+){0,2}"
    r"(?i:statement|remarks|declaration|message)s?\s+(?i:by|of|from)\s+(?P<who>[^\n]{3,200}?)"
    r"(?:\s+(?:on|regarding|concerning|following|at|to)\s+[^\n]*)?:?[ \t]*$",
    re.MULTILINE,
)
_OWN = re.compile(r"\b(?:we|our|us|I|my)\b", re.IGNORECASE)
_REPORTED = re.compile(
    r"[,”\"]\s+(?:\w+\s+){0,3}(?:said|says|told|added)\b|\b(?:he|she|they)\s+(?:said|added)\b"
)
_ENDING = re.compile(
    r"^[ \t]*(?:ends?\b|###|\* \* \*|-ends-|media contact|press contact|for (?:more|further)\b)",
    re.MULTILINE | re.IGNORECASE,
)
_NAMES = re.compile(r"[A-Z][\w’'\-]+(?:\s+(?:(?:al|el|bin|de|van|von|da|dos)[ -])?[A-Z][\w’'\-]+)*")
_PLURAL = re.compile(r"\b(Prime Minister|Foreign Minister|President|Minister|Leader|Head|Ambassador)s\b")
_LEAST_TURNS = 3
_HEAD = 1500  # characters in which a transcript introduces who speaks

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Voice:
    speaker: str
    role: str = ""
    country: str = ""
    capacity: str = "unknown"
    actor: str = ""


def statements(document: Document, registry: Registry) -> tuple[Statement, ...]:
    """The statements of a transcript or a release, one a paragraph; none for any other text."""
    paragraphs = passages(document.text)
    return tuple(_transcript(document, registry, paragraphs) or _release(document, registry, paragraphs))


def _transcript(document: Document, registry: Registry, paragraphs: Sequence[Span]) -> list[Statement]:
    text = document.text
    turns: list[tuple[str, Span, list[Span]]] = []
    labelled = 0
    for start, end in paragraphs:
        label = _LABEL.match(text, start, end)
        if label:
            labelled += 1
            turns.append((label["who"].strip(), label.span("who"), [(label.end(), end)]))
        elif turns:
            turns[-1][2].append((start, end))
    voices = {label: _person(label, document, registry) for label in _answering(text, turns)}
    known = any(voice.country for voice in voices.values())
    if labelled < _LEAST_TURNS or labelled < 0.5 * len(paragraphs) or not known:
        return []
    return [
        _statement(document, voices[label], source, span)
        for label, source, spans in turns
        if label in voices
        for span in spans
    ]


def _answering(text: str, turns: Sequence[tuple[str, Span, list[Span]]]) -> set[str]:
    """The labels that speak more than once and do not mostly ask."""
    said: dict[str, list[bool]] = {}
    for label, _, spans in turns:
        said.setdefault(label, []).append(text[slice(*spans[-1])].rstrip(" ”\"").endswith("?"))
    return {
        label
        for label, asked in said.items()
        if len(asked) > 1 and sum(asked) < 0.5 * len(asked) and not _ASKING.match(label)
    }


def _release(document: Document, registry: Registry, paragraphs: Sequence[Span]) -> list[Statement]:
    text = document.text
    headings = list(_HEADING.finditer(text))
    if not headings or headings[0].start() > _HEAD:
        return []
    found: list[Statement] = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        until = following.start() if following else len(text)
        body = [(start, end) for start, end in paragraphs if heading.end() <= start and end <= until]
        end_of_words = _ENDING.search(text, heading.end(), until)
        if end_of_words:
            body = [span for span in body if span[1] <= end_of_words.start()]
        # Prepared words end where the questions begin.
        asked = next((i for i, (start, end) in enumerate(body) if _asks(text[start:end])), len(body))
        body = body[:asked]
        words = [text[slice(*span)] for span in body]
        if not any(map(_speaks_itself, words)) or any(map(_REPORTED.search, words)):
            continue
        for voice in _signatories(heading["who"], document, registry):
            found += [_statement(document, voice, heading.span("who"), span) for span in body]
    return found


def _asks(paragraph: str) -> bool:
    label = _LABEL.match(paragraph)
    return bool(label and _ASKING.match(label["who"].strip()))


def _speaks_itself(paragraph: str) -> bool:
    return bool(_OWN.search(paragraph)) or (paragraph[0] in "“\"‘" and paragraph[-1] in "”\"’")


def _signatories(who: str, document: Document, registry: Registry) -> Iterator[_Voice]:
    """A known person, else each country named, else the heading's own words."""
    for name_ in _NAMES.findall(who):
        words = name_.split()
        for first in range(len(words) - 1):
            actor = registry.find(" ".join(words[first:]), document.date)
            if actor is not None and actor.kind == "person":
                yield _of(actor, document, registry)
                return
    codes = list(dict.fromkeys(code for _, _, code in find(who)))
    plural = _PLURAL.search(who)
    if len(codes) > 1 and plural:
        for code in codes:
            yield _Voice(f"{plural[1]} of {name(code)}", plural[1], code, capacity_of(code))
    elif codes:
        yield _Voice(who.removeprefix("the ").strip(), "", codes[0], capacity_of(codes[0]))
    else:
        yield _Voice(who.strip())


def _person(label: str, document: Document, registry: Registry) -> _Voice:
    """The speaker of a transcript: by full name, or by the full name that the head of the text gives."""
    plain = re.sub(r"^(?:mr|mrs|ms|dr|amb|ambassador|secretary)\b\.?\s+", "", label, flags=re.IGNORECASE)
    full = plain.title() if plain.isupper() else plain
    candidates = [full] if " " in full else []
    candidates += [
        found for found in _NAMES.findall(document.text[:_HEAD])
        if " " in found and found.split()[-1].casefold() == full.split()[-1].casefold()
    ]  # fmt: skip
    for candidate in candidates:
        words = candidate.split()
        for first in range(max(1, len(words) - 1)):
            actor = registry.find(" ".join(words[first:]), document.date)
            if actor is not None:
                return _of(actor, document, registry)
    heading = _HEADING.search(document.text, 0, _HEAD)
    if heading and _BY_OFFICE.match(label):
        return next(_signatories(heading["who"], document, registry))
    return _Voice(full)


def _of(actor: Actor, document: Document, registry: Registry) -> _Voice:
    role = registry.role_on(actor, document.date)
    if role is None:
        return _Voice(actor.name, actor=actor.id)
    return _Voice(actor.name, role.role, role.country, capacity(role), actor.id)


def _statement(document: Document, voice: _Voice, source: Span, span: Span) -> Statement:
    start, end = span
    text = document.text
    while start < end and text[start] in "“\"‘":
        start += 1
    while end > start and text[end - 1] in "”\"’":
        end -= 1
    return Statement(
        doc=document.id, text=text[start:end], quote_type="direct", date=document.date,
        speaker=voice.speaker, mention=text[slice(*source)], actor=voice.actor, role=voice.role,
        country=voice.country, capacity=voice.capacity, char_start=start, char_end=end,
        source_start=source[0], source_end=source[1], confidence=0.95,
    )  # fmt: skip
