"""Which issues there are, and which position follows from what a statement says of each concept.

An issue is one file ``corpus/issues/<id>.yaml``, written for people first. It is checked in full when read:
a codebook with a hole in it would colour a map wrongly without a word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from stance.errors import InputError
from stance.records import STANCES, Concept, Issue, Position

ISSUES = Path(__file__).resolve().parent.parent / "corpus" / "issues"
#: The issue meant where nothing names one.
DEFAULT = "gaza-ceasefire"
VOTES = ("Y", "N", "A", "X")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def load_issue(issue_id: str, folder: Path = ISSUES) -> Issue:
    """The issue with this id.

    Raises:
        InputError: there is no such issue, or its file breaks a rule of the form; the message says which and
            what mends it.
    """
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if issue_id not in known:
        listed = ", ".join(known) or "none"
        raise InputError(str(folder), f"there is no issue {issue_id!r}", f"Issues here: {listed}")
    return _read(folder / f"{issue_id}.yaml")


def load_issues(folder: Path = ISSUES) -> dict[str, Issue]:
    """Every issue of the folder by id: the default one, then the others in the order of their ids."""
    return {name: _read(folder / f"{name}.yaml") for name in in_order(p.stem for p in folder.glob("*.yaml"))}


def in_order(issue_ids: Iterable[str]) -> list[str]:
    """Ids as people meet them: the default one, then the others by name."""
    return sorted(issue_ids, key=lambda name: (name != DEFAULT, name))


def derive(issue: Issue, stances: Mapping[str, str]) -> str:
    """The position that the codebook's rule gives for ``stances`` ({concept: supports, opposes or none}).

    A concept that is not named counts as ``none``. The rule is read from the top; the first line that holds
    decides.
    """
    for when, then in issue.rule:
        if all(stances.get(concept, "none") == stance for concept, stance in when.items()):
            return then
    raise ValueError(f"the rule of {issue.id} has no last line that always holds")


@lru_cache(maxsize=64)
def _read(path: Path) -> Issue:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(str(path), "the file is not UTF-8", "Save it as UTF-8") from None
    return from_text(text, path)


def from_text(text: str, path: Path) -> Issue:
    """The issue that a file named ``path`` with this ``text`` holds; InputError as in ``load_issue``."""
    return _Check(path).issue(plain(text, str(path)))


def plain(text: str, where: str) -> object:
    """YAML as plain lists, tables and values; InputError naming ``where`` and the line when it is none."""
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = f"this is not YAML ({error.problem})"
        raise InputError(where, problem, "Mend the line or the indentation", line) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        # A sign that no text holds, a day that no calendar has, lists in lists without end.
        problem = "this is not YAML that can be read"
        raise InputError(where, problem, "Save it as plain text, with days in quotes") from None


def _is_day(value: str) -> bool:
    """Whether a calendar has this day, written YYYY-MM-DD."""
    try:
        return dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


class _Check:
    """Turns the plain data of one file into an Issue, or says which entry is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fail(self, problem: str, mend: str) -> InputError:
        return InputError(str(self.path), problem, mend)

    def text(self, entry: Mapping[str, Any], key: str, where: str, empty: bool = False) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise self.fail(f"{where} has no text under {key!r}", f"Write {key}: with text in quotes")
        return " ".join(value.split())

    def texts(self, entry: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        values = entry.get(key)
        if not isinstance(values, list) or not values or not all(isinstance(v, str) for v in values):
            raise self.fail(f"{where} has no list under {key!r}", f"Write {key}: with one text a line")
        return tuple(" ".join(value.split()) for value in values)

    def entries(self, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        values = data.get(key)
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values) or not values:
            raise self.fail(f"{key!r} is not a list of entries", f"Write {key}: with one '- ' an entry")
        return values

    def issue(self, data: object) -> Issue:
        if not isinstance(data, dict):
            raise self.fail("the file is not a table of keys", "Begin with id: and version:")
        if data.get("id") != self.path.stem:
            raise self.fail(
                f"the id {data.get('id')!r} is not the file's name", f"Write id: {self.path.stem}"
            )
        self.unique([self.path.stem], "issue")
        concepts = tuple(self.concept(entry) for entry in self.entries(data, "concepts"))
        positions = tuple(self.position(entry) for entry in self.entries(data, "positions"))
        self.unique([concept.id for concept in concepts], "concept")
        names = self.unique([position.id for position in positions], "position")
        if "none" not in names:
            raise self.fail("there is no position 'none'", "Add one: a statement may state none")
        start, end = self.date(data, "start"), self.date(data, "end")
        if end and start > end:
            raise self.fail(f"the start {start} is after the end {end}", "Swap the two, or leave one empty")
        return Issue(
            id=self.path.stem,
            version=self.text(data, "version", "the issue"),
            title=self.text(data, "title", "the issue"),
            question=self.text(data, "question", "the issue"),
            concepts=concepts,
            positions=positions,
            rule=self.rule(data, {concept.id for concept in concepts}, names),
            votes=self.votes(data.get("votes") or {}, names),
            about=self.texts(data, "about", "the issue") if "about" in data else (),
            start=start,
            end=end,
        )

    def unique(self, names: list[str], what: str) -> set[str]:
        for name in names:
            if not _ID.fullmatch(name):
                raise self.fail(f"the {what} id {name!r} is not plain", "Use a to z, 0 to 9, _ and -")
            if names.count(name) > 1:
                raise self.fail(f"the {what} {name!r} stands twice", "Keep one of them")
        return set(names)

    def date(self, data: Mapping[str, Any], key: str) -> str:
        value = self.text(data, key, "the issue", empty=True)
        if value and not _is_day(value):
            raise self.fail(f"{key} {value!r} is not a date", f'Write {key}: "YYYY-MM-DD" or ""')
        return value

    def concept(self, entry: dict[str, Any]) -> Concept:
        name = self.text(entry, "id", "a concept")
        where = f"the concept {name!r}"
        phrase = self.text(entry, "phrase", where) if "phrase" in entry else ""
        return Concept(
            name, self.text(entry, "name", where), self.text(entry, "definition", where), phrase
        )

    def position(self, entry: dict[str, Any]) -> Position:
        name = self.text(entry, "id", "a position")
        where = f"the position {name!r}"
        order = entry.get("order")
        if order is not None and not isinstance(order, int):
            raise self.fail(f"{where} has the order {order!r}", "Write a whole number, or null")
        if name == "none" and order is not None:
            mend = "Write order: null: who states no position has no place"
            raise self.fail(f"{where} has the order {order!r}", mend)
        colours = [self.text(entry, key, where) for key in ("colour", "colour_dark")]
        for colour in colours:
            if not _COLOUR.fullmatch(colour):
                raise self.fail(f"{where} has the colour {colour!r}", 'Write it as "#RRGGBB"')
        return Position(
            id=name,
            name=self.text(entry, "name", where),
            definition=self.text(entry, "definition", where),
            counts=self.texts(entry, "counts", where),
            does_not_count=self.texts(entry, "does_not_count", where),
            examples=self.texts(entry, "examples", where),
            order=order,
            colour=colours[0],
            colour_dark=colours[1],
        )

    def rule(
        self, data: Mapping[str, Any], concepts: set[str], positions: set[str]
    ) -> tuple[tuple[dict[str, str], str], ...]:
        lines: list[tuple[dict[str, str], str]] = []
        for number, entry in enumerate(self.entries(data, "rule"), start=1):
            when, then = entry.get("when"), entry.get("then")
            where = f"line {number} of the rule"
            if not isinstance(when, dict):
                raise self.fail(f"{where} has no 'when'", "Write when: {concept: stance}, or when: {}")
            for concept, stance in when.items():
                if concept not in concepts:
                    raise self.fail(f"{where} names the concept {concept!r}", "Name one of concepts:")
                if stance not in STANCES:
                    raise self.fail(f"{where} has the stance {stance!r}", f"Use {', '.join(STANCES)}")
            if not isinstance(then, str) or then not in positions:
                raise self.fail(f"{where} gives the position {then!r}", "Name one of positions:")
            lines.append((dict(when), then))
        if lines[-1][0]:
            raise self.fail("the last line of the rule may not hold", "End with when: {}")
        return tuple(lines)

    def votes(self, data: object, positions: set[str]) -> dict[str, dict[str, str]]:
        if not isinstance(data, dict):
            raise self.fail("'votes' is not a table", "Write votes: {roll call: {Y: position}}")
        for rollcall, meaning in data.items():
            if not isinstance(meaning, dict) or not set(meaning) <= set(VOTES):
                raise self.fail(f"the roll call {rollcall!r} maps {meaning!r}", "Map Y, N, A or X")
            for position in meaning.values():
                if not isinstance(position, str) or position not in positions:
                    raise self.fail(
                        f"the roll call {rollcall!r} gives {position!r}", "Name one of positions:"
                    )
        return {str(rollcall): dict(meaning) for rollcall, meaning in data.items()}
