"""An issue in the making: begun, changed, checked and written as the YAML text of a codebook.

A draft is an ``Issue`` that may still have holes; every function gives a new one. What is missing is said by
the same checks that read a finished file (``codebook``), so a draft that passes here works everywhere. What a
visitor types is data: it is cut to size, and reaches YAML only through ``safe_dump`` and ``safe_load``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

from stance import codebook
from stance.errors import InputError
from stance.records import STANCES, Concept, Issue, Position

# Below this many examples a position is learnt from too little.
WANTED = 8
MAX_TEXT = 2000
MAX_LINES = 60
MAX_ENTRIES = 8
MAX_RULE = 24
MAX_BYTES = 200_000
#: Colours for light and dark pages that stay apart for colour-blind readers; the last is for "no position".
PALETTE = {
    "Blue": ("#0072B2", "#56B4E9"),
    "Amber": ("#B47A00", "#F0B429"),
    "Wine": ("#99154F", "#FF7FA8"),
    "Ink": ("#2E2A78", "#E8E6F0"),
    "Brown": ("#6B3300", "#945A25"),
    "Grey": ("#8C939B", "#6E7681"),
}
_HEAD = "# A codebook drafted on the page Issues. Nobody has measured how well it is coded.\n"
Rule = tuple[tuple[dict[str, str], str], ...]


def blank() -> Issue:
    """A draft to begin with: one concept, a position for it, one against it, and the rule between them."""
    concept = Concept("measure", "Measure", "")
    positions = (
        _position("for", "For", 1, "Blue"), _position("against", "Against", 2, "Wine"),
        _position("none", "States no position", None, "Grey"),
    )  # fmt: skip
    rule: Rule = (({"measure": "supports"}, "for"), ({"measure": "opposes"}, "against"), ({}, "none"))
    return Issue("my-issue", "1.0", "", "", (concept,), positions, rule, {}, "", "")


def copy_of(issue: Issue) -> Issue:
    """The issue under an id of its own: another codebook, which no coder was trained for."""
    return replace(issue, id=f"{issue.id}-copy", version="1.0")


def slug(name: str, empty: str = "") -> str:
    """A name as an id: a to z, 0 to 9 and hyphens, at most 40 signs; ``empty`` where nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:40].strip("-_") or empty


def line(text: object) -> str:
    """Text on one line and of bounded length."""
    return " ".join(str(text).split())[:MAX_TEXT]


def lines(text: str) -> tuple[str, ...]:
    """One entry a line, without the empty ones and the hyphens of a list."""
    found = (line(re.sub(r"^\s*[-*•]\s+", "", part)) for part in text.splitlines())
    return tuple(part for part in found if part)[:MAX_LINES]


def to_yaml(issue: Issue) -> str:
    """The text of the codebook's file. ``from_yaml`` gives the same issue back."""
    import yaml

    data: dict[str, Any] = {
        "id": issue.id, "version": issue.version, "title": issue.title, "question": issue.question,
        "start": issue.start, "end": issue.end,
    }  # fmt: skip
    if issue.about:
        data["about"] = list(issue.about)
    data["concepts"] = [
        {"id": c.id, "name": c.name}
        | ({"phrase": c.phrase} if c.phrase else {})
        | {"definition": c.definition}
        for c in issue.concepts
    ]
    data["positions"] = [_plain(position) for position in issue.positions]
    data["rule"] = [{"when": dict(when), "then": then} for when, then in issue.rule]
    data["votes"] = {key: dict(meaning) for key, meaning in issue.votes.items()}
    text: str = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=110)
    return _HEAD + text


def from_yaml(text: str, name: str) -> tuple[Issue, InputError | None]:
    """The draft in a file's text, and what is wrong with the file.

    An unfinished file is read as far as it goes; what cannot be used is left out, so the draft can be
    complete where the file is not. Raises InputError where it cannot be a codebook: too long, not YAML, with
    aliases (which a short text could multiply without end), or not a table of keys.
    """
    if len(text.encode(errors="replace")) > MAX_BYTES:
        raise InputError(name, "this file is too long for a codebook", f"Keep it under {MAX_BYTES:,} bytes")
    if _aliases(text):
        raise InputError(name, "the file uses YAML aliases", "Write each text where it is used")
    data = codebook.plain(text, name)
    if not isinstance(data, dict):
        raise InputError(name, "the file is not a table of keys", "Begin with id: and version:")
    wrong: InputError | None = None
    try:
        draft = codebook.from_text(text, Path(f"{data.get('id') or Path(name).stem}.yaml"))
    except (ValueError, TypeError) as error:
        draft, wrong = _read(data), error if isinstance(error, InputError) else None
    if max(len(draft.concepts), len(draft.positions)) > MAX_ENTRIES or len(draft.rule) > MAX_RULE:
        problem = f"more than {MAX_ENTRIES} concepts or positions, or {MAX_RULE} lines of the rule"
        raise InputError(name, problem, "Edit a codebook of this size as a file")
    return draft, error_of(draft) or wrong


def closed(rule: Rule, positions: tuple[Position, ...]) -> Rule:
    """The rule with a last line that always holds."""
    if rule and not rule[-1][0]:
        return rule
    names = [position.id for position in positions]
    return (*rule, ({}, "none" if "none" in names or not names else names[-1]))


def error_of(issue: Issue) -> InputError | None:
    """The first rule of the form that the draft breaks, as the reader of finished files says it."""
    if not issue.id:
        return InputError("the draft", "the issue has no id", "Write a short name for its file")
    try:
        codebook.from_text(to_yaml(issue), Path(f"{issue.id}.yaml"))
    except InputError as error:
        return error
    return None


def _aliases(text: str) -> bool:
    import yaml

    try:
        return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError):
        return False


def _plain(position: Position) -> dict[str, Any]:
    return {
        "id": position.id, "name": position.name, "definition": position.definition,
        "counts": list(position.counts), "does_not_count": list(position.does_not_count),
        "examples": list(position.examples), "order": position.order,
        "colour": position.colour, "colour_dark": position.colour_dark,
    }  # fmt: skip


def _position(name: str, shown: str, order: int | None, colour: str) -> Position:
    return Position(name, shown, "", (), (), (), order, *PALETTE[colour])


def _read(data: dict[Any, Any]) -> Issue:
    """What can be used of a table of keys; the rest is left empty."""
    concepts = tuple(
        Concept(
            slug(_text(entry, "id"), f"concept-{n}"), _text(entry, "name"), _text(entry, "definition"),
            _text(entry, "phrase"),
        )  # fmt: skip
        for n, entry in enumerate(_entries(data, "concepts"), start=1)
    )
    positions = tuple(_read_position(entry, n) for n, entry in enumerate(_entries(data, "positions"), 1))
    names = [position.id for position in positions]
    known = {concept.id for concept in concepts}
    # A line without a condition that it asked for would hold of every statement.
    rule = tuple(
        (dict(entry["when"]), str(entry["then"]))
        for entry in _entries(data, "rule")
        if entry.get("then") in names and _is_when(entry.get("when"), known)
    )
    begun = blank()
    return Issue(
        id=slug(_text(data, "id"), begun.id),
        version=_text(data, "version") or begun.version,
        title=_text(data, "title"),
        question=_text(data, "question"),
        concepts=concepts or begun.concepts,
        positions=positions or begun.positions,
        rule=closed(rule, positions or begun.positions),
        votes=_votes(data.get("votes"), names),
        start=_text(data, "start"),
        end=_text(data, "end"),
        about=_texts(data, "about"),
    )


def _read_position(entry: dict[Any, Any], number: int) -> Position:
    spare = list(PALETTE.values())[(number - 1) % len(PALETTE)]
    colours = [_text(entry, key) for key in ("colour", "colour_dark")]
    sound = all(re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) for colour in colours)
    name, order = slug(_text(entry, "id"), f"position-{number}"), entry.get("order")
    return Position(
        name, _text(entry, "name"), _text(entry, "definition"),
        _texts(entry, "counts"), _texts(entry, "does_not_count"), _texts(entry, "examples"),
        order if isinstance(order, int) and name != "none" else None, *(colours if sound else spare),
    )  # fmt: skip


def _votes(votes: object, positions: list[str]) -> dict[str, dict[str, str]]:
    pairs = votes.items() if isinstance(votes, dict) else ()
    known = {(vote, says) for vote in codebook.VOTES for says in positions}
    return {
        str(rollcall): {v: says for v, says in meaning.items() if (v, str(says)) in known}
        for rollcall, meaning in pairs
        if isinstance(meaning, dict)
    }


def _is_when(when: object, concepts: set[str]) -> bool:
    """Whether this asks for stances that there are, on concepts that there are."""
    if not isinstance(when, dict):
        return False
    return when.keys() <= concepts and all(stance in STANCES for stance in when.values())


def _entries(data: dict[Any, Any], key: str) -> list[dict[Any, Any]]:
    values = data.get(key)
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _text(entry: dict[Any, Any], key: str) -> str:
    value = entry.get(key)
    return "" if value is None or isinstance(value, (list, dict)) else line(value)


def _texts(entry: dict[Any, Any], key: str) -> tuple[str, ...]:
    values = entry.get(key)
    found = values if isinstance(values, list) else []
    return tuple(line(value) for value in found if isinstance(value, str) and value.strip())[:MAX_LINES]
