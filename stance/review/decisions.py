"""What a decision is, and which one counts for a statement.

**Which decision counts.** What an adjudicator settled counts before everything else; of several
adjudications, the latest. Where nobody has adjudicated, each coder's latest decision is a vote, and the
position that most coders gave counts; where as many gave another, the one that was decided last. A decision
that was taken back does not count, and what the same coder decided before it counts again. A decision for a
position that the codebook no longer has is nobody's vote. Whatever counts here outranks the codings of the
data, by people and by models alike.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from stance.records import Issue

KINDS = ("coding", "adjudicated", "undo")
MAX_NAME, MAX_NOTE = 60, 2000  # characters


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log.

    ``made`` is the time in UTC, ISO 8601 with a Z. ``position`` and what follows is what was decided (empty
    for an undo, which names in ``undoes`` the decision that it takes back); ``before`` is the position that
    counted for the statement until then and ``before_by`` whose it was. ``blind`` says that the coder saw
    neither the model's nor anybody else's reading; ``data_version`` which data they read; ``merged_by`` who
    brought the decision in from a file.
    """

    coder: str
    issue: str
    statement_id: str
    position: str
    kind: str = "coding"
    condition: str = ""
    note: str = ""
    stances: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    before_by: str = ""
    undoes: str = ""
    blind: bool = False
    data_version: str = ""
    merged_by: str = ""
    made: str = field(default_factory=lambda: now())
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join(KINDS)}")
        if not plain_name(self.coder):
            raise ValueError("a decision needs the name of its coder")
        if (self.kind == "undo") != bool(self.undoes) or (self.kind == "undo") == bool(self.position):
            raise ValueError("an undo names what it takes back, and every other decision a position")


# (issue, statement) -> coder's name in small letters -> decision.
Latest = dict[tuple[str, str], dict[str, Decision]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The codings of a model that learnt from decisions, put to use by a person; an issue's latest counts.

    ``name`` names the model and says that it was retrained; a coding is (statement, position, confidence,
    condition). Without codings the model of the data is in use again.
    """

    issue: str
    name: str
    by: str
    codings: tuple[tuple[str, str, float, str], ...] = ()
    made: str = field(default_factory=lambda: now())


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for one statement, and by which part of the rule; ``coders`` are those who gave it.

    ``how`` is ``adjudicated``, ``one coder``, ``agreed``, ``most`` or ``latest``; ``disputed`` holds where
    coders differ and nobody has adjudicated.
    """

    statement_id: str
    issue: str
    position: str
    condition: str
    note: str
    stances: Mapping[str, str]
    coders: tuple[str, ...]
    decided: str
    how: str
    disputed: bool

    @property
    def coder(self) -> str:
        """The names of those who gave this position, as one text."""
        return ", ".join(self.coders)


def now() -> str:
    """The time in UTC to the microsecond, ISO 8601; such texts sort by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def plain_name(name: str) -> str:
    """A coder's name as it is kept: see ``plain_text``."""
    return plain_text(name, MAX_NAME)


def plain_text(text: str, most: int = MAX_NOTE) -> str:
    """Typed text as it is kept: one line, nothing that cannot be seen, at most ``most`` characters."""
    seen = "".join(
        " " if unicodedata.category(sign)[0] in "CZ" else sign for sign in unicodedata.normalize("NFC", text)
    )
    return " ".join(seen.split())[:most].strip()


def same_coder(one: str, other: str) -> bool:
    """Whether two typed names are one coder: capitals do not tell people apart."""
    return one.casefold() == other.casefold()


def living(log: Iterable[Decision]) -> list[Decision]:
    """The decisions that their coders have not taken back, oldest first."""
    kept = list(log)
    whose = {entry.id: entry.coder for entry in kept if entry.kind != "undo"}
    gone = {e.undoes for e in kept if e.kind == "undo" and same_coder(whose.get(e.undoes, ""), e.coder)}
    left = [entry for entry in kept if entry.kind != "undo" and entry.id not in gone]
    # The order of the log settles which of two decisions of one instant came later.
    return sorted(left, key=lambda entry: entry.made)


def latest(log: Iterable[Decision], kind: str = "coding") -> Latest:
    """By issue and statement: each coder's latest living decision of this kind; names in small letters."""
    found: Latest = {}
    for entry in living(log):
        if entry.kind == kind:
            held = found.setdefault((entry.issue, entry.statement_id), {})
            # Taken out and put back, so that the order is that of the latest decisions.
            held.pop(entry.coder.casefold(), None)
            held[entry.coder.casefold()] = entry
    return found


def standings(log: Sequence[Decision], issues: Mapping[str, Issue] | None = None) -> list[Standing]:
    """What counts, one line a statement and issue that people have decided; with ``issues`` as these
    codebooks take it."""
    codings, settled = latest(log), latest(log, "adjudicated")
    if issues is not None:
        codings, settled = valid(codings, issues), valid(settled, issues)
    places = dict.fromkeys([*codings, *settled])
    return [
        standing(list(codings.get(place, {}).values()), list(settled.get(place, {}).values()))
        for place in places
    ]


def valid(found: Latest, issues: Mapping[str, Issue]) -> Latest:
    """The decisions for positions that the codebooks have, with the stances on concepts that they have."""
    made: Latest = {}
    for (name, statement), given in found.items():
        issue = issues.get(name)
        positions = {position.id for position in issue.positions} if issue else set()
        concepts = {concept.id for concept in issue.concepts} if issue else set()
        held = {
            coder: replace(entry, stances={c: said for c, said in entry.stances.items() if c in concepts})
            for coder, entry in given.items()
            if entry.position in positions
        }
        if held:
            made[name, statement] = held
    return made


def standing(codings: Sequence[Decision], settled: Sequence[Decision]) -> Standing:
    """The rule for one statement: coders' latest decisions and adjudications, each oldest first."""
    if settled:
        return _as_standing([settled[-1]], "adjudicated", disputed=False)
    votes = Counter(entry.position for entry in codings)
    most = max(votes.values())
    winner = next(e.position for e in reversed(codings) if votes[e.position] == most)
    behind = [entry for entry in codings if entry.position == winner]
    if len(codings) == 1:
        how = "one coder"
    elif len(votes) == 1:
        how = "agreed"
    else:
        how = "most" if list(votes.values()).count(most) == 1 else "latest"
    return _as_standing(behind, how, disputed=len(votes) > 1)


def _as_standing(behind: Sequence[Decision], how: str, disputed: bool) -> Standing:
    last = behind[-1]
    names = tuple(entry.coder for entry in behind)
    return Standing(last.statement_id, last.issue, last.position, last.condition, last.note, last.stances,
                    names, last.made, how, disputed)  # fmt: skip
